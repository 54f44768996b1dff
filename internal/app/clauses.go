package app

import (
	"context"
	"strconv"

	"hearth/internal/calendar"
	"hearth/internal/decision"
	"hearth/internal/demo"
	"hearth/internal/exception"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	rules "hearth/internal/policy"
)

// clauses is where decisions find what they cite: in the book that Options name, or in the policies. The demo's past cites what its stories tell where the
// policies say nothing to somebody on that day.
func (a *App) clauses() decision.Clauses {
	switch {
	case a.book != nil:
		return a.book
	case a.demo:
		return cited{demo.Clauses()}
	}
	return cited{}
}

// cited finds clauses of policies as they stood on a day, and then in another place, if there is one.
type cited struct{ next decision.Clauses }

// Cite implements decision.Clauses.
func (c cited) Cite(ctx context.Context, q store.Querier, ref string, on store.Time, personID string) (decision.Clause, error) {
	v, err := rules.ClauseAt(ctx, q, ref, calendar.DateOf(on.UTC()), personID)
	if c.next != nil && fault.KindOf(err) == fault.NotFound {
		return c.next.Cite(ctx, q, ref, on, personID)
	}
	if err != nil {
		return decision.Clause{}, err
	}
	p, _, err := rules.FindPolicy(ctx, q, v.PolicyID)
	return decision.Clause{VersionID: v.ID, Ref: v.Ref(), Title: p.Title, Text: v.Text, Version: strconv.Itoa(v.N)}, err
}

// cites finds for exceptions what decisions would cite.
type cites struct{ clauses decision.Clauses }

// Cite implements exception.Clauses.
func (c cites) Cite(ctx context.Context, q store.Querier, ref string, on store.Time, personID string) (exception.Clause, error) {
	found, err := c.clauses.Cite(ctx, q, ref, on, personID)
	return exception.Clause{ID: found.VersionID, Ref: found.Ref, Title: found.Title, Text: found.Text}, err
}
