package policy

import (
	"context"
	"embed"

	"hearth/internal/calendar"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// MinGroup is the smallest group of people of whom it is said how many acknowledged something.
const MinGroup = 8

// The actions of this module.
const (
	ReadOwn  authz.Action = "policy.read"        // what holds for oneself
	ReadAll  authz.Action = "policy.all"         // everything, for anybody, with counts
	Publish  authz.Action = "policy.publish"     // new versions
	Confirm  authz.Action = "policy.acknowledge" // what holds for oneself
	demoTask              = "demo"
)

// Cited is a case that cites a clause, as who may see it reads it.
type Cited struct {
	Number  string `json:"number"`
	Subject string `json:"subject"`
	Link    string `json:"link"`
}

// Citing knows which open cases cite a clause, by the ids of its versions: those alone that by may see. A module above this one is it.
type Citing interface {
	CitingCases(ctx context.Context, by authz.Actor, versionIDs []string) (Citations, error)
}

// Options are what New needs.
type Options struct {
	DB     *store.DB
	Policy *authz.Policy // must hold the rules of Spec
	// Citing returns who knows which cases cite a clause; it is called when somebody asks, because that module is made after this one. Nil, or nil returned: nobody does.
	Citing func() Citing
}

// Service is the module. It is safe for concurrent use.
type Service struct {
	db     *store.DB
	policy *authz.Policy
	citing func() Citing
}

// New returns the module.
func New(o Options) *Service { return &Service{o.DB, o.Policy, o.Citing} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "policy", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{
		ReadOwn: {Anyone: true},
		Confirm: {Anyone: true},
		ReadAll: {Roles: []authz.Role{authz.Agent, authz.HRHead}, Tasks: []string{demoTask}},
		Publish: {Roles: []authz.Role{authz.HRHead}, Tasks: []string{demoTask}},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "policy", Migrations: Schema(), Rules: Rules(), Personal: personal(), ToDo: s.toDo, Search: s.search, Kinds: s.searchKinds, Reindex: reindexNext}
}

func (s *Service) may(by authz.Actor, action authz.Action) error { return s.policy.May(by, action, 0) }

// ClauseChanged tells that a version of a clause was published. It may begin later.
type ClauseChanged struct{ ClauseID, VersionID string }

// FactName implements store.Fact.
func (ClauseChanged) FactName() string { return "policy.clause_changed" }

// Policy is a subject with its clauses.
type Policy struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Summary  string `json:"summary"`
	TeamID   string `json:"team"` // the team of HR that keeps it; may be empty
	Position int    `json:"position"`
}

// Clause is one rule of a policy.
type Clause struct {
	ID       string `json:"id"`
	PolicyID string `json:"policy"`
	Number   string `json:"number"`
}

// Ref is how people name the clause: "pay 4.2".
func (c Clause) Ref() string { return c.PolicyID + " " + c.Number }

// MayPublish says whether by may publish, for pages that offer it.
func (s *Service) MayPublish(by authz.Actor) error { return s.may(by, Publish) }

// MayReadAll says whether by may read what is for others, for the pages of the desk.
func (s *Service) MayReadAll(by authz.Actor) error { return s.may(by, ReadAll) }

// Today is the day where the reader is.
func (s *Service) Today(ctx context.Context) calendar.Date { return today(ctx, s.db) }
