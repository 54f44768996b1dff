package callback

import (
	"context"
	"embed"
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
	// Away returns which of some people of HR are away at this moment, and until when; the zero time is for ever. nil: nobody is.
	Away func(ctx context.Context, q store.Querier, all []people.Person) (map[string]store.Time, error)
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
	// Asked tells that somebody asked to be called, or gave new times or another number.
	Asked struct{ CaseID, CallID string }
	// Attempted tells that HR called.
	Attempted struct{ CaseID, CallID string }
	// Unkept tells that times went by in which HR did not call; WindowID is the last of them.
	Unkept struct{ CaseID, CallID, WindowID string }
	// Due tells that so many percent of a window have passed, Began or Nearly, and nobody has called in it.
	Due struct {
		CaseID, CallID, WindowID string
		Share                    int
	}
)

// FactName implements store.Fact.
func (Asked) FactName() string { return "callback.asked" }

// FactName implements store.Fact.
func (Attempted) FactName() string { return "callback.attempted" }

// FactName implements store.Fact.
func (Unkept) FactName() string { return "callback.unkept" }

// FactName implements store.Fact.
func (Due) FactName() string { return "callback.due" }

// The states of a call.
const (
	Open      = "open"
	Tried     = "tried"  // all its times passed; HR called within the last and did not reach the person
	Missed    = "missed" // all its times passed, and HR did not call within the last
	Reached   = "reached"
	Cancelled = "cancelled"
)

// Dropped is the state of a window that was replaced or not needed any more before it ended; its others are Open, Tried and Missed.
const Dropped = "dropped"

// Answered is how a window is shown that was dropped because an answer took the place of the call.
const Answered = "answered"

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
	State string     `json:"state"` // open, tried, missed, dropped or answered
}

// Ahead reports whether the window of a call that is planned, or was before an answer took its place, can be given still at a moment: enough of it lies ahead.
func (w Window) Ahead(now store.Time) bool {
	return (w.State == Open || w.State == Answered) && w.To.Sub(now.Time) >= shortest
}

// Try is one time that HR called, as it is shown. By is the first name of who called, for those who work on the case and while it is open.
type Try struct {
	ID     string     `json:"id"`
	At     store.Time `json:"at"`
	Result string     `json:"result"`
	Inside bool       `json:"inside"`
	Counts bool       `json:"counts"` // inside, and not at a number or of a customer in whose place another came before the window ended
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
	AskedAt  store.Time `json:"asked_at"`       // by whose it is
	EndedAt  store.Time `json:"ended_at,omitzero"`
	Answered bool       `json:"answered"` // an answer took its place, before HR had called within the times
	Mine     bool       `json:"-"`        // the reader is who is called
}

// Live reports whether the call is still asked for: it is open, or waits for new times.
func (c Call) Live() bool { return c.State == Open || c.State == Tried || c.State == Missed }

// Waits reports whether the customer waits for the call: HR has not called at its times yet, or missed one of them.
func (c Call) Waits() bool { return c.Live() && (c.State != Tried || c.has(Missed)) }

// Partly reports whether HR called at some of its times.
func (c Call) Partly() bool { return c.has(Tried) }

func (c Call) has(state string) bool {
	return slices.ContainsFunc(c.Windows, func(w Window) bool { return w.State == state })
}

// one is a call as by is shown it.
func (s *Service) one(ctx context.Context, q store.Querier, by authz.Actor, c *desk.Upon, r row) (Call, error) {
	all, err := s.shown(ctx, q, by, c.HR, []row{r})
	if err != nil {
		return Call{}, err
	}
	return all[0], nil
}

// ReadOf names a case.
type ReadOf struct {
	Number string `path:"number" json:"-"`
}

// Calls are those of a case, the latest first.
type Calls struct {
	Items   []Call    `json:"items"`
	Offered []Stretch `json:"offered,omitempty"` // to whoever is to be called, new times where nobody called at theirs or reached them: Ask takes them
	HR      bool      `json:"-"`                 // the reader works on the case
	Own     bool      `json:"-"`                 // the reader asked it or it is for them
	Open    bool      `json:"-"`                 // the case has no answer yet
	Over    bool      `json:"-"`                 // the case is closed: nothing more can be asked on it
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

// Instead returns the last call where an answer took its place and its customer may still ask for it again, or nil.
func (c Calls) Instead() *Call {
	if len(c.Items) == 0 || !c.Items[0].Answered || c.Open || c.Over || !c.Own {
		return nil
	}
	return &c.Items[0]
}

// OfCase returns the calls of a case.
func (s *Service) OfCase(ctx context.Context, by authz.Actor, in ReadOf) (Calls, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, ReadCalls)
	if err != nil {
		return Calls{Items: []Call{}}, err
	}
	return s.of(ctx, by, c.ID, Calls{HR: c.HR, Own: c.Rel.Has(authz.By | authz.For), Open: unanswered(c), Over: c.State == desk.Closed})
}

// OnPage is OfCase for parts of a page of the case, which by reads already: it asks nothing that the page knows. Who may read none of the calls gets none.
func (s *Service) OnPage(ctx context.Context, by authz.Actor, c desk.Whole) (Calls, error) {
	out := Calls{Items: []Call{}, HR: c.May.Work, Own: by.PersonID != "" && (by.PersonID == c.By.ID || by.PersonID == c.For.ID), Open: c.State != desk.Answered && c.State != desk.Closed, Over: c.State == desk.Closed}
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
	if out.Items, err = s.shown(ctx, s.DB, by, out.HR, rows); err != nil {
		return out, err
	}
	if c := out.Live(); c != nil && c.Mine && c.State != Open && !c.Wrong && out.Open {
		out.Offered, err = s.offered(ctx, s.DB, *c, caseID)
	}
	return out, err
}

func unanswered(c desk.Of) bool { return c.State != desk.Answered && c.State != desk.Closed }

// shown is rows as by reads them, who works on the case where hr, with a fixed number of queries.
func (s *Service) shown(ctx context.Context, q store.Querier, by authz.Actor, hr bool, rows []row) ([]Call, error) {
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
	var slots []slotRow
	if hr {
		if slots, err = slotsOf(ctx, q, ids...); err == nil {
			slots, err = s.standing(ctx, q, by.PersonID, slots)
		}
		if err != nil {
			return out, err
		}
	}
	names, err := namesFor(ctx, q, attempts, slots)
	if err != nil {
		return out, err
	}
	for _, r := range rows {
		one := Call{ID: r.ID, Number: r.CaseNumber, State: r.State, Zone: r.Zone, Wrong: r.Wrong, Sequence: r.Sequence, Windows: []Window{}, Attempts: []Try{},
			AskedAt: r.AskedAt, EndedAt: r.EndedAt, Answered: r.Answered, Mine: r.PersonID != "" && r.PersonID == by.PersonID}
		if hr || one.Mine {
			one.Phone, one.AtDesk = r.Phone, r.Phone == ""
		}
		for _, w := range windows {
			if w.CallID == r.ID && (w.Sequence == r.Sequence || w.State != Dropped || w.Answered) {
				one.Windows = append(one.Windows, Window{ID: w.ID, From: w.FromAt, To: w.ToAt, State: w.shown()})
			}
		}
		for _, a := range attempts {
			if a.CallID == r.ID {
				one.Attempts = append(one.Attempts, Try{ID: a.ID, At: a.At, Result: a.Result, Inside: a.WindowID != "", Counts: a.Counts})
				if hr {
					one.Attempts[len(one.Attempts)-1].By = names[a.ByPerson].FirstName()
				}
			}
		}
		for _, x := range slots {
			if x.CallID == r.ID {
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
