package record

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Held is a case in the hands of somebody, for the rule that gives cases and for nothing that anybody reads but that person.
type Held struct {
	ID, AssigneePerson, ServiceID, TeamID string
	NewReply                              bool // the customer wrote last
	OpenedAt, DueAt                       store.Time
}

// HeldBy returns the cases of some people that are not answered. Of one that waits, DueAt is until when: what runs on meanwhile, such as a call, may be due before. It asks nobody's rights.
func HeldBy(ctx context.Context, q store.Querier, people []string) ([]Held, error) {
	if len(people) == 0 {
		return nil, nil
	}
	all, err := store.Select[Held](ctx, q, new(store.Q).Add(`SELECT c.id, c.assignee_person, c.service_id, c.team_id, c.new_reply, c.opened_at, CASE WHEN c.state = 'waiting' THEN c.waiting_until ELSE c.due_at END AS due_at
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

// Keepers returns the ids of those who work on a case that is not answered, for modules that see to it that they still can. It asks nobody's rights.
func Keepers(ctx context.Context, q store.Querier) ([]string, error) {
	ids, err := store.All[string](ctx, q, `SELECT DISTINCT c.assignee_person FROM desk_case c WHERE c.state IN ('open', 'waiting') AND c.assignee_person IS NOT NULL ORDER BY c.assignee_person`)
	if err != nil {
		return nil, fmt.Errorf("read who works on cases: %w", err)
	}
	return ids, nil
}

// Found is a case that is not answered, by which modules find it.
type Found struct {
	ID, Site, TeamID string
	Number           int64
}

// Wordless returns some cases that are open, or wait for others than their customers, after a number, in the order of their numbers, to whose customers no next word may be promised: promise.Silent says for sure. It asks nobody's rights.
func Wordless(ctx context.Context, q store.Querier, after int64, limit int) ([]Found, error) {
	all, err := store.Select[Found](ctx, q, new(store.Q).Add(`SELECT c.id, c.site, c.team_id, c.number FROM desk_case c WHERE c.state IN ('open', 'waiting') AND (c.state = 'open' OR c.waiting_reason <> ?) AND c.number > ? AND `, WaitCustomer, after).
		Where(promise.Wordless("case", "c.id", q.Now())).Add(` ORDER BY c.number LIMIT ?`, limit))
	if err != nil {
		return nil, fmt.Errorf("read cases without a word: %w", err)
	}
	return all, nil
}

// Unseen returns some cases that are not answered, of which nobody knows who works in HR: those for named people of whom none is among here, and those for a team that is not among staffed, unless
// somebody of here works on them. It asks nobody's rights.
func Unseen(ctx context.Context, q store.Querier, here, staffed []string, limit int) ([]Found, error) {
	named := store.And(store.Cond(`c.sensitivity = 'named'`), store.Not(store.Where{SQL: `EXISTS (SELECT 1 FROM desk_party v WHERE v.case_id = c.id AND v.relation = 'named' AND ` +
		store.In("v.person_id", here).SQL + `)`, Args: store.In("v.person_id", here).Args}))
	of := store.And(store.Cond(`c.sensitivity = 'team'`), store.Not(store.In("c.team_id", staffed)))
	nobody := store.Or(store.Cond(`c.assignee_person IS NULL`), store.Not(store.In("c.assignee_person", here)))
	all, err := store.Select[Found](ctx, q, new(store.Q).Add(`SELECT c.id, c.site, c.number FROM desk_case c WHERE c.state IN ('open', 'waiting') AND `).
		Where(store.And(nobody, store.Or(named, of))).Add(` ORDER BY c.number LIMIT ?`, limit))
	if err != nil {
		return nil, fmt.Errorf("read cases that nobody sees: %w", err)
	}
	return all, nil
}

// Untouched returns who asked in a case of the past that is closed and as package desk loads and extends it, with no message after at; "" for any other.
func Untouched(ctx context.Context, q store.Querier, caseID string, at store.Time) (by string, err error) {
	by, err = store.One[string](ctx, q, `SELECT by_person FROM desk_case WHERE id = $1 AND state = 'closed' AND version = 1 AND last_at <= $2`, caseID, at)
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	return by, err
}
