package letters

import (
	"context"
	"embed"
	"time"

	"hearth/internal/desk"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	KeepTemplates authz.Action = "letters.templates"
	ReadTemplates authz.Action = "letters.read_templates"
	WriteLetters  authz.Action = "letters.write"
	SeeLetters    authz.Action = "letters.read"
	FileCopy      authz.Action = "letters.file"
	ReadOwnFile   authz.Action = "letters.own_file"
	ReadFile      authz.Action = "letters.open_file"
)

// Demo and Retention are the system tasks of this module: making the demo's templates, and deleting what is past its date.
const (
	Demo      = "demo"
	Retention = "letters.retention"
)

// Decisions says what was decided in a case.
type Decisions interface {
	// Decided returns the outcome and the reason in words for a letter in a language, and the day of it; empty where nothing is decided.
	Decided(ctx context.Context, q store.Querier, caseID, language string) (outcome, reason string, on time.Time, err error)
}

// Calculations says what was worked out in a case.
type Calculations interface {
	// Total returns the amount of a case, and false where there is none.
	Total(ctx context.Context, q store.Querier, caseID string) (amount float64, there bool, err error)
}

// Options are what the module needs. Decisions and Calculations may be nil: then there are none.
type Options struct {
	DB           *store.DB
	Policy       *authz.Policy // holds Rules
	Desk         *desk.Service
	Files        *files.Store
	Audit        *audit.Log
	Decisions    Decisions
	Calculations Calculations
	OrgName      string
	PublicURL    string
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service { return &Service{o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "letters", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	hr := []authz.Role{authz.Agent, authz.HRHead}
	workers := authz.Assignee | authz.Team | authz.HR | authz.Named
	customers := authz.By | authz.For
	return map[authz.Action]authz.Rule{
		KeepTemplates: {Roles: []authz.Role{authz.HRHead}, Tasks: []string{Demo}},
		ReadTemplates: {Roles: hr},
		WriteLetters:  {Relations: workers, Sees: desk.ReadCase},
		SeeLetters:    {Relations: customers | authz.Representative | workers, Sees: desk.ReadCase},
		FileCopy:      {Relations: customers | workers, Sees: desk.ReadCase},
		ReadOwnFile:   {Anyone: true},
		ReadFile:      {Roles: hr},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "letters", Migrations: Schema(), Rules: Rules(), Personal: s.personal(),
		Periodic: []jobs.Periodic{{Kind: Retention, Every: 24 * time.Hour, Run: s.Expire}}}
}

// LetterIssued tells that a letter was issued.
type LetterIssued struct{ CaseID, LetterID string }

// FactName implements store.Fact.
func (LetterIssued) FactName() string { return "letters.issued" }

// CopyFiled tells that the signed copy of a letter was filed.
type CopyFiled struct{ CaseID, LetterID string }

// FactName implements store.Fact.
func (CopyFiled) FactName() string { return "letters.filed" }
