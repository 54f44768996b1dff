package postbox

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"math/big"
	"strings"
	"testing"
	"time"
)

// certificate returns a server's configuration for hearth.example, and a client's that trusts it.
func certificate(t *testing.T) (server, client *tls.Config) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"hearth.example"}, NotBefore: time.Unix(0, 0), NotAfter: time.Unix(1<<33, 0)}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}, &tls.Config{RootCAs: roots, ServerName: "hearth.example"}
}

func TestSTARTTLS(t *testing.T) {
	t.Parallel()
	server, client := certificate(t)
	for _, protocol := range []Protocol{SMTP, LMTP} {
		r := start(t, Options{Protocol: protocol, TLS: server})
		hello := map[Protocol]string{SMTP: "EHLO", LMTP: "LHLO"}[protocol] + " peer.example"
		conn := r.dial()
		plain := make([]byte, 4096)
		ask := func(line, want string) string {
			if line != "" {
				_, _ = conn.Write([]byte(line + "\r\n"))
			}
			got := ""
			for !strings.Contains(got, want) || !strings.HasSuffix(got, "\n") {
				n, err := conn.Read(plain)
				if got += string(plain[:n]); err != nil {
					t.Fatalf("%q: %v; want %s", got, err, want)
				}
			}
			return got
		}
		ask("", "220 ")
		if a := ask(hello, "250 LIMITS"); !strings.Contains(a, "\r\n250-STARTTLS\r\n") {
			t.Errorf("offers %q", a)
		}
		ask("MAIL FROM:<before@out.example>", "250")
		ask("RCPT TO:<"+ours+">", "250")
		ask("STARTTLS", "220 2.0.0")
		secure := tls.Client(conn, client)
		p := newPeer(t, secure)
		p.do("DATA", "502")                      // the mail before is forgotten
		p.do("MAIL FROM:<a@out.example>", "503") // as is the greeting
		if a := p.do(hello, "250"); strings.Contains(a, "STARTTLS") || strings.Contains(a, "AUTH") {
			t.Errorf("within TLS it offers %q", a)
		}
		p.do("STARTTLS", "502")
		p.do("AUTH PLAIN AGEAYg==", "504")
		p.do("MAIL FROM:<a@out.example>", "250")
		p.do("RCPT TO:<"+ours+">", "250")
		p.do("DATA", "354")
		p.do(sentOddly+".", "250")
		p.do("MAIL FROM:<a@out.example>", "250")
		p.do("RCPT TO:<"+ours+">", "250")
		p.send("BDAT 5 LAST\r\nab")
		_ = conn.Close()
		p.gone()
		p = r.peer(t)
		p.do(hello, "250")
		p.send("STARTTLS\r\nMAIL FROM:<eve@evil.example>\r\n")
		p.gone("554 5.5.1") // what an attacker adds in the clear does not come into the session
		p = r.peer(t)
		p.do("STARTTLS", "220")
		p.send("this is no handshake\r\n")
		for p.answer() != "" { // an alert is no line, so nothing can be said of it
		}
		if err := r.stop(); err != nil {
			t.Error(err)
		}
		if all := r.all(); len(all) != 1 || string(all[0].raw) != meantOddly || all[0].From != "a@out.example" {
			t.Errorf("got %q", all)
		}
	}
}
