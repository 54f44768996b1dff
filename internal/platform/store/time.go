package store

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Time is an instant in UTC, to the microsecond. SQLite keeps it as fixed-width text that sorts as time, PostgreSQL as timestamptz.
// The zero value is NULL. A time.Time must never be handed to the driver.
type Time struct{ time.Time }

const layout = "2006-01-02T15:04:05.000000Z"

// At returns t as an instant of the store.
func At(t time.Time) Time {
	if t.IsZero() {
		return Time{}
	}
	return Time{t.UTC().Truncate(time.Microsecond)}
}

// Value implements driver.Valuer.
func (t Time) Value() (driver.Value, error) {
	if t.IsZero() {
		return nil, nil
	}
	return t.UTC().Format(layout), nil
}

// Scan implements sql.Scanner; NULL gives the zero value.
func (t *Time) Scan(from any) error {
	switch v := from.(type) {
	case nil:
		*t = Time{}
	case time.Time:
		*t = At(v)
	case string:
		if p, ok := read(v); ok {
			*t = Time{p}
			return nil
		}
		p, err := time.Parse(time.RFC3339Nano, v)
		if err != nil {
			return fmt.Errorf("instant %q: %w", v, err)
		}
		*t = At(p)
	default:
		return fmt.Errorf("instant of type %T", from)
	}
	return nil
}

// read is time.Parse of layout, of which a page needs hundreds.
func read(s string) (time.Time, bool) {
	if len(s) != len(layout) {
		return time.Time{}, false
	}
	var n [7]int
	field := 0
	for i := range len(s) {
		switch c, digit := s[i], '0' <= layout[i] && layout[i] <= '9'; {
		case digit && '0' <= c && c <= '9':
			n[field] = n[field]*10 + int(c-'0')
		case digit || c != layout[i]:
			return time.Time{}, false
		default:
			field++
		}
	}
	t := time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], n[6]*1000, time.UTC)
	return t, t.Day() == n[2] && int(t.Month()) == n[1] && n[3] < 24 && n[4] < 60 && n[5] < 60 && n[0] > 0
}

// MarshalJSON writes RFC 3339 in UTC, or null for the zero value.
func (t Time) MarshalJSON() ([]byte, error) {
	if t.IsZero() {
		return []byte("null"), nil
	}
	return []byte(`"` + t.UTC().Format("2006-01-02T15:04:05.999999Z") + `"`), nil
}

// UnmarshalJSON reads RFC 3339, a date alone (its first moment in UTC), or null.
func (t *Time) UnmarshalJSON(b []byte) error {
	if string(b) == "null" || string(b) == `""` {
		*t = Time{}
		return nil
	}
	p, err := time.Parse(`"`+time.RFC3339Nano+`"`, string(b))
	if err != nil {
		var dayErr error
		if p, dayErr = time.Parse(`"`+time.DateOnly+`"`, string(b)); dayErr != nil {
			return err
		}
	}
	*t = At(p)
	return nil
}

// Add returns t moved by d.
func (t Time) Add(d time.Duration) Time { return At(t.Time.Add(d)) }

// Before, After and Equal compare instants.
func (t Time) Before(u Time) bool { return t.Time.Before(u.Time) }

// After reports whether t is later than u.
func (t Time) After(u Time) bool { return t.Time.After(u.Time) }

// Equal reports whether t and u are the same instant.
func (t Time) Equal(u Time) bool { return t.Time.Equal(u.Time) }
