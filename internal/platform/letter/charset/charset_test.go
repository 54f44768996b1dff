package charset_test

import (
	"testing"
	"unicode/utf8"

	"hearth/internal/platform/letter/charset"
)

func TestBytesBecomeText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		label, bytes, want string
		true               bool
	}{
		{"", "plain", "plain", true},
		{"", "\xe9", "é", true},
		{"US-ASCII", "\xe9", "é", false},
		{"utf-8", "é", "é", true},
		{"utf-8", "\xe9t\xe9", "été", false},
		{"utf-8", "éé\xff", "éé\uFFFD", false},
		{"iso-8859-1", "é", "é", false},
		{" \"ISO-8859-15\" ", "\xa4", "€", true},
		{"iso_8859-1", "\xe9", "é", true},
		{"cp1251", "\xcf\xf0", "Пр", true},
		{"gb2312", "\xc4\xe3", "你", true},
		{"big5", "\xa7A", "你", true},
		{"big5", "你好", "你好", false},
		{"ks_c_5601-1987", "\xc7\xd1", "한", true},
		{"euc-jp", "\xa4\xb3", "こ", true},
		{"cp932", "\x82\xb1", "こ", true},
		{"hz-gb-2312", "~{Dc~}", "你", true},
		{"iso-2022-jp", "\x1b$B$3\x1b(B", "こ", true},
		{"us-ascii", "\x1b$B$3\x1b(B", "こ", false},
		{"utf-16le", "a\x00", "a", true},
		{"replacement", "abc", "abc", false},
		{"iso-2022-kr", "abc", "abc", false},
		{"x-nonsense", "abc", "abc", false},
	} {
		if got, ok := charset.Decode(c.label, []byte(c.bytes)); got != c.want || ok != c.true {
			t.Errorf("%s %q: got %q, %v, want %q, %v", c.label, c.bytes, got, ok, c.want, c.true)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("utf-8", []byte("é\xff"))
	f.Add("iso-2022-jp", []byte("\x1b$B$"))
	f.Add("utf-16", []byte{0xfe, 0xff, 0})
	f.Fuzz(func(t *testing.T, label string, b []byte) {
		if text, _ := charset.Decode(label, b); !utf8.ValidString(text) {
			t.Errorf("%q", text)
		}
	})
}
