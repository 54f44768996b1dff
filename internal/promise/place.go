package promise

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/calendar"
	"hearth/internal/platform/store"
)

// Place says whose hours a promise counts by: those of the team that works on it, by id, where that has hours of its own; else those of the site of who asks; else the default ones.
type Place struct{ Site, Team string }

// The reasons why a calendar is that of a place.
const (
	ofTeam = "team"
	ofSite = "site"
	ofAll  = ""
)

// placed is the calendar of a place as it is now.
type placed struct {
	ID      string
	Version int
	Name    string
	Body    string
	Whose   string // why it is that of the place: ofTeam, ofSite or ofAll
	cal     calendar.Calendar
}

// calendarFor returns the calendar of a place.
func (s *Service) calendarFor(ctx context.Context, q store.Querier, in Place) (placed, error) {
	at, err := store.One[placed](ctx, q, `SELECT c.id, c.version, c.name, c.body, CASE WHEN t.team IS NOT NULL THEN 'team' WHEN s.site IS NOT NULL THEN 'site' ELSE '' END AS whose FROM promise_calendar c
		LEFT JOIN promise_team_calendar t ON t.calendar_id = c.id AND t.team = $1 LEFT JOIN promise_site_calendar s ON s.calendar_id = c.id AND s.site = $2
		WHERE t.team IS NOT NULL OR s.site IS NOT NULL OR c.is_default ORDER BY CASE WHEN t.team IS NOT NULL THEN 0 WHEN s.site IS NOT NULL THEN 1 ELSE 2 END, c.id LIMIT 1`, in.Team, in.Site)
	if err != nil {
		return at, fmt.Errorf("calendar of a place: %w", err)
	}
	return s.read(at)
}

// read parses the body of a calendar that was read, and remembers the version.
func (s *Service) read(at placed) (placed, error) {
	var err error
	if at.cal, err = s.parse(at.Body); err == nil {
		s.named.Store(versioned{at.ID, at.Version}, at.cal)
	}
	return at, err
}

// calendars remembers the calendars of places, for many promises that are counted at once in one transaction.
type calendars struct {
	s     *Service
	known map[Place]placed
	named map[string]placed // by id
}

func (s *Service) calendars() calendars {
	return calendars{s, map[Place]placed{}, map[string]placed{}}
}

func (c calendars) at(ctx context.Context, q store.Querier, in Place) (placed, error) {
	at, known := c.known[in]
	if known {
		return at, nil
	}
	at, err := c.s.calendarFor(ctx, q, in)
	if err == nil {
		c.known[in] = at
	}
	return at, err
}

// of returns the calendar by which a promise would be counted now. One of which no place is known keeps its own.
func (c calendars) of(ctx context.Context, q store.Querier, p Promise) (placed, error) {
	if p.place() == (Place{}) {
		return c.byID(ctx, q, p.CalendarID)
	}
	return c.at(ctx, q, p.place())
}

// byID returns a calendar as it is now.
func (c calendars) byID(ctx context.Context, q store.Querier, id string) (placed, error) {
	if at, known := c.named[id]; known {
		return at, nil
	}
	at, err := store.One[placed](ctx, q, `SELECT c.id, c.version, c.name, c.body, '' AS whose FROM promise_calendar c WHERE c.id = $1`, id)
	if err != nil {
		return at, fmt.Errorf("calendar %s: %w", id, err)
	}
	if at, err = c.s.read(at); err == nil {
		c.named[id] = at
	}
	return at, err
}

// says are why a calendar is that of a place, as message keys with the place of its name.
var says = map[string]string{
	ofTeam: "The hours of the team that works on it count: “%s”.",
	ofSite: "The hours of the site count: “%s”.",
	ofAll:  "The usual hours count: “%s”. Neither the site nor the team has hours of its own.",
}

// hours says by whose hours a promise is counted that began at a moment, and why.
func (c calendars) hours(ctx context.Context, q store.Querier, p Promise) (Piece, error) {
	began := Piece{From: p.StartedAt, To: p.StartedAt}
	at, err := c.of(ctx, q, p)
	if err != nil {
		return began, err
	}
	if at.ID == p.CalendarID && p.place() != (Place{}) {
		return began.say(ctx, says[at.Whose], Words(at.Name)), nil
	}
	at, err = c.byID(ctx, q, p.CalendarID)
	return began.say(ctx, "The hours of “%s” count.", Words(at.Name)), err
}

func (p Promise) place() Place { return Place{Site: p.Site, Team: p.Team} }

// Follow tells the open promises of an owner where it is from now on: another team works on it, perhaps. Those that count by other hours there are counted anew, as when a calendar changes, and
// Moved tells of those that are due at another moment; event names the change, and is another one each time.
func (s *Service) Follow(ctx context.Context, tx *store.Tx, ownerKind, ownerID string, to Place, event string) error {
	if _, err := tx.Exec(ctx, `UPDATE promise_promise SET site = $3, team = $4 WHERE owner_kind = $1 AND owner_id = $2 AND state IN ('running', 'paused')`, ownerKind, ownerID, to.Site, to.Team); err != nil {
		return fmt.Errorf("place promises: %w", err)
	}
	all, err := openOf(ctx, tx, ownerKind, ownerID)
	if err != nil || len(all) == 0 {
		return err
	}
	_, err = s.recountAll(ctx, tx, all, Moved{Handed: event})
	return err
}

// OpenAt reports whether people are at work at a moment, by the calendar of a place, and when it opens next if they are not. Team is one of which they are members and whose cases it is about, or "".
func (s *Service) OpenAt(ctx context.Context, q store.Querier, in Place, t store.Time) (bool, store.Time, error) {
	return s.Openings().OpenAt(ctx, q, in, t)
}

// Openings are the working hours of places, for many people who are asked for at once in one transaction: those of a place are read once.
type Openings struct{ of calendars }

// Openings returns them; none is read yet.
func (s *Service) Openings() Openings { return Openings{s.calendars()} }

// OpenAt is Service.OpenAt.
func (h Openings) OpenAt(ctx context.Context, q store.Querier, in Place, t store.Time) (bool, store.Time, error) {
	at, err := h.of.at(ctx, q, in)
	if err != nil {
		return false, t, err
	}
	next, err := at.cal.NextOpen(t.Time)
	return at.cal.Open(t.Time), store.At(next), err
}

// WorkingDays returns how many days on which is worked at a place, by its calendar, came after the day of a moment, up to the day of another.
func (s *Service) WorkingDays(ctx context.Context, q store.Querier, in Place, from, to store.Time) (int, error) {
	at, err := s.calendarFor(ctx, q, in)
	if err != nil {
		return 0, err
	}
	n, week, last := 0, at.cal.Week(), calendar.DateOf(to.In(at.cal.Location()))
	for day := calendar.DateOf(from.In(at.cal.Location())).AddDays(1); !day.After(last); day = day.AddDays(1) {
		if len(week[day.Weekday()]) > 0 && !at.cal.IsHoliday(day) {
			n++
		}
	}
	return n, nil
}

// placeRecount is how far what runs was looked through since sites or teams were given other calendars.
type placeRecount struct {
	OrderedAt store.Time
	AfterID   string // the owner whose promises were looked at last
}

// orderPlaces has every open promise looked at, and those counted anew whose place has another calendar now.
func orderPlaces(ctx context.Context, tx *store.Tx) error {
	if _, err := tx.Exec(ctx, `INSERT INTO promise_place_recount (id, ordered_at, after_id) VALUES ('all', $1, '') ON CONFLICT (id) DO UPDATE SET ordered_at = $1, after_id = ''`, tx.Now()); err != nil {
		return fmt.Errorf("order count: %w", err)
	}
	return nil
}

// recountPlaces looks at a batch of open promises, counts those anew whose place has another calendar now, and reports whether nothing is left.
func (s *Service) recountPlaces(ctx context.Context, tx *store.Tx) (moved int, over bool, err error) {
	at, err := store.One[placeRecount](ctx, tx, `SELECT ordered_at, after_id FROM promise_place_recount`)
	if errors.Is(err, store.ErrNone) {
		return 0, true, nil
	}
	if err != nil {
		return 0, false, fmt.Errorf("read count: %w", err)
	}
	all, err := store.All[Promise](ctx, tx, selectPromise+` WHERE state IN ('running', 'paused') AND owner_id > $1 ORDER BY owner_id, id LIMIT $2`, at.AfterID, atOnce)
	if err != nil {
		return 0, false, fmt.Errorf("read promises: %w", err)
	}
	if len(all) == 0 {
		if _, err := tx.Exec(ctx, `DELETE FROM promise_place_recount`); err != nil {
			return 0, false, fmt.Errorf("end count: %w", err)
		}
		return 0, false, nil
	}
	all = whole(all)
	if moved, err = s.recountAll(ctx, tx, all, Moved{Given: at.OrderedAt.UnixMicro()}); err != nil {
		return 0, false, err
	}
	_, err = tx.Exec(ctx, `UPDATE promise_place_recount SET after_id = $1`, all[len(all)-1].OwnerID)
	return moved, false, err
}
