package bearer

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"math/big"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/fault"
)

// FuzzCertificate holds that a certificate is refused with a sentence, or that what its key signs is what it says.
func FuzzCertificate(f *testing.F) {
	ends := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	good, _ := certified(f, curveKey(f, elliptic.P256()), ends)
	other, _ := certified(f, curveKey(f, elliptic.P256()), ends)
	weak, _ := certified(f, rsaKey(f, 1024), ends)
	wide, _ := certified(f, curveKey(f, elliptic.P384()), ends)
	certificate, key, _ := strings.Cut(good, "-----BEGIN PRIVATE")
	_, foreign, _ := strings.Cut(other, "-----BEGIN PRIVATE")
	for _, s := range []string{"", good, weak, wide, certificate, "-----BEGIN PRIVATE" + key, "-----BEGIN PRIVATE" + key + certificate, certificate + "-----BEGIN PRIVATE" + foreign, good + good, "a line\n" + good + "\nanother",
		strings.Replace(good, "PRIVATE KEY", "ENCRYPTED PRIVATE KEY", 2), strings.ReplaceAll(good, "\n", "\r\n"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ReadCertificate(text)
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		leaf, err := x509.ParseCertificate(c.der)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(c.der)
		if c.Print != base64.RawURLEncoding.EncodeToString(sum[:]) || !c.Ends.Equal(leaf.NotAfter) {
			t.Errorf("%+v is said of %v", c, leaf.NotAfter)
		}
		said, err := c.assertion("client", "https://a.example", ends)
		if err != nil {
			t.Fatal(err)
		}
		i := strings.LastIndex(said, ".")
		signature, err := base64.RawURLEncoding.DecodeString(said[i+1:])
		if err != nil {
			t.Fatal(err)
		}
		digest := sha256.Sum256([]byte(said[:i]))
		switch public := leaf.PublicKey.(type) {
		case *ecdsa.PublicKey:
			if len(signature) != 64 || public.Curve != elliptic.P256() || !ecdsa.Verify(public, digest[:], new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:])) {
				t.Error("the certificate does not prove what its key signed")
			}
		case *rsa.PublicKey:
			if err := rsa.VerifyPSS(public, crypto.SHA256, digest[:], signature, nil); err != nil || public.N.BitLen() < 2048 {
				t.Errorf("the certificate does not prove what its key of %d bits signed: %v", public.N.BitLen(), err)
			}
		default:
			t.Errorf("a key of the kind %T is taken", public)
		}
	})
}
