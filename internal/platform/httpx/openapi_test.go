package httpx_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/httpx"
	"hearth/internal/platform/httpx/openapitest"
)

type object = map[string]any

func document(t *testing.T, m *httpx.Mux) object {
	t.Helper()
	body, err := m.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	var doc object
	if err := json.Unmarshal(body, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestTheDocumentIsOpenAPI31(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	doc := document(t, m)
	for _, fault := range openapitest.Faults(doc) {
		t.Error(fault)
	}
	want := map[string][]string{}
	for _, r := range m.Routes() {
		if r.Endpoint.Kind == httpx.KindJSON {
			want[r.Path] = append(want[r.Path], strings.ToLower(r.Method))
		}
	}
	got := map[string][]string{}
	for path, item := range doc["paths"].(object) {
		got[path] = slices.Collect(maps.Keys(item.(object)))
	}
	for _, all := range []map[string][]string{want, got} {
		for path := range all {
			slices.Sort(all[path])
		}
	}
	if !maps.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %v\nwant every JSON route and nothing else: %v", got, want)
	}
}

func TestTheDocumentDescribesWhatIsTaken(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	item := document(t, m)["paths"].(object)["/api/v1/orders/{number}"].(object)
	put := item["put"].(object)
	var names []string
	for _, p := range put["parameters"].([]any) {
		names = append(names, fmt.Sprint(p.(object)["in"], " ", p.(object)["name"]))
	}
	slices.Sort(names)
	if fmt.Sprint(names) != "[header Idempotency-Key path number query dry]" {
		t.Errorf("got %v", names)
	}
	if kinds := slices.Sorted(maps.Keys(put["requestBody"].(object)["content"].(object))); fmt.Sprint(kinds) != "[application/json multipart/form-data]" {
		t.Errorf("got %v", kinds)
	}
	for _, method := range []string{"get", "delete"} {
		if item[method].(object)["requestBody"] != nil {
			t.Errorf("%s has a body", method)
		}
	}
	if item["delete"].(object)["responses"].(object)["204"].(object)["content"] != nil {
		t.Error("an answer without content has one")
	}
}

// A check that finds nothing in a broken document proves nothing.
func TestTheCheckOfTheDocumentFindsFaults(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	for name, spoil := range map[string]func(object){
		"version":   func(d object) { d["openapi"] = "3.0.3" },
		"title":     func(d object) { delete(d["info"].(object), "title") },
		"reference": func(d object) { delete(d["components"].(object)["schemas"].(object), "HttpxProblem") },
		"parameter": func(d object) {
			delete(d["paths"].(object)["/api/v1/orders/{number}"].(object)["get"].(object), "parameters")
		},
		"responses": func(d object) {
			delete(d["paths"].(object)["/api/v1/orders/{number}"].(object)["get"].(object), "responses")
		},
		"operation": func(d object) {
			o := d["paths"].(object)["/api/v1/orders/{number}"].(object)
			o["put"].(object)["operationId"] = o["get"].(object)["operationId"]
		},
	} {
		doc := document(t, m)
		spoil(doc)
		if len(openapitest.Faults(doc)) == 0 {
			t.Errorf("%s: found nothing", name)
		}
	}
}
