package fairness_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/fairness"
	"hearth/internal/platform/store"
)

// Bias that is planted into decisions in the database is found by the address that is asked from outside; the same decisions with the outcomes dealt out anew are not flagged.
func TestPlantedBiasIsFoundAndShuffledIsNot(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		random := rand.New(rand.NewPCG(5, 1))
		all := biased(random)
		w.decided("pay 9.1", 0, all)
		r := w.audited("Pay 9.1")
		if !slices.Contains(flagged(r), "Origin A") { // the others may be too: they are favoured beside it
			w.T.Errorf("it is not flagged: %+v", r.Attributes)
		}
		g := r.Attributes[0].Groups[0]
		if r.Clause != "pay 9.1" || r.Decisions != 600 || r.People != 600 || g.Group != "A" || g.RiskDifference.High >= 0 || float64(g.Favourable) >= float64(g.Expected) || g.N%5 != 0 {
			w.T.Errorf("%+v", r)
		}
		if c := r.Attributes[0].Cells; c.Read != 15 || c.Used != 15 {
			w.T.Errorf("the cells are %+v", c)
		}
		w.decided("pay 9.2", 600, shuffled(random, all))
		if got := flagged(w.audited("pay 9.2")); len(got) > 0 {
			w.T.Errorf("of shuffled decisions %v are flagged", got)
		}
	})
}

// Audits without bias flag no more often than is said on the page, through the database too: at most one of twenty, within what chance allows.
func TestShuffledDecisionsAreRarelyFlagged(t *testing.T) {
	t.Parallel()
	const audits = 60
	w := allowed(apptest.New(t, store.SQLite))
	random, wrong := rand.New(rand.NewPCG(5, 2)), 0
	all := biased(random)
	for i := range audits {
		clause := fmt.Sprintf("pay 8.%d", i)
		w.decided(clause, i*600, shuffled(random, all))
		if len(flagged(w.audited(clause))) > 0 {
			wrong++
		}
	}
	t.Logf("%d of %d audits flag a group", wrong, audits)
	if wrong > 9 { // a binomial number of 60 with 5 % is above in one of a thousand tries
		t.Errorf("%d of %d audits of shuffled decisions flag a group", wrong, audits)
	}
}

// soon is how long an audit over 100,000 decisions may take.
const soon = 10 * time.Second

func BenchmarkTheAuditOf100000Decisions(b *testing.B) {
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		b.Run(string(dialect), func(b *testing.B) {
			a := apptest.New(b, dialect)
			if err := a.DB.Hurry(b.Context()); err != nil {
				b.Fatal(err)
			}
			w := allowed(a)
			random := rand.New(rand.NewPCG(5, 3))
			var all []one
			for len(all) < 100_000 {
				all = append(all, biased(random)...)
			}
			w.decided("pay 9.1", 0, all[:100_000])
			w.exec(`INSERT INTO fairness_attribute (person_id, attribute, value) SELECT person_id, 'Disability', CASE value WHEN 'B' THEN 'yes' ELSE 'no' END FROM fairness_attribute`)
			for b.Loop() {
				r, err := w.Fairness.Audit(b.Context(), w.officer, fairness.ReadClause{Ref: "pay 9.1"})
				if err != nil || r.Decisions != 100_000 || !slices.Contains(flagged(r), "Origin A") {
					b.Fatalf("%+v, %v", r, err)
				}
			}
			if each := b.Elapsed() / time.Duration(b.N); each > soon {
				b.Errorf("the audit of 100,000 decisions took %s, more than %s", each, soon)
			}
		})
	}
}
