package stats

import (
	"math"
	"testing"
)

// table is a stratum as the books print it: rows are the group and the others, columns favourable and not.
func table(a, b, c, d int) Stratum {
	return Stratum{Favourable: a, Group: a + b, AllFavourable: a + c, All: a + b + c + d}
}

var (
	// Penicillin and rabbits: Agresti, Categorical Data Analysis (1990) 231–237, and the examples of R's mantelhaen.test.
	rabbits = []Stratum{table(0, 6, 0, 5), table(3, 3, 0, 6), table(6, 0, 2, 4), table(5, 1, 6, 0), table(2, 0, 5, 0)}
	// Admissions to Berkeley in autumn 1973, men against women in the six largest departments: Bickel, Hammel and O'Connell, Science 187 (1975);
	// R's UCBAdmissions.
	berkeley = []Stratum{table(512, 313, 89, 19), table(353, 207, 17, 8), table(120, 205, 202, 391), table(138, 279, 131, 244), table(53, 138, 94, 299),
		table(22, 351, 24, 317)}
	// Tolbutamide and deaths, by age: Rothman, Greenland and Lash, Modern Epidemiology (2008), table 15-1; the figures to four digits are those of
	// the R package metafor, which follows the book.
	tolbutamide = []Stratum{table(8, 98, 5, 115), table(22, 76, 16, 69)}
)

const normal90 = 1.6448536269514722

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s: got %.8g, want %.8g", what, got, want)
	}
}

func TestTheExactTestIsAsPublished(t *testing.T) {
	t.Parallel()
	p, _ := ExactTest(rabbits)
	near(t, "rabbits, R says p-value = 0.03994", p, 0.03994, 0.000005)
	// One stratum is Fisher's exact test; the tea of the lady, R's fisher.test(TeaTasting): two-sided 0.4857.
	p, _ = ExactTest([]Stratum{table(3, 1, 1, 3)})
	near(t, "tea", p, 34.0/70, 1e-12)
	// 4 of 5 against 0 of 4, in R's fisher.test: 0.04762.
	p, _ = ExactTest([]Stratum{table(4, 1, 0, 4)})
	near(t, "rare disease", p, 6.0/126, 1e-12)
	// Selection rates 48 of 80 and 12 of 40: 0.00341; 48 of 80 and 21 of 50: 0.04954; 9 of 30 and 3 of 20: 0.31684.
	for _, c := range []struct {
		s    Stratum
		want float64
	}{{table(12, 28, 48, 32), 0.00341}, {table(21, 29, 48, 32), 0.04954}, {table(3, 17, 9, 21), 0.31684}} {
		p, _ = ExactTest([]Stratum{c.s})
		near(t, "selection", p, c.want, 0.000005)
	}
}

func TestTheNormalTestIsAsPublished(t *testing.T) {
	t.Parallel()
	near(t, "rabbits, X-squared", chiSquared(rabbits), 3.928571, 0.000001)
	near(t, "rabbits, p", NormalTest(rabbits), 0.04747226, 0.00000001)
	near(t, "Berkeley, X-squared", chiSquared(berkeley), 1.4269, 0.0001)
	near(t, "Berkeley, p", NormalTest(berkeley), 0.2323, 0.00005)
}

func TestTheOddsRatioIsAsPublished(t *testing.T) {
	t.Parallel()
	near(t, "rabbits", float64(OddsRatio(rabbits).Value), 7, 1e-9)
	b := OddsRatio(berkeley)
	near(t, "Berkeley", float64(b.Value), 0.9046968, 5e-8)
	near(t, "Berkeley, low", float64(b.Low), 0.7719074, 5e-8)
	near(t, "Berkeley, high", float64(b.High), 1.0603298, 5e-8)
	o := oddsRatio(tolbutamide, normal90)
	near(t, "tolbutamide", float64(o.Value), 1.4031, 0.00005)
	near(t, "tolbutamide, low", float64(o.Low), 0.8411, 0.00005)
	near(t, "tolbutamide, high", float64(o.High), 2.3409, 0.00005)
}

func TestTheRiskDifferenceIsAsPublished(t *testing.T) {
	t.Parallel()
	d := riskDifference(tolbutamide, normal90)
	near(t, "tolbutamide", float64(d.Value), 0.0349, 0.00005)
	near(t, "tolbutamide, low", float64(d.Low), -0.0176, 0.00005)
	near(t, "tolbutamide, high", float64(d.High), 0.0874, 0.00005)
}

func TestTheCorrectionsAreAsPublished(t *testing.T) {
	t.Parallel()
	compare := func(what string, got, want []float64) {
		for i := range want {
			near(t, what, got[i], want[i], 0.0005)
		}
	}
	compare("Holm, documentation of pingouin", Holm([]float64{0.50, 0.003, 0.32, 0.054, 0.0003}), []float64{0.64, 0.012, 0.64, 0.162, 0.0015})
	compare("Holm, documentation of stdlib", Holm([]float64{0.319, 0.201, 0.4, 0.374, 0.113}), []float64{0.957, 0.804, 0.957, 0.957, 0.565})
	compare("BH, documentation of stdlib", BenjaminiHochberg([]float64{0.008, 0.03, 0.123, 0.6, 0.2}), []float64{0.04, 0.075, 0.205, 0.6, 0.25})
	// Benjamini and Hochberg 1995: fifteen comparisons after a myocardial infarction: theirs rejects four, Bonferroni three.
	infarction := []float64{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1}
	rejected := func(ps []float64) (n int) {
		for _, p := range ps {
			if p <= 0.05 {
				n++
			}
		}
		return n
	}
	if bh, holm := rejected(BenjaminiHochberg(infarction)), rejected(Holm(infarction)); bh != 4 || holm != 3 {
		t.Errorf("got %d by Benjamini and Hochberg and %d by Holm, want 4 and 3", bh, holm)
	}
}
