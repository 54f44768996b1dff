package desk

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"unicode/utf8"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// SaveDraft is a text that its writer has not sent. Place is "ask/{service}" for a new request and "case/{number}" for a message.
type SaveDraft struct {
	Place   string `path:"place" json:"-"`
	Subject string `json:"subject,omitempty"` // of a new request
	Body    string `json:"body"`
}

// Draft is a saved draft.
type Draft struct {
	Subject string     `json:"subject,omitempty"`
	Body    string     `json:"body"`
	SavedAt store.Time `json:"saved_at"`
}

var place = regexp.MustCompile(`^(ask|case)/([A-Za-z0-9-]{1,40})$`)

// SaveDraft keeps what somebody is writing, for them alone; an empty one is removed. Drafts are removed when they are sent. It refuses an
// unknown place and a case that by may not see.
func (s *Service) SaveDraft(ctx context.Context, by authz.Actor, in SaveDraft) (Draft, error) {
	if err := s.policy.May(by, OpenCase, 0); err != nil {
		return Draft{}, err
	}
	var f fault.Fields
	f.Need(utf8.RuneCountInString(in.Subject) <= MaxSubject, "subject", "Keep the subject to %d characters; the details go below.", MaxSubject)
	f.Need(utf8.RuneCountInString(in.Body) <= MaxBody, "body", "Keep it to %d characters; a longer text can go as a file.", MaxBody)
	if err := f.Err(); err != nil {
		return Draft{}, err
	}
	at, err := s.placeOf(ctx, by, in.Place)
	if err != nil {
		return Draft{}, err
	}
	out := Draft{Subject: in.Subject, Body: in.Body}
	return out, s.db.Tx(ctx, func(tx *store.Tx) error {
		out.SavedAt = tx.Now()
		if in.Subject == "" && in.Body == "" {
			return dropDraft(ctx, tx, by, at)
		}
		_, err := tx.Exec(ctx, `INSERT INTO desk_draft (place, person_id, subject, body, saved_at) VALUES ($1, $2, $5, $3, $4)
			ON CONFLICT (place, person_id) DO UPDATE SET subject = $5, body = $3, saved_at = $4`, at, by.PersonID, in.Body, tx.Now(), in.Subject)
		return err
	})
}

// ReadDraft names a place for drafts.
type ReadDraft struct {
	Place string `path:"place" json:"-"`
}

// Draft returns what by saved at a place; a zero Draft when there is nothing.
func (s *Service) Draft(ctx context.Context, by authz.Actor, in ReadDraft) (Draft, error) {
	if err := s.policy.May(by, OpenCase, 0); err != nil {
		return Draft{}, err
	}
	at, err := s.placeOf(ctx, by, in.Place)
	if err != nil {
		return Draft{}, err
	}
	return draftAt(ctx, s.db, by, at)
}

func draftAt(ctx context.Context, q store.Querier, by authz.Actor, at string) (Draft, error) {
	d, err := store.One[Draft](ctx, q, `SELECT subject, body, saved_at FROM desk_draft WHERE place = $1 AND person_id = $2`, at, by.PersonID)
	if errors.Is(err, store.ErrNone) {
		return Draft{}, nil
	}
	if err != nil {
		return d, fmt.Errorf("read draft: %w", err)
	}
	return d, nil
}

// placeOf turns a place as pages write it into the key of the table, and asks whether by may see the case.
func (s *Service) placeOf(ctx context.Context, by authz.Actor, text string) (string, error) {
	m := place.FindStringSubmatch(text)
	if m == nil {
		return "", authz.Hidden()
	}
	if m[1] == "ask" {
		return askPlace(m[2]), nil
	}
	r, rel, err := s.load(ctx, s.db, by, m[2], ReadCase)
	if err == nil && s.works(by, rel) {
		err = s.here(ctx, by, r.ID, writes)
	}
	return casePlace(r.ID), err
}

func askPlace(service string) string { return "ask/" + service }
func casePlace(id string) string     { return "case/" + id }

func dropDraft(ctx context.Context, tx *store.Tx, by authz.Actor, at string) error {
	if err := tx.Write(ctx, `DELETE FROM desk_draft WHERE place = $1 AND person_id = $2`, at, by.PersonID); err != nil {
		return fmt.Errorf("drop draft: %w", err)
	}
	return nil
}
