// Package closing reads why cases came about and who sees them, once they are answered: for modules above that count causes. It decides nothing: whoever reads
// here limits what a person sees with conditions of package desk.
package closing

import (
	"context"
	"fmt"

	"hearth/internal/desk/number"
	"hearth/internal/platform/store"
)

// Closing is an answered or closed case. Number is as people read it, and N the same for the database.
type Closing struct {
	ID, ServiceID, TeamID, Sensitivity string
	CauseID, CauseText                 string
	N                                  int64
	AnsweredAt                         store.Time
	Health                             bool
}

// Number is what people call the case.
func (c Closing) Number() string { return number.Text(c.N) }

// settled names the states that it leaves out: of those that it means nearly every case is, and SQLite would walk along all of them by its index on the state. What is part of
// another case has no answer of its own, and is counted with that. Where HR wrote first nobody asked, so that it is no answer either.
const settled = `c.state NOT IN ('open', 'waiting') AND c.answered_at IS NOT NULL AND c.channel <> 'hr' AND `

// Of returns those of some cases that are answered or closed, by id.
func Of(ctx context.Context, q store.Querier, ids []string) (map[string]Closing, error) {
	all, err := store.Select[Closing](ctx, q, new(store.Q).Add(`SELECT c.id, c.service_id, c.team_id, c.sensitivity, c.cause_id, c.cause_text, c.number AS n, c.answered_at, c.health
		FROM desk_case c WHERE `+settled).Where(store.In("c.id", ids)))
	if err != nil {
		return nil, fmt.Errorf("read closings: %w", err)
	}
	out := make(map[string]Closing, len(all))
	for _, c := range all {
		out[c.ID] = c
	}
	return out, nil
}

// Next returns the ids of the next n answered or closed cases after an id which meet a condition on c.id, in the order of ids.
func Next(ctx context.Context, q store.Querier, after string, n int, w store.Where) ([]string, error) {
	all, err := store.Select[string](ctx, q, new(store.Q).Add(`SELECT c.id FROM desk_case c WHERE `+settled+`c.id > ? AND `, after).Where(w).Add(` ORDER BY c.id LIMIT ?`, n))
	if err != nil {
		return nil, fmt.Errorf("read closings: %w", err)
	}
	return all, nil
}
