package mailtest

import (
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

func mail(subject string) []byte {
	return []byte("From: Amina <amina@ferrow-lund.example>\r\nTo: hr@ferrow-lund.example\r\nSubject: " + subject + "\r\n\r\nHello\r\n.\r\n..two\r\n")
}

// until waits for something to become true that other processes do.
func until(t *testing.T, what string, true func() bool) {
	t.Helper()
	for deadline := time.Now().Add(15 * time.Second); !true(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not in 15 s: %s", what)
		}
	}
}

func TestDovecotTakesAndKeeps(t *testing.T) {
	t.Parallel()
	d := StartDovecot(t)
	d.AddMailbox(t, "hr@ferrow-lund.example", "secret", "Done")
	d.Deliver(t, "hr@ferrow-lund.example", mail("one"), mail("two"))
	d.Put(t, "hr@ferrow-lund.example", "Done", mail("three"))
	in := d.Mails(t, "hr@ferrow-lund.example", "INBOX")
	if len(in) != 2 || !bytes.HasSuffix(bytes.ReplaceAll(in[0].Raw, []byte("\r\n"), []byte("\n")), bytes.ReplaceAll(mail("one"), []byte("\r\n"), []byte("\n"))) || in[0].Seen {
		t.Errorf("got %d mails, the first is\n%s", len(in), in[0].Raw)
	}
	d.Doveadm(t, "flags", "add", "-u", "hr@ferrow-lund.example", `\Seen`, "mailbox", "INBOX", "subject", "two")
	if all, seen := d.Count(t, "hr@ferrow-lund.example", "INBOX"); all != 2 || seen != 1 {
		t.Errorf("got %d mails, %d seen", all, seen)
	}
	if err := deliver(d.LMTP, "nobody@ferrow-lund.example", [][]byte{mail("x")}); err == nil || !strings.Contains(err.Error(), "550") {
		t.Errorf("an address that nobody has: got %v", err)
	}
	before := d.Doveadm(t, "mailbox", "status", "-u", "hr@ferrow-lund.example", "uidvalidity", "INBOX")
	d.Renumber(t, "hr@ferrow-lund.example", "INBOX")
	if after := d.Doveadm(t, "mailbox", "status", "-u", "hr@ferrow-lund.example", "uidvalidity", "INBOX"); after == before {
		t.Errorf("renumbered, it is still %s", after)
	}
	conn, err := tls.Dial("tcp", d.IMAPS, d.TLS)
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.Close() // the handshake is what counts
	d.Kill()
	d.Start(t)
	d.Stop(t)
	if _, err := net.Dial("tcp", d.IMAP); err == nil {
		t.Error("it still listens after its end")
	}
	d.Start(t)
	if n := len(d.Mails(t, "hr@ferrow-lund.example", "INBOX")); n != 2 {
		t.Errorf("%d mails after its second start", n)
	}
}

func TestPostfixRoutesBouncesAndWaits(t *testing.T) {
	t.Parallel()
	d := StartDovecot(t)
	d.AddMailbox(t, "amina@ferrow-lund.example", "secret")
	d.AddMailbox(t, "case@hearth.example", "secret")
	count := func(address string) int { n, _ := d.Count(t, address, "INBOX"); return n }
	proxy := StartProxy(t, d.LMTP)
	proxy.Plan(func(n int) Fault { return Fault{Refuse: n < 3} })
	p := StartPostfix(t, d, Route{"hearth.example", "lmtp", proxy.Address})
	p.Submit(t, "amina@ferrow-lund.example", []string{"amina@ferrow-lund.example", "nobody@ferrow-lund.example"}, mail("one"))
	until(t, "the mail and a bounce for its other recipient", func() bool { return count("amina@ferrow-lund.example") == 2 })
	if all := d.Mails(t, "amina@ferrow-lund.example", "INBOX"); !bytes.Contains(all[1].Raw, []byte("multipart/report")) && !bytes.Contains(all[0].Raw, []byte("multipart/report")) {
		t.Errorf("no bounce among\n%s\n%s", all[0].Raw, all[1].Raw)
	}
	p.Submit(t, "amina@ferrow-lund.example", []string{"case@hearth.example"}, mail("two"))
	until(t, "the mail through a listener that broke the connection twice", func() bool { return count("case@hearth.example") == 1 })
	if made, _ := proxy.Connections(); made < 3 {
		t.Errorf("%d connections through the proxy", made)
	}
	p.Route(t, Route{"ferrow-lund.example", "lmtp", d.LMTP})
	d.Stop(t)
	p.Submit(t, "amina@ferrow-lund.example", []string{"amina@ferrow-lund.example"}, mail("three"))
	until(t, "the queue says why", func() bool {
		q := p.Queue(t)
		return len(q) == 1 && strings.Contains(q[0].Recipients[0].Reason, "refused")
	})
	p.Stop(t)
	d.Start(t)
	p.Start(t)
	p.Flush(t)
	until(t, "the mail that waited", func() bool { return count("amina@ferrow-lund.example") == 3 && len(p.Queue(t)) == 0 })
	p.Kill()
	if answer([]string{p.SMTP}, 0) == nil {
		t.Error("Postfix listens after it was killed")
	}
	if _, err := os.Stat("/etc/postfix/main.cf"); err == nil && strings.Contains(p.Log(), "/etc/postfix/main.cf") {
		t.Errorf("the machine's configuration was read:\n%s", p.Log())
	}
}

func TestMailsAreOrderedByTime(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][2]int{"1700000000.M99P1.host,S=1": {1700000000, 99}, "/x/1700000000.M100234P17Q2.host:2,S": {1700000000, 100234}} {
		if s, m := came(name); s != want[0] || m != want[1] {
			t.Errorf("%s: got %d, %d, want %v", name, s, m, want)
		}
	}
}

// A test binary that is killed leaves no server and no folder behind.
func TestServersEndWithTheirTest(t *testing.T) {
	if os.Getenv("MAILTEST_HOLD") != "" {
		d := StartDovecot(t)
		fmt.Println(d.IMAP, d.dir, StartPostfix(t, d).SMTP)
		select {}
	}
	t.Parallel()
	Need(t)
	cmd := exec.Command(os.Args[0], "-test.run=^TestServersEndWithTheirTest$")
	cmd.Env = append(os.Environ(), "MAILTEST_HOLD=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var imap, dir, smtp string
	if _, err := fmt.Fscan(out, &imap, &dir, &smtp); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(answer([]string{imap, smtp}, time.Second), cmd.Process.Kill()); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed
	until(t, "the servers are gone", func() bool {
		_, err := os.Stat(dir)
		return os.IsNotExist(err) && answer([]string{imap}, 0) != nil && answer([]string{smtp}, 0) != nil
	})
}

// echo answers each connection with n bytes.
func echo(t *testing.T, n int) string {
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
			_, _ = c.Write(make([]byte, n)) // the proxy may break it
			_ = c.Close()
		}
	}()
	return l.Addr().String()
}

func TestTheProxyBreaksWhatItIsTold(t *testing.T) {
	t.Parallel()
	p := StartProxy(t, echo(t, 10000))
	read := func(f Fault, most time.Duration) (int, time.Duration, error) {
		p.Plan(func(int) Fault { return f })
		c, err := net.Dial("tcp", p.Address)
		if err != nil { // broken before the kernel said that it was made
			return 0, 0, err
		}
		defer c.Close() //nolint:errcheck // read to its end
		began := time.Now()
		_ = c.SetReadDeadline(began.Add(most)) // a fresh connection
		n, err := io.Copy(io.Discard, c)
		return int(n), time.Since(began), err
	}
	if n, _, err := read(Fault{}, 20*time.Second); n != 10000 || err != nil {
		t.Errorf("let through: %d bytes, %v", n, err)
	}
	if n, _, err := read(Fault{ResetAfter: 5000}, 20*time.Second); n > 5000 || err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("broken after 5000: %d bytes, %v", n, err)
	}
	if n, _, err := read(Fault{Refuse: true}, 20*time.Second); n != 0 || err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("refused: %d bytes, %v", n, err)
	}
	if n, _, err := read(Fault{Mute: true}, 200*time.Millisecond); n != 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("mute: %d bytes, %v", n, err)
	}
	if n, took, err := read(Fault{PerSecond: 20000}, 20*time.Second); n != 10000 || err != nil || took < 300*time.Millisecond {
		t.Errorf("slow: %d bytes, %v, in %s", n, err, took)
	}
}
