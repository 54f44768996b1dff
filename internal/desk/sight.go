package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/catalogue"
	"hearth/internal/desk/number"
	"hearth/internal/desk/party"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// This file is the one place that decides who sees which case. relation answers for one case, visible for a list in SQL; the
// test sight_test.go holds the two against each other for every kind of relation.

var counted = map[string]authz.Relation{party.By: authz.By, party.For: authz.For, party.About: authz.About, party.Against: authz.Against,
	party.Excluded: authz.Excluded, party.Named: authz.Named, party.Representative: authz.Representative}

// customers are the relations that make a case one's own, so that it is not one's work.
const customers = authz.By | authz.For | authz.About | authz.Representative

const workers = authz.Assignee | authz.Team | authz.HR | authz.Named

// relation returns how by is related to the case r, as far as it counts for this case.
func (s *Service) relation(ctx context.Context, q store.Querier, by authz.Actor, r row) (authz.Relation, error) {
	if by.PersonID == "" {
		return 0, nil
	}
	parties, err := store.All[string](ctx, q, `SELECT relation FROM desk_party WHERE case_id = $1 AND person_id = $2`, r.ID, by.PersonID)
	if err != nil {
		return 0, err
	}
	leads := false
	if r.ManagerSees || r.NotToManager {
		if leads, err = s.leads(ctx, q, by.PersonID, r.ForPerson); err != nil {
			return 0, err
		}
	}
	return relate(by, r, parties, leads), nil
}

// relate is what counts for a case, given the fields that name the person and whether they lead the one that it is for.
func relate(by authz.Actor, r row, parties []string, leads bool) authz.Relation {
	rel := authz.Relation(0)
	for _, p := range parties {
		rel |= counted[p]
	}
	own := rel.Has(customers)
	if !r.AboutSees {
		rel &^= authz.About
	}
	switch {
	case leads && r.NotToManager:
		rel |= authz.Excluded
	case leads && r.ManagerSees:
		rel |= authz.Manager
	}
	if r.AssigneePerson == by.PersonID {
		rel |= authz.Assignee
	}
	if r.Sensitivity != catalogue.Named && slices.Contains(by.Teams, r.TeamID) {
		rel |= authz.Team
	}
	if r.Sensitivity == catalogue.Open {
		rel |= authz.HR
	}
	if own {
		rel &^= workers
	}
	return rel
}

func (s *Service) leads(ctx context.Context, q store.Querier, manager, person string) (bool, error) {
	reports, err := people.Reports(ctx, q, manager)
	return slices.Contains(reports, person), err
}

// visible returns the condition that by may see the case c of the query: relation and the rule of ReadCase as SQL.
func (s *Service) visible(by authz.Actor, now store.Time) store.Where {
	me := by.PersonID
	if me == "" || !authz.InScope(by, s.policy.Rule(ReadCase)) {
		return store.Never
	}
	counts := s.policy.Counting(by, ReadCase)
	own := party.OwnCases("c.id", me, now, party.OwnSeen)
	allowed := own
	if counts.Has(authz.Named) {
		allowed = store.Or(own, party.AtWork(by, "c"))
	}
	return store.And(allowed, s.notDenied(me, now))
}

// notDenied is the condition that the person is neither against nor excluded.
func (s *Service) notDenied(me string, now store.Time) store.Where {
	return store.And(
		store.Cond(`c.id NOT IN (SELECT v.case_id FROM desk_party v WHERE v.person_id = ? AND v.relation IN ('against', 'excluded'))`, me),
		store.Not(store.And(store.Cond(`c.not_to_manager`), people.ReportsOf(me, "c.for_person", now))),
	)
}

// own is the condition that by is on the customer's side of the case.
func (s *Service) own(by authz.Actor, now store.Time) store.Where {
	return party.OwnCases("c.id", by.PersonID, now, party.Own)
}

// hidesTexts reports whether somebody related to r by rel must not read its texts.
func (s *Service) hidesTexts(by authz.Actor, r row, rel authz.Relation) bool {
	return r.Health && by.Task == "" && s.policy.May(by, ReadHealth, rel) != nil // a task shows nothing to anybody
}

// works reports whether by is on HR's side of the case.
func (s *Service) works(by authz.Actor, rel authz.Relation) bool {
	return s.policy.May(by, WorkCase, rel) == nil
}

// lists refuses a list of cases.
func (s *Service) lists(by authz.Actor) error { return s.policy.May(by, ListCases, 0) }

// OpeningsShown is the condition for package audit's OpeningsOf on the openings that a person may know of: those of cases that they may see, of their
// personnel file, of their entry in the directory and of mails that they wrote. A case against them is not among them.
func (s *Service) OpeningsShown(by authz.Actor) store.Where {
	return store.Or(store.Cond(`e.kind IN ('personnel file', 'people', 'mail')`), store.And(store.Cond(`e.kind = 'case'`), s.CountedFor(by, "e.object")))
}

// CountedFor is the condition that column is the id of a case that by may see: for package rating, whose totals must not tell of others.
func (s *Service) CountedFor(by authz.Actor, column string) store.Where {
	w := s.visible(by, s.db.Now())
	return store.Where{SQL: column + ` IN (SELECT c.id FROM desk_case c WHERE ` + w.SQL + `)`, Args: w.Args}
}

// SeenBy is the condition that column is the id of a case that by may see, for a query that looks at few rows: it looks each one's case up.
func (s *Service) SeenBy(by authz.Actor, column string) store.Where {
	w := s.visible(by, s.db.Now())
	return store.Where{SQL: `EXISTS (SELECT 1 FROM desk_case c WHERE c.id = ` + column + ` AND ` + w.SQL + `)`, Args: w.Args}
}

// NumberOf returns the number of a case that by may see, or "".
func (s *Service) NumberOf(ctx context.Context, by authz.Actor, id string) (string, error) {
	n, err := store.Row[int64](ctx, s.db, new(store.Q).Add(`SELECT c.number FROM desk_case c WHERE c.id = ? AND `, id).Where(s.visible(by, s.db.Now())))
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	return Number(n), err
}

// Subjects returns what cases are about, by their numbers as Number writes them, of which by reads the words as somebody of HR; others, and texts that are no such number, are absent.
func (s *Service) Subjects(ctx context.Context, by authz.Actor, numbers []string) (map[string]string, error) {
	var asked []int64
	for _, text := range numbers {
		if n := number.Parse(text); n > 0 && Number(n) == text {
			asked = append(asked, n)
		}
	}
	if len(asked) == 0 || !by.Works() {
		return nil, nil
	}
	type heading struct {
		Number  int64
		Subject string
	}
	all, err := store.Select[heading](ctx, s.db, new(store.Q).Add(`SELECT c.number, c.subject FROM desk_case c WHERE `).
		Where(store.And(store.In("c.number", asked), s.visible(by, s.db.Now()), record.WordsAtWork(by, "c.id"))))
	if err != nil {
		return nil, fmt.Errorf("read subjects: %w", err)
	}
	out := map[string]string{}
	for _, h := range all {
		out[Number(h.Number)] = h.Subject
	}
	return out, nil
}

// Unanswered is the condition that column is the id of a case that has no answer yet and is assigned to somebody; "" is anybody or nobody.
func Unanswered(column, assignee string) store.Where {
	return store.Cond(`EXISTS (SELECT 1 FROM desk_case c WHERE c.id = `+column+` AND c.state NOT IN ('answered', 'closed') AND (CAST(? AS text) = '' OR c.assignee_person = ?))`, assignee, assignee)
}
