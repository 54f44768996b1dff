package papertest

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

// Line is a line of a page of a PDF: the texts that stand beside each other on it, from the left, and whether all of them are struck through.
type Line struct {
	Page   int // from 1
	Texts  []string
	Struck bool
}

var (
	placed = regexp.MustCompile(`(?s)BT ([\d.]+) ([\d.]+) Td \(((?:\\.|[^\\()])*)\)\s*Tj ET`)
	drawn  = regexp.MustCompile(`([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S`)
)

// text is a text at a place, in points from the lower left corner of its page.
type text struct {
	x, y   float64
	says   string
	struck bool
}

// Lines returns the lines of a PDF of package paper, from top to bottom.
func Lines(t testing.TB, pdf []byte) (all []Line) {
	t.Helper()
	for n, page := range pages(t, pdf) {
		var texts []text
		for _, m := range placed.FindAllSubmatch(page, -1) {
			texts = append(texts, text{x: number(t, m[1]), y: number(t, m[2]), says: decoded(m[3])})
		}
		for _, m := range drawn.FindAllSubmatch(page, -1) {
			from, y, to := number(t, m[1]), number(t, m[2]), number(t, m[3])
			for i := range texts {
				if above := y - texts[i].y; above > 1 && above < 6 && math.Abs(from-texts[i].x) < 0.5 && to > from {
					texts[i].struck = true
				}
			}
		}
		slices.SortStableFunc(texts, func(a, b text) int {
			switch {
			case a.y > b.y, a.y == b.y && a.x < b.x:
				return -1
			case a.y == b.y && a.x == b.x:
				return 0
			}
			return 1
		})
		for i, one := range texts {
			if i == 0 || one.y != texts[i-1].y {
				all = append(all, Line{Page: n + 1, Struck: true})
			}
			last := &all[len(all)-1]
			last.Texts, last.Struck = append(last.Texts, one.says), last.Struck && one.struck
		}
	}
	return all
}

func number(t testing.TB, raw []byte) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(string(raw), 64)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
