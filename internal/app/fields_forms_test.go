package app_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
)

var (
	formTag   = regexp.MustCompile(`(?s)<form\b([^>]*)>(.*?)</form>`)
	fieldName = regexp.MustCompile(`<(?:input|select|textarea|button)\b[^>]*?\sname="([^"]*)"`)
	leadsTo   = regexp.MustCompile(`<[^>]*\sformaction="([^"]*)"[^>]*>`)
	attribute = func(name string) *regexp.Regexp { return regexp.MustCompile(`\b` + name + `="([^"]*)"`) }
	actionOf  = attribute("action")
)

// form is a form of a page, with every address that one of its buttons sends it to.
type form struct {
	page    string
	targets []string
	fields  []string
}

// postedForms are the forms of a page that change something.
func postedForms(page, html string) (all []form) {
	for _, m := range formTag.FindAllStringSubmatch(html, -1) {
		if !strings.Contains(m[1], `method="post"`) {
			continue
		}
		f := form{page: page}
		if a := actionOf.FindStringSubmatch(m[1]); a != nil {
			f.targets = append(f.targets, a[1])
		}
		for _, b := range leadsTo.FindAllStringSubmatch(m[2], -1) {
			if !strings.Contains(b[0], `formmethod="get"`) { // which changes nothing
				f.targets = append(f.targets, b[1])
			}
		}
		if len(f.targets) == 0 {
			f.targets = []string{page} // a form without an address goes to that of its page
		}
		for _, n := range fieldName.FindAllStringSubmatch(m[2], -1) {
			f.fields = append(f.fields, n[1])
		}
		all = append(all, f)
	}
	return all
}

// matcher finds the route of an address.
func matcher(routes []httpx.Route) func(method, path string) (httpx.Route, bool) {
	mux, by := http.NewServeMux(), map[string]httpx.Route{}
	for _, r := range routes {
		mux.Handle(r.Pattern(), http.NotFoundHandler())
		by[r.Pattern()] = r
	}
	return func(method, path string) (httpx.Route, bool) {
		r, err := http.NewRequest(method, path, nil) //nolint:noctx // it is not sent
		if err != nil {
			return httpx.Route{}, false
		}
		_, pattern := mux.Handler(r)
		found, ok := by[pattern]
		return found, ok
	}
}

// stages are states of the organisation in which pages have other forms.
var stages = []string{
	``,
	`UPDATE desk_case SET state = 'answered', outcome = 'done', answered_by = by_person`,
	`UPDATE desk_case SET state = 'waiting', waiting_reason = 'customer'`,
	`UPDATE mail_outbox SET state = 'unknown', once = true, attempts = 1`,
	`UPDATE desk_entry SET author_person = '` + apptest.ID("olga") + `' WHERE kind = 'message'`,
	`INSERT INTO people_role (person_id, role) VALUES ('` + apptest.ID("hanna") + `', 'agent')`,
	`INSERT INTO desk_party (case_id, person_id, relation) SELECT id, '` + apptest.ID("rosa") + `', 'representative' FROM desk_case`,
}

// Every form of every page sends only what its address takes: else a person would be refused for what the page itself put there.
func TestFormsSendOnlyWhatTheirAddressTakes(t *testing.T) {
	t.Parallel()
	m := newMatrix(t, store.SQLite)
	f := formReader{matrix: m, routeOf: matcher(m.Mux.Routes()), met: map[string]bool{}}
	for i, stage := range stages {
		m.change(t, stage)
		for _, r := range m.Mux.Routes() {
			ofCase := strings.Contains(r.Path, "{number}") || strings.HasPrefix(r.Path, "/admin/") || strings.HasPrefix(r.Path, "/desk/people")
			if r.Endpoint.Kind == httpx.KindPage && (i == 0 || ofCase) {
				f.read(t, r)
			}
		}
	}
	var without []string
	for _, r := range m.Mux.Routes() {
		if r.Endpoint.Kind == httpx.KindForm && !f.met[r.Pattern()] {
			without = append(without, r.Pattern())
		}
	}
	t.Logf("the forms of %d addresses were read, those of %d were met on no page: %v", len(f.met), len(without), without)
	if len(f.met) < 40 {
		t.Errorf("only %d addresses of forms were met", len(f.met))
	}
}

// change writes into the database behind the product's back.
func (m matrix) change(t *testing.T, sql string, args ...any) {
	t.Helper()
	if sql == "" {
		return
	}
	if err := m.DB.Tx(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(t.Context(), sql, args...); return err }); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// ofPortal reports whether a form is one of those that people outside of HR send about a request. To withdraw something twice changes nothing, and stands in what is refreshed by itself.
func ofPortal(to httpx.Route) bool {
	return (strings.HasPrefix(to.Path, "/requests/") || strings.HasPrefix(to.Path, "/ask/")) && !strings.Contains(to.Path, "/withdraw")
}

type formReader struct {
	matrix
	routeOf func(method, path string) (httpx.Route, bool)
	met     map[string]bool // patterns
}

// read holds every form that anybody gets at a page against what its address takes.
func (f formReader) read(t *testing.T, r httpx.Route) {
	t.Helper()
	for _, who := range askers {
		answer := who.asks(f.App).Get(f.path(t, r))
		for _, form := range postedForms(strings.TrimPrefix(answer.Request, "GET "), answer.Text) {
			for _, target := range form.targets {
				to, ok := f.routeOf(http.MethodPost, target)
				if !ok {
					t.Errorf("%s: no address takes the form to %s", form.page, target)
					continue
				}
				f.met[to.Pattern()] = true
				if ofPortal(to) && !slices.Contains(form.fields, "_once") {
					t.Errorf("%s: the form to %s has no mark: sent twice, as by a double click without script, it is two", form.page, target)
				}
				for _, name := range form.fields {
					if takes := slices.Concat(httpx.Fields(to.Endpoint), to.Endpoint.Also, []string{"_once"}); !slices.Contains(takes, name) {
						t.Errorf("%s: the form to %s sends %q, but that takes only %v", form.page, target, name, takes)
					}
				}
			}
		}
	}
}
