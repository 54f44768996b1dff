package agreement_test

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"hearth/internal/agreement"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var (
	head   = authz.Actor{PersonID: "ingrid", Face: authz.Desk, Roles: []authz.Role{authz.HRHead}}
	agent  = authz.Actor{PersonID: "marta", Face: authz.Desk, Roles: []authz.Role{authz.Agent}}
	worker = authz.Actor{PersonID: "amina", Face: authz.Portal}
)

func each(t *testing.T, f func(t *testing.T, db *store.DB, s *agreement.Service)) {
	t.Helper()
	dbtest.Each(t, []store.Migrations{agreement.Schema(), audit.Migrations()}, func(t *testing.T, db *store.DB) {
		policy := authz.NewPolicy()
		policy.Add(agreement.Rules())
		f(t, db, agreement.New(db, policy, audit.New(db, []byte("key"), slog.New(slog.DiscardHandler)), subject))
	})
}

// subject is what could watch here.
var subject = agreement.Subject{ID: "watching", Name: "Watching", What: "It watches."}

// council is an agreement from tomorrow on: it is 17 November 2026.
func council() agreement.Enter {
	return agreement.Enter{Subject: subject.ID, AgreedWith: "Works council Malmby, paper of 2 November", LegalBasis: "Works agreement 14",
		Purpose: "To find whether like cases end alike", Starts: "2026-11-18", Ends: "2027-11-18"}
}

func TestWhatCouldWatchIsOffUntilItIsAgreedOn(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB, s *agreement.Service) {
		is := func(want bool) {
			t.Helper()
			_, on, err := agreement.InForce(t.Context(), db, subject.ID)
			if err != nil || on != want {
				t.Errorf("it is on: %v, %v; want %v", on, err, want)
			}
		}
		is(false)
		e, err := s.Enter(t.Context(), head, council())
		if err != nil || e.InForce {
			t.Fatalf("%+v, %v", e, err)
		}
		is(false)
		for _, at := range []string{"", " WHERE id = $1", "COMMIT"} { // the database may refuse it when it has found the first
			db.Refuse(func(query string) bool { return at != "" && strings.HasSuffix(query, at) })
			if again, err := s.Enter(t.Context(), head, council()); err != nil || again.ID != e.ID {
				t.Errorf("the same twice, refused at %q, is not one: %+v, %v", at, again, err)
			}
		}
		db.Refuse(nil)
		db.Clock().Advance(24 * time.Hour)
		is(true)
		if _, on, _ := agreement.InForce(t.Context(), db, "load_routing"); on {
			t.Error("an agreement on one thing allows another")
		}
		for range 2 {
			if e, err := s.End(t.Context(), head, agreement.End{ID: e.ID}); err != nil || e.EndedAt.IsZero() {
				t.Fatalf("%+v, %v", e, err)
			}
		}
		is(false)
		if _, err := s.Enter(t.Context(), head, council()); err != nil {
			t.Fatal(err)
		}
		is(true)
		db.Clock().Advance(365 * 24 * time.Hour)
		is(false)
		r, err := s.Register(t.Context(), worker, agreement.Nothing{})
		if err != nil || len(r.Items) != 2 || r.May || r.Items[0].InForce || !r.Items[0].EndedAt.IsZero() {
			t.Errorf("%+v, %v", r, err)
		}
	})
}

func TestTheHeadOfHREntersAgreements(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, _ *store.DB, s *agreement.Service) {
		for _, by := range []authz.Actor{worker, agent} {
			if _, err := s.Enter(t.Context(), by, council()); fault.KindOf(err) != fault.Forbidden {
				t.Errorf("%s entered one: %v", by.PersonID, err)
			}
			if _, err := s.End(t.Context(), by, agreement.End{ID: "x"}); fault.KindOf(err) != fault.Forbidden {
				t.Errorf("%s ended one: %v", by.PersonID, err)
			}
		}
		if _, err := s.Register(t.Context(), authz.Actor{}, agreement.Nothing{}); fault.KindOf(err) != fault.SignIn {
			t.Errorf("nobody read the register: %v", err)
		}
		if _, err := s.End(t.Context(), head, agreement.End{ID: "x"}); fault.KindOf(err) != fault.NotFound {
			t.Errorf("one that is not there was ended: %v", err)
		}
	})
}

func TestAnAgreementSaysAllOfIt(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, _ *store.DB, s *agreement.Service) {
		for field, change := range map[string]func(*agreement.Enter){
			"subject": func(in *agreement.Enter) { in.Subject = "everything" }, "agreed_with": func(in *agreement.Enter) { in.AgreedWith = " " },
			"legal_basis": func(in *agreement.Enter) { in.LegalBasis = "" }, "purpose": func(in *agreement.Enter) { in.Purpose = "" },
			"starts": func(in *agreement.Enter) { in.Starts = "soon" }, "ends": func(in *agreement.Enter) { in.Ends = in.Starts },
		} {
			in := council()
			change(&in)
			_, err := s.Enter(t.Context(), head, in)
			if e := fault.As(err); e == nil || len(e.Fields) != 1 || e.Fields[0].Name != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		for _, ends := range []string{"2026-11-17", "2031-11-19"} {
			in := council()
			in.Starts, in.Ends = "2026-01-01", ends
			if ends > "2030" {
				in.Starts = "2026-11-18"
			}
			if _, err := s.Enter(t.Context(), head, in); fault.KindOf(err) != fault.Invalid {
				t.Errorf("until %s: %v", ends, err)
			}
		}
	})
}
