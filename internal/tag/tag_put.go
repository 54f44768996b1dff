package tag

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// What a word may be.
const (
	shortest = 2  // characters
	longest  = 30 // characters
	mostHere = 10 // on one case
)

// Put is a word for a case.
type Put struct {
	Number string `path:"number" json:"-"`
	Word   string `json:"word"`
}

// Put puts a word on a case, with the spelling that the team uses already. The same twice is once. It refuses what is no short word, the names of those whose case it is, more than ten on one
// case, and, on a case that holds health data or that named people alone read, a word that is on no other case that by reads and one of illness.
func (s *Service) Put(ctx context.Context, by authz.Actor, in Put) (Tags, error) {
	var out Tags
	err := s.Desk.Within(ctx, by, in.Number, UseTags, func(tx *store.Tx, c *desk.Upon) error {
		if _, err := s.put(ctx, tx, by, c.Of, in.Word, ""); err != nil {
			return err
		}
		var err error
		out, err = s.of(ctx, tx, by, c.Of)
		return err
	})
	return out, err
}

// PutFor is Put for a module above, in its transaction, on a case that it found for by; it reports whether the word was not there. cause is in the fact: what acted, "" for a person. On a protected case it puts no word.
// What it refuses changes nothing.
func (s *Service) PutFor(ctx context.Context, tx *store.Tx, by authz.Actor, c desk.Of, word, cause string) (bool, error) {
	return s.put(ctx, tx, by, c, word, cause)
}

// Check refuses what is no short word, for a module above that puts one on many cases.
func Check(word string) error {
	_, _, err := check(word)
	return err
}

// WordPut tells that a word was put on a case, with an id of its own and what caused it where that was no person.
type WordPut struct{ CaseID, TagID, Event, Cause string }

// FactName implements store.Fact.
func (WordPut) FactName() string { return "tag.put" }

func (s *Service) put(ctx context.Context, tx *store.Tx, by authz.Actor, c desk.Of, typed, cause string) (bool, error) {
	word, folded, err := check(typed)
	if err != nil {
		return false, err
	}
	if err := s.mayStand(ctx, tx, by, c, folded); err != nil {
		return false, err
	}
	n, err := store.One[int](ctx, tx, `SELECT count(*) FROM tag_case x JOIN tag_word w ON w.id = x.tag_id WHERE x.case_id = $1 AND NOT (w.team_id = $2 AND w.folded = $3)`, c.ID, c.TeamID, folded)
	if err != nil {
		return false, fmt.Errorf("count tags: %w", err)
	}
	if n >= mostHere {
		return false, fault.ForField("word", "A case has at most %d tags. Take one off first.", mostHere)
	}
	id, err := s.wordOf(ctx, tx, by, c, word, folded)
	if err != nil {
		return false, err
	}
	added, err := tx.Exec(ctx, `INSERT INTO tag_case (tag_id, case_id, person_id, asked_by, put_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tag_id, case_id) DO NOTHING`,
		id, c.ID, c.ForPerson, c.ByPerson, tx.Now())
	if err != nil {
		return false, fmt.Errorf("put tag: %w", err)
	}
	if added > 0 {
		tx.Publish(WordPut{CaseID: c.ID, TagID: id, Event: ident.New(), Cause: cause})
	}
	return added > 0, nil
}

// Checked returns a word as it is kept and as words are compared, for rules about words; it refuses what is no short word.
func Checked(typed string) (word, folded string, err error) { return check(typed) }

// Folded returns a word as words are compared, by its id; "" for one that is not there. It asks nobody's rights.
func Folded(ctx context.Context, q store.Querier, id string) (string, error) {
	folded, err := store.One[string](ctx, q, `SELECT folded FROM tag_word WHERE id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	return folded, err
}

// PutSince is the condition that a word of a team was put on the case with the id column since a moment.
func PutSince(column, team, folded string, since store.Time) store.Where {
	return store.Cond(column+` IN (SELECT x.case_id FROM tag_case x JOIN tag_word w ON w.id = x.tag_id WHERE w.team_id = ? AND w.folded = ? AND x.put_at >= ?)`, team, folded, since)
}

// Bears is the condition that a word of a team is on the case with the id column. It asks nobody's rights.
func Bears(column, team, folded string) store.Where {
	return store.Cond(`EXISTS (SELECT 1 FROM tag_case x JOIN tag_word w ON w.id = x.tag_id WHERE x.case_id = `+column+` AND w.team_id = ? AND w.folded = ?)`, team, folded)
}

// Bearing returns which of some cases bear a word of a team, by the ids of the cases. It asks nobody's rights.
func Bearing(ctx context.Context, q store.Querier, team, folded string, cases []string) (map[string]bool, error) {
	ids, err := store.Select[string](ctx, q, new(store.Q).Add(`SELECT x.case_id FROM tag_case x JOIN tag_word w ON w.id = x.tag_id WHERE w.team_id = ? AND w.folded = ? AND `, team, folded).Where(store.In("x.case_id", cases)))
	if err != nil {
		return nil, fmt.Errorf("read cases of a tag: %w", err)
	}
	bear := map[string]bool{}
	for _, id := range ids {
		bear[id] = true
	}
	return bear, nil
}

var allowed = regexp.MustCompile(`^[\p{L}\p{M}\p{N}]+(?:[ \-][\p{L}\p{M}\p{N}]+){0,3}$`)

// long is a row of digits as personnel numbers, telephone numbers and dates of birth have it.
var long = regexp.MustCompile(`\p{N}{5}|\p{N}[ \-]?\p{N}{2}[ \-]?\p{N}{2}[ \-]?\p{N}`)

// check returns a word with single spaces, and as it is compared.
func check(typed string) (word, folded string, err error) {
	word = strings.Join(strings.Fields(typed), " ")
	folded = people.Fold(word)
	n := utf8.RuneCountInString(word)
	var f fault.Fields
	switch {
	case folded == "": // also of accents alone, by which nothing can be compared
		f.Need(false, "word", "Write a short word, for example shift swap.")
	case n < shortest || n > longest:
		f.Need(false, "word", "Keep a tag between %d and %d characters.", shortest, longest)
	case !allowed.MatchString(word):
		f.Need(false, "word", "A tag has letters, digits, spaces and hyphens, and at most four words.")
	case long.MatchString(word):
		f.Need(false, "word", "A tag holds no number of a person. Write what the case is about.")
	}
	return word, folded, f.Err()
}

// mayStand refuses words that would say something about a person.
func (s *Service) mayStand(ctx context.Context, q store.Querier, by authz.Actor, c desk.Of, folded string) error {
	words := strings.FieldsFunc(folded, func(r rune) bool { return r == ' ' || r == '-' })
	writers, err := s.Desk.WritersOf(ctx, q, by, c.ID)
	if err != nil {
		return err
	}
	for _, w := range writers {
		for _, name := range strings.Fields(people.Fold(w.Name)) {
			if slices.Contains(words, name) {
				return fault.ForField("word", "A tag never names a person. Write what the case is about.")
			}
		}
	}
	if guarded(c) && slices.ContainsFunc(words, ofIllness) {
		return fault.ForField("word", "This case is protected: a tag here says nothing of health. Write what has to be done.")
	}
	return nil
}

// guarded reports whether a case is about health or named to a few people.
func guarded(c desk.Of) bool { return c.Health || c.Sensitivity == catalogue.Named }

// illness are beginnings of words of illness, as package people folds them, in the languages of the portal. They are a help to whoever writes, not the protection: that is who reads the case.
var illness = []string{"sick", "ill", "illness", "disease", "diagnos", "pregnan", "miscarr", "disab", "cancer", "tumo", "depress", "burnout", "anxiet", "psych", "therap", "surger", "operation", "medic", "rehab",
	"addict", "alcohol", "drug", "injur", "krank", "schwanger", "behindert", "krebs", "sucht", "verletz", "sjuk", "gravid", "handikapp", "missbruk", "skada", "choro", "choroba", "ciaz", "niepelnospraw", "doente",
	"doenca", "gravid", "grossesse", "malad", "enferm", "embaraz"}

func ofIllness(word string) bool {
	return slices.ContainsFunc(illness, func(begin string) bool {
		if len(begin) < 4 {
			return word == begin
		}
		return strings.HasPrefix(word, begin)
	})
}

// wordOf returns the id of a word of the case's team, and makes it where that may be.
func (s *Service) wordOf(ctx context.Context, tx *store.Tx, by authz.Actor, c desk.Of, word, folded string) (string, error) {
	if guarded(c) {
		sees := s.readable(by, "v.case_id")
		id, err := store.Row[string](ctx, tx, new(store.Q).Add(`SELECT w.id FROM tag_word w WHERE w.team_id = ? AND w.folded = ? AND EXISTS (SELECT 1 FROM tag_case v WHERE v.tag_id = w.id AND `, c.TeamID, folded).
			Where(sees).Add(`)`))
		if errors.Is(err, store.ErrNone) {
			return "", fault.ForField("word", "This case is protected: only a word that stands on another case of the team can be chosen.")
		}
		if err != nil {
			return "", fmt.Errorf("read tag: %w", err)
		}
		return id, nil
	}
	if _, err := tx.Exec(ctx, `INSERT INTO tag_word (id, team_id, word, folded, used_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (team_id, folded) DO UPDATE SET used_at = excluded.used_at`,
		ident.New(), c.TeamID, word, folded, tx.Now()); err != nil {
		return "", fmt.Errorf("make tag: %w", err)
	}
	id, err := store.One[string](ctx, tx, `SELECT id FROM tag_word WHERE team_id = $1 AND folded = $2`, c.TeamID, folded)
	if err != nil {
		return "", fmt.Errorf("read tag: %w", err)
	}
	return id, nil
}

// Take names a tag of a case.
type Take struct {
	Number string `path:"number" json:"-"`
	Tag    string `json:"tag"` // its id
}

// Take takes a tag off a case. The same twice is once, and of a tag that is not on the case nothing changes. It refuses no tag. A word that is on no case any more is forgotten.
func (s *Service) Take(ctx context.Context, by authz.Actor, in Take) (Tags, error) {
	var out Tags
	err := s.Desk.Within(ctx, by, in.Number, UseTags, func(tx *store.Tx, c *desk.Upon) error {
		if in.Tag == "" {
			return fault.ForField("tag", "Say which tag to take off.")
		}
		if _, err := tx.Exec(ctx, `DELETE FROM tag_case WHERE tag_id = $1 AND case_id = $2`, in.Tag, c.ID); err != nil {
			return fmt.Errorf("take tag: %w", err)
		}
		err := forget(ctx, tx, in.Tag)
		if err != nil {
			return err
		}
		out, err = s.of(ctx, tx, by, c.Of)
		return err
	})
	return out, err
}

// forget forgets a word if it is on no case.
func forget(ctx context.Context, tx *store.Tx, id string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM tag_word WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM tag_case x WHERE x.tag_id = tag_word.id)`, id); err != nil {
		return fmt.Errorf("forget tags: %w", err)
	}
	return nil
}
