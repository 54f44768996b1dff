// Package ical writes iCalendar objects (RFC 5545) of the few kinds that Hearth sends: times that are offered, changed and withdrawn (RFC 5546).
package ical

import (
	"fmt"
	"slices"
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

// Event is something that takes place at one or several times.
//
// Outlook reads the first event alone of what comes by mail ([MS-STANOICAL], 2.2.175), and no dates that stand by themselves: RDATE has to come with RRULE there ([MS-OXCICAL], 2.1.3.1.1.20.18).
// So times of the same hour and length are one event, every so many days but for the days that are left out, and others are events of their own; see Parts.
type Event struct {
	Method      Method
	UID         string // the same for as long as it is the same event
	Sequence    int    // higher with each change
	Stamp       time.Time
	Times       []Span // at least one, in order
	Summary     string
	Description string
	URL         string
	Attendee    string // an address; with Publish it is left out
}

// Organizer stands where the organizer's address belongs until WithOrganizer puts it there: who sends the mail is known only when it leaves.
const Organizer = "organizer@hearth.invalid"

// Parts parts e into events of which each is one for every calendar, in the order of their first times. The first keeps the UID of e, the others have one that follows from it and from their place.
func (e Event) Parts() []Event {
	var all []Event
next:
	for _, t := range e.Times {
		for i := range all {
			if first := all[i].Times[0]; utc(first.From)[8:] == utc(t.From)[8:] && first.To.Sub(first.From) == t.To.Sub(t.From) {
				all[i].Times = append(all[i].Times, t)
				continue next
			}
		}
		part := e
		if part.Times = []Span{t}; len(all) > 0 {
			name, host, _ := strings.Cut(e.UID, "@")
			part.UID = fmt.Sprintf("%s-%d@%s", name, len(all)+1, host)
		}
		all = append(all, part)
	}
	return all
}

// String returns the object with all parts of e, with lines of at most 75 bytes that end with CRLF.
func (e Event) String() string {
	var b strings.Builder
	for _, line := range []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Hearth//Hearth//EN", "CALSCALE:GREGORIAN", "METHOD:" + string(e.Method)} {
		b.WriteString(Fold(line))
	}
	for _, part := range e.Parts() {
		part.component(&b)
	}
	b.WriteString(Fold("END:VCALENDAR"))
	return b.String()
}

// component writes one VEVENT.
func (e Event) component(b *strings.Builder) {
	first := e.Times[0]
	lines := []string{"BEGIN:VEVENT", "UID:" + Text(e.UID), fmt.Sprintf("SEQUENCE:%d", e.Sequence), "DTSTAMP:" + utc(e.Stamp), "DTSTART:" + utc(first.From), "DTEND:" + utc(first.To)}
	lines = append(lines, recurrence(e.Times)...)
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

const day = 24 * time.Hour

// recurrence says on which days something takes place at the same hour (UTC): each so many days, as often as that comes to the last of them, but for those between that are none.
func recurrence(times []Span) []string {
	if len(times) < 2 {
		return nil
	}
	first, last := times[0].From, times[len(times)-1].From
	step := time.Duration(0)
	for _, t := range times[1:] {
		step = gcd(step, t.From.Sub(first))
	}
	lines := []string{fmt.Sprintf("RRULE:FREQ=DAILY;INTERVAL=%d;COUNT=%d", step/day, last.Sub(first)/step+1)}
	var without []string
	for at := first; at.Before(last); at = at.Add(step) {
		if !slices.ContainsFunc(times, func(t Span) bool { return t.From.Equal(at) }) {
			without = append(without, utc(at))
		}
	}
	if len(without) > 0 {
		lines = append(lines, "EXDATE:"+strings.Join(without, ","))
	}
	return lines
}

func gcd(a, b time.Duration) time.Duration {
	for b != 0 {
		a, b = b, a%b
	}
	return a
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
