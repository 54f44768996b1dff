package seed_test

import (
	"slices"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/demo/seed"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const cases = 1000

func fill(t *testing.T, a *apptest.App) error {
	t.Helper()
	return seed.Run(t.Context(), seed.Modules{DB: a.DB, People: a.People, Promises: a.Promise, Catalogue: a.Catalogue, Desk: a.App.Desk, Seal: a.Audit.Seal},
		seed.Plan{People: 150, Cases: cases})
}

// as is somebody by their personnel number, with the rights that they have.
func as(t *testing.T, a *apptest.App, number string, face authz.Face) authz.Actor {
	t.Helper()
	p, err := people.Find(t.Context(), a.DB, number)
	if err != nil {
		t.Fatal(err)
	}
	by := authz.Actor{PersonID: p.ID, Face: face}
	if face == authz.Desk {
		if by.Roles, by.Teams, err = people.Standing(t.Context(), a.DB, p.ID); err != nil {
			t.Fatal(err)
		}
	}
	return by
}

func all(t *testing.T, a *apptest.App, by authz.Actor, in desk.List) []desk.Case {
	t.Helper()
	var out []desk.Case
	in.Limit = 200
	for {
		page, err := a.App.Desk.List(t.Context(), by, in)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, page.Items...)
		if in.After = page.Next; in.After == "" {
			return out
		}
	}
}

func TestTheShapeIsAsSaid(t *testing.T) {
	t.Parallel()
	for _, d := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(d), func(t *testing.T) {
			t.Parallel()
			a := apptest.Empty(t, d)
			if err := fill(t, a); err != nil {
				t.Fatal(err)
			}
			count := func(want int, query string) {
				t.Helper()
				if n, err := store.One[int](t.Context(), a.DB, query); err != nil || n != want {
					t.Errorf("%s: got %d, want %d (%v)", query, n, want, err)
				}
			}
			count(cases, `SELECT count(*) FROM desk_case`)
			count(cases/4, `SELECT count(*) FROM desk_case WHERE state IN ('open', 'waiting')`)
			count(cases/50, `SELECT count(*) FROM desk_case WHERE sensitivity = 'team'`)
			count(cases/500, `SELECT count(*) FROM desk_case WHERE sensitivity = 'named'`)
			count(6, `SELECT count(DISTINCT team_id) FROM desk_case`)
			messages, err := store.One[int](t.Context(), a.DB, `SELECT count(*) FROM desk_entry WHERE kind = 'message'`)
			if err != nil || messages < cases*7/2 || messages > cases*9/2 {
				t.Errorf("%d messages in %d cases, want about four each (%v)", messages, cases, err)
			}
			count(cases, `SELECT count(*) FROM search_doc WHERE kind = 'case'`)
			count(0, `SELECT count(*) FROM desk_entry e JOIN desk_entry f ON f.case_id = e.case_id AND f.id < e.id AND f.at > e.at`)
			if _, err := a.Audit.Verify(t.Context(), a.DB); err != nil {
				t.Errorf("the record does not verify: %v", err)
			}
			if err := fill(t, a); fault.KindOf(err) != fault.Conflict {
				t.Errorf("a second time: got %v, want a refusal", err)
			}
		})
	}
}

func TestWhoLooksHasTheRightsThatAreSaid(t *testing.T) {
	t.Parallel()
	a := apptest.Empty(t, store.SQLite)
	if err := fill(t, a); err != nil {
		t.Fatal(err)
	}
	for i := range seed.Employees {
		if n := len(all(t, a, as(t, a, seed.EmployeeNumber(i), authz.Portal), desk.List{View: desk.ViewRequests})); n != seed.OwnCases {
			t.Errorf("employee %d has %d cases, want %d", i, n, seed.OwnCases)
		}
	}
	seen := map[string]bool{}
	for i := range seed.Agents {
		by := as(t, a, seed.AgentNumber(i), authz.Desk)
		if len(by.Teams) != 3 || !by.Has(authz.Agent) {
			t.Errorf("agent %d: teams %v, roles %v", i, by.Teams, by.Roles)
		}
		seen[by.Teams[0]+by.Teams[1]+by.Teams[2]] = true
	}
	if len(seen) < 15 {
		t.Errorf("%d combinations of teams among %d agents", len(seen), seed.Agents)
	}
	by := as(t, a, seed.AgentNumber(0), authz.Desk)
	open := all(t, a, by, desk.List{View: desk.ViewOpen})
	hidden := slices.ContainsFunc(open, func(c desk.Case) bool { return c.Sensitivity == "team" && !slices.Contains(by.Teams, c.TeamID) })
	if len(open) < cases/4*9/10 || hidden {
		t.Errorf("an agent sees %d open cases, a restricted one of another team: %v", len(open), hidden)
	}
}

// What is loaded has to behave as what was opened: it can be worked on.
func TestALoadedCaseGoesOn(t *testing.T) {
	t.Parallel()
	a := apptest.Empty(t, store.SQLite)
	if err := fill(t, a); err != nil {
		t.Fatal(err)
	}
	by := as(t, a, seed.AgentNumber(0), authz.Desk)
	page, err := a.App.Desk.List(t.Context(), by, desk.List{View: desk.ViewOpen})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(page.Items, func(c desk.Case) bool { return c.State == desk.StateOpen })
	c, err := a.App.Desk.Close(t.Context(), by, desk.Close{Number: page.Items[i].Number, Answer: "This is so.", Outcome: desk.OutcomeAnswered, Cause: "information"})
	if err != nil || c.State != desk.Answered || c.Next() != nil {
		t.Errorf("answered: %+v, %v", c.State, err)
	}
	subject := page.Items[i].Subject
	if found := all(t, a, by, desk.List{Q: subject}); !slices.ContainsFunc(found, func(x desk.Case) bool { return x.Number == c.Number }) {
		t.Errorf("%q does not find %s", subject, c.Number)
	}
}

func TestTheSameTextsEachTime(t *testing.T) {
	t.Parallel()
	var before []string
	for range 2 {
		a := apptest.Empty(t, store.SQLite)
		if err := fill(t, a); err != nil {
			t.Fatal(err)
		}
		now, err := store.All[string](t.Context(), a.DB, `SELECT body FROM desk_entry WHERE kind = 'message' ORDER BY id`)
		if err != nil {
			t.Fatal(err)
		}
		if before != nil && !slices.Equal(before, now) {
			t.Error("the second run wrote other texts")
		}
		before = now
	}
}

func TestWordsAreByZipf(t *testing.T) {
	t.Parallel()
	all := seed.Words()
	if len(all) < 20_000 {
		t.Errorf("%d words", len(all))
	}
	if n := len(slices.Compact(slices.Sorted(slices.Values(all)))); n != len(all) {
		t.Errorf("%d of %d words are different", n, len(all))
	}
	for cases, want := range map[int]int{1000: 250, 10_000: 2500, 1_000_000: 20_000} {
		if got := seed.OpenAmong(cases); got != want {
			t.Errorf("open among %d: %d, want %d", cases, got, want)
		}
	}
}
