package paper

import "slices"

// Table is rows of texts. The first column stands left and takes what the others leave; those hold figures and stand right. A figure that is too wide for its column breaks, so that nothing is cut off.
type Table struct {
	Head []string // empty: no head
	Rows []Row
}

// Row is a row of a table.
type Row struct {
	Cells  []string
	Under  []Under // below the first cell, in small letters
	Struck bool    // it counts no more, and is struck through
	Sum    bool    // it is what the rows above come to
}

// Under is a line below the first cell of a row.
type Under struct {
	Text   string
	Struck bool
}

// The sizes of a table: of its letters, in points, and of its lines.
const (
	figures = 10.0
	notes   = 8.8
	high    = 5.2
	small   = 4.4
	gap     = 1.6 // above and below what stands in a row
	least   = 55  // of the first column
)

func (t Table) texts() []string {
	all := slices.Clone(t.Head)
	for _, r := range t.Rows {
		all = append(all, r.Cells...)
		for _, u := range r.Under {
			all = append(all, u.Text)
		}
	}
	return all
}

func (t Table) draw(d *sheet) {
	g := grid{sheet: d, table: t, widths: t.widths(d)}
	g.head()
	for _, r := range t.Rows {
		g.row(r)
	}
	d.Ln(3)
}

// widths are those of the columns: each of figures is as wide as its widest, as long as that leaves enough to the first.
func (t Table) widths(d *sheet) []float64 {
	var all []float64
	see := func(cells []string, style string, size float64) {
		d.SetFont(family, style, size)
		for i, text := range cells {
			if i == len(all) {
				all = append(all, 0)
			}
			all[i] = max(all[i], d.GetStringWidth(d.drawable(text))+2*d.GetCellMargin()+3)
		}
	}
	see(t.Head, "B", notes)
	for _, r := range t.Rows {
		see(r.Cells, "B", figures)
	}
	rest := func() float64 {
		left := float64(width)
		for _, w := range all[1:] {
			left -= w
		}
		return left
	}
	if len(all) == 0 {
		return []float64{width}
	}
	if rest() < least {
		for i := range all[1:] {
			all[i+1] = min(all[i+1], (width-least)/float64(len(all)-1))
		}
	}
	all[0] = rest()
	return all
}

// grid is a table being drawn.
type grid struct {
	*sheet
	table  Table
	widths []float64
}

// words is a text of a column in the lines that it takes there.
type words struct {
	column int
	lines  []string
	struck bool
}

// head draws the titles of the columns, on every page that the table has.
func (g grid) head() {
	if len(g.table.Head) == 0 {
		return
	}
	g.ink(90, 90, 90)
	g.SetFont(family, "B", notes)
	g.line(g.cells(g.table.Head, false), small)
	g.rule(120, 0.3)
}

// row draws a row, whole on one page where a page holds it.
func (g grid) row(r Row) {
	style := ""
	if r.Sum {
		style = "B"
	}
	g.SetFont(family, style, figures)
	first := g.cells(r.Cells, r.Struck)
	g.SetFont(family, "", notes)
	var under []words
	for _, u := range r.Under {
		under = append(under, words{0, g.split(u.Text, 0), u.Struck})
	}
	tall := 2*gap + high*float64(most(first))
	for _, u := range under {
		tall += small * float64(len(u.lines))
	}
	if g.GetY()+min(tall, bottom-margin-20) > bottom {
		g.AddPage()
		g.head()
	}
	if r.Sum {
		g.rule(25, 0.4)
	}
	g.Ln(gap)
	g.shade(r.Struck)
	g.SetFont(family, style, figures)
	g.line(first, high)
	g.SetFont(family, "", notes)
	for _, u := range under {
		g.ink(90, 90, 90)
		g.line([]words{u}, small)
	}
	g.Ln(gap)
	if !r.Sum {
		g.rule(210, 0.15)
	}
}

func (g grid) shade(struck bool) {
	if struck {
		g.ink(90, 90, 90)
	} else {
		g.ink(25, 25, 25)
	}
}

// cells are the texts of a row in the lines that they take.
func (g grid) cells(texts []string, struck bool) (all []words) {
	for i, text := range texts {
		all = append(all, words{i, g.split(text, i), struck})
	}
	return all
}

func (g grid) split(text string, column int) []string {
	return g.SplitText(g.drawable(text), g.widths[column])
}

// most is how many lines the longest of some texts takes.
func most(all []words) int {
	n := 1
	for _, w := range all {
		n = max(n, len(w.lines))
	}
	return n
}

// line draws texts beside each other, on the next page where this one ends.
func (g grid) line(all []words, height float64) {
	for n := range most(all) {
		if g.GetY()+height > bottom {
			g.AddPage()
		}
		at := margin
		for _, w := range all {
			if n < len(w.lines) {
				g.text(at, w, w.lines[n], height)
			}
			at += g.widths[w.column]
		}
		g.Ln(height)
	}
}

// text draws one line of a text, from at on or up to the end of its column.
func (g grid) text(at float64, w words, text string, height float64) {
	align, from, wide := "L", at+g.GetCellMargin(), g.GetStringWidth(text)
	if w.column > 0 {
		align, from = "R", at+g.widths[w.column]-g.GetCellMargin()-wide
	}
	g.SetX(at)
	g.CellFormat(g.widths[w.column], height, text, "", 0, align, false, 0, "")
	if w.struck {
		g.SetDrawColor(60, 60, 60)
		g.SetLineWidth(0.25)
		g.Line(from, g.GetY()+height/2+0.2, from+wide, g.GetY()+height/2+0.2)
	}
}

// rule draws a line below what stands above.
func (g grid) rule(grey int, thick float64) {
	g.SetDrawColor(grey, grey, grey)
	g.SetLineWidth(thick)
	g.Line(margin, g.GetY(), margin+width, g.GetY())
}
