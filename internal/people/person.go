package people

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Person is somebody in the directory, with what counts for them now. Language and TimeZone are never empty: where the
// person has chosen none they are English and the zone of the person's site, or UTC.
type Person struct {
	ID              string `json:"id"`
	GivenName       string `json:"given_name"`
	FamilyName      string `json:"family_name"`
	PreferredName   string `json:"preferred_name"` // instead of the given name; may be empty
	Pronouns        string `json:"pronouns"`
	Language        string `json:"language"`  // a language tag
	TimeZone        string `json:"time_zone"` // an IANA name
	Email           string `json:"email"`     // folded; may be empty
	Phone           string `json:"phone"`
	PersonnelNumber string `json:"personnel_number"` // of the latest employment; may be empty
	Channel         string `json:"channel"`          // how the person wants to be reached first: see Channels
	Theme           string `json:"theme"`            // "", "light" or "dark"; "" follows the device
	Keys            bool   `json:"keys"`             // single-key commands are on
	UndoSeconds     int    `json:"-"`                // for how long a reply of theirs to a requester can be undone: 0, 10 or 30
	KeyMap          string `json:"-"`                // which of them the person changed: see package keyboard
	Ended           string `json:"ended"`            // the last day of the latest employment; may be empty
	Active          bool   `json:"active"`           // in the directory, and not past that day
	Outside         bool   `json:"outside"`          // wrote to HR and is not in the directory: see Outsider
}

// The ways of reaching a person.
const (
	ByEmail = "email"
	BySMS   = "sms"
	ByPhone = "phone"
	ByPost  = "post"
)

// Channels lists the ways of reaching a person.
func Channels() []string { return []string{ByEmail, BySMS, ByPhone, ByPost} }

// DisplayName returns the name that others read: the preferred or given name and the family name, in the order of the
// script that they are written in.
func (p Person) DisplayName() string {
	first := p.PreferredName
	if first == "" {
		first = p.GivenName
	}
	switch {
	case first == "" || p.FamilyName == "":
		return first + p.FamilyName
	case familyFirst(first) && familyFirst(p.FamilyName):
		return p.FamilyName + first
	}
	return first + " " + p.FamilyName
}

// FirstName returns how to address the person: the preferred or given name, or the only name there is.
func (p Person) FirstName() string {
	for _, name := range []string{p.PreferredName, p.GivenName} {
		if name != "" {
			return name
		}
	}
	return p.FamilyName
}

// familyFirst reports whether name is written in Chinese, Japanese or Korean script.
func familyFirst(name string) bool {
	return name != "" && strings.IndexFunc(name, func(r rune) bool {
		return !unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) && r != 'ー'
	}) < 0
}

// sortName returns the key that lists are in order of.
func (p Person) sortName() string { return strings.TrimSpace(Fold(p.FamilyName + " " + p.GivenName)) }

// searchText returns the words by which the person is found, each after a space.
func (p Person) searchText() string {
	return " " + Fold(strings.Join([]string{p.GivenName, p.PreferredName, p.FamilyName, p.GivenName, p.Email, p.PersonnelNumber}, " "))
}

// complete fills in what follows from the rest.
func (p *Person) complete(now store.Time) {
	p.Active = !p.Outside && (p.Ended == "" || p.Ended >= dayAt(now, p.TimeZone))
	if p.Channel != "" {
		return
	}
	switch {
	case p.Email != "":
		p.Channel = ByEmail
	case p.Phone != "":
		p.Channel = ByPhone
	default:
		p.Channel = ByPost
	}
}

// dayAt returns the local date at now in a zone; an unknown zone is UTC.
func dayAt(now store.Time, zone string) string {
	at, err := time.LoadLocation(zone)
	if err != nil {
		at = time.UTC
	}
	return now.In(at).Format(time.DateOnly)
}

// selectPerson reads persons as Person, table p with the latest employment e and its site s.
const selectPerson = `SELECT ` + personColumns + fromPerson

// selectListed is selectPerson with what a list shows besides.
const selectListed = `SELECT p.sort_name, COALESCE(e.position, '') AS position, COALESCE(e.site, '') AS site, ` + personColumns + fromPerson + `WHERE `

const personColumns = `p.id, p.given_name, p.family_name, p.preferred_name, p.pronouns,
	CASE WHEN p.language = '' THEN 'en' ELSE p.language END AS language,
	COALESCE(NULLIF(p.time_zone, ''), NULLIF(s.time_zone, ''), 'UTC') AS time_zone, p.email, p.phone,
	COALESCE(e.personnel_number, '') AS personnel_number, p.theme, p.keys, p.key_map, p.undo_seconds, p.outside, COALESCE(e.ended, '') AS ended,
	COALESCE((SELECT c.kind FROM people_channel c WHERE c.person_id = p.id ORDER BY c.rank LIMIT 1), '') AS channel`

const fromPerson = `
	FROM people_person p LEFT JOIN people_employment e ON e.person_id = p.id AND e.latest
	LEFT JOIN people_site s ON s.name = e.site `

// ByID returns the person with an ID, or NotFound.
func ByID(ctx context.Context, q store.Querier, id string) (Person, error) {
	return one(ctx, q, id, store.Cond("p.id = ?", id))
}

// Find returns the member of the directory that ref names: an ID, an e-mail address or a personnel number, which may belong to an earlier
// employment. It returns NotFound with a sentence when there is none; an outsider is none, and takes the same statement.
func Find(ctx context.Context, q store.Querier, ref string) (Person, error) {
	return find(ctx, q, ref, insiders)
}

func find(ctx context.Context, q store.Querier, ref string, which store.Where) (Person, error) {
	ref = strings.TrimSpace(ref)
	switch {
	case ref == "":
		return Person{}, fault.New(fault.NotFound, "Say who: an e-mail address or a personnel number.")
	case ident.Valid(ref):
		return one(ctx, q, ref, store.And(store.Cond("p.id = ?", ref), which))
	case strings.Contains(ref, "@"):
		return one(ctx, q, ref, store.And(withAddress(FoldEmail(ref)), which))
	}
	return one(ctx, q, ref, store.And(store.Cond("p.id IN (SELECT n.person_id FROM people_employment n WHERE n.personnel_number = ? AND n.personnel_number <> '')", foldNumber(ref)), which))
}

// withAddress is the condition that table p holds whoever has a folded address. The index holds those alone who have one, and SQLite uses it only where the query says so.
func withAddress(folded string) store.Where {
	return store.Cond("p.email = ? AND p.email <> ''", folded)
}

func one(ctx context.Context, q store.Querier, ref string, where store.Where) (Person, error) {
	p, err := store.Row[Person](ctx, q, new(store.Q).Add(selectPerson+"WHERE ").Where(where))
	if errors.Is(err, store.ErrNone) {
		return Person{}, unknown(ref)
	}
	if err != nil {
		return Person{}, fmt.Errorf("find person: %w", err)
	}
	p.complete(q.Now())
	return p, nil
}

func unknown(ref string) error {
	return fault.New(fault.NotFound, "No person has the address or number %s.", ref)
}

// ByIDs returns the persons with the given IDs by ID. Unknown IDs are absent.
func ByIDs(ctx context.Context, q store.Querier, ids []string) (map[string]Person, error) {
	all := make(map[string]Person, len(ids))
	for part := range slices.Chunk(slices.Compact(slices.Sorted(slices.Values(ids))), 1000) {
		rows, err := store.Select[Person](ctx, q, new(store.Q).Add(selectPerson+"WHERE ").Where(store.In("p.id", part)))
		if err != nil {
			return nil, fmt.Errorf("find persons: %w", err)
		}
		for _, p := range rows {
			p.complete(q.Now())
			all[p.ID] = p
		}
	}
	return all, nil
}

// NamesByIDs returns persons by id with their names alone: for lists. Ids that are nobody's are left out.
func NamesByIDs(ctx context.Context, q store.Querier, ids []string) (map[string]Person, error) {
	all := make(map[string]Person, len(ids))
	for part := range slices.Chunk(slices.Compact(slices.Sorted(slices.Values(ids))), 1000) {
		rows, err := store.Select[Person](ctx, q, new(store.Q).Add(`SELECT p.id, p.given_name, p.family_name, p.preferred_name FROM people_person p WHERE `).Where(store.In("p.id", part)))
		if err != nil {
			return nil, fmt.Errorf("find names: %w", err)
		}
		for _, r := range rows {
			all[r.ID] = r
		}
	}
	return all, nil
}
