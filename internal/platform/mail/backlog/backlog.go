// Package backlog measures how long the outbox takes to empty when many messages wait and the mail server is fast: what is left of the time is the outbox's own.
package backlog

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	"github.com/emersion/go-smtp"

	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// Result is what a measurement came to.
type Result struct {
	Messages int           // taken by the mail server, each once
	Took     time.Duration // from the first look into the outbox until the last was recorded as sent
}

// text is as long as an ordinary answer.
const text = "Hello Amina,\n\nthe hours of last week are in your next payslip. You find the sheet at https://hr.example/requests/HR-1042, where you can also tell us if " +
	"something is missing.\n\nMarta Ito, Ferrow & Lund HR"

// Drain fills the outbox of an empty database, whose schema has the one of package mail, with n messages, and sends them to a mail server in this process
// that takes everything at once. A message that came twice or not at all is an error.
func Drain(ctx context.Context, db *store.DB, n int) (Result, error) {
	if err := fill(ctx, db, n); err != nil {
		return Result{}, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return Result{}, err
	}
	k := &sink{taken: map[string]int{}}
	server := smtp.NewServer(k)
	server.Domain = "sink.example"
	go func() { _ = server.Serve(l) }() // ends with Close
	defer server.Close()                //nolint:errcheck // of a measurement
	sender := mail.NewSender(db, &mail.SMTP{Address: l.Addr().String(), From: "HR <hr@ferrow-lund.example>"}, nil)
	began := time.Now()
	sum, err := sender.Pass(ctx)
	took := time.Since(began)
	if err != nil {
		return Result{}, err
	}
	if len(k.taken) != n || sum.Sent != n {
		return Result{}, fmt.Errorf("of %d messages %d came, and %d count as sent", n, len(k.taken), sum.Sent)
	}
	for to, times := range k.taken {
		if times != 1 {
			return Result{}, fmt.Errorf("the message to %s came %d times", to, times)
		}
	}
	return Result{Messages: n, Took: took}, nil
}

func fill(ctx context.Context, db *store.DB, n int) error {
	waiting, err := mail.Count(ctx, db)
	if err != nil {
		return err
	}
	if len(waiting) > 0 {
		return errors.New("the outbox is not empty")
	}
	return db.Tx(ctx, func(tx *store.Tx) error {
		for i := range n {
			m := mail.Message{To: fmt.Sprintf("p%d@ferrow-lund.example", i), PersonID: fmt.Sprint(i), Kind: "case.answer", Subject: "Your request HR-1042 is answered",
				Text: text, Lang: "en", Personal: true, EventKey: fmt.Sprint("e", i), About: fmt.Sprint("c", i)}
			if err := mail.Enqueue(ctx, tx, m); err != nil {
				return err
			}
		}
		return nil
	})
}

// sink counts what comes to each address.
type sink struct {
	mu    sync.Mutex
	taken map[string]int
}

// NewSession implements smtp.Backend.
func (k *sink) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{sink: k}, nil }

type session struct {
	sink *sink
	to   string
}

func (s *session) Reset()                                    {}
func (s *session) Logout() error                             { return nil }
func (s *session) Mail(string, *smtp.MailOptions) error      { return nil }
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error { s.to = to; return nil }

func (s *session) Data(r io.Reader) error {
	if _, err := io.Copy(io.Discard, r); err != nil {
		return err
	}
	s.sink.mu.Lock()
	defer s.sink.mu.Unlock()
	s.sink.taken[s.to]++
	return nil
}
