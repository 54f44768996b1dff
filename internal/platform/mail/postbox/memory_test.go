package postbox

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/mail/mailtest"
)

// A mail of 25 MB takes less than 64 MiB of memory on its way; here it is measured, not run in parallel with others. The control shows that the
// measurement sees a mail that lies in memory three times.
func TestALargeMailTakesLittleMemory(t *testing.T) {
	const size, limit = 25 << 20, 64 << 20
	line := []byte(strings.Repeat(strings.Repeat("QUJD", 19)+"\r\n", 400))
	sum, lines := sha256.New(), size/len(line)
	for range lines {
		sum.Write(line)
	}
	want := sum.Sum(nil)
	for _, c := range []struct {
		says    string
		data    bool
		control bool
		limit   int64
	}{{fmt.Sprintf(" SIZE=%d", size), true, false, 40 << 20}, {"", true, false, limit}, {fmt.Sprintf(" SIZE=%d", size), false, false, 40 << 20}, {"", true, true, 0}} {
		var held []byte
		k := &keeper{take: func(_ context.Context, _ Envelope, raw []byte) error {
			if got := sha256.Sum256(raw); string(got[:]) != string(want) {
				t.Errorf("%q: %d bytes came otherwise", c.says, len(raw))
			}
			if c.control {
				held = append(make([]byte, 0, 2*len(raw)), raw...)
				time.Sleep(5 * time.Millisecond)
			}
			return errFull
		}}
		r := start(t, Options{Taker: k})
		p := r.peer(t)
		p.do("EHLO peer.example", "250")
		peak := mailtest.HeapGrowth(func() { deliverLarge(p, c.says, c.data, line, lines) })
		runtime.KeepAlive(held)
		if c.control != (peak > limit) || !c.control && peak > c.limit {
			t.Errorf("%q, DATA %v, control %v: the heap grew by %d MiB", c.says, c.data, c.control, peak>>20)
		}
		t.Logf("%q, DATA %v, control %v: the heap grew by %d MiB", c.says, c.data, c.control, peak>>20)
	}
}

var errFull = fmt.Errorf("disk full: %w", io.ErrShortWrite)

// deliverLarge sends a mail that consists of copies of line, without holding it in memory.
func deliverLarge(p *peer, says string, data bool, line []byte, lines int) {
	p.do("MAIL FROM:<a@out.example>"+says, "250")
	p.do("RCPT TO:<"+ours+">", "250")
	if data {
		p.do("DATA", "354")
	} else {
		p.send(fmt.Sprintf("BDAT %d LAST\r\n", lines*len(line)))
	}
	for range lines {
		_, _ = p.conn.Write(line) // its failure shows in the answer
	}
	if data {
		p.send(".\r\n")
	}
	p.want("451 4.3.0")
}

// Large mails under way share a room; small ones pass while it is full, and it is empty again when they are gone.
func TestMailsUnderWayHaveABoundedRoom(t *testing.T) {
	t.Parallel()
	inFalseTime(t, Options{MaxBytes: 1 << 20, Limits: Limits{Transit: 2 << 20}}, func(t *testing.T, r *running, l *pipes) {
		const part = 600 << 10
		begin := func(host string) *peer {
			p := newPeer(t, l.connect(host))
			p.want("220")
			p.begin("EHLO", ours)
			p.do("DATA", "354")
			return p
		}
		large := strings.Repeat(strings.Repeat("x", 98)+"\r\n", part/100)
		one, two := begin("192.0.2.1"), begin("192.0.2.1")
		one.send(large)
		two.send(large)
		two.do(".", "452 4.3.1") // the share of its address is used up
		three := begin("192.0.2.2")
		three.send(large)
		four := begin("192.0.2.3")
		four.send(large)
		four.do(".", "452 4.3.1")
		small := begin("192.0.2.1")
		small.send(large[:50_000])
		small.do(".", "250")
		one.do(".", "250")
		_ = three.conn.Close()
		again := begin("192.0.2.1")
		again.send(large)
		again.do(".", "250")
		five := begin("192.0.2.3")
		five.send(large)
		five.do(".", "250")
		if n := len(r.all()); n != 4 {
			t.Errorf("%d mails", n)
		}
	})
}

// What a thousand connections leave behind, whatever they did: no goroutine, and no memory to speak of.
func TestNothingIsLeftBehind(t *testing.T) {
	goroutines := runtime.NumGoroutine()
	r := start(t, Options{})
	one := func(i int) {
		conn := r.dial()
		_, _ = io.WriteString(conn, "EHLO x\r\nMAIL FROM:<a@out.example>\r\nRCPT TO:<"+ours+">\r\n"+
			[]string{"DATA\r\nabc", "BDAT 4\r\nabc", "BDAT 4\r\nabcdBDAT 9 LAST\r\na", "QUIT\r\nNOOP\r\n", strings.Repeat("x", 9999), "DATA\r\n" + strings.Repeat("y", 99_999)}[i%6])
		if i%2 == 0 {
			_ = conn.(*net.TCPConn).SetLinger(0)
		}
		_ = conn.Close()
	}
	for i := range 50 {
		one(i)
	}
	runtime.GC()
	before := mailtest.Heap()
	for i := range 1000 {
		one(i)
	}
	if err := r.stop(); err != nil {
		t.Error(err)
	}
	n := leftOver(goroutines)
	runtime.GC()
	if grown := mailtest.Heap() - before; n > 0 || grown > 1<<20 || len(r.all()) != 0 {
		t.Errorf("%d goroutines and %d bytes are left, %d mails were taken", n, grown, len(r.all()))
	}
}
