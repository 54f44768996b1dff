package routing

import (
	"context"
	"embed"
	"time"

	"hearth/internal/agreement"
	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Subject is what has to be agreed on before the rule gives anybody a case.
var Subject = agreement.Subject{ID: "load_routing", Name: "Routing by load",
	What: "New cases go to whoever of the team has room, by skill, language, working hours and weighted load. Each sees their own load alone; of others, whether they have room."}

// The actions of this module.
const (
	act      authz.Action = "routing.act"      // give a case by the rule
	ReadWhy  authz.Action = "routing.why"      // how a case came to whom it is with
	PassOn   authz.Action = "routing.pass_on"  // give a case back to the rule
	OwnDay   authz.Action = "routing.day"      // one's own load, skills and days away
	ReadTeam authz.Action = "routing.team"     // what a team agreed on, and who has room
	EditTeam authz.Action = "routing.settings" // change that
	SayAway  authz.Action = "routing.away"     // say that a colleague is away
)

// Demo is the system task that makes the demo organisation.
const Demo = "demo"

// Options are what the module needs from its surroundings.
type Options struct {
	DB       *store.DB
	Policy   *authz.Policy // holds Rules
	Desk     *desk.Service
	Promises *promise.Service
	Audit    *audit.Log
	// Beside returns what may have promises of its own beside a case, and is with who has the case; nil: nothing.
	Beside func(ctx context.Context, q store.Querier, h record.Held) ([]promise.Owner, error)
	// Falls reports whether a time at which the customer of a case waits for a call ends before a moment, and nobody is going to call in it; nil: nobody waits for calls.
	Falls func(ctx context.Context, q store.Querier, caseID string, until store.Time) (bool, error)
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service { return &Service{o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "routing", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	workers := authz.Assignee | authz.Team | authz.HR | authz.Named
	hr := []authz.Role{authz.Agent, authz.HRHead}
	return map[authz.Action]authz.Rule{
		act:      {Tasks: []string{desk.Tick}},
		ReadWhy:  {Relations: workers, Sees: desk.ReadCase},
		PassOn:   {Relations: workers, Sees: desk.ReadCase},
		OwnDay:   {Roles: []authz.Role{authz.Agent, authz.HRHead, authz.ConcernHandler}},
		ReadTeam: {Roles: hr},
		EditTeam: {Roles: hr, Tasks: []string{Demo}},
		SayAway:  {Roles: []authz.Role{authz.HRHead}},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "routing", Migrations: Schema(), Rules: Rules(), Personal: personal(),
		Subscriptions: []jobs.Subscription{jobs.OnIf("routing.opened", asked, s.opened), jobs.OnIf("routing.wrote", answers, func(ctx context.Context, f desk.CaseReplied) error {
			return s.opened(ctx, desk.CaseOpened{CaseID: f.CaseID})
		}), jobs.OnIf("routing.moved", moved, s.moved), jobs.OnIf("routing.answered", wants[desk.CaseAnswered], s.answered),
			jobs.OnIf("routing.given", wants[desk.CaseGiven], s.wasGiven), jobs.OnIf("routing.taken", wants[record.CaseTaken], s.tookIt)},
		Periodic: []jobs.Periodic{{Kind: "routing.pass", Every: time.Minute, Run: s.Pass}}}
}

// on reports whether the rule may give cases at this moment, and since when it was agreed on.
func on(ctx context.Context, q store.Querier) (since store.Time, yes bool, err error) {
	e, yes, err := agreement.InForce(ctx, q, Subject.ID)
	return e.EnteredAt, yes, err
}

func wants[F store.Fact](ctx context.Context, q store.Querier, _ F) (bool, error) {
	_, yes, err := on(ctx, q)
	return yes, err
}

// asked reports whether the rule may give a case that was opened: one in which HR wrote first is nobody's work before the person answers.
func asked(ctx context.Context, q store.Querier, f desk.CaseOpened) (bool, error) {
	_, yes, err := on(ctx, q)
	if err != nil || !yes {
		return false, err
	}
	first, err := record.WroteFirst(ctx, q, f.CaseID)
	return !first, err
}

// moved reports whether the rule may give a case that was put into the queue of another team.
func moved(ctx context.Context, q store.Querier, f desk.CaseMoved) (bool, error) {
	return asked(ctx, q, desk.CaseOpened{CaseID: f.CaseID})
}

// answers reports whether the rule may give a case because a person answered what HR wrote first.
func answers(ctx context.Context, q store.Querier, f desk.CaseReplied) (bool, error) {
	if !f.Customer {
		return false, nil
	}
	_, yes, err := on(ctx, q)
	if err != nil || !yes {
		return false, err
	}
	return record.WroteFirst(ctx, q, f.CaseID)
}
