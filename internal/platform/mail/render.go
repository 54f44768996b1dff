package mail

import (
	"bytes"
	"encoding/base64"
	"fmt"
	netmail "net/mail"
	"strings"
	"unicode/utf8"

	gomail "github.com/wneessen/go-mail"

	"hearth/internal/platform/ical"
	"hearth/internal/platform/letter/notice"
)

// suppress tells Exchange which answers are not wanted: all but the report that a message did not arrive, which "All" would hold back too.
const suppress = "DR, RN, NRN, OOF, AutoReply"

// render returns the message as it goes over the wire, and the sender's bare address. It depends on the row alone, so each try has the same
// bytes.
func render(it item) (message []byte, from string, err error) {
	sender, err := netmail.ParseAddress(it.Sender)
	if err != nil {
		return nil, "", fmt.Errorf("the sender's address %q cannot be used: %w", it.Sender, err)
	}
	if len(sender.Name) > nameMost {
		return nil, "", fmt.Errorf("the sender's name is longer than %d letters", nameMost)
	}
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent(), gomail.WithBoundary(boundary(it.MessageID)))
	m.FromMailAddress(sender)
	if err := m.To(it.Recipient); err != nil {
		return nil, "", fmt.Errorf("the address %q cannot be used: %w", it.Recipient, err)
	}
	if it.ReplyTo != "" {
		if err := m.ReplyTo(it.ReplyTo); err != nil {
			return nil, "", fmt.Errorf("the address %q cannot be used: %w", it.ReplyTo, err)
		}
	}
	m.Subject(subject(it.Subject))
	m.SetDateWithValue(it.CreatedAt.UTC())
	setIDs(m, it, domain(sender.Address))
	setMarks(m, it)
	m.SetBodyString(gomail.TypeTextPlain, it.TextBody)
	m.AddAlternativeString(gomail.TypeTextHTML, it.HTMLBody)
	if it.Calendar != "" {
		m.AddAlternativeString(calendarType(it.Calendar), ical.WithOrganizer(it.Calendar, sender.Address))
	}
	var b bytes.Buffer
	if _, err := m.WriteTo(&b); err != nil {
		return nil, "", fmt.Errorf("write message: %w", err)
	}
	return b.Bytes(), sender.Address, nil
}

// calendarType is the type of an invitation, which says in the header too what is to be done with it (RFC 6047, section 2.4).
func calendarType(object string) gomail.ContentType {
	method := ical.Request
	if strings.Contains(object, "\r\nMETHOD:"+string(ical.Cancel)+"\r\n") {
		method = ical.Cancel
	}
	return gomail.ContentType("text/calendar; method=" + string(method))
}

// boundary parts the bodies; it has at most 70 letters.
func boundary(messageID string) string { return "b." + messageID[:min(len(messageID), 60)] }

func domain(address string) string { return address[strings.LastIndexByte(address, '@')+1:] }

// setIDs says which message it is and in which conversation it stands.
func setIDs(m *gomail.Msg, it item, domain string) {
	m.SetMessageIDWithValue(it.MessageID + "@" + domain)
	var all []string
	for _, id := range strings.Fields(it.Refs) {
		if !strings.Contains(id, "@") && own(id) {
			id += "@" + domain // of a message that had no sender yet when this one was written
		}
		all = append(all, "<"+id+">")
	}
	if len(all) > 0 {
		m.SetGenHeader(gomail.HeaderReferences, strings.Join(all, " "))
		m.SetGenHeader(gomail.HeaderInReplyTo, all[len(all)-1])
	}
}

// own reports whether the part of a Message-ID before the at sign is one that the outbox makes.
func own(id string) bool {
	return strings.HasPrefix(id, "h.") || strings.HasPrefix(id, "h1.") || strings.HasPrefix(id, "hs1.")
}

// setMarks says what programs have to know of the message: who sent it, whether a person wrote it, and where to end it.
func setMarks(m *gomail.Msg, it item) {
	if it.Origin != "" {
		m.SetGenHeader(gomail.Header(notice.LoopMark), it.Origin)
	}
	if !it.Personal {
		auto := "auto-generated"
		if it.AutoReply {
			auto = "auto-replied"
		}
		m.SetGenHeader("Auto-Submitted", auto)
		m.SetGenHeader("X-Auto-Response-Suppress", suppress)
	}
	if it.Unsubscribe != "" {
		m.SetGenHeader(gomail.HeaderListUnsubscribe, "<"+it.Unsubscribe+">")
		if strings.HasPrefix(it.Unsubscribe, "https://") { // RFC 8058 knows no other
			m.SetGenHeader(gomail.HeaderListUnsubscribePost, "List-Unsubscribe=One-Click")
		}
	}
}

// nameMost is the length of a sender's name that fits into a line whatever it holds.
const nameMost = 200

// wordMost is the number of bytes in one encoded word, which has at most 75 letters.
const wordMost = 42

// subject returns a subject as its header holds it. The library encodes what is not ASCII; what would be read as encoded though it is not, and words too
// long for a line, are encoded here.
func subject(s string) string {
	long := false
	for word := range strings.SplitSeq(s, " ") {
		long = long || len(word) > 500
	}
	if !long && !strings.Contains(s, "=?") {
		return s
	}
	var words []string
	for len(s) > 0 {
		n := 0
		for i, r := range s {
			if i+utf8.RuneLen(r) > wordMost {
				break
			}
			n = i + utf8.RuneLen(r)
		}
		words = append(words, "=?UTF-8?b?"+base64.StdEncoding.EncodeToString([]byte(s[:n]))+"?=")
		s = s[n:]
	}
	return strings.Join(words, " ")
}
