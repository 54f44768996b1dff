package reckon

import (
	"slices"
	"time"
)

// Entry is one entry of a line.
type Entry struct {
	ID        string    `json:"id"`
	Team      string    `json:"team"`
	Minutes   int       `json:"minutes"`
	StartedAt time.Time `json:"started_at"`
	Note      string    `json:"note,omitempty"`
	Reverses  string    `json:"reverses,omitempty"`
	Reversed  bool      `json:"reversed,omitempty"` // another entry takes it back
}

// Line is the work of one step: what was estimated and what it took. Difference is counted from the higher estimate.
type Line struct {
	Step       string  `json:"step"`
	Estimated  bool    `json:"estimated"`
	Low        int     `json:"minutes_low"`
	High       int     `json:"minutes_high"`
	FirstHigh  int     `json:"first_minutes_high"` // of the first estimate
	Minutes    int     `json:"minutes"`
	Difference int     `json:"difference"`
	CostCents  int64   `json:"cost_cents"`
	CostTo     string  `json:"cost_to,omitempty"`
	Why        string  `json:"why,omitempty"`
	Entries    []Entry `json:"entries"`
}

// Waited is how long a request waited for somebody.
type Waited struct {
	For     string `json:"for"`
	Minutes int    `json:"minutes"`
}

// Totals are the sums of the statement.
type Totals struct {
	Low        int   `json:"minutes_low"`
	High       int   `json:"minutes_high"`
	Minutes    int   `json:"minutes"`
	Difference int   `json:"difference"`
	CostYou    int64 `json:"cost_you_cents"`
	CostUnit   int64 `json:"cost_unit_cents"`
	Elapsed    int   `json:"elapsed_minutes"` // from question to answer, or until now
}

// Statement is what a request took, and what it changed.
type Statement struct {
	Lines   []Line        `json:"lines"`
	Totals  Totals        `json:"totals"`
	Waiting []Waited      `json:"waiting"`
	Changed []Calculation `json:"-"` // its reader has them from the module that calculates
}

// Sum makes the statement of a history.
func Sum(h History) Statement {
	out := Statement{Lines: lines(h), Waiting: waiting(h)}
	t := &out.Totals
	for _, l := range out.Lines {
		t.Low, t.High, t.Minutes, t.Difference = t.Low+l.Low, t.High+l.High, t.Minutes+l.Minutes, t.Difference+l.Difference
		if l.CostTo == Unit {
			t.CostUnit += l.CostCents
		} else {
			t.CostYou += l.CostCents
		}
	}
	t.Elapsed = minutes(h.end().Sub(h.OpenedAt))
	for _, c := range h.Calculations {
		out.Changed = append(out.Changed, Calculation{c.ID, slices.Clone(c.Lines), c.Total})
	}
	return out
}

func minutes(d time.Duration) int { return int(d / time.Minute) }

// lines returns the steps of the last estimate in their order, and then the others in the order in which work on them was written down.
func lines(h History) []Line {
	all := []Line{}
	place := map[string]int{}
	add := func(l Line) {
		place[l.Step] = len(all)
		l.Entries = []Entry{}
		all = append(all, l)
	}
	if n := len(h.Estimates); n > 0 {
		for _, s := range h.Estimates[n-1].Steps {
			l := Line{Step: s.Name, Estimated: true, Low: s.Low, High: s.High, CostCents: s.CostCents, CostTo: s.CostTo}
			if first, found := h.Estimates[0].step(s.Name); found {
				l.FirstHigh = first.High
			}
			add(l)
		}
	}
	taken := map[string]bool{}
	for _, e := range h.Efforts {
		taken[e.Reverses] = e.Reverses != "" || taken[e.Reverses]
	}
	for _, e := range h.Efforts {
		if _, found := place[e.Step]; !found {
			add(Line{Step: e.Step})
		}
		l := &all[place[e.Step]]
		l.Minutes += e.Minutes
		l.Entries = append(l.Entries, Entry{ID: e.ID, Team: e.Team, Minutes: e.Minutes, StartedAt: e.StartedAt, Note: e.Note, Reverses: e.Reverses, Reversed: taken[e.ID]})
		if e.Why != "" && !taken[e.ID] && e.Reverses == "" {
			l.Why = e.Why
		}
	}
	for i := range all {
		all[i].Difference = all[i].Minutes - all[i].High
		if all[i].Why == "" {
			all[i].Why = raised(h, all[i].Step)
		}
	}
	return all
}

// raised returns the cause of the last estimate that gave a step more time than the one before it.
func raised(h History, step string) string {
	for i := len(h.Estimates) - 1; i > 0; i-- {
		now, found := h.Estimates[i].step(step)
		before, _ := h.Estimates[i-1].step(step)
		if found && now.High > before.High {
			return h.Estimates[i].Cause
		}
	}
	return ""
}

// waiting returns where the time went until the answer. Each moment is rounded down to a minute of the request's life, so that the parts sum up to the whole. A time that
// nobody waited for before HR took up the request again is one in which it was answered.
func waiting(h History) []Waited {
	out := []Waited{}
	add := func(whom string, n int) {
		i := slices.IndexFunc(out, func(w Waited) bool { return w.For == whom })
		if i < 0 {
			i = len(out)
			out = append(out, Waited{For: whom})
		}
		out[i].Minutes += n
	}
	last := h.OpenedAt
	for _, w := range h.Waits {
		to := w.To
		if to.IsZero() {
			to = h.end()
		}
		if w.From.After(last) && w.For == ForHR && last.After(h.OpenedAt) {
			add(Answered, minutes(w.From.Sub(h.OpenedAt))-minutes(last.Sub(h.OpenedAt)))
		}
		add(w.For, minutes(to.Sub(h.OpenedAt))-minutes(w.From.Sub(h.OpenedAt)))
		last = to
	}
	return out
}
