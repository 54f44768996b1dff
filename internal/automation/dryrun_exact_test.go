package automation_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/automation"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/tag"
)

// tried makes a rule and tries it over HTTP as Ingrid: what the answer says, the numbers that it names sorted, and the text of the page.
func (w *world) tried(says automation.Says) (answer map[string]any, numbers []string, page apptest.Response) {
	w.T.Helper()
	says.Team, says.ThenPriority = "advice", "high"
	r, err := w.s.Make(w.T.Context(), w.Actor(authz.Desk, "ingrid"), automation.Save{Says: says})
	w.ok(err)
	text := w.API("ingrid").Post("/api/v1/rules/"+r.ID+"/dry-run", map[string]any{}).Is(200).Text
	w.ok(json.Unmarshal([]byte(text), &answer))
	for _, x := range answer["items"].([]any) {
		numbers = append(numbers, x.(map[string]any)["case"].(string))
	}
	slices.Sort(numbers)
	return answer, numbers, w.Desk("ingrid").Get("/desk/rules/" + r.ID + "/dry-run").Is(200)
}

// Nobody had a case the moment it was opened: that they were taken since leaves none out.
func TestADryRunKnowsThatNobodyHadACaseThatWasOpened(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		var opened []string
		for i := range 3 {
			number := w.open("amina", "hours", fmt.Sprintf("Case %d", i))
			_, err := w.App.App.Desk.Assign(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Assign{Number: number, Assignee: "me"})
			w.ok(err)
			opened = append(opened, number)
		}
		slices.Sort(opened)
		answer, numbers, page := w.tried(automation.Says{Name: "Nobody", When: "opened", IfOwner: "nobody"})
		if !slices.Equal(numbers, opened) || answer["exact"] != true || answer["count"] != float64(3) || fmt.Sprint(answer["as_today"]) != "[]" {
			w.T.Errorf("got %v, want %v: %v", numbers, opened, answer)
		}
		page.Hides("as it is today", "does not keep")
		// At any other moment somebody may have had it.
		answer, _, page = w.tried(automation.Says{Name: "Joined", When: "joined", IfOwner: "nobody"})
		if answer["exact"] != false || fmt.Sprint(answer["as_today"]) != "[owner]" {
			w.T.Errorf("of a case that was joined: %v", answer)
		}
		page.Shows("Looked at as it is today, and it may have been otherwise: who works on it.")
	})
}

// What a case is about, its title, how it came and from where do not change; all else is looked at as it is today, and that is said.
func TestADryRunSaysWhatItLooksAtAsItIsToday(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.asks()
		w.open("amina", "hours", "My swap")
		for i, c := range []struct {
			says automation.Says
			want string
		}{
			{automation.Says{IfService: "hours", IfChannel: "portal", IfTitle: "swap", IfSite: "Malmby", IfLanguage: "en"}, "[]"},
			{automation.Says{IfPriority: "normal"}, "[priority]"},
			{automation.Says{IfOwner: "somebody"}, "[owner]"},
			{automation.Says{IfWaits: "hr", IfCalls: "asked"}, "[waits calls]"},
			{automation.Says{IfGroup: "employees", IfPriority: "high"}, "[priority group]"},
			{automation.Says{IfField: "hours.weeks", IfFieldHow: "empty"}, "[field]"},
		} {
			c.says.Name, c.says.When = fmt.Sprintf("Rule %d", i), "opened"
			answer, _, page := w.tried(c.says)
			if fmt.Sprint(answer["as_today"]) != c.want || answer["exact"] != (c.want == "[]") {
				w.T.Errorf("%s: %v", c.want, answer)
			}
			if _, there := answer["count"]; there == (c.says.IfOwner == "somebody") {
				w.T.Errorf("%s: count is there: %v", c.want, there)
			}
			for _, name := range []string{"case", "title", "state", "does"} {
				for _, x := range answer["items"].([]any) {
					if x.(map[string]any)[name] == nil {
						w.T.Errorf("an item has no %s: %v", name, x)
					}
				}
			}
			if c.want != "[]" {
				page.Shows("Looked at as it is today, and it may have been otherwise: ")
			}
		}
	})
}

// Where a case went to another team, or others of HR came to see it, of which team it was is told of today alone; cases that did not move leave it exact.
func TestADryRunSaysWhereTheTeamMayHaveBeenAnother(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		is := func(name, service, want string) {
			w.T.Helper()
			answer, _, page := w.tried(automation.Says{Name: name, When: "opened", IfService: service})
			if fmt.Sprint(answer["as_today"]) != want || answer["exact"] != (want == "[]") {
				w.T.Errorf("%s: %v, want %s", name, answer, want)
			}
			if want != "[]" {
				page.Shows("of which team it is, and who of HR sees it")
			}
		}
		gone, protected, kept := w.open("amina", "hours", "Gone"), w.open("amina", "review", "Protected"), w.open("amina", "review", "Kept")
		_, err := w.App.App.Desk.Assign(ctx, marta, desk.Assign{Number: kept, Assignee: apptest.ID("priya")}) // to a person
		w.ok(err)
		is("Before", "", "[]")
		_, err = w.App.App.Desk.Assign(ctx, marta, desk.Assign{Number: gone, Team: "payroll"})
		w.ok(err)
		is("All", "", "[team]")
		is("Hours", "hours", "[team]")
		is("Review", "review", "[]")
		_, err = w.App.App.Desk.Restrict(ctx, marta, desk.Restrict{Number: protected, Sensitivity: "open"})
		w.ok(err)
		is("Restricted", "review", "[team]")
	})
}

// What was opened again is no longer as it was when it was answered, and what opens it again is no message; a word that was taken off leaves nothing behind.
func TestADryRunSaysWhereTheRecordDoesNotTell(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, marta, amina := w.T.Context(), w.Actor(authz.Desk, "marta"), w.Actor(authz.Portal, "amina")
		number := w.open("amina", "hours", "Mine")
		w.Advance(time.Minute)
		_, err := w.App.App.Desk.Close(ctx, marta, desk.Close{Number: number, Answer: "Yes.", Outcome: desk.OutcomeAnswered, Cause: "information"})
		w.ok(err)
		is := func(when string, exact bool, hits int) {
			w.T.Helper()
			answer, numbers, page := w.tried(automation.Says{Name: fmt.Sprintf("%s %v", when, exact), When: when, WhenTag: "word"})
			if answer["exact"] != exact || len(numbers) != hits || answer["count"] != float64(hits) {
				w.T.Errorf("%s: %v", when, answer)
			}
			if !exact {
				page.Shows("Hearth does not keep when exactly this happens to a case")
			}
		}
		is("answered", true, 1)
		is("wrote", true, 0)
		_, err = w.App.App.Desk.Reopen(ctx, amina, desk.Reopen{Number: number, Missing: "When?"})
		w.ok(err)
		is("answered", false, 0)
		is("closed", false, 0)
		is("wrote", false, 1)
		is("opened", true, 1)
		_, err = w.Tag.Put(ctx, marta, tag.Put{Number: number, Word: "word"})
		w.ok(err)
		is("tagged", false, 1)
	})
}

// A rule does not look at titles about health, not even at those that whoever tries it may read.
func TestADryRunDoesNotReadTitlesAboutHealth(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "health", "Back pain")
		_, err := w.App.App.Desk.Assign(w.T.Context(), w.Actor(authz.Desk, "ingrid"), desk.Assign{Number: number, Assignee: "me"})
		w.ok(err)
		if answer, numbers, _ := w.tried(automation.Says{Name: "Back", When: "opened", IfTitle: "back pain"}); len(numbers) != 0 || answer["count"] != float64(0) {
			w.T.Errorf("got %v", answer)
		}
	})
}
