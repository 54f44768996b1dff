package httpx

import (
	"net/http"
	"path"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
)

func (m *Mux) startOpenAPI(version string) {
	m.schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	m.schemas.RegisterTypeAlias(reflect.TypeFor[store.Time](), reflect.TypeFor[time.Time]())
	m.openapi = &huma.OpenAPI{
		OpenAPI:    "3.1.0",
		Info:       &huma.Info{Title: "Hearth", Version: version, Description: "The HR service desk. Persons are e-mail addresses or ids everywhere."},
		Paths:      map[string]*huma.PathItem{},
		Components: &huma.Components{Schemas: m.schemas, SecuritySchemes: map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}}},
		Security:   []map[string][]string{{"token": {}}},
	}
}

// schemaName tells types of the same name in two modules apart: desk.View is DeskView.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	module := path.Base(t.PkgPath())
	if t.PkgPath() == "" || strings.HasPrefix(strings.ToLower(name), module) {
		return name
	}
	return strings.ToUpper(module[:1]) + module[1:] + name
}

// bodySchema returns the schema of what in takes from the body: its JSON fields.
func (m *Mux) bodySchema(in reflect.Type) *huma.Schema { return m.schemas.Schema(in, false, in.Name()) }

// multipartSchema returns the schema of what in takes from a multipart form: the fields of its body, and its files.
func (m *Mux) multipartSchema(in reflect.Type) *huma.Schema {
	schema := &huma.Schema{Type: huma.TypeObject, AdditionalProperties: false, Properties: map[string]*huma.Schema{}}
	body := m.bodySchema(in)
	for _, field := range reflect.VisibleFields(in) {
		json, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch name := formName(field.Tag); {
		case field.Type == reflect.TypeFor[[]files.Upload]():
			schema.Properties[name] = &huma.Schema{Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
		case name != "" && body.Properties[json] != nil:
			schema.Properties[name] = body.Properties[json]
		}
	}
	return schema
}

var wildcard = regexp.MustCompile(`\{(\w+)(\.\.\.)?\}`)

// document adds a route of the API to the specification.
func (m *Mux) document(r Route) {
	op := &huma.Operation{
		Method: r.Method, Path: wildcard.ReplaceAllString(r.Path, "{$1}"), Summary: r.Endpoint.Text,
		OperationID: operationID(r), Responses: map[string]*huma.Response{},
	}
	in := r.Endpoint.In
	if takesBody(r.Method) {
		m.bodySchema(in) // registered now: requests only read the registry
	}
	hasBody, hasFiles := false, false
	for _, field := range reflect.VisibleFields(in) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if p := field.Tag.Get("path"); p != "" {
			if !strings.Contains(op.Path, "{"+p+"}") {
				continue // an input that several addresses share: this one does not take it
			}
			op.Parameters = append(op.Parameters, &huma.Param{Name: p, In: "path", Required: true, Schema: m.schemas.Schema(field.Type, true, p)})
		} else if q := field.Tag.Get("query"); q != "" && q != "-" {
			op.Parameters = append(op.Parameters, &huma.Param{Name: q, In: "query", Description: field.Tag.Get("doc"), Schema: m.schemas.Schema(field.Type, true, q)})
		}
		hasBody = hasBody || name != "" && name != "-"
		hasFiles = hasFiles || field.Type == reflect.TypeFor[[]files.Upload]()
	}
	if hasBody && takesBody(r.Method) {
		content := map[string]*huma.MediaType{"application/json": {Schema: m.schemas.Schema(in, true, in.Name())}}
		if hasFiles {
			content["multipart/form-data"] = &huma.MediaType{Schema: m.multipartSchema(in)}
		}
		op.RequestBody = &huma.RequestBody{Required: true, Content: content}
		op.Parameters = append(op.Parameters, &huma.Param{Name: "Idempotency-Key", In: "header", Description: "Sent again with the same key, the request has its effect once.", Schema: &huma.Schema{Type: huma.TypeString}})
	}
	response := &huma.Response{Description: http.StatusText(r.Endpoint.Status)}
	switch {
	case r.Endpoint.Kind == KindTable:
		response.Content = map[string]*huma.MediaType{r.Endpoint.format.ContentType(): {Schema: &huma.Schema{Type: huma.TypeString}}}
	case r.Endpoint.Out != reflect.TypeFor[None]():
		response.Content = map[string]*huma.MediaType{"application/json": {Schema: m.schemas.Schema(r.Endpoint.Out, true, r.Endpoint.Out.Name())}}
	}
	op.Responses[strconv.Itoa(r.Endpoint.Status)] = response
	op.Responses["default"] = &huma.Response{Description: "A problem, with the fields at fault", Content: map[string]*huma.MediaType{
		"application/problem+json": {Schema: m.schemas.Schema(reflect.TypeFor[Problem](), true, "Problem")}}}
	m.openapi.AddOperation(op)
}

func operationID(r Route) string {
	id := strings.ToLower(r.Method)
	for part := range strings.SplitSeq(strings.TrimPrefix(r.Path, "/api/v1/"), "/") {
		id += "-" + strings.Trim(part, "{}.")
	}
	return id
}

// OpenAPI returns the specification of every JSON route, and every table of the API, handled so far.
func (m *Mux) OpenAPI() ([]byte, error) { return m.openapi.MarshalJSON() }
