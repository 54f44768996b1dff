package promise_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// mornings are hours in which two hours from Tuesday noon on end on Thursday at 12:00.
const mornings = `{"zone":"UTC","week":{"tue":[["10:00","12:00"]],"thu":[["10:00","12:00"]]},"holidays":[]}`

func (w world) saves(id string, sites, teams []string) promise.KeptCalendar {
	w.Helper()
	kept, err := w.save(head, promise.SaveCalendar{ID: id, Name: "Mornings", Body: json.RawMessage(mornings), Sites: sites, Teams: teams})
	if err != nil {
		w.Fatal(err)
	}
	return kept
}

func (w world) recounts(want int) {
	w.Helper()
	for _, want := range []int{want, 0} { // a second look finds nothing
		if n, err := again(w.db).Recount(w.Context()); n != want || err != nil {
			w.Errorf("%d moved, want %d, %v", n, want, err)
		}
	}
}

func (w world) begins(owner string, at promise.Place) {
	w.Helper()
	w.in(func(ctx context.Context, tx *store.Tx) error {
		_, err := w.Start(ctx, tx, promise.Start{OwnerKind: "case", OwnerID: owner, Kind: promise.Decision, Place: at, Minutes: 120})
		return err
	})
}

// teams makes HR teams.
func (w world) teams(ids ...string) {
	w.Helper()
	w.in(func(ctx context.Context, tx *store.Tx) error {
		for _, id := range ids {
			if _, err := tx.Exec(ctx, `INSERT INTO people_team (id, name, folded) VALUES ($1, $2, $3)`, id, id, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// A site that is given another calendar counts what runs there anew, as when its calendar changes, and so does one from which it is taken.
func TestASiteThatIsGivenAnotherCalendarCountsItsOpenPromisesAnew(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.start("a", promise.Decision, 120)
		w.start("kept", promise.Decision, 120)
		w.in(func(ctx context.Context, tx *store.Tx) error {
			return w.Keep(ctx, tx, "case", "kept", promise.Decision)
		})
		w.start("agreed", promise.Decision, 120)
		w.in(func(ctx context.Context, tx *store.Tx) error {
			_, err := w.Renegotiate(ctx, tx, "case", "agreed", promise.Decision, tx.Now().Add(48*time.Hour), "We wait for a form.")
			return err
		})
		w.begins("elsewhere", promise.Place{Site: "Porto"})
		w.saves("mornings", []string{"Malmby"}, nil)
		w.recounts(1)
		w.want("a", "decision running 19 12:00")
		w.want("kept", "decision kept 17 14:00")
		w.want("agreed", "decision renegotiated 17 14:00", "decision running 19 12:00")
		w.want("elsewhere", "decision running 17 14:00")
		explained(w, "a", 120)
		w.saves("mornings", []string{"Malmby"}, nil) // nothing changed
		w.recounts(0)
		if got := w.told("promise.moved"); got != 1 {
			w.Errorf("%d owners were told of", got)
		}
		w.saves("other", []string{"Malmby"}, nil) // the same hours: another calendar, and no other moment
		w.recounts(0)
		w.saves("other", []string{}, nil)
		w.recounts(1)
		w.want("a", "decision running 17 14:00")
		explained(w, "a", 120)
		if got := w.told("promise.moved"); got != 2 {
			w.Errorf("%d owners were told of", got)
		}
	})
}

// The count goes on where it stopped, and what begins meanwhile has the new hours already.
func TestTheManyPromisesOfASiteAreCountedInBatches(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.in(func(ctx context.Context, tx *store.Tx) error {
			for i := range 130 {
				in := promise.Start{OwnerKind: "case", OwnerID: fmt.Sprintf("%03d", i), Kind: promise.FirstAnswer, Minutes: 120}
				if _, err := w.StartAll(ctx, tx, promise.Place{Site: "Malmby"}, in, in); err != nil {
					return err
				}
			}
			return nil
		})
		w.saves("mornings", []string{"Malmby"}, nil)
		w.start("new", promise.Decision, 120)
		w.recounts(260)
		if got := w.told("promise.moved"); got != 130 {
			w.Errorf("%d owners of 130 were told of", got)
		}
		w.want("new", "decision running 19 12:00")
	})
}

// The hours of a team go before those of the site, and these before the default ones; the explanation says which count, and why.
func TestATeamWithHoursOfItsOwnPromisesByThem(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.teams("payroll", "advice")
		if kept := w.saves("mornings", nil, []string{"payroll"}); !slices.Equal(kept.Teams, []string{"payroll"}) || len(kept.Sites) != 0 {
			w.Errorf("kept %+v", kept)
		}
		if kept := w.saves("mornings", nil, nil); !slices.Equal(kept.Teams, []string{"payroll"}) {
			w.Errorf("teams left out: %+v", kept)
		}
		if _, err := w.save(head, malmby(early)); err != nil {
			w.Fatal(err)
		}
		for owner, test := range map[string]struct {
			at        promise.Place
			due, says string
		}{
			"both": {promise.Place{Site: "Malmby", Team: "payroll"}, "19 12:00", "The hours of the team that works on it count: “Mornings”."},
			"site": {promise.Place{Site: "Malmby", Team: "advice"}, "24 06:00", "The hours of the site count: “Malmby”."},
			"none": {promise.Place{Site: "Porto", Team: "advice"}, "17 14:00", "The usual hours count: “Office hours”."},
			"bare": {promise.Place{}, "17 14:00", "The hours of “Office hours” count."},
		} {
			w.begins(owner, test.at)
			w.want(owner, "decision running "+test.due)
			w.says(owner, test.says)
			explained(w, owner, 120)
			due, err := w.Expected(w.Context(), w.db, promise.Start{Kind: promise.Decision, Place: test.at, Minutes: 120})
			if got := due.Format("02 15:04"); err != nil || got != test.due {
				w.Errorf("%s: %s is expected, %v; want %s", owner, got, err, test.due)
			}
		}
		w.saves("mornings", nil, []string{"advice"})
		w.recounts(3)
		w.want("both", "decision running 24 06:00")
		w.want("site", "decision running 19 12:00")
		w.want("none", "decision running 19 12:00")
		w.says("both", "The hours of the site count: “Malmby”.")
		if _, err := w.save(head, promise.SaveCalendar{ID: "mornings", Name: "Mornings", Body: json.RawMessage(mornings), Teams: []string{"moon"}}); fault.As(err) == nil || fault.As(err).Fields[0].Name != "teams" {
			w.Errorf("a team that there is not: %v", err)
		}
	})
}

// says checks that the explanation of the one promise of an owner says something.
func (w world) says(owner, text string) {
	w.Helper()
	s := again(w.db)
	views, err := s.Views(w.Context(), w.db, "case", []string{owner}, false)
	if err != nil {
		w.Fatal(err)
	}
	if err := s.Explain(w.Context(), w.db, promise.Reader{Reason: func(r string) (string, bool) { return r, false }, Mover: func(store.Time) string { return "" }}, views[owner]); err != nil {
		w.Fatal(err)
	}
	for _, one := range views[owner][0].Explanation {
		if strings.HasPrefix(one.Text, text) {
			return
		}
	}
	w.Errorf("%s: no %q in %+v", owner, text, views[owner][0].Explanation)
}

// What goes to a team with other hours is counted by them from its start, once; a time that somebody agreed on stays.
func TestWhatGoesToAnotherTeamCountsByItsHours(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.teams("payroll", "advice")
		w.saves("mornings", nil, []string{"payroll"})
		advice, payroll := promise.Place{Site: "Malmby", Team: "advice"}, promise.Place{Site: "Malmby", Team: "payroll"}
		goes := func(owner string, to promise.Place, event string) {
			w.in(func(ctx context.Context, tx *store.Tx) error { return w.Follow(ctx, tx, "case", owner, to, event) })
		}
		w.begins("a", advice)
		w.begins("agreed", advice)
		w.in(func(ctx context.Context, tx *store.Tx) error {
			_, err := w.Renegotiate(ctx, tx, "case", "agreed", promise.Decision, tx.Now().Add(time.Hour), "We wait for a form.")
			return err
		})
		goes("a", payroll, "1")
		goes("a", payroll, "2")
		goes("agreed", payroll, "3")
		goes("nobody", payroll, "4")
		w.want("a", "decision running 19 12:00")
		w.want("agreed", "decision renegotiated 17 14:00", "decision running 17 13:00")
		if got := w.told("promise.moved"); got != 1 {
			w.Errorf("%d owners were told of", got)
		}
		w.saves("mornings", nil, []string{}) // those of the team are those of the site again
		w.recounts(1)
		w.want("a", "decision running 17 14:00")
		goes("a", advice, "5")
		if got := w.told("promise.moved"); got != 2 {
			w.Errorf("%d owners were told of", got)
		}
	})
}

// A next word has five working days of whoever works on it, at most, also where their days are short.
func TestANextWordStaysWithinFiveWorkingDaysElsewhere(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.teams("payroll")
		if _, err := w.save(head, promise.SaveCalendar{ID: "short", Name: "Short", Teams: []string{"payroll"},
			Body: json.RawMessage(`{"zone":"UTC","week":{"mon":[["08:00","10:00"]],"tue":[["08:00","10:00"]],"wed":[["08:00","10:00"]],"thu":[["08:00","10:00"]],"fri":[["08:00","10:00"]]},"holidays":[]}`)}); err != nil {
			w.Fatal(err)
		}
		w.start("a", promise.NextWord, 5*9*60)
		w.want("a", "next_word running 24 12:00")
		w.in(func(ctx context.Context, tx *store.Tx) error {
			return w.Follow(ctx, tx, "case", "a", promise.Place{Site: "Malmby", Team: "payroll"}, "1")
		})
		w.want("a", "next_word running 24 10:00")
		explained(w, "a", 600)
	})
}

// What a policy promises in days has as many days of whoever works on it, however long they are.
func TestDaysOfAPolicyAreDaysOfWhoeverWorksOnIt(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.teams("payroll")
		if _, err := w.save(head, promise.SaveCalendar{ID: "short", Name: "Short", Teams: []string{"payroll"},
			Body: json.RawMessage(`{"zone":"UTC","week":{"tue":[["08:00","10:00"]],"wed":[["08:00","10:00"]],"thu":[["08:00","10:00"]],"fri":[["08:00","10:00"]]},"holidays":[]}`)}); err != nil {
			w.Fatal(err)
		}
		at := promise.Place{Site: "Malmby", Team: "advice"}
		w.twoDays()
		w.in(func(ctx context.Context, tx *store.Tx) error {
			asked := promise.Asked{Service: "pay", Priority: "normal", PersonID: "amina"}
			_, err := w.StartAll(ctx, tx, at, promise.Start{OwnerKind: "case", OwnerID: "a", Kind: promise.FirstAnswer, Minutes: 60, Asked: asked},
				promise.Start{OwnerKind: "case", OwnerID: "b", Kind: promise.Decision, Minutes: 60, Asked: asked})
			return err
		})
		w.want("a", "first_answer running 17 16:00")
		w.want("b", "decision running 19 12:00")
		for _, owner := range []string{"a", "b"} {
			w.in(func(ctx context.Context, tx *store.Tx) error {
				return w.Follow(ctx, tx, "case", owner, promise.Place{Site: "Malmby", Team: "payroll"}, "1")
			})
		}
		w.want("a", "first_answer running 19 10:00") // four hours are four hours
		w.want("b", "decision running 19 10:00")
		explained(w, "b", 240)
	})
}

// twoDays is a policy for all, by which a first answer has four hours, a next word a day, and the rest two days.
func (w world) twoDays() {
	w.Helper()
	w.in(func(ctx context.Context, tx *store.Tx) error {
		if _, err := tx.Exec(ctx, `INSERT INTO promise_policy (id, service_id, priority, customer_group, made_at) VALUES ('p', '', '', '', $1)`, tx.Now()); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO promise_policy_version (policy_id, version, name, first_answer, next_word, decision, warn_first, warn_second, ended, valid_from, made_at)
			VALUES ('p', 1, 'All', '4h', '1d', '2d', 50, 80, $1, $2, $2)`, false, tx.Now())
		return err
	})
}

// A calendar whose days become shorter, or longer again, keeps the days of what was promised in days; hours stay hours.
func TestDaysStayDaysWhenTheCalendarItselfChanges(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.twoDays()
		at := promise.Place{Site: "Malmby"}
		w.in(func(ctx context.Context, tx *store.Tx) error {
			asked := promise.Asked{Service: "pay", Priority: "normal", PersonID: "amina"}
			for owner, kind := range map[string]string{"a": promise.FirstAnswer, "b": promise.Decision} {
				if _, err := w.Start(ctx, tx, promise.Start{OwnerKind: "case", OwnerID: owner, Kind: kind, Place: at, Minutes: 60, Asked: asked}); err != nil {
					return err
				}
			}
			_, _, err := w.Word(ctx, tx, "case", "silent", at)
			return err
		})
		w.start("reopened", promise.NextWord, 300) // in hours, as a service says
		until := func(end string) {
			day := `[["08:00","` + end + `"]]`
			_, err := w.save(head, promise.SaveCalendar{ID: promise.DefaultCalendar, Name: "Office",
				Body: json.RawMessage(`{"zone":"UTC","week":{"mon":` + day + `,"tue":` + day + `,"wed":` + day + `,"thu":` + day + `,"fri":` + day + `},"holidays":[]}`)})
			if err != nil {
				w.Fatal(err)
			}
			if _, err := again(w.db).Recount(w.Context()); err != nil {
				w.Fatal(err)
			}
		}
		want := func(a, b, silent, reopened string) {
			w.Helper()
			w.want("a", "first_answer running "+a)
			w.want("b", "decision running "+b)
			w.want("silent", "next_word running "+silent)
			w.want("reopened", "next_word running "+reopened)
			for owner, minutes := range map[string]int{"a": 240, "reopened": 300} {
				explained(w, owner, minutes)
			}
		}
		want("17 16:00", "19 12:00", "24 12:00", "17 17:00")
		until("14:00") // six hours in place of nine
		want("18 10:00", "19 12:00", "24 12:00", "18 11:00")
		explained(w, "silent", 5*6*60)
		until("16:00")
		want("17 16:00", "19 12:00", "24 12:00", "18 09:00")
		explained(w, "silent", 5*8*60)
		explained(w, "b", 2*8*60)
	})
}
