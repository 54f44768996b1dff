package views_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/views"
)

// The world stands on Tuesday 17 November 2026, 12:00 UTC, and everybody is in Stockholm.
func TestAViewAsksForDays(t *testing.T) {
	each(t, func(w *world) {
		old := w.open("amina", desk.Open{Subject: "Last month", Service: "pay"})
		w.Advance(35 * 24 * time.Hour)
		week := w.open("amina", desk.Open{Subject: "Last week", Service: "pay"})
		w.Advance(5*24*time.Hour + 10*time.Hour + 30*time.Minute) // 22:30 in London, 23:30 in Stockholm
		yesterday := w.open("amina", desk.Open{Subject: "Late in the evening", Service: "pay"})
		w.Advance(45 * time.Minute) // 23:15 in London, past midnight in Stockholm
		today := w.open("amina", desk.Open{Subject: "After midnight", Service: "pay"})
		if _, err := w.App.App.Desk.Write(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.Write{Number: old, Body: "And?"}); err != nil {
			w.T.Fatal(err)
		}
		day := func(n int) string { return w.DB.Now().In(stockholm(w.T)).AddDate(0, 0, n).Format(time.DateOnly) }
		for query, want := range map[string]string{
			"opened=today": today, "opened=yesterday": yesterday, "opened=week": week + " " + yesterday + " " + today, "opened=month": week + " " + yesterday + " " + today, "opened=older": old,
			"opened_from=yesterday&opened_to=yesterday": yesterday, "opened_from=-6d": week + " " + yesterday + " " + today, "opened_to=-2d": old + " " + week, "opened_from=" + day(-1) + "&opened_to=" + day(0): yesterday + " " + today,
			"last=today": old + " " + today, "last=quiet3": week, "last_from=today": old + " " + today, "last_to=" + day(-2): week,
			"due=late": old + " " + week, "due=today": old + " " + week + " " + yesterday + " " + today, "due_from=today": yesterday + " " + today, "due_to=yesterday": old + " " + week, "due_from=2d": "", "due=tomorrow": old + " " + week + " " + yesterday + " " + today,
		} {
			if got := w.found("theo", query+"&sort=oldest"); got != want {
				w.T.Errorf("%s finds %q, want %q", query, got, want)
			}
			v := w.keep("theo", query, query+"&sort=oldest", "")
			if page := apptest.Decode[desk.Page](w.T, w.API("theo").Get("/api/v1/views/"+v.ID+"/cases"), 200); len(page.Items) != len(strings.Fields(want)) {
				w.T.Errorf("the view %s holds %d cases", query, len(page.Items))
			}
		}
		answered := w.open("amina", desk.Open{Subject: "Done", Service: "pay"})
		if _, err := w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, "theo"), desk.Close{Number: answered, Answer: "Yes.", Outcome: "answered", Cause: "information"}); err != nil {
			w.T.Fatal(err)
		}
		w.Advance(26 * time.Hour)
		for query, want := range map[string]string{"answered=yesterday": answered, "answered=today": "", "answered=week": answered, "answered=older": "", "answered_from=yesterday": answered, "answered_to=-2d": "", "answered_from=-2d&answered_to=today": answered} {
			if got := w.found("theo", "view=all&"+query); got != want {
				w.T.Errorf("%s finds %q, want %q", query, got, want)
			}
		}
		for _, query := range []string{"answered=soon", "until_to=x", "watched=priya", "opened=soon", "opened_from=2026-13-01", "last_to=7", "due_from=dx", "due_to=-99999999d", "last=older", "outcome=lost"} {
			if _, err := w.s.Keep(w.T.Context(), w.Actor(authz.Desk, "theo"), views.Keep{Name: "x", Query: query}); fault.KindOf(err) != fault.Invalid {
				w.T.Errorf("%s was kept: %v", query, err)
			}
			w.API("theo").Get("/api/v1/cases?" + query).Is(422)
		}
	})
}

func stockholm(t testing.TB) *time.Location {
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// found are the numbers of the cases that a list of the API holds.
func (w *world) found(key, query string) string {
	w.T.Helper()
	page := apptest.Decode[desk.Page](w.T, w.API(key).Get("/api/v1/cases?"+query), 200)
	var all []string
	for _, c := range page.Items {
		all = append(all, c.Number)
	}
	return strings.Join(all, " ")
}

func TestAViewAsksForCauseOutcomeAndTag(t *testing.T) {
	each(t, func(w *world) {
		ctx := w.T.Context()
		closed := w.open("amina", desk.Open{Subject: "Answered", Service: "hours"})
		open := w.open("amina", desk.Open{Subject: "With a tag", Service: "hours"})
		health := w.open("amina", desk.Open{Subject: "Bandscheibe", Service: "health"})
		own := w.open("marta", desk.Open{Subject: "Marta's own", Service: "hours"})
		for number, who := range map[string]string{closed: "marta", health: "priya", own: "priya"} {
			by := w.Actor(authz.Desk, who)
			if number == health {
				if _, err := w.App.App.Desk.Assign(ctx, by, desk.Assign{Number: number, Assignee: "me"}); err != nil {
					w.T.Fatal(err)
				}
			}
			if _, err := w.App.App.Desk.Close(ctx, by, desk.Close{Number: number, Answer: "So it is.", Outcome: desk.OutcomeDone, Cause: "information"}); err != nil {
				w.T.Fatal(err)
			}
		}
		w.API("marta").Post("/api/v1/cases/"+open+"/tags", map[string]any{"word": "Overtime"}).Is(200)
		w.API("priya").Post("/api/v1/cases/"+own+"/tags", map[string]any{"word": "Overtime"}).Is(200)
		var id string
		for _, x := range apptest.Decode[struct {
			Items []struct{ ID, Word string }
		}](w.T, w.API("marta").Get("/api/v1/tags"), 200).Items {
			id = x.ID
		}
		for query, want := range map[string]string{ // her own case is nothing that she reads as HR
			"view=all&cause=information": health + " " + closed, "view=all&cause=other": "", "view=all&outcome=done": own + " " + health + " " + closed, "view=answered&outcome=withdrawn": "", "tag=overtime": open, "tag=OVERTIME": open, "tag=" + id: open,
			"view=all&tag=nothing": "", "tag=overtime&opened=today&service=hours&priority=normal": open,
		} {
			if strings.HasPrefix(query, "view=all&outcome") { // what is asked by its outcome is HR's work
				want = w.found("marta", "view=all&outcome=done")
			}
			if got := w.found("marta", query+"&sort=newest"); got != want {
				w.T.Errorf("%s finds %q, want %q", query, got, want)
			}
			v := w.keep("marta", query, query+"&sort=newest", "")
			if got := w.holds("marta", v.ID); got != want {
				w.T.Errorf("the view %s holds %q, want %q", query, got, want)
			}
		}
		for _, query := range []string{"cause=information", "tag=overtime"} {
			w.API("amina").Get("/api/v1/cases?" + query).Is(422)
		}
		w.Desk("marta").Get("/desk/views/new?query="+url.QueryEscape("view=all&cause=information&outcome=done&opened=week&due=today&tag=overtime&last_from=-7d&service=hours&channel=portal")).Is(200).
			Shows("All · Service: Working hours · Channel: Portal · Promise: Due before tomorrow · Opened: In the last 7 days · Outcome: Done · Last word from: -7d · Cause: ", "· Tag: overtime")
		w.Desk("marta").Get("/desk/views").Is(200).Shows("All open · Order: Newest first · Tag: OVERTIME")
		page := w.Desk("marta").Get("/desk?view=open&tag=overtime&opened_from=-7d&due_to=2026-12-01").Is(200)
		page.Shows("Only cases with the tag", `type="text" name="opened_from" value="-7d"`, `type="date" name="due_to" value="2026-12-01"`, open)
		w.Desk("marta").Get("/desk?tag=" + id).Is(200).Shows("Overtime")
		w.Desk("marta").Get("/desk/queue.csv?view=open&tag=overtime").Is(200).Shows(open).Hides(closed)
	})
}
