package record

import (
	"context"
	"fmt"

	"hearth/internal/platform/store"
)

// Held is a case in the hands of somebody, for the rule that gives cases and for nothing that anybody reads but that person.
type Held struct {
	ID, AssigneePerson, ServiceID string
	NewReply                      bool // the customer wrote last
	OpenedAt, DueAt               store.Time
}

// HeldBy returns the cases of some people that are not answered. Of one that waits, DueAt is until when. It asks nobody's rights.
func HeldBy(ctx context.Context, q store.Querier, people []string) ([]Held, error) {
	if len(people) == 0 {
		return nil, nil
	}
	all, err := store.Select[Held](ctx, q, new(store.Q).Add(`SELECT c.id, c.assignee_person, c.service_id, c.new_reply, c.opened_at, CASE WHEN c.state = 'waiting' THEN c.waiting_until ELSE c.due_at END AS due_at
		FROM desk_case c WHERE `).Where(store.In("c.assignee_person", people)).Add(` AND c.state IN ('open', 'waiting') ORDER BY c.opened_at, c.id`))
	if err != nil {
		return nil, fmt.Errorf("read cases of people: %w", err)
	}
	return all, nil
}

// HeldCount returns how many cases of a person are not answered, by service. It asks nobody's rights.
func HeldCount(ctx context.Context, q store.Querier, person string) (map[string]int, error) {
	type count struct {
		ServiceID string
		N         int
	}
	all, err := store.All[count](ctx, q, `SELECT c.service_id, count(*) AS n FROM desk_case c WHERE c.assignee_person = $1 AND c.state IN ('open', 'waiting') GROUP BY c.service_id`, person)
	if err != nil {
		return nil, fmt.Errorf("count cases of a person: %w", err)
	}
	out := make(map[string]int, len(all))
	for _, c := range all {
		out[c.ServiceID] = c.N
	}
	return out, nil
}
