package callback

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"slices"
	"time"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	AskCall     authz.Action = "callback.ask"
	ReadCalls   authz.Action = "callback.read" // those of one case
	CancelCall  authz.Action = "callback.cancel"
	MakeCall    authz.Action = "callback.call"    // take one, give it back, and say how it went
	ListCalls   authz.Action = "callback.agenda"  // the list itself; its rows follow the cases
	ReadFigures authz.Action = "callback.figures" // by service, for everybody
	logAttempt  authz.Action = "callback.attempt" // in the record without who called
	book        authz.Action = "callback.book"    // what time brings about
)

// Options are what the module needs from its surroundings.
type Options struct {
	DB        *store.DB
	Policy    *authz.Policy // holds Rules
	Desk      *desk.Service
	Promises  *promise.Service
	PublicURL string // without a slash at its end
	OrgName   string // who signs mails
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service { return &Service{o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "callback", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	const work = authz.Assignee | authz.Team | authz.HR | authz.Named
	const writers = authz.By | authz.For | authz.Representative
	clock := []string{desk.Tick}
	return map[authz.Action]authz.Rule{
		AskCall:     {Relations: writers | work, Sees: desk.ReadCase},
		ReadCalls:   {Relations: writers | work, Sees: desk.ReadCase},
		CancelCall:  {Relations: authz.By | authz.For, Sees: desk.ReadCase},
		MakeCall:    {Relations: work, Sees: desk.ReadCase},
		ListCalls:   {Roles: []authz.Role{authz.Agent, authz.HRHead, authz.ConcernHandler}},
		ReadFigures: {Anyone: true},
		logAttempt:  {Tasks: clock},
		book:        {Tasks: clock},
	}
}

// every is how often missed windows are looked for: they are booked within half a minute.
const every = 15 * time.Second

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "callback", Migrations: Schema(), Rules: Rules(), Personal: personal(), ToDo: s.toDo,
		Subscriptions: []jobs.Subscription{
			jobs.On("callback.answered", func(ctx context.Context, f desk.CaseAnswered) error { return s.answered(ctx, f.CaseID) }),
			jobs.On("callback.closed", func(ctx context.Context, f desk.CaseClosed) error { return s.forget(ctx, f.CaseID) })},
		Periodic: []jobs.Periodic{{Kind: "callback.book", Every: every, Run: func(ctx context.Context) error { _, err := s.Pass(ctx); return err }}}}
}

// The facts of this module.
type (
	// Asked tells that somebody asked to be called, or gave new times.
	Asked struct{ CaseID, CallID string }
	// Attempted tells that HR called.
	Attempted struct{ CaseID, CallID string }
	// Unkept tells that times went by in which HR did not call.
	Unkept struct{ CaseID, CallID string }
)

// FactName implements store.Fact.
func (Asked) FactName() string { return "callback.asked" }

// FactName implements store.Fact.
func (Attempted) FactName() string { return "callback.attempted" }

// FactName implements store.Fact.
func (Unkept) FactName() string { return "callback.unkept" }

// The states of a call.
const (
	Open      = "open"
	Tried     = "tried"  // all its times passed; HR called within them and did not reach the person
	Missed    = "missed" // all its times passed, and HR called within none
	Reached   = "reached"
	Cancelled = "cancelled"
)

// Dropped is the state of a window that was replaced or not needed any more before it ended; its others are Open, Tried and Missed.
const Dropped = "dropped"

// The results of an attempt. Reached is also the state of a call.
const (
	NoAnswer    = "no_answer"
	WrongNumber = "wrong_number"
)

// Window is a stretch of time in which somebody may be called: From counts, To does not.
type Window struct {
	ID    string     `json:"-"`
	From  store.Time `json:"from"`
	To    store.Time `json:"to"`
	State string     `json:"state"` // open, tried, missed or dropped
}

// Try is one time that HR called, as it is shown. By is the first name of who called, while the case is open.
type Try struct {
	ID     string     `json:"id"`
	At     store.Time `json:"at"`
	Result string     `json:"result"`
	Inside bool       `json:"inside"`
	Counts bool       `json:"counts"`
	By     string     `json:"by,omitempty"`
}

// Slot is when somebody of HR calls.
type Slot struct {
	By   string     `json:"by"` // a first name
	Mine bool       `json:"mine"`
	From store.Time `json:"from"`
	To   store.Time `json:"to"`
}

// Call is what somebody asked for, as its reader sees it.
type Call struct {
	ID       string     `json:"id"`
	Number   string     `json:"case"`
	State    string     `json:"state"`
	Zone     string     `json:"zone"`
	Phone    string     `json:"phone,omitempty"` // for whose it is and for those who may call; "" is at their desk
	AtDesk   bool       `json:"at_desk"`
	Wrong    bool       `json:"wrong_number"` // the number did not work, and no other one was given yet
	Sequence int        `json:"sequence"`     // counts how often times were given
	Windows  []Window   `json:"windows"`
	Attempts []Try      `json:"attempts"`
	Slot     *Slot      `json:"slot,omitempty"` // for those who may call
	AskedAt  store.Time `json:"asked_at"`
	EndedAt  store.Time `json:"ended_at,omitzero"`
	Mine     bool       `json:"-"` // the reader is who is called
}

// Live reports whether the call is still asked for: it is open, or waits for new times.
func (c Call) Live() bool { return c.State == Open || c.State == Tried || c.State == Missed }

// row is a call as the database keeps it.
type row struct {
	ID, CaseID, CaseNumber, PersonID, ServiceID, Zone, Phone, State string
	Wrong                                                           bool
	Sequence                                                        int
	AskedAt, EndedAt                                                store.Time
}

const selectRow = `SELECT c.id, c.case_id, c.case_number, COALESCE(c.person_id, '') AS person_id, c.service_id, c.zone, c.phone, c.state, c.wrong, c.sequence, c.asked_at, c.ended_at
	FROM callback_call c`

func (r row) live() bool { return Call{State: r.State}.Live() }

// numberOf returns the number of the case of a call, of which the caller asks whether by may see it. Where there is no such call it is "", which is nobody's: both take the same work.
func (s *Service) numberOf(ctx context.Context, id string) (string, error) {
	number, err := store.One[string](ctx, s.DB, `SELECT c.case_number FROM callback_call c WHERE c.id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read call: %w", err)
	}
	return number, nil
}

// find returns the call with an id, whose case the caller has asked about.
func find(ctx context.Context, q store.Querier, id string) (row, error) {
	r, err := store.One[row](ctx, q, selectRow+` WHERE c.id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return r, authz.Hidden()
	}
	if err != nil {
		return r, fmt.Errorf("read call: %w", err)
	}
	return r, nil
}

// liveOn returns the call that is still asked for on a case; false where there is none.
func liveOn(ctx context.Context, q store.Querier, caseID string) (row, bool, error) {
	r, err := store.One[row](ctx, q, selectRow+` WHERE c.case_id = $1 AND c.state IN ('open', 'tried', 'missed')`, caseID)
	if errors.Is(err, store.ErrNone) {
		return r, false, nil
	}
	if err != nil {
		return r, false, fmt.Errorf("read call: %w", err)
	}
	return r, true, nil
}

// windowRow is a window as the database keeps it.
type windowRow struct {
	ID, CallID, State string
	Sequence          int
	FromAt, ToAt      store.Time
}

func windowsOf(ctx context.Context, q store.Querier, callIDs ...string) ([]windowRow, error) {
	all, err := store.Select[windowRow](ctx, q, new(store.Q).Add(`SELECT w.id, w.call_id, w.state, w.sequence, w.from_at, w.to_at FROM callback_window w WHERE `).
		Where(store.In("w.call_id", callIDs)).Add(` ORDER BY w.from_at, w.id`))
	if err != nil {
		return nil, fmt.Errorf("read windows: %w", err)
	}
	return all, nil
}

// attemptRow is an attempt as the database keeps it.
type attemptRow struct {
	ID, CallID, WindowID, ByPerson, Result string
	At                                     store.Time
}

func attemptsOf(ctx context.Context, q store.Querier, callIDs ...string) ([]attemptRow, error) {
	all, err := store.Select[attemptRow](ctx, q, new(store.Q).Add(`SELECT a.id, a.call_id, COALESCE(a.window_id, '') AS window_id, COALESCE(a.by_person, '') AS by_person, a.result, a.at
		FROM callback_attempt a WHERE `).Where(store.In("a.call_id", callIDs)).Add(` ORDER BY a.at, a.id`))
	if err != nil {
		return nil, fmt.Errorf("read attempts: %w", err)
	}
	return all, nil
}

// ReadOf names a case.
type ReadOf struct {
	Number string `path:"number" json:"-"`
}

// Calls are those of a case, the latest first.
type Calls struct {
	Items []Call `json:"items"`
	HR    bool   `json:"-"` // the reader works on the case
	Own   bool   `json:"-"` // the reader asked it or it is for them
	Open  bool   `json:"-"` // the case has no answer yet
}

// Live returns the call that is still asked for, or nil.
func (c Calls) Live() *Call {
	for i := range c.Items {
		if c.Items[i].Live() {
			return &c.Items[i]
		}
	}
	return nil
}

// OfCase returns the calls of a case.
func (s *Service) OfCase(ctx context.Context, by authz.Actor, in ReadOf) (Calls, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, ReadCalls)
	if err != nil {
		return Calls{Items: []Call{}}, err
	}
	return s.of(ctx, by, c.ID, Calls{HR: c.HR, Own: c.Rel.Has(authz.By | authz.For), Open: unanswered(c)})
}

// OnPage is OfCase for parts of a page of the case, which by reads already: it asks nothing that the page knows. Who may read none of the calls gets none.
func (s *Service) OnPage(ctx context.Context, by authz.Actor, c desk.Whole) (Calls, error) {
	out := Calls{Items: []Call{}, HR: c.May.Work, Own: by.PersonID != "" && (by.PersonID == c.By.ID || by.PersonID == c.For.ID), Open: c.State != desk.Answered && c.State != desk.Closed}
	if !mayRead(by, c, out) {
		return out, nil
	}
	return s.of(ctx, by, c.ID, out)
}

// mayRead is the rule of ReadCalls for somebody who reads a case.
func mayRead(by authz.Actor, c desk.Whole, as Calls) bool {
	return !c.Hidden && (as.HR || as.Own || slices.ContainsFunc(c.Invited, func(p desk.Person) bool { return p.ID == by.PersonID }))
}

func (s *Service) of(ctx context.Context, by authz.Actor, caseID string, out Calls) (Calls, error) {
	rows, err := store.All[row](ctx, s.DB, selectRow+` WHERE c.case_id = $1 ORDER BY c.asked_at DESC, c.id DESC`, caseID)
	if err != nil {
		return out, fmt.Errorf("read calls: %w", err)
	}
	out.Items, err = shown(ctx, s.DB, by, out.HR, rows)
	return out, err
}

func unanswered(c desk.Of) bool { return c.State != desk.Answered && c.State != desk.Closed }

// shown is rows as by reads them, who works on the case where hr, with a fixed number of queries.
func shown(ctx context.Context, q store.Querier, by authz.Actor, hr bool, rows []row) ([]Call, error) {
	out := make([]Call, 0, len(rows))
	if len(rows) == 0 {
		return out, nil
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	windows, err := windowsOf(ctx, q, ids...)
	if err != nil {
		return out, err
	}
	attempts, err := attemptsOf(ctx, q, ids...)
	if err != nil {
		return out, err
	}
	slots, err := slotsOf(ctx, q, ids...)
	if err != nil {
		return out, err
	}
	names, err := namesFor(ctx, q, attempts, slots)
	if err != nil {
		return out, err
	}
	for _, r := range rows {
		one := Call{ID: r.ID, Number: r.CaseNumber, State: r.State, Zone: r.Zone, Wrong: r.Wrong, Sequence: r.Sequence, Windows: []Window{}, Attempts: []Try{},
			AskedAt: r.AskedAt, EndedAt: r.EndedAt, Mine: r.PersonID != "" && r.PersonID == by.PersonID}
		if hr || one.Mine {
			one.Phone, one.AtDesk = r.Phone, r.Phone == ""
		}
		for _, w := range windows {
			if w.CallID == r.ID && (w.Sequence == r.Sequence || w.State != Dropped) {
				one.Windows = append(one.Windows, Window{ID: w.ID, From: w.FromAt, To: w.ToAt, State: w.State})
			}
		}
		for _, a := range attempts {
			if a.CallID == r.ID {
				one.Attempts = append(one.Attempts, Try{ID: a.ID, At: a.At, Result: a.Result, Inside: a.WindowID != "", Counts: a.WindowID != "", By: names[a.ByPerson].FirstName()})
			}
		}
		for _, x := range slots {
			if x.CallID == r.ID && hr {
				one.Slot = &Slot{By: names[x.PersonID].FirstName(), Mine: x.PersonID == by.PersonID, From: x.FromAt, To: x.ToAt}
			}
		}
		out = append(out, one)
	}
	return out, nil
}

func namesFor(ctx context.Context, q store.Querier, attempts []attemptRow, slots []slotRow) (map[string]people.Person, error) {
	var ids []string
	for _, a := range attempts {
		ids = append(ids, a.ByPerson)
	}
	for _, x := range slots {
		ids = append(ids, x.PersonID)
	}
	return people.NamesByIDs(ctx, q, ids)
}
