package calculation

import (
	"errors"
	"testing"

	"hearth/internal/calculation/decimal"
)

// FuzzQuantity holds that a quantity is refused by its form or its size, or is the same number when it is read as it is shown.
func FuzzQuantity(f *testing.F) {
	for _, s := range []string{"", "4", "7.5", "18/31", "-3", "0/5", "5/0", "5/-1", "1/3/2", " 1 / 3 ", "1,5", "٣", "000000000000000000001", "0.00000000000000000001", "999999999999999999", "/", "1/", "/2", "1e9", "-0/7"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		shown, exact, err := parseQuantity(text)
		if err != nil {
			if !errors.Is(err, decimal.ErrSyntax) && !errors.Is(err, decimal.ErrSize) {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		again, same, err := parseQuantity(shown)
		if err != nil || again != shown || same.Cmp(exact) != 0 {
			t.Errorf("%q is %s, shown as %q, which is read as %q, %v, %v", text, exact, shown, again, same, err)
		}
	})
}
