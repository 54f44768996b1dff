package promise

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Piece is one line of why a promise is due when it is. The pieces follow each other in time; their minutes add up to those promised, and the last ends at the due moment.
type Piece struct {
	From    store.Time `json:"from"`
	To      store.Time `json:"to"`
	Minutes int        `json:"minutes"` // of the promise that passed in it
	Text    string     `json:"text"`
	Key     string     `json:"-"` // Text as a message key, with Args
	Args    []any      `json:"-"`
	Plain   bool       `json:"-"` // nothing counts, as in any night
}

// Words are what a person wrote, or a name, among the Args of a Piece.
type Words string

// say fills in what a piece says.
func (p Piece) say(ctx context.Context, key string, args ...any) Piece {
	p.Key, p.Args, p.Text = key, args, locale.T(ctx, key, args...)
	return p
}

// Reader is who reads an explanation.
type Reader struct {
	// Reason is how a reason is shown to them, ours or what a person wrote; "" leaves it out, and so does nil.
	Reason func(reason string) (text string, ours bool)
	// Mover is the name of who moved a promise at a moment, or "" where that is not said.
	Mover func(at store.Time) string
}

// span is a pause that is over, or will be.
type span struct {
	PromiseID    string
	FromAt, ToAt store.Time
	Reason       string
}

// keepPause keeps the pause that before was in, when after is not in it any more.
func keepPause(ctx context.Context, tx *store.Tx, before, after Promise) error {
	if before.State != Paused || after.PausedAt.Equal(before.PausedAt) {
		return nil
	}
	to := tx.Now()
	if before.PausedUntil.Before(to) {
		to = before.PausedUntil
	}
	if _, err := tx.Exec(ctx, `INSERT INTO promise_pause (promise_id, from_at, to_at, reason) VALUES ($1, $2, $3, $4) ON CONFLICT (promise_id, from_at) DO NOTHING`,
		before.ID, before.PausedAt, to, before.PauseReason); err != nil {
		return fmt.Errorf("keep pause: %w", err)
	}
	return nil
}

// pausesOf returns the pauses of promises that are over, by promise and in the order of time.
func pausesOf(ctx context.Context, q store.Querier, ids []string) (map[string][]span, error) {
	all, err := store.Select[span](ctx, q, new(store.Q).Add(`SELECT promise_id, from_at, to_at, reason FROM promise_pause WHERE `).Where(store.In("promise_id", ids)).Add(` ORDER BY promise_id, from_at`))
	if err != nil {
		return nil, fmt.Errorf("read pauses: %w", err)
	}
	out := map[string][]span{}
	for _, one := range all {
		out[one.PromiseID] = append(out[one.PromiseID], one)
	}
	return out, nil
}

// stretch is a time in which the minutes of a promise passed, and the pause after it, if any.
type stretch struct {
	from, to time.Time
	minutes  int
	pause    *span
}

// replay counts a promise from its start, with its pauses, in a calendar: the stretches in which it ran, and when it is due. A pause after the due moment changes nothing.
func (p Promise) replay(cal calendar.Calendar, pauses []span) ([]stretch, time.Time, error) {
	if !p.PausedAt.IsZero() {
		pauses = append(pauses[:len(pauses):len(pauses)], span{FromAt: p.PausedAt, ToAt: p.PausedUntil, Reason: p.PauseReason})
	}
	if !p.AgreedAt.IsZero() {
		all, due := p.replayAgreed(cal, pauses)
		return all, due, nil
	}
	var all []stretch
	from, left := p.StartedAt.Time, p.Minutes
	due, err := cal.Due(from, left)
	for i := range pauses {
		if at := pauses[i].FromAt; err != nil || at.After(store.At(due)) {
			break
		}
		now := cal.Between(pauses[i].FromAt.Time, due)
		all = append(all, stretch{from, pauses[i].FromAt.Time, left - now, &pauses[i]})
		from, left = pauses[i].ToAt.Time, now
		due, err = cal.Due(from, left)
	}
	if err != nil {
		return nil, due, fmt.Errorf("promise %s: %w", p.Kind, err)
	}
	return append(all, stretch{from: from, to: due, minutes: left}), due, nil
}

// replayAgreed is replay of a promise whose moment somebody agreed on. The minutes of its stretches are those of the calendar, and the first has what is missing to those of the promise.
func (p Promise) replayAgreed(cal calendar.Calendar, pauses []span) ([]stretch, time.Time) {
	var all []stretch
	from, due := p.StartedAt, p.AgreedAt
	for i := range pauses {
		w := &pauses[i]
		if w.FromAt.After(due) {
			break
		}
		passed := cal.Between(from.Time, due.Time) - cal.Between(w.FromAt.Time, due.Time)
		all = append(all, stretch{from.Time, w.FromAt.Time, passed, w})
		from, due = w.ToAt, outlasted(due, w.FromAt, w.ToAt)
	}
	all = append(all, stretch{from: from.Time, to: due.Time, minutes: cal.Between(from.Time, due.Time)})
	all[0].minutes = p.Minutes
	for _, one := range all[1:] {
		all[0].minutes -= one.minutes
	}
	return all, due.Time
}

// Explain fills in why each of some views of View is due when it is, no piece where no calendar counts that, and of one that still has to be kept whose hours count, in the language and zone of ctx. The views are of promises that ForOwners read.
func (s *Service) Explain(ctx context.Context, q store.Querier, by Reader, views []View) error {
	var ids []string
	for _, v := range views {
		ids = append(ids, v.of.ID)
	}
	if len(ids) == 0 {
		return nil
	}
	pauses, err := pausesOf(ctx, q, ids)
	if err != nil {
		return err
	}
	before := map[string]store.Time{}
	for _, v := range views {
		before[v.of.ID] = v.of.DueAt
	}
	cals := s.calendars()
	for i, v := range views {
		cal, err := s.calendarOf(ctx, q, v.of)
		if err != nil {
			return err
		}
		if v.Kind == Legal {
			if views[i].Explanation = v.of.explainLaw(ctx, by, cal); v.of.mayProlong(q.Now()) {
				views[i].ProlongTo, err = lawfulEnd(ctx, q, v.of, v.of.prolonged(), cal)
			}
			if err != nil {
				return err
			}
			continue
		}
		if views[i].Policy, err = policyOf(ctx, q, v.of); err != nil {
			return err
		}
		views[i].Explanation, err = v.of.explain(ctx, by, cal, pauses[v.of.ID], before[v.of.Replaces], views[i].Policy)
		if _, wrong := errors.AsType[*calendar.Problem](err); wrong {
			views[i].Explanation, err = []Piece{}, nil
		}
		if err != nil {
			return err
		}
		if len(views[i].Explanation) > 1 && v.Open() && v.of.AgreedAt.IsZero() {
			hours, err := cals.hours(ctx, q, v.of)
			if err != nil {
				return err
			}
			views[i].Explanation = slices.Insert(views[i].Explanation, 1, hours)
		}
	}
	return nil
}

// explain tells how a promise was counted.
func (p Promise) explain(ctx context.Context, by Reader, cal calendar.Calendar, pauses []span, was store.Time, made *By) ([]Piece, error) {
	all, due, err := p.replay(cal, pauses)
	if err != nil {
		return nil, err
	}
	if !store.At(due).Equal(p.DueAt) {
		whole := Piece{From: p.StartedAt, To: p.DueAt, Minutes: p.Minutes}
		return []Piece{whole.say(ctx, "The hours of its calendar changed after this was promised. The time stays as it was told.")}, nil
	}
	pieces := []Piece{p.begin(ctx, by, was, made)}
	for _, one := range all {
		pieces = append(pieces, one.pieces(ctx, cal)...)
		if one.pause != nil {
			pieces = append(pieces, by.waited(ctx, *one.pause))
		}
	}
	return pieces, nil
}

// begin says how a promise came to be; was is when the promise that it replaced was due, and made the policy by which it was made.
func (p Promise) begin(ctx context.Context, by Reader, was store.Time, made *By) Piece {
	first := Piece{From: p.StartedAt, To: p.StartedAt}
	at := locale.DateTime(ctx, p.StartedAt.Time)
	if p.AgreedAt.IsZero() && made != nil {
		return first.say(ctx, "It began on %s. The promise policy “%s”, version %d, gives it %s of working time.", at, Words(made.Name), made.Version,
			locale.Duration(ctx, time.Duration(p.Minutes)*time.Minute))
	}
	if p.AgreedAt.IsZero() {
		return first.say(ctx, "It began on %s. We promised it within %s of working time.", at, locale.Duration(ctx, time.Duration(p.Minutes)*time.Minute))
	}
	if p.Kind == Callback && was.IsZero() {
		return first.say(ctx, "It is the end of the last hours in which a call was asked for, as given on %s.", at)
	}
	who := Words(by.Mover(p.StartedAt))
	if who == "" {
		who = Words(locale.T(ctx, "HR"))
	}
	before := locale.DateTime(ctx, was.Time)
	switch reason := by.reason(p.Reason); {
	case was.IsZero():
		return first.say(ctx, "%s chose this time on %s.", who, at)
	case reason == nil:
		return first.say(ctx, "%s moved it on %s. It was %s before.", who, at, before)
	default:
		return first.say(ctx, "%s moved it on %s. It was %s before. The reason: %s", who, at, before, reason)
	}
}

// reason is a reason as an argument of a piece, nil where it is not said.
func (by Reader) reason(reason string) any {
	if by.Reason == nil {
		return nil
	}
	text, ours := by.Reason(reason)
	switch {
	case text == "":
		return nil
	case ours:
		return text
	}
	return Words(text)
}

func (by Reader) waited(ctx context.Context, w span) Piece {
	one, until := Piece{From: w.FromAt, To: w.ToAt}, locale.DateTime(ctx, w.ToAt.Time)
	if reason := by.reason(w.Reason); reason != nil {
		return one.say(ctx, "It waited until %s: %s", until, reason)
	}
	return one.say(ctx, "It waited until %s.", until)
}

// pieces tell how the minutes of a stretch passed. A begun minute counts as a whole one where a pause ends the stretch, so the last open piece has what is missing.
func (r stretch) pieces(ctx context.Context, cal calendar.Calendar) []Piece {
	steps, out, missing, last := cal.Steps(r.from, r.to), []Piece{}, r.minutes, -1
	for i, step := range steps {
		out = append(out, Piece{From: store.At(step.From), To: store.At(step.To), Minutes: step.Minutes, Plain: step.Plain()}.say(ctx, step.Why, step.Args...))
		if missing -= step.Minutes; step.Open {
			last = i
		}
	}
	switch {
	case missing == 0:
	case last >= 0:
		out[last].Minutes += missing
	default: // a time that somebody chose outside the hours has one minute, at least
		out = append(out, Piece{From: store.At(r.to), To: store.At(r.to), Minutes: missing}.say(ctx, "The time was chosen outside working hours."))
	}
	return out
}
