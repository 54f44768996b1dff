package calendar

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"time"
)

// Date is a local date without a time of day or a zone, in the years 1 to 9999.
// Its text form, in JSON and in SQL, is YYYY-MM-DD. The zero Date is "no date":
// its text is empty and its SQL value is NULL. Dates compare with ==.
type Date struct {
	n int32 // days since 0000-12-31, so that zero is no date
}

const (
	dateForm = "2006-01-02"
	// epochDay is the number of the date 1970-01-01.
	epochDay = 719163
	// lastDay is the number of the date 9999-12-31.
	lastDay = 3652059
)

// NewDate returns the date of a year, month and day, normalised as time.Date
// does (32 January is 1 February). It returns no date outside the years 1 to 9999.
func NewDate(year int, month time.Month, day int) Date {
	return dateOfUnixDay(floorDiv(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix(), 24*60*60))
}

// DateOf returns the date that the wall clock of t's location shows at t.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return NewDate(year, month, day)
}

// ParseDate reads YYYY-MM-DD. It refuses dates that do not exist with a *Problem.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(dateForm, text)
	if err != nil || t.Year() < 1 {
		return Date{}, problem("", "“%s” is no date. Write it as year-month-day, for example 2026-12-25.", text)
	}
	return DateOf(t), nil
}

func dateOfUnixDay(day int64) Date {
	n := day + epochDay
	if n < 1 || n > lastDay {
		return Date{}
	}
	return Date{n: int32(n)}
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.n == 0 }

// String returns YYYY-MM-DD, or "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.utc().Format(dateForm)
}

// Compare returns -1, 0 or +1 as d lies before, on or after other. No date lies
// before every date.
func (d Date) Compare(other Date) int { return cmp.Compare(d.n, other.n) }

// Before reports whether d lies before other.
func (d Date) Before(other Date) bool { return d.n < other.n }

// After reports whether d lies after other.
func (d Date) After(other Date) bool { return d.n > other.n }

// AddDays returns the date that many days later, or earlier when days is
// negative. It returns no date for no date and outside the years 1 to 9999.
func (d Date) AddDays(days int) Date {
	if d.IsZero() || days > lastDay || days < -lastDay {
		return Date{}
	}
	return dateOfUnixDay(int64(d.n) - epochDay + int64(days))
}

// DaysUntil returns the number of days from d to other, negative when other
// lies before d.
func (d Date) DaysUntil(other Date) int { return int(other.n - d.n) }

// Weekday returns the day of the week. No date has none; Sunday is returned.
func (d Date) Weekday() time.Weekday { return time.Weekday(d.n % 7) }

// YearMonthDay returns the parts of the date; of no date, three zeros.
func (d Date) YearMonthDay() (year int, month time.Month, day int) {
	if d.IsZero() {
		return 0, 0, 0
	}
	return d.utc().Date()
}

// Start returns the first moment at which loc's wall clock shows d or, where it
// skips d or its midnight, the first moment after. Of no date it returns the zero
// time.
func (d Date) Start(loc *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	midnight := (int64(d.n) - epochDay) * microsPerDay
	at := midnight - 30*60*microsPerMinute // no zone is that far ahead
	for {
		offset, until := zoneAt(loc, at)
		if first := max(at, midnight-offset*1e6); first < until {
			return time.UnixMicro(first).In(loc)
		}
		at = until
	}
}

func (d Date) utc() time.Time {
	return time.Unix((int64(d.n)-epochDay)*24*60*60, 0).UTC()
}

// MarshalText returns YYYY-MM-DD, or nothing for no date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD; an empty text is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Value returns the text YYYY-MM-DD for SQL, which sorts as the dates do, or
// NULL for no date.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads a date from SQL: text, a date column, or NULL for no date.
func (d *Date) Scan(src any) error {
	switch src := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case string:
		return d.UnmarshalText([]byte(src))
	case []byte:
		return d.UnmarshalText(src)
	case time.Time:
		*d = DateOf(src)
		return nil
	}
	return fmt.Errorf("a date cannot be read from %T", src)
}

// floorDiv divides and rounds down, also below zero.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
