package stats

import (
	"cmp"
	"slices"
	"strings"
)

// Counted is one thing that figures are about, such as a case. Groups are those that it belongs to, each once. From is who answered about it, "" where nobody did, and About whose
// work was judged.
type Counted struct {
	Groups      []int
	From, About string
}

// Least is how many different people a group must have on either side to be told of.
type Least struct{ From, About int }

// Release says of which of n groups figures may be told, so that no sum or difference of what is told, however many figures it takes, is about a group of things that is too
// small. The first group is everything. Each of the parts is groups of which everything belongs to exactly one. The largest groups are told first.
//
// # Why that is safe
//
// Take the atoms: things that belong to the same groups among those told. A figure is a sum over atoms, so whatever is worked out from figures by adding, subtracting and multiplying with
// numbers weighs all things of an atom alike. An atom is large where enough different people answered about enough different others. A group is told only if the groups told
// remain linearly independent when all atoms but the large ones are struck out. So a combination of figures that weighs every large atom with nothing weighs everything with nothing: what can
// be worked out about some things alone takes in at least one large atom, and is not too small. Groups that are such a combination anyway, because they complete a part or hold
// the same things as another, add nothing and are told.
//
// The rule is the linear audit of table suppression (Cox 1980, "Suppression methodology and statistical disclosure control", with the primary and complementary suppression of Hundepool
// et al. 2012, "Statistical Disclosure Control"), kept on the safe side: independence is found modulo a prime, where it can only look smaller than it is.
//
// It does not hide that all of a group answered alike, nor what somebody knows who knows the other answers, nor that a group is not told.
func Release(things []Counted, n int, parts [][]int, least Least) []bool {
	r := release{cells: cellsOf(things, n), told: make([]bool, n), least: least}
	for _, g := range r.largestFirst() {
		switch {
		case r.sameAsTold(g):
			r.told[g] = true
		case r.independent(append(slices.Clone(r.basis), g)):
			r.told[g], r.basis = true, append(r.basis, g)
		}
	}
	r.complete(parts)
	return r.told
}

// cell is things that belong to the same of all groups.
type cell struct {
	in          []bool
	from, about map[string]bool
}

type release struct {
	cells []*cell
	told  []bool
	basis []int // the groups told that no others make up
	least Least
}

func cellsOf(things []Counted, n int) (all []*cell) {
	known := map[string]*cell{}
	key := make([]byte, n)
	for _, x := range things {
		clear(key)
		for _, g := range x.Groups {
			key[g] = 1
		}
		c := known[string(key)]
		if c == nil {
			c = &cell{in: make([]bool, n), from: map[string]bool{}, about: map[string]bool{}}
			for _, g := range x.Groups {
				c.in[g] = true
			}
			known[string(key)] = c
			all = append(all, c)
		}
		if x.From != "" {
			c.from[x.From], c.about[x.About] = true, true
		}
	}
	return all
}

// largestFirst is the groups that hold anything, by how many people answered.
func (r *release) largestFirst() []int {
	size, some := make([]int, len(r.told)), []int{}
	for g := range r.told {
		holds := false
		for _, c := range r.cells {
			if c.in[g] {
				holds = true
				size[g] += len(c.from)
			}
		}
		if holds {
			some = append(some, g)
		}
	}
	slices.SortStableFunc(some, func(a, b int) int { return cmp.Compare(size[b], size[a]) })
	return some
}

func (r *release) sameAsTold(g int) bool {
	return slices.ContainsFunc(r.basis, func(b int) bool {
		return !slices.ContainsFunc(r.cells, func(c *cell) bool { return c.in[g] != c.in[b] })
	})
}

// independent reports whether groups are linearly independent over the large atoms that they make.
func (r *release) independent(groups []int) bool {
	atoms := map[string]*cell{}
	for _, c := range r.cells {
		var key strings.Builder
		for _, g := range groups {
			key.WriteByte('0' + bit(c.in[g]))
		}
		a := atoms[key.String()]
		if a == nil {
			a = &cell{from: map[string]bool{}, about: map[string]bool{}}
			atoms[key.String()] = a
		}
		for x := range c.from {
			a.from[x] = true
		}
		for x := range c.about {
			a.about[x] = true
		}
	}
	var rows [][]uint64
	for key, a := range atoms {
		if len(a.from) < r.least.From || len(a.about) < r.least.About {
			continue
		}
		row := make([]uint64, len(groups))
		for i := range groups {
			row[i] = uint64(key[i] - '0')
		}
		rows = append(rows, row)
	}
	return rank(rows) == len(groups)
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// complete tells of the groups that are what is left of everything when all others of a part are taken from it.
func (r *release) complete(parts [][]int) {
	if !r.told[0] || slices.ContainsFunc(r.cells, func(c *cell) bool { return !c.in[0] }) {
		return
	}
	for _, part := range parts {
		var not []int
		for _, g := range part {
			if !r.told[g] && slices.ContainsFunc(r.cells, func(c *cell) bool { return c.in[g] }) {
				not = append(not, g)
			}
		}
		if len(not) == 1 {
			r.told[not[0]] = true
		}
	}
}

// prime is the largest one whose products fit.
const prime = 1<<31 - 1

// rank is the rank of a matrix modulo prime: never more than its rank. It changes rows.
func rank(rows [][]uint64) (n int) {
	if len(rows) == 0 {
		return 0
	}
	for col := range rows[0] {
		at := slices.IndexFunc(rows[n:], func(row []uint64) bool { return row[col] != 0 })
		if at < 0 {
			continue
		}
		rows[n], rows[n+at] = rows[n+at], rows[n]
		inverse := power(rows[n][col], prime-2)
		for _, row := range rows[n+1:] {
			if row[col] == 0 {
				continue
			}
			times := row[col] * inverse % prime
			for i := col; i < len(row); i++ {
				row[i] = (row[i] + (prime-times)*rows[n][i]) % prime
			}
		}
		if n++; n == len(rows) {
			break
		}
	}
	return n
}

// power is x to the n, modulo prime.
func power(x, n uint64) uint64 {
	out := uint64(1)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			out = out * x % prime
		}
		x = x * x % prime
	}
	return out
}
