package macro

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/tag"
)

type namer struct{ ID, TeamID, OwnerPerson, Name, Tag string }

const selectNamer = `SELECT m.id, m.team_id, COALESCE(m.owner_person, '') AS owner_person, m.name, m.tag FROM macro_macro m WHERE m.tag <> '' AND `

// WordsNamed returns the macros that name tags: those that by may use, of teams that are not by's without more than that they are there, and none that others keep for themselves.
func (s *Service) WordsNamed(ctx context.Context, q store.Querier, by authz.Actor) ([]tag.Use, error) {
	if err := s.Policy.May(by, KeepMacros, 0); err != nil {
		return nil, err
	}
	rows, err := store.Select[namer](ctx, q, new(store.Q).Add(selectNamer).Where(store.Or(store.Cond(`m.owner_person = ?`, by.PersonID), store.Cond(`m.team_id <> ''`))).Add(` ORDER BY m.folded, m.id`))
	if err != nil {
		return nil, fmt.Errorf("read macros: %w", err)
	}
	var all []tag.Use
	for _, r := range rows {
		use := tag.Use{Kind: tag.ByMacro, ID: r.ID, Name: r.Name, Team: r.TeamID, Word: r.Tag}
		switch {
		case r.TeamID == "": // one's own serves in each of one's teams
			for _, use.Team = range by.Teams {
				all = append(all, use)
			}
			continue
		case !slices.Contains(by.Teams, r.TeamID):
			use.ID, use.Name = "", ""
		}
		all = append(all, use)
	}
	return all, nil
}

// WordRenamed puts the new word into the macros of the team that name the old one, and into those that its members keep for themselves.
func (s *Service) WordRenamed(ctx context.Context, tx *store.Tx, by authz.Actor, in tag.Renamed) error {
	if err := s.Policy.May(by, KeepMacros, 0); err != nil {
		return err
	}
	members, err := people.TeamMembers(ctx, tx, in.Team)
	if err != nil {
		return err
	}
	var ids []string
	for _, p := range members {
		ids = append(ids, p.ID)
	}
	rows, err := store.Select[namer](ctx, tx, new(store.Q).Add(selectNamer).Where(store.Or(store.Cond(`m.team_id = ?`, in.Team), store.In("m.owner_person", ids))).Add(` ORDER BY m.id`))
	if err != nil {
		return fmt.Errorf("read macros: %w", err)
	}
	for _, r := range rows {
		word, changed := in.Now(r.Tag)
		if !changed {
			continue
		}
		if _, err := tx.Exec(ctx, `UPDATE macro_macro SET tag = $2 WHERE id = $1`, r.ID, word); err != nil {
			return fmt.Errorf("rename tag of macro: %w", err)
		}
		if r.TeamID == "" {
			continue
		}
		if err := s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(tag.RenameTags), Kind: "macro", Object: r.ID, Team: r.TeamID}); err != nil {
			return err
		}
	}
	return nil
}
