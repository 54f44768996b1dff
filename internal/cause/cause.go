package cause

import (
	"context"
	"embed"
	"time"

	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/statement"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	ReadFigures authz.Action = "cause.figures"
	ReadOne     authz.Action = "cause.one" // that of one case
)

// Options are what the module needs from its surroundings.
type Options struct {
	DB     *store.DB
	Policy *authz.Policy // holds Rules
	Desk   *desk.Service
	Link   func(decision.Clause) string // where a clause stands; "" where it stands nowhere
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service { return &Service{o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "cause", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{
		ReadFigures: {Roles: []authz.Role{authz.Agent, authz.HRHead}},
		ReadOne:     {Relations: authz.Assignee | authz.Team | authz.HR | authz.Named, Sees: desk.ReadCase},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "cause", Migrations: Schema(), Rules: Rules(), Personal: privacy.Impersonal("Why cases came about, by which clauses and with how much work of teams: counted, and nothing of whom.",
		"cause_case", "cause_tally", "cause_clause", "cause_sweep"),
		Subscriptions: []jobs.Subscription{
			jobs.On("cause.answered", func(ctx context.Context, f desk.AnsweredChanged) error { return s.follow(ctx, f.CaseID) }),
			jobs.On("cause.reopened", func(ctx context.Context, f desk.CaseReopened) error { return s.follow(ctx, f.CaseID) }),
			jobs.On("cause.worked", func(ctx context.Context, f statement.Logged) error { return s.follow(ctx, f.CaseID) }),
		},
		Periodic: []jobs.Periodic{{Kind: "cause.sweep", Every: time.Minute, Run: func(ctx context.Context) error { _, err := s.Sweep(ctx); return err }}}}
}

// follow counts a case anew.
func (s *Service) follow(ctx context.Context, caseID string) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error { return count(ctx, tx, []string{caseID}) })
}
