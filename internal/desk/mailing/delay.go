package mailing

import (
	"context"
	"strconv"
	"strings"

	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Delay is a promise that may not be kept, was not, or has another moment because the working hours changed.
type Delay struct {
	PromiseID string
	Kind      string // of the promise
	DueAt     store.Time
	Share     int    // of its minutes that has passed, in percent; 100: it is late
	By        string // the first name of who looks at it, "" while nobody does
	// Anew are the promises of the case that have another moment because working hours changed, and Change names that change; then nothing else is said.
	Anew   []promise.Promise
	Change string
}

func (d Delay) id() string {
	if len(d.Anew) > 0 {
		return d.Change
	}
	return d.PromiseID + ":" + strconv.Itoa(d.Share)
}

// Delayed tells the customers of a case about a delay, before or after the moment, in the way in which a new time reaches them.
func (s *Service) Delayed(ctx context.Context, tx *store.Tx, c Case, d Delay) error {
	l := letter{event: delay, id: d.id(), lines: func(ctx context.Context, _ bool) []string { return d.lines(ctx, c.Name) }}
	switch {
	case len(d.Anew) > 0:
		l.event, l.subject = NewTime, "A new time for your request %s"
	case d.Share >= 100:
		l.event, l.subject = late, "Your request %s is late"
	default:
		l.subject = "Your request %s may take longer"
	}
	return s.send(ctx, tx, c, l)
}

// promised are what was promised, as message keys with the place for the moment.
var promised = map[string]string{promise.FirstAnswer: "We promised a first answer by %s.", promise.NextWord: "We promised that you hear from us by %s.", promise.Decision: "We promised to settle it by %s."}

func (d Delay) lines(ctx context.Context, name string) []string {
	if len(d.Anew) > 0 {
		return []string{locale.T(ctx, "Our working hours changed, so what we promised you for %s is counted anew.", name), strings.Join(times(ctx, d.Anew), "\n")}
	}
	sentence, known := promised[d.Kind]
	if !known {
		sentence = "We promised an answer by %s."
	}
	lines := []string{locale.T(ctx, sentence, locale.DateTime(ctx, d.DueAt.Time))}
	switch {
	case d.Share >= 100:
		lines = append(lines, locale.T(ctx, "We did not keep that time. We are sorry. It stands first in our queue now."))
	case d.By == "":
		lines = append(lines, locale.T(ctx, "It may become later. The team knows and looks for somebody who takes it now."))
	default:
		lines = append(lines, locale.T(ctx, "It may become later. %s is looking at it.", d.By))
	}
	return lines
}
