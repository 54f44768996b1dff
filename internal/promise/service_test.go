package promise_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"testing"
	"time"

	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/promise"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// world is a service on a database whose clock stands on Tuesday 17 November 2026 at 12:00 UTC; the office is open from 08:00 to 17:00.
type world struct {
	*testing.T
	db *store.DB
	*promise.Service
}

func each(t *testing.T, f func(w world)) {
	t.Helper()
	dbtest.Each(t, []store.Migrations{people.Schema(), promise.Schema(), audit.Migrations()}, func(t *testing.T, db *store.DB) {
		f(world{t, db, again(db)})
	})
}

// again returns the service as a new process has it.
func again(db *store.DB) *promise.Service {
	policy := authz.NewPolicy()
	policy.Add(promise.Rules())
	return promise.New(db, policy, audit.New(db, []byte("key"), slog.New(slog.DiscardHandler)))
}

// in runs f in a transaction and returns the kind of its fault.
func (w world) in(f func(ctx context.Context, tx *store.Tx) error) fault.Kind {
	w.Helper()
	err := w.db.Tx(w.Context(), func(tx *store.Tx) error { return f(w.Context(), tx) })
	if fault.KindOf(err) == fault.Internal {
		w.Fatal(err)
	}
	return fault.KindOf(err)
}

// calendarAt is the calendar in which promises at a site are counted.
func (w world) calendarAt(site string) (id string, err error) {
	w.Helper()
	w.in(func(ctx context.Context, tx *store.Tx) error {
		var p promise.Promise
		p, err = w.Start(ctx, tx, promise.Start{OwnerKind: "probe", OwnerID: "probe", Kind: promise.Decision, Place: promise.Place{Site: site}, Minutes: 1})
		id = p.CalendarID
		return err
	})
	return id, err
}

// What a queue reads of fifty cases goes through what still has to be kept: each word of HR leaves a promise that was kept.
func TestWhatIsLeftToKeepIsFoundWithoutWhatWasKept(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		dbtest.Goes(w.T, w.db, "FROM promise_promise", "promise_promise_owed", func() {
			if _, err := w.Running(w.Context(), w.db, "case", []string{"a", "b"}); err != nil {
				w.Error(err)
			}
		})
	})
}

func (w world) start(owner, kind string, minutes int) {
	w.Helper()
	w.in(func(ctx context.Context, tx *store.Tx) error {
		_, err := w.Start(ctx, tx, promise.Start{OwnerKind: "case", OwnerID: owner, Kind: kind, Place: promise.Place{Site: "Malmby"}, Minutes: minutes})
		return err
	})
}

// seen returns kind, state and due moment of the promises of an owner, as a new process reads them.
func (w world) seen(owner string) []string {
	w.Helper()
	s := again(w.db)
	all, err := s.ForOwners(w.Context(), w.db, "case", []string{owner, "nobody"})
	if err != nil {
		w.Fatal(err)
	}
	var out []string
	for _, p := range all[owner] {
		v := s.View(w.db.Now(), p)
		out = append(out, v.Kind+" "+string(v.State)+" "+v.DueAt.Format("02 15:04"))
	}
	return out
}

func (w world) want(owner string, want ...string) {
	w.Helper()
	if got := w.seen(owner); !slices.Equal(got, want) {
		w.Errorf("got %q, want %q", got, want)
	}
}

func (w world) save(by authz.Actor, in promise.SaveCalendar) (promise.KeptCalendar, error) {
	return w.SaveCalendar(w.Context(), by, in)
}

func TestPromisesOfAnOwner(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.start("a", promise.FirstAnswer, 120)
		w.db.Clock().Advance(time.Minute)
		w.start("a", promise.Decision, 480)
		w.start("b", promise.Decision, 60)
		w.want("a", "first_answer running 17 14:00", "decision running 18 11:01")
		next, found, err := w.Next(w.Context(), w.db, "case", "a")
		if err != nil || !found || next.Kind != promise.FirstAnswer {
			t.Errorf("next: %+v, %v, %v", next, found, err)
		}
		w.in(func(ctx context.Context, tx *store.Tx) error {
			return w.Keep(ctx, tx, "case", "a", promise.FirstAnswer)
		})
		w.in(func(ctx context.Context, tx *store.Tx) error {
			return w.Keep(ctx, tx, "case", "a", promise.FirstAnswer)
		}) // none is left: no error
		w.want("a", "first_answer kept 17 14:00", "decision running 18 11:01")
		w.want("b", "decision running 17 13:01")
		w.in(func(ctx context.Context, tx *store.Tx) error { return w.Cancel(ctx, tx, "case", "a", promise.Callback) })
		w.want("a", "first_answer kept 17 14:00", "decision running 18 11:01")
		w.in(func(ctx context.Context, tx *store.Tx) error { return w.Cancel(ctx, tx, "case", "a") })
		w.want("a", "first_answer kept 17 14:00", "decision cancelled 18 11:01")
		if _, found, err := w.Next(w.Context(), w.db, "case", "a"); found || err != nil {
			t.Errorf("next of none: %v, %v", found, err)
		}
	})
}

func TestAPauseSurvivesARestart(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.start("a", promise.Decision, 480) // due on the 18th at 11:00
		w.db.Clock().Advance(time.Hour)
		until := store.At(time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC))
		pause := func(reason string) fault.Kind {
			return w.in(func(ctx context.Context, tx *store.Tx) error { return w.Pause(ctx, tx, "case", "a", reason, until) })
		}
		if got := pause(""); got != fault.Invalid {
			t.Errorf("without a reason: %q", got)
		}
		if got := pause("customer"); got != "" {
			t.Errorf("pause: %q", got)
		}
		w.want("a", "decision paused 20 15:00")
		if _, found, _ := w.Next(w.Context(), w.db, "case", "a"); found {
			t.Error("a paused promise is due next")
		}
		w.db.Clock().Advance(20 * time.Hour) // 18th, 09:00
		w.in(func(ctx context.Context, tx *store.Tx) error { return again(w.db).Resume(ctx, tx, "case", "a") })
		w.want("a", "decision running 18 16:00")
		w.in(func(ctx context.Context, tx *store.Tx) error { return w.Resume(ctx, tx, "case", "a") }) // none is paused: no error
		w.want("a", "decision running 18 16:00")
	})
}

func TestAPauseIsOverForEverybodyAtItsDate(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.start("a", promise.Decision, 480)
		until := store.At(time.Date(2026, 11, 18, 8, 0, 0, 0, time.UTC))
		w.in(func(ctx context.Context, tx *store.Tx) error { return w.Pause(ctx, tx, "case", "a", "customer", until) })
		w.db.Clock().Set(until.Time)
		w.want("a", "decision running 18 16:00")
		if next, found, err := w.Next(w.Context(), w.db, "case", "a"); err != nil || !found || next.Kind != promise.Decision {
			t.Errorf("next: %+v, %v, %v", next, found, err)
		}
		w.db.Clock().Advance(10 * time.Hour)
		w.want("a", "decision late 18 16:00")
	})
}

func TestANewTimeReplacesTheOld(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.start("a", promise.Decision, 480)
		w.db.Clock().Advance(time.Hour)
		due := store.At(time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC))
		move := func(kind, reason string) (p promise.Promise, kindOf fault.Kind) {
			kindOf = w.in(func(ctx context.Context, tx *store.Tx) (err error) {
				p, err = w.Renegotiate(ctx, tx, "case", "a", kind, due, reason)
				return err
			})
			return p, kindOf
		}
		if _, got := move(promise.Callback, "Why"); got != fault.Conflict {
			t.Errorf("a kind that does not run: %q", got)
		}
		next, got := move(promise.Decision, "The payroll run is on Friday.")
		if got != "" || next.Replaces == "" {
			t.Errorf("%+v, %q", next, got)
		}
		w.want("a", "decision renegotiated 18 11:00", "decision running 20 12:00")
		all, err := w.ForOwners(w.Context(), w.db, "case", []string{"a"})
		if err != nil || all["a"][0].ID != next.Replaces || all["a"][0].Reason != "The payroll run is on Friday." || all["a"][1].Reason != all["a"][0].Reason {
			t.Errorf("%+v, %v", all, err)
		}
		if _, got := move(promise.Decision, "Again"); got != fault.Invalid {
			t.Errorf("to the time that is promised: %q", got)
		}
		w.db.Clock().Advance(10 * 24 * time.Hour)
		due = w.db.Now().Add(time.Hour)
		if _, got := move(promise.Decision, "Late"); got != fault.Conflict {
			t.Errorf("a late one: %q", got)
		}
		w.want("a", "decision renegotiated 18 11:00", "decision late 20 12:00")
	})
}

var (
	head  = authz.Actor{PersonID: "ingrid", Face: authz.Desk, Roles: []authz.Role{authz.HRHead}}
	agent = authz.Actor{PersonID: "marta", Face: authz.Desk, Roles: []authz.Role{authz.Agent}}
	amina = authz.Actor{PersonID: "amina", Face: authz.Portal}
)

func malmby(body string) promise.SaveCalendar {
	return promise.SaveCalendar{ID: "malmby", Name: " Malmby ", Body: json.RawMessage(body), Sites: []string{"Malmby", "Hall 1"}}
}

const early = `{"zone":"Europe/Stockholm","week":{"tue":[["06:00","14:00"]],"wed":[["06:00","14:00"]]},"holidays":["2026-11-18"]}`

// Who moved everybody's dates can be told later.
func TestWhoChangesACalendarIsRecorded(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		if _, err := w.save(head, malmby(early)); err != nil {
			t.Fatal(err)
		}
		if _, err := w.TakeHolidays(w.Context(), head, promise.TakeHolidays{ID: "malmby", Country: "SE", Days: []string{"2026-12-25"}}); err != nil {
			t.Fatal(err)
		}
		all, err := store.All[string](w.Context(), w.db, `SELECT action FROM audit_entry WHERE kind = 'promise_calendar' AND object = 'malmby'`)
		if want := string(promise.EditCalendars); err != nil || !slices.Equal(all, []string{want, want}) {
			t.Errorf("of two changes is recorded %q, %v", all, err)
		}
	})
}

func TestASiteHasItsCalendar(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.start("a", promise.Decision, 60)
		kept, err := w.save(head, malmby(early))
		if err != nil || kept.Name != "Malmby" || kept.Default || !slices.Equal(kept.Sites, []string{"Hall 1", "Malmby"}) {
			t.Fatalf("%+v, %v", kept, err)
		}
		w.want("a", "decision running 17 13:00") // until it is counted anew
		w.start("b", promise.Decision, 120)      // 13:00 in Stockholm, one hour before it closes; the 18th is a holiday
		w.want("b", "decision running 24 06:00")
		id, err := w.calendarAt("Porto")
		if err != nil || id != "office" {
			t.Errorf("a site without a calendar: %q, %v", id, err)
		}
		without := malmby(early)
		without.Sites = nil
		if kept, err = w.save(head, without); err != nil || len(kept.Sites) != 2 {
			t.Errorf("sites left out: %+v, %v", kept.Sites, err)
		}
		without.Sites = []string{"Hall 1"}
		if kept, err = w.save(head, without); err != nil || !slices.Equal(kept.Sites, []string{"Hall 1"}) {
			t.Errorf("one site taken away: %+v, %v", kept.Sites, err)
		}
		if id, err := w.calendarAt("Malmby"); err != nil || id != "office" {
			t.Errorf("a site that lost its calendar: %q, %v", id, err)
		}
		office, err := w.Calendar(w.Context(), agent, promise.ReadCalendar{ID: "office"})
		if err != nil || !office.Default {
			t.Errorf("%+v, %v", office, err)
		}
		all, err := w.Calendars(w.Context(), agent, promise.ReadAll{})
		if err != nil || len(all.Items) != 2 || all.Items[0].ID != "malmby" || all.Items[1].ID != "office" {
			t.Errorf("%+v, %v", all, err)
		}
	})
}

func TestAnotherNodeSeesTheNewHours(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		other := again(w.db)
		if _, err := w.save(head, malmby(early)); err != nil {
			t.Fatal(err)
		}
		w.start("a", promise.Decision, 60) // 12:00 to 13:00 UTC
		due := func() string {
			all, err := other.ForOwners(w.Context(), w.db, "case", []string{"a"})
			if err != nil {
				t.Fatal(err)
			}
			return other.View(w.db.Now(), all["a"][0]).DueAt.Format("02 15:04")
		}
		before := due()
		if _, err := w.save(head, malmby(`{"zone":"Europe/Stockholm","week":{"tue":[["06:00","13:30"]]}}`)); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Recount(w.Context()); err != nil {
			t.Fatal(err)
		}
		if after := due(); before != "17 13:00" || after != "24 05:30" {
			t.Errorf("got %v, then %v", before, after)
		}
	})
}

func TestCalendarsAreRefused(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		for name, by := range map[string]authz.Actor{"an agent": agent, "an employee": amina} {
			if _, err := w.save(by, malmby(early)); fault.KindOf(err) != fault.Forbidden {
				t.Errorf("%s saves: %v", name, err)
			}
		}
		if _, err := w.save(authz.Actor{}, malmby(early)); fault.KindOf(err) != fault.SignIn {
			t.Errorf("nobody saves: %v", err)
		}
		if _, err := w.Calendars(w.Context(), amina, promise.ReadAll{}); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("an employee reads all: %v", err)
		}
		if _, err := w.Calendar(w.Context(), amina, promise.ReadCalendar{ID: "office"}); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("an employee reads one: %v", err)
		}
		if _, err := w.Calendar(w.Context(), head, promise.ReadCalendar{ID: "moon"}); fault.KindOf(err) != fault.NotFound {
			t.Errorf("one that is not there: %v", err)
		}
		for field, change := range map[string]func(in *promise.SaveCalendar){
			"id":            func(in *promise.SaveCalendar) { in.ID = "Malmby!" },
			"name":          func(in *promise.SaveCalendar) { in.Name = " " },
			"sites":         func(in *promise.SaveCalendar) { in.Sites = []string{""} },
			"calendar":      func(in *promise.SaveCalendar) { in.Body = nil },
			"calendar.zone": func(in *promise.SaveCalendar) { in.Body = json.RawMessage(`{"zone":"Europe/Atlantis"}`) },
			"calendar.week": func(in *promise.SaveCalendar) { in.Body = json.RawMessage(`{"zone":"UTC","week":{}}`) },
			"calendar.week.mon": func(in *promise.SaveCalendar) {
				in.Body = json.RawMessage(`{"zone":"UTC","week":{"mon":[["17:00","17:00"]]}}`)
			},
		} {
			in := malmby(early)
			change(&in)
			_, err := w.save(head, in)
			if f := fault.As(err); f == nil || f.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Name != field {
				t.Errorf("%s: got %v", field, err)
			}
		}
		if all, err := w.Calendars(w.Context(), head, promise.ReadAll{}); err != nil || len(all.Items) != 1 {
			t.Errorf("a refused calendar was kept: %+v, %v", all, err)
		}
	})
}

func TestDueBeforeLeavesOutRowsWithoutAMoment(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.start("a", promise.Decision, 60)
		w.start("b", promise.Decision, 600)
		for column, want := range map[string]int{"due_at": 1, "paused_until": 0} {
			query := new(store.Q).Add(`SELECT id FROM promise_promise WHERE `).Where(promise.DueBefore(column, w.db.Now().Add(2*time.Hour)))
			if got, err := store.Select[string](w.Context(), w.db, query); err != nil || len(got) != want {
				t.Errorf("%s: got %v, %v, want %d", column, got, err, want)
			}
		}
	})
}
