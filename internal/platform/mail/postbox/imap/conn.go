package imap

import (
	"context"
	"crypto/tls"
	"net"
	"sync"
	"time"

	"hearth/internal/platform/mail"
)

// patient is a connection that breaks when nothing comes for too long. go-imap sets its own deadlines only once an answer has begun, and waits for its
// beginning without any; they are not used.
type patient struct {
	net.Conn
	mu     sync.Mutex
	most   time.Duration
	broken error // the first error of a Read; go-imap passes on its text alone
}

// Read reads what comes in time.
func (c *patient) Read(b []byte) (int, error) {
	c.renew()
	n, err := c.Conn.Read(b)
	if err != nil {
		c.mu.Lock()
		if c.broken == nil {
			c.broken = err
		}
		c.mu.Unlock()
	}
	return n, err
}

// allow says for how long nothing may come from now on, also to a Read that waits already.
func (c *patient) allow(most time.Duration) {
	c.mu.Lock()
	c.most = most
	c.mu.Unlock()
	c.renew()
}

func (c *patient) renew() {
	c.mu.Lock()
	defer c.mu.Unlock()
	_ = c.Conn.SetReadDeadline(time.Now().Add(c.most)) // fails on a closed connection, whose Read says so
}

func (c *patient) cause() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.broken
}

// SetReadDeadline does nothing.
func (c *patient) SetReadDeadline(time.Time) error { return nil }

// dial connects to the account's server. Of implicit TLS it makes the handshake, too.
func dial(ctx context.Context, a Account, patience time.Duration) (c *patient, secured net.Conn, err error) {
	raw, err := (&net.Dialer{Timeout: min(patience, 30*time.Second)}).DialContext(ctx, "tcp", a.Address)
	if err != nil {
		return nil, nil, err
	}
	c = &patient{Conn: raw, most: patience}
	if policy(a) != mail.TLSImplicit {
		return c, c, nil
	}
	t := tls.Client(c, a.tlsConfig())
	if err := t.HandshakeContext(ctx); err != nil {
		_ = raw.Close() // the handshake's error matters
		return nil, nil, err
	}
	return c, t, nil
}

func (a Account) host() string {
	host, _, _ := net.SplitHostPort(a.Address) // looked at by Watch; elsewhere dialling says it
	return host
}

func (a Account) tlsConfig() *tls.Config {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if a.Config != nil {
		config = a.Config.Clone()
	}
	if config.ServerName == "" {
		config.ServerName = a.host()
	}
	return config
}

// policy is how the connection is protected: as for sending.
func policy(a Account) mail.TLS {
	if a.TLS != "" && a.TLS != mail.TLSAuto {
		return a.TLS
	}
	if ip := net.ParseIP(a.host()); a.host() == "localhost" || ip != nil && ip.IsLoopback() {
		return mail.TLSOptional
	}
	return mail.TLSRequired
}
