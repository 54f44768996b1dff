// Package decimal is exact decimal numbers of a stated size, and the ways in which they are rounded. Nothing in it is a floating-point number.
package decimal

import (
	"errors"
	"math/big"
	"strings"
)

// Most digits before and after the decimal point.
const (
	MostDigits = 12
	MostPlaces = 6
)

const (
	million = 1_000_000
	most    = 1_000_000_000_000 * million // nothing reaches it
)

// Decimal is a number with at most MostDigits digits before the point and MostPlaces after it. The zero value is 0. Two that are equal are ==.
type Decimal struct{ millionths int64 }

// ErrSyntax and ErrSize say what is wrong with a text.
var (
	ErrSyntax = errors.New("not a number")
	ErrSize   = errors.New("too many digits")
)

// Of returns n.
func Of(n int32) Decimal { return Decimal{int64(n) * million} }

// Parse reads a number such as "-38.50": digits, with a point between digits at most, and a minus before it at most. It refuses every other sign, and more digits than are kept.
func Parse(text string) (Decimal, error) {
	digits, negative := strings.CutPrefix(text, "-")
	whole, part, point := strings.Cut(digits, ".")
	if !allDigits(whole) || point && !allDigits(part) {
		return Decimal{}, ErrSyntax
	}
	whole, part = strings.TrimLeft(whole, "0"), strings.TrimRight(part, "0")
	if len(whole) > MostDigits || len(part) > MostPlaces {
		return Decimal{}, ErrSize
	}
	var n int64
	for _, c := range whole + part + strings.Repeat("0", MostPlaces-len(part)) {
		n = n*10 + int64(c-'0')
	}
	if negative {
		n = -n
	}
	return Decimal{n}, nil
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// Minor returns the number of units of which 10^places make one: 15200 cents with two places are 152. It refuses what is too large.
func Minor(units int64, places int) (Decimal, error) {
	return fromRat(new(big.Rat).SetFrac(big.NewInt(units), big.NewInt(pow(places))))
}

// Minor returns how many units of 10^-places d is; false where d has more places than that.
func (d Decimal) Minor(places int) (int64, bool) {
	unit := pow(MostPlaces - places)
	return d.millionths / unit, d.millionths%unit == 0
}

func pow(n int) int64 {
	p := int64(1)
	for range min(max(n, 0), MostPlaces) {
		p *= 10
	}
	return p
}

// fromRat returns a number that has no more than MostPlaces, or the fault.
func fromRat(r *big.Rat) (Decimal, error) {
	scaled := new(big.Rat).Mul(r, big.NewRat(million, 1))
	if !scaled.IsInt() || !scaled.Num().IsInt64() {
		return Decimal{}, ErrSize
	}
	n := scaled.Num().Int64()
	if n >= most || n <= -most {
		return Decimal{}, ErrSize
	}
	return Decimal{n}, nil
}

// Rat returns d as a fraction.
func (d Decimal) Rat() *big.Rat { return big.NewRat(d.millionths, million) }

// Add returns the sum. It refuses one that is too large.
func (d Decimal) Add(o Decimal) (Decimal, error) { return fromRat(new(big.Rat).Add(d.Rat(), o.Rat())) }

// Sub returns the difference. It refuses one that is too large.
func (d Decimal) Sub(o Decimal) (Decimal, error) { return d.Add(Decimal{-o.millionths}) }

// Neg returns −d.
func (d Decimal) Neg() Decimal { return Decimal{-d.millionths} }

// Sign is -1, 0 or 1.
func (d Decimal) Sign() int { return d.Rat().Sign() }

// String writes d as Parse reads it, without zeros at the end: "-38.5".
func (d Decimal) String() string { return d.Fixed(0) }

// Fixed writes d with at least so many places, and more where it has more: "152.00".
func (d Decimal) Fixed(places int) string {
	text := d.Rat().FloatString(MostPlaces)
	point := len(text) - MostPlaces
	keep := max(len(strings.TrimRight(text[point:], "0")), min(max(places, 0), MostPlaces))
	if keep == 0 {
		return text[:point-1]
	}
	return text[:point+keep]
}
