// Package burst finds what is asked unusually often: it is arithmetic over titles and moments, and knows no database and no people but by an id.
//
// # The test
//
// How many different people asked something in a window that ends now is compared with the windows of the same weekday and hours in the weeks before. Under the hypothesis that it is asked as often
// as then, the people of this window, given those of all windows together, are a binomial part of one in weeks + 1: the exact conditional test for two Poisson means of Przyborowski and Wilenski
// (Biometrika 31, 1940), which needs no estimate of the usual and is right for small numbers. Comparing with the same days of earlier periods is how notifiable diseases are watched
// (Stroup and others, Statistics in Medicine 8, 1989). Every service, cause, word and pair of words in the window is one question, so what counts as rare is divided by how many there are (Bonferroni).
//
// # What always holds
//
//   - Fewer than Floor different people are never a burst, and one person is one, however often they ask.
//   - With fewer than Least weeks to compare with, nothing is a burst.
//   - A burst is at least Times its usual, and more than in any of the weeks before: many people make small differences certain, which still are no news.
package burst

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// What counts as a burst.
const (
	Floor = 8    // different people
	Weeks = 8    // compared with, at most
	Least = 3    // weeks, or nothing is said
	Times = 2.0  // the usual
	Alpha = 1e-4 // how often one look at quiet data would find anything by chance, at most
	most  = 1000 // cases of one burst
)

// Windows are the times over which it is looked, each ending now.
func Windows() []time.Duration { return []time.Duration{4 * time.Hour, 24 * time.Hour} }

// Longest is the longest of Windows.
const Longest = 24 * time.Hour

// Asked is a case as it was asked: by whom and what for, as ids, and the words of its title that may be looked at.
type Asked struct {
	Case, Person   string
	Service, Cause string // Cause "": not known
	Words          []string
	At             time.Time
}

// The kinds of what is asked often.
const (
	Service = "service"
	Cause   = "cause"
	Word    = "word"
)

// Key is one thing that can be asked often: a service or a cause by its id, a word, or two words that follow each other.
type Key struct{ Kind, Name string }

// Burst is something that is asked unusually often.
type Burst struct {
	Key
	Hours   int      // of the window
	People  int      // different ones, in the window
	Usual   float64  // the mean of the weeks before
	Chance  float64  // that so many or more would ask by chance
	Service string   // for which nearly all of them asked; "": for several
	Words   []string // that stand out in their titles, the most telling first; not for sure in the title of each
	Asked   []Asked  // the newest first; at most a thousand
}

// Tail is the probability that of n trials with probability p each x or more succeed.
func Tail(x, n int, p float64) float64 {
	switch {
	case x <= 0:
		return 1
	case x > n || p <= 0:
		return 0
	case p >= 1:
		return 1
	}
	sum, logOdds := 0.0, math.Log(p)-math.Log1p(-p)
	at := choose(n, x) + float64(x)*math.Log(p) + float64(n-x)*math.Log1p(-p)
	for k := x; k <= n; k++ {
		term := math.Exp(at)
		if sum += term; term < sum*1e-17 && float64(k) > float64(n)*p {
			break
		}
		at += math.Log(float64(n-k)) - math.Log(float64(k+1)) + logOdds
	}
	return min(1, sum)
}

// choose is the logarithm of how many ways there are to choose k of n.
func choose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}

// counted is who asked about a key in the window of each week: the present one first.
type counted struct {
	people [Weeks + 1]map[string]bool
	asked  []Asked // in the present window
}

// Find returns what is asked unusually often at a moment, the least likely first, of what was asked in the windows of so many weeks before. all may hold more; its order does not matter.
func Find(now time.Time, weeks int, all []Asked) []Burst {
	weeks = min(weeks, Weeks)
	if weeks < Least {
		return nil
	}
	var found []Burst
	tested := 0
	for _, window := range Windows() {
		keys := count(now, weeks, window, all)
		for key, c := range keys {
			if len(c.people[0]) == 0 {
				continue
			}
			tested++
			if b, often := test(key, c, weeks); often {
				b.Hours = int(window.Hours())
				found = append(found, b)
			}
		}
	}
	found = slices.DeleteFunc(found, func(b Burst) bool { return b.Chance > Alpha/float64(tested) })
	slices.SortFunc(found, func(a, b Burst) int {
		return cmp.Or(cmp.Compare(a.Chance, b.Chance), -cmp.Compare(a.People, b.People), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
	})
	return merge(found)
}

// count sorts who asked by what they asked and by week.
func count(now time.Time, weeks int, window time.Duration, all []Asked) map[Key]*counted {
	keys := map[Key]*counted{}
	for _, a := range all {
		ago := now.Sub(a.At)
		week := int(ago / (7 * 24 * time.Hour))
		if ago < 0 || week > weeks || ago-time.Duration(week)*7*24*time.Hour >= window {
			continue
		}
		for _, key := range a.keys() {
			c := keys[key]
			if c == nil {
				c = &counted{}
				keys[key] = c
			}
			if c.people[week] == nil {
				c.people[week] = map[string]bool{}
			}
			c.people[week][a.Person] = true
			if week == 0 {
				c.asked = append(c.asked, a)
			}
		}
	}
	return keys
}

// keys are what a case asks about.
func (a Asked) keys() []Key {
	all := []Key{{Service, a.Service}}
	if a.Cause != "" {
		all = append(all, Key{Cause, a.Cause})
	}
	for i, w := range a.Words {
		if k := (Key{Word, w}); !slices.Contains(all, k) && len([]rune(w)) >= 3 {
			all = append(all, k)
		}
		if i > 0 {
			if k := (Key{Word, a.Words[i-1] + " " + w}); !slices.Contains(all, k) {
				all = append(all, k)
			}
		}
	}
	return all
}

// test compares the present window of a key with those before; false where it cannot be a burst.
func test(key Key, c *counted, weeks int) (Burst, bool) {
	now, before, highest := len(c.people[0]), 0, 0
	for _, people := range c.people[1 : weeks+1] {
		before, highest = before+len(people), max(highest, len(people))
	}
	usual := float64(before) / float64(weeks)
	if now < Floor || float64(now) < Times*usual || now <= highest {
		return Burst{}, false
	}
	return Burst{Key: key, People: now, Usual: usual, Chance: Tail(now, now+before, 1/float64(weeks+1)), Asked: c.asked}, true
}

// merge makes one burst of those that are mostly of the same people, with the words of all.
func merge(found []Burst) (out []Burst) {
	for _, b := range found {
		i := slices.IndexFunc(out, func(o Burst) bool { return same(o, b) })
		if i < 0 {
			b.Service = nearlyAll(b.Asked)
			slices.SortFunc(b.Asked, func(x, y Asked) int { return cmp.Or(y.At.Compare(x.At), cmp.Compare(x.Case, y.Case)) })
			b.Asked = b.Asked[:min(len(b.Asked), most)]
			out = append(out, b)
			i = len(out) - 1
		}
		if b.Kind == Word {
			out[i].Words = append(out[i].Words, b.Name)
		}
	}
	return out
}

// same reports whether more than half of the people of the smaller of two bursts are in the other one.
func same(a, b Burst) bool {
	in := func(all []Asked) map[string]bool {
		people := map[string]bool{}
		for _, x := range all {
			people[x.Person] = true
		}
		return people
	}
	one, two := in(a.Asked), in(b.Asked)
	both := 0
	for p := range one {
		if two[p] {
			both++
		}
	}
	return 2*both > min(len(one), len(two))
}

// nearlyAll is the service for which four of five asked, or "".
func nearlyAll(all []Asked) string {
	n := map[string]int{}
	for _, a := range all {
		if n[a.Service]++; 5*n[a.Service] >= 4*len(all) {
			return a.Service
		}
	}
	return ""
}
