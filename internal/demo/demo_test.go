package demo_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/demo"
	"hearth/internal/demo/content"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/promise"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// world is a demo with some of its year.
type world struct {
	*apptest.App
	people map[string]content.Person
}

func newWorld(t *testing.T, d store.Dialect, now time.Time, plan demo.Plan) world {
	t.Helper()
	w := world{apptest.Demo(t, d, now, plan), map[string]content.Person{}}
	for _, p := range content.People(content.Seed) {
		w.people[p.Key] = p
	}
	return w
}

// as is somebody in a face, with the roles and teams of the directory at the desk.
func (w world) as(key string, face authz.Face) authz.Actor {
	w.T.Helper()
	p, err := people.Find(w.T.Context(), w.DB, w.people[key].Number)
	by := authz.Actor{PersonID: p.ID, Face: face}
	if err == nil && face == authz.Desk {
		by.Roles, by.Teams, err = people.Standing(w.T.Context(), w.DB, p.ID)
	}
	if err != nil {
		w.T.Fatal(err)
	}
	return by
}

// all returns every case of a view, page by page.
func (w world) all(by authz.Actor, in desk.List) []desk.Case {
	w.T.Helper()
	var out []desk.Case
	for in.Limit = 200; ; {
		page, err := w.App.App.Desk.List(w.T.Context(), by, in)
		if err != nil {
			w.T.Fatal(err)
		}
		out = append(out, page.Items...)
		if in.After = page.Next; in.After == "" {
			return out
		}
	}
}

func (w world) count(sql string, args ...any) int {
	w.T.Helper()
	n, err := store.One[int](w.T.Context(), w.DB, sql, args...)
	if err != nil {
		w.T.Fatalf("%s: %v", sql, err)
	}
	return n
}

func (w world) number(situation string) string {
	w.T.Helper()
	n, err := store.One[string](w.T.Context(), w.DB, `SELECT number FROM demo_situation WHERE key = $1`, situation)
	if err != nil {
		w.T.Fatalf("situation %s: %v", situation, err)
	}
	return n
}

// The year is thinned out here, so that the tests take seconds; `hearth demo` makes all of it.
func TestTheOrganisation(t *testing.T) {
	t.Parallel()
	for d, every := range map[store.Dialect]int{store.SQLite: 10, store.Postgres: 60} {
		t.Run(string(d), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, d, dbtest.Noon, demo.Plan{Every: every})
			t.Run("is complete", func(t *testing.T) { w.isComplete(t, every) })
			t.Run("counts what it lists", func(t *testing.T) { w.countsWhatItLists(t) })
			t.Run("ends now", func(t *testing.T) { w.endsNow(t) })
			t.Run("hides cases from those against whom they are", func(t *testing.T) { w.hidesCases(t) })
			if every < 20 {
				t.Run("shows the trade", func(t *testing.T) { w.showsTheTrade(t) })
			}
			t.Run("is made once", func(t *testing.T) { w.isMadeOnce(t) })
		})
	}
}

func (w world) isComplete(t *testing.T, every int) {
	if made, err := w.Demo.Made(t.Context()); err != nil || !made {
		t.Errorf("made: %v %v", made, err)
	}
	planned, rated, reopened := 0, 0, 0
	for i, c := range content.Plan(content.Seed, dbtest.Noon) {
		if i%every == 0 {
			planned++
			if c.Rating != nil {
				rated++
			}
			if !c.Second.IsZero() {
				reopened++
			}
		}
	}
	for sql, want := range map[string]int{
		`SELECT count(*) FROM people_person`:                                       len(content.People(content.Seed)) + 1,                                                                                                                                                                                                                      // an office outside that is asked something
		`SELECT count(*) FROM desk_case`:                                           planned + len(content.Situations()) + len(content.Exceptions()) + len(content.Miles()) + len(content.Calls()) + len(content.CallsToday()) + len(content.LawfulOnes()) + len(content.ThisMorning()) + content.Rounds()[0].People + len(content.Often()) + 3, // a mail opened one, and two were asked twice
		`SELECT count(*) FROM intake_mailbox`:                                      2,
		`SELECT count(*) FROM intake_mail WHERE state = 'case' AND entry_id <> ''`: 1,
		`SELECT count(*) FROM intake_mail WHERE state = 'quarantine' AND subject = 'Reference letter' AND from_name <> ''`:   1,
		`SELECT count(*) FROM intake_mail WHERE state = 'record'`:                                                            1,
		`SELECT count(*) FROM rating_rating`:                                                                                 rated,
		`SELECT count(*) FROM heard_summary WHERE state = 'confirmed'`:                                                       2,
		`SELECT count(*) FROM heard_summary WHERE state = 'corrected'`:                                                       1,
		`SELECT count(*) FROM heard_summary WHERE state = 'asked' AND reminded = 0`:                                          1,
		`SELECT count(*) FROM heard_summary WHERE state = 'asked' AND reminded = 1`:                                          1,
		`SELECT count(*) FROM heard_asking WHERE state = 'proposed'`:                                                         1,
		`SELECT count(*) FROM decision_decision WHERE heard = 'confirmed'`:                                                   1,
		`SELECT count(*) FROM demo_situation`:                                                                                12,
		`SELECT count(*) FROM promise_calendar`:                                                                              5, // with the one of a new installation and that of a team
		`SELECT count(*) FROM catalogue_service WHERE active`:                                                                len(content.Services()),
		`SELECT count(*) FROM catalogue_cause WHERE active`:                                                                  len(content.Causes()),
		`SELECT count(*) FROM exception_request`:                                                                             len(content.Exceptions()),
		`SELECT count(*) FROM exception_precedent WHERE request_id IN (SELECT id FROM exception_request WHERE outcome = '')`: 0,
		`SELECT count(*) FROM exception_mile WHERE thanks <> '' AND lesson <> ''`:                                            len(content.Miles()),
		`SELECT count(*) FROM together_draft`:                                                                                1,
		`SELECT count(*) FROM spike_spike WHERE people > 8 AND words LIKE '%payslip%'`:                                       1,
		`SELECT count(*) FROM spike_announcement WHERE spike_id <> ''`:                                                       1,
		`SELECT count(*) FROM link_link`:                                                                                     1,
		`SELECT count(*) FROM joined_part`:                                                                                   1,
		`SELECT count(*) FROM follow_watch`:                                                                                  1,
		`SELECT count(*) FROM follow_mention`:                                                                                1,
		`SELECT count(*) FROM tag_word`:                                                                                      5,
		`SELECT count(*) FROM tag_case`:                                                                                      7,
		`SELECT count(*) FROM side_talk WHERE last_side = 'hr'`:                                                              1,
		`SELECT count(*) FROM side_talk WHERE last_side = 'asked' AND news`:                                                  1,
		`SELECT count(*) FROM callback_call`:                                                                                 len(content.Calls()) + len(content.CallsToday()),
		`SELECT count(*) FROM callback_call WHERE state = 'reached'`:                                                         len(content.Calls()),
		`SELECT count(*) FROM automation_rule`:                                                                               len(content.Sortings()),
		`SELECT count(*) FROM outreach_round WHERE state = 'done'`:                                                           len(content.Rounds()),
		`SELECT count(*) FROM outreach_line WHERE state = 'done'`:                                                            content.Rounds()[0].People,
		`SELECT count(*) FROM macro_macro`:                                                                                   len(content.Macros()),
		`SELECT count(*) FROM webhook_endpoint WHERE state = 'off'`:                                                          1,
		`SELECT count(*) FROM webhook_delivery`:                                                                              0,
		`SELECT count(*) FROM views_view`:                                                                                    len(content.Views()),
		`SELECT count(*) FROM callback_call WHERE state = 'missed'`:                                                          1,
		`SELECT count(*) FROM callback_attempt WHERE window_id IS NULL`:                                                      4,
		`SELECT count(*) FROM agreement_entry`:                                                                               2,
		`SELECT count(*) FROM fairness_run`:                                                                                  1,
		`SELECT count(*) FROM exception_budget`:                                                                              2 * len(content.Budgets()),
	} {
		if got := w.count(sql); got != want {
			t.Errorf("%s: got %d, want %d", sql, got, want)
		}
	}
	for _, sql := range []string{`outcome = 'granted'`, `outcome IN ('in_part', 'refused', 'out_of_scope')`, `version > 1 AND appeal_id IS NOT NULL`} {
		if n := w.count(`SELECT count(*) FROM decision_decision WHERE ` + sql); n == 0 && every < 20 {
			t.Errorf("no decision where %s", sql)
		}
	}
	if n := w.count(`SELECT count(*) FROM desk_case c WHERE c.needs_decision AND c.outcome NOT IN ('', 'decided', 'withdrawn', 'duplicate')`); n != 0 {
		t.Errorf("%d cases needed a decision and were answered without", n)
	}
	if n := w.count(`SELECT count(DISTINCT c.id) FROM desk_case c JOIN promise_promise p ON p.owner_kind = 'case' AND p.owner_id = c.id AND p.kind = 'next_word' AND p.state = 'running' AND p.due_at < c.waiting_until
		WHERE c.state = 'waiting' AND EXISTS (SELECT 1 FROM promise_promise l WHERE l.owner_kind = 'case' AND l.owner_id = c.id AND l.kind = 'next_word' AND l.state = 'running' AND l.id > p.id)`); n != 0 {
		t.Errorf("in %d waiting cases HR said no word by when it was promised", n)
	}
	states, err := mail.Count(t.Context(), w.DB)
	if err != nil || len(states) != 2 || states[mail.Sent] == 0 || states[mail.CameBack] != 1 {
		t.Errorf("mail: %v %v; all of it should be sent, and one message should have come back", states, err)
	}
	if n := w.count(`SELECT count(*) FROM mail_outbox WHERE kind = 'case.digest' AND state = 'sent'`); n == 0 {
		t.Error("nobody has had a summary")
	}
}

func (w world) countsWhatItLists(t *testing.T) {
	for _, key := range []string{"marta-kowalczyk", "theo-brandt", "ingrid-salo", "sofia-bergstrom", "helen-marsh", "amina-yusuf", "jonas-eklund"} {
		by := w.as(key, authz.Desk)
		if len(by.Roles) == 0 {
			by.Face = authz.Portal
		}
		views, err := w.App.App.Desk.Views(t.Context(), by, desk.ReadViews{})
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range views.Items {
			if n := len(w.all(by, desk.List{View: v.ID})); n != v.Count {
				t.Errorf("%s, view %s: %d listed, %d counted", key, v.ID, n, v.Count)
			}
		}
		if len(by.Roles) > 0 && len(w.all(by, desk.List{View: desk.ViewOpen})) == 0 {
			t.Errorf("%s has nothing to do", key)
		}
	}
}

// endsNow: nothing is in the future but what is promised, and the year before the first case is a year long.
func (w world) endsNow(t *testing.T) {
	now := w.DB.Now()
	if !now.Equal(store.At(dbtest.Noon)) {
		t.Errorf("the clock stands at %s", now)
	}
	for _, sql := range []string{`SELECT count(*) FROM desk_case WHERE opened_at > $1 OR last_at > $1 OR answered_at > $1 OR closed_at > $1`,
		`SELECT count(*) FROM desk_entry WHERE at > $1`, `SELECT count(*) FROM mail_outbox WHERE created_at > $1 OR sent_at > $1`,
		`SELECT count(*) FROM rating_rating WHERE at > $1`, `SELECT count(*) FROM desk_case WHERE state = 'waiting' AND waiting_until <= $1`} {
		if n := w.count(sql, now); n > 0 {
			t.Errorf("%s: %d", sql, n)
		}
	}
	if n := w.count(`SELECT count(*) FROM desk_case WHERE opened_at < $1`, store.At(now.AddDate(0, -11, 0))); n == 0 {
		t.Error("no case is eleven months old")
	}
	if n := w.count(`SELECT count(*) FROM desk_case WHERE state = 'answered' AND answered_at <= $1`, now.Add(-desk.Settling)); n > 0 {
		t.Errorf("%d answered cases should be closed", n)
	}
}

// showsTheTrade: what HR's day is made of is all there.
func (w world) showsTheTrade(t *testing.T) {
	for _, sql := range []string{`SELECT count(*) FROM desk_case WHERE state = 'open' AND assignee_person IS NULL`, `SELECT count(*) FROM desk_case WHERE state = 'waiting'`,
		`SELECT count(*) FROM promise_promise WHERE state = 'kept_late'`, `SELECT count(*) FROM promise_promise WHERE state = 'renegotiated'`,
		`SELECT count(*) FROM desk_step WHERE state = 'blocked'`, `SELECT count(*) FROM desk_step WHERE state = 'done'`,
		`SELECT count(*) FROM desk_case WHERE channel = 'phone'`, `SELECT count(*) FROM desk_case WHERE language <> 'en'`} {
		if w.count(sql) == 0 {
			t.Errorf("%s: none", sql)
		}
	}
}

// hidesCases looks with the eyes of each person against whom a case is.
func (w world) hidesCases(t *testing.T) {
	type pair struct{ PersonID, Number string }
	rows, err := store.All[struct {
		PersonID string
		Number   int64
	}](t.Context(), w.DB, `SELECT p.person_id, c.number FROM desk_party p JOIN desk_case c ON c.id = p.case_id WHERE p.relation = 'against'`)
	if err != nil || len(rows) < 2 {
		t.Fatalf("%d cases are against somebody: %v", len(rows), err)
	}
	for _, r := range rows {
		x := pair{r.PersonID, desk.Number(r.Number)}
		for _, face := range []authz.Face{authz.Portal, authz.Desk} {
			by := authz.Actor{PersonID: x.PersonID, Face: face}
			if face == authz.Desk {
				if by.Roles, by.Teams, err = people.Standing(t.Context(), w.DB, x.PersonID); err != nil {
					t.Fatal(err)
				}
			}
			for _, in := range []desk.List{{}, {Q: x.Number}} {
				if slices.ContainsFunc(w.all(by, in), func(c desk.Case) bool { return c.Number == x.Number }) {
					t.Errorf("%s finds %s in face %s", x.PersonID, x.Number, face)
				}
			}
			if _, err := w.App.App.Desk.Read(t.Context(), by, desk.ReadOne{Number: x.Number}); fault.KindOf(err) != fault.NotFound {
				t.Errorf("%s reads %s in face %s: %v", x.PersonID, x.Number, face, err)
			}
		}
	}
}

func (w world) isMadeOnce(t *testing.T) {
	before := w.count(`SELECT count(*) FROM desk_case`)
	if _, err := w.Demo.Build(t.Context(), demo.Plan{}); fault.KindOf(err) != fault.Conflict {
		t.Errorf("a second build: %v", err)
	}
	if after := w.count(`SELECT count(*) FROM desk_case`); after != before {
		t.Errorf("%d cases, then %d", before, after)
	}
}

// Every situation stands as its text says, by the calendars, whenever the demo starts.
func TestSituationsStandAsTheySay(t *testing.T) {
	t.Parallel()
	for name, now := range map[string]string{"a weekday at noon": "2026-11-17T12:00:00Z", "early": "2026-11-26T02:10:00Z", "a Monday before work": "2026-11-23T05:30:00Z",
		"a Saturday": "2026-11-28T15:00:00Z", "Christmas": "2026-12-25T10:00:00Z", "after New Year": "2027-01-04T07:45:00Z", "Easter Monday": "2027-03-29T13:00:00Z",
		"as clocks change": "2027-03-28T01:30:00Z", "midsummer": "2026-06-19T12:00:00Z", "a leap day": "2028-02-29T16:29:00Z"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			at, err := time.Parse(time.RFC3339, now)
			if err != nil {
				t.Fatal(err)
			}
			w := newWorld(t, store.SQLite, at, demo.Plan{Every: 1 << 30})
			for _, x := range content.Situations() {
				if wrong := w.stands(x); wrong != "" {
					t.Errorf("%s: %s", x.Key, wrong)
				}
			}
		})
	}
}

// stands returns what is not as the situation says, as its asker reads it.
func (w world) stands(x content.Situation) string {
	c, err := w.App.App.Desk.Read(w.T.Context(), w.as(x.Asker, authz.Portal), desk.ReadOne{Number: w.number(x.Key)})
	if err != nil {
		return err.Error()
	}
	if string(c.State) != x.State {
		return fmt.Sprintf("it is %s, not %s", c.State, x.State)
	}
	states := map[promise.State]int{}
	for _, p := range c.Promises {
		states[p.State]++
	}
	switch x.Standing {
	case content.Late:
		if states[promise.Late] == 0 {
			return fmt.Sprintf("nothing is late: %v", states)
		}
	case content.AtRisk:
		if states[promise.AtRisk] == 0 || states[promise.Late] > 0 {
			return fmt.Sprintf("nothing is at risk: %v", states)
		}
	case content.Kept:
		if states[promise.Kept] != len(c.Promises) {
			return fmt.Sprintf("not all is kept: %v", states)
		}
	default:
		if states[promise.Late]+states[promise.AtRisk]+states[promise.KeptLate] > 0 {
			return fmt.Sprintf("not all is on time: %v", states)
		}
	}
	return ""
}
