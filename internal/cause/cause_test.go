package cause_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/calculation"
	"hearth/internal/cause"
	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/statement"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// world is the product with cases in it.
type world struct {
	*apptest.App
	numbers []string
}

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(&world{App: a}) })
}

func (w *world) hr(key string) authz.Actor { return w.Actor(authz.Desk, key) }

// ask opens a case and returns its number.
func (w *world) ask(key string, in desk.Open) string {
	w.T.Helper()
	in.Subject, in.Body = "My month", "It is not as it should be."
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, key), in)
	if err != nil {
		w.T.Fatal(err)
	}
	w.numbers = append(w.numbers, c.Number)
	return c.Number
}

// end answers a case as the first of HR who may.
func (w *world) end(number, why, words string) {
	w.T.Helper()
	if err := w.tryEnd(number, why, words); err != nil {
		w.T.Fatalf("nobody may answer %s: %v", number, err)
	}
}

func (w *world) tryEnd(number, why, words string) (err error) {
	for _, key := range []string{"marta", "theo", "priya", "ingrid"} {
		if _, err = w.App.App.Desk.Close(w.T.Context(), w.hr(key), desk.Close{Number: number, Answer: "It is mended.", Outcome: desk.OutcomeAnswered, Cause: why, CauseText: words}); err == nil {
			return nil
		}
	}
	return err
}

func (w *world) read(key string, in cause.Read) cause.Figures {
	w.T.Helper()
	w.Drain()
	all, err := w.Cause.Read(w.T.Context(), w.hr(key), in)
	if err != nil {
		w.T.Fatal(err)
	}
	return all
}

// cases is how many cases came about so.
func cases(f cause.Figures, id string) int {
	if i := slices.IndexFunc(f.Items, func(c cause.Cause) bool { return c.ID == id }); i >= 0 {
		return f.Items[i].Cases
	}
	return 0
}

func one(t testing.TB, f cause.Figures, id string) cause.Cause {
	t.Helper()
	i := slices.IndexFunc(f.Items, func(c cause.Cause) bool { return c.ID == id })
	if i < 0 {
		t.Fatalf("%s is not among %+v", id, f.Items)
	}
	return f.Items[i]
}

// Figures are over the cases that can be opened one by one, and no other one adds to them: whatever a case is to its reader.
func TestFiguresAreOverWhatTheReaderReads(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		n := 0
		for _, service := range []string{"pay", "hours", "health", "fairness", "review"} {
			for _, against := range [][]string{nil, {apptest.Email("stefan")}, {apptest.Email("ingrid")}, {apptest.Email("priya")}} {
				for _, who := range []string{"amina", "pavel", "theo", "marta"} {
					in := desk.Open{Service: service, Against: against}
					if n%3 == 1 {
						in.NotTo = []string{"manager", apptest.Email("theo")}[n%2 : n%2+1]
					}
					if n++; service == "fairness" {
						in.Named = []string{apptest.Email([]string{"theo", "marta"}[n%2])}
					}
					if who == "theo" && (len(in.NotTo) > 0 || len(in.Named) > 0) || who == "marta" && len(in.Named) > 0 {
						continue
					}
					number := w.ask(who, in)
					if n%4 == 0 { // whoever may not be given it is refused, which is fine here
						_, _ = w.App.App.Desk.Assign(w.T.Context(), w.hr("marta"), desk.Assign{Number: number, Assignee: apptest.Email("theo")})
					}
					// one that nobody is left to answer stays open, and does not count
					_ = w.tryEnd(number, []string{"tool", "other"}[n%2], "A month of "+number)
				}
			}
		}
		w.Drain()
		for _, key := range []string{"marta", "priya", "theo", "ingrid"} {
			want := map[string]int{}
			var words []string
			for _, number := range w.numbers {
				of, err := w.Cause.Of(w.T.Context(), w.hr(key), number)
				whole, e := w.App.App.Desk.Read(w.T.Context(), w.hr(key), desk.ReadOne{Number: number})
				if err != nil || e != nil || whole.Health || whole.State != desk.Answered {
					continue
				}
				want[whole.Cause]++
				if whole.Cause == "other" {
					words = append(words, of.Text)
				}
			}
			got := w.read(key, cause.Read{})
			if cases(got, "tool") != want["tool"] || cases(got, "other") != want["other"] || got.Cases != want["tool"]+want["other"] {
				w.T.Errorf("%s counts %+v, reads %v", key, got.Items, want)
			}
			var said []string
			for _, x := range got.Words {
				said = append(said, x.Text)
			}
			slices.Sort(said)
			slices.Sort(words)
			if !slices.Equal(said, words) {
				w.T.Errorf("%s reads the words %v, may read %v", key, said, words)
			}
			if got.Cases == 0 || got.Cases == len(w.numbers) {
				w.T.Errorf("%s counts %d of %d: the test proves nothing", key, got.Cases, len(w.numbers))
			}
		}
	})
}

func TestClausesAndWorkStandBesideTheCause(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, marta := w.T.Context(), w.hr("marta")
		day := func(n int) string { return w.DB.Now().AddDate(0, 0, n).Format(time.DateOnly) }
		decided := w.ask("amina", desk.Open{Service: "grade"})
		in := decision.Decide{Number: decided, Outcome: decision.Refused, Reason: "The shifts began at 18:30.", Clause: "pay 4.2", Facts: []string{"The list says so."}, Alternatives: []string{"Late shifts."},
			Next: decision.Next{Text: "Nothing changes.", Date: day(3)}, Appeal: decision.Way{Until: day(30), To: apptest.Email("priya")}}
		in.Cause = "rule-unclear"
		w.ok(w.Decision.Decide(ctx, marta, in))
		worked := w.ask("pavel", desk.Open{Service: "hours"})
		sheet := calculation.Write{Number: worked, Unit: "EUR", Rounding: "half_up", Lines: []calculation.Entry{{Text: "Nights", Quantity: "2", Rate: "38.00", Source: "Shift list", Clause: "pay 4.2"},
			{Text: "Weeks", Quantity: "1", Rate: "10.00", Source: "Shift list", Clause: "pay 6.3"}}}
		c, err := w.Calculation.Write(ctx, marta, sheet)
		w.ok(c, err)
		w.Advance(3 * time.Hour)
		for _, minutes := range []int{20, 40} {
			w.ok(w.Statement.Log(ctx, marta, statement.Log{Number: worked, Minutes: minutes, Step: "Read", StartedAt: w.DB.Now().Add(-time.Duration(minutes*2) * time.Minute)}))
		}
		w.end(worked, "rule-unclear", "")
		plain := w.ask("amina", desk.Open{Service: "pay"})
		w.end(plain, "rule-unclear", "")

		got := one(w.T, w.read("marta", cause.Read{}), "rule-unclear")
		want := cause.Cause{ID: "rule-unclear", Name: "A rule was unclear", Cases: 3, Effort: &cause.Effort{Minutes: 60, Cases: 1, PerCase: 60},
			Clauses: []cause.Cited{{Ref: "pay 4.2", Title: "Working time", Cases: 2}, {Ref: "pay 6.3", Title: "Pay review", Cases: 1}}}
		if !reflect.DeepEqual(got, want) {
			w.T.Errorf("got %+v, %+v; want %+v", got, got.Effort, want)
		}
		if got := w.read("marta", cause.Read{Service: "pay"}); got.Cases != 1 || len(got.Items[0].Clauses) != 0 || got.Items[0].Effort != nil {
			w.T.Errorf("of the service alone: %+v", got)
		}
		beside, err := w.Cause.Of(ctx, w.hr("priya"), worked)
		if err != nil || beside.Name != "A rule was unclear" || len(beside.Clauses) != 2 || beside.Minutes != 60 || !slices.Equal(beside.Effort, []cause.Spent{{Team: "HR advice", Minutes: 60}}) {
			w.T.Errorf("beside the case: %+v, %v", beside, err)
		}
		// What is corrected after the answer is followed: a line, and the work.
		w.ok(w.Calculation.Correct(ctx, marta, calculation.CorrectLine{Number: worked, Line: c.Lines[1].ID, Reason: "There was no absence.", Text: "Weeks", Quantity: "0", Rate: "10.00", Source: "Shift list"}))
		w.ok(w.Statement.Log(ctx, marta, statement.Log{Number: plain, Minutes: 10, Step: "Read"}))
		got = one(w.T, w.read("marta", cause.Read{}), "rule-unclear")
		if len(got.Clauses) != 1 || *got.Effort != (cause.Effort{Minutes: 70, Cases: 2, PerCase: 35}) {
			w.T.Errorf("after the corrections: %+v, %+v", got.Clauses, got.Effort)
		}
	})
}

func (w *world) ok(_ any, err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

// Figures follow what happens to an answered case, and looking again changes nothing.
func TestFiguresFollowTheCase(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		number := w.ask("amina", desk.Open{Service: "review"})
		w.end(number, "tool", "")
		counts := func(what string, team, others int) {
			w.T.Helper()
			for key, want := range map[string]int{"priya": team, "theo": others} {
				if got := w.read(key, cause.Read{}); got.Cases != want {
					w.T.Errorf("%s: %s counts %d, want %d", what, key, got.Cases, want)
				}
			}
		}
		counts("of one team", 1, 0)
		whole, err := w.App.App.Desk.Read(ctx, w.hr("marta"), desk.ReadOne{Number: number})
		w.ok(whole, err)
		for range 2 {
			w.ok(nil, w.DB.Tx(ctx, func(tx *store.Tx) error { tx.Publish(desk.AnsweredChanged{CaseID: whole.ID}); return nil }))
		}
		counts("told of again", 1, 0)
		w.ok(w.App.App.Desk.Assign(ctx, w.hr("marta"), desk.Assign{Number: number, Team: "payroll"}))
		counts("given to another team", 0, 1)
		w.ok(w.App.App.Desk.Reopen(ctx, w.Actor(authz.Portal, "amina"), desk.Reopen{Number: number, Missing: "The date."}))
		counts("opened again", 0, 0)
	})
}

// What no fact told of is found, once.
func TestTheSweepCountsWhatCameBefore(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for range 3 {
			w.end(w.ask("amina", desk.Open{Service: "pay"}), "tool", "")
		}
		w.ask("amina", desk.Open{Service: "pay"}) // open
		w.Drain()
		w.ok(nil, w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
			for _, sql := range []string{`DELETE FROM cause_case`, `DELETE FROM cause_tally`, `UPDATE cause_sweep SET after_id = '', rest_until = NULL`} {
				if _, err := tx.Exec(w.T.Context(), sql); err != nil {
					return err
				}
			}
			return nil
		}))
		for _, want := range []int{3, 0, 0} {
			if got, err := w.Cause.Sweep(w.T.Context()); err != nil || got != want {
				w.T.Fatalf("a sweep counted %d, want %d, %v", got, want, err)
			}
		}
		if got := w.read("marta", cause.Read{}); got.Cases != 3 {
			w.T.Errorf("%d cases, want 3", got.Cases)
		}
	})
}

func TestATimeIsAskedFor(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.end(w.ask("amina", desk.Open{Service: "pay"}), "tool", "")
		w.Advance(40 * 24 * time.Hour)
		w.end(w.ask("amina", desk.Open{Service: "pay"}), "tool", "")
		today := w.DB.Now().UTC()
		at := func(days int) string { return today.AddDate(0, 0, days).Format(time.DateOnly) }
		for _, c := range []struct {
			from, to string
			want     int
		}{{"", "", 2}, {at(0), at(0), 1}, {at(-40), at(-40), 1}, {at(-40), at(0), 2}, {at(-39), at(-1), 0}, {at(-400), at(400), 2}, {"0001-01-01", "9999-12-31", 2}, {at(1), at(9), 0}} {
			if got := w.read("marta", cause.Read{From: c.from, To: c.to}); got.Cases != c.want {
				w.T.Errorf("from %q to %q: %d, want %d", c.from, c.to, got.Cases, c.want)
			}
		}
		for _, c := range []struct {
			in    cause.Read
			field string
		}{{cause.Read{From: "yesterday"}, "from"}, {cause.Read{To: "2026-02-30"}, "to"}, {cause.Read{From: at(0), To: at(-1)}, "to"}, {cause.Read{Service: "nothing"}, "service"}} {
			_, err := w.Cause.Read(w.T.Context(), w.hr("marta"), c.in)
			if e := fault.As(err); e == nil || len(e.Fields) != 1 || e.Fields[0].Name != c.field {
				w.T.Errorf("%+v: got %v, want a fault of %s", c.in, err, c.field)
			}
		}
	})
}

func TestFiguresAreForHR(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for _, by := range []authz.Actor{w.Actor(authz.Portal, "amina"), w.Actor(authz.Portal, "marta"), w.hr("noor"), w.hr("lena"), {}} {
			if _, err := w.Cause.Read(w.T.Context(), by, cause.Read{}); err == nil {
				w.T.Errorf("%s reads figures", by.PersonID)
			}
		}
	})
}

// Nothing that is kept or told names who worked, decided or asked; so nothing can be grouped by a person.
func TestNothingCanBeGroupedByAPerson(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for _, key := range []string{"amina", "pavel"} {
			w.end(w.ask(key, desk.Open{Service: "pay"}), "other", "A month")
		}
		w.Drain()
		told, err := json.Marshal(w.read("marta", cause.Read{}))
		w.ok(told, err)
		kept := string(told)
		for _, query := range []string{`SELECT case_id || day || cause_id || service_id || team_id || sensitivity || clauses FROM cause_case`, `SELECT period || cause_id || service_id || team_id || sensitivity || clause FROM cause_tally`} {
			all, err := store.All[string](w.T.Context(), w.DB, query)
			w.ok(all, err)
			kept += strings.Join(all, " ")
		}
		for _, m := range apptest.Cast() {
			if strings.Contains(kept, apptest.ID(m.Key)) || strings.Contains(kept, m.Family) {
				w.T.Errorf("%s is named in %s", m.Key, kept)
			}
		}
		for i := range reflect.TypeFor[cause.Read]().NumField() {
			if name := reflect.TypeFor[cause.Read]().Field(i).Name; !slices.Contains([]string{"From", "To", "Service"}, name) {
				w.T.Errorf("figures can be asked for by %s: say here why that names nobody", name)
			}
		}
	})
}
