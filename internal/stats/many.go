package stats

import (
	"cmp"
	"slices"
)

// Holm returns the p corrected for their number, in the order given: flagging what is at most α keeps the chance of even one wrong flag at most α,
// however the tests depend on each other.
//
// Source: Holm, A simple sequentially rejective multiple test procedure, Scand. J. Stat. 6 (1979) 65–70.
func Holm(ps []float64) []float64 {
	corrected := make([]float64, len(ps))
	highest := 0.0
	for rank, i := range byP(ps) {
		highest = max(highest, min(1, float64(len(ps)-rank)*ps[i]))
		corrected[i] = highest
	}
	return corrected
}

// BenjaminiHochberg returns the p corrected for their number, in the order given: flagging what is at most q keeps the expected share of wrong
// flags among the flags at most q, where the tests are independent or positively dependent. Comparisons of groups with each other are neither for
// certain; Hearth flags by Holm and reports this beside it.
//
// Source: Benjamini and Hochberg, Controlling the false discovery rate, J. R. Stat. Soc. B 57 (1995) 289–300.
func BenjaminiHochberg(ps []float64) []float64 {
	corrected := make([]float64, len(ps))
	lowest := 1.0
	for rank, i := range slices.Backward(byP(ps)) {
		lowest = min(lowest, float64(len(ps))/float64(rank+1)*ps[i])
		corrected[i] = lowest
	}
	return corrected
}

// byP returns the indices of ps from the smallest p to the largest.
func byP(ps []float64) []int {
	order := make([]int, len(ps))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(ps[a], ps[b]) })
	return order
}
