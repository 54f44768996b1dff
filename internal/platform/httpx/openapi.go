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

// description is what the API takes and gives, for readers of the document and for the check of bodies. Once made it is only read, by many at once: the registry is a map without a lock.
type description struct {
	schemas huma.Registry
	openapi *huma.OpenAPI
}

// described returns the description of the routes. It is made when somebody asks: it is several MiB, which a server at rest has no use for.
func (m *Mux) described() *description {
	if d := m.description.Load(); d != nil {
		return d
	}
	m.describing.Lock()
	defer m.describing.Unlock()
	if d := m.description.Load(); d != nil {
		return d
	}
	d := describe(m.version, m.routes)
	m.description.Store(d)
	return d
}

// Rest forgets what is made again when it is asked for.
func (m *Mux) Rest() { m.description.Store(nil) }

func describe(version string, routes []Route) *description {
	schemas := huma.NewMapRegistry("#/components/schemas/", schemaName)
	schemas.RegisterTypeAlias(reflect.TypeFor[store.Time](), reflect.TypeFor[time.Time]())
	d := &description{schemas, &huma.OpenAPI{
		OpenAPI:    "3.1.0",
		Info:       &huma.Info{Title: "Hearth", Version: version, Description: "The HR service desk. Persons are e-mail addresses or ids everywhere."},
		Paths:      map[string]*huma.PathItem{},
		Components: &huma.Components{Schemas: schemas, SecuritySchemes: map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}}},
		Security:   []map[string][]string{{"token": {}}},
	}}
	for _, r := range routes {
		if r.Endpoint.Kind == KindJSON || r.Endpoint.Kind == KindTable && strings.HasPrefix(r.Path, "/api/") {
			d.add(r)
		}
	}
	return d
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
func (d *description) bodySchema(in reflect.Type) *huma.Schema {
	return d.schemas.Schema(in, false, in.Name())
}

// multipartSchema returns the schema of what in takes from a multipart form: the fields of its body, and its files.
func (d *description) multipartSchema(in reflect.Type) *huma.Schema {
	schema := &huma.Schema{Type: huma.TypeObject, AdditionalProperties: false, Properties: map[string]*huma.Schema{}}
	body := d.bodySchema(in)
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

// add adds a route of the API.
func (d *description) add(r Route) {
	op := &huma.Operation{
		Method: r.Method, Path: wildcard.ReplaceAllString(r.Path, "{$1}"), Summary: r.Endpoint.Text,
		OperationID: operationID(r), Responses: map[string]*huma.Response{},
	}
	in := r.Endpoint.In
	if takesBody(r.Method) {
		d.bodySchema(in) // registered now: requests only read the registry
	}
	hasBody, hasFiles := false, false
	for _, field := range reflect.VisibleFields(in) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if p := field.Tag.Get("path"); p != "" {
			if !strings.Contains(op.Path, "{"+p+"}") {
				continue // an input that several addresses share: this one does not take it
			}
			op.Parameters = append(op.Parameters, &huma.Param{Name: p, In: "path", Required: true, Schema: d.schemas.Schema(field.Type, true, p)})
		} else if q := field.Tag.Get("query"); q != "" && q != "-" {
			op.Parameters = append(op.Parameters, &huma.Param{Name: q, In: "query", Description: field.Tag.Get("doc"), Schema: d.schemas.Schema(field.Type, true, q)})
		}
		hasBody = hasBody || name != "" && name != "-"
		hasFiles = hasFiles || field.Type == reflect.TypeFor[[]files.Upload]()
	}
	if hasBody && takesBody(r.Method) {
		content := map[string]*huma.MediaType{"application/json": {Schema: d.schemas.Schema(in, true, in.Name())}}
		if hasFiles {
			content["multipart/form-data"] = &huma.MediaType{Schema: d.multipartSchema(in)}
		}
		op.RequestBody = &huma.RequestBody{Required: true, Content: content}
		op.Parameters = append(op.Parameters, &huma.Param{Name: "Idempotency-Key", In: "header", Description: "Sent again with the same key, the request has its effect once.", Schema: &huma.Schema{Type: huma.TypeString}})
	}
	response := &huma.Response{Description: http.StatusText(r.Endpoint.Status)}
	switch {
	case r.Endpoint.Kind == KindTable:
		response.Content = map[string]*huma.MediaType{r.Endpoint.format.ContentType(): {Schema: &huma.Schema{Type: huma.TypeString}}}
	case r.Endpoint.Out != reflect.TypeFor[None]():
		response.Content = map[string]*huma.MediaType{"application/json": {Schema: d.schemas.Schema(r.Endpoint.Out, true, r.Endpoint.Out.Name())}}
	}
	op.Responses[strconv.Itoa(r.Endpoint.Status)] = response
	op.Responses["default"] = &huma.Response{Description: "A problem, with the fields at fault", Content: map[string]*huma.MediaType{
		"application/problem+json": {Schema: d.schemas.Schema(reflect.TypeFor[Problem](), true, "Problem")}}}
	d.openapi.AddOperation(op)
}

func operationID(r Route) string {
	id := strings.ToLower(r.Method)
	for part := range strings.SplitSeq(strings.TrimPrefix(r.Path, "/api/v1/"), "/") {
		id += "-" + strings.Trim(part, "{}.")
	}
	return id
}

// OpenAPI returns the specification of every JSON route, and every table of the API, handled so far.
func (m *Mux) OpenAPI() ([]byte, error) { return m.described().openapi.MarshalJSON() }
