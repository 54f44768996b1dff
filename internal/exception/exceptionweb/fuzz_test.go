package exceptionweb

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// readsAs is how an amount is written.
var readsAs = regexp.MustCompile(`^[0-9]+([.,][0-9]{1,2})?$`)

// FuzzCents holds that an amount is refused, or is the same when it is typed as it is shown, and that nothing is taken for one that is written in another way.
func FuzzCents(f *testing.F) {
	for _, s := range []string{"", " ", "40", "39.5", "39,50", " 40 ", "1,250", "1.250", "1,250.00", "-1", "0", "999999999.99", "1000000000", ".5", "5.", "٣", "1e3", "+5", "40\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, typed := cents(text), strings.TrimSpace(text)
		if typed == "" {
			if n != 0 {
				t.Errorf("nothing is %d", n)
			}
			return
		}
		if n < -1 || n >= 0 && !readsAs.MatchString(typed) {
			t.Errorf("%q is %d", text, n)
		}
		if n < 0 {
			return
		}
		if again := cents(fmt.Sprintf("%d.%02d", n/100, n%100)); again != n {
			t.Errorf("%q is %d, and shown it is %d", text, n, again)
		}
	})
}
