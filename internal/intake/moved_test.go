package intake_test

import (
	"net/url"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/store"
)

// entryOf returns the entry that a mail became and the case that it is linked to.
func linked(t *testing.T, a *apptest.App, text string) (entry, caseID string) {
	t.Helper()
	type link struct{ ID, CaseID string }
	l, err := store.One[link](t.Context(), a.DB, `SELECT id, case_id FROM desk_entry WHERE body LIKE '%' || CAST($1 AS text) || '%'`, text)
	if err != nil {
		t.Fatal(err)
	}
	m, err := store.One[string](t.Context(), a.DB, `SELECT case_id FROM intake_mail WHERE entry_id = $1`, l.ID)
	if err != nil {
		t.Fatal(err)
	}
	return l.ID, m
}

func TestAMessageMovesToAnotherCase(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		wrong, right := ask(t, a, "amina"), ask(t, a, "amina")
		address := a.Threads.Address(claim(a, wrong.Number, "amina"))
		comes(t, a, written("Amina <amina@ferrow-lund.example>", address, "Re: x", "The Zwetschgen invoice.", "MIME-Version: 1.0", `Content-Type: multipart/mixed; boundary="b"`), "reply") // a body without parts
		comes(t, a, written("Amina <amina@ferrow-lund.example>", address, "Re: x", "--b\nContent-Type: text/plain\n\nMirabellen, see the list.\n--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=list.txt\n\none\n--b--",
			"MIME-Version: 1.0", `Content-Type: multipart/mixed; boundary="b"`), "reply")
		entry, was := linked(t, a, "Mirabellen")
		marta := a.API("marta")
		move := func(from, to string, confirm bool) apptest.Response {
			return marta.Post("/api/v1/cases/"+from+"/messages/"+entry+"/move", map[string]any{"to": to, "confirm": confirm})
		}
		fresh := func(number string) bool {
			return apptest.Decode[desk.Case](t, marta.Get("/api/v1/cases/"+number), 200).NewReply
		}
		if !fresh(wrong.Number) || fresh(right.Number) {
			t.Fatal("the marks are wrong before")
		}
		a.Portal("amina").Send("/desk/cases/"+wrong.Number+"/move/"+entry, url.Values{"to": {right.Number}}).Is(403)
		a.Desk("marta").Get("/desk/cases/"+wrong.Number).Shows("Move to another case", "list.txt")
		a.Desk("marta").Send("/desk/cases/"+wrong.Number+"/move/"+entry, url.Values{"to": {right.Number}}).Is(303)
		a.Drain()
		a.Desk("marta").Get("/desk/cases/"+wrong.Number).Hides("Mirabellen", "list.txt").Shows("A message was moved to another request.", right.Number+"</bdi> now.", "Zwetschgen")
		a.Desk("marta").Get("/desk/cases/"+right.Number).Shows("Mirabellen", "list.txt", "It was in", wrong.Number+"</bdi>.")
		a.Portal("amina").Get("/requests/"+wrong.Number).Hides("Mirabellen", right.Number+" now").Shows("A message was moved to another request.")
		a.Portal("amina").Get("/requests/" + right.Number).Shows("Mirabellen")
		if _, is := linked(t, a, "Mirabellen"); is == was {
			t.Error("the mail did not follow its message")
		}
		if !fresh(wrong.Number) || !fresh(right.Number) { // the first mail is left in one, the moved one came into the other
			t.Error("the marks did not follow")
		}
		move(wrong.Number, right.Number, false).Is(404) // twice: it is not there any more
		if hits := a.API("marta").Get("/api/v1/search?q=Mirabellen").Is(200); true {
			hits.Shows(right.Number).Hides(wrong.Number)
		}
		move(right.Number, wrong.Number, false).Is(200) // and back
		if fresh(right.Number) {
			t.Error("a mark was left behind")
		}
		a.API("marta").Get("/api/v1/search?q=Mirabellen").Shows(wrong.Number).Hides(right.Number)
		a.Drain()
		if _, is := linked(t, a, "Mirabellen"); is != was {
			t.Error("the mail did not come back")
		}
	})
}

func TestAMessageDoesNotMoveWhereItMustNot(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		mine, other := ask(t, a, "amina"), ask(t, a, "pavel")
		comes(t, a, written("Amina <amina@ferrow-lund.example>", a.Threads.Address(claim(a, mine.Number, "amina")), "Re: x", "Reineclauden."), "reply")
		entry, _ := linked(t, a, "Reineclauden")
		marta := a.API("marta")
		path := "/api/v1/cases/" + mine.Number + "/messages/" + entry + "/move"
		marta.Post(path, map[string]any{"to": other.Number}).Is(409)
		marta.Post(path, map[string]any{"to": mine.Number}).Is(422)
		marta.Post(path, map[string]any{"to": "HR-1"}).Is(422)
		a.API("amina").Post(path, map[string]any{"to": other.Number, "confirm": true}).Is(403)
		first, err := store.One[string](t.Context(), a.DB, `SELECT min(id) FROM desk_entry WHERE case_id = (SELECT case_id FROM desk_entry WHERE id = $1) AND kind = 'message'`, entry)
		if err != nil {
			t.Fatal(err)
		}
		marta.Post("/api/v1/cases/"+mine.Number+"/messages/"+first+"/move", map[string]any{"to": other.Number, "confirm": true}).Is(409)
		sick := apptest.Decode[desk.Case](t, a.API("amina").Post("/api/v1/cases", map[string]any{"service": "health", "subject": "Ill", "body": "I am ill."}), 201)
		marta.Post(path, map[string]any{"to": sick.Number, "confirm": true}).Is(403) // she may know of it and reads nothing there
		sealed := ask(t, a, "amina")
		marta.Post("/api/v1/cases/"+sealed.Number+"/restrict", map[string]any{"sensitivity": "named", "named": []string{apptest.Email("priya")}}).Is(200)
		a.API("theo").Post(path, map[string]any{"to": sealed.Number, "confirm": true}).Is(422)
		a.Portal("pavel").Get("/requests/" + other.Number).Hides("Reineclauden")
		marta.Post(path, map[string]any{"to": other.Number, "confirm": true}).Is(200)
		a.Portal("pavel").Get("/requests/"+other.Number).Shows("Reineclauden", "A message was moved here from another request.").Hides(mine.Number)
		a.Portal("amina").Get("/requests/"+mine.Number).Hides("Reineclauden", other.Number)
	})
}
