package mail_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// to is a message to somebody.
func to(name string) mail.Message {
	m := receipt
	m.To = name + "@ferrow-lund.example"
	return m
}

// Each of these befalls one recipient; the others get their mail in the same pass or the next, and no connection stays open.
func TestOneBadRecipientDoesNotHoldUpTheOthers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		verb, does string
		want       mail.State
		says       string
	}{
		"450":                 {"RCPT", "450 4.2.1 mailbox busy", mail.Queued, "mailbox busy"},
		"550":                 {"RCPT", "550 5.1.1 no such user", mail.Failed, "no such user"},
		"451 after the dot":   {".", "451 4.3.0 try later", mail.Queued, "try later"},
		"554 after the dot":   {".", "554 5.7.1 spam", mail.Failed, "spam"},
		"421":                 {"RCPT", "421 4.7.0 go away", mail.Queued, "go away"},
		"a stall":             {"RCPT", stalls, mail.Queued, "timeout"},
		"a reset":             {"RCPT", resets, mail.Queued, "reset"},
		"a stall at the dot":  {".", stalls, mail.Unknown, "may have arrived"},
		"a reset at the dot":  {".", resets, mail.Unknown, "may have arrived"},
		"nonsense after RCPT": {"RCPT", "what?", mail.Queued, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := dbtest.Open(t, store.SQLite, schema, nil)
			a := newAwkward(t, func(verb, line string) string {
				if verb == c.verb && strings.Contains(line, "bad@") {
					return c.does
				}
				return ""
			})
			all := []mail.Message{to("bad")}
			for i := range 40 {
				all = append(all, to(fmt.Sprint("p", i)))
			}
			enqueue(t, db, all...)
			for range 2 {
				if _, err := mail.NewSender(db, a.config(), nil).Pass(t.Context()); err != nil && !strings.Contains(name, "421") {
					t.Error(err)
				}
			}
			if got := len(a.letters()); got != 40 {
				t.Errorf("%d of 40 others got their mail", got)
			}
			n := 0
			for _, e := range list(t, db) {
				if strings.HasPrefix(e.Recipient, "bad@") {
					if e.State != c.want || !strings.Contains(e.Reason.In(t.Context()), c.says) {
						t.Errorf("it is %s: %q", e.State, e.Reason.In(t.Context()))
					}
				} else if e.State == mail.Sent {
					n++
				}
			}
			if n != 40 {
				t.Errorf("%d of 40 others count as sent", n)
			}
			if open := a.connected(); open != 0 {
				t.Errorf("%d connections stay open", open)
			}
		})
	}
}

// A server that takes nothing from anybody costs no message anything: it is asked again, once within a minute, and everything leaves when it is back.
func TestAServerThatTakesNothingIsAskedAgain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		verb, does string
		tls        mail.TLS
	}{
		"it stalls at once":            {"", stalls, mail.TLSNone},
		"it is busy":                   {"", "421 4.3.2 too many connections", mail.TLSNone},
		"it drops the connection":      {"", resets, mail.TLSNone},
		"it knows no hello":            {"EHLO", "421 4.3.0 not now", mail.TLSNone},
		"it refuses to encrypt":        {"EHLO", "250-awkward.example\r\n250 STARTTLS", mail.TLSRequired},
		"it cannot encrypt":            {"EHLO", "250 awkward.example", mail.TLSRequired},
		"it says nonsense for secrets": {"STARTTLS", "220 go on", mail.TLSRequired},
		"it is no server of TLS":       {"none", "", mail.TLSImplicit},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
				plain := func(verb, _ string) string { return "" }
				a := newAwkward(t, func(verb, line string) string {
					switch {
					case verb == c.verb:
						return c.does
					case verb == "EHLO" && c.verb == "STARTTLS":
						return "250-awkward.example\r\n250 STARTTLS"
					case verb != "" && verb != "EHLO" && verb != "HELO" && verb != "STARTTLS" && verb != "QUIT":
						return resets // what was to be encrypted, or nonsense of a handshake
					}
					return ""
				})
				for i := range 30 {
					enqueue(t, db, to(fmt.Sprint("p", i)))
				}
				config := a.config()
				config.TLS = c.tls
				sender := mail.NewSender(db, config, nil)
				if sum, err := sender.Pass(t.Context()); err == nil || sum.Retry != 1 {
					t.Errorf("got %+v, %v; want an error and one message that was tried", sum, err)
				}
				if sum, err := sender.Pass(t.Context()); err != nil || sum != (mail.Summary{}) {
					t.Errorf("asked again at once: %+v, %v", sum, err)
				}
				if a.came != 1 {
					t.Errorf("%d connections for one question", a.came)
				}
				if open := a.connected(); open != 0 {
					t.Errorf("%d connections stay open", open)
				}
				if got := a.letters(); len(got) != 0 {
					t.Errorf("%d messages left without encryption", len(got))
				}
				a.acts(plain)
				config.TLS = mail.TLSNone
				db.Clock().Advance(time.Minute)
				if sum, err := mail.NewSender(db, config, nil).Pass(t.Context()); err != nil || sum.Sent != 30 {
					t.Errorf("when it is back: %+v, %v", sum, err)
				}
			})
		})
	}
}

// The mail server is away for eight hours. Nothing is lost, the server is not asked without end, and within a minute of its return everything has left.
func TestEightHoursWithoutAMailServer(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		a := newAwkward(t, func(string, string) string { return resets })
		for i := range 100 {
			enqueue(t, db, to(fmt.Sprint("p", i)))
		}
		sender := mail.NewSender(db, a.config(), nil)
		for range 8 * 60 * 3 {
			db.Clock().Advance(20 * time.Second)
			_, _ = sender.Pass(t.Context()) // it says that the server is away
		}
		if a.came < 300 || a.came > 8*60+10 {
			t.Errorf("the server was asked %d times in eight hours", a.came)
		}
		if n, err := mail.Count(t.Context(), db); err != nil || n[mail.Queued] != 100 {
			t.Errorf("got %v, %v", n, err)
		}
		a.acts(func(string, string) string { return "" })
		back := db.Now()
		for sent := 0; sent < 100 && db.Now().Sub(back.Time) < time.Hour; db.Clock().Advance(5 * time.Second) {
			sum, err := sender.Pass(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			sent += sum.Sent
		}
		if took := db.Now().Sub(back.Time); took > 70*time.Second || len(a.letters()) != 100 {
			t.Errorf("%d messages left within %v", len(a.letters()), took)
		}
	})
}

// Three days are enough; then somebody has to see it.
func TestWhatCannotLeaveForThreeDaysFails(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		enqueue(t, db, to("a"), to("b"))
		sender := mail.NewSender(db, &mail.SMTP{Address: "127.0.0.1:1", From: "hr@ferrow-lund.example"}, nil)
		for range 74 * 6 {
			db.Clock().Advance(10 * time.Minute)
			_, _ = sender.Pass(t.Context()) // it says that the server is away
		}
		n, err := mail.Count(t.Context(), db)
		if err != nil || n[mail.Failed] != 2 {
			t.Fatalf("got %v, %v", n, err)
		}
		if why := list(t, db)[0].Reason.In(t.Context()); !strings.Contains(why, "three days") || !strings.Contains(why, "refused") {
			t.Errorf("it says %q", why)
		}
	})
}

// A line of 1 kB a second is no reason to give up, and while a message creeps or stalls nobody who writes one waits.
func TestASlowServerKeepsNobodyWaiting(t *testing.T) {
	t.Parallel()
	for name, rate := range map[string]int{"1 kB a second": 1000, "a stall": 0} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
				var slowest time.Duration
				written := 0
				for look := 0; look < 5 && (look == 0 || slowest > 800*time.Millisecond || written < 10); look++ { // a disturbed one is repeated
					slowest, written = besideSlow(t, db, rate)
				}
				if slowest > 800*time.Millisecond || written < 10 {
					t.Errorf("somebody waited %v for the outbox, and %d messages were written meanwhile", slowest, written)
				}
			})
		})
	}
}

// besideSlow sends a message to a server that takes so many bytes in a second, or stalls when that is 0, and returns how long others waited to write theirs, and how many they wrote meanwhile.
func besideSlow(t *testing.T, db *store.DB, rate int) (slowest time.Duration, written int) {
	t.Helper()
	a := newAwkward(t, func(verb, _ string) string {
		if rate == 0 && verb == "DATA" {
			return stalls
		}
		return ""
	})
	a.rate = rate
	config := a.config()
	config.Timeout = time.Minute
	if rate == 0 {
		config.Timeout = 2 * time.Second
	}
	enqueue(t, db, to("a"))
	done := make(chan mail.Summary)
	go func() {
		sum, _ := mail.NewSender(db, config, nil).Pass(t.Context())
		done <- sum
	}()
	for {
		select {
		case sum := <-done:
			if rate > 0 && len(a.letters()) != 1 || rate == 0 && sum.Retry == 0 {
				t.Errorf("%d messages came, and the pass says %+v", len(a.letters()), sum)
			}
			return slowest, written
		case <-time.After(20 * time.Millisecond):
			began := time.Now()
			m := to("later")
			m.Expires = db.Now().Add(-time.Minute) // so that it is not sent
			enqueue(t, db, m)
			slowest, written = max(slowest, time.Since(began)), written+1
		}
	}
}
