package app_test

import (
	"net/http"
	"strings"
	"testing"

	"hearth/internal/apptest"
)

// relation is a case, and who may know of it. Whoever is in neither list is told that it does not exist.
type relation struct {
	name   string
	opener string         // who asks, through the API
	ask    map[string]any // besides subject and body
	reads  string         // find it, with its words
	knows  string         // find it without its words
}

var relations = []relation{
	{"open to HR, and to the manager where the service says so", "amina", map[string]any{"service": "hours"}, "amina jonas marta priya theo ingrid", ""},
	{"not to the manager", "amina", map[string]any{"service": "hours", "not_to": []string{"manager"}}, "amina marta priya theo ingrid", ""},
	{"not to a colleague in HR", "amina", map[string]any{"service": "hours", "not_to": []string{apptest.Email("priya")}}, "amina jonas marta theo ingrid", ""},
	{"against the head of HR: a complaint goes to its team", "pavel", map[string]any{"service": "hours", "against": []string{apptest.Email("ingrid")}}, "pavel stefan marta priya", ""},
	{"against the manager", "pavel", map[string]any{"service": "hours", "against": []string{apptest.Email("stefan")}}, "pavel marta priya ingrid", ""},
	{"to the team only", "amina", map[string]any{"service": "pay", "sensitivity": "team"}, "amina theo", ""},
	{"to named people only", "pavel", map[string]any{"service": "fairness", "named": []string{apptest.Email("marta")}}, "pavel marta", ""},
	{"health", "amina", map[string]any{"service": "health"}, "amina", "marta priya theo ingrid"},
	{"about a colleague, where the service says so", "jonas", map[string]any{"service": "review", "about": []string{apptest.Email("hanna")}}, "jonas hanna marta priya ingrid", ""},
	{"about a colleague, where it does not", "jonas", map[string]any{"service": "hours", "about": []string{apptest.Email("hanna")}}, "jonas marta priya theo ingrid", ""},
	{"for somebody without e-mail", "marta", map[string]any{"service": "pay", "for": "1005", "channel": "phone"}, "rosa marta priya theo ingrid", ""},
}

func TestRightsByRelation(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		for _, r := range relations {
			r.ask["subject"], r.ask["body"] = secretSubject, secretBody
			c := apptest.Decode[struct{ Number string }](t, a.API(r.opener).Post("/api/v1/cases", r.ask), http.StatusCreated)
			a.Drain()
			for _, m := range apptest.Cast() {
				api := a.API(m.Key) // in the desk face, where there is one
				got := api.Get("/api/v1/cases/" + c.Number)
				list := api.Get("/api/v1/cases?limit=200")
				want := http.StatusNotFound
				if has(r.reads, m.Key) || has(r.knows, m.Key) {
					want = http.StatusOK
				}
				if got.Status != want {
					t.Errorf("%s: for %s got %d, want %d", r.name, m.Key, got.Status, want)
				}
				if leaks(got.Text) != has(r.reads, m.Key) {
					t.Errorf("%s: for %s the words are there: %v", r.name, m.Key, leaks(got.Text))
				}
				if listed := strings.Contains(list.Text, c.Number); listed != (want == http.StatusOK) {
					t.Errorf("%s: for %s it is listed: %v", r.name, m.Key, listed)
				}
			}
		}
	})
}
