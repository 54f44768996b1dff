// Package terms chooses by which policy something is promised. It is pure: it reads no clock and no database.
//
// # The order
//
// Of the policies that fit a request the most specific one counts: the one that names the most of service, customer group and priority. Where two name as many, the one that
// names the service goes first, then the one that names the customer group, then the one that names the priority. No two policies are for the same, so nothing is left to chance.
package terms

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// The priorities, as cases have them.
const (
	Low    = "low"
	Normal = "normal"
	High   = "high"
)

// Priorities lists them from the lowest to the highest.
func Priorities() []string { return []string{Low, Normal, High} }

// Asked is a request as a policy looks at it.
type Asked struct{ Service, Priority, Group string }

// Scope says for which requests a policy is. An empty part stands for all.
type Scope struct{ Service, Priority, Group string }

// Fits reports whether a policy is for a request.
func (s Scope) Fits(a Asked) bool {
	return (s.Service == "" || s.Service == a.Service) && (s.Priority == "" || s.Priority == a.Priority) && (s.Group == "" || s.Group == a.Group)
}

// Before reports whether s goes before other where both fit.
func (s Scope) Before(other Scope) bool {
	mine, theirs := s.named(), other.named()
	for i := range mine {
		if mine[i] != theirs[i] {
			return mine[i] > theirs[i]
		}
	}
	return false
}

// named is how many parts s names, and then which, in the order in which they count.
func (s Scope) named() [4]int {
	var all [4]int
	for i, part := range []string{s.Service, s.Group, s.Priority} {
		if part != "" {
			all[0]++
			all[i+1] = 1
		}
	}
	return all
}

// Version is one version of a policy. A version never changes.
type Version struct {
	PolicyID string
	Number   int // from 1
	Scope    Scope
	Name     string // the people to whom something is promised read it
	Lengths  Lengths
	Ended    bool // from ValidFrom on the policy does not count any more
	// ValidFrom is the moment from which the version counts, until a later version does.
	ValidFrom time.Time
}

// Lengths are what a policy promises, and when it warns.
type Lengths struct {
	First, Next, Decision Length
	WarnFirst, WarnSecond int // how much of the time has passed, in percent, when who works on it is told, and when the customer is
}

// Choose returns the version by which a request is promised at a moment, or false where no policy fits. Of each policy the latest version that is valid then counts, also where
// an earlier version was to begin later.
func Choose(all []Version, a Asked, at time.Time) (Version, bool) {
	valid := map[string]Version{}
	for _, v := range all {
		if was, known := valid[v.PolicyID]; !v.ValidFrom.After(at) && (!known || v.Number > was.Number) {
			valid[v.PolicyID] = v
		}
	}
	var best Version
	found := false
	for _, v := range valid {
		if !v.Ended && v.Scope.Fits(a) && (!found || v.Scope.Before(best.Scope)) {
			best, found = v, true
		}
	}
	return best, found
}

// Unit is what a length is counted in.
type Unit string

// The units. A day is a working day of the calendar in which the promise counts.
const (
	Minutes Unit = "m"
	Hours   Unit = "h"
	Days    Unit = "d"
)

// Units lists them.
func Units() []Unit { return []Unit{Minutes, Hours, Days} }

// Length is a length of working time. The zero Length is none.
type Length struct {
	N    int
	Unit Unit
}

// Longest is the longest length, in minutes: a year of days that never close.
const Longest = 366 * 24 * 60

// Parse reads a length as in 30m, 4h or 2d. It reports false for anything else, for what is not above zero, and for more than a year.
func Parse(text string) (Length, bool) {
	text = strings.ToLower(strings.Join(strings.Fields(text), ""))
	if text == "" {
		return Length{}, false
	}
	n, unit := text[:len(text)-1], Unit(text[len(text)-1:])
	number, err := strconv.Atoi(n)
	l := Length{number, unit}
	if err != nil || number < 1 || number > Longest || !slices.Contains(Units(), unit) || l.Minutes(24*60) > Longest {
		return Length{}, false
	}
	return l, true
}

// String returns the form that Parse reads; "" for none.
func (l Length) String() string {
	if l.N == 0 {
		return ""
	}
	return strconv.Itoa(l.N) + string(l.Unit)
}

// Shortly returns minutes as a length of hours, where they are whole hours, or else of minutes.
func Shortly(minutes int) Length {
	if minutes%60 != 0 {
		return Length{minutes, Minutes}
	}
	return Length{minutes / 60, Hours}
}

// Within returns the working minutes of n hours or minutes; without a unit they are minutes. It reports false for another unit. What is longer than Longest stays so in any unit.
func Within(n int, unit Unit) (minutes int, ok bool) {
	return Length{min(n, Longest+1), unit}.Minutes(1), unit == "" || unit == Hours || unit == Minutes
}

// Minutes returns the working minutes of l where a working day has so many.
func (l Length) Minutes(day int) int {
	switch l.Unit {
	case Hours:
		return l.N * 60
	case Days:
		return l.N * day
	}
	return l.N
}
