package statement

import (
	"context"
	"embed"
	"fmt"
	"strings"
	"unicode/utf8"

	"hearth/internal/calculation"
	"hearth/internal/desk"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	ReadStatement    authz.Action = "statement.read"
	EstimateWork     authz.Action = "statement.estimate"
	LogEffort        authz.Action = "statement.effort" // in the record without who did it
	ChooseEstimate   authz.Action = "statement.choose"
	QuestionLine     authz.Action = "statement.question"
	ExplainStatement authz.Action = "statement.explain"
)

// Demo is the system task that makes the demo organisation.
const Demo = "demo"

// task is who stands in the record for effort.
const task = "effort"

// OwnerKind is what the promises of questions belong to.
const OwnerKind = "statement.question"

// The length of texts, in characters, and how much there may be.
const (
	maxName  = 120
	maxWords = 2000
	maxNote  = 500
)

// MostSteps is how many steps an estimate may have.
const MostSteps = 50

// Options are what the module is made of.
type Options struct {
	DB           *store.DB
	Policy       *authz.Policy
	Desk         *desk.Service
	Promises     *promise.Service
	Audit        *audit.Log
	Calculations *calculation.Service
}

// Service is the module. It is safe for concurrent use.
type Service struct {
	db       *store.DB
	policy   *authz.Policy
	desk     *desk.Service
	promises *promise.Service
	audit    *audit.Log
	amounts  *calculation.Service
}

// New returns the module. The policy must hold the rules of its Spec.
func New(o Options) *Service {
	return &Service{o.DB, o.Policy, o.Desk, o.Promises, o.Audit, o.Calculations}
}

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "statement", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	const work = authz.Assignee | authz.Team | authz.HR | authz.Named
	const own = authz.By | authz.For
	demo := []string{Demo}
	return map[authz.Action]authz.Rule{
		ReadStatement:    {Relations: own | authz.Representative | work, Sees: desk.ReadCase},
		EstimateWork:     {Relations: work, Sees: desk.ReadCase, Tasks: demo},
		LogEffort:        {Relations: work, Sees: desk.ReadCase, Tasks: demo},
		ExplainStatement: {Relations: work, Sees: desk.ReadCase, Tasks: demo},
		ChooseEstimate:   {Relations: own, Sees: desk.ReadCase, Tasks: demo},
		QuestionLine:     {Relations: own, Sees: desk.ReadCase, Tasks: demo},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "statement", Migrations: Schema(), Rules: Rules(), Personal: personal(), ToDo: s.toDo,
		Subscriptions: []jobs.Subscription{jobs.On("statement.closed", s.closed)}}
}

// The facts of this module.
type (
	// Estimated tells that an estimate was made.
	Estimated struct{ CaseID, EstimateID string }
	// Chosen tells that its requester chose.
	Chosen struct{ CaseID, EstimateID string }
	// Logged tells that effort was written down, or taken back.
	Logged struct{ CaseID, EffortID string }
	// Questioned tells that a line was questioned.
	Questioned struct{ CaseID, QuestionID string }
	// Explained tells that a question was answered.
	Explained struct{ CaseID, QuestionID string }
)

// FactName implements store.Fact.
func (Estimated) FactName() string { return "statement.estimated" }

// FactName implements store.Fact.
func (Chosen) FactName() string { return "statement.chosen" }

// FactName implements store.Fact.
func (Logged) FactName() string { return "statement.logged" }

// FactName implements store.Fact.
func (Questioned) FactName() string { return "statement.questioned" }

// FactName implements store.Fact.
func (Explained) FactName() string { return "statement.explained" }

// closed forgets who wrote down the effort of a case that is over.
func (s *Service) closed(ctx context.Context, fact desk.CaseClosed) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		if err := hold(ctx, tx, fact.CaseID); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `DELETE FROM statement_effort_person WHERE case_id = $1`, fact.CaseID); err != nil {
			return fmt.Errorf("forget who worked: %w", err)
		}
		return nil
	})
}

func words(f *fault.Fields, field, text, empty string, most int) {
	f.Need(empty == "" || strings.TrimSpace(text) != "", field, empty)
	f.Need(utf8.RuneCountInString(text) <= most, field, "Keep it to %d characters.", most)
}
