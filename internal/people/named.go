package people

import (
	"context"
	"fmt"

	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
)

// NameWords returns which of some folded words are part of the name of somebody whom the directory knows, for modules that must not say a name. It asks nobody's rights.
func NameWords(ctx context.Context, q store.Querier, dialect store.Dialect, words []string) (map[string]bool, error) {
	named := map[string]bool{}
	for _, w := range words {
		// The index finds names that begin so; what is compared is the whole word.
		n, err := store.Row[int](ctx, q, new(store.Q).Add(`SELECT count(*) FROM (SELECT 1 AS one FROM people_person p WHERE `).
			Where(search.MatchNames(dialect, searchKind, "p.id", w)).Add(` AND ' ' || replace(replace(p.search, '-', ' '), '''', ' ') || ' ' LIKE ? LIMIT 1) found`, "% "+w+" %"))
		if err != nil {
			return nil, fmt.Errorf("look for names: %w", err)
		}
		if n > 0 {
			named[w] = true
		}
	}
	return named, nil
}
