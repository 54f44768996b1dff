package intake_test

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	letters "hearth/internal/platform/letter"
	"hearth/internal/platform/letter/notice"
	"hearth/internal/platform/mail/postbox"
	"hearth/internal/platform/mail/postbox/sink"
	"hearth/internal/platform/store"
)

// office is one of several servers that write to each other and to programs.
type office struct {
	*apptest.App
	address string
	out     *sink.Sink
	seen    int
}

func newOffice(t *testing.T, domain string) *office {
	t.Helper()
	o := &office{address: "hr@" + domain, out: sink.New(t)}
	o.App = apptest.Configured(t, store.SQLite, func(c *config.Config) {
		c.SMTP.From, c.MailReply, c.SMTP.Address, c.SMTP.TLS = "HR <hr@"+domain+">", "hr+*@"+domain, o.out.Address(), "none"
	})
	if err := o.DB.Hurry(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Intake.SaveMailbox(t.Context(), authz.System(intake.CLI), intake.SaveMailbox{Name: "HR", Address: o.address, Team: "advice", Kind: intake.Direct}); err != nil {
		t.Fatal(err)
	}
	return o
}

// program answers a mail of an office by itself, or with "" not.
type program func(o *office, m sink.Mail, in letters.Mail) (from, raw string)

// world delivers what offices send: to each other, and to programs by the address.
type world struct {
	t        *testing.T
	offices  []*office
	programs map[string]program
	sent     []posted
	n        int
}

type posted struct {
	from *office
	to   []string
	read letters.Mail
	at   time.Time
}

// deliver brings everywhere what was sent since it was called last, and reports whether anything was.
func (w *world) deliver() (any bool) {
	for _, o := range w.offices {
		all := o.out.Mails()
		for _, m := range all[o.seen:] {
			any = true
			in := letters.Parse(m.Raw, letters.Options{})
			w.sent = append(w.sent, posted{o, m.To, in, o.DB.Now().Time})
			for _, to := range m.To {
				w.to(o, strings.ToLower(to), m, in)
			}
		}
		o.seen = len(all)
	}
	return any
}

func (w *world) to(from *office, to string, m sink.Mail, in letters.Mail) {
	for _, o := range w.offices {
		if o.Intake.Accepts(w.t.Context(), to) == nil {
			w.hand(o, m.From, to, string(m.Raw))
		}
	}
	if p := w.programs[to]; p != nil {
		if sender, raw := p(from, m, in); raw != "" {
			w.hand(from, sender, letters.Parse([]byte(raw), letters.Options{}).To[0].Address, raw)
		}
	}
}

func (w *world) hand(o *office, from, to, raw string) {
	if err := o.Intake.Take(w.t.Context(), postbox.Envelope{From: from, To: []string{to}, Via: postbox.ViaSMTP}, []byte(raw)); err != nil {
		w.t.Errorf("to %s: %v", to, err)
	}
}

// run lets time pass.
func (w *world) run(total, step time.Duration) {
	for range int(total / step) {
		for _, o := range w.offices {
			o.Advance(step)
		}
		for range 8 { // what is answered at once
			if !w.deliver() {
				break
			}
			for _, o := range w.offices {
				o.Drain()
			}
		}
	}
}

// plainly writes an answer as an ill-behaved program does: no field tells that it is one.
func (w *world) plainly(from, to, subject string, fields ...string) string {
	w.n++
	all := append([]string{"From: " + from, "To: " + to, "Subject: " + subject, fmt.Sprintf("Message-ID: <r%d@robots.example>", w.n)}, fields...)
	return strings.Join(all, "\r\n") + "\r\n\r\n" + fmt.Sprintf("I am away until Monday, %d.\r\n", w.n)
}

// TestServersAndProgramsFallSilent lets two offices, and programs that answer everything, write to each other for two weeks, in which nobody of HR does anything and all promises pass.
func TestServersAndProgramsFallSilent(t *testing.T) {
	t.Parallel()
	a, b := newOffice(t, "ferrow-lund.example"), newOffice(t, "other.example")
	w := &world{t: t, offices: []*office{a, b}, programs: map[string]program{}}
	w.programs["away@robots.example"] = func(_ *office, m sink.Mail, in letters.Mail) (string, string) { // as RFC 3834 asks
		return "", w.plainly("away@robots.example", in.From.Address, "Out of office: "+in.Subject, "Auto-Submitted: auto-replied", "In-Reply-To: <"+in.MessageID+">")
	}
	w.programs["rude@robots.example"] = func(_ *office, m sink.Mail, in letters.Mail) (string, string) { // into the thread, and as if it were a person
		return "rude@robots.example", w.plainly("rude@robots.example", in.ReplyTo[0].Address, "Re: "+in.Subject, "In-Reply-To: <"+in.MessageID+">")
	}
	w.programs["anew@robots.example"] = func(o *office, m sink.Mail, in letters.Mail) (string, string) { // a new mail each time
		return "anew@robots.example", w.plainly("anew@robots.example", o.address, "I am away")
	}
	w.programs["dead@gone.example"] = func(o *office, m sink.Mail, in letters.Mail) (string, string) {
		return "", "From: MAILER-DAEMON@gone.example\r\nTo: " + cmp.Or(m.From, o.address) + "\r\nSubject: Undelivered Mail\r\nReturn-Path: <>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nSorry.\r\n--b\r\n" +
			"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; gone.example\r\n\r\nFinal-Recipient: rfc822; dead@gone.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <" + in.MessageID + ">\r\n\r\nx\r\n--b--\r\n"
	}
	begin := map[string]string{ // who writes first, and how; those with fields are never answered
		"away@robots.example": "", "rude@robots.example": "", "anew@robots.example": "", "dead@gone.example": "", "hr@other.example": "",
		"list@lists.example": "List-Id: <l.lists.example>\r\nReply-To: list@lists.example", "bulk@lists.example": "Precedence: bulk", "mass@lists.example": "Precedence: list", "MAILER-DAEMON@gone.example": "X: y",
		"robot@lists.example": "Auto-Submitted: auto-generated", "null@lists.example": "Return-Path: <>", "hr@ferrow-lund.example": "X: y", "hr+x@ferrow-lund.example": "X: y", "amina@ferrow-lund.example": "List-Id: <l.lists.example>",
	}
	silent := map[string]bool{}
	for from, field := range begin {
		fields := []string{"X-First: yes"}
		if field != "" {
			fields, silent[strings.ToLower(from)] = []string{field}, true
		}
		w.hand(a, from, a.address, w.plainly(from, a.address, "A question", fields...))
	}
	w.hand(b, a.address, b.address, w.plainly(a.address, b.address, "A question"))
	begun := a.DB.Now().Time
	w.run(24*time.Hour, 30*time.Minute)
	w.run(13*24*time.Hour, 6*time.Hour) // until all that was promised is long past
	w.judge(silent, begun)
	n, err := store.One[int](t.Context(), a.DB, `SELECT count(*) FROM intake_mail WHERE kind = 'bounce' AND state = 'record' AND case_id <> ''`)
	sent, wrong := store.One[int](t.Context(), a.DB, `SELECT count(*) FROM mail_outbox WHERE recipient = 'dead@gone.example'`)
	if err != nil || wrong != nil || n != sent || n == 0 {
		t.Errorf("%d bounces found the mail that they are about, %v", n, err)
	}
	if report, err := store.One[string](t.Context(), a.DB, `SELECT DISTINCT report FROM mail_outbox WHERE recipient = 'dead@gone.example'`); err != nil || report != "bounced" {
		t.Errorf("the mail that came back is %q, %v", report, err)
	}
}

// judge holds what was sent against what is allowed.
func (w *world) judge(silent map[string]bool, begun time.Time) {
	byCase, byDay, all := map[string]int{}, map[string]int{}, map[string]int{}
	last, end := time.Time{}, w.offices[0].DB.Now().Time
	for _, p := range w.sent {
		for _, to := range p.to {
			to = strings.ToLower(to)
			auto := p.read.Header.Get("Auto-Submitted")
			if auto == "" || auto == "no" {
				w.t.Errorf("to %s: %q does not say that a program wrote it", to, p.read.Subject)
			}
			clock := strings.HasSuffix(p.read.Subject, "may take longer") || strings.HasSuffix(p.read.Subject, "is late") || // which answers nothing, nor do those of HR to itself
				strings.Contains(p.read.Subject, "of the working time for HR-") || strings.Contains(p.read.Subject, "is late. It was due")
			if to == "" || silent[to] && p.from == w.offices[0] && !(clock && to == "amina@ferrow-lund.example") || strings.HasPrefix(to, "mailer-daemon") {
				w.t.Errorf("%q went to %s", p.read.Subject, to)
			}
			if !clock { // there are two promises, of a first answer and of an end, and a next word each week after them
				last = p.at
				byCase[p.from.address+" "+to+" "+p.read.Subject]++
			}
			byDay[fmt.Sprint(p.from.address, " ", to, " ", int(p.at.Sub(begun)/(24*time.Hour)))]++
			all[p.from.address+" "+to]++
		}
	}
	for what, n := range byCase {
		if n > 1 {
			w.t.Errorf("%s: %d automatic answers", what, n)
		}
	}
	for what, n := range byDay {
		if n > 4 {
			w.t.Errorf("%s: %d automatic answers in a day", what, n)
		}
	}
	if n := all[w.offices[0].address+" anew@robots.example"]; n != 4 {
		w.t.Errorf("a program that writes anew each time was answered %d times: nothing holds it up, or nothing is proved", n)
	}
	if len(all) < 5 || end.Sub(last) < 3*24*time.Hour {
		w.t.Errorf("%d addresses were answered, the last %v before the end", len(all), end.Sub(last))
	}
	w.t.Logf("%d automatic mails to %d addresses in two weeks; the last %v before their end: %v", len(w.sent), len(all), end.Sub(last), all)
}

// TestPublicBouncesAreRecorded holds the public bounces and automatic answers, each about a mail of ours, and the ordinary public mails against what becomes of them.
func TestPublicBouncesAreRecorded(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "ferrow-lund.example")
	c := ask(t, o.App, "amina")
	o.Drain()
	m := o.out.Mails()
	if len(m) != 1 {
		t.Fatalf("%d mails were sent", len(m))
	}
	id := letters.Parse(m[0].Raw, letters.Options{}).MessageID
	recorded, all, found, quoted, wrong, ordinary := 0, 0, 0, 0, 0, 0
	for name, raw := range public(t, "bounces-sample/maildir/*.eml") {
		was := letters.Parse(raw, letters.Options{})
		if was.Auto == notice.None {
			continue
		}
		about := was.Bounce != nil && was.Bounce.OriginalMessageID != ""
		if about {
			raw = bytes.ReplaceAll(raw, []byte(was.Bounce.OriginalMessageID), []byte(id))
			quoted++
		}
		all++
		got := receive(t, o.App, string(raw), o.address)
		at, err := store.One[string](t.Context(), o.DB, `SELECT case_id FROM intake_mail ORDER BY id DESC LIMIT 1`)
		if err != nil {
			t.Fatal(err)
		}
		if got.Outcome == "record" {
			recorded++
		} else {
			t.Logf("%s became %+v", name, got)
		}
		if about && at == c.ID {
			found++
		} else if about {
			t.Logf("%s does not find its mail", name)
		}
	}
	for name, raw := range public(t, "mail-gem-emails/spec/fixtures/emails/*/*.eml") {
		if auto := letters.Parse(raw, letters.Options{}).Auto; auto == notice.Bounced && (strings.Contains(name, "report") || strings.Contains(name, "bounce")) {
			continue
		}
		ordinary++
		if got := receive(t, o.App, string(raw), o.address); got.Outcome == "record" && name != "raw_email_with_mimepart_without_content_type.eml" {
			wrong++
			t.Logf("%s became %+v", name, got)
		}
	}
	t.Logf("public bounces and automatic answers: %d of %d recorded; %d of %d that quote an id find their mail; ordinary mails: %d of %d misjudged", recorded, all, found, quoted, wrong, ordinary)
	if recorded*100 < all*98 || found*100 < quoted*98 || wrong > 0 {
		t.Error("too few")
	}
	after := apptest.Decode[struct{ State string }](t, o.API("amina").Get("/api/v1/cases/"+c.Number), 200)
	if after.State != "open" {
		t.Errorf("the case is %s", after.State)
	}
}
