package callback

import (
	"context"
	"slices"
	"time"

	"hearth/internal/desk/record"
	"hearth/internal/platform/store"
)

// What is offered in place of times that have passed without a talk.
const (
	mostOffered  = 3
	leastAhead   = time.Hour // so that whoever reads it late can take it still
	offeredUntil = 14        // days
)

// offered are new times for a call that was not made at its own, or reached nobody: the same hours as those, on the next days on which is worked where the case is, at most three. There are none where no such day is near.
// They are what its customer is asked about, and nothing is planned before they agree.
func (s *Service) offered(ctx context.Context, q store.Querier, c Call, caseID string) ([]Stretch, error) {
	of, err := record.ByID(ctx, q, caseID)
	if err != nil {
		return nil, err
	}
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		zone = time.UTC
	}
	hours, works := c.gone(zone), s.Promises.Openings()
	all := []Stretch{}
	today := q.Now().In(zone)
	day := time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC) // of the calendar: not each has a midnight in each zone
	for i := 0; i < offeredUntil && len(all) < mostOffered; i++ {
		d := day.AddDate(0, 0, i)
		open, next, err := works.OpenAt(ctx, q, of.Place(), moment(d, zone))
		if err != nil {
			return nil, err
		}
		if !open && !next.Before(moment(d.AddDate(0, 0, 1), zone)) {
			continue
		}
		for _, x := range hours {
			w, _ := x.at(d, zone)
			if w.From.Sub(q.Now().Time) >= leastAhead && len(all) < mostOffered && !slices.ContainsFunc(all, w.meets) {
				all = append(all, w)
			}
		}
	}
	slices.SortFunc(all, func(a, b Stretch) int { return a.From.Compare(b.From.Time) })
	return all, nil
}

// gone are the hours at which HR did not call, or reached nobody, those of the last time first and each once.
func (c Call) gone(zone *time.Location) []Repeat {
	var all []Repeat
	for _, w := range slices.Backward(c.Windows) {
		x := Repeat{From: w.From.In(zone).Format("15:04"), To: w.To.In(zone).Format("15:04")}
		if (w.State == Missed || w.State == Tried) && !slices.Contains(all, x) {
			all = append(all, x)
		}
	}
	return all
}

// meets reports whether two stretches have a moment in common.
func (w Stretch) meets(other Stretch) bool {
	return w.From.Before(other.To) && other.From.Before(w.To)
}
