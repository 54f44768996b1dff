package app_test

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/httpx/openapitest"
	"hearth/internal/platform/sheet"
	"hearth/internal/platform/store"
)

func TestTheProductsDocumentIsOpenAPI31(t *testing.T) {
	t.Parallel()
	body, err := apptest.New(t, store.SQLite).Mux.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(body, &doc); err != nil {
		t.Fatal(err)
	}
	if paths, _ := doc["paths"].(map[string]any); len(paths) == 0 {
		t.Error("the document has no paths")
	}
	for _, fault := range openapitest.Faults(doc) {
		t.Error(fault)
	}
}

// Each list that is a file stands in the document, with its media type alone and what narrows it down; the addresses of the pages' links do not.
func TestDownloadsAreInTheDocument(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	body, err := a.Mux.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Paths map[string]map[string]struct {
			Parameters []struct{ Name, In string }
			Responses  map[string]struct{ Content map[string]any }
		}
	}
	if err := json.Unmarshal(body, &doc); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, r := range a.Mux.Routes() {
		if r.Endpoint.Kind != httpx.KindTable {
			continue
		}
		op, documented := doc.Paths[r.Path]["get"]
		if documented != strings.HasPrefix(r.Path, "/api/") {
			t.Errorf("%s: documented: %v", r.Path, documented)
		}
		if !documented {
			continue
		}
		n++
		format := sheet.Format(strings.TrimPrefix(path.Ext(r.Path), "."))
		kinds := slices.Collect(maps.Keys(op.Responses["200"].Content))
		if !slices.Equal(kinds, []string{format.ContentType()}) {
			t.Errorf("%s answers with %q", r.Path, kinds)
		}
		var names []string
		for _, p := range op.Parameters {
			names = append(names, p.Name)
		}
		want := map[string][]string{"cases": {"view", "q", "service", "team", "channel", "assignee", "priority", "sensitivity", "site", "group", "language", "due", "due_from", "due_to", "opened", "opened_from", "opened_to", "last", "last_from", "last_to", "answered", "answered_from", "answered_to", "until_from", "until_to", "watched", "outcome", "cause", "tag", "waits", "calls", "law", "title", "owner", "field", "field_is", "field_from", "field_to", "sort"}, "audit": {"person", "from", "to"}, "statement": {"number"}}[strings.TrimSuffix(path.Base(r.Path), path.Ext(r.Path))]
		if !slices.Equal(names, want) {
			t.Errorf("%s takes %q, want %q", r.Path, names, want)
		}
	}
	if n != 5 || doc.Paths["/api/v1/audit/downloads"]["get"].Responses["200"].Content["application/json"] == nil {
		t.Errorf("%d lists in the document", n)
	}
}
