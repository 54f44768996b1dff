package mail

import (
	"bufio"
	"fmt"
	"mime"
	netmail "net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/letter"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// wicked are strings of our own that have broken mail programs.
var wicked = []string{
	"Amina", "o'brien+x@ferrow-lund.example", "Überstunden für März", "給与明細", "قسيمة الراتب", "👩‍👩‍👧", "\u202egnp.exe", "a,b;c:d<e>f", `"Eve" <eve@evil.example>`, "eve@evil.example, ben@evil.example",
	"; boundary=x", "(comment", "%0d%0aBcc:eve@evil.example", `\r\nBcc: eve@evil.example`, "\r\n\r\n<script>", "\n .", "\r\n.\r\n", "a\tb", "\v\f\x1b[0m", "\x7f", "\u0085Bcc: x",
	"=?utf-8?b?DQpCY2M6IGV2ZUBldmlsLmV4YW1wbGU=?=", "=?utf-8?q?", "?=", "=?", "--b.h", "\xff\xfe\x00", "\ufeff", "\u00ad", "'; DROP TABLE mail_outbox; --", "undefined", "", " ",
}

// naughty returns the strings of the big list of naughty strings, where it is at hand.
func naughty(t *testing.T) (all []string) {
	t.Helper()
	dir := os.Getenv("HEARTH_TEST_DATA")
	if dir == "" {
		return nil
	}
	f, err := os.Open(filepath.Join(dir, "naughty-strings", "blns.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if line := lines.Text(); line != "" && !strings.HasPrefix(line, "#") {
			all = append(all, line)
		}
	}
	if len(all) < 400 {
		t.Fatalf("only %d naughty strings", len(all))
	}
	return all
}

const more = "Bcc: eve@evil.example"

// attacks are what is put around a string to end a header.
var attacks = map[string]func(s string) string{
	"as it is":     func(s string) string { return s },
	"CR LF":        func(s string) string { return s + "\r\n" + more },
	"LF":           func(s string) string { return s + "\n" + more + "\n\n" + s },
	"CR":           func(s string) string { return s + "\r" + more },
	"NUL":          func(s string) string { return s + "\x00" + more },
	"U+2028":       func(s string) string { return s + "\u2028" + more + "\u2029" + s },
	"encoded word": func(s string) string { return s + " =?utf-8?q?=0D=0ABcc:_eve=40evil.example?= " + s },
	"folded":       func(s string) string { return s + "\r\n " + s + "\r\n\t" + more },
	"10 kB":        func(s string) string { return strings.Repeat(s+"x", 10_000/(len(s)+1)+1) },
}

// fields are where a string can reach a header.
var fields = map[string]func(m *Message, config *SMTP, s string){
	"subject":    func(m *Message, _ *SMTP, s string) { m.Subject = "Re: " + s },
	"recipient":  func(m *Message, _ *SMTP, s string) { m.To = s },
	"local part": func(m *Message, _ *SMTP, s string) { m.To = s + "@ferrow-lund.example" },
	"answers":    func(m *Message, _ *SMTP, s string) { m.ReplyTo = s + "@ferrow-lund.example" },
	"references": func(m *Message, _ *SMTP, s string) {
		m.References = []string{"a@b.example", s, "<" + s + "@c.example>"}
	},
	"unsubscribe": func(m *Message, _ *SMTP, s string) { m.Unsubscribe = "https://hr.example/stop?" + s },
	"text":        func(m *Message, _ *SMTP, s string) { m.Text = s + "\r\n.\r\n" + s },
	"language":    func(m *Message, _ *SMTP, s string) { m.Lang = s },
	"sender": func(_ *Message, c *SMTP, s string) {
		c.From = (&netmail.Address{Name: s, Address: "hr@ferrow-lund.example"}).String()
	},
}

// posted is what goes over the wire for a message; false: it is refused, or kept as one that cannot be sent.
func posted(m Message, config SMTP) (raw []byte, it item, ok bool) {
	r, err := compose(m)
	if err != nil || r.state != Queued {
		return nil, it, false
	}
	it = item{ID: r.id, MessageID: r.messageID, Recipient: r.to, Sender: config.From, Subject: r.subject, TextBody: r.text, HTMLBody: r.html, ReplyTo: m.ReplyTo,
		Refs: strings.Join(r.references, " "), Unsubscribe: m.Unsubscribe, Origin: "us", Personal: m.Personal, CreatedAt: store.At(dbtest.Noon)}
	raw, _, err = render(it)
	return raw, it, err == nil
}

// ordinary are the fields that a message has, each once.
var ordinary = strings.Fields("Auto-Submitted Content-Type Date From In-Reply-To List-Unsubscribe List-Unsubscribe-Post Message-Id Mime-Version References Reply-To Subject To X-Auto-Response-Suppress X-Hearth-Origin")

// injected reads a message with two parsers that do not know what wrote it, and returns what is in it that should not be.
func injected(raw []byte, it item) (faults []string) {
	m, err := netmail.ReadMessage(strings.NewReader(string(raw)))
	if err != nil {
		return []string{err.Error()}
	}
	for name, values := range m.Header {
		if !slices.Contains(ordinary, name) || len(values) != 1 {
			faults = append(faults, "the header "+name)
		}
		for _, v := range values {
			if strings.ContainsAny(v, "\r\n\x00") {
				faults = append(faults, "a line end in "+name)
			}
		}
	}
	if to, err := m.Header.AddressList("To"); err != nil || len(to) != 1 || to[0].Address != it.Recipient {
		faults = append(faults, "other recipients")
	}
	if from, err := m.Header.AddressList("From"); err != nil || len(from) != 1 || from[0].Address != "hr@ferrow-lund.example" {
		faults = append(faults, "another sender")
	}
	if got, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil || strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(it.Subject), " ") {
		faults = append(faults, "the subject "+got)
	}
	read := letter.Parse(raw, letter.Options{})
	if len(read.To) != 1 || read.To[0].Address != it.Recipient || len(read.Cc) > 0 || read.Header.Has("Bcc") || len(read.Froms) != 1 || len(read.Warnings) > 0 {
		faults = append(faults, "as package letter reads it, other recipients or "+fmt.Sprint(read.Warnings))
	}
	head, _, _ := strings.Cut(string(raw), "\r\n\r\n")
	for line := range strings.SplitSeq(head, "\r\n") {
		if len(line) > 998 || strings.ContainsAny(line, "\r\n") {
			faults = append(faults, "a line that is none")
		}
	}
	return faults
}

func TestNothingAddsAHeaderOrARecipient(t *testing.T) {
	t.Parallel()
	all := append(naughty(t), wicked...)
	every := 1
	if os.Getenv("HEARTH_LONG") == "" && len(all) > len(wicked) {
		every = 10
	}
	keys := thread.New([]byte("key"), "hr+*@ferrow-lund.example")
	claim := thread.Claim{Case: 1, Recipient: "p", Expires: dbtest.Noon}
	tried, sent := 0, map[string]int{}
	for i, s := range all {
		n := i // another tenth of the combinations for each string, so that every field and attack is met
		for field, put := range fields {
			for name, attack := range attacks {
				if n++; every > 1 && i < len(all)-len(wicked) && n%every != 0 {
					continue
				}
				m := Message{To: "amina@ferrow-lund.example", Kind: "k", Subject: "s", Text: "t", ReplyTo: keys.Address(claim), Claim: claim, Sign: keys,
					References: []string{"a@b.example"}, Unsubscribe: "https://hr.example/stop"}
				config := SMTP{From: "HR <hr@ferrow-lund.example>"}
				put(&m, &config, attack(s))
				tried++
				raw, it, ok := posted(m, config)
				if !ok {
					continue
				}
				sent[field]++
				for _, f := range injected(raw, it) {
					t.Errorf("%s, %s, %.200q: %s", field, name, s, f)
				}
			}
		}
		if t.Failed() && i > 20 {
			break
		}
	}
	t.Logf("%d strings, %d messages tried, sent by field: %v", len(all), tried, sent)
	for field := range fields {
		if sent[field] == 0 {
			t.Errorf("nothing was sent with a strange %s: too little is tried", field)
		}
	}
}

// The control: what is put into a header past compose is found.
func TestAnInjectedHeaderIsFound(t *testing.T) {
	t.Parallel()
	raw, it, ok := posted(Message{To: "amina@ferrow-lund.example", Kind: "k", Subject: "s", Text: "t"}, SMTP{From: "HR <hr@ferrow-lund.example>"})
	if !ok || len(injected(raw, it)) > 0 {
		t.Fatalf("an ordinary message: %v, %v", ok, injected(raw, it))
	}
	for _, planted := range []string{"Bcc: eve@evil.example\r\n", "To: eve@evil.example\r\n", "X-Evil: 1\r\n", "Subject: other\r\n"} {
		if len(injected(append([]byte(planted), raw...), it)) == 0 {
			t.Errorf("%q is not found", planted)
		}
	}
}
