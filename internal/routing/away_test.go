package routing_test

import (
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
	"hearth/internal/routing"
)

func TestCasesOfWhoIsAwayAreHandedOver(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agree()
		due, later, wrote := w.open("amina", "hours"), w.open("amina", "hours"), w.open("amina", "hours")
		for _, c := range []desk.Case{due, later, wrote} {
			w.give(c, "priya")
			if c.ID != due.ID {
				_, err := w.App.App.Desk.Pause(w.T.Context(), w.Actor(authz.Desk, "priya"), desk.Pause{Number: c.Number, Reason: desk.WaitDate, Until: w.DB.Now().Add(10 * 24 * time.Hour)})
				w.ok(err)
			}
		}
		w.away("priya", "2026-11-17", "2026-11-20")
		w.pass()
		if a, b := w.has(due), w.has(later); a != "marta" || b != "priya" {
			w.T.Errorf("%q has what is due, %q what waits for longer", a, b)
		}
		_, err := w.App.App.Desk.Write(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.Write{Number: wrote.Number, Body: "One more thing."})
		w.ok(err)
		w.pass()
		if got := w.has(wrote); got != "marta" {
			w.T.Errorf("%q has the case whose customer wrote", got)
		}
		for range 3 {
			if got := w.has(w.open("amina", "hours")); got != "marta" {
				w.T.Errorf("%q has a new case while Priya is away", got)
			}
		}
		w.Advance(4 * 24 * time.Hour)
		w.pass()
		if n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM routing_away`); err != nil || n != 0 {
			w.T.Errorf("%d days away are kept after they are over, %v", n, err)
		}
	})
}

// Before a team agreed on the rule nobody is given anything, and what is due while its holder is away still does not lie with them: the queue of the team has it.
func TestWithoutTheAgreementTheQueueHasWhatIsDueWhileSomebodyIsAway(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		due, later := w.open("amina", "hours"), w.open("amina", "hours")
		w.give(due, "priya")
		w.give(later, "priya")
		_, err := w.App.App.Desk.Pause(w.T.Context(), w.Actor(authz.Desk, "priya"), desk.Pause{Number: later.Number, Reason: desk.WaitDate, Until: w.DB.Now().Add(10 * 24 * time.Hour)})
		w.ok(err)
		w.away("priya", "2026-11-17", "2026-11-20")
		w.pass()
		if a, b := w.has(due), w.has(later); a != "" || b != "priya" {
			w.T.Errorf("%q has what is due, %q what waits for longer", a, b)
		}
		w.Desk("marta").Get("/desk/cases/" + due.Number).Shows("is away, so this goes to somebody else.")
	})
}

func TestWhereNobodyHasRoomTheQueueHasIt(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agree()
		c := w.open("amina", "pay")
		w.away("theo", "2026-11-17", "2026-11-20")
		w.pass()
		if got := w.has(c); got != "" {
			w.T.Errorf("%q has it", got)
		}
		v, err := w.s.OwnDay(w.T.Context(), w.Actor(authz.Desk, "theo"), routing.Nothing{})
		if err != nil || len(v.Away) != 1 {
			w.T.Fatalf("%+v, %v", v, err)
		}
		_, err = w.s.Back(w.T.Context(), w.Actor(authz.Desk, "marta"), routing.Back{ID: v.Away[0].ID})
		w.ok(err)
		w.pass()
		if got := w.has(c); got != "" {
			w.T.Errorf("Marta ended Theo's absence: %q has it", got)
		}
		_, err = w.s.Back(w.T.Context(), w.Actor(authz.Desk, "theo"), routing.Back{ID: v.Away[0].ID})
		w.ok(err)
		w.Advance(10 * time.Minute)
		w.pass()
		if got := w.has(c); got != "theo" {
			w.T.Errorf("%q has it after Theo is back", got)
		}
	})
}

func TestOnlyDaysAreKeptAndWhoSaysThem(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, ingrid := w.T.Context(), w.Actor(authz.Desk, "ingrid")
		for field, in := range map[string]routing.Away{"first_day": {"soon", "2026-11-20"}, "back_day": {"2026-11-20", "2026-11-20"}} {
			_, err := w.s.Away(ctx, ingrid, in)
			if fault.As(err) == nil || fault.As(err).Fields[0].Name != field {
				w.T.Errorf("%+v: %v", in, err)
			}
		}
		for _, in := range []routing.Away{{"2026-11-01", "2026-11-10"}, {"2026-11-20", "2028-11-20"}} {
			_, err := w.s.Away(ctx, ingrid, in)
			kind(w.T, err, fault.Invalid)
		}
		sick := routing.AwayFor{Team: "advice", Person: apptest.ID("priya"), FirstDay: "2026-11-17", BackDay: "2026-11-20"}
		_, err := w.s.AwayFor(ctx, w.Actor(authz.Desk, "marta"), sick)
		kind(w.T, err, fault.Forbidden)
		first, err := w.s.AwayFor(ctx, ingrid, sick)
		w.ok(err)
		sick.BackDay = "2026-11-18"
		again, err := w.s.AwayFor(ctx, ingrid, sick)
		if err != nil || again.ID != first.ID {
			w.T.Errorf("%+v, %v", again, err)
		}
		sick.Person = apptest.ID("theo")
		_, err = w.s.AwayFor(ctx, ingrid, sick)
		kind(w.T, err, fault.Invalid)
		_, err = w.s.Away(ctx, w.Actor(authz.Portal, "amina"), routing.Away{FirstDay: "2026-11-17", BackDay: "2026-11-20"})
		kind(w.T, err, fault.Forbidden)
	})
}

// Whoever is of HR and in no team can be said to be away on any team's page, and a head who is of the team; who is not of HR, or has left, cannot. Their cases go to others.
func TestWhoeverIsInNoTeamCanBeSaidToBeAway(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, ingrid := w.T.Context(), w.Actor(authz.Desk, "ingrid")
		w.Add(apptest.Member{Key: "sole", Given: "Sole", Family: "Okafor", Number: "4001", Roles: []string{"agent"}})
		w.Add(apptest.Member{Key: "cora", Given: "Cora", Family: "Lindqvist", Number: "4002", Roles: []string{"concern"}})
		for who, want := range map[string]bool{"sole": true, "cora": true, "ingrid": true, "marta": true, "theo": false, "amina": false, "noor": false} {
			_, err := w.s.AwayFor(ctx, ingrid, routing.AwayFor{Team: "advice", Person: apptest.ID(who), FirstDay: "2026-11-17", BackDay: "2026-12-01"})
			if want {
				w.ok(err)
			} else {
				kind(w.T, err, fault.Invalid)
			}
			p, err := people.ByID(ctx, w.DB, apptest.ID(who))
			w.ok(err)
			if _, away, err := w.s.IsAway(ctx, w.DB, p); err != nil || away != want {
				w.T.Errorf("%s is away: %v, %v", who, away, err)
			}
		}
		team, err := w.s.Team(ctx, w.Actor(authz.Desk, "marta"), routing.OfTeam{Team: "advice"})
		if err != nil || len(team.Absent) > 0 {
			w.T.Errorf("an agent may say of %v that they are away, %v", team.Absent, err)
		}
	})
}

// Who is away is not told of what is late; somebody else is.
func TestNobodyWhoIsAwayIsEscalatedTo(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.away("priya", "2026-11-17", "2026-12-01")
		_, err := w.s.AwayFor(w.T.Context(), w.Actor(authz.Desk, "ingrid"), routing.AwayFor{Team: "advice", Person: apptest.ID("marta"), FirstDay: "2026-11-17", BackDay: "2026-11-30"})
		w.ok(err)
		for range 3 {
			w.open("amina", "hours")
		}
		for range 2 {
			w.Advance(5 * time.Hour)
			w.Drain()
		}
		told := map[string]int{}
		for _, key := range []string{"marta", "priya", "ingrid"} {
			all, err := mail.ForPerson(w.T.Context(), w.DB, apptest.ID(key), 500)
			w.ok(err)
			for _, l := range all {
				if l.Kind == "escalation.told" {
					told[key]++
				}
			}
		}
		if told["marta"] != 0 || told["priya"] != 0 || told["ingrid"] == 0 {
			w.T.Errorf("told: %v", told)
		}
	})
}

// A case that waits for longer than its holder is away is handed over for what goes on meanwhile: a call that somebody waits for, and a step of theirs. What others do, and what waits too, is no reason.
func TestCasesThatWaitAreHandedOverForWhatGoesOn(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agree()
		call, step, others, waits, beyond := w.open("amina", "hours"), w.open("amina", "hours"), w.open("amina", "hours"), w.open("amina", "hours"), w.open("amina", "hours")
		for _, c := range []desk.Case{call, step, others, waits, beyond} {
			w.give(c, "priya")
		}
		for _, in := range []desk.AddStep{{Number: step.Number, Title: "Look it up", Minutes: 60}, {Number: others.Number, Title: "Look it up", Team: "payroll", Minutes: 60}, {Number: waits.Number, Title: "Look it up", Minutes: 60}} {
			_, err := w.App.App.Desk.AddStep(w.T.Context(), w.Actor(authz.Desk, "priya"), in)
			w.ok(err)
		}
		for c, in := range map[string]time.Duration{call.Number: 24 * time.Hour, beyond.Number: 6 * 24 * time.Hour} {
			from := w.DB.Now().Add(in)
			w.API("amina").Post("/api/v1/cases/"+c+"/callbacks", map[string]any{"windows": []any{map[string]any{"from": from, "to": from.Add(time.Hour)}}}).Is(201)
		}
		for _, c := range []desk.Case{call, step, others, waits, beyond} {
			reason := desk.WaitOutside
			if c.ID == waits.ID {
				reason = desk.WaitDate
			}
			_, err := w.App.App.Desk.Pause(w.T.Context(), w.Actor(authz.Desk, "priya"), desk.Pause{Number: c.Number, Reason: reason, Needed: "Their word.", Until: w.DB.Now().Add(20 * 24 * time.Hour)})
			w.ok(err)
		}
		w.away("priya", "2026-11-17", "2026-11-20")
		w.pass()
		for name, c := range map[string]desk.Case{"a call": call, "a step": step} {
			if got := w.has(c); got != "marta" {
				w.T.Errorf("%q has the case on which %s is due", got, name)
			}
		}
		for name, c := range map[string]desk.Case{"another team does a step": others, "the step waits too": waits, "the call is for later": beyond} {
			if got := w.has(c); got != "priya" {
				w.T.Errorf("%q has the case on which %s", got, name)
			}
		}
	})
}

// A call with one time while its holder is away and another after that is handed over, so that nobody waits in vain; not so where a colleague is going to call, or HR called at that time.
func TestACallIsHandedOverForEachOfItsTimes(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agree()
		both, taken, called, after := w.open("amina", "hours"), w.open("pavel", "hours"), w.open("hanna", "hours"), w.open("rosa", "hours")
		calls := map[string]string{}
		for key, c := range map[string]desk.Case{"amina": both, "pavel": taken, "hanna": called, "rosa": after} {
			w.give(c, "priya")
			var windows []any
			for _, in := range []time.Duration{24 * time.Hour, 6 * 24 * time.Hour} {
				if from := w.DB.Now().Add(in); c.ID != after.ID || in > 24*time.Hour {
					windows = append(windows, map[string]any{"from": from, "to": from.Add(time.Hour)})
				}
			}
			calls[key] = apptest.Decode[struct {
				ID string `json:"id"`
			}](w.T, w.API(key).Post("/api/v1/cases/"+c.Number+"/callbacks", map[string]any{"windows": windows}), 201).ID
			_, err := w.App.App.Desk.Pause(w.T.Context(), w.Actor(authz.Desk, "priya"), desk.Pause{Number: c.Number, Reason: desk.WaitOutside, Needed: "Their word.", Until: w.DB.Now().Add(20 * 24 * time.Hour)})
			w.ok(err)
		}
		w.API("marta").Post("/api/v1/callbacks/"+calls["pavel"]+"/take", map[string]any{}).Is(200)
		w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(w.T.Context(), `INSERT INTO callback_attempt (id, call_id, window_id, service_id, by_person, result, at) SELECT 'early', w.call_id, w.id, 'hours', NULL, 'no_answer', $2 FROM callback_window w
				WHERE w.call_id = $1 AND w.from_at < $3`, calls["hanna"], tx.Now(), tx.Now().Add(48*time.Hour))
			return err
		}))
		w.away("priya", "2026-11-17", "2026-11-20")
		w.pass()
		for name, c := range map[string]desk.Case{"a colleague calls": taken, "somebody called": called, "the call is for later": after} {
			if got := w.has(c); got != "priya" {
				w.T.Errorf("%q has the case on which %s", got, name)
			}
		}
		if got := w.has(both); got != "marta" {
			w.T.Errorf("%q has the case with a time while Priya is away", got)
		}
	})
}
