package bearer

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1" //nolint:gosec // x5t of RFC 7515, a name of the certificate and no proof
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
)

// assertionType is how a request says that the application proves by a signature who it is: RFC 7523, section 2.2.
const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// assertionLife is how long a signature counts.
const assertionLife = 5 * time.Minute

// Certificate is by what an application proves who it is instead of by a secret: what it signs, the provider checks with the certificate that it was given. The key never leaves.
type Certificate struct {
	Ends  time.Time
	Print string // its SHA-256, as base64url: how the provider finds it
	der   []byte
	key   crypto.Signer
}

// ReadCertificate reads a certificate and its key, one after the other as PEM. It refuses, with a sentence that says what to do, a key that is locked or does not belong to the certificate, and one that
// is too weak: RSA has 2,048 bits or more, and of elliptic curves P-256 is taken.
func ReadCertificate(pem string) (Certificate, error) {
	if strings.Contains(pem, "ENCRYPTED") {
		return Certificate{}, fault.New(fault.Invalid, "The key of the certificate is locked by a password. Unlock it first, for example with openssl pkey.")
	}
	pair, err := tls.X509KeyPair([]byte(pem), []byte(pem))
	if err != nil {
		return Certificate{}, fault.New(fault.Invalid, "Give the certificate and its key as PEM, one after the other: what begins with BEGIN CERTIFICATE and what begins with BEGIN PRIVATE KEY.")
	}
	sum := sha256.Sum256(pair.Leaf.Raw)
	c := Certificate{Ends: pair.Leaf.NotAfter, Print: base64.RawURLEncoding.EncodeToString(sum[:]), der: pair.Leaf.Raw}
	switch key := pair.PrivateKey.(type) {
	case *rsa.PrivateKey:
		if key.N.BitLen() >= 2048 {
			c.key = key
		}
	case *ecdsa.PrivateKey:
		if key.Curve == elliptic.P256() {
			c.key = key
		}
	}
	if c.key == nil {
		return Certificate{}, fault.New(fault.Invalid, "The key of the certificate must be of RSA with at least 2048 bits, or of the curve P-256. Make another one.")
	}
	return c, nil
}

// assertion is the signed proof that a request comes from client, for the service at address alone.
func (c Certificate) assertion(client, address string, now time.Time) (string, error) {
	sum := sha1.Sum(c.der) //nolint:gosec // see above
	head := map[string]string{"typ": "JWT", "alg": "PS256", "x5t": base64.RawURLEncoding.EncodeToString(sum[:]), "x5t#S256": c.Print}
	if _, curve := c.key.(*ecdsa.PrivateKey); curve {
		head["alg"] = "ES256"
	}
	body := map[string]any{"aud": address, "iss": client, "sub": client, "jti": ident.New(), "iat": now.Unix(), "nbf": now.Unix(), "exp": now.Add(assertionLife).Unix()}
	text := ""
	for _, part := range []any{head, body} {
		raw, err := json.Marshal(part)
		if err != nil {
			return "", fmt.Errorf("write assertion: %w", err)
		}
		text += base64.RawURLEncoding.EncodeToString(raw) + "."
	}
	text = strings.TrimSuffix(text, ".")
	signature, err := c.sign(sha256.Sum256([]byte(text)))
	if err != nil {
		return "", fmt.Errorf("sign assertion: %w", err)
	}
	return text + "." + base64.RawURLEncoding.EncodeToString(signature), nil
}

// sign signs a digest as RFC 7518 wants it, sections 3.4 and 3.5.
func (c Certificate) sign(digest [sha256.Size]byte) ([]byte, error) {
	key, curve := c.key.(*ecdsa.PrivateKey)
	if !curve {
		return c.key.Sign(rand.Reader, digest[:], &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash, Hash: crypto.SHA256})
	}
	r, s, err := ecdsa.Sign(rand.Reader, key, digest[:])
	if err != nil {
		return nil, err
	}
	out := make([]byte, 64)
	r.FillBytes(out[:32])
	s.FillBytes(out[32:])
	return out, nil
}
