package header

import (
	"strconv"
	"strings"
	"time"
)

var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// zones are the names of zones that RFC 5322 still lets programs write, and those found besides; in hours from UTC.
var zones = map[string]int{
	"ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8,
	"bst": 1, "cet": 1, "met": 1, "cest": 2, "mest": 2, "eet": 2, "eest": 3, "msk": 3, "jst": 9, "kst": 9,
}

// Date reads the time of a Date field, also in the forms that old and careless programs write. An unreadable or impossible time is the zero
// time and false. A time without a zone is taken as UTC.
func Date(value string) (time.Time, bool) {
	if len(value) > 200 {
		return time.Time{}, false
	}
	if t, err := time.Parse(time.RFC3339, strings.TrimSpace(value)); err == nil && within(t) {
		return t, true
	}
	var d dateParts
	d.zone = time.UTC
	for _, token := range strings.FieldsFunc(joinClock(withoutComments(value)), func(r rune) bool { return r == ' ' || r == '\t' || r == ',' }) {
		d.take(token)
	}
	return d.time()
}

// joinClock takes the blanks away around colons: "09 : 55 : 06".
func joinClock(s string) string {
	pieces := strings.Split(s, ":")
	for i := range pieces {
		if i > 0 {
			pieces[i] = strings.TrimLeft(pieces[i], " \t")
		}
		if i < len(pieces)-1 {
			pieces[i] = strings.TrimRight(pieces[i], " \t")
		}
	}
	return strings.Join(pieces, ":")
}

type dateParts struct {
	day, month, year int
	clock            []int
	zone             *time.Location
	zoned            bool
}

func (d *dateParts) take(token string) {
	low := strings.ToLower(strings.TrimRight(token, "."))
	if low == "" {
		return
	}
	if strings.Count(low, "-") == 2 && len(low) >= 8 { // 12-Mar-2024
		for _, part := range strings.Split(low, "-") {
			d.take(part)
		}
		return
	}
	number, err := strconv.Atoi(low)
	switch {
	case strings.Contains(low, ":") && d.clock == nil && low[0] != '+' && low[0] != '-':
		d.takeClock(low)
	case d.clock != nil && (low[0] == '+' || low[0] == '-'):
		d.takeOffset(low)
	case err == nil && d.day == 0 && number >= 1 && number <= 31 && len(low) <= 2:
		d.day = number
	case err == nil && d.year == 0 && number >= 0 && (len(low) == 2 || len(low) == 4):
		d.year = fullYear(number, len(low))
	case err != nil && d.month == 0 && len(low) >= 3 && monthOf(low) > 0:
		d.month = monthOf(low)
	case err != nil && d.clock != nil && !d.zoned:
		if hours, ok := zones[low]; ok {
			d.zone, d.zoned = time.FixedZone("", hours*3600), true
		}
	}
}

func monthOf(low string) int {
	for i, m := range months {
		if strings.HasPrefix(low, m) {
			return i + 1
		}
	}
	return 0
}

func fullYear(n, digits int) int {
	switch {
	case digits == 4:
		return n
	case n < 50:
		return 2000 + n
	}
	return 1900 + n
}

func (d *dateParts) takeClock(s string) {
	var clock []int
	for _, part := range strings.Split(s, ":") {
		part, _, _ = strings.Cut(part, ".")
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 || len(part) > 2 {
			return
		}
		clock = append(clock, n)
	}
	if len(clock) < 2 || len(clock) > 3 || clock[0] > 23 || clock[1] > 59 || len(clock) == 3 && clock[2] > 60 {
		return
	}
	d.clock = append(clock, 0)[:3]
}

func (d *dateParts) takeOffset(s string) {
	digits := strings.ReplaceAll(s[1:], ":", "")
	n, err := strconv.Atoi(digits)
	if err != nil || len(digits) != 4 || n/100 > 14 || n%100 > 59 || d.zoned {
		return
	}
	seconds := n/100*3600 + n%100*60
	if s[0] == '-' {
		seconds = -seconds
	}
	d.zone, d.zoned = time.FixedZone("", seconds), true
}

func (d *dateParts) time() (time.Time, bool) {
	if d.day == 0 || d.month == 0 || d.year == 0 || d.clock == nil {
		return time.Time{}, false
	}
	t := time.Date(d.year, time.Month(d.month), d.day, d.clock[0], d.clock[1], d.clock[2], 0, d.zone)
	if t.Day() != d.day && d.clock[2] < 60 || !within(t) {
		return time.Time{}, false
	}
	return t, true
}

// within tells whether a mail can have been written then.
func within(t time.Time) bool { return t.Year() >= 1900 && t.Year() < 2200 }

func withoutComments(s string) string {
	var out strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case r == '(':
			depth++
		case r == ')' && depth > 0:
			depth--
		case depth == 0:
			out.WriteRune(r)
		}
	}
	return out.String()
}
