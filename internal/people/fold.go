package people

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plain maps letters that do not decompose to what people type for them.
var plain = strings.NewReplacer("ß", "ss", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "æ", "ae", "œ", "oe", "ı", "i")

// Fold returns text as it is compared and searched: without accents and case, with single spaces. Letters of other
// scripts stay what they are.
func Fold(text string) string {
	if text == "" {
		return ""
	}
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		switch {
		case unicode.Is(unicode.Mn, r) && r < 0x0590: // the accents of Latin, Greek and Cyrillic; other scripts need theirs
		case unicode.IsSpace(r) || unicode.IsControl(r):
			space = b.Len() > 0
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(plain.Replace(b.String()))
}

// FoldEmail returns an address as it is kept and compared.
func FoldEmail(address string) string {
	return strings.ToLower(norm.NFKC.String(strings.TrimSpace(address)))
}

// foldNumber returns a personnel number as it is kept and compared: upper case, without spaces at its ends.
func foldNumber(number string) string { return strings.ToUpper(strings.TrimSpace(number)) }

// likeAny escapes what has a meaning in LIKE; the condition says ESCAPE '\'.
var likeAny = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)
