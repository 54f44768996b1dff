package ui

import "github.com/a-h/templ"

// Kind colours a chip, a clock, a bar or a notice. A kind never carries meaning alone: an icon and words go with it.
type Kind string

// The kinds. Quiet is planned, paused or not now.
const (
	Quiet Kind = ""
	Ember Kind = "ember" // a running promise
	Tide  Kind = "tide"  // the person's turn
	OK    Kind = "ok"    // kept, done
	Warn  Kind = "warn"  // due soon
	Bad   Kind = "bad"   // late, error
	Hold  Kind = "hold"  // paused: a clock without a bar
)

// Promise is what the promise line shows.
type Promise struct {
	Sentence templ.Component // Rich(ctx, "We will answer by *%s*", due)
	Icon     string          // "" is "clock"
	Kind     Kind            // of the bar; Quiet is ember
	Used     int             // per cent of the promised time that has passed; below 0 shows no bar
	From     string          // left end: "Asked Mon 09:24"
	Until    string          // right end: "Left: 1 day 4 hours"
}

func (p Promise) icon() string {
	if p.Icon == "" {
		return "clock"
	}
	return p.Icon
}

func barClass(k Kind) string {
	switch k {
	case OK, Warn, Bad, Tide:
		return "bar bar-" + string(k)
	}
	return "bar"
}

func clockIcon(k Kind) string {
	switch k {
	case Bad:
		return "circle-alert"
	case Hold:
		return "pause"
	case OK:
		return "circle-check"
	}
	return "timer"
}

func kindClass(prefix string, k Kind) string {
	if k == Quiet {
		return prefix
	}
	return prefix + " " + prefix + "-" + string(k)
}

func noticeClass(k Kind) string {
	switch k {
	case OK:
		return "bg-ok-soft text-ok-ink"
	case Warn:
		return "bg-warn-soft text-warn-ink"
	case Bad:
		return "bg-bad-soft text-bad-ink"
	case Tide:
		return "bg-tide-soft text-tide-ink"
	}
	return "bg-base-300"
}

func noticeIcon(k Kind) string {
	switch k {
	case OK:
		return "circle-check"
	case Warn:
		return "triangle-alert"
	case Bad:
		return "circle-alert"
	}
	return "info"
}

func noticeRole(k Kind) templ.Attributes {
	switch k {
	case OK:
		return templ.Attributes{"role": "status"}
	case Bad:
		return templ.Attributes{"role": "alert"}
	}
	return nil
}

// clockBar is the bar of a queue clock: tide while there is time.
func clockBar(k Kind) string {
	if k == Warn || k == Bad || k == OK {
		return barClass(k)
	}
	return barClass(Tide)
}
