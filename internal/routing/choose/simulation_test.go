package choose

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// The rule is held against the usual one, that whoever has the fewest cases gets the next, in a team of twelve over four weeks: two languages, two sites whose hours differ, people in part time and
// days away. Cases differ in work and in how hard they are to bear. Promises are kept as often; what people carry is spread no worse; and the caps on heavy cases hold, which the usual rule breaks.

// simulated is a case in the simulation: agents work on their cases one after another, in their hours.
type simulated struct {
	Case
	came, due time.Time
	left      time.Duration // of work
	waits     time.Duration // for the customer's last word, after the work
	to        int           // an agent, -1 for nobody yet
	given     time.Time
	done      time.Time // the work is
}

// over reports whether a case is answered.
func (c *simulated) over(at time.Time) bool {
	return !c.done.IsZero() && !c.done.Add(c.waits).After(at)
}

// kinds are services: their weight and how long a case takes.
var kinds = []struct {
	weight int
	heavy  bool
	work   time.Duration
}{{1, false, 10 * time.Minute}, {2, false, 25 * time.Minute}, {3, false, 70 * time.Minute}, {6, false, 2 * time.Hour}, {9, true, 2 * time.Hour}, {6, true, 45 * time.Minute}}

type team struct {
	agents []Agent
	starts []int          // the hour in which each begins
	away   []map[int]bool // by the day of the simulation
}

const (
	simulatedDays  = 28
	slot           = 10 * time.Minute
	simulatedHours = 8
)

var began = time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC) // a Monday

func makeTeam(r *rand.Rand) team {
	var t team
	for i := range 12 {
		a := Agent{ID: fmt.Sprint("agent ", i), Languages: []string{"en"}, Part: 100}
		if i%3 == 0 {
			a.Languages = append(a.Languages, "pl")
		}
		if i%4 == 3 {
			a.Part = 50
		}
		t.agents, t.starts = append(t.agents, a), append(t.starts, 7+2*(i%2))
		gone := map[int]bool{}
		for d, n := r.IntN(simulatedDays), r.IntN(6); n > 0; n-- {
			gone[d+n] = true
		}
		t.away = append(t.away, gone)
	}
	return t
}

// works reports whether an agent is at work; who works half is there in the first half.
func (t team) works(i int, at time.Time) bool {
	hour, day := at.Hour(), int(at.Sub(began).Hours()/24)
	weekend := at.Weekday() == time.Saturday || at.Weekday() == time.Sunday
	return !weekend && !t.away[i][day] && hour >= t.starts[i] && hour < t.starts[i]+simulatedHours*t.agents[i].Part/100
}

func makeCases(r *rand.Rand) (all []*simulated) {
	for at := began; at.Before(began.AddDate(0, 0, simulatedDays-5)); at = at.Add(slot) {
		if at.Weekday() == time.Saturday || at.Weekday() == time.Sunday || at.Hour() < 6 || at.Hour() > 19 || r.Float64() > 0.8 {
			continue
		}
		k := kinds[min(r.IntN(8), len(kinds)-1)]
		if r.IntN(6) > 0 && k.heavy {
			k = kinds[r.IntN(3)]
		}
		c := &simulated{Case: Case{ID: fmt.Sprint("case ", len(all)), Language: "en", Weight: k.weight, Heavy: k.heavy}, came: at, due: at.Add(72 * time.Hour), left: k.work, waits: time.Duration(r.IntN(72)) * time.Hour, to: -1}
		if r.IntN(5) == 0 {
			c.Language = "pl"
		}
		all = append(all, c)
	}
	return all
}

// result is what a rule brought about.
type result struct {
	kept             float64 // the share of promises
	spread           float64 // the most that somebody carried by the mean, over all moments at which people work, for the hours that they work
	most, mostInWeek int     // heavy cases of one person, at once and in seven days
	given            int
}

// seen fills in what the rule sees of the team at a moment.
func (t team) seen(cases []*simulated, at time.Time) []Agent {
	all := slices.Clone(t.agents)
	for i := range all {
		all[i].Away, all[i].AtWork = t.away[i][int(at.Sub(began).Hours()/24)], t.works(i, at)
		all[i].Opens = at.Add(time.Hour)
		for !all[i].AtWork && all[i].Opens.Before(at.AddDate(0, 0, 8)) && !t.works(i, all[i].Opens) {
			all[i].Opens = all[i].Opens.Add(time.Hour)
		}
	}
	for _, c := range cases {
		if c.to < 0 {
			continue
		}
		if !c.over(at) {
			all[c.to].Load += c.Weight
		}
		if c.Heavy && !c.over(at) {
			all[c.to].HeavyOpen++
		}
		if c.Heavy && c.given.After(at.AddDate(0, 0, -7)) {
			all[c.to].HeavyWeek++
		}
	}
	return all
}

// fewest is the usual rule: who is not away and has the fewest cases.
func fewest(t team, cases []*simulated, at time.Time) int {
	count := make([]int, len(t.agents))
	for _, c := range cases {
		if c.to >= 0 && !c.over(at) {
			count[c.to]++
		}
	}
	best := -1
	for i := range t.agents {
		if !t.away[i][int(at.Sub(began).Hours()/24)] && (best < 0 || count[i]*t.agents[best].Part < count[best]*t.agents[i].Part) {
			best = i
		}
	}
	return best
}

// ours is the rule of this package.
func ours(t team, cases []*simulated, c *simulated, at time.Time) int {
	chosen := Order(c.Case, t.seen(cases, at), simulatedCaps)
	if len(chosen) == 0 {
		return -1
	}
	return slices.IndexFunc(t.agents, func(a Agent) bool { return a.ID == chosen[0].ID })
}

var simulatedCaps = Caps{Load: 60, HeavyOpen: 2, HeavyWeek: 4}

// run lets the weeks go by.
func run(t team, cases []*simulated, rule func(open []*simulated, c *simulated, at time.Time) int) (out result) {
	var open []*simulated // of the last days: all that is not done, and the heavy ones of a week
	next, moments := 0, 0
	for at := began; at.Before(began.AddDate(0, 0, simulatedDays)); at = at.Add(slot) {
		for ; next < len(cases) && !cases[next].came.After(at); next++ {
			open = append(open, cases[next])
		}
		open = slices.DeleteFunc(open, func(c *simulated) bool { return c.over(at) && (!c.Heavy || c.given.Before(at.AddDate(0, 0, -7))) })
		for _, c := range open {
			if c.to < 0 {
				if c.to = rule(open, c, at); c.to >= 0 {
					c.given = at
					out.given++
				}
			}
		}
		for i := range t.agents {
			if t.works(i, at) {
				work(i, open, at)
			}
		}
		if at.Minute() > 0 {
			continue
		}
		seen, sum, most := t.seen(open, at), 0.0, 0.0
		for _, a := range seen {
			out.most, out.mostInWeek = max(out.most, a.HeavyOpen), max(out.mostInWeek, a.HeavyWeek)
			carried := float64(a.Load) * 100 / float64(a.Part)
			sum, most = sum+carried, max(most, carried)
		}
		if sum > 0 && at.Hour() >= 9 && at.Hour() < 15 && at.Weekday() >= time.Monday && at.Weekday() <= time.Friday {
			out.spread += most / (sum / float64(len(seen)))
			moments++
		}
	}
	out.spread /= float64(moments)
	for _, c := range cases {
		if !c.done.IsZero() && !c.done.After(c.due) {
			out.kept++
		}
	}
	out.kept /= float64(len(cases))
	return out
}

// work takes a slot of the work of an agent off their case that is due first.
func work(i int, open []*simulated, at time.Time) {
	var mine []*simulated
	for _, c := range open {
		if c.to == i && c.done.IsZero() {
			mine = append(mine, c)
		}
	}
	if len(mine) == 0 {
		return
	}
	c := slices.MinFunc(mine, func(a, b *simulated) int { return cmp.Or(a.due.Compare(b.due), cmp.Compare(a.ID, b.ID)) })
	if c.left -= slot; c.left <= 0 {
		c.done = at.Add(slot)
	}
}

func TestTheRuleSpreadsNoWorseThanTheFewestCases(t *testing.T) {
	t.Parallel()
	var a, b result
	const seeds = 4
	for seed := range uint64(seeds) {
		crew := makeTeam(rand.New(rand.NewPCG(seed, 1)))
		usual := run(crew, makeCases(rand.New(rand.NewPCG(seed, 2))), func(open []*simulated, _ *simulated, at time.Time) int { return fewest(crew, open, at) })
		rule := run(crew, makeCases(rand.New(rand.NewPCG(seed, 2))), func(open []*simulated, c *simulated, at time.Time) int { return ours(crew, open, c, at) })
		if rule.most > simulatedCaps.HeavyOpen || rule.mostInWeek > simulatedCaps.HeavyWeek {
			t.Errorf("seed %d: somebody had %d heavy cases at once and %d in a week; the caps are %+v", seed, rule.most, rule.mostInWeek, simulatedCaps)
		}
		a.kept, a.spread, a.most, a.mostInWeek = a.kept+usual.kept/seeds, a.spread+usual.spread/seeds, max(a.most, usual.most), max(a.mostInWeek, usual.mostInWeek)
		b.kept, b.spread, b.most, b.mostInWeek, b.given = b.kept+rule.kept/seeds, b.spread+rule.spread/seeds, max(b.most, rule.most), max(b.mostInWeek, rule.mostInWeek), b.given+rule.given
	}
	t.Logf("fewest cases: %+v; the rule: %+v", a, b)
	if b.spread > a.spread {
		t.Errorf("the rule spreads %.2f to the mean, fewest cases %.2f", b.spread, a.spread)
	}
	if b.kept < a.kept-0.005 {
		t.Errorf("the rule keeps %.3f of the promises, fewest cases %.3f", b.kept, a.kept)
	}
	if a.most <= simulatedCaps.HeavyOpen || b.given == 0 {
		t.Errorf("the simulation is too easy: fewest cases gave somebody %d heavy cases at once", a.most)
	}
}
