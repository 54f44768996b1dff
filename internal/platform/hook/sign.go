package hook

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strconv"
	"strings"
	"time"
)

const (
	prefix      = "whsec_"
	secretBytes = 32
)

// NewSecret returns a secret of 256 random bits, as receivers of webhooks write it: whsec_ and base64.
func NewSecret() string {
	b := make([]byte, secretBytes)
	if _, err := rand.Read(b); err != nil {
		panic("hook: no randomness: " + err.Error()) // the system cannot work safely without it
	}
	return prefix + base64.StdEncoding.EncodeToString(b)
}

// Sign returns the value of the header webhook-signature for a message with an id, sent at a moment: one signature v1 for each secret, with spaces between. It refuses no secrets, and
// ones that NewSecret could not have made but for their length.
func Sign(id string, at time.Time, body []byte, secrets ...string) (string, error) {
	if len(secrets) == 0 {
		return "", errors.New("sign: no secret")
	}
	var all []string
	for _, secret := range secrets {
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, prefix))
		if err != nil || len(key) == 0 {
			return "", errors.New("sign: the secret is not base64")
		}
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(id + "." + strconv.FormatInt(at.Unix(), 10) + "."))
		mac.Write(body)
		all = append(all, "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	}
	return strings.Join(all, " "), nil
}
