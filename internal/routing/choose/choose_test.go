package choose

import (
	"slices"
	"testing"
	"time"
)

var (
	caps  = Caps{Load: 20, HeavyOpen: 2, HeavyWeek: 3}
	later = time.Date(2026, 11, 18, 7, 0, 0, 0, time.UTC)
)

func order(c Case, all ...Agent) (ids []string) {
	for _, x := range Order(c, all, caps) {
		ids = append(ids, x.ID)
	}
	return ids
}

func TestTheRuleLooksInOrder(t *testing.T) {
	t.Parallel()
	c := Case{ID: "c", Service: "pay", Language: "pl", Site: "Malmby", Weight: 2}
	for name, x := range map[string]struct {
		all  []Agent
		want []string
	}{
		"language before work":    {[]Agent{{ID: "a", AtWork: true}, {ID: "b", Languages: []string{"pl"}, Opens: later}}, []string{"b", "a"}},
		"work before site":        {[]Agent{{ID: "a", Sites: []string{"Malmby"}, Opens: later}, {ID: "b", AtWork: true}}, []string{"b", "a"}},
		"who begins first":        {[]Agent{{ID: "a", Opens: later.Add(time.Hour)}, {ID: "b", Opens: later}}, []string{"b", "a"}},
		"site before load":        {[]Agent{{ID: "a", AtWork: true}, {ID: "b", AtWork: true, Load: 9, Sites: []string{"Malmby"}}}, []string{"b", "a"}},
		"load for the hours":      {[]Agent{{ID: "a", AtWork: true, Load: 6, Part: 50}, {ID: "b", AtWork: true, Load: 8}}, []string{"b", "a"}},
		"who is away":             {[]Agent{{ID: "a", AtWork: true, Away: true}, {ID: "b", Opens: later}}, []string{"b"}},
		"who has enough":          {[]Agent{{ID: "a", AtWork: true, Load: 19}, {ID: "b", AtWork: true, Load: 18}}, []string{"b"}},
		"who takes other things":  {[]Agent{{ID: "a", AtWork: true, Services: []string{"leave"}}, {ID: "b", Opens: later, Services: []string{"pay"}}}, []string{"b"}},
		"half hours, half a load": {[]Agent{{ID: "a", AtWork: true, Load: 9, Part: 50}}, nil},
		"nobody":                  {nil, nil},
	} {
		if got := order(c, x.all...); !slices.Equal(got, x.want) {
			t.Errorf("%s: got %v, want %v", name, got, x.want)
		}
	}
}

func TestHeavyCasesAreCapped(t *testing.T) {
	t.Parallel()
	c := Case{ID: "c", Weight: 6, Heavy: true}
	if got := order(c, Agent{ID: "a", HeavyOpen: 2}, Agent{ID: "b", HeavyWeek: 3}, Agent{ID: "d", HeavyOpen: 1, HeavyWeek: 2}); !slices.Equal(got, []string{"d"}) {
		t.Errorf("got %v", got)
	}
	if got := order(Case{ID: "c", Weight: 2}, Agent{ID: "a", HeavyOpen: 2, HeavyWeek: 3}); !slices.Equal(got, []string{"a"}) {
		t.Errorf("who has enough heavy cases got no light one: %v", got)
	}
	if !caps.Room(Agent{Part: 10}, c) {
		t.Error("who has nothing has no room")
	}
}

// Among equals it is not always the same person.
func TestTheCaseDecidesAmongEquals(t *testing.T) {
	t.Parallel()
	first := map[string]int{}
	for i := range 100 {
		first[order(Case{ID: string(rune('!' + i))}, Agent{ID: "a", AtWork: true}, Agent{ID: "b", AtWork: true})[0]]++
	}
	if first["a"] < 25 || first["b"] < 25 {
		t.Errorf("%v", first)
	}
}

func TestTheRuleSaysWhy(t *testing.T) {
	t.Parallel()
	c := Case{ID: "c", Service: "pay", Language: "pl", Site: "Malmby", Weight: 2}
	got := Order(c, []Agent{{ID: "a", AtWork: true, Services: []string{"pay"}, Languages: []string{"pl"}, Sites: []string{"Malmby"}}, {ID: "b", Opens: later}}, caps)
	if !slices.Equal(got[0].Why, []Why{Service, Language, AtWork, Site}) || !slices.Equal(got[1].Why, []Why{Only, Nobody, First}) {
		t.Errorf("%v", got)
	}
}

// Nobody reads that they have the least to carry where their language, their hours or their site decided.
func TestTheLoadIsAReasonOnlyWhereItDecided(t *testing.T) {
	t.Parallel()
	c := Case{ID: "c", Service: "pay", Language: "pl", Site: "Malmby", Weight: 2}
	for name, x := range map[string]struct {
		all  []Agent
		want bool
	}{
		"language":         {[]Agent{{ID: "a", AtWork: true, Load: 9, Languages: []string{"pl"}}, {ID: "b", AtWork: true}}, false},
		"hours":            {[]Agent{{ID: "a", AtWork: true, Load: 9}, {ID: "b", Opens: later}}, false},
		"who begins first": {[]Agent{{ID: "a", Opens: later, Load: 9}, {ID: "b", Opens: later.Add(time.Hour)}}, false},
		"site":             {[]Agent{{ID: "a", AtWork: true, Load: 9, Sites: []string{"Malmby"}}, {ID: "b", AtWork: true}}, false},
		"load":             {[]Agent{{ID: "a", AtWork: true, Load: 3}, {ID: "b", AtWork: true, Load: 9}, {ID: "d", Opens: later}}, true},
		"equals":           {[]Agent{{ID: "a", AtWork: true}, {ID: "b", AtWork: true}}, true},
	} {
		got := Order(c, x.all, caps)
		if slices.Contains(got[0].Why, Least) != x.want || name != "equals" && got[0].ID != "a" {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
