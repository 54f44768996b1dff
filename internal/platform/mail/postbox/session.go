package postbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/emersion/go-smtp"

	"hearth/internal/platform/fault"
)

// session is one peer's, for go-smtp.
type session struct {
	o        *Options
	work     context.Context
	conn     *smtp.Conn
	wire     *wire
	from     string
	to       []string
	declared int64
	open     bool // a mail was begun
}

var (
	_ smtp.LMTPSession = (*session)(nil)

	errGreeting  = &smtp.SMTPError{Code: 503, EnhancedCode: smtp.EnhancedCode{5, 5, 1}, Message: "Please say who you are first."}
	errNested    = &smtp.SMTPError{Code: 503, EnhancedCode: smtp.EnhancedCode{5, 5, 1}, Message: "A mail was begun already; please end it, or give it up with RSET."}
	errSyntax    = &smtp.SMTPError{Code: 553, EnhancedCode: smtp.EnhancedCode{5, 1, 3}, Message: "This is no address that we can use; please check how it is written."}
	errNobody    = &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "Nobody here has this address; please check how it is written."}
	errNoLookUp  = &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "This address cannot be looked up just now; please try again later."}
	errNotKept   = &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "This mail could not be kept just now; please send it again later."}
	errCutShort  = &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 4, 2}, Message: "This mail did not come to its end; please send it again."}
	errPermanent = &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 6, 0}}
)

// Reset implements smtp.Session.
func (s *session) Reset() { s.from, s.to, s.declared, s.open = "", nil, 0, false }

// Logout implements smtp.Session.
func (s *session) Logout() error { return nil }

// Mail implements smtp.Session.
func (s *session) Mail(from string, opts *smtp.MailOptions) error {
	if !s.wire.hasGreeted() {
		return errGreeting
	}
	if s.open {
		return errNested // go-smtp would keep the recipients of the first
	}
	s.from, s.declared, s.open = written(from), opts.Size, true
	return nil
}

// Rcpt implements smtp.Session.
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.Count(to, "@") != 1 || strings.ContainsAny(to, " \t\"\\<>()[],;:") {
		return errSyntax
	}
	ctx, cancel := context.WithTimeout(s.work, s.o.Limits.Take)
	defer cancel()
	switch err := s.o.Taker.Accepts(ctx, to); {
	case fault.KindOf(err) == fault.NotFound:
		return errNobody
	case err != nil:
		s.o.Log.Error("A mail's recipient could not be looked up.", "remote", s.wire.remote, "error", err)
		return errNoLookUp
	}
	if !slices.Contains(s.to, to) {
		s.to = append(s.to, to)
	}
	return nil
}

// LMTPData implements smtp.LMTPSession: what holds for the mail holds for each of its recipients.
func (s *session) LMTPData(r io.Reader, _ smtp.StatusCollector) error { return s.Data(r) }

// Data implements smtp.Session.
func (s *session) Data(r io.Reader) error {
	e := Envelope{From: s.from, To: s.to, Remote: s.wire.remote, Helo: s.conn.Hostname(), Via: string(s.o.Protocol)}
	b := &body{transit: s.wire.gate.transit, host: s.wire.host, max: s.o.MaxBytes, declared: s.declared}
	defer b.release()
	if err := s.collect(r, b); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(s.work, s.o.Limits.Take)
	defer cancel()
	if err := s.o.Taker.Take(ctx, e, b.bytes()); err != nil {
		return s.refusal(err)
	}
	s.wire.taken()
	return nil
}

// collect reads the mail: after DATA from the wire, after BDAT from what go-smtp passes on.
func (s *session) collect(r io.Reader, b *body) error {
	if _, chunks := r.(*io.PipeReader); !chunks {
		if err := s.wire.content(b.add); err != nil {
			return errCutShort
		}
		return b.err
	}
	for p := make([]byte, firstPart); b.err == nil; {
		n, err := r.Read(p)
		b.add(p[:n])
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return errCutShort
		}
	}
	return b.err
}

// refusal returns what the peer is told when the mail was not taken.
func (s *session) refusal(err error) error {
	switch fault.KindOf(err) {
	case fault.TooLarge:
		return errTooLarge
	case fault.Invalid:
		refused := *errPermanent
		refused.Message = sentence(fault.As(err))
		return &refused
	}
	s.o.Log.Error("A mail could not be kept.", "remote", s.wire.remote, "error", err)
	return errNotKept
}

// sentence returns a fault's sentence as one line of an answer.
func sentence(f *fault.Error) string {
	text := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '?'
		}
		return r
	}, strings.Join(strings.Fields(fmt.Sprintf(f.Key, f.Args...)), " "))
	return text[:min(len(text), 400)]
}

// written returns an address as it has to be written: go-smtp takes away the quotes around a local part that needs them.
func written(address string) string {
	at := strings.LastIndexByte(address, '@')
	if at < 0 || !strings.ContainsAny(address[:at], " \t\"\\<>()[],;:@") {
		return address
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(address[:at]) + `"` + address[at:]
}
