package outreach

import (
	"context"
	"fmt"

	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/store"
)

// subscriptions note what happens in the cases of rounds: that the person answered, that it is settled, that it is not any more.
func (s *Service) subscriptions() []jobs.Subscription {
	return []jobs.Subscription{
		upon(s, "outreach.replied", func(f desk.CaseReplied) string {
			if !f.Customer {
				return ""
			}
			return f.CaseID
		}, `answered_at = COALESCE(answered_at, $2)`),
		upon(s, "outreach.answered", func(f desk.CaseAnswered) string { return f.CaseID }, `settled_at = COALESCE(settled_at, $2)`),
		upon(s, "outreach.closed", func(f desk.CaseClosed) string { return f.CaseID }, `settled_at = COALESCE(settled_at, $2)`),
		upon(s, "outreach.joined", func(f record.CaseJoined) string { return f.CaseID }, `settled_at = COALESCE(settled_at, $2)`), // it goes on elsewhere
		upon(s, "outreach.parted", func(f record.CaseParted) string { return f.CaseID }, `settled_at = CASE WHEN settled_at > $2 THEN settled_at END`),
		upon(s, "outreach.reopened", func(f desk.CaseReopened) string { return f.CaseID }, `settled_at = NULL, answered_at = COALESCE(answered_at, $2)`),
	}
}

// upon changes the line of the case to which something happened. Facts may come in another order than they happened: what is over by then counts again with the next.
func upon[F store.Fact](s *Service, name string, caseID func(F) string, set string) jobs.Subscription {
	return jobs.OnIf(name, func(ctx context.Context, q store.Querier, f F) (bool, error) {
		id := caseID(f)
		if id == "" {
			return false, nil
		}
		return store.One[bool](ctx, q, `SELECT EXISTS (SELECT 1 FROM outreach_line l WHERE l.case_id = $1 AND l.case_id <> '') AS ours`, id)
	}, func(ctx context.Context, f F) error {
		return s.DB.Tx(ctx, func(tx *store.Tx) error {
			if _, err := tx.Exec(ctx, `UPDATE outreach_line SET `+set+` WHERE case_id = $1 AND case_id <> ''`, caseID(f), tx.Now()); err != nil {
				return fmt.Errorf("note what happened in a case: %w", err)
			}
			return nil
		})
	})
}
