package many_test

import (
	"net/url"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/field"
	"hearth/internal/macro"
	"hearth/internal/macro/many"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// change runs a statement.
func (w *world) change(sql string, args ...any) {
	w.T.Helper()
	w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(w.T.Context(), sql, args...)
		return err
	}))
}

// confirmed is where a batch of Marta's stands that she confirmed as its page showed it.
func (w *world) confirmed(plan url.Values) string {
	w.T.Helper()
	at := w.Desk("marta").Send("/desk/bulk/preview", plan).Is(303).Header.Get("Location")
	w.confirm(at)
	return at
}

func (w *world) confirm(at string) {
	w.T.Helper()
	form := url.Values{}
	for _, part := range strings.Split(w.Desk("marta").Get(at).Is(200).Text, `name="seen" value="`)[1:] {
		print, _, _ := strings.Cut(part, `"`)
		form.Add("seen", print)
	}
	w.Desk("marta").Send(at, form).Is(303)
}

// saidOnce fails where HR did not write one text, once, in each of some cases.
func (w *world) saidOnce(text string, numbers ...string) {
	w.T.Helper()
	for _, number := range numbers {
		if said, _ := w.talk(number); len(said) != 1 || said[0] != text {
			w.T.Errorf("%s: %q", number, said)
		}
	}
}

// A batch whose macro is removed before its seconds are over ends with the reason, for whoever confirmed it alone, and is changed and tried again.
func TestABatchWhoseMacroIsGoneSaysSo(t *testing.T) {
	each(t, func(w *world) {
		w.ten("marta")
		a, b := w.open("amina", "hours"), w.open("pavel", "hours")
		m, err := w.Macro.Keep(w.T.Context(), w.Actor(authz.Desk, "marta"), macro.Keep{Name: "Out", Team: "advice", Texts: []macro.Text{{Language: "en", Body: "It is out."}}})
		w.ok(err)
		at := w.confirmed(url.Values{"numbers": {a, b}, "macro": {m.ID}, "tag": {"rota"}})
		_, err = w.Macro.Drop(w.T.Context(), w.Actor(authz.Desk, "priya"), macro.Find{ID: m.ID})
		w.ok(err)
		for range 2 {
			w.later(60) // which does not fail
		}
		marta := w.Desk("marta")
		marta.Get(at).Is(200).Shows("It was not done when its time had come", "This macro is not there any more. Choose another one.", "Change it", "Leave it undone").Hides("in a few seconds")
		w.API("marta").Get("/api/v1/todo").Is(200).Shows("2 cases at once", "What you confirmed was not done. This macro is not there any more. Choose another one.", at)
		marta.Get("/desk/day").Is(200).Shows("What you confirmed was not done.")
		w.API("priya").Get("/api/v1/todo").Is(200).Hides("What you confirmed")
		w.Desk("priya").Get(at).Is(404)
		if w.tags(a) != "" {
			w.T.Errorf("something of it is done: %q", w.tags(a))
		}
		of := strings.TrimPrefix(at, "/desk/bulk/")
		marta.Get("/desk/bulk?batch="+of).Is(200).Shows(`name="of" value="`+of+`"`, `value="rota"`, `value="`+a+`"`)
		w.confirmed(url.Values{"numbers": {a, b}, "reply": {"It is out now."}, "tag": {"rota"}, "of": {of}})
		w.API("marta").Get("/api/v1/todo").Is(200).Hides("What you confirmed")
		w.later(60)
		w.saidOnce("It is out now.", a, b)
	})
}

// So does one whose text names a field that who asked may not read any more; what was written is kept, and what was done before that is not done again.
func TestABatchWhoseTextIsNotValidAnyMoreKeepsIt(t *testing.T) {
	each(t, func(w *world) {
		w.ten("marta")
		ingrid := w.Actor(authz.Desk, "ingrid")
		_, err := w.Field.Save(w.T.Context(), ingrid, field.Save{Service: "grade", Key: "note", Kind: field.Text, Label: "Who stands in", Side: field.ByHR})
		w.ok(err)
		a, b := w.open("amina", "grade"), w.open("pavel", "grade")
		for _, number := range []string{a, b} {
			_, err = w.Field.Fill(w.T.Context(), ingrid, field.Fill{Number: number, Fields: map[string]any{"note": "Jonas"}})
			w.ok(err)
		}
		at := w.confirmed(url.Values{"numbers": {a, b}, "reply": {"{field note} stands in."}})
		id := strings.TrimPrefix(at, "/desk/bulk/")
		w.change(`INSERT INTO macro_batch_case (batch_id, person_id, case_number, done, why, at) VALUES ($1, $2, $3, $4, '', $5)`, id, apptest.ID("marta"), a, true, w.DB.Now()) // as far as it came
		w.change(`UPDATE field_field SET side = 'hr_only' WHERE key = 'note'`)
		w.later(60)
		marta := w.Desk("marta")
		marta.Get(at).Is(200).Shows("It was not done when its time had come", "HR alone reads what stands in {field note}", "{field note} stands in.", "1 case was done before that, and is not done again:", a)
		w.API("marta").Get("/api/v1/todo").Is(200).Shows("HR alone reads what stands in {field note}")
		marta.Get("/desk/bulk?batch="+id).Is(200).Shows("{field note} stands in.", b).Hides(`value="` + a + `"`)
		w.change(`UPDATE field_field SET side = 'hr' WHERE key = 'note'`)
		marta.Get(at).Is(200).Shows("It was not done when its time had come", "Now it can be.", "Jonas stands in.")
		w.confirm(at)
		w.later(60)
		w.saidOnce("Jonas stands in.", b)
		if said, _ := w.talk(a); len(said) > 0 {
			w.T.Errorf("it is done again: %q", said)
		}
		w.API("marta").Get("/api/v1/todo").Is(200).Hides("What you confirmed")
		marta.Get(at).Is(200).Shows("2 cases are done.")
	})
}

// Whoever lost the right reads nothing of it and nothing is done, also when they have it again; then they read why, and may leave it.
func TestABatchOfWhoeverLostTheRightEnds(t *testing.T) {
	each(t, func(w *world) {
		w.ten("marta")
		a := w.open("amina", "hours")
		at := w.confirmed(url.Values{"numbers": {a}, "reply": {"It is out."}})
		w.change(`DELETE FROM people_role WHERE person_id = $1`, apptest.ID("marta"))
		w.later(60)
		w.Desk("marta").Get(at).Is(403)
		w.API("marta").Get("/api/v1/todo").Is(200).Hides("What you confirmed")
		w.change(`INSERT INTO people_role (person_id, role) VALUES ($1, 'agent')`, apptest.ID("marta"))
		w.later(60)
		if said, _ := w.talk(a); len(said) > 0 {
			w.T.Errorf("it is done: %q", said)
		}
		w.Desk("marta").Get(at).Is(200).Shows("It was not done when its time had come", "Now it can be.", "It is out.").Hides("in a few seconds")
		w.API("marta").Get("/api/v1/todo").Is(200).Shows("1 case at once", "What you confirmed was not done.")
		for range 2 {
			w.Desk("marta").Send(at+"/undo", nil).Is(303)
		}
		w.Desk("marta").Get(at).Is(200).Hides("It was not done")
		w.API("marta").Get("/api/v1/todo").Is(200).Hides("What you confirmed")
	})
}

// A batch that was done with every case, and only had not said so yet, is done, whatever went since.
func TestABatchThatWasDoneBeforeItsMacroWentIsDone(t *testing.T) {
	each(t, func(w *world) {
		w.ten("marta")
		a := w.open("amina", "hours")
		m, err := w.Macro.Keep(w.T.Context(), w.Actor(authz.Desk, "marta"), macro.Keep{Name: "Out", Team: "advice", Texts: []macro.Text{{Language: "en", Body: "It is out."}}})
		w.ok(err)
		at := w.confirmed(url.Values{"numbers": {a}, "macro": {m.ID}})
		id := strings.TrimPrefix(at, "/desk/bulk/")
		w.change(`INSERT INTO macro_batch_case (batch_id, person_id, case_number, done, why, at) VALUES ($1, $2, $3, $4, '', $5)`, id, apptest.ID("marta"), a, true, w.DB.Now())
		_, err = w.Macro.Drop(w.T.Context(), w.Actor(authz.Desk, "priya"), macro.Find{ID: m.ID})
		w.ok(err)
		w.later(60)
		w.Desk("marta").Get(at).Is(200).Shows("1 case is done.")
		if p, err := w.s.Show(w.T.Context(), w.Actor(authz.Desk, "marta"), many.Find{ID: id}); err != nil || p.DoneAt.IsZero() || !p.MissedAt.IsZero() {
			w.T.Errorf("%+v, %v", p, err)
		}
	})
}
