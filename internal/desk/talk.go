package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"hearth/internal/desk/attach"
	"hearth/internal/desk/draft"
	"hearth/internal/desk/history"
	"hearth/internal/desk/index"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// The sides of a conversation.
const (
	sideCustomer = "customer"
	sideHR       = "hr"
)

// Write is a message or, for HR, an internal note.
type Write struct {
	Number   string         `path:"number" json:"-"`
	Body     string         `json:"body"`
	Internal bool           `json:"internal,omitempty"` // a note: not sent, but it may be asked for
	Seen     string         `json:"seen,omitempty"`     // the id of the last entry that the writer saw; "" skips the check
	Aware    string         `json:"aware,omitempty"`    // which answer that is written together the writer saw, 0: that there is none; "" skips the check; for package together
	Files    []files.Upload `form:"files" json:"-"`
	Kept     []string       `form:"kept" json:"-"` // files in the field of HR's page, by their ids; for package hold
}

// Entry is one part of a conversation as its reader sees it.
type Entry struct {
	ID        string         `json:"id"`
	At        store.Time     `json:"at"`
	Kind      string         `json:"kind"` // message, note, event
	Side      string         `json:"side"` // customer, hr, system
	Author    Person         `json:"author"`
	Body      string         `json:"body"`
	Channel   string         `json:"channel,omitempty"`
	Internal  bool           `json:"internal"`
	Withdrawn store.Time     `json:"withdrawn_at"` // not zero: the content is gone
	Files     []File         `json:"files"`
	Event     *history.Event `json:"event,omitempty"`
	From      string         `json:"from_case,omitempty"` // the number of the part of the case where it was written; "": in the case itself
	Now       string         `json:"became,omitempty"`    // the number of the case that it became, which stands by itself
	Own       bool           `json:"own"`                 // the reader wrote it
	May       bool           `json:"may_withdraw"`        // the reader may withdraw it
	Kept      bool           `json:"kept,omitempty"`      // the reader wrote it, and it has to be kept at the moment
	names     map[string]string
}

// NameOf returns the name of a person in the entry's event, for Event.Sentence.
func (e Entry) NameOf(id string) string { return e.names[id] }

// File is an attachment.
type File struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	Type      string     `json:"type"`
	Size      int64      `json:"size"` // in bytes
	Withdrawn store.Time `json:"withdrawn_at"`
	May       bool       `json:"may_withdraw"`
}

// Write adds a message or a note. A message of HR keeps the promise of a first answer and marks the case unread for its customer; one of the
// customer ends a pause. To an answered or closed case nobody writes: its customer reopens it, or asks anew. It refuses with Conflict when somebody
// else on the same side wrote since Seen, so that the writer reads that first.
func (s *Service) Write(ctx context.Context, by authz.Actor, in Write) (Entry, error) {
	staged, err := attach.StageFor(ctx, s.files, by, in.Files, func() error { _, _, err := s.mayWrite(ctx, s.db, by, in); return err })
	if err != nil {
		return Entry{}, err
	}
	var out Entry
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		r, hr, err := s.mayWrite(ctx, tx, by, in)
		if err != nil {
			return err
		}
		e := entry{Kind: "message", Side: sideCustomer, AuthorPerson: by.PersonID, Body: in.Body, Channel: Portal, Internal: in.Internal}
		if hr {
			e.Side = sideHR
			if err := meanwhile.Wrote(ctx, tx, meanwhile.Since{CaseID: r.ID, PersonID: by.PersonID, Seen: in.Seen}); err != nil {
				return err
			}
		}
		if in.Internal {
			e.Kind = "note"
		}
		if e.ID, err = s.say(ctx, tx, by, &r, e, staged); err != nil {
			return err
		}
		out, err = s.presentEntry(ctx, tx, by, e.ID)
		return err
	})
	return out, err
}

// mayWrite finds the case in which by may write in, and whether by is on HR's side of it.
func (s *Service) mayWrite(ctx context.Context, q store.Querier, by authz.Actor, in Write) (row, bool, error) {
	r, rel, err := s.load(ctx, q, by, in.Number, ReadCase)
	if err != nil {
		return r, false, err
	}
	hr, action := s.works(by, rel), writing(r)
	if hr || in.Internal {
		action = WorkCase
	}
	var f fault.Fields
	needBody(&f, "body", in.Body, "Write your message first.")
	return r, hr, cmp.Or(s.mayText(by, action, r, rel), f.Err())
}

// writing is what somebody who is not of HR needs to write in a case now.
func writing(r row) authz.Action {
	if r.State == Waiting && r.WaitingReason == WaitManager {
		return WriteAwaited
	}
	return WriteCase
}

// mayText asks for action on a case whose texts by must be able to read for it.
func (s *Service) mayText(by authz.Actor, action authz.Action, r row, rel authz.Relation) error {
	if err := s.policy.May(by, action, rel); err != nil {
		return err
	}
	if s.hidesTexts(by, r, rel) {
		return fault.New(fault.Forbidden, "This service holds health data. Only the person it is assigned to and those named for it read and write here.")
	}
	return nil
}

// say adds a message or note to the case with everything that follows from it.
func (s *Service) say(ctx context.Context, tx *store.Tx, by authz.Actor, r *row, e entry, staged []files.Staged) (string, error) {
	if e.Kind == "message" && (r.State == Answered || r.State == Closed) {
		return "", s.closedToMessages(ctx, tx, *r, e.Side)
	}
	id, err := s.write(ctx, tx, *r, e, staged)
	if err != nil {
		return "", err
	}
	if e.Kind == "message" {
		if err := s.afterMessage(ctx, tx, r, e.Side); err != nil {
			return "", err
		}
		tx.Publish(CaseReplied{CaseID: r.ID, EntryID: id, Customer: e.Side == sideCustomer})
	}
	if err := s.save(ctx, tx, by, WriteCase, r); err != nil {
		return "", err
	}
	if err := draft.Drop(ctx, tx, by.PersonID, draft.Case(r.ID)); err != nil {
		return "", err
	}
	if e.Kind == "message" && e.Side == sideHR {
		if err := s.notices.Wrote(ctx, tx, letters(*r), id, e.Body); err != nil {
			return "", err
		}
	}
	return id, nil
}

func (s *Service) closedToMessages(ctx context.Context, q store.Querier, r row, side string) error {
	whole, err := s.joins.Whole(ctx, q, r.ID)
	switch {
	case err != nil:
		return err
	case whole != "":
		return fault.New(fault.Conflict, "This goes on in another request, which its page names. Write there.")
	case side == sideHR:
		return fault.New(fault.Conflict, "This case is answered. Write a note, or wait until its requester reopens it.")
	case r.State == Answered:
		return fault.New(fault.Conflict, "This request is answered. Say that something is missing, and it opens again.")
	}
	return fault.New(fault.Conflict, "This request is closed. Please make a new request.")
}

// afterMessage moves the case on after a message from one side.
func (s *Service) afterMessage(ctx context.Context, tx *store.Tx, r *row, side string) error {
	r.LastAt, r.LastSide = tx.Now(), side
	if side == sideHR {
		r.NewReply, r.Unread = false, true
		return s.promises.Keep(ctx, tx, OwnerKind, r.ID, promise.FirstAnswer, promise.NextWord)
	}
	r.NewReply = true
	if r.State == Waiting {
		return s.goOn(ctx, tx, r)
	}
	return nil
}

// write inserts an entry with its attachments and makes it found.
func (s *Service) write(ctx context.Context, tx *store.Tx, r row, e entry, staged []files.Staged) (string, error) {
	id, err := record.Add(ctx, tx, r, e)
	if err != nil {
		return "", err
	}
	names, err := attach.Keep(ctx, tx, s.files, r.ID, id, staged)
	if err != nil || e.Kind == "event" {
		return id, err
	}
	return id, index.Add(ctx, tx, r.Indexed(), index.Entry{ID: id, Body: e.Body, Internal: e.Internal, First: e.First}, names)
}

// Withdraw names a message, note or file that was sent by mistake.
type Withdraw struct {
	Number string `path:"number" json:"-"`
	Entry  string `path:"entry" json:"-"`
	File   string `path:"file" json:"-"`
}

// WithdrawEntry takes back a message or note of one's own: a trace stays, the content and the files go, and a mail about it that has
// not left is held. It cannot be undone. Doing it twice changes nothing. It refuses in a case in which somebody has a part whose record is under a legal hold.
func (s *Service) WithdrawEntry(ctx context.Context, by authz.Actor, in Withdraw) (Entry, error) {
	var out Entry
	err := s.db.Tx(ctx, func(tx *store.Tx) error {
		r, e, err := s.ownEntry(ctx, tx, by, in)
		if err != nil || !e.WithdrawnAt.IsZero() {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE desk_entry SET body = '', withdrawn_at = $2, withdrawn_by = $3 WHERE id = $1`, e.ID, tx.Now(), by.PersonID); err != nil {
			return fmt.Errorf("withdraw entry: %w", err)
		}
		if err := attach.Withdraw(ctx, tx, s.files, e.ID); err != nil {
			return err
		}
		if err := s.notices.Hold(ctx, tx, letters(r), e.ID); err != nil {
			return err
		}
		if err := s.afterWithdrawal(ctx, tx, by, r, e); err != nil {
			return err
		}
		out, err = s.presentEntry(ctx, tx, by, e.ID)
		return err
	})
	return out, err
}

// WithdrawFile takes back one attachment of one's own message; its name goes with it. It refuses as WithdrawEntry does.
func (s *Service) WithdrawFile(ctx context.Context, by authz.Actor, in Withdraw) (Entry, error) {
	var out Entry
	err := s.db.Tx(ctx, func(tx *store.Tx) error {
		r, e, err := s.ownEntry(ctx, tx, by, in)
		if err != nil {
			return err
		}
		if err := s.files.Delete(ctx, tx, in.File); err != nil {
			return err
		}
		if err := s.afterWithdrawal(ctx, tx, by, r, e); err != nil {
			return err
		}
		out, err = s.presentEntry(ctx, tx, by, e.ID)
		return err
	})
	return out, err
}

// ownEntry finds an entry that by wrote, and may withdraw, in a case that by may see: the one that in names, or the one with the file that it names.
func (s *Service) ownEntry(ctx context.Context, tx *store.Tx, by authz.Actor, in Withdraw) (row, entry, error) {
	r, rel, err := s.load(ctx, tx, by, in.Number, ReadCase)
	if err != nil {
		return r, entry{}, err
	}
	which := store.Cond(`e.id = ?`, in.Entry)
	if in.File != "" {
		which = store.Cond(`e.id = (SELECT f.entry_id FROM desk_file f WHERE f.file_id = ? AND f.case_id = ?)`, in.File, r.ID)
	}
	e, err := store.Row[entry](ctx, tx, new(store.Q).Add(record.SelectEntry+` WHERE e.kind <> 'event' AND e.case_id = ? AND `, r.ID).Where(which))
	if errors.Is(err, store.ErrNone) || err == nil && (s.hidesTexts(by, r, rel) || e.Internal && !s.works(by, rel)) {
		return r, e, authz.Hidden()
	}
	if err == nil && e.AuthorPerson != by.PersonID {
		err = fault.New(fault.Forbidden, "Only who wrote a message can withdraw it.")
	}
	if err == nil && e.WithdrawnAt.IsZero() {
		err = record.Withdrawable(ctx, tx, r.ID)
	}
	return r, e, err
}

func (s *Service) afterWithdrawal(ctx context.Context, tx *store.Tx, by authz.Actor, r row, e entry) error {
	if err := index.Remove(ctx, tx, r.Indexed(), index.Entry{ID: e.ID, Internal: e.Internal}); err != nil {
		return err
	}
	tx.Publish(CaseChanged{CaseID: r.ID})
	return errors.Join(s.changed(ctx, tx, r), s.record(ctx, tx, by, WriteCase, r))
}
