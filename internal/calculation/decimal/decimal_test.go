package decimal_test

import (
	"errors"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"hearth/internal/calculation/decimal"
)

func TestNumbersAreReadAndWritten(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"0": "0", "-0": "0", "0.00": "0", "38": "38", "38.50": "38.5", "-38.05": "-38.05", "007": "7", "0.000001": "0.000001", "-0.5": "-0.5",
		"999999999999.999999": "999999999999.999999", "-999999999999.999999": "-999999999999.999999", "1.0000000000000": "1"} {
		if got, err := decimal.Parse(text); err != nil || got.String() != want {
			t.Errorf("%s is %s, %v", text, got, err)
		}
	}
	for text, want := range map[string]error{"": decimal.ErrSyntax, "-": decimal.ErrSyntax, ".5": decimal.ErrSyntax, "5.": decimal.ErrSyntax, "1,5": decimal.ErrSyntax, "1e3": decimal.ErrSyntax,
		"+1": decimal.ErrSyntax, "--1": decimal.ErrSyntax, "1.2.3": decimal.ErrSyntax, " 1": decimal.ErrSyntax, "٣": decimal.ErrSyntax, "NaN": decimal.ErrSyntax, "0x10": decimal.ErrSyntax,
		"1_000": decimal.ErrSyntax, "1000000000000": decimal.ErrSize, "0.0000001": decimal.ErrSize} {
		if got, err := decimal.Parse(text); !errors.Is(err, want) {
			t.Errorf("%q is %s, %v", text, got, err)
		}
	}
}

func TestPlacesAreStated(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text   string
		places int
		want   string
	}{{"152", 2, "152.00"}, {"152.5", 2, "152.50"}, {"0.125", 2, "0.125"}, {"-3", 1, "-3.0"}, {"7", 0, "7"}, {"7", 99, "7.000000"}, {"7", -1, "7"}} {
		if got := number(t, c.text).Fixed(c.places); got != c.want {
			t.Errorf("%s with %d places is %s, not %s", c.text, c.places, got, c.want)
		}
	}
}

func number(t testing.TB, text string) decimal.Decimal {
	t.Helper()
	d, err := decimal.Parse(text)
	if err != nil {
		t.Fatal(text, err)
	}
	return d
}

func TestRounding(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, halfUp, halfEven, down, up string }{
		{"0.125", "0.13", "0.12", "0.12", "0.13"},
		{"0.135", "0.14", "0.14", "0.13", "0.14"},
		{"-0.125", "-0.13", "-0.12", "-0.12", "-0.13"},
		{"0.124999", "0.12", "0.12", "0.12", "0.13"},
		{"0.125001", "0.13", "0.13", "0.12", "0.13"},
		{"2", "2", "2", "2", "2"},
		{"-0.001", "0", "0", "0", "-0.01"},
	} {
		for how, want := range map[decimal.Rounding]string{decimal.HalfUp: c.halfUp, decimal.HalfEven: c.halfEven, decimal.Down: c.down, decimal.Up: c.up} {
			if got, err := how.Round(number(t, c.text).Rat(), 2); err != nil || got.String() != want {
				t.Errorf("%s %s is %s, not %s (%v)", c.text, how, got, want, err)
			}
		}
	}
}

// The rounded number is the nearest one that its way allows, for any fraction.
func TestRoundingIsNeverFurtherThanItMay(t *testing.T) {
	t.Parallel()
	source := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		r := big.NewRat(source.Int64N(2e9)-1e9, source.Int64N(9999)+1)
		places := source.IntN(5)
		unit := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
		half := new(big.Rat).Quo(unit, big.NewRat(2, 1))
		for _, how := range decimal.Roundings() {
			d, err := how.Round(r, places)
			if err != nil {
				t.Fatal(err)
			}
			off := new(big.Rat).Sub(d.Rat(), r)
			size := new(big.Rat).Abs(off)
			outwards := off.Sign() * r.Sign()
			if size.Cmp(unit) >= 0 || how != decimal.Up && how != decimal.Down && size.Cmp(half) > 0 || how == decimal.Down && outwards > 0 || how == decimal.Up && outwards < 0 {
				t.Fatalf("%s %s to %d places is %s", r, how, places, d)
			}
			if _, whole := d.Minor(places); !whole {
				t.Fatalf("%s has more than %d places", d, places)
			}
		}
	}
}

func TestNothingOverflows(t *testing.T) {
	t.Parallel()
	most := number(t, "999999999999.999999")
	if d, err := most.Add(number(t, "0.000001")); err == nil {
		t.Errorf("%s", d)
	}
	if d, err := most.Neg().Sub(most); err == nil {
		t.Errorf("%s", d)
	}
	if d, err := decimal.Up.Round(most.Rat(), 2); err == nil {
		t.Errorf("%s", d)
	}
	if d, err := decimal.HalfUp.Round(new(big.Rat).Mul(most.Rat(), most.Rat()), 2); err == nil {
		t.Errorf("%s", d)
	}
	if d, err := decimal.Minor(1<<62, 0); err == nil {
		t.Errorf("%s", d)
	}
	if d, ok := decimal.Exact(big.NewRat(1, 3)); ok {
		t.Errorf("%s", d)
	}
	if n, err := decimal.Minor(-15205, 2); err != nil || n.String() != "-152.05" {
		t.Errorf("%s, %v", n, err)
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"0", "-38.50", "1.", ".1", "1e9", "999999999999.999999", "0000000000000001", "-0.0000000", "٣٫٥", "1,234.50", "\x00", strings.Repeat("9", 400)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := decimal.Parse(text)
		if err != nil {
			return
		}
		want, ok := new(big.Rat).SetString(text)
		if !ok || want.Cmp(d.Rat()) != 0 {
			t.Fatalf("%q is %s", text, d)
		}
		for _, written := range []string{d.String(), d.Fixed(2), d.Fixed(6)} {
			if again, err := decimal.Parse(written); err != nil || again != d {
				t.Fatalf("%q became %q, %v", text, written, err)
			}
		}
		n, whole := d.Minor(decimal.MostPlaces)
		if back, err := decimal.Minor(n, decimal.MostPlaces); err != nil || back != d || !whole {
			t.Fatalf("%q is %d millionths and back %s, %v", text, n, back, err)
		}
	})
}
