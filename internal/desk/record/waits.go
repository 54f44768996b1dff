package record

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"hearth/internal/desk/history"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// The reasons for a pause that have a name; any other text is a reason too.
const (
	WaitCustomer = "customer" // something is needed from the requester
	WaitManager  = "manager"  // their manager has to say something
	WaitOutside  = "outside"  // an outside agency has to do something
	WaitOther    = "other"    // somebody else has to say something, such as one who was asked aside
	WaitDate     = "date"     // it was agreed to go on at a date
)

// Waits lists the named reasons in the order of the form.
func Waits() []string { return []string{WaitCustomer, WaitManager, WaitOutside, WaitOther, WaitDate} }

// waitTexts are the named reasons as the customer reads them.
var waitTexts = map[string]string{
	WaitCustomer: "We need something from you.",
	WaitManager:  "A manager has to answer us first.",
	WaitOutside:  "Somebody outside has to answer us first.",
	WaitOther:    "Somebody else has to answer us first.",
	WaitDate:     "We agreed to go on at this date.",
}

// WaitText returns a reason as a message key when it is one of the named ones, or as somebody wrote it.
func WaitText(reason string) (text string, named bool) {
	text, named = waitTexts[reason]
	if !named {
		text = reason
	}
	return text, named
}

// Shown is what a reader who may not see texts learns of why a case waits: nothing of what somebody wrote.
func Shown(reason string) string {
	if slices.Contains(Waits(), reason) {
		return reason
	}
	return ""
}

// Reason is the place of a reason in a line of the conversation.
func Reason(reason string) history.Arg {
	if text, named := WaitText(reason); named {
		return history.Word(text)
	}
	return history.Words(reason)
}

// MaxReason is how long a reason is at most, in characters.
const MaxReason = 500

// NeedReason refuses an empty reason, with a sentence, and one that is too long.
func NeedReason(f *fault.Fields, reason, empty string) {
	f.Need(reason != "", "reason", empty)
	f.Need(utf8.RuneCountInString(reason) <= MaxReason, "reason", "Keep the reason to %d characters.", MaxReason)
}

// How long a case may wait: for its requester as long as a macro lets it, since nobody of HR looks at it meanwhile and they may have missed that it is their turn; else a year, for HR says a word every few days.
const (
	LongestForCustomer = 60 * 24 * time.Hour
	longestYears       = 1
)

// NeedSoon refuses to let a case wait longer than that from now on.
func NeedSoon(f *fault.Fields, reason string, until, now store.Time) {
	if reason == WaitCustomer {
		f.Need(!until.After(now.Add(LongestForCustomer)), "until", "It waits for them for %d days at most: then it comes back to you, and you can ask them again.", int(LongestForCustomer.Hours()/24))
		return
	}
	f.Need(!until.Time.After(now.AddDate(longestYears, 0, 0)), "until", "Choose a date within a year: then you look at it again, and it can wait once more.")
}

// NeedNeeded refuses words of what is needed that are too long and, where there must be some, none.
func NeedNeeded(f *fault.Fields, needed string, must bool) {
	f.Need(needed != "" || !must, "needed", "Write what you need from them: they read it on their page and in the mail.")
	f.Need(utf8.RuneCountInString(needed) <= MaxReason, "needed", "Keep it to %d characters; write a message for more.", MaxReason)
}

// Needed is the event that says what is needed from the one for whom a case waits. It stands after the one that says that it waits.
const Needed = "What is needed: %s"

// NeededAfter returns what is needed as the conversation says it after the line which says that a case waits, or "".
func NeededAfter(ctx context.Context, q store.Querier, caseID, entryID string) (string, error) {
	e, err := store.One[Entry](ctx, q, SelectEntry+` WHERE e.case_id = $1 AND e.id > $2 ORDER BY e.id LIMIT 1`, caseID, entryID)
	if errors.Is(err, store.ErrNone) || err == nil && e.Kind != "event" {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read what is needed: %w", err)
	}
	event, err := history.Decode(e.Body)
	if err != nil || event.Key != Needed || len(event.Args) != 1 {
		return "", err
	}
	return event.Args[0].Text, nil
}

// Reads is who reads why a promise is due when it is: one who may not see texts reads no words. Mover finds the name of who moved it.
func Reads(ctx context.Context, hidden bool, mover func(at store.Time) string) promise.Reader {
	return promise.Reader{Mover: mover, Reason: func(reason string) (string, bool) {
		text, named := WaitText(reason)
		switch {
		case named:
			return locale.T(ctx, text), true
		case hidden:
			return "", false
		}
		return text, false
	}}
}

// Waited is a time in which a case waited for hr, the customer or somebody else; To is zero while it does.
type Waited struct {
	For  string
	From store.Time
	To   store.Time
}

// WaitedFor returns for whom a case waited, in the order of time, without gaps from its opening to its answer.
func WaitedFor(ctx context.Context, q store.Querier, caseID string) ([]Waited, error) {
	return store.All[Waited](ctx, q, `SELECT waited_for AS "for", from_at AS "from", to_at AS "to" FROM desk_waiting WHERE case_id = $1 ORDER BY from_at, id`, caseID)
}
