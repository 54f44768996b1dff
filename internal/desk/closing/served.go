package closing

import (
	"context"
	"fmt"
	"time"

	"hearth/internal/platform/store"
)

// Served is an answered or closed case of which it may be asked how it went. People are ids, "" for nobody.
type Served struct {
	ID, ServiceID, TeamID, Site string
	Sensitivity, State, Subject string
	ByPerson, ForPerson         string
	AnsweredBy                  string
	N                           int64
	Quiet                       bool
	Reopened                    int
	AnsweredAt, ClosedAt        store.Time
}

// served are the cases of which it may be asked how it went: not those that hold health data or are open to named people alone, not those against somebody or that somebody is
// kept from, and none where nothing was done.
const served = settled + `NOT c.health AND c.sensitivity <> 'named' AND c.outcome NOT IN ('withdrawn', 'duplicate')
	AND NOT EXISTS (SELECT 1 FROM desk_party v WHERE v.case_id = c.id AND v.relation IN ('against', 'excluded')) AND `

const selectServed = `SELECT c.id, c.service_id, c.team_id, c.site, c.sensitivity, c.state, c.subject, COALESCE(c.by_person, '') AS by_person, COALESCE(c.for_person, '') AS for_person,
	COALESCE(c.answered_by, '') AS answered_by, c.number AS n, c.quiet, c.reopened, c.answered_at, c.closed_at FROM desk_case c WHERE ` + served

// ServedOf returns those of some cases of which it may be asked how it went.
func ServedOf(ctx context.Context, q store.Querier, ids []string) ([]Served, error) {
	all, err := store.Select[Served](ctx, q, new(store.Q).Add(selectServed).Where(store.In("c.id", ids)).Add(` ORDER BY c.id`))
	if err != nil {
		return nil, fmt.Errorf("read served cases: %w", err)
	}
	return all, nil
}

// ServedBetween returns the cases of which it may be asked how it went and that were answered from one time to before another.
func ServedBetween(ctx context.Context, q store.Querier, from, to store.Time) ([]Served, error) {
	all, err := store.Select[Served](ctx, q, new(store.Q).Add(selectServed+`c.answered_at >= ? AND c.answered_at < ? ORDER BY c.id`, from, to))
	if err != nil {
		return nil, fmt.Errorf("read served cases: %w", err)
	}
	return all, nil
}

// Wait is a time in which a case waited for somebody. A case that waits for nobody is answered, or goes on in another one.
type Wait struct {
	CaseID       string
	FromAt, ToAt store.Time // ToAt zero: it waits still
}

// Waits returns the times in which some cases waited, by case.
func Waits(ctx context.Context, q store.Querier, ids []string) (map[string][]Wait, error) {
	rows, err := store.Select[Wait](ctx, q, new(store.Q).Add(`SELECT w.case_id, w.from_at, w.to_at FROM desk_waiting w WHERE `).Where(store.In("w.case_id", ids)))
	if err != nil {
		return nil, fmt.Errorf("read when cases waited: %w", err)
	}
	all := map[string][]Wait{}
	for _, w := range rows {
		all[w.CaseID] = append(all[w.CaseID], w)
	}
	return all, nil
}

// asked is for whom something of a service was asked.
type asked struct{ ForPerson, ServiceID string }

// came are the cases that somebody asked for, and may be counted as having come again: not what HR cut off another case or what another system reported, and nothing of what served leaves out for its
// person's sake.
const came = `c.for_person IS NOT NULL AND c.channel <> 'hr' AND (c.channel IN ('phone', 'visit') OR c.opened_by = c.by_person) AND NOT c.health AND c.sensitivity <> 'named'
	AND c.outcome NOT IN ('withdrawn', 'duplicate') AND NOT EXISTS (SELECT 1 FROM desk_party v WHERE v.case_id = c.id AND v.relation IN ('against', 'excluded'))`

// CameAgain returns the ids of those of some cases after whose answer something of the same service was asked for the same person, within a time.
func CameAgain(ctx context.Context, q store.Querier, all []Served, within time.Duration) (map[string]bool, error) {
	out := map[string]bool{}
	if len(all) == 0 {
		return out, nil
	}
	first, last := all[0].AnsweredAt, all[0].AnsweredAt
	for _, c := range all {
		if c.AnsweredAt.Before(first) {
			first = c.AnsweredAt
		}
		if c.AnsweredAt.After(last) {
			last = c.AnsweredAt
		}
	}
	type row struct {
		ForPerson, ServiceID string
		OpenedAt             store.Time
	}
	rows, err := store.All[row](ctx, q, `SELECT c.for_person, c.service_id, c.opened_at FROM desk_case c WHERE `+came+` AND c.opened_at > $1 AND c.opened_at <= $2`,
		first, last.Add(within))
	if err != nil {
		return nil, fmt.Errorf("read what was asked again: %w", err)
	}
	opened := map[asked][]store.Time{}
	for _, r := range rows {
		opened[asked{r.ForPerson, r.ServiceID}] = append(opened[asked{r.ForPerson, r.ServiceID}], r.OpenedAt)
	}
	for _, c := range all {
		for _, at := range opened[asked{c.ForPerson, c.ServiceID}] {
			if at.After(c.AnsweredAt) && !at.After(c.AnsweredAt.Add(within)) {
				out[c.ID] = true
			}
		}
	}
	return out, nil
}
