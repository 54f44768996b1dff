package stats

import (
	"maps"
	"math"
	"slices"
	"strings"
)

// What an audit needs, and when it flags.
const (
	MinCell  = 5    // decisions in a cell
	MinGroup = 5    // decisions of a group, and of those it is compared with
	Level    = 0.05 // the chance that an audit of unbiased decisions flags any group
)

// Decisions collects the decisions of one clause, as counts for each cell and group. The zero value is ready for use; it is not for several
// goroutines at once.
type Decisions struct {
	cells      map[string]map[string]tally
	read       int
	outOfScope int
	ignored    []string
}

type tally struct{ n, favourable int }

// Add counts one decision.
func (d *Decisions) Add(cell, group string, favourable bool) {
	if d.cells == nil {
		d.cells = map[string]map[string]tally{}
	}
	groups := d.cells[cell]
	if groups == nil {
		groups = map[string]tally{}
		d.cells[strings.Clone(cell)] = groups // the names are parts of rows, which need not be kept
	}
	t, known := groups[group]
	if !known {
		group = strings.Clone(group)
	}
	t.n++
	if favourable {
		t.favourable++
	}
	groups[group] = t
	d.read++
}

// AddOutOfScope counts a case that was not decided under the clause.
func (d *Decisions) AddOutOfScope() {
	d.read++
	d.outOfScope++
}

// Audit compares each group with all others within the cells, as the package comment says. Groups are in the order of their names.
func (d *Decisions) Audit() Report {
	c := d.comparable()
	r := Report{
		Decisions: DecisionCount{Read: d.read, OutOfScope: d.outOfScope}, Cells: c.count, Level: Level, Groups: []GroupFinding{},
		GroupsLeftOut: c.leftOut(), ColumnsIgnored: append([]string{}, d.ignored...), Methods: methods,
	}
	strata := c.strata()
	for _, group := range slices.Sorted(maps.Keys(strata)) {
		f := finding(group, strata[group])
		r.Groups = append(r.Groups, f)
		r.Decisions.Compared += f.N
	}
	r.Decisions.LeftOut = d.read - d.outOfScope - r.Decisions.Compared
	Together(&r)
	return r
}

// Together corrects the findings of several reports on the same decisions, such as one for each attribute of people, for all of their tests at once: at most Level of
// all such audits of unbiased decisions flag any group in any report. It changes the reports, and notes in each how many tests there were.
func Together(reports ...*Report) {
	var ps []float64
	var tests [][]*GroupFinding // those of one test have the same p
	for _, r := range reports {
		var all []*GroupFinding
		for i := range r.Groups {
			all = append(all, &r.Groups[i])
		}
		each := 1
		if len(all) == 2 { // one test, seen from both sides
			each = 2
		}
		for test := range slices.Chunk(all, each) {
			tests, ps = append(tests, test), append(ps, float64(test[0].P))
		}
	}
	holm, benjamini := Holm(ps), BenjaminiHochberg(ps)
	for i, test := range tests {
		for _, f := range test {
			f.PHolm, f.BenjaminiHochberg, f.Flagged = Figure(holm[i]), Figure(benjamini[i]), holm[i] <= Level
		}
	}
	for _, r := range reports {
		r.Tests = len(tests)
	}
}

// finding is everything but the correction for many.
func finding(group string, strata []Stratum) GroupFinding {
	f := GroupFinding{Group: group, Method: exactMethod, Notes: []string{}, RiskDifference: RiskDifference(strata), OddsRatio: OddsRatio(strata)}
	for _, s := range ordered(strata) {
		f.N += s.Group
		f.OthersN += s.All - s.Group
		f.Favourable += s.Favourable
		f.Expected += Figure(s.expected())
	}
	p, exact := ExactTest(strata)
	if !exact {
		p, f.Method = NormalTest(strata), normalMethod
	}
	f.P = Figure(p)
	if math.IsNaN(float64(f.RiskDifference.Low)) {
		f.Notes = append(f.Notes, "The risk difference has no interval: in each cell the outcomes leave no spread to estimate one from.")
	}
	switch odds := float64(f.OddsRatio.Value); {
	case math.IsNaN(odds):
		f.Notes = append(f.Notes, "There is no odds ratio: in each cell all outcomes are the same.")
	case math.IsInf(odds, 1):
		f.Notes = append(f.Notes, "The odds ratio is infinite: no cell has both an unfavourable decision of the group and a favourable one of others.")
	case odds == 0:
		f.Notes = append(f.Notes, "The odds ratio is 0 and has no interval: no cell has both a favourable decision of the group and an unfavourable one of others.")
	}
	return f
}
