package promiseweb

import (
	"slices"
	"strings"
	"testing"

	"hearth/internal/calendar"
	"hearth/internal/platform/fault"
)

// FuzzHours holds that the form of a calendar gives a calendar or a sentence, and that a calendar's form gives the same calendar again.
func FuzzHours(f *testing.F) {
	for _, s := range []string{"08:00–17:00", "8:00-12:00, 13:00-17:00", "", ";", "22:00–06:00", "24:00-24:00", "-", "a-b", "08:00–", "08:00-09:00-10:00"} {
		f.Add(s, "2026-12-25\n2026-12-26")
	}
	f.Fuzz(func(t *testing.T, day, holidays string) {
		h := hours{Name: "x", Zone: "Europe/Stockholm", Mon: day, Tue: "08:00–17:00", Holidays: holidays}
		body, err := h.body(nil)
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Fatal(err)
			}
			return
		}
		c, err := calendar.Parse(body)
		if err != nil {
			return // with a sentence of its own, which package calendar's target is for
		}
		again := h
		again.Mon = written(c.Week()[1])
		body, err = again.body(nil)
		if err != nil {
			t.Fatalf("%q is written as %q, which is refused: %v", day, again.Mon, err)
		}
		if d, err := calendar.Parse(body); err != nil || written(d.Week()[1]) != again.Mon {
			t.Errorf("%q is %q, then %v", day, again.Mon, err)
		}
		if strings.ContainsAny(strings.Join(h.sites(), ""), "\n") {
			t.Error("a site of two lines")
		}
	})
}

// FuzzDays holds that days of a form are days or a sentence, and that what is shown of them is read as the same days again.
func FuzzDays(f *testing.F) {
	for _, s := range []string{"2026-12-25", "2026-12-25 2026-12-26", "2026-12-24 Christmas Eve", "2026-12-28 – 2026-12-31 Between the years", "x", "2026-12-28 – ", "2026-12-31 – 2026-12-28", "", "; ,"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, own, closing string) {
		days, err := hours{Holidays: own, Closing: closing}.named()
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Fatal(err)
			}
			return
		}
		var h hours
		h.Holidays, h.Closing = typedDays(days)
		again, err := h.named()
		if err != nil || !slices.Equal(again, days) {
			t.Errorf("%q and %q are %v, then %q and %q are %v, %v", own, closing, days, h.Holidays, h.Closing, again, err)
		}
	})
}
