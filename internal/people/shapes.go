package people

import (
	"cmp"
	"context"
	"fmt"
	"hash/maphash"
	"maps"
	"slices"
	"sync"
	"time"

	"hearth/internal/people/lookalike"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// shapes is what everybody's names and addresses look like, in a hundred bytes for each: digests that lead to those who may look alike. Whether they do is read in the directory
// then, so that it may hold what was so once.
type shapes struct {
	ids              []string // whose they are; who was changed may be there twice
	names, addresses []shape  // by key
	domains          map[string][]bearer
}

// shape is what one name or address looks like.
type shape struct {
	key     uint64 // of how it looks
	fold    uint32 // of how it is written, but for accents and case
	who     uint32 // in ids
	outside bool
}

var seed = maphash.MakeSeed()

func digestOf(text string) uint64 { return maphash.String(seed, text) }

// look is one of the two things of a person that may look like another's.
type look struct {
	like func(text string) string
	of   func(p Person) string
}

var (
	nameLook    = look{lookalike.Name, Person.DisplayName}
	addressLook = look{lookalike.Address, func(p Person) string { return p.Email }}
)

func (k look) shape(text string, who int, outside bool) shape {
	return shape{key: digestOf(k.like(text)), fold: uint32(digestOf(Fold(text))), who: uint32(who), outside: outside}
}

// at are those that may look as key says, members of the directory first.
func at(all []shape, key uint64) []shape {
	from, _ := slices.BinarySearchFunc(all, key, func(s shape, key uint64) int { return cmp.Compare(s.key, key) })
	to := from
	for to < len(all) && all[to].key == key {
		to++
	}
	return all[from:to]
}

// other returns whoever has another text that looks the same as that of e, the zero bearer for nobody. Those who differ in accents and case alone are namesakes, which nobody has to be
// warned of, and no outsider puts a member of the directory in doubt.
func (l *shapes) other(ctx context.Context, q store.Querier, all []shape, k look, e Entry, text string) (bearer, error) {
	mine := k.shape(text, 0, false)
	for _, c := range at(all, mine.key) {
		if c.fold == mine.fold || l.ids[c.who] == e.ID || c.outside && !e.Outside {
			continue
		}
		b, err := l.still(ctx, q, c, k, text)
		if err != nil {
			return bearer{}, err
		}
		if b.id != "" && (e.Outside || !b.outside) && b.text != text && Fold(b.text) != Fold(text) {
			return b, nil
		}
	}
	return bearer{}, nil
}

// namesake returns a member of the directory whose name looks like one.
func (l *shapes) namesake(ctx context.Context, q store.Querier, name string) (bearer, error) {
	for _, c := range at(l.names, nameLook.shape(name, 0, false).key) {
		if c.outside {
			continue
		}
		if b, err := l.still(ctx, q, c, nameLook, name); err != nil || b.id != "" && !b.outside {
			return b, err
		}
	}
	return bearer{}, nil
}

// still reads whoever a shape leads to, if they look like text now.
func (l *shapes) still(ctx context.Context, q store.Querier, c shape, k look, text string) (bearer, error) {
	p, err := ByID(ctx, q, l.ids[c.who])
	if fault.KindOf(err) == fault.NotFound {
		return bearer{}, nil
	}
	if err != nil || k.like(k.of(p)) != k.like(text) {
		return bearer{}, err
	}
	return bearer{p.ID, k.of(p), p.Outside}, nil
}

// readCalled reads what people are called.
const readCalled = `SELECT id, given_name, family_name, preferred_name, email, outside, updated_at FROM people_person`

type calledRow struct {
	ID, GivenName, FamilyName, PreferredName, Email string
	Outside                                         bool
	UpdatedAt                                       store.Time
}

// with returns the shapes with those of more people, whom it reads one by one.
func (l *shapes) with(ctx context.Context, q store.Querier, query string, args ...any) (*shapes, error) {
	n := &shapes{ids: slices.Clone(l.ids), names: slices.Clone(l.names), addresses: slices.Clone(l.addresses), domains: maps.Clone(l.domains)}
	if n.domains == nil {
		n.domains = map[string][]bearer{}
	}
	err := store.Each(ctx, q, func(r *calledRow) error {
		name := Person{GivenName: r.GivenName, FamilyName: r.FamilyName, PreferredName: r.PreferredName}.DisplayName()
		s, a := nameLook.shape(name, len(n.ids), r.Outside), addressLook.shape(r.Email, len(n.ids), r.Outside)
		if l.holds(l.names, s, r.ID) && (r.Email == "" || l.holds(l.addresses, a, r.ID)) {
			return nil
		}
		n.ids, n.names = append(n.ids, r.ID), append(n.names, s)
		if r.Email != "" {
			n.addresses = append(n.addresses, a)
			key := lookalike.Address(domain(r.Email))
			n.domains[key] = slices.Clip(n.domains[key])
			put(n.domains, key, bearer{r.ID, domain(r.Email), r.Outside})
		}
		return nil
	}, query, args...)
	for _, all := range [][]shape{n.names, n.addresses} {
		slices.SortFunc(all, func(a, b shape) int {
			return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(fewer(a.outside), fewer(b.outside)), cmp.Compare(n.ids[a.who], n.ids[b.who]))
		})
	}
	return n, err
}

func fewer(b bool) int {
	if b {
		return 1
	}
	return 0
}

// holds reports whether a shape of somebody is there.
func (l *shapes) holds(all []shape, s shape, id string) bool {
	return slices.ContainsFunc(at(all, s.key), func(h shape) bool { return h.fold == s.fold && h.outside == s.outside && l.ids[h.who] == id })
}

const (
	looksKept  = 10 * time.Second // how long what everybody looks like is taken as it is before the database is asked who was changed
	looksLate  = 30 * time.Second // how much later than it says a change may be there
	looksAnew  = time.Hour        // after which all are read again, for what came later still
	looksTwice = 1000             // so many more than there were, and twice as many, are read again as well
)

// lookout keeps what everybody looks like. Whoever was changed since is read; a server at which strangers write to HR reads so a few at a time. It is safe for concurrent use.
type lookout struct {
	mu           sync.Mutex
	asked, whole time.Time
	first        int // how many there were when all were read
	latest       store.Time
	changed      bool // here
	shapes       *shapes
}

// forget makes the next look ask who was changed, or read all: they were changed here.
func (o *lookout) forget(all bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.asked, o.changed = (time.Time{}), true; all {
		o.shapes = nil
	}
}

func (o *lookout) now(ctx context.Context, q store.Querier) (*shapes, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.shapes != nil && time.Since(o.asked) < looksKept {
		return o.shapes, nil
	}
	latest, err := store.One[store.Time](ctx, q, `SELECT max(updated_at) AS latest FROM people_person`)
	if err != nil {
		return nil, fmt.Errorf("state of the directory: %w", err)
	}
	asked := time.Now()
	switch {
	case o.shapes == nil || o.latest.IsZero() || time.Since(o.whole) > looksAnew || len(o.shapes.ids) > 2*o.first+looksTwice:
		if o.shapes, err = new(shapes).with(ctx, q, readCalled+` ORDER BY outside, id`); err == nil {
			o.whole, o.first = asked, len(o.shapes.ids)
		}
	case latest != o.latest || o.changed:
		o.shapes, err = o.shapes.with(ctx, q, readCalled+` WHERE updated_at >= $1 ORDER BY outside, id`, o.latest.Add(-looksLate))
	}
	if err != nil {
		o.shapes = nil
		return nil, fmt.Errorf("read names: %w", err)
	}
	o.asked, o.latest, o.changed = asked, latest, false
	return o.shapes, nil
}
