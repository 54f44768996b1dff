package views

import (
	"context"
	"fmt"
	"net/url"
	"slices"

	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/tag"
)

// selectTagged are the views that may be narrowed by a tag; asked says whether one is.
const selectTagged = selectRow + `v.query LIKE '%tag=%'`

// asked is the tag that a view is narrowed by, and the team; "" where it is not.
func (r row) asked() (word, team string) {
	v, err := url.ParseQuery(r.Query)
	if err != nil {
		return "", ""
	}
	return v.Get("tag"), v.Get("team")
}

// WordsNamed returns the views that are narrowed by tags: those that by may use, of those shared with other teams that they are there, and none that others keep for themselves.
func (s *Service) WordsNamed(ctx context.Context, q store.Querier, by authz.Actor) ([]tag.Use, error) {
	if err := s.policy.May(by, KeepViews, 0); err != nil {
		return nil, err
	}
	rows, err := store.Select[row](ctx, q, new(store.Q).Add(selectTagged+` AND `).Where(store.Or(store.Cond(`v.owner_person = ?`, by.PersonID), store.Cond(`v.team_id <> ''`))).Add(` ORDER BY v.name, v.id`))
	if err != nil {
		return nil, fmt.Errorf("read views: %w", err)
	}
	var all []tag.Use
	for _, r := range rows {
		word, team := r.asked()
		if word == "" {
			continue
		}
		use := tag.Use{Kind: tag.ByView, ID: r.ID, Name: r.Name, Word: word}
		if r.OwnerPerson != by.PersonID && !slices.Contains(by.Teams, r.TeamID) {
			use.ID, use.Name = "", ""
		}
		for _, use.Team = range r.teams(by, word, team) {
			all = append(all, use)
		}
	}
	return all, nil
}

// teams are those whose word a view names, as far as by knows.
func (r row) teams(by authz.Actor, word, team string) []string {
	switch {
	case ident.Valid(word):
		return []string{""}
	case team != "":
		return []string{team}
	case r.TeamID != "":
		return []string{r.TeamID}
	}
	return by.Teams // one's own looks at each of one's teams
}

// WordRenamed has the views follow that are narrowed by the word: those of the team and of its members name the new one. Those of others do where they look at this team, or where no other team has the old word:
// they ask by the id from then on, so that nobody reads a word of which they may see no case. What looks at another team stays.
func (s *Service) WordRenamed(ctx context.Context, tx *store.Tx, by authz.Actor, in tag.Renamed) error {
	if err := s.policy.May(by, KeepViews, 0); err != nil {
		return err
	}
	members, err := people.TeamMembers(ctx, tx, in.Team)
	if err != nil {
		return err
	}
	rows, err := store.All[row](ctx, tx, selectTagged+` ORDER BY v.id`)
	if err != nil {
		return fmt.Errorf("read views: %w", err)
	}
	for _, r := range rows {
		inside := r.TeamID == in.Team || r.TeamID == "" && slices.ContainsFunc(members, func(p people.Person) bool { return p.ID == r.OwnerPerson })
		word, changed := r.follow(in, inside)
		if !changed {
			continue
		}
		v, err := url.ParseQuery(r.Query)
		if err != nil {
			return err
		}
		v.Set("tag", word)
		if _, err := tx.Exec(ctx, `UPDATE views_view SET query = $2 WHERE id = $1`, r.ID, v.Encode()); err != nil {
			return fmt.Errorf("rename tag of view: %w", err)
		}
		if r.TeamID == "" {
			continue
		}
		if err := s.audit.Record(ctx, tx, audit.Entry{By: by, Action: string(tag.RenameTags), Kind: "view", Object: r.ID, Team: r.TeamID}); err != nil {
			return err
		}
	}
	return nil
}

// follow is what a view asks for once a word is renamed, and whether that is another tag than before. inside says that it is of the word's team.
func (r row) follow(in tag.Renamed, inside bool) (string, bool) {
	asked, team := r.asked()
	if in.Gone != "" && asked == in.Gone {
		return in.ID, true
	}
	word, changed := in.Now(asked)
	switch {
	case !changed, team != "" && team != in.Team:
		return asked, false
	case inside:
		return word, true
	case people.Fold(word) == in.Was, team == "" && in.Elsewhere:
		return asked, false
	}
	return in.ID, true
}
