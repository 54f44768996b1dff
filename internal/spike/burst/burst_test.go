package burst_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/spike/burst"
)

// TestThePublishedExample is that of R's documentation of poisson.test, the same conditional test, with the lung cancers of Andersen (Scandinavian Journal of Statistics 4, 1977) at ages 55 to 59:
// 11 among 800 people of Fredericia, 21 among 3011 of three other towns. R gives p-value = 0.07967 (two-sided: as unlikely as 11 or more so) and, one-sided, the upper part of it.
func TestThePublishedExample(t *testing.T) {
	t.Parallel()
	const n, x, p = 32, 11, 800.0 / 3811
	mass := func(k int) float64 { return burst.Tail(k, n, p) - burst.Tail(k+1, n, p) }
	two := 0.0
	for k := range n + 1 {
		if mass(k) <= mass(x)*(1+1e-7) {
			two += mass(k)
		}
	}
	if math.Abs(two-0.07967) > 5e-6 {
		t.Errorf("two-sided %.5f, R has 0.07967", two)
	}
}

func TestTheTailAddsUp(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 9, 40, 700} {
		for _, p := range []float64{1.0 / 9, 0.25, 0.9} {
			if got := burst.Tail(0, n, p); got != 1 {
				t.Errorf("Tail(0, %d, %v) is %v", n, p, got)
			}
			if got, want := burst.Tail(n, n, p), math.Pow(p, float64(n)); math.Abs(got-want) > want*1e-9 {
				t.Errorf("Tail(%d, %d, %v) is %v, want %v", n, n, p, got, want)
			}
			mean := 0.0
			for x := 1; x <= n; x++ {
				mean += burst.Tail(x, n, p) // the mean of a count is the sum of its tails
			}
			if want := float64(n) * p; math.Abs(mean-want) > 1e-9*want {
				t.Errorf("the mean of %d trials of %v is %v, want %v", n, p, mean, want)
			}
		}
	}
}

// town asks like one: services and words, each as often as usual, by hours of the week.
type town struct {
	*rand.Rand
	all []burst.Asked
}

var topics = strings.Fields("contract leave holiday address bank tax card badge shift rota training course bonus pension parking lunch uniform phone laptop desk chair key door meeting report form letter union travel hotel")

// now of the tests is a Wednesday at noon.
var now = time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)

// ask adds a question at a moment.
func (w *town) ask(at time.Time, service string, words ...string) {
	n := len(w.all)
	w.all = append(w.all, burst.Asked{Case: fmt.Sprint("c", n), Person: fmt.Sprint("p", w.IntN(5000)), Service: service, Words: words, At: at})
}

// live lets people ask from one moment to another: so many a working day, few at night and on days off.
func (w *town) live(from, to time.Time, aDay float64) {
	for at := from; at.Before(to); at = at.Add(time.Hour) {
		rate := aDay / 9
		switch day := at.Weekday(); {
		case day == time.Saturday || day == time.Sunday:
			rate /= 15
		case at.Hour() < 8 || at.Hour() >= 17:
			rate /= 12
		}
		for range w.poisson(rate) {
			z := int(math.Pow(w.Float64(), 2) * float64(len(topics))) // some much more often than others
			y := w.IntN(len(topics))
			w.ask(at.Add(time.Duration(w.Int64N(int64(time.Hour)))), fmt.Sprint("s", w.IntN(8)), "question", "about", topics[z], topics[y])
		}
	}
}

func (w *town) poisson(mean float64) (n int) {
	for limit, at := math.Exp(-mean), w.Float64(); at > limit; at *= w.Float64() {
		n++
	}
	return n
}

func newTown(seed uint64) *town { return &town{Rand: rand.New(rand.NewPCG(seed, 1))} }

// until is what was asked before a moment.
func (w *town) until(t time.Time) []burst.Asked {
	return slices.DeleteFunc(slices.Clone(w.all), func(a burst.Asked) bool { return a.At.After(t) })
}

// TestQuietDataRaisesNoAlarm looks every two hours for four weeks at towns where nothing happens, three of each size, and counts the looks at which something was found. The record of decisions has the figures that this
// test prints.
func TestQuietDataRaisesNoAlarm(t *testing.T) {
	t.Parallel()
	for _, aDay := range []float64{12, 60, 300} {
		looks, alarms, spells := 0, 0, 0
		for seed := range uint64(3) {
			w := newTown(seed)
			end := now.Add(28 * 24 * time.Hour)
			w.live(now.Add(-9*7*24*time.Hour), end, aDay)
			before := false
			for at := now; at.Before(end); at = at.Add(2 * time.Hour) {
				looks++
				found := burst.Find(at, 8, w.until(at))
				if len(found) > 0 {
					if alarms++; !before {
						spells++
					}
				}
				before = len(found) > 0
			}
		}
		t.Logf("%.0f questions a day: %d looks over 12 weeks, %d with an alarm in %d spells", aDay, looks, alarms, spells)
		if spells > 1 {
			t.Errorf("%.0f questions a day: %d false alarms in 12 weeks", aDay, spells)
		}
	}
}

// TestAPlantedBurstIsFoundSoon lets people ask one thing from a moment on, and measures after how many of them it is found.
func TestAPlantedBurstIsFoundSoon(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		name    string
		aDay    float64
		anHour  int
		service string
		words   []string
		within  int // hours
	}{
		{"a new question", 60, 5, "s1", []string{"portal", "payslip"}, 3},
		{"a new question, slowly", 60, 1, "s1", []string{"portal", "payslip"}, 12},
		{"a known word", 60, 5, "s1", []string{"where", "is", "my", "bonus"}, 4},
		{"one service, in many words", 60, 6, "s2", nil, 6},
		{"in a large house", 300, 6, "s1", []string{"portal", "payslip"}, 3},
	} {
		var delays, people []int
		for seed := range uint64(9) {
			w := newTown(100 + seed)
			w.live(now.Add(-9*7*24*time.Hour), now.Add(24*time.Hour), x.aDay)
			begin, delay, n := now.Add(-3*time.Hour), -1, 0
			for h := range 24 {
				for range x.anHour {
					words := x.words
					if words == nil {
						words = []string{"why", topics[w.IntN(len(topics))]}
					}
					w.ask(begin.Add(time.Duration(h)*time.Hour+time.Duration(w.Int64N(int64(time.Hour)))), x.service, words...)
					n++
				}
				at := begin.Add(time.Duration(h+1) * time.Hour)
				found := burst.Find(at, 8, w.until(at))
				if slices.ContainsFunc(found, func(b burst.Burst) bool { return b.Service == x.service }) {
					delay = h + 1
					break
				}
			}
			delays, people = append(delays, delay), append(people, n)
		}
		slices.Sort(delays)
		slices.Sort(people)
		t.Logf("%s (%.0f questions a day, %d more an hour): found after %d hours in the middle, %d at worst; %d people", x.name, x.aDay, x.anHour, delays[4], delays[8], people[4])
		if delays[0] < 0 || delays[8] > x.within {
			t.Errorf("%s: found after %v hours, want within %d", x.name, delays, x.within)
		}
	}
}

func TestWhatIsNeverABurst(t *testing.T) {
	t.Parallel()
	quiet := func() *town { w := newTown(7); w.live(now.Add(-9*7*24*time.Hour), now, 12); return w }
	few := quiet()
	for range burst.Floor - 1 {
		few.ask(now.Add(-time.Hour), "s9", "zebra")
	}
	one := quiet()
	for i := range 40 {
		one.all = append(one.all, burst.Asked{Case: fmt.Sprint("z", i), Person: "one", Service: "s9", Words: []string{"zebra"}, At: now.Add(-time.Hour)})
	}
	weekly := quiet()
	for week := range 9 {
		for range 30 {
			weekly.ask(now.Add(-time.Duration(week)*7*24*time.Hour-time.Hour), "s9", "zebra")
		}
	}
	for name, w := range map[string]*town{"too few people": few, "one person": one, "as every week": weekly} {
		for _, b := range burst.Find(now, 8, w.all) {
			if b.Service == "s9" || slices.Contains(b.Words, "zebra") {
				t.Errorf("%s: %+v", name, b)
			}
		}
	}
	many := quiet()
	for range 60 {
		many.ask(now.Add(-time.Hour), "s9", "zebra")
	}
	if found := burst.Find(now, 8, many.all); len(found) != 1 || found[0].Service != "s9" || found[0].People < 55 || !slices.Contains(found[0].Words, "zebra") || found[0].Usual > 0.5 {
		t.Errorf("a burst of 60 is %+v", found)
	}
	if found := burst.Find(now, burst.Least-1, many.all); len(found) != 0 {
		t.Errorf("with two weeks of history: %+v", found)
	}
}

func TestWordsThatMayNameSomebodyAreLeftOut(t *testing.T) {
	t.Parallel()
	got := burst.Words("Pay-slip for 2003, jonas@ferrow.example: November #12 portal/down", strings.ToLower)
	if want := []string{"pay", "slip", "for", "november"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
