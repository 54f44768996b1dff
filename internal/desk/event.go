package desk

import (
	"context"
	"encoding/json"
	"fmt"

	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Event is what happened, as a sentence with places: the sentence is rendered for each reader, and people are kept by
// id, so that an event never holds a name.
type Event struct {
	Key  string     `json:"key"`
	Args []EventArg `json:"args,omitempty"`
}

// EventArg is one place of the sentence; exactly one field is set.
type EventArg struct {
	Person string     `json:"person,omitempty"` // an id
	Text   string     `json:"text,omitempty"`   // what a person wrote, or a name of HR's
	Word   string     `json:"word,omitempty"`   // a message key of ours
	At     store.Time `json:"at,omitzero"`
}

func happened(key string, args ...EventArg) Event { return Event{Key: key, Args: args} }

func whom(id string) EventArg       { return EventArg{Person: id} }
func words(text string) EventArg    { return EventArg{Text: text} }
func word(key string) EventArg      { return EventArg{Word: key} }
func moment(at store.Time) EventArg { return EventArg{At: at} }

func (e Event) encode() (string, error) {
	b, err := json.Marshal(e)
	if err != nil {
		return "", fmt.Errorf("event: %w", err)
	}
	return string(b), nil
}

func decodeEvent(body string) (e Event, err error) {
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
		case !a.At.IsZero():
			args[i] = locale.DateTime(ctx, a.At.Time)
		case a.Word != "":
			args[i] = locale.T(ctx, a.Word)
		default:
			args[i] = a.Text
		}
	}
	return locale.T(ctx, e.Key, args...)
}
