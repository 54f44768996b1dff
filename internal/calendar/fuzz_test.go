package calendar

import "testing"

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-11-26", "2024-02-29", "2023-02-29", "0001-01-01", "9999-12-31", "", "2026-1-1", "26.11.2026", "2026-11-26T00:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseDate(text)
		if err == nil && (d.String() != text || d.IsZero()) {
			t.Errorf("%q is read as %s", text, d)
		}
		var scanned Date
		if err := scanned.UnmarshalText([]byte(text)); err == nil && !scanned.IsZero() && scanned != d {
			t.Errorf("%q: %v as text, %v as a date", text, scanned, d)
		}
	})
}

func FuzzParseClock(f *testing.F) {
	for _, s := range []string{"00:00", "23:59", "24:00", "24:01", "8:00", "08:60", "", "+8:00", "08:+1", "０８:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if c, err := ParseClock(text); err == nil && (c.String() != text || c < 0 || c > dayMinutes) {
			t.Errorf("%q is read as %s", text, c)
		}
	})
}
