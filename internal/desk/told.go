package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"hearth/internal/catalogue"
	"hearth/internal/desk/history"
	"hearth/internal/desk/mailing"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// letters is what a letter may have to know of a case. How it is now counts, and how it was when it was opened.
func letters(r row) mailing.Case {
	return mailing.Case{ID: r.ID, Number: r.Number, Name: Number(r.Number), Subject: r.Subject, By: r.ByPerson, For: r.ForPerson,
		Guarded: r.Health || r.Sensitivity != catalogue.Open, Quiet: r.Quiet || r.Health || r.Sensitivity == catalogue.Named}
}

// customerSees reports whether a person may see a case as a customer.
func (s *Service) customerSees(ctx context.Context, q store.Querier, personID, caseID string) (bool, error) {
	return s.MaySee(ctx, q, authz.Actor{PersonID: personID, Face: authz.Portal}, caseID)
}

// MayRead reports whether by may read a mail about a thing: a case, or a summary, all of whose cases they must be able to see.
func (s *Service) MayRead(ctx context.Context, q store.Querier, by authz.Actor, about string) (bool, error) {
	ids, err := mailing.CasesOf(ctx, q, about)
	if err != nil {
		return false, err
	}
	for _, id := range ids {
		if may, err := s.MaySee(ctx, q, by, id); !may || err != nil {
			return false, err
		}
	}
	return true, nil
}

// Tell says how a customer was told what no mail brought them, or sends it as a text message. What was said on the phone is kept as a note.
func (s *Service) Tell(ctx context.Context, by authz.Actor, in mailing.Tell) (Case, error) {
	return s.change(ctx, by, in.Number, WorkCase, func(tx *store.Tx, r *row, rel authz.Relation) error {
		if err := s.mayText(by, WorkCase, *r, rel); err != nil {
			return err
		}
		p, err := s.notices.Tell(ctx, tx, letters(*r), by.PersonID, in)
		if err != nil {
			return err
		}
		if in.How == mailing.ByPhone {
			note := entry{Kind: "note", Side: sideHR, AuthorPerson: by.PersonID, Body: in.Words, Channel: Phone, Internal: true}
			if _, err := s.write(ctx, tx, *r, note, nil); err != nil {
				return err
			}
		}
		return record.Tell(ctx, tx, *r, by, true, history.Happened(toldEvents[in.How], history.Whom(by.PersonID), history.Whom(p.ID)))
	})
}

// toldEvents say what was done about a mail that did not arrive, as message keys.
var toldEvents = map[string]string{mailing.BySMS: "%s sent %s a text message, because the mail did not arrive.", mailing.ByPhone: "%s told %s by phone, because the mail did not arrive.",
	mailing.ByPost: "%s sent %s a letter, because the mail did not arrive."}

// readMissed fills in what the customers have not received.
func (s *Service) readMissed(ctx context.Context, r row, w *Whole) (err error) {
	w.Missed, err = s.notices.Missed(ctx, s.db, r.ID)
	return err
}

// Unheard returns the cases that by works on in which somebody has not received what they were written: what by has to see to. Closed ones are not among them.
func (s *Service) Unheard(ctx context.Context, by authz.Actor) ([]Case, error) {
	if err := s.lists(by); err != nil || !by.Works() {
		return nil, err
	}
	mine := store.And(store.Cond(`c.assignee_person = ? AND c.state IN ('open', 'waiting', 'answered')`, by.PersonID), mailing.Troubled("c.id"))
	ids, err := store.Select[string](ctx, s.db, new(store.Q).Add(`SELECT c.id FROM desk_case c WHERE `).Where(mine))
	if err != nil {
		return nil, fmt.Errorf("read own cases: %w", err)
	}
	var unheard []string
	for some := range slices.Chunk(ids, 500) {
		found, err := s.notices.Unheard(ctx, s.db, some)
		if err != nil {
			return nil, err
		}
		unheard = append(unheard, slices.Collect(maps.Keys(found))...)
	}
	rows, err := store.Select[row](ctx, s.db, new(store.Q).Add(`SELECT `+record.Columns+` FROM desk_case c WHERE `).Where(store.And(store.In("c.id", unheard), s.visible(by, s.db.Now()))).Add(` ORDER BY c.last_at DESC, c.id`))
	if err != nil {
		return nil, fmt.Errorf("read own cases: %w", err)
	}
	return s.presentAll(ctx, s.db, by, rows, nextPromises)
}

// unheardToDo lists what did not arrive in the cases that by works on.
func (s *Service) unheardToDo(ctx context.Context, by authz.Actor) (all []spec.ToDo, err error) {
	cases, err := s.Unheard(ctx, by)
	for _, c := range cases {
		all = append(all, spec.ToDo{Title: c.Title(), Text: locale.M("What HR wrote here has not arrived."), Link: "/desk/cases/" + c.Number, Action: locale.M("Look at it"), Since: c.LastAt})
	}
	return all, err
}

// markUnheard marks those of a list for HR in which somebody has not received what they were written.
func (s *Service) markUnheard(ctx context.Context, by authz.Actor, all []Case) error {
	if !by.Works() {
		return nil
	}
	var ids []string
	for _, c := range all {
		if !c.Mine {
			ids = append(ids, c.ID)
		}
	}
	found, err := s.notices.Unheard(ctx, s.db, ids)
	for i := range all {
		all[i].Unheard = found[all[i].ID] && !all[i].Mine
	}
	return err
}
