package macro

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// toDo lists what by confirmed for many cases and what could not be done, until they change it, do it after all or leave it. It says nothing to whoever may do nothing to many cases any more.
func (s *Service) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	if s.Policy.May(by, ManyCases, 0) != nil {
		return nil, nil
	}
	type row struct {
		ID, Plan, Why string
		MissedAt      store.Time
	}
	rows, err := store.All[row](ctx, s.DB, `SELECT b.id, b.plan, b.why, b.missed_at FROM macro_batch b WHERE b.person_id = $1 AND b.missed_at IS NOT NULL AND b.done_at IS NULL ORDER BY b.missed_at, b.id`, by.PersonID)
	if err != nil {
		return nil, fmt.Errorf("read batches that were not done: %w", err)
	}
	var all []spec.ToDo
	for _, r := range rows {
		var plan struct{ Numbers []string }
		if err := json.Unmarshal([]byte(r.Plan), &plan); err != nil {
			return nil, fmt.Errorf("read batch %s: %w", r.ID, err)
		}
		var why locale.Msg
		if err := why.UnmarshalJSON([]byte(r.Why)); err != nil {
			return nil, fmt.Errorf("read batch %s: %w", r.ID, err)
		}
		all = append(all, spec.ToDo{Title: locale.N(ctx, len(plan.Numbers), "1 case at once", "%d cases at once"), Text: locale.M("What you confirmed was not done. %s", why), Since: r.MissedAt,
			Link: "/desk/bulk/" + url.PathEscape(r.ID), Action: locale.M("Look at it")})
	}
	return all, nil
}
