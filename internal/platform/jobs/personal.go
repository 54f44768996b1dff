package jobs

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// Personal says what the queue holds about people: ids, in the arguments of jobs.
func Personal() []privacy.Source {
	nothing := func(context.Context, store.Querier, string) (any, error) { return nil, nil } // ids alone: there is nothing to read
	columns := []string{"id", "args", "attempt", "attempted_at", "attempted_by", "created_at", "errors", "finalized_at", "kind", "metadata", "priority", "queue", "state",
		"scheduled_at", "tags", "unique_key", "unique_states", "max_attempts"}
	all := []privacy.Source{
		{Table: "river_job", What: "Work that is about to be done for you.", Columns: []privacy.Fate{privacy.Deleted(columns...)}, Export: nothing, Erase: eraseJobs},
		{Table: "store_fact", What: "What has just happened, until it is passed on.", Export: nothing,
			Columns: []privacy.Fate{privacy.Blanked("body"), privacy.Unpersonal("id", "at")},
			Erase: func(ctx context.Context, tx *store.Tx, personID string) error {
				return store.ForgetInFacts(ctx, tx, personID, privacy.Erased)
			}},
	}
	return append(all, privacy.Impersonal("When work is due that happens every so often.", "jobs_tick")...)
}

// eraseJobs removes the jobs whose arguments or errors name a person.
func eraseJobs(ctx context.Context, tx *store.Tx, personID string) error {
	args, failures := `json(args)`, `COALESCE(json(errors), '')`
	if tx.Dialect() == store.Postgres {
		args, failures = `CAST(args AS text)`, `COALESCE(CAST(errors AS text), '')`
	}
	if _, err := tx.Exec(ctx, `DELETE FROM river_job WHERE `+args+` || `+failures+` LIKE '%' || CAST($1 AS text) || '%'`, personID); err != nil {
		return fmt.Errorf("erase jobs: %w", err)
	}
	return nil
}
