package home_test

import (
	"net/url"
	"slices"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/home"
)

// Who looks for a place finds pages, views, cases and people, each as far as they see it elsewhere.
func TestOneGoesWhereOneMayGo(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := apptest.Decode[struct{ Number string }](t, a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "How I am paid", "body": "Missing", "service": "review"}), 201)
		a.API("marta").Post("/api/v1/views", map[string]any{"name": "Paid late", "query": "view=open&due=late"}).Is(201)
		links := func(key, q string) (all []string) {
			found := apptest.Decode[home.Places](t, a.API(key).Get("/api/v1/go?q="+url.QueryEscape(q)), 200)
			for _, p := range found.Items {
				all = append(all, p.Kind+" "+p.Link)
			}
			return all
		}
		number := "Case /desk/cases/" + c.Number
		for _, x := range []struct {
			key, q, link string
			want         bool
		}{
			{"marta", c.Number, number, true}, {"marta", "paid", number, true}, {"theo", c.Number, number, false}, {"theo", "paid", number, false}, // another team's
			{"noor", c.Number, number, false}, {"lena", "paid", number, false},
			{"marta", "amina", "Person /desk/people/" + apptest.ID("amina"), true}, {"lena", "amina", "Person /desk/people/" + apptest.ID("amina"), false},
			{"marta", "due late", "View /desk?view=due", true}, {"noor", "due late", "View /desk?view=due", false},
			{"marta", "paid l", "View", true}, {"theo", "paid l", "View", false}, // Marta's own
			{"marta", "que", "Page /desk", true}, {"noor", "que", "Page /desk", false}, {"marta", "ueue", "Page /desk", false},
			{"noor", "outg", "Administration /admin/outbox", true}, {"marta", "outg", "Administration /admin/outbox", false},
			{"marta", "", "Page /desk", true}, {"marta", "", "Page /desk/keys", true}, {"marta", "zzz", "Page /desk", false},
		} {
			got := links(x.key, x.q)
			found := slices.ContainsFunc(got, func(l string) bool { return l == x.link || x.link == "View" && len(l) > 15 && l[:12] == "View /desk?d" })
			if found != x.want {
				t.Errorf("%s looks for %q and finds %v; %s: want %v", x.key, x.q, got, x.link, x.want)
			}
		}
		a.API("amina").Get("/api/v1/go?q=queue").Is(403)
		a.Portal("marta").Get("/desk/go").Is(403)
		a.Desk("marta").Get("/desk/go?q=zzz").Is(200).Shows("Nothing that is open to you begins like this.")
		a.Desk("marta").Get("/desk/go?q=" + c.Number).Is(200).Shows("How I am paid")
	})
}
