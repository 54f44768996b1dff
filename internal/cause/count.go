package cause

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"hearth/internal/calculation"
	"hearth/internal/decision"
	"hearth/internal/desk/closing"
	"hearth/internal/platform/store"
	"hearth/internal/statement"
)

// row is what is counted of a case. Day is empty where nothing is.
type row struct {
	CaseID, Day, CauseID, ServiceID, TeamID, Sensitivity string
	Minutes                                              int
	Clauses                                              string // one on each line
}

// place is a row of the tally, and sums are what stands in it.
type (
	place struct{ Period, CauseID, ServiceID, TeamID, Sensitivity, Clause string }
	sums  struct{ N, Logged, Minutes int }
)

func (s sums) plus(o sums, times int) sums {
	return sums{s.N + times*o.N, s.Logged + times*o.Logged, s.Minutes + times*o.Minutes}
}

// own is what one case adds.
func (r row) own() sums {
	one := sums{N: 1, Minutes: r.Minutes}
	if r.Minutes > 0 {
		one.Logged = 1
	}
	return one
}

func (r row) cited() []string {
	if r.Clauses == "" {
		return nil
	}
	return strings.Split(r.Clauses, "\n")
}

// addTo adds the case to a tally so many times; -1 takes it out.
func (r row) addTo(all map[place]sums, times int) {
	if r.Day == "" {
		return
	}
	for _, period := range []string{day(r.Day), month(r.Day)} {
		p := place{period, r.CauseID, r.ServiceID, r.TeamID, r.Sensitivity, ""}
		all[p] = all[p].plus(r.own(), times)
		for _, p.Clause = range r.cited() {
			all[p] = all[p].plus(sums{N: 1}, times)
		}
	}
}

// day and month are the periods of a date such as 2026-11-27.
func day(date string) string   { return "d" + date }
func month(date string) string { return "m" + date[:len("2026-11")] }

// count looks at cases anew and brings the tally up to them. Each is held until the end of the transaction, so that it counts once however many look.
func count(ctx context.Context, tx *store.Tx, ids []string) error {
	was, err := hold(ctx, tx, ids)
	if err != nil || len(was) == 0 {
		return err
	}
	is, titles, err := look(ctx, tx, slices.Sorted(maps.Keys(was)))
	if err != nil {
		return err
	}
	changed := map[place]sums{}
	for id, before := range was {
		now := is[id]
		if now == before {
			continue
		}
		before.addTo(changed, -1)
		now.addTo(changed, 1)
		if _, err := tx.Exec(ctx, `UPDATE cause_case SET day = $2, cause_id = $3, service_id = $4, team_id = $5, sensitivity = $6, minutes = $7, clauses = $8 WHERE case_id = $1`,
			id, now.Day, now.CauseID, now.ServiceID, now.TeamID, now.Sensitivity, now.Minutes, now.Clauses); err != nil {
			return fmt.Errorf("count case: %w", err)
		}
	}
	return keep(ctx, tx, changed, titles)
}

// hold returns the rows of those cases that are answered, or were when somebody last looked, and keeps others from them.
func hold(ctx context.Context, tx *store.Tx, ids []string) (map[string]row, error) {
	answered, err := closing.Of(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	for _, id := range slices.Sorted(maps.Keys(answered)) {
		if _, err := tx.Exec(ctx, `INSERT INTO cause_case (case_id, day, cause_id, service_id, team_id, sensitivity, minutes, clauses) VALUES ($1, '', '', '', '', '', 0, '')
			ON CONFLICT (case_id) DO NOTHING`, id); err != nil {
			return nil, fmt.Errorf("hold case: %w", err)
		}
	}
	for _, id := range slices.Sorted(slices.Values(ids)) {
		if _, err := tx.Exec(ctx, `UPDATE cause_case SET case_id = case_id WHERE case_id = $1`, id); err != nil {
			return nil, fmt.Errorf("hold case: %w", err)
		}
	}
	all, err := store.Select[row](ctx, tx, new(store.Q).Add(`SELECT case_id, day, cause_id, service_id, team_id, sensitivity, minutes, clauses FROM cause_case WHERE `).Where(store.In("case_id", ids)))
	if err != nil {
		return nil, fmt.Errorf("read counted cases: %w", err)
	}
	rows := make(map[string]row, len(all))
	for _, r := range all {
		rows[r.CaseID] = r
	}
	return rows, nil
}

// look returns what is to be counted of cases now, and the titles of the clauses that they cite.
func look(ctx context.Context, q store.Querier, ids []string) (map[string]row, map[string]string, error) {
	answered, err := closing.Of(ctx, q, ids)
	if err != nil {
		return nil, nil, err
	}
	decided, err := decision.ClausesOf(ctx, q, ids)
	if err != nil {
		return nil, nil, err
	}
	worked, err := calculation.CitedIn(ctx, q, ids)
	if err != nil {
		return nil, nil, err
	}
	spent, err := statement.SpentOn(ctx, q, ids)
	if err != nil {
		return nil, nil, err
	}
	rows, titles := make(map[string]row, len(ids)), map[string]string{}
	for _, id := range ids {
		rows[id] = row{CaseID: id}
		c, there := answered[id]
		if !there || c.Health || c.CauseID == "" {
			continue
		}
		r := row{CaseID: id, Day: c.AnsweredAt.UTC().Format(time.DateOnly), CauseID: c.CauseID, ServiceID: c.ServiceID, TeamID: c.TeamID, Sensitivity: c.Sensitivity}
		for _, s := range spent[id] {
			r.Minutes += s.Minutes
		}
		cites := clausesOf(decided[id], worked[id])
		for ref, c := range cites {
			titles[ref] = c.Title
		}
		r.Clauses = strings.Join(slices.Sorted(maps.Keys(cites)), "\n")
		rows[id] = r
	}
	return rows, titles, nil
}

// clausesOf are the clauses that a case cites, by how people write them.
func clausesOf(decided decision.Clause, worked []calculation.Cited) map[string]decision.Clause {
	all := map[string]decision.Clause{}
	for _, c := range worked {
		all[c.Clause] = decision.Clause{VersionID: c.ClauseVersion, Ref: c.Clause, Title: c.ClauseTitle}
	}
	if decided.Ref != "" {
		all[decided.Ref] = decided
	}
	return all
}

// keep writes what changed in the tally, in one order for everybody.
func keep(ctx context.Context, tx *store.Tx, changed map[place]sums, titles map[string]string) error {
	order := func(p place) string {
		return strings.Join([]string{p.Period, p.CauseID, p.ServiceID, p.TeamID, p.Sensitivity, p.Clause}, "\n")
	}
	for _, p := range slices.SortedFunc(maps.Keys(changed), func(a, b place) int { return strings.Compare(order(a), order(b)) }) {
		s := changed[p]
		if s == (sums{}) {
			continue
		}
		if _, err := tx.Exec(ctx, `INSERT INTO cause_tally (period, cause_id, service_id, team_id, sensitivity, clause, n, logged, minutes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
			ON CONFLICT (period, cause_id, service_id, team_id, sensitivity, clause) DO UPDATE SET n = cause_tally.n + excluded.n, logged = cause_tally.logged + excluded.logged,
			minutes = cause_tally.minutes + excluded.minutes`, p.Period, p.CauseID, p.ServiceID, p.TeamID, p.Sensitivity, p.Clause, s.N, s.Logged, s.Minutes); err != nil {
			return fmt.Errorf("keep tally: %w", err)
		}
	}
	for _, ref := range slices.Sorted(maps.Keys(titles)) {
		if _, err := tx.Exec(ctx, `INSERT INTO cause_clause (ref, title) VALUES ($1, $2) ON CONFLICT (ref) DO UPDATE SET title = excluded.title WHERE cause_clause.title <> excluded.title`,
			ref, titles[ref]); err != nil {
			return fmt.Errorf("keep title of clause: %w", err)
		}
	}
	return nil
}
