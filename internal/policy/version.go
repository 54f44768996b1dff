package policy

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"hearth/internal/calendar"
	"hearth/internal/people"
	"hearth/internal/platform/store"
)

// Audience is whom a version holds for. An empty list is all: all sites, all kinds of employment.
type Audience struct {
	Sites      []string `json:"sites,omitempty"`      // names of sites
	Employment []string `json:"employment,omitempty"` // full-time, part-time
}

// Everyone reports whether a is nobody in particular.
func (a Audience) Everyone() bool { return len(a.Sites) == 0 && len(a.Employment) == 0 }

// Group is the facts of an employment that an audience is told by. Either may be empty: not known.
type Group struct{ Site, Employment string }

// holds reports whether g is in a.
func (a Audience) holds(g Group) bool {
	return (len(a.Sites) == 0 || slices.Contains(a.Sites, g.Site)) && (len(a.Employment) == 0 || slices.Contains(a.Employment, g.Employment))
}

// within reports whether everybody in a is in b.
func (a Audience) within(b Audience) bool {
	return subset(a.Sites, b.Sites) && subset(a.Employment, b.Employment)
}

// apart reports whether nobody is in both a and b.
func (a Audience) apart(b Audience) bool {
	return disjoint(a.Sites, b.Sites) || disjoint(a.Employment, b.Employment)
}

// crosses reports whether a and b share some people and each has others besides.
func (a Audience) crosses(b Audience) bool { return !a.apart(b) && !a.within(b) && !b.within(a) }

// key is the same for the same audience.
func (a Audience) key() string {
	return strings.Join(a.Sites, "\n") + "\n\n" + strings.Join(a.Employment, "\n")
}

func subset(a, b []string) bool {
	return len(b) == 0 || len(a) > 0 && !slices.ContainsFunc(a, func(x string) bool { return !slices.Contains(b, x) })
}

func disjoint(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && !slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// sorted returns a with its lists in order, without doubles.
func (a Audience) sorted() Audience {
	tidy := func(all []string) []string { return slices.Compact(slices.Sorted(slices.Values(all))) }
	return Audience{Sites: tidy(a.Sites), Employment: tidy(a.Employment)}
}

// Version is what a clause says to an audience from a day on. Until is the first day on which it holds no more; no date: it holds until further notice.
type Version struct {
	ID          string        `json:"id"`
	ClauseID    string        `json:"clause"`
	PolicyID    string        `json:"policy"`
	Number      string        `json:"number"`
	N           int           `json:"version"` // counts the versions of the clause
	Title       string        `json:"title"`
	Text        string        `json:"text"`
	Why         string        `json:"why"` // what changed, and why
	From        calendar.Date `json:"from"`
	Until       calendar.Date `json:"until"`
	Audience    Audience      `json:"audience"`
	Acknowledge bool          `json:"acknowledge"` // everybody whom it holds for is asked to acknowledge it
	Withdrawn   bool          `json:"withdrawn"`   // the rule says nothing to its audience from this day on
	PublishedAt store.Time    `json:"published_at"`

	PublishedBy string        `json:"-"` // a person's id; "" where it is not known
	ends        calendar.Date // as it was published; Until is earlier where another version follows
}

// Ref is how people name the clause: "pay 4.2".
func (v Version) Ref() string { return v.PolicyID + " " + v.Number }

// On reports whether v is in force on a day.
func (v Version) On(day calendar.Date) bool {
	return !day.Before(v.From) && (v.Until.IsZero() || day.Before(v.Until))
}

// Replaced reports whether another version took its place before it began.
func (v Version) Replaced() bool { return v.Until == v.From }

// settle puts the versions of one clause in order and says until when each holds.
func settle(all []Version) []Version {
	slices.SortFunc(all, func(a, b Version) int { return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.N, b.N)) })
	next := map[string]calendar.Date{}
	for i := len(all) - 1; i >= 0; i-- {
		v := &all[i]
		key := v.Audience.key()
		v.Until = v.ends
		if follows, ok := next[key]; ok && (v.Until.IsZero() || follows.Before(v.Until)) {
			v.Until = follows
		}
		next[key] = v.From
	}
	return all
}

// inForce returns the version that holds for g on a day, of the settled versions of one clause.
func inForce(all []Version, day calendar.Date, g Group) (Version, bool) {
	var best Version
	for _, v := range all {
		if v.On(day) && !v.Withdrawn && v.Audience.holds(g) && (best.ID == "" || v.Audience.within(best.Audience)) {
			best = v
		}
	}
	return best, best.ID != ""
}

// history are the employments of a person.
type history []people.Employment

// on returns the group that the person is in on a day, and false when they do not work here then.
func (h history) on(day calendar.Date) (Group, bool) {
	for _, e := range h {
		if e.On(day.String()) {
			return Group{Site: e.Site, Employment: e.Kind()}, true
		}
	}
	return Group{}, false
}

// met returns the ids of the versions of one clause that hold for the person on some day.
func (h history) met(all []Version) map[string]bool {
	var days []calendar.Date
	for _, v := range all {
		days = append(days, v.From, v.Until)
	}
	for _, e := range h {
		if begun, err := calendar.ParseDate(e.Started); err == nil {
			days = append(days, begun)
		}
		if last, err := calendar.ParseDate(e.Ended); err == nil {
			days = append(days, last.AddDays(1))
		}
	}
	out := map[string]bool{}
	for _, day := range days {
		if g, works := h.on(day); works && !day.IsZero() {
			if v, ok := inForce(all, day, g); ok {
				out[v.ID] = true
			}
		}
	}
	return out
}

// Gap is a time in which a clause says nothing to an audience, between two versions for it. Until is the first day after it.
type Gap struct {
	Number   string        `json:"number"`
	Audience Audience      `json:"audience"`
	From     calendar.Date `json:"from"`
	Until    calendar.Date `json:"until"`
}

// gaps returns the gaps of the settled versions of one clause.
func gaps(all []Version) []Gap {
	var out []Gap
	for i, v := range all {
		next := slices.IndexFunc(all[i+1:], func(x Version) bool { return x.Audience.key() == v.Audience.key() })
		if v.Withdrawn || v.Replaced() || next < 0 || !v.Until.Before(all[i+1+next].From) {
			continue
		}
		after := all[i+1+next]
		out = append(out, Gap{Number: v.Number, Audience: v.Audience, From: v.Until, Until: after.From})
	}
	return out
}

// CompareNumbers puts numbers of clauses in order, part by part: 4.2 before 4.10.
func CompareNumbers(a, b string) int {
	return slices.CompareFunc(strings.Split(a, "."), strings.Split(b, "."), func(x, y string) int {
		m, _ := strconv.Atoi(x) // numbers are checked when they are published
		n, _ := strconv.Atoi(y)
		return cmp.Compare(m, n)
	})
}
