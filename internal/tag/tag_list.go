package tag

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/search"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// Listed is a word with the number of cases that bear it and that the reader reads.
type Listed struct {
	Tag
	TeamID string `json:"team"`
	Team   string `json:"team_name"`
	Cases  int    `json:"cases"`
	More   bool   `json:"more"` // Cases is not all: counting stopped there
	Uses   []Use  `json:"used_by,omitempty" doc:"For who may rename: the rules, macros and kept views that name it, and that you read. They follow when it is renamed."`
	Others int    `json:"used_by_others,omitempty" doc:"How many macros and shared views of its team, which you do not read, name it besides."`
	Folded string `json:"-"`
}

// List asks for the words of a team.
type List struct {
	Team string `query:"team" json:"-" doc:"The id of a team; left out: all teams"`
}

// Vocabulary is the words of teams, by team and word. More says that there are more than it holds.
type Vocabulary struct {
	Items []Listed `json:"items"`
	More  bool     `json:"more"`
	Lead  bool     `json:"may_rename"`
}

// Where counting and listing stop.
const (
	mostCounted = 999
	mostListed  = 300
)

// List returns the words that are on cases which by reads. A count is over these alone.
func (s *Service) List(ctx context.Context, by authz.Actor, in List) (Vocabulary, error) {
	out := Vocabulary{Items: []Listed{}}
	if err := s.Policy.May(by, ListTags, 0); err != nil {
		return out, err
	}
	out.Lead = s.Policy.May(by, RenameTags, 0) == nil
	where := store.Always
	if in.Team != "" {
		where = store.Cond(`w.team_id = ?`, in.Team)
	}
	sees := s.readable(by, "x.case_id")
	all, err := store.Select[Listed](ctx, s.DB, new(store.Q).Add(`SELECT k.id, k.word, k.folded, k.team_id, k.cases FROM (SELECT w.id, w.word, w.folded, w.team_id, (SELECT count(*) FROM (SELECT 1 AS one FROM tag_case x WHERE x.tag_id = w.id AND `).
		Where(sees).Add(` LIMIT ?) n) AS cases FROM tag_word w WHERE `, mostCounted+1).Where(where).Add(`) k WHERE k.cases > 0 ORDER BY k.team_id, k.folded, k.id LIMIT ?`, mostListed+1))
	if err != nil {
		return out, fmt.Errorf("list tags: %w", err)
	}
	teams, err := people.Teams(ctx, s.DB)
	if err != nil {
		return out, err
	}
	names := map[string]string{}
	for _, t := range teams {
		names[t.ID] = t.Name
	}
	if out.More = len(all) > mostListed; out.More {
		all = all[:mostListed]
	}
	for _, l := range all {
		l.Team, l.More, l.Cases = names[l.TeamID], l.Cases > mostCounted, min(l.Cases, mostCounted)
		out.Items = append(out.Items, l)
	}
	if out.Lead {
		err = s.named(ctx, by, out.Items)
	}
	return out, err
}

// Rename gives a word another spelling.
type Rename struct {
	Tag  string `path:"tag" json:"-"`
	Word string `json:"word"`
	Join bool   `json:"join,omitempty" doc:"true: where the team has the word already, join the two, which cannot be taken apart again. Left out, that is refused with the number of cases."`
}

// Rename gives a word another spelling on all cases of its team, and in the rules, macros and kept views that name it; where the team has that word already, the two are joined, which is refused without Join. It is for the head of HR.
// Words of which by sees no case are absent; what is no short word is refused. A word that the team has on cases alone that by does not see is joined unasked: nobody learns by it that it is there.
func (s *Service) Rename(ctx context.Context, by authz.Actor, in Rename) (Tag, error) {
	var out Tag
	if err := s.Policy.May(by, RenameTags, 0); err != nil {
		return out, err
	}
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		w, err := s.find(ctx, tx, by, in.Tag)
		if err != nil {
			return err
		}
		word, folded, err := check(in.Word)
		if err != nil {
			return err
		}
		out = Tag{w.ID, word}
		now := Renamed{Team: w.TeamID, Was: w.Folded, Word: word, ID: w.ID}
		other, err := store.One[string](ctx, tx, `SELECT id FROM tag_word WHERE team_id = $1 AND folded = $2 AND id <> $3`, w.TeamID, folded, w.ID)
		switch {
		case errors.Is(err, store.ErrNone):
			_, err = tx.Exec(ctx, `UPDATE tag_word SET word = $2, folded = $3 WHERE id = $1`, w.ID, word, folded)
		case err == nil:
			out.ID, now.ID, now.Gone = other, other, w.ID
			if err := s.joins(ctx, tx, by, in, w, other); err != nil {
				return err
			}
			err = join(ctx, tx, w.ID, other, word)
		}
		if err != nil {
			return fmt.Errorf("rename tag: %w", err)
		}
		if err := s.renamed(ctx, tx, by, now); err != nil {
			return err
		}
		return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(RenameTags), Kind: "tag", Object: out.ID, Team: w.TeamID})
	})
	return out, err
}

// joins refuses to join two words unasked, and says how many cases by reads that are concerned, or that they are more than mostCounted.
func (s *Service) joins(ctx context.Context, tx *store.Tx, by authz.Actor, in Rename, from wordRow, into string) error {
	if in.Join {
		return nil
	}
	counts := map[string]int{from.ID: 0, into: 0}
	for id := range counts {
		n, err := store.Row[int](ctx, tx, new(store.Q).Add(`SELECT count(*) FROM (SELECT 1 AS one FROM tag_case x WHERE x.tag_id = ? AND `, id).Where(s.readable(by, "x.case_id")).Add(` LIMIT ?) n`, mostCounted+1))
		if err != nil {
			return fmt.Errorf("count cases of a tag: %w", err)
		}
		counts[id] = n
	}
	if counts[into] == 0 {
		return nil
	}
	word, err := store.One[string](ctx, tx, `SELECT word FROM tag_word WHERE id = $1`, into)
	if err != nil {
		return fmt.Errorf("read tag: %w", err)
	}
	if max(counts[from.ID], counts[into]) > mostCounted {
		return fault.New(fault.Conflict, "The team has “%s” already, and one of the two words is on more than %d cases that you read: once they are joined, nobody can take them apart again. Say that you want to join them.", word, mostCounted)
	}
	return fault.New(fault.Conflict, "The team has “%s” already. Of the cases that you read, %d have “%s” and %d have “%s”: once the two are joined, nobody can take them apart again. Say that you want to join them.",
		word, counts[from.ID], from.Word, counts[into], word)
}

// join puts one word in the place of another wherever that stands.
func join(ctx context.Context, tx *store.Tx, from, into, word string) error {
	for _, x := range []struct {
		sql  string
		args []any
	}{
		{`INSERT INTO tag_case (tag_id, case_id, person_id, asked_by, put_at) SELECT CAST($2 AS text), x.case_id, x.person_id, x.asked_by, x.put_at FROM tag_case x WHERE x.tag_id = $1 ON CONFLICT (tag_id, case_id) DO NOTHING`, []any{from, into}},
		{`DELETE FROM tag_case WHERE tag_id = $1`, []any{from}},
		{`DELETE FROM tag_word WHERE id = $1`, []any{from}},
		{`UPDATE tag_word SET word = $2 WHERE id = $1`, []any{into, word}},
	} {
		if _, err := tx.Exec(ctx, x.sql, x.args...); err != nil {
			return err
		}
	}
	return nil
}

// kind is that of tags in what a search finds.
const kind = "tag"

func (s *Service) kinds(by authz.Actor) []string {
	if s.Policy.May(by, ListTags, 0) != nil {
		return nil
	}
	return []string{kind}
}

// search finds words that begin as what was asked for, or one of whose parts does, on cases that by reads.
func (s *Service) search(ctx context.Context, by authz.Actor, ask spec.Ask) (spec.Found, error) {
	text := people.Fold(ask.Text)
	if s.Policy.May(by, ListTags, 0) != nil || ask.Kind != "" && ask.Kind != kind || ask.Narrowed() || len(text) < shortest || fault.KindOf(checked(ask.Text)) != "" {
		return spec.Found{}, nil
	}
	all, err := store.Select[Tag](ctx, s.DB, new(store.Q).Add(`SELECT w.id, w.word FROM tag_word w WHERE (w.folded LIKE ? OR w.folded LIKE ?) AND `, text+"%", "% "+text+"%").
		Where(s.used(by, "w.id")).Add(` ORDER BY w.folded, w.id LIMIT ?`, ask.Limit+1))
	if err != nil {
		return spec.Found{}, fmt.Errorf("search tags: %w", err)
	}
	out, marker := spec.Found{More: len(all) > ask.Limit}, search.Parse(ask.Text).Marker()
	for _, t := range all[:min(len(all), ask.Limit)] {
		h := spec.Hit{Kind: kind, ID: t.ID, Title: t.Word, Link: "/desk?view=all&tag=" + t.ID}
		h.Marked.Title = marker.Mark(t.Word)
		out.Items = append(out.Items, h)
	}
	out.Count = len(all)
	return out, nil
}

func checked(text string) error { _, _, err := check(text); return err }
