package intake_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/intake"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// cora takes concerns, outside of HR.
func cora(a *apptest.App) {
	a.Add(apptest.Member{Key: "cora", Given: "Cora", Family: "Lindqvist", Number: "4001", Roles: []string{"concern"}})
}

// A mail that belongs to the concern handlers becomes a case named to them, and is gone from everything that HR and administrators see.
func TestAMailIsHandedToTheConcernHandlers(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		comes(t, a, written("Eva <no-reply@post.example>", "hr@ferrow-lund.example", "Quittenmarmelade", "My lead takes bribes."), "quarantine")
		marta, noor := actor(a, "marta"), actor(a, "noor")
		page, err := a.Intake.Waiting(t.Context(), marta, intake.ListWaiting{})
		if err != nil || len(page.Items) != 1 {
			t.Fatalf("%+v, %v", page, err)
		}
		if _, err := a.Intake.HandOver(t.Context(), marta, intake.Named{ID: page.Items[0].ID}); err == nil {
			t.Fatal("it was handed to nobody")
		}
		cora(a)
		at, err := a.Intake.HandOver(t.Context(), marta, intake.Named{ID: page.Items[0].ID})
		if err != nil || !at.New {
			t.Fatalf("%+v, %v", at, err)
		}
		onlyConcern(t, a, at.Number, "Quittenmarmelade")
		if page, err := a.Intake.Waiting(t.Context(), marta, intake.ListWaiting{}); err != nil || len(page.Items) != 0 {
			t.Errorf("it waits still: %+v, %v", page, err)
		}
		if log, err := a.Intake.MailLog(t.Context(), noor, intake.ListLog{}); err != nil || len(log.Items) != 0 || len(log.Counts) != 0 {
			t.Errorf("the administrator sees %+v, %v", log, err)
		}
		if _, err := a.Intake.Look(t.Context(), marta, intake.Named{ID: page.Items[0].ID}); err == nil {
			t.Error("HR reads the mail still")
		}
		outbox, err := store.One[int](t.Context(), a.DB, `SELECT count(*) FROM mail_outbox WHERE subject LIKE '%Quitten%' OR text_body LIKE '%Quitten%'`)
		if err != nil || outbox != 0 {
			t.Errorf("%d mails repeat it, %v", outbox, err)
		}
	})
}

// onlyConcern holds a case to be seen by Cora and by nobody of HR.
func onlyConcern(t *testing.T, a *apptest.App, number, word string) {
	t.Helper()
	for _, key := range []string{"marta", "priya", "ingrid", "noor", "lena"} {
		a.Desk(key).Get("/desk/cases/" + number).Is(404)
		for _, path := range []string{"/api/v1/cases", "/api/v1/cases?view=all", "/api/v1/search?q=" + word[:7], "/api/v1/mail"} {
			a.API(key).Get(path).Hides(word, number)
		}
	}
	page := a.Desk("cora").Get("/desk/cases/" + number)
	page.Is(200).Shows(word)
	a.API("cora").Get("/api/v1/search?q=" + word).Shows(number)
	if c := apptest.Decode[desk.Case](t, a.API("cora").Get("/api/v1/cases/"+number), 200); c.Sensitivity != "named" {
		t.Errorf("it is open to %s", c.Sensitivity)
	}
	a.API("cora").Post("/api/v1/cases/"+number+"/assign", map[string]any{"assignee": "me"}).Is(200)
	a.API("cora").Post("/api/v1/cases/"+number+"/messages", map[string]any{"body": "I have it."}).Is(201)
}

func TestACaseIsHandedToTheConcernHandlers(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		cora(a)
		got := comes(t, a, written("Pavel <pavel@ferrow-lund.example>", "hr@ferrow-lund.example", "Quittenmarmelade", "My lead takes bribes."), "case")
		hours := apptest.Decode[desk.Case](t, a.API("pavel").Post("/api/v1/cases", map[string]any{"subject": "Ueberstunden", "body": "Mirabellen", "service": "hours"}), 201)
		a.Desk("marta").Get("/desk/cases/"+hours.Number).Is(200).Shows("/concern", "Give it to the concern handlers")
		a.Desk("marta").Get("/desk/cases/" + hours.Number + "/concern").Is(200)
		for _, number := range []string{got.Case, hours.Number} {
			if _, err := a.Intake.HandCase(t.Context(), actor(a, "marta"), intake.HandCase{Number: number}); err != nil {
				t.Fatal(err)
			}
		}
		onlyConcern(t, a, got.Case, "Quittenmarmelade")
		a.Desk("cora").Get("/desk/cases/"+got.Case).Is(200).Hides("/concern", "Give it to the concern handlers") // who has it already is not asked to hand it on
		a.Desk("cora").Get("/desk/cases/" + got.Case + "/concern").Is(403)
		a.Portal("pavel").Get("/requests/" + got.Case).Shows("Quittenmarmelade")
		a.Portal("stefan").Get("/requests/" + hours.Number).Is(404) // who leads him saw requests of that service
		if _, err := a.Intake.HandCase(t.Context(), actor(a, "marta"), intake.HandCase{Number: got.Case}); err == nil {
			t.Error("HR hands on what it does not see")
		}
	})
}

// The cases that are part of a concern go along with their mails, which nobody reads in the log any more.
func TestTheMailsOfAPartAreHandedOnToo(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		cora(a)
		part := comes(t, a, written("Pavel <pavel@ferrow-lund.example>", "hr@ferrow-lund.example", "Quittenmarmelade", "My lead takes bribes."), "case")
		c := apptest.Decode[desk.Case](t, a.API("marta").Get("/api/v1/cases/"+part.Case), 200)
		whole := apptest.Decode[desk.Case](t, a.API("pavel").Post("/api/v1/cases", map[string]any{"subject": "Ueberstunden", "body": "Mirabellen", "service": c.ServiceID}), 201)
		a.API("marta").Post("/api/v1/cases/"+part.Case+"/join", map[string]any{"into": whole.Number}).Is(200)
		if log, err := a.Intake.MailLog(t.Context(), actor(a, "noor"), intake.ListLog{}); err != nil || len(log.Items) != 1 {
			t.Fatalf("%+v, %v", log, err)
		}
		if _, err := a.Intake.HandCase(t.Context(), actor(a, "marta"), intake.HandCase{Number: whole.Number}); err != nil {
			t.Fatal(err)
		}
		onlyConcern(t, a, whole.Number, "Mirabellen")
		a.Desk("marta").Get("/desk/cases/" + part.Case).Is(404)
		if log, err := a.Intake.MailLog(t.Context(), actor(a, "noor"), intake.ListLog{}); err != nil || len(log.Items) != 0 {
			t.Errorf("the administrator sees %+v, %v", log, err)
		}
	})
}

// Of everything that names them not, a concern handler sees nothing.
func TestAConcernHandlerHasNoQueue(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		cora(a)
		c := ask(t, a, "amina")
		a.Desk("cora").Get("/desk/cases/" + c.Number).Is(404)
		a.API("cora").Get("/api/v1/cases?view=open").Hides(c.Number)
		a.API("cora").Get("/api/v1/search?q=allowance").Hides(c.Number)
		a.API("cora").Get("/api/v1/views").Hides(`"count":1`)
		a.Desk("cora").Get("/desk/people").Is(403)
		a.Desk("cora").Get("/admin").Is(403)
	})
}

// Whoever leads the person whom a concern is of does not get it, though they take concerns: another handler does, or it stays where it is.
func TestNoConcernGoesToWhoLeadsItsPerson(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		cora(a)
		a.Add(apptest.Member{Key: "piet", Given: "Piet", Family: "Visser", Number: "4003", Manager: "cora"})
		c := ask(t, a, "piet")
		_, err := a.Intake.HandCase(t.Context(), actor(a, "marta"), intake.HandCase{Number: c.Number})
		if fault.KindOf(err) != fault.Conflict {
			t.Errorf("it went to whoever leads him: %v", err)
		}
		a.Add(apptest.Member{Key: "dag", Given: "Dag", Family: "Moen", Number: "4002", Roles: []string{"concern"}})
		if _, err := a.Intake.HandCase(t.Context(), actor(a, "marta"), intake.HandCase{Number: c.Number}); err != nil {
			t.Fatal(err)
		}
		a.Desk("dag").Get("/desk/cases/" + c.Number).Is(200)
		a.Desk("cora").Get("/desk/cases/" + c.Number).Is(404)
	})
}
