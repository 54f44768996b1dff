package rating

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"hearth/internal/desk/closing"
	"hearth/internal/people"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/store"
	"hearth/internal/stats"
)

// quarter is a calendar quarter, in UTC.
type quarter struct{ year, n int }

func quarterOf(t time.Time) quarter { return quarter{t.UTC().Year(), (int(t.UTC().Month()) + 2) / 3} }

// String is how figures call it, such as "2026-Q3".
func (q quarter) String() string { return fmt.Sprintf("%04d-Q%d", q.year, q.n) }

func (q quarter) start() store.Time {
	return store.At(time.Date(q.year, time.Month(3*q.n-2), 1, 0, 0, 0, 0, time.UTC))
}

func (q quarter) plus(n int) quarter { return quarterOf(q.start().AddDate(0, 3*n, 0)) }

// settled is when nothing that belongs to the quarter can change any more: who was answered last has said how it was, and changed it for the last time.
func (q quarter) settled() store.Time { return q.plus(1).start().Add(RateFor + ChangeFor) }

// back is how many quarters are counted when none was yet.
const back = 8

// Count counts the quarters that are settled and were not counted. It returns how many it counted.
func (s *Service) Count(ctx context.Context) (int, error) {
	done, err := s.counted(ctx)
	if err != nil {
		return 0, err
	}
	n, now := 0, s.DB.Now()
	for q := quarterOf(now.Time).plus(-back); !q.settled().After(now); q = q.plus(1) {
		if slices.ContainsFunc(done, func(d counted) bool { return d.Quarter == q.String() }) {
			continue
		}
		began := s.DB.Now()
		all, err := s.figuresOf(ctx, q)
		if err != nil {
			return n, err
		}
		if err := s.keep(ctx, q, began, all); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// group is what figures are told of.
type group struct{ Kind, Key string }

// everything is the group of all cases.
var everything = group{Kind: "all"}

// line is one case as it is counted, and figure is a group of them. Its tags are columns.
type line struct {
	groups                                            []group
	from, about                                       string // who answered, "" for nobody; and whose work it was
	asked, satisfied, easy, again, saidSolved, solved bool
	repeated, reopened                                bool
}

type figure struct {
	Kind, Key                                     string
	Told                                          bool
	Cases, Asked, Answers, Satisfied, Easy, Again int
	Solved, SolvedOf                              int
	Repeated, Reopened                            int
}

// figuresOf counts a quarter. What is withheld has no numbers.
func (s *Service) figuresOf(ctx context.Context, q quarter) ([]figure, error) {
	lines, err := s.linesOf(ctx, q)
	if err != nil {
		return nil, err
	}
	all := map[group]*figure{}
	for _, l := range lines {
		for _, g := range l.groups {
			f := all[g]
			if f == nil {
				f = &figure{Kind: g.Kind, Key: g.Key}
				all[g] = f
			}
			f.add(l)
		}
	}
	groups := slices.SortedFunc(maps.Keys(all), func(a, b group) int { return strings.Compare(a.order(), b.order()) })
	told := release(groups, lines, func(l line) bool { return l.from != "" })
	solved := release(groups, lines, func(l line) bool { return l.saidSolved })
	var out []figure
	for i, g := range groups {
		f := *all[g]
		f.Told = told[i]
		if !f.Told {
			f = figure{Kind: g.Kind, Key: g.Key}
		}
		if !solved[i] {
			f.Solved, f.SolvedOf = 0, 0
		}
		out = append(out, f)
	}
	return out, nil
}

// order puts everything first.
func (g group) order() string {
	if g == everything {
		return ""
	}
	return g.Kind + "\n" + g.Key
}

func (f *figure) add(l line) {
	f.Cases++
	for _, c := range []struct {
		yes bool
		n   *int
	}{{l.asked, &f.Asked}, {l.from != "", &f.Answers}, {l.satisfied, &f.Satisfied}, {l.easy, &f.Easy}, {l.again, &f.Again}, {l.solved, &f.Solved},
		{l.saidSolved, &f.SolvedOf}, {l.repeated, &f.Repeated}, {l.reopened, &f.Reopened}} {
		if c.yes {
			*c.n++
		}
	}
}

// release says which groups are told, by those lines that answered.
func release(groups []group, lines []line, answered func(line) bool) []bool {
	at, parts := map[group]int{}, map[string][]int{}
	for i, g := range groups {
		at[g] = i
		parts[g.Kind] = append(parts[g.Kind], i)
	}
	delete(parts, everything.Kind)
	things := make([]stats.Counted, 0, len(lines))
	for _, l := range lines {
		c := stats.Counted{About: l.about}
		for _, g := range l.groups {
			c.Groups = append(c.Groups, at[g])
		}
		if answered(l) {
			c.From = l.from
		}
		things = append(things, c)
	}
	if len(groups) == 0 {
		return nil
	}
	return stats.Release(things, len(groups), slices.Collect(maps.Values(parts)), stats.Least{From: MinGroup, About: minColleagues})
}

// atOnce is the time whose cases are read at once: a quarter of a large organisation has tens of thousands.
const atOnce = 7 * 24 * time.Hour

// linesOf reads the cases that were answered in a quarter, a week after the other. After each it rests for as long as that took: nobody waits for it, and others do for their pages.
func (s *Service) linesOf(ctx context.Context, q quarter) (lines []line, err error) {
	customers, err := people.CustomerGroups(ctx, s.DB)
	if err != nil {
		return nil, err
	}
	said, asked, err := s.said(ctx, q)
	if err != nil {
		return nil, err
	}
	done, err := s.counted(ctx)
	if err != nil {
		return nil, err
	}
	for from, end := q.start(), q.plus(1).start(); from.Before(end); from = from.Add(atOnce) {
		began := time.Now()
		to := from.Add(atOnce)
		if to.After(end) {
			to = end
		}
		cases, err := closing.ServedBetween(ctx, s.DB, from, to)
		if err != nil {
			return nil, err
		}
		if cases, err = once(ctx, s.DB, cases, done); err != nil {
			return nil, err
		}
		again, err := closing.CameAgain(ctx, s.DB, cases, ComesAgain)
		if err != nil {
			return nil, err
		}
		lines = append(lines, linesOf(cases, again, customers, said, asked)...)
		if err := clock.Rest(ctx, time.Since(began)); err != nil {
			return nil, err
		}
	}
	return lines, nil
}

func linesOf(cases []closing.Served, again map[string]bool, customers map[string]string, said map[string]answer, asked map[string]bool) []line {
	lines := make([]line, 0, len(cases))
	for _, c := range cases {
		who := customers[c.ByPerson]
		if who == "" {
			who = people.Employees
		}
		l := line{groups: []group{everything, {"service", c.ServiceID}, {"team", c.TeamID}, {"site", c.Site}, {"customers", who}}, about: c.AnsweredBy,
			asked: asked[c.ID], repeated: again[c.ID], reopened: c.Reopened > 0}
		if r, there := said[c.ID]; there && r.PersonID != "" {
			l.from, l.satisfied, l.easy, l.again = r.PersonID, r.Satisfaction >= 4, r.Effort >= 4, r.Again == "yes"
			l.saidSolved, l.solved = r.Solved != "", r.Solved == "yes"
		}
		lines = append(lines, l)
	}
	return lines
}

// answer is what somebody said of a case.
type answer struct {
	CaseID, PersonID     string
	Satisfaction, Effort int
	Again, Solved        string
}

// said returns what was said, and of which cases was asked, in the time in which a quarter can be spoken of.
func (s *Service) said(ctx context.Context, q quarter) (map[string]answer, map[string]bool, error) {
	all, err := store.All[answer](ctx, s.DB, `SELECT case_id, COALESCE(person_id, '') AS person_id, satisfaction, effort, again, solved FROM rating_rating WHERE at >= $1 AND at <= $2`,
		q.start(), q.settled())
	if err != nil {
		return nil, nil, fmt.Errorf("read ratings: %w", err)
	}
	ids, err := store.All[string](ctx, s.DB, `SELECT case_id FROM rating_ask WHERE at >= $1 AND at <= $2`, q.start(), q.settled())
	if err != nil {
		return nil, nil, fmt.Errorf("read who was asked: %w", err)
	}
	said, asked := make(map[string]answer, len(all)), make(map[string]bool, len(ids))
	for _, a := range all {
		said[a.CaseID] = a
	}
	for _, id := range ids {
		asked[id] = true
	}
	return said, asked, nil
}

// keep writes the figures of a quarter, once, and when it began to be counted.
func (s *Service) keep(ctx context.Context, q quarter, began store.Time, all []figure) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		n, err := tx.Exec(ctx, `INSERT INTO rating_quarter (quarter, at) VALUES ($1, $2) ON CONFLICT (quarter) DO NOTHING`, q.String(), began)
		if err != nil || n == 0 {
			return err
		}
		for _, f := range all {
			if _, err := tx.Exec(ctx, `INSERT INTO rating_figure (quarter, kind, key, told, cases, asked, answers, satisfied, easy, again, solved, solved_of, repeated, reopened)
				VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`, q.String(), f.Kind, f.Key, f.Told, f.Cases, f.Asked, f.Answers, f.Satisfied, f.Easy, f.Again,
				f.Solved, f.SolvedOf, f.Repeated, f.Reopened); err != nil {
				return fmt.Errorf("keep figure: %w", err)
			}
		}
		return nil
	})
}
