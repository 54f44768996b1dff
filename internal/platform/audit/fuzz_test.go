package audit

import (
	"strings"
	"testing"
	"time"
)

// FuzzAnchor holds that of the lines of the file beside the database only those count that we wrote.
func FuzzAnchor(f *testing.F) {
	l := New(nil, []byte("0123456789abcdef0123456789abcdef"), nil)
	good := l.line("head", time.Unix(0, 0).UTC(), head{7, "abc"})
	for _, s := range []string{good, strings.TrimSpace(good), good + good, strings.Replace(good, " 7 ", " 8 ", 1), "", "a b c d e", "\n", strings.ToUpper(good)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, ok := l.parse(text)
		if ok && strings.TrimSuffix(l.line(a.kind, a.at, a.head), "\n") != strings.TrimSuffix(text, "\n") {
			t.Errorf("%q counts as %+v", text, a)
		}
	})
}
