package callback

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ical"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// What windows may be.
const (
	MostWindows = 14
	shortest    = 10 * time.Minute
	longest     = 12 * time.Hour
	days        = 30          // ahead
	late        = time.Minute // in which somebody who gives a time that begins now sends it
)

// Stretch is a window as somebody gives it.
type Stretch struct {
	From store.Time `json:"from"`
	To   store.Time `json:"to"`
}

// Ask is when somebody may be called, and where. There is no place for a reason.
type Ask struct {
	Number  string    `path:"number" json:"-"`
	Windows []Stretch `json:"windows"`
	Repeat  []Repeat  `json:"repeat,omitempty"` // windows at the same hours of several days
	Except  []string  `json:"except,omitempty"` // days of Repeat that are left out, as 2026-12-03
	Zone    string    `json:"zone,omitempty"`   // an IANA name; "" is that of whom it is for
	Phone   string    `json:"phone,omitempty"`  // "" is at their desk
}

// Ask asks for a call, or gives new times to the one that is asked for: its invitation is then changed. Where an answer took the place of the call, its customer asks for it again, which opens the
// case. The customer who asks is who is called from then on, also where that was another customer of the case: the other's invitation is withdrawn. Whoever asks for others changes that not. Where HR gives new
// times instead of one that has begun and in which it has not called, that one was missed. The same twice is one. It refuses what windows refuses, no window, more than
// MostWindows, those that have passed or of which less is left than a window needs, overlap, are too short, too long or too far ahead, a zone and a number that cannot be, and a case that is answered.
func (s *Service) Ask(ctx context.Context, by authz.Actor, in Ask) (Call, error) {
	var out Call
	err := s.Desk.Within(ctx, by, in.Number, AskCall, func(tx *store.Tx, c *desk.Upon) error {
		r, err := s.ask(ctx, tx, by, c, in)
		if err != nil {
			return err
		}
		out, err = s.one(ctx, tx, by, c, r)
		return err
	})
	return out, err
}

func (s *Service) ask(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon, in Ask) (row, error) {
	r, live, err := liveOn(ctx, tx, c.ID)
	if err != nil {
		return r, err
	}
	whom, err := people.ByID(ctx, tx, called(by, c.Of, r))
	if err != nil {
		return row{}, err
	}
	if in.Zone = strings.TrimSpace(in.Zone); in.Zone == "" {
		in.Zone = whom.TimeZone
	}
	in.Phone = strings.TrimSpace(in.Phone)
	if in.Windows, err = in.windows(ctx); err != nil {
		return row{}, err
	}
	if in.Windows, err = in.check(tx.Now()); err != nil {
		return row{}, err
	}
	if !unanswered(c.Of) {
		if err := s.again(ctx, tx, by, c); err != nil {
			return row{}, err
		}
	}
	if live {
		return s.askAnew(ctx, tx, by, c, r, in)
	}
	r = row{ID: ident.New(), CaseID: c.ID, CaseNumber: c.Number, PersonID: whom.ID, ServiceID: c.ServiceID, Zone: in.Zone, Phone: in.Phone, State: Open, AskedAt: tx.Now()}
	if _, err := tx.Exec(ctx, `INSERT INTO callback_call (id, case_id, case_number, person_id, service_id, zone, phone, wrong, state, sequence, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', 0, $9)`,
		r.ID, r.CaseID, r.CaseNumber, r.PersonID, r.ServiceID, r.Zone, r.Phone, false, r.AskedAt); err != nil {
		return r, fmt.Errorf("ask for a call: %w", err)
	}
	line := "%s asked to be called."
	if c.HR {
		line = "%s wrote down when they can be called."
	}
	if err := s.give(ctx, tx, c, r, in, history.Happened(line, history.Whom(by.PersonID))); err != nil {
		return r, err
	}
	return r, s.invite(ctx, tx, r, ical.Request, in.spans(), nil)
}

// askAnew is ask where a call is asked for already.
func (s *Service) askAnew(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon, r row, in Ask) (row, error) {
	whom := called(by, c.Of, r)
	missed, err := s.bookCall(ctx, tx, c, &r, false)
	if err != nil {
		return r, err
	}
	same, err := s.asks(ctx, tx, r, in)
	if same && r.PersonID == whom || err != nil {
		return r, err
	}
	if c.HR && !c.Rel.Has(authz.By|authz.For) {
		let, err := s.letGo(ctx, tx, c, r, in)
		if err != nil {
			return r, err
		}
		missed += let
	}
	if missed > 0 {
		if err := c.Tell(ctx, "We did not call you at the times that you had given for %s. We are sorry. We call you at your new times; the page has them.", c.Number); err != nil {
			return r, err
		}
	}
	return s.change(ctx, tx, by, c, r, in)
}

// change gives new times to a call that is asked for already, and makes it that of the customer who gives them. What is left of the old ones is dropped.
func (s *Service) change(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon, r row, in Ask) (row, error) {
	all, err := windowsOf(ctx, tx, r.ID)
	if err != nil {
		return r, err
	}
	before, line := spansOf(all, r.Sequence), "%s gave new times for the call."
	r.Sequence++
	if err := s.drop(ctx, tx, r.ID); err != nil {
		return r, err
	}
	if whom := called(by, c.Of, r); whom != r.PersonID {
		before, line = nil, "%s gave new times for the call, and is called then."
		if err := s.hand(ctx, tx, &r, whom, all); err != nil {
			return r, err
		}
	}
	r.Zone, r.Phone, r.State, r.Wrong = in.Zone, in.Phone, Open, false
	if _, err := tx.Exec(ctx, `UPDATE callback_call SET sequence = $2, zone = $3, phone = $4, state = 'open', wrong = $5, ended_at = NULL WHERE id = $1`, r.ID, r.Sequence, r.Zone, r.Phone, false); err != nil {
		return r, fmt.Errorf("change call: %w", err)
	}
	if err := s.give(ctx, tx, c, r, in, history.Happened(line, history.Whom(by.PersonID))); err != nil {
		return r, err
	}
	return r, s.invite(ctx, tx, r, ical.Request, in.spans(), before)
}

// give writes the windows of a call and promises it. Of one that has begun, HR is told at once.
func (s *Service) give(ctx context.Context, tx *store.Tx, c *desk.Upon, r row, in Ask, line history.Event) error {
	values := make([][]any, len(in.Windows))
	for i, w := range in.Windows {
		id, warn := ident.New(), w.From
		if !w.From.After(tx.Now()) {
			warn = mostly(tx.Now(), w.To)
			tx.Publish(Due{c.ID, r.ID, id, Began})
		}
		values[i] = []any{id, r.ID, r.ServiceID, r.Sequence, w.From, w.To, Open, warn}
	}
	if err := tx.InsertAll(ctx, "callback_window", []string{"id", "call_id", "service_id", "sequence", "from_at", "to_at", "state", "warn_at"}, values); err != nil {
		return fmt.Errorf("keep windows: %w", err)
	}
	if err := s.Promises.Miss(ctx, tx, desk.OwnerKind, c.ID, promise.Callback); err != nil {
		return err
	}
	if err := s.Promises.Release(ctx, tx, desk.OwnerKind, c.ID, promise.Callback, tx.Now()); err != nil {
		return err
	}
	start := promise.Start{OwnerKind: desk.OwnerKind, OwnerID: c.ID, Kind: promise.Callback, Place: promise.Place{Site: c.Site, Team: c.TeamID}}
	if _, err := s.Promises.Fix(ctx, tx, start, in.Windows[len(in.Windows)-1].To); err != nil {
		return err
	}
	if err := c.Happened(ctx, false, line); err != nil {
		return err
	}
	tx.Publish(Asked{c.ID, r.ID})
	return nil
}

// spans are the windows of in as calendars take them.
func (in Ask) spans() []ical.Span {
	all := make([]ical.Span, len(in.Windows))
	for i, w := range in.Windows {
		all[i] = ical.Span{From: w.From.Time, To: w.To.Time}
	}
	return all
}

// drop ends the windows of a call that are open, because they are not needed any more, and frees who would have called.
func (s *Service) drop(ctx context.Context, tx *store.Tx, callID string) error {
	if _, err := tx.Exec(ctx, `UPDATE callback_window SET state = 'dropped' WHERE call_id = $1 AND state = 'open'`, callID); err != nil {
		return fmt.Errorf("drop windows: %w", err)
	}
	if _, err := tx.Exec(ctx, `DELETE FROM callback_slot WHERE call_id = $1`, callID); err != nil {
		return fmt.Errorf("free slot: %w", err)
	}
	return nil
}

// asks reports whether in asks for what r stands for already.
func (s *Service) asks(ctx context.Context, tx *store.Tx, r row, in Ask) (bool, error) {
	if r.State != Open || r.Zone != in.Zone || r.Phone != in.Phone || r.Wrong {
		return false, nil
	}
	all, err := windowsOf(ctx, tx, r.ID)
	if err != nil {
		return false, err
	}
	all = slices.DeleteFunc(all, func(w windowRow) bool { return w.Sequence != r.Sequence })
	return slices.EqualFunc(all, in.Windows, func(w windowRow, x Stretch) bool { return w.FromAt.Equal(x.From) && w.ToAt.Equal(x.To) }), nil
}

// check returns the windows in the order of time, or what is wrong.
func (in Ask) check(now store.Time) ([]Stretch, error) {
	var f fault.Fields
	all := slices.Clone(in.Windows)
	slices.SortStableFunc(all, func(a, b Stretch) int { return a.From.Compare(b.From.Time) })
	f.Need(len(all) > 0, "windows", "Give at least one time at which we may call.")
	f.Need(len(all) <= MostWindows, "windows", "Give at most %d times.", MostWindows)
	for i, w := range all {
		switch length := w.To.Sub(w.From.Time); {
		case w.From.IsZero() || w.To.IsZero():
			f.Need(false, "windows", "Each time needs a beginning and an end.")
		case length <= 0:
			f.Need(false, "windows", "Each time has to end after it begins.")
		case w.From.Before(now.Add(-late)) && w.To.Before(now.Add(shortest)):
			f.Need(false, "windows", "One of these times has passed, or less than %d minutes of it are left. Choose times of which more lies ahead.", int(shortest/time.Minute))
		case length < shortest:
			f.Need(false, "windows", "Each time needs at least %d minutes, so that we can reach you in it.", int(shortest/time.Minute))
		case length > longest:
			f.Need(false, "windows", "Each time may have up to %d hours.", int(longest/time.Hour))
		case w.To.After(now.Add(days * 24 * time.Hour)):
			f.Need(false, "windows", "Choose times within the next %d days.", days)
		case i > 0 && w.From.Before(all[i-1].To):
			f.Need(false, "windows", "Two of these times overlap. Make one of them.")
		default:
			continue
		}
		break // one sentence is enough
	}
	_, err := time.LoadLocation(in.Zone)
	f.Need(err == nil && in.Zone != "Local" && len(in.Zone) <= 64, "zone", "Give a time zone, for example Europe/Stockholm.")
	f.Need(in.Phone == "" || callable(in.Phone), "phone", badNumber)
	return all, f.Err()
}

const badNumber = "Write the number with its country code, for example +46 40 123 45 67. Leave it out, and we call at the desk."

// callable reports whether a number has digits and what stands between digits: one inside the house is a number too.
func callable(number string) bool {
	digits := 0
	for _, r := range number {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune(" +-()/.", r):
			return false
		}
	}
	return digits >= 2 && digits <= 16 && len(number) <= 40
}

// Cancel names a case.
type Cancel struct {
	Number string `path:"number" json:"-"`
}

// Cancel ends the call of a case at the word of the customer: they do not need it any more. Twice is once. It refuses where none was asked for, and one that reached them.
func (s *Service) Cancel(ctx context.Context, by authz.Actor, in Cancel) (Call, error) {
	var out Call
	err := s.Desk.Within(ctx, by, in.Number, CancelCall, func(tx *store.Tx, c *desk.Upon) error {
		r, err := store.One[row](ctx, tx, selectRow+` WHERE c.case_id = $1 ORDER BY c.asked_at DESC, c.id DESC LIMIT 1`, c.ID)
		switch {
		case errors.Is(err, store.ErrNone):
			return fault.New(fault.Conflict, "No call is planned here.")
		case err != nil:
			return fmt.Errorf("read call: %w", err)
		case r.State == Reached:
			return fault.New(fault.Conflict, "We have called you already.")
		case r.live():
			if r, err = s.cancel(ctx, tx, by, c, r); err != nil {
				return err
			}
		}
		out, err = s.one(ctx, tx, by, c, r)
		return err
	})
	return out, err
}

func (s *Service) cancel(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon, r row) (row, error) {
	if _, err := s.bookCall(ctx, tx, c, &r, false); err != nil {
		return r, err
	}
	if err := c.Happened(ctx, false, history.Happened("%s does not need the call any more.", history.Whom(by.PersonID))); err != nil {
		return r, err
	}
	return s.end(ctx, tx, r, Cancelled)
}

// end ends a call: what is left of its windows is dropped, its promise is not needed any more or was kept, and its invitation is withdrawn where something of it lies
// ahead.
func (s *Service) end(ctx context.Context, tx *store.Tx, r row, state string) (row, error) {
	all, err := windowsOf(ctx, tx, r.ID)
	if err != nil {
		return r, err
	}
	spans := spansOf(all, r.Sequence)
	withdrawn := ahead(all, r.Sequence, tx.Now())
	if err := s.drop(ctx, tx, r.ID); err != nil {
		return r, err
	}
	if state == Cancelled {
		err = s.Promises.Cancel(ctx, tx, desk.OwnerKind, r.CaseID, promise.Callback)
	} else {
		err = s.Promises.Keep(ctx, tx, desk.OwnerKind, r.CaseID, promise.Callback)
	}
	if err != nil {
		return r, err
	}
	r.State, r.EndedAt = state, tx.Now()
	if withdrawn {
		r.Sequence++
	}
	if _, err := tx.Exec(ctx, `UPDATE callback_call SET state = $2, ended_at = $3, sequence = $4 WHERE id = $1`, r.ID, r.State, r.EndedAt, r.Sequence); err != nil {
		return r, fmt.Errorf("end call: %w", err)
	}
	if !withdrawn {
		return r, nil
	}
	return r, s.invite(ctx, tx, r, ical.Cancel, spans, nil)
}

// key names one change of a call.
func (r row) key() string { return "callback:" + r.ID + ":" + strconv.Itoa(r.Sequence) }
