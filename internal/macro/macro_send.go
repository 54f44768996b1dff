package macro

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/draft"
	"hearth/internal/hold"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
)

// Insert puts a macro below what somebody has typed on the page of a case.
type Insert struct {
	Number string         `path:"number" json:"-"`
	Macro  string         `json:"insert"` // its id
	Body   string         `json:"body"`   // what was typed
	Files  []files.Upload `form:"files" json:"-"`

	Internal bool `json:"internal,omitempty"` // it is a note, and stays one
}

// Insert fills the macro in below what was typed, and keeps both as the draft of by in the case. It refuses what In refuses, no macro, files, which a page
// does not keep, and a text that becomes too long.
func (s *Service) Insert(ctx context.Context, by authz.Actor, in Insert) (draft.Draft, error) {
	if _, err := s.Desk.Look(ctx, s.DB, by, in.Number, UseMacros); err != nil {
		return draft.Draft{}, err
	}
	if in.Macro == "" {
		return draft.Draft{}, fault.ForField("insert", "Choose a macro first.")
	}
	if len(in.Files) > 0 {
		return draft.Draft{}, fault.ForField("files", "Put the macro in first and attach the files then: they do not stay.")
	}
	filled, err := s.OnPage(ctx, by, In{Number: in.Number, Macro: in.Macro})
	if fault.KindOf(err) == fault.NotFound {
		err = fault.ForField("insert", "This macro is not there any more. Choose another one.")
	}
	if err != nil {
		return draft.Draft{}, err
	}
	body := strings.TrimSpace(strings.TrimRight(in.Body, " \r\n\t") + "\n\n" + filled.Text)
	return s.Desk.SaveDraft(ctx, by, desk.SaveDraft{Place: "case/" + in.Number, Body: body, Internal: in.Internal})
}

// Send sends a message, and does what a macro does besides.
type Send struct {
	Number string         `path:"number" json:"-"`
	Macro  string         `json:"macro"`           // its id
	Body   string         `json:"body"`            // what is sent: the macro's text, as somebody read it and changed it
	Seen   string         `json:"seen,omitempty"`  // the id of the last entry that the writer saw; "" skips the check
	Aware  string         `json:"aware,omitempty"` // as that of desk.Write
	Files  []files.Upload `form:"files" json:"-"`
	Kept   []string       `form:"kept" json:"-"` // files in the field of the page, which do not go along

	InsteadOfCall bool `json:"instead_of_call,omitempty"` // of a macro that closes: as that of desk.Close

	Internal bool `form:"internal" json:"-"` // the page says that what was typed is a note, which is no message
}

// Sent names what was done.
type Sent struct {
	Number string `json:"case"`
	Besides
}

// Send writes the message and does what the macro does besides, in one transaction. It refuses what Write, Pause, Close and Put of packages desk and tag refuse, a macro that by may not use,
// files with a macro that waits or closes, and a note.
func (s *Service) Send(ctx context.Context, by authz.Actor, in Send) (Sent, error) {
	ctx, c, m, err := s.ready(ctx, by, in)
	if err != nil {
		return Sent{}, err
	}
	return Sent{Number: c.Number, Besides: m.Besides}, s.do(ctx, by, c, m.Besides, in)
}

// SendHeld is Send for the page of a case: package hold sends the message and does the rest, when its writer cannot undo it any more. What the macro does is what it did when they sent it.
func (s *Service) SendHeld(ctx context.Context, by authz.Actor, in Send) (Sent, error) {
	ctx, c, m, err := s.ready(ctx, by, in)
	if err != nil {
		return Sent{}, err
	}
	does, err := json.Marshal(m.Besides)
	if err != nil {
		return Sent{}, fmt.Errorf("keep what a macro does: %w", err)
	}
	return Sent{Number: c.Number, Besides: m.Besides}, s.Hold(ctx, by, hold.Beside{Number: c.Number, Body: in.Body, Seen: in.Seen, Does: string(does), Back: "macro=" + url.QueryEscape(m.ID), Closes: m.Outcome != "", Call: in.InsteadOfCall, Files: in.Files})
}

// Do sends what SendHeld gave to package hold. It refuses as Send does.
func (s *Service) Do(ctx context.Context, by authz.Actor, in hold.Beside) error {
	does, err := ReadBesides(in.Does)
	if err != nil {
		return err
	}
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, UseMacros)
	if err != nil {
		return err
	}
	return s.do(ctx, by, c, does, Send{Number: in.Number, Body: in.Body, Seen: in.Seen, InsteadOfCall: in.Call, Files: in.Files})
}

// ReadBesides reads what SendHeld gave to package hold as Beside's Does. It refuses what is not that.
func ReadBesides(kept string) (does Besides, err error) {
	if err := json.Unmarshal([]byte(kept), &does); err != nil {
		return does, fmt.Errorf("read what a macro does: %w", err)
	}
	return does, nil
}

// ready returns the case and the macro of what is to be sent, and a context in which an answer is not sent past one that is written together.
func (s *Service) ready(ctx context.Context, by authz.Actor, in Send) (context.Context, desk.Of, Macro, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, UseMacros)
	if err != nil {
		return ctx, c, Macro{}, err
	}
	if in.Internal {
		return ctx, c, Macro{}, fault.ForField("body", "This is an internal note, not an answer. Keep it as a note, or choose Reply on the page of the case if the requester is to read it.")
	}
	m, err := s.find(ctx, s.DB, by, in.Macro)
	if fault.KindOf(err) == fault.NotFound {
		err = fault.ForField("macro", "This macro is not there any more. Choose another one.")
	}
	if err != nil {
		return ctx, c, m, err
	}
	if slices.ContainsFunc(in.Kept, func(id string) bool { return id != "" }) {
		return ctx, c, m, fault.ForField("files", "The files that came back to the field do not go along with a macro. Send them with a message first, or untick them.")
	}
	if len(in.Files) > 0 && (m.WaitDays > 0 || m.Outcome != "") {
		return ctx, c, m, fault.ForField("files", "What this macro does takes no files along. Send them with a message first.")
	}
	ctx, err = s.Checked(ctx, by, in.Number, in.Aware)
	return ctx, c, m, err
}

// do sends a text, and does what is said besides, in one transaction.
func (s *Service) do(ctx context.Context, by authz.Actor, c desk.Of, does Besides, in Send) error {
	tagged := store.WithCheck(ctx, func(ctx context.Context, tx *store.Tx) error { return s.tag(ctx, tx, by, c, does.Tag) })
	switch {
	case does.Outcome != "":
		return s.close(tagged, by, c, does, in)
	case does.WaitDays > 0:
		return s.wait(tagged, by, does.WaitDays, in)
	}
	_, err := s.Desk.Write(tagged, by, desk.Write{Number: in.Number, Body: in.Body, Seen: in.Seen, Files: in.Files})
	return err
}

func (s *Service) tag(ctx context.Context, tx *store.Tx, by authz.Actor, c desk.Of, name string) error {
	if name == "" {
		return nil
	}
	_, err := s.Tags.PutFor(ctx, tx, by, c, name, "")
	return err
}

func (s *Service) close(ctx context.Context, by authz.Actor, c desk.Of, does Besides, in Send) error {
	cause := does.Cause
	if cause == "" {
		service, err := catalogue.Find(ctx, s.DB, c.ServiceID)
		if err != nil {
			return err
		}
		cause = service.CauseID
	}
	_, err := s.Desk.Close(ctx, by, desk.Close{Number: in.Number, Answer: in.Body, Outcome: does.Outcome, Cause: cause, InsteadOfCall: in.InsteadOfCall, Seen: in.Seen})
	if e := fault.As(err); e != nil {
		for i := range e.Fields {
			if e.Fields[i].Name == "answer" {
				e.Fields[i].Name = "body"
			}
		}
	}
	return err
}

func (s *Service) wait(ctx context.Context, by authz.Actor, days int, in Send) error {
	return s.Desk.Within(ctx, by, in.Number, UseMacros, func(tx *store.Tx, c *desk.Upon) error {
		if err := c.Fresh(ctx, in.Seen); err != nil {
			return err
		}
		if _, err := c.Write(ctx, in.Body); err != nil {
			return err
		}
		return c.Pause(ctx, desk.WaitCustomer, "", store.At(tx.Now().AddDate(0, 0, days)))
	})
}
