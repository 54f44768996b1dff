package imap

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/mail/mailtest"
)

// Mails of 25 MB, one after the other, need less than 64 MiB of the heap. It does not run beside other tests, whose heap it would measure.
func TestALargeMailNeedsLittleMemory(t *testing.T) {
	d := start(t)
	line := []byte(strings.Repeat("0123456789abcdef", 4) + "\r\n")
	for i := range 3 {
		d.Put(t, address, "INBOX", append(letter(fmt.Sprintf("large %d", i)), bytes.Repeat(line, 25_000_000/len(line))...))
	}
	b := begun()
	b.place.Validity = validity(t, d)
	b.refuse = func(raw []byte) error {
		if len(raw) < 24_000_000 {
			t.Errorf("a mail of %d bytes", len(raw))
		}
		return nil
	}
	most := mailtest.HeapGrowth(func() {
		stop := watch(t, account(d), b, quick())
		until(t, "the mails", 20*time.Second, have(b, 3))
		stop()
	})
	t.Logf("three mails of 25 MB need %d MiB", most>>20)
	if most > 64<<20 || most < 20<<20 {
		t.Errorf("three mails of 25 MB need %d MiB, want at most 64, and at least what one of them has", most>>20)
	}
}

// fetchAll takes n mails that wait, and returns how many are taken in a second.
func fetchAll(t *testing.T, d *mailtest.Dovecot, done string, n int) float64 {
	t.Helper()
	d.Put(t, address, "INBOX", letters(n)...)
	b, a := begun(), account(d)
	b.place.Validity, a.Done = validity(t, d), done
	began := time.Now()
	stop := watch(t, a, b, quick())
	until(t, "all mails taken and touched", time.Minute, func() bool {
		all, seen := d.Count(t, address, "INBOX")
		return have(b, n)() && (done == "" && seen == n || done != "" && all == 0)
	})
	stop()
	return float64(n) / time.Since(began).Seconds()
}

// A backlog is taken at 150 mails a second at the very least, to a Box that does nothing.
func TestABacklogIsTakenQuickly(t *testing.T) {
	for _, done := range []string{"", "Done"} {
		want, rate := 50.0, 0.0 // whatever else the machine does: a mail that is waited for takes longer
		if os.Getenv("HEARTH_LONG") != "" {
			want = 150
		}
		for look := 0; look < 3 && rate < want; look++ { // a disturbed one is repeated
			rate = fetchAll(t, start(t, "mail_fsync = optimized"), done, 1500)
			t.Logf("done %q: %.0f mails a second", done, rate)
		}
		if rate < want {
			t.Errorf("done %q: %.0f mails a second, want %.0f", done, rate, want)
		}
	}
}
