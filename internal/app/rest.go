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

// resting calls rest each time that nobody has asked for anything for half a minute since somebody did, and once so after the start, at which is done what fell due while no server ran, until ctx ends.
// asked says how many requests there were.
func resting(ctx context.Context, asked func() int64, rest func()) {
	tick := time.NewTicker(restEvery)
	defer tick.Stop()
	last, since, rested := asked(), time.Now(), false
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if n := asked(); n != last {
			last, since, rested = n, time.Now(), false
		}
		if !rested && time.Since(since) >= restAfter {
			rested = true
			rest()
		}
	}
}

// busy counts what was asked and the mails that came.
func (a *App) busy() int64 { return a.asked.Load() + a.Intake.Taken() }

// rest gives memory back: Go keeps for a long time what it needed once, and SQLite for ever the pages that it read.
func (a *App) rest() {
	a.DB.Rest()
	a.Mux.Rest()
	debug.FreeOSMemory()
}
