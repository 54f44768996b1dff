package bearer

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1" //nolint:gosec // x5t
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/fault"
)

// certified is a certificate of an application, with its key as PEM.
func certified(t testing.TB, key crypto.Signer, ends time.Time) (text string, leaf *x509.Certificate) {
	t.Helper()
	about := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Hearth"}, NotBefore: ends.AddDate(-1, 0, 0), NotAfter: ends}
	der, err := x509.CreateCertificate(rand.Reader, about, about, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err = x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})) + string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: plain})), leaf
}

func rsaKey(t testing.TB, bits int) *rsa.PrivateKey {
	t.Helper()
	if bits < 1024 {
		t.Fatal("too weak to be made")
	}
	key, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func curveKey(t testing.TB, c elliptic.Curve) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(c, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// proves checks an assertion as a provider does that was given the certificate of an application: RFC 7523, section 3, and RFC 7515, section 4.1.
func proves(text string, leaf *x509.Certificate, client, address string, now time.Time, seen map[string]bool) error {
	parts := strings.Split(text, ".")
	if len(parts) != 3 {
		return errors.New("it has not three parts")
	}
	var raw [3][]byte
	for i, p := range parts {
		var err error
		if raw[i], err = base64.RawURLEncoding.DecodeString(p); err != nil {
			return err
		}
	}
	var head map[string]string
	var body struct {
		Iss, Sub, Aud, Jti string
		Exp, Nbf, Iat      int64
	}
	if err := errors.Join(json.Unmarshal(raw[0], &head), json.Unmarshal(raw[1], &body)); err != nil {
		return err
	}
	long, short := sha256.Sum256(leaf.Raw), sha1.Sum(leaf.Raw) //nolint:gosec // x5t
	if head["x5t#S256"] != base64.RawURLEncoding.EncodeToString(long[:]) || head["x5t"] != base64.RawURLEncoding.EncodeToString(short[:]) {
		return errors.New("it names another certificate")
	}
	digest := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	switch key := leaf.PublicKey.(type) {
	case *rsa.PublicKey:
		if err := rsa.VerifyPSS(key, crypto.SHA256, digest[:], raw[2], &rsa.PSSOptions{SaltLength: sha256.Size}); err != nil || head["alg"] != "PS256" {
			return fmt.Errorf("%s: %w", head["alg"], err)
		}
	case *ecdsa.PublicKey:
		if len(raw[2]) != 64 || head["alg"] != "ES256" || !ecdsa.Verify(key, digest[:], new(big.Int).SetBytes(raw[2][:32]), new(big.Int).SetBytes(raw[2][32:])) {
			return errors.New("its signature is wrong")
		}
	}
	if body.Iss != client || body.Sub != client || body.Aud != address || body.Jti == "" || seen[body.Jti] {
		return fmt.Errorf("it says %+v", body)
	}
	seen[body.Jti] = true
	if body.Nbf > now.Unix() || body.Iat > now.Unix() || body.Exp <= now.Unix() || body.Exp > now.Add(10*time.Minute).Unix() {
		return fmt.Errorf("it counts at another time: %+v", body)
	}
	return nil
}

// An application proves who it is by a signature that a provider checks, with the application itself and with a refresh token; nothing of its key goes out.
func TestACertificateProvesWhoTheApplicationIs(t *testing.T) {
	t.Parallel()
	h := begun()
	for name, key := range map[string]crypto.Signer{"RSA": rsaKey(t, 2048), "P-256": curveKey(t, elliptic.P256())} {
		text, leaf := certified(t, key, h.at.AddDate(1, 0, 0))
		seen, given := map[string]bool{}, 0
		var s *service
		s = serve(t, func(r *http.Request) (int, string) {
			if err := proves(r.PostForm.Get("client_assertion"), leaf, "the-application", s.URL, h.at, seen); err != nil {
				t.Errorf("%s: %v", name, err)
				return 401, `{"error":"invalid_client"}`
			}
			if r.PostForm.Get("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" || r.PostForm.Has("client_secret") || r.Header.Get("Authorization") != "" ||
				strings.Contains(r.PostForm.Encode(), "PRIVATE") {
				t.Errorf("%s: asked with %v", name, r.PostForm)
			}
			given++
			return 200, fmt.Sprintf(`{"access_token":"t%d","token_type":"Bearer","expires_in":3600}`, given)
		})
		for _, g := range []Grant{{Provider: Other, Way: ByClient, Client: "the-application", Certificate: text, TokenURL: s.URL},
			{Provider: Other, Way: ByRefresh, Client: "the-application", Certificate: text, Refresh: "r", TokenURL: s.URL}} {
			var f fault.Fields
			if g.Check(&f, ""); len(f) > 0 {
				t.Errorf("%s: %v", name, f.Err())
			}
			source := of(g, h)
			for range 2 {
				if _, err := source.Token(t.Context()); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				h.at = h.at.Add(2 * time.Hour)
			}
		}
		if given != 4 {
			t.Errorf("%s: %d tokens", name, given)
		}
	}
}

// What proves nothing is refused with a sentence when it is written down, and when its time is over before anybody is asked.
func TestACertificateThatProvesNothingIsRefused(t *testing.T) {
	t.Parallel()
	h := begun()
	good, _ := certified(t, curveKey(t, elliptic.P256()), h.at.AddDate(0, 0, 1))
	other, _ := certified(t, curveKey(t, elliptic.P256()), h.at.AddDate(0, 0, 1))
	weak, _ := certified(t, rsaKey(t, 1024), h.at.AddDate(1, 0, 0))
	curve, _ := certified(t, curveKey(t, elliptic.P384()), h.at.AddDate(1, 0, 0))
	alone, key, _ := strings.Cut(good, "-----BEGIN PRIVATE KEY")
	_, otherKey, _ := strings.Cut(other, "-----BEGIN PRIVATE KEY")
	for text, want := range map[string]string{
		"no PEM": "as PEM", alone: "as PEM", "-----BEGIN PRIVATE KEY" + key: "as PEM", alone + "-----BEGIN PRIVATE KEY" + otherKey: "as PEM", weak: "2048 bits", curve: "P-256",
		alone + "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n": "locked by a password", good: "",
	} {
		var f fault.Fields
		Grant{Provider: Microsoft, Tenant: "t", Way: ByClient, Client: "c", Certificate: text}.Check(&f, "oauth_")
		if err := f.Err(); (want == "") != (err == nil) || err != nil && (!strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "oauth_certificate")) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
	var f fault.Fields
	Grant{Provider: Microsoft, Tenant: "t", Way: ByClient, Client: "c", Certificate: good, Secret: "s"}.Check(&f, "")
	if err := f.Err(); err == nil || !strings.Contains(err.Error(), "Leave one of them out") {
		t.Errorf("got %v", err)
	}
	s := serve(t, says(200, `{"access_token":"t","token_type":"Bearer","expires_in":3600}`))
	g := Grant{Provider: Other, Way: ByClient, Client: "c", Certificate: good, TokenURL: s.URL}
	if token, err := of(g, h).Token(t.Context()); token != "t" || err != nil {
		t.Errorf("got %q, %v", token, err)
	}
	h.at = h.at.AddDate(0, 0, 2)
	if _, err := of(g, h).Token(t.Context()); fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), "ended on 2026-11-29") || s.asked.Load() != 1 {
		t.Errorf("got %v after %d requests", err, s.asked.Load())
	}
}
