package draft

import (
	"encoding/json"
	"testing"
	"unicode/utf8"

	"hearth/internal/platform/fault"
)

// FuzzPlace holds that a place is what pages write, as a whole, and that everything else is none.
func FuzzPlace(f *testing.F) {
	for _, s := range []string{"", "ask/pay", "case/HR-2847", "case/", "ask/a/b", "case/HR-1\n", "/case/HR-1", "CASE/HR-1", "ask/ä", "note/x", "case/HR-2847?x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		switch kind, of := Parse(text); kind {
		case "ask":
			if Ask(of) != text || of == "" {
				t.Errorf("%q is the place of a request to %q", text, of)
			}
		case "case":
			if Case(of) != text || of == "" {
				t.Errorf("%q is the place of a message in %q", text, of)
			}
		case "":
			if of != "" {
				t.Errorf("%q is no place, of %q", text, of)
			}
		default:
			t.Errorf("%q is the place of a %q", text, kind)
		}
	})
}

// FuzzDraft holds that what a page sends as a draft is refused with sentences, or is kept within what could be sent, and is the same when it is read again but for fields without anything in them.
func FuzzDraft(f *testing.F) {
	for _, s := range []string{`{}`, `{"body":"x"}`, `{"subject":"s","body":"b","fields":{"a":"1","b":""},"internal":true}`, `{"fields":{"":"x"}}`, `{"fields":{"a":"\u0000\ud800"}}`, `{"fields":null}`, `{"body":"far too long a text"}`, `{"saved_at":"2026-11-26T09:00:00Z"}`,
		`{"fields":{"far too long a key for what a service asks for":"x"}}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, sent []byte) {
		const subject, body = 5, 10
		var d Draft
		if json.Unmarshal(sent, &d) != nil {
			return
		}
		if err := d.Check(subject, body); err != nil {
			if told := fault.As(err); told == nil || told.Kind != fault.Invalid || len(told.Fields) == 0 {
				t.Errorf("%q is refused by %v", sent, err)
			}
			return
		}
		if utf8.RuneCountInString(d.Subject) > subject || utf8.RuneCountInString(d.Body) > body || len(d.Fields) > mostFields {
			t.Errorf("%q is kept", sent)
		}
		kept, err := d.given()
		if err != nil {
			t.Fatal(err)
		}
		again := map[string]string{}
		if kept != "" {
			if err := json.Unmarshal([]byte(kept), &again); err != nil || len(again) == 0 {
				t.Fatalf("%q is kept as %q: %v", sent, kept, err)
			}
		}
		for key, value := range d.Fields {
			if again[key] != value {
				t.Errorf("%q is kept as %q", sent, kept)
			}
			delete(again, key)
		}
		if len(again) > 0 {
			t.Errorf("%q is kept as %q, which holds more", sent, kept)
		}
	})
}
