package side_test

import (
	"net/url"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/side"
)

// last is the mail that came last.
func (w *world) last() string {
	w.T.Helper()
	id, err := store.One[string](w.T.Context(), w.DB, `SELECT id FROM intake_mail ORDER BY id DESC LIMIT 1`)
	w.ok(err)
	return id
}

// An office answers from another address than the one that was asked. Marta, who knows that it is theirs, lets it into its conversation, where it stands as their answer; the case and whoever asked hear nothing of it.
func TestAnAnswerThatWaitsIsLetIntoItsConversation(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open(desk.Open{})
		talk := w.asked(number, "office@pension.example")
		m := w.mails()[0]
		office := m.PersonID
		w.comes("Office two <two@pension.example>", m.ReplyTo, "It is nine percent.", "quarantine")
		id := w.last()
		entries := w.count(`SELECT count(*) FROM desk_entry`)
		page := "/desk/mail/" + id
		w.Desk("marta").Get(page).Shows("Add it to the question beside the request", "Whose answer is it?", `value="`+office+`"`)
		w.Desk("marta").Send(page+"/aside", url.Values{}).Is(422).Shows("Choose who of those who were asked wrote it.")
		w.Desk("marta").Send(page+"/aside", url.Values{"as": {apptest.ID("amina")}}).Is(422).Shows("Choose who of those who were asked wrote it.")
		w.Desk("marta").Send(page+"/aside", url.Values{"as": {office}}).Is(303)
		w.Desk("marta").Send(page+"/aside", url.Values{"as": {office}}).Is(409)
		w.Drain()
		w.Desk("marta").Get("/desk/cases/"+number+"/side/"+talk.ID).Shows("It is nine percent.", "by e-mail")
		w.Portal("amina").Get("/requests/" + number).Hides("percent")
		if n := w.count(`SELECT count(*) FROM desk_entry`); n != entries {
			w.T.Errorf("%d entries came into the case", n-entries)
		}
		if n := w.count(`SELECT count(*) FROM intake_mail m JOIN side_word s ON s.id = m.entry_id WHERE m.id = $1 AND m.state = 'reply' AND m.side_id = $2 AND s.talk_id = $2 AND s.author_person = $3 AND m.settled_by = $4`,
			id, talk.ID, office, apptest.ID("marta")); n != 1 {
			w.T.Error("the mail is not the answer of the office, let in by Marta")
		}
		w.Desk("marta").Get("/desk/mail").Hides("two@pension.example")

		w.comes("two@pension.example", m.ReplyTo, "Into the case with it.", "quarantine")
		w.API("marta").Post("/api/v1/mail/"+w.last()+"/join", map[string]any{"case": number}).Is(200)
		if n := w.count(`SELECT count(*) FROM intake_mail WHERE id = $1 AND side_id <> ''`, w.last()); n != 0 {
			w.T.Error("what became a note of the case still belongs to the conversation")
		}
	})
}

// Nobody lets an answer in who does not read the conversation, and none comes into one that is over.
func TestWhoLetsNoAnswerIn(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, "priya"), desk.Open{Service: "hours", Subject: "My pay", Body: "Is it right?"})
		w.ok(err)
		talk := w.asked(c.Number, "office@pension.example")
		m := w.mails()[0]
		w.comes("two@pension.example", m.ReplyTo, "About Priya.", "quarantine")
		id := w.last()
		w.Desk("priya").Send("/desk/mail/"+id+"/aside", url.Values{"as": {m.PersonID}}).Is(404)
		w.API("priya").Post("/api/v1/mail/"+id+"/aside", map[string]any{"as": m.PersonID}).Is(404)
		w.Portal("amina").Send("/desk/mail/"+id+"/aside", url.Values{"as": {m.PersonID}}).Is(403)
		_, err = w.s.Close(w.T.Context(), w.hr("marta"), side.End{Number: c.Number, Side: talk.ID})
		w.ok(err)
		w.Desk("marta").Get("/desk/mail/" + id).Is(200).Hides("Whose answer is it?")
		w.API("marta").Post("/api/v1/mail/"+id+"/aside", map[string]any{"as": m.PersonID}).Is(409).Shows("answers nothing that somebody is still asked")
		if n := w.count(`SELECT count(*) FROM side_word WHERE body LIKE '%About Priya%'`); n != 0 {
			w.T.Errorf("%d answers were let in", n)
		}
	})
}
