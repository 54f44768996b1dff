package faults

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hearth/internal/app"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/store"
)

// mailed is the act of handing a mail over; its key is in the Message-ID and in the subject.
const mailed = "mailed"

// mailbox makes an address to which mails are delivered, and lets servers of the site take them at the address that it returns.
func (s *site) mailbox() (at string) {
	s.t.Helper()
	a, err := app.Open(s.t.Context(), app.Options{Config: config.Config{Place: config.Place{Data: s.data, Database: s.database}, Listen: "127.0.0.1:8080"}})
	if err != nil {
		s.t.Fatal(err)
	}
	_, err = a.Intake.SaveMailbox(s.t.Context(), authz.System(intake.CLI), intake.SaveMailbox{Name: "HR", Address: "hr@ferrow-lund.example", Team: "hr", Kind: intake.Direct})
	if err != nil {
		s.t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		s.t.Fatal(err)
	}
	at = free(s.t)
	s.t.Setenv("HEARTH_LMTP", at)
	s.t.Setenv("HEARTH_SMTP_FROM", "HR <hr@ferrow-lund.example>")
	return at
}

// letterOf is the mail of an act: some are small, some are larger than a row holds.
func letterOf(key string) string {
	body := "The hours of last week are missing.\r\n"
	if strings.HasSuffix(key, "7") {
		body = strings.Repeat(body, 4000)
	}
	return fmt.Sprintf("From: P %s <p%s@people.example>\r\nTo: hr@ferrow-lund.example\r\nSubject: Mail %s\r\nMessage-ID: <%s@people.example>\r\n\r\n%s", key, key, key, key, body)
}

// carrier hands mails over on one connection, as the mail server beside Hearth does.
type carrier struct {
	net.Conn
	in *bufio.Reader
}

func dial(at string) (*carrier, error) {
	c, err := net.DialTimeout("tcp", at, 5*time.Second)
	if err != nil {
		return nil, err
	}
	p := &carrier{c, bufio.NewReader(c)}
	if p.hears() == "220" && p.says("LHLO kill.example\r\n") == "250" {
		return p, nil
	}
	return nil, c.Close()
}

func (c *carrier) says(text string) string {
	if _, err := c.Write([]byte(text)); err != nil {
		return ""
	}
	return c.hears()
}

// hears is the code of the next answer, "" when there is none.
func (c *carrier) hears() string {
	for {
		line, err := c.in.ReadString('\n')
		if err != nil || len(line) < 4 {
			return ""
		}
		if line[3] == ' ' {
			return line[:3]
		}
	}
}

// hand hands a mail over; the answer is "250" when the server has it.
func (c *carrier) hand(key string) string {
	if c.says("MAIL FROM:<p"+key+"@people.example>\r\n") != "250" || c.says("RCPT TO:<hr@ferrow-lund.example>\r\n") != "250" || c.says("DATA\r\n") != "354" {
		return ""
	}
	return c.says(letterOf(key) + ".\r\n")
}

// carry hands new mails over on several connections until stop is set or nobody answers.
func carry(at, run string, book *ledger, stop *atomic.Bool) (wait func()) {
	var work sync.WaitGroup
	for w := range 8 {
		work.Go(func() {
			c, err := dial(at)
			if err != nil || c == nil {
				return
			}
			defer c.Close() //nolint:errcheck // of a test
			for i := 0; !stop.Load(); i++ {
				a := act{mailed, fmt.Sprintf("%s-%d-%d", run, w, i)}
				book.send(a)
				if c.hand(a.key) != "250" {
					return
				}
				book.acknowledge(a)
			}
		})
	}
	return work.Wait
}

// mails are how often each mail is there, by its key.
func mails(t *testing.T, db *store.DB) map[act]bool {
	t.Helper()
	all, err := store.All[string](t.Context(), db, `SELECT message_id FROM intake_mail`)
	if err != nil {
		t.Fatal(err)
	}
	there := map[act]bool{}
	for _, id := range all {
		a := act{mailed, strings.TrimSuffix(id, "@people.example")}
		if there[a] {
			t.Errorf("mail %s is there twice", id)
		}
		there[a] = true
	}
	return there
}

// Eight carriers hand mails over; the server is killed under them again and again, while others are read. What it said that it has is there afterwards, once, and becomes one case.
func TestMailsThatWereTakenSurviveKills(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 2))
	on(t, both, func(t *testing.T, s *site) {
		at := s.mailbox()
		n, book := rounds(300), &ledger{}
		if s.database != "" {
			n = rounds(60)
		}
		v := s.start()
		for i := range n {
			_, before := book.copies()
			var stop atomic.Bool
			wait := carry(at, fmt.Sprint(i), book, &stop)
			book.await(t, len(before)+5)
			time.Sleep(time.Duration(random.IntN(60)) * time.Millisecond)
			v.kill(t)
			stop.Store(true)
			wait()
			v = s.start()
			db := s.db(t)
			_, acked := book.copies()
			gone := missing(mails(t, db), acked)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			if len(gone) > 0 {
				t.Fatalf("after kill %d, of %d mails that were taken %d are gone: %v", i+1, len(acked), len(gone), gone[:min(len(gone), 5)])
			}
		}
		sent, acked := book.copies()
		db := s.db(t)
		defer db.Close() //nolint:errcheck // of a test
		under := len(missing(mails(t, db), sent))
		if under == 0 {
			t.Error("nothing that was under way when the server was killed is missing: the comparison could not find a server that answers too early")
		}
		again(t, at, sent)
		s.settled(t, db, sent)
		t.Logf("%d kills; %d mails sent, %d taken, %d lost on the way and sent again", n, len(sent), len(acked), under)
	})
}

// again hands each mail over once more, as a mail server does that got no answer.
func again(t *testing.T, at string, sent []act) {
	t.Helper()
	c, err := dial(at)
	if err != nil || c == nil {
		t.Fatal("nobody takes mails", err)
	}
	defer c.Close() //nolint:errcheck // of a test
	for _, a := range sent {
		if got := c.hand(a.key); got != "250" {
			t.Fatalf("mail %s sent again: %q", a.key, got)
		}
	}
}

// settled waits until all mails are read, and looks whether each became one case.
func (s *site) settled(t *testing.T, db *store.DB, sent []act) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); ; time.Sleep(200 * time.Millisecond) {
		n, err := store.One[int](t.Context(), db, `SELECT count(*) FROM intake_mail WHERE state = 'stored'`)
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("%d mails are not read", n)
		}
	}
	if gone := missing(mails(t, db), sent); len(gone) > 0 {
		t.Errorf("sent again, %d mails are not there", len(gone))
	}
	for what, query := range map[string]string{
		"mails that are no case":            `SELECT count(*) FROM intake_mail WHERE state <> 'case'`,
		"mails whose case is not there":     `SELECT count(*) FROM intake_mail m WHERE NOT EXISTS (SELECT 1 FROM desk_entry e WHERE e.id = m.entry_id AND e.case_id = m.case_id)`,
		"cases that are there twice":        `SELECT count(*) FROM (SELECT subject FROM desk_case WHERE subject LIKE 'Mail %' GROUP BY subject HAVING count(*) > 1) d`,
		"cases of no mail":                  `SELECT count(*) FROM desk_case c WHERE c.subject LIKE 'Mail %' AND NOT EXISTS (SELECT 1 FROM intake_mail m WHERE m.case_id = c.id)`,
		"acknowledgements that are missing": `SELECT count(*) FROM desk_case c WHERE 1 <> (SELECT count(*) FROM mail_outbox o WHERE o.about = c.id AND o.kind = 'case.acknowledgement')`,
		"large mails without their content": `SELECT count(*) FROM intake_mail m WHERE m.file_id <> '' AND NOT EXISTS (SELECT 1 FROM files_file f JOIN files_blob b ON b.id = f.blob_id WHERE f.id = m.file_id AND b.size = m.size)`,
	} {
		if n, err := store.One[int](t.Context(), db, query); err != nil || n != 0 {
			t.Errorf("%s: %d, %v", what, n, err)
		}
	}
	for _, f := range flaws(t, db, s.data) {
		t.Error(f)
	}
}
