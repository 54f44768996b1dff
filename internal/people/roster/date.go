package roster

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"hearth/internal/platform/locale"
)

// Order is the order of day and month in dates such as 03/04/2024.
type Order string

// The orders. Unsaid lets each column decide, as a whole.
const (
	Unsaid     Order = ""
	DayFirst   Order = "day"
	MonthFirst Order = "month"
)

var (
	yearFirst = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\.?([T ]00:00(:00(\.0+)?)?Z?)?$`)
	compact   = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})[-/.] ?(\d{1,2})[-/.] ?(\d{4})([T ]00:00(:00)?)?$`)
	shortYear = regexp.MustCompile(`^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}$`)
	worded    = regexp.MustCompile(`^(\d{1,2})\.?[ -]([\p{L}.]+)[ -](\d{4})$`)
	serial    = regexp.MustCompile(`^(\d{5})(\.\d+)?$`) // days, and a part of one
)

// months are the beginnings of month names; a beginning that means two months in two languages is not among them.
var months = map[string]int{"jan": 1, "feb": 2, "mar": 3, "mär": 3, "apr": 4, "may": 5, "mai": 5, "maj": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "okt": 10,
	"nov": 11, "dec": 12, "dez": 12}

// column is how the dates of one column are written.
type column struct {
	name       string
	order      Order
	said       bool // by whoever imports
	ambiguous  bool // every date fits both orders
	mixed      bool // some fit only one order and some only the other
	from1904   bool
	day, month int // lines of dates that fit one order only
}

// look decides on the form of a column from all its values.
func look(t Table, index int, order Order) column {
	c := column{order: order, said: order != Unsaid, from1904: t.From04}
	if index < len(t.Header) {
		c.name = t.Header[index]
	}
	if c.said {
		return c
	}
	unclear := false
	for _, r := range t.Rows {
		m := yearLast.FindStringSubmatch(r.cell(index))
		if m == nil {
			continue
		}
		a, _ := strconv.Atoi(m[1]) // digits
		b, _ := strconv.Atoi(m[2]) // digits
		switch {
		case a > 12 && b <= 12:
			c.day = r.Line
		case b > 12 && a <= 12:
			c.month = r.Line
		case a != b:
			unclear = true
		}
	}
	switch {
	case c.day > 0 && c.month > 0:
		c.mixed = true
	case c.day > 0:
		c.order = DayFirst
	case c.month > 0:
		c.order = MonthFirst
	case unclear:
		c.ambiguous = true
	default:
		c.order = DayFirst // the same either way
	}
	return c
}

// date returns text as YYYY-MM-DD, or a sentence that says why it cannot be.
func (c column) date(text string) (string, locale.Msg) {
	bad := locale.M("“%s” is not a date that we can read. Write it like 2026-11-26.", text)
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		return day(m[1], m[2], m[3], bad)
	}
	if m := compact.FindStringSubmatch(text); m != nil {
		return day(m[1], m[2], m[3], bad)
	}
	if m := worded.FindStringSubmatch(text); m != nil {
		for short, n := range months {
			if strings.HasPrefix(strings.ToLower(m[2]), short) {
				return day(m[3], strconv.Itoa(n), m[1], bad)
			}
		}
	}
	if m := serial.FindStringSubmatch(text); m != nil {
		return c.counted(m[1], bad)
	}
	if shortYear.MatchString(text) {
		return "", locale.M("“%s” has a year of two digits. Write the year with four.", text)
	}
	m := yearLast.FindStringSubmatch(text)
	switch {
	case m == nil:
		return "", bad
	case c.ambiguous:
		return "", locale.M("“%s” may be day first or month first, and every date in the column “%s” fits both. Say which it is.", text, c.name)
	case c.mixed:
		return "", locale.M("The column “%s” has dates with the day first (line %d) and with the month first (line %d). Write all of them in one form.", c.name, c.day, c.month)
	case c.order == MonthFirst:
		return day(m[3], m[1], m[2], bad)
	}
	return day(m[3], m[2], m[1], bad)
}

// counted reads a spreadsheet's number of days.
func (c column) counted(text string, bad locale.Msg) (string, locale.Msg) {
	n, err := strconv.Atoi(text)
	zero := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if c.from1904 {
		zero = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	d := zero.AddDate(0, 0, n)
	if err != nil || d.Year() < 1920 || d.Year() > 2100 {
		return "", bad
	}
	return d.Format(time.DateOnly), locale.Msg{}
}

func day(year, month, dayOf string, bad locale.Msg) (string, locale.Msg) {
	if len(month) == 1 {
		month = "0" + month
	}
	if len(dayOf) == 1 {
		dayOf = "0" + dayOf
	}
	text := year + "-" + month + "-" + dayOf
	if _, err := time.Parse(time.DateOnly, text); err != nil || year < "1900" {
		return "", bad
	}
	return text, locale.Msg{}
}
