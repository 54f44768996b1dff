package app_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
)

// The rights matrix: every address of the product, asked for by everyone in turn. An address that has no line in the table rights fails
// the test, so a new one cannot come without somebody saying whom it is for.

// outcome is how an address answers somebody who sends nothing with the request.
type outcome string

const (
	in     outcome = "in"     // reached: shown, done, or refused for what was sent
	signIn outcome = "signin" // sign in first
	never  outcome = "never"  // 403: not yours to do
	hidden outcome = "hidden" // 404: it does not exist for you
)

// asker is somebody who asks, and how that person is related to the case of the matrix: about a fault in pay, sent to team payroll, opened by Amina for
// herself. It concerns Pavel, complains of Theo (who is in payroll), and is open to the team only.
type asker struct {
	name string
	asks func(a *apptest.App) *apptest.Client
}

func portal(key string) func(*apptest.App) *apptest.Client {
	return func(a *apptest.App) *apptest.Client { return a.Portal(key) }
}

func desk(key string) func(*apptest.App) *apptest.Client {
	return func(a *apptest.App) *apptest.Client { return a.Desk(key) }
}

var askers = []asker{
	{name: "nobody", asks: (*apptest.App).Nobody},
	{name: "stranger", asks: portal("hanna")},
	{name: "about", asks: portal("pavel")},
	{name: "manager", asks: portal("jonas")},
	{name: "otherface", asks: portal("olga")}, // in the team, but in the portal face: an employee
	{name: "against", asks: desk("theo")},
	{name: "admin", asks: desk("noor")},
	{name: "dpo", asks: desk("lena")},
	{name: "agent", asks: desk("marta")}, // of another team
	{name: "head", asks: desk("ingrid")},
	{name: "by", asks: portal("amina")},
	{name: "team", asks: desk("olga")},
}

// policy says who gets in; everybody else gets the outcome others, but nobody, who has to sign in.
type policy struct {
	in     string // names of askers; "all" is everyone who is signed in
	never  string
	others outcome
	open   bool // also without signing in
}

var (
	open      = policy{in: "all", open: true}
	signedIn  = policy{in: "all"}
	hr        = policy{in: "agent team head against", others: never}
	heads     = policy{in: "head", others: never}
	admins    = policy{in: "admin", others: never}
	directory = policy{in: "agent team head against admin", others: never}
	keepers   = policy{in: "admin head", others: never}
	governing = policy{in: "admin head dpo", others: never}
	readCase  = policy{in: "by team", others: hidden}
	workCase  = policy{in: "team", never: "by", others: hidden}
	customer  = policy{in: "by", never: "team", others: hidden}
)

// expects returns what p promises to an asker.
func (p policy) expects(name string) outcome {
	has := func(list string) bool { return slices.Contains(strings.Fields(list), name) }
	switch {
	case name == "nobody" && !p.open:
		return signIn
	case name == "nobody" || p.in == "all" || has(p.in):
		return in
	case has(p.never):
		return never
	}
	return p.others
}

// matrix is the product with the case that everyone asks about.
type matrix struct {
	*apptest.App
	number string
}

func newMatrix(t *testing.T, dialect store.Dialect) matrix {
	t.Helper()
	a := apptest.New(t, dialect)
	a.Add(apptest.Member{Key: "olga", Given: "Olga", Family: "Petrova", Number: "2005", Roles: []string{"agent"}, Teams: []string{"payroll"}})
	c := apptest.Decode[struct{ Number string }](t, a.API("amina").Post("/api/v1/cases", map[string]any{
		"subject": secretSubject, "body": "Zwiebelkuchen", "service": "pay", "sensitivity": "team",
		"about": []string{apptest.Email("pavel")}, "against": []string{apptest.Email("theo")},
	}), http.StatusCreated)
	a.Drain()
	return matrix{App: a, number: c.Number}
}

const secretSubject = "Quittenmarmelade"

// path fills the wildcards of a route.
func (m matrix) path(r httpx.Route) string {
	path := strings.ReplaceAll(r.Path, "{$}", "")
	for name, value := range m.values(r.Path) {
		path = strings.ReplaceAll(path, "{"+name+"}", value)
	}
	return path
}

func (m matrix) values(path string) map[string]string {
	values := map[string]string{"number": m.number}
	switch {
	case strings.Contains(path, "/people/{id}"):
		values["id"] = apptest.ID("hanna")
	case strings.Contains(path, "/services/{id}"):
		values["id"] = "pay"
	case strings.Contains(path, "/calendars/{id}"):
		values["id"] = "office"
	case strings.Contains(path, "/causes/{id}"):
		values["id"] = "other"
	}
	return values
}

// ask sends the request of a route as somebody.
func (m matrix) ask(who asker, r httpx.Route) (outcome, apptest.Response) {
	client := who.asks(m.App)
	var answer apptest.Response
	switch {
	case r.Method == http.MethodGet:
		answer = client.Do(r.Method, m.path(r), "", nil)
	case strings.HasPrefix(r.Path, "/api/"):
		answer = client.Do(r.Method, m.path(r), "application/json", strings.NewReader("{}"))
	default:
		answer = client.Do(r.Method, m.path(r), "application/x-www-form-urlencoded", strings.NewReader(""))
	}
	return seen(answer), answer
}

func seen(r apptest.Response) outcome {
	switch {
	case r.Status == http.StatusUnauthorized, r.Status == http.StatusSeeOther && strings.HasPrefix(r.Header.Get("Location"), "/sign-in"):
		return signIn
	case r.Status == http.StatusForbidden:
		return never
	case r.Status == http.StatusNotFound:
		return hidden
	case r.Status < 500:
		return in
	}
	return outcome(fmt.Sprint("status ", r.Status))
}

func TestRightsOfEveryAddress(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			for _, r := range newMatrix(t, dialect).Mux.Routes() {
				p, ok := rights[r.Pattern()]
				if !ok {
					t.Errorf("%q has no line in the table of rights: say in rights_table_test.go whom it is for.", r.Pattern())
					continue
				}
				t.Run(r.Pattern(), func(t *testing.T) {
					t.Parallel()
					m := newMatrix(t, dialect) // its own: an address may change what the next one finds
					for _, who := range askers {
						got, answer := m.ask(who, r)
						if want := p.expects(who.name); got != want {
							t.Errorf("%s: got %s (%d), want %s", who.name, got, answer.Status, want)
						}
						if got != in && leaks(answer.Text, m.number) {
							t.Errorf("%s: the refusal tells of the case", who.name)
						}
					}
				})
			}
		})
	}
}

// leaks reports whether a text tells of the case of the matrix.
func leaks(text, number string) bool {
	return strings.Contains(text, secretSubject) || strings.Contains(text, "Zwiebelkuchen")
}

// Whoever may not see the case finds no trace of it on any page or in any list that they may open.
func TestRightsLeaveNoTraceOfAHiddenCase(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			m := newMatrix(t, dialect)
			pages := 0
			for _, r := range m.Mux.Routes() {
				if r.Method != http.MethodGet || strings.Contains(r.Path, "{number}") || r.Endpoint.Kind == httpx.KindRaw {
					continue
				}
				for _, who := range askers {
					if readCase.expects(who.name) == in {
						continue
					}
					for _, query := range []string{"", "?q=" + secretSubject, "?q=" + m.number} {
						answer := who.asks(m.App).Get(m.path(r) + query)
						pages++
						text := strings.ReplaceAll(strings.ReplaceAll(answer.Text, "?q="+secretSubject, ""), `value="`+secretSubject+`"`, "")
						if leaks(text, m.number) {
							t.Errorf("%s reads of the case at %s", who.name, answer.Request)
						}
					}
				}
			}
			if pages < 100 {
				t.Errorf("only %d pages were read", pages)
			}
		})
	}
}
