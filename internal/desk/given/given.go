// Package given is how the desk hears of what services ask for besides words: a module above knows which fields they have, and what cases hold in them.
package given

import (
	"context"

	"hearth/internal/desk/narrow"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// New is what a new request was given in the fields of its service, by key.
type New struct {
	Service string
	Asks    bool // the service asks for something
	Values  map[string]any
	Must    bool // its sender fills in what is required
	HR      bool // its sender is somebody of HR, who fills in HR's fields too
}

// Case is the request, once it is there.
type Case struct{ ID, ByPerson, ForPerson string }

// Keep keeps what was given.
type Keep func(ctx context.Context, tx *store.Tx, c Case) error

// Fields are those of all services. Both parts are needed.
type Fields struct {
	// Check adds to f what is wrong with a new request, and returns what keeps what it was given. It reads nothing where the service asks for nothing.
	Check func(ctx context.Context, q store.Querier, in New, f *fault.Fields) (Keep, error)
	// Among is the condition on c.id that a list is narrowed by, as m names a field and what stands in it. What is wrong with that, or not for by, is added to f, and is met by no case.
	Among func(ctx context.Context, q store.Querier, by authz.Actor, m narrow.More, f *fault.Fields) (store.Where, error)
}

// None is Fields where no service has any: what is given is refused.
func None() *Fields {
	return &Fields{
		Check: func(_ context.Context, _ store.Querier, in New, f *fault.Fields) (Keep, error) {
			f.Need(len(in.Values) == 0, "fields", "This service asks for no fields.")
			return func(context.Context, *store.Tx, Case) error { return nil }, nil
		},
		Among: func(_ context.Context, _ store.Querier, _ authz.Actor, _ narrow.More, f *fault.Fields) (store.Where, error) {
			f.Need(false, "field", "There is no such field. Choose one of the list.")
			return store.Never, nil
		},
	}
}
