package mailing

import (
	"context"

	"hearth/internal/people"
	"hearth/internal/platform/store"
)

// How is the way in which somebody of HR is told at work of an event, as they chose for themselves: Email, SMS or None. Daily says that it may wait for NextDigest.
type How struct {
	Channel string
	Daily   bool
}

// HowTo returns how a person wants to hear of an event now.
func HowTo(ctx context.Context, q store.Querier, p people.Person, e Event) (How, error) {
	w, err := wayTo(ctx, q, p, e)
	return How{w.channel, w.daily}, err
}
