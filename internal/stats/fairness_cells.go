package stats

import (
	"maps"
	"slices"
)

// Why a group is left out.
const (
	tooFew          = "It has fewer than 5 decisions."
	tooFewToCompare = "It has fewer than 5 decisions in cells that can be compared."
	tooFewOthers    = "There are fewer than 5 decisions of others in its cells."
)

// comparison is what is left when the groups that are too small and the cells that tell nothing are out.
type comparison struct {
	cells map[string]map[string]tally // that can be compared, with the groups that are left
	out   map[string]string           // why, by group
	count CellCount
}

// comparable leaves groups and cells out until what is left fits: a group that goes may leave a cell too small, and the other way round. What is
// too small in one round goes together, so that the outcome does not depend on an order.
func (d *Decisions) comparable() comparison {
	c := comparison{out: map[string]string{}}
	totals := map[string]int{}
	for _, groups := range d.cells {
		for g, t := range groups {
			totals[g] += t.n
		}
	}
	for g, n := range totals {
		if n < MinGroup {
			c.out[g] = tooFew
		}
	}
	for {
		c.fill(d.cells)
		own, others := map[string]int{}, map[string]int{}
		for _, groups := range c.cells {
			all := sum(groups).n
			for g, t := range groups {
				own[g] += t.n
				others[g] += all - t.n
			}
		}
		before := len(c.out)
		for g := range totals {
			switch _, gone := c.out[g]; {
			case gone:
			case own[g] < MinGroup:
				c.out[g] = tooFewToCompare
			case others[g] < MinGroup:
				c.out[g] = tooFewOthers
			}
		}
		if len(c.out) == before {
			return c
		}
	}
}

// fill takes the cells that can be compared, without the groups that are out, and counts the others.
func (c *comparison) fill(cells map[string]map[string]tally) {
	c.cells, c.count = map[string]map[string]tally{}, CellCount{Read: len(cells)}
	for name, groups := range cells {
		left := maps.Clone(groups)
		maps.DeleteFunc(left, func(g string, _ tally) bool { return c.out[g] != "" })
		switch all := sum(left); {
		case all.n < MinCell:
			c.count.FewerThanMin++
		case len(left) < 2:
			c.count.OnlyOneGroup++
		default:
			c.cells[name] = left
			c.count.Used++
			if all.favourable == 0 || all.favourable == all.n {
				c.count.AllTheSame++
			}
		}
	}
}

func sum(groups map[string]tally) (all tally) {
	for _, t := range groups {
		all.n += t.n
		all.favourable += t.favourable
	}
	return all
}

// strata returns the 2×2 tables of each group that is left.
func (c *comparison) strata() map[string][]Stratum {
	strata := map[string][]Stratum{}
	for _, groups := range c.cells {
		all := sum(groups)
		for g, t := range groups {
			strata[g] = append(strata[g], Stratum{Favourable: t.favourable, Group: t.n, AllFavourable: all.favourable, All: all.n})
		}
	}
	return strata
}

func (c *comparison) leftOut() []LeftOut {
	out := []LeftOut{}
	for _, g := range slices.Sorted(maps.Keys(c.out)) {
		out = append(out, LeftOut{g, c.out[g]})
	}
	return out
}
