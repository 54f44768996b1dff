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

// Decided is what was decided in a case. Days are YYYY-MM-DD; "" is what the decision does not have.
type Decided struct {
	ID           string // of this version: another after it was corrected, or decided anew
	Outcome      string // granted, in_part, refused or out_of_scope
	Reason       string
	Rule, Policy string // the number of the clause that it rests on, and the title of its policy
	Next, NextOn string
	Until, To    string // how to disagree: until when, and who takes it
	At           store.Time
}

// Decisions says what was decided in a case: the decision that holds, or false where there is none.
type Decisions interface {
	Decided(ctx context.Context, q store.Querier, caseID string) (Decided, bool, error)
}

// Sum is what a calculation comes to: a decimal number such as 152.00, of a currency by its code, or of hours, days or percent. Version is another after a line of it was corrected.
type Sum struct{ Version, Unit, Total string }

// Calculations says what was worked out in a case.
type Calculations interface {
	// Total is of the last calculation that stands, or false where there is none.
	Total(ctx context.Context, q store.Querier, caseID string) (Sum, bool, error)
	// Standing returns the versions of all that stand.
	Standing(ctx context.Context, q store.Querier, caseID string) ([]string, error)
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
