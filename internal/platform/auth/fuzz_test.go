package auth

import (
	"bytes"
	"testing"
	"time"
)

// FuzzUnseal holds that of sealed secrets only what was sealed here comes back.
func FuzzUnseal(f *testing.F) {
	a := &Auth{key: []byte("0123456789abcdef0123456789abcdef")}
	sealed, err := a.seal([]byte("secret"))
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{sealed, "", "x", sealed[1:], sealed + "A", "!!!!"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, err := a.unseal(text); err == nil && !bytes.Equal(got, []byte("secret")) {
			t.Errorf("%q holds %q", text, got)
		}
	})
}

// FuzzCode holds that a code is right only digit by digit.
func FuzzCode(f *testing.F) {
	secret, now := []byte("12345678901234567890"), time.Unix(59, 0)
	for _, s := range []string{"287082", "", "287082 ", " 287082", "287083", "２８７０８２", "000000", "287082\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, code string) {
		if step := totpMatches(secret, code, now, 0); step > 0 && totp(secret, step) != code {
			t.Errorf("%q is taken for %q", code, totp(secret, step))
		}
		if easyPIN(code) {
			return
		}
	})
}
