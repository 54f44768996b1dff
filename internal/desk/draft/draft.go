// Package draft keeps texts that somebody is writing, each at a place of its own, for their writer alone.
package draft

import (
	"context"
	"errors"
	"fmt"
	"regexp"

	"hearth/internal/platform/store"
)

// Draft is a text that its writer has not sent.
type Draft struct {
	Subject string     `json:"subject,omitempty"`
	Body    string     `json:"body"`
	SavedAt store.Time `json:"saved_at"`
}

var place = regexp.MustCompile(`^(ask|case)/([A-Za-z0-9-]{1,40})$`)

// Parse takes apart a place as pages write it: "ask/{service}" for a new request and "case/{number}" for a message. Kind is "" for any other text.
func Parse(text string) (kind, of string) {
	m := place.FindStringSubmatch(text)
	if m == nil {
		return "", ""
	}
	return m[1], m[2]
}

// Ask is the place of a new request to a service.
func Ask(service string) string { return "ask/" + service }

// Case is the place of a message in the case with an id.
func Case(id string) string { return "case/" + id }

// Save keeps what a person wrote at a place; an empty text is removed.
func Save(ctx context.Context, tx *store.Tx, personID, at string, d Draft) error {
	if d.Subject == "" && d.Body == "" {
		return Drop(ctx, tx, personID, at)
	}
	_, err := tx.Exec(ctx, `INSERT INTO desk_draft (place, person_id, subject, body, saved_at) VALUES ($1, $2, $5, $3, $4)
		ON CONFLICT (place, person_id) DO UPDATE SET subject = $5, body = $3, saved_at = $4`, at, personID, d.Body, tx.Now(), d.Subject)
	if err != nil {
		return fmt.Errorf("save draft: %w", err)
	}
	return nil
}

// At returns what a person saved at a place; a zero Draft when there is nothing.
func At(ctx context.Context, q store.Querier, personID, at string) (Draft, error) {
	d, err := store.One[Draft](ctx, q, `SELECT subject, body, saved_at FROM desk_draft WHERE place = $1 AND person_id = $2`, at, personID)
	if errors.Is(err, store.ErrNone) {
		return Draft{}, nil
	}
	if err != nil {
		return d, fmt.Errorf("read draft: %w", err)
	}
	return d, nil
}

// Drop removes what a person saved at a place, once it was sent.
func Drop(ctx context.Context, tx *store.Tx, personID, at string) error {
	if err := tx.Write(ctx, `DELETE FROM desk_draft WHERE place = $1 AND person_id = $2`, at, personID); err != nil {
		return fmt.Errorf("drop draft: %w", err)
	}
	return nil
}
