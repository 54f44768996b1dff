package imap

import (
	"context"
	"crypto/sha256"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/platform/mail"
	"hearth/internal/platform/mail/mailtest"
)

const (
	address  = "hr@ferrow-lund.example"
	password = "correct horse"
)

// box is a Box that keeps everything in memory, knows mails by their content, and counts those that came again.
type box struct {
	mu      sync.Mutex
	place   Place
	known   bool
	before  int
	mails   map[[32]byte]int // how often each came
	subject map[string]int
	order   []string
	skipped []string
	refuse  func(raw []byte) error // asked before a mail is taken
	settles int
}

func newBox() *box { return &box{mails: map[[32]byte]int{}, subject: map[string]int{}} }

func (b *box) Place(context.Context) (Place, bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.place, b.known, nil
}

func (b *box) Begin(_ context.Context, p Place, before int) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.place, b.known, b.before = p, true, before
	return nil
}

func (b *box) Take(_ context.Context, p Place, raw []byte) error {
	if b.refuse != nil {
		if err := b.refuse(raw); err != nil {
			return err
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.place, b.known = p, true
	b.mails[sha256.Sum256(raw)]++
	b.subject[subject(raw)]++
	b.order = append(b.order, subject(raw))
	return nil
}

func (b *box) Skip(_ context.Context, p Place, why string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.place = p
	b.skipped = append(b.skipped, why)
	return nil
}

func (b *box) Settle(_ context.Context, p Place) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.place = p
	b.settles++
	return nil
}

// count returns how many mails it has, and how many came more than once.
func (b *box) count() (mails, doubles int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, n := range b.mails {
		mails++
		doubles += n - 1
	}
	return mails, doubles
}

func (b *box) has(subject string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.subject[subject]
}

func subject(raw []byte) string {
	_, rest, _ := strings.Cut(string(raw[:min(len(raw), 4096)]), "Subject: ")
	s, _, _ := strings.Cut(rest, "\r\n")
	return s
}

func letter(subject string) []byte {
	return []byte("From: Amina <amina@ferrow-lund.example>\r\nTo: hr@ferrow-lund.example\r\nSubject: " + subject +
		"\r\nMessage-ID: <" + strings.ReplaceAll(subject, " ", ".") + "@ferrow-lund.example>\r\n\r\n" + strings.Repeat("Good day.\r\n", 100))
}

func letters(n int) [][]byte {
	var all [][]byte
	for i := range n {
		all = append(all, letter(fmt.Sprintf("mail %d", i+1)))
	}
	return all
}

func account(d *mailtest.Dovecot) Account {
	return Account{Address: d.IMAP, TLS: mail.TLSNone, User: address, Password: password}
}

// quick are options whose waits are short.
func quick() Options {
	return Options{Poll: 10 * time.Second, first: 10 * time.Millisecond, last: 100 * time.Millisecond, patience: 5 * time.Second}
}

// watch begins to watch and returns how to end it, which waits; the test's end ends it, too.
func watch(t *testing.T, a Account, b Box, o Options) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Watch(ctx, a, b, o) }()
	stop = sync.OnceFunc(func() {
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(10 * time.Second):
			t.Error("Watch goes on 10 s after its end")
		}
	})
	t.Cleanup(stop)
	return stop
}

// until waits for what the watcher does in its own time, at most for ten times as long as it takes on a machine that does nothing else.
func until(t *testing.T, what string, most time.Duration, true func() bool) time.Duration {
	t.Helper()
	began := time.Now()
	for !true() {
		if time.Since(began) > 10*most {
			t.Fatalf("not in %s: %s", most, what)
		}
		time.Sleep(5 * time.Millisecond)
	}
	return time.Since(began)
}

// states keeps what a watcher reports.
type states struct {
	mu  sync.Mutex
	all []State
}

func (s *states) add(state State) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = append(s.all, state)
}

func (s *states) last() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.all) == 0 {
		return State{}
	}
	return s.all[len(s.all)-1]
}

// trouble reports whether the trouble was ever reported.
func (s *states) trouble(text string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, state := range s.all {
		if state.Trouble != nil && strings.Contains(state.Trouble.Error(), text) {
			return true
		}
	}
	return false
}

func quiet(t *testing.T) *slog.Logger {
	return slog.New(slog.NewTextHandler(t.Output(), nil))
}
