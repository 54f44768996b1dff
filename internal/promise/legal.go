package promise

import (
	"context"
	"fmt"
	"slices"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/promise/statute"
)

// ByLaw is a time that a law gives.
type ByLaw struct {
	Law      string // as people write it, such as “one month, Art. 12(3) GDPR”
	Limit    statute.Limit
	More     int           // by how many more of its unit the law lets it be prolonged, once; 0: not
	Day      calendar.Date // on which that came in, where a day is known; the zero Date: as Received says
	Received store.Time    // when that came in which is to be decided; zero: now
}

// limit is how a law counts the time of p.
func (p Promise) limit() statute.Limit { return statute.Limit{N: p.LawCount, Unit: p.LawUnit} }

// prolonged is how it counts it once the time is prolonged.
func (p Promise) prolonged() statute.Limit {
	return statute.Limit{N: p.LawCount + p.LawMore, Unit: p.LawUnit}
}

// byLaw begins a legal promise by the calendar of a place. It refuses, as a defect of the caller, a limit that cannot be counted. Shares that have passed already, because it came in before, are not told.
func (s *Service) byLaw(ctx context.Context, q store.Querier, at placed, in Start) (Promise, error) {
	p := Promise{ID: ident.New(), OwnerKind: in.OwnerKind, OwnerID: in.OwnerID, Kind: Legal, CalendarID: at.ID, CalendarVersion: at.Version, Site: in.Site, Team: in.Team, State: Running,
		StartedAt: in.ByLaw.Received, Law: in.ByLaw.Law, LawCount: in.ByLaw.Limit.N, LawUnit: in.ByLaw.Limit.Unit, LawMore: in.ByLaw.More}
	if !p.limit().Valid() || p.LawMore != 0 && !p.prolonged().Valid() {
		return p, fmt.Errorf("promise %s: a limit of %d and %d %q", in.Kind, p.LawCount, p.LawMore, p.LawUnit)
	}
	if !in.ByLaw.Day.IsZero() {
		p.StartedAt = store.At(in.ByLaw.Day.Start(at.cal.Location()))
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
	end, err := lawfulEnd(ctx, q, *p, p.limit(), cal)
	if err != nil {
		return err
	}
	p.DueAt = end
	p.Minutes = max(1, cal.Between(p.StartedAt.Time, p.DueAt.Time))
	if err := p.risks(cal, p.StartedAt.Time, p.Minutes); err != nil {
		return err
	}
	return p.schedule(cal, p.StartedAt.Time, p.Minutes)
}

// lawfulEnd is when a limit of p ends by a calendar.
func lawfulEnd(ctx context.Context, q store.Querier, p Promise, l statute.Limit, cal calendar.Calendar) (store.Time, error) {
	closing, err := closingDays(ctx, q, p.CalendarID)
	if err != nil {
		return store.Time{}, err
	}
	free := func(d calendar.Date) bool { return cal.IsHoliday(d) && !slices.Contains(closing, d.String()) }
	return store.At(l.End(cal.Location(), free, p.StartedAt.Time).At), nil
}

// mayProlong reports whether a time may be prolonged now: its law lets it be, it was not yet, and it has not passed.
func (p Promise) mayProlong(now store.Time) bool {
	return p.Kind == Legal && p.State == Running && p.LawMore > 0 && !now.After(p.DueAt)
}

// Prolong gives the legal time of an owner all the length that its law lets it have, counted from the same day, and says why. It refuses with Conflict where no such time runs, where its law does not let it be prolonged
// or it was already, and where it has passed; and an empty reason. What of the longer time has passed already is not told.
func (s *Service) Prolong(ctx context.Context, tx *store.Tx, ownerKind, ownerID, reason string) (Promise, error) {
	var next Promise
	last, err := lastOf(ctx, tx, ownerKind, ownerID, Legal)
	if err != nil {
		return next, err
	}
	if last == "" {
		return next, fault.New(fault.Conflict, "No time that a law gives runs here, so there is none to prolong.")
	}
	err = s.each(ctx, tx, ownerKind, ownerID, func(p *Promise, cal calendar.Calendar) error {
		if p.ID != last {
			return nil
		}
		switch {
		case reason == "":
			return fault.ForField("reason", "Say why; the requester reads it.")
		case p.LawMore == 0 && p.Replaces != "":
			return fault.New(fault.Conflict, "This time was prolonged already, and that can be done once.")
		case p.LawMore == 0:
			return fault.New(fault.Conflict, "The law gives this time: nobody here may move it.")
		case !p.mayProlong(tx.Now()):
			return fault.New(fault.Conflict, "This time has passed, so it cannot be prolonged any more. Answer now, and say when the rest follows.")
		}
		next = *p
		next.ID, next.Replaces, next.Reason, next.LawCount, next.LawMore = ident.New(), p.ID, reason, p.prolonged().N, 0
		if err := s.lawful(ctx, tx, &next, cal); err != nil {
			return err
		}
		next.join(cal, tx.Now())
		p.State, p.Reason, p.SettledAt, p.NextAt = Renegotiated, reason, tx.Now(), store.Time{}
		return nil
	})
	if err != nil {
		return next, err
	}
	return next, insert(ctx, tx, next)
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
	all, err := store.All[Promise](ctx, tx, selectPromise+` WHERE owner_kind = $1 AND owner_id = $2 AND kind = $3 AND due_at > $4 AND state NOT IN ('cancelled', 'renegotiated') ORDER BY due_at, started_at, id`, ownerKind, ownerID, Legal, tx.Now())
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
func (p Promise) explainLaw(ctx context.Context, by Reader, cal calendar.Calendar) []Piece {
	loc := cal.Location()
	e := p.limit().End(loc, func(calendar.Date) bool { return false }, p.StartedAt.Time)
	end := e.Nominal.AddDays(1).Start(loc).Add(-time.Microsecond)
	nominal, last := store.At(end), calendar.DateOf(p.DueAt.In(loc))
	if nominal.After(p.DueAt) {
		nominal = p.DueAt
	}
	first := Piece{From: p.StartedAt, To: p.StartedAt}
	counted := Piece{From: p.StartedAt, To: nominal, Minutes: p.Minutes - cal.Between(nominal.Time, p.DueAt.Time)}
	rule := "A law gives this time: %s. Nobody here may move it, and it does not stop while the request waits."
	switch {
	case p.Replaces != "":
		rule = "A law gives this time: %s. It does not stop while the request waits, and nobody here may move it again."
	case p.LawMore > 0:
		rule = "A law gives this time: %s. It does not stop while the request waits, and can be prolonged once, before it ends and with a reason."
	}
	all := []Piece{first.say(ctx, rule, Words(p.Law))}
	if reason := by.reason(p.Reason); p.Replaces != "" && reason != nil {
		all = append(all, first.say(ctx, "It was prolonged, as this law allows once: %s", reason))
	} else if p.Replaces != "" {
		all = append(all, first.say(ctx, "It was prolonged, as this law allows once."))
	}
	all = append(all, first.say(ctx, "It came in on %s, and that day does not count.", dayOf(ctx, e.Received)), p.sayCounted(ctx, counted, e))
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
