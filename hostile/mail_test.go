package hostile

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/http"
	netmail "net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"hearth/internal/apptest"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// sink is a mail server that keeps what it takes.
type sink struct {
	mu    sync.Mutex
	taken []*letter
}

// letter is what arrived: every recipient of the envelope, and the bytes.
type letter struct {
	to   []string
	data string
	sink *sink
}

// NewSession implements smtp.Backend.
func (s *sink) NewSession(*smtp.Conn) (smtp.Session, error) { return &letter{sink: s}, nil }

func (l *letter) Reset()        { l.to, l.data = nil, "" }
func (l *letter) Logout() error { return nil }

func (l *letter) Mail(string, *smtp.MailOptions) error { return nil }

func (l *letter) Rcpt(to string, _ *smtp.RcptOptions) error {
	l.to = append(l.to, to)
	return nil
}

func (l *letter) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	l.sink.mu.Lock()
	defer l.sink.mu.Unlock()
	l.sink.taken = append(l.sink.taken, &letter{to: slices.Clone(l.to), data: string(b)})
	return err
}

// deliver sends everything in the outbox to a server of its own and returns what arrived there.
func (w *world) deliver(t *testing.T) []*letter {
	t.Helper()
	s := &sink{}
	server := smtp.NewServer(s)
	server.Domain, server.AllowInsecureAuth = "sink.example", true
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Serve(l) // ends with Close
	}()
	defer func() {
		_ = server.Close() // everything is sent
		_ = l.Close()
		<-ended
	}()
	sender := mail.NewSender(w.DB, &mail.SMTP{Address: l.Addr().String(), From: "Ferrow & Lund HR <hr@ferrow-lund.example>", TLS: mail.TLSNone, Timeout: 20 * time.Second}, nil)
	sum, err := sender.Pass(t.Context())
	if err != nil || sum.Failed+sum.Retry+sum.Unknown > 0 {
		t.Fatalf("%+v, %v", sum, err)
	}
	return s.taken
}

// plainHeaders are the headers of a mail of ours, and what stands in those in which people have written nothing.
var plainHeaders = map[string]*regexp.Regexp{"Date": nil, "Mime-Version": nil, "Message-Id": ourIDs, "Subject": nil, "From": nil, "To": nil, "Content-Type": nil,
	"Auto-Submitted": regexp.MustCompile(`^auto-(generated|replied)$`), "X-Auto-Response-Suppress": nil, "References": ourIDs, "In-Reply-To": ourIDs,
	"List-Unsubscribe": regexp.MustCompile(`^<http://hearth\.example/[!-;=?-~]+>$`), "List-Unsubscribe-Post": regexp.MustCompile(`^List-Unsubscribe=One-Click$`),
	"Reply-To": regexp.MustCompile(`^<hr\+c[a-z2-7]+@ferrow-lund\.example>$`), "X-Hearth-Origin": regexp.MustCompile(`^[0-9a-f]{16}$`)}

var ourIDs = regexp.MustCompile(`^<h1?\.[a-z0-9]+@ferrow-lund\.example>(\s+<h1?\.[a-z0-9]+@ferrow-lund\.example>)*$`)

// open reads a letter as a mail client does, which is not how it was written: by net/mail and mime. It returns its plain text, and what is wrong with it.
func (l *letter) open(to string) (text string, findings []string) {
	wrong := func(format string, args ...any) { findings = append(findings, fmt.Sprintf(format, args...)) }
	if len(l.to) != 1 || l.to[0] != to {
		wrong("went to %q", l.to)
	}
	m, err := netmail.ReadMessage(strings.NewReader(l.data))
	if err != nil {
		wrong("cannot be read: %v", err)
		return "", findings
	}
	for name, values := range m.Header {
		form, known := plainHeaders[name]
		if !known || len(values) != 1 || form != nil && !form.MatchString(values[0]) {
			wrong("header %s: %q", name, values)
		}
	}
	all, err := m.Header.AddressList("To")
	if err != nil || len(all) != 1 || all[0].Address != to {
		wrong("To: %q", m.Header["To"])
	}
	if subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil || strings.ContainsAny(subject, "\r\n\x00") {
		wrong("Subject: %q, %v", subject, err)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		wrong("Content-Type: %q, %v", kind, err)
		return "", findings
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	var kinds []string
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			wrong("part: %v", err)
			break
		}
		kinds = append(kinds, part.Header.Get("Content-Type"))
		body, err := io.ReadAll(decoder(part))
		if err != nil {
			wrong("part %s: %v", kinds[len(kinds)-1], err)
		}
		if len(kinds) == 1 {
			text = strings.ReplaceAll(string(body), "\r\n", "\n")
		} else if p, err := read(string(body)); err != nil || len(slices.DeleteFunc(p.harm, linked)) > 0 {
			wrong("the page does harm: %v, %v", p.harm, err)
		}
	}
	if len(kinds) != 2 || !strings.HasPrefix(kinds[0], "text/plain") || !strings.HasPrefix(kinds[1], "text/html") {
		wrong("parts: %q", kinds)
	}
	return text, findings
}

func decoder(part *multipart.Part) io.Reader {
	if part.Header.Get("Content-Transfer-Encoding") == "quoted-printable" {
		return quotedprintable.NewReader(part)
	}
	return part
}

// linked reports whether a harm is only that a mail links to a web address: it has to, and has no other address of ours than such.
func linked(harm string) bool { return strings.HasPrefix(harm, `<a>: href="http`) }

// What people write is found again by search, is in their export, and is mailed, each time as it was sent. A mail has one recipient and our headers, whatever is
// in names, subjects and texts.
func TestTextsAreFoundExportedAndMailed(t *testing.T) {
	t.Parallel()
	all := arsenal(t)
	each(t, func(t *testing.T, w *world) {
		step := min(part(w.DB.Dialect())/2+1, 40)
		var bodies, subjects []string
		for n := range len(all) / step {
			subject, body := all[n*step], all[(n*step+3)%len(all)]
			w.as("amina api").Do(http.MethodPatch, "/api/v1/me", "application/json", strings.NewReader(asJSON(t, fields{"preferred_name": all[(n*step+5)%len(all)]})))
			marked := subject + " qz" + w.next() + "x"
			answer := w.as("amina api").Post("/api/v1/cases", fields{"subject": marked, "body": body, "service": "hours"})
			if answer.Status == http.StatusUnprocessableEntity {
				continue
			}
			answer.Is(http.StatusCreated)
			number := identity(answer.Text)
			w.as("marta api").Post("/api/v1/cases/"+number+"/messages", fields{"body": body}).Is(http.StatusCreated)
			bodies, subjects = append(bodies, body), append(subjects, marked)
			w.finds(t, marked)
		}
		if len(bodies) < 10 {
			t.Fatalf("only %d cases were opened", len(bodies))
		}
		exported, err := leaves(w.as("amina api").Get("/api/v1/me/export").Is(200).Text)
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range bodies {
			if !holds(exported, text) || !holds(exported, subjects[i]) {
				t.Errorf("%q or %q is not in the export", text, subjects[i])
			}
		}
		letters := w.deliver(t)
		for _, finding := range misread(letters, apptest.Email("amina"), bodies) {
			t.Error(finding)
		}
		t.Logf("%d cases found, exported and mailed in %d letters", len(bodies), len(letters))
	})
}

// misread says what is wrong with letters to somebody, and which bodies none of them brings.
func misread(letters []*letter, to string, bodies []string) (findings []string) {
	var texts []string
	for _, l := range letters {
		text, wrong := l.open(to)
		for _, w := range wrong {
			findings = append(findings, fmt.Sprintf("a letter %s:\n%.2000s", w, l.data))
		}
		texts = append(texts, text)
	}
	for _, body := range bodies {
		brought := slices.ContainsFunc(texts, func(text string) bool {
			return slices.ContainsFunc(kept(body), func(k string) bool {
				return strings.Contains(text, strings.ReplaceAll(k, "\r", "\n")) || strings.Contains(text, k)
			})
		})
		if !brought {
			findings = append(findings, fmt.Sprintf("no letter brings %q", body))
		}
	}
	return findings
}

// finds looks for a case by the word that its subject ends with.
func (w *world) finds(t *testing.T, subject string) {
	t.Helper()
	word := subject[strings.LastIndex(subject, " ")+1:]
	for _, path := range []string{"/api/v1/search?q=", "/api/v1/cases?q="} {
		answer := w.as("amina api").Get(path + url.QueryEscape(word)).Is(200)
		if all, err := leaves(answer.Text); err != nil || !holds(all, subject) {
			t.Errorf("%s%s does not show %q: %.600s", path, word, subject, answer.Text)
		}
	}
	if p, err := read(w.as("amina portal").Get("/search?q=" + word).Is(200).Text); err != nil || !p.shows(subject) || len(p.harm) > 0 {
		t.Errorf("the page of the search does not show %q, or does harm: %v", subject, p.harm)
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestALetterThatWasTamperedWithIsFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.SQLite)
	w.open()
	letters := w.deliver(t)
	if len(letters) != 1 || len(misread(letters, apptest.Email("amina"), []string{"Night allowance"})) > 0 {
		t.Fatalf("%d letters: %v", len(letters), misread(letters, apptest.Email("amina"), nil))
	}
	for name, change := range map[string]func(l *letter){
		"a blind copy":       func(l *letter) { l.data = "Bcc: victim@evil.example\r\n" + l.data },
		"a second recipient": func(l *letter) { l.to = append(l.to, "victim@evil.example") },
		"another recipient":  func(l *letter) { l.data = strings.Replace(l.data, "To: <amina@", "To: <x@evil.example>, <amina@", 1) },
		"a part more": func(l *letter) {
			l.data = strings.Replace(l.data, "--\r\n", "\r\nContent-Type: text/html\r\n\r\n<script>x</script>\r\n", 1)
		},
		"a script":            func(l *letter) { l.data = strings.Replace(l.data, "</body>", "<script>x</script></body>", 1) },
		"the text is another": func(l *letter) { l.data = strings.ReplaceAll(l.data, "Night allowance", "Nacht allowance") },
	} {
		l := *letters[0]
		change(&l)
		if len(misread([]*letter{&l}, apptest.Email("amina"), []string{"Night allowance"})) == 0 {
			t.Errorf("%s: not found", name)
		}
	}
}
