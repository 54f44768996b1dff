package together

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"hearth/internal/desk"
	"hearth/internal/desk/draft"
	"hearth/internal/hold"
	"hearth/internal/hold/kept"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Send sends a text that was written together, as somebody has it before them.
type Send struct {
	Save
	Seen      string `json:"seen,omitempty"`    // the id of the last entry of the conversation that the sender saw; "" skips the check
	Close     bool   `json:"close,omitempty"`   // it is the answer, and closes the case
	Outcome   string `json:"outcome,omitempty"` // with close; "": answered
	Cause     string `json:"cause,omitempty"`   // with close: a cause's id
	CauseText string `json:"cause_text,omitempty"`
	HandedTo  string `json:"handed_to,omitempty"`

	InsteadOfCall bool `json:"instead_of_call,omitempty"` // with close: as that of desk.Close

	With []string `json:"with,omitempty"` // the ids of the files that stood there; with it a send of other files is refused
}

// errTaken undoes a send of a text that is not what was saved before it any more.
var errTaken = errors.New("taken meanwhile")

// Send saves the text, and sends it once as its sender has it before them: a note into the conversation, an answer as package hold sends one, which can be undone. The same twice is once. It refuses
// with Conflict what Save refuses, a text in which others wrote meanwhile, which is joined and has to be read first, one that a colleague sends or sent, and besides what desk.Write and desk.Close refuse;
// then the text stays.
func (s *Service) Send(ctx context.Context, by authz.Actor, in Send) (Draft, error) {
	c, err := s.look(ctx, s.DB, by, in.Number, in.Kind)
	if err != nil {
		return Draft{}, err
	}
	saved, err := s.Save(ctx, by, in.Save)
	switch {
	case err != nil:
		return Draft{}, err
	case saved.Joined:
		return Draft{}, fault.New(fault.Conflict, "%s wrote in it while you did. Both are in the text now: read it, then send it.", saved.By)
	case saved.Sending != "":
		return s.again(ctx, by, in)
	}
	if err := s.unseenFile(ctx, s.DB, saved.Draft, in.With); err != nil {
		return Draft{}, err
	}
	own, err := draft.At(ctx, s.DB, by.PersonID, draft.Case(c.ID))
	if err != nil {
		return Draft{}, err
	}
	taking := store.WithCheck(ctx, func(ctx context.Context, tx *store.Tx) error { return s.take(ctx, tx, by, c, saved.Draft, own) })
	err = s.send(taking, by, in, saved.Draft)
	if errors.Is(err, errTaken) {
		return s.again(ctx, by, in)
	}
	if err != nil {
		return Draft{}, named(err)
	}
	return Draft{Number: c.Number, Kind: in.Kind}, s.wrote(ctx, by, c.ID)
}

// named calls the field of the text as this form does.
func named(err error) error {
	if e := fault.As(err); e != nil {
		for i := range e.Fields {
			if e.Fields[i].Name == "answer" {
				e.Fields[i].Name = "body"
			}
		}
	}
	return err
}

func (s *Service) send(ctx context.Context, by authz.Actor, in Send, d Draft) error {
	body, with := d.Body, kept.Uploads(s.DB, s.Files, d.Files)
	switch {
	case in.Kind == Note:
		_, err := s.Next(ctx, by, desk.Write{Number: in.Number, Body: body, Internal: true, Seen: in.Seen, Files: with})
		return err
	case in.Close:
		if in.Outcome == "" {
			in.Outcome = desk.OutcomeAnswered
		}
		_, err := s.Hold.Close(ctx, by, desk.Close{Number: in.Number, Answer: body, Outcome: in.Outcome, Cause: in.Cause, CauseText: in.CauseText, HandedTo: in.HandedTo, InsteadOfCall: in.InsteadOfCall, Seen: in.Seen, Files: with})
		return err
	}
	_, err := s.Hold.Write(ctx, by, desk.Write{Number: in.Number, Body: body, Seen: in.Seen, Files: with})
	return err
}

// take ends the text in the transaction in which it is sent, or keeps it for as long as that can be undone. What its sender was writing besides, for themselves, stays theirs.
func (s *Service) take(ctx context.Context, tx *store.Tx, by authz.Actor, c desk.Of, d Draft, own draft.Draft) error {
	held, err := hold.Waits(ctx, tx, c.ID, by.PersonID)
	if err != nil {
		return err
	}
	query := `DELETE FROM together_draft WHERE case_id = $1 AND kind = $2 AND version = $3 AND sending_by = ''`
	args := []any{c.ID, d.Kind, d.Version}
	if held && d.Kind == Reply {
		query = `UPDATE together_draft SET sending_by = $4 WHERE case_id = $1 AND kind = $2 AND version = $3 AND sending_by = ''`
		args = append(args, by.PersonID)
	}
	n, err := tx.Exec(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("take what was written together: %w", err)
	}
	if n == 0 {
		return errTaken
	}
	if !held || d.Kind != Reply {
		if err := kept.Drop(ctx, tx, s.Files, kept.Together(c.ID, d.Kind)); err != nil {
			return err
		}
	}
	if own.Body != "" {
		if err := draft.Save(ctx, tx, by.PersonID, draft.Case(c.ID), own); err != nil {
			return err
		}
	}
	s.told(tx, c.ID)
	return s.record(ctx, tx, by, c)
}

// again says what became of a text that somebody was faster with. Who sent it themselves is done.
func (s *Service) again(ctx context.Context, by authz.Actor, in Send) (Draft, error) {
	c, err := s.look(ctx, s.DB, by, in.Number, in.Kind)
	if err != nil {
		return Draft{}, err
	}
	r, err := find(ctx, s.DB, c.ID, in.Kind)
	switch {
	case err != nil:
		return Draft{}, err
	case r.SendingBy == by.PersonID && r.Body == clean(in.Body):
		return s.shown(ctx, s.DB, by, c.Number, in.Kind, r)
	case r.SendingBy != "":
		return Draft{}, s.beingSent(ctx, s.DB, by, r)
	}
	return Draft{}, fault.New(fault.Conflict, "A colleague was faster: this text was sent, ended or changed. Look at it again.")
}

// Ended hears from package hold that what a person sent to a case is out, or is not: because it was undone, or could not be sent. It reports whether that was the text that is written together, which
// then is there again for all who write it.
func (s *Service) Ended(ctx context.Context, tx *store.Tx, caseID, personID string, sent bool) (bool, error) {
	query := `UPDATE together_draft SET sending_by = '' WHERE case_id = $1 AND kind = 'reply' AND sending_by = $2`
	if sent {
		query = `DELETE FROM together_draft WHERE case_id = $1 AND kind = 'reply' AND sending_by = $2`
	}
	n, err := tx.Exec(ctx, query, caseID, personID)
	if err != nil {
		return false, fmt.Errorf("end of what was written together: %w", err)
	}
	if n == 0 {
		return false, nil
	}
	s.told(tx, caseID)
	if sent {
		return true, kept.Drop(ctx, tx, s.Files, kept.Together(caseID, Reply))
	}
	return true, nil
}

// Write is desk.Write for HR's page of a case: an answer is refused as Checked says, and else goes to package hold.
func (s *Service) Write(ctx context.Context, by authz.Actor, in desk.Write) (desk.Entry, error) {
	if in.Internal {
		in.Aware = ""
	}
	c, checked, err := s.Checked(ctx, by, in.Number, in.Aware)
	if err != nil {
		return desk.Entry{}, err
	}
	e, err := s.Hold.Write(checked, by, in)
	if err != nil {
		return e, err
	}
	return e, s.wrote(ctx, by, c.ID)
}

// Close is desk.Close for HR's page of a case: the answer is refused as Checked says, and else goes to package hold.
func (s *Service) Close(ctx context.Context, by authz.Actor, in desk.Close) (desk.Case, error) {
	c, checked, err := s.Checked(ctx, by, in.Number, in.Aware)
	if err != nil {
		return desk.Case{}, err
	}
	out, err := s.Hold.Close(checked, by, in)
	if err != nil {
		return out, err
	}
	return out, s.wrote(ctx, by, c.ID)
}

// WriteNow is desk.Write for programs: what names an answer that is written together is refused as Checked says, and nothing is held.
func (s *Service) WriteNow(ctx context.Context, by authz.Actor, in desk.Write) (desk.Entry, error) {
	if in.Aware == "" || in.Internal {
		return s.Next(ctx, by, in)
	}
	_, checked, err := s.Checked(ctx, by, in.Number, in.Aware)
	if err != nil {
		return desk.Entry{}, err
	}
	return s.Next(checked, by, in)
}

// CloseNow is desk.Close as WriteNow is desk.Write.
func (s *Service) CloseNow(ctx context.Context, by authz.Actor, in desk.Close) (desk.Case, error) {
	if in.Aware == "" {
		return s.Desk.Close(ctx, by, in)
	}
	_, checked, err := s.Checked(ctx, by, in.Number, in.Aware)
	if err != nil {
		return desk.Case{}, err
	}
	return s.Desk.Close(checked, by, in)
}

// Checked returns the case, and a context in which nothing is written to it past an answer that is written together and that its writer has not seen: aware is what Aware said when they saw the case;
// "" skips the check. It refuses as desk.Look does.
func (s *Service) Checked(ctx context.Context, by authz.Actor, number, aware string) (desk.Of, context.Context, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, number, WriteTogether)
	if err != nil || aware == "" {
		return c, ctx, err
	}
	return c, store.WithCheck(ctx, func(ctx context.Context, tx *store.Tx) error {
		r, err := find(ctx, tx, c.ID, Reply)
		if err != nil || r.Version == 0 || strconv.FormatInt(r.Began, 10) == aware || r.SendingBy == by.PersonID {
			return err
		}
		d, err := s.shown(ctx, tx, by, c.Number, Reply, r)
		if err != nil {
			return err
		}
		return fault.New(fault.Conflict, "An answer is being written together here; %s wrote in it last. Read it first: then send yours, or go on there. What you typed is still in the field.", d.By)
	}), nil
}
