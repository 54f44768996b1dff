package imap

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/mail/mailtest"
)

// start starts Dovecot with one mailbox.
func start(t *testing.T, settings ...string) *mailtest.Dovecot {
	t.Helper()
	d := mailtest.StartDovecot(t, settings...)
	d.AddMailbox(t, address, password)
	return d
}

// begun is a box that was connected when its mailbox was empty.
func begun() *box {
	b := newBox()
	b.known = true
	return b
}

func have(b *box, n int) func() bool {
	return func() bool { got, _ := b.count(); return got == n }
}

// What lay in the mailbox before the first connection is left alone; what comes is told by the server at once.
func TestNewMailsAreTakenAndHistoryIsNot(t *testing.T) {
	t.Parallel()
	d := start(t)
	d.Put(t, address, "INBOX", letters(3)...)
	b, o, s := newBox(), quick(), &states{}
	o.Poll, o.State = time.Hour, s.add
	a := account(d)
	a.Address, a.TLS, a.Config = d.IMAPS, mail.TLSImplicit, d.TLS
	watch(t, a, b, o)
	until(t, "the first connection", 5*time.Second, func() bool { return s.last().Connected })
	time.Sleep(300 * time.Millisecond) // it has looked, and waits by IDLE alone
	if b.before != 3 || len(b.mails) != 0 || !s.last().Idle {
		t.Errorf("%d mails before, %d taken, state %+v", b.before, len(b.mails), s.last())
	}
	for i := range 3 {
		d.Deliver(t, address, letter(fmt.Sprintf("new %d", i)))
		if took := until(t, "a mail that the server pushes", 5*time.Second, have(b, i+1)); took > 2*time.Second {
			t.Errorf("a mail is noticed after %s, want 2 s at most", took)
		}
	}
	until(t, "the new mails are marked, and they alone", 2*time.Second, func() bool { all, seen := d.Count(t, address, "INBOX"); return all == 6 && seen == 3 })
}

// A server without IDLE, MOVE and UIDPLUS is asked in intervals, and what is taken is marked.
func TestAPoorServerIsPolled(t *testing.T) {
	t.Parallel()
	d := start(t, "imap_capability = IMAP4rev1 SASL-IR ID")
	b, o, s := begun(), quick(), &states{}
	o.Poll, o.State = 200*time.Millisecond, s.add
	a := account(d)
	a.Done = "Done"
	watch(t, a, b, o)
	until(t, "the first connection", 5*time.Second, func() bool { return s.last().Connected })
	d.Deliver(t, address, letters(2)...)
	until(t, "the mails", 5*time.Second, have(b, 2))
	until(t, "their marks", 2*time.Second, func() bool { all, seen := d.Count(t, address, "INBOX"); return all == 2 && seen == 2 })
	if s.last().Idle || s.last().Trouble == nil || !strings.Contains(s.last().Trouble.Error(), "cannot move mails") {
		t.Errorf("state %+v", s.last())
	}
}

// Taken mails go to the folder Done, which is made; without MOVE they are copied and removed, and nothing that others marked for removal goes with them.
func TestTakenMailsAreMoved(t *testing.T) {
	t.Parallel()
	for name, settings := range map[string][]string{"MOVE": nil, "UIDPLUS": {"imap_capability = IMAP4rev1 SASL-IR ID IDLE UIDPLUS"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := start(t, settings...)
			d.Put(t, address, "INBOX", letter("history"))
			a := account(d)
			a.Done = "Taken by Hearth ä"
			b := newBox()
			watch(t, a, b, quick())
			until(t, "the first connection", 5*time.Second, func() bool { _, known, _ := b.Place(t.Context()); return known })
			d.Doveadm(t, "flags", "add", "-u", address, `\Deleted`, "mailbox", "INBOX", "all")
			d.Deliver(t, address, letters(60)...)
			until(t, "the mails", 10*time.Second, have(b, 60))
			until(t, "their move", 2*time.Second, func() bool { all, _ := d.Count(t, address, "INBOX"); return all == 1 })
			if n := strings.Count(d.Doveadm(t, "fetch", "-u", address, "uid", "mailbox", a.Done), "uid:"); n != 60 {
				t.Errorf("%d mails in the folder Done", n)
			}
			until(t, "the place is kept", 2*time.Second, func() bool { p, _, _ := b.Place(t.Context()); return p.UID == 61 })
		})
	}
}

// The connection breaks at random places, often while mails are fetched or moved. Each mail is taken, and none twice while the watcher lives.
func TestResetsLoseAndDoubleNothing(t *testing.T) {
	t.Parallel()
	resets, mails := 10, 500
	if os.Getenv("HEARTH_LONG") == "1" {
		resets = 100
	}
	for _, done := range []string{"", "Done"} {
		t.Run("done "+done, func(t *testing.T) {
			t.Parallel()
			seed := uint64(time.Now().UnixNano())
			random := rand.New(rand.NewPCG(seed, 1))
			t.Logf("seed %d", seed)
			d := start(t)
			d.Put(t, address, "INBOX", letters(mails)...)
			proxy := mailtest.StartProxy(t, d.IMAP)
			each := mails * 1500 / resets // bytes of a mail, less than they are
			proxy.Plan(func(n int) mailtest.Fault {
				if n > resets {
					return mailtest.Fault{}
				}
				return mailtest.Fault{ResetAfter: 1 + random.Int64N(int64(each))}
			})
			b, a := begun(), account(d)
			a.Address, a.Done = proxy.Address, done
			b.place.Validity = validity(t, d)
			watch(t, a, b, quick())
			until(t, "all mails", 3*time.Minute, have(b, mails))
			until(t, "all are touched", 20*time.Second, func() bool {
				all, seen := d.Count(t, address, "INBOX")
				return done != "" && all == 0 || done == "" && seen == mails
			})
			made, _ := proxy.Connections()
			if n, doubles := b.count(); n != mails || doubles != 0 || made < 2 {
				t.Errorf("%d mails, %d doubles over %d connections", n, doubles, made)
			}
			if done != "" {
				if all, _ := d.Count(t, address, done); all != mails {
					t.Errorf("%d mails in the folder Done", all)
				}
			}
			t.Logf("%d connections", made)
		})
	}
}

func validity(t *testing.T, d *mailtest.Dovecot) (v uint32) {
	t.Helper()
	if _, err := fmt.Sscanf(strings.TrimSpace(d.Doveadm(t, "mailbox", "status", "-u", address, "uidvalidity", "INBOX")), "INBOX uidvalidity=%d", &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// When the UIDs change their meaning, everything is looked at again: nothing that came meanwhile is lost, and the history stays alone.
func TestANumberingAnewLosesNothing(t *testing.T) {
	t.Parallel()
	d := start(t)
	d.Put(t, address, "INBOX", letters(5)...)
	dir, long := d.Maildir(address, "INBOX")+"/new", time.Now().Add(-100*time.Hour) // the history came long ago
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if err := os.Chtimes(dir+"/"+f.Name(), long, long); err != nil {
			t.Fatal(err)
		}
	}
	b, o := newBox(), quick()
	o.Poll, o.Since, o.Log = 200*time.Millisecond, time.Now(), quiet(t)
	stop := watch(t, account(d), b, o)
	until(t, "the first connection", 5*time.Second, func() bool { _, known, _ := b.Place(t.Context()); return known })
	d.Deliver(t, address, letter("before"))
	until(t, "the mail before", 5*time.Second, have(b, 1))
	d.Doveadm(t, "expunge", "-u", address, "mailbox", "INBOX", "uid", "1:3") // so that the new numbers are less than the old place
	d.Renumber(t, address, "INBOX")                                          // while it is watched
	d.Deliver(t, address, letter("between"))
	until(t, "the mail between", 10*time.Second, have(b, 2))
	stop()
	before, _, _ := b.Place(t.Context())
	d.Renumber(t, address, "INBOX") // while it is not
	d.Deliver(t, address, letter("after"))
	stop = watch(t, account(d), b, o)
	until(t, "the mail after", 10*time.Second, have(b, 3))
	until(t, "the place with the new number", 5*time.Second, func() bool { p, _, _ := b.Place(t.Context()); return p.Validity != before.Validity && p.UID == 5 })
	stop()
	if b.has("mail 1")+b.has("mail 5") != 0 {
		t.Errorf("history was taken: %v", b.order)
	}
}

// A server that goes away, in order or not, is found again, and what came meanwhile is taken. The state says so in a sentence.
func TestAServerComesAndGoes(t *testing.T) {
	t.Parallel()
	d := start(t)
	b, o, s := begun(), quick(), &states{}
	o.State, o.Poll, o.Log = s.add, time.Second, quiet(t) // Dovecot may find only at a second look what was laid there while it was down
	watch(t, account(d), b, o)
	for i, end := range []func(){func() { d.Stop(t) }, d.Kill} {
		d.Deliver(t, address, letter(fmt.Sprintf("up %d", i)))
		until(t, "a mail while it runs", 5*time.Second, have(b, 2*i+1))
		end()
		until(t, "the trouble is told", 5*time.Second, func() bool { return s.trouble("Nothing answers at "+d.IMAP) && !s.last().Connected })
		d.Put(t, address, "INBOX", letter(fmt.Sprintf("down %d", i)))
		d.Start(t)
		until(t, "the mail that came meanwhile", 5*time.Second, have(b, 2*i+2))
		until(t, "the end of the trouble", 2*time.Second, func() bool { return s.last().Connected && s.last().Trouble == nil && s.last().Waiting == 0 })
	}
}

// A connection through which nothing passes any more, without an end, is given up. Pushes do not come through it, either.
func TestASilentConnectionIsGivenUp(t *testing.T) {
	t.Parallel()
	d := start(t)
	proxy := mailtest.StartProxy(t, d.IMAP)
	b, o, s := begun(), quick(), &states{}
	o.Poll, o.patience, o.State = 300*time.Millisecond, 300*time.Millisecond, s.add
	a := account(d)
	a.Address = proxy.Address
	watch(t, a, b, o)
	until(t, "the first connection", 5*time.Second, func() bool { return s.last().Connected })
	proxy.Stall()
	d.Deliver(t, address, letter("one"))
	until(t, "the mail", 5*time.Second, have(b, 1))
	if !s.trouble("has stopped answering") {
		t.Errorf("states %+v", s.all)
	}
}

// A mail that the Box does not take lets the others pass after three tries, is not touched, is not forgotten, and is taken in the end.
func TestOneRefusedMailHoldsUpNone(t *testing.T) {
	t.Parallel()
	d := start(t)
	d.Put(t, address, "INBOX", letters(10)...)
	b, o, s := begun(), quick(), &states{}
	o.Poll, o.State = 100*time.Millisecond, s.add
	b.place.Validity = validity(t, d)
	tried, open := 0, make(chan struct{})
	b.refuse = func(raw []byte) error {
		select {
		case <-open:
			return nil
		default:
		}
		if subject(raw) == "mail 4" {
			tried++
			return errors.New("the disk is full")
		}
		return nil
	}
	stop := watch(t, account(d), b, o)
	until(t, "the other nine", 5*time.Second, have(b, 9))
	until(t, "the state tells", 2*time.Second, func() bool { return s.last().Failing == 1 && s.last().Waiting == 1 })
	if !s.trouble("cannot be stored") || !s.trouble("could not be taken so far: 1") {
		t.Errorf("states %+v", s.all)
	}
	until(t, "the place is kept", 2*time.Second, func() bool { p, _, _ := b.Place(t.Context()); return p.UID == 3 })
	stop()
	if all, seen := d.Count(t, address, "INBOX"); all != 10 || seen != 9 || tried != 3 {
		t.Errorf("%d mails, %d seen, %d tries", all, seen, tried)
	}
	if p, _, _ := b.Place(t.Context()); p.UID != 3 {
		t.Errorf("the place is %d, want 3", p.UID)
	}
	close(open)
	watch(t, account(d), b, o) // as after a restart: what lies behind the place comes again
	until(t, "the fourth, and those behind the place", 5*time.Second, func() bool { n, doubles := b.count(); return n >= 10 && doubles >= 6 })
	if n, doubles := b.count(); n != 10 || doubles != 6 {
		t.Errorf("%d mails, %d came again, want those six behind the place", n, doubles)
	}
	until(t, "the place", 2*time.Second, func() bool { p, _, _ := b.Place(t.Context()); return p.UID == 10 })
}

// A Box that takes nothing for a while, as when the disk is full, has everything soon after it takes mails again.
func TestABoxThatIsDownIsWaitedFor(t *testing.T) {
	t.Parallel()
	d := start(t)
	d.Put(t, address, "INBOX", letters(100)...)
	b, o := begun(), quick()
	b.place.Validity = validity(t, d)
	began, tried := time.Now(), 0
	b.refuse = func([]byte) error {
		if tried++; time.Since(began) < time.Second {
			return errors.New("the disk is full")
		}
		return nil
	}
	watch(t, account(d), b, o)
	until(t, "all mails", 5*time.Second, have(b, 100))
	if _, doubles := b.count(); doubles != 0 || tried-100 > 100 {
		t.Errorf("%d doubles, %d vain tries", doubles, tried-100)
	}
}

// What the Box refuses for good is skipped with its reason.
func TestAMailRefusedForGoodIsSkipped(t *testing.T) {
	t.Parallel()
	d := start(t)
	d.Put(t, address, "INBOX", letters(3)...)
	b := begun()
	b.place.Validity = validity(t, d)
	b.refuse = func(raw []byte) error {
		if subject(raw) == "mail 2" {
			return fault.New(fault.Invalid, "This is no mail.")
		}
		return nil
	}
	watch(t, account(d), b, quick())
	until(t, "the other two", 5*time.Second, have(b, 2))
	until(t, "the place is behind it", 2*time.Second, func() bool { p, _, _ := b.Place(t.Context()); return p.UID == 3 })
	if _, seen := d.Count(t, address, "INBOX"); len(b.skipped) != 1 || !strings.Contains(b.skipped[0], "This is no mail.") || seen != 2 {
		t.Errorf("skipped %q, %d seen", b.skipped, seen)
	}
}

// Of a mail that is too large, the header is taken, and it is noted; the mail stays as it is.
func TestALargeMailIsAnnounced(t *testing.T) {
	t.Parallel()
	d := start(t)
	large := []byte("From: amina@ferrow-lund.example\r\nSubject: scans\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary=x\r\nX-Last: 1\r\n\r\n" + strings.Repeat("0123456789\r\n", 20000))
	d.Put(t, address, "INBOX", letter("one"), large, letter("two"))
	b, o := begun(), quick()
	b.place.Validity = validity(t, d)
	o.Most = 100_000
	var stub []byte
	b.refuse = func(raw []byte) error {
		if subject(raw) == "scans" {
			stub = bytes.Clone(raw)
		}
		return nil
	}
	watch(t, account(d), b, o)
	until(t, "all three", 5*time.Second, have(b, 3))
	until(t, "the place is behind them", 2*time.Second, func() bool { p, _, _ := b.Place(t.Context()); return p.UID == 3 })
	text := string(stub)
	if strings.Contains(text, "multipart") || !strings.Contains(text, "X-Last: 1\r\n") || !strings.Contains(text, "0.2 MB is larger than the 0.1 MB") || len(stub) > 1000 {
		t.Errorf("instead of the large mail came\n%s", stub)
	}
	if _, seen := d.Count(t, address, "INBOX"); seen != 2 || len(b.skipped) != 1 || !strings.Contains(b.skipped[0], "0.2 MB") {
		t.Errorf("%d seen, skipped %q", seen, b.skipped)
	}
}

// Another client reads, marks, deletes and moves mails meanwhile: what it leaves is taken, read or not, and what it removed is noted.
func TestOthersWorkInTheMailbox(t *testing.T) {
	t.Parallel()
	d := start(t)
	d.Put(t, address, "INBOX", letters(300)...)
	b, o := begun(), quick()
	b.place.Validity = validity(t, d)
	d.Doveadm(t, "flags", "add", "-u", address, `\Seen \Flagged`, "mailbox", "INBOX", "uid", "1:100")
	once := false
	b.refuse = func(raw []byte) error {
		if subject(raw) == "mail 20" && !once { // 51 and up have not been asked for yet
			once = true
			d.Doveadm(t, "expunge", "-u", address, "mailbox", "INBOX", "uid", "61,141:150")
			d.Doveadm(t, "flags", "add", "-u", address, `\Deleted`, "mailbox", "INBOX", "uid", "200")
		}
		return nil
	}
	stop := watch(t, account(d), b, o)
	until(t, "what is left", 10*time.Second, have(b, 289))
	until(t, "what is gone is noted", 5*time.Second, func() bool { b.mu.Lock(); defer b.mu.Unlock(); return len(b.skipped) == 11 })
	until(t, "the place", 2*time.Second, func() bool { p, _, _ := b.Place(t.Context()); return p.UID == 300 })
	stop()
	if _, doubles := b.count(); doubles != 0 || b.has("mail 1") != 1 || b.has("mail 200") != 1 || b.has("mail 141") != 0 {
		t.Errorf("%d doubles, mail 1: %d, 200: %d, 141: %d", doubles, b.has("mail 1"), b.has("mail 200"), b.has("mail 141"))
	}
}

// The mailbox is not touched before the Box has the mail. The fault in the second run does so, and is seen.
func TestTheMailboxIsTouchedLast(t *testing.T) {
	t.Parallel()
	for _, early := range []bool{false, true} {
		t.Run(fmt.Sprintf("early %v", early), func(t *testing.T) {
			t.Parallel()
			d := start(t)
			d.Put(t, address, "INBOX", letters(20)...)
			b, o := begun(), quick()
			o.touchEarly = early
			b.place.Validity = validity(t, d)
			touched := 0
			b.refuse = func(raw []byte) error {
				for _, m := range d.Mails(t, address, "INBOX") {
					if bytes.Equal(m.Raw, raw) && m.Seen {
						touched++
					}
				}
				return nil
			}
			watch(t, account(d), b, o)
			until(t, "the mails", 5*time.Second, have(b, 20))
			if early != (touched > 0) {
				t.Errorf("%d mails were touched before the Box had them", touched)
			}
		})
	}
}

// Mails come in the order in which they lie there.
func TestMailsComeInOrder(t *testing.T) {
	t.Parallel()
	d := start(t)
	d.Put(t, address, "INBOX", letters(120)...)
	b := begun()
	b.place.Validity = validity(t, d)
	watch(t, account(d), b, quick())
	until(t, "the mails", 5*time.Second, have(b, 120))
	var want []string
	for i := range 120 {
		want = append(want, fmt.Sprintf("mail %d", i+1))
	}
	if !slices.Equal(b.order, want) {
		t.Errorf("got %v", b.order)
	}
}

// A Box that cannot say where it is makes the watcher wait, not begin anew.
func TestWithoutAPlaceNothingBegins(t *testing.T) {
	t.Parallel()
	d := start(t)
	d.Put(t, address, "INBOX", letters(3)...)
	b, o, s := &forgetful{box: begun()}, quick(), &states{}
	b.box.place.Validity = validity(t, d)
	o.State = s.add
	watch(t, account(d), b, o)
	until(t, "the mails", 5*time.Second, have(b.box, 3))
	if !s.trouble("cannot be stored") || b.box.before != 0 {
		t.Errorf("states %+v", s.all)
	}
}

// forgetful cannot say its place twice.
type forgetful struct {
	*box
	asked int
}

func (f *forgetful) Place(ctx context.Context) (Place, bool, error) {
	if f.asked++; f.asked <= 2 {
		return Place{}, false, errors.New("the database is locked")
	}
	return f.box.Place(ctx)
}
