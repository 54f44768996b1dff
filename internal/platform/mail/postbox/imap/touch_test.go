package imap

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hearth/internal/platform/mail"
	"hearth/internal/platform/mail/mailtest"
)

// Where the server does not let taken mails be moved or marked, the state says so, the mail is taken once, and the place moves on.
func TestRefusedTouchesAreTold(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		refuse string // commands
		done   string
		want   string
		marked int32
	}{
		"mark":            {"UID STORE", "", "neither be moved nor marked as seen", 0},
		"move":            {"UID MOVE", "Done", "be moved to the folder “Done”", 1},
		"move and mark":   {"UID MOVE UID STORE", "Done", "neither be moved nor marked as seen", 0},
		"make the folder": {"STATUS CREATE", "Done", "does not let the folder “Done” be made", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var marked atomic.Int32
			at := liar(t, "* OK ready\r\n", obliging(func(tag, command string) (string, bool) {
				words := strings.Fields(command)
				verb := words[0]
				if verb == "UID" {
					verb += " " + words[1]
				}
				switch {
				case strings.Contains(c.refuse, verb):
					return tag + " NO [NOPERM] not you\r\n", true
				case verb == "CAPABILITY":
					return "* CAPABILITY IMAP4rev1 MOVE\r\n" + tag + " OK\r\n", true
				case verb == "STATUS":
					return "* STATUS Done (MESSAGES 0)\r\n" + tag + " OK\r\n", true
				case verb == "UID STORE":
					marked.Add(1)
				case strings.HasPrefix(command, "UID FETCH 1 (UID BODY"):
					return "* 1 FETCH (UID 1 BODY[] {12}\r\nSubject: m\r\n)\r\n" + tag + " OK\r\n", true
				}
				return "", false
			}))
			b, o, s := begun(), quick(), &states{}
			b.place.Validity = 7
			o.Poll, o.State = 20*time.Millisecond, s.add
			stop := watch(t, Account{Address: at, TLS: mail.TLSNone, User: address, Password: password, Done: c.done}, b, o)
			until(t, c.want, 5*time.Second, func() bool { return s.trouble(c.want) && b.has("m") == 1 })
			until(t, "the place", 5*time.Second, func() bool { p, _, _ := b.Place(t.Context()); return p.UID == 1 })
			time.Sleep(100 * time.Millisecond) // a few looks more
			stop()
			if _, doubles := b.count(); doubles != 0 || marked.Load() != c.marked {
				t.Errorf("%d doubles, marked %d times", doubles, marked.Load())
			}
		})
	}
}

// IDLE is begun anew again and again over one connection, which is not left open in the end.
func TestIdleIsRestarted(t *testing.T) {
	t.Parallel()
	d := start(t)
	proxy := mailtest.StartProxy(t, d.IMAP)
	b, o := begun(), quick()
	o.Poll, o.IdleRestart = time.Hour, 15*time.Millisecond
	b.place.Validity = validity(t, d)
	a := account(d)
	a.Address = proxy.Address
	stop := watch(t, a, b, o)
	for i, raw := range letters(20) {
		d.Deliver(t, address, raw)
		until(t, "the next mail", 5*time.Second, have(b, i+1))
		time.Sleep(20 * time.Millisecond)
	}
	stop()
	made := 0
	until(t, "the connection's end", 2*time.Second, func() (closed bool) {
		n, open := proxy.Connections()
		made = n
		return open == 0
	})
	if _, doubles := b.count(); made != 1 || doubles != 0 {
		t.Errorf("%d connections, %d doubles", made, doubles)
	}
}

// plain is a Box that keeps the place with mails alone.
type plain struct{ Box }

// Without a Settler, at most the mails since the last place come again after a restart.
func TestAPlainBoxSeesFewAgain(t *testing.T) {
	t.Parallel()
	d := start(t)
	d.Put(t, address, "INBOX", letters(120)...)
	b := begun()
	b.place.Validity = validity(t, d)
	for round := range 2 {
		stop := watch(t, account(d), plain{b}, quick())
		until(t, "the mails, and their marks", 5*time.Second, func() bool { _, seen := d.Count(t, address, "INBOX"); return have(b, 120)() && seen == 120 })
		if round == 1 {
			until(t, "those behind the place again", 2*time.Second, func() bool { _, doubles := b.count(); return doubles > 0 })
		}
		time.Sleep(200 * time.Millisecond) // what lies behind the place comes now
		stop()
	}
	if n, doubles := b.count(); n != 120 || doubles > together || doubles == 0 {
		t.Errorf("%d mails, %d came again", n, doubles)
	}
}
