package routing

import (
	"strings"
	"testing"
)

// FuzzLanguage holds that what is taken for the tag of a language is short, written in the letters of tags, and begins with a language, which is taken by itself too.
func FuzzLanguage(f *testing.F) {
	for _, s := range []string{"", "en", "sv", "pt-BR", "zh-Hant", "EN", "en_GB", "e", "engl", "en-", "en-x", "en-GB-oxendict", "en\n", " en", "де", "en-123456789", "es-419"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !tagged.MatchString(text) {
			return
		}
		language, region, more := strings.Cut(text, "-")
		if len(text) > 12 || strings.Trim(language, "abcdefghijklmnopqrstuvwxyz") != "" || more && region == "" || strings.ContainsAny(text, " \t\r\n,;") || !tagged.MatchString(language) {
			t.Errorf("%q is taken for a language", text)
		}
	})
}
