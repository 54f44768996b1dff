package stats

import "math"

// normal95 is the quantile of the standard normal distribution that leaves 2.5 % above it.
const normal95 = 1.959963984540054

// Estimate is a figure with its interval of 95 %. What cannot be estimated is NaN; an odds ratio may be infinite. Both are null in JSON.
type Estimate struct {
	Value Figure `json:"value"`
	Low   Figure `json:"low"`
	High  Figure `json:"high"`
}

// RiskDifference returns the Mantel-Haenszel estimate of how much higher the favourable share of the group is than that of the others in the same
// stratum, between -1 and 1. The interval is NaN where its variance is 0, as with outcomes that the group determines wholly: that is no
// certainty.
//
// Source: Sato, On the variance estimator for the Mantel-Haenszel risk difference, Biometrics 45 (1989) 1323–1324; as in SAS, PROC FREQ,
// COMMONRISKDIFF.
func RiskDifference(strata []Stratum) Estimate { return riskDifference(strata, normal95) }

func riskDifference(strata []Stratum, z float64) Estimate {
	var weights, differences, ps, qs float64
	for _, s := range ordered(strata) {
		a, n1 := float64(s.Favourable), float64(s.Group)
		c, n2 := float64(s.AllFavourable-s.Favourable), float64(s.All-s.Group)
		n := n1 + n2
		weights += n1 * n2 / n
		differences += (a*n2 - c*n1) / n
		ps += (n1*n1*c - n2*n2*a + n1*n2*(n2-n1)/2) / (n * n)
		qs += (a*(n2-c) + c*(n1-a)) / (2 * n)
	}
	if weights == 0 {
		return Estimate{nan, nan, nan}
	}
	d := differences / weights
	variance := (d*ps + qs) / (weights * weights)
	if variance < 1e-15 { // 0 but for rounding
		return Estimate{Figure(d), nan, nan}
	}
	half := z * math.Sqrt(variance)
	return Estimate{Figure(d), Figure(max(-1, d-half)), Figure(min(1, d+half))}
}

// OddsRatio returns the Mantel-Haenszel estimate of the common odds ratio of a favourable decision, group to others: 1 is alike. It is +Inf when no
// stratum holds both a refusal of the group and a favourable decision of others, NaN when the reverse is missing too; the interval is NaN then,
// and also where the estimate is 0.
//
// Source: Mantel and Haenszel, J. Natl. Cancer Inst. 22 (1959) 719–748; the interval by Robins, Breslow and Greenland, Biometrics 42 (1986)
// 311–323.
func OddsRatio(strata []Stratum) Estimate { return oddsRatio(strata, normal95) }

func oddsRatio(strata []Stratum, z float64) Estimate {
	var r, s, pr, psqr, qs float64
	for _, t := range ordered(strata) {
		a, b := float64(t.Favourable), float64(t.Group-t.Favourable)
		c := float64(t.AllFavourable - t.Favourable)
		n := float64(t.All)
		d := n - a - b - c
		r1, s1, p1, q1 := a*d/n, b*c/n, (a+d)/n, (b+c)/n
		r, s = r+r1, s+s1
		pr, psqr, qs = pr+p1*r1, psqr+p1*s1+q1*r1, qs+q1*s1
	}
	switch {
	case r == 0 && s == 0:
		return Estimate{nan, nan, nan}
	case s == 0:
		return Estimate{Figure(math.Inf(1)), nan, nan}
	case r == 0:
		return Estimate{0, nan, nan}
	}
	half := z * math.Sqrt(pr/(2*r*r)+psqr/(2*r*s)+qs/(2*s*s))
	return Estimate{Figure(r / s), Figure(r / s * math.Exp(-half)), Figure(r / s * math.Exp(half))}
}
