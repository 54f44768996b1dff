package many_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/stood"
	"hearth/internal/macro/many"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// became is what becomes of cases, and why, in a word.
func became(b many.Batch) string {
	var all []string
	for _, c := range b.Cases {
		_, why, _ := strings.Cut(c.Reason, ": ")
		all = append(all, strings.TrimSpace(c.State+" "+why))
	}
	return strings.Join(all, "|")
}

// Who gets what stands in the preview, and what is left out with why: what they have already, and all where they are away.
func TestThePreviewOfGivingSaysWhoGetsWhatAndWhatIsLeftOut(t *testing.T) {
	each(t, func(w *world) {
		ctx := w.T.Context()
		free, hers, own := w.open("amina", "hours"), w.open("pavel", "hours"), w.open("priya", "hours")
		_, err := w.App.App.Desk.Assign(ctx, w.Actor(authz.Desk, "marta"), desk.Assign{Number: hers, Assignee: apptest.ID("priya")})
		w.ok(err)
		in := many.Change{Numbers: []string{free, hers, own}, Assignee: apptest.ID("priya"), Preview: true}
		got := w.do("marta", in)
		if got := became(got); got != "will|left Priya Raman has this case already.|left Priya Raman cannot take this case. Choose somebody else in HR." || w.owner(free) != "" {
			w.T.Errorf("got %s", got)
		}
		if got.Cases[0].Goes != "Priya Raman" {
			w.T.Errorf("%q gets it", got.Cases[0].Goes)
		}
		team := w.do("marta", many.Change{Numbers: []string{free, hers}, Team: "advice", Preview: true})
		if got := became(team); got != "left It is in this queue already, and nobody works on it.|will" || team.Cases[1].Goes != "HR advice" {
			w.T.Errorf("got %s", got)
		}
		w.API("priya").Post("/api/v1/routing/absences", map[string]any{"first_day": "2026-11-16", "back_day": "2026-12-01"}).Is(200)
		if got := became(w.do("marta", in)); strings.Count(got, "left Priya Raman is away until ") != 2 || strings.Count(got, "left Priya Raman has this case already.") != 1 {
			w.T.Errorf("got %s", got)
		}
		w.Macro.Free = func(context.Context, store.Querier, string) (store.Time, bool, bool, error) {
			return store.Time{}, false, true, nil
		}
		if got := became(w.do("marta", in)); strings.Count(got, "left Priya Raman is full. Choose somebody else.") != 2 {
			w.T.Errorf("got %s", got)
		}
		in.Assignee = "me"
		if got := became(w.do("priya", in)); !strings.HasPrefix(got, "will|left You have this case already.|left ") {
			w.T.Errorf("who gives to themselves knows that they are away: %s", got)
		}
	})
}

// From the queue what is chosen goes to a preview, is done when that is confirmed, and can be undone.
func TestTheQueueGivesByAPreviewAndCanUndoIt(t *testing.T) {
	each(t, func(w *world) {
		one, two := w.open("amina", "hours"), w.open("pavel", "hours")
		marta := w.Desk("marta")
		marta.Get("/desk").Shows(`action="/desk/bulk/preview"`)
		fields := url.Values{"numbers": {one, two}, "assignee": {apptest.ID("priya")}, "priority": {"high"}, "back": {"view=open"}, "was": {stood.Text(one, "", "normal"), stood.Text(two, "", "normal")}}
		at := marta.Send("/desk/bulk/preview", fields).Is(http.StatusSeeOther).Header.Get("Location")
		page := marta.Get(at).Is(200).Shows("This happens to 2 cases", "It goes to Priya Raman.", "Its priority becomes: High.", "Do it for 2 cases")
		if w.owner(one) != "" {
			w.T.Error("a preview gave it")
		}
		marta.Get("/desk/bulk?batch="+at[strings.LastIndex(at, "/")+1:]).Is(200).Shows(`value="`+apptest.ID("priya")+`" selected`, `value="high" selected`)
		w.ten("marta")
		marta.Send(at, url.Values{"seen": prints(page.Text)}).Is(http.StatusSeeOther)
		marta.Get(at).Shows("Undo all of it")
		marta.Send(at+"/undo", url.Values{}).Is(http.StatusSeeOther)
		w.Advance(time.Minute)
		w.Drain()
		if w.owner(one) != "" || w.owner(two) != "" {
			w.T.Error("what was undone was given")
		}
		page = marta.Get(at).Shows("Do it for 2 cases")
		if _, err := w.App.App.Desk.Assign(w.T.Context(), w.Actor(authz.Desk, "ingrid"), desk.Assign{Number: two, Assignee: "me"}); err != nil {
			w.T.Fatal(err)
		}
		marta.Get(at).Shows("This happens to 1 case", "Ingrid Salo has this case meanwhile.")
		marta.Send(at, url.Values{"seen": prints(page.Text)}).Is(http.StatusSeeOther)
		w.Advance(time.Minute)
		w.Drain()
		if w.owner(one) != "priya" || w.owner(two) != "ingrid" {
			w.T.Errorf("%q and %q have them", w.owner(one), w.owner(two))
		}
	})
}

// owner is the key of who works on a case, or "".
func (w *world) owner(number string) string {
	w.T.Helper()
	_, c := w.talk(number)
	if c.Assignee == nil {
		return ""
	}
	for _, m := range apptest.Cast() {
		if apptest.ID(m.Key) == c.Assignee.ID {
			return m.Key
		}
	}
	return c.Assignee.ID
}

// prints are those of a preview, as its page sends them back.
func prints(page string) (all []string) {
	for _, part := range strings.Split(page, `name="seen" value="`)[1:] {
		print, _, _ := strings.Cut(part, `"`)
		all = append(all, print)
	}
	return all
}
