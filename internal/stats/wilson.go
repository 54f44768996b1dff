package stats

import "math"

// z95 is the 97.5 % point of the normal distribution.
const z95 = 1.959963984540054

// Wilson returns the 95 % interval of a share of which k of n were seen, by the score method (Wilson 1927). It has no shares below 0 or above 1, and a width where all or none
// were seen. Without anything seen it returns 0 and 1.
func Wilson(k, n int) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	p, m := float64(k)/float64(n), float64(n)
	middle := (p + z95*z95/(2*m)) / (1 + z95*z95/m)
	half := z95 / (1 + z95*z95/m) * math.Sqrt(p*(1-p)/m+z95*z95/(4*m*m))
	return max(0, middle-half), min(1, middle+half)
}
