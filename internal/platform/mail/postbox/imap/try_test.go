package imap

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/mail"
	"hearth/internal/platform/mail/mailtest"
)

// Each thing that can be wrong with an account is said in a sentence of its own, without the password.
func TestWhatIsWrongIsSaid(t *testing.T) {
	t.Parallel()
	d := start(t)
	proxy := mailtest.StartProxy(t, d.IMAP)
	proxy.Plan(func(int) mailtest.Fault { return mailtest.Fault{ResetAfter: 10} })
	for name, c := range map[string]struct {
		change func(*Account)
		want   string
	}{
		"password":           {func(a *Account) { a.Password = "wrong horse" }, "does not know this user name or password"},
		"user":               {func(a *Account) { a.User = "nobody@ferrow-lund.example" }, "does not know this user name or password"},
		"folder":             {func(a *Account) { a.Folder = "Post" }, "no folder “Post”"},
		"port":               {func(a *Account) { a.Address = "127.0.0.1:1" }, "Nothing answers at 127.0.0.1:1."},
		"name":               {func(a *Account) { a.Address = "mail.invalid:993" }, "mail.invalid"},
		"authority":          {func(a *Account) { a.Address, a.TLS = d.IMAPS, mail.TLSImplicit }, "signed by nobody whom this server trusts"},
		"STARTTLS authority": {func(a *Account) { a.TLS = mail.TLSRequired }, "signed by nobody whom this server trusts"},
		"host":               {func(a *Account) { a.TLS, a.Config = mail.TLSRequired, named(d.TLS, "mail.example.com") }, "is not for the name mail.example.com"},
		"no TLS":             {func(a *Account) { a.TLS = mail.TLSImplicit }, "does not begin with TLS"},
		"broken":             {func(a *Account) { a.Address = proxy.Address }, "The mail server at 127.0.0.1"},
	} {
		t.Run(name, func(t *testing.T) {
			a := account(d)
			c.change(&a)
			_, err := Try(t.Context(), a)
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), a.Password) {
				t.Errorf("got %v, want %q", err, c.want)
			}
			if _, again := Count(t.Context(), a); again == nil || !strings.Contains(again.Error(), c.want) {
				t.Errorf("Count says %v", again)
			}
		})
	}
	for text, err := range map[string]error{"There is no server with the name mail.example.com.": &net.DNSError{IsNotFound: true}, "cannot be looked up": &net.DNSError{IsTimeout: true}} {
		if got := sentence(&net.OpError{Op: "dial", Err: err}, Account{Address: "mail.example.com:993"}); !strings.Contains(got.Error(), text) {
			t.Errorf("got %v, want %q", got, text)
		}
	}
	if err := Watch(t.Context(), Account{Address: "mail.example.com"}, newBox(), Options{}); err == nil || !strings.Contains(err.Error(), "must have a port") {
		t.Errorf("without a port: got %v", err)
	}
}

func named(c *tls.Config, name string) *tls.Config {
	c = c.Clone()
	c.ServerName = name
	return c
}

func TestATrialChangesNothing(t *testing.T) {
	t.Parallel()
	d := start(t)
	d.AddMailbox(t, "jobs@ferrow-lund.example", "secret", "Done")
	d.Put(t, address, "INBOX", letters(7)...)
	for name, c := range map[string]struct {
		change func(*Account)
		want   Report
	}{
		"plain":    {func(*Account) {}, Report{Folder: "INBOX", Mails: 7, Idle: true}},
		"STARTTLS": {func(a *Account) { a.TLS, a.Config, a.Done = mail.TLSRequired, d.TLS, "Done" }, Report{Folder: "INBOX", Mails: 7, Idle: true, Moves: true, Makes: true}},
		"optional": {func(a *Account) { a.TLS, a.Config = mail.TLSOptional, d.TLS }, Report{Folder: "INBOX", Mails: 7, Idle: true}},
		"TLS":      {func(a *Account) { a.Address, a.TLS, a.Config = d.IMAPS, mail.TLSImplicit, d.TLS }, Report{Folder: "INBOX", Mails: 7, Idle: true}},
		"other": {func(a *Account) {
			a.User, a.Password, a.Folder, a.Done = "jobs@ferrow-lund.example", "secret", "Done", "Done"
		},
			Report{Folder: "Done", Idle: true, Moves: true}},
	} {
		a := account(d)
		c.change(&a)
		got, err := Try(t.Context(), a)
		if err != nil || got != c.want {
			t.Errorf("%s: got %+v, %v, want %+v", name, got, err, c.want)
		}
		if n, err := Count(t.Context(), a); n != c.want.Mails || err != nil {
			t.Errorf("%s: Count says %d, %v", name, n, err)
		}
	}
	if all, seen := d.Count(t, address, "INBOX"); all != 7 || seen != 0 || strings.Contains(d.Doveadm(t, "mailbox", "list", "-u", address), "Done") {
		t.Errorf("%d mails, %d seen, folders %s", all, seen, d.Doveadm(t, "mailbox", "list", "-u", address))
	}
	for _, m := range d.Mails(t, address, "INBOX") {
		if len(m.Raw) == 0 {
			t.Error("a mail has lost its content")
		}
	}
}

// liar is a server that answers each command with what answer says; "" keeps silent.
func liar(t *testing.T, greeting string, answer func(tag, command string) string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() }) // ends the loop
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close() //nolint:errcheck // a lying peer
				fmt.Fprint(c, greeting)
				for in := bufio.NewScanner(c); in.Scan(); {
					tag, command, _ := strings.Cut(in.Text(), " ")
					said, ends := strings.CutSuffix(answer(tag, command), "hang up")
					fmt.Fprint(c, said)
					if ends {
						return
					}
				}
			}()
		}
	}()
	return l.Addr().String()
}

// obliging answers as a small server does, but for the commands that odd answers.
func obliging(odd func(tag, command string) (string, bool)) func(tag, command string) string {
	return func(tag, command string) string {
		if said, ok := odd(tag, command); ok {
			return said
		}
		switch word, _, _ := strings.Cut(command, " "); word {
		case "CAPABILITY":
			return "* CAPABILITY IMAP4rev1\r\n" + tag + " OK\r\n"
		case "SELECT", "EXAMINE":
			return "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 2] ok\r\n" + tag + " OK [READ-WRITE] done\r\n"
		case "UID":
			if strings.HasPrefix(command, "UID SEARCH") {
				return "* SEARCH 1\r\n" + tag + " OK done\r\n"
			}
			if strings.Contains(command, "RFC822.SIZE") {
				return "* 1 FETCH (UID 1 RFC822.SIZE 10)\r\n" + tag + " OK done\r\n"
			}
		}
		return tag + " OK done\r\n"
	}
}

// Whatever a server says, the watcher goes on, ends when it is told to, and its sentences do not hold the password.
func TestALyingServerIsEndured(t *testing.T) {
	t.Parallel()
	on := func(prefix, said string) func(string, string) (string, bool) {
		return func(tag, command string) (string, bool) {
			return strings.ReplaceAll(said, "TAG", tag), strings.HasPrefix(command, prefix)
		}
	}
	for name, c := range map[string]struct {
		greeting string
		odd      func(tag, command string) (string, bool)
		want     string
	}{
		"no IMAP":         {"SSH-2.0-OpenSSH_9.2\r\n", on("", ""), "failed:"},
		"full":            {"* BYE too many connections\r\n", on("", ""), "too many connections"},
		"echo":            {"", on("LOGIN", "TAG NO you sent "+password+"\r\n"), "you sent …"},
		"echo in garbage": {"", on("LOGIN", "* "+strings.ReplaceAll(password, " ", "-")+" "+password+"\r\n"), "failed:"},
		"busy":            {"", on("LOGIN", "TAG NO [UNAVAILABLE] later\r\n"), "nobody sign in at the moment: later"},
		"hangs up":        {"", on("SELECT", "hang up"), "ended the connection"},
		"silent":          {"", on("UID SEARCH", ""), "stopped answering"},
		"more than said":  {"", on("UID FETCH 1 (UID BODY", "* 1 FETCH (UID 1 BODY[] {99999999999}\r\nSubject: x"), "stopped answering"},
		"less than said":  {"", on("UID FETCH 1 (UID BODY", "* 1 FETCH (UID 1 BODY[] {10}\r\nSubject: a long one\r\n)\r\nTAG OK\r\n"), "failed:"},
		"no mail":         {"", on("UID FETCH 1 (UID BODY", "* 1 FETCH (UID 1 BODY[] NIL)\r\nTAG OK\r\n"), "could not be taken so far: 1"},
		"refused":         {"", on("UID FETCH 1 (UID BODY", "TAG NO [SERVERBUG] a broken file\r\n"), "could not be taken so far: 1"},
		"another mail":    {"", on("UID FETCH 1 (UID BODY", "* 1 FETCH (UID 5 BODY[] {2}\r\nhi)\r\nTAG OK\r\n"), "could not be taken so far: 1"},
		"no sizes":        {"", on("UID FETCH 1 (UID", "TAG BAD what?\r\n"), "what?"},
		"no search":       {"", on("UID SEARCH", "TAG BAD what?\r\n"), "what?"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			greeting := c.greeting
			if greeting == "" {
				greeting = "* OK ready\r\n"
			}
			b, o, s := begun(), quick(), &states{}
			b.place.Validity = 7
			o.Poll, o.patience, o.State = 50*time.Millisecond, 300*time.Millisecond, s.add
			a := Account{Address: liar(t, greeting, obliging(c.odd)), TLS: mail.TLSNone, User: address, Password: password}
			stop := watch(t, a, b, o)
			until(t, c.want, 5*time.Second, func() bool { return s.trouble(c.want) })
			stop()
			s.mu.Lock()
			defer s.mu.Unlock()
			for _, state := range s.all {
				if state.Trouble != nil && strings.Contains(state.Trouble.Error(), password) {
					t.Errorf("the password is in %v", state.Trouble)
				}
			}
			if n, _ := b.count(); n != 0 && name != "less than said" { // where a mail ends is for the server to say

				t.Errorf("%d mails were taken", n)
			}
		})
	}
}

// A mail that the server cannot read does not hold up those behind it.
func TestAnUnreadableMailHoldsUpNone(t *testing.T) {
	t.Parallel()
	for _, how := range []string{"TAG NO [SERVERBUG] a broken file\r\n", "hang up", "* 1 FETCH (UID 2 BODY[] NIL)\r\nTAG OK\r\n"} {
		b, o, s := begun(), quick(), &states{}
		b.place.Validity = 7
		o.Poll, o.State = 50*time.Millisecond, s.add
		at := liar(t, "* OK ready\r\n", obliging(func(tag, command string) (string, bool) {
			switch {
			case strings.HasPrefix(command, "UID SEARCH"):
				return "* SEARCH 1 2 3\r\n" + tag + " OK done\r\n", true
			case strings.Contains(command, "RFC822.SIZE"):
				said := ""
				for uid := 1; uid <= 3; uid++ {
					said += fmt.Sprintf("* %d FETCH (UID %d RFC822.SIZE 10)\r\n", uid, uid)
				}
				return said + tag + " OK done\r\n", true
			case strings.HasPrefix(command, "UID FETCH"):
				said := ""
				for uid := 1; uid <= 3; uid++ {
					asked := strings.Contains(command, fmt.Sprintf("FETCH %d ", uid)) || strings.Contains(command, ":")
					if asked && uid == 2 {
						return strings.ReplaceAll(said+how, "TAG", tag), true
					}
					if asked {
						said += fmt.Sprintf("* %d FETCH (UID %d BODY[] {14}\r\nSubject: m %d\r\n)\r\n", uid, uid, uid)
					}
				}
				return said + tag + " OK done\r\n", true
			}
			return "", false
		}))
		stop := watch(t, Account{Address: at, TLS: mail.TLSNone, User: address, Password: password}, b, o)
		until(t, "the first and the third mail, "+how, 5*time.Second, func() bool { return b.has("m 1") == 1 && b.has("m 3") == 1 })
		until(t, "the state tells", 5*time.Second, func() bool { return s.last().Failing == 1 })
		stop()
		if p, _, _ := b.Place(t.Context()); p.UID >= 2 {
			t.Errorf("the place is %d, behind the mail that was not taken", p.UID)
		}
	}
}

// A trial of a server that is connected and says nothing ends.
func TestASilentServerIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	a := Account{Address: liar(t, "", func(string, string) string { return "" }), TLS: mail.TLSNone}
	began := time.Now()
	_, err := open(context.Background(), a, 200*time.Millisecond, true)
	if err == nil || !strings.Contains(sentence(err, a).Error(), "stopped answering") || time.Since(began) > 20*time.Second {
		t.Errorf("got %v after %s", err, time.Since(began))
	}
}
