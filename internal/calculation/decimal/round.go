package decimal

import "math/big"

// Rounding is how a number loses places. Each treats a deduction as the payment of the same size.
type Rounding string

// The ways of rounding.
const (
	HalfUp   Rounding = "half_up"   // to the nearest; from the middle away from zero
	HalfEven Rounding = "half_even" // to the nearest; from the middle to the even digit
	Down     Rounding = "down"      // towards zero
	Up       Rounding = "up"        // away from zero
)

// Roundings are all ways, in the order in which a form offers them.
func Roundings() []Rounding { return []Rounding{HalfUp, HalfEven, Down, Up} }

// Round returns r with so many places. It refuses what is too large then.
func (how Rounding) Round(r *big.Rat, places int) (Decimal, error) {
	scaled := new(big.Rat).Mul(r, new(big.Rat).SetInt64(pow(places)))
	n, rest := new(big.Int).QuoRem(new(big.Int).Abs(scaled.Num()), scaled.Denom(), new(big.Int))
	if how.away(n, rest.Lsh(rest, 1).Cmp(scaled.Denom()), rest.Sign() != 0) {
		n.Add(n, big.NewInt(1))
	}
	if r.Sign() < 0 {
		n.Neg(n)
	}
	return fromRat(new(big.Rat).SetFrac(n, big.NewInt(pow(places))))
}

// away reports whether n goes away from zero; half compares the rest with a half, and inexact says whether there is one.
func (how Rounding) away(n *big.Int, half int, inexact bool) bool {
	switch how {
	case Up:
		return inexact
	case Down:
		return false
	case HalfEven:
		return half > 0 || half == 0 && n.Bit(0) == 1
	default:
		return half >= 0
	}
}

// Exact returns r as a number; false where it does not end within MostPlaces, or is too large.
func Exact(r *big.Rat) (Decimal, bool) {
	d, err := fromRat(r)
	return d, err == nil
}
