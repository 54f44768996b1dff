// Package history is what happened in a case, as sentences with places that are filled in for each reader.
package history

import (
	"context"
	"encoding/json"
	"fmt"

	"hearth/internal/calendar"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Event is what happened, as a sentence with places: the sentence is rendered for each reader, and people are kept by
// id, so that an event never holds a name.
type Event struct {
	Key  string `json:"key"`
	Args []Arg  `json:"args,omitempty"`
}

// Arg is one place of the sentence; exactly one field is set.
type Arg struct {
	Person string     `json:"person,omitempty"` // an id
	Text   string     `json:"text,omitempty"`   // what a person wrote, or a name of HR's
	Word   string     `json:"word,omitempty"`   // a message key of ours
	Day    string     `json:"day,omitempty"`    // such as 2026-12-31
	At     store.Time `json:"at,omitzero"`
}

// Gave is the sentence that somebody gave a case to somebody, or to a team; Restricted, that somebody changed who in HR sees it.
const (
	Gave       = "%s gave this to %s."
	Restricted = "%s changed who in HR sees this: %s."
)

// Happened makes an event.
func Happened(key string, args ...Arg) Event { return Event{Key: key, Args: args} }

// Whom is the place of a person.
func Whom(id string) Arg { return Arg{Person: id} }

// Words is the place of what a person wrote, or of a name of HR.
func Words(text string) Arg { return Arg{Text: text} }

// Word is the place of a message key of ours.
func Word(key string) Arg { return Arg{Word: key} }

// Moment is the place of an instant.
func Moment(at store.Time) Arg { return Arg{At: at} }

// Day is the place of a day of the calendar.
func Day(d calendar.Date) Arg { return Arg{Day: d.String()} }

// When is the place of a day or a moment in the reader's words.
func (a Arg) When(ctx context.Context) string {
	if d, err := calendar.ParseDate(a.Day); err == nil {
		year, month, day := d.YearMonthDay()
		return locale.Day(ctx, year, month, day)
	}
	return locale.DateTime(ctx, a.At.Time)
}

// Encode is the event as the database keeps it.
func (e Event) Encode() (string, error) {
	b, err := json.Marshal(e)
	if err != nil {
		return "", fmt.Errorf("event: %w", err)
	}
	return string(b), nil
}

// Decode reads what Encode wrote.
func Decode(body string) (e Event, err error) {
	if err = json.Unmarshal([]byte(body), &e); err != nil {
		return e, fmt.Errorf("event: %w", err)
	}
	return e, nil
}

// Sentence renders the event in the reader's language; name finds the name of a person.
func (e Event) Sentence(ctx context.Context, name func(id string) string) string {
	args := make([]any, len(e.Args))
	for i, a := range e.Args {
		switch {
		case a.Person != "":
			args[i] = name(a.Person)
		case !a.At.IsZero() || a.Day != "":
			args[i] = a.When(ctx)
		case a.Word != "":
			args[i] = locale.T(ctx, a.Word)
		default:
			args[i] = a.Text
		}
	}
	return locale.T(ctx, e.Key, args...)
}
