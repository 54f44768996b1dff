package crawl_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// universe is the product with a few cases that are the same in both worlds of a pair.
type universe struct {
	*apptest.App
	t       *testing.T
	random  *rand.Rand
	cases   []desk.Case // in the order in which they were opened
	hidden  string      // the number of the hidden case, or one that is not there
	viewers map[string]*apptest.Client
}

// everybody are the viewers of a universe.
const everybody = "nobody hanna@portal amina@portal pavel@portal jonas@portal stefan@portal vera@portal marta@portal marta@desk priya@desk theo@desk olga@desk ingrid@desk noor@desk lena@desk cora@desk"

// newUniverse builds one world of a pair: what differs does with one hidden thing comes after some cases and before others.
func newUniverse(t *testing.T, dialect store.Dialect, seed uint64, differs unlike, hidden bool) *universe {
	t.Helper()
	u := &universe{App: apptest.New(t, dialect), t: t, random: rand.New(rand.NewPCG(seed, 7)), viewers: map[string]*apptest.Client{}, hidden: "HR-0999"} //nolint:gosec // the same in both worlds
	if err := u.DB.Hurry(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, m := range more[:3] {
		u.Add(m)
	}
	for name := range strings.FieldsSeq(everybody) {
		key, face, _ := strings.Cut(name, "@")
		switch face {
		case "portal":
			u.viewers[name] = u.Portal(key)
		case "desk":
			u.viewers[name] = u.Desk(key)
		default:
			u.viewers[name] = u.Nobody()
		}
	}
	for range 3 {
		u.ordinary(u.pick("amina", "pavel", "hanna", "stefan"), u.pick("hours", "pay", "grade"))
	}
	u.ordinary("amina", "hours")
	if differs.before != nil {
		differs.before(u)
	}
	differs.do(u, hidden)
	u.ordinary("pavel", "pay")
	u.Drain()
	if differs.after != nil {
		differs.after(u)
	}
	if u.mistakable() {
		return newUniverse(t, dialect, seed, differs, hidden)
	}
	return u
}

// mistakable reports whether the number of the hidden case happens to be somebody's personnel number, or so like one that a search would offer it, or another number
// that stands on pages: then it tells nothing.
func (u *universe) mistakable() bool {
	number := u.hidden[3:]
	known, err := store.All[string](u.t.Context(), u.DB, `SELECT personnel_number FROM people_employment`)
	u.ok(err)
	return slices.ContainsFunc(append(known, "2025", "2026", "2027", u.Config.HelpPhone), func(k string) bool { return changes(k, number) <= 1 })
}

func (u *universe) pick(from ...string) string { return from[u.random.IntN(len(from))] }

func (u *universe) ok(err error) {
	u.t.Helper()
	if err != nil {
		u.t.Fatal(err)
	}
}

// open opens a case as somebody in the portal.
func (u *universe) open(key string, in desk.Open) desk.Case {
	u.t.Helper()
	in.Subject, in.Body = "About "+in.Subject, "I ask about "+in.Subject
	c, err := u.App.App.Desk.Open(u.t.Context(), u.Actor(authz.Portal, key), in)
	u.ok(err)
	return c
}

// ordinary opens a case that all of HR may see, and has HR answer a first time.
func (u *universe) ordinary(key, service string) desk.Case {
	u.Clock.Advance(time.Second) // what is of one moment comes in an order by chance
	c := u.open(key, desk.Open{Subject: "lamp", Service: service})
	u.write(u.Actor(authz.Desk, "marta"), c, "We look after the lamp", false)
	u.cases = append(u.cases, c)
	return c
}

func (u *universe) write(by authz.Actor, c desk.Case, body string, internal bool) {
	u.t.Helper()
	_, err := u.App.App.Desk.Write(u.t.Context(), by, desk.Write{Number: c.Number, Body: body, Internal: internal})
	u.ok(err)
}

// targets are the addresses that are compared: every page and list that needs no id, lists with every view and filter, searches for words and for what is only
// in the hidden case, the cases of both worlds, and the hidden one.
func (u *universe) targets() []string {
	var all []string
	for _, r := range u.Mux.Routes() {
		path := strings.ReplaceAll(r.Path, "{$}", "")
		if r.Method == http.MethodGet && !strings.Contains(path, "{") && path != "/live" { // which has no end: see TestStreamsOfTwoWorldsAreTheSame
			all = append(all, path)
		}
	}
	for _, view := range append(desk.DeskViews(), desk.PortalViews()...) {
		all = append(all, "/api/v1/cases?limit=2&view="+view, "/desk?view="+view)
	}
	for _, view := range desk.DeskViews() {
		all = append(all, "/desk/queue.csv?view="+view, "/api/v1/cases.xlsx?view="+view)
	}
	for _, q := range []string{"secretive", "secret", "secretivv", "lamp", "lamq", "lampp", "Meyerhofs", "Mueller", u.hidden[3:]} {
		all = append(all, "/api/v1/search?q="+q, "/search?q="+q, "/api/v1/cases?q="+q, "/desk?view=all&q="+q)
	}
	for _, filter := range []string{"team=payroll", "team=advice", "service=fairness", "service=pay", "state=answered", "assignee=" + apptest.ID("marta"), "for=" + apptest.ID("pavel")} {
		all = append(all, "/api/v1/cases?"+filter)
	}
	for _, key := range []string{"pavel", "hanna", "amina"} {
		all = append(all, "/api/v1/colleague?ref="+apptest.Email(key), "/desk/people/"+apptest.ID(key), "/api/v1/people/"+apptest.ID(key))
	}
	all = append(all, "/requests?tab=team", "/requests?tab=closed")
	for _, number := range append(numbersOf(u.cases), u.hidden) {
		all = append(all, "/requests/"+number, "/desk/cases/"+number, "/api/v1/cases/"+number, "/api/v1/drafts/case/"+number, "/api/v1/cases/"+number+"/links", "/requests/"+number+"/rating")
	}
	return all
}

func numbersOf(cases []desk.Case) []string {
	var all []string
	for _, c := range cases {
		all = append(all, c.Number)
	}
	return all
}

// see returns everything that a viewer is answered, masked, by the place of the address among targets.
func (u *universe) see(name string) []string {
	var all []string
	for _, target := range u.targets() {
		r := httptest.NewRequestWithContext(u.t.Context(), http.MethodGet, target, nil)
		w := httptest.NewRecorder()
		u.viewers[name].Serve(w, r)
		var headers []string
		for key, values := range w.Header() {
			headers = append(headers, key+": "+strings.Join(values, " "))
		}
		slices.Sort(headers)
		text := fmt.Sprintf("%s\n%d\n%s\n%s", target, w.Code, strings.Join(headers, "\n"), readable(u.t, w))
		all = append(all, withoutNumber(masked(text), u.hidden[3:])) // in this order: an id may have the digits
	}
	return all
}

// pair builds both worlds and says for each viewer of some where they part.
func pair(t *testing.T, dialect store.Dialect, seed uint64, d unlike, some []string) (told []string, compared int) {
	t.Helper()
	without, with := newUniverse(t, dialect, seed, d, false), newUniverse(t, dialect, seed, d, true)
	for _, name := range some {
		a, b := without.see(name), with.see(name)
		for i := range a {
			address, _, _ := strings.Cut(a[i], "\n")
			if d.entitled(name, address) {
				continue
			}
			compared++
			if a[i] != b[i] {
				told = append(told, fmt.Sprintf("%s: %s can tell at %s: %s", d.name, name, address, difference(a[i], b[i])))
			}
		}
	}
	return told, compared
}

func TestTwoWorldsLookTheSame(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			if dbtest.Skips(string(dialect)) {
				t.Skip("HEARTH_SKIP names " + dialect)
			}
			pairs, most := len(differences)*6/5, 2 // viewers of each pair
			switch {
			case long && dialect == store.SQLite:
				pairs, most = 500, 4
			case long:
				pairs, most = 40, 4
			case dialect == store.Postgres:
				pairs = 4
			}
			compared, skipped, asked := 0, 0, map[string]bool{}
			for i := range pairs {
				d := differences[(i*7)%len(differences)]
				blind := strings.Fields(d.blind)
				some := make([]string, 0, most)
				for j := range min(most, len(blind)) {
					some = append(some, blind[(i/len(differences)*most+i+j*3)%len(blind)])
				}
				skipped += len(blind) - len(some)
				for _, name := range some {
					asked[name] = true
				}
				t.Run(fmt.Sprintf("%d %s", i, d.name), func(t *testing.T) {
					told, n := pair(t, dialect, uint64(i), d, slices.Compact(some)) //nolint:gosec // a small number
					compared += n
					for k, one := range told {
						if k < 4 {
							t.Error(one)
						}
					}
					if len(told) > 4 {
						t.Errorf("… and %d more", len(told)-4)
					}
				})
			}
			t.Logf("shown: %d pairs of worlds of %d kinds, %d answers compared; left out: %d viewers of pairs", pairs, len(differences), compared, skipped)
			if n := len(strings.Fields(everybody)); dialect == store.SQLite && len(asked) != n {
				t.Errorf("only %d of %d viewers were asked: %v", len(asked), n, asked)
			}
			if compared < pairs*100 {
				t.Errorf("only %d answers were compared", compared)
			}
		})
	}
}

// A world that differs in what its viewers may see is told apart: in a case, in a count alone, in a header, and in an answer's length.
func TestPlantedDifferencesAreFound(t *testing.T) {
	t.Parallel()
	visible := unlike{name: "a case that is not hidden", do: func(u *universe, hidden bool) {
		if hidden {
			u.open("pavel", desk.Open{Subject: "secretive things", Service: "hours"})
		}
	}}
	for name, d := range map[string]unlike{
		"case": visible,
		"header": {do: func(u *universe, hidden bool) {
			u.say(hidden, func(w http.ResponseWriter) { w.Header().Set("X-Total", "9") })
		}},
		"length": {do: func(u *universe, hidden bool) {
			u.say(hidden, func(w http.ResponseWriter) { _, _ = w.Write([]byte(" ")) })
		}},
		"id that comes twice": {do: func(u *universe, hidden bool) {
			second := unknown
			if hidden {
				second = apptest.ID("hanna")
			}
			u.say(true, func(w http.ResponseWriter) { _, _ = w.Write([]byte(unknown + second)) })
		}},
	} {
		t.Run(name, func(t *testing.T) {
			if told, _ := pair(t, store.SQLite, 1, d, []string{"marta@desk"}); len(told) == 0 {
				t.Error("the difference is not found")
			}
		})
	}
}

// say has every answer begin with something.
func (u *universe) say(something bool, what func(http.ResponseWriter)) {
	if !something {
		return
	}
	sound := u.Server.Config.Handler
	u.Server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { what(w); sound.ServeHTTP(w, r) })
}
