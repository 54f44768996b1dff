package fairness

import (
	"context"
	"embed"

	"hearth/internal/agreement"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Subject is what has to be agreed on before any of this is on.
var Subject = agreement.Subject{ID: "fairness_audit", Name: "Fairness audit",
	What: "Decisions on one clause are compared across groups, in totals only, to find whether like cases end alike."}

// The actions of this module.
const (
	ReadAudit      authz.Action = "fairness.read"
	RunAudit       authz.Action = "fairness.run" // and give findings to their owners
	AnswerFinding  authz.Action = "fairness.answer"
	KeepAttributes authz.Action = "fairness.attributes"
)

// Demo is the system task that makes the demo organisation.
const Demo = "demo"

// Service is the module. It is safe for concurrent use.
type Service struct {
	db     *store.DB
	policy *authz.Policy
	audit  *audit.Log
}

// New returns the module on db. The policy must hold the rules of its Spec.
func New(db *store.DB, policy *authz.Policy, log *audit.Log) *Service {
	return &Service{db, policy, log}
}

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "fairness", Files: migrations} }

// Owners are the roles whose holders may own a finding.
func Owners() []authz.Role { return []authz.Role{authz.HRHead, authz.DPO} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	demo := []string{Demo}
	return map[authz.Action]authz.Rule{
		ReadAudit:      {Roles: Owners()},
		RunAudit:       {Roles: []authz.Role{authz.HRHead}, Tasks: demo},
		AnswerFinding:  {Roles: Owners()},
		KeepAttributes: {Roles: []authz.Role{authz.DPO}, Tasks: demo},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "fairness", Migrations: Schema(), Rules: Rules(), Personal: personal(), ToDo: s.toDo}
}

// OffText is what stands everywhere while it is off, as a message key.
const OffText = "The fairness audit is off, because no agreement that allows it is in force. The register of agreements, /agreements, says what could watch people and who agreed to it."

// On reports whether an agreement that allows the audit is in force.
func (s *Service) On(ctx context.Context) (bool, error) {
	_, on, err := agreement.InForce(ctx, s.db, Subject.ID)
	return on, err
}

// may asks whether by may do action, and whether any of this is on.
func (s *Service) may(ctx context.Context, q store.Querier, by authz.Actor, action authz.Action) error {
	if err := s.policy.May(by, action, 0); err != nil {
		return err
	}
	_, on, err := agreement.InForce(ctx, q, Subject.ID)
	if err == nil && !on {
		err = fault.New(fault.Conflict, OffText)
	}
	return err
}

// record writes down that by did action with an object: its id or a clause, and nothing about people.
func (s *Service) record(ctx context.Context, tx *store.Tx, by authz.Actor, action authz.Action, kind, object string) error {
	return s.audit.Record(ctx, tx, audit.Entry{By: by, Action: string(action), Kind: kind, Object: object})
}

// Nothing is the input of use cases that take none.
type Nothing struct{}
