package webhook_test

import (
	"net/http"
	"testing"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/webhook"
)

// lost are the messages that were given up, as the log lists them by themselves.
func (w *world) lost() []webhook.Sent {
	w.T.Helper()
	l, err := w.s.Log(w.T.Context(), w.noor(), webhook.Log{ID: w.id, GivenUp: true})
	w.ok(err)
	return l.Items
}

// givesUp lets days pass in which the system takes nothing of a case, and all of others, so that it is not stopped.
func (w *world) givesUp(number string) {
	w.T.Helper()
	w.in.refuses(func(g got) int {
		if g.Data.Case == number {
			return http.StatusInternalServerError
		}
		return http.StatusOK
	})
	w.Drain()
	for range 24 {
		if w.Advance(12 * time.Hour); w.endpoint().GivenUp.Count > 0 {
			return
		}
		w.open("hours")
		w.Drain()
	}
}

// A message that no attempt gets through is given up though its system takes others: administrators are told and see which, what happened later in its case goes out past it, and all of them are sent again
// in one step, once.
func TestWhatIsGivenUpIsSaidAndSentAgain(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		first := w.open("hours")
		w.say("amina", authz.Portal, first)
		noor := w.Desk("noor")
		noor.Get("/").Is(200).Hides("were given up")
		w.givesUp(first)
		e := w.endpoint()
		if e.State != webhook.On || e.GivenUp.Count != 1 || e.GivenUp.Since.IsZero() {
			w.T.Fatalf("it is %+v", e)
		}
		w.in.refuses(nil)
		w.Advance(time.Minute)
		w.Drain()
		if told := w.in.took(first); told != "replied" {
			w.T.Fatalf("of the case was told %q", told)
		}
		lost := w.lost()
		if len(lost) != 1 || lost[0].Fact != webhook.Opened || lost[0].State != "failed" || !lost[0].GivenUp || !lost[0].Overtaken || lost[0].Why == "" {
			w.T.Fatalf("given up are %+v", lost)
		}
		if log := w.log(); len(log) < 3 || log[0].GivenUp || log[0].Overtaken {
			w.T.Errorf("the log says %+v", log)
		}
		noor.Get("/").Is(200).Shows("Messages that this system did not take were given up: 1.", "/admin/webhooks/"+w.id+"?given_up=on")
		w.API("noor").Get("/api/v1/todo").Is(200).Shows("were given up: 1.")
		w.API("ingrid").Get("/api/v1/todo").Is(200).Hides("were given up")
		noor.Get("/admin/webhooks").Is(200).Shows("Messages given up", "1 message was given up")
		noor.Get("/admin/webhooks/"+w.id+"?given_up=on").Is(200).Shows("1 message was given up", "Given up", "What happened later in its case was taken.", lost[0].MessageID, "Send all of them again", "Leave them").Hides(first)
		w.API("noor").Get("/api/v1/webhooks/"+w.id+"/deliveries?given_up=on").Is(200).Shows(`"overtaken":true`, lost[0].MessageID)

		off := webhook.Save{ID: w.id, Name: e.Name, URL: e.URL, Facts: e.Facts}
		_, err := w.s.Save(w.T.Context(), w.noor(), off)
		w.ok(err)
		if _, err := w.s.Resend(w.T.Context(), w.noor(), webhook.Named{ID: w.id}); fault.KindOf(err) != fault.Conflict {
			w.T.Errorf("sent again to who is switched off: %v", err)
		}
		off.On = true
		_, err = w.s.Save(w.T.Context(), w.noor(), off)
		w.ok(err)
		if _, err := w.s.Resend(w.T.Context(), w.Actor(authz.Desk, "ingrid"), webhook.Named{ID: w.id}); fault.KindOf(err) != fault.Forbidden {
			w.T.Errorf("sent again by somebody of HR: %v", err)
		}
		for range 2 {
			noor.Send("/admin/webhooks/"+w.id+"/given-up/again", nil).Is(303)
			if lost := w.lost(); len(lost) > 0 {
				w.T.Errorf("it is on its way, and given up: %+v", lost)
			}
			w.Drain()
		}
		if told := w.in.took(first); told != "replied opened" || w.in.all[len(w.in.all)-1].Get("webhook-id") != lost[0].MessageID {
			w.T.Errorf("sent again it was told %q", told)
		}
		if e := w.endpoint(); e.GivenUp != (webhook.GivenUp{}) || len(w.lost()) != 0 {
			w.T.Errorf("it still waits for somebody: %+v", e)
		}
		noor.Get("/").Is(200).Hides("were given up")
	})
}

// What was given up may be left: then it stands in the log as not taken. One that is sent again by itself is not given up either, until it is once more; a trial never is.
func TestWhatIsGivenUpIsLeft(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		first := w.open("hours")
		w.givesUp(first)
		if e := w.endpoint(); e.GivenUp.Count != 1 {
			w.T.Fatalf("it is %+v", e)
		}
		id := w.lost()[0].ID
		_, err := w.s.Again(w.T.Context(), w.noor(), webhook.Again{ID: w.id, Delivery: id})
		w.ok(err)
		if lost := w.lost(); len(lost) > 0 {
			w.T.Errorf("it is tried, and given up: %+v", lost)
		}
		w.givesUp(first)
		if lost := w.lost(); len(lost) != 1 || lost[0].ID != id || lost[0].Overtaken {
			w.T.Fatalf("given up once more are %+v", lost)
		}
		if _, err := w.s.Leave(w.T.Context(), w.Actor(authz.Desk, "ingrid"), webhook.Named{ID: w.id}); fault.KindOf(err) != fault.Forbidden {
			w.T.Errorf("left by somebody of HR: %v", err)
		}
		for range 2 {
			w.API("noor").Post("/api/v1/webhooks/"+w.id+"/given-up/leave", map[string]any{}).Is(200).Shows(`"given_up":{"count":0}`)
		}
		w.in.refuses(func(got) int { return http.StatusFound })
		_, err = w.s.Try(w.T.Context(), w.noor(), webhook.Named{ID: w.id})
		w.ok(err)
		w.Drain()
		if e := w.endpoint(); e.GivenUp.Count != 0 || len(w.lost()) != 0 {
			w.T.Errorf("it is %+v", e)
		}
		if n := w.count(`SELECT count(*) FROM webhook_delivery WHERE state = 'failed'`); n != 2 {
			w.T.Errorf("the log has %d that were not taken", n)
		}
		if n := w.count(`SELECT count(*) FROM audit_entry WHERE action = 'webhook.leave'`); n != 1 {
			w.T.Errorf("the record has %d lines", n)
		}
		w.Desk("noor").Get("/").Is(200).Hides("were given up")
	})
}

// What still waits, and what was given up while nobody decided about it, is kept however long that takes; what is settled is forgotten after thirty days.
func TestWhatIsNotSettledIsNotForgotten(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		count := func(state string) int {
			w.T.Helper()
			return w.count(`SELECT count(*) FROM webhook_delivery WHERE state = '` + state + `'`)
		}
		pass := func() {
			w.T.Helper()
			_, err := w.s.Pass(ctx)
			w.ok(err)
		}
		sent := w.open("hours")
		w.Drain()
		if w.in.took(sent) != "opened" {
			w.T.Fatalf("told %q", w.in.took(sent))
		}
		w.exec(`UPDATE webhook_endpoint SET state = 'stopped'`)
		waits, lost := w.open("hours"), w.open("hours")
		id, err := store.One[string](ctx, w.DB, `SELECT line FROM webhook_delivery ORDER BY n DESC LIMIT 1`)
		w.ok(err)
		w.exec(`UPDATE webhook_delivery SET state = 'failed', attempts = 11, last_at = at, given_up_at = at WHERE line = $1`, id)
		w.Clock.Advance(40 * 24 * time.Hour)
		pass()
		if count("waiting") != 1 || len(w.lost()) != 1 || count("sent") != 0 {
			w.T.Fatalf("%d wait, given up are %+v, %d were sent", count("waiting"), w.lost(), count("sent"))
		}
		w.Desk("noor").Get("/").Is(200).Shows("Nothing is sent to this system any more.", "were given up: 1.")
		e := w.endpoint()
		_, err = w.s.Save(ctx, w.noor(), webhook.Save{ID: w.id, Name: e.Name, URL: e.URL, Facts: e.Facts, On: true})
		w.ok(err)
		pass()
		w.Drain()
		if w.in.took(waits) != "opened" {
			w.T.Errorf("of what waited was told %q", w.in.took(waits))
		}
		_, err = w.s.Resend(ctx, w.noor(), webhook.Named{ID: w.id})
		w.ok(err)
		w.Drain()
		pass()
		if w.in.took(lost) != "opened" || count("sent") != 2 {
			w.T.Errorf("of what was given up was told %q, and %d are in the log", w.in.took(lost), count("sent"))
		}
		w.Clock.Advance(31 * 24 * time.Hour)
		pass()
		if n := w.count(`SELECT count(*) FROM webhook_delivery`); n != 0 {
			w.T.Errorf("%d are kept of what was settled", n)
		}
	})
}
