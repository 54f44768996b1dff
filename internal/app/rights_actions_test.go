package app_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
)

// The columns of the tables by hand are actions. One in which everybody is refused proves nothing: each has somebody who may, in a case that holds what the addresses are about, and a leak that turns every one
// of its addresses red.

// actionsByHand are the columns of the tables by hand.
func (c *cells) actionsByHand() []string {
	return slices.Sorted(maps.Keys(c.hand[false]["by"]))
}

// leakOf is somebody who may not do an action in a case, and somebody who may: the leak takes the one for the other.
func (c *cells) leakOf(action string) (who, other column, k matrixCase, found bool) {
	for _, k := range c.cases {
		for _, who := range columns {
			for _, other := range columns {
				if c.mayLeak(who, k) && c.mayLeak(other, k) && c.cell(who, k, action) == '-' && c.cell(other, k, action) == 'y' {
					return who, other, k, true
				}
			}
		}
	}
	return who, other, k, false
}

// mayLeak reports whether col asks about a case by nothing but a person with rights of their own.
func (c *cells) mayLeak(col column, k matrixCase) bool {
	return col.key != "" && !col.left && col.token == "" && has(col.cases, k.variant) && !has(handlers, col.key)
}

func TestRightsLeakTurnsEachActionRed(t *testing.T) {
	t.Parallel()
	c := newCells(t, store.SQLite)
	routes, of := c.caseRoutes(t)
	actions := c.actionsByHand()
	asked := map[string]int{"find": 1} // by the lists
	for i, r := range routes {
		if !slices.Contains(actions, of[i]) {
			t.Errorf("%s: the tables by hand have no column %q", r.Pattern(), of[i])
		}
		asked[of[i]]++
	}
	for _, action := range actions {
		who, other, k, found := c.leakOf(action)
		if !found || asked[action] == 0 {
			t.Errorf("%s: it is somebody's: %v, and %d addresses do it. A column that nobody may or nothing does cannot fail: give the cases of the matrix what it is about", action, found, asked[action])
			continue
		}
		leak := c.fresh()
		if action == "find" && len(leak.checkFinds(c.takenFor(other), who, k)) == 0 {
			t.Errorf("find: %s is taken for %s, and nothing is red", who.name, other.name)
		}
		for i, r := range routes {
			if of[i] == action && len(leak.check(c.takenFor(other), who, k, r, action)) == 0 {
				t.Errorf("%s: %s is taken for %s (%s), and nothing is red at %s", action, who.name, other.name, k, r.Pattern())
			}
		}
	}
}

// nobodys are the addresses that no asker gets into, with why: what opens them is not who asks.
var nobodys = map[string]string{
	"GET /assets/{name}":              "a name carries the digest of what is in it; one without is absent",
	"GET /asked/{side}/{file}/{seal}": "the seal of a mail opens it",
	"GET /sign-in/link/{token}":       "the token of a mail opens it",
	"POST /sign-in/link/{token}":      "the token of a mail opens it",
	"GET /first/{token}":              "the token of a mail opens it",
	"POST /first/{token}":             "the token of a mail opens it",
	"GET /how-was-it/{token}":         "the token of a mail opens it",
	"POST /how-was-it/{token}":        "the token of a mail opens it",
	"GET /notices/{token}":            "the token of a mail opens it",
	"POST /notices/{token}":           "the token of a mail opens it",
	"GET /sign-in/code":               "a sign-in that has begun opens it",
	"POST /sign-in/code":              "a sign-in that has begun opens it",
	"GET /sign-in/factor":             "a sign-in that has begun opens it",
	"POST /sign-in/factor":            "a sign-in that has begun opens it",
	"POST /sign-out":                  "it leads to the sign-in page, whoever asks",
	"POST /terminal":                  "the cookie of a registered terminal opens it",
}

// Every address that is not of a case lets somebody in and refuses somebody, or is named here or open to all; of those that are read, one who is refused is taken for one who is not, and it is red.
func TestRightsLeakTurnsEachAddressRed(t *testing.T) {
	t.Parallel()
	m := newMatrix(t, store.SQLite)
	all := marking(t)
	sound := m.Server.Config.Handler
	t.Cleanup(func() { m.Server.Config.Handler = sound })
	leaked := 0
	for _, r := range m.Mux.Routes() {
		p := rights[r.Pattern()]
		if p.action != "" {
			continue
		}
		who, other := m.sides(all, p, r)
		switch why := nobodys[r.Pattern()]; {
		case (other.name == "") != (why != ""):
			t.Errorf("%s: %q gets in, and it is named as nobody's: %q", r.Pattern(), other.name, why)
		case other.name != "" && who.name == "" && !p.open:
			t.Errorf("%s: nobody is refused", r.Pattern())
		}
		if r.Method != http.MethodGet || who.name == "" || other.name == "" || r.Path == "/live" {
			continue
		}
		m.Server.Config.Handler = m.mistaken(who, other)
		if wrong := m.compared(t, who, r, p); len(wrong) == 0 || !strings.HasPrefix(wrong[0], who.name+": ") {
			t.Errorf("%s: %s is taken for %s, and what is red is %q", r.Pattern(), who.name, other.name, wrong)
		}
		m.Server.Config.Handler = sound
		leaked++
	}
	if leaked < 100 {
		t.Errorf("only %d leaks were planted", leaked)
	}
}

// sides are one who is refused at an address, and one who gets in; their names are "" where there is none.
func (m matrix) sides(all []asker, p policy, r httpx.Route) (who, other asker) {
	for _, a := range all {
		if p.expects(a.name, r.Method) == in {
			other = a
		} else {
			who = a
		}
	}
	return who, other
}
