package snooze

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

//go:embed migrations/*.sql
var migrations embed.FS

// SnoozeCase is the action of putting a case away, and of reading that it is.
const SnoozeCase authz.Action = "snooze.case"

// Longest is for how long a case can be put away.
const Longest = 90 * 24 * time.Hour

// Options are what the module needs from its surroundings.
type Options struct {
	DB       *store.DB
	Policy   *authz.Policy // holds Rules
	Desk     *desk.Service
	Promises *promise.Service
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service { return &Service{o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "snooze", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{SnoozeCase: {Relations: authz.Assignee | authz.Team | authz.HR | authz.Named, Sees: desk.ReadCase, Tasks: []string{desk.Tick}}}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "snooze", Migrations: Schema(), Rules: Rules(), Personal: personal(),
		Subscriptions: []jobs.Subscription{
			upon("snooze.replied", func(f desk.CaseReplied) string { return f.CaseID }, s.written),
			upon("snooze.answered", func(f desk.CaseAnswered) string { return f.CaseID }, s.wake),
			jobs.OnIf("snooze.stirred", func(ctx context.Context, q store.Querier, f record.Stirred) (bool, error) {
				return put(ctx, q, f.CaseID)
			}, s.stirred),
			jobs.OnIf("snooze.warned", s.warns, func(ctx context.Context, f promise.Reached) error {
				p, found, err := s.Promises.ByID(ctx, s.DB, f.PromiseID)
				if err != nil || !found {
					return err
				}
				return s.wake(ctx, p.OwnerID)
			}),
		},
		Periodic: []jobs.Periodic{{Kind: "snooze.sweep", Every: time.Hour, Run: s.sweep}}}
}

// upon listens to facts of cases that are put away.
func upon[F store.Fact](name string, caseID func(F) string, run func(context.Context, string) error) jobs.Subscription {
	return jobs.OnIf(name, func(ctx context.Context, q store.Querier, f F) (bool, error) { return put(ctx, q, caseID(f)) },
		func(ctx context.Context, f F) error { return run(ctx, caseID(f)) })
}

func put(ctx context.Context, q store.Querier, caseID string) (bool, error) {
	return store.One[bool](ctx, q, `SELECT EXISTS (SELECT 1 FROM snooze_case z WHERE z.case_id = $1) AS away`, caseID)
}

// warnsAt is the share of a promise at which a case comes back.
const warnsAt = 80

func (s *Service) warns(ctx context.Context, q store.Querier, f promise.Reached) (bool, error) {
	if f.Share < warnsAt {
		return false, nil
	}
	p, found, err := s.Promises.ByID(ctx, q, f.PromiseID)
	if err != nil || !found || p.OwnerKind != desk.OwnerKind {
		return false, err
	}
	return put(ctx, q, p.OwnerID)
}

// written brings a case back that somebody has written in since it was put away.
func (s *Service) written(ctx context.Context, caseID string) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		number, err := desk.NumberByID(ctx, tx, caseID)
		if err != nil || number == "" {
			return err
		}
		c, err := s.Desk.Look(ctx, tx, authz.System(desk.Tick), number, SnoozeCase)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `DELETE FROM snooze_case WHERE case_id = $1 AND set_at < $2`, caseID, c.LastAt); err != nil {
			return fmt.Errorf("bring back: %w", err)
		}
		return nil
	})
}

// stirred brings a case back that was put away before something came into it.
func (s *Service) stirred(ctx context.Context, f record.Stirred) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, `DELETE FROM snooze_case WHERE case_id = $1 AND set_at <= $2`, f.CaseID, f.At); err != nil {
			return fmt.Errorf("bring back: %w", err)
		}
		return nil
	})
}

// wake brings a case back.
func (s *Service) wake(ctx context.Context, caseID string) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error { return s.remove(ctx, tx, caseID) })
}

func (s *Service) remove(ctx context.Context, tx *store.Tx, caseID string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM snooze_case WHERE case_id = $1`, caseID); err != nil {
		return fmt.Errorf("bring back: %w", err)
	}
	return nil
}

// sweep forgets what came back at its moment.
func (s *Service) sweep(ctx context.Context) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, `DELETE FROM snooze_case WHERE until_at <= $1`, tx.Now()); err != nil {
			return fmt.Errorf("sweep: %w", err)
		}
		return nil
	})
}

// Away is the condition that the case c.id is put away for a person at a moment.
func Away(personID string, now store.Time) store.Where {
	return store.Cond(`c.id IN (SELECT z.case_id FROM snooze_case z WHERE z.person_id = ? AND z.until_at > ?)`, personID, now)
}

// The moments until which a case can be put away, besides a day.
const (
	Later    = "later"    // in two working hours
	Tomorrow = "tomorrow" // when work begins
	Monday   = "monday"   // when work begins
	OnDate   = "date"     // a day, when work begins
)

// Snooze puts a case away. Who works on it finds it in the list again at that moment of the working hours of the case's site.
type Snooze struct {
	Number string `path:"number" json:"-"`
	When   string `json:"when"`           // later, tomorrow, monday or date
	Date   string `json:"date,omitempty"` // for date: a day, as 2026-11-24
	Seen   string `json:"seen,omitempty"` // the id of the last entry of the case that whoever chose this saw, see Snoozed; "" skips the check
	Mine   bool   `json:"mine,omitempty"` // only if whoever asks works on it; without it, for whoever does
}

// ReadOf names a case.
type ReadOf struct {
	Number string `path:"number" json:"-"`
}

// Snoozed says until when a case is put away. Until is zero for one that is not.
type Snoozed struct {
	Number string     `json:"case"`
	Until  store.Time `json:"until,omitzero"`
	By     string     `json:"by,omitempty"`    // the name of who put it away
	Owner  string     `json:"owner,omitempty"` // the name of who works on it, out of whose list it is
	Last   string     `json:"last_entry"`      // the id of the last entry of the case, for Seen

	Own  bool `json:"-"` // the reader works on it
	Free bool `json:"-"` // nobody does
	Over bool `json:"-"` // it is answered
}

// Snooze puts a case away for who works on it, and says so in the conversation, to HR alone. Again is another moment; the same twice is once. It refuses a case that is answered, that
// nobody works on, that somebody else put away, brought back or gave to somebody or its customer wrote in since Seen, or of which a promise warns; a day that is past or later than Longest; and whoever does not work on cases like it.
func (s *Service) Snooze(ctx context.Context, by authz.Actor, in Snooze) (Snoozed, error) {
	var out Snoozed
	err := s.Desk.Within(ctx, by, in.Number, SnoozeCase, func(tx *store.Tx, c *desk.Upon) error {
		if err := s.possible(ctx, tx, by, c.Of, in.Mine); err != nil {
			return err
		}
		until, err := s.moment(ctx, tx, promise.Place{Site: c.Site, Team: c.TeamID}, in)
		if err != nil {
			return err
		}
		if err := s.unseen(ctx, tx, by, c.Of, in.Seen, until); err != nil {
			return err
		}
		changed, err := tx.Exec(ctx, `INSERT INTO snooze_case (case_id, case_number, person_id, by_person, until_at, set_at) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (case_id, person_id) DO UPDATE SET by_person = excluded.by_person, until_at = excluded.until_at, set_at = excluded.set_at WHERE snooze_case.until_at <> excluded.until_at`,
			c.ID, c.Number, c.Assignee, by.PersonID, until, tx.Now())
		if err != nil {
			return fmt.Errorf("snooze: %w", err)
		}
		if changed > 0 {
			if err := c.Happened(ctx, true, history.Happened(meanwhile.Snoozed, history.Whom(by.PersonID), history.Moment(until))); err != nil {
				return err
			}
		}
		out, err = s.of(ctx, tx, by, c.Of)
		return err
	})
	return out, err
}

// unseen refuses to put a case away past what happened to it since the entry seen. Until the same moment is no other.
func (s *Service) unseen(ctx context.Context, tx *store.Tx, by authz.Actor, c desk.Of, seen string, until store.Time) error {
	is, err := s.of(ctx, tx, by, c)
	if err != nil || is.Until.Equal(until) {
		return err
	}
	since := meanwhile.Since{CaseID: c.ID, PersonID: by.PersonID, Seen: seen}
	if err := meanwhile.Did(ctx, tx, since, meanwhile.Snoozed, meanwhile.Woken, meanwhile.Gave, meanwhile.Took, meanwhile.Routed, meanwhile.Ruled); err != nil {
		return err
	}
	return meanwhile.Asked(ctx, tx, since)
}

func (s *Service) possible(ctx context.Context, tx *store.Tx, by authz.Actor, c desk.Of, mine bool) error {
	switch {
	case c.State != desk.StateOpen && c.State != desk.Waiting:
		return fault.New(fault.Conflict, "This case is answered: it is in nobody’s list any more.")
	case c.Assignee == "":
		return fault.New(fault.Conflict, "Nobody works on this case. Take it, or give it to somebody, before you snooze it.")
	case mine && c.Assignee != by.PersonID:
		return fault.New(fault.Conflict, "You do not work on this case, so it is not in your list. Snooze it for who does.")
	}
	running, err := s.Promises.Running(ctx, tx, desk.OwnerKind, []string{c.ID})
	if err != nil {
		return err
	}
	for _, p := range running[c.ID] {
		if v := s.Promises.View(tx.Now(), p); v.State == promise.AtRisk || v.State == promise.Late {
			return fault.New(fault.Conflict, "A promise of this case is due soon or late, so it cannot be put away. Answer, or agree on another time first.")
		}
	}
	return nil
}

// moment is when a case comes back, by the hours by which it counts.
func (s *Service) moment(ctx context.Context, tx *store.Tx, at promise.Place, in Snooze) (store.Time, error) {
	now := tx.Now().In(locale.From(ctx).Zone())
	day := func(later int) time.Time {
		return time.Date(now.Year(), now.Month(), now.Day()+later, 0, 0, 0, 0, now.Location())
	}
	from := day(1)
	switch in.When {
	case Later:
		return s.Promises.Expect(ctx, tx, at, 120)
	case Tomorrow:
	case Monday:
		from = day((8-int(now.Weekday()))%7 + 7*btoi(now.Weekday() == time.Monday))
	case OnDate:
		chosen, err := time.ParseInLocation(time.DateOnly, in.Date, now.Location())
		if err != nil {
			return store.Time{}, fault.ForField("date", "Choose a day, as 2026-11-24.")
		}
		if from = chosen; from.Before(day(1)) {
			return store.Time{}, fault.ForField("date", "Choose a day from tomorrow on.")
		}
		if from.After(now.Add(Longest)) {
			return store.Time{}, fault.ForField("date", "Choose a day within %d days. What has more time can wait for somebody, with a reason.", int(Longest.Hours()/24))
		}
	default:
		return store.Time{}, fault.ForField("when", "Choose later, tomorrow, monday or a date.")
	}
	open, next, err := s.Promises.OpenAt(ctx, tx, at, store.At(from))
	if open || err != nil {
		return store.At(from), err
	}
	return next, nil
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Wake ends a snooze.
type Wake struct {
	Number string `path:"number" json:"-"`
	Seen   string `json:"seen,omitempty"` // as that of Snooze
}

// Wake brings a case back into the list before its moment. It refuses what Snooze refuses of people, and with Conflict when somebody else put it away since Seen; a case that is not put away stays as
// it is.
func (s *Service) Wake(ctx context.Context, by authz.Actor, in Wake) (Snoozed, error) {
	var out Snoozed
	err := s.Desk.Within(ctx, by, in.Number, SnoozeCase, func(tx *store.Tx, c *desk.Upon) error {
		was, err := s.of(ctx, tx, by, c.Of)
		if err != nil {
			return err
		}
		if err := meanwhile.Did(ctx, tx, meanwhile.Since{CaseID: c.ID, PersonID: by.PersonID, Seen: in.Seen}, meanwhile.Snoozed); err != nil {
			return err
		}
		if err := s.remove(ctx, tx, c.ID); err != nil {
			return err
		}
		if !was.Until.IsZero() {
			if err := c.Happened(ctx, true, history.Happened(meanwhile.Woken, history.Whom(by.PersonID))); err != nil {
				return err
			}
		}
		out, err = s.of(ctx, tx, by, c.Of)
		return err
	})
	return out, err
}

// OfCase returns until when a case is put away, and by whom. It refuses whoever does not work on it for HR.
func (s *Service) OfCase(ctx context.Context, by authz.Actor, in ReadOf) (Snoozed, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, SnoozeCase)
	if err != nil {
		return Snoozed{}, err
	}
	return s.of(ctx, s.DB, by, c)
}

// OnPage is OfCase for a part of the page of a case, which by reads already.
func (s *Service) OnPage(ctx context.Context, by authz.Actor, c desk.Whole) (Snoozed, error) {
	if err := s.Policy.May(by, desk.ListCases, 0); err != nil || !c.May.Work {
		return Snoozed{}, err
	}
	of := desk.Of{ID: c.ID, Number: c.Number, State: c.State}
	if c.Assignee != nil {
		of.Assignee = c.Assignee.ID
	}
	return s.of(ctx, s.DB, by, of)
}

func (s *Service) of(ctx context.Context, q store.Querier, by authz.Actor, c desk.Of) (Snoozed, error) {
	out := Snoozed{Number: c.Number, Own: c.Assignee == by.PersonID && by.PersonID != "", Free: c.Assignee == "", Over: c.State != desk.StateOpen && c.State != desk.Waiting}
	type row struct {
		ByPerson string
		UntilAt  store.Time
	}
	var err error
	if out.Last, err = meanwhile.Last(ctx, q, c.ID); err != nil {
		return out, err
	}
	r, err := store.One[row](ctx, q, `SELECT z.by_person, z.until_at FROM snooze_case z WHERE z.case_id = $1 AND z.person_id = $2 AND z.until_at > $3`, c.ID, c.Assignee, s.DB.Now())
	if errors.Is(err, store.ErrNone) {
		return out, nil
	}
	if err != nil {
		return out, fmt.Errorf("read snooze: %w", err)
	}
	names, err := people.NamesByIDs(ctx, q, []string{r.ByPerson, c.Assignee})
	if p, known := names[r.ByPerson]; known {
		out.By = p.DisplayName()
	}
	if p, known := names[c.Assignee]; known {
		out.Owner = p.DisplayName()
	}
	out.Until = r.UntilAt
	return out, err
}
