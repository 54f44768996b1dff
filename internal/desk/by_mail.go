package desk

import (
	"context"
	"errors"

	"hearth/internal/catalogue"
	"hearth/internal/desk/attach"
	"hearth/internal/desk/history"
	"hearth/internal/desk/label"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
)

// Mailed is what a customer wrote by mail. Its writer is the actor of the portal who hands it in: whoever takes the mail in has made sure of them.
type Mailed struct {
	Number  int64 // the case that it answers; 0 asks anew
	Subject string
	Body    string
	Service string // for a new case: a service's id
	Thanks  bool   // it says no more than thanks: what is answered stays so
	Quietly bool   // nothing is acknowledged
	Answers string // the Message-ID of the mail, for what acknowledges it
	Files   []files.Staged
	quiet   bool // its mails name nothing
}

// Placed is where a mail went.
type Placed struct {
	CaseID, Number, EntryID string
	New                     bool // in a case of its own
	Reopened                bool
}

// OpenMailed opens a case for by, as Open does, in the caller's transaction.
func (s *Service) OpenMailed(ctx context.Context, tx *store.Tx, by authz.Actor, in Mailed) (Placed, error) {
	if err := s.policy.May(by, OpenCase, 0); err != nil {
		return Placed{}, err
	}
	asked := Open{Subject: in.Subject, Body: in.Body, Service: in.Service, Channel: Mail, MessageID: in.Answers, mailed: &in}
	service, err := catalogue.Find(ctx, tx, in.Service)
	if fault.KindOf(err) == fault.NotFound || err == nil && !service.Active {
		asked.Service, err = "", nil
	}
	if err != nil {
		return Placed{}, err
	}
	r, p, err := s.prepare(ctx, tx, by, asked)
	if err != nil {
		return Placed{}, err
	}
	if _, err := s.create(ctx, tx, by, &r, p, asked, in.Files); err != nil {
		return Placed{}, err
	}
	first, err := store.One[string](ctx, tx, `SELECT max(id) FROM desk_entry WHERE case_id = $1 AND kind = 'message'`, r.ID)
	return Placed{CaseID: r.ID, Number: Number(r.Number), EntryID: first, New: true}, err
}

// ReplyMailed adds an answer of by to their case, in the caller's transaction. It ends a pause; it opens an answered case again, unless it only says thanks; the answer to a closed
// case becomes a case of its own, and what goes to a part of another case comes into that. It refuses, as if there were no such case, whoever may not write there.
func (s *Service) ReplyMailed(ctx context.Context, tx *store.Tx, by authz.Actor, in Mailed) (Placed, error) {
	r, rel, err := s.load(ctx, tx, by, Number(in.Number), ReadCase)
	if err == nil {
		r, rel, err = s.inWhole(ctx, tx, by, r, rel)
	}
	if err != nil {
		return Placed{}, err
	}
	if err := s.mayText(by, writing(r), r, rel); err != nil {
		return Placed{}, err
	}
	out := Placed{CaseID: r.ID, Number: Number(r.Number)}
	e := entry{Kind: "message", Side: sideCustomer, AuthorPerson: by.PersonID, Body: in.Body, Channel: Mail}
	switch {
	case r.State == Closed:
		return s.openAfter(ctx, tx, by, r, in)
	case r.State == Answered && in.Thanks:
		if out.EntryID, err = s.write(ctx, tx, r, e, in.Files); err != nil {
			return out, err
		}
		tx.Publish(CaseReplied{CaseID: r.ID, EntryID: out.EntryID, Customer: true})
		return out, errors.Join(s.changed(ctx, tx, r), s.record(ctx, tx, by, WriteCase, r))
	case r.State == Answered:
		if err := s.policy.May(by, SettleCase, rel); err != nil {
			return out, err
		}
		out.Reopened = true
		if out.EntryID, err = s.reopen(ctx, tx, by, &r, e, in.Files); err != nil {
			return out, err
		}
		return out, s.save(ctx, tx, by, SettleCase, &r)
	}
	out.EntryID, err = s.say(ctx, tx, by, &r, e, in.Files)
	return out, err
}

// openAfter opens a case that goes on where a closed one ended, and says so in both.
func (s *Service) openAfter(ctx context.Context, tx *store.Tx, by authz.Actor, before row, in Mailed) (Placed, error) {
	in.Service, in.Subject = before.ServiceID, before.Subject
	out, err := s.OpenMailed(ctx, tx, by, in)
	if err != nil {
		return out, err
	}
	if err := record.Tell(ctx, tx, row{ID: out.CaseID}, by, false, history.Happened("This goes on from %s, which was closed.", history.Words(Number(before.Number)))); err != nil {
		return out, err
	}
	return out, record.Tell(ctx, tx, before, by, false, history.Happened("This goes on in %s.", history.Words(out.Number)))
}

// Stage keeps files before the transaction of OpenMailed or ReplyMailed. Those that are refused are named with the reason; they are not kept.
func (s *Service) Stage(ctx context.Context, uploads []files.Upload) (kept []files.Staged, refused map[string]*fault.Error, err error) {
	return attach.StageEach(ctx, s.files, uploads)
}

// TellMailed notes in a case that a file of a mail was not taken, and why.
func (s *Service) TellMailed(ctx context.Context, tx *store.Tx, caseID, name string, why *fault.Error) error {
	return record.Tell(ctx, tx, row{ID: caseID}, authz.Actor{}, false, history.Happened("The file %s was not taken: %s It is in the whole mail.", history.Words(files.CleanName(name)), history.Words(why.Error())))
}

// NoteMailed keeps a mail of somebody who is not part of a case as a note of HR there: author wrote it, by let it in. Its author gets no access by it.
func (s *Service) NoteMailed(ctx context.Context, tx *store.Tx, by authz.Actor, author string, in Mailed) (Placed, error) {
	r, rel, err := s.load(ctx, tx, by, Number(in.Number), WorkCase)
	if err != nil {
		return Placed{}, err
	}
	if err := s.mayText(by, WorkCase, r, rel); err != nil {
		return Placed{}, err
	}
	out := Placed{CaseID: r.ID, Number: Number(r.Number)}
	out.EntryID, err = s.say(ctx, tx, by, &r, entry{Kind: "note", Side: sideHR, AuthorPerson: author, Body: in.Body, Channel: Mail, Internal: true}, in.Files)
	return out, err
}

// HandToConcern makes of a case one that is named to the concern handlers, who are outside the teams of HR, and to nobody else: it leaves every list of HR at once, and with it the cases
// that are part of it. Whoever works on it may do so; handlers must not be empty. Doing it twice changes nothing. It refuses a part of another case.
func (s *Service) HandToConcern(ctx context.Context, tx *store.Tx, by authz.Actor, number string, handlers []people.Person) (Placed, error) {
	r, _, err := s.load(ctx, tx, by, number, WorkCase)
	if err != nil {
		return Placed{}, err
	}
	out := Placed{CaseID: r.ID, Number: Number(r.Number)}
	return out, s.giveToConcern(ctx, tx, by, &r, handlers)
}

func (s *Service) giveToConcern(ctx context.Context, tx *store.Tx, by authz.Actor, r *row, handlers []people.Person) error {
	able := 0
	if err := s.tellLists(ctx, tx, *r); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `DELETE FROM desk_party WHERE case_id = $1 AND relation = 'named'`, r.ID); err != nil {
		return err
	}
	for _, h := range handlers {
		n, err := store.Row[int](ctx, tx, new(store.Q).Add(`SELECT count(*) FROM desk_party v WHERE v.case_id = ? AND `, r.ID).Where(store.Or(store.Cond(`v.person_id = ?`, h.ID),
			store.And(store.Cond(`v.relation IN ('by', 'for', 'about', 'against')`), people.ReportsOf(h.ID, "v.person_id", tx.Now())))))
		if err != nil {
			return err
		}
		if n > 0 { // it is theirs, about or against them, or of somebody whom they lead: they have no part in it
			continue
		}
		if _, err := tx.Exec(ctx, `INSERT INTO desk_party (case_id, person_id, relation) VALUES ($1, $2, 'named')`, r.ID, h.ID); err != nil {
			return err
		}
		able++
	}
	if able == 0 {
		return fault.New(fault.Conflict, "Nobody takes concerns here yet, or only people who are part of this one or lead somebody who is. An administrator can give somebody the role of a concern handler.")
	}
	r.Sensitivity, r.AssigneePerson, r.Quiet = catalogue.Named, "", true
	r.ManagerSees, r.AboutSees = false, false
	if err := record.Tell(ctx, tx, *r, by, true, history.Happened("This was given to the concern handlers.")); err != nil {
		return err
	}
	tx.Publish(CaseChanged{CaseID: r.ID})
	return s.save(ctx, tx, by, WorkCase, r)
}

// OpenConcern opens, for the person who wrote a mail, a case that is named to the concern handlers from its beginning.
func (s *Service) OpenConcern(ctx context.Context, tx *store.Tx, by authz.Actor, writer authz.Actor, in Mailed, handlers []people.Person) (Placed, error) {
	in.quiet = true
	out, err := s.OpenMailed(ctx, tx, writer, in)
	if err != nil {
		return out, err
	}
	r, err := store.One[row](ctx, tx, `SELECT `+record.Columns+` FROM desk_case c WHERE c.id = $1`, out.CaseID)
	if err != nil {
		return out, err
	}
	return out, s.giveToConcern(ctx, tx, by, &r, handlers)
}

// WritersOf returns who writes in a case on the customer's side, for somebody of HR who works on it: who asked, whom it is for, who stands by them. It returns nobody to others.
func (s *Service) WritersOf(ctx context.Context, q store.Querier, by authz.Actor, caseID string) ([]Person, error) {
	r, rel, err := s.related(ctx, q, by, store.Cond(`c.id = ?`, caseID))
	if fault.KindOf(err) == fault.NotFound || err == nil && s.policy.May(by, WorkCase, rel) != nil {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	ids, err := store.All[string](ctx, q, `SELECT DISTINCT person_id FROM desk_party WHERE case_id = $1 AND relation IN ('by', 'for', 'representative') ORDER BY person_id`, r.ID)
	if err != nil {
		return nil, err
	}
	names, err := label.People(ctx, q, ids)
	all := make([]Person, 0, len(ids))
	for _, id := range ids {
		if p, found := names[id]; found {
			all = append(all, p)
		}
	}
	return all, err
}

// ReadsTexts reports whether by may read, for HR, what was written in a case.
func (s *Service) ReadsTexts(ctx context.Context, q store.Querier, by authz.Actor, caseID string) (bool, error) {
	r, rel, err := s.related(ctx, q, by, store.Cond(`c.id = ?`, caseID))
	if fault.KindOf(err) == fault.NotFound {
		return false, nil
	}
	return err == nil && s.policy.May(by, WorkCase, rel) == nil && !s.hidesTexts(by, r, rel), err
}
