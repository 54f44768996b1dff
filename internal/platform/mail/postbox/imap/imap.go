package imap

import (
	"context"
	"crypto/tls"
	"log/slog"
	"math/rand/v2"
	"net"
	"time"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
)

// Account is a mailbox and the way to it.
type Account struct {
	Address  string      // host:port
	TLS      mail.TLS    // mail.TLSAuto when empty; mail.TLSImplicit is usually port 993
	User     string      // as the server wants it, often the e-mail address
	Password string      // of User
	Tokens   Tokens      // sign in instead of a password; nil when there is one
	Folder   string      // INBOX when empty
	Done     string      // the folder that taken mails are moved to, made when it is not there; "": they are marked as seen
	Config   *tls.Config // for tests and private authorities; usually nil
}

// Tokens gives access tokens: a *bearer.Source.
type Tokens interface {
	Token(ctx context.Context) (string, error)
	Refused(token string, why error)
}

func (a Account) folder() string {
	if a.Folder == "" {
		return "INBOX"
	}
	return a.Folder
}

// Place is where the taking of mails has come to: every mail of the folder up to UID is settled.
type Place struct{ Validity, UID uint32 }

// Box keeps mails. Its methods are called one at a time.
type Box interface {
	// Place returns the place that was kept last; false: there is none, because the mailbox was never connected.
	Place(ctx context.Context) (Place, bool, error)
	// Begin keeps the first place. The mails that lie there before it, so many, are left alone.
	Begin(ctx context.Context, p Place, before int) error
	// Take keeps a mail and the place p, which is not behind the mail. Nil says that both are on the disk. The bytes are the Box's until Take returns. The
	// same mail may come again, also with another place. An error of kind fault.TooLarge or fault.Invalid refuses the mail for good: it is skipped.
	Take(ctx context.Context, p Place, raw []byte) error
	// Skip notes, with the place p, that a mail was not taken and will not be, and why. The mail stays in the mailbox as it is.
	Skip(ctx context.Context, p Place, why string) error
}

// Settler is a Box that wants to keep the place also when no further mail comes with it. Without it the mails after the place
// that came with the last one are handed over again after a restart.
type Settler interface {
	Settle(ctx context.Context, p Place) error
}

// State is how it stands with a mailbox.
type State struct {
	Connected bool
	Idle      bool         // the server says by itself that a mail has come
	Waiting   int          // mails that lie there and are to be taken
	Failing   int          // of these, mails that could not be taken so far and are tried again later
	Trouble   *fault.Error // what is wrong, for an administrator; nil when nothing is. It never holds the password.
	Again     time.Time    // when it is tried again, while not connected
}

// Options say how to watch. The zero value is ready for use.
type Options struct {
	Poll        time.Duration // how often to look without being told; 2 minutes when zero
	IdleRestart time.Duration // how long one IDLE may last; 25 minutes when zero
	Most        int64         // bytes of the largest mail that is taken whole; 40 MiB when zero
	Since       time.Time     // when the mailbox was connected first: after a change of UIDVALIDITY, mails that came before are left alone
	State       func(State)   // is told of each change; it must return soon
	Log         *slog.Logger  // nil logs nothing

	first, last time.Duration // the shortest and the longest wait before a next try; a second and five minutes when zero
	patience    time.Duration // how long an answer of the server may take; a minute when zero
	touchEarly  bool          // a fault for the tests: the mailbox is touched before the Box has the mail
}

func (o Options) withDefaults() Options {
	for _, d := range []struct {
		value *time.Duration
		zero  time.Duration
	}{{&o.Poll, 2 * time.Minute}, {&o.IdleRestart, 25 * time.Minute}, {&o.first, time.Second}, {&o.last, 5 * time.Minute}, {&o.patience, time.Minute}} {
		if *d.value <= 0 {
			*d.value = d.zero
		}
	}
	if o.Most <= 0 {
		o.Most = 40 << 20
	}
	if o.State == nil {
		o.State = func(State) {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Watch takes every mail that lies in the folder, and that comes, until ctx ends; then it returns nil. It connects again by itself. Another error says that the
// account can never work. The folder must have no second watcher: both would take the same mails.
func Watch(ctx context.Context, a Account, box Box, o Options) error {
	if _, _, err := net.SplitHostPort(a.Address); err != nil {
		return fault.New(fault.Invalid, "The mail server's address must have a port, as in %s.", "mail.example.com:993")
	}
	o = o.withDefaults()
	w := &watcher{account: a, box: box, options: o}
	for n := 0; ; n++ {
		worked, err := w.connection(ctx)
		if ctx.Err() != nil {
			w.report(func(s *State) { *s = State{Waiting: s.Waiting, Failing: s.Failing} })
			return nil
		}
		if worked {
			n = 0
		}
		wait := backoff(n, o.first, o.last)
		w.report(func(s *State) {
			s.Connected, s.Idle, s.Trouble, s.Again = false, false, sentence(err, a), time.Now().Add(wait)
		})
		pause(ctx, wait)
	}
}

// backoff is how long to wait before try n+1: twice as long each time, up to last, and up to half of it less, so that many do not come at once.
func backoff(n int, first, last time.Duration) time.Duration {
	d := last
	if n < 20 {
		d = min(last, first<<n)
	}
	return d - rand.N(d/2+1)
}

func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
