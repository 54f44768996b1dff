package reckon_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"hearth/internal/statement/reckon"
)

var monday = time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)

// honest makes a history in which everything adds up.
func honest(r *rand.Rand) reckon.History {
	at := func(minutes int) time.Time { return monday.Add(time.Duration(minutes)*time.Minute + 17*time.Second) }
	h := reckon.History{OpenedAt: monday, Now: at(9000)}
	length := 3000 + r.IntN(4000)
	if r.IntN(4) > 0 {
		h.AnsweredAt = at(length)
		if r.IntN(2) > 0 {
			h.ClosedAt = at(length + r.IntN(1500))
		}
	}
	over := length
	h.Waits = []reckon.Wait{{For: "hr", From: monday}}
	for from, n := 0, r.IntN(5); n > 0; n-- {
		from += 1 + r.IntN(length/6)
		h.Waits[len(h.Waits)-1].To = at(from)
		whom := []string{"hr", "customer", "other"}[r.IntN(3)]
		if r.IntN(6) == 0 { // answered for a while, and opened again
			from += 1 + r.IntN(60)
			whom = "hr"
		}
		h.Waits = append(h.Waits, reckon.Wait{For: whom, From: at(from)})
	}
	if h.AnsweredAt.IsZero() {
		if last := h.Waits[len(h.Waits)-1]; last.For != "hr" && r.IntN(2) > 0 {
			h.Pauses = []reckon.Pause{{From: last.From}}
		}
	} else {
		h.Waits[len(h.Waits)-1].To = h.AnsweredAt
	}
	steps := 1 + r.IntN(5)
	var estimate []reckon.Step
	for i := range steps {
		s := reckon.Step{Name: fmt.Sprintf("step %d", i), Low: 5 + r.IntN(20)}
		s.High = s.Low + r.IntN(30)
		if r.IntN(3) == 0 {
			s.CostCents, s.CostTo = int64(r.IntN(9000)), []string{"you", "unit"}[r.IntN(2)]
		}
		estimate = append(estimate, s)
	}
	if r.IntN(8) > 0 {
		h.Estimates = []reckon.Estimate{{MadeAt: at(1), Steps: estimate}}
	}
	spent := map[string]int{}
	for i, clock := 0, 10; i < r.IntN(30); i++ {
		s := estimate[r.IntN(steps)]
		minutes := 1 + r.IntN(25)
		clock += 1 + r.IntN(20)
		e := reckon.Effort{ID: fmt.Sprint("e", i), Team: fmt.Sprint("team ", r.IntN(3)), Step: s.Name, Minutes: minutes, StartedAt: at(clock), LoggedAt: at(clock + minutes + r.IntN(20))}
		back := r.IntN(8) == 0
		if n := len(h.Estimates); n > 0 && !back && spent[s.Name]+minutes > high(h.Estimates[n-1], s.Name) {
			if r.IntN(3) == 0 {
				continue
			}
			raised := slices.Clone(h.Estimates[n-1].Steps)
			for j := range raised {
				if raised[j].Name == s.Name {
					raised[j].High = spent[s.Name] + minutes + r.IntN(20)
				}
			}
			h.Estimates = append(h.Estimates, reckon.Estimate{MadeAt: at(clock), Cause: "the book is in another town", Steps: raised})
		} else if back && n > 0 && spent[s.Name]+minutes > high(h.Estimates[n-1], s.Name) {
			continue
		}
		clock += minutes
		if clock+20 > over {
			break
		}
		h.Efforts = append(h.Efforts, e)
		if back {
			h.Efforts = append(h.Efforts, reckon.Effort{ID: e.ID + "r", Team: e.Team, Step: e.Step, Minutes: -minutes, StartedAt: e.StartedAt, LoggedAt: at(clock + 20), Reverses: e.ID})
		} else {
			spent[s.Name] += minutes
		}
	}
	for n := range r.IntN(3) {
		c := reckon.Calculation{ID: fmt.Sprint("calculation ", n)}
		for i := range r.IntN(4) {
			a := reckon.Amount{ID: fmt.Sprint(i), Amount: int64(r.IntN(20000) - 4000), Old: r.IntN(5) == 0}
			if c.Lines = append(c.Lines, a); !a.Old {
				c.Total += a.Amount
			}
		}
		h.Calculations = append(h.Calculations, c)
	}
	return h
}

func high(e reckon.Estimate, step string) int {
	for _, s := range e.Steps {
		if s.Name == step {
			return s.High
		}
	}
	return 0
}

// plants are what can go wrong, with the code under which it has to be found. Each returns false where the history has no place for it.
var plants = []struct {
	code  string
	plant func(h *reckon.History) bool
}{
	{"reversal_orphan", func(h *reckon.History) bool {
		h.Efforts = append(h.Efforts, reckon.Effort{ID: "x", Team: "a", Step: "step 0", Minutes: -5, StartedAt: h.OpenedAt, LoggedAt: h.OpenedAt, Reverses: "nothing"})
		return true
	}},
	{"reversal_orphan", func(h *reckon.History) bool {
		h.Efforts = append(h.Efforts, reckon.Effort{ID: "x", Team: "a", Step: "step 0", Minutes: -5, StartedAt: h.OpenedAt, LoggedAt: h.OpenedAt})
		return true
	}},
	{"reversal_twice", func(h *reckon.History) bool {
		return onReversal(h, func(e *reckon.Effort) { x := *e; x.ID = "x"; h.Efforts = append(h.Efforts, x) })
	}},
	{"reversal_differs", func(h *reckon.History) bool { return onReversal(h, func(e *reckon.Effort) { e.Minutes-- }) }},
	{"reversal_differs", func(h *reckon.History) bool { return onReversal(h, func(e *reckon.Effort) { e.Team = "others" }) }},
	{"reversal_differs", func(h *reckon.History) bool { return onReversal(h, func(e *reckon.Effort) { e.Step = "elsewhere" }) }},
	{"minutes_missing", func(h *reckon.History) bool { return onEntry(h, func(e *reckon.Effort) { e.Minutes = 0 }) }},
	{"outside_life", func(h *reckon.History) bool {
		return onEntry(h, func(e *reckon.Effort) { e.StartedAt = h.OpenedAt.Add(-time.Minute) })
	}},
	{"outside_life", func(h *reckon.History) bool {
		return !h.ClosedAt.IsZero() && onEntry(h, func(e *reckon.Effort) { e.StartedAt, e.LoggedAt = h.ClosedAt, h.ClosedAt.Add(9*time.Hour) })
	}},
	{"outside_life", func(h *reckon.History) bool { return onEntry(h, func(e *reckon.Effort) { e.LoggedAt = e.StartedAt }) }},
	{"overlap", func(h *reckon.History) bool {
		return onEntry(h, func(e *reckon.Effort) { x := *e; x.ID = "x"; h.Efforts = append(h.Efforts, x) })
	}},
	{"more_than_elapsed", func(h *reckon.History) bool {
		h.Efforts = append(h.Efforts, reckon.Effort{ID: "x", Team: "a", Step: "step 0", Minutes: 40000, StartedAt: h.OpenedAt, LoggedAt: h.Now})
		return true
	}},
	{"overrun", func(h *reckon.History) bool { return beyond(h, "it was more") }},
	{"reason_missing", func(h *reckon.History) bool { return len(h.Estimates) == 1 && beyond(h, "") }},
	{"not_estimated", func(h *reckon.History) bool {
		if len(h.Estimates) == 0 {
			return false
		}
		h.Efforts = append(h.Efforts, reckon.Effort{ID: "x", Team: "a", Step: "something else", Minutes: 1, StartedAt: h.OpenedAt, LoggedAt: h.Now})
		return true
	}},
	{"cause_missing", func(h *reckon.History) bool {
		if len(h.Estimates) < 2 {
			return false
		}
		h.Estimates[1].Cause = ""
		return true
	}},
	{"estimate_range", func(h *reckon.History) bool {
		if len(h.Estimates) == 0 {
			return false
		}
		s := &h.Estimates[0].Steps[0]
		s.Low = s.High + 1
		return true
	}},
	{"waiting_gap", func(h *reckon.History) bool { h.Waits[0].From = h.OpenedAt.Add(time.Minute); return true }},
	{"waiting_gap", func(h *reckon.History) bool {
		w := &h.Waits[len(h.Waits)-1]
		if w.To.IsZero() || w.To.Sub(w.From) < 2*time.Minute {
			return false
		}
		w.To = w.To.Add(-time.Minute)
		return true
	}},
	{"waiting_gap", func(h *reckon.History) bool {
		for i := 1; i < len(h.Waits); i++ {
			if w := &h.Waits[i]; w.For != "hr" && h.Waits[i-1].To.Sub(h.Waits[i-1].From) > 2*time.Minute {
				h.Waits[i-1].To = h.Waits[i-1].To.Add(-time.Minute)
				return true
			}
		}
		return false
	}},
	{"waiting_overlap", func(h *reckon.History) bool {
		if len(h.Waits) < 2 {
			return false
		}
		h.Waits[0].To = h.Waits[1].From.Add(time.Minute)
		return true
	}},
	{"waiting_overlap", func(h *reckon.History) bool {
		if len(h.Waits) < 2 {
			return false
		}
		h.Waits[0].To = time.Time{}
		return true
	}},
	{"waiting_bounds", func(h *reckon.History) bool { h.Waits[0].From = h.OpenedAt.Add(-time.Minute); return true }},
	{"waiting_bounds", func(h *reckon.History) bool {
		w := &h.Waits[len(h.Waits)-1]
		if w.To.IsZero() {
			return false
		}
		w.To = w.To.Add(time.Minute)
		return true
	}},
	{"pause_contradiction", func(h *reckon.History) bool {
		if last := h.Waits[len(h.Waits)-1]; last.To.IsZero() && last.For != "hr" {
			return false
		}
		h.Pauses = []reckon.Pause{{From: h.OpenedAt.Add(time.Minute)}}
		return true
	}},
	{"sum_calculation", func(h *reckon.History) bool {
		if len(h.Calculations) == 0 {
			return false
		}
		h.Calculations[len(h.Calculations)-1].Total++
		return true
	}},
}

// shown are faults of a page that shows other sums than those of its lines.
var shown = []struct {
	code  string
	plant func(s *reckon.Statement) bool
}{
	{"sum_work", func(s *reckon.Statement) bool { s.Totals.Minutes++; return true }},
	{"sum_work", func(s *reckon.Statement) bool { s.Totals.Difference--; return true }},
	{"sum_work", func(s *reckon.Statement) bool {
		if len(s.Lines) == 0 {
			return false
		}
		s.Lines[0].Minutes++
		return true
	}},
	{"sum_work", func(s *reckon.Statement) bool {
		for i, l := range s.Lines {
			if l.Minutes > 0 {
				s.Lines = slices.Delete(s.Lines, i, i+1)
				return true
			}
		}
		return false
	}},
	{"sum_work", func(s *reckon.Statement) bool {
		return onTwo(s, func(a, b *reckon.Line) {
			a.Minutes, a.Difference, b.Minutes, b.Difference = a.Minutes+1, a.Difference+1, b.Minutes-1, b.Difference-1
		})
	}},
	{"sum_work", func(s *reckon.Statement) bool {
		return onTwo(s, func(a, b *reckon.Line) { a.Difference, b.Difference = a.Difference+1, b.Difference-1 })
	}},
	{"sum_estimate", func(s *reckon.Statement) bool { s.Totals.Low++; return true }},
	{"sum_estimate", func(s *reckon.Statement) bool { s.Totals.High++; return true }},
	{"sum_cost", func(s *reckon.Statement) bool { s.Totals.CostYou++; return true }},
	{"sum_cost", func(s *reckon.Statement) bool { s.Totals.CostUnit++; return true }},
	{"sum_waiting", func(s *reckon.Statement) bool { s.Totals.Elapsed++; return true }},
	{"sum_waiting", func(s *reckon.Statement) bool { s.Waiting[0].Minutes++; return true }},
	{"sum_calculation", func(s *reckon.Statement) bool {
		if len(s.Changed) == 0 || len(s.Changed[0].Lines) == 0 {
			return false
		}
		a := &s.Changed[0].Lines[0]
		a.Old = !a.Old
		return a.Amount != 0
	}},
	{"sum_calculation", func(s *reckon.Statement) bool {
		if len(s.Changed) == 0 {
			return false
		}
		s.Changed = s.Changed[1:]
		return true
	}},
}

func onTwo(s *reckon.Statement, f func(a, b *reckon.Line)) bool {
	if len(s.Lines) < 2 {
		return false
	}
	f(&s.Lines[0], &s.Lines[1])
	return true
}

func onEntry(h *reckon.History, f func(*reckon.Effort)) bool {
	for i, e := range h.Efforts {
		if e.Reverses == "" && !slices.ContainsFunc(h.Efforts, func(o reckon.Effort) bool { return o.Reverses == e.ID }) {
			f(&h.Efforts[i])
			return true
		}
	}
	return false
}

func onReversal(h *reckon.History, f func(*reckon.Effort)) bool {
	for i, e := range h.Efforts {
		if e.Reverses != "" {
			f(&h.Efforts[i])
			return true
		}
	}
	return false
}

func beyond(h *reckon.History, why string) bool {
	if len(h.Estimates) == 0 {
		return false
	}
	s := h.Estimates[len(h.Estimates)-1].Steps[0]
	from := h.OpenedAt.Add(100 * time.Hour)
	for i := range h.Efforts { // a reason that was given for another entry is one
		if h.Efforts[i].Step == s.Name {
			h.Efforts[i].Why = ""
		}
	}
	h.Efforts = append(h.Efforts, reckon.Effort{ID: "x", Team: "a", Step: s.Name, Minutes: s.High + 1, StartedAt: from, LoggedAt: h.Now, Why: why})
	return true
}

func has(all []reckon.Finding, code string) bool {
	return slices.ContainsFunc(all, func(f reckon.Finding) bool { return f.Code == code })
}

// TestRandomHistories lets honest ones pass, and finds whatever is planted in them.
func TestRandomHistories(t *testing.T) {
	t.Parallel()
	n := 1000
	if os.Getenv("HEARTH_LONG") == "1" {
		n = 10_000
	}
	planted := make([]int, len(plants)+len(shown))
	for seed := range n {
		h := honest(rand.New(rand.NewPCG(uint64(seed), 7)))
		s := reckon.Sum(h)
		if found := reckon.Check(h, s); len(found) > 0 {
			t.Fatalf("history %d: %v\n%+v", seed, found, h)
		}
		for i, p := range plants {
			wrong := honest(rand.New(rand.NewPCG(uint64(seed), 7)))
			if !p.plant(&wrong) {
				continue
			}
			planted[i]++
			if found := reckon.Check(wrong, reckon.Sum(wrong)); !has(found, p.code) {
				t.Fatalf("history %d: plant %d, %s, is not found: %v\n%+v", seed, i, p.code, found, wrong)
			}
		}
		for i, p := range shown {
			wrong := reckon.Sum(h)
			if !p.plant(&wrong) {
				continue
			}
			planted[len(plants)+i]++
			if found := reckon.Check(h, wrong); !has(found, p.code) {
				t.Fatalf("history %d: page %d, %s, is not found: %v", seed, i, p.code, found)
			}
		}
	}
	for i, n := range planted {
		if n < 20 {
			t.Errorf("plant %d was tried %d times", i, n)
		}
	}
}

func TestWhatATeamMayDoAtOnce(t *testing.T) {
	t.Parallel()
	h := reckon.History{OpenedAt: monday, Now: monday.Add(2 * time.Hour), Waits: []reckon.Wait{{For: reckon.ForHR, From: monday}}}
	entry := func(id, team, step string) reckon.Effort {
		return reckon.Effort{ID: id, Team: team, Step: step, Minutes: 60, StartedAt: monday, LoggedAt: h.Now}
	}
	h.Efforts = []reckon.Effort{entry("a", "pay", "read"), entry("b", "pay", "compare"), entry("c", "people", "read")}
	if found := reckon.Check(h, reckon.Sum(h)); len(found) > 0 {
		t.Errorf("two steps of one team, and one of two, at once: %v", found)
	}
	h.Efforts = append(h.Efforts, entry("d", "pay", "read"))
	if found := reckon.Check(h, reckon.Sum(h)); len(found) != 1 || found[0].Code != reckon.Twice || !slices.Equal(found[0].Refs, []string{"a", "d"}) {
		t.Errorf("got %v", found)
	}
}

func TestWaitingSumsUpToTheTimeUntilTheAnswer(t *testing.T) {
	t.Parallel()
	at := func(seconds int) time.Time { return monday.Add(time.Duration(seconds) * time.Second) }
	h := reckon.History{OpenedAt: monday, AnsweredAt: at(599), Now: at(9000),
		Waits: []reckon.Wait{{"hr", monday, at(59)}, {"customer", at(59), at(119)}, {"hr", at(119), at(299)}, {"hr", at(420), at(599)}}}
	got := reckon.Sum(h)
	want := []reckon.Waited{{For: "hr", Minutes: 5}, {For: "customer", Minutes: 1}, {For: reckon.Answered, Minutes: 3}}
	if !slices.Equal(got.Waiting, want) || got.Totals.Elapsed != 9 {
		t.Errorf("got %v of %d, want %v", got.Waiting, got.Totals.Elapsed, want)
	}
}

func BenchmarkStatementOf500Lines(b *testing.B) {
	h := reckon.History{OpenedAt: monday, Now: monday.Add(1000 * time.Hour), Waits: []reckon.Wait{{For: reckon.ForHR, From: monday}}}
	var steps []reckon.Step
	for i := range 500 {
		at := monday.Add(time.Duration(i) * time.Hour)
		steps = append(steps, reckon.Step{Name: fmt.Sprint(i), Low: 5, High: 30})
		h.Efforts = append(h.Efforts, reckon.Effort{ID: fmt.Sprint(i), Team: "a", Step: fmt.Sprint(i), Minutes: 20, StartedAt: at, LoggedAt: at.Add(time.Hour)})
	}
	h.Estimates = []reckon.Estimate{{MadeAt: monday, Steps: steps}}
	for b.Loop() {
		if found := reckon.Check(h, reckon.Sum(h)); len(found) > 0 {
			b.Fatal(found)
		}
	}
}
