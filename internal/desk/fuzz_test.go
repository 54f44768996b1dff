package desk

import (
	"context"
	"strings"
	"testing"
	"time"

	"hearth/internal/desk/history"
	"hearth/internal/desk/number"
	"hearth/internal/desk/record"
	"hearth/internal/platform/store"
)

func FuzzCursor(f *testing.F) {
	for _, s := range []string{"", "!", "e30", record.Cursor{At: store.At(time.Unix(1, 0)), ID: "a"}.String(), "eyJhIjoiMjAyNi0xMS0yNiIsImkiOiJhIn0", "bnVsbA"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := record.ReadCursor(text)
		if err != nil || c.ID == "" || c.At.Year() < 1 || c.At.Year() > 9999 {
			return
		}
		again, err := record.ReadCursor(c.String())
		if err != nil || again.ID != c.ID || !again.At.Equal(c.At) {
			t.Errorf("%q: %+v, then %+v, %v", text, c, again, err)
		}
	})
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"HR-2847", "hr 2847", "2847", "-1", "HR--1", "99999999999999999999", "٢٨٤٧", "hr", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n := number.Parse(text)
		if n < 0 || n > 0 && number.Parse(Number(n)) != n {
			t.Errorf("%q is read as %d", text, n)
		}
	})
}

// FuzzEvent holds that an event says what it holds, whatever that is: nothing in it is taken for a place to fill in.
func FuzzEvent(f *testing.F) {
	f.Add(`{"key":"%s wrote this down for %s.","args":[{"person":"a"},{"person":"b"}]}`, "%s")
	f.Add(`{"key":"Done: %s","args":[{"text":"%d %[2]s"}]}`, "x")
	f.Add(`{}`, "")
	f.Add(`{"key":"%s%s%s"}`, "%")
	f.Fuzz(func(t *testing.T, body, text string) {
		if e, err := history.Decode(body); err == nil {
			_ = e.Sentence(context.Background(), func(id string) string { return id })
		}
		if said := history.Happened("Done: %s", history.Words(text)).Sentence(context.Background(), nil); !strings.Contains(said, text) {
			t.Errorf("%q is said as %q", text, said)
		}
	})
}
