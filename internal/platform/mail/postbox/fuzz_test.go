package postbox

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"hearth/internal/platform/fault"
)

// FuzzContent holds that a mail ends where RFC 5321 says and comes as it was meant, however the network cuts it up.
func FuzzContent(f *testing.F) {
	for _, s := range append(slices.Clone(smuggling), sentOddly, "", "x", "\r\n", ".\r\n", "\r\n.", "..\r\n", strings.Repeat("x", 16)+"\r\n.\r\n",
		strings.Repeat("x", 15)+"\r\n.\r\n", strings.Repeat("x", 14)+"\r\n.\r\n", strings.Repeat("x", 15)+"\r\r\n.\r\n") { // the reader below holds 16
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, sent []byte) {
		want, rest, whole := bytes.Cut(append([]byte("\r\n"), sent...), []byte("\r\n.\r\n"))
		want = append(want, "\r\n"...)
		want = bytes.ReplaceAll(want, []byte("\r\n."), []byte("\r\n"))[2:]
		for _, size := range []int{16, 4096} {
			o := Options{}.withDefaults()
			client, server := net.Pipe()
			_ = client.Close()
			w := newWire(server, newGate(newPipes(), &o))
			w.in = bufio.NewReaderSize(iotest.HalfReader(bytes.NewReader(sent)), size)
			var got []byte
			err := w.content(func(p []byte) { got = append(got, p...) })
			if (err == nil) != whole {
				t.Fatalf("%q ends: %v, but %v", sent, whole, err)
			}
			if left, _ := w.in.Peek(16); whole && (!bytes.Equal(got, want) || !bytes.HasPrefix(rest, left)) {
				t.Errorf("%q came as %q before %q, want %q before %q", sent, got, left, want, rest)
			}
		}
	})
}

// FuzzDialogue holds that whatever a peer says, nothing is taken but for the recipients that are known, every line of an answer is one, no panic is
// caught on the way, and the session ends with the connection.
func FuzzDialogue(f *testing.F) {
	start := "EHLO x\r\nMAIL FROM:<a@out.example> SIZE=9 BODY=8BITMIME\r\nRCPT TO:<hr@ours.example>\r\n"
	for _, s := range []string{
		"DATA\r\nx\r\n.\r\nQUIT\r\n", "BDAT 3\r\nabcBDAT 3 LAST\r\ndef", "BDAT 0\r\nRSET\r\nBDAT 0 LAST\r\n", "BDAT 3\r\nabcRSET\r\n", "BDAT 99999 LAST\r\nx", "bdat +1 last\r\n",
		" BDAT 5\r\nNOOP\r\n", "STARTTLS\r\n", "AUTH PLAIN\r\n", "AUTH PLAIN =\r\n", "RCPT TO:<\"a\\\"b\"@ours.example> ORCPT=x NOTIFY=y\r\nVRFY\r\nMAIL FROM:<>\r\nDATA\r\n.\r\n",
		"RCPT TO:<eve@evil.example>\r\nDATA\r\n.\r\n", "QUIT\r\nMAIL FROM:<>\r\n", "LHLO x\r\nHELO x\r\nDATA x\r\n", "BDAT 2000000\r\n", "x\n", "\x00\r\n", "MAIL FROM:<@a:b@c> X=Y Z\r\n",
	} {
		f.Add(false, []byte(s))
		f.Add(true, []byte(start+s))
		f.Add(true, []byte(strings.Replace(start, "EHLO", "LHLO", 1)+s))
	}
	f.Fuzz(func(t *testing.T, lmtp bool, sent []byte) {
		var known atomic.Int64
		k := &keeper{accept: func(address string) error {
			if !strings.HasSuffix(address, "@ours.example") {
				return fault.New(fault.NotFound, "No.")
			}
			known.Add(1)
			return nil
		}}
		o := Options{Taker: k, MaxBytes: 1000, Protocol: map[bool]Protocol{true: LMTP, false: SMTP}[lmtp], Limits: Limits{Grace: time.Second}}
		l := newPipes()
		r := startOn(t, o, l, func() net.Conn { return l.connect("192.0.2.1") })
		p := newPeer(t, r.dial())
		p.send(string(sent))
		_ = p.conn.Close() // it has said all it has
		if err := r.stop(); err != nil {
			t.Fatal(err)
		}
		for _, m := range k.all() {
			if len(m.To) == 0 || known.Load() == 0 || len(m.raw) > 1000 || slices.ContainsFunc(m.To, func(a string) bool { return !strings.HasSuffix(a, "@ours.example") }) {
				t.Errorf("%q: took %q", sent, m)
			}
		}
		for a := range p.answers {
			for _, line := range strings.Split(a, "\r\n") {
				if len(line) < 4 || strings.Trim(line[:3], "0123456789") != "" || strings.ContainsAny(line, "\r\n\x00") {
					t.Errorf("%q is answered by %q", sent, line)
				}
			}
		}
	})
}

// BenchmarkSmallMails says how many mails the listener takes with 8 connections when keeping them costs nothing.
func BenchmarkSmallMails(b *testing.B) {
	for _, protocol := range []Protocol{SMTP, LMTP} {
		for _, size := range []int{4 << 10, 64 << 10} {
			b.Run(fmt.Sprintf("%s/%dKiB", protocol, size>>10), func(b *testing.B) { takeMany(b, protocol, size) })
		}
	}
}

func takeMany(b *testing.B, protocol Protocol, size int) {
	r := start(b, Options{Protocol: protocol, Taker: nothing{}})
	hello := map[Protocol]string{SMTP: "EHLO", LMTP: "LHLO"}[protocol]
	text := "DATA\r\n"
	mail := mailOf(1) + strings.Repeat(strings.Repeat("x", 76)+"\r\n", size/78) + ".\r\n"
	var next atomic.Int64
	done := make(chan bool)
	b.ResetTimer()
	for range 8 {
		go func() {
			defer func() { done <- true }()
			p := r.peer(b)
			p.do(hello+" peer.example", "250")
			for next.Add(1) <= int64(b.N) {
				p.do("MAIL FROM:<a@out.example>", "250")
				p.do("RCPT TO:<"+ours+">", "250")
				p.send(text)
				p.want("354")
				p.send(mail)
				p.want("250")
			}
		}()
	}
	for range 8 {
		<-done
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "mails/s")
}

// nothing takes everything and keeps nothing.
type nothing struct{}

// Accepts implements Taker.
func (nothing) Accepts(context.Context, string) error { return nil }

// Take implements Taker.
func (nothing) Take(context.Context, Envelope, []byte) error { return nil }
