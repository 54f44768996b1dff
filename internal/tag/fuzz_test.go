package tag

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"hearth/internal/platform/fault"
)

// FuzzWord holds that a word is refused with a sentence, or is a short line that is the same when it is typed again, that it is compared by something, and that no row of digits is in it.
func FuzzWord(f *testing.F) {
	for _, s := range []string{"", "a", "shift swap", " Shift   Swap ", "shift-swap", "one two three four five", "12345", "1234", "1985-03-12", "12 34 56", "über", "u\u0308ber", "\u0301\u0301", "e\u0301\u0301", "\u3164\u3164", "ﬀ", "①②③④⑤", "straße", "a\u00ad\u00adb", "日本", "a-", "-a", "a--b", "a\nb", "@hr",
		"abcdefghijklmnopqrstuvwxyzabcd", "abcdefghijklmnopqrstuvwxyzabcde"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		word, folded, err := check(typed)
		if err != nil {
			if told := fault.As(err); told == nil || told.Kind != fault.Invalid || len(told.Fields) != 1 || told.Fields[0].Name != "word" {
				t.Errorf("%q is refused by %v", typed, err)
			}
			return
		}
		if n := utf8.RuneCountInString(word); n < shortest || n > longest || len(strings.Fields(word)) > 4 || strings.ContainsFunc(word, unicode.IsControl) || !utf8.ValidString(word) {
			t.Errorf("%q is kept as %q", typed, word)
		}
		if strings.TrimSpace(folded) == "" {
			t.Errorf("%q is compared by nothing: %q", typed, folded)
		}
		if again, same, err := check(word); err != nil || again != word || same != folded {
			t.Errorf("%q is kept as %q, which is %q, %q, %v", typed, word, again, same, err)
		}
		in := 0
		for _, r := range word {
			if !unicode.IsNumber(r) {
				in = 0
			} else if in++; in == 5 {
				t.Errorf("%q is kept as %q", typed, word)
			}
		}
	})
}
