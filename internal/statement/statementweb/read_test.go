package statementweb_test

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hearth/internal/statement"
)

// takenSums adds up the lines of a file.
func takenSums(t *testing.T, where string, s statement.Statement, file string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	place := func(title string) int { return slices.Index(rows[0], title) }
	var blocks []block
	entries, steps := map[string]*block{}, []string{}
	open := false
	for _, r := range rows[1:] {
		kind, counts, amount := r[place("Kind")], r[place("Counts")] == "Yes", r[place("Amount")]
		if kind != "Total" && kind != "Line" && kind != "Entry" {
			continue
		}
		if !open {
			blocks, open = append(blocks, block{}), true
		}
		b := &blocks[len(blocks)-1]
		switch step := r[place("Line")]; {
		case kind == "Total":
			b.total, open = exact(t, amount), false
		case kind == "Entry" && counts:
			entries[step].lines = append(entries[step].lines, exact(t, amount))
		case kind == "Line" && counts:
			b.lines = append(b.lines, exact(t, amount))
			if r[place("Part")] == "Work" {
				entries[step], steps = &block{total: exact(t, amount)}, append(steps, step)
			}
		}
	}
	for _, step := range steps {
		entries[step].sums(t, where+", "+step, entries[step].total)
	}
	n := len(s.Changed)
	if len(blocks) < n+3 {
		t.Errorf("%s: %d parts", where, len(blocks))
		return
	}
	costs := blocks[:len(blocks)-n-2]
	for i, cents := range []int64{s.Totals.CostYou, s.Totals.CostUnit}[:len(costs)] {
		want := whole(int(cents))
		costs[i].sums(t, where+", cost", want.Quo(want, whole(100)))
	}
	eachSums(t, where, s, blocks[len(costs):len(costs)+n])
	blocks[len(blocks)-2].sums(t, where+", waiting", whole(s.Totals.Elapsed))
	blocks[len(blocks)-1].sums(t, where+", work", whole(s.Totals.Minutes))
}

// tree is a page as a browser reads it.
func tree(t *testing.T, page string) *html.Node {
	t.Helper()
	n, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// every returns the elements below n with an attribute, in their order: of any value where value is "".
func every(n *html.Node, name, value string) (all []*html.Node) {
	for x := range n.Descendants() {
		if v, there := attr(x, name); there && (value == "" || v == value || name == "class" && slices.Contains(strings.Fields(v), value)) {
			all = append(all, x)
		}
	}
	return all
}

func elements(n *html.Node, name string) (all []*html.Node) {
	for x := range n.Descendants() {
		if x.Type == html.ElementNode && x.Data == name {
			all = append(all, x)
		}
	}
	return all
}

func text(n *html.Node) string {
	var b strings.Builder
	for x := range n.Descendants() {
		if x.Type == html.TextNode {
			b.WriteString(x.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// column reads a column of a table, from the right: 1 is the last.
func column(t *testing.T, table *html.Node, fromRight int) (b block) {
	t.Helper()
	for _, row := range elements(table, "tr") {
		cells := elements(row, "td")
		if _, struck := attr(row, "data-struck"); struck || len(cells) < fromRight {
			continue
		}
		figure := shown(t, text(cells[len(cells)-fromRight]))
		if row.Parent.Data == "tfoot" {
			b.total = figure
		} else {
			b.lines = append(b.lines, figure)
		}
	}
	return b
}

// calculationsOf reads the calculations that a page shows.
func calculationsOf(t *testing.T, page *html.Node) (all []block) {
	t.Helper()
	for _, c := range every(page, "data-calculation", "") {
		all = append(all, column(t, elements(c, "table")[0], 1))
	}
	return all
}

// leaders reads the rows of figures below n.
func leaders(n *html.Node, read func(text string) block) (b block) {
	for _, l := range every(n, "class", "leader") {
		spans := elements(l, "span")
		one := read(text(spans[len(spans)-1]))
		if class, _ := attr(l, "class"); strings.Contains(class, "leader-sum") {
			b.total = one.total
		} else {
			b.lines = append(b.lines, one.total)
		}
	}
	return b
}

// pageSums adds up the tables of a statement's page.
func pageSums(t *testing.T, where string, s statement.Statement, page string) {
	t.Helper()
	root := tree(t, page)
	if len(s.Lines) > 0 {
		table := elements(every(root, "aria-labelledby", "t-work")[0], "table")[0]
		column(t, table, 2).sums(t, where+", work", whole(s.Totals.Minutes))
		column(t, table, 1).sums(t, where+", difference", whole(s.Totals.Difference))
	}
	leaders(every(root, "aria-labelledby", "t-wait")[0], func(text string) block { return block{total: minutesOf(t, text)} }).sums(t, where+", waiting", whole(s.Totals.Elapsed))
	eachSums(t, where, s, calculationsOf(t, root))
}

// requestSums adds up what stands of it on the page of the request: the estimate, and the calculations.
func requestSums(t *testing.T, where string, s statement.Statement, page string) {
	t.Helper()
	root := tree(t, page)
	for i, want := range []int{s.Totals.Low, s.Totals.High} {
		leaders(every(root, "aria-labelledby", "t-expected")[0], func(text string) block { return block{total: minutesOf(t, end(text, i))} }).sums(t, where+", estimate", whole(want))
	}
	eachSums(t, where, s, calculationsOf(t, root))
}

// caseSums adds up what stands of it on HR's page of the case: the work, and what the calculations come to.
func caseSums(t *testing.T, where string, s statement.Statement, page string) {
	t.Helper()
	root := tree(t, page)
	column(t, elements(every(root, "aria-labelledby", "c-effort")[0], "table")[0], 1).sums(t, where+", work", whole(s.Totals.Minutes))
	totals := every(every(root, "aria-labelledby", "t-calculation")[0], "class", "leader")
	if len(totals) != len(s.Changed) {
		t.Errorf("%s: %d calculations, not %d", where, len(totals), len(s.Changed))
		return
	}
	for i, c := range s.Changed {
		if got := shown(t, text(elements(totals[i], "span")[1])); got.Cmp(exact(t, c.Total)) != 0 {
			t.Errorf("%s: %s comes to %s, not %s", where, c.Title, got.FloatString(2), c.Total)
		}
	}
}

// end is one end of a range such as "5–30 min" or "50 min–1 h 10 min".
func end(text string, i int) string {
	ends := strings.Split(text, "–")
	return ends[min(i, len(ends)-1)]
}
