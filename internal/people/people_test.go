package people_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// fixture is the module on a test database.
type fixture struct {
	*people.Service
	db  *store.DB
	ctx context.Context
	t   *testing.T
}

func each(t *testing.T, f func(f *fixture)) {
	t.Helper()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) { f(newFixture(t, db)) })
}

var schema = []store.Migrations{people.Schema(), search.Migrations(), audit.Migrations()}

func newFixture(t *testing.T, db *store.DB) *fixture {
	policy := authz.NewPolicy()
	policy.Add(people.Rules())
	return &fixture{Service: people.New(db, policy, audit.New(db, []byte("key"), slog.New(slog.DiscardHandler))), db: db, ctx: t.Context(), t: t}
}

var (
	admin = authz.Actor{PersonID: "a", Face: authz.Desk, Roles: []authz.Role{authz.Admin}}
	head  = authz.Actor{PersonID: "h", Face: authz.Desk, Roles: []authz.Role{authz.HRHead}}
	agent = authz.Actor{PersonID: "g", Face: authz.Desk, Roles: []authz.Role{authz.Agent}}
	dpo   = authz.Actor{PersonID: "d", Face: authz.Desk, Roles: []authz.Role{authz.DPO}}
	plain = authz.Actor{PersonID: "e", Face: authz.Portal}
)

func (f *fixture) add(in people.SavePerson) people.Person {
	f.t.Helper()
	p, err := f.AddPerson(f.ctx, admin, in)
	if err != nil {
		f.t.Fatal(err)
	}
	return p
}

func (f *fixture) kind(err error, want fault.Kind) {
	f.t.Helper()
	if got := fault.KindOf(err); got != want {
		f.t.Errorf("got %q (%v), want %q", got, err, want)
	}
}

func TestAPersonIsFoundByEveryName(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		boss := f.add(people.SavePerson{GivenName: "Stefan", FamilyName: "Berg", Email: "Stefan@Ferrow-Lund.example", PersonnelNumber: "fl-1"})
		p := f.add(people.SavePerson{GivenName: "Zoë", FamilyName: "Łukasz", PersonnelNumber: "fl-2", Unit: "Ferrow & Lund > Malmby plant > Hall 2", Site: "Malmby",
			SiteZone: "Europe/Stockholm", Manager: "fl-1", Started: "2020-01-02", Position: "Fitter"})
		for _, ref := range []string{p.ID, "FL-2", " fl-2 "} {
			got, err := people.Find(f.ctx, f.db, ref)
			if err != nil || got.ID != p.ID {
				f.t.Errorf("Find(%q) = %v, %v", ref, got.ID, err)
			}
		}
		if p.TimeZone != "Europe/Stockholm" || p.Language != "en" || p.Channel != people.ByPost || !p.Active {
			f.t.Errorf("got %+v, want the site's zone, English, post and active", p)
		}
		card, err := people.CardOf(f.ctx, f.db, p.ID)
		if err != nil || card.Manager != "Stefan Berg" || card.Unit != "Hall 2" || len(card.UnitPath) != 3 {
			f.t.Errorf("card %+v, %v", card, err)
		}
		led, err := people.Reports(f.ctx, f.db, boss.ID)
		if err != nil || !slices.Equal(led, []string{p.ID}) {
			f.t.Errorf("reports %v, %v", led, err)
		}
		page, err := f.ListPeople(f.ctx, agent, people.ListPeople{Q: "zoe luk"})
		if err != nil || len(page.Items) != 1 || page.Items[0].ID != p.ID {
			f.t.Errorf("search %+v, %v", page, err)
		}
		_, err = f.EditPerson(f.ctx, head, people.SavePerson{ID: boss.ID, GivenName: "Stefan", FamilyName: "Berg", PersonnelNumber: "FL-1", Manager: p.ID})
		f.kind(err, fault.Invalid)
		_, err = f.AddPerson(f.ctx, head, people.SavePerson{GivenName: "Other", Email: "STEFAN@ferrow-lund.example"})
		f.kind(err, fault.Invalid)
	})
}

func TestTheDirectoryIsRefusedToTheRightPeople(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		p := f.add(people.SavePerson{GivenName: "Amina", Email: "amina@ferrow-lund.example"})
		for _, by := range []authz.Actor{plain, dpo} {
			_, err := f.ListPeople(f.ctx, by, people.ListPeople{})
			f.kind(err, fault.Forbidden)
			_, err = f.ShowPerson(f.ctx, by, people.ReadPerson{ID: p.ID})
			f.kind(err, fault.Forbidden)
		}
		for _, by := range []authz.Actor{plain, dpo, agent} {
			_, err := f.AddPerson(f.ctx, by, people.SavePerson{GivenName: "X", Email: "x@y.example"})
			f.kind(err, fault.Forbidden)
			_, err = f.ImportPeople(f.ctx, by, people.ImportPeople{Name: "a.csv", File: []byte("number,name\n1,X")})
			f.kind(err, fault.Forbidden)
		}
		for _, by := range []authz.Actor{plain, dpo, agent, head} {
			_, err := f.GrantRole(f.ctx, by, people.SaveRole{PersonID: p.ID, Role: authz.Admin})
			f.kind(err, fault.Forbidden)
		}
		_, err := f.ShowMe(f.ctx, authz.Actor{}, people.Nothing{})
		f.kind(err, fault.SignIn)
		got, err := f.FindColleague(f.ctx, plain, people.FindPerson{Ref: "amina@ferrow-lund.example"})
		if err != nil || got.ID != p.ID {
			f.t.Errorf("colleague %+v, %v", got, err)
		}
		_, err = f.FindColleague(f.ctx, plain, people.FindPerson{Ref: "ami"})
		f.kind(err, fault.NotFound)
	})
}

func TestTheLastAdministratorStays(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		var id string
		first := func(tx *store.Tx) (err error) {
			id, err = people.MakeFirstAdmin(f.ctx, tx, "Ada", "Admin", "ada@ferrow-lund.example")
			return err
		}
		if err := f.db.Tx(f.ctx, first); err != nil {
			f.t.Fatal(err)
		}
		made := id
		f.kind(f.db.Tx(f.ctx, first), fault.Conflict)
		id = made
		_, err := f.RevokeRole(f.ctx, admin, people.SaveRole{PersonID: id, Role: authz.Admin})
		f.kind(err, fault.Conflict)
		roles, _, err := people.Standing(f.ctx, f.db, id)
		if err != nil || !slices.Equal(roles, []authz.Role{authz.Admin}) {
			f.t.Errorf("roles %v, %v", roles, err)
		}
	})
}

func TestOwnChoicesAreKept(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		p := f.add(people.SavePerson{GivenName: "Amina", FamilyName: "Haddad", PersonnelNumber: "7"})
		me := authz.Actor{PersonID: p.ID, Face: authz.Portal}
		text := func(s string) *string { return &s }
		_, err := f.SaveMe(f.ctx, me, people.SaveMe{Channel: text(people.BySMS)})
		f.kind(err, fault.Invalid)
		got, err := f.SaveMe(f.ctx, me, people.SaveMe{Phone: text("+46 40 1"), Channel: text(people.BySMS), PreferredName: text("Mina"), Theme: text("dark")})
		if err != nil || got.Name != "Mina Haddad" || got.Channel != people.BySMS || got.Theme != "dark" {
			f.t.Fatalf("me %+v, %v", got, err)
		}
		_, err = f.ImportPeople(f.ctx, head, people.ImportPeople{Name: "a.csv", File: []byte("number,given name,phone\n7,Aminah,+49 30 9999")})
		if err != nil {
			f.t.Fatal(err)
		}
		got, err = f.ShowMe(f.ctx, me, people.Nothing{})
		if err != nil || got.Phone != "+46 40 1" || got.GivenName != "Aminah" {
			f.t.Errorf("after import %+v, %v", got.Person, err)
		}
	})
}

func TestEachTableWithPeopleHasASource(t *testing.T) {
	t.Parallel()
	each(t, func(f *fixture) {
		wrong, err := privacy.Check(f.ctx, f.db, append(f.Spec().Personal, audit.New(f.db, nil, nil).Personal(nil)...))
		wrong = slices.DeleteFunc(wrong, func(s string) bool { return !strings.Contains(s, "people_") && !strings.Contains(s, "audit_") })
		if err != nil || len(wrong) > 0 {
			f.t.Errorf("%s, %v", strings.Join(wrong, "\n"), err)
		}
		p := f.add(people.SavePerson{GivenName: "Amina", Email: "amina@ferrow-lund.example", PersonnelNumber: "1"})
		for _, source := range privacy.Personal(f.Spec().Personal) {
			if _, err := source.Export(f.ctx, f.db, p.ID); err != nil {
				f.t.Error(source.Table, err)
			}
			for range 2 {
				if err := f.db.Tx(f.ctx, func(tx *store.Tx) error { return source.Erase(f.ctx, tx, p.ID) }); err != nil {
					f.t.Error(source.Table, err)
				}
			}
		}
	})
}
