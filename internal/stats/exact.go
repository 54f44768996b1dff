package stats

import (
	"cmp"
	"math"
	"slices"
)

// Stratum is the 2×2 table of one cell: a group against all others.
type Stratum struct {
	Favourable    int // decisions of the group that were favourable
	Group         int // decisions of the group
	AllFavourable int // favourable decisions of everybody in the cell
	All           int // decisions in the cell
}

// MaxSupport is how many values the number of favourable decisions of a group may take before ExactTest refuses. It counts
// at most half of the decisions, so that 100,000 decisions are never too many.
const MaxSupport = 60_000

// smallest is the probability below which a value is as good as impossible, and the least p that is reported. Without it the tails would run into
// numbers that float64 holds with few digits, or not at all.
const smallest = 1e-300

// low and high are the least and the most that the margins of the table leave open for Favourable.
func (s Stratum) low() int  { return max(0, s.Group+s.AllFavourable-s.All) }
func (s Stratum) high() int { return min(s.Group, s.AllFavourable) }

// ExactTest returns the two-sided p of the exact conditional test that in no stratum the outcome depends on the group, and false when there are
// more than MaxSupport possible values. Given the margins, the number of favourable decisions of the group is a sum of independent
// hypergeometric numbers; its distribution is their convolution. p is the probability of all sums that are at most as probable as the observed
// one, with R's tolerance of 1e-7 for ties; it is not a mid-p, so that p ≤ α has at most the probability α.
//
// Source: Birch, The detection of partial association I, J. R. Stat. Soc. B 26 (1964) 313–324; computed as in Mehta, Patel and Gray, J. Am. Stat.
// Assoc. 80 (1985) 969–973. R: mantelhaen.test(exact = TRUE).
func ExactTest(strata []Stratum) (p float64, ok bool) {
	support, observed := 1, 0
	for _, s := range strata {
		support += s.high() - s.low()
		observed += s.Favourable
	}
	if support > MaxSupport {
		return 0, false
	}
	low, probabilities := sumDistribution(ordered(strata))
	if observed < low || observed >= low+len(probabilities) {
		return smallest, true
	}
	bound := probabilities[observed-low] * (1 + 1e-7)
	for _, q := range probabilities {
		if q <= bound {
			p += q
		}
	}
	return min(1, max(p, smallest)), true
}

// ordered returns the strata in an order that does not depend on names, so that sums of them are the same to the last bit.
func ordered(strata []Stratum) []Stratum {
	return slices.SortedFunc(slices.Values(strata), func(a, b Stratum) int {
		return cmp.Or(a.All-b.All, a.Group-b.Group, a.AllFavourable-b.AllFavourable, a.Favourable-b.Favourable)
	})
}

// sumDistribution returns the probabilities of low, low+1, … as the sum of the favourable decisions.
func sumDistribution(strata []Stratum) (low int, probabilities []float64) {
	probabilities = []float64{1}
	for _, s := range strata {
		from, one := hypergeometric(s)
		cut, both := trimmed(convolution(probabilities, one))
		low, probabilities = low+from+cut, both
	}
	return low, probabilities
}

// hypergeometric returns the probabilities of low, low+1, … favourable decisions, by the ratio of neighbours outwards from the mode.
func hypergeometric(s Stratum) (low int, probabilities []float64) {
	group, favourable, all := float64(s.Group), float64(s.AllFavourable), float64(s.All)
	ratio := func(x int) float64 { // of the probability of x+1 to that of x
		v := float64(x)
		return (favourable - v) * (group - v) / ((v + 1) * (all - favourable - group + v + 1))
	}
	mode := min(s.high(), max(s.low(), int((group+1)*(favourable+1)/(all+2))))
	p := make([]float64, s.high()-s.low()+1)
	at := mode - s.low()
	p[at] = 1
	total := 1.0
	for i := at; i+1 < len(p) && p[i] > smallest; i++ {
		p[i+1] = p[i] * ratio(s.low()+i)
		total += p[i+1]
	}
	for i := at; i > 0 && p[i] > smallest; i-- {
		p[i-1] = p[i] / ratio(s.low()+i-1)
		total += p[i-1]
	}
	for i := range p {
		p[i] /= total
	}
	cut, p := trimmed(p)
	return s.low() + cut, p
}

func convolution(a, b []float64) []float64 {
	if len(a) < len(b) {
		a, b = b, a
	}
	sum := make([]float64, len(a)+len(b)-1)
	for i, y := range b {
		part := sum[i : i+len(a)]
		for j, x := range a {
			part[j] += x * y
		}
	}
	return sum
}

// trimmed takes what is as good as impossible from both ends, and returns how much went from the front.
func trimmed(p []float64) (front int, rest []float64) {
	possible := func(q float64) bool { return q >= smallest }
	front = max(0, slices.IndexFunc(p, possible))
	end := len(p)
	for end > front+1 && !possible(p[end-1]) {
		end--
	}
	return front, p[front:end]
}

// NormalTest returns the two-sided p of the Cochran-Mantel-Haenszel test with continuity correction, for what is too large for ExactTest. It is 1
// when no stratum can tell anything.
//
// Source: Mantel and Haenszel, J. Natl. Cancer Inst. 22 (1959) 719–748; with the correction as in R's mantelhaen.test.
func NormalTest(strata []Stratum) float64 {
	chi := chiSquared(strata)
	return max(math.Erfc(math.Sqrt(chi/2)), smallest)
}

func chiSquared(strata []Stratum) float64 {
	var difference, variance float64
	for _, s := range ordered(strata) {
		difference += float64(s.Favourable) - s.expected()
		if s.All > 1 {
			others, refused, all := float64(s.All-s.Group), float64(s.All-s.AllFavourable), float64(s.All)
			variance += float64(s.Group) * others / all * float64(s.AllFavourable) / all * refused / (all - 1)
		}
	}
	if variance == 0 {
		return 0
	}
	difference = math.Abs(difference)
	difference -= min(0.5, difference)
	return difference * difference / variance
}

// expected is the number of favourable decisions the group would have had at the rate of the whole cell.
func (s Stratum) expected() float64 {
	return float64(s.Group) * float64(s.AllFavourable) / float64(s.All)
}
