package decision

import (
	"context"
	"embed"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module. Each asks for the texts of the case too: those of a health case are open to few.
const (
	DecideCase    authz.Action = "decision.decide" // decide, and correct what was decided
	ReadDecisions authz.Action = "decision.read"
	ReadAppeals   authz.Action = "decision.appeals" // that somebody disagreed, and in which words
	AppealCase    authz.Action = "decision.appeal"
)

// AppealKind is how package promise knows that a promise belongs to an appeal.
const AppealKind = "decision.appeal"

// Waiver stands under every decision and every appeal.
const Waiver = "This is a summary, not a waiver. It does not stop legal deadlines; your representatives and courts remain open to you."

// Options are what the module needs from its surroundings.
type Options struct {
	DB       *store.DB
	Policy   *authz.Policy // holds Rules
	Desk     *desk.Service
	Promises *promise.Service
	Clauses  Clauses
	Heard    Heard   // nil: nobody is asked what we heard
	Figures  Figures // nil: nothing is calculated
	// Checked returns a context in which a decision is refused that would go past what colleagues write together and its writer has not seen, see Decide's Aware; nil: there is no such thing.
	Checked func(ctx context.Context, by authz.Actor, number, aware string) (context.Context, error)
}

// Service is the module. It is safe for concurrent use.
type Service struct {
	db       *store.DB
	policy   *authz.Policy
	desk     *desk.Service
	promises *promise.Service
	clauses  Clauses
	heard    Heard
	figures  Figures
	checked  func(ctx context.Context, by authz.Actor, number, aware string) (context.Context, error)
}

// New returns the module.
func New(o Options) *Service {
	if o.Checked == nil {
		o.Checked = func(ctx context.Context, _ authz.Actor, _, _ string) (context.Context, error) { return ctx, nil }
	}
	return &Service{checked: o.Checked, db: o.DB, policy: o.Policy, desk: o.Desk, promises: o.Promises, clauses: o.Clauses, heard: o.Heard, figures: o.Figures}
}

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "decision", Files: migrations} }

// Rules says who may do what: doc.go says why.
func Rules() map[authz.Action]authz.Rule {
	workers := authz.Assignee | authz.Team | authz.HR | authz.Named
	customers := authz.By | authz.For | authz.Representative
	demo := []string{desk.Demo}
	return map[authz.Action]authz.Rule{
		DecideCase:    {Relations: workers, Sees: desk.ReadCase, Tasks: demo},
		ReadDecisions: {Relations: customers | workers | authz.Manager | authz.About, Sees: desk.ReadCase, Tasks: demo},
		ReadAppeals:   {Relations: customers | workers, Sees: desk.ReadCase, Tasks: demo},
		AppealCase:    {Relations: customers, Sees: desk.ReadCase, Tasks: demo},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "decision", Migrations: Schema(), Rules: Rules(), Personal: s.personal()}
}

// Decided tells that a decision was sent; Corrected, that one was corrected; Appealed, that somebody asked for a second look at one.
type (
	Decided   struct{ CaseID, DecisionID string }
	Corrected struct{ CaseID, DecisionID string }
	Appealed  struct{ CaseID, AppealID string }
)

// FactName implements store.Fact.
func (Decided) FactName() string { return "decision.decided" }

// FactName implements store.Fact.
func (Corrected) FactName() string { return "decision.corrected" }

// FactName implements store.Fact.
func (Appealed) FactName() string { return "decision.appealed" }

// summary is how what we heard stands in a case.
func (s *Service) summary(ctx context.Context, q store.Querier, caseID string) (Summary, error) {
	if s.heard == nil {
		return Summary{}, nil
	}
	return s.heard.Summary(ctx, q, caseID)
}

// figure is how the calculation of a case stands.
func (s *Service) figure(ctx context.Context, q store.Querier, caseID string) (Figure, error) {
	if s.figures == nil {
		return Figure{}, nil
	}
	return s.figures.Figure(ctx, q, caseID)
}
