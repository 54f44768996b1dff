package seed_test

import (
	"slices"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/catalogue"
	"hearth/internal/decision"
	"hearth/internal/demo/seed"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/statement"
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
			count(0, `SELECT count(*) FROM desk_case c WHERE (c.outcome = 'decided') <> EXISTS (SELECT 1 FROM decision_decision d WHERE d.case_id = c.id AND d.total <> '')`)
			count(0, `SELECT count(*) FROM decision_decision d WHERE NOT EXISTS (SELECT 1 FROM calculation_calculation k WHERE k.case_id = d.case_id AND k.lines = 4)
				OR NOT EXISTS (SELECT 1 FROM heard_summary h WHERE h.case_id = d.case_id AND h.state = 'confirmed') OR (SELECT count(*) FROM statement_effort e WHERE e.case_id = d.case_id) <> 3`)
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
	i := slices.IndexFunc(page.Items, func(c desk.Case) bool {
		service, err := catalogue.Find(t.Context(), a.DB, c.ServiceID)
		return err == nil && c.State == desk.StateOpen && !service.NeedsDecision
	})
	c, err := a.App.Desk.Close(t.Context(), by, desk.Close{Number: page.Items[i].Number, Answer: "This is so.", Outcome: desk.OutcomeAnswered, Cause: "information"})
	if err != nil || c.State != desk.Answered || c.Next() != nil {
		t.Errorf("answered: %+v, %v", c.State, err)
	}
	subject := page.Items[i].Subject
	if found := all(t, a, by, desk.List{Q: subject}); !slices.ContainsFunc(found, func(x desk.Case) bool { return x.Number == c.Number }) {
		t.Errorf("%q does not find %s", subject, c.Number)
	}
}

// What is explained of a case that is loaded adds up: HR finds nothing in it that does not.
func TestWhatIsExplainedAddsUp(t *testing.T) {
	t.Parallel()
	a := apptest.Empty(t, store.SQLite)
	if err := fill(t, a); err != nil {
		t.Fatal(err)
	}
	numbers, err := store.All[string](t.Context(), a.DB, `SELECT 'HR-' || number FROM desk_case WHERE sensitivity = 'open' AND outcome = 'decided' ORDER BY id LIMIT 30`)
	if err != nil || len(numbers) < 30 {
		t.Fatal(len(numbers), err)
	}
	by := as(t, a, seed.AgentNumber(0), authz.Desk)
	for _, number := range numbers {
		s, err := a.Statement.Read(t.Context(), by, statement.ReadOne{Number: number})
		if err != nil || len(s.Findings) > 0 || len(s.Changed) != 1 || s.Totals.Minutes == 0 {
			t.Errorf("%s: %v, findings %v, %d calculations, %d minutes", number, err, s.Findings, len(s.Changed), s.Totals.Minutes)
		}
		d, err := a.Decision.Read(t.Context(), by, decision.ReadOne{Number: number})
		if err != nil || len(d.Items) != 1 {
			t.Errorf("%s: %v, %d decisions", number, err, len(d.Items))
		}
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
