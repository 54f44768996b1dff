// Package charset turns the bytes of a mail into text, whatever character set they are in and whatever set their label names.
package charset

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// maxLabel is the longest name of a character set that is looked up; real ones have some twenty characters.
const maxLabel = 64

// Decode returns b as text, which is always valid UTF-8, and whether label told the truth: false when it names no set known here, or when the
// bytes are not of the set it names. Without a label UTF-8 is assumed, and Windows-1252 where the bytes are not UTF-8.
func Decode(label string, b []byte) (text string, asLabelled bool) {
	label = normal(label)
	switch label {
	case "", "us-ascii", "ascii", "utf-8", "utf8":
		if utf8.Valid(b) && !bytes.Contains(b, []byte("\x1b$")) {
			return string(b), label != "us-ascii" && label != "ascii" || isASCII(b)
		}
		return guess(b), label == ""
	}
	enc := lookup(label)
	if enc == nil {
		return guess(b), false
	}
	if utf8.Valid(b) && (singleByte(enc) && !isASCII(b) || longCharacters(b) > 1) {
		return string(b), false // bytes above 127 that happen to be whole UTF-8 characters are UTF-8 with a wrong label
	}
	out, _, err := transform.Bytes(enc.NewDecoder(), b)
	if err != nil {
		return guess(b), false
	}
	return strings.ToValidUTF8(string(out), "\uFFFD"), true
}

func normal(label string) string {
	return strings.ToLower(strings.Trim(label, " \t\r\n\"'"))
}

// aliases are names that mail programs use and the standard index does not know.
var aliases = map[string]encoding.Encoding{
	"cp932": japanese.ShiftJIS, "windows-31j": japanese.ShiftJIS, "x-ms-cp932": japanese.ShiftJIS,
	"iso-2022-jp-1": japanese.ISO2022JP, "iso-2022-jp-2": japanese.ISO2022JP, "iso-2022-jp-3": japanese.ISO2022JP, "iso-2022-jp-ms": japanese.ISO2022JP,
	"cp936": simplifiedchinese.GBK, "hz-gb-2312": simplifiedchinese.HZGB2312, "hz": simplifiedchinese.HZGB2312,
	"iso8859_1": charmap.Windows1252, "8859_1": charmap.Windows1252, "latin-1": charmap.Windows1252,
}

// lookup returns the encoding that label names, or nil.
func lookup(label string) encoding.Encoding {
	if label == "" || len(label) > maxLabel {
		return nil
	}
	if enc, ok := aliases[label]; ok {
		return enc
	}
	for _, name := range []string{label, strings.ReplaceAll(label, "_", "-")} {
		enc, err := htmlindex.Get(name)
		if err != nil || enc == encoding.Replacement || enc == charmap.XUserDefined {
			continue
		}
		return enc
	}
	if enc, err := ianaindex.MIME.Encoding(label); err == nil && enc != nil {
		return enc
	}
	return nil
}

func singleByte(enc encoding.Encoding) bool {
	_, ok := enc.(*charmap.Charmap)
	return ok
}

// guess reads bytes whose label is missing or wrong.
func guess(b []byte) string {
	switch {
	case bytes.Contains(b, []byte("\x1b$")):
		if out, _, err := transform.Bytes(japanese.ISO2022JP.NewDecoder(), b); err == nil {
			return strings.ToValidUTF8(string(out), "\uFFFD")
		}
	case utf8.Valid(b):
		return string(b)
	case mostlyUTF8(b):
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil { // Windows-1252 has a character for each byte
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	return strings.ToValidUTF8(string(out), "\uFFFD")
}

// mostlyUTF8 tells whether more bytes above 127 stand in whole UTF-8 characters than do not.
func mostlyUTF8(b []byte) bool {
	whole, stray := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n <= 1:
			stray++
		case n > 1:
			whole += n
		}
		b = b[n:]
	}
	return whole > stray
}

// longCharacters counts the characters that UTF-8 writes in three bytes or more; texts in other sets hardly ever have bytes that look so.
func longCharacters(b []byte) (n int) {
	for _, r := range string(b) {
		if r >= 0x800 && r != utf8.RuneError {
			n++
		}
	}
	return n
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
