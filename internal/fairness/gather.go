package fairness

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"hearth/internal/decision"
	"hearth/internal/exception"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/policy"
)

// Clause is one that decisions rest on.
type Clause struct {
	Ref       string `json:"clause"`
	Title     string `json:"title"`     // of its policy
	Decisions int    `json:"decisions"` // cases that were decided, and exceptions
}

// clauses returns what was decided about by clause, in the order of their names.
func clauses(ctx context.Context, q store.Querier) ([]Clause, error) {
	decided, err := decision.CountByClause(ctx, q)
	if err != nil {
		return nil, err
	}
	apart, err := exception.CountByClause(ctx, q)
	if err != nil {
		return nil, err
	}
	all := []Clause{}
	for len(decided)+len(apart) > 0 { // both are in order
		c := Clause{}
		if len(decided) > 0 && (len(apart) == 0 || decided[0].Ref <= apart[0].Ref) {
			c = Clause{decided[0].Ref, decided[0].Title, decided[0].Count}
		}
		if len(apart) > 0 && (len(decided) == 0 || apart[0].Ref <= decided[0].Ref) {
			c = Clause{apart[0].Ref, cmp.Or(c.Title, apart[0].Title), c.Decisions + apart[0].Count}
			apart = apart[1:]
		}
		if len(decided) > 0 && decided[0].Ref == c.Ref {
			decided = decided[1:]
		}
		all = append(all, c)
	}
	return all, nil
}

// findClause returns the clause that ref names, such as "pay 4.2": one that was decided under, or one of the policies. It returns NotFound with a sentence when
// there is none.
func findClause(ctx context.Context, q store.Querier, ref string) (Clause, error) {
	ref = strings.Join(strings.FieldsFunc(ref, func(r rune) bool { return r == ' ' || r == '/' || r == '\t' }), " ")
	all, err := clauses(ctx, q)
	if err != nil {
		return Clause{}, err
	}
	for _, c := range all {
		if strings.EqualFold(c.Ref, ref) {
			return c, nil
		}
	}
	found, err := policy.Find(ctx, q, ref)
	if err != nil {
		return Clause{}, err
	}
	p, there, err := policy.FindPolicy(ctx, q, found.PolicyID)
	if err == nil && !there {
		err = fault.New(fault.NotFound, "There is no clause %s. Name the policy and the number, for example pay 4.2.", ref)
	}
	return Clause{Ref: found.Ref(), Title: p.Title}, err
}

// known is how somebody was decided about under a clause.
type known struct {
	cell       int
	favourable bool
	at         store.Time
}

// gathered is what was decided under a clause, by person.
type gathered struct {
	people     map[string]known
	cells      map[string]int // the number of each cell
	read       int            // decisions and exceptions
	outOfScope int
}

// gather reads what was decided under a clause. Of somebody with several decisions the latest counts.
func gather(ctx context.Context, q store.Querier, ref string) (gathered, error) {
	g := gathered{people: map[string]known{}, cells: map[string]int{}}
	err := decision.EachCiting(ctx, q, ref, func(c *decision.Cited) error {
		if c.Outcome == decision.OutOfScope {
			g.read++
			g.outOfScope++
			return nil
		}
		g.add(c.PersonID, c.At, c.Outcome != decision.Refused, facts{"decision", c.ClauseVersion, c.Service, c.Site, c.WeeklyHours, c.TenureMonths})
		return nil
	})
	if err != nil {
		return g, err
	}
	err = exception.EachSettled(ctx, q, ref, func(e *exception.Settled) error {
		g.add(e.PersonID, e.At, e.Outcome == exception.Granted, facts{"exception", e.ClauseID, e.Service, e.Site, e.WeeklyHours, e.TenureMonths})
		return nil
	})
	return g, err
}

// facts are what like cases have in common. The package comment lists them.
type facts struct {
	kind, version, service, site string
	hours                        float64
	months                       int
}

func (g *gathered) add(person string, at store.Time, favourable bool, f facts) {
	g.read++
	if before, seen := g.people[person]; seen && at.Before(before.at) {
		return
	}
	key := f.cell()
	cell, there := g.cells[key]
	if !there {
		cell = len(g.cells)
		g.cells[key] = cell
	}
	g.people[person] = known{cell, favourable, at}
}

// cell is the same text for the same cell.
func (f facts) cell() string {
	hours, months := "unknown", "unknown"
	switch {
	case f.hours >= 35:
		hours = "full"
	case f.hours >= 20:
		hours = "from 20"
	case f.hours > 0:
		hours = "below 20"
	}
	switch {
	case f.months >= 60:
		months = "long"
	case f.months >= 12:
		months = "some"
	case f.months > 0:
		months = "new"
	}
	return strings.Join([]string{f.kind, f.version, f.service, f.site, hours, months}, "\x00")
}

// attributes returns what is kept about the people of g: by attribute, the value of each.
func (g gathered) attributes(ctx context.Context, q store.Querier) (map[string]map[string]string, error) {
	all := map[string]map[string]string{}
	type row struct{ PersonID, Attribute, Value string }
	err := store.Each(ctx, q, func(r *row) error {
		if all[r.Attribute] == nil {
			all[r.Attribute] = map[string]string{}
		}
		if _, decided := g.people[r.PersonID]; decided {
			all[r.Attribute][r.PersonID] = r.Value
		}
		return nil
	}, `SELECT person_id, attribute, value FROM fairness_attribute`)
	if err != nil {
		return nil, fmt.Errorf("read attributes: %w", err)
	}
	return all, nil
}

// names returns the name of each cell as package stats takes it.
func (g gathered) names() []string {
	all := make([]string, len(g.cells))
	for i := range all {
		all[i] = strconv.Itoa(i)
	}
	return all
}
