// Package joint is how cases hang together as package desk has to know it: which are parts of others, and which messages became a case of their own. A module above keeps it.
package joint

import (
	"context"
	"fmt"

	"hearth/internal/desk/record"
	"hearth/internal/platform/store"
)

// Index tells it. Nothing of it is shown to anybody who may not see the case that it names.
type Index interface {
	// Of returns what hangs on a case.
	Of(ctx context.Context, q store.Querier, caseID string) (Joints, error)
	// Whole returns the id of the case that one is part of, or "".
	Whole(ctx context.Context, q store.Querier, caseID string) (string, error)
	// Stands returns both at once: the id of the case that one is part of, or "", and the ids of its parts, sorted. One of the two is empty.
	Stands(ctx context.Context, q store.Querier, caseID string) (whole string, parts []string, err error)
}

// Joints are what hangs on a case, as ids.
type Joints struct {
	Parts  []string          // the cases that are part of it
	Became map[string]string // by message, the case that it became, which is no part of it
	Copies map[string]bool   // what stands in its parts but was copied from the case
}

// None is the Index of an installation in which every case stands by itself.
type None struct{}

// Of returns nothing.
func (None) Of(context.Context, store.Querier, string) (Joints, error) { return Joints{}, nil }

// Whole returns nothing.
func (None) Whole(context.Context, store.Querier, string) (string, error) { return "", nil }

// Stands returns nothing.
func (None) Stands(context.Context, store.Querier, string) (string, []string, error) {
	return "", nil, nil
}

// Entries returns what was written in a part, with notes of HR or without.
func Entries(ctx context.Context, q store.Querier, part string, notes bool) ([]record.Entry, error) {
	all, err := store.All[record.Entry](ctx, q, record.SelectEntry+` WHERE e.case_id = $1 AND e.kind <> 'event' AND (NOT e.internal OR $2) ORDER BY e.id`, part, notes)
	if err != nil {
		return nil, fmt.Errorf("read part: %w", err)
	}
	return all, nil
}
