package postbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/emersion/go-smtp"
)

// Server takes mails by SMTP or LMTP. It is safe for concurrent use.
type Server struct{ o Options }

// New returns a server; it does nothing before Serve.
func New(o Options) *Server { return &Server{o: o.withDefaults()} }

// Serve takes mails from l until ctx ends, which returns nil, or l fails; it closes l. At the end peers between two mails are sent away at
// once, the mails under way have Limits.Grace to come to their end, and what a Taker still does after that is cancelled.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	g := newGate(l, &s.o)
	engine := s.engine(work)
	ended := make(chan error, 1)
	go func() { ended <- engine.Serve(g) }()
	var failed error
	select {
	case failed = <-ended:
		_ = l.Close() // it has failed already
	case <-ctx.Done():
		_ = l.Close() // nothing to be done about a listener that does not close
		<-ended
	}
	return errors.Join(failed, s.drain(g, engine, cancel))
}

// drain waits for the sessions under way.
func (s *Server) drain(g *gate, engine *smtp.Server, cancel context.CancelFunc) error {
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		_ = engine.Shutdown(context.Background()) // its listener is closed already
	}()
	g.stop(time.Now().Add(s.o.Limits.Grace))
	if within(gone, s.o.Limits.Grace+time.Second) {
		return nil
	}
	cancel()
	g.closeAll()
	if within(gone, s.o.Limits.Grace+time.Second) {
		return nil
	}
	return fmt.Errorf("%d sessions with mail servers did not end", len(g.all()))
}

func within(done <-chan struct{}, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-done:
		return true
	case <-timer.C:
		return false
	}
}

func (s *Server) engine(work context.Context) *smtp.Server {
	engine := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		return &session{o: &s.o, work: work, conn: c, wire: c.Conn().(*wire)}, nil
	}))
	engine.Domain, engine.LMTP = s.o.Domain, s.o.Protocol == LMTP
	engine.MaxRecipients, engine.MaxMessageBytes = s.o.Limits.Recipients, s.o.MaxBytes
	engine.EnableSMTPUTF8 = true
	engine.MaxLineLength = 0 // lines are the wire's matter
	// There is no way to sign in. This lets AUTH be answered by that, not by "TLS is required".
	engine.AllowInsecureAuth = true
	engine.ErrorLog = complaints{s.o.Log}
	return engine
}

// complaints are what go-smtp has to say: panics, and a listener that fails for a moment.
type complaints struct{ log *slog.Logger }

// Printf implements smtp.Logger.
func (c complaints) Printf(format string, v ...any) {
	c.log.Error("The mail listener met an error.", "error", fmt.Sprintf(format, v...))
}

// Println implements smtp.Logger.
func (c complaints) Println(v ...any) {
	c.log.Error("The mail listener met an error.", "error", fmt.Sprint(v...))
}
