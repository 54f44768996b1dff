package reckon

import (
	"slices"
	"time"
)

// Finding is something that does not add up. Code is stable; Refs are the entries, steps or lines that it is about.
type Finding struct {
	Code string
	Refs []string
}

// The codes of findings.
const (
	TooMuch      = "more_than_elapsed"   // a team wrote down more work than there was time
	Twice        = "overlap"             // one step of one team twice at the same time
	OutsideLife  = "outside_life"        // work before the request was opened, after it was closed, or not done yet when it was written down
	Overrun      = "overrun"             // more than was estimated, and nobody was told first
	NoReason     = "reason_missing"      // more than was estimated, without why
	NotEstimated = "not_estimated"       // work that no estimate named, where there was one
	NoCause      = "cause_missing"       // a new estimate without its cause
	BadRange     = "estimate_range"      // an estimate that ends below its beginning
	NoOriginal   = "reversal_orphan"     // minutes taken away from nothing
	TakenTwice   = "reversal_twice"      // one entry taken back twice
	TakenWrong   = "reversal_differs"    // taken back with other minutes, or from another step or team
	NoMinutes    = "minutes_missing"     // an entry of no minutes
	SumWork      = "sum_work"            // the lines do not sum up to the total of work
	SumEstimate  = "sum_estimate"        // the same of estimates
	SumCost      = "sum_cost"            // the same of costs
	SumWaiting   = "sum_waiting"         // the waiting times do not sum up to the time until the answer
	SumChanged   = "sum_calculation"     // the calculation's lines do not sum up to its total
	WaitGap      = "waiting_gap"         // a time in which nobody was waited for
	WaitOverlap  = "waiting_overlap"     // two were waited for at once
	WaitBounds   = "waiting_bounds"      // waiting before the opening, after the answer, or that ends before it begins
	PauseDiffers = "pause_contradiction" // a promise pauses while the request does not wait for somebody else, or the reverse
)

// Check finds what does not add up in a history, and in a statement of it that somebody is shown. The findings stand in a fixed order.
func Check(h History, s Statement) []Finding {
	var c checker
	c.h = h
	c.ledger()
	c.times()
	c.estimates()
	c.waits()
	c.sums(s)
	return c.found
}

type checker struct {
	h     History
	found []Finding
}

func (c *checker) add(wrong bool, code string, refs ...string) {
	if !wrong {
		return
	}
	if i := slices.IndexFunc(c.found, func(f Finding) bool { return f.Code == code }); i >= 0 {
		for _, r := range refs {
			if !slices.Contains(c.found[i].Refs, r) {
				c.found[i].Refs = append(c.found[i].Refs, r)
			}
		}
		return
	}
	c.found = append(c.found, Finding{Code: code, Refs: refs})
}

// ledger looks at how entries refer to each other.
func (c *checker) ledger() {
	byID, taken := map[string]Effort{}, map[string]bool{}
	for _, e := range c.h.Efforts {
		byID[e.ID] = e
	}
	for _, e := range c.h.Efforts {
		c.add(e.Minutes == 0, NoMinutes, e.ID)
		if e.Reverses == "" {
			c.add(e.Minutes < 0, NoOriginal, e.ID)
			continue
		}
		o, found := byID[e.Reverses]
		c.add(!found || o.Reverses != "", NoOriginal, e.ID)
		c.add(found && (o.Minutes != -e.Minutes || o.Step != e.Step || o.Team != e.Team), TakenWrong, e.ID)
		c.add(taken[e.Reverses], TakenTwice, e.ID)
		taken[e.Reverses] = true
	}
}

// times looks at when the work was done.
func (c *checker) times() {
	all := c.h.counted()
	byTeam := map[string]int{}
	for _, e := range all {
		if e.Minutes <= 0 {
			continue
		}
		byTeam[e.Team] += e.Minutes
		c.add(e.StartedAt.Before(c.h.OpenedAt) || e.end().After(c.h.over()) || e.end().After(e.LoggedAt), OutsideLife, e.ID)
	}
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b Effort) int { return a.StartedAt.Compare(b.StartedAt) })
	last := map[[2]string]Effort{}
	for _, e := range sorted {
		key := [2]string{e.Team, e.Step}
		before, found := last[key]
		c.add(found && e.Minutes > 0 && e.StartedAt.Before(before.end()), Twice, before.ID, e.ID)
		if !found || e.end().After(before.end()) {
			last[key] = e
		}
	}
	for team, n := range byTeam {
		c.add(n > Parallel*minutes(c.h.over().Sub(c.h.OpenedAt)), TooMuch, team)
	}
}

// estimates compares the work with what was estimated when it was written down.
func (c *checker) estimates() {
	for i, e := range c.h.Estimates {
		c.add(i > 0 && e.Cause == "", NoCause)
		for _, s := range e.Steps {
			c.add(s.Low > s.High || s.Low < 0, BadRange, s.Name)
		}
	}
	sum := map[string]int{}
	for _, e := range c.h.counted() {
		sum[e.Step] += e.Minutes
		now, found := c.h.at(e.LoggedAt)
		if !found {
			continue
		}
		s, named := now.step(e.Step)
		c.add(!named, NotEstimated, e.Step)
		c.add(named && sum[e.Step] > s.High, Overrun, e.Step)
	}
	for _, l := range lines(c.h) {
		c.add(l.Estimated && l.Minutes > l.High && l.Why == "", NoReason, l.Step)
	}
}

// waits looks at whether the waiting times tile the time until the answer, and agree with the promises.
func (c *checker) waits() {
	last := c.h.OpenedAt
	for i, w := range c.h.Waits {
		open := w.To.IsZero()
		c.add(!open && w.To.Before(w.From) || w.From.Before(c.h.OpenedAt) || w.From.After(c.h.end()) || w.To.After(c.h.end()), WaitBounds, w.For)
		c.add(i > 0 && w.From.Before(last), WaitOverlap, w.For)
		c.add(w.From.After(last) && (i == 0 || w.For != ForHR), WaitGap, w.For)
		if last = w.To; open {
			last = c.h.end()
		}
	}
	c.add(len(c.h.Waits) > 0 && last.Before(c.h.end()), WaitGap)
	for _, p := range c.h.Pauses {
		c.add(!slices.ContainsFunc(c.h.Waits, func(w Wait) bool { return pausedBy(w, p.From) }), PauseDiffers)
	}
}

// pausedBy reports whether w is a wait that still runs for somebody other than HR, and that began no later than a pause.
func pausedBy(w Wait, from time.Time) bool {
	return w.To.IsZero() && w.For != ForHR && !w.From.After(from)
}

// sums adds up the blocks of the statement that is shown, and compares them with the ledger.
func (c *checker) sums(s Statement) {
	var work, low, high, difference, ledger int
	var you, unit int64
	for _, l := range s.Lines {
		n := 0
		for _, e := range l.Entries {
			n += e.Minutes
		}
		c.add(n != l.Minutes || l.Difference != l.Minutes-l.High, SumWork, l.Step)
		work, low, high, difference = work+l.Minutes, low+l.Low, high+l.High, difference+l.Difference
		if l.CostTo == Unit {
			unit += l.CostCents
		} else {
			you += l.CostCents
		}
	}
	for _, e := range c.h.Efforts {
		ledger += e.Minutes
	}
	t := s.Totals
	c.add(work != t.Minutes || ledger != t.Minutes || difference != t.Difference || t.Difference != t.Minutes-t.High, SumWork)
	c.add(low != t.Low || high != t.High, SumEstimate)
	c.add(you != t.CostYou || unit != t.CostUnit, SumCost)
	waited := 0
	for _, w := range s.Waiting {
		waited += w.Minutes
	}
	c.add(len(c.h.Waits) > 0 && (waited != t.Elapsed || t.Elapsed != minutes(c.h.end().Sub(c.h.OpenedAt))), SumWaiting)
	c.add(len(s.Changed) != len(c.h.Calculations), SumChanged)
	for i, shown := range s.Changed[:min(len(s.Changed), len(c.h.Calculations))] {
		changed := int64(0)
		for _, a := range shown.Lines {
			if !a.Old {
				changed += a.Amount
			}
		}
		c.add(changed != shown.Total || shown.Total != c.h.Calculations[i].Total, SumChanged, shown.ID)
	}
}
