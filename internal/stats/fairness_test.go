package stats

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

type row struct {
	cell, group string
	favourable  bool
}

func (w world) rows(seed uint64) []row {
	var rows []row
	for cell, groups := range w.decisions(rand.New(rand.NewPCG(seed, 0))).cells {
		for g, c := range groups {
			for i := range c.n {
				rows = append(rows, row{cell, g, i < c.favourable})
			}
		}
	}
	return rows
}

func collected(rows []row) *Decisions {
	d := &Decisions{}
	for _, r := range rows {
		d.Add(r.cell, r.group, r.favourable)
	}
	return d
}

// many adds n decisions of a group in a cell, of which some are favourable.
func (d *Decisions) many(cell, group string, n, favourable int) *Decisions {
	for i := range n {
		d.Add(cell, group, i < favourable)
	}
	return d
}

// printed is the report as JSON, by which reports are compared: NaN is not equal to itself.
func printed(t *testing.T, r Report) string {
	t.Helper()
	text, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTheOrderOfRowsChangesNothing(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(5, 5))
	for seed := range 20 {
		rows := world{cells: 9, perCell: 20, groups: 6, penalty: 0.2}.rows(uint64(seed))
		want := printed(t, collected(rows).Audit())
		random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		if got := printed(t, collected(rows).Audit()); got != want {
			t.Fatalf("seed %d: got %s, want %s", seed, got, want)
		}
	}
}

// Whatever the names, each group has the same figures, to the last bit.
func TestNamesChangeNothing(t *testing.T) {
	t.Parallel()
	renamed := func(r row) row {
		r.cell = fmt.Sprintf("%x", strings.Repeat(r.cell, 2)) // other names in another order
		r.group = string('z'-(r.group[len(r.group)-1]-'A')) + "\t<né>"
		return r
	}
	for seed := range 20 {
		rows := world{cells: 9, perCell: 20, groups: 6, penalty: 0.2}.rows(uint64(seed))
		want := map[string]GroupFinding{}
		for _, g := range collected(rows).Audit().Groups {
			want[renamed(row{group: g.Group}).group] = g
		}
		for i, r := range rows {
			rows[i] = renamed(r)
		}
		got := collected(rows).Audit().Groups
		if len(got) != len(want) {
			t.Fatalf("%d groups, want %d", len(got), len(want))
		}
		for _, g := range got {
			w := want[g.Group]
			w.Group = g.Group
			if !reflect.DeepEqual(g, w) {
				t.Fatalf("seed %d: got %+v, want %+v", seed, g, w)
			}
		}
	}
}

func TestSmallGroupsAreNamedWithoutFigures(t *testing.T) {
	t.Parallel()
	base := func() *Decisions {
		return (&Decisions{}).many("a", "large", 20, 10).many("a", "other", 20, 12)
	}
	r := base().many("a", "few", 4, 0).Audit()
	if want := []LeftOut{{"few", tooFew}}; !slices.Equal(r.GroupsLeftOut, want) {
		t.Errorf("left out: %v, want %v", r.GroupsLeftOut, want)
	}
	// Nothing that is said about others depends on what was decided about them: else it could be computed back.
	if favoured := base().many("a", "few", 4, 4).Audit(); printed(t, favoured) != printed(t, r) {
		t.Errorf("the outcome of a group of 4 shows: %s and %s", printed(t, favoured), printed(t, r))
	}
	if !reflect.DeepEqual(r.Groups, base().Audit().Groups) {
		t.Errorf("a group of 4 changes the figures of others: %s", printed(t, r))
	}
	if enough := base().many("a", "few", 5, 0).Audit(); len(enough.Groups) != 3 || len(enough.GroupsLeftOut) != 0 {
		t.Errorf("a group of 5: %s", printed(t, enough))
	}
}

func TestWhatCannotBeComparedIsLeftOutAndSaid(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what  string
		d     *Decisions
		out   []LeftOut
		cells CellCount
		sum   DecisionCount
	}{
		{"nothing", &Decisions{}, []LeftOut{}, CellCount{}, DecisionCount{}},
		{"a cell of 4", (&Decisions{}).many("a", "x", 10, 5).many("a", "y", 10, 5).many("b", "x", 2, 1).many("b", "y", 2, 1),
			[]LeftOut{}, CellCount{Read: 2, Used: 1, FewerThanMin: 1}, DecisionCount{Read: 24, LeftOut: 4, Compared: 20}},
		{"a cell of 5", (&Decisions{}).many("a", "x", 10, 5).many("a", "y", 10, 5).many("b", "x", 2, 1).many("b", "y", 3, 1),
			[]LeftOut{}, CellCount{Read: 2, Used: 2}, DecisionCount{Read: 25, Compared: 25}},
		{"a cell of one group", (&Decisions{}).many("a", "x", 10, 5).many("a", "y", 10, 5).many("b", "x", 9, 1),
			[]LeftOut{}, CellCount{Read: 2, Used: 1, OnlyOneGroup: 1}, DecisionCount{Read: 29, LeftOut: 9, Compared: 20}},
		{"a cell of one outcome", (&Decisions{}).many("a", "x", 10, 5).many("a", "y", 10, 5).many("b", "x", 9, 9).many("b", "y", 9, 9),
			[]LeftOut{}, CellCount{Read: 2, Used: 2, AllTheSame: 1}, DecisionCount{Read: 38, Compared: 38}},
		{"one group", (&Decisions{}).many("a", "x", 10, 5),
			[]LeftOut{{"x", tooFewToCompare}}, CellCount{Read: 1, FewerThanMin: 1}, DecisionCount{Read: 10, LeftOut: 10}},
		{"a group alone in its cell", (&Decisions{}).many("a", "x", 10, 5).many("a", "y", 10, 5).many("b", "z", 10, 5),
			[]LeftOut{{"z", tooFewToCompare}}, CellCount{Read: 2, Used: 1, FewerThanMin: 1}, DecisionCount{Read: 30, LeftOut: 10, Compared: 20}},
		{"one other only, whose outcome the others' share would tell", (&Decisions{}).many("a", "x", 10, 5).many("a", "y", 1, 0).many("b", "y", 10, 5).many("b", "z", 10, 5),
			[]LeftOut{{"x", tooFewOthers}}, CellCount{Read: 2, Used: 1, FewerThanMin: 1}, DecisionCount{Read: 31, LeftOut: 11, Compared: 20}},
		{"a chain: y goes with its others", (&Decisions{}).many("a", "x", 4, 2).many("a", "y", 5, 2),
			[]LeftOut{{"x", tooFew}, {"y", tooFewToCompare}}, CellCount{Read: 1, OnlyOneGroup: 1}, DecisionCount{Read: 9, LeftOut: 9}},
	} {
		r := c.d.Audit()
		if !slices.Equal(r.GroupsLeftOut, c.out) {
			t.Errorf("%s: left out %v, want %v", c.what, r.GroupsLeftOut, c.out)
		}
		// A cell that groups have left is empty or of one group; either way it is told once.
		if got := r.Cells; got.Read != c.cells.Read || got.Used != c.cells.Used || got.AllTheSame != c.cells.AllTheSame || got.Read != got.Used+got.FewerThanMin+got.OnlyOneGroup {
			t.Errorf("%s: cells %+v, want %+v", c.what, got, c.cells)
		}
		if r.Decisions != c.sum {
			t.Errorf("%s: decisions %+v, want %+v", c.what, r.Decisions, c.sum)
		}
	}
}

// A cell in which all decisions were the same changes no p and no odds ratio, and draws the difference towards 0.
func TestACellOfOneOutcomeTellsNothing(t *testing.T) {
	t.Parallel()
	base := func() *Decisions { return (&Decisions{}).many("a", "x", 20, 5).many("a", "y", 20, 15) }
	without, with := base().Audit().Groups[0], base().many("b", "x", 20, 20).many("b", "y", 20, 20).Audit().Groups[0]
	if with.P != without.P || with.OddsRatio != without.OddsRatio {
		t.Errorf("p %v and %v, odds ratio %v and %v", with.P, without.P, with.OddsRatio, without.OddsRatio)
	}
	near(t, "difference", float64(with.RiskDifference.Value), float64(without.RiskDifference.Value)/2, 1e-12)
}

// Of two groups, one test is made: no correction halves its power.
func TestTwoGroupsAreOneTest(t *testing.T) {
	t.Parallel()
	d := (&Decisions{}).many("a", "x", 22, 9).many("a", "y", 20, 15) // p is 0.033
	r := d.Audit()
	if r.Tests != 1 || !r.Groups[0].Flagged || !r.Groups[1].Flagged || r.Groups[0].P < 0.025 || r.Groups[0].PHolm != r.Groups[0].P {
		t.Errorf("two groups: %s", printed(t, r))
	}
	r = d.many("b", "z", 30, 10).many("b", "x", 30, 10).Audit()
	if r.Tests != 3 || r.Groups[1].PHolm <= r.Groups[1].P {
		t.Errorf("three groups: %s", printed(t, r))
	}
}

// BenchmarkFairness audits 100,000 decisions: of 20 groups in 500 cells; of two groups in a few cells, which is where the exact test costs most; and
// of many small groups in many small cells.
func BenchmarkFairness(b *testing.B) {
	for _, w := range []world{
		{cells: 500, perCell: 200, groups: 20, penalty: 0.02}, {cells: 100, perCell: 1000, groups: 2}, {cells: 4, perCell: 25_000, groups: 3},
		{cells: 12_500, perCell: 8, groups: 26},
	} {
		b.Run(fmt.Sprintf("cells=%d,groups=%d", w.cells, w.groups), func(b *testing.B) {
			d := w.decisions(rand.New(rand.NewPCG(1, 1)))
			b.ResetTimer()
			for range b.N {
				if r := d.Audit(); len(r.Groups) != w.groups || r.Groups[0].Method != exactMethod {
					b.Fatalf("%d groups, %s", len(r.Groups), r.Groups[0].Method)
				}
			}
		})
	}
}
