package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"
)

// world is a made-up clause: in each cell another share is granted, and the groups are spread unevenly over the cells, so that groups differ where
// cells are not looked at.
type world struct {
	cells, perCell, groups int
	penalty                float64 // how much less is granted to the first group in every cell
}

func name(i int) string { return fmt.Sprintf("group %c", 'A'+i) }

func (w world) decisions(random *rand.Rand) *Decisions {
	d := &Decisions{}
	for c := range w.cells {
		place := float64(c) / float64(w.cells-1) // from 0 to 1
		for range w.perCell {
			g := random.IntN(w.groups)
			if random.Float64() < place*0.6 { // the later the cell, the more of the first group
				g = 0
			}
			rate := 0.75 - 0.4*place
			if g == 0 {
				rate -= w.penalty
			}
			d.Add(fmt.Sprint("cell ", c), name(g), random.Float64() < rate)
		}
	}
	return d
}

// flagged reports which of the groups are flagged.
func flagged(r Report) map[string]bool {
	found := map[string]bool{}
	for _, g := range r.Groups {
		if g.Flagged {
			found[g.Group] = true
		}
	}
	return found
}

// audits is how many are made: all of them with HEARTH_LONG, a tenth otherwise.
func audits(all int) int {
	if os.Getenv("HEARTH_LONG") != "" {
		return all
	}
	return all / 10
}

// mostly returns the count that a binomial number of n with probability p is above in at most one of a thousand tries.
func mostly(n int, p float64) int {
	return int(math.Ceil(float64(n)*p + 3.1*math.Sqrt(float64(n)*p*(1-p))))
}

var unbiased = []world{
	{cells: 12, perCell: 40, groups: 5},
	{cells: 30, perCell: 8, groups: 3},
	{cells: 5, perCell: 200, groups: 2},
	{cells: 8, perCell: 150, groups: 12},
}

// Of 2,000 audits without bias at most 5 % flag any group, within what chance allows; so for few and many groups, small and large cells.
func TestUnbiasedDecisionsAreRarelyFlagged(t *testing.T) {
	t.Parallel()
	for i, w := range unbiased {
		n := audits(2000)
		wrong := 0
		for seed := range n {
			if len(flagged(w.decisions(rand.New(rand.NewPCG(uint64(seed), uint64(i)))).Audit())) > 0 {
				wrong++
			}
		}
		t.Logf("%+v: %d of %d audits flag a group (%.1f %%)", w, wrong, n, 100*float64(wrong)/float64(n))
		if wrong > mostly(n, Level) {
			t.Errorf("%+v: %d of %d audits flag a group, more than %d", w, wrong, n, mostly(n, Level))
		}
		if wrong == 0 && n >= 200 {
			t.Errorf("%+v: no audit flags a group; it is far too cautious, or tests nothing", w)
		}
	}
}

// Were the correction or the cells left away, the test above would not pass: it can fail.
func TestTheRateNeedsTheCorrectionAndTheCells(t *testing.T) {
	t.Parallel()
	n, uncorrected, pooled := audits(2000), 0, 0
	for seed := range n {
		d := unbiased[3].decisions(rand.New(rand.NewPCG(uint64(seed), 3)))
		for _, g := range d.Audit().Groups {
			if float64(g.P) <= Level {
				uncorrected++
				break
			}
		}
		one := &Decisions{cells: map[string]map[string]tally{"": {}}}
		for _, groups := range d.cells {
			for g, c := range groups {
				was := one.cells[""][g]
				one.cells[""][g] = tally{was.n + c.n, was.favourable + c.favourable}
			}
		}
		if len(flagged(one.Audit())) > 0 {
			pooled++
		}
	}
	t.Logf("of %d audits, %d flag without correction and %d without cells", n, uncorrected, pooled)
	if uncorrected <= mostly(n, Level) {
		t.Errorf("without a correction only %d of %d audits flag a group", uncorrected, n)
	}
	if pooled < n/2 {
		t.Errorf("without cells only %d of %d audits flag a group", pooled, n)
	}
}

// With 600 decisions in 15 cells, where the first group has 20 points less in every cell, at least 95 of 100 audits flag it; and hardly ever say
// that it is favoured.
func TestPlantedBiasIsFound(t *testing.T) {
	t.Parallel()
	w := world{cells: 15, perCell: 40, groups: 3, penalty: 0.2}
	n := audits(2000)
	found, covered := 0, 0
	for seed := range n {
		r := w.decisions(rand.New(rand.NewPCG(uint64(seed), 100))).Audit()
		first := r.Groups[0]
		if first.Group != name(0) {
			t.Fatalf("the first group is %s", first.Group)
		}
		if first.Flagged && first.RiskDifference.High < 0 && first.OddsRatio.High < 1 && float64(first.Favourable) < float64(first.Expected) {
			found++
		}
		if first.RiskDifference.Low <= -0.2 && -0.2 <= first.RiskDifference.High {
			covered++
		}
	}
	t.Logf("%d of %d audits find it; %d intervals hold the 20 points", found, n, covered)
	if found < n*95/100 {
		t.Errorf("only %d of %d audits find the bias", found, n)
	}
	if missed := n - covered; missed > mostly(n, 0.05) {
		t.Errorf("%d of %d intervals of 95 %% do not hold the planted difference, more than %d", missed, n, mostly(n, 0.05))
	}
}

// The same decisions with the outcomes dealt out anew within each cell hold no bias, and are not flagged more often than others: what is found is
// the planted difference and nothing else of these worlds.
func TestShuffledBiasIsNotFound(t *testing.T) {
	t.Parallel()
	w := world{cells: 15, perCell: 40, groups: 3, penalty: 0.2}
	n, wrong := audits(1000), 0
	for seed := range n {
		random := rand.New(rand.NewPCG(uint64(seed), 200))
		shuffled := &Decisions{}
		for cell, groups := range w.decisions(random).cells {
			var who []string
			for g, c := range groups {
				for range c.n {
					who = append(who, g)
				}
			}
			random.Shuffle(len(who), func(i, j int) { who[i], who[j] = who[j], who[i] })
			for i, g := range who {
				shuffled.Add(cell, g, i < sum(groups).favourable)
			}
		}
		if len(flagged(shuffled.Audit())) > 0 {
			wrong++
		}
	}
	if wrong > mostly(n, Level) {
		t.Errorf("%d of %d audits of shuffled decisions flag a group, more than %d", wrong, n, mostly(n, Level))
	}
}

// Two attributes of the same people, without bias: corrected together, at most 5 % of the audits flag any group of either; each for itself, more do.
func TestSeveralAttributesAreCorrectedTogether(t *testing.T) {
	t.Parallel()
	w := world{cells: 8, perCell: 60, groups: 4}
	n, wrong, apart := audits(2000), 0, 0
	for seed := range n {
		random := rand.New(rand.NewPCG(uint64(seed), 300))
		reports := []*Report{}
		alone := false
		for range 4 {
			r := w.decisions(random).Audit()
			alone = alone || len(flagged(r)) > 0
			reports = append(reports, &r)
		}
		Together(reports...)
		together := false
		for _, r := range reports {
			together = together || len(flagged(*r)) > 0
			if r.Tests != 16 {
				t.Fatalf("%d tests are counted", r.Tests)
			}
		}
		if together {
			wrong++
		}
		if alone {
			apart++
		}
	}
	t.Logf("of %d audits, %d flag together and %d each for itself", n, wrong, apart)
	if wrong > mostly(n, Level) {
		t.Errorf("%d of %d audits flag a group, more than %d", wrong, n, mostly(n, Level))
	}
	if apart <= mostly(n, Level) {
		t.Errorf("each for itself only %d of %d audits flag a group: this test sees nothing", apart, n)
	}
}
