package record

import (
	"context"

	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// The reasons for a pause that have a name; any other text is a reason too.
const (
	WaitCustomer = "customer" // something is needed from the requester
	WaitManager  = "manager"  // their manager has to say something
	WaitOutside  = "outside"  // an outside agency has to do something
	WaitDate     = "date"     // it was agreed to go on at a date
)

// Waits lists the named reasons in the order of the form.
func Waits() []string { return []string{WaitCustomer, WaitManager, WaitOutside, WaitDate} }

// waitTexts are the named reasons as the customer reads them.
var waitTexts = map[string]string{
	WaitCustomer: "We need something from you.",
	WaitManager:  "A manager has to answer us first.",
	WaitOutside:  "Somebody outside has to answer us first.",
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
