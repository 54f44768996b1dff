package fairness

import (
	"context"
	"maps"
	"math"
	"slices"
	"strconv"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/stats"
)

// least is the fewest people that anything is said about.
const least = stats.MinGroup

// ReadClause names a clause as people cite it, such as "pay 4.2" or "pay/4.2".
type ReadClause struct {
	Ref string `path:"ref" json:"-"`
}

// Report is what an audit of one clause found: totals, and nothing that is smaller than five people. Counts of people are rounded to fives, so that they do not add up
// to the unit; figures have two digits.
type Report struct {
	Clause     string        `json:"clause"`
	Title      string        `json:"title"`
	Decisions  int           `json:"decisions"`    // under the clause, exceptions among them
	OutOfScope int           `json:"out_of_scope"` // of them
	People     int           `json:"people"`       // each counts once, with the latest decision
	Level      stats.Figure  `json:"level"`        // flagged is a group whose p_holm is at most this
	Tests      int           `json:"tests"`        // the corrections are for so many, over all attributes
	Attributes []Compared    `json:"attributes"`
	Matched    []string      `json:"matched"` // the facts that are the same within a cell
	Methods    stats.Methods `json:"methods"`
}

// Compared is how the groups of one attribute were decided about.
type Compared struct {
	Attribute    string               `json:"attribute"`
	WithoutValue int                  `json:"without_value"` // people about whom it says nothing
	LeftOut      int                  `json:"left_out"`      // people of groups or in cells that are left out
	Compared     int                  `json:"compared"`
	Cells        stats.CellCount      `json:"cells"`
	Groups       []stats.GroupFinding `json:"groups"`
	GroupsOut    []LeftOut            `json:"groups_left_out"`
}

// LeftOut is how many groups nothing is said about, and why. They have no names here: a group of few is known by its name.
type LeftOut struct {
	Why    string `json:"why"`
	Groups int    `json:"groups"`
}

// Flagged counts the groups that chance alone would hardly explain.
func (r Report) Flagged() int {
	n := 0
	for _, a := range r.Attributes {
		for _, g := range a.Groups {
			if g.Flagged {
				n++
			}
		}
	}
	return n
}

// Audit compares, under one clause, how people of each group were decided about, now, and keeps nothing but that it was asked. It refuses while no agreement is in force,
// and a clause that is not there. The head of HR and the data-protection officer may.
func (s *Service) Audit(ctx context.Context, by authz.Actor, in ReadClause) (Report, error) {
	if err := s.may(ctx, s.db, by, ReadAudit); err != nil {
		return Report{}, err
	}
	r, err := s.report(ctx, s.db, in.Ref)
	if err != nil {
		return r, err
	}
	return r, s.db.Tx(ctx, func(tx *store.Tx) error { return s.record(ctx, tx, by, ReadAudit, "clause", r.Clause) })
}

// report computes an audit.
func (s *Service) report(ctx context.Context, q store.Querier, ref string) (Report, error) {
	c, err := findClause(ctx, q, ref)
	if err != nil {
		return Report{}, err
	}
	g, err := gather(ctx, q, c.Ref)
	if err != nil {
		return Report{}, err
	}
	values, err := g.attributes(ctx, q)
	if err != nil {
		return Report{}, err
	}
	out := Report{Clause: c.Ref, Title: c.Title, Decisions: g.read, OutOfScope: fives(g.outOfScope), People: fives(len(g.people)), Level: stats.Level, Attributes: []Compared{},
		Matched: []string{"decision or exception", "version of the clause", "service", "site", "weekly hours", "time here"}}
	names := slices.Sorted(maps.Keys(values))
	reports := make([]*stats.Report, len(names))
	cells := g.names()
	for i, name := range names {
		d := &stats.Decisions{}
		for person, value := range values[name] {
			k := g.people[person]
			d.Add(cells[k.cell], value, k.favourable)
		}
		r := d.Audit()
		reports[i] = &r
	}
	stats.Together(reports...)
	for i, name := range names {
		out.Tests = reports[i].Tests
		out.Attributes = append(out.Attributes, shown(name, *reports[i], len(g.people)-len(values[name])))
	}
	out.Methods = (&stats.Decisions{}).Audit().Methods
	return out, nil
}

// shown is what may be told of a report on one attribute.
func shown(name string, r stats.Report, without int) Compared {
	out := Compared{Attribute: name, WithoutValue: fives(without), LeftOut: fives(r.Decisions.LeftOut), Compared: fives(r.Decisions.Compared), Cells: r.Cells,
		Groups: []stats.GroupFinding{}, GroupsOut: []LeftOut{}}
	for _, g := range r.Groups {
		g.N, g.OthersN, g.Favourable, g.Expected = fives(g.N), fives(g.OthersN), fives(g.Favourable), stats.Figure(fives(int(math.Round(float64(g.Expected)))))
		for _, e := range []*stats.Estimate{&g.RiskDifference, &g.OddsRatio} {
			e.Value, e.Low, e.High = digits(e.Value), digits(e.Low), digits(e.High)
		}
		g.P, g.PHolm, g.BenjaminiHochberg = digits(g.P), digits(g.PHolm), digits(g.BenjaminiHochberg)
		out.Groups = append(out.Groups, g)
	}
	for _, left := range r.GroupsLeftOut {
		i := slices.IndexFunc(out.GroupsOut, func(o LeftOut) bool { return o.Why == left.Why })
		if i < 0 {
			i, out.GroupsOut = len(out.GroupsOut), append(out.GroupsOut, LeftOut{Why: left.Why})
		}
		out.GroupsOut[i].Groups++
	}
	return out
}

// fives rounds to the nearest five.
func fives(n int) int { return (n + 2) / 5 * 5 }

// digits rounds to two digits.
func digits(f stats.Figure) stats.Figure {
	if math.IsNaN(float64(f)) || math.IsInf(float64(f), 0) {
		return f
	}
	n, err := strconv.ParseFloat(strconv.FormatFloat(float64(f), 'g', 2, 64), 64)
	if err != nil {
		return f
	}
	return stats.Figure(n)
}
