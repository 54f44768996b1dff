package ical_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"hearth/internal/platform/ical"
)

func at(text string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		panic(err)
	}
	return t
}

func event(m ical.Method) ical.Event {
	return ical.Event{Method: m, UID: "callback-1@hearth", Sequence: 3, Stamp: at("2026-11-27 08:00"), Summary: "Telephone call", URL: "https://hr.example/requests/HR-1", Attendee: "amina@ferrow-lund.example",
		Times: []ical.Span{{From: at("2026-11-30 15:30"), To: at("2026-11-30 16:00")}, {From: at("2026-12-01 15:30"), To: at("2026-12-01 16:00")}, {From: at("2026-12-02 07:00"), To: at("2026-12-02 08:15")}}}
}

func TestTimesOfOneHourAreOneEvent(t *testing.T) {
	t.Parallel()
	parts := event(ical.Request).Parts()
	if len(parts) != 2 || parts[0].UID != "callback-1@hearth" || parts[1].UID != "callback-1-2@hearth" {
		t.Fatalf("got %+v, want the two at 15:30 and the one at 7:00", parts)
	}
	for i, wants := range [][]string{
		{"METHOD:REQUEST\r\n", "UID:callback-1@hearth\r\n", "SEQUENCE:3\r\n", "DTSTART:20261130T153000Z\r\nDTEND:20261130T160000Z\r\nRRULE:FREQ=DAILY;INTERVAL=1;COUNT=2\r\nSUMMARY",
			"ORGANIZER:mailto:" + ical.Organizer + "\r\n", "STATUS:CONFIRMED\r\n"},
		{"METHOD:REQUEST\r\n", "UID:callback-1-2@hearth\r\n", "SEQUENCE:3\r\n", "DTSTART:20261202T070000Z\r\nDTEND:20261202T081500Z\r\nSUMMARY"},
	} {
		got := parts[i].String()
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("%q is missing in\n%s", want, got)
			}
		}
		if n := strings.Count(got, "BEGIN:VEVENT"); n != 1 {
			t.Errorf("got %d events in one mail, of which Outlook reads the first", n)
		}
		if sent := ical.WithOrganizer(got, "hr@ferrow-lund.example"); !strings.Contains(sent, "ORGANIZER:mailto:hr@ferrow-lund.example\r\n") || strings.Contains(sent, ical.Organizer) {
			t.Errorf("the organizer is not who sends it:\n%s", sent)
		}
	}
}

// The days of a rule, less those that it leaves out, are those that were given: every second day, with days between that are none, across the end of summer time, where the hour is another one.
func TestARuleHasTheDaysThatWereGiven(t *testing.T) {
	t.Parallel()
	for days, want := range map[string]string{
		"11-18":                         "",
		"11-18 11-20":                   "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=2",
		"11-18 11-20 11-24":             "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=4 EXDATE:20261122T110000Z",
		"11-18 11-19 11-23 11-24 11-25": "RRULE:FREQ=DAILY;INTERVAL=1;COUNT=8 EXDATE:20261120T110000Z,20261121T110000Z,20261122T110000Z",
		"11-30 12-07 12-14":             "RRULE:FREQ=DAILY;INTERVAL=7;COUNT=3",
	} {
		e := event(ical.Request)
		e.Times = nil
		for d := range strings.FieldsSeq(days) {
			e.Times = append(e.Times, ical.Span{From: at("2026-" + d + " 11:00"), To: at("2026-" + d + " 12:00")})
		}
		var got []string
		for line := range strings.SplitSeq(strings.ReplaceAll(e.String(), "\r\n ", ""), "\r\n") {
			if strings.HasPrefix(line, "RRULE") || strings.HasPrefix(line, "EXDATE") {
				got = append(got, line)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %q, want %q", days, got, want)
		}
	}
	lunch := event(ical.Request)
	lunch.Times = []ical.Span{{From: at("2026-10-23 10:00"), To: at("2026-10-23 11:00")}, {From: at("2026-10-26 11:00"), To: at("2026-10-26 12:00")}}
	if n := len(lunch.Parts()); n != 2 {
		t.Errorf("noon before and after the end of summer time is %d events", n)
	}
}

func TestACancellationAndAFileToKeep(t *testing.T) {
	t.Parallel()
	if got := event(ical.Cancel).String(); !strings.Contains(got, "METHOD:CANCEL\r\n") || strings.Count(got, "STATUS:CANCELLED\r\n") != 2 {
		t.Errorf("got\n%s", got)
	}
	if got := event(ical.Publish).String(); strings.Contains(got, "ATTENDEE") || strings.Contains(got, "ORGANIZER") {
		t.Errorf("a file to keep asks somebody:\n%s", got)
	}
}

func TestTextIsEscaped(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`Lunch; tea, cake \ more`: `Lunch\; tea\, cake \\ more`,
		"two\r\nlines\rhere":      `two\nlines\nhere`,
		"a\x00b\x1bc\td":          "abc\td",
		"\xff":                    "\uFFFD",
	} {
		if got := ical.Text(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	e := event(ical.Request)
	e.Summary, e.UID, e.URL, e.Attendee = "x\r\nEND:VEVENT", "u\r\nMETHOD:CANCEL", "https://x\r\nX:1", "a@b\r\nATTENDEE:c"
	for line := range strings.SplitSeq(e.String(), "\r\n") {
		if line == "METHOD:CANCEL" || line == "X:1" || line == "ATTENDEE:c" {
			t.Errorf("a value made a line of its own: %q", line)
		}
	}
}

func TestLinesAreFolded(t *testing.T) {
	t.Parallel()
	for _, line := range []string{strings.Repeat("a", 75), strings.Repeat("a", 76), strings.Repeat("é", 200), strings.Repeat("日本🎈", 60), ""} {
		folded := ical.Fold(line)
		for piece := range strings.SplitSeq(strings.TrimSuffix(folded, "\r\n"), "\r\n") {
			if len(piece) > 75 || !utf8.ValidString(piece) {
				t.Errorf("a piece has %d bytes or parts a character: %q", len(piece), piece)
			}
		}
		if got := strings.ReplaceAll(strings.TrimSuffix(folded, "\r\n"), "\r\n ", ""); got != line {
			t.Errorf("unfolded it is another: %q", got)
		}
	}
	if got := ical.Fold(strings.Repeat("a", 75)); strings.Count(got, "\r\n") != 1 {
		t.Errorf("75 bytes are folded: %q", got)
	}
}
