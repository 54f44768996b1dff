package agreement

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/calendar"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	ReadRegister authz.Action = "agreement.read"
	EditRegister authz.Action = "agreement.edit"
)

// Demo is the system task that makes the demo organisation.
const Demo = "demo"

// Subject is something that could watch people. The module that does it has one and asks InForce each time.
type Subject struct {
	ID   string `json:"id"`
	Name string `json:"name"` // a message key
	What string `json:"what"` // one sentence on what it does, a message key
}

// maxYears is how long an agreement may be entered for: then somebody has to want it again.
const maxYears = 5

// maxWords is the longest text of an entry, in characters.
const maxWords = 500

// Entry is one agreement. It is in force from Starts until the day before Ends, by the days of UTC, unless it was ended before.
type Entry struct {
	ID         string        `json:"id"`
	Subject    string        `json:"subject"`
	AgreedWith string        `json:"agreed_with"`
	LegalBasis string        `json:"legal_basis"`
	Purpose    string        `json:"purpose"`
	Starts     calendar.Date `json:"starts"`
	Ends       calendar.Date `json:"ends"`
	EnteredAt  store.Time    `json:"entered_at"`
	EndedAt    store.Time    `json:"ended_at,omitzero"`
	InForce    bool          `json:"in_force"`
}

// Service is the module. It is safe for concurrent use.
type Service struct {
	db       *store.DB
	policy   *authz.Policy
	audit    *audit.Log
	subjects []Subject
}

// New returns the module on db with what can be agreed on, in the order of the page. The policy must hold the rules of its Spec.
func New(db *store.DB, policy *authz.Policy, log *audit.Log, subjects ...Subject) *Service {
	return &Service{db, policy, log, subjects}
}

// Subjects returns what can be agreed on. Where it is nothing, nothing here could watch anybody, and no page offers the register.
func (s *Service) Subjects() []Subject { return slices.Clone(s.subjects) }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "agreement", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{ReadRegister: {Anyone: true}, EditRegister: {Roles: []authz.Role{authz.HRHead}, Tasks: []string{Demo}}}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "agreement", Migrations: Schema(), Rules: Rules(), Personal: []privacy.Source{{Table: "agreement_entry", PersonColumns: []string{"entered_by", "ended_by"},
		Columns: []privacy.Fate{privacy.Blanked("entered_by", "ended_by"), privacy.Kept("The register shows what was allowed when, without who entered it.",
			"subject", "agreed_with", "legal_basis", "purpose", "starts", "ends", "entered_at", "ended_at"), privacy.Unpersonal("id")},
		What: "Agreements that you entered or ended.", Export: export, Erase: erase}}}
}

// Changed tells that an agreement was entered or ended.
type Changed struct{ EntryID string }

// FactName implements store.Fact.
func (Changed) FactName() string { return "agreement.changed" }

// Enter is a new agreement.
type Enter struct {
	Subject    string `json:"subject"`
	AgreedWith string `json:"agreed_with"` // for example which works council, by which paper
	LegalBasis string `json:"legal_basis"`
	Purpose    string `json:"purpose"`
	Starts     string `json:"starts"` // YYYY-MM-DD
	Ends       string `json:"ends"`   // YYYY-MM-DD, the first day on which it is not in force
}

// Enter adds an agreement to the register. The same one twice is one. It refuses what is not a Subject, missing words, days that are none, an end that is not after
// the start, one that has passed, and more than five years.
func (s *Service) Enter(ctx context.Context, by authz.Actor, in Enter) (Entry, error) {
	if err := s.policy.May(by, EditRegister, 0); err != nil {
		return Entry{}, err
	}
	e, err := in.entry(calendar.DateOf(s.db.Now().UTC()), s.subjects)
	if err != nil {
		return e, err
	}
	var out Entry
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		same, err := store.One[string](ctx, tx, `SELECT id FROM agreement_entry WHERE subject = $1 AND agreed_with = $2 AND legal_basis = $3 AND purpose = $4 AND starts = $5 AND ends = $6
			AND ended_at IS NULL`, e.Subject, e.AgreedWith, e.LegalBasis, e.Purpose, e.Starts, e.Ends)
		if err == nil {
			out, err = find(ctx, tx, same)
			return err
		}
		if !errors.Is(err, store.ErrNone) {
			return fmt.Errorf("find agreement: %w", err)
		}
		out = e
		out.ID, out.EnteredAt = ident.New(), tx.Now()
		_, err = tx.Exec(ctx, `INSERT INTO agreement_entry (id, subject, agreed_with, legal_basis, purpose, starts, ends, entered_by, entered_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, NULLIF($8, ''), $9)`, out.ID, out.Subject, out.AgreedWith, out.LegalBasis, out.Purpose, out.Starts, out.Ends, by.PersonID, out.EnteredAt)
		if err != nil {
			return fmt.Errorf("enter agreement: %w", err)
		}
		return s.changed(ctx, tx, by, out.ID)
	})
	out.InForce = out.inForce(s.db.Now())
	return out, err
}

func (in Enter) entry(today calendar.Date, subjects []Subject) (Entry, error) {
	e := Entry{Subject: in.Subject, AgreedWith: strings.TrimSpace(in.AgreedWith), LegalBasis: strings.TrimSpace(in.LegalBasis), Purpose: strings.TrimSpace(in.Purpose)}
	var f fault.Fields
	f.Need(slices.ContainsFunc(subjects, func(s Subject) bool { return s.ID == in.Subject }), "subject", "Choose what was agreed on.")
	words := func(field, text, empty string) {
		f.Need(text != "", field, empty)
		f.Need(utf8.RuneCountInString(text) <= maxWords, field, "Keep it to %d characters.", maxWords)
	}
	words("agreed_with", e.AgreedWith, "Say with whom it was agreed, and in which paper.")
	words("legal_basis", e.LegalBasis, "Say on which legal basis, for example a works agreement and its date.")
	words("purpose", e.Purpose, "Say for what; nothing else may be done with it.")
	var err error
	e.Starts, err = calendar.ParseDate(in.Starts)
	f.Need(err == nil, "starts", "Enter the day as year, month and day, for example 2026-12-01.")
	e.Ends, err = calendar.ParseDate(in.Ends)
	f.Need(err == nil, "ends", "Enter the day as year, month and day, for example 2027-12-01.")
	if f.Err() == nil {
		year, month, day := e.Starts.YearMonthDay()
		f.Need(e.Ends.After(e.Starts), "ends", "It has to end after it starts.")
		f.Need(e.Ends.After(today), "ends", "This day has passed. Enter what is to be in force.")
		f.Need(!e.Ends.After(calendar.NewDate(year+maxYears, month, day)), "ends", "Enter it for %d years at most; then it is agreed on again.", maxYears)
	}
	return e, f.Err()
}

// inForce reports whether e is in force at a moment.
func (e Entry) inForce(now store.Time) bool {
	today := calendar.DateOf(now.UTC())
	return e.EndedAt.IsZero() && !today.Before(e.Starts) && today.Before(e.Ends)
}

// End names an agreement that is over before its date.
type End struct {
	ID string `path:"id" json:"-"`
}

// End ends an agreement now. A second time changes nothing. It refuses one that is not there.
func (s *Service) End(ctx context.Context, by authz.Actor, in End) (Entry, error) {
	var out Entry
	if err := s.policy.May(by, EditRegister, 0); err != nil {
		return out, err
	}
	err := s.db.Tx(ctx, func(tx *store.Tx) (err error) {
		if out, err = find(ctx, tx, in.ID); err != nil || !out.EndedAt.IsZero() {
			return err
		}
		out.EndedAt, out.InForce = tx.Now(), false
		if _, err := tx.Exec(ctx, `UPDATE agreement_entry SET ended_at = $2, ended_by = NULLIF($3, '') WHERE id = $1`, in.ID, out.EndedAt, by.PersonID); err != nil {
			return fmt.Errorf("end agreement: %w", err)
		}
		return s.changed(ctx, tx, by, in.ID)
	})
	return out, err
}

func (s *Service) changed(ctx context.Context, tx *store.Tx, by authz.Actor, id string) error {
	tx.Publish(Changed{id})
	return s.audit.Record(ctx, tx, audit.Entry{By: by, Action: string(EditRegister), Kind: "agreement", Object: id})
}

// Nothing is the input of use cases that take none.
type Nothing struct{}

// Register is all agreements, the latest first, and what can be agreed on. May is whether the reader may enter and end.
type Register struct {
	Items    []Entry   `json:"items"`
	Subjects []Subject `json:"subjects"`
	May      bool      `json:"may_edit"`
}

const selectEntry = `SELECT id, subject, agreed_with, legal_basis, purpose, starts, ends, entered_at, ended_at FROM agreement_entry`

// Register returns every agreement that was ever entered, to everybody who is signed in.
func (s *Service) Register(ctx context.Context, by authz.Actor, _ Nothing) (Register, error) {
	out := Register{Items: []Entry{}, Subjects: append([]Subject{}, s.subjects...)}
	if err := s.policy.May(by, ReadRegister, 0); err != nil {
		return out, err
	}
	all, err := store.All[Entry](ctx, s.db, selectEntry+` ORDER BY entered_at DESC, id`)
	if err != nil {
		return out, fmt.Errorf("read register: %w", err)
	}
	for _, e := range all {
		e.InForce = e.inForce(s.db.Now())
		out.Items = append(out.Items, e)
	}
	out.May = s.policy.May(by, EditRegister, 0) == nil
	return out, nil
}

// InForce returns the agreement that allows a Subject at this moment, for the modules that could watch; false means that it is off.
func InForce(ctx context.Context, q store.Querier, subject string) (Entry, bool, error) {
	all, err := store.All[Entry](ctx, q, selectEntry+` WHERE subject = $1 AND ended_at IS NULL AND ends > $2 ORDER BY ends DESC, id`, subject, calendar.DateOf(q.Now().UTC()))
	if err != nil {
		return Entry{}, false, fmt.Errorf("read register: %w", err)
	}
	for _, e := range all {
		if e.inForce(q.Now()) {
			e.InForce = true
			return e, true, nil
		}
	}
	return Entry{}, false, nil
}

func find(ctx context.Context, q store.Querier, id string) (Entry, error) {
	e, err := store.One[Entry](ctx, q, selectEntry+` WHERE id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return e, fault.New(fault.NotFound, "There is no such agreement.")
	}
	e.InForce = e.inForce(q.Now())
	return e, err
}

func export(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[Entry](ctx, q, selectEntry+` WHERE entered_by = $1 OR ended_by = $1 ORDER BY entered_at, id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func erase(ctx context.Context, tx *store.Tx, personID string) error {
	for _, column := range []string{"entered_by", "ended_by"} {
		if _, err := tx.Exec(ctx, `UPDATE agreement_entry SET `+column+` = NULL WHERE `+column+` = $1`, personID); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
	}
	return nil
}
