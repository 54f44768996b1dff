package imap

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"net"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
)

// given are tokens of a test.
type given struct {
	token   string
	err     error
	refused []string
}

func (g *given) Token(context.Context) (string, error) { return g.token, g.err }

func (g *given) Refused(token string, why error) {
	g.refused = append(g.refused, token+": "+why.Error())
}

// demanding is a server that lets in by a token alone, and keeps what it was told.
type demanding struct {
	address    string
	mechanisms string
	token      string
	config     *tls.Config
	trust      *tls.Config
	mu         sync.Mutex
	heard      []string
}

func (d *demanding) said() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return strings.Join(d.heard, "|")
}

func demand(t *testing.T, mechanisms, token string, implicit bool) *demanding {
	t.Helper()
	certified := httptest.NewTLSServer(nil)
	t.Cleanup(certified.Close)
	roots := x509.NewCertPool()
	roots.AddCert(certified.Certificate())
	d := &demanding{mechanisms: mechanisms, token: token, config: &tls.Config{Certificates: certified.TLS.Certificates, MinVersion: tls.VersionTLS12},
		trust: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() }) // ends the loop
	d.address = l.Addr().String()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			if implicit {
				c = tls.Server(c, d.config)
			}
			go d.talk(c, implicit)
		}
	}()
	return d
}

func (d *demanding) talk(c net.Conn, secured bool) {
	defer func() { _ = c.Close() }() // a peer of a test
	in := bufio.NewScanner(c)
	fmt.Fprint(c, "* OK ready\r\n")
	next := func() string {
		if !in.Scan() {
			return ""
		}
		d.mu.Lock()
		defer d.mu.Unlock()
		d.heard = append(d.heard, in.Text())
		return in.Text()
	}
	for in.Scan() {
		tag, command, _ := strings.Cut(in.Text(), " ")
		word, rest, _ := strings.Cut(command, " ")
		d.mu.Lock()
		d.heard = append(d.heard, command)
		d.mu.Unlock()
		switch word {
		case "STARTTLS":
			fmt.Fprint(c, tag+" OK go on\r\n")
			c, secured = tls.Server(c, d.config), true
			in = bufio.NewScanner(c)
			continue
		case "CAPABILITY":
			fmt.Fprint(c, "* CAPABILITY IMAP4rev1 "+d.offers(secured)+"\r\n")
		case "AUTHENTICATE":
			mechanism, first, _ := strings.Cut(rest, " ")
			if first == "" {
				fmt.Fprint(c, "+ \r\n")
				first = next()
			}
			raw, _ := base64.StdEncoding.DecodeString(first) // what is none has no token
			if !strings.Contains(string(raw), "auth=Bearer "+d.token+"\x01\x01") {
				fmt.Fprint(c, "+ "+base64.StdEncoding.EncodeToString([]byte(`{"status":"400","schemes":"Bearer","scope":"https://mail.example.com/"}`))+"\r\n")
				want := map[string]string{"XOAUTH2": "", "OAUTHBEARER": "AQ=="}[mechanism]
				if got := next(); got != want {
					fmt.Fprintf(c, "%s BAD %q is no answer to a challenge\r\n", tag, got)
					continue
				}
				fmt.Fprintf(c, "%s NO SASL authentication failed for %s\r\n", tag, raw[len(raw)-10:len(raw)-2])
				continue
			}
		case "LOGIN":
			fmt.Fprint(c, tag+" NO passwords are over\r\n")
			continue
		case "SELECT", "EXAMINE":
			fmt.Fprint(c, "* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 4] ok\r\n")
		}
		fmt.Fprint(c, tag+" OK done\r\n")
	}
}

func (d *demanding) offers(secured bool) string {
	if secured {
		return d.mechanisms
	}
	return "STARTTLS"
}

func TestATokenSignsIn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		mechanisms, want string
		how              mail.TLS
	}{
		"microsoft":  {"AUTH=PLAIN AUTH=XOAUTH2 SASL-IR", "XOAUTH2", mail.TLSImplicit},
		"google":     {"SASL-IR AUTH=XOAUTH2 AUTH=PLAIN AUTH=PLAIN-CLIENTTOKEN AUTH=OAUTHBEARER", "OAUTHBEARER", mail.TLSImplicit},
		"no SASL-IR": {"AUTH=XOAUTH2", "XOAUTH2", mail.TLSImplicit},
		"STARTTLS":   {"AUTH=XOAUTH2 SASL-IR", "XOAUTH2", mail.TLSRequired},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := demand(t, c.mechanisms, "good", c.how == mail.TLSImplicit)
			tokens := &given{token: "good"}
			got, err := Try(t.Context(), Account{Address: d.address, TLS: c.how, User: address, Tokens: tokens, Config: d.trust})
			if err != nil || got.Mails != 3 || !strings.Contains(d.said(), "AUTHENTICATE "+c.want) || len(tokens.refused) != 0 {
				t.Fatalf("got %+v, %v, said %s", got, err, d.said())
			}
			tokens.token = "bad12345"
			_, err = Try(t.Context(), Account{Address: d.address, TLS: c.how, User: address, Tokens: tokens, Config: d.trust})
			if fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), "does not take the token for "+address) || !strings.Contains(err.Error(), "SASL authentication failed for …") ||
				strings.Contains(err.Error(), "bad12345") || len(tokens.refused) != 1 {
				t.Errorf("got %v, told %v", err, tokens.refused)
			}
		})
	}
}

func TestATokenIsNeverShownWithoutTLS(t *testing.T) {
	t.Parallel()
	d := demand(t, "AUTH=XOAUTH2 SASL-IR", "good", false)
	for _, how := range []mail.TLS{mail.TLSNone, mail.TLSOptional} {
		bare := liar(t, "* OK ready\r\n", obliging(func(tag, command string) (string, bool) {
			return "* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR\r\n" + tag + " OK\r\n", command == "CAPABILITY"
		}))
		for _, at := range []string{bare, d.address} {
			_, err := Try(t.Context(), Account{Address: at, TLS: how, User: address, Tokens: &given{token: "good"}, Config: d.trust})
			if at == d.address && how == mail.TLSOptional {
				if err != nil {
					t.Errorf("a server that offers TLS is not used by it: %v", err)
				}
				continue
			}
			if err == nil || !strings.Contains(err.Error(), "protected connections only") {
				t.Errorf("%s %s: got %v", how, at, err)
			}
		}
	}
}

func TestWithoutATokenTheMailServerIsLeftAlone(t *testing.T) {
	t.Parallel()
	d := demand(t, "AUTH=XOAUTH2", "good", true)
	_, err := Try(t.Context(), Account{Address: d.address, TLS: mail.TLSImplicit, User: address, Config: d.trust, Tokens: &given{err: fault.New(fault.Invalid, "The secret has run out.")}})
	if err == nil || !strings.Contains(err.Error(), "run out") || d.said() != "" {
		t.Errorf("got %v, said %q", err, d.said())
	}
	d = demand(t, "AUTH=PLAIN", "good", true)
	_, err = Try(t.Context(), Account{Address: d.address, TLS: mail.TLSImplicit, User: address, Config: d.trust, Tokens: &given{token: "good"}})
	if err == nil || !strings.Contains(err.Error(), "does not offer to sign in by OAuth") || strings.Contains(d.said(), "AUTHENTICATE") {
		t.Errorf("got %v, said %q", err, d.said())
	}
}
