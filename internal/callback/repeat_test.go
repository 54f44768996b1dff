package callback_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/callback"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
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
