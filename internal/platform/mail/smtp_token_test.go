package mail_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"hearth/internal/platform/bearer"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// guarded is a mail server that takes mail of who shows the token alone.
type guarded struct {
	*sink
	mechanism string
	mu        sync.Mutex
	token     string
	tries     atomic.Int32
}

func (g *guarded) wants(token string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.token = token
}

type guardedSession struct {
	session
	g  *guarded
	in bool
}

func (g *guarded) NewSession(c *smtp.Conn) (smtp.Session, error) {
	return &guardedSession{session: session{sink: g.sink, conn: c}, g: g}, nil
}

func (s *guardedSession) AuthMechanisms() []string { return []string{"PLAIN", s.g.mechanism} }

func (s *guardedSession) Auth(string) (sasl.Server, error) { return &asks{s: s}, nil }

func (s *guardedSession) Mail(from string, o *smtp.MailOptions) error {
	if !s.in {
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 57}, Message: "Client not authenticated to send mail."}
	}
	return s.session.Mail(from, o)
}

// asks is the exchange: a wrong token is told in a challenge, and its answer must be the mechanism's.
type asks struct {
	s    *guardedSession
	told bool
}

func (a *asks) Next(response []byte) ([]byte, bool, error) {
	a.s.g.mu.Lock()
	defer a.s.g.mu.Unlock()
	if a.told {
		if want := map[string]string{"XOAUTH2": "", "OAUTHBEARER": "\x01"}[a.s.g.mechanism]; string(response) != want {
			return nil, true, fmt.Errorf("%q is no answer to a challenge", response)
		}
		return nil, true, &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 3}, Message: "Authentication unsuccessful"}
	}
	a.s.g.tries.Add(1)
	if !strings.Contains(string(response), "auth=Bearer "+a.s.g.token+"\x01\x01") {
		a.told = true
		return []byte(`{"status":"401","schemes":"bearer","scope":"https://mail.example.com/"}`), false, nil
	}
	a.s.in = true
	return nil, true, nil
}

func guard(t *testing.T, mechanism string, secure bool) (*guarded, *tls.Config) {
	t.Helper()
	certified := httptest.NewTLSServer(nil)
	t.Cleanup(certified.Close)
	roots := x509.NewCertPool()
	roots.AddCert(certified.Certificate())
	g := &guarded{sink: &sink{done: make(chan struct{})}, mechanism: mechanism, token: "t1"}
	server := smtp.NewServer(g)
	server.Domain, server.ErrorLog, server.AllowInsecureAuth = "sink.example", quiet{}, true
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g.address = l.Addr().String()
	if secure {
		l = tls.NewListener(l, &tls.Config{Certificates: certified.TLS.Certificates, MinVersion: tls.VersionTLS12})
	}
	go func() { _ = server.Serve(l) }() // ends with Close
	t.Cleanup(func() {
		close(g.done)
		_ = server.Close() // the test is over
		_ = l.Close()
	})
	return g, &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
}

// giver gives tokens t1, t2, … and refresh tokens r1, r2, …
func giver(t *testing.T) (address string, seen func() string) {
	t.Helper()
	var mu sync.Mutex
	var all []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		all = append(all, r.PostFormValue("refresh_token"))
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"access_token":"t%d","token_type":"Bearer","expires_in":3600,"refresh_token":"r%d"}`, len(all), len(all))
	}))
	t.Cleanup(s.Close)
	return s.URL, func() string {
		mu.Lock()
		defer mu.Unlock()
		return strings.Join(all, " ")
	}
}

func TestMailIsSentByATokenAndTheRefreshTokenIsKept(t *testing.T) {
	t.Parallel()
	for _, mechanism := range []string{"XOAUTH2", "OAUTHBEARER"} {
		dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
			g, trust := guard(t, mechanism, true)
			url, seen := giver(t)
			vault := bearer.Vault(strings.Repeat("k", 32))
			grant := bearer.Grant{Provider: bearer.Other, Way: bearer.ByRefresh, Client: "c", Refresh: "r0", TokenURL: url}
			config := func() *mail.SMTP {
				return &mail.SMTP{Address: g.address, User: "hr@ferrow-lund.example", From: "hr@ferrow-lund.example", TLS: mail.TLSImplicit, Config: trust, Timeout: 5 * time.Second, Connections: 1,
					Tokens: mail.Tokens(db, vault, grant)}
			}
			queue := func() {
				t.Helper()
				if err := db.Tx(t.Context(), func(tx *store.Tx) error {
					return mail.Enqueue(t.Context(), tx, mail.Message{To: "amina@ferrow-lund.example", Kind: "test", Subject: "Hello", Text: "Hello"})
				}); err != nil {
					t.Fatal(err)
				}
			}
			queue()
			if sum, err := mail.NewSender(db, config(), nil).Pass(t.Context()); err != nil || sum.Sent != 1 {
				t.Fatalf("got %+v, %v", sum, err)
			}
			g.wants("t2") // after a restart the refresh token that was kept counts
			queue()
			if sum, err := mail.NewSender(db, config(), nil).Pass(t.Context()); err != nil || sum.Sent != 1 || seen() != "r0 r1" {
				t.Fatalf("got %+v, %v, asked with %s", sum, err, seen())
			}
			kept, err := store.One[[]byte](t.Context(), db, `SELECT token FROM mail_refresh`)
			if plain, openErr := vault.Open(kept); err != nil || openErr != nil || plain != "r2" || strings.Contains(string(kept), "r2") {
				t.Errorf("kept %q, %v, %v", kept, err, openErr)
			}
			grant.Refresh = "other"
			if _, err := mail.Tokens(db, vault, grant).Token(t.Context()); err != nil || seen() != "r0 r1 other" {
				t.Errorf("%v, asked with %s", err, seen())
			}
		})
	}
}

func TestARefusedTokenMakesNoStorm(t *testing.T) {
	t.Parallel()
	for _, mechanism := range []string{"XOAUTH2", "OAUTHBEARER"} {
		g, trust := guard(t, mechanism, true)
		g.wants("never")
		url, seen := giver(t)
		now := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
		source := bearer.New(bearer.Options{Now: func() time.Time { return now }, Load: func(context.Context) (bearer.Grant, error) {
			return bearer.Grant{Provider: bearer.Other, Way: bearer.ByClient, Client: "c", Secret: "s", TokenURL: url}, nil
		}})
		var last error
		for range 200 {
			last = mail.Ready(t.Context(), mail.SMTP{Address: g.address, User: "hr@ferrow-lund.example", TLS: mail.TLSImplicit, Config: trust, Timeout: 5 * time.Second, Tokens: source})
			if last == nil || !strings.Contains(last.Error(), "does not take the token for hr@ferrow-lund.example") || !strings.Contains(last.Error(), "Authentication unsuccessful") {
				t.Fatalf("%s: got %v", mechanism, last)
			}
			now = now.Add(4 * time.Second)
		}
		if n := g.tries.Load(); n != 2 || len(strings.Fields(seen()+"x x")) > 4 {
			t.Errorf("%s: the mail server was shown %d tokens", mechanism, n)
		}
	}
}

func TestATokenIsNotSentWithoutTLS(t *testing.T) {
	t.Parallel()
	g, _ := guard(t, "XOAUTH2", false)
	url, _ := giver(t)
	source := bearer.New(bearer.Options{Load: func(context.Context) (bearer.Grant, error) {
		return bearer.Grant{Provider: bearer.Other, Way: bearer.ByClient, Client: "c", Secret: "s", TokenURL: url}, nil
	}})
	for _, how := range []mail.TLS{mail.TLSNone, mail.TLSOptional, mail.TLSRequired} {
		err := mail.Ready(t.Context(), mail.SMTP{Address: g.address, User: "hr@ferrow-lund.example", TLS: how, Timeout: 5 * time.Second, Tokens: source})
		if err == nil || errors.Is(err, context.Canceled) || g.tries.Load() != 0 {
			t.Errorf("%s: got %v after %d tokens", how, err, g.tries.Load())
		}
	}
}
