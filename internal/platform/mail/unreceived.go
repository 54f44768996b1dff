package mail

import (
	"context"
	"fmt"

	"hearth/internal/platform/store"
)

// Mark names a message that Undelivered would return, for lists of many things.
type Mark struct {
	About, EventKey, Kind string
	State                 State
}

// Marks returns what Undelivered would return of many things, without the reasons: one look at the outbox for a whole list.
func Marks(ctx context.Context, q store.Querier, abouts []string) ([]Mark, error) {
	if len(abouts) == 0 {
		return nil, nil
	}
	all, err := store.Select[Mark](ctx, q, new(store.Q).Add(`SELECT about, COALESCE(event_key, '') AS event_key, kind, `+shown+` AS state FROM mail_outbox
		WHERE NOT withdrawn AND (state IN ('failed', 'unknown') OR report <> '') AND `).Where(store.In("about", abouts)).Add(` ORDER BY id`))
	if err != nil {
		return nil, fmt.Errorf("undelivered mail: %w", err)
	}
	return all, nil
}
