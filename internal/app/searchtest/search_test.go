package searchtest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/store"
)

// The counts of the whole run, on each database. The short one asks PostgreSQL half as much as SQLite.
const (
	requests  = 40_000
	questions = 10_000
)

// tally is what the questions of a run came to.
type tally struct {
	asked, found, empty, cut, newest, suggested, hidden int
	byShape                                             map[string]int // those that found something
}

func (c *tally) add(shape string, v *verdict) {
	count := func(n *int, is bool) {
		if is {
			*n++
		}
	}
	c.asked++
	count(&c.found, v.found > 0)
	count(&c.empty, v.found == 0)
	count(&c.cut, v.cut)
	count(&c.newest, v.newest)
	count(&c.suggested, v.suggested)
	count(&c.hidden, v.hidden)
	if v.found > 0 {
		c.byShape[shape]++
	}
}

func (c *tally) String() string {
	return fmt.Sprintf("%d questions: %d found something, %d nothing, %d were cut at the limit, %d listed newest first, %d led to a suggestion, %d met a hidden text",
		c.asked, c.found, c.empty, c.cut, c.newest, c.suggested, c.hidden)
}

// ask asks n random questions and reports up to ten wrong answers.
func (w *world) ask(t *testing.T, from answers, n int, stream uint64) *tally {
	t.Helper()
	r, count, wrong := w.asker(stream), &tally{byShape: map[string]int{}}, 0
	for i := range n {
		v, a, shape := r.next(i)
		got := w.check(from, v, a)
		count.add(shape, got)
		if len(got.wrong) > 0 {
			if wrong++; wrong <= 10 {
				t.Errorf("seed %d/%d, question %d (%s): %v asks %v: %s", seed, stream, i, shape, v, a, strings.Join(got.wrong[:min(5, len(got.wrong))], "; "))
			}
		}
	}
	if wrong > 10 {
		t.Errorf("%d answers of %d are wrong", wrong, n)
	}
	return count
}

// enough fails the test when questions of a kind proved nothing.
func (c *tally) enough(t *testing.T) {
	t.Helper()
	for what, n := range map[string]int{"find something": c.found, "find nothing": c.empty, "are cut": 3 * c.cut, "list the newest first": 10 * c.newest, "suggest": 30 * c.suggested} {
		if n < c.asked/10 {
			t.Errorf("too few questions %s: %d of %d", what, n, c.asked)
		}
	}
	for _, shape := range shapes {
		if c.byShape[shape.name] == 0 && shape.name != "no words" && shape.name != "phrase that stands nowhere" {
			t.Errorf("no question of the kind %q found anything", shape.name)
		}
	}
}

func TestSearchFindsWhatBruteForceFinds(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			began := time.Now()
			w := newWorld(t, dialect, times(requests))
			filled := time.Since(began)
			n := times(questions)
			if dialect == store.Postgres && !long() {
				n /= 2
			}
			c := w.ask(t, w.answers, n, 1)
			c.enough(t)
			t.Logf("shown: seed %d: %d requests in %s, then in %s %v", seed, len(w.matters), filled.Round(time.Millisecond), (time.Since(began) - filled).Round(time.Millisecond), c)
		})
	}
}
