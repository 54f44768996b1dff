package mail

import (
	"context"
	"errors"
	"testing"
	"time"

	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// These tests stop between the steps, as a crash would.

func claimed(t *testing.T, db *store.DB, m Message) (*Sender, item) {
	t.Helper()
	ctx := t.Context()
	var id string
	err := db.Tx(ctx, func(tx *store.Tx) (err error) {
		if err := Enqueue(ctx, tx, m); err != nil {
			return err
		}
		id, err = store.One[string](ctx, tx, `SELECT id FROM mail_outbox`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	s := NewSender(db, &SMTP{Address: "mail.example:25", From: "hr@example.org"}, nil)
	it, err := s.claim(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	return s, it
}

func state(t *testing.T, db *store.DB) State {
	t.Helper()
	s, err := store.One[State](t.Context(), db, `SELECT state FROM mail_outbox`)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// restart starts the server again. On PostgreSQL another may be alive, so that it takes back what is left only after the lease.
func restart(t *testing.T, db *store.DB, s *Sender) {
	t.Helper()
	before := state(t, db)
	if err := s.Restarted(t.Context()); err != nil {
		t.Fatal(err)
	}
	if db.Dialect() == store.SQLite {
		return
	}
	if got := state(t, db); got != before {
		t.Errorf("another server's message became %s", got)
	}
	db.Clock().Advance(lease)
	if err := s.Restarted(t.Context()); err != nil {
		t.Fatal(err)
	}
}

var plain = Message{To: "a@example.org", Kind: "k", Subject: "s", Text: "t", PersonID: "p", About: "c"}

func TestACrashAfterTheClaimSendsAgain(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, []store.Migrations{Migrations()}, func(t *testing.T, db *store.DB) {
		s, old := claimed(t, db, plain)
		if _, err := s.claim(t.Context(), old.ID); !errors.Is(err, errLost) {
			t.Errorf("claimed twice: %v", err)
		}
		if restart(t, db, s); state(t, db) != Queued {
			t.Fatalf("got %s", state(t, db))
		}
		fresh, err := s.claim(t.Context(), old.ID)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.leave(t.Context(), db.Tx, old); !errors.Is(err, errLost) {
			t.Errorf("the old claim may still send: %v", err)
		}
		if err := s.leave(t.Context(), db.Tx, fresh); err != nil || state(t, db) != Transmitting {
			t.Errorf("got %s, %v", state(t, db), err)
		}
	})
}

func TestACrashWhileTransmittingLeavesItUnknown(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, []store.Migrations{Migrations()}, func(t *testing.T, db *store.DB) {
		for _, once := range []bool{false, true} {
			m := plain
			m.Once = once
			s, it := claimed(t, db, m)
			if err := s.leave(t.Context(), db.Tx, it); err != nil {
				t.Fatal(err)
			}
			if restart(t, db, s); state(t, db) != Unknown {
				t.Fatalf("once %v: got %s", once, state(t, db))
			}
			db.Clock().Advance(time.Hour)
			again, err := s.claim(t.Context(), it.ID)
			if once != errors.Is(err, errLost) {
				t.Errorf("once %v: claim after the crash: %v", once, err)
			}
			if !once && again.MessageID != it.MessageID {
				t.Error("the Message-ID changed")
			}
			erase(t, db)
		}
	})
}

func erase(t *testing.T, db *store.DB) {
	t.Helper()
	if err := db.Tx(t.Context(), func(tx *store.Tx) error { return Personal().Erase(t.Context(), tx, "p") }); err != nil {
		t.Fatal(err)
	}
}

func TestALeaseIsRespectedUntilItEnds(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, []store.Migrations{Migrations()}, func(t *testing.T, db *store.DB) {
		s, it := claimed(t, db, plain)
		if err := s.leave(t.Context(), db.Tx, it); err != nil {
			t.Fatal(err)
		}
		sweep := func() {
			if err := db.Tx(t.Context(), func(tx *store.Tx) error { return recoverLeft(t.Context(), tx, tx.Now()) }); err != nil {
				t.Fatal(err)
			}
		}
		db.Clock().Advance(lease - time.Second)
		if sweep(); state(t, db) != Transmitting {
			t.Errorf("within the lease: %s", state(t, db))
		}
		db.Clock().Advance(time.Second)
		if sweep(); state(t, db) != Unknown {
			t.Errorf("after the lease: %s", state(t, db))
		}
		if to, err := s.settle(t.Context(), db.Tx, it, nil); err != nil || state(t, db) != Sent || to != Sent {
			t.Errorf("a late confirmation: %s, %v", state(t, db), err)
		}
	})
}

func TestTheSameRowGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	it := item{MessageID: "h.1", Recipient: "a@example.org", Sender: "HR Büro <hr@example.org>", Subject: "ä", TextBody: "a\n.\nb", HTMLBody: "<p>a</p>",
		CreatedAt: store.At(dbtest.Noon)}
	first, from, err := render(it)
	if err != nil || from != "hr@example.org" {
		t.Fatal(from, err)
	}
	for range 20 {
		again, _, err := render(it)
		if err != nil || string(again) != string(first) {
			t.Fatalf("%v: got\n%s\nwant\n%s", err, again, first)
		}
	}
}

func TestEncryptionIsOnlyOptionalOnThisMachine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		given TLS
		host  string
		want  TLS
	}{{"", "mail.example", TLSRequired}, {TLSAuto, "127.0.0.1", TLSOptional}, {"", "::1", TLSOptional}, {TLSAuto, "localhost", TLSOptional},
		{TLSNone, "mail.example", TLSNone}, {TLSAuto, "10.0.0.1", TLSRequired}} {
		if got := policy(c.given, c.host); got != c.want {
			t.Errorf("%q at %s: got %s, want %s", c.given, c.host, got, c.want)
		}
	}
}

func TestAMessageWhoseReaderLostTheRightStays(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, []store.Migrations{Migrations()}, func(t *testing.T, db *store.DB) {
		for _, may := range []bool{false, true} {
			s, it := claimed(t, db, plain)
			s.Asking(func(_ context.Context, _ store.Querier, to Addressed) (bool, error) {
				if to != (Addressed{PersonID: "p", About: "c", Kind: "k"}) {
					t.Errorf("it asks about %+v", to)
				}
				return may, nil
			})
			err := s.leave(t.Context(), db.Tx, it)
			if may && (err != nil || state(t, db) != Transmitting) || !may && (!errors.Is(err, errHeld) || state(t, db) != Failed) {
				t.Errorf("may read: %v; got %s, %v", may, state(t, db), err)
			}
			if text, err := store.One[string](t.Context(), db, `SELECT text_body || html_body FROM mail_outbox`); err != nil || (text == "") == may {
				t.Errorf("may read: %v; kept %q, %v", may, text, err)
			}
			if _, err := db.Writer().ExecContext(t.Context(), `DELETE FROM mail_outbox`); err != nil {
				t.Fatal(err)
			}
		}
	})
}
