package snooze_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/promise"
	"hearth/internal/snooze"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

type world struct {
	*apptest.App
	s *snooze.Service
}

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(&world{a, a.Snooze}) })
}

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func (w *world) hr(key string) authz.Actor { return w.Actor(authz.Desk, key) }

// open is a case of Amina about working hours, which Marta works on and has answered first.
func (w *world) open() string {
	w.T.Helper()
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.Open{Service: "hours", Subject: "My shifts", Body: "May I swap?"})
	w.ok(err)
	_, err = w.App.App.Desk.Assign(w.T.Context(), w.hr("marta"), desk.Assign{Number: c.Number, Assignee: "me"})
	w.ok(err)
	_, err = w.App.App.Desk.Write(w.T.Context(), w.hr("marta"), desk.Write{Number: c.Number, Body: "I ask Nils."})
	w.ok(err)
	return c.Number
}

func (w *world) put(key, number, when, date string) (snooze.Snoozed, error) {
	return w.s.Snooze(w.T.Context(), w.hr(key), snooze.Snooze{Number: number, When: when, Date: date})
}

// mine is how many cases stand in somebody's own list, as its page and its count say, and how many in all that is open.
func (w *world) mine(key string, want, open int) {
	w.T.Helper()
	w.ok(w.Jobs.Drain(w.T.Context()))
	for view, n := range map[string]int{desk.ViewMine: want, desk.ViewOpen: open} {
		page, err := w.App.App.Desk.Queue(w.T.Context(), w.hr(key), desk.List{View: view})
		w.ok(err)
		views, err := w.App.App.Desk.Views(w.T.Context(), w.hr(key), desk.ReadViews{})
		w.ok(err)
		for _, v := range views.Items {
			if v.ID == view && (len(page.Items) != n || v.Count != n) {
				w.T.Errorf("%s: %s shows %d and counts %v, want %d", key, view, len(page.Items), v.Count, n)
			}
		}
	}
}

func (w *world) refused(err error, want fault.Kind) {
	w.T.Helper()
	if fault.KindOf(err) != want {
		w.T.Errorf("got %v, want %v", err, want)
	}
}

// It is Tuesday noon. What is put away leaves the list of who works on it, and that alone; it is back at its moment, when work begins.
func TestACaseComesBackAtItsMoment(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open()
		w.mine("marta", 1, 1)
		before, err := w.App.App.Desk.Read(w.T.Context(), w.hr("marta"), desk.ReadOne{Number: number})
		w.ok(err)
		for range 2 {
			s, err := w.put("marta", number, snooze.OnDate, "2026-11-18")
			if err != nil || !s.Until.Time.Equal(time.Date(2026, 11, 18, 8, 0, 0, 0, time.UTC)) || s.By != "Marta Kowalczyk" || s.Owner != s.By {
				w.T.Fatalf("got %+v, %v", s, err)
			}
		}
		w.mine("marta", 0, 1)
		w.mine("priya", 0, 1)
		own, err := w.s.Own(w.T.Context(), w.hr("marta"), snooze.ReadOwn{})
		if err != nil || len(own.Items) != 1 || own.Items[0].Number != number {
			w.T.Errorf("hers: %+v, %v", own, err)
		}
		if own, err := w.s.Own(w.T.Context(), w.hr("priya"), snooze.ReadOwn{}); err != nil || len(own.Items) != 0 {
			w.T.Errorf("Priya reads %+v, %v", own, err)
		}
		after, err := w.App.App.Desk.Read(w.T.Context(), w.hr("marta"), desk.ReadOne{Number: number})
		w.ok(err)
		if len(after.Talk) != len(before.Talk)+1 || len(after.Promises) == 0 || after.Promises[0].DueAt != before.Promises[0].DueAt || after.Promises[0].State != before.Promises[0].State || after.Assignee == nil {
			w.T.Errorf("more than the list changed: %+v, %+v", before.Promises, after.Promises)
		}
		w.Desk("priya").Get("/desk/cases/"+number).Is(200).Shows("Snoozed until", "Put away by", "Marta Kowalczyk")
		w.Portal("amina").Get("/requests/"+number).Is(200).Hides("nooze", "Put away")
		w.Clock.Set(time.Date(2026, 11, 18, 7, 59, 0, 0, time.UTC))
		w.mine("marta", 0, 1)
		w.Clock.Set(time.Date(2026, 11, 18, 8, 0, 0, 0, time.UTC))
		w.mine("marta", 1, 1)
	})
}

func TestTheMomentsAreThoseOfWork(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open()
		for _, x := range []struct {
			when, date string
			want       time.Time
		}{
			{snooze.Tomorrow, "", time.Date(2026, 11, 18, 8, 0, 0, 0, time.UTC)}, {snooze.Monday, "", time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)},
			{snooze.Later, "", time.Date(2026, 11, 17, 14, 0, 0, 0, time.UTC)}, {snooze.OnDate, "2026-11-21", time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)}, // a Saturday
		} {
			if s, err := w.put("marta", number, x.when, x.date); err != nil || !s.Until.Time.Equal(x.want) {
				w.T.Errorf("%s %s: got %v, %v; want %v", x.when, x.date, s.Until, err, x.want)
			}
		}
		for when, date := range map[string]string{snooze.OnDate: "2026-11-17", "whenever": "", "": ""} {
			_, err := w.put("marta", number, when, date)
			w.refused(err, fault.Invalid)
		}
		for _, date := range []string{"", "soon", "2027-06-01", "2026-11-01"} {
			_, err := w.put("marta", number, snooze.OnDate, date)
			w.refused(err, fault.Invalid)
		}
	})
}

// It is back before its moment when somebody writes, when a promise warns, and by hand.
func TestACaseComesBackEarlier(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		number := w.open()
		_, err := w.put("marta", number, snooze.Monday, "")
		w.ok(err)
		w.mine("marta", 0, 1)
		w.Clock.Advance(time.Minute)
		_, err = w.App.App.Desk.Write(ctx, w.Actor(authz.Portal, "amina"), desk.Write{Number: number, Body: "I found the paper."})
		w.ok(err)
		w.mine("marta", 1, 1)

		_, err = w.put("priya", number, snooze.Monday, "") // for Marta
		w.ok(err)
		w.mine("marta", 0, 1)
		_, err = w.s.Wake(ctx, w.hr("marta"), snooze.Wake{Number: number})
		w.ok(err)
		w.mine("marta", 1, 1)

		_, err = w.put("marta", number, snooze.Monday, "")
		w.ok(err)
		w.Clock.Set(time.Date(2026, 11, 19, 9, 30, 0, 0, time.UTC)) // of the sixteen hours until it is settled more than thirteen are over
		_, err = w.Promise.Act(ctx)
		w.ok(err)
		w.mine("marta", 1, 1)
		_, err = w.put("marta", number, snooze.Monday, "")
		w.refused(err, fault.Conflict)
	})
}

// It is back, too, when something comes into it that nobody wrote there: what its customer fills in, a message of another case, another case that goes on in it.
func TestACaseComesBackWhenSomethingComesIntoIt(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, amina := w.T.Context(), w.Actor(authz.Portal, "amina")
		set := func(key, path, body string) {
			w.T.Helper()
			w.API(key).Do(http.MethodPut, path, "application/json", strings.NewReader(body)).Is(200)
		}
		set("ingrid", "/api/v1/services/hours/fields/weeks", `{"kind": "whole", "label": "Weeks wished", "unit": "weeks"}`)
		number := w.open()
		put := func() {
			w.T.Helper()
			w.Clock.Advance(time.Minute)
			_, err := w.put("marta", number, snooze.Monday, "")
			w.ok(err)
			w.Clock.Advance(time.Minute)
		}
		away := func(name string, want bool) {
			w.T.Helper()
			w.ok(w.Jobs.Drain(ctx))
			s, err := w.s.OfCase(ctx, w.hr("marta"), snooze.ReadOf{Number: number})
			if w.ok(err); s.Until.IsZero() == want {
				w.T.Errorf("%s: it is put away until %v", name, s.Until)
			}
		}
		put()
		set("marta", "/api/v1/cases/"+number+"/fields", `{"fields": {"weeks": "20"}}`)
		away("filled in by HR", true)
		set("amina", "/api/v1/cases/"+number+"/fields", `{"fields": {"weeks": "30"}}`)
		away("filled in", false)

		put()
		other, err := w.App.App.Desk.Open(ctx, amina, desk.Open{Service: "hours", Subject: "My shifts", Body: "Did you see it?"})
		w.ok(err)
		w.Clock.Advance(time.Minute)
		e, err := w.App.App.Desk.Write(ctx, amina, desk.Write{Number: other.Number, Body: "I found the paper."})
		w.ok(err)
		away("another case", true)
		_, err = w.App.App.Desk.MoveMessage(ctx, w.hr("marta"), desk.MoveMessage{Number: other.Number, Entry: e.ID, To: number})
		w.ok(err)
		away("moved", false)

		put()
		w.API("marta").Post("/api/v1/cases/"+other.Number+"/join", map[string]any{"into": number}).Is(200)
		away("joined", false)
	})
}

func TestWhatCannotBePutAway(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		c, err := w.App.App.Desk.Open(ctx, w.Actor(authz.Portal, "amina"), desk.Open{Service: "hours", Subject: "My shifts", Body: "May I swap?"})
		w.ok(err)
		_, err = w.put("marta", c.Number, snooze.Tomorrow, "")
		w.refused(err, fault.Conflict) // nobody works on it
		number := w.open()
		_, err = w.s.Snooze(ctx, w.hr("priya"), snooze.Snooze{Number: number, When: snooze.Tomorrow, Mine: true})
		w.refused(err, fault.Conflict)
		_, err = w.s.Snooze(ctx, w.Actor(authz.Portal, "amina"), snooze.Snooze{Number: number, When: snooze.Tomorrow})
		w.refused(err, fault.Forbidden)
		_, err = w.s.OfCase(ctx, w.Actor(authz.Portal, "amina"), snooze.ReadOf{Number: number})
		w.refused(err, fault.Forbidden)
		_, err = w.put("lena", number, snooze.Tomorrow, "")
		w.refused(err, fault.NotFound)
		_, err = w.s.Own(ctx, w.Actor(authz.Portal, "amina"), snooze.ReadOwn{})
		w.refused(err, fault.Forbidden)
		_, err = w.App.App.Desk.Close(ctx, w.hr("marta"), desk.Close{Number: number, Answer: "Yes.", Outcome: desk.OutcomeAnswered, Cause: "information"})
		w.ok(err)
		_, err = w.put("marta", number, snooze.Tomorrow, "")
		w.refused(err, fault.Conflict)
	})
}

// Who takes it over has it in the list at once, and of who is erased nothing stays.
func TestPuttingAwayIsOfOnePerson(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		number := w.open()
		_, err := w.put("marta", number, snooze.Monday, "")
		w.ok(err)
		_, err = w.App.App.Desk.Assign(ctx, w.hr("priya"), desk.Assign{Number: number, Assignee: "me"})
		w.ok(err)
		w.mine("priya", 1, 1)
		out, err := privacy.Collect(ctx, w.DB, w.Personal(), apptest.ID("marta"))
		w.ok(err)
		found := false
		for _, p := range out.Parts {
			found = found || p.Table == "snooze_case"
		}
		if !found {
			w.T.Error("what Marta put away is not among her data")
		}
		w.ok(w.DB.Tx(ctx, func(tx *store.Tx) error {
			for _, s := range w.Personal() {
				if s.Table == "snooze_case" {
					return s.Erase(ctx, tx, apptest.ID("marta"))
				}
			}
			return nil
		}))
		if n, err := store.One[int](ctx, w.DB, `SELECT count(*) FROM snooze_case`); err != nil || n != 0 {
			w.T.Errorf("%d stay, %v", n, err)
		}
	})
}

// A case of a team with hours of its own comes back in these.
func TestTheMomentsAreThoseOfTheTeam(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		_, err := w.App.App.Promise.SaveCalendar(w.T.Context(), w.hr("ingrid"), promise.SaveCalendar{ID: "evenings", Name: "Evenings", Teams: []string{"advice"},
			Body: []byte(`{"zone":"UTC","week":{"tue":[["14:00","22:00"]],"thu":[["14:00","22:00"]]},"holidays":[]}`)})
		w.ok(err)
		number := w.open()
		for when, want := range map[string]time.Time{snooze.Later: time.Date(2026, 11, 17, 16, 0, 0, 0, time.UTC), snooze.Tomorrow: time.Date(2026, 11, 19, 14, 0, 0, 0, time.UTC)} {
			if s, err := w.put("marta", number, when, ""); err != nil || !s.Until.Time.Equal(want) {
				w.T.Errorf("%s: got %v, %v; want %v", when, s.Until, err, want)
			}
		}
	})
}
