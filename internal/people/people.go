package people

import (
	"context"
	"embed"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	ReadOwn     authz.Action = "people.own"       // one's own choices
	FindOne     authz.Action = "people.colleague" // somebody, by a whole address or number
	ReadPeople  authz.Action = "people.read"      // the directory
	EditPeople  authz.Action = "people.edit"
	LoadPeople  authz.Action = "people.import"
	EditTeams   authz.Action = "people.teams"
	ChangeRoles authz.Action = "people.roles"
)

// CLI and Demo are the system tasks that may change the directory: a command on the machine itself, and the maker of the
// demo organisation.
const (
	CLI  = "cli"
	Demo = "demo"
)

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	tasks := []string{CLI, Demo}
	return map[authz.Action]authz.Rule{
		ReadOwn:     {Anyone: true},
		FindOne:     {Anyone: true, Tasks: tasks},
		ReadPeople:  {Roles: []authz.Role{authz.Agent, authz.HRHead, authz.Admin}, Tasks: tasks},
		EditPeople:  {Roles: []authz.Role{authz.HRHead, authz.Admin}, Tasks: tasks},
		LoadPeople:  {Roles: []authz.Role{authz.HRHead, authz.Admin}, Tasks: tasks},
		EditTeams:   {Roles: []authz.Role{authz.HRHead, authz.Admin}, Tasks: tasks},
		ChangeRoles: {Roles: []authz.Role{authz.Admin}, Tasks: tasks},
	}
}

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "people", Files: migrations} }

// Service is the module. It is safe for concurrent use.
type Service struct {
	db     *store.DB
	policy *authz.Policy
	audit  *audit.Log
	looks  lookout
}

// New returns the module on db. The policy must hold Rules; what changes the directory goes to log.
func New(db *store.DB, policy *authz.Policy, log *audit.Log) *Service {
	return &Service{db: db, policy: policy, audit: log}
}

// record writes into the audit record, in the transaction, what by did to the directory; personID is "" where it is about no single person.
func (s *Service) record(ctx context.Context, tx *store.Tx, by authz.Actor, action authz.Action, object, personID string) error {
	return s.audit.Record(ctx, tx, audit.Entry{By: by, Action: string(action), Kind: "people", Object: object, Person: personID})
}

func (s *Service) may(by authz.Actor, action authz.Action) error { return s.policy.May(by, action, 0) }
