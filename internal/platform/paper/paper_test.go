package paper_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/paper"
	"hearth/internal/platform/paper/papertest"
)

func page(blocks ...paper.Block) paper.Page {
	return paper.Page{Language: "en", From: "Ferrow & Lund", Reference: "HR-2847", Day: "20 Nov 2026", Title: "A paper", Foot: "It stands at https://hearth.example.", Undrawn: "Cannot be shown:", Blocks: blocks,
		At: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)}
}

func lines(t *testing.T, p paper.Page) []papertest.Line {
	t.Helper()
	pdf, err := paper.Print(p)
	if err != nil {
		t.Fatal(err)
	}
	return papertest.Lines(t, pdf)
}

// find returns the lines that begin with a text.
func find(all []papertest.Line, begins string) (found []papertest.Line) {
	for _, l := range all {
		if strings.HasPrefix(l.Texts[0], begins) {
			found = append(found, l)
		}
	}
	return found
}

func TestATableIsWholeOnEveryPage(t *testing.T) {
	t.Parallel()
	table := paper.Table{Head: []string{"What", "Number", "Amount"}}
	for i := range 120 {
		table.Rows = append(table.Rows, paper.Row{Cells: []string{fmt.Sprint("Line ", i), "4", fmt.Sprintf("€%d.00", i)}, Struck: i%10 == 3,
			Under: []paper.Under{{Text: strings.Repeat("words that go on ", 12), Struck: i%10 == 3}, {Text: "why"}}})
	}
	table.Rows = append(table.Rows, paper.Row{Cells: []string{"Total", "", "€7,140.00"}, Sum: true})
	all := lines(t, page(paper.Heading("Sums"), table))
	heads, pages := find(all, "What"), all[len(all)-1].Page
	if pages < 5 || len(heads) != pages {
		t.Errorf("%d pages have %d heads", pages, len(heads))
	}
	for i := range 120 {
		found := find(all, fmt.Sprint("Line ", i))
		if len(found) == 0 || len(found[0].Texts) != 3 || found[0].Texts[2] != fmt.Sprintf("€%d.00", i) || found[0].Struck != (i%10 == 3) {
			t.Fatalf("line %d: %+v", i, found)
		}
	}
	if sum := find(all, "Total"); len(sum) != 1 || sum[0].Texts[1] != "€7,140.00" || sum[0].Struck {
		t.Errorf("%+v", sum)
	}
	for _, l := range find(all, "why") {
		if l.Struck {
			t.Error("what stands is struck through")
		}
	}
}

// A row is kept together, and one that no page holds goes on.
func TestNothingIsCutOff(t *testing.T) {
	t.Parallel()
	long := strings.TrimSpace(strings.Repeat("minutes ", 4000))
	wide := strings.Repeat("9", 60)
	table := paper.Table{Head: []string{"What", "Number", "Rate", "Amount"}, Rows: []paper.Row{
		{Cells: []string{long, wide, wide, wide}},
		{Cells: []string{strings.Repeat("Q", 300), "1", "2", "3"}, Under: []paper.Under{{Text: strings.Repeat("Z", 300)}}},
	}}
	count := map[rune]int{}
	for _, l := range lines(t, page(table)) {
		for _, text := range l.Texts {
			for _, r := range text {
				count[r]++
			}
		}
	}
	if count['9'] != 180 || count['Q'] != 300 || count['Z'] != 300 || count['m'] < 4000 {
		t.Errorf("%d, %d, %d, %d", count['9'], count['Q'], count['Z'], count['m'])
	}
}

// What Lacks says before is what Print says at the end.
func TestWhatCannotBeShownIsKnownBefore(t *testing.T) {
	t.Parallel()
	p := page(paper.Heading("Å"), paper.Para{Text: "李 and ż"}, paper.Table{Head: []string{"مرحبا", "€"}, Rows: []paper.Row{{Cells: []string{"a\u00a0b", "−1"}, Under: []paper.Under{{Text: "😀\u200b"}}}}})
	lacks, err := p.Lacks()
	if err != nil || lacks != "李 م ر ح ب ا 😀" {
		t.Errorf("%q, %v", lacks, err)
	}
	all := lines(t, p)
	if said := find(all, "Cannot be shown:"); len(said) != 1 || said[0].Texts[0] != "Cannot be shown: U+674E, U+0645, U+0631, U+062D, U+0628, U+0627, U+1F600" {
		t.Errorf("%+v", said)
	}
	if plain, err := page().Lacks(); err != nil || plain != "" || len(find(lines(t, page()), "Cannot")) != 0 {
		t.Errorf("%q, %v", plain, err)
	}
}

func FuzzPrint(f *testing.F) {
	f.Add("Night shifts", "€152.00")
	f.Add("\x00\r\n\t\ufeff\u202e(\\)", strings.Repeat("9", 300))
	f.Add("", "")
	f.Fuzz(func(t *testing.T, first, second string) {
		p := page(paper.Heading(first), paper.Para{Text: second, Quiet: true}, paper.Table{Rows: []paper.Row{{Cells: []string{first, second, first}, Struck: true, Under: []paper.Under{{Text: second}}}}})
		if _, err := paper.Print(p); err != nil {
			t.Fatal(err)
		}
	})
}
