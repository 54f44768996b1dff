package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/catalogue"
	"hearth/internal/desk/history"
	"hearth/internal/desk/party"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// This file keeps the cases that are part of another one open to those alone who see that one, whatever changes who does: save calls it for every use case.

// sight is what of a case's row decides who sees it.
type sight struct {
	sensitivity, team, assignee          string
	managerSees, aboutSees, notToManager bool
}

func sightOf(r row) sight {
	return sight{r.Sensitivity, r.TeamID, r.AssigneePerson, r.ManagerSees, r.AboutSees, r.NotToManager}
}

// did is who did something with a case, and what.
type did struct {
	by     authz.Actor
	action authz.Action
}

// turn is a case before and after a change.
type turn struct{ was, now row }

// fewness is how few of HR see a case of each sensitivity: more is fewer.
var fewness = map[string]int{catalogue.Open: 0, catalogue.Team: 1, catalogue.Named: 2}

// aPart refuses to change of a part of another case who sees it.
func aPart() error {
	return fault.New(fault.Conflict, "This case is part of another one, and the same people see both and work on both. Change that there, or take the two apart first.")
}

// alike is a part after a turn of its whole: what changed there changes here, and it is never less protected. Who works on the whole alone sees it as that person works on the part too, once not everybody in HR
// sees them.
func alike(p row, w turn) row {
	next := p
	if w.was.Sensitivity != w.now.Sensitivity || fewness[p.Sensitivity] < fewness[w.now.Sensitivity] {
		next.Sensitivity = w.now.Sensitivity
	}
	if closer := next.Sensitivity != p.Sensitivity; next.Sensitivity != catalogue.Open || next.Health {
		if closer || w.was.TeamID != w.now.TeamID {
			next.TeamID = w.now.TeamID
		}
		if closer || w.was.AssigneePerson != w.now.AssigneePerson {
			next.AssigneePerson = w.now.AssigneePerson
		}
	}
	next.ManagerSees, next.AboutSees = p.ManagerSees && w.now.ManagerSees, p.AboutSees && w.now.AboutSees
	next.NotToManager, next.Quiet = p.NotToManager || w.now.NotToManager, p.Quiet || w.now.Quiet
	return next
}

// follow lets a part be seen by those who see its whole after a turn of that, with what belongs to such a change: who had it in a list is told, the part says so to HR, and it is in the record. It does nothing
// where nothing changed.
func (s *Service) follow(ctx context.Context, tx *store.Tx, by did, w turn, part string) error {
	p, err := byID(ctx, tx, part)
	if err != nil {
		return err
	}
	here, errHere := party.Of(ctx, tx, part)
	there, errThere := party.Of(ctx, tx, w.now.ID)
	if err := errors.Join(errHere, errThere); err != nil {
		return err
	}
	next := alike(p, w)
	if slices.Contains(there.Kept, next.AssigneePerson) {
		next.AssigneePerson = ""
	}
	if sightOf(next) == sightOf(p) && next.Quiet == p.Quiet && here.SameNamed(there) && !there.KeptBeyond(here) {
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

// name puts people in the place of those named for a case. It refuses others than those for a part of another case.
func (s *Service) name(ctx context.Context, tx *store.Tx, caseID string, named []string) error {
	whole, err := s.joins.Whole(ctx, tx, caseID)
	if err != nil {
		return err
	}
	if whole != "" {
		was, err := record.NamedIn(ctx, tx, caseID)
		if err == nil && !slices.Equal(was, slices.Sorted(slices.Values(named))) {
			err = aPart()
		}
		return err
	}
	return record.Name(ctx, tx, caseID, named)
}

// byID reads a case for what follows from another one. It asks nobody's rights.
func byID(ctx context.Context, q store.Querier, id string) (row, error) {
	r, err := store.One[row](ctx, q, `SELECT `+record.Columns+` FROM desk_case c WHERE c.id = $1`, id)
	if err != nil {
		return r, fmt.Errorf("read case %s: %w", id, err)
	}
	return r, nil
}
