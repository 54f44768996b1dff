package store

import (
	"testing"
	"time"
)

// read has to agree with time.Parse, which it stands for.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"2026-11-26T04:05:06.000001Z", "2024-02-29T23:59:59.999999Z", "2023-02-29T00:00:00.000000Z", "2026-13-01T00:00:00.000000Z", "2026-00-10T00:00:00.000000Z", "2026-04-31T00:00:00.000000Z",
		"2026-01-01T24:00:00.000000Z", "2026-01-01T00:60:00.000000Z", "2026-01-01T00:00:60.000000Z", "0000-01-01T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z", "9999-01-01T00:00:00.000000Z", "2026-11-26 04:05:06.000001Z", "", "2026-11-26T04:05:06Z", "２026-11-26T04:05:06.0000Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := read(s)
		want, err := time.Parse(layout, s)
		if ok && (err != nil || !got.Equal(want)) {
			t.Errorf("%q was read as %v; it is %v, %v", s, got, want, err)
		}
		if !ok && err == nil && want.Format(layout) == s && want.Year() > 0 { // time.Parse takes a comma for a point, which nobody of us writes
			t.Errorf("%q was not read", s)
		}
	})
}
