package promise_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
	"hearth/internal/promise/statute"
)

// stockholm works four days a week, an hour ahead of London. Thursday 17 December 2026 is a holiday there, and Friday 18 is a day as any other by law, on which the house is closed.
const stockholm = `{"zone":"Europe/Stockholm","week":{"mon":[["08:00","16:00"]],"tue":[["08:00","16:00"]],"wed":[["08:00","16:00"]],"thu":[["08:00","16:00"]]},"holidays":["2026-12-17","2026-12-18"]}`

func (w world) atStockholm() {
	w.Helper()
	in := promise.SaveCalendar{ID: "stockholm", Name: "Stockholm", Sites: []string{"Malmby"}, Body: json.RawMessage(stockholm),
		Days: []promise.NamedDay{{Date: "2026-12-17", Name: "Feast", Kind: promise.OwnDay}, {Date: "2026-12-18", Name: "Bridge", Kind: promise.ClosingDay}}}
	if _, err := w.save(head, in); err != nil {
		w.Fatal(err)
	}
}

func (w world) byLaw(owner string, law promise.ByLaw) {
	w.Helper()
	w.in(func(ctx context.Context, tx *store.Tx) error {
		_, err := w.Start(ctx, tx, promise.Start{OwnerKind: "case", OwnerID: owner, Kind: promise.Legal, Place: promise.Place{Site: "Malmby"}, ByLaw: law})
		return err
	})
}

var month = promise.ByLaw{Law: "one month, Art. 12(3) GDPR", Limit: statute.Limit{N: 1, Unit: statute.Months}}

func (w world) explains(owner string, want ...string) {
	w.Helper()
	all, err := w.Views(w.Context(), w.db, "case", []string{owner}, false)
	if err != nil {
		w.Fatal(err)
	}
	views := all[owner]
	if err := w.Explain(w.Context(), w.db, promise.Reader{}, views); err != nil {
		w.Fatal(err)
	}
	var got []string
	sum := 0
	for _, one := range views[0].Explanation {
		got, sum = append(got, one.Text), sum+one.Minutes
	}
	if last := views[0].Explanation[len(got)-1]; !slices.Equal(got, want) || !last.To.Equal(views[0].DueAt) || sum == 0 {
		w.Errorf("%d minutes to %s: %s\nwant %s", sum, last.To, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestALegalTimeIsCountedByTheCalendarOfThePlace(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.atStockholm()
		w.byLaw("a", month)
		w.want("a", "legal running 18 22:59") // the end of Friday in Stockholm: Thursday is a holiday, and that the house is closed on Friday moves nothing
		w.explains("a", "A law gives this time: one month, Art. 12(3) GDPR. Nobody here may move it, and it does not stop while the request waits.",
			"It came in on Tue 17 Nov 2026, and that day does not count.", "1 month later is Thu 17 Dec 2026.", "That is a public holiday, so the time ends with the next working day: Fri 18 Dec 2026.")
		w.byLaw("received", promise.ByLaw{Law: "two months", Limit: statute.Limit{N: 2, Unit: statute.Months}, Received: store.At(time.Date(2026, 10, 31, 23, 30, 0, 0, time.UTC))})
		w.want("received", "legal running 01 22:59") // it came in on 1 November there
		w.byLaw("short", promise.ByLaw{Law: "x", Limit: statute.Limit{N: 1, Unit: statute.Months}, Received: store.At(time.Date(2026, 10, 31, 12, 0, 0, 0, time.UTC))})
		w.want("short", "legal running 30 22:59")
		w.explains("short", "A law gives this time: x. Nobody here may move it, and it does not stop while the request waits.", "It came in on Sat 31 Oct 2026, and that day does not count.",
			"1 month later is Mon 30 Nov 2026: that month has no day of the same date, so its last day counts.")
		w.byLaw("days", promise.ByLaw{Law: "x", Limit: statute.Limit{N: 4, Unit: statute.Days}})
		w.want("days", "legal running 23 22:59")
		w.explains("days", "A law gives this time: x. Nobody here may move it, and it does not stop while the request waits.", "It came in on Tue 17 Nov 2026, and that day does not count.",
			"4 days later is Sat 21 Nov 2026.", "That is a Saturday, so the time ends with the next working day: Mon 23 Nov 2026.")
	})
}

func TestNobodyStopsOrMovesALegalTime(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.byLaw("a", month)
		w.in(func(ctx context.Context, tx *store.Tx) error {
			return w.Pause(ctx, tx, "case", "a", "customer", tx.Now().Add(240*time.Hour))
		})
		w.want("a", "legal running 17 23:59")
		if kind := w.in(func(ctx context.Context, tx *store.Tx) error {
			_, err := w.Renegotiate(ctx, tx, "case", "a", promise.Legal, tx.Now().Add(time.Hour), "because")
			return err
		}); kind != fault.Conflict {
			t.Errorf("moved: %s", kind)
		}
		w.want("a", "legal running 17 23:59")
		if err := w.db.Tx(w.Context(), func(tx *store.Tx) error {
			_, err := w.Start(w.Context(), tx, promise.Start{OwnerKind: "case", OwnerID: "b", Kind: promise.Legal})
			return err
		}); err == nil {
			t.Error("a legal time without a limit began")
		}
	})
}

// A calendar that changes counts it anew, by law and not by hours; each share is told once.
func TestALegalTimeFollowsTheHolidaysAndIsToldOf(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.byLaw("a", month)
		w.want("a", "legal running 17 23:59")
		w.atStockholm()
		w.recounts(1)
		w.want("a", "legal running 18 22:59")
		w.acts(18*24*time.Hour, 1)
		w.acts(8*24*time.Hour, 1)
		w.want("a", "legal at_risk 18 22:59")
		w.acts(6*24*time.Hour, 1)
		w.want("a", "legal late 18 22:59")
		w.in(func(ctx context.Context, tx *store.Tx) error { return w.Keep(ctx, tx, "case", "a", promise.Legal) })
		w.want("a", "legal kept_late 18 22:59")
		w.in(func(ctx context.Context, tx *store.Tx) error { return w.LawfulAgain(ctx, tx, "case", "a") })
		w.want("a", "legal kept_late 18 22:59")
	})
}

// What a day is decides when a time ends that a law gives. Where that alone changes, in the calendar or by holidays that are taken over, times that run are counted anew as where its dates do, once.
func TestALegalTimeFollowsWhatADayIs(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		is := func(kind string) {
			in := promise.SaveCalendar{ID: "stockholm", Name: "Stockholm", Body: json.RawMessage(strings.Replace(stockholm, `"2026-12-18"`, `"2026-12-18","2026-12-25"`, 1)),
				Days: []promise.NamedDay{{Date: "2026-12-18", Name: "Bridge", Kind: kind}, {Date: "2026-12-25", Name: "Closed", Kind: promise.ClosingDay}}}
			if _, err := w.save(head, in); err != nil {
				w.Fatal(err)
			}
		}
		w.atStockholm()
		is(promise.ClosingDay)
		w.recounts(0)
		w.byLaw("a", month)
		w.byLaw("days", promise.ByLaw{Law: "38 days", Limit: statute.Limit{N: 38, Unit: statute.Days}})
		w.want("a", "legal running 18 22:59")
		w.want("days", "legal running 25 22:59")
		is(promise.OwnDay)
		w.recounts(1)
		w.byLaw("b", month)
		w.want("a", "legal running 21 22:59")
		w.want("b", "legal running 21 22:59") // as one that begins now
		is(promise.OwnDay)
		w.recounts(0)
		is(promise.ClosingDay)
		w.recounts(2)
		w.want("a", "legal running 18 22:59")
		if _, err := w.TakeHolidays(w.Context(), keeper, promise.TakeHolidays{ID: "stockholm", Country: "SE", Days: []string{"2026-12-25"}}); err != nil {
			w.Fatal(err)
		}
		w.recounts(1)
		w.want("days", "legal running 28 22:59")
		w.want("a", "legal running 18 22:59")
	})
}

// What kept a legal time and did not settle the case gives no new one: the old one goes on, and of what has passed of it nothing is told again.
func TestALegalTimeGoesOnAsItWas(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.byLaw("a", month)
		w.acts(20*24*time.Hour, 1)
		w.in(func(ctx context.Context, tx *store.Tx) error { return w.Keep(ctx, tx, "case", "a", promise.Legal) })
		for range 2 {
			w.in(func(ctx context.Context, tx *store.Tx) error { return w.LawfulAgain(ctx, tx, "case", "a") })
		}
		w.want("a", "legal kept 17 23:59", "legal running 17 23:59")
		w.acts(time.Hour, 0)
		w.acts(7*24*time.Hour, 1)
		w.in(func(ctx context.Context, tx *store.Tx) error { return w.Cancel(ctx, tx, "case", "a") })
		w.in(func(ctx context.Context, tx *store.Tx) error { return w.LawfulAgain(ctx, tx, "case", "b") })
		w.want("b")
	})
}

// A law that allows it lets its time be prolonged once, counted from the day on which it came in, while it has not passed; what it explains says so.
func TestALegalTimeIsProlongedAsItsLawAllows(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		prolong := func(owner, reason string) (promise.Promise, error) {
			var p promise.Promise
			err := w.db.Tx(w.Context(), func(tx *store.Tx) (err error) {
				p, err = w.Prolong(w.Context(), tx, "case", owner, reason)
				return err
			})
			return p, err
		}
		refuses := func(owner, reason string, kind fault.Kind, words string) {
			w.Helper()
			if _, err := prolong(owner, reason); fault.KindOf(err) != kind || !strings.Contains(fault.As(err).Error(), words) {
				w.Errorf("prolonging %s: %v, want %q", owner, err, words)
			}
		}
		longer := month
		longer.More = 2
		w.byLaw("a", longer)
		w.byLaw("fixed", month)
		w.byLaw("late", longer)
		w.explains("a", "A law gives this time: one month, Art. 12(3) GDPR. It does not stop while the request waits, and can be prolonged once, before it ends and with a reason.",
			"It came in on Tue 17 Nov 2026, and that day does not count.", "1 month later is Thu 17 Dec 2026.")
		refuses("nobody", "Many files.", fault.Conflict, "No time that a law gives runs here")
		refuses("fixed", "Many files.", fault.Conflict, "nobody here may move it")
		refuses("a", "", fault.Invalid, "")
		w.acts(20*24*time.Hour, 3)
		p, err := prolong("a", "Many files.")
		if err != nil || p.DueAt.In(time.UTC).Format("2006-01-02 15:04") != "2027-02-17 23:59" {
			w.Fatalf("prolonged to %s, %v", p.DueAt, err)
		}
		refuses("a", "Many files.", fault.Conflict, "prolonged already")
		w.want("a", "legal renegotiated 17 23:59", "legal running 17 23:59")
		views, err := w.Views(w.Context(), w.db, "case", []string{"a"}, false)
		if err != nil {
			w.Fatal(err)
		}
		reads := promise.Reader{Reason: func(reason string) (string, bool) { return reason, false }}
		if err := w.Explain(w.Context(), w.db, reads, views["a"]); err != nil {
			w.Fatal(err)
		}
		var why []string
		for _, one := range views["a"][1].Explanation {
			why = append(why, one.Text)
		}
		if want := []string{"A law gives this time: one month, Art. 12(3) GDPR. It does not stop while the request waits, and nobody here may move it again.", "It was prolonged, as this law allows once: Many files.",
			"It came in on Tue 17 Nov 2026, and that day does not count.", "3 months later is Wed 17 Feb 2027."}; !slices.Equal(why, want) {
			w.Errorf("explained by %q", why)
		}
		w.acts(11*24*time.Hour, 2) // that the two others are over: the prolonged one is not at its half yet
		refuses("late", "Many files.", fault.Conflict, "passed")
		w.in(func(ctx context.Context, tx *store.Tx) error { return w.Keep(ctx, tx, "case", "a", promise.Legal) })
		w.in(func(ctx context.Context, tx *store.Tx) error { return w.LawfulAgain(ctx, tx, "case", "a") })
		w.want("a", "legal renegotiated 17 23:59", "legal kept 17 23:59", "legal running 17 23:59")
	})
}
