package mail

import (
	"context"
	"fmt"

	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// undelivered is the condition on rows of the outbox that what they hold has not arrived.
const undelivered = `NOT withdrawn AND (state IN ('failed', 'unknown') OR report <> '')`

// UndeliveredAbout is the condition that some mail about the thing whose id stands in column has not arrived: for a query that finds the few of many things for UndeliveredOf.
func UndeliveredAbout(column string) store.Where {
	return store.Cond(`EXISTS (SELECT 1 FROM mail_outbox WHERE about = ` + column + ` AND ` + undelivered + `)`)
}

// LeavesAt is when the first mail about a thing may leave that waits to be taken back still; zero: none does.
func LeavesAt(ctx context.Context, q store.Querier, about string) (store.Time, error) {
	all, err := store.All[store.Time](ctx, q, `SELECT next_at FROM mail_outbox WHERE about = $1 AND state = 'queued' AND NOT withdrawn AND attempts = 0 AND next_at > $2 ORDER BY next_at LIMIT 1`, about, q.Now())
	if err != nil {
		return store.Time{}, fmt.Errorf("read when mail leaves: %w", err)
	}
	if len(all) == 0 {
		return store.Time{}, nil
	}
	return all[0], nil
}

// UndeliveredOf returns what Undelivered would return of many things, by the id of the thing: one look at the outbox for a whole list.
func UndeliveredOf(ctx context.Context, q store.Querier, abouts []string) (map[string][]Unreceived, error) {
	if len(abouts) == 0 {
		return nil, nil
	}
	type row struct {
		ID, PersonID, Recipient, Kind, EventKey, About, Reason string
		Channel                                                Channel
		State                                                  State
		At                                                     store.Time
	}
	rows, err := store.Select[row](ctx, q, new(store.Q).Add(`SELECT id, person_id, recipient, kind, COALESCE(event_key, '') AS event_key, about, channel, `+shown+` AS state, reason,
		COALESCE(noted_at, created_at) AS at FROM mail_outbox WHERE `+undelivered+` AND `).
		Where(store.In("about", abouts)).Add(` ORDER BY id`))
	if err != nil {
		return nil, fmt.Errorf("undelivered mail: %w", err)
	}
	all := map[string][]Unreceived{}
	for _, r := range rows {
		var why locale.Msg
		if why, err = readReason(r.Reason); err != nil {
			return nil, fmt.Errorf("undelivered mail: %w", err)
		}
		all[r.About] = append(all[r.About], Unreceived{ID: r.ID, PersonID: r.PersonID, Recipient: r.Recipient, Kind: r.Kind, EventKey: r.EventKey, Channel: r.Channel,
			State: r.State, Reason: why, At: r.At})
	}
	return all, nil
}
