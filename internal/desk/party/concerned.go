package party

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/platform/store"
)

// Concerned returns, by case, the ids of whom it concerns: who asks, for whom, about whom and against whom. The record of openings names each of them for the data-protection
// officer; what they learn of it themselves is less, see the desk's OpeningsShown.
func Concerned(ctx context.Context, q store.Querier, cases []string) (map[string][]string, error) {
	out := make(map[string][]string, len(cases))
	for some := range slices.Chunk(cases, 500) {
		all, err := store.Select[struct{ CaseID, PersonID string }](ctx, q, new(store.Q).Add(`SELECT DISTINCT v.case_id, v.person_id FROM desk_party v
			WHERE v.relation IN ('by', 'for', 'about', 'against') AND `).Where(store.In("v.case_id", some)).Add(` ORDER BY v.case_id, v.person_id`))
		if err != nil {
			return nil, fmt.Errorf("read parties: %w", err)
		}
		for _, p := range all {
			out[p.CaseID] = append(out[p.CaseID], p.PersonID)
		}
	}
	return out, nil
}
