package mail

import (
	"mime"
	netmail "net/mail"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"hearth/internal/platform/store"
)

// FuzzAddress holds that what is used as a recipient is one bare address or number.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{"amina@ferrow-lund.example", "Amina <a@b.c>", "a@b.c, d@e.f", "a@b.c\r\nBcc: x@y.z", "\"a b\"@c.d", "a@[127.0.0.1]", "", "@", "ä@b.c", "a@b.c\u2028", "+46 40 1", "+46;ext"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, to string) {
		if kept, usable := address(Email, to); usable {
			all, err := netmail.ParseAddressList(kept)
			if err != nil || len(all) != 1 || all[0].Address != kept || all[0].Name != "" || strings.ContainsFunc(kept, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }) {
				t.Errorf("%q is used as %q", to, kept)
			}
		}
		if kept, usable := address(SMS, to); usable && strings.Trim(kept, "+0123456789") != "" {
			t.Errorf("%q is used as the number %q", to, kept)
		}
	})
}

// FuzzRender holds that a message has our headers and no others, whatever is in its subject and text, and that both arrive.
func FuzzRender(f *testing.F) {
	for _, s := range []string{"Überstunden", "a\r\nBcc: x@y.z", "=?utf-8?q?=0D=0ABcc:_x?=", "\r\n.\r\n", "--b.h1", "\u2028Bcc: x", strings.Repeat("x", 3000), "<script>", "https://a.b/\"onclick=x", "\xff\xfe", "\x00"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, subject, text string) {
		if !utf8.ValidString(subject) || !utf8.ValidString(text) || strings.TrimSpace(text) == "" || oneLine(subject) == "" || strings.ContainsRune(subject+text, 0) {
			return // refused before it comes here
		}
		html, err := htmlOf(Message{Channel: Email, Subject: subject, Text: text})
		if err != nil {
			t.Fatal(err)
		}
		it := item{MessageID: "h.1", Recipient: "amina@ferrow-lund.example", Sender: "HR <hr@ferrow-lund.example>", Subject: oneLine(subject), TextBody: text, HTMLBody: html,
			CreatedAt: store.At(time.Unix(0, 0))}
		message, _, err := render(it)
		if err != nil {
			t.Fatal(err)
		}
		m, err := netmail.ReadMessage(strings.NewReader(string(message)))
		if err != nil || len(m.Header) != 9 {
			t.Fatalf("%d headers, %v in %q", len(m.Header), err, message)
		}
		got, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if err != nil || strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(oneLine(subject)), " ") && !strings.Contains(subject, "=?") {
			t.Errorf("the subject %q arrives as %q, %v", subject, got, err)
		}
	})
}
