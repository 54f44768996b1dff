package home_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/home"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestSearchFindsWhatEachMaySee(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := apptest.Decode[struct{ Number string }](t, a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Night allowance for Pavel", "body": "Missing", "service": "pay"}), 201)
		for key, want := range map[string]int{"amina": 1, "theo": 2, "hanna": 0} { // Theo finds the person too
			found := apptest.Decode[home.Found](t, a.API(key).Get("/api/v1/search?q=pavel"), 200)
			if len(found.Items) != want {
				t.Errorf("%s finds %+v", key, found.Items)
			}
		}
		found := apptest.Decode[home.Found](t, a.API("theo").Get("/api/v1/search?q=pavel&kind=case&limit=1"), 200)
		if len(found.Items) != 1 || found.Items[0].Number != c.Number || found.Items[0].Kind != "case" {
			t.Errorf("%+v", found)
		}
		a.API("theo").Get("/api/v1/search?q=pavel&limit=51").Is(422)
		a.Portal("amina").Get("/search?q="+c.Number).Is(200).Shows("Night allowance for Pavel", "1 result")
		a.Portal("hanna").Get("/search?q=" + c.Number).Is(200).Shows("0 results").Hides("Night allowance")
	})
}

func TestThePageOfTheSearchOffersWhatTheReaderMayNarrowItTo(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Night allowance for Pavel", "body": "Missing", "service": "pay"}).Is(201)
		a.Desk("theo").Get("/search?q=pavel").Is(200).Shows(`name="state"`, `name="service"`, `name="team"`, "kind=person", "Amina Yusuf", "2 results", "/desk?q=pavel")
		a.Desk("theo").Get("/search?q=pavel&state=closed").Is(200).Shows("0 results", "Search everywhere")
		a.Portal("amina").Get("/search?q=pavel").Is(200).Shows(`name="state"`, `name="service"`, "1 result").Hides(`name="team"`, "kind=person", "/desk")
		a.Portal("amina").Get("/search?q=pavel&from=2026-11-17&to=2026-11-16").Is(200).Shows("The last day has to be the first or come after it.", `value="pavel"`)
		a.Portal("amina").Get("/search?q=quince").Is(200).Shows("Requests about health are found by their number only.", "/ask?q=quince")
	})
}

// Who sets an installation up reads on the page of the administration what is missing, and nobody else does.
func TestAnInstallationSaysWhatItNeeds(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		const mail, head, service = "No mail leaves yet", "Nobody leads HR here yet", "People can ask for one thing yet"
		a.Desk("noor").Get("/admin").Is(200).Shows(mail).Hides(head, service)
		a.Desk("ingrid").Get("/admin").Is(200).Hides(mail, head, service)
		gone := func(statement string) {
			if err := a.DB.Tx(t.Context(), func(tx *store.Tx) error { return tx.Write(t.Context(), statement) }); err != nil {
				t.Fatal(err)
			}
		}
		gone(`DELETE FROM catalogue_service WHERE id <> 'ask'`)
		a.Desk("ingrid").Get("/admin").Is(200).Shows(service, "/admin/services/new").Hides(mail, head)
		gone(`DELETE FROM people_role WHERE role = 'hr_head'`)
		a.Desk("noor").Get("/admin").Is(200).Shows(mail, head).Hides(service)
		a.Desk("lena").Get("/admin").Is(200).Hides(mail, head, service)
	})
}

func TestTheStartPageSaysWhatWaits(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := apptest.Decode[struct{ Number string }](t, a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Swap on Friday", "body": "May I?", "service": "hours"}), 201)
		a.API("marta").Post("/api/v1/cases/"+c.Number+"/close", map[string]any{"answer": "Yes.", "outcome": "answered", "cause": "information"}).Is(200)
		a.Portal("amina").Get("/").Is(200).Shows("How can we help, ", "Waiting for you", "HR answered. Does that answer it?")
		a.Portal("hanna").Get("/").Is(200).Hides("Waiting for you", "Swap on Friday")
		a.API("amina").Get("/api/v1/todo").Is(200).Shows("Swap on Friday", "HR answered. Does that answer it?", "/requests/"+c.Number)
		a.API("hanna").Get("/api/v1/todo").Is(200).Shows(`"items":[]`)
		a.Nobody().Get("/api/v1/todo").Is(401)
	})
}

// Whom a colleague mentions finds it on their own day at the desk, where they begin, and not where they ask HR themselves.
func TestWhatWaitsAtTheDeskStandsOnOnesOwnDay(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := apptest.Decode[struct{ Number string }](t, a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Swap on Friday", "body": "May I?", "service": "hours"}), 201)
		a.API("marta").Post("/api/v1/cases/"+c.Number+"/messages", map[string]any{"body": "What do you say, @Priya Raman?", "internal": true}).Is(201)
		a.Drain()
		a.Desk("priya").Get("/desk/day").Is(200).Shows("Waiting for you", "A colleague mentioned you in a note.", c.Number+" Swap on Friday")
		a.API("priya").Get("/api/v1/todo").Is(200).Shows("A colleague mentioned you in a note.", c.Number)
		a.Desk("marta").Get("/desk/day").Is(200).Hides("Waiting for you")
		a.Portal("priya").Get("/").Is(200).Hides("A colleague mentioned you")
	})
}

// What waits says since when or by when, and much of it leaves room for one's own day.
func TestWhatWaitsHasDatesAndIsFoldedUp(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		mention := func() {
			c := apptest.Decode[struct{ Number string }](t, a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Swap on Friday", "body": "May I?", "service": "hours"}), 201)
			a.API("marta").Post("/api/v1/cases/"+c.Number+"/messages", map[string]any{"body": "What do you say, @Priya Raman?", "internal": true}).Is(201)
		}
		for range 6 {
			mention()
		}
		a.Drain()
		a.Desk("priya").Get("/desk/day").Is(200).Shows("A colleague mentioned you in a note.", "mt-0.5\">since ").Hides("more wait for you")
		for range 2 {
			mention()
		}
		a.Drain()
		a.Desk("priya").Get("/desk/day").Is(200).Shows("<summary class=\"lnk\">3 more wait for you")
		a.API("priya").Get("/api/v1/todo").Is(200).Shows(`"since":"`).Hides(`"at":"`)
		c := apptest.Decode[struct{ Number string }](t, a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Swap on Friday", "body": "May I?", "service": "hours"}), 201)
		a.API("marta").Post("/api/v1/cases/"+c.Number+"/close", map[string]any{"answer": "Yes.", "outcome": "answered", "cause": "information"}).Is(200)
		a.API("amina").Get("/api/v1/todo").Is(200).Shows(`"at":"`)
		a.Portal("amina").Get("/").Is(200).Shows("mt-0.5\">by ")
	})
}

func TestTheOutboxShowsEnvelopesToAdministratorsAlone(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Zebra", "body": "Zebra", "service": "pay"}).Is(201)
		a.Desk("noor").Get("/admin/outbox").Is(200).Shows(apptest.Email("amina"), "A request arrived").Hides("Zebra", "/requests/")
		for _, key := range []string{"marta", "ingrid", "lena"} {
			a.Desk(key).Get("/admin/outbox").Is(403)
		}
		a.Desk("noor").Get("/admin/jobs").Is(200)
	})
}

func TestOnesDataAreOnesOwn(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		a.API("pavel").Post("/api/v1/cases", map[string]any{"subject": "Walrus", "body": "Walrus", "service": "fairness", "against": []string{apptest.Email("stefan")},
			"named": []string{apptest.Email("marta")}}).Is(201)
		a.API("pavel").Get("/api/v1/me/export").Is(200).Shows("Walrus")
		a.API("stefan").Get("/api/v1/me/export").Is(200).Hides("Walrus", "against")
		a.API("marta").Get("/api/v1/me/export").Is(200).Hides("Walrus")
		a.Nobody().Get("/api/v1/me/export").Is(401)
	})
}
