package content_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"hearth/internal/demo/content"
)

func TestPlan(t *testing.T) {
	for _, now := range []time.Time{time.Date(2026, 11, 17, 14, 20, 0, 0, time.UTC), time.Date(2026, 7, 12, 3, 0, 0, 0, time.UTC), time.Date(2027, 1, 4, 7, 30, 0, 0, time.UTC)} {
		t.Run(now.Format(time.DateOnly), func(t *testing.T) { checkPlan(t, now) })
	}
}

func checkPlan(t *testing.T, now time.Time) {
	plan := content.Plan(content.Seed, now)
	if !reflect.DeepEqual(plan, content.Plan(content.Seed, now)) {
		t.Error("the same seed gives another plan")
	}
	people, services := known(content.People(content.Seed), personKey), known(content.Services(), serviceKey)
	teams, scripts := known(content.HRTeams(), teamKey), content.Cases(content.Seed)
	states, used := map[string]int{}, map[int]bool{}
	rated, late, weekend, night := 0, 0, 0, 0
	var before time.Time
	for i, c := range plan {
		s, who := scripts[c.Script], people[c.Asker]
		if c.Asked.Before(before) || c.Service != s.Service || c.Team != services[s.Service].Team || who.Key == "" || c.Agent == c.Asker {
			t.Errorf("case %d is out of order or belongs to nobody: %+v", i, c)
		}
		before = c.Asked
		if at := c.Asked.Month(); !s.InSeason(at) && !s.InSeason(c.Asked.AddDate(0, 0, -7).Month()) {
			t.Errorf("case %d asks %q in %s", i, s.Subject, at)
		}
		if there := c.Asked.Sub(now).Hours()/24 + float64(who.StartedDaysAgo); there < 0 || int(there)+1 < 365*s.Years {
			t.Errorf("case %d: %s asks %q after %.0f days", i, who.Key, s.Subject, there)
		}
		if c.Agent != "" && !slices.Contains(teams[c.Team].Members, c.Agent) {
			t.Errorf("case %d: %s is not in team %s", i, c.Agent, c.Team)
		}
		checkInstants(t, i, c, len(s.Turns), now)
		states[c.State]++
		used[c.Script] = true
		if c.Rating != nil {
			rated++
		}
		if !c.Answered.IsZero() && content.WorkBetween(c.Asked, c.Answered) > services[s.Service].DecisionMinutes {
			late++
		}
		if day := c.Asked.Weekday(); day == time.Saturday || day == time.Sunday {
			weekend++
		}
		if c.Asked.Hour() < 5 || c.Asked.Hour() >= 22 {
			night++
		}
	}
	unfinished, over := states[content.StateOpen]+states[content.StateWaiting], states[content.StateClosed]
	t.Logf("%d cases: %v; %d rated, %d late, %d at the weekend, %d at night, %d of %d scripts", len(plan), states, rated, late, weekend, night, len(used), len(scripts))
	if len(plan) < 2200 || len(plan) > 2600 || unfinished < 20 || unfinished > 62 || states[content.StateWaiting] == 0 || states[content.StateAnswered] == 0 {
		t.Errorf("%d cases, %v", len(plan), states)
	}
	if share := 100 * rated / over; share < 27 || share > 42 {
		t.Errorf("%d%% of the closed ones are rated, want about a third", share)
	}
	if late*100 < len(plan) || late*100 > 10*len(plan) || weekend*100 > 12*len(plan) || night == 0 || len(used) < 150 {
		t.Errorf("%d late, %d at the weekend, %d at night, %d scripts used", late, weekend, night, len(used))
	}
}

func checkInstants(t *testing.T, i int, c content.PlannedCase, turns int, now time.Time) {
	t.Helper()
	last := c.Asked
	for _, at := range append(slices.Clone(c.Turns), c.Answered, c.Missing, c.Second) {
		if at.IsZero() {
			continue
		}
		if at.Before(last) {
			t.Errorf("case %d goes back in time: %v before %v", i, at, last)
		}
		last = at
	}
	if last.After(now) || c.Closed.After(now) || !c.Closed.IsZero() && c.Closed.Before(last) {
		t.Errorf("case %d happens after now, or closes too early: %+v", i, c)
	}
	switch c.State {
	case content.StateClosed, content.StateAnswered:
		if c.Answered.IsZero() || len(c.Turns) != turns || (c.State == content.StateClosed) == c.Closed.IsZero() {
			t.Errorf("case %d is %s without the story for it: %+v", i, c.State, c)
		}
	case content.StateWaiting:
		if !c.Until.After(now) || len(c.Turns) == 0 || c.Agent == "" {
			t.Errorf("case %d waits for nothing: %+v", i, c)
		}
	case content.StateOpen:
		if !c.Answered.IsZero() || c.Rating != nil {
			t.Errorf("case %d is open and has an answer: %+v", i, c)
		}
	default:
		t.Errorf("case %d is %q", i, c.State)
	}
	if r := c.Rating; r != nil && (r.At.After(now) || r.Satisfaction < 1 || r.Satisfaction > 5 || r.Effort < 1 || r.Effort > 5) {
		t.Errorf("case %d: the rating %+v", i, r)
	}
}

func TestWorkTime(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	day := func(text string) time.Time {
		at, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	for _, x := range []struct {
		from    string
		minutes int
		to      string
	}{
		{"2026-11-17 10:00", 60, "2026-11-17 11:00"},
		{"2026-11-17 16:00", 60, "2026-11-18 08:30"},
		{"2026-11-20 16:00", 60, "2026-11-23 08:30"},
		{"2026-12-23 16:00", 60, "2026-12-28 08:30"},
		{"2026-11-17 10:00", 510, "2026-11-18 10:00"},
	} {
		if got := content.WorkAfter(day(x.from), x.minutes); !got.Equal(day(x.to)) {
			t.Errorf("%d minutes after %s: %v, want %s", x.minutes, x.from, got, x.to)
		}
		if got := content.WorkBefore(day(x.to), x.minutes); !got.Equal(day(x.from)) {
			t.Errorf("%d minutes before %s: %v, want %s", x.minutes, x.to, got, x.from)
		}
		if got := content.WorkBetween(day(x.from), day(x.to)); got != x.minutes {
			t.Errorf("from %s to %s: %d minutes, want %d", x.from, x.to, got, x.minutes)
		}
	}
	if got := content.WorkAfter(day("2026-11-21 03:00"), 30); !got.Equal(day("2026-11-23 08:30")) {
		t.Errorf("from a Saturday night: %v", got)
	}
}
