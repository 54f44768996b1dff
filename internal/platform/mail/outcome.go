package mail

import (
	"context"
	"errors"
	"time"

	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

var doubtful = locale.M("The connection ended before the other side confirmed. It may have arrived.")

// Refusal is an error of a peer that did not take a message; Permanent means that trying again is of no use. Any other error
// of a peer means that nobody knows whether it was taken.
type Refusal struct {
	Permanent bool
	Reason    string // what the peer said
}

// Error returns what the peer said.
func (r *Refusal) Error() string { return r.Reason }

// errPeer says that the peer cannot be reached, or takes nothing at all now: the message is kept, and the pass ends for this channel.
type errPeer struct {
	error
	spoke bool // it was reached, and said so to this message
}

// peer takes messages of one channel over one connection.
type peer interface {
	// ready opens the connection, or finds out whether it still stands.
	ready(ctx context.Context) error
	// send calls leaving right before the content goes out, and stops when that fails.
	send(ctx context.Context, it item, leaving func() error) error
	close()
}

// judge says what an unsuccessful try makes of the message. exhausted means that its time is up.
func judge(outcome error, exhausted bool) (State, locale.Msg) {
	away, isAway := errors.AsType[errPeer](outcome)
	refusal, isRefusal := errors.AsType[*Refusal](outcome)
	switch {
	case isAway && exhausted:
		return Failed, locale.M("It could not be sent for three days, because the other side could not be reached: %s", said(away))
	case isAway:
		return Queued, locale.M("It waits, because the other side cannot be reached: %s", said(away))
	case isRefusal && refusal.Permanent:
		return Failed, locale.M("The other side refused it: %s", said(refusal))
	case isRefusal && exhausted:
		return Failed, locale.M("It could not be sent for three days. The last answer was: %s", said(refusal))
	case isRefusal:
		return Queued, locale.M("The other side did not take it yet, and it is tried again: %s", said(refusal))
	}
	return Unknown, doubtful
}

func said(err error) string { return shorten(oneLine(err.Error())) }

// shorten cuts what a peer said to 300 letters, and shows that it was cut.
func shorten(s string) string {
	r := []rune(s)
	if len(r) <= 300 {
		return s
	}
	return string(r[:300]) + " …"
}

// wait is the time until the next try. That the peer is away is not the message's fault, and it is due as soon as the peer may be back.
func wait(it item, outcome error) time.Duration {
	if away, ok := errors.AsType[errPeer](outcome); ok && !away.spoke {
		return time.Minute
	}
	return pause(it.Attempts)
}

// pause is the time until the next try, after the given number of tries.
func pause(attempts int) time.Duration {
	steps := []time.Duration{time.Minute, 2 * time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour}
	if attempts > len(steps) {
		return 4 * time.Hour
	}
	return steps[max(attempts, 1)-1]
}

// The pauses after a peer could not be reached.
const (
	firstAbsence = 5 * time.Second
	longAbsence  = time.Minute
)

// absence is until when a peer that could not be reached is left alone.
type absence struct {
	until store.Time
	pause time.Duration
}

// over reports whether the peer may be asked again. A clock that was set back ends it too.
func (a *absence) over(now store.Time) bool {
	left := a.until.Sub(now.Time)
	return left <= 0 || left > longAbsence
}

// lengthen returns the absence after another try in vain.
func (a *absence) lengthen(now store.Time) *absence {
	pause := firstAbsence
	if a != nil {
		pause = min(2*a.pause, longAbsence)
	}
	return &absence{until: now.Add(pause), pause: pause}
}
