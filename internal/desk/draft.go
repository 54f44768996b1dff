package desk

import (
	"context"

	"hearth/internal/desk/beside"
	"hearth/internal/desk/draft"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// SaveDraft is a text that its writer has not sent. Place is "ask/{service}" for a new request and "case/{number}" for a message.
type SaveDraft struct {
	Place    string `path:"place" json:"-"`
	Subject  string `json:"subject,omitempty"` // of a new request
	Body     string `json:"body"`
	Internal bool   `json:"internal,omitempty"` // of an internal note

	Fields map[string]string `json:"fields,omitempty"` // of a new request: what was filled in of what its service asks for, by key
}

// SaveDraft keeps what somebody is writing, for them alone; an empty one is removed. Drafts are removed when they are sent. It refuses an
// unknown place and a case that by may not see.
func (s *Service) SaveDraft(ctx context.Context, by authz.Actor, in SaveDraft) (draft.Draft, error) {
	if err := s.policy.May(by, OpenCase, 0); err != nil {
		return draft.Draft{}, err
	}
	out := draft.Draft{Subject: in.Subject, Body: in.Body, Fields: in.Fields, Internal: in.Internal}
	if err := out.Check(MaxSubject, MaxBody); err != nil {
		return draft.Draft{}, err
	}
	at, err := s.placeOf(ctx, by, in.Place)
	if err != nil {
		return draft.Draft{}, err
	}
	return out, s.db.Tx(ctx, func(tx *store.Tx) error {
		out.SavedAt = tx.Now()
		return draft.Save(ctx, tx, by.PersonID, at, out)
	})
}

// ReadDraft names a place for drafts.
type ReadDraft struct {
	Place string `path:"place" json:"-"`
}

// Draft returns what by saved at a place; a zero Draft when there is nothing.
func (s *Service) Draft(ctx context.Context, by authz.Actor, in ReadDraft) (draft.Draft, error) {
	if err := s.policy.May(by, OpenCase, 0); err != nil {
		return draft.Draft{}, err
	}
	at, err := s.placeOf(ctx, by, in.Place)
	if err != nil {
		return draft.Draft{}, err
	}
	return draft.At(ctx, s.db, by.PersonID, at)
}

// placeOf turns a place as pages write it into the key of the table, and asks whether by may see the case.
func (s *Service) placeOf(ctx context.Context, by authz.Actor, text string) (string, error) {
	kind, of := draft.Parse(text)
	switch kind {
	case "":
		return "", authz.Hidden()
	case "ask":
		return draft.Ask(of), nil
	}
	r, rel, err := s.load(ctx, s.db, by, of, ReadCase)
	if err == nil && s.works(by, rel) {
		err = beside.Say(ctx, s.db, s.live, r.ID, by.PersonID, beside.Writes)
	}
	return draft.Case(r.ID), err
}
