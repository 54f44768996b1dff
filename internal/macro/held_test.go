package macro_test

import (
	"net/url"
	"slices"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/hold"
	"hearth/internal/macro"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/tag"
)

// stands is how a case stands for HR: its state, what HR has written in it, and its tags.
func (w *world) stands(number string) (state desk.State, said, tags []string) {
	w.T.Helper()
	marta := w.Actor(authz.Desk, "marta")
	c, err := w.App.App.Desk.Read(w.T.Context(), marta, desk.ReadOne{Number: number})
	w.ok(err)
	for _, e := range c.Talk {
		if e.Kind == "message" && e.Side == "hr" {
			said = append(said, e.Body)
		}
	}
	on, err := w.Tag.OfCase(w.T.Context(), marta, tag.ReadOf{Number: number})
	w.ok(err)
	for _, x := range on.Items {
		tags = append(tags, x.Word)
	}
	return c.State, said, tags
}

// What a macro sends and does from the page of a case can be undone as any reply: until then nothing has happened, after it nothing has; else all of it happens at once, as the button said.
func TestWhatAMacroSendsCanBeUndone(t *testing.T) {
	each(t, func(w *world) {
		ctx, ten := w.T.Context(), 10
		_, err := w.People.SaveKeys(ctx, w.Actor(authz.Desk, "marta"), people.SaveKeys{Undo: &ten})
		w.ok(err)
		later := func() {
			w.Clock.Advance(11 * time.Second)
			w.ok(w.Jobs.Drain(ctx))
		}
		for want, does := range map[desk.State]macro.Besides{desk.Waiting: {Tag: "certificate", WaitDays: 5}, desk.Answered: {Tag: "certificate", Outcome: desk.OutcomeDone}, desk.StateOpen: {Tag: "certificate"}} {
			m := w.keep("marta", macro.Keep{Name: "Macro " + string(want), Team: "advice", Texts: in("en", "x"), Besides: does})
			number := w.open("amina", "hours")
			untouched := func(when string) {
				w.T.Helper()
				if state, said, tags := w.stands(number); state != desk.StateOpen || len(said)+len(tags) > 0 {
					w.T.Errorf("%s the case is %s, has %q and bears %v", when, state, said, tags)
				}
			}
			page := "/desk/cases/" + number
			form := url.Values{"macro": {m.ID}, "body": {"Please send the certificate."}}
			for range 2 {
				w.Desk("marta").Send(page+"/macros/send", form).Is(303)
			}
			untouched("while it is held")
			w.Desk("marta").Get(page).Is(200).Shows("what else the macro does", "Tag: certificate", "Undo")
			w.Desk("priya").Get(page).Is(200).Shows("is sending a reply").Hides("Please send the certificate.", "what else the macro does", "Tag: certificate")
			held, err := w.Hold.OfCase(ctx, w.Actor(authz.Desk, "marta"), hold.ReadOf{Number: number})
			w.ok(err)
			if len(held.Items) != 1 || !held.Items[0].Beside || held.Items[0].Closes != (does.Outcome != "") {
				w.T.Fatalf("held are %+v", held.Items)
			}
			w.Desk("marta").Send(page+"/held/undo", url.Values{"id": {held.Items[0].ID}}).Is(303)
			later()
			untouched("undone")
			w.Desk("marta").Get(page).Shows("Please send the certificate.")

			w.Desk("marta").Send(page+"/macros/send", form).Is(303)
			_, err = w.s.Change(ctx, w.Actor(authz.Desk, "marta"), macro.Change{ID: m.ID, Keep: macro.Keep{Name: m.Name, Team: "advice", Texts: in("en", "x"), Besides: macro.Besides{Tag: "other"}}})
			w.ok(err) // too late to change what was sent
			later()
			if state, said, tags := w.stands(number); state != want || !slices.Equal(said, []string{"Please send the certificate."}) || !slices.Equal(tags, []string{"certificate"}) {
				w.T.Errorf("sent, the case is %s, want %s; it has %q and bears %v", state, want, said, tags)
			}
		}
		// What cannot be done is said at once, and nothing is held.
		named := w.keep("marta", macro.Keep{Name: "Names", Team: "advice", Texts: in("en", "x"), Besides: macro.Besides{Tag: "Amina", WaitDays: 5}})
		number := w.open("amina", "hours")
		_, err = w.s.SendHeld(ctx, w.Actor(authz.Desk, "marta"), macro.Send{Number: number, Macro: named.ID, Body: "Not this."})
		w.refused(err, fault.Invalid, "never names a person")
		held, err := w.Hold.OfCase(ctx, w.Actor(authz.Desk, "marta"), hold.ReadOf{Number: number})
		w.ok(err)
		if len(held.Items) > 0 {
			w.T.Errorf("held are %+v", held.Items)
		}
		// What a program sends is sent.
		waits := w.keep("marta", macro.Keep{Name: "Waits", Team: "advice", Texts: in("en", "x"), Besides: macro.Besides{WaitDays: 5}})
		apptest.Decode[macro.Sent](w.T, w.API("marta").Post("/api/v1/cases/"+number+"/macros/send", map[string]any{"macro": waits.ID, "body": "Please send it."}), 201)
		if state, _, _ := w.stands(number); state != desk.Waiting {
			w.T.Errorf("a program's macro leaves the case %s", state)
		}
	})
}
