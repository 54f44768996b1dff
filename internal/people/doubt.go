package people

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"hearth/internal/people/lookalike"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Doubt says why a name or an address may not be what it looks like; the zero value is none. Other is the ID of the person that it looks like.
type Doubt struct {
	Why   string `json:"why,omitempty"` // a sentence in the reader's language
	Other string `json:"person_id,omitempty"`
}

// oddly are the sentences for what is odd about a name or an address by itself.
var oddly = map[lookalike.Oddity]locale.Msg{
	lookalike.Mixed:     locale.M("It mixes letters of two alphabets in one word. Make sure whose it is."),
	lookalike.Invisible: locale.M("It has signs in it that nobody sees. Make sure whose it is."),
	lookalike.Turned:    locale.M("It has signs in it that turn the reading direction. Make sure whose it is."),
}

// Odd tells what is odd about a name by itself; it compares it with nobody's.
func Odd(ctx context.Context, name string) Doubt {
	if m, odd := oddly[lookalike.Of(name)]; odd {
		return Doubt{Why: m.In(ctx)}
	}
	return Doubt{}
}

// DoubtOf tells whether the name or the address of a person looks like another person's, or is odd by itself. It is for those who may read the directory.
// Changes of other servers are noticed within seconds.
func (s *Service) DoubtOf(ctx context.Context, personID string) (Doubt, error) {
	known, err := s.looks.now(ctx, s.db)
	if err != nil {
		return Doubt{}, err
	}
	p := known.all[personID]
	return known.doubt(ctx, personID, p.name, p.address), nil
}

// Resembles returns the ID of a member of the organisation whose name somebody bears who writes from another address, or whom name or address are made to
// look like; "" for nobody. It is for those who take mails in.
func (s *Service) Resembles(ctx context.Context, name, address string) (string, error) {
	known, err := s.looks.now(ctx, s.db)
	if err != nil {
		return "", err
	}
	address = FoldEmail(address)
	for _, b := range known.addresses[lookalike.Address(address)] {
		if b.text == address {
			return "", nil // it is their own
		}
	}
	if strings.TrimSpace(name) != "" {
		for _, b := range known.names[lookalike.Name(name)] {
			if b.outside {
				continue
			}
			return b.id, nil
		}
	}
	return known.doubt(ctx, "", name, address).Other, nil
}

// bearer is somebody with the name or the address that a skeleton stands for.
type bearer struct {
	id, text string
	outside  bool
}

// looks is what everybody's names and addresses look like.
type looks struct {
	all                       map[string]called // by ID
	names, addresses, domains map[string][]bearer
}

// called is what somebody is called.
type called struct {
	name, address string
	outside       bool
}

func newLooks() *looks {
	return &looks{map[string]called{}, map[string][]bearer{}, map[string][]bearer{}, map[string][]bearer{}}
}

// add adds somebody; members of the directory come first.
func (l *looks) add(id, name, address string, outside bool) {
	l.all[id] = called{name, address, outside}
	put(l.names, lookalike.Name(name), bearer{id, name, outside})
	if address != "" {
		put(l.addresses, lookalike.Address(address), bearer{id, address, outside})
		put(l.domains, lookalike.Address(domain(address)), bearer{id, domain(address), outside})
	}
}

// put keeps one bearer of each text, and a few of them: one is enough to doubt another.
func put(all map[string][]bearer, key string, b bearer) {
	for _, x := range all[key] {
		if x.text == b.text {
			return
		}
	}
	if len(all[key]) < 8 {
		all[key] = append(all[key], b)
	}
}

func domain(address string) string { return address[strings.LastIndexByte(address, '@')+1:] }

// other returns whoever has another text that looks the same. Those who differ in accents and case alone are namesakes, which nobody has to be warned of, and no
// outsider puts a member of the directory in doubt.
func other(all []bearer, id, text string, outside bool) (bearer, bool) {
	for _, b := range all {
		if b.id != id && (outside || !b.outside) && b.text != text && Fold(b.text) != Fold(text) {
			return b, true
		}
	}
	return bearer{}, false
}

func (l *looks) doubt(ctx context.Context, id, name, address string) Doubt {
	outside := l.all[id].outside
	if b, found := other(l.names[lookalike.Name(name)], id, name, outside); found && strings.TrimSpace(name) != "" {
		return Doubt{locale.T(ctx, "The name looks like that of %s, but is written with other letters. Make sure whose it is.", b.text), b.id}
	}
	if address != "" {
		if b, found := other(l.addresses[lookalike.Address(address)], id, address, outside); found {
			return Doubt{locale.T(ctx, "The address looks like %s, but is written with other letters. Make sure whose it is.", b.text), b.id}
		}
		if b, found := other(l.domains[lookalike.Address(domain(address))], id, domain(address), outside); found {
			return Doubt{locale.T(ctx, "The address is at %s, which looks like %s. Make sure whose it is.", domain(address), b.text), b.id}
		}
	}
	if odd := Odd(ctx, name); odd.Why != "" {
		return odd
	}
	return Odd(ctx, address)
}

// looksKept is how long what everybody looks like is taken as it is before the database is asked whether it changed.
const looksKept = 10 * time.Second

// lookout keeps what everybody looks like, while the directory stays as it is. It is safe for concurrent use.
type lookout struct {
	mu      sync.Mutex
	version string
	asked   time.Time
	looks   *looks
}

// forget makes the next look read the directory: it was changed here.
func (o *lookout) forget() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.looks = nil
}

func (o *lookout) now(ctx context.Context, q store.Querier) (*looks, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.looks != nil && time.Since(o.asked) < looksKept {
		return o.looks, nil
	}
	type state struct {
		N      int
		Latest store.Time
	}
	v, err := store.One[state](ctx, q, `SELECT count(*) AS n, max(updated_at) AS latest FROM people_person`)
	if err != nil {
		return nil, fmt.Errorf("state of the directory: %w", err)
	}
	version := fmt.Sprint(v.N, " ", v.Latest)
	if o.asked = time.Now(); o.looks != nil && o.version == version {
		return o.looks, nil
	}
	all, err := store.All[Person](ctx, q, `SELECT id, given_name, family_name, preferred_name, email, outside FROM people_person ORDER BY outside, id`)
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	o.version, o.looks = version, newLooks()
	for _, p := range all {
		o.looks.add(p.ID, p.DisplayName(), p.Email, p.Outside)
	}
	return o.looks, nil
}
