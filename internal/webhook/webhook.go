package webhook

import (
	"context"
	"embed"
	"fmt"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/bearer"
	"hearth/internal/platform/hook"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	Manage authz.Action = "webhook.manage" // make, change, try and end endpoints, and read their log
	tell   authz.Action = "webhook.tell"   // find out about a case, for the task
)

// Options are what the module needs from its surroundings.
type Options struct {
	DB     *store.DB
	Policy *authz.Policy // holds Rules
	Desk   *desk.Service
	Audit  *audit.Log
	Secret []byte // seals the secrets of endpoints; 32 bytes
	Post   *hook.Poster
}

// Service is the module. It is safe for concurrent use.
type Service struct {
	Options
	busy busy
}

// New returns the module. Note has to be registered with the database for it to hear of anything.
func New(o Options) *Service { return &Service{Options: o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "webhook", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{
		Manage: {Roles: []authz.Role{authz.Admin}, Tasks: []string{desk.Demo}},
		tell:   {Tasks: []string{desk.Tick}},

		ReportEvent: {Roles: []authz.Role{authz.Agent, authz.HRHead}},
		reportOn:    {Relations: authz.Assignee | authz.Team | authz.HR | authz.Named, Sees: desk.ReadCase},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "webhook", Migrations: Schema(), Rules: Rules(), ToDo: s.toDo,
		Personal: privacy.Impersonal("To which systems what is told, and which messages went: ids and moments, nothing of whose cases they are.", "webhook_endpoint", "webhook_delivery", "webhook_event"),
		Jobs:     []jobs.Work{jobs.Do(sendKind, s.send)},
		Subscriptions: []jobs.Subscription{
			upon(s, func(f desk.CaseOpened) string { return f.CaseID }), upon(s, func(f desk.CaseReplied) string { return f.CaseID }), upon(s, func(f desk.CaseAnswered) string { return f.CaseID }),
			upon(s, func(f desk.CaseClosed) string { return f.CaseID }), upon(s, func(f desk.CaseReopened) string { return f.CaseID }),
			upon(s, func(f record.CaseJoined) string { return f.CaseID }), upon(s, func(f record.CaseParted) string { return f.CaseID }),
		},
		Periodic: []jobs.Periodic{{Kind: "webhook.pass", Every: time.Minute, Run: func(ctx context.Context) error { _, err := s.Pass(ctx); return err }}}}
}

// upon sends what waits for a case to which something happened.
func upon[F store.Fact](s *Service, caseID func(F) string) jobs.Subscription {
	return jobs.OnIf("webhook.send", func(ctx context.Context, q store.Querier, f F) (bool, error) {
		return store.One[bool](ctx, q, `SELECT EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.line = $1 AND d.state = 'waiting') AS waits`, caseID(f))
	}, func(ctx context.Context, f F) error {
		endpoints, err := store.All[string](ctx, s.DB, `SELECT DISTINCT d.endpoint_id FROM webhook_delivery d WHERE d.line = $1 AND d.state = 'waiting' ORDER BY d.endpoint_id`, caseID(f))
		for _, id := range endpoints {
			if err := s.send(ctx, place{Endpoint: id, Line: caseID(f)}); err != nil {
				return err
			}
		}
		return err
	})
}

// The facts that can be told.
const (
	Opened   = "case.opened"
	Replied  = "case.replied"
	Answered = "case.answered"
	Closed   = "case.closed"
	Reopened = "case.reopened"
	Joined   = "case.joined"   // it is part of another one, in which it goes on
	Parted   = "case.parted"   // it was part of another one, and is by itself again
	Trial    = "webhook.trial" // no fact: what a trial sends
)

// Facts lists those that an endpoint can choose, in the order of the form.
func Facts() []string { return []string{Opened, Replied, Answered, Closed, Reopened, Joined, Parted} }

// Note writes down for each endpoint that is switched on and wants it that f happened, in the transaction in which it did, and keeps the event for which a case is opened. It is for
// store.DB.Beside.
func (s *Service) Note(ctx context.Context, tx *store.Tx, f store.Fact) error {
	var fact, side, caseID string
	switch f := f.(type) {
	case desk.CaseOpened:
		fact, caseID = Opened, f.CaseID
		if err := opened(ctx, tx, caseID); err != nil {
			return err
		}
	case desk.CaseReplied:
		fact, caseID, side = Replied, f.CaseID, "hr"
		if f.Customer {
			side = "customer"
		}
	case desk.CaseAnswered:
		fact, caseID = Answered, f.CaseID
	case desk.CaseClosed:
		fact, caseID = Closed, f.CaseID
	case desk.CaseReopened:
		fact, caseID = Reopened, f.CaseID
	case record.CaseJoined:
		fact, caseID, side = Joined, f.CaseID, f.WholeID
	case record.CaseParted:
		fact, caseID, side = Parted, f.CaseID, f.WholeID
	default:
		return nil
	}
	err := tx.Write(ctx, `INSERT INTO webhook_delivery (endpoint_id, message_id, fact, side, line, at, state, attempts, next_at, held_until, status, reason)
		SELECT e.id, CAST($1 AS text), CAST($2 AS text), CAST($3 AS text), CAST($4 AS text), COALESCE($5, e.made_at), 'waiting', 0, COALESCE($5, e.made_at), COALESCE($5, e.made_at), 0, ''
		FROM webhook_endpoint e WHERE e.state <> 'off' AND e.facts LIKE $6`, newMessage(), fact, side, caseID, tx.Now(), "%,"+fact+",%")
	if err != nil {
		return fmt.Errorf("note %s for webhooks: %w", fact, err)
	}
	return nil
}

func (s *Service) vault() bearer.Vault { return bearer.Vault(s.Secret) }
