package desk_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/live"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/promise"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// world is a small organisation: Jonas leads Amina, Stefan leads Pavel. Marta and Theo answer, Ingrid is head of HR, Noor administers.
type world struct {
	testing.TB
	db   *store.DB
	desk *desk.Service
	cat  *catalogue.Catalogue
	log  *audit.Log
}

var schemas = []store.Migrations{people.Schema(), promise.Schema(), catalogue.Schema(), desk.Schema(), audit.Migrations(), search.Migrations(),
	files.Migrations(), mail.Migrations(), erasure.Migrations()}

// each runs f in a new world on both databases.
func each(t *testing.T, f func(w world)) {
	t.Helper()
	dbtest.Each(t, schemas, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		f(w)
		if !t.Failed() {
			w.checkTally()
		}
	})
}

// newWorld puts the modules together on db and fills in the organisation.
func newWorld(t testing.TB, db *store.DB) world {
	t.Helper()
	policy := authz.NewPolicy()
	policy.Add(desk.Rules())
	policy.Add(catalogue.Rules())
	policy.Add(promise.Rules())
	log := audit.New(db, []byte("key"), slog.New(slog.DiscardHandler))
	w := world{TB: t, db: db, cat: catalogue.New(db, policy, log), log: log,
		desk: desk.New(desk.Options{DB: db, Policy: policy, Promises: promise.New(db, policy, log), Files: files.New(db, t.TempDir()), Audit: log,
			Live: live.New(db, slog.New(slog.DiscardHandler)), Numbers: ident.NewNumbers([]byte("key")), PublicURL: "https://hearth.example", OrgName: "Ferrow & Lund"})}
	w.populate()
	return w
}

func (w world) populate() {
	w.Helper()
	w.exec(`INSERT INTO people_site (name, folded, time_zone) VALUES ('Malmby', 'malmby', 'Europe/Stockholm')`)
	for _, t := range []string{"advice", "payroll"} {
		w.exec(`INSERT INTO people_team (id, name, folded) VALUES ($1, $1, $1)`, t)
	}
	for _, p := range []struct {
		id, manager, email string
		roles, teams       []string
	}{
		{id: "jonas"}, {id: "stefan"}, {id: "amina", manager: "jonas"}, {id: "pavel", manager: "stefan"},
		{id: "marta", roles: []string{"agent"}, teams: []string{"advice", "hr"}}, {id: "theo", roles: []string{"agent"}, teams: []string{"payroll"}},
		{id: "ingrid", roles: []string{"hr_head"}, teams: []string{"advice"}}, {id: "noor", roles: []string{"admin"}},
	} {
		w.exec(`INSERT INTO people_person (id, given_name, family_name, preferred_name, pronouns, language, time_zone, email, phone, postal_address, theme, keys,
			own, sort_name, search, created_at, updated_at) VALUES ($1, $1, 'Test', '', '', 'en', 'Europe/Stockholm', $2, '', '', '', $4, '', $1, $1, $3, $3)`,
			p.id, p.id+"@ferrow-lund.example", w.db.Now(), true)
		var manager any
		if p.manager != "" {
			manager = p.manager
		}
		w.exec(`INSERT INTO people_employment (id, person_id, personnel_number, site, position, manager_id, started, ended, weekly_hours, latest)
			VALUES ($1, $1, $4, 'Malmby', 'welder', $2, '2020-01-01', '', 40, $3)`, p.id, manager, true, strings.ToUpper(p.id))
		for _, r := range p.roles {
			w.exec(`INSERT INTO people_role (person_id, role) VALUES ($1, $2)`, p.id, r)
		}
		for _, t := range p.teams {
			w.exec(`INSERT INTO people_team_member (team_id, person_id) VALUES ($1, $2)`, t, p.id)
		}
	}
	for _, s := range []catalogue.SaveService{
		{ID: "pay", TeamID: "payroll"}, {ID: "hours", TeamID: "advice", ManagerSees: true}, {ID: "health", TeamID: "advice", Health: true},
		{ID: "fairness", TeamID: "advice", Sensitivity: catalogue.Named}, {ID: "review", TeamID: "advice", AboutSees: true, Sensitivity: catalogue.Team},
		{ID: "grade", TeamID: "advice", NeedsDecision: true},
	} {
		s.Name, s.FirstAnswerMinutes, s.DecisionMinutes, s.Active = s.ID, 240, 1080, true
		if _, err := w.cat.SaveService(w.Context(), authz.System(catalogue.Demo), s); err != nil {
			w.Fatal(err)
		}
	}
}

func (w world) exec(sql string, args ...any) {
	w.Helper()
	if err := w.db.Tx(w.Context(), func(tx *store.Tx) error { _, err := tx.Exec(w.Context(), sql, args...); return err }); err != nil {
		w.Fatal(err)
	}
}

// at is a person in a face, with the roles and teams of the directory when at the desk.
func (w world) at(face authz.Face, id string) authz.Actor {
	w.Helper()
	by := authz.Actor{PersonID: id, Face: face}
	if face == authz.Desk {
		var err error
		if by.Roles, by.Teams, err = people.Standing(w.Context(), w.db, id); err != nil {
			w.Fatal(err)
		}
	}
	return by
}

func (w world) portal(id string) authz.Actor { return w.at(authz.Portal, id) }
func (w world) hr(id string) authz.Actor     { return w.at(authz.Desk, id) }

// open opens a case and fails the test if that is refused.
func (w world) open(by authz.Actor, in desk.Open) desk.Case {
	w.Helper()
	if in.Subject == "" {
		in.Subject = "Night allowance missing"
	}
	if in.Body == "" {
		in.Body = "It is not on my payslip."
	}
	c, err := w.desk.Open(w.Context(), by, in)
	if err != nil {
		w.Fatal(err)
	}
	return c
}

func (w world) read(by authz.Actor, number string) desk.Whole {
	w.Helper()
	c, err := w.desk.Read(w.Context(), by, desk.ReadOne{Number: number})
	if err != nil {
		w.Fatal(err)
	}
	return c
}

func (w world) clock(d time.Duration) { w.db.Clock().Advance(d) }

// refused fails the test unless err is a fault of the kind.
func refused(t testing.TB, err error, kind fault.Kind) {
	t.Helper()
	if fault.KindOf(err) != kind {
		t.Fatalf("got %v, want a fault of kind %s", err, kind)
	}
}

func must[T any](t testing.TB, f func(context.Context, authz.Actor, T) (desk.Case, error), by authz.Actor, in T) desk.Case {
	t.Helper()
	c, err := f(t.Context(), by, in)
	if err != nil {
		t.Fatalf("%+v: %v", in, err)
	}
	return c
}
