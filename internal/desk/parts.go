package desk

import (
	"context"
	"errors"
	"slices"

	"hearth/internal/desk/history"
	"hearth/internal/desk/party"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// This file keeps the cases that are part of another one open to those alone who see that one, whatever changes who does: save calls it for every use case.

// did is who did something with a case, and what.
type did struct {
	by     authz.Actor
	action authz.Action
}

// turn is a case before and after a change.
type turn struct{ was, now row }

// follow lets a part be seen by those who see its whole after a turn of that, with what belongs to such a change: who had it in a list is told, the part says so to HR, and it is in the record. It does nothing
// where nothing changed.
func (s *Service) follow(ctx context.Context, tx *store.Tx, by did, w turn, part string) error {
	p, err := record.ByID(ctx, tx, part)
	if err != nil {
		return err
	}
	here, errHere := party.Of(ctx, tx, part)
	there, errThere := party.Of(ctx, tx, w.now.ID)
	if err := errors.Join(errHere, errThere); err != nil {
		return err
	}
	next := record.Alike(p, w.was, w.now)
	if next.Sensitivity != w.now.Sensitivity { // it is open to fewer, as no use case leaves it: to those alone whom it names
		there.Named = here.Named
	}
	if slices.Contains(there.Kept, next.AssigneePerson) {
		next.AssigneePerson = ""
	}
	if record.SeenAlike(next, p) && next.Quiet == p.Quiet && here.SameNamed(there) && !there.KeptBeyond(here) {
		return nil
	}
	if err := s.tellLists(ctx, tx, p); err != nil {
		return err
	}
	if err := errors.Join(record.Name(ctx, tx, part, there.Named), record.Exclude(ctx, tx, part, there.Kept), s.put(ctx, tx, &next)); err != nil {
		return err
	}
	return errors.Join(record.Tell(ctx, tx, next, by.by, true, history.Happened("Who in HR sees this, or works on it, changed together with the case that it is part of.")), s.partChanged(ctx, tx, by, next))
}

// partChanged tells modules and the record that something about a part changed with its whole.
func (s *Service) partChanged(ctx context.Context, tx *store.Tx, by did, p row) error {
	tx.Publish(CaseChanged{CaseID: p.ID})
	if p.State == Answered || p.State == Closed {
		tx.Publish(AnsweredChanged{CaseID: p.ID})
	}
	return s.record(ctx, tx, by.by, by.action, p)
}

// Together returns the ids of a case and of those that are part of it, for what a module above keeps of each. It asks nobody's rights.
func (s *Service) Together(ctx context.Context, q store.Querier, caseID string) ([]string, error) {
	_, parts, err := s.joins.Stands(ctx, q, caseID)
	return append([]string{caseID}, parts...), err
}
