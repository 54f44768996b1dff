// Package openapitest holds a generated API document against the rules of OpenAPI 3.1, for tests.
package openapitest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	methods    = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}
	types      = []string{"null", "boolean", "object", "array", "number", "integer", "string"}
	statusCode = regexp.MustCompile(`^([1-5][0-9X]{2}|default)$`)
	inPath     = regexp.MustCompile(`\{([^}]*)\}`)
	component  = regexp.MustCompile(`^[a-zA-Z0-9._-]+$`)
)

type object = map[string]any

// Faults lists, a line each, what in the decoded document doc breaks the rules of OpenAPI 3.1 that this generator could break: required members, path templates and
// their parameters, unique operations, references that lead somewhere, and the shape of schemas as JSON Schema 2020-12 gives it.
func Faults(doc map[string]any) []string {
	c := &checker{doc: doc, ids: map[string]bool{}}
	version, _ := doc["openapi"].(string)
	c.need(strings.HasPrefix(version, "3.1."), "openapi is %q", version)
	info, _ := doc["info"].(object)
	c.need(info["title"] != nil && info["title"] != "" && info["version"] != nil, "info needs title and version")
	paths, _ := doc["paths"].(object)
	for path, item := range paths {
		c.path(path, item.(object))
	}
	components, _ := doc["components"].(object)
	schemas, _ := components["schemas"].(object)
	for name, schema := range schemas {
		c.need(component.MatchString(name), "component name %q", name)
		c.schema("schema "+name, schema)
	}
	c.references(doc)
	return c.found
}

type checker struct {
	doc   object
	ids   map[string]bool
	found []string
}

func (c *checker) need(ok bool, text string, args ...any) {
	if !ok {
		c.found = append(c.found, fmt.Sprintf(text, args...))
	}
}

func (c *checker) path(path string, item object) {
	c.need(strings.HasPrefix(path, "/") && !strings.Contains(path, "..."), "path %s", path)
	for method, v := range item {
		where := method + " " + path
		c.need(slices.Contains(methods, method), "%s is no method", where)
		op := v.(object)
		id, _ := op["operationId"].(string)
		c.need(id != "" && !c.ids[id], "%s: operationId %q is empty or used twice", where, id)
		c.ids[id] = true
		c.parameters(where, path, op)
		responses, _ := op["responses"].(object)
		c.need(len(responses) > 0, "%s: no responses", where)
		for code, response := range responses {
			c.need(statusCode.MatchString(code), "%s: response %s", where, code)
			_, described := response.(object)["description"].(string)
			c.need(described, "%s: response %s has no description", where, code)
			c.content(where, response.(object))
		}
		if body, ok := op["requestBody"].(object); ok {
			c.need(method != "get" && method != "head" && method != "delete", "%s has a body", where)
			c.need(body["content"] != nil, "%s: a body without content", where)
			c.content(where, body)
		}
	}
}

func (c *checker) content(where string, holder object) {
	content, _ := holder["content"].(object)
	for kind, v := range content {
		c.schema(where+" "+kind, v.(object)["schema"])
	}
}

func (c *checker) parameters(where, path string, op object) {
	seen := map[string]bool{}
	list, _ := op["parameters"].([]any)
	for _, v := range list {
		p := v.(object)
		key := fmt.Sprint(p["in"], ":", p["name"])
		c.need(!seen[key], "%s: parameter %s twice", where, key)
		seen[key] = true
		c.need(slices.Contains([]any{"path", "query", "header", "cookie"}, p["in"]), "%s: parameter in %v", where, p["in"])
		if p["in"] == "path" {
			c.need(p["required"] == true, "%s: path parameter %v is not required", where, p["name"])
			c.need(strings.Contains(path, fmt.Sprint("{", p["name"], "}")), "%s: no place for %v", where, p["name"])
		}
		c.schema(where+" "+key, p["schema"])
	}
	for _, m := range inPath.FindAllStringSubmatch(path, -1) {
		c.need(seen["path:"+m[1]], "%s: parameter %s is not described", where, m[1])
	}
}

func (c *checker) schema(where string, v any) {
	if _, ok := v.(bool); ok {
		return
	}
	s, ok := v.(object)
	c.need(ok, "%s: no schema", where)
	kinds, list := s["type"].([]any)
	if kind := s["type"]; !list && kind != nil {
		kinds = []any{kind}
	}
	for _, kind := range kinds {
		c.need(slices.Contains(types, fmt.Sprint(kind)), "%s: type %v", where, kind)
	}
	c.need(s["nullable"] == nil, "%s: nullable is of 3.0", where)
	properties, _ := s["properties"].(object)
	for name, property := range properties {
		c.schema(where+"."+name, property)
	}
	required, _ := s["required"].([]any)
	for _, name := range required {
		c.need(properties[fmt.Sprint(name)] != nil, "%s: required %v is no property", where, name)
	}
	for _, key := range []string{"items", "additionalProperties"} {
		if inner, ok := s[key]; ok {
			c.schema(where+"/"+key, inner)
		}
	}
}

// references walks the whole document.
func (c *checker) references(v any) {
	switch v := v.(type) {
	case object:
		if ref, ok := v["$ref"].(string); ok {
			c.need(c.leads(ref), "%s leads nowhere", ref)
		}
		for _, inner := range v {
			c.references(inner)
		}
	case []any:
		for _, inner := range v {
			c.references(inner)
		}
	}
}

func (c *checker) leads(ref string) bool {
	var at any = c.doc
	for step := range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
		o, ok := at.(object)
		if !ok {
			return false
		}
		at = o[step]
	}
	return at != nil && strings.HasPrefix(ref, "#/")
}
