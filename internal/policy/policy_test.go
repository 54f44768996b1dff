package policy_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/calendar"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/policy"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// pay is a policy as the tests send it: one clause with three versions, and one with a rule of its own for part-timers in Porto. The clock stands at 17 November 2026.
func pay() policy.SavePolicy {
	return policy.SavePolicy{ID: "pay", Title: "Pay and allowances", Summary: "What you are paid.", Clauses: []policy.PublishedText{
		{Number: "4.2", Title: "Night allowance", Text: "You get €30 for each night shift.", From: "2024-01-01"},
		{Number: "4.2", Title: "Night allowance", Text: "You get €35 for each night shift.", From: "2026-01-01", Why: "It had not grown for two years."},
		{Number: "4.2", Title: "Night allowance", Text: "You get €38 for each night shift.", From: "2026-03-04", Acknowledge: true},
		{Number: "4.2", Title: "Night allowance", Text: "You get €5 for each hour at night.", From: "2026-01-01", Audience: policy.Audience{Sites: []string{"Porto"}, Employment: []string{"part-time"}}},
		{Number: "4.10", Title: "Travel", Text: "We pay the train.", From: "2025-01-01"}}}
}

// world has a second site where Pavel works part-time; before 2026-06-01 he worked full-time at Malmby.
func world(t *testing.T, a *apptest.App) policy.Saved {
	t.Helper()
	for _, sql := range []string{`INSERT INTO people_site (name, folded, time_zone) VALUES ('Porto', 'porto', 'Europe/Lisbon')`,
		`UPDATE people_employment SET latest = false, ended = '2026-05-31', personnel_number = '904' WHERE personnel_number = '1004'`,
		`INSERT INTO people_employment (id, person_id, personnel_number, site, position, started, ended, weekly_hours, latest)
			VALUES ('e-pavel', '` + apptest.ID("pavel") + `', '1004', 'Porto', 'Agent', '2026-06-01', '', 20, true)`} {
		if err := a.DB.Tx(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(t.Context(), sql); return err }); err != nil {
			t.Fatal(err)
		}
	}
	out, err := a.Policies.SavePolicy(t.Context(), a.Actor(authz.Desk, "ingrid"), pay())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestWhatThePolicySaidOnADayForAPerson(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		world(t, a)
		marta := a.Actor(authz.Desk, "marta")
		for _, c := range []struct {
			name string
			by   authz.Actor
			in   policy.ReadClauses
			want string
		}{
			{"today for oneself", a.Actor(authz.Portal, "amina"), policy.ReadClauses{}, "4.2 €38, 4.10 train"},
			{"the day before it changed", a.Actor(authz.Portal, "amina"), policy.ReadClauses{On: "2026-03-03"}, "4.2 €35, 4.10 train"},
			{"oneself by id", a.Actor(authz.Portal, "amina"), policy.ReadClauses{On: "2024-05-05", Person: apptest.ID("amina")}, "4.2 €30"},
			{"before the first", a.Actor(authz.Portal, "amina"), policy.ReadClauses{On: "2020-05-05"}, ""},
			{"a part-timer in Porto, now", marta, policy.ReadClauses{Person: apptest.ID("pavel")}, "4.2 €5, 4.10 train"},
			{"the same when he was full-time at Malmby", marta, policy.ReadClauses{Person: "1004", On: "2026-03-03"}, "4.2 €35, 4.10 train"},
			{"a part-timer in Porto, whoever", marta, policy.ReadClauses{Site: "Porto", Employment: "part-time", On: "2026-03-03"}, "4.2 €5, 4.10 train"},
			{"somebody at Porto whose hours are not known", marta, policy.ReadClauses{Site: "Porto", On: "2026-03-03"}, "4.2 €35, 4.10 train"},
			{"before he worked here", marta, policy.ReadClauses{Person: apptest.ID("pavel"), On: "2019-12-31"}, ""},
		} {
			c.in.ID = "pay"
			out, err := a.Policies.ReadClauses(t.Context(), c.by, c.in)
			if got := said(out); err != nil || got != c.want {
				t.Errorf("%s: %q, %v; want %q", c.name, got, err, c.want)
			}
		}
	})
}

// said shortens what was read to numbers and the word that counts.
func said(out policy.Clauses) string {
	var all []string
	for _, v := range out.Items {
		words := strings.Fields(strings.Trim(v.Text, "."))
		word := words[len(words)-1]
		if strings.Contains(v.Text, "€") {
			word = words[2]
		}
		all = append(all, v.Number+" "+word)
	}
	return strings.Join(all, ", ")
}

func TestOthersAreHRsToAskAbout(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	world(t, a)
	for _, by := range []authz.Actor{a.Actor(authz.Portal, "amina"), a.Actor(authz.Portal, "jonas"), a.Actor(authz.Portal, "marta"), a.Actor(authz.Desk, "noor"), a.Actor(authz.Desk, "lena")} {
		for _, in := range []policy.ReadClauses{{ID: "pay", Person: apptest.ID("pavel")}, {ID: "pay", Person: "nobody"}, {ID: "pay", Site: "Porto"}, {ID: "none"}} {
			if _, err := a.Policies.ReadClauses(t.Context(), by, in); fault.KindOf(err) != fault.NotFound {
				t.Errorf("%+v: %v", in, err)
			}
		}
		if _, err := a.Policies.SavePolicy(t.Context(), by, pay()); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("publishes: %v", err)
		}
		if _, err := a.Policies.CountAcknowledgements(t.Context(), by, policy.ReadPolicy{ID: "pay"}); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("counts: %v", err)
		}
	}
	if _, err := a.Policies.PublishClause(t.Context(), a.Actor(authz.Desk, "marta"), policy.PublishClause{ID: "pay", PublishedText: pay().Clauses[0]}); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("an agent publishes: %v", err)
	}
	// What holds for others alone is neither listed, read over time nor found.
	amina := a.Actor(authz.Portal, "amina")
	h, err := a.Policies.ReadHistory(t.Context(), amina, policy.ReadClause{ID: "pay", Number: "4.2"})
	if err != nil || len(h.Versions) != 3 {
		t.Errorf("%d versions, %v", len(h.Versions), err)
	}
	for text, want := range map[string]int{"night shift": 1, "hour": 0, "€30": 0, "Travel": 1, "allowances": 2} {
		found, err := a.Policies.Spec().Search(t.Context(), amina, spec.Ask{Text: text, Limit: 10})
		if err != nil || len(found.Items) != want {
			t.Errorf("%q: %+v, %v", text, found.Items, err)
		}
	}
	found, err := a.Policies.Spec().Search(t.Context(), a.Actor(authz.Desk, "marta"), spec.Ask{Text: "hour", Limit: 10})
	if err != nil || len(found.Items) != 1 || !strings.HasPrefix(found.Items[0].Link, "/desk/policies/pay/clauses/4.2") {
		t.Errorf("HR finds %+v, %v", found.Items, err)
	}
}

// A rule that holds for nobody who asks takes the work of one that is not there, and is answered alike, also to a day that is none.
func TestARuleForOthersTakesTheWorkOfNone(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		world(t, a)
		saved, err := a.Policies.SavePolicy(t.Context(), a.Actor(authz.Desk, "ingrid"), policy.SavePolicy{ID: "porto", Title: "Porto", Clauses: []policy.PublishedText{
			{Number: "1", Title: "Boats", Text: "You may take the boat.", From: "2026-01-01", Acknowledge: true, Audience: policy.Audience{Sites: []string{"Porto"}}}}})
		if err != nil || len(saved.Added) != 1 {
			t.Fatal(saved, err)
		}
		amina, version := a.Actor(authz.Portal, "amina"), saved.Added[0].ID
		for name, ask := range map[string]func(id, version string) error{
			"its clauses": func(id, _ string) error {
				_, err := a.Policies.ReadClauses(t.Context(), amina, policy.ReadClauses{ID: id})
				return err
			},
			"on no day": func(id, _ string) error {
				_, err := a.Policies.ReadClauses(t.Context(), amina, policy.ReadClauses{ID: id, On: "yesterday"})
				return err
			},
			"a clause": func(id, _ string) error {
				_, err := a.Policies.ReadHistory(t.Context(), amina, policy.ReadClause{ID: id, Number: "1"})
				return err
			},
			"to acknowledge": func(id, version string) error {
				_, err := a.Policies.Acknowledge(t.Context(), amina, policy.Acknowledge{ID: id, Version: version})
				return err
			},
		} {
			hidden, one := worked(a, func() error { return ask("porto", version) })
			absent, other := worked(a, func() error { return ask("none", "0198f2c8-0000-7000-8000-000000000001") })
			if fault.KindOf(one) != fault.KindOf(other) || one.Error() != other.Error() {
				t.Errorf("%s: %v for what is hidden, %v for what is absent", name, one, other)
			}
			if len(hidden) == 0 || !slices.Equal(hidden, absent) {
				t.Errorf("%s: %d statements for what is hidden, %d for what is absent", name, len(hidden), len(absent))
			}
		}
	})
}

// worked returns the statements that f takes, and its error.
func worked(a *apptest.App, f func() error) (all []string, err error) {
	a.DB.Watch(func(query string) { all = append(all, query) })
	defer a.DB.Watch(nil)
	return all, f()
}

func TestSendingTheSameTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		first := world(t, a)
		if len(first.Added) != 5 || first.Unchanged != 0 {
			t.Fatalf("%d added, %d unchanged", len(first.Added), first.Unchanged)
		}
		head := a.Actor(authz.Desk, "ingrid")
		again, err := a.Policies.SavePolicy(t.Context(), head, pay())
		if err != nil || len(again.Added) != 0 || again.Unchanged != 5 {
			t.Errorf("%d added, %d unchanged, %v", len(again.Added), again.Unchanged, err)
		}
		in := pay()
		in.Clauses = in.Clauses[2:3]
		in.Clauses[0].From = "2026-12-01"
		if again, err = a.Policies.SavePolicy(t.Context(), head, in); err != nil || len(again.Added) != 0 {
			t.Errorf("a later day alone: %d added, %v", len(again.Added), err)
		}
		in.Clauses[0].Text = "You get €40 for each night shift."
		if again, err = a.Policies.SavePolicy(t.Context(), head, in); err != nil || len(again.Added) != 1 || again.Added[0].N != 5 {
			t.Errorf("another text: %+v, %v", again.Added, err)
		}
		in.Clauses[0].Text = "You get €41 for each night shift."
		if again, err = a.Policies.SavePolicy(t.Context(), head, in); err != nil || len(again.Added) != 1 {
			t.Errorf("a planned one replaced: %+v, %v", again.Added, err)
		}
		in.Clauses[0].Why = "The agreement."
		if again, err = a.Policies.SavePolicy(t.Context(), head, in); err != nil || len(again.Added) != 1 || again.Added[0].Why != "The agreement." {
			t.Errorf("a planned one with another reason: %+v, %v", again.Added, err)
		}
		amina, err := a.Policies.ReadClauses(t.Context(), a.Actor(authz.Portal, "amina"), policy.ReadClauses{ID: "pay", On: "2026-12-01"})
		if err != nil || said(amina) != "4.2 €41, 4.10 train" {
			t.Errorf("%q, %v", said(amina), err)
		}
	})
}

func TestWhatIsWrongIsSaidFieldByField(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	world(t, a)
	head := a.Actor(authz.Desk, "ingrid")
	ok := policy.PublishedText{Number: "9.1", Title: "Shoes", Text: "We pay for shoes.", From: "2026-01-01"}
	with := func(change func(*policy.PublishedText)) policy.PublishedText { x := ok; change(&x); return x }
	porto := policy.Audience{Sites: []string{"Porto"}}
	part := policy.Audience{Employment: []string{"part-time"}}
	for name, c := range map[string]struct {
		texts []policy.PublishedText
		field string
	}{
		"no number":          {[]policy.PublishedText{ok, with(func(x *policy.PublishedText) { x.Number = "4.x" })}, "clauses[1].number"},
		"twice":              {[]policy.PublishedText{ok, ok}, "clauses[1].number"},
		"no title":           {[]policy.PublishedText{with(func(x *policy.PublishedText) { x.Title = " " })}, "clauses[0].title"},
		"no text":            {[]policy.PublishedText{with(func(x *policy.PublishedText) { x.Text = "" })}, "clauses[0].text"},
		"a day that is none": {[]policy.PublishedText{with(func(x *policy.PublishedText) { x.From = "1.1.2026" })}, "clauses[0].from"},
		"30 February":        {[]policy.PublishedText{with(func(x *policy.PublishedText) { x.From = "2026-02-30" })}, "clauses[0].from"},
		"no day":             {[]policy.PublishedText{with(func(x *policy.PublishedText) { x.From = "" })}, "clauses[0].from"},
		"over before":        {[]policy.PublishedText{with(func(x *policy.PublishedText) { x.Until = "2026-01-01" })}, "clauses[0].until"},
		"two at once":        {[]policy.PublishedText{with(func(x *policy.PublishedText) { x.Until = "2026-07-01" }), with(func(x *policy.PublishedText) { x.From = "2026-06-01" })}, "clauses[0].until"},
		"unknown site":       {[]policy.PublishedText{with(func(x *policy.PublishedText) { x.Audience.Sites = []string{"Oslo"} })}, "clauses[0].audience.sites"},
		"unknown kind":       {[]policy.PublishedText{with(func(x *policy.PublishedText) { x.Audience.Employment = []string{"temp"} })}, "clauses[0].audience.employment"},
		"crossing": {[]policy.PublishedText{with(func(x *policy.PublishedText) { x.Audience = porto }), with(func(x *policy.PublishedText) { x.Audience = part })},
			"clauses[1].audience"},
		"before one that began":     {[]policy.PublishedText{with(func(x *policy.PublishedText) { x.Number, x.From = "4.2", "2025-05-05" })}, "clauses[0].from"},
		"the day of one that began": {[]policy.PublishedText{with(func(x *policy.PublishedText) { x.Number, x.From = "4.2", "2026-03-04" })}, "clauses[0].from"},
	} {
		in := policy.SavePolicy{ID: "pay", Title: "Pay", Clauses: c.texts}
		_, err := a.Policies.SavePolicy(t.Context(), head, in)
		if e := fault.As(err); e == nil || e.Kind != fault.Invalid || len(e.Fields) != 1 || e.Fields[0].Name != c.field {
			t.Errorf("%s: %v, want %s", name, err, c.field)
		}
	}
	if _, err := a.Policies.ReadHistory(t.Context(), head, policy.ReadClause{ID: "pay", Number: "9.1"}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("something of what was refused is there: %v", err)
	}
	gap := []policy.PublishedText{with(func(x *policy.PublishedText) { x.Until = "2026-02-01" }), with(func(x *policy.PublishedText) { x.From = "2026-06-01" })}
	out, err := a.Policies.SavePolicy(t.Context(), head, policy.SavePolicy{ID: "pay", Title: "Pay", Clauses: gap})
	if err != nil || len(out.Gaps) != 1 || out.Gaps[0].From.String() != "2026-02-01" || out.Gaps[0].Until.String() != "2026-06-01" {
		t.Errorf("a gap is said: %+v, %v", out.Gaps, err)
	}
}

func TestAPublishedVersionIsNeverChanged(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		id := world(t, a).Added[0].ID
		for _, sql := range []string{`UPDATE policy_version SET body = 'Nothing.' WHERE id = $1`, `UPDATE policy_version SET from_day = '2020-01-01' WHERE id = $1`,
			`UPDATE policy_version SET acknowledge = true WHERE id = $1`, `DELETE FROM policy_version WHERE id = $1`} {
			err := a.DB.Tx(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(t.Context(), sql, id); return err })
			if err == nil || !strings.Contains(err.Error(), "a published version is never") {
				t.Errorf("%s: %v", sql, err)
			}
		}
		if err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE policy_version SET published_by = NULL WHERE id = $1`, id)
			return err
		}); err != nil {
			t.Errorf("who published it cannot be forgotten: %v", err)
		}
	})
}

func TestAcknowledgingIsTiedToTheVersion(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		added := world(t, a).Added
		amina, pavel := a.Actor(authz.Portal, "amina"), a.Actor(authz.Portal, "pavel")
		old, now, porto := added[0].ID, "", ""
		for _, v := range added {
			if v.Acknowledge {
				now = v.ID
			}
			if len(v.Audience.Sites) > 0 {
				porto = v.ID
			}
		}
		waits := func(by authz.Actor) int {
			t.Helper()
			all, err := a.Policies.Spec().ToDo(t.Context(), by)
			if err != nil {
				t.Fatal(err)
			}
			return len(all)
		}
		if waits(amina) != 1 || waits(pavel) != 0 {
			t.Errorf("to do: %d for Amina, %d for Pavel", waits(amina), waits(pavel))
		}
		for id, want := range map[string]fault.Kind{old: fault.Conflict, porto: fault.NotFound, "none": fault.NotFound} {
			if _, err := a.Policies.Acknowledge(t.Context(), amina, policy.Acknowledge{ID: "pay", Version: id}); fault.KindOf(err) != want {
				t.Errorf("%s: %v, want %s", id, err, want)
			}
		}
		if _, err := a.Policies.Acknowledge(t.Context(), pavel, policy.Acknowledge{ID: "pay", Version: now}); fault.KindOf(err) != fault.Conflict && fault.KindOf(err) != fault.NotFound {
			t.Errorf("Pavel acknowledges what does not hold for him: %v", err)
		}
		first, err := a.Policies.Acknowledge(t.Context(), amina, policy.Acknowledge{ID: "pay", Version: now})
		if err != nil {
			t.Fatal(err)
		}
		a.Advance(time.Hour)
		if twice, err := a.Policies.Acknowledge(t.Context(), amina, policy.Acknowledge{ID: "pay", Version: now}); err != nil || !twice.At.Equal(first.At) {
			t.Errorf("twice is not once: %v and %v, %v", first.At, twice.At, err)
		}
		if waits(amina) != 0 {
			t.Error("it still waits")
		}
		counts, err := a.Policies.CountAcknowledgements(t.Context(), a.Actor(authz.Desk, "marta"), policy.ReadPolicy{ID: "pay"})
		if err != nil || len(counts.Items) != 1 || counts.Items[0].Acknowledged != 1 || counts.Items[0].Of != len(apptest.Cast())-1 {
			t.Errorf("%+v, %v", counts, err)
		}
		next := policy.PublishedText{Number: "4.2", Title: "Night allowance", Text: "You get €39.", From: "2026-11-20", Acknowledge: true}
		if _, err := a.Policies.PublishClause(t.Context(), a.Actor(authz.Desk, "ingrid"), policy.PublishClause{ID: "pay", PublishedText: next}); err != nil {
			t.Fatal(err)
		}
		if waits(amina) != 0 {
			t.Error("it waits before it begins")
		}
		a.Advance(5 * 24 * time.Hour)
		if waits(amina) != 1 {
			t.Error("a new version that asks does not wait")
		}
	})
}

func TestCountsOfSmallGroupsAreNotSaid(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	world(t, a)
	in := pay()
	in.Clauses = []policy.PublishedText{{Number: "5", Title: "Bikes", Text: "Lock them.", From: "2026-01-01", Acknowledge: true, Audience: policy.Audience{Sites: []string{"Porto"}}}}
	if _, err := a.Policies.SavePolicy(t.Context(), a.Actor(authz.Desk, "ingrid"), in); err != nil {
		t.Fatal(err)
	}
	counts, err := a.Policies.CountAcknowledgements(t.Context(), a.Actor(authz.Desk, "ingrid"), policy.ReadPolicy{ID: "pay"})
	if err != nil || len(counts.Items) != 2 || !counts.Items[1].Few || counts.Items[1].Of != 0 {
		t.Errorf("%+v, %v", counts, err)
	}
}

func TestModulesAboveReadClauses(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	added := world(t, a).Added
	on := calendar.NewDate(2026, time.March, 3)
	for _, ref := range []string{"pay/4.2", "pay 4.2", " Pay 4.2 ", added[0].ClauseID} {
		v, err := policy.ClauseAt(t.Context(), a.DB, ref, on, apptest.ID("amina"))
		if err != nil || !strings.Contains(v.Text, "€35") || v.Ref() != "pay 4.2" {
			t.Errorf("%q: %+v, %v", ref, v, err)
			continue
		}
		if again, err := policy.VersionByID(t.Context(), a.DB, v.ID); err != nil || again.Text != v.Text || again.Until.String() != "2026-03-04" {
			t.Errorf("by id: %+v, %v", again, err)
		}
	}
	for _, ref := range []string{"pay 4.3", "leave 4.2", "", "x"} {
		if _, err := policy.ClauseAt(t.Context(), a.DB, ref, on, apptest.ID("amina")); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%q: %v", ref, err)
		}
	}
	if _, err := policy.ClauseAt(t.Context(), a.DB, "pay 4.2", calendar.NewDate(2019, time.March, 3), apptest.ID("amina")); fault.KindOf(err) != fault.NotFound {
		t.Errorf("before she worked here: %v", err)
	}
	if _, err := policy.VersionByID(t.Context(), a.DB, "none"); fault.KindOf(err) != fault.NotFound {
		t.Errorf("no version: %v", err)
	}
}

// citing knows one case, for whoever asks.
type citing struct{ version string }

func (c citing) CitingCases(_ context.Context, _ authz.Actor, versionIDs []string) (policy.Citations, error) {
	if !slices.Contains(versionIDs, c.version) {
		return policy.Citations{}, nil
	}
	return policy.Citations{Items: []policy.Cited{{Number: "HR-1", Subject: "Nights in October", Link: "/desk/cases/HR-1"}}, More: true}, nil
}

func TestWhoCitesAClauseIsKnownBeforeItChanges(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	version := world(t, a).Added[0].ID
	marta := a.Actor(authz.Desk, "marta")
	if out, err := a.Policies.CitingCases(t.Context(), marta, policy.ReadClause{ID: "pay", Number: "4.2"}); err != nil || len(out.Items) != 0 {
		t.Errorf("nobody knows: %+v, %v", out, err)
	}
	s := policy.New(policy.Options{DB: a.DB, Policy: a.Policy, Citing: func() policy.Citing { return citing{version} }})
	if out, err := s.CitingCases(t.Context(), marta, policy.ReadClause{ID: "pay", Number: "4.2"}); err != nil || len(out.Items) != 1 || !out.More {
		t.Errorf("%+v, %v", out, err)
	}
	if _, err := s.CitingCases(t.Context(), a.Actor(authz.Portal, "marta"), policy.ReadClause{ID: "pay", Number: "4.2"}); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("in the portal: %v", err)
	}
}

func TestTwoVersionsAreCompared(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	world(t, a)
	amina := a.Actor(authz.Portal, "amina")
	out, err := a.Policies.CompareVersions(t.Context(), amina, policy.Compare{ID: "pay", Number: "4.2", Before: 1, After: 2})
	if err != nil || len(out.WasBefore) != 1 || !out.WasBefore[0].Changed || out.IsAfter[0].Text != "You get €35 for each night shift." {
		t.Errorf("%+v, %v", out, err)
	}
	// The third by its beginning is the one for Porto, which she may not read.
	for _, n := range []int{0, 3, 9} {
		v, err := a.Policies.CompareVersions(t.Context(), amina, policy.Compare{ID: "pay", Number: "4.2", Before: 1, After: n})
		if fault.KindOf(err) != fault.Invalid || v.After.Text != "" {
			t.Errorf("version %d: %+v, %v", n, v.After, err)
		}
	}
}

func TestErasingForgetsWhoAcknowledgedAndWhoPublished(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		world(t, a)
		amina := a.Actor(authz.Portal, "amina")
		read, err := a.Policies.ReadClauses(t.Context(), amina, policy.ReadClauses{ID: "pay"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.Policies.Acknowledge(t.Context(), amina, policy.Acknowledge{ID: "pay", Version: read.Items[0].ID}); err != nil {
			t.Fatal(err)
		}
		for _, source := range a.Policies.Spec().Personal {
			if source.Nobody != "" {
				continue
			}
			for _, key := range []string{"amina", "ingrid"} {
				before, err := source.Count(t.Context(), a.DB, apptest.ID(key))
				if err != nil {
					t.Fatal(err)
				}
				kept, err := source.Export(t.Context(), a.DB, apptest.ID(key))
				if err != nil || (kept != nil) != (before > 0) {
					t.Errorf("%s of %s: %d rows, export %v, %v", source.Table, key, before, kept, err)
				}
				for range 2 {
					if err := a.DB.Tx(t.Context(), func(tx *store.Tx) error { return source.Erase(t.Context(), tx, apptest.ID(key)) }); err != nil {
						t.Fatal(err)
					}
				}
				if n, err := source.Count(t.Context(), a.DB, apptest.ID(key)); err != nil || n != 0 {
					t.Errorf("%s of %s: %d rows stay, %v", source.Table, key, n, err)
				}
			}
		}
	})
}

func TestHeadcountsFollowTheDirectory(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		world(t, a)
		all, err := people.Headcounts(t.Context(), a.DB, "2026-11-16", store.Always)
		n := map[string]int{}
		for _, h := range all {
			n[h.Site+" "+h.Kind()] += h.Count
		}
		if err != nil || n["Porto part-time"] != 1 || n["Malmby full-time"] != len(apptest.Cast())-1 || len(n) != 2 {
			t.Errorf("%v, %v", n, err)
		}
	})
}
