package promise_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/promise"
)

var keeper = authz.Actor{PersonID: "ingrid", Face: authz.Desk, Roles: []authz.Role{authz.HRHead}}

func (w world) take(country, region string, days ...string) (promise.KeptCalendar, error) {
	return w.TakeHolidays(w.Context(), keeper, promise.TakeHolidays{ID: promise.DefaultCalendar, Country: country, Region: region, Days: days})
}

// has are the days of a calendar as date, kind and name.
func has(k promise.KeptCalendar) (all []string) {
	for _, d := range k.Days {
		all = append(all, strings.TrimSpace(d.Date+" "+d.Kind+" "+d.Name))
	}
	return all
}

const weekdays = `{"zone":"UTC","week":{"mon":[["08:00","17:00"]],"tue":[["08:00","17:00"]],"wed":[["08:00","17:00"]],"thu":[["08:00","17:00"]],"fri":[["08:00","17:00"]]},"holidays":["2026-12-23"]}`

func TestHolidaysAreTakenOverByName(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		_, err := w.save(keeper, promise.SaveCalendar{ID: promise.DefaultCalendar, Name: "Office", Body: json.RawMessage(weekdays),
			Days: []promise.NamedDay{{Date: "2026-12-28", Name: "Between the years", Kind: promise.ClosingDay}, {Date: "2028-01-06", Name: "Kings", Kind: promise.PublicDay}}})
		if err != nil {
			t.Fatal(err)
		}
		offered, err := w.Holidays(w.Context(), keeper, promise.ReadHolidays{Country: "SE", Calendar: promise.DefaultCalendar})
		if err != nil || len(offered.Days) != 28 || offered.Days[0] != (promise.Offered{Date: "2026-01-01", Name: "Nyårsdagen", Usual: true}) || offered.Days[27].Date != "2027-12-31" || offered.Days[27].Usual {
			t.Errorf("offered: %+v, %v", offered.Days, err)
		}
		w.start("a", promise.Decision, 27*9*60) // ends on Wednesday 24 December, without the two days
		for range 2 {                           // again is once
			kept, err := w.take("SE", "", "2026-12-24", "2026-12-25", "2027-01-01")
			if want := []string{"2026-12-23 own", "2026-12-24 public Julafton", "2026-12-25 public Juldagen", "2026-12-28 closing Between the years", "2027-01-01 public Nyårsdagen", "2028-01-06 public Kings"}; err != nil ||
				!slices.Equal(has(kept), want) || kept.Country != "SE" {
				t.Errorf("taken over: %q of %q, %v", has(kept), kept.Country, err)
			}
		}
		before := w.seen("a")
		if moved, err := w.Recount(w.Context()); err != nil || moved != 1 {
			t.Errorf("%d promises moved, %v; %v, then %v", moved, err, before, w.seen("a"))
		}
		// Another country takes the place of the first one; what is not public, and other years, stay.
		kept, err := w.take("PT", "", "2026-12-08", "2026-12-25")
		if want := []string{"2026-12-08 public Imaculada Conceição", "2026-12-23 own", "2026-12-25 public Natal", "2026-12-28 closing Between the years", "2028-01-06 public Kings"}; err != nil || !slices.Equal(has(kept), want) {
			t.Errorf("of another country: %q, %v", has(kept), err)
		}
		// What is taken out of the calendar has no name any more.
		kept, err = w.save(keeper, promise.SaveCalendar{ID: promise.DefaultCalendar, Name: "Office", Body: json.RawMessage(strings.Replace(weekdays, "2026-12-23", "2026-12-25", 1))})
		if want := []string{"2026-12-25 public Natal"}; err != nil || !slices.Equal(has(kept), want) {
			t.Errorf("taken out: %q, %v", has(kept), err)
		}
	})
}

func TestHolidaysAreRefused(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		for _, x := range []struct {
			country, region, field string
			days                   []string
		}{{"XX", "", "country", nil}, {"DE", "", "region", nil}, {"SE", "BY", "region", nil}, {"SE", "", "days", []string{"2026-12-27"}}, {"SE", "", "days", []string{"2028-12-25"}}} {
			_, err := w.take(x.country, x.region, x.days...)
			if wrong := fault.As(err); wrong == nil || len(wrong.Fields) != 1 || wrong.Fields[0].Name != x.field {
				t.Errorf("%+v: %v", x, err)
			}
		}
		agent := authz.Actor{PersonID: "marta", Face: authz.Desk, Roles: []authz.Role{authz.Agent}}
		if _, err := w.TakeHolidays(w.Context(), agent, promise.TakeHolidays{ID: promise.DefaultCalendar, Country: "SE"}); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("an agent: %v", err)
		}
		if _, err := w.Holidays(w.Context(), authz.Actor{PersonID: "amina", Face: authz.Portal}, promise.ReadHolidays{}); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("a customer: %v", err)
		}
		if _, err := w.TakeHolidays(w.Context(), keeper, promise.TakeHolidays{ID: "none", Country: "SE"}); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a calendar that is not there: %v", err)
		}
		for _, d := range []promise.NamedDay{{Date: "2026-02-30", Kind: promise.OwnDay}, {Date: "2026-12-24", Kind: "feast"}, {Date: "2026-12-24", Kind: promise.OwnDay, Name: strings.Repeat("x", 61)}} {
			_, err := w.save(keeper, promise.SaveCalendar{ID: "other", Name: "Other", Body: json.RawMessage(weekdays), Days: []promise.NamedDay{d}})
			if wrong := fault.As(err); wrong == nil || wrong.Fields[0].Name != "days" {
				t.Errorf("%+v: %v", d, err)
			}
		}
	})
}

// In the last quarter of a year those who keep calendars are reminded of the next one's holidays.
func TestACalendarWithoutTheNextYearIsSeenTo(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		toDo := func(by authz.Actor) int {
			all, err := w.Spec().ToDo(w.Context(), by)
			if err != nil {
				t.Fatal(err)
			}
			return len(all)
		}
		if n := toDo(keeper); n != 0 {
			t.Errorf("a calendar without a country is named: %d", n)
		}
		if _, err := w.take("SE", "", "2026-12-25"); err != nil {
			t.Fatal(err)
		}
		if a, b := toDo(keeper), toDo(authz.Actor{PersonID: "marta", Face: authz.Desk, Roles: []authz.Role{authz.Agent}}); a != 1 || b != 0 {
			t.Errorf("%d for who keeps it, %d for an agent", a, b)
		}
		if _, err := w.take("SE", "", "2026-12-25", "2027-12-25"); err != nil {
			t.Fatal(err)
		}
		if n := toDo(keeper); n != 0 {
			t.Errorf("taken over, and named still: %d", n)
		}
		w.db.Clock().Advance(60 * 24 * time.Hour) // January
		if n := toDo(keeper); n != 0 {
			t.Errorf("in January: %d", n)
		}
	})
}

// Where nobody took over the holidays of a year before it began, they are reminded of in it, at any time, and of the next one in its last quarter only.
func TestAYearThatBeganWithoutItsHolidaysIsSeenTo(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		toDo := func(want ...int) {
			t.Helper()
			all, err := w.Spec().ToDo(w.Context(), keeper)
			if err != nil {
				t.Fatal(err)
			}
			var years []int
			for _, one := range all {
				years = append(years, one.Text.Args[0].(int))
			}
			if !slices.Equal(years, want) {
				t.Errorf("on %s it is about %v, want %v", w.db.Now().Format(time.DateOnly), years, want)
			}
		}
		if _, err := w.take("SE", "", "2026-12-25"); err != nil {
			t.Fatal(err)
		}
		toDo(2027)
		w.db.Clock().Advance(60 * 24 * time.Hour) // January
		toDo(2027)
		w.db.Clock().Advance(300 * 24 * time.Hour) // November: the calendar is named once
		toDo(2027)
		if _, err := w.take("SE", "", "2027-12-25"); err != nil {
			t.Fatal(err)
		}
		toDo(2028)
		if _, err := w.take("SE", "", "2027-12-25", "2028-12-25"); err != nil {
			t.Fatal(err)
		}
		toDo()
	})
}
