package intake

import (
	"context"
	"crypto/tls"
	"embed"
	"log/slog"
	"sync"
	"sync/atomic"

	"hearth/internal/desk"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	ManageMailboxes authz.Action = "intake.mailboxes"
	ReadLog         authz.Action = "intake.log"    // envelopes and reasons
	SortMail        authz.Action = "intake.sort"   // decide what waits; which, follows from the teams of the actor
	ReadMail        authz.Action = "intake.read"   // what a mail says; each reading is recorded
	TakeMail        authz.Action = "intake.take"   // hand in a mail at the command line
	ImportMail      authz.Action = "intake.import" // bring in an old mailbox
)

// CLI is the system task of the command line.
const CLI = "cli"

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	hr := []authz.Role{authz.Agent, authz.HRHead}
	return map[authz.Action]authz.Rule{
		ManageMailboxes: {Roles: []authz.Role{authz.Admin}, Tasks: []string{CLI}},
		ReadLog:         {Roles: []authz.Role{authz.Admin}},
		SortMail:        {Roles: hr},
		ReadMail:        {Roles: hr},
		TakeMail:        {Tasks: []string{CLI}},
		ImportMail:      {Roles: []authz.Role{authz.HRHead}, Tasks: []string{CLI}},
	}
}

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "intake", Files: migrations} }

// Options are what the module needs from its surroundings.
type Options struct {
	DB      *store.DB
	Policy  *authz.Policy // holds Rules
	Desk    *desk.Service
	Looks   Looks
	Sides   Sides // nil: there are none
	Files   *files.Store
	Audit   *audit.Log
	Threads *thread.Keys
	Origin  string      // the id of this installation, which its own mails carry
	Secret  []byte      // seals the passwords and permissions of mailboxes; 32 bytes
	TLS     *tls.Config // for tests and private authorities; usually nil
	Log     *slog.Logger
}

// Looks tells whether a name or an address looks like another person's.
type Looks interface {
	Resembles(ctx context.Context, name, address string) (personID string, err error)
}

// Service is the module. It is safe for concurrent use.
type Service struct {
	Options
	wake   chan struct{} // something was stored
	large  sync.Mutex    // held while a large mail is read
	reads  atomic.Int64  // see Taken
	sender atomic.Pointer[string]
	holder string // this server, to the others

	mu      sync.Mutex
	sources map[string]source // of the mailboxes that sign in by OAuth
}

// New returns the module.
func New(o Options) *Service {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Service{Options: o, wake: make(chan struct{}, 1), holder: ident.New(), sources: map[string]source{}}
	s.sender.Store(new(string))
	return s
}
