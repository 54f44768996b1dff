package callback_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/callback"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// From Wednesday to Friday at lunch, but not on Thursday: on that day no call can be taken, one that is made does not count, and the invitation leaves it out.
func TestADayThatIsLeftOutIsNoTime(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) { // it is Tuesday, 17 November 2026, 13:00 in Malmby
		ctx, marta, number := w.T.Context(), w.Actor(authz.Desk, "marta"), w.open("amina", "hours")
		in := callback.Ask{Number: number, Zone: "Europe/Stockholm", Repeat: []callback.Repeat{{Day: "2026-11-18", Last: "2026-11-20", From: "12:00", To: "13:00"}}, Except: []string{"2026-11-19"}}
		c, err := w.s.Ask(ctx, w.Actor(authz.Portal, "amina"), in)
		if err != nil {
			w.T.Fatal(err)
		}
		at := func(day, hour int) store.Time { return store.At(time.Date(2026, 11, day, hour, 0, 0, 0, time.UTC)) }
		if len(c.Windows) != 2 || !c.Windows[0].From.Equal(at(18, 11)) || !c.Windows[0].To.Equal(at(18, 12)) || !c.Windows[1].From.Equal(at(20, 11)) || !c.Windows[1].To.Equal(at(20, 12)) {
			w.T.Fatalf("got the windows %+v", c.Windows)
		}
		if again, err := w.s.Ask(ctx, w.Actor(authz.Portal, "amina"), in); err != nil || again.ID != c.ID {
			w.T.Errorf("the same twice is %v, %v", again, err)
		}
		if n, text, calendar := w.mails("amina", "callback.invitation"); n != 1 || strings.Contains(text, "19 Nov") || strings.Contains(calendar, "20261119") || !strings.Contains(calendar, "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=2\r\n") {
			w.T.Errorf("%d invitations: %s\n%s", n, text, calendar)
		}
		_, err = w.s.Take(ctx, marta, callback.Take{ID: c.ID, From: at(19, 11), To: at(19, 11).Add(20 * time.Minute)})
		kind(w.T, err, fault.Invalid)
		w.Advance(at(19, 11).Add(10 * time.Minute).Sub(w.DB.Now().Time))
		if j := w.call("marta", c.ID, callback.NoAnswer); j.Counts || j.Verdict != callback.Outside {
			w.T.Errorf("a call on the day that is left out: %+v", j)
		}
		w.Advance(24 * time.Hour)
		if j := w.call("marta", c.ID, callback.NoAnswer); !j.Counts || j.Verdict != callback.Inside {
			w.T.Errorf("a call on the day after: %+v", j)
		}
	})
}

func TestRepeatsThatCannotBeAreRefused(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		lunch := callback.Repeat{Day: "2026-11-18", Last: "2026-11-20", From: "12:00", To: "13:00"}
		for _, x := range []struct {
			repeat callback.Repeat
			except string
			field  string
		}{
			{lunch, "2026-11-21", "except"}, // a Saturday after the last day
			{lunch, "Thursday", "except"},
			{callback.Repeat{Day: "2026-11-18", From: "12:00"}, "", "windows"},
			{callback.Repeat{Day: "18 November", From: "12:00", To: "13:00"}, "", "windows"},
			{callback.Repeat{Day: "2026-11-20", Last: "2026-11-18", From: "12:00", To: "13:00"}, "", "windows"},
			{callback.Repeat{Day: "2026-11-20", Last: "9999-11-18", From: "12:00", To: "13:00"}, "", "windows"},
			{callback.Repeat{Day: "2026-11-18", Last: "2026-12-04", From: "12:00", To: "13:00"}, "", "windows"}, // more than MostWindows
			{callback.Repeat{Day: "2026-11-18", From: "12:00", To: "13:00"}, "2026-11-18", "windows"},           // nothing is left
		} {
			_, err := w.s.Ask(w.T.Context(), w.Actor(authz.Portal, "amina"), callback.Ask{Number: number, Repeat: []callback.Repeat{x.repeat}, Except: []string{x.except}})
			if f := fault.As(err); f == nil || len(f.Fields) != 1 || f.Fields[0].Name != x.field {
				w.T.Errorf("%+v without %s: %v", x.repeat, x.except, err)
			}
		}
	})
}

// Where the clocks change at midnight no day is lost, none is there twice, and what begins in the hour that there is not begins as it is over.
func TestDaysAreThoseOfTheCalendarWhereMidnightIsMissing(t *testing.T) {
	t.Parallel()
	for _, x := range []struct{ zone, day, missing, last string }{ // the second Sunday of March in Havana, the last in Beirut, the last Friday of April in Cairo, the first Sunday of September in Santiago
		{"Asia/Beirut", "2027-03-26", "2027-03-28", "2027-03-29"}, {"America/Havana", "2027-03-13", "2027-03-14", "2027-03-16"},
		{"Africa/Cairo", "2027-04-29", "2027-04-30", "2027-05-02"}, {"America/Santiago", "2027-09-04", "2027-09-05", "2027-09-07"}, {"Europe/Stockholm", "2026-10-23", "", "2026-10-27"}, {"Asia/Beirut", "2026-10-30", "", "2026-11-02"}, {"America/Havana", "2026-10-31", "", "2026-11-02"},
	} {
		zone, err := time.LoadLocation(x.zone)
		if err != nil {
			t.Fatal(err)
		}
		for _, hours := range [][2]string{{"12:00", "13:00"}, {"00:00", "02:00"}, {"23:30", "00:30"}, {"22:00", "00:00"}, {"00:30", "01:30"}} {
			all, err := callback.WindowsOf(callback.Ask{Zone: x.zone, Repeat: []callback.Repeat{{Day: x.day, Last: x.last, From: hours[0], To: hours[1]}}}, t.Context())
			if err != nil {
				t.Errorf("%s %v: %v", x.zone, hours, err)
				continue
			}
			first, _ := time.Parse(time.DateOnly, x.day)
			last, _ := time.Parse(time.DateOnly, x.last)
			n := 0
			for day := first; !day.After(last); day, n = day.AddDate(0, 0, 1), n+1 {
				if n >= len(all) {
					t.Fatalf("%s %v: %s is lost: %v", x.zone, hours, day.Format(time.DateOnly), all)
				}
				begins, ends := day.Format(time.DateOnly)+" "+hours[0], day.Format(time.DateOnly)+" "+hours[1]
				if hours[1] < hours[0] {
					ends = day.AddDate(0, 0, 1).Format(time.DateOnly) + " " + hours[1]
				}
				for i, want := range []*string{&begins, &ends} {
					if x.missing != "" && strings.HasPrefix(*want, x.missing+" 00:") {
						*want = x.missing + " 01:00"
					}
					if got := []store.Time{all[n].From, all[n].To}[i].In(zone).Format("2006-01-02 15:04"); got != *want {
						t.Errorf("%s: got %s, want %s", x.zone, got, *want)
					}
				}
				if n > 0 && all[n].From.Before(all[n-1].To) {
					t.Errorf("%s %v: %v overlap", x.zone, hours, all)
				}
			}
			if n != len(all) {
				t.Errorf("%s %v: %d days, want %d: %v", x.zone, hours, len(all), n, all)
			}
		}
	}
}

// A day of the agenda is whole where it has no midnight, and the way to the next and the one before leads by the calendar.
func TestADayOfTheAgendaIsWholeWhereMidnightIsMissing(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) { // the clocks go from 0:00 to 1:00 on the 28th
		w.Advance(time.Date(2027, 3, 20, 12, 0, 0, 0, time.UTC).Sub(w.DB.Now().Time))
		zone, err := time.LoadLocation("Asia/Beirut")
		w.ok(err)
		at := func(day, hour, minute int) store.Time {
			return store.At(time.Date(2027, 3, day, hour, minute, 0, 0, zone))
		}
		before, within, after := w.open("amina", "hours"), w.open("amina", "hours"), w.open("amina", "hours")
		w.ask("amina", before, callback.Stretch{From: at(27, 23, 15), To: at(27, 23, 45)})
		w.ask("amina", within, callback.Stretch{From: at(28, 23, 15), To: at(28, 23, 45)})
		w.ask("amina", after, callback.Stretch{From: at(29, 0, 15), To: at(29, 0, 45)})
		ctx := locale.With(w.T.Context(), locale.New("en", "Asia/Beirut"))
		for day, want := range map[string]string{"2027-03-27": before, "2027-03-28": within, "2027-03-29": after} {
			got, err := w.s.Agenda(ctx, w.Actor(authz.Desk, "marta"), callback.List{Day: day})
			w.ok(err)
			if len(got.Items) != 1 || got.Items[0].Number != want {
				w.T.Errorf("on %s: got %+v", day, got.Items)
			}
		}
		w.exec(`UPDATE people_person SET time_zone = 'Asia/Beirut' WHERE id = $1`, apptest.ID("marta"))
		for day, want := range map[string][2]string{"2027-03-27": {"2027-03-26", "2027-03-28"}, "2027-03-28": {"2027-03-27", "2027-03-29"}, "2027-03-29": {"2027-03-28", "2027-03-30"}} {
			w.Desk("marta").Get("/desk/callbacks?day="+day).Is(200).Shows("?day="+want[0]+`"`, "?day="+want[1]+`"`)
		}
	})
}
