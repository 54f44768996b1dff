package postbox

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hearth/internal/platform/mail/mailtest"
)

// A Postfix before us delivers by either protocol: once for all recipients, again after a 4xx, large mails whole, and a bounce for whom nobody knows.
func TestAPostfixDelivers(t *testing.T) {
	t.Parallel()
	for _, protocol := range []Protocol{LMTP, SMTP} {
		t.Run(string(protocol), func(t *testing.T) {
			t.Parallel()
			var tries atomic.Int64
			k := &keeper{take: func(context.Context, Envelope, []byte) error {
				if tries.Add(1) == 1 {
					return errors.New("disk full")
				}
				return nil
			}}
			r := start(t, Options{Protocol: protocol, Taker: k})
			p := mailtest.StartPostfix(t, nil, mailtest.Route{To: "ours.example", Protocol: string(protocol), Address: r.address},
				mailtest.Route{To: "evil.example", Protocol: string(protocol), Address: r.address})
			odd := []byte("Subject: odd\r\n\r\n.\r\n..\r\nx\r\n.x\r\n")
			p.Submit(t, "a@ours.example", []string{ours, "case@ours.example"}, odd)
			large := []byte("Subject: large\r\n\r\n" + strings.Repeat(strings.Repeat("x", 76)+"\r\n", 25<<20/78))
			p.Submit(t, "a@ours.example", []string{ours}, large)
			p.Submit(t, "a@ours.example", []string{"eve@evil.example"}, odd)
			for deadline := time.Now().Add(30 * time.Second); len(r.all()) < 3; time.Sleep(50 * time.Millisecond) {
				if time.Now().After(deadline) {
					t.Fatalf("%d mails came; Postfix says\n%s", len(r.all()), p.Log())
				}
			}
			all := r.all()
			slices.SortFunc(all, func(a, b kept) int { return len(b.To)*1000 + len(b.From) - len(a.To)*1000 - len(a.From) })
			if len(all[0].To) != 2 || text(all[0].raw) != text(odd) || text(all[1].raw) != text(large) {
				t.Errorf("%q and %d bytes", all[0], len(all[1].raw))
			}
			if n := tries.Load(); n != 4 {
				t.Errorf("three mails, one of them twice, were %d tries", n)
			}
			if all[2].From != "" || !bytes.Contains(all[2].raw, []byte("5.1.1")) {
				t.Errorf("no bounce: %q", all[2].raw)
			}
		})
	}
}

// text is what follows the headers, to which Postfix adds some.
func text(raw []byte) string {
	_, text, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	return string(text)
}
