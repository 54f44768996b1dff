package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"hearth/internal/desk/joint"
	"hearth/internal/desk/number"
	"hearth/internal/desk/record"
	"hearth/internal/desk/tally"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// load reads the case with a number as people write it, and how by is related to it, and asks whether by may do action. A case
// that by may not see is absent.
func (s *Service) load(ctx context.Context, q store.Querier, by authz.Actor, name string, action authz.Action) (row, authz.Relation, error) {
	if by.Anonymous() {
		return row{}, 0, s.policy.May(by, action, 0)
	}
	r, rel, err := s.related(ctx, q, by, store.Cond(`c.number = ?`, number.Parse(name)))
	if err != nil {
		return r, rel, err
	}
	if err := s.policy.May(by, action, rel); err != nil {
		if action == WorkCase && s.policy.May(by, ReadCase, rel) == nil {
			return r, rel, fault.New(fault.Forbidden, "This request is your own. Somebody else in HR works on it.")
		}
		return r, rel, err
	}
	return r, rel, nil
}

// related reads the case that which names, and how by is related to it, as relation says, or returns Hidden. It is one statement, so that a case that by may not
// see takes the work that one takes that is not there.
func (s *Service) related(ctx context.Context, q store.Querier, by authz.Actor, which store.Where) (row, authz.Relation, error) {
	type read struct {
		row
		Parties string
		Leads   bool
	}
	found, err := store.Remember(ctx, q, fmt.Sprint("desk.related ", by.PersonID, which.SQL, which.Args), func() (read, error) {
		return store.Row[read](ctx, q, new(store.Q).Add(`SELECT `+record.Columns+`, COALESCE((SELECT string_agg(v.relation, ' ') FROM desk_party v
		WHERE v.case_id = c.id AND v.person_id = ?), '') AS parties, (c.manager_sees OR c.not_to_manager) AND `, by.PersonID).
			Where(people.ReportsOf(by.PersonID, "c.for_person", q.Now())).Add(` AS leads FROM desk_case c WHERE `).Where(which))
	})
	switch {
	case errors.Is(err, store.ErrNone):
		return row{}, 0, authz.Hidden()
	case err != nil:
		return row{}, 0, fmt.Errorf("read case: %w", err)
	case by.PersonID == "":
		return found.row, 0, nil
	}
	return found.row, relate(by, found.row, strings.Fields(found.Parties), found.Leads), nil
}

// save writes what can change about a case, as put does, and into the record that by did action with it. The cases that are part of it are seen by the same people from then on, see follow; it refuses to
// change of such a part by itself who sees it.
func (s *Service) save(ctx context.Context, tx *store.Tx, by authz.Actor, action authz.Action, r *row) error {
	whole, parts, err := s.joins.Stands(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	was := *r
	if whole != "" || len(parts) > 0 {
		if was, err = record.ByID(ctx, tx, r.ID); err != nil {
			return err
		}
	}
	if whole != "" && !record.SeenAlike(was, *r) {
		return joint.APart()
	}
	if err := s.put(ctx, tx, r); err != nil {
		return err
	}
	for _, id := range parts {
		if err := s.follow(ctx, tx, did{by, action}, turn{was, *r}, id); err != nil {
			return err
		}
	}
	return s.record(ctx, tx, by, action, *r)
}

// put writes what can change about a case, with the next promise as package promise has it now, and counts its version up. Of who sees it nothing may have changed: that is save's.
func (s *Service) put(ctx context.Context, tx *store.Tx, r *row) error {
	if err := s.copyPromise(ctx, tx, r); err != nil {
		return err
	}
	r.Version++
	if err := tally.Changed(ctx, tx, r.ID, r.Tallied()); err != nil {
		return err
	}
	if err := record.Save(ctx, tx, *r); err != nil {
		return err
	}
	return s.changed(ctx, tx, *r)
}

// copyPromise sets the case's copy of the promise that runs out next: of one that waits, that is the time of a law or a next word, which do not. No case falls silent that does not wait for its customer: where nothing is due soon, a
// next word is.
func (s *Service) copyPromise(ctx context.Context, tx *store.Tx, r *row) error {
	var next promise.Promise
	var found bool
	var err error
	if r.OwesWord() {
		next, found, err = s.promises.Word(ctx, tx, OwnerKind, r.ID, r.Place())
	}
	switch {
	case err != nil || r.State == StateOpen:
	case r.State == Waiting:
		next, found, err = s.promises.Next(ctx, tx, OwnerKind, r.ID, promise.Legal, promise.NextWord)
	default:
		next, found, err = s.promises.Next(ctx, tx, OwnerKind, r.ID)
	}
	if err != nil {
		return err
	}
	r.DueAt, r.RiskAt, r.DueKind = store.Time{}, store.Time{}, ""
	if found {
		r.DueAt, r.DueKind = next.DueAt, next.Kind
		r.RiskAt = tally.FullMinute(next.RiskAt)
	}
	return nil
}
