package app_test

import (
	"net/http"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/tag"
	"hearth/internal/views"
)

// A kept view that is narrowed by a word finds the same cases once the word is another one. Who may see no case with it reads nothing of the new word, and a view of another team's word stays.
func TestKeptViewsFollowATagThatIsRenamed(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx, marta, ingrid, theo := t.Context(), a.Actor(authz.Desk, "marta"), a.Actor(authz.Desk, "ingrid"), a.Actor(authz.Desk, "theo")
		ok := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		open := func(by authz.Actor, service, word string) string {
			c, err := a.App.Desk.Open(ctx, a.Actor(authz.Portal, "amina"), desk.Open{Service: service, Subject: "My shifts", Body: "May I swap?"})
			ok(err)
			_, err = a.Tag.Put(ctx, by, tag.Put{Number: c.Number, Word: word})
			ok(err)
			return c.Number
		}
		id := func(word string) string {
			v, err := a.Tag.List(ctx, ingrid, tag.List{Team: "advice"})
			ok(err)
			for _, x := range v.Items {
				if x.Word == word {
					return x.ID
				}
			}
			t.Fatalf("there is no word %q", word)
			return ""
		}
		keep := func(by authz.Actor, name, query, team string) string {
			v, err := a.Views.Keep(ctx, by, views.Keep{Name: name, Query: query, Team: team})
			ok(err)
			return v.ID
		}
		asks := func(view string) string {
			query, err := store.One[string](ctx, a.DB, `SELECT v.query FROM views_view v WHERE v.id = $1`, view)
			ok(err)
			return query
		}
		is := func(view, want string) {
			t.Helper()
			if got := asks(view); got != want {
				t.Errorf("the view asks for %s, want %s", got, want)
			}
		}
		swaps := open(marta, "hours", "swap")
		open(theo, "pay", "swap")
		open(marta, "hours", "rota")

		shared := keep(marta, "Swaps", "view=all&tag=Swap&service=hours", "advice")
		own := keep(marta, "Mine", "tag=swap", "")
		elsewhere := keep(marta, "Pay", "tag=swap&team=payroll", "advice")
		pays := keep(theo, "Swaps of pay", "tag=swap", "payroll")
		looks := keep(theo, "Advice", "tag=swap&team=advice", "payroll")
		other := keep(marta, "Rota", "tag=rota", "")
		a.Desk("ingrid").Get("/desk/tags").Is(http.StatusOK).Shows("1 macro or view of the team names it, and follows.", `data-person>Swaps</a>`).Hides("Mine", "Advice<", "Swaps of pay")

		old := id("swap")
		_, err := a.Tag.Rename(ctx, ingrid, tag.Rename{Tag: old, Word: "shift swap"})
		ok(err)
		is(shared, "service=hours&tag=shift+swap&view=all")
		is(own, "tag=shift+swap&view=open")
		is(elsewhere, "tag=swap&team=payroll&view=open")
		is(pays, "tag=swap&view=open")
		is(looks, "tag="+old+"&team=advice&view=open")
		is(other, "tag=rota&view=open")
		for view, by := range map[string]authz.Actor{shared: marta, own: marta, looks: theo} {
			page, err := a.Views.Cases(ctx, by, views.ReadCases{ID: view})
			ok(err)
			if len(page.Items) != 1 || page.Items[0].Number != swaps {
				t.Errorf("%s has %+v", asks(view), page.Items)
			}
		}
		n, err := store.One[int](ctx, a.DB, `SELECT count(*) FROM audit_entry e WHERE e.action = 'tag.rename' AND e.kind = 'view'`)
		ok(err)
		if n != 2 {
			t.Errorf("the record has %d renamings of views, want 2", n)
		}

		// What was kept by the id of a word goes on with the word that it was joined to.
		byID := keep(marta, "By its id", "tag="+old, "")
		_, err = a.Tag.Rename(ctx, ingrid, tag.Rename{Tag: old, Word: "Rota", Join: true})
		ok(err)
		into := id("Rota")
		is(byID, "tag="+into+"&view=open")
		is(looks, "tag="+into+"&team=advice&view=open")
		is(own, "tag=Rota&view=open")
		is(other, "tag=rota&view=open") // it is compared without case
		is(pays, "tag=swap&view=open")
	})
}
