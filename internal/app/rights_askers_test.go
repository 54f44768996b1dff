package app_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
)

// A matrix that finds nothing in a product with a leak proves nothing. Here are the leaks for TestRightsOfEveryAddress: one for each asker and each way to be refused, and one in what a refusal says. Those for
// the addresses of cases are in rights_leaks_test.go.

// marked is the header by which the test tells whose request it is.
const marked = "Test-Asker"

// mistaken is a product that takes one asker for another.
func (m matrix) mistaken(who, other asker) http.Handler {
	sound := m.Server.Config.Handler
	as := other.asks(m.App)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get(marked) != who.name {
			sound.ServeHTTP(w, r)
			return
		}
		r = r.Clone(r.Context())
		for _, name := range []string{"Authorization", "Test-Person", "Test-Face"} {
			r.Header.Del(name)
		}
		as.Serve(w, r)
	})
}

// marking are the askers, who say who they are.
func marking(t *testing.T) []asker {
	t.Helper()
	all := slices.Clone(askers)
	for i, who := range askers {
		all[i].asks = func(a *apptest.App) *apptest.Client { return who.asks(a).With(marked, who.name) }
	}
	return all
}

// told are addresses that are read, at which an asker is promised something else than another one: a few for each way in which they differ.
func (m matrix) told(who, other asker) (all []httpx.Route) {
	const few = 2
	ways := map[[2]outcome]int{}
	for _, r := range m.Mux.Routes() {
		p := rights[r.Pattern()]
		way := [2]outcome{p.expects(who.name, r.Method), p.expects(other.name, r.Method)}
		if r.Method != http.MethodGet || p.action != "" || way[0] == way[1] || ways[way] == few {
			continue
		}
		ways[way]++
		all = append(all, r)
	}
	return all
}

func TestRightsLeakTurnsEachAskerRed(t *testing.T) {
	t.Parallel()
	m := newMatrix(t, store.SQLite)
	all := marking(t)
	named := func(name string) asker {
		return all[slices.IndexFunc(all, func(a asker) bool { return a.name == name })]
	}
	sound := m.Server.Config.Handler
	t.Cleanup(func() { m.Server.Config.Handler = sound })
	for _, who := range all {
		found := 0
		for _, name := range []string{"nobody", "stranger", "admin", "head", "team"} {
			other := named(name)
			routes := m.told(who, other)
			m.Server.Config.Handler = m.mistaken(who, other)
			for _, r := range routes {
				wrong := m.compared(t, who, r, rights[r.Pattern()])
				if len(wrong) == 0 {
					t.Errorf("%s is taken for %s, and nothing is red at %s", who.name, name, r.Pattern())
				}
				found += len(wrong)
				for _, bystander := range []string{"by", "agent", "dpo"} { // whoever is taken for nobody else stays green
					if bystander != who.name {
						for _, w := range m.compared(t, named(bystander), r, rights[r.Pattern()]) {
							t.Errorf("%s is taken for %s: another asker is red: %s", who.name, name, w)
						}
					}
				}
			}
			m.Server.Config.Handler = sound
		}
		if found == 0 {
			t.Errorf("no leak was planted for %s", who.name)
		}
	}
}

func TestRightsRefusalThatTellsIsRed(t *testing.T) {
	t.Parallel()
	m := newMatrix(t, store.SQLite)
	sound := m.Server.Config.Handler
	m.Server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Del("Accept-Encoding") // so that the fault can be written behind the answer
		sound.ServeHTTP(w, r)
		_, _ = w.Write([]byte(secretBody))
	})
	t.Cleanup(func() { m.Server.Config.Handler = sound })
	asked := 0
	for _, r := range m.Mux.Routes() {
		p := rights[r.Pattern()]
		if r.Method != http.MethodGet || p.action != "" || asked > 60 {
			continue
		}
		for _, who := range askers {
			if p.expects(who.name, r.Method) != never && p.expects(who.name, r.Method) != hidden {
				continue
			}
			asked++
			if wrong := m.compared(t, who, r, p); len(wrong) != 1 || !strings.HasSuffix(wrong[0], "the refusal tells of the case") {
				t.Errorf("%s: %s: the refusal tells, and what is red is %q", who.name, r.Pattern(), wrong)
			}
		}
	}
	if asked < 60 {
		t.Errorf("only %d were refused", asked)
	}
}
