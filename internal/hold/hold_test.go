package hold_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/hold"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

type world struct {
	*apptest.App
	s *hold.Service
}

// each runs f in a world in which Marta's and Priya's replies can be undone for ten seconds.
func each(t *testing.T, f func(w *world)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) {
		w := &world{a, a.Hold}
		ten := 10
		for _, key := range []string{"marta", "priya"} {
			_, err := a.People.SaveKeys(a.T.Context(), w.hr(key), people.SaveKeys{Undo: &ten})
			w.ok(err)
		}
		f(w)
	})
}

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func (w *world) hr(key string) authz.Actor { return w.Actor(authz.Desk, key) }

func (w *world) open() string {
	w.T.Helper()
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.Open{Service: "hours", Subject: "My shifts", Body: "May I swap?"})
	w.ok(err)
	return c.Number
}

// reply sends a reply as the page of the case does.
func (w *world) reply(key, number, body string) {
	w.T.Helper()
	w.Desk(key).Send("/desk/cases/"+number+"/messages", url.Values{"body": {body}}).Is(303)
}

func (w *world) held(key, number string) []hold.Held {
	w.T.Helper()
	all, err := w.s.OfCase(w.T.Context(), w.hr(key), hold.ReadOf{Number: number})
	w.ok(err)
	return all.Items
}

// after lets some seconds pass, and does what is due.
func (w *world) after(seconds int) {
	w.T.Helper()
	w.Clock.Advance(time.Duration(seconds) * time.Second)
	w.ok(w.Jobs.Drain(w.T.Context()))
}

// talk is what the requester reads, and how many mails told them of it.
func (w *world) talk(number string) (texts []string, mails int) {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.ReadOne{Number: number})
	w.ok(err)
	for _, e := range c.Talk {
		if e.Kind == "message" && e.Side == "hr" {
			texts = append(texts, e.Body)
		}
	}
	mails, err = store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM mail_outbox WHERE person_id = $1 AND kind = 'case.message'`, apptest.ID("amina"))
	w.ok(err)
	return texts, mails
}

func (w *world) refused(err error, want fault.Kind) {
	w.T.Helper()
	if fault.KindOf(err) != want {
		w.T.Errorf("got %v, want %v", err, want)
	}
}

func TestAReplyIsSentAfterItsSeconds(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open()
		w.ok(w.Jobs.Drain(w.T.Context()))
		for range 2 {
			w.reply("marta", number, "Yes, you may.")
		}
		w.after(5)
		if texts, mails := w.talk(number); len(texts) != 0 || mails != 0 {
			w.T.Fatalf("it was sent before its moment: %v, %d mails", texts, mails)
		}
		w.Desk("marta").Get("/desk/cases/"+number).Is(200).Shows("Yes, you may.", "Undo")
		w.Desk("priya").Get("/desk/cases/"+number).Is(200).Shows("Marta Kowalczyk", "is sending a reply").Hides("Yes, you may.")
		w.Portal("amina").Get("/requests/"+number).Is(200).Hides("Yes, you may.", "is sending")
		if got := w.held("priya", number); len(got) != 1 || got[0].Body != "" || got[0].Own {
			w.T.Errorf("Priya reads %+v", got)
		}
		w.Desk("marta").Send("/desk/cases/"+number+"/messages", url.Values{"body": {"And another."}}).Is(409).Shows("And another.")
		for range 2 {
			w.after(5)
		}
		if texts, mails := w.talk(number); len(texts) != 1 || texts[0] != "Yes, you may." || mails != 1 {
			w.T.Errorf("got %v, %d mails", texts, mails)
		}
		if got := w.held("marta", number); len(got) != 0 {
			w.T.Errorf("still held: %+v", got)
		}
		if n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM hold_message WHERE body <> ''`); err != nil || n != 0 {
			w.T.Errorf("the text is kept twice: %d, %v", n, err)
		}
	})
}

func TestWhatIsUndoneIsBackInTheField(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		number := w.open()
		w.reply("marta", number, "Yes, you may.")
		id := w.held("marta", number)[0].ID
		_, err := w.s.Undo(ctx, w.hr("priya"), hold.Undo{Number: number, ID: id})
		w.refused(err, fault.Conflict)
		_, err = w.s.Undo(ctx, w.Actor(authz.Portal, "amina"), hold.Undo{Number: number, ID: id})
		w.refused(err, fault.Forbidden)
		for range 2 {
			_, err = w.s.Undo(ctx, w.hr("marta"), hold.Undo{Number: number, ID: id})
			w.ok(err)
		}
		w.after(60)
		if texts, mails := w.talk(number); len(texts) != 0 || mails != 0 {
			w.T.Errorf("it was sent: %v, %d mails", texts, mails)
		}
		whole, err := w.App.App.Desk.Read(ctx, w.hr("marta"), desk.ReadOne{Number: number})
		w.ok(err)
		if whole.Draft.Body != "Yes, you may." || len(whole.Talk) != 1 {
			w.T.Errorf("the field holds %q, the conversation %d", whole.Draft.Body, len(whole.Talk))
		}
		if whole.Draft.Internal {
			w.T.Error("the reply is a note now")
		}
		if n, err := store.One[int](ctx, w.DB, `SELECT count(*) FROM audit_entry WHERE action = 'hold.reply'`); err != nil || n < 2 {
			w.T.Errorf("the record has %d lines, %v", n, err)
		}
		w.reply("marta", number, "No.")
		w.after(10)
		_, err = w.s.Undo(ctx, w.hr("marta"), hold.Undo{Number: number, ID: id})
		w.ok(err)
		if texts, _ := w.talk(number); len(texts) != 1 || texts[0] != "No." {
			w.T.Errorf("got %v", texts)
		}
	})
}

// Who began a note for colleagues since has both in the field, as a note: what was meant for colleagues must not reach the requester.
func TestWhatIsUndoneJoinsANoteAsANote(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		number := w.open()
		w.reply("marta", number, "Yes, you may.")
		_, err := w.App.App.Desk.SaveDraft(ctx, w.hr("marta"), desk.SaveDraft{Place: "case/" + number, Body: "He may not.", Internal: true})
		w.ok(err)
		_, err = w.s.Undo(ctx, w.hr("marta"), hold.Undo{Number: number, ID: w.held("marta", number)[0].ID})
		w.ok(err)
		whole, err := w.App.App.Desk.Read(ctx, w.hr("marta"), desk.ReadOne{Number: number})
		w.ok(err)
		if whole.Draft.Body != "Yes, you may.\n\nHe may not." || !whole.Draft.Internal {
			w.T.Errorf("the field holds %q, a note: %t", whole.Draft.Body, whole.Draft.Internal)
		}
	})
}

// The answer that closes is held too. What the case does not allow any more is given back to its writer, who is told.
func TestWhatCannotBeSentIsGivenBack(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		number := w.open()
		w.Desk("marta").Send("/desk/cases/"+number+"/close", url.Values{"body": {"Yes, you may."}, "outcome": {"answered"}, "cause": {"information"}}).Is(303)
		w.reply("priya", number, "I look into it.")
		w.after(10)
		whole, err := w.App.App.Desk.Read(ctx, w.hr("priya"), desk.ReadOne{Number: number})
		w.ok(err)
		if whole.State != desk.Answered {
			w.T.Fatalf("the case is %s", whole.State)
		}
		texts, _ := w.talk(number)
		if got := strings.Join(texts, "|"); got != "Yes, you may." && got != "I look into it.|Yes, you may." {
			w.T.Fatalf("got %s", got)
		}
		if len(texts) == 2 { // hers went first
			return
		}
		w.Desk("priya").Get("/desk/cases/"+number).Is(200).Shows("Your reply was not sent, because the case changed in between.", "I look into it.")
		w.Desk("marta").Get("/desk/cases/"+number).Is(200).Hides("was not sent", "I look into it.")
		id := w.held("priya", number)[0].ID
		for range 2 {
			_, err = w.s.Undo(ctx, w.hr("priya"), hold.Undo{Number: number, ID: id})
			w.ok(err)
		}
		w.Desk("priya").Get("/desk/cases/" + number).Is(200).Hides("Your reply was not sent")
	})
}

// Programs, notes and people who chose so are not held, and what the case refuses is refused when it is sent.
func TestWhatIsNotHeld(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open()
		w.API("marta").Post("/api/v1/cases/"+number+"/messages", map[string]any{"body": "One"}).Is(201)
		w.reply("theo", w.open(), "Not his to wait for") // he chose no seconds
		w.Desk("marta").Send("/desk/cases/"+number+"/messages", url.Values{"body": {"A note"}, "internal": {"on"}}).Is(303)
		if texts, _ := w.talk(number); len(texts) != 1 || len(w.held("marta", number)) != 0 {
			w.T.Errorf("got %v", texts)
		}
		w.Desk("marta").Send("/desk/cases/"+number+"/messages", url.Values{"body": {" "}}).Is(422).Shows("Write your message first.")
		held := apptest.Decode[hold.Held](w.T, w.API("marta").Post("/api/v1/cases/"+number+"/held", map[string]any{"body": "Two", "seconds": 30}), 201)
		if got := held.SendAt.Sub(w.DB.Now().Time); got != 30*time.Second || held.Body != "Two" {
			w.T.Errorf("got %+v", held)
		}
		w.API("marta").Post("/api/v1/cases/"+number+"/held", map[string]any{"body": "Three", "seconds": 31}).Is(422)
		w.API("amina").Post("/api/v1/cases/"+number+"/held", map[string]any{"body": "Three"}).Is(403)
		w.API("marta").Post("/api/v1/cases/"+number+"/held/undo", map[string]any{"id": held.ID}).Is(200)
		w.after(40)
		if texts, _ := w.talk(number); len(texts) != 1 {
			w.T.Errorf("got %v", texts)
		}
	})
}

// A reply whose job died with its process goes out a moment later, once.
func TestWhatIsLateIsSent(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open()
		w.reply("marta", number, "Yes, you may.")
		w.after(1)
		w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(w.T.Context(), `DELETE FROM river_job WHERE kind = 'hold.send'`)
			return err
		}))
		w.after(11)
		if texts, _ := w.talk(number); len(texts) != 0 {
			w.T.Fatalf("got %v", texts)
		}
		for range 2 {
			w.after(60)
		}
		if texts, mails := w.talk(number); len(texts) != 1 || mails != 1 {
			w.T.Errorf("got %v, %d mails", texts, mails)
		}
	})
}
