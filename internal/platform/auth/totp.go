package auth

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1" //nolint:gosec // RFC 6238's default, which every authenticator app uses
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"net/url"
	"time"
)

// totpStep is the time step of RFC 6238.
const totpStep = 30

// totp returns the six-digit code of a secret for a time step: RFC 6238 with HMAC-SHA-1, RFC 4226 section 5.3.
func totp(secret []byte, step int64) string { return hotp(secret, step, 1_000_000) }

func hotp(secret []byte, step, modulus int64) string {
	m := hmac.New(sha1.New, secret)
	if err := binary.Write(m, binary.BigEndian, step); err != nil {
		panic("auth: a hash cannot fail: " + err.Error())
	}
	sum := m.Sum(nil)
	at := sum[len(sum)-1] & 0x0f
	code := int64(binary.BigEndian.Uint32(sum[at:at+4]) & 0x7fffffff)
	width := len(fmt.Sprint(modulus)) - 1
	return fmt.Sprintf("%0*d", width, code%modulus)
}

// totpMatches returns the step whose code this is, within one step of now, later than last so that no code works twice; 0 is none.
func totpMatches(secret []byte, code string, now time.Time, last int64) int64 {
	for step := now.Unix()/totpStep - 1; step <= now.Unix()/totpStep+1; step++ {
		if step > last && hmac.Equal([]byte(totp(secret, step)), []byte(code)) {
			return step
		}
	}
	return 0
}

func newTOTPSecret() []byte {
	b := make([]byte, 20)
	if _, err := rand.Read(b); err != nil {
		panic("auth: no randomness: " + err.Error())
	}
	return b
}

var plainBase32 = base32.StdEncoding.WithPadding(base32.NoPadding)

// totpURL is what the QR code of an authenticator app says.
func totpURL(org, account string, secret []byte) string {
	v := url.Values{"secret": {plainBase32.EncodeToString(secret)}, "issuer": {org}}
	return "otpauth://totp/" + url.PathEscape(org+":"+account) + "?" + v.Encode()
}

// seal encrypts a secret by this installation's key (AES-256-GCM); unseal is its inverse.
func (a *Auth) seal(secret []byte) (string, error) {
	box, err := a.box()
	if err != nil {
		return "", err
	}
	nonce := make([]byte, box.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return "", err
	}
	return base64.RawStdEncoding.EncodeToString(box.Seal(nonce, nonce, secret, nil)), nil
}

func (a *Auth) unseal(text string) ([]byte, error) {
	box, err := a.box()
	if err != nil {
		return nil, err
	}
	b, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil || len(b) < box.NonceSize() {
		return nil, errors.New("auth: a sealed secret is damaged")
	}
	return box.Open(nil, b[:box.NonceSize()], b[box.NonceSize():], nil)
}

func (a *Auth) box() (cipher.AEAD, error) {
	m := hmac.New(sha256.New, a.key)
	m.Write([]byte("auth.factor"))
	block, err := aes.NewCipher(m.Sum(nil))
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
