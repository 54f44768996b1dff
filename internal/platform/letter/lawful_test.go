package letter_test

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"hearth/internal/platform/letter"
	"hearth/internal/platform/letter/header"
	"hearth/internal/platform/letter/mime"
	"hearth/internal/platform/letter/notice"
)

// lawful holds what is true of each mail that was read, whatever its bytes.
func lawful(t *testing.T, m letter.Mail) {
	t.Helper()
	if m.Unread {
		t.Errorf("a fault ended the reading")
	}
	for what, value := range oneLine(m) {
		if strings.ContainsFunc(value, header.Control) || !utf8.ValidString(value) {
			t.Errorf("%s holds a control character: %q", what, value)
		}
	}
	for _, list := range [][]letter.Address{m.Froms, m.To, m.Cc, m.ReplyTo, {m.From, m.Sender}} {
		for _, a := range list {
			if a.Address != "" && header.Plausible(a.Address) != a.Address {
				t.Errorf("%q is no address", a.Address)
			}
		}
	}
	for what, text := range map[string]string{"text": m.Text, "visible": m.Visible, "HTML": m.HTML} {
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			t.Errorf("%s is not readable: %.100q", what, text)
		}
	}
	var all strings.Builder
	for _, b := range m.Blocks {
		all.WriteString(b.Text)
	}
	if all.String() != m.Text {
		t.Errorf("the blocks are not the text: %.100q", m.Text)
	}
	if m.Visible == "" && strings.TrimSpace(m.Text) != "" {
		t.Errorf("nothing is shown of %.100q", m.Text)
	}
	if (m.Auto == notice.Bounced) != (m.Bounce != nil) {
		t.Errorf("%s with bounce %v", m.Auto, m.Bounce)
	}
	if most := mime.MaxParts + mime.MaxDepth + 1; len(m.Attachments) > most {
		t.Errorf("%d attachments; a mail has at most %d", len(m.Attachments), most)
	}
	for _, a := range m.Attachments {
		if strings.ContainsAny(a.Name, `/\`) || len(a.SHA256) != 64 || a.Type == "" {
			t.Errorf("attachment %q of type %q, hash %q", a.Name, a.Type, a.SHA256)
		}
	}
}

// said returns the warnings in English.
func said(m letter.Mail) (texts []string) {
	for _, w := range m.Warnings {
		texts = append(texts, w.In(context.Background()))
	}
	return texts
}

// oneLine returns the values that go into headers, pages and logs as one line.
func oneLine(m letter.Mail) map[string]string {
	values := map[string]string{"subject": m.Subject, "id": m.MessageID, "ids": strings.Join(append(m.InReplyTo, m.References...), "")}
	for _, list := range [][]letter.Address{m.Froms, m.To, m.Cc, m.ReplyTo, {m.From, m.Sender}} {
		for _, a := range list {
			values["name"] += a.Name
			values["address"] += a.Address
		}
	}
	for _, a := range m.Attachments {
		values["attachments"] += a.Name + a.Type + a.ContentID
	}
	if b := m.Bounce; b != nil {
		values["bounce"] = string(b.Class) + b.Recipient + b.OriginalMessageID + b.Diagnostic + strings.Join(b.Recipients, "")
	}
	values["warnings"] = strings.Join(said(m), "")
	return values
}

func FuzzParse(f *testing.F) {
	for _, c := range odd {
		f.Add(c.raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) { lawful(t, letter.Parse(raw, letter.Options{Origin: "x"})) })
}
