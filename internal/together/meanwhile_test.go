package together_test

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/together"
)

// seen is the last entry of the case that key sees.
func (w *world) seen(key string) string {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.hr(key), desk.ReadOne{Number: w.number})
	w.ok(err)
	return c.Last
}

// post sends a form to the case as key does.
func (w *world) post(key, path string, form url.Values) apptest.Response {
	w.T.Helper()
	return w.Desk(key).Send("/desk/cases/"+w.number+path, form)
}

func (w *world) api(key, path string, body map[string]any) apptest.Response {
	w.T.Helper()
	return w.API(key).Post("/api/v1/cases/"+w.number+path, body)
}

// Two let a case wait, from pages that they opened at the same time.
func TestTwoLetACaseWait(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		seen, until := w.seen("marta"), w.Clock.Now().Add(72*time.Hour).UTC().Format(time.RFC3339)
		for range 2 { // retried twice is once
			w.api("priya", "/pause", map[string]any{"reason": "We ask the pension fund", "until": until, "seen": seen}).Is(200)
		}
		if n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM desk_entry WHERE body LIKE '%The clock stops until%'`); err != nil || n != 1 {
			w.T.Errorf("it says %d times that it waits, %v", n, err)
		}
		w.post("marta", "/pause", url.Values{"reason": {"manager"}, "until": {"2026-12-24T09:00"}, "seen": {seen}}).Is(409).
			Shows("Priya Raman did this meanwhile,", "We ask the pension fund", `value="2026-12-24T09:00"`)
		w.api("marta", "/pause", map[string]any{"reason": "customer", "until": until, "seen": seen}).Is(409)
		w.post("marta", "/resume", url.Values{"seen": {seen}}).Is(409).Shows("Priya Raman did this meanwhile,")
		w.api("marta", "/resume", map[string]any{"seen": w.seen("marta")}).Is(200)
		w.api("priya", "/pause", map[string]any{"reason": "customer", "until": until, "seen": seen}).Is(409)
		w.api("priya", "/pause", map[string]any{"reason": "customer", "until": until}).Is(200) // a program that does not say what it saw
	})
}

func TestTwoGiveAnotherTime(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		seen := w.seen("marta")
		at := func(hours int) string {
			return w.Clock.Now().Add(time.Duration(hours) * time.Hour).UTC().Format(time.RFC3339)
		}
		w.api("priya", "/renegotiate", map[string]any{"due_at": at(200), "reason": "The list comes on Monday", "seen": seen}).Is(200)
		w.post("marta", "/renegotiate", url.Values{"kind": {"decision"}, "due_at": {"2026-12-24T09:00"}, "reason": {"Nobody is here"}, "seen": {seen}}).Is(409).
			Shows("Priya Raman did this meanwhile,", "The list comes on Monday", "Nobody is here", `value="2026-12-24T09:00"`)
		w.api("marta", "/renegotiate", map[string]any{"due_at": at(300), "reason": "Nobody is here", "seen": seen}).Is(409)
		w.api("marta", "/renegotiate", map[string]any{"due_at": at(300), "reason": "Nobody is here", "seen": w.seen("marta")}).Is(200)
	})
}

func TestTwoMoveAStep(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for _, title := range []string{"Check the list", "Tell the lead"} {
			w.api("marta", "/steps", map[string]any{"title": title}).Is(201)
		}
		ids, err := store.All[string](w.T.Context(), w.DB, `SELECT id FROM desk_step ORDER BY position`)
		w.ok(err)
		seen := w.seen("marta")
		w.api("priya", "/steps/"+ids[0], map[string]any{"state": "blocked", "why": "Jonas is away", "seen": seen}).Is(200)
		w.post("marta", "/steps/"+ids[0], url.Values{"state": {"blocked"}, "why": {"The list is lost"}, "seen": {seen}}).Is(409).
			Shows("Priya Raman did this meanwhile,", "Jonas is away", `value="The list is lost"`)
		w.api("marta", "/steps/"+ids[0], map[string]any{"state": "done", "seen": seen}).Is(409)
		w.api("marta", "/steps/"+ids[0], map[string]any{"state": "blocked", "why": "Jonas is away", "seen": seen}).Is(200) // the same is no other
		w.api("marta", "/steps/"+ids[1], map[string]any{"state": "done", "seen": seen}).Is(200)                            // another step is no concern of it
		w.api("marta", "/steps/"+ids[0], map[string]any{"state": "done", "seen": w.seen("marta")}).Is(200)
	})
}

func TestTwoPutACaseAway(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.api("marta", "/assign", map[string]any{"assignee": "me"}).Is(200)
		seen := w.seen("marta")
		w.page("marta").Shows(`name="seen" value="` + seen)
		w.api("priya", "/snooze", map[string]any{"when": "monday", "seen": seen}).Is(200)
		w.api("marta", "/snooze", map[string]any{"when": "monday", "seen": seen}).Is(200)
		w.post("marta", "/snooze", url.Values{"when": {"date"}, "date": {"2026-12-24"}, "seen": {seen}}).Is(409).Shows("This happened meanwhile,", "Priya Raman snoozed this until", "2026-12-24")
		w.post("marta", "/snooze/end", url.Values{"seen": {seen}}).Is(409).Shows("Priya Raman snoozed this until")
		w.api("marta", "/snooze/end", map[string]any{"seen": w.seen("marta")}).Is(200)
		w.api("priya", "/snooze", map[string]any{"when": "later", "seen": seen}).Is(409) // Marta wants it in her list
		now := w.seen("priya")
		w.api("priya", "/assign", map[string]any{"assignee": apptest.Email("theo")}).Is(200)
		w.post("marta", "/snooze", url.Values{"when": {"tomorrow"}, "seen": {now}}).Is(409).Shows("Priya Raman gave this to")
	})
}

// What its customer wrote is not put away by somebody who has not read it.
func TestNoUnreadWordIsPutAway(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.api("marta", "/assign", map[string]any{"assignee": "me"}).Is(200)
		seen := w.seen("marta")
		w.Portal("amina").Send("/requests/"+w.number+"/messages", url.Values{"body": {"It is urgent now."}}).Is(303)
		w.post("marta", "/snooze", url.Values{"when": {"tomorrow"}, "seen": {seen}}).Is(409).Shows("Amina Yusuf wrote meanwhile,")
		w.post("marta", "/snooze", url.Values{"when": {"tomorrow"}, "seen": {w.seen("marta")}}).Is(303)
	})
}

// Who passes on a case that somebody took meanwhile reads who has it.
func TestACaseIsPassedOnByWhoHasItAlone(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.api("marta", "/assign", map[string]any{"assignee": "me"}).Is(200)
		w.api("priya", "/assign", map[string]any{"assignee": "me"}).Is(200)
		w.post("marta", "/pass-on", nil).Is(409).Shows("you cannot pass it on: Priya Raman has it since")
		w.api("marta", "/pass-on", map[string]any{}).Is(409)
		for range 2 {
			w.api("priya", "/pass-on", map[string]any{}).Is(200)
		}
		w.api("marta", "/pass-on", map[string]any{}).Is(409)
	})
}

// The page of macros by itself does not answer past an answer that is written together, nor past a colleague's word.
func TestAMacroGoesPastNothingUnseen(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		m := apptest.Decode[struct {
			ID string `json:"id"`
		}](w.T, w.API("priya").Post("/api/v1/macros", map[string]any{"name": "Yes", "texts": []any{map[string]any{"language": "en", "body": "Yes, you may."}}, "tag": "swap"}), 201)
		path := "/macros?macro=" + m.ID
		seen := w.seen("priya")
		w.Desk("priya").Get("/desk/cases/"+w.number+path).Is(200).Shows(`name="aware" value="0"`, `name="seen" value="`+seen)
		d := w.begin("You may not.")
		for _, to := range []string{"/messages", "/macros/send"} {
			form := url.Values{"body": {"Yes, you may."}, "aware": {"0"}, "seen": {seen}}
			if to != "/messages" {
				form.Set("macro", m.ID)
			}
			w.post("priya", to, form).Is(409).Shows("An answer is being written together here; Marta Kowalczyk wrote in it last.", "Yes, you may.")
		}
		w.api("priya", "/macros/send", map[string]any{"macro": m.ID, "body": "Yes, you may.", "aware": "0"}).Is(409)
		w.api("priya", "/messages", map[string]any{"body": "Yes, you may.", "aware": "0"}).Is(409)
		w.api("priya", "/close", map[string]any{"answer": "Yes, you may.", "outcome": "answered", "cause": "information", "aware": "0"}).Is(409)
		w.api("priya", "/held", map[string]any{"body": "Yes, you may.", "aware": "0"}).Is(409)
		w.talkIs()
		if n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM tag_case`); err != nil || n != 0 {
			w.T.Errorf("%d tags, %v", n, err)
		}
		aware := fmt.Sprint(apptest.Decode[together.Draft](w.T, w.API("priya").Get("/api/v1/cases/"+w.number+"/together/reply"), 200).Began)
		if aware != fmt.Sprint(d.Began) || aware == "0" {
			w.T.Errorf("a program reads %s, want %d", aware, d.Began)
		}
		w.Desk("priya").Get("/desk/cases/"+w.number+path).Is(200).Shows("Colleagues are writing an answer together.", `name="aware" value="`+aware)
		w.api("marta", "/messages", map[string]any{"body": "Wait.", "aware": aware}).Is(201)
		w.post("priya", "/macros/send", url.Values{"macro": {m.ID}, "body": {"Yes, you may."}, "aware": {aware}, "seen": {seen}}).Is(409).Shows("Marta Kowalczyk answered while you were writing.")
		w.post("priya", "/macros/send", url.Values{"macro": {m.ID}, "body": {"Yes, you may."}, "aware": {aware}, "seen": {w.seen("priya")}}).Is(303)
		w.talkIs("Wait.", "Yes, you may.")
	})
}

// grant is a decision that nobody disagrees with, as its form sends it.
func (w *world) grant(reason string, more url.Values) url.Values {
	form := url.Values{"outcome": {"granted"}, "reason": {reason}, "clause": {""}, "facts": {"The list says so."}, "alternatives": {""}, "next.text": {"It is paid."}, "next.date": {w.Clock.Now().AddDate(0, 0, 5).Format(time.DateOnly)},
		"recur": {""}, "appeal.until": {""}, "appeal.to": {""}, "cause": {""}, "cause_text": {""}}
	for k, v := range more {
		form[k] = v
	}
	return form
}

// graded makes the case of the world one that needs a decision.
func (w *world) graded() {
	w.T.Helper()
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.Open{Service: "grade", Subject: "My pay grade", Body: "I think that I am graded too low."})
	w.ok(err)
	w.number = c.Number
}

// A decision does not go past an answer that is written together, nor past a colleague's word or decision.
func TestADecisionGoesPastNothingUnseen(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.graded()
		seen := w.seen("priya")
		w.Desk("priya").Get("/desk/cases/"+w.number+"/decide").Is(200).Shows(`name="aware" value="0"`, `name="seen" value="`+seen)
		d := w.begin("You are graded right.")
		aware := fmt.Sprint(d.Began)
		w.post("priya", "/decide", w.grant("You get it.", url.Values{"aware": {"0"}, "seen": {seen}})).Is(409).
			Shows("An answer is being written together here; Marta Kowalczyk wrote in it last.", "You get it.", `name="aware" value="`+aware)
		w.post("priya", "/decide/check", w.grant("You get it.", url.Values{"aware": {"0"}, "seen": {seen}})).Is(200).Shows(`name="aware" value="0"`) // checking is not reading it
		w.api("priya", "/decision", map[string]any{"outcome": "granted", "reason": "You get it.", "facts": []string{"The list."}, "next": map[string]any{"text": "It is paid.", "date": w.Clock.Now().AddDate(0, 0, 5).Format(time.DateOnly)}, "aware": "0"}).Is(409)
		w.api("marta", "/messages", map[string]any{"body": "I look into it."}).Is(201)
		w.post("priya", "/decide", w.grant("You get it.", url.Values{"aware": {aware}, "seen": {seen}})).Is(409).Shows("Marta Kowalczyk answered while you were writing.", "You get it.")
		seen = w.seen("priya")
		w.post("marta", "/decide", w.grant("You have it.", url.Values{"aware": {aware}, "seen": {seen}})).Is(303)
		w.post("priya", "/decide", w.grant("You get it.", url.Values{"aware": {aware}, "seen": {seen}})).Is(409).Shows("Marta Kowalczyk answered while you were writing.", "You get it.")
		type decided struct{ Reason string }
		if all := apptest.Decode[struct{ Items []decided }](w.T, w.API("priya").Get("/api/v1/cases/"+w.number+"/decision"), 200); len(all.Items) != 1 || all.Items[0].Reason != "You have it." {
			w.T.Errorf("decided was %+v", all.Items)
		}
		fix := w.grant("You have it from Monday.", url.Values{"why": {"The day was missing."}, "version": {"1"}})
		w.post("priya", "/correct", fix).Is(303)
		fix = w.grant("You have it from Friday.", url.Values{"why": {"The day was wrong."}, "version": {"1"}})
		w.post("marta", "/correct", fix).Is(409).Shows("Priya Raman changed this decision meanwhile,", "You have it from Friday.", `name="version" value="2"`)
		w.api("marta", "/decision/correction", map[string]any{"why": "The day was wrong.", "reason": "From Friday.", "version": 1}).Is(409)
	})
}

// Two do it at the same moment, many times over: one of them does, and the other is told. Nothing else is possible.
func TestTwoAtTheSameMoment(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.api("marta", "/assign", map[string]any{"assignee": "me"}).Is(200)
		w.api("marta", "/steps", map[string]any{"title": "Check the list"}).Is(201)
		step, err := store.One[string](w.T.Context(), w.DB, `SELECT id FROM desk_step`)
		w.ok(err)
		ctx, d := w.T.Context(), w.App.App.Desk
		for n := range 4 {
			until := store.At(w.Clock.Now().AddDate(0, 0, 3+n))
			for what, do := range map[string]func(key, seen string) error{
				"pause": func(key, seen string) error {
					_, err := d.Pause(ctx, w.hr(key), desk.Pause{Number: w.number, Reason: key, Needed: "Your plan.", Until: until, Seen: seen})
					return err
				},
				"step": func(key, seen string) error {
					_, err := d.SetStep(ctx, w.hr(key), desk.SetStep{Number: w.number, Step: step, State: "blocked", Why: fmt.Sprint(key, n), Seen: seen})
					return err
				},
				"renegotiate": func(key, seen string) error {
					_, err := d.Renegotiate(ctx, w.hr(key), desk.Renegotiate{Number: w.number, DueAt: until, Reason: fmt.Sprint(key, n), Seen: seen})
					return err
				},
			} {
				seen, failed := w.seen("marta"), make([]error, 2)
				var both sync.WaitGroup
				for i, key := range []string{"marta", "priya"} {
					both.Go(func() { failed[i] = do(key, seen) })
				}
				both.Wait()
				if (failed[0] == nil) == (failed[1] == nil) {
					w.T.Errorf("round %d, %s: %v and %v", n, what, failed[0], failed[1])
				}
				if what == "pause" {
					_, err := d.Resume(ctx, w.hr("marta"), desk.Resume{Number: w.number})
					w.ok(err)
				}
				for _, err := range failed {
					if err != nil && (fault.KindOf(err) != fault.Conflict || !strings.Contains(err.Error(), "did this meanwhile")) {
						w.T.Errorf("round %d, %s: %v", n, what, err)
					}
				}
			}
		}
	})
}
