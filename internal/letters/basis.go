package letters

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/platform/store"
)

// basis is what a letter tells of: a version of the decision and of the calculation, "" for none.
type basis struct{ DecisionID, CalculationVersion string }

// of is b as far as a letter with these places tells of it.
func (b basis) of(places []string) (out basis) {
	for _, name := range places {
		switch {
		case strings.HasPrefix(name, "decision."):
			out.DecisionID = b.DecisionID
		case strings.HasPrefix(name, "calculation."):
			out.CalculationVersion = b.CalculationVersion
		}
	}
	return out
}

// What a letter tells of that was changed after it was issued.
const (
	DecisionChanged    = "decision"
	CalculationChanged = "calculation"
)

// standing is what stands in a case now.
type standing struct {
	decision     string
	calculations []string
}

// changed says what of b stands no more, or "".
func (s standing) changed(b basis) string {
	switch {
	case b.DecisionID != "" && b.DecisionID != s.decision:
		return DecisionChanged
	case b.CalculationVersion != "" && !slices.Contains(s.calculations, b.CalculationVersion):
		return CalculationChanged
	}
	return ""
}

// standingFor reads what stands in a case, as far as its letters tell of it.
func (s *Service) standingFor(ctx context.Context, q store.Querier, caseID string, rows []row) (out standing, err error) {
	if s.Decisions != nil && slices.ContainsFunc(rows, func(r row) bool { return r.DecisionID != "" }) {
		d, _, err := s.Decisions.Decided(ctx, q, caseID)
		if err != nil {
			return out, fmt.Errorf("decision of letters: %w", err)
		}
		out.decision = d.ID
	}
	if s.Calculations != nil && slices.ContainsFunc(rows, func(r row) bool { return r.CalculationVersion != "" }) {
		if out.calculations, err = s.Calculations.Standing(ctx, q, caseID); err != nil {
			return out, fmt.Errorf("calculations of letters: %w", err)
		}
	}
	return out, nil
}
