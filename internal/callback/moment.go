package callback

import (
	"time"

	"hearth/internal/platform/store"
)

// moment is when the clocks of a zone show what at says, whose own zone means nothing. Where they pass over it, because they are put forward, it is when that happens: in some zones a day has no midnight.
func moment(at time.Time, zone *time.Location) store.Time {
	t := time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), 0, 0, zone)
	said := time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), 0, 0, time.UTC)
	shown := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, time.UTC)
	begins, ends := t.ZoneBounds()
	switch {
	case shown.Before(said):
		return store.At(ends)
	case shown.After(said):
		return store.At(begins)
	}
	return store.At(t)
}
