package searchtest

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// found is the numbers that a search finds.
func found(t *testing.T, c *apptest.Client, q url.Values) (numbers []string) {
	t.Helper()
	type answer struct {
		Items []struct{ Number string }
	}
	for _, h := range apptest.Decode[answer](t, c.Get("/api/v1/search?"+q.Encode()), http.StatusOK).Items {
		numbers = append(numbers, h.Number)
	}
	return numbers
}

// Somebody of HR who leads the requester works on the case like their colleagues, and finds it by its notes as they do: in the search and in the lists.
func TestNotesAreFoundByWhoReadsThem(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		a.Add(apptest.Member{Key: "vera", Given: "Vera", Family: "Holm", Number: "1007", Manager: "theo"})
		open := func(sensitivity string) desk.Case {
			c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "vera"), desk.Open{Subject: "Night shifts", Body: "How many may it be?", Service: "hours", Sensitivity: sensitivity})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := a.App.Desk.Write(t.Context(), a.Actor(authz.Desk, "marta"), desk.Write{Number: c.Number, Body: "The works council objects.", Internal: true}); err != nil {
				t.Fatal(err)
			}
			return c
		}
		c := open("open")
		for _, key := range []string{"marta", "priya", "theo"} {
			if got := found(t, a.Desk(key), url.Values{"q": {"council"}}); len(got) != 1 || got[0] != c.Number {
				t.Errorf("%s finds %q", key, got)
			}
			a.Desk(key).Get("/api/v1/cases?q=council").Shows(c.Number)
		}
		seen := open("team") // Theo is in another team: there he is no more than Vera's manager
		if got := found(t, a.Desk("theo"), url.Values{"q": {"shifts"}}); len(got) != 2 {
			t.Errorf("of the cases of his people, Theo finds %q", got)
		}
		if got := found(t, a.Desk("theo"), url.Values{"q": {"council"}}); len(got) != 1 {
			t.Errorf("by notes, Theo finds %q", got)
		}
		a.Desk("theo").Get("/api/v1/cases?q=council").Shows(c.Number).Hides(seen.Number)
	})
}

// A case is in the days of its messages, whatever day a note was written on.
func TestANoteOfALaterDayIsFoundByTheDayOfTheCase(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "amina"), desk.Open{Subject: "Night shifts", Body: "How many may it be?", Service: "hours"})
		if err != nil {
			t.Fatal(err)
		}
		a.Advance(72 * time.Hour)
		if _, err := a.App.Desk.Write(t.Context(), a.Actor(authz.Desk, "marta"), desk.Write{Number: c.Number, Body: "The works council objects.", Internal: true}); err != nil {
			t.Fatal(err)
		}
		for day, want := range map[string]int{"2026-11-16": 0, "2026-11-17": 1, "2026-11-18": 1, "2026-11-25": 1} {
			for _, q := range []string{"council", "shifts"} {
				if got := found(t, a.Desk("marta"), url.Values{"q": {q}, "to": {day}}); len(got) != want {
					t.Errorf("%s up to %s finds %q", q, day, got)
				}
			}
		}
	})
}

// Whoever reads what stands in a restricted case opens it, and that is recorded: a search says that the words stand there, and not what is around them. One's own request is quoted.
func TestRestrictedCasesAreNotQuoted(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		open := func(in desk.Open) string {
			c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "amina"), in)
			if err != nil {
				t.Fatal(err)
			}
			return c.Number
		}
		ordinary := open(desk.Open{Subject: "Flights", Body: "The quokka was left at home.", Service: "hours"})
		team := open(desk.Open{Subject: "Flights of the team", Body: "The wombat was left at home.", Service: "hours", Sensitivity: "team"})
		named := open(desk.Open{Subject: "Flights of some", Body: "The numbat was left at home.", Service: "fairness", Named: []string{apptest.ID("marta")}})
		if _, err := a.App.Desk.Write(t.Context(), a.Actor(authz.Desk, "marta"), desk.Write{Number: named, Body: "The zeppelin was left at home.", Internal: true}); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			who          *apptest.Client
			word, number string
			quoted, says bool
		}{
			{a.Desk("marta"), "quokka", ordinary, true, false},
			{a.Desk("marta"), "wombat", team, false, true},
			{a.Desk("marta"), "numbat", named, false, true},
			{a.Desk("marta"), "zeppelin", named, false, true},
			{a.Desk("marta"), team, team, false, false},
			{a.Portal("amina"), "wombat", team, true, false},
			{a.Portal("amina"), "numbat", named, true, false},
		} {
			for _, path := range []string{"/api/v1/search?q=", "/search?q="} {
				got := c.who.Get(path + c.word).Is(http.StatusOK).Shows(c.number)
				if quotes := strings.Contains(got.Text, "left at home"); quotes != c.quoted {
					t.Errorf("%s%s quotes the case: %v", path, c.word, quotes)
				}
				if says := strings.Contains(got.Text, unquoted); says != c.says {
					t.Errorf("%s%s says that it is to be opened: %v", path, c.word, says)
				}
			}
		}
	})
}
