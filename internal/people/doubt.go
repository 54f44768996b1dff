package people

import (
	"context"
	"strings"

	"hearth/internal/people/lookalike"
	"hearth/internal/platform/fault"
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
	p, err := ByID(ctx, s.db, personID)
	if fault.KindOf(err) == fault.NotFound {
		return Doubt{}, nil
	}
	if err != nil {
		return Doubt{}, err
	}
	return s.doubt(ctx, Entry{ID: p.ID, Name: p.DisplayName(), Email: p.Email, Outside: p.Outside})
}

// doubt tells whether the name or the address of e looks like another person's.
func (s *Service) doubt(ctx context.Context, e Entry) (Doubt, error) {
	known, err := s.looks.now(ctx, s.db)
	if err != nil {
		return Doubt{}, err
	}
	var name, address bearer
	if strings.TrimSpace(e.Name) != "" {
		if name, err = known.other(ctx, s.db, known.names, nameLook, e, e.Name); err != nil {
			return Doubt{}, err
		}
	}
	if e.Email != "" && name.id == "" {
		if address, err = known.other(ctx, s.db, known.addresses, addressLook, e, e.Email); err != nil {
			return Doubt{}, err
		}
	}
	return doubted(ctx, e, name, address, known.domains), nil
}

// Resembles returns the ID of a member of the organisation whose name somebody bears who writes from another address, or whom name or address are made to
// look like; "" for nobody. It is for those who take mails in.
func (s *Service) Resembles(ctx context.Context, name, address string) (string, error) {
	address = FoldEmail(address)
	own, err := store.One[bool](ctx, s.db, `SELECT EXISTS (SELECT 1 FROM people_person WHERE email = $1 AND email <> '') AS own`, address)
	if err != nil || own {
		return "", err
	}
	known, err := s.looks.now(ctx, s.db)
	if err != nil {
		return "", err
	}
	if strings.TrimSpace(name) != "" {
		b, err := known.namesake(ctx, s.db, name)
		if err != nil || b.id != "" {
			return b.id, err
		}
	}
	d, err := s.doubt(ctx, Entry{Name: name, Email: address})
	return d.Other, err
}

// bearer is somebody with the name or the address that a skeleton stands for.
type bearer struct {
	id, text string
	outside  bool
}

// looks is what the names and addresses in a file look like: all of them lie in memory. See shapes for the directory.
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
	e := Entry{ID: id, Name: name, Email: address, Outside: l.all[id].outside}
	var n, a bearer
	if strings.TrimSpace(name) != "" {
		n, _ = other(l.names[lookalike.Name(name)], id, name, e.Outside)
	}
	if address != "" {
		a, _ = other(l.addresses[lookalike.Address(address)], id, address, e.Outside)
	}
	return doubted(ctx, e, n, a, l.domains)
}

// doubted is the doubt of e, whose name looks like that of one and whose address like that of another, the zero bearer for nobody's.
func doubted(ctx context.Context, e Entry, name, address bearer, domains map[string][]bearer) Doubt {
	if name.id != "" {
		return Doubt{locale.T(ctx, "The name looks like that of %s, but is written with other letters. Make sure whose it is.", name.text), name.id}
	}
	if address.id != "" {
		return Doubt{locale.T(ctx, "The address looks like %s, but is written with other letters. Make sure whose it is.", address.text), address.id}
	}
	if e.Email != "" {
		if b, found := other(domains[lookalike.Address(domain(e.Email))], e.ID, domain(e.Email), e.Outside); found {
			return Doubt{locale.T(ctx, "The address is at %s, which looks like %s. Make sure whose it is.", domain(e.Email), b.text), b.id}
		}
	}
	if odd := Odd(ctx, e.Name); odd.Why != "" {
		return odd
	}
	return Odd(ctx, e.Email)
}
