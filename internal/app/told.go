package app

import (
	"context"

	"hearth/internal/decision"
	"hearth/internal/heard"
	"hearth/internal/platform/store"
)

// told says to decisions how what we heard stands.
type told struct{}

// Summary implements decision.Heard. A correction is an answer as a yes is: whoever decides reads it, and it stays beside what was written.
func (told) Summary(ctx context.Context, q store.Querier, caseID string) (decision.Summary, error) {
	s, there, err := heard.Latest(ctx, q, caseID)
	return decision.Summary{Asked: there, Blocks: there && s.Blocks(), Confirmed: s.State == heard.Confirmed || s.State == heard.Corrected}, err
}
