package routing

import (
	"context"
	"fmt"

	"hearth/internal/calendar"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what the module keeps about people: those of HR.
func personal() []privacy.Source {
	all := []privacy.Source{
		{Table: "routing_skill", PersonColumns: []string{"person_id"}, What: "Which services, languages and sites you take at work.",
			Columns: []privacy.Fate{privacy.Deleted("person_id", "kind", "value")}, Export: exported[Skill](`SELECT kind, value FROM routing_skill WHERE person_id = $1 ORDER BY kind, value`), Erase: erase("routing_skill")},
		{Table: "routing_away", PersonColumns: []string{"person_id"}, What: "When you are away from work at HR. What is over is deleted.",
			Columns: []privacy.Fate{privacy.Deleted("person_id", "first_day", "back_day"), privacy.Unpersonal("id")},
			Export:  exported[Days](`SELECT first_day, back_day FROM routing_away WHERE person_id = $1 ORDER BY first_day`), Erase: erase("routing_away")},
		{Table: "routing_given", PersonColumns: []string{"person_id"}, What: "Which requests came to you by the rule of your team, and why. It is deleted a week later, once they are answered.",
			Columns: []privacy.Fate{privacy.Deleted("case_id", "person_id", "given_at", "heavy", "why")},
			Export:  exported[given](`SELECT given_at, why FROM routing_given WHERE person_id = $1 ORDER BY given_at, case_id`), Erase: erase("routing_given")},
		{Table: "routing_heavy", PersonColumns: []string{"person_id"}, What: "When a request that is hard to bear came to you, so that they do not become too many in a week. It is deleted after that week.",
			Columns: []privacy.Fate{privacy.Deleted("event", "person_id", "case_id", "came_at")},
			Export:  exported[heavyOne](`SELECT came_at FROM routing_heavy WHERE person_id = $1 ORDER BY came_at, event`), Erase: erase("routing_heavy")},
		{Table: "routing_passed", PersonColumns: []string{"person_id"}, What: "Which open requests you passed on, so that they do not come back to you.",
			Columns: []privacy.Fate{privacy.Deleted("case_id", "person_id")},
			Export:  exported[passed](`SELECT case_id FROM routing_passed WHERE person_id = $1 ORDER BY case_id`), Erase: erase("routing_passed")},
	}
	return append(all, append(privacy.Impersonal("What teams agreed on about their work; it names nobody.", "routing_team", "routing_weight"),
		privacy.Impersonal("For which requests nobody had room, and nothing of whose they are.", "routing_waiting")...)...)
}

// Skill is one thing that somebody takes.
type Skill struct {
	Kind  string `json:"kind"`
	Value string `json:"value"`
}

// Days are days on which somebody is away: from the first until the day before the one on which they are back.
type Days struct {
	FirstDay calendar.Date `json:"first_day"`
	BackDay  calendar.Date `json:"back_day"`
}

type given struct {
	GivenAt store.Time `json:"given_at"`
	Why     string     `json:"why"`
}

type heavyOne struct {
	CameAt store.Time `json:"came_at"`
}

type passed struct {
	CaseID string `json:"case_id"`
}

func exported[T any](sql string) func(ctx context.Context, q store.Querier, personID string) (any, error) {
	return func(ctx context.Context, q store.Querier, personID string) (any, error) {
		all, err := store.All[T](ctx, q, sql, personID)
		if err != nil || len(all) == 0 {
			return nil, err
		}
		return all, nil
	}
}

func erase(table string) func(ctx context.Context, tx *store.Tx, personID string) error {
	return func(ctx context.Context, tx *store.Tx, personID string) error {
		if _, err := tx.Exec(ctx, `DELETE FROM `+table+` WHERE person_id = $1`, personID); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
		return nil
	}
}
