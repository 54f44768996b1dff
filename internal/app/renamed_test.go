package app_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/automation"
	"hearth/internal/desk"
	"hearth/internal/macro"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/tag"
)

// A word that is renamed or joined goes on being what rules listen to and put on, and what macros put on: they name the new word from then on.
func TestRulesAndMacrosFollowATagThatIsRenamed(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx, marta, ingrid := t.Context(), a.Actor(authz.Desk, "marta"), a.Actor(authz.Desk, "ingrid")
		ok := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		open := func() string {
			c, err := a.App.Desk.Open(ctx, a.Actor(authz.Portal, "amina"), desk.Open{Service: "hours", Subject: "My shifts", Body: "May I swap?"})
			ok(err)
			return c.Number
		}
		put := func(number, word string) {
			_, err := a.Tag.Put(ctx, marta, tag.Put{Number: number, Word: word})
			ok(err)
			a.Drain()
		}
		words := func() (ids map[string]tag.Listed, all string) {
			v, err := a.Tag.List(ctx, ingrid, tag.List{})
			ok(err)
			ids = map[string]tag.Listed{}
			for _, x := range v.Items {
				ids[x.Word], all = x, all+x.Word+" "
			}
			return ids, all
		}
		rule, err := a.Automation.Make(ctx, ingrid, automation.Save{Says: automation.Says{Name: "Swaps first", Team: "advice", When: automation.Tagged, WhenTag: "Swap", ThenPriority: "high", ThenMention: apptest.ID("priya")}})
		ok(err)
		puts, err := a.Automation.Make(ctx, ingrid, automation.Save{Says: automation.Says{Name: "Swaps are sorted", Team: "advice", When: "opened", ThenTag: "swap"}})
		ok(err)
		other, err := a.Automation.Make(ctx, ingrid, automation.Save{Says: automation.Says{Name: "Swaps of pay", Team: "payroll", When: "opened", ThenTag: "swap"}})
		ok(err)
		for _, r := range []automation.Rule{rule, puts} {
			_, err = a.Automation.Switch(ctx, ingrid, automation.Switch{Rule: r.ID, On: true})
			ok(err)
		}
		var macros []macro.Macro
		for _, in := range []macro.Keep{{Name: "Rota", Team: "advice"}, {Name: "Mine"}} {
			in.Tag, in.Texts = "swap", []macro.Text{{Language: "en", Body: "It is on the board."}}
			m, err := a.Macro.Keep(ctx, marta, in)
			ok(err)
			macros = append(macros, m)
		}
		first := open()
		a.Drain()
		put(first, "rota")

		pay, err := a.App.Desk.Open(ctx, a.Actor(authz.Portal, "amina"), desk.Open{Service: "pay", Subject: "My payslip", Body: "Where is it?"})
		ok(err)
		theo := a.Actor(authz.Desk, "theo")
		_, err = a.Tag.Put(ctx, theo, tag.Put{Number: pay.Number, Word: "slip"})
		ok(err)
		_, err = a.Macro.Keep(ctx, theo, macro.Keep{Name: "Slips", Team: "payroll", Besides: macro.Besides{Tag: "slip"}, Texts: []macro.Text{{Language: "en", Body: "Here it is."}}})
		ok(err)

		at, _ := words()
		a.Desk("ingrid").Get("/desk/tags").Is(http.StatusOK).Shows("Swaps first", "Swaps are sorted", "Rota", "1 macro or view of the team names it, and follows.").Hides("Swaps of pay", "Slips")
		_, err = a.Tag.Rename(ctx, ingrid, tag.Rename{Tag: at["swap"].ID, Word: "shift swap"})
		ok(err)
		listens, err := a.Automation.Read(ctx, ingrid, automation.ReadOne{Rule: rule.ID})
		ok(err)
		if listens.WhenTag != "shift swap" || listens.Version != 2 || len(listens.Versions) != 2 || listens.Versions[1].Says.WhenTag != "Swap" || !listens.On || listens.ThenMention != apptest.ID("priya") {
			t.Errorf("the rule says %+v", listens)
		}
		stays, err := a.Automation.Read(ctx, ingrid, automation.ReadOne{Rule: other.ID})
		ok(err)
		if stays.ThenTag != "swap" || stays.Version != 1 {
			t.Errorf("the rule of another team says %+v", stays.Says)
		}
		for _, m := range macros {
			now, err := a.Macro.Read(ctx, marta, macro.Find{ID: m.ID})
			ok(err)
			if now.Tag != "shift swap" || now.Mark == m.Mark {
				t.Errorf("the macro %s puts on %q", m.Name, now.Tag)
			}
		}
		n, err := store.One[int](ctx, a.DB, `SELECT count(*) FROM audit_entry e WHERE e.action = 'tag.rename' AND e.kind IN ('rule', 'macro')`)
		ok(err)
		if n != 3 {
			t.Errorf("the record has %d renamings of rules and macros, want 3", n)
		}

		// What happens from now on finds the new word, and nothing revives the old one.
		second := open()
		a.Drain()
		if _, all := words(); all != "rota shift swap slip " {
			t.Errorf("there are the words %q", all)
		}
		c, err := a.App.Desk.Read(ctx, marta, desk.ReadOne{Number: second})
		ok(err)
		if c.Priority != "high" {
			t.Error("the rule that listens to the word did nothing")
		}

		// Joining says first what it means, and takes the rules along.
		at, _ = words()
		_, err = a.Tag.Rename(ctx, ingrid, tag.Rename{Tag: at["shift swap"].ID, Word: "Rota"})
		if e := fault.As(err); e == nil || e.Kind != fault.Conflict || !strings.Contains(e.Error(), "2 have “shift swap” and 1 have “rota”") {
			t.Fatalf("two words were joined unasked: %v", err)
		}
		page := "/desk/tags/" + at["shift swap"].ID
		a.Desk("ingrid").Send(page, url.Values{"word": {"Rota"}}).Is(http.StatusConflict).Shows("nobody can take them apart again", `name="join"`, `value="Rota"`)
		a.Desk("ingrid").Send(page, url.Values{"word": {"Rota"}, "join": {"on"}}).Is(http.StatusSeeOther)
		if _, all := words(); all != "Rota slip " {
			t.Errorf("after joining there are the words %q", all)
		}
		if listens, err = a.Automation.Read(ctx, ingrid, automation.ReadOne{Rule: rule.ID}); err != nil || listens.WhenTag != "Rota" || listens.Version != 3 {
			t.Errorf("after joining the rule says %+v: %v", listens.Says, err)
		}
	})
}
