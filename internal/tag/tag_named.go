package tag

import (
	"context"
	"fmt"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// Naming is a module whose objects name words of teams by how they are written.
type Naming interface {
	// WordsNamed returns what names words, as far as by may know that it is there.
	WordsNamed(ctx context.Context, q store.Querier, by authz.Actor) ([]Use, error)
	// WordRenamed puts the new word in place of the old one wherever the team's objects name it, in the transaction of the renaming.
	WordRenamed(ctx context.Context, tx *store.Tx, by authz.Actor, in Renamed) error
}

// The kinds of uses.
const (
	ByRule  = "rule"
	ByMacro = "macro"
	ByView  = "view"
)

// Use is what names a word: a rule, a macro or a kept view of a team. Without an ID it is there, and not for the reader.
type Use struct {
	Kind string `json:"kind" doc:"rule, macro or view"`
	ID   string `json:"id"`
	Name string `json:"name"`
	Team string `json:"-"` // whose word it is; "" where Word is the id of one
	Word string `json:"-"`
}

// Renamed is a word of a team that became another one.
type Renamed struct {
	Team, Was, Word string // Was is as words are compared
	ID              string // of the word that it is now
	Gone            string // the id of the one that was joined into it; "": it kept its own
	Elsewhere       bool   // another team has the old word, too
}

// Now returns what a word is by now, and whether it is another one than before.
func (r Renamed) Now(word string) (string, bool) {
	if word == "" || people.Fold(word) != r.Was {
		return word, false
	}
	return r.Word, r.Word != word
}

// named adds to words what names them.
func (s *Service) named(ctx context.Context, by authz.Actor, words []Listed) error {
	if s.Naming == nil {
		return nil
	}
	type word struct{ team, folded string }
	uses := map[word][]Use{}
	for _, n := range s.Naming() {
		all, err := n.WordsNamed(ctx, s.DB, by)
		if err != nil {
			return err
		}
		for _, u := range all {
			key := word{u.Team, people.Fold(u.Word)}
			uses[key] = append(uses[key], u)
		}
	}
	for i, w := range words {
		for _, u := range append(uses[word{w.TeamID, w.Folded}], uses[word{"", w.ID}]...) {
			if u.ID == "" {
				words[i].Others++
			} else {
				words[i].Uses = append(words[i].Uses, u)
			}
		}
	}
	return nil
}

// renamed tells those that name words that one is another by now.
func (s *Service) renamed(ctx context.Context, tx *store.Tx, by authz.Actor, in Renamed) error {
	if s.Naming == nil {
		return nil
	}
	others, err := store.One[int](ctx, tx, `SELECT count(*) FROM tag_word w WHERE w.folded = $1 AND w.team_id <> $2`, in.Was, in.Team)
	if err != nil {
		return fmt.Errorf("read tags of other teams: %w", err)
	}
	in.Elsewhere = others > 0
	for _, n := range s.Naming() {
		if err := n.WordRenamed(ctx, tx, by, in); err != nil {
			return err
		}
	}
	return nil
}
