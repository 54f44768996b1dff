package config

import (
	"encoding/hex"
	"strings"
	"testing"

	"hearth/internal/platform/fault"
)

func FuzzKey(f *testing.F) {
	for _, s := range []string{"", "00", strings.Repeat("ab", keyBytes), strings.Repeat("AB", keyBytes) + "\n", strings.Repeat("ab", keyBytes+1), strings.Repeat("zz", keyBytes)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		key, err := decodeKey("key", text)
		if err != nil && fault.KindOf(err) != fault.Invalid {
			t.Fatal(err)
		}
		if err == nil && !strings.EqualFold(hex.EncodeToString(key), strings.TrimSpace(text)) {
			t.Errorf("%q is read as %x", text, key)
		}
	})
}

// FuzzCheck holds that a configuration is accepted or refused with sentences, and that what it says of its own addresses can be used.
func FuzzCheck(f *testing.F) {
	f.Add("127.0.0.1:8080", "http://hearth.example", "smtp.example:587", "HR <hr@a.b>")
	f.Add(":", "https://", "x", "")
	f.Add("[::1]:0", "//x", ":25", "a@b\r\nc")
	f.Fuzz(func(t *testing.T, listen, url, smtp, from string) {
		c := Config{Listen: listen, PublicURL: url}
		c.SMTP.Address, c.SMTP.From = smtp, from
		err := c.Check()
		if err != nil && fault.KindOf(err) != fault.Invalid {
			t.Errorf("got %v", err)
		}
		if base := c.BaseURL(); err == nil && strings.ContainsAny(base, "\r\n ") {
			t.Errorf("the address is %q", base)
		}
	})
}
