package crawl_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/store"
)

// long is set for the whole counts.
var long = os.Getenv("HEARTH_LONG") == "1"

// mostShown is how many leaks and faults are told one by one.
const mostShown = 25

func TestNoCanaryFliesWhereItDoesNotBelong(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			rounds := 1
			if long {
				rounds = 3
			}
			w := newWorld(t, dialect, rounds, scenarios)
			w.crawl(dialect == store.SQLite || long)
			w.report()
		})
	}
}

// crawl lets everybody look at everything. What the two databases do not do differently is left to one of them, unless whole is set.
func (w *world) crawl(whole bool) {
	for _, v := range w.viewers {
		for _, s := range surfaces {
			if !whole && (s.name == "links" || s.name == "error" || (s.name == "page" || s.name == "query") && v.name != "marta@desk" && v.name != "jonas@portal") {
				w.left["surfaces on this database"]++
				continue
			}
			before := w.visits
			s.look(w, v)
			w.bySurface[s.name] += w.visits - before
		}
	}
	w.streams()
	w.holds()
	if whole {
		for _, v := range w.inTurn() {
			before := w.visits
			w.writes(v)
			w.bySurface["write"] += w.visits - before
		}
		w.Drain()
		for _, v := range w.viewers {
			w.mails(v)
		}
	}
	w.logged()
	w.complete(whole)
}

// inTurn are the viewers in the order in which they write: who was asked aside comes before those who take the question back.
func (w *world) inTurn() []*viewer {
	asked := func(v *viewer) int {
		if !v.desk && slices.ContainsFunc(w.cases, func(c *planted) bool { return c.asks == v.key && v.key != "" }) {
			return 0
		}
		return 1
	}
	return slices.SortedStableFunc(slices.Values(w.viewers), func(a, b *viewer) int { return asked(a) - asked(b) })
}

// closed are the routes which the crawl visits, but behind which it has nothing for anybody, and why.
var closed = map[string]string{
	"GET /asked/{side}/{file}/{seal}": "its link stands in a mail to somebody outside, and nobody outside looks",
	"GET /first/{token}":              "there is an administrator already, so that nobody is the first",
	"GET /how-was-it/{token}":         "its link stands in a mail to somebody outside, and nobody outside looks",
	"POST /how-was-it/{token}":        "its link stands in a mail to somebody outside, and nobody outside looks",
	"GET /sign-in/code":               "a sign-in has to have begun", "GET /sign-in/factor": "a sign-in has to have begun",
	"POST /sign-in/code": "a sign-in has to have begun", "POST /sign-in/factor": "a sign-in has to have begun", "POST /terminal": "it is for a terminal that is registered",
}

// complete finds routes that were not visited or showed nobody anything, and canaries that nobody met who may: then the crawl did not look where they are.
func (w *world) complete(whole bool) {
	for _, r := range w.Mux.Routes() {
		switch why, excepted := closed[r.Pattern()]; {
		case !whole || r.Path == "/live":
		case !w.routes[r.Pattern()]:
			w.fault("%s was not visited.", r.Pattern())
		case !w.reached[r.Pattern()] && !excepted:
			w.fault("%s was visited, but was for nobody: does the crawl plant what it names?", r.Pattern())
		case w.reached[r.Pattern()] && excepted:
			w.fault("%s was for somebody, although the crawl says that it is not, because %s.", r.Pattern(), why)
		}
	}
	if !whole {
		return
	}
	w.completeQueries()
	if want := len(w.viewers) * (2*len(w.cases) + len(members())); w.listened < want {
		w.fault("Only %d event streams were asked for, of %d at least.", w.listened, want)
	}
	if w.told == 0 { // how many do in that time, the machine says
		w.fault("No event stream told anybody that a case changed.")
	}
	if w.toldAtWork == 0 {
		w.fault("No event stream told anybody who is at a case.")
	}
	for _, k := range w.order {
		for _, v := range w.viewers {
			if k.readers[v.name] && k.seen[v.name] == "" && !strings.HasSuffix(k.at, late) {
				w.fault("%s did not meet %s (%s, %s), but may: does the crawl look there?", v.name, k.word, k.kind, k.at)
			}
		}
	}
}

// report tells what was visited and what was found.
func (w *world) report() {
	met, nobodys := 0, 0
	for _, k := range w.order {
		met += len(k.seen)
		if !slices.ContainsFunc(w.viewers, func(v *viewer) bool { return k.readers[v.name] }) {
			nobodys++
		}
	}
	w.t.Logf("shown: %d routes of %d, %d cases, %d people, %d canaries (%d of them for nobody), %d viewers, %d visits, %d MB, %d lines of log; met %d times where they belong; visits by surface: %v; left out: %v", len(w.routes), len(w.Mux.Routes()),
		len(w.cases), len(members()), len(w.order), nobodys, len(w.viewers), w.visits, w.bytes>>20, w.logLines, met, w.bySurface, w.left)
	w.tell()
}

// tell fails the test with what was found.
func (w *world) tell() {
	for _, all := range [][]string{w.faults, w.leaks} {
		slices.Sort(all)
		all = slices.Compact(all)
		for i, one := range all {
			if i == mostShown {
				w.t.Errorf("… and %d more", len(all)-i)
				break
			}
			w.t.Error(one)
		}
	}
}
