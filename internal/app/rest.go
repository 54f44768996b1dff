package app

import (
	"context"
	"runtime/debug"
	"time"
)

const (
	restEvery = 5 * time.Second
	restAfter = 30 * time.Second
)

// resting gives memory back when nobody has asked for anything for half a minute, until ctx ends. Go keeps what it needed once for a long time, and SQLite the pages that it
// read for ever; an installation that is busy for an hour a day would hold that hour's memory all day.
func (a *App) resting(ctx context.Context) {
	tick := time.NewTicker(restEvery)
	defer tick.Stop()
	asked, since, rested := a.asked.Load(), time.Now(), true // starting is no load
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if now := a.asked.Load(); now != asked {
			asked, since, rested = now, time.Now(), false
			continue
		}
		if rested || time.Since(since) < restAfter {
			continue
		}
		rested = true
		if err := a.DB.Rest(ctx); err != nil && ctx.Err() == nil {
			a.log.WarnContext(ctx, "memory was not given back", "error", err)
		}
		debug.FreeOSMemory()
	}
}
