package desk

import (
	"context"
	"errors"

	"hearth/internal/desk/history"
	"hearth/internal/desk/party"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// OpenFirst opens a case in which HR writes first, in the caller's transaction. No first answer is promised in it, and when it is settled counts from the answer for which it waits. It refuses what Open does. Open pages do not
// hear of it: the caller tells them, once for many.
func (s *Service) OpenFirst(ctx context.Context, tx *store.Tx, by authz.Actor, in record.First) (Placed, error) {
	if err := s.policy.May(by, OpenForOther, 0); err != nil {
		return Placed{}, err
	}
	r, p, err := s.prepare(ctx, tx, by, Open{Subject: in.Subject, Body: in.Body, Service: in.Service, For: in.For})
	if err != nil {
		return Placed{}, err
	}
	in.Shape(&r, tx.Now(), p.Service.CauseID, by.PersonID)
	if _, err := s.begin(ctx, tx, &r, p.Service, store.Time{}); err != nil {
		return Placed{}, err
	}
	id, err := s.write(ctx, tx, r, entry{Kind: "message", Side: sideHR, AuthorPerson: by.PersonID, Body: in.Body, Channel: r.Channel, First: true}, nil)
	if r.State == Waiting {
		err = errors.Join(err, record.BeginWaiting(ctx, tx, r.ID, sideCustomer))
	}
	tx.Publish(CaseOpened{CaseID: r.ID})
	return Placed{CaseID: r.ID, Number: Number(r.Number), EntryID: id, New: true}, errors.Join(err, party.Add(ctx, tx, r.ID, p), s.record(ctx, tx, by, in.Action, r),
		record.Tell(ctx, tx, r, by, true, history.Happened("This is one of many cases that were opened at once.")), s.notices.Wrote(ctx, tx, letters(r), id, in.Body))
}
