package mail

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/ical"
	"hearth/internal/platform/store"
)

// An invitation goes as a part of its own, whose type says what is to be done with it; its organizer is who sends the mail.
func TestAnInvitationIsAPartOfTheMail(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 30, 14, 30, 0, 0, time.UTC)
	for _, method := range []ical.Method{ical.Request, ical.Cancel} {
		e := ical.Event{Method: method, UID: "callback-1@hearth", Stamp: at, Times: []ical.Span{{From: at, To: at.Add(time.Hour)}}, Summary: "Telephone call", Attendee: "amina@ferrow-lund.example"}
		c, err := compose(Message{To: "amina@ferrow-lund.example", Kind: "test", Subject: "Times", Text: "Hello", Calendar: &e})
		if err != nil {
			t.Fatal(err)
		}
		body, _, err := render(item{ID: c.id, MessageID: c.messageID, Recipient: c.to, Sender: "HR <hr@ferrow-lund.example>", Subject: c.subject, TextBody: c.text, HTMLBody: c.html, Calendar: c.calendar, CreatedAt: store.At(at)})
		if err != nil {
			t.Fatal(err)
		}
		text := string(body)
		if !strings.Contains(text, "multipart/alternative") || !strings.Contains(text, "Content-Type: text/calendar; method="+string(method)+"; charset=UTF-8") || !strings.Contains(text, "hr@ferrow-lund.example") ||
			strings.Contains(text, ical.Organizer) {
			t.Errorf("%s:\n%s", method, text)
		}
	}
	if c, err := compose(Message{To: "+46701234567", Channel: SMS, Kind: "test", Text: "Hello", Calendar: &ical.Event{Times: []ical.Span{{From: at, To: at.Add(time.Hour)}}}}); err != nil || c.calendar != "" {
		t.Errorf("a text message carries %q, %v", c.calendar, err)
	}
}
