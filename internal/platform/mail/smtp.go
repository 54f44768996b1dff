package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"

	"hearth/internal/platform/bearer"
	"hearth/internal/platform/mail/thread"
)

// TLS says how the connection to the mail server is protected.
type TLS string

// The policies. TLSAuto is TLSRequired, but TLSOptional for a server on this machine.
const (
	TLSAuto     TLS = "auto"
	TLSRequired TLS = "required" // STARTTLS or nothing
	TLSOptional TLS = "optional" // STARTTLS where the server offers it
	TLSImplicit TLS = "implicit" // TLS from the first byte, usually port 465
	TLSNone     TLS = "none"
)

// SMTP says how to reach the mail server.
type SMTP struct {
	Address     string         // host:port
	User        string         // empty means no sign-in
	Password    string         // of User
	Tokens      *bearer.Source // sign in instead of a password, by TLS alone; nil when there is one
	From        string         // "Ferrow & Lund HR <hr@ferrow-lund.example>"
	TLS         TLS            // TLSAuto when empty
	Timeout     time.Duration  // for connecting, and again for each message; a minute when zero, at most four
	Connections int            // at once, when many messages wait; four when zero
	Config      *tls.Config    // for tests and private authorities; usually nil
	Origin      string         // the id of the installation, by which it knows its own mails; none is said when empty
	Keys        *thread.Keys   // make the sender of the envelope, by which what bounces finds its message; without them it is From
}

// smtpPeer speaks to a mail server over one connection, opened with the first message.
type smtpPeer struct {
	config SMTP
	client *smtp.Client
	sent   int // over this connection
}

// perConnection is how many messages go over one connection: some servers allow no more.
const perConnection = 100

// leaveTaking is how long the server has to answer a farewell.
const leaveTaking = 5 * time.Second

func (p *smtpPeer) send(ctx context.Context, it item, leaving func() error) error {
	message, from, err := render(it)
	if err != nil {
		return &Refusal{Permanent: true, Reason: err.Error()}
	}
	err = p.transfer(message, p.config.returnPath(it, from), it.Recipient, leaving)
	if p.sent++; err != nil && p.client != nil && p.client.Reset() != nil {
		p.drop()
	}
	return err
}

// returnPath is the sender of the envelope: the address that leads a bounce to its message. Where none can be made it is the sender; but none at
// all for an answer that no person gave, so that no program answers it (RFC 3834, section 3.3). With an address of its own such an answer needs
// that as little: it is made for the purpose, nothing that comes there is ever answered, and whoever is in charge learns that it did not arrive.
func (c SMTP) returnPath(it item, from string) string {
	if c.Keys != nil {
		if a := c.Keys.BounceAddress(it.ID); a != "" {
			return a
		}
	}
	if it.AutoReply {
		return ""
	}
	return from
}

// transfer is the dialogue for one message. Up to DATA's answer, and until the final dot, the server has not taken it; after that
// only a reply code tells.
func (p *smtpPeer) transfer(message []byte, from, to string, leaving func() error) error {
	if err := p.client.Mail("<" + from + ">"); err != nil {
		return refused(err)
	}
	if err := p.client.Rcpt("<" + to + ">"); err != nil {
		return refused(err)
	}
	if err := leaving(); err != nil {
		return err
	}
	data, err := p.client.Data()
	if err != nil {
		return refused(err)
	}
	if _, err := data.Write(message); err != nil {
		p.drop() // without the final dot
		return refused(err)
	}
	if err := data.Close(); err != nil {
		if _, ok := errors.AsType[*textproto.Error](err); ok {
			return refused(err)
		}
		return fmt.Errorf("after the content: %w", err)
	}
	return nil
}

// refused makes a Refusal of what the server said, or of a lost connection before the content was complete. By 421 a server says that it takes nothing
// more from anybody now.
func refused(err error) error {
	reply, ok := errors.AsType[*textproto.Error](err)
	if ok && reply.Code == 421 {
		return errPeer{error: err, spoke: true}
	}
	if ok {
		return &Refusal{Permanent: reply.Code >= 500, Reason: strconv.Itoa(reply.Code) + " " + reply.Msg}
	}
	return &Refusal{Reason: err.Error()}
}

// ready opens the connection, or moves its deadline for the next message.
func (p *smtpPeer) ready(ctx context.Context) error {
	timeout := min(p.config.Timeout, 4*time.Minute)
	if timeout <= 0 {
		timeout = time.Minute
	}
	if p.client != nil && p.sent < perConnection {
		if p.client.UpdateDeadline(timeout) == nil && p.client.Noop() == nil {
			return nil
		}
		p.drop()
	}
	p.close()
	var conn net.Conn
	sign, err := p.config.token(ctx)
	if err != nil {
		return err
	}
	dialer, err := p.dialer(timeout, &conn, sign)
	if err != nil {
		return err
	}
	if p.client, err = dialer.DialToSMTPClientWithContext(ctx); err != nil {
		err = p.config.tokenRefused(sign, err)
		p.client = nil
		if conn != nil {
			_ = conn.Close() // the library leaves it open when the greeting, the encryption or the sign-in fails
		}
		return err
	}
	p.sent = 0
	return p.client.UpdateDeadline(timeout)
}

// dialer returns what opens a connection and notes it in conn.
func (p *smtpPeer) dialer(timeout time.Duration, conn *net.Conn, sign *bearer.SignIn) (*gomail.Client, error) {
	host, port, err := net.SplitHostPort(p.config.Address)
	if err != nil {
		return nil, fmt.Errorf("mail server: %w", err)
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return nil, fmt.Errorf("mail server: port %q: %w", port, err)
	}
	secret := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}
	if p.config.Config != nil {
		secret = p.config.Config
	}
	dial := (&net.Dialer{}).DialContext
	how := gomail.TLSMandatory
	switch policy(p.config.TLS, host) {
	case TLSImplicit:
		dial, how = (&tls.Dialer{Config: secret}).DialContext, gomail.TLSOpportunistic // no second time: a server does not offer it within
	case TLSNone:
		how = gomail.NoTLS
	case TLSOptional:
		how = gomail.TLSOpportunistic
	}
	options := []gomail.Option{gomail.WithTimeout(timeout), gomail.WithTLSConfig(secret), gomail.WithTLSPolicy(how), gomail.WithPort(number),
		gomail.WithDialContextFunc(func(ctx context.Context, network, address string) (c net.Conn, err error) {
			c, err = dial(ctx, network, address)
			*conn = c
			return c, err
		})}
	switch {
	case sign != nil:
		options = append(options, gomail.WithSMTPAuthCustom(sign.SMTP()))
	case p.config.User != "":
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(p.config.User), gomail.WithPassword(p.config.Password))
	}
	return gomail.NewClient(host, options...)
}

func policy(t TLS, host string) TLS {
	if t != "" && t != TLSAuto {
		return t
	}
	ip := net.ParseIP(host)
	if host == "localhost" || (ip != nil && ip.IsLoopback()) {
		return TLSOptional
	}
	return TLSRequired
}

func (p *smtpPeer) drop() {
	if p.client != nil {
		_ = p.client.Close() // the connection is of no use any more
		p.client = nil
	}
}

func (p *smtpPeer) close() {
	if p.client != nil {
		_ = p.client.UpdateDeadline(leaveTaking)
		_ = p.client.Quit() // politeness: every message is settled
		p.drop()
	}
}
