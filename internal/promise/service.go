package promise

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"slices"
	"sync"

	"hearth/internal/calendar"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "promise", Files: migrations} }

// Service is the module. It is safe for concurrent use.
type Service struct {
	db     *store.DB
	policy *authz.Policy
	audit  *audit.Log
	parsed sync.Map // a calendar's text -> calendar.Calendar
	named  sync.Map // versioned -> calendar.Calendar: a version never changes
}

// New returns the module on db. The policy must hold Rules; who changes a calendar stands in log.
func New(db *store.DB, policy *authz.Policy, log *audit.Log) *Service {
	return &Service{db: db, policy: policy, audit: log}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "promise", Migrations: Schema(), Rules: Rules(), Personal: personal(), ToDo: s.toDo, Periodic: []jobs.Periodic{
		{Kind: acts, Every: looksEvery, Run: func(ctx context.Context) error { _, err := s.Act(ctx); return err }},
		{Kind: recounts, Every: looksEvery, Run: func(ctx context.Context) error { _, err := s.Recount(ctx); return err }}}}
}

// personal says what the module keeps about people: reasons, which their owners' modules erase with Erase.
func personal() []privacy.Source {
	all := []privacy.Source{{Table: "promise_promise", Through: "desk_case", What: "By when we promised to answer you, and why a time was moved.",
		Columns: []privacy.Fate{privacy.Blanked("pause_reason", "reason", "site"), privacy.Kept("How promises were kept is counted, without whose they were, for as long as figures are kept.",
			"owner_id", "kind", "minutes", "state", "started_at", "due_at", "settled_at", "agreed_at"),
			privacy.Unpersonal("id", "owner_kind", "calendar_id", "calendar_version", "risk_at", "left_minutes", "paused_at", "paused_until", "replaces", "next_at", "next_share",
				"policy_id", "policy_version", "warn_first", "warn_second", "team", "law", "law_count", "law_unit", "law_more")}},
		{Table: "promise_pause", Through: "desk_case", What: "When a promise to you waited, and for what.",
			Columns: []privacy.Fate{privacy.Blanked("reason"), privacy.Unpersonal("promise_id", "from_at", "to_at")}}}
	return append(all, privacy.Impersonal("Business hours of the organisation.", "promise_calendar", "promise_calendar_version", "promise_site_calendar", "promise_team_calendar", "promise_calendar_day", "promise_recount", "promise_place_recount", "promise_policy", "promise_policy_version", "promise_policy_recount")...)
}

// Start is a new promise: so many business minutes from now, by the hours of a place.
type Start struct {
	OwnerKind, OwnerID, Kind string
	Place
	Minutes int // above zero; what the service says, where no policy says otherwise; of a Legal one nothing, the law says it
	Asked   Asked
	ByLaw   ByLaw // of a Legal one
}

// Start begins a promise.
func (s *Service) Start(ctx context.Context, tx *store.Tx, in Start) (Promise, error) {
	all, err := s.StartAll(ctx, tx, in.Place, in)
	if err != nil {
		return Promise{}, err
	}
	return all[0], nil
}

// StartAll begins several promises by the hours of one place, and returns them in the order given.
func (s *Service) StartAll(ctx context.Context, tx *store.Tx, place Place, in ...Start) ([]Promise, error) {
	at, err := s.calendarFor(ctx, tx, place)
	if err != nil {
		return nil, err
	}
	all := make([]Promise, len(in))
	for i, x := range in {
		if x.Kind == Legal {
			if all[i], err = s.byLaw(ctx, tx, at, x); err != nil {
				return nil, err
			}
			continue
		}
		if x.Minutes <= 0 {
			return nil, fmt.Errorf("promise %s: %d minutes", x.Kind, x.Minutes)
		}
		all[i] = Promise{ID: ident.New(), OwnerKind: x.OwnerKind, OwnerID: x.OwnerID, Kind: x.Kind, CalendarID: at.ID, CalendarVersion: at.Version,
			Site: place.Site, Team: place.Team, State: Running, StartedAt: tx.Now()}
		all[i].lasts(at.cal, x.Minutes)
		if err := s.byPolicy(ctx, tx, at.cal, &all[i], x.Asked); err != nil {
			return nil, err
		}
		if err := all[i].run(at.cal, tx.Now().Time, all[i].Minutes); err != nil {
			return nil, err
		}
	}
	return all, insert(ctx, tx, all...)
}

// Pause stops all running promises of an owner but call-backs, whose moment is the customer's own, legal times, which nobody here may stop, and those of the kinds that go on; none is no error. It refuses an empty reason and a date
// that has passed.
func (s *Service) Pause(ctx context.Context, tx *store.Tx, ownerKind, ownerID, reason string, until store.Time, goOn ...string) error {
	return s.each(ctx, tx, ownerKind, ownerID, func(p *Promise, cal calendar.Calendar) error {
		if !p.runs(tx.Now()) || p.Kind == Callback || p.Kind == Legal || slices.Contains(goOn, p.Kind) {
			return nil
		}
		return p.pause(cal, tx.Now(), reason, until)
	})
}

// Resume lets all paused promises of an owner go on; none is no error. A moment that somebody agreed on and that is still ahead stays.
func (s *Service) Resume(ctx context.Context, tx *store.Tx, ownerKind, ownerID string) error {
	return s.resume(ctx, tx, ownerKind, ownerID, Kinds()...)
}

func (s *Service) resume(ctx context.Context, tx *store.Tx, ownerKind, ownerID string, kinds ...string) error {
	return s.each(ctx, tx, ownerKind, ownerID, func(p *Promise, cal calendar.Calendar) error {
		if p.State != Paused || !slices.Contains(kinds, p.Kind) {
			return nil
		}
		earlier, err := pausesOf(ctx, tx, []string{p.ID})
		if err != nil {
			return err
		}
		return p.resume(cal, tx.Now(), earlier[p.ID])
	})
}

// Keep settles the open promises of some kinds; none is no error.
func (s *Service) Keep(ctx context.Context, tx *store.Tx, ownerKind, ownerID string, kinds ...string) error {
	return s.each(ctx, tx, ownerKind, ownerID, func(p *Promise, _ calendar.Calendar) error {
		if !slices.Contains(kinds, p.Kind) {
			return nil
		}
		return p.keep(tx.Now())
	})
}

// Cancel ends the open promises of the given kinds, or all of them when none is given.
func (s *Service) Cancel(ctx context.Context, tx *store.Tx, ownerKind, ownerID string, kinds ...string) error {
	return s.each(ctx, tx, ownerKind, ownerID, func(p *Promise, _ calendar.Calendar) error {
		if len(kinds) > 0 && !slices.Contains(kinds, p.Kind) {
			return nil
		}
		return p.cancel(tx.Now())
	})
}

// Erase ends the promises of an owner and empties the reasons that were given for them, and whose site it was.
func (s *Service) Erase(ctx context.Context, tx *store.Tx, ownerKind, ownerID string) error {
	if err := s.Cancel(ctx, tx, ownerKind, ownerID); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `UPDATE promise_pause SET reason = '' WHERE promise_id IN (SELECT id FROM promise_promise WHERE owner_kind = $1 AND owner_id = $2)`, ownerKind, ownerID); err != nil {
		return fmt.Errorf("erase pauses: %w", err)
	}
	if _, err := tx.Exec(ctx, `UPDATE promise_promise SET pause_reason = '', reason = '', site = '' WHERE owner_kind = $1 AND owner_id = $2`, ownerKind, ownerID); err != nil {
		return fmt.Errorf("erase promises: %w", err)
	}
	return nil
}

// Renegotiate replaces the open promise of a kind by one that is due at another moment, and returns that: of several the last, such as the next word beside one that has passed. It refuses one that has passed, is paused or does not
// exist, a moment that is not in the future, is the same, is more than a year away, or, for a next word, more than WordDays working days from now, an empty reason, and a legal time, which nobody here may move.
func (s *Service) Renegotiate(ctx context.Context, tx *store.Tx, ownerKind, ownerID, kind string, due store.Time, reason string) (Promise, error) {
	var next Promise
	if kind == Legal {
		return next, fault.New(fault.Conflict, "The law gives this time: nobody here may move it.")
	}
	last, err := lastOf(ctx, tx, ownerKind, ownerID, kind)
	if err != nil {
		return next, err
	}
	found := false
	err = s.each(ctx, tx, ownerKind, ownerID, func(p *Promise, cal calendar.Calendar) error {
		if p.ID != last {
			return nil
		}
		found = true
		var err error
		next, err = p.renegotiate(cal, ident.New(), tx.Now(), due, reason)
		return err
	})
	if err != nil {
		return next, err
	}
	if !found {
		return next, fault.New(fault.Conflict, "No promise of this kind runs, so there is no time to move.")
	}
	return next, insert(ctx, tx, next)
}

// lastOf returns the id of the open promise of a kind that is due last, or "".
func lastOf(ctx context.Context, q store.Querier, ownerKind, ownerID, kind string) (string, error) {
	open, err := openOf(ctx, q, ownerKind, ownerID)
	open = slices.DeleteFunc(open, func(p Promise) bool { return p.Kind != kind })
	if err != nil || len(open) == 0 {
		return "", err
	}
	return slices.MaxFunc(open, func(a, b Promise) int { return a.DueAt.Compare(b.DueAt.Time) }).ID, nil
}

// each applies f to every open promise of an owner and saves it.
func (s *Service) each(ctx context.Context, tx *store.Tx, ownerKind, ownerID string, f func(*Promise, calendar.Calendar) error) error {
	all, err := openOf(ctx, tx, ownerKind, ownerID)
	if err != nil {
		return err
	}
	for _, p := range all {
		cal, err := s.calendarOf(ctx, tx, p)
		if err != nil {
			return err
		}
		before := p
		if err := f(&p, cal); err != nil {
			return err
		}
		if p == before {
			continue
		}
		if err := errors.Join(keepPause(ctx, tx, before, p), update(ctx, tx, p)); err != nil {
			return err
		}
	}
	return nil
}

// ForOwners returns all promises of owners of a kind, by owner, the earliest started first.
func (s *Service) ForOwners(ctx context.Context, q store.Querier, ownerKind string, ids []string) (map[string][]Promise, error) {
	if len(ids) == 0 {
		return map[string][]Promise{}, nil
	}
	return s.forOwners(ctx, q, new(store.Q).Add(selectPromise+` WHERE owner_kind = ? AND `, ownerKind).Where(store.In("owner_id", ids)).Add(` ORDER BY started_at, id`))
}

// Running returns the promises of owners of a kind that still have to be kept, with what View needs of them, by owner, the earliest started first.
func (s *Service) Running(ctx context.Context, q store.Querier, ownerKind string, ids []string) (map[string][]Promise, error) {
	if len(ids) == 0 {
		return map[string][]Promise{}, nil
	}
	return s.forOwners(ctx, q, new(store.Q).Add(`SELECT id, owner_id, kind, calendar_id, calendar_version, minutes, state, started_at, due_at, risk_at, left_minutes, paused_at, paused_until, pause_reason, reason, agreed_at, law
		FROM promise_promise WHERE owner_kind = ? AND state IN ('running', 'paused') AND `, ownerKind).Where(store.In("owner_id", ids)).Add(` ORDER BY started_at, id`))
}

// Views returns the promises of owners of a kind as both sides see them now, the earliest started first: all, or those that still have to be kept.
func (s *Service) Views(ctx context.Context, q store.Querier, ownerKind string, ids []string, running bool) (map[string][]View, error) {
	read := s.ForOwners
	if running {
		read = s.Running
	}
	found, err := read(ctx, q, ownerKind, ids)
	if err != nil {
		return nil, err
	}
	views := make(map[string][]View, len(found))
	for id, all := range found {
		for _, p := range all {
			views[id] = append(views[id], s.View(q.Now(), p))
		}
	}
	return views, nil
}

func (s *Service) forOwners(ctx context.Context, q store.Querier, query *store.Q) (map[string][]Promise, error) {
	all, err := store.Select[Promise](ctx, q, query)
	if err != nil {
		return nil, fmt.Errorf("read promises: %w", err)
	}
	if err := s.refresh(ctx, q, all); err != nil {
		return nil, err
	}
	out := make(map[string][]Promise, len(all))
	for _, p := range all {
		out[p.OwnerID] = append(out[p.OwnerID], p)
	}
	return out, nil
}

// refresh reads the calendars of promises that were not read before, so that View has them. A version never changes.
func (s *Service) refresh(ctx context.Context, q store.Querier, all []Promise) error {
	for _, p := range all {
		if _, err := s.calendarOf(ctx, q, p); err != nil {
			return err
		}
	}
	return nil
}

// Next returns the promise of an owner that is due next, among those that run, of some kinds or of any: one whose pause is over runs too.
func (s *Service) Next(ctx context.Context, q store.Querier, ownerKind, ownerID string, kinds ...string) (Promise, bool, error) {
	among := store.Always
	if len(kinds) > 0 {
		among = store.In("kind", kinds)
	}
	p, err := store.Row[Promise](ctx, q, new(store.Q).Add(selectPromise+` WHERE owner_kind = ? AND owner_id = ? AND (state = 'running' OR state = 'paused' AND paused_until <= ?) AND `, ownerKind, ownerID, q.Now()).
		Where(among).Add(` ORDER BY due_at, id LIMIT 1`))
	if errors.Is(err, store.ErrNone) {
		return p, false, nil
	}
	if err != nil {
		return p, false, fmt.Errorf("next promise: %w", err)
	}
	return p, true, nil
}

// DueBefore is the condition that a column of the caller holds a due moment before t; rows without one do not meet it. An index on the column serves it.
func DueBefore(column string, t store.Time) store.Where {
	return store.Cond(column+` IS NOT NULL AND `+column+` < ?`, t)
}

// View returns a promise that ForOwners read as both sides see it at a moment.
func (s *Service) View(now store.Time, p Promise) View {
	v := View{Kind: p.Kind, DueAt: p.DueAt, State: p.At(now), StartedAt: p.StartedAt, SettledAt: p.SettledAt, Reason: p.Reason, Law: p.Law, of: p}
	if v.State == Paused {
		v.PauseReason, v.PausedUntil = p.PauseReason, p.PausedUntil
	}
	if cal, ok := s.named.Load(versioned{p.CalendarID, p.CalendarVersion}); ok {
		v.Share = p.share(cal.(calendar.Calendar), now)
	}
	return v
}

// Expect returns when a promise of so many minutes would be due at a place if it began now, for pages that say it before somebody asks.
func (s *Service) Expect(ctx context.Context, q store.Querier, in Place, minutes int) (store.Time, error) {
	at, err := s.calendarFor(ctx, q, in)
	if err != nil {
		return store.Time{}, err
	}
	due, err := at.cal.Due(q.Now().Time, minutes)
	return store.At(due), err
}
