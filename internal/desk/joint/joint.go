// Package joint is how cases hang together as package desk has to know it: which are parts of others, and which messages became a case of their own. A module above keeps it.
package joint

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/desk/record"
	"hearth/internal/platform/fault"
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

// APart refuses to change of a part of another case who sees it.
func APart() error {
	return fault.New(fault.Conflict, "This case is part of another one, and the same people see both and work on both. Change that there, or take the two apart first.")
}

// Name puts people in the place of those named for a case. It refuses others than those for a part of another case.
func Name(ctx context.Context, tx *store.Tx, index Index, caseID string, named []string) error {
	whole, err := index.Whole(ctx, tx, caseID)
	if err != nil {
		return err
	}
	if whole == "" {
		return record.Name(ctx, tx, caseID, named)
	}
	was, err := record.NamedIn(ctx, tx, caseID)
	if err == nil && !slices.Equal(was, slices.Sorted(slices.Values(named))) {
		err = APart()
	}
	return err
}
