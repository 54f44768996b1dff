package policy

import (
	"slices"
	"strings"
	"testing"

	"hearth/internal/calendar"
	"hearth/internal/people"
)

func date(t *testing.T, text string) calendar.Date {
	t.Helper()
	var d calendar.Date
	if err := d.UnmarshalText([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return d
}

// clause makes the versions of a clause of lines such as "2026-01-01 2026-06-01 Porto/part-time withdrawn"; a dash stands for nothing.
func clause(t *testing.T, lines ...string) []Version {
	t.Helper()
	var all []Version
	for i, line := range lines {
		f := append(strings.Fields(line), "-", "-", "-")
		v := Version{ID: line, N: i + 1, From: date(t, f[0]), Withdrawn: slices.Contains(f, "withdrawn")}
		if f[1] != "-" {
			v.ends = date(t, f[1])
		}
		if f[2] != "-" {
			for _, x := range strings.Split(f[2], "/") {
				if x == people.FullTime || x == people.PartTime {
					v.Audience.Employment = append(v.Audience.Employment, x)
				} else {
					v.Audience.Sites = append(v.Audience.Sites, x)
				}
			}
		}
		all = append(all, v)
	}
	return settle(all)
}

func TestOneVersionHoldsAtMost(t *testing.T) {
	t.Parallel()
	all := clause(t, "2024-01-01", "2025-03-01", "2025-06-01 - Porto", "2025-09-01 - Porto/part-time", "2026-01-01 - Porto withdrawn", "2026-05-01 2026-07-01", "2026-06-01 - part-time")
	porto, part, malmby, unknown := Group{"Porto", people.FullTime}, Group{"Porto", people.PartTime}, Group{"Malmby", people.PartTime}, Group{"Malmby", ""}
	for _, c := range []struct {
		day  string
		g    Group
		want int
	}{
		{"2023-12-31", porto, 0}, {"2024-01-01", porto, 1}, {"2025-02-28", porto, 1}, {"2025-03-01", porto, 2},
		{"2025-06-01", porto, 3}, {"2025-06-01", malmby, 2}, {"2025-09-01", part, 4}, {"2025-09-01", porto, 3},
		{"2026-01-01", porto, 2}, {"2026-01-01", part, 4}, // the narrower rule ended: the wider one holds again
		{"2026-06-30", porto, 6}, {"2026-07-01", porto, 0}, {"2026-07-01", malmby, 7}, {"2026-06-15", unknown, 6}, {"2026-07-01", unknown, 0},
	} {
		if v, _ := inForce(all, date(t, c.day), c.g); v.N != c.want {
			t.Errorf("%s for %v: version %d, want %d", c.day, c.g, v.N, c.want)
		}
	}
}

func TestAVersionEndsWhereTheNextBegins(t *testing.T) {
	t.Parallel()
	all := clause(t, "2026-01-01", "2026-02-01 2026-03-01", "2026-05-01", "2026-05-01", "2026-02-15 - Porto")
	got := map[int]string{}
	for _, v := range all {
		got[v.N] = v.Until.String()
	}
	if want := map[int]string{1: "2026-02-01", 2: "2026-03-01", 3: "2026-05-01", 4: "", 5: ""}; len(got) != len(want) || got[1] != want[1] || got[2] != want[2] || got[3] != want[3] || got[4] != want[4] || got[5] != want[5] {
		t.Errorf("until %v, want %v", got, want)
	}
	if g := gaps(all); len(g) != 1 || g[0].From.String() != "2026-03-01" || g[0].Until.String() != "2026-05-01" {
		t.Errorf("gaps %+v", g)
	}
	if !all[3].Replaced() && !all[4].Replaced() {
		t.Error("the planned version that was replaced does not say so")
	}
}

func TestAudiencesThatCrossAreSeen(t *testing.T) {
	t.Parallel()
	everybody, porto, part := Audience{}, Audience{Sites: []string{"Porto"}}, Audience{Employment: []string{people.PartTime}}
	two, inPorto := Audience{Sites: []string{"Malmby", "Porto"}}, Audience{Sites: []string{"Porto"}, Employment: []string{people.PartTime}}
	other := Audience{Sites: []string{"Kestrel Street", "Malmby"}}
	for _, c := range []struct {
		a, b Audience
		want bool
	}{{everybody, porto, false}, {porto, part, true}, {two, porto, false}, {inPorto, part, false}, {inPorto, porto, false}, {two, other, true}, {porto, other, false}, {part, part, false}} {
		if c.a.crosses(c.b) != c.want || c.b.crosses(c.a) != c.want {
			t.Errorf("%v and %v: want %v", c.a, c.b, c.want)
		}
	}
}

func TestAPersonMeetsWhatHeldWhereTheyWorkedThen(t *testing.T) {
	t.Parallel()
	all := clause(t, "2024-01-01", "2025-01-01 - Porto", "2026-01-01 - Porto", "2027-01-01", "2025-01-01 - Kestrel")
	h := history{{Site: "Malmby", WeeklyHours: 38, Started: "2026-06-01"}, {Site: "Porto", WeeklyHours: 20, Started: "2025-02-01", Ended: "2025-12-31"}}
	met := h.met(all)
	var got []int
	for _, v := range all {
		if met[v.ID] {
			got = append(got, v.N)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, []int{1, 2, 4}) {
		t.Errorf("met versions %v, want 1, 2 and 4", got)
	}
	if g, works := h.on(date(t, "2025-03-03")); !works || g != (Group{"Porto", people.PartTime}) {
		t.Errorf("on 3 March: %v, %v", g, works)
	}
	if _, works := h.on(date(t, "2026-02-01")); works {
		t.Error("works between two employments")
	}
}

func TestSentencesAreCompared(t *testing.T) {
	t.Parallel()
	was, is := compared("You get €35. It is taxed.\nAsk us!", "You get €38. It is taxed.\nAsk us!")
	changed := func(all []Sentence) (out []string) {
		for _, s := range all {
			if s.Changed {
				out = append(out, s.Text)
			}
		}
		return out
	}
	if len(was) != 3 || len(is) != 3 || !slices.Equal(changed(was), []string{"You get €35."}) || !slices.Equal(changed(is), []string{"You get €38."}) {
		t.Errorf("%v, %v", was, is)
	}
}

func TestNumbersAreInOrder(t *testing.T) {
	t.Parallel()
	all := []string{"4.10", "4.2", "10", "4", "4.2.1"}
	slices.SortFunc(all, CompareNumbers)
	if !slices.Equal(all, []string{"4", "4.2", "4.2.1", "4.10", "10"}) {
		t.Errorf("%v", all)
	}
}
