// Package draft keeps texts that somebody is writing, each at a place of its own, for their writer alone.
package draft

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"unicode/utf8"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Draft is a text that its writer has not sent.
type Draft struct {
	Subject  string            `json:"subject,omitempty"`
	Body     string            `json:"body"`
	Fields   map[string]string `json:"fields,omitempty"`   // of a new request: what was filled in of what its service asks for, by key
	Internal bool              `json:"internal,omitempty"` // on a case: an internal note, which must not become a message by itself
	SavedAt  store.Time        `json:"saved_at"`
}

// What a draft holds of fields at most: a service asks for fewer, in shorter texts.
const (
	mostFields = 60
	maxKey     = 40
	maxField   = 8000
)

// Check refuses texts that are longer than what could be sent.
func (d Draft) Check(maxSubject, maxBody int) error {
	var f fault.Fields
	f.Need(utf8.RuneCountInString(d.Subject) <= maxSubject, "subject", "Keep the subject to %d characters; the details go below.", maxSubject)
	f.Need(utf8.RuneCountInString(d.Body) <= maxBody, "body", "Keep it to %d characters; a longer text can go as a file.", maxBody)
	f.Need(len(d.Fields) <= mostFields, "fields", "Keep it to %d fields.", mostFields)
	for key, value := range d.Fields {
		f.Need(utf8.RuneCountInString(key) <= maxKey && utf8.RuneCountInString(value) <= maxField, "fields", "Keep what stands in a field to %d characters.", maxField)
	}
	return f.Err()
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

// given are the fields of d that hold something, as they are kept.
func (d Draft) given() (string, error) {
	held := map[string]string{}
	for key, value := range d.Fields {
		if value != "" {
			held[key] = value
		}
	}
	if len(held) == 0 {
		return "", nil
	}
	text, err := json.Marshal(held)
	return string(text), err
}

// Save keeps what a person wrote at a place; an empty draft is removed.
func Save(ctx context.Context, tx *store.Tx, personID, at string, d Draft) error {
	given, err := d.given()
	if err != nil {
		return fmt.Errorf("save draft: %w", err)
	}
	if d.Subject == "" && d.Body == "" && given == "" {
		return Drop(ctx, tx, personID, at)
	}
	_, err = tx.Exec(ctx, `INSERT INTO desk_draft (place, person_id, subject, body, saved_at, given, internal) VALUES ($1, $2, $5, $3, $4, $6, $7)
		ON CONFLICT (place, person_id) DO UPDATE SET subject = $5, body = $3, saved_at = $4, given = $6, internal = $7`, at, personID, d.Body, tx.Now(), d.Subject, given, d.Internal)
	if err != nil {
		return fmt.Errorf("save draft: %w", err)
	}
	return nil
}

// At returns what a person saved at a place; a zero Draft when there is nothing.
func At(ctx context.Context, q store.Querier, personID, at string) (Draft, error) {
	type row struct {
		Subject, Body, Given string
		Internal             bool
		SavedAt              store.Time
	}
	r, err := store.One[row](ctx, q, `SELECT subject, body, saved_at, given, internal FROM desk_draft WHERE place = $1 AND person_id = $2`, at, personID)
	if errors.Is(err, store.ErrNone) {
		return Draft{}, nil
	}
	d := Draft{Subject: r.Subject, Body: r.Body, Internal: r.Internal, SavedAt: r.SavedAt}
	if err == nil && r.Given != "" {
		err = json.Unmarshal([]byte(r.Given), &d.Fields)
	}
	if err != nil {
		return d, fmt.Errorf("read draft: %w", err)
	}
	return d, nil
}

// Join is a draft with a text of the same person above it. Where either is a note, all of it is one: what was meant for colleagues must not reach the requester.
func (d Draft) Join(body string, note bool) Draft {
	switch {
	case d.Body == "":
		return Draft{Body: body, Internal: note}
	case d.Body != body:
		body += "\n\n" + d.Body
	}
	return Draft{Body: body, Internal: note || d.Internal}
}

// Drop removes what a person saved at a place, once it was sent.
func Drop(ctx context.Context, tx *store.Tx, personID, at string) error {
	if err := tx.Write(ctx, `DELETE FROM desk_draft WHERE place = $1 AND person_id = $2`, at, personID); err != nil {
		return fmt.Errorf("drop draft: %w", err)
	}
	return nil
}
