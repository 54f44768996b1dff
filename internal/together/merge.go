package together

import (
	"slices"
	"strings"
)

// Merge joins what two people made of one text, paragraph by paragraph; paragraphs are parted by empty lines. What both wrote at the same place stands there one after the other, theirs first. It
// does not join, and returns false, where both changed one paragraph, each in another way: then no word of either may be dropped, and somebody has to look.
func Merge(base, mine, theirs string) (string, bool) {
	switch {
	case mine == theirs || theirs == base:
		return mine, true
	case mine == base:
		return theirs, true
	}
	b := paragraphs(base)
	all, ok := arranged(changes(b, paragraphs(theirs)), changes(b, paragraphs(mine)))
	if !ok {
		return "", false
	}
	var out []string
	at := 0
	for _, c := range all {
		out = append(append(out, b[at:c.from]...), c.to...)
		at = c.until
	}
	out = append(out, b[at:]...)
	return strings.Join(out, "\n\n") + mine[len(strings.TrimRight(mine, "\n")):], true // who is about to begin a paragraph stays there
}

// paragraphs takes a text apart.
func paragraphs(text string) (all []string) {
	for p := range strings.SplitSeq(text, "\n\n") {
		if p = strings.Trim(p, "\n"); strings.TrimSpace(p) != "" {
			all = append(all, p)
		}
	}
	return all
}

// change puts other paragraphs in the place of those from from until before until, of which there may be none.
type change struct {
	from, until int
	to          []string
}

func (c change) equal(d change) bool {
	return c.from == d.from && c.until == d.until && slices.Equal(c.to, d.to)
}

// apart reports whether two changes touch no paragraph both.
func (c change) apart(d change) bool {
	return c.until <= d.from && (c.from < d.from || c.until < d.until) || d.until <= c.from && (d.from < c.from || d.until < c.until)
}

// inserts reports whether a change takes nothing away.
func (c change) inserts() bool { return c.from == c.until }

// within reports whether what c adds is what d has at the same place anyway.
func (c change) within(d change) bool {
	return c.equal(d) || c.inserts() && len(c.to) <= len(d.to) && (c.from == d.from && slices.Equal(c.to, d.to[:len(c.to)]) || c.from == d.until && slices.Equal(c.to, d.to[len(d.to)-len(c.to):]))
}

// arranged returns the changes of both in the order of the text, what both did once; false: two of them touch one paragraph.
func arranged(theirs, mine []change) ([]change, bool) {
	theirs = slices.DeleteFunc(theirs, func(t change) bool { return !slices.ContainsFunc(mine, t.equal) && slices.ContainsFunc(mine, t.within) })
	all := slices.Clone(theirs)
	for _, m := range mine {
		if slices.ContainsFunc(theirs, m.within) {
			continue
		}
		for _, t := range theirs {
			both := m.inserts() && t.inserts() && m.from == t.from
			if !both && !m.apart(t) {
				return nil, false
			}
		}
		all = append(all, m)
	}
	slices.SortStableFunc(all, func(a, b change) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return a.until - b.until // what is put before a paragraph comes before what takes its place
	})
	return all, true
}

// most bounds the work of finding what two texts have in common; beyond it a whole stretch counts as changed.
const most = 1 << 20

// changes says how one text became another.
func changes(from, to []string) (all []change) {
	start := 0
	for start < len(from) && start < len(to) && from[start] == to[start] {
		start++
	}
	end := 0
	for end < len(from)-start && end < len(to)-start && from[len(from)-1-end] == to[len(to)-1-end] {
		end++
	}
	f, t := from[start:len(from)-end], to[start:len(to)-end]
	i, j := 0, 0
	for _, pair := range append(common(f, t), [2]int{len(f), len(t)}) {
		all = append(all, split(change{start + i, start + pair[0], t[j:pair[1]]})...)
		i, j = pair[0]+1, pair[1]+1
	}
	return all
}

// split takes a change that puts as many paragraphs in the place of others apart, one by one. A change of nothing is none.
func split(c change) (all []change) {
	if c.until-c.from != len(c.to) {
		return []change{c}
	}
	for i := range c.to {
		all = append(all, change{c.from + i, c.from + i + 1, c.to[i : i+1]})
	}
	return all
}

// common returns the places of the longest sequence of paragraphs that both have.
func common(a, b []string) (pairs [][2]int) {
	if len(a) == 0 || len(b) == 0 || len(a)*len(b) > most {
		return nil
	}
	length := make([][]int, len(a)+1) // of the sequence in a from i on and b from j on
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}
