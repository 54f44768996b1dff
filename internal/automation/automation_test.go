package automation_test

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/automation"
	"hearth/internal/desk"
	"hearth/internal/follow"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/promise"
	"hearth/internal/tag"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

type world struct {
	*apptest.App
	s *automation.Service
}

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(&world{App: a, s: a.Automation}) })
}

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func kind(t testing.TB, err error, want fault.Kind) {
	t.Helper()
	if fault.KindOf(err) != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

// open asks HR for something and returns the number of the case.
func (w *world) open(key, service, subject string, change ...func(*desk.Open)) string {
	w.T.Helper()
	in := desk.Open{Service: service, Subject: subject, Body: "Please."}
	for _, f := range change {
		f(&in)
	}
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, key), in)
	w.ok(err)
	return c.Number
}

// rule makes a rule of Ingrid's team and switches it on.
func (w *world) rule(says automation.Says) string {
	w.T.Helper()
	if says.Team == "" {
		says.Team = "advice"
	}
	r, err := w.s.Make(w.T.Context(), w.Actor(authz.Desk, "ingrid"), automation.Save{Says: says})
	w.ok(err)
	_, err = w.s.Switch(w.T.Context(), w.Actor(authz.Desk, "ingrid"), automation.Switch{Rule: r.ID, On: true})
	w.ok(err)
	return r.ID
}

// did says in short what rules did to a case, the oldest first.
func (w *world) did(key, number string) string {
	w.T.Helper()
	e, err := w.s.OfCase(w.T.Context(), w.Actor(authz.Desk, key), automation.ReadOf{Number: number})
	w.ok(err)
	slices.Reverse(e.Items)
	var all []string
	for _, r := range e.Items {
		one := r.Says.Name + ":"
		if r.Braked != "" {
			one += " braked " + r.Braked
		}
		for _, d := range r.Did {
			one += " " + d.What
			if d.Left != "" {
				one += "(" + d.Left + ")"
			}
		}
		all = append(all, one)
	}
	return strings.Join(all, "; ")
}

func (w *world) read(key, number string) desk.Whole {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(authz.Desk, key), desk.ReadOne{Number: number})
	w.ok(err)
	return c
}

func (w *world) want(key, number, want string) {
	w.T.Helper()
	if got := w.did(key, number); got != want {
		w.T.Errorf("rules did %q to %s, want %q", got, number, want)
	}
}

func TestARuleSortsWhatItIsAbout(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.rule(automation.Says{Name: "Swaps first", When: "opened", IfService: "hours", IfTitle: "swap", ThenTag: "Shift swap", ThenPriority: "high", ThenNote: "Ask the planner of the hall."})
		swap, other, pay := w.open("amina", "hours", "May I swap?"), w.open("amina", "hours", "My hours"), w.open("amina", "pay", "Swap my pay day")
		w.Drain()
		w.Drain()
		w.want("marta", swap, "Swaps first: tag priority note")
		w.want("marta", other, "")
		w.want("marta", pay, "")
		if c := w.read("marta", swap); c.Priority != "high" {
			w.T.Errorf("its priority is %s", c.Priority)
		}
		tags, err := w.Tag.OfCase(w.T.Context(), w.Actor(authz.Desk, "marta"), tag.ReadOf{Number: swap})
		if err != nil || len(tags.Items) != 1 || tags.Items[0].Word != "Shift swap" {
			w.T.Errorf("its tags are %+v, %v", tags.Items, err)
		}
		w.API("marta").Get("/api/v1/cases/" + swap).Shows("Ask the planner of the hall.")
		w.API("amina").Get("/api/v1/cases/"+swap).Hides("planner", "Swaps first")
		w.Desk("marta").Get("/desk/cases/"+swap).Shows("What rules did", "Swaps first")
		w.Desk("marta").Get("/desk/cases/"+swap+"/rules").Shows("Swaps first", "Ask the planner of the hall.", "Why?")
	})
}

// What is told twice is acted on once.
func TestAFactThatIsToldAgainIsActedOnOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.rule(automation.Says{Name: "Opened", When: "opened", ThenNote: "Noted."})
		w.rule(automation.Says{Name: "Moved", When: "moved", ThenNote: "Noted."})
		w.rule(automation.Says{Name: "Reopened", When: "reopened", ThenNote: "Noted."})
		number := w.open("amina", "hours", "One")
		id, err := store.One[string](w.T.Context(), w.DB, `SELECT id FROM desk_case`)
		w.ok(err)
		for range 3 {
			w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
				tx.Publish(desk.CaseOpened{CaseID: id})
				tx.Publish(desk.CaseMoved{CaseID: id, TeamID: "advice", Event: "e"})
				tx.Publish(desk.CaseMoved{CaseID: id, TeamID: "payroll", Event: "f"})
				tx.Publish(desk.CaseReopened{CaseID: id})
				return nil
			}))
			w.Drain()
		}
		got := strings.Split(w.did("marta", number), "; ")
		slices.Sort(got)
		if want := []string{"Moved: note", "Opened: note", "Reopened: note"}; !slices.Equal(got, want) {
			w.T.Errorf("rules did %v, want %v", got, want)
		}
	})
}

// A rule that is off, or is switched off before, does nothing; and an edit makes a new version, which what ran names.
func TestWhatRanNamesItsVersion(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, ingrid := w.T.Context(), w.Actor(authz.Desk, "ingrid")
		says := automation.Says{Name: "Low", Team: "advice", When: "opened", ThenPriority: "low"}
		r, err := w.s.Make(ctx, ingrid, automation.Save{Says: says})
		w.ok(err)
		again, err := w.s.Make(ctx, ingrid, automation.Save{Says: says})
		if err != nil || again.ID != r.ID || again.On {
			w.T.Errorf("made twice: %+v, %v", again, err)
		}
		off := w.open("amina", "hours", "One")
		w.Drain()
		w.want("marta", off, "")
		_, err = w.s.Switch(ctx, ingrid, automation.Switch{Rule: r.ID, On: true})
		w.ok(err)
		first := w.open("amina", "hours", "Two")
		w.Drain()
		says.ThenPriority = "high"
		changed, err := w.s.Change(ctx, ingrid, automation.Save{Rule: r.ID, Seen: 1, Says: says})
		if err != nil || changed.Version != 2 || !changed.On {
			w.T.Errorf("changed: %+v, %v", changed, err)
		}
		same, err := w.s.Change(ctx, ingrid, automation.Save{Rule: r.ID, Seen: 1, Says: says})
		if err != nil || same.Version != 2 {
			w.T.Errorf("changed twice: %+v, %v", same, err)
		}
		says.ThenPriority = "normal"
		_, err = w.s.Change(ctx, ingrid, automation.Save{Rule: r.ID, Seen: 1, Says: says})
		kind(w.T, err, fault.Conflict)
		second := w.open("amina", "hours", "Three")
		w.Drain()
		whole, err := w.s.Read(ctx, w.Actor(authz.Desk, "marta"), automation.ReadOne{Rule: r.ID})
		w.ok(err)
		if len(whole.Versions) != 2 || len(whole.Runs) != 2 || whole.Runs[0].Number != second || whole.Runs[0].Version != 2 || whole.Runs[1].Number != first || whole.Runs[1].Version != 1 || whole.Runs[1].Says.ThenPriority != "low" {
			w.T.Errorf("the rule reads %+v", whole)
		}
		if whole.May {
			w.T.Error("Marta, who is no head of HR, may change it")
		}
	})
}

func TestEachFactIsHeard(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, marta, amina := w.T.Context(), w.Actor(authz.Desk, "marta"), w.Actor(authz.Portal, "amina")
		for _, when := range []string{"wrote", "answered", "reopened", "closed", "moved", "resumed"} {
			w.rule(automation.Says{Name: when, When: when, ThenNote: "Noted."})
		}
		w.rule(automation.Says{Name: "tagged", When: "tagged", WhenTag: "Shift swap", ThenNote: "Noted."})
		w.rule(automation.Says{Name: "promise", When: "promise", ThenNote: "Noted."})
		number := w.open("amina", "hours", "May I swap?")
		desks := w.App.App.Desk
		steps := []struct {
			want string
			do   func() error
		}{
			{"", func() error {
				_, err := desks.Write(ctx, marta, desk.Write{Number: number, Body: "We look at it."})
				return err
			}},
			{"wrote: note", func() error {
				_, err := desks.Write(ctx, amina, desk.Write{Number: number, Body: "Thank you."})
				return err
			}},
			{"", func() error {
				_, err := desks.Assign(ctx, marta, desk.Assign{Number: number, Assignee: "me"})
				return err
			}},
			{"", func() error {
				_, err := desks.Assign(ctx, marta, desk.Assign{Number: number, Team: "payroll"})
				return err
			}},
			{"moved: note", func() error {
				_, err := desks.Assign(ctx, marta, desk.Assign{Number: number, Team: "advice"})
				return err
			}},
			{"", func() error { _, err := w.Tag.Put(ctx, marta, tag.Put{Number: number, Word: "night"}); return err }},
			{"tagged: note", func() error { _, err := w.Tag.Put(ctx, marta, tag.Put{Number: number, Word: "shift swap"}); return err }},
			{"", func() error { _, err := w.Tag.Put(ctx, marta, tag.Put{Number: number, Word: "shift swap"}); return err }},
			{"", func() error {
				_, err := desks.Pause(ctx, marta, desk.Pause{Number: number, Reason: desk.WaitDate, Until: w.DB.Now().Add(time.Hour)})
				return err
			}},
			{"resumed: note", func() error { w.Advance(2 * time.Hour); return nil }},
			{"answered: note", func() error {
				_, err := desks.Close(ctx, marta, desk.Close{Number: number, Answer: "Yes.", Outcome: desk.OutcomeAnswered, Cause: "information"})
				return err
			}},
			{"reopened: note", func() error {
				_, err := desks.Reopen(ctx, amina, desk.Reopen{Number: number, Missing: "When?"})
				return err
			}},
			{"answered: note", func() error {
				_, err := desks.Close(ctx, marta, desk.Close{Number: number, Answer: "On Thursday.", Outcome: desk.OutcomeAnswered, Cause: "information"})
				return err
			}},
			{"closed: note", func() error { _, err := desks.Accept(ctx, amina, desk.Accept{Number: number}); return err }},
		}
		var all []string
		for i, s := range steps {
			w.Advance(30 * time.Minute)
			w.ok(s.do())
			w.Drain()
			w.Drain()
			if s.want != "" {
				all = append(all, s.want)
			}
			if got, want := w.did("marta", number), strings.Join(all, "; "); got != want {
				w.T.Fatalf("after step %d rules did %q, want %q", i, got, want)
			}
		}
		late := w.open("pavel", "hours", "Slow")
		for range 48 {
			if w.did("marta", late) == "" {
				w.Advance(30 * time.Minute)
				w.Drain()
			}
		}
		w.want("marta", late, "promise: note")
	})
}

// Rules that set each other off come to an end, and it is seen where they were braked.
func TestRulesDoNotGoInCircles(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		ping := w.rule(automation.Says{Name: "Ping", When: "moved", ThenTeam: "payroll"})
		w.rule(automation.Says{Name: "Pong", Team: "payroll", When: "moved", ThenTeam: "advice"})
		w.rule(automation.Says{Name: "Begin", When: "opened", ThenTeam: "payroll"})
		number := w.open("amina", "hours", "Where am I?")
		w.Drain()
		w.Drain()
		w.want("marta", number, "Begin: team; Pong: team; Ping: team; Pong: braked depth")
		list, err := w.s.List(ctx, w.Actor(authz.Desk, "ingrid"), automation.ReadAll{})
		w.ok(err)
		for _, r := range list.Items {
			if braked := !r.BrakedAt.IsZero(); braked != (r.Name == "Pong") {
				w.T.Errorf("%s is braked: %v", r.Name, braked)
			}
		}
		w.Desk("ingrid").Get("/desk/rules").Shows("Braked")
		w.Desk("marta").Get("/desk/cases/" + number).Shows("Braked: rules had set each other off too often in a row.")
		_, err = w.s.Switch(ctx, w.Actor(authz.Desk, "ingrid"), automation.Switch{Rule: ping})
		w.ok(err)
		w.rule(automation.Says{Name: "Chatty", When: "wrote", ThenNote: "Again."})
		busy := w.open("amina", "review", "Many words")
		for range automation.Often + 2 {
			w.Advance(time.Minute)
			_, err := w.App.App.Desk.Write(ctx, w.Actor(authz.Portal, "amina"), desk.Write{Number: busy, Body: "And?"})
			w.ok(err)
		}
		w.Drain()
		w.Drain()
		if got := w.did("marta", busy); strings.Count(got, "Chatty: note") != automation.Often || strings.Count(got, "Chatty: braked often") != 2 {
			w.T.Errorf("on one case within an hour: %s", got)
		}
		w.Desk("marta").Get("/desk/cases/" + busy).Shows("Braked: this rule had acted on this case too often within an hour.")
	})
}

// A rule acts neither on what named people alone read nor beyond its team, and shows nothing to anybody who did not see it.
func TestARuleDoesNotReachBeyondWhatItsTeamSees(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		w.rule(automation.Says{Name: "Away", When: "opened", ThenTag: "sorted", ThenTeam: "payroll"})
		named := w.open("amina", "fairness", "Not right", func(o *desk.Open) { o.Named = []string{apptest.Email("marta")} })
		team, health, open, pay := w.open("amina", "review", "Mine"), w.open("amina", "health", "Mine"), w.open("amina", "hours", "Mine"), w.open("amina", "pay", "Mine")
		w.Drain()
		w.want("marta", named, "")
		w.want("marta", team, "Away: tag team(protected)")
		w.want("marta", open, "Away: tag team")
		w.want("theo", pay, "")
		_, err := w.App.App.Desk.Assign(ctx, w.Actor(authz.Desk, "marta"), desk.Assign{Number: health, Assignee: "me"})
		w.ok(err)
		w.want("marta", health, "Away: tag(protected) team(protected)")
		_, err = w.s.OfCase(ctx, w.Actor(authz.Desk, "theo"), automation.ReadOf{Number: team})
		kind(w.T, err, fault.NotFound)
		_, err = w.s.OfCase(ctx, w.Actor(authz.Portal, "amina"), automation.ReadOf{Number: open})
		kind(w.T, err, fault.Forbidden)
		_, err = w.s.OfCase(ctx, w.Actor(authz.Desk, "priya"), automation.ReadOf{Number: health})
		kind(w.T, err, fault.Forbidden)
		if c := w.read("marta", team); c.TeamID != "advice" {
			w.T.Errorf("what its team alone sees went to %s", c.TeamID)
		}
	})
}

// The titles of cases about health are not looked at: what a rule does would tell of them.
func TestARuleDoesNotReadTitlesAboutHealth(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.rule(automation.Says{Name: "Back", When: "opened", IfTitle: "back pain", ThenPriority: "high"})
		number := w.open("amina", "health", "Back pain")
		w.Drain()
		if c := w.read("marta", number); c.Priority != "normal" {
			w.T.Errorf("its priority is %s", c.Priority)
		}
	})
}

func TestRulesAreTheTeams(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, ingrid := w.T.Context(), w.Actor(authz.Desk, "ingrid")
		says := automation.Says{Name: "Sort", Team: "advice", When: "opened", ThenPriority: "high"}
		_, err := w.s.Make(ctx, w.Actor(authz.Desk, "marta"), automation.Save{Says: says})
		kind(w.T, err, fault.Forbidden)
		_, err = w.s.Make(ctx, w.Actor(authz.Portal, "ingrid"), automation.Save{Says: says})
		kind(w.T, err, fault.Forbidden)
		others := says
		others.Team = "tea"
		_, err = w.s.Make(ctx, ingrid, automation.Save{Says: others})
		kind(w.T, err, fault.Invalid)
		id := w.rule(says)
		theo := w.Actor(authz.Desk, "theo")
		list, err := w.s.List(ctx, theo, automation.ReadAll{})
		if err != nil || len(list.Items) != 0 || list.May {
			w.T.Errorf("Theo, of another team, lists %+v, %v", list, err)
		}
		_, err = w.s.Read(ctx, theo, automation.ReadOne{Rule: id})
		kind(w.T, err, fault.NotFound)
		_, err = w.s.Read(ctx, theo, automation.ReadOne{Rule: "none"})
		kind(w.T, err, fault.NotFound)
		_, err = w.s.DryRun(ctx, w.Actor(authz.Desk, "marta"), automation.ReadOne{Rule: id})
		kind(w.T, err, fault.Forbidden)
		_, err = w.s.Switch(ctx, w.Actor(authz.Desk, "marta"), automation.Switch{Rule: id})
		kind(w.T, err, fault.Forbidden)
		_, err = w.s.Change(ctx, w.Actor(authz.Desk, "marta"), automation.Save{Rule: id, Says: says})
		kind(w.T, err, fault.Forbidden)
		_, err = w.s.Change(ctx, ingrid, automation.Save{Rule: "none", Says: says})
		kind(w.T, err, fault.NotFound)
	})
}

func TestARuleThatSaysSomethingWrongIsRefusedInWords(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		good := automation.Says{Name: "Sort", Team: "advice", When: "opened", ThenPriority: "high"}
		for field, change := range map[string]func(*automation.Says){
			"name": func(s *automation.Says) { s.Name = " " }, "when": func(s *automation.Says) { s.When = "never" }, "when_tag": func(s *automation.Says) { s.When = "tagged" },
			"when_days": func(s *automation.Says) { s.When = "untouched" }, "if_service": func(s *automation.Says) { s.IfService = "tea" }, "if_channel": func(s *automation.Says) { s.IfChannel = "tea" },
			"if_owner": func(s *automation.Says) { s.IfOwner = "me" }, "if_priority": func(s *automation.Says) { s.IfPriority = "tea" }, "then_tag": func(s *automation.Says) { s.ThenPriority = "" },
			"then_priority": func(s *automation.Says) { s.ThenPriority = "urgent" }, "then_team": func(s *automation.Says) { s.ThenTeam = "tea" }, "then_note": func(s *automation.Says) { s.ThenNote = strings.Repeat("x", 501) },
			"if_title": func(s *automation.Says) { s.IfTitle = strings.Repeat("x", 201) },
		} {
			says := good
			change(&says)
			_, err := w.s.Make(w.T.Context(), w.Actor(authz.Desk, "ingrid"), automation.Save{Says: says})
			if e := fault.As(err); e == nil || e.Kind != fault.Invalid || e.Fields[0].Name != field {
				w.T.Errorf("%s: got %v", field, err)
			}
		}
		_, err := w.s.Make(w.T.Context(), w.Actor(authz.Desk, "ingrid"), automation.Save{Says: good})
		w.ok(err)
		good.ThenPriority = "low"
		_, err = w.s.Make(w.T.Context(), w.Actor(authz.Desk, "ingrid"), automation.Save{Says: good})
		if e := fault.As(err); e == nil || e.Fields[0].Name != "name" {
			w.T.Errorf("a name that the team has: %v", err)
		}
	})
}

// Who watches is told, as far as they still read the case; and a tag that names the requester is not put.
func TestWatchersAreToldAndNamesAreNoTags(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		w.rule(automation.Says{Name: "Tell", When: "wrote", ThenTag: "Amina", ThenTell: true})
		number, other := w.open("amina", "hours", "One"), w.open("pavel", "hours", "Two")
		_, err := w.Follow.Watch(ctx, marta, follow.Watch{Number: number})
		w.ok(err)
		for key, n := range map[string]string{"amina": number, "pavel": other} {
			_, err = w.App.App.Desk.Write(ctx, w.Actor(authz.Portal, key), desk.Write{Number: n, Body: "And?"})
			w.ok(err)
		}
		w.Drain()
		w.want("marta", number, "Tell: tag(refused) tell")
		w.want("marta", other, "Tell: tag tell(nobody)")
		n, err := store.One[int](ctx, w.DB, `SELECT count(*) FROM mail_outbox WHERE kind = 'follow.told' AND person_id = $1 AND subject LIKE '%A rule of HR draws your attention%'`, apptest.ID("marta"))
		if err != nil || n != 1 {
			w.T.Errorf("Marta was told %d times, %v", n, err)
		}
	})
}

func TestADryRunCountsWhatItsReaderSeesAndChangesNothing(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, ingrid := w.T.Context(), w.Actor(authz.Desk, "ingrid")
		w.open("amina", "hours", "Long ago")
		w.Advance(40 * 24 * time.Hour)
		seen := w.open("amina", "hours", "My swap")
		w.open("pavel", "hours", "How Ingrid spoke to me", func(o *desk.Open) { o.Against = []string{apptest.Email("ingrid")} })
		w.open("amina", "fairness", "Not right", func(o *desk.Open) { o.Named = []string{apptest.Email("ingrid")} })
		team := w.open("amina", "review", "Mine")
		r, err := w.s.Make(ctx, ingrid, automation.Save{Says: automation.Says{Name: "Sort", Team: "advice", When: "opened", ThenPriority: "high", ThenTeam: "payroll"}})
		w.ok(err)
		w.Drain()
		before, err := store.One[int](ctx, w.DB, `SELECT count(*) FROM audit_entry`)
		w.ok(err)
		d, err := w.s.DryRun(ctx, ingrid, automation.ReadOne{Rule: r.ID})
		w.ok(err)
		if *d.Count != 2 || d.More || !d.Exact || len(d.Items) != 2 || d.Items[0].Number != team || d.Items[1].Number != seen {
			w.T.Fatalf("got %+v", d)
		}
		if got := d.Items[0].Does; len(got) != 2 || got[1].What != "team" || got[1].Left != automation.LeftProtected {
			w.T.Errorf("on a case of the team alone: %+v", got)
		}
		after, err := store.One[int](ctx, w.DB, `SELECT count(*) FROM audit_entry`)
		if err != nil || after != before {
			w.T.Errorf("%d entries of the record, then %d, %v", before, after, err)
		}
		w.want("marta", seen, "")
		w.Desk("ingrid").Get("/desk/rules/"+r.ID+"/dry-run").Shows("It would have acted on 2 of the cases that you see.", "My swap", "Would be left: the case is protected.").Hides("How Ingrid spoke to me")
		for when, want := range map[string]bool{"wrote": true, "answered": true, "closed": true, "moved": false, "reopened": false, "resumed": false, "promise": false, "untouched": false, "tagged": false} {
			says := automation.Says{Name: when, Team: "advice", When: when, WhenTag: "word", WhenDays: 3, ThenPriority: "high"}
			r, err := w.s.Make(ctx, ingrid, automation.Save{Says: says})
			w.ok(err)
			if d, err := w.s.DryRun(ctx, ingrid, automation.ReadOne{Rule: r.ID}); err != nil || d.Exact != want {
				w.T.Errorf("%s: exact %v, %v", when, d.Exact, err)
			}
		}
	})
}

// What a rule on moves and on promises is tried on are the cases that moved to its team, and those of which a promise nearly passed, and no others.
func TestADryRunOfMovesAndPromisesCountsThoseAlone(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, ingrid := w.T.Context(), w.Actor(authz.Desk, "ingrid")
		tried := func(when string) (all []string) {
			r, err := w.s.Make(ctx, ingrid, automation.Save{Says: automation.Says{Name: when, Team: "advice", When: when, ThenPriority: "high"}})
			w.ok(err)
			d, err := w.s.DryRun(ctx, ingrid, automation.ReadOne{Rule: r.ID})
			w.ok(err)
			for _, i := range d.Items {
				all = append(all, i.Number)
			}
			if *d.Count != len(all) || d.Exact {
				w.T.Errorf("%s: %+v", when, d)
			}
			return all
		}
		assign := func(number string, in desk.Assign) {
			in.Number = number
			_, err := w.App.App.Desk.Assign(ctx, ingrid, in)
			w.ok(err)
		}
		answered := w.open("amina", "hours", "Answered at once")
		_, err := w.App.App.Desk.Close(ctx, w.Actor(authz.Desk, "marta"), desk.Close{Number: answered, Answer: "Yes.", Outcome: desk.OutcomeAnswered, Cause: "information"})
		w.ok(err)
		late, came, ruled := w.open("amina", "hours", "Nobody writes"), w.open("amina", "pay", "From payroll"), w.open("amina", "pay", "By a rule")
		gone := w.open("amina", "hours", "To payroll")
		w.Advance(195 * time.Minute) // four fifths of the time for a first answer
		w.Drain()
		assign(gone, desk.Assign{Team: "payroll"})
		assign(came, desk.Assign{Team: "advice"})
		w.rule(automation.Says{Name: "Pass on", Team: "payroll", When: "wrote", ThenTeam: "advice"})
		_, err = w.App.App.Desk.Write(ctx, w.Actor(authz.Portal, "amina"), desk.Write{Number: ruled, Body: "Please."})
		w.ok(err)
		w.Drain()
		fresh := w.open("amina", "hours", "Just asked")
		moved, promised := tried("moved"), tried("promise")
		if want := []string{ruled, came}; !slices.Equal(moved, want) {
			w.T.Errorf("moved %q, want %q", moved, want)
		}
		if !slices.Contains(promised, late) || slices.Contains(promised, answered) || slices.Contains(promised, fresh) {
			w.T.Errorf("promise %q with %s, without %s and %s", promised, late, answered, fresh)
		}
	})
}

// Cases whose site is closed, and so are not due yet, keep no other from its turn, however many they are.
func TestCasesThatAreNotDueYetHoldUpNoOther(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		_, err := w.Promise.SaveCalendar(ctx, w.Actor(authz.Desk, "ingrid"), promise.SaveCalendar{ID: "sundays", Name: "Sundays", Body: []byte(`{"zone":"UTC","week":{"sun":[["08:00","12:00"]]},"holidays":[]}`)})
		w.ok(err)
		w.open("amina", "hours", "Closed")
		for i := range 210 { // of one case, as many as it takes
			w.ok(w.DB.Tx(ctx, func(tx *store.Tx) error { return again(ctx, tx, i) }))
		}
		w.Advance(time.Minute)
		number := w.open("amina", "hours", "Is there news?")
		w.rule(automation.Says{Name: "Quiet", When: "untouched", WhenDays: 3, ThenPriority: "high"})
		w.Advance(8 * 24 * time.Hour)
		if _, err := w.s.Pass(ctx); err != nil {
			t.Fatal(err)
		}
		w.want("marta", number, "Quiet: priority")
	})
}

// again writes the only case of a closed site once more, under another number.
func again(ctx context.Context, tx *store.Tx, i int) error {
	if i == 0 {
		_, err := tx.Exec(ctx, `INSERT INTO promise_site_calendar (site, calendar_id) VALUES ('Closed', 'sundays')`)
		if err == nil {
			_, err = tx.Exec(ctx, `UPDATE desk_case SET site = 'Closed'`)
		}
		return err
	}
	id := fmt.Sprintf("again-%03d", i)
	_, err := tx.Exec(ctx, `INSERT INTO desk_case (id, number, subject, waiting_reason, cause_text, handed_to, service_id, state, channel, language, by_person, for_person, opened_by, unit_id, sensitivity, manager_sees, about_sees, not_to_manager, health, quiet, needs_decision, team_id, assignee_person, priority, opened_at, last_at, last_side, new_reply, unread, due_at, queue_at, due_kind, risk_at, waiting_until, outcome, cause_id, answered_at, answered_by, closed_at, reopened, version, site) SELECT $1, number + 10000 * $2, subject, waiting_reason, cause_text, handed_to, service_id, state, channel, language, by_person, for_person, opened_by, unit_id, sensitivity, manager_sees, about_sees, not_to_manager, health, quiet, needs_decision, team_id, assignee_person, priority, opened_at, last_at, last_side, new_reply, unread, due_at, queue_at, due_kind, risk_at, waiting_until, outcome, cause_id, answered_at, answered_by, closed_at, reopened, version, site FROM desk_case WHERE subject = 'Closed' AND id NOT LIKE 'again-%'`, id, i)
	return err
}

// A silence of working days is acted on once; a new word begins another.
func TestASilenceIsActedOnOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		w.rule(automation.Says{Name: "Quiet", When: "untouched", WhenDays: 3, ThenPriority: "high", ThenNote: "Nobody wrote."})
		number := w.open("amina", "hours", "Is there news?")
		days := 0
		for w.did("marta", number) == "" && days < 9 {
			w.Advance(24 * time.Hour)
			days++
			w.Drain()
		}
		if days < 3 || days > 6 {
			w.T.Errorf("it acted after %d days", days)
		}
		w.Advance(48 * time.Hour)
		w.Drain()
		w.want("marta", number, "Quiet: priority note")
		_, err := w.App.App.Desk.Write(ctx, w.Actor(authz.Desk, "marta"), desk.Write{Number: number, Body: "We look at it."})
		w.ok(err)
		w.Advance(8 * 24 * time.Hour)
		w.Drain()
		w.want("marta", number, "Quiet: priority note; Quiet: priority(already) note")
	})
}

func TestFactsThatNoRuleWantsMakeNoJobs(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.open("amina", "hours", "One")
		w.Drain()
		if n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM river_job WHERE kind LIKE '%>automation.%'`); err != nil || n != 0 {
			w.T.Errorf("%d jobs, %v", n, err)
		}
	})
}

func TestTheFormMakesAndChangesARule(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ingrid := w.Desk("ingrid")
		ingrid.Get("/desk/rules").Shows("There are no rules yet")
		ingrid.Get("/desk/rules/new").Shows("Put this tag on it")
		bad := ingrid.Send("/desk/rules", form("name", "Swaps first", "team", "advice", "when", "tagged", "when_days", "", "if_title", "swap me"))
		bad.Shows("Write a short word, for example shift swap.", "swap me", "Say what the rule does")
		made := ingrid.Send("/desk/rules", form("name", "Swaps first", "team", "advice", "when", "opened", "when_tag", "", "when_days", "", "if_title", "swap", "then_priority", "high", "then_tell", "on"))
		made.Is(303)
		list, err := w.s.List(w.T.Context(), w.Actor(authz.Desk, "ingrid"), automation.ReadAll{})
		if err != nil || len(list.Items) != 1 || !list.Items[0].ThenTell {
			w.T.Fatalf("got %+v, %v", list, err)
		}
		at := "/desk/rules/" + list.Items[0].ID
		ingrid.Get(at).Shows("Switch it on", "Words in the title", "Tell those who watch it")
		ingrid.Send(at+"/switch", form("on", "yes")).Is(303)
		ingrid.Get(at+"/edit").Shows("Keep the change", "swap")
		ingrid.Send(at, form("name", "Swaps first", "team", "advice", "version", "1", "when", "opened", "if_title", "swap", "then_note", "Look at the plan.")).Is(303)
		ingrid.Get(at).Shows("Version 2", "Earlier versions", "Switch it off", "Look at the plan.")
		w.Desk("marta").Get(at).Shows("Look at the plan.").Hides("Switch it off")
		w.Desk("marta").Get(at + "/edit").Is(403)
		w.Desk("theo").Get(at).Is(404)
		for _, path := range []string{"/desk/rules", at} {
			w.Portal("amina").Send(path, form("no such field", "x")).Is(403).Hides("Malmby")
			w.Desk("marta").Send(path, form("when_days", "x")).Is(403).Hides("Malmby")
		}
	})
}

func form(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}
