package outreach

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/live"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// RunRounds is the action of having rounds at all: for those of HR who open cases for others.
const RunRounds authz.Action = "outreach.run"

// remindOf is the action of reminding the person of a case.
const remindOf authz.Action = "outreach.remind"

// Max is how many people a round goes to.
const Max = 10_000

// Pace is how hard a round works: for how long in one go, how long it rests at least after each line, and how many times as long as the line took, and how many mails may wait meanwhile.
type Pace struct {
	Slice, Rest time.Duration
	Times       int
	Mails       int
}

// usual is the pace of the product.
var usual = Pace{Slice: 40 * time.Second, Rest: 10 * time.Millisecond, Times: 4, Mails: 200}

// Options are what the module needs from its surroundings.
type Options struct {
	DB     *store.DB
	Policy *authz.Policy // holds Rules
	Desk   *desk.Service
	Audit  *audit.Log
	Fresh  func(context.Context, authz.Actor) (authz.Actor, error) // the actor with the rights of this moment
	Live   *live.Hub
	Sends  bool // mails leave this installation
	Pace   Pace // zero: the usual one
}

// Service is the module. It is safe for concurrent use.
type Service struct {
	Options
	told atomic.Int64 // when open pages were told last that cases came, in nanoseconds
}

// New returns the module.
func New(o Options) *Service {
	if o.Pace == (Pace{}) {
		o.Pace = usual
	}
	return &Service{Options: o}
}

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "outreach", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{
		RunRounds: {Roles: []authz.Role{authz.Agent, authz.HRHead}},
		remindOf:  {Relations: authz.Assignee | authz.Team | authz.HR | authz.Named, Sees: desk.ReadCase},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "outreach", Migrations: Schema(), Rules: Rules(), Personal: personal(), Subscriptions: s.subscriptions(),
		Periodic: []jobs.Periodic{{Kind: "outreach.pass", Every: 5 * time.Second, Run: s.Pass}, {Kind: "outreach.forget", Every: time.Hour, Run: s.Forget}}}
}

// The states of a round.
const (
	Making  = "making" // its list is being written down; nobody sees it
	Draft   = "draft"  // it waits to be started
	Running = "running"
	Paused  = "paused"
	Stopped = "stopped" // for good: those who had no case then get none
	Done    = "done"
)

// The states of a line.
const (
	will   = "will"
	done   = "done"
	left   = "left"
	failed = "failed"
)

type row struct {
	ID, PersonID, TeamID, ServiceID string
	SeesAll, Asks                   bool
	UntilDay, State, Why            string
	Twice                           int
	MadeAt, StartedAt, EndedAt      store.Time
	Remind, RemindBy                string     // "" for not yet, running, done, stopped, held or failed; and who reminds
	RemindAt                        store.Time // when reminding begins, or began
	Settle, SettleBy, SettleWords   string     // as those of reminding
	SettledAt                       store.Time // when settling begins, or began
}

const selectRow = `SELECT r.id, r.person_id, r.team_id, r.service_id, r.sees_all, r.asks, r.until_day, r.state, r.why, r.twice, r.made_at, r.started_at, r.ended_at, r.remind, r.remind_by, r.remind_at, r.settle, r.settle_by, r.settle_words, r.settled_at
	FROM outreach_round r WHERE `

// readable is the condition that by reads a round: those of their teams, and a head of HR also those of services that are open to the whole of HR.
func readable(by authz.Actor) store.Where {
	whose := store.In("r.team_id", by.Teams)
	if by.Has(authz.HRHead) {
		whose = store.Or(whose, store.Cond(`r.sees_all`))
	}
	return store.And(store.Cond(`r.state <> 'making'`), whose)
}

// find returns a round that by may read. Another one is not there.
func (s *Service) find(ctx context.Context, q store.Querier, by authz.Actor, id string) (row, error) {
	if err := s.Policy.May(by, RunRounds, 0); err != nil {
		return row{}, err
	}
	r, err := store.Row[row](ctx, q, new(store.Q).Add(selectRow+`r.id = ? AND `, id).Where(readable(by)))
	if errors.Is(err, store.ErrNone) {
		return r, authz.Hidden()
	}
	if err != nil {
		return r, fmt.Errorf("read round: %w", err)
	}
	return r, nil
}

// mayIn refuses a service, and a team that is to work on its cases, in which by may open none for many.
func mayIn(by authz.Actor, service catalogue.Service, team string) error {
	head := by.Has(authz.HRHead) && open(service)
	switch {
	case service.Sensitivity == catalogue.Named:
		return fault.ForField("service", "Cases of this service are open to named people alone. Open each of them by itself.")
	case !head && !slices.Contains(by.Teams, service.TeamID):
		return fault.ForField("service", "Your team does not take care of this service. Choose one of your own, or ask that team.")
	case team != service.TeamID && !open(service):
		return fault.ForField("team", "Cases of this service stay with its own team. Choose that one.")
	case team != service.TeamID && !slices.Contains(by.Teams, team):
		return fault.ForField("team", "Choose the team of the service, or one that you are in.")
	}
	return nil
}

// open reports whether the cases of a service are open to the whole of HR, words and all.
func open(service catalogue.Service) bool {
	return service.Sensitivity != catalogue.Team && service.Sensitivity != catalogue.Named && !service.Health
}

// Services returns those in which by may have a round.
func (s *Service) Services(ctx context.Context, by authz.Actor) ([]catalogue.Service, error) {
	if err := s.Policy.May(by, RunRounds, 0); err != nil {
		return nil, err
	}
	all, err := catalogue.Services(ctx, s.DB)
	return slices.DeleteFunc(slices.Clone(all), func(x catalogue.Service) bool { return !x.Active || mayIn(by, x, x.TeamID) != nil }), err
}
