package together_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"hearth/internal/together"
)

func TestTwoTextsAreJoinedByParagraphs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		base, mine, theirs, want string
		both                     bool // they cannot be joined
	}{
		"each another paragraph":      {base: "A\n\nB\n\nC", mine: "A1\n\nB\n\nC", theirs: "A\n\nB\n\nC2", want: "A1\n\nB\n\nC2"},
		"side by side":                {base: "A\n\nB", mine: "A1\n\nB", theirs: "A\n\nB2", want: "A1\n\nB2"},
		"one adds, one changes":       {base: "A\n\nB", mine: "A\n\nB\n\nC1", theirs: "A2\n\nB", want: "A2\n\nB\n\nC1"},
		"both add at the end":         {base: "A", mine: "A\n\nB1", theirs: "A\n\nB2", want: "A\n\nB2\n\nB1"},
		"both begin":                  {mine: "A1", theirs: "A2", want: "A2\n\nA1"},
		"both the same":               {base: "A", mine: "A\n\nB", theirs: "A\n\nB", want: "A\n\nB"},
		"both the same and more":      {base: "A\n\nC", mine: "A\n\nB\n\nC", theirs: "A\n\nB\n\nC2", want: "A\n\nB\n\nC2"},
		"one takes out, one adds":     {base: "A\n\nB\n\nC", mine: "A\n\nC", theirs: "A\n\nB\n\nC\n\nD2", want: "A\n\nC\n\nD2"},
		"one about to go on":          {base: "A", mine: "A\n\n", theirs: "A2", want: "A2\n\n"},
		"before and instead of":       {base: "A\n\nB", mine: "A\n\nX1\n\nB", theirs: "A\n\nB2", want: "A\n\nX1\n\nB2"},
		"one paragraph by both":       {base: "A\n\nB", mine: "A1\n\nB", theirs: "A2\n\nB", both: true},
		"taken out and changed":       {base: "A\n\nB", mine: "B", theirs: "A2\n\nB", both: true},
		"all anew, and a word of it":  {base: "A\n\nB\n\nC", mine: "X1", theirs: "A\n\nB2\n\nC", both: true},
		"added within what was taken": {base: "A\n\nB\n\nC", mine: "C", theirs: "A\n\nX2\n\nB\n\nC", both: true},
	} {
		got, ok := together.Merge(c.base, c.mine, c.theirs)
		if got != c.want || ok == c.both {
			t.Errorf("%s: got %q, %v; want %q", name, got, ok, c.want)
		}
	}
}

// writer makes something of a text: paragraphs are changed, taken out and added, each new word once in the world.
type writer struct {
	*rand.Rand
	name  string
	words int
}

func (w *writer) word() string {
	w.words++
	return fmt.Sprintf("%s%d", w.name, w.words)
}

func (w *writer) work(base []string) (out, added, gone []string) {
	for _, p := range base {
		switch w.IntN(8) {
		case 0:
			x := w.word()
			out, added, gone = append(out, x), append(added, x), append(gone, p)
		case 1:
			gone = append(gone, p)
		case 2:
			x := w.word()
			out, added = append(out, x, p), append(added, x)
		default:
			out = append(out, p)
		}
	}
	if w.IntN(3) == 0 {
		x := w.word()
		out, added = append(out, x), append(added, x)
	}
	return out, added, gone
}

// Of texts that are joined, each word that either wrote is there once, each that neither took out is there, and none that one took out: else they are not joined.
func TestNoTypedWordIsLost(t *testing.T) {
	t.Parallel()
	joined, apart := 0, 0
	for seed := range uint64(20000) {
		r := rand.New(rand.NewPCG(seed, 1))
		first, mine, theirs := writer{r, "b", 0}, writer{r, "m", 0}, writer{r, "t", 0}
		var base []string
		for range r.IntN(7) {
			base = append(base, first.word())
		}
		m, mAdded, mGone := mine.work(base)
		o, oAdded, oGone := theirs.work(base)
		text := func(p []string) string { return strings.Join(p, "\n\n") }
		got, ok := together.Merge(text(base), text(m), text(o))
		if !ok {
			apart++
			if len(mGone)+len(oGone) == 0 {
				t.Fatalf("%d: %q, %q and %q were not joined though nobody took anything out", seed, base, m, o)
			}
			continue
		}
		joined++
		var want []string
		for _, p := range base {
			if !slices.Contains(mGone, p) && !slices.Contains(oGone, p) {
				want = append(want, p)
			}
		}
		want = append(append(want, mAdded...), oAdded...)
		have := strings.Fields(got)
		slices.Sort(want)
		slices.Sort(have)
		if !slices.Equal(want, have) {
			t.Fatalf("%d: %q, mine %q, theirs %q: got %q", seed, base, m, o, got)
		}
		for _, side := range [][]string{m, o} { // nobody's own paragraphs changed their order
			at := -1
			for _, p := range side {
				if i := strings.Index("\n\n"+got+"\n\n", "\n\n"+p+"\n\n"); i >= 0 {
					if i < at {
						t.Fatalf("%d: %q in %q is not in the order of %q", seed, p, got, side)
					}
					at = i
				}
			}
		}
	}
	if joined < 5000 || apart < 1000 {
		t.Errorf("%d were joined and %d were not: that proves little", joined, apart)
	}
}

func TestWhatNobodyElseChangedStaysAsItIs(t *testing.T) {
	t.Parallel()
	texts := []string{"", "A", "A\n\n\n\nB\n", "\n A\n\nB", "one\ntwo\n\nthree"}
	for _, base := range texts {
		for _, other := range texts {
			for _, got := range []string{first(together.Merge(base, other, base)), first(together.Merge(base, base, other)), first(together.Merge(base, other, other))} {
				if got != other {
					t.Errorf("of %q and %q became %q", base, other, got)
				}
			}
		}
	}
}

func first(text string, _ bool) string { return text }

// A long text of single letters is joined in time.
func TestALongTextIsJoinedInTime(t *testing.T) {
	t.Parallel()
	long := func(offset int) string {
		var b strings.Builder
		for i := range 6600 {
			fmt.Fprintf(&b, "%c\n\n", 'a'+(i*7+offset*i*i)%26)
		}
		return b.String()
	}
	if _, ok := together.Merge(long(1), long(2), long(3)); ok {
		t.Error("three different texts were joined")
	}
}
