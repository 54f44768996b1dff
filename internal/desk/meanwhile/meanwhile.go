// Package meanwhile tells who is about to do something to a case what somebody else did there since they saw it, so that nobody undoes it unseen.
package meanwhile

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/desk/history"
	"hearth/internal/desk/label"
	"hearth/internal/desk/record"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// The events that say that a case waits, or does not any more.
const (
	Paused  = "The clock stops until %s: %s"
	Resumed = "The clock runs again."
)

// NewTime is the event that says that a promise of a case has another time.
const NewTime = "There is a new time, %s: %s"

// moved are the events that say so of what is promised beside a case, by its kind.
var moved = map[string]string{
	promise.Step:     "The step “%s” has a new time, %s: %s",
	promise.Appeal:   "The second look has a new time, %s: %s",
	promise.Question: "The answer to the question about the statement has a new time, %s: %s",
}

// HasNewTime is the event that says that a promise has another time, and why; title is that of a step.
func HasNewTime(p promise.Promise, title, reason string) history.Event {
	args := []history.Arg{history.Moment(p.DueAt), history.Words(reason)}
	if p.Kind == promise.Step {
		args = append([]history.Arg{history.Words(title)}, args...)
	}
	return history.Happened(cmp.Or(moved[p.Kind], NewTime), args...)
}

// NewTimes lists the events that say that a promise has another time.
func NewTimes() []string {
	return []string{NewTime, moved[promise.Step], moved[promise.Appeal], moved[promise.Question]}
}

// The events of a step, each with its title in the first place.
const (
	StepDone    = "Done: %s"
	StepHeldUp  = "Held up: %s. %s"
	StepGoingOn = "Open again: %s"
)

// The events that say with whom a case is.
const (
	Gave    = history.Gave
	Took    = "%s took this case."
	Routed  = "Given to %s by the rule of the team."
	Ruled   = "The rule “%s” gave this to %s."
	Snoozed = "%s snoozed this until %s."
	Woken   = "%s brought this back into the list."
)

// Since is what somebody is about to do to a case.
type Since struct {
	CaseID, PersonID string
	Seen             string // the id of the last entry of the conversation that they saw; "" asks for nothing
}

// Wrote refuses, as a Conflict, a message whose writer has not seen the last word of a colleague.
func Wrote(ctx context.Context, q store.Querier, in Since) error {
	if in.Seen == "" {
		return nil
	}
	other, err := record.WroteSince(ctx, q, in.CaseID, in.Seen, in.PersonID)
	if err != nil || other == "" {
		return err
	}
	names, err := label.People(ctx, q, []string{other})
	if err != nil {
		return err
	}
	return fault.New(fault.Conflict, "%s answered while you were writing. Read that first, then send yours or drop it.", names[other].Name)
}

// Asked refuses, as a Conflict, to put away what its customer wrote and nobody has read.
func Asked(ctx context.Context, q store.Querier, in Since) error {
	if in.Seen == "" {
		return nil
	}
	e, err := last(ctx, q, record.SelectEntry+` WHERE e.case_id = $1 AND e.id > $2 AND e.kind = 'message' AND e.side = 'customer' ORDER BY e.id DESC LIMIT 1`, in.CaseID, in.Seen)
	if err != nil || e.ID == "" {
		return err
	}
	names, err := label.People(ctx, q, []string{e.AuthorPerson})
	if err != nil {
		return err
	}
	return fault.New(fault.Conflict, "%s wrote meanwhile, %s. Read that first.", names[e.AuthorPerson].Name, locale.DateTime(ctx, e.At.Time))
}

// Did refuses, as a Conflict, what somebody is about to do where somebody else did one of these things since, and says who did what, and when. events are keys of history.Event.
func Did(ctx context.Context, q store.Querier, in Since, events ...string) error {
	return did(ctx, q, in, func(e history.Event) bool { return slices.Contains(events, e.Key) })
}

// Moved is Did for a step with a title.
func Moved(ctx context.Context, q store.Querier, in Since, title string) error {
	return did(ctx, q, in, func(e history.Event) bool {
		return slices.Contains([]string{StepDone, StepHeldUp, StepGoingOn}, e.Key) && len(e.Args) > 0 && e.Args[0].Text == title
	})
}

func did(ctx context.Context, q store.Querier, in Since, is func(history.Event) bool) error {
	if in.Seen == "" {
		return nil
	}
	all, err := store.All[record.Entry](ctx, q, record.SelectEntry+` WHERE e.case_id = $1 AND e.id > $2 AND e.kind = 'event' AND COALESCE(e.author_person, '') <> $3 ORDER BY e.id DESC`, in.CaseID, in.Seen, in.PersonID)
	if err != nil {
		return fmt.Errorf("read what happened meanwhile: %w", err)
	}
	for _, e := range all {
		event, err := history.Decode(e.Body)
		if err != nil {
			return err
		}
		if is(event) {
			return told(ctx, q, e, event)
		}
	}
	return nil
}

func told(ctx context.Context, q store.Querier, e record.Entry, event history.Event) error {
	ids, named := []string{e.AuthorPerson}, e.AuthorPerson == ""
	for _, a := range event.Args {
		ids, named = append(ids, a.Person), named || a.Person != ""
	}
	names, err := label.People(ctx, q, slices.Clone(ids))
	if err != nil {
		return err
	}
	at, what := locale.DateTime(ctx, e.At.Time), event.Sentence(ctx, func(id string) string { return names[id].Name })
	if named {
		return fault.New(fault.Conflict, "This happened meanwhile, %s: “%s” Choose again if it should still be done.", at, what)
	}
	return fault.New(fault.Conflict, "%s did this meanwhile, %s: “%s” Choose again if it should still be done.", names[e.AuthorPerson].Name, at, what)
}

// Given returns the name of who a case was given to, and since when they have it; "" and zero where the conversation does not say.
func Given(ctx context.Context, q store.Querier, caseID, assignee string) (name string, since store.Time, err error) {
	names, err := label.People(ctx, q, []string{assignee})
	if err != nil {
		return "", since, err
	}
	all, err := store.All[record.Entry](ctx, q, record.SelectEntry+` WHERE e.case_id = $1 AND e.kind = 'event' ORDER BY e.id DESC`, caseID)
	if err != nil {
		return "", since, fmt.Errorf("read who was given a case: %w", err)
	}
	for _, e := range all {
		event, err := history.Decode(e.Body)
		if err != nil {
			return "", since, err
		}
		if n := len(event.Args); n > 0 && event.Args[n-1].Person == assignee && slices.Contains([]string{Gave, Took, Routed}, event.Key) {
			return names[assignee].Name, e.At, nil
		}
	}
	return names[assignee].Name, since, nil
}

// Last returns the id of the last entry of a conversation, for Since; "" where there is none.
func Last(ctx context.Context, q store.Querier, caseID string) (string, error) {
	e, err := last(ctx, q, record.SelectEntry+` WHERE e.case_id = $1 ORDER BY e.id DESC LIMIT 1`, caseID)
	return e.ID, err
}

func last(ctx context.Context, q store.Querier, query string, args ...any) (record.Entry, error) {
	e, err := store.One[record.Entry](ctx, q, query, args...)
	if errors.Is(err, store.ErrNone) {
		return record.Entry{}, nil
	}
	if err != nil {
		return e, fmt.Errorf("read what was written meanwhile: %w", err)
	}
	return e, nil
}
