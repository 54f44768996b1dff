package desk

import (
	"context"
	"embed"
	"maps"

	"hearth/internal/desk/clocks"
	"hearth/internal/desk/finding"
	"hearth/internal/desk/given"
	"hearth/internal/desk/joint"
	"hearth/internal/desk/mailing"
	"hearth/internal/desk/party"
	"hearth/internal/desk/record"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/live"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	OpenCase     authz.Action = "case.open"    // for oneself or a colleague
	OpenForOther authz.Action = "case.take_in" // for somebody who phoned or came by
	ListCases    authz.Action = "case.list"    // the list itself; its rows follow ReadCase
	ReadCase     authz.Action = "case.read"    // that it exists, its service, state and promises
	ReadHealth   authz.Action = "case.health"  // the texts of a health case
	WriteCase    authz.Action = "case.write"   // a message from the customer's side
	WriteAwaited authz.Action = "case.awaited" // the same while it waits for their manager, who has to say something
	SettleCase   authz.Action = "case.settle"  // say that the answer suffices, or what is missing
	InviteTo     authz.Action = "case.invite"  // say who stands by the requester
	WorkCase     authz.Action = "case.work"    // everything that HR does with a case
	TakeHealth   authz.Action = "case.take"    // give a health case to somebody
	RateCase     authz.Action = "case.rate"    // the requester alone
	TakeCases    authz.Action = "case.export"  // take along what HR's list shows
	ReadFigures  authz.Action = "case.figures" // totals over all cases, never one of them
)

// Tick and Demo are the system tasks of this module: what time brings about, and making the demo organisation.
const (
	Tick = "desk.tick"
	Demo = "demo"
)

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	readers := authz.By | authz.For | authz.About | authz.Representative | authz.Manager | authz.Assignee | authz.Team | authz.HR | authz.Named
	demo := []string{Demo}
	rules := map[authz.Action]authz.Rule{
		OpenCase:     {Anyone: true, Tasks: demo},
		OpenForOther: {Roles: []authz.Role{authz.Agent, authz.HRHead}, Tasks: demo},
		ListCases:    {Anyone: true},
		ReadCase:     {Relations: readers, Tasks: []string{Demo, Tick}},
		ReadHealth:   {Relations: authz.By | authz.For | authz.Assignee | authz.Named, Sees: ReadCase},
		WriteCase:    {Relations: authz.By | authz.For | authz.Representative, Sees: ReadCase, Tasks: demo},
		WriteAwaited: {Relations: authz.By | authz.For | authz.Representative | authz.Manager, Sees: ReadCase, Tasks: demo},
		SettleCase:   {Relations: authz.By | authz.For, Sees: ReadCase, Tasks: []string{Demo, Tick}},
		InviteTo:     {Relations: authz.By | authz.For, Sees: ReadCase},
		WorkCase:     {Relations: workers, Sees: ReadCase, Tasks: []string{Demo, Tick}},
		TakeHealth:   {Relations: authz.Assignee | authz.Team | authz.Named, Roles: []authz.Role{authz.HRHead}, Sees: ReadCase, Tasks: demo},
		RateCase:     {Relations: authz.By, Sees: ReadCase, Tasks: demo},
		TakeCases:    {Roles: []authz.Role{authz.Agent, authz.HRHead}},
		ReadFigures:  {Roles: []authz.Role{authz.Agent, authz.HRHead}},
	}
	maps.Copy(rules, mailing.Rules())
	return rules
}

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "desk", Files: migrations} }

// Options are what the module needs from its surroundings.
type Options struct {
	DB        *store.DB
	Policy    *authz.Policy // holds Rules
	Promises  *promise.Service
	Files     *files.Store
	Audit     *audit.Log
	Live      *live.Hub
	Numbers   ident.Numbers
	PublicURL string       // without a slash at its end, for links in mails
	OrgName   string       // who signs them
	Keys      *thread.Keys // sign where answers to mails go; nil: to no address of ours
	Secret    []byte       // signs links in mails that do something
	// Held refuses to close a case that a module above holds open, such as one whose requester waits for a second look; nil: none is.
	Held   func(ctx context.Context, q store.Querier, caseID string, in Close) error
	Beside []clocks.Beside                                                 // what hangs on a case, besides its steps, and has promises of its own
	Joins  joint.Index                                                     // how cases hang together; nil: they do not
	Given  *given.Fields                                                   // what services ask for besides words; nil: nothing
	Asks   func(ctx context.Context, q store.Querier, caseID string) error // refuses to ask anybody else about a case; nil: nobody does
	// Away is the condition that c.id is put away for a person at a moment, and so not in the list of what is theirs; nil: nothing is.
	Away func(personID string, now store.Time) store.Where
}

// Service is the module. It is safe for concurrent use.
type Service struct {
	db       *store.DB
	policy   *authz.Policy
	promises *promise.Service
	clocks   clocks.Clocks
	files    *files.Store
	audit    *audit.Log
	live     *live.Hub
	numbers  ident.Numbers
	notices  *mailing.Service
	held     func(ctx context.Context, q store.Querier, caseID string, in Close) error
	asks     func(ctx context.Context, q store.Querier, caseID string) error
	joins    joint.Index
	given    *given.Fields
	away     func(personID string, now store.Time) store.Where
	finder   *finding.Finder
}

// New returns the module.
func New(o Options) *Service {
	clock := clocks.Clocks{Promises: o.Promises, Kind: OwnerKind, Beside: append([]clocks.Beside{{Find: record.OpenSteps(StepKind), Kind: promise.Step}}, o.Beside...)}
	s := &Service{db: o.DB, policy: o.Policy, promises: o.Promises, clocks: clock, files: o.Files, audit: o.Audit, live: o.Live, numbers: o.Numbers, held: o.Held, asks: o.Asks, joins: o.Joins, given: o.Given, away: o.Away}
	if s.joins == nil {
		s.joins = joint.None{}
	}
	if s.given == nil {
		s.given = given.None()
	}
	if s.asks == nil {
		s.asks = func(context.Context, store.Querier, string) error { return nil }
	}
	if s.held == nil {
		s.held = func(context.Context, store.Querier, string, Close) error { return nil }
	}
	if s.away == nil {
		s.away = func(string, store.Time) store.Where { return store.Never }
	}
	s.finder = finding.New(s.db, finding.Sight{Lists: s.lists, Sees: s.visible, Relations: s.relations, Works: s.works, Hides: s.hidesTexts})
	s.audit.Concern(OwnerKind, party.Concerned)
	s.notices = mailing.New(mailing.Options{DB: o.DB, Policy: o.Policy, URL: o.PublicURL, Org: o.OrgName, Keys: o.Keys, Secret: o.Secret, Sees: s.customerSees})
	return s
}

// Notices is how people want to be written to about their cases.
func (s *Service) Notices() *mailing.Service { return s.notices }

// record writes into the audit record, in the transaction, what by did with a case.
func (s *Service) record(ctx context.Context, tx *store.Tx, by authz.Actor, action authz.Action, r row) error {
	return s.audit.Record(ctx, tx, audit.Entry{By: by, Action: string(action), Kind: OwnerKind, Object: r.ID, Person: r.ForPerson, Team: r.TeamID})
}
