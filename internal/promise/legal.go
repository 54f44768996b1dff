package promise

import (
	"context"
	"fmt"
	"slices"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/promise/statute"
)

// ByLaw is a time that a law gives.
type ByLaw struct {
	Law      string // as people write it, such as “one month, Art. 12(3) GDPR”
	Limit    statute.Limit
	Received store.Time // when that came in which is to be decided; zero: now
}

// limit is how a law counts the time of p.
func (p Promise) limit() statute.Limit { return statute.Limit{N: p.LawCount, Unit: p.LawUnit} }

// byLaw begins a legal promise by the calendar of a place. It refuses, as a defect of the caller, a limit that cannot be counted. Shares that have passed already, because it came in before, are not told.
func (s *Service) byLaw(ctx context.Context, q store.Querier, at placed, in Start) (Promise, error) {
	p := Promise{ID: ident.New(), OwnerKind: in.OwnerKind, OwnerID: in.OwnerID, Kind: Legal, CalendarID: at.ID, CalendarVersion: at.Version, Site: in.Site, Team: in.Team, State: Running,
		StartedAt: in.ByLaw.Received, Law: in.ByLaw.Law, LawCount: in.ByLaw.Limit.N, LawUnit: in.ByLaw.Limit.Unit}
	if !p.limit().Valid() {
		return p, fmt.Errorf("promise %s: a limit of %d %q", in.Kind, p.LawCount, p.LawUnit)
	}
	if p.StartedAt.IsZero() {
		p.StartedAt = q.Now()
	}
	if err := s.lawful(ctx, q, &p, at.cal); err != nil {
		return p, err
	}
	if p.StartedAt.Before(q.Now()) {
		p.join(at.cal, q.Now())
	}
	return p, nil
}

// lawful sets when a legal promise is due by a calendar, and by it how many business minutes it has.
func (s *Service) lawful(ctx context.Context, q store.Querier, p *Promise, cal calendar.Calendar) error {
	closing, err := closingDays(ctx, q, p.CalendarID)
	if err != nil {
		return err
	}
	free := func(d calendar.Date) bool { return cal.IsHoliday(d) && !slices.Contains(closing, d.String()) }
	p.DueAt = store.At(p.limit().End(cal.Location(), free, p.StartedAt.Time).At)
	p.Minutes = max(1, cal.Between(p.StartedAt.Time, p.DueAt.Time))
	if err := p.risks(cal, p.StartedAt.Time, p.Minutes); err != nil {
		return err
	}
	return p.schedule(cal, p.StartedAt.Time, p.Minutes)
}

// closingDays are the days of a calendar on which the house is closed, though they are no holidays: before the law they are days as any other.
func closingDays(ctx context.Context, q store.Querier, calendarID string) ([]string, error) {
	all, err := store.All[string](ctx, q, `SELECT day FROM promise_calendar_day WHERE calendar_id = $1 AND kind = $2`, calendarID, ClosingDay)
	if err != nil {
		return nil, fmt.Errorf("read closing days: %w", err)
	}
	return all, nil
}

// LawfulAgain lets the time of a legal promise go on that an owner was given and that was kept, because what kept it did not settle it: with its moment, for as long as that is ahead. What passed is
// not given again, and while one runs there is no other.
func (s *Service) LawfulAgain(ctx context.Context, tx *store.Tx, ownerKind, ownerID string) error {
	all, err := store.All[Promise](ctx, tx, selectPromise+` WHERE owner_kind = $1 AND owner_id = $2 AND kind = $3 AND due_at > $4 AND state <> 'cancelled' ORDER BY due_at, started_at, id`, ownerKind, ownerID, Legal, tx.Now())
	if err != nil {
		return fmt.Errorf("read legal promises: %w", err)
	}
	if len(all) == 0 || slices.ContainsFunc(all, Promise.Open) {
		return nil
	}
	p := all[0]
	cal, err := s.calendarOf(ctx, tx, p)
	if err != nil {
		return err
	}
	p.ID, p.State, p.SettledAt, p.NextShare = ident.New(), Running, store.Time{}, 0
	p.join(cal, tx.Now())
	return insert(ctx, tx, p)
}

// pastByLaw is a legal promise as it would stand had it been given in its time. Pauses do not touch it.
func (s *Service) pastByLaw(ctx context.Context, tx *store.Tx, at placed, in Past) (Promise, error) {
	in.ByLaw.Received = in.At
	p, err := s.byLaw(ctx, tx, at, in.Start)
	if err == nil && !in.SettledAt.IsZero() {
		err = p.keep(in.SettledAt)
	}
	return p, err
}

// anewByLaw is anew of a legal promise: it counts the time by another calendar.
func (s *Service) anewByLaw(ctx context.Context, q store.Querier, was, next Promise, cal calendar.Calendar) (Promise, bool, error) {
	if err := s.lawful(ctx, q, &next, cal); err != nil || !next.DueAt.After(q.Now()) {
		return was, false, err
	}
	return next, true, nil
}

// explainLaw tells how the time of a legal promise was counted: which law gives it, when that came in which is to be decided, the day that follows from it, and the working day to which that moved.
// Of one that was counted in a calendar whose days are others now it tells the same, because the moment stands as it was told.
func (p Promise) explainLaw(ctx context.Context, cal calendar.Calendar) []Piece {
	loc := cal.Location()
	e := p.limit().End(loc, func(calendar.Date) bool { return false }, p.StartedAt.Time)
	end := e.Nominal.AddDays(1).Start(loc).Add(-time.Microsecond)
	nominal, last := store.At(end), calendar.DateOf(p.DueAt.In(loc))
	if nominal.After(p.DueAt) {
		nominal = p.DueAt
	}
	first := Piece{From: p.StartedAt, To: p.StartedAt}
	counted := Piece{From: p.StartedAt, To: nominal, Minutes: p.Minutes - cal.Between(nominal.Time, p.DueAt.Time)}
	all := []Piece{first.say(ctx, "A law gives this time: %s. Nobody here may move it, and it does not stop while the request waits.", Words(p.Law)),
		first.say(ctx, "It came in on %s, and that day does not count.", dayOf(ctx, e.Received)), p.sayCounted(ctx, counted, e)}
	if last.After(e.Nominal) {
		moved := Piece{From: nominal, To: p.DueAt, Minutes: p.Minutes - counted.Minutes}
		all = append(all, moved.say(ctx, whyShifted(e.Nominal, cal), dayOf(ctx, last)))
	}
	return all
}

// sayCounted says on which day a time ends by the count alone.
func (p Promise) sayCounted(ctx context.Context, one Piece, e statute.End) Piece {
	at := dayOf(ctx, e.Nominal)
	switch {
	case p.LawUnit == statute.Days:
		return one.say(ctx, "%s later is %s.", locale.N(ctx, p.LawCount, "%d day", "%d days"), at)
	case e.Short:
		return one.say(ctx, "%s later is %s: that month has no day of the same date, so its last day counts.", locale.N(ctx, p.LawCount, "%d month", "%d months"), at)
	}
	return one.say(ctx, "%s later is %s.", locale.N(ctx, p.LawCount, "%d month", "%d months"), at)
}

// whyShifted is why a time does not end on a day, as a message key with the place of the day on which it does.
func whyShifted(d calendar.Date, cal calendar.Calendar) string {
	switch {
	case d.Weekday() == time.Saturday:
		return "That is a Saturday, so the time ends with the next working day: %s."
	case d.Weekday() == time.Sunday:
		return "That is a Sunday, so the time ends with the next working day: %s."
	case cal.IsHoliday(d):
		return "That is a public holiday, so the time ends with the next working day: %s."
	}
	return "A time of two days or more has two working days at least, so it ends on %s."
}

func dayOf(ctx context.Context, d calendar.Date) string {
	year, month, day := d.YearMonthDay()
	return locale.Day(ctx, year, month, day)
}
