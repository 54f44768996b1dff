package erasure

import (
	"context"
	"embed"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Migrations is the schema of the holds.
func Migrations() store.Migrations { return store.Migrations{Module: "privacy", Files: migrations} }

// The actions of this package.
const (
	HoldPerson   authz.Action = "privacy.hold" // place, lift and list legal holds
	ExportPerson authz.Action = "privacy.export"
	ErasePerson  authz.Action = "privacy.erase"
)

// CLI is the task of whoever may use the command line of the server, and Restore that of a restored backup.
const (
	CLI     = "cli"
	Restore = "restore"
)

// Rules says who may do what: only who runs the server exports and erases somebody else.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{
		HoldPerson:   {Roles: []authz.Role{authz.HRHead, authz.DPO}, Tasks: []string{CLI}},
		ExportPerson: {Tasks: []string{CLI}},
		ErasePerson:  {Tasks: []string{CLI, Restore}},
	}
}

// Person is somebody in the directory, with the addresses that mail went to.
type Person struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Email  string `json:"-"`
	Phone  string `json:"-"`
	Number string `json:"-"`
}

// Directory is who there is.
type Directory interface {
	// Find returns the person that an id, an e-mail address or a personnel number names, or NotFound.
	Find(ctx context.Context, q store.Querier, ref string) (Person, error)
	// Names returns the names of people by id; unknown ids are absent.
	Names(ctx context.Context, q store.Querier, ids []string) (map[string]string, error)
	// OnlyAdmin reports whether a person is the only administrator.
	OnlyAdmin(ctx context.Context, q store.Querier, id string) (bool, error)
}

// Options are what the package stands on. All parts are needed.
type Options struct {
	DB      *store.DB
	Policy  *authz.Policy // holds Rules
	Audit   *audit.Log
	People  Directory
	Sources func() []privacy.Source // in the order in which they are erased
	Ledger  string                  // the path of the file of what was erased
	Key     []byte                  // seals its lines
}

// Service exports, erases and holds. It is safe for concurrent use.
type Service struct {
	Options
	ledger ledger
}

// New returns the package's service.
func New(o Options) *Service {
	return &Service{Options: o, ledger: ledger{path: o.Ledger, key: o.Key}}
}

// Personal says what this package keeps about people.
func Personal() []privacy.Source {
	return []privacy.Source{{Table: "privacy_hold", PersonColumns: []string{"person_id", "placed_by", "lifted_by"}, What: "Reasons for which what is kept about you must not be erased.",
		Columns: []privacy.Fate{privacy.Deleted("id", "person_id", "reason", "placed_at", "lifted_at"), privacy.Blanked("placed_by", "lifted_by")},
		Export: func(context.Context, store.Querier, string) (any, error) {
			return nil, nil // it may belong to an inquiry that is under way
		},
		Erase: eraseHolds}}
}
