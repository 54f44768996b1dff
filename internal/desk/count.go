package desk

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/catalogue"
	"hearth/internal/desk/tally"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// A viewer's counts are the sums of package tally, corrected by the few cases to which the viewer stands in a relation of their own.

// countWork counts HR's views for a viewer: those of what is not closed exactly, the others where more than maxCount are certain. A view that is missing has to be counted.
func (s *Service) countWork(ctx context.Context, by authz.Actor, now store.Time) (map[string]int, error) {
	if !by.Has(authz.Agent, authz.HRHead) {
		return nil, nil
	}
	n, err := tally.Shared(ctx, s.db, by, now, SharedWith("t", by))
	if err != nil {
		return nil, err
	}
	// How many of those open to them are theirs is not in the tally.
	mine, err := store.Row[int](ctx, s.db, new(store.Q).Add(`SELECT count(*) FROM desk_case c WHERE c.assignee_person = ? AND c.state IN ('open', 'waiting') AND `, by.PersonID).Where(store.And(SharedWith("c", by), store.Not(s.away(by.PersonID, now)))))
	if err != nil {
		return nil, fmt.Errorf("count assigned cases: %w", err)
	}
	sums := map[string]int{ViewMine: mine, ViewUnassigned: n.Unassigned, ViewTeam: n.Team, ViewDue: n.Due, ViewReply: n.Reply, ViewOpen: n.Open, ViewWaiting: n.Waiting,
		ViewAnswered: n.Answered, ViewClosed: n.Closed, ViewAll: n.Open + n.Answered + n.Closed}
	if err := s.correct(ctx, by, now, sums); err != nil {
		return nil, err
	}
	return sums, nil
}

// SharedWith is the condition that a case, or a tally of cases, is open to by as a member of HR and its teams: it has sensitivity and team_id as a case does.
func SharedWith(table string, by authz.Actor) store.Where {
	return store.Or(store.Cond(table+`.sensitivity = ?`, catalogue.Open),
		store.And(store.Cond(table+`.sensitivity = ?`, catalogue.Team), store.In(table+".team_id", by.Teams)))
}

// StandsTo selects the ids of the cases to which by stands in a relation of their own, closed ones too: whether they see these, SharedWith does not tell.
func StandsTo(by authz.Actor, now store.Time) store.Where {
	return standsTo(by, now, `'open', 'waiting', 'answered', 'closed'`)
}

// standsTo selects the ids of the cases to which the viewer stands in a relation of their own: nobody else's count depends on it. Those that are theirs to work on
// and open to them anyway are not among them. An id may come twice. Of those assigned to the viewer it selects the ones in states.
func standsTo(by authz.Actor, now store.Time, states string) store.Where {
	me, reports, shared := by.PersonID, people.ReportsOf(by.PersonID, "m.for_person", now), SharedWith("a", by)
	return store.Cond(`SELECT v.case_id AS id FROM desk_party v WHERE v.person_id = ?
		UNION ALL SELECT a.id FROM desk_case a WHERE a.assignee_person = ? AND a.state IN (`+states+`) AND NOT (`+shared.SQL+`)
		UNION ALL SELECT m.id FROM desk_case m WHERE (m.manager_sees OR m.not_to_manager) AND (`+reports.SQL+`)`, slices.Concat([]any{me, me}, shared.Args, reports.Args)...)
}

// correct takes from the sums what the viewer may not see or has no work with, and adds what only they see.
func (s *Service) correct(ctx context.Context, by authz.Actor, now store.Time, sums map[string]int) error {
	exact := store.And(s.visible(by, now), store.Not(s.own(by, now)))
	type difference struct{ Related, Mine, Unassigned, Team, Due, Reply, Open, Waiting, Answered int }
	// MATERIALIZED keeps SQLite from deciding who sees a case once for each view. Closed cases are left to their ids: reading them would take longer than all else.
	ids := standsTo(by, now, `'open', 'waiting', 'answered'`)
	q := new(store.Q).Add(`WITH ids AS MATERIALIZED (`+ids.SQL+`), related AS MATERIALIZED (SELECT c.id, c.state, c.assignee_person, c.team_id, c.new_reply, c.risk_at, CASE WHEN `, ids.Args...).
		Where(exact).Add(` THEN 1 ELSE 0 END AS sees, CASE WHEN `).Where(SharedWith("c", by)).
		Add(` THEN 1 ELSE 0 END AS shared FROM desk_case c WHERE c.state <> 'closed' AND c.id IN (SELECT id FROM ids)) SELECT (SELECT count(*) FROM ids) AS related`)
	for _, id := range []string{ViewMine, ViewUnassigned, ViewTeam, ViewDue, ViewReply, ViewOpen, ViewWaiting, ViewAnswered} {
		where, _, _ := s.workView(by, id, now)
		q.Add(`, COALESCE(SUM(CASE WHEN `).Where(where).Add(` THEN c.sees - c.shared ELSE 0 END), 0) AS ` + id)
	}
	q.Add(` FROM related c`)
	d, err := store.Row[difference](ctx, s.db, q)
	if err != nil {
		return fmt.Errorf("correct counts: %w", err)
	}
	for id, n := range map[string]int{ViewMine: d.Mine, ViewUnassigned: d.Unassigned, ViewTeam: d.Team, ViewDue: d.Due, ViewReply: d.Reply, ViewOpen: d.Open,
		ViewWaiting: d.Waiting, ViewAnswered: d.Answered} {
		sums[id] += n
	}
	for _, id := range []string{ViewClosed, ViewAll} {
		if sums[id]-d.Related <= maxCount { // not certain: the viewer may see fewer
			delete(sums, id)
		}
	}
	return nil
}
