package ident

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// Seal returns 32 characters that nobody without the secret makes for a text: for links whose holder may do one thing without signing in. Compare them by hmac.Equal. The text begins with what the
// seal is for, so that none serves for another thing.
func Seal(secret []byte, text string) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(text))
	return hex.EncodeToString(mac.Sum(nil)[:16])
}
