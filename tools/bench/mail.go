package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"hearth/internal/app"
	"hearth/internal/intake"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
)

// The names of the lines about mails.
const (
	mailCases  = "mail: LMTP to visible case"
	mailMemory = "mail: memory of a mail of 25 MB"
)

const (
	mailRate   = 300.0 // cases a second, on SQLite
	mailMiB    = 64.0  // beyond rest
	postmen    = 8
	mailsLast  = 2 * time.Second // at least: the first mails wait for caches to fill
	wholeMail  = 25_000_000
	hrMailbox  = "hr@bench.example"
	settleIn   = 2 * time.Minute
	lookOften  = 10 * time.Millisecond
	mailsRests = 5 * time.Second
)

// mails measures how mails come in: by LMTP, until each is a case that is there.
func (o options) mails(ctx context.Context, r *report, p place) (err error) {
	if !o.wants(mailCases) && !o.wants(mailMemory) {
		return nil
	}
	if err := p.mailbox(ctx); err != nil {
		return err
	}
	at, err := freeAddress()
	if err != nil {
		return err
	}
	s, err := o.server(ctx, p, "--lmtp", at, "--smtp-from", "HR <"+hrMailbox+">")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	if err := settle(ctx, r, s); err != nil { // what a start does once would be counted among the mails
		return err
	}
	db, err := p.sql()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if o.wants(mailMemory) {
		if err := wholeMailMemory(ctx, r, p.where, s, db, at); err != nil {
			return err
		}
	}
	if o.wants(mailCases) {
		return o.mailsToCases(ctx, r, p.where, s, db, at)
	}
	return nil
}

// mailbox makes the mailbox to which mails are delivered.
func (p place) mailbox(ctx context.Context) (err error) {
	a, err := app.Open(ctx, app.Options{Config: p.config()})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	teams, err := people.Teams(ctx, a.DB)
	if err != nil || len(teams) == 0 {
		return errors.Join(errors.New("there is no team for a mailbox"), err)
	}
	_, err = a.Intake.SaveMailbox(ctx, authz.System(intake.CLI), intake.SaveMailbox{Name: "HR", Address: hrMailbox, Team: teams[0].ID, Kind: intake.Direct})
	return err
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// postman hands mails over on one connection.
type postman struct {
	net.Conn
	in *bufio.Reader
}

func newPostman(ctx context.Context, at string) (*postman, error) {
	c, err := new(net.Dialer).DialContext(ctx, "tcp", at)
	if err != nil {
		return nil, err
	}
	p := &postman{c, bufio.NewReader(c)}
	if err := p.hears("220"); err != nil {
		return nil, err
	}
	return p, p.says("LHLO bench.example\r\n", "250")
}

// says sends a command and reads the answer.
func (p *postman) says(command, want string) error {
	if _, err := p.Write([]byte(command)); err != nil {
		return err
	}
	return p.hears(want)
}

func (p *postman) hears(want string) error {
	for {
		line, err := p.in.ReadString('\n')
		if err != nil {
			return err
		}
		if !strings.HasPrefix(line, want) {
			return fmt.Errorf("the server says %q", strings.TrimSpace(line))
		}
		if len(line) > 3 && line[3] == ' ' {
			return nil
		}
	}
}

// hand hands a mail over; its lines must not begin with a dot.
func (p *postman) hand(from, raw string) error {
	for _, command := range []string{fmt.Sprintf("MAIL FROM:<%s> SIZE=%d\r\n", from, len(raw)), "RCPT TO:<" + hrMailbox + ">\r\n"} {
		if err := p.says(command, "250"); err != nil {
			return err
		}
	}
	if err := p.says("DATA\r\n", "354"); err != nil {
		return err
	}
	return p.says(raw+"\r\n.\r\n", "250")
}

// question is a mail of somebody who never wrote before, of 64 bytes to 4 kB beside its fields.
func question(run string, i int) (from, raw string) {
	from = fmt.Sprintf("p%s.%d@people%d.example", run, i, i%97)
	body := strings.Repeat("I looked at my last payslip and the hours of May are not what we agreed.\r\n", 1+rand.IntN(56))
	return from, fmt.Sprintf("From: Person %d <%s>\r\nTo: HR <%s>\r\nSubject: Question %d\r\nMessage-ID: <%s.%d@people.example>\r\nDate: Tue, 17 Nov 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"+
		"Content-Type: text/plain; charset=utf-8\r\n\r\n%s", i, from, hrMailbox, i, run, i, body[:max(64, len(body)-rand.IntN(60))])
}

// mailsToCases hands mails over on several connections at once, and waits until each is a case.
func (o options) mailsToCases(ctx context.Context, r *report, where string, s *server, db *sql.DB, at string) error {
	run := fmt.Sprint(time.Now().UnixNano())
	before, err := caseMails(ctx, db)
	if err != nil {
		return err
	}
	cpu, _, err := s.spent()
	if err != nil {
		return err
	}
	began := time.Now()
	took, err := o.handOver(ctx, at, run)
	if err != nil {
		return err
	}
	handed := time.Since(began)
	if err := untilCases(ctx, db, before+len(took)); err != nil {
		return err
	}
	all := time.Since(began)
	spent, _, err := s.spent()
	if err != nil {
		return err
	}
	slices.Sort(took)
	rate := float64(len(took)) / all.Seconds()
	var bar []verdict
	if where == lite {
		bar = append(bar, atLeast(rate, mailRate, "%.0f/s"))
	}
	r.judged(where, fmt.Sprintf("%s, %d at once: %d mails, %.0f/s (taken %.0f/s, each in p50 %.1f ms, p95 %.1f ms; CPU %.2f ms a mail)", mailCases, postmen, len(took), rate,
		float64(len(took))/handed.Seconds(), ms(took[len(took)/2]), ms(took[len(took)*95/100]), ms(spent-cpu)/float64(len(took))), bar...)
	return nil
}

func ms(d time.Duration) float64 { return d.Seconds() * 1000 }

// handOver hands mails over for as long as a line lasts, two seconds at least, and returns how long each took.
func (o options) handOver(ctx context.Context, at, run string) (all []time.Duration, err error) {
	var mu sync.Mutex
	var n atomic.Int64
	var work sync.WaitGroup
	end := time.Now().Add(max(o.lasts, mailsLast))
	for range postmen {
		work.Go(func() {
			took, e := carry(ctx, at, run, end, &n)
			mu.Lock()
			defer mu.Unlock()
			all, err = append(all, took...), errors.Join(err, e)
		})
	}
	work.Wait()
	if err == nil && len(all) == 0 {
		err = errors.New("no mail was taken")
	}
	return all, err
}

func carry(ctx context.Context, at, run string, end time.Time, n *atomic.Int64) (took []time.Duration, err error) {
	p, err := newPostman(ctx, at)
	if err != nil {
		return nil, err
	}
	defer func() { _ = p.Close() }() // all is said
	for time.Now().Before(end) {
		from, raw := question(run, int(n.Add(1)))
		began := time.Now()
		if err := p.hand(from, raw); err != nil {
			return took, err
		}
		took = append(took, time.Since(began))
	}
	return took, nil
}

// caseMails counts the mails that are cases, each with its first message.
func caseMails(ctx context.Context, db *sql.DB) (n int, err error) {
	err = db.QueryRowContext(ctx, `SELECT count(*) FROM intake_mail m JOIN desk_entry e ON e.id = m.entry_id WHERE m.state = 'case'`).Scan(&n)
	return n, err
}

func untilCases(ctx context.Context, db *sql.DB, want int) error {
	for began := time.Now(); time.Since(began) < settleIn; time.Sleep(lookOften) {
		var waits int
		if err := db.QueryRowContext(ctx, `SELECT count(*) FROM intake_mail WHERE state = 'stored'`).Scan(&waits); err != nil {
			return err
		}
		if waits > 0 {
			continue
		}
		n, err := caseMails(ctx, db)
		if err != nil {
			return err
		}
		if n != want {
			return fmt.Errorf("%d mails are cases, want %d", n, want)
		}
		return nil
	}
	return errors.New("the mails do not become cases")
}

// wholeMailMemory measures how much memory the server takes for a mail of 25 MB, beyond what it holds after one of a few lines: of a large database any mail fills the caches.
func wholeMailMemory(ctx context.Context, r *report, where string, s *server, db *sql.DB, at string) error {
	time.Sleep(mailsRests)
	rest, err := s.private()
	if err != nil {
		return err
	}
	before, err := caseMails(ctx, db)
	if err != nil {
		return err
	}
	p, err := newPostman(ctx, at)
	if err != nil {
		return err
	}
	defer func() { _ = p.Close() }() // all is said
	from, small := question(fmt.Sprint(time.Now().UnixNano()), 0)
	if err := errors.Join(p.hand(from, small), untilCases(ctx, db, before+1)); err != nil {
		return err
	}
	held, err := s.private()
	if err != nil {
		return err
	}
	raw := whole()
	began := time.Now()
	looked := s.watch(lookOften)
	err = errors.Join(p.hand("whole@people.example", raw), untilCases(ctx, db, before+2))
	looked()
	if err != nil {
		return err
	}
	beyond := mib(s.most.Load() - held)
	r.judged(where, fmt.Sprintf("%s (%d bytes), beyond the %.1f MiB after a small one (%.1f MiB at rest): %.1f MiB; a case after %.1f s", mailMemory, len(raw), mib(held), mib(rest), beyond, time.Since(began).Seconds()),
		atMost(beyond, mailMiB, "%.0f MiB"))
	return nil
}

func mib(n int64) float64 { return float64(n) / (1 << 20) }

// whole is a mail of 25 MB.
func whole() string {
	random := make([]byte, wholeMail*3/4*76/78)
	for i := range random {
		random[i] = byte(rand.Uint32())
	}
	var raw strings.Builder
	raw.WriteString("From: Whole <whole@people.example>\r\nTo: HR <" + hrMailbox + ">\r\nSubject: The scan\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHere it is.\r\n" +
		"--b\r\nContent-Type: application/pdf; name=scan.pdf\r\nContent-Disposition: attachment; filename=scan.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n")
	for line := range slices.Chunk(random, 57) {
		raw.WriteString(base64.StdEncoding.EncodeToString(line) + "\r\n")
	}
	raw.WriteString("--b--\r\n")
	return raw.String()
}
