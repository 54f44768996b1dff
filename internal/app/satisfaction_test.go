package app_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
	"hearth/internal/rating"
)

// Nothing that says how it was can be asked for by the person who answered: no parameter, no part of figures, no list and no file of cases, and what is typed beside changes nothing.
func TestHowItWasIsNeverByAgent(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	body, err := a.Mux.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Paths map[string]map[string]struct {
			Parameters []struct{ Name, In string }
		}
	}
	if err := json.Unmarshal(body, &doc); err != nil {
		t.Fatal(err)
	}
	var routes []string
	for _, r := range a.Mux.Routes() {
		if strings.Contains(r.Path, "rating") || strings.Contains(r.Path, "satisfaction") || strings.HasSuffix(r.Path, "/me/asking") {
			routes = append(routes, r.Pattern())
			if r.Endpoint.Kind == httpx.KindTable {
				t.Errorf("%s is a file", r.Pattern())
			}
		}
	}
	slices.Sort(routes)
	if want := []string{"GET /api/v1/me/asking", "GET /api/v1/satisfaction", "GET /api/v1/satisfaction/words", "GET /desk/satisfaction", "GET /requests/{number}/rating",
		"POST /api/v1/cases/{number}/rating", "POST /me/asking", "POST /requests/{number}/rating", "PUT /api/v1/me/asking"}; !slices.Equal(routes, want) {
		t.Errorf("another way to what people said: %v", routes)
	}
	for _, p := range doc.Paths["/api/v1/satisfaction"]["get"].Parameters {
		if p.In == "query" && p.Name != "quarter" {
			t.Errorf("figures can be asked for by %s", p.Name)
		}
	}
	if got := rating.Kinds(); !slices.Equal(got, []string{"service", "team", "site", "customers"}) {
		t.Errorf("figures are told by %v", got)
	}
	for _, kind := range []string{"agent", "assignee", "person"} {
		if err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), `INSERT INTO rating_figure (quarter, kind, key, told, cases, asked, answers, satisfied, easy, again, solved, solved_of, repeated, reopened)
				VALUES ('2026-Q1', $1, 'marta', FALSE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)`, kind)
			return err
		}); err == nil {
			t.Errorf("figures can be kept by %s", kind)
		}
	}
	ingrid := a.API("ingrid")
	plain := ingrid.Get("/api/v1/satisfaction").Is(200).Text
	for _, query := range []string{"agent", "assignee", "by", "person", "group"} {
		got := ingrid.Get("/api/v1/satisfaction?" + query + "=" + apptest.ID("marta"))
		if got.Status == 200 && got.Text != plain {
			t.Errorf("%s changes the figures", query)
		}
	}
	for path := range doc.Paths {
		if strings.Contains(path, "queue") || strings.Contains(path, "/cases.") {
			for _, p := range doc.Paths[path]["get"].Parameters {
				if strings.Contains(p.Name, "rating") || strings.Contains(p.Name, "satisf") {
					t.Errorf("%s can be asked for by %s", path, p.Name)
				}
			}
		}
	}
}
