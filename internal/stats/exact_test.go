package stats

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// The exact test agrees with fractions of whole numbers over all tables with the same margins.
func TestTheExactTestAgreesWithFractions(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		strata := randomStrata(random)
		got, _ := ExactTest(strata)
		if want := byFractions(strata); math.Abs(got-want) > 1e-11*want {
			t.Fatalf("%+v: got %.15g, want %.15g", strata, got, want)
		}
	}
}

func randomStrata(random *rand.Rand) []Stratum {
	var strata []Stratum
	for range 1 + random.IntN(6) {
		strata = append(strata, table(random.IntN(12), random.IntN(12), 1+random.IntN(12), random.IntN(12)))
	}
	return strata
}

func byFractions(strata []Stratum) float64 {
	ways, observed := []*big.Int{big.NewInt(1)}, 0
	for _, s := range strata {
		next := make([]*big.Int, len(ways)+s.Group)
		for i := range next {
			next[i] = new(big.Int)
		}
		for x := 0; x <= s.Group; x++ {
			if x > s.AllFavourable {
				break
			}
			one := new(big.Int).Mul(binomial(s.Group, x), binomial(s.All-s.Group, s.AllFavourable-x))
			for i, w := range ways {
				next[i+x].Add(next[i+x], new(big.Int).Mul(w, one))
			}
		}
		ways, observed = next, observed+s.Favourable
	}
	all, extreme := new(big.Int), new(big.Int)
	for _, w := range ways {
		all.Add(all, w)
		if w.Cmp(ways[observed]) <= 0 {
			extreme.Add(extreme, w)
		}
	}
	p, _ := new(big.Rat).SetFrac(extreme, all).Float64()
	return p
}

func binomial(n, k int) *big.Int {
	if k < 0 || k > n {
		return new(big.Int)
	}
	return new(big.Int).Binomial(int64(n), int64(k))
}

// p ≤ α has at most the probability α, for every α: summed over all outcomes that the margins allow. A mid-p breaks this.
func TestTheExactTestKeepsItsLevel(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(2, 1))
	midBroke := false
	for range 30 {
		strata := randomStrata(random)
		low, probabilities := sumDistribution(strata)
		of := func(sum int) float64 {
			p, _ := ExactTest(withSum(strata, sum))
			return p
		}
		for i := range probabilities {
			alpha, reached, mid := of(low+i), 0.0, 0.0
			for j, q := range probabilities {
				if of(low+j) <= alpha {
					reached += q
				}
				if of(low+j)-q/2 <= alpha-probabilities[i]/2 {
					mid += q
				}
			}
			if reached > alpha*(1+1e-9) {
				t.Fatalf("%+v: p ≤ %g has the probability %g", strata, alpha, reached)
			}
			midBroke = midBroke || mid > (alpha-probabilities[i]/2)*(1+1e-9)
		}
	}
	if !midBroke {
		t.Error("a mid-p keeps the level too: this test sees nothing")
	}
}

// withSum returns strata with the same margins and sum favourable decisions of the group.
func withSum(strata []Stratum, sum int) []Stratum {
	changed := ordered(strata)
	for i := range changed {
		sum -= changed[i].low()
	}
	for i, s := range changed {
		more := min(sum, s.high()-s.low())
		changed[i].Favourable = s.low() + more
		sum -= more
	}
	return changed
}

func TestWhatIsNearlyImpossibleHasASmallP(t *testing.T) {
	t.Parallel()
	p, ok := ExactTest([]Stratum{table(50_000, 0, 0, 50_000)})
	if !ok || p != smallest {
		t.Errorf("got %g, %v", p, ok)
	}
	if p, ok = ExactTest([]Stratum{table(25_000, 25_000, 25_000, 25_000)}); !ok || math.Abs(p-1) > 1e-9 {
		t.Errorf("a table that is as expected: got %g, %v", p, ok)
	}
}

// Above MaxSupport the normal test stands in, and the finding says so; just below, the two agree.
func TestTheNormalTestStandsInForWhatIsTooLarge(t *testing.T) {
	t.Parallel()
	large := []Stratum{table(MaxSupport, MaxSupport, MaxSupport-300, MaxSupport+300)}
	if _, ok := ExactTest(large); ok {
		t.Error("the exact test takes more than MaxSupport values")
	}
	if f := finding("A", large); f.Method != normalMethod || float64(f.P) != NormalTest(large) {
		t.Errorf("got %s, p %g", f.Method, f.P)
	}
	below := []Stratum{table(29_000, 29_000, 29_300, 28_700)}
	if f := finding("A", below); f.Method != exactMethod || math.Abs(float64(f.P)/NormalTest(below)-1) > 0.001 {
		t.Errorf("got %s, p %g; the normal test gives %g", f.Method, f.P, NormalTest(below))
	}
}

func TestTablesWithZerosHaveNoFalseInterval(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what            string
		strata          []Stratum
		difference      float64
		odds            float64
		spread, hasOdds bool
	}{
		{"all refused", []Stratum{table(0, 10, 0, 10)}, 0, math.NaN(), false, false},
		{"all granted", []Stratum{table(10, 0, 10, 0)}, 0, math.NaN(), false, false},
		{"the group decides", []Stratum{table(10, 0, 0, 10)}, 1, math.Inf(1), false, false},
		{"the group decides against", []Stratum{table(0, 10, 10, 0)}, -1, 0, false, false},
		{"one zero", []Stratum{table(10, 0, 5, 5)}, 0.5, math.Inf(1), true, false},
		{"another zero", []Stratum{table(0, 10, 5, 5)}, -0.5, 0, true, false},
		{"zeros in single cells", []Stratum{table(10, 0, 5, 5), table(0, 10, 5, 5)}, 0, 1, true, true},
	} {
		f := finding("A", c.strata)
		d, o := f.RiskDifference, f.OddsRatio
		same := float64(o.Value) == c.odds || math.IsNaN(c.odds) && math.IsNaN(float64(o.Value))
		if math.Abs(float64(d.Value)-c.difference) > 1e-12 || !same {
			t.Errorf("%s: got %v and %v", c.what, d.Value, o.Value)
		}
		if spread := !math.IsNaN(float64(d.Low)) && !math.IsNaN(float64(d.High)); spread != c.spread {
			t.Errorf("%s: the difference has the interval %v to %v", c.what, d.Low, d.High)
		}
		if has := !math.IsNaN(float64(o.Low)) && !math.IsNaN(float64(o.High)); has != c.hasOdds {
			t.Errorf("%s: the odds ratio has the interval %v to %v", c.what, o.Low, o.High)
		}
		if want := !c.spread || !c.hasOdds; (len(f.Notes) > 0) != want {
			t.Errorf("%s: the notes are %q", c.what, f.Notes)
		}
	}
}
