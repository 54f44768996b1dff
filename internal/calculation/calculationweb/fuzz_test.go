package calculationweb

import (
	"regexp"
	"strings"
	"testing"

	"hearth/internal/calculation/decimal"
)

// eitherWay is a number whose one comma or point could stand between thousands as well as before three decimals.
var eitherWay = regexp.MustCompile(`^-?\d{1,3},\d{3}$`)

// digitsOf are the digits of a text.
func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// FuzzNumber holds that what somebody typed as a number keeps each of its digits in their order, and whether it is below nothing; that it means the same when it is typed as it was understood; and that what could mean
// two numbers is none.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"", "1.234,50", "1,234.50", "38,5", "1,234", "-1,234", "1.234.567,8", "1,234,567.8", "−3,50", "1 250", "1\u202f250,00", "€ 12", "12,3456", "12,", ",5", "1,2,3", "1.2.3", "1,234.", "--1", "٣", "1e3", "18/31", "0,0", "1.234"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		plain := number(text)
		if again := number(plain); again != plain {
			t.Errorf("%q is %q, and that is %q", text, plain, again)
		}
		if digitsOf(plain) != digitsOf(text) {
			t.Errorf("%q is %q: a digit is lost", text, plain)
		}
		d, err := decimal.Parse(plain)
		if err != nil {
			return
		}
		if eitherWay.MatchString(strings.TrimSpace(text)) {
			t.Errorf("%q is taken for %s", text, d)
		}
		if minus := strings.ContainsAny(text, "-−"); d.Sign() > 0 && minus || d.Sign() < 0 && !minus {
			t.Errorf("%q is taken for %s", text, d)
		}
	})
}
