package statementweb

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// threeBehind is an amount whose comma or point could stand between thousands.
var threeBehind = regexp.MustCompile(`[.,][0-9]{3}$`)

// FuzzCost holds that a cost is refused, or is the same amount when it is typed as it is shown, and that what could mean thousands is refused.
func FuzzCost(f *testing.F) {
	for _, s := range []string{"", "45", "45.50", "45,5", "45,50", "1,250", "1.250", "1,250.00", "1.250,00", "1250.505", "-3", "0", "0.00", "000012", "999999999999", "9999999999999", "1 250", ".5", "5.", ",", "٣", "1e3", "+5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cents, ok := centsOf(text)
		if !ok {
			return
		}
		if threeBehind.MatchString(text) {
			t.Errorf("%q is taken for %d cents", text, cents)
		}
		if cents < 0 {
			return // refused where it is kept
		}
		if again, ok := centsOf(amountOf(cents)); !ok || again != cents {
			t.Errorf("%q is %d cents, shown as %q, which is %d, %v", text, cents, amountOf(cents), again, ok)
		}
	})
}

// FuzzMinutes holds that minutes are the whole number that was typed, whatever stands around it, none where nothing was typed, and below none where it is no number of minutes.
func FuzzMinutes(f *testing.F) {
	for _, s := range []string{"", " ", "30", " 30", "30 ", "\t30\n", "-5", "+5", "0", "007", "3.5", "3,5", "1_0", "0x1f", "99999999999999999999", "٣"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		typed, got := strings.TrimSpace(text), minutesOf(text)
		want, err := strconv.ParseUint(typed, 10, 63)
		switch {
		case typed == "":
			if got != 0 {
				t.Errorf("nothing is %d minutes", got)
			}
		case err != nil:
			if got >= 0 {
				t.Errorf("%q is %d minutes", text, got)
			}
		case got != int(want):
			t.Errorf("%q is %d minutes, want %d", text, got, want)
		}
	})
}
