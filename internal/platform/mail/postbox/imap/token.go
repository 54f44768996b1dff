package imap

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"unicode"

	goimap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"hearth/internal/platform/bearer"
	"hearth/internal/platform/fault"
)

// fetchToken gets the token to sign in with, before the mail server is spoken to: while there is none, the server is left alone. It takes the place of the password, so that it
// is kept out of sentences as that is.
func (s *session) fetchToken(ctx context.Context) error {
	if s.account.Tokens == nil {
		return nil
	}
	token, err := s.account.Tokens.Token(ctx)
	s.account.Password = token
	return err
}

// showToken signs in by the token.
func (s *session) showToken() error {
	if !s.secured {
		return fault.New(fault.Invalid, "A token goes over protected connections only. Choose TLS for the mailbox.")
	}
	sign := &bearer.SignIn{User: s.account.User, Address: s.account.Address, Token: s.account.Password}
	sign.Mechanism = bearer.Mechanism(func(name string) bool { return s.client.Caps().Has(goimap.AuthCap(name)) })
	if sign.Mechanism == "" {
		return fault.New(fault.Invalid, "The mail server at %s does not offer to sign in by OAuth. Choose the password, or another server.", s.account.Address)
	}
	s.plain.asking.Store(true)
	err := s.client.Authenticate(sign)
	s.plain.asking.Store(false)
	no, ok := errors.AsType[*goimap.Error](err)
	switch {
	case !ok:
		return err
	case no.Code == goimap.ResponseCodeUnavailable || no.Code == goimap.ResponseCodeInUse || no.Code == goimap.ResponseCodeLimit:
		return fault.New(fault.Unavailable, "The mail server lets nobody sign in at the moment: %s", s.account.scrub(no.Text))
	}
	why := sign.Sentence(no.Text)
	s.account.Tokens.Refused(sign.Token, why)
	return why
}

// plainly makes the client over a connection that says an empty answer as both vendors, and RFC 3501, want it: as an empty line. go-imap says "=".
func (s *session) plainly(ctx context.Context, conn net.Conn, startTLS bool, options *imapclient.Options) (err error) {
	if startTLS {
		if conn, err = s.startTLS(ctx, conn); err != nil {
			s.stop()
			_ = s.conn.Close() // the error matters
			return s.why(err)
		}
	}
	s.plain = &plainLines{Conn: conn}
	s.client = imapclient.New(s.plain, options)
	return nil
}

// plainLines is a connection whose empty answers are empty lines while asking.
type plainLines struct {
	net.Conn
	asking atomic.Bool
}

// Write writes what go-imap says, which flushes each answer at once.
func (c *plainLines) Write(b []byte) (int, error) {
	if !c.asking.Load() || string(b) != "=\r\n" {
		return c.Conn.Write(b)
	}
	if _, err := c.Conn.Write([]byte("\r\n")); err != nil {
		return 0, err
	}
	return len(b), nil
}

// startTLS turns a connection into a protected one. What the server says before it is protected is believed no further than that, and nothing may follow its agreement.
func (s *session) startTLS(ctx context.Context, conn net.Conn) (net.Conn, error) {
	in := bufio.NewReaderSize(conn, longestLine)
	line, err := readLine(in)
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(line, "* PREAUTH") {
		return nil, fault.New(fault.Unavailable, "The mail server at %s offers no protected connection (STARTTLS): %s", s.account.Address, s.account.scrub(line))
	}
	if _, err := io.WriteString(conn, "T0 STARTTLS\r\n"); err != nil {
		return nil, err
	}
	for range 100 {
		if line, err = readLine(in); err != nil {
			return nil, err
		}
		if strings.HasPrefix(line, "T0 ") {
			break
		}
	}
	if !strings.HasPrefix(line, "T0 OK") || in.Buffered() > 0 {
		return nil, fault.New(fault.Unavailable, "The mail server at %s offers no protected connection (STARTTLS): %s", s.account.Address, s.account.scrub(line))
	}
	t := tls.Client(conn, s.account.tlsConfig())
	if err := t.HandshakeContext(ctx); err != nil {
		return nil, err
	}
	return &greeted{Conn: t, greeting: strings.NewReader("* OK protected\r\n")}, nil
}

// longestLine is how many bytes a server may say in one line before it is protected.
const longestLine = 8 << 10

// readLine reads a line. It refuses one that is longer than longestLine.
func readLine(in *bufio.Reader) (string, error) {
	line, err := in.ReadSlice('\n')
	return string(line), err
}

// greeted is a connection on which a greeting is read first, which go-imap waits for.
type greeted struct {
	net.Conn
	greeting *strings.Reader
}

// Read reads the greeting, then what comes.
func (c *greeted) Read(b []byte) (int, error) {
	if c.greeting.Len() > 0 {
		return c.greeting.Read(b)
	}
	return c.Conn.Read(b)
}

// mostSaid is how many letters of what a server says are told.
const mostSaid = 300

// scrub makes what the server says one short line without the password, in case that it repeats what it heard.
func (a Account) scrub(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	for _, secret := range []string{a.Password, strings.Join(strings.Fields(a.Password), " "), base64.StdEncoding.EncodeToString([]byte("\x00" + a.User + "\x00" + a.Password))} {
		if a.Password != "" && secret != "" {
			text = strings.ReplaceAll(text, secret, "…")
		}
	}
	if line := []rune(text); len(line) > mostSaid {
		return string(line[:mostSaid]) + " …"
	}
	return text
}
