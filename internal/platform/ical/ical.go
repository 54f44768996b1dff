// Package ical writes iCalendar objects (RFC 5545) of the few kinds that Hearth sends: times that are offered, changed and withdrawn (RFC 5546).
package ical

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// Method says what the receiver does with an object.
type Method string

// The methods. A REQUEST with the UID of an earlier one and a higher sequence replaces it; a CANCEL takes it away; PUBLISH is for keeping, and asks nobody.
const (
	Publish Method = "PUBLISH"
	Request Method = "REQUEST"
	Cancel  Method = "CANCEL"
)

// Span is a stretch of time.
type Span struct{ From, To time.Time }

// Event is one event that takes place at one or several times, in order. With several, the first is the series' own and each other one is a date of it, which
// has the length of its own.
type Event struct {
	Method      Method
	UID         string // the same for as long as it is the same event
	Sequence    int    // higher with each change
	Stamp       time.Time
	Times       []Span // at least one
	Summary     string
	Description string
	URL         string
	Attendee    string // an address; with Publish it is left out
}

// Organizer stands where the organizer's address belongs until WithOrganizer puts it there: who sends the mail is known only when it leaves.
const Organizer = "organizer@hearth.invalid"

// String returns the object, with lines of at most 75 bytes that end with CRLF.
func (e Event) String() string {
	var b strings.Builder
	for _, line := range []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Hearth//Hearth//EN", "CALSCALE:GREGORIAN", "METHOD:" + string(e.Method)} {
		b.WriteString(Fold(line))
	}
	first := e.Times[0]
	e.component(&b, first, "", e.Times[1:])
	for _, t := range e.Times[1:] {
		if t.To.Sub(t.From) != first.To.Sub(first.From) {
			e.component(&b, t, "RECURRENCE-ID:"+utc(t.From), nil)
		}
	}
	b.WriteString(Fold("END:VCALENDAR"))
	return b.String()
}

// component writes one VEVENT: the series with its further dates, or one of these that differs from it.
func (e Event) component(b *strings.Builder, at Span, recurrence string, more []Span) {
	lines := []string{"BEGIN:VEVENT", "UID:" + Text(e.UID), fmt.Sprintf("SEQUENCE:%d", e.Sequence), "DTSTAMP:" + utc(e.Stamp)}
	if recurrence != "" {
		lines = append(lines, recurrence)
	}
	lines = append(lines, "DTSTART:"+utc(at.From), "DTEND:"+utc(at.To))
	if len(more) > 0 {
		dates := make([]string, len(more))
		for i, t := range more {
			dates[i] = utc(t.From)
		}
		lines = append(lines, "RDATE:"+strings.Join(dates, ","))
	}
	lines = append(lines, "SUMMARY:"+Text(e.Summary))
	if e.Description != "" {
		lines = append(lines, "DESCRIPTION:"+Text(e.Description))
	}
	if e.URL != "" {
		lines = append(lines, "URL:"+oneLine(e.URL))
	}
	if e.Method != Publish {
		lines = append(lines, "ORGANIZER:mailto:"+Organizer, "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:"+oneLine(e.Attendee))
	}
	status := "CONFIRMED"
	if e.Method == Cancel {
		status = "CANCELLED"
	}
	for _, line := range append(lines, "STATUS:"+status, "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT") {
		b.WriteString(Fold(line))
	}
}

// WithOrganizer returns an object of Event with the address of who sends it.
func WithOrganizer(object, address string) string {
	return strings.ReplaceAll(object, Fold("ORGANIZER:mailto:"+Organizer), Fold("ORGANIZER:mailto:"+oneLine(address)))
}

func utc(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// Text escapes a value of type TEXT (section 3.3.11). Control characters that none may have are left out.
func Text(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n"), "\r", "\n")
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, s)
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(s)
}

// oneLine leaves out what would end a line.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// lineMost is how many bytes a line may have without its end (section 3.1).
const lineMost = 75

// Fold returns a line as it is sent: in pieces of at most 75 bytes, none of which parts a character, each but the first begun by a space that counts too.
func Fold(line string) string {
	var b strings.Builder
	room := lineMost
	for _, r := range line {
		n := utf8.RuneLen(r)
		if n > room {
			b.WriteString("\r\n ")
			room = lineMost - 1
		}
		b.WriteRune(r)
		room -= n
	}
	b.WriteString("\r\n")
	return b.String()
}
