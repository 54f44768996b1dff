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
				rounds = 10
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
			if !whole && (s.name == "links" || s.name == "error" || s.name == "page" && v.name != "marta@desk" && v.name != "jonas@portal") {
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
		for _, v := range w.viewers {
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

// complete finds routes that were not visited and canaries that nobody met who may: then the crawl did not look where they are.
func (w *world) complete(whole bool) {
	for _, r := range w.Mux.Routes() {
		if whole && !w.routes[r.Pattern()] {
			w.fault("%s was not visited.", r.Pattern())
		}
	}
	if !whole {
		return
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
	w.t.Logf("%d routes of %d, %d cases, %d people, %d canaries (%d of them for nobody), %d viewers, %d visits, %d MB, %d lines of log; met %d times where they belong; visits by surface: %v; left out: %v", len(w.routes), len(w.Mux.Routes()),
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
