package automation

import (
	"context"
	"fmt"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/tag"
)

// WordsNamed returns the rules that name tags, of those that by reads.
func (s *Service) WordsNamed(ctx context.Context, q store.Querier, by authz.Actor) ([]tag.Use, error) {
	if err := s.Policy.May(by, ReadRules, 0); err != nil {
		return nil, err
	}
	rows, err := store.Select[row](ctx, q, new(store.Q).Add(selectRow).Where(readable(by)).Add(` ORDER BY r.name, r.id`))
	if err != nil {
		return nil, fmt.Errorf("read rules: %w", err)
	}
	var all []tag.Use
	for _, r := range rows {
		says, err := r.says()
		if err != nil {
			return nil, err
		}
		use := tag.Use{Kind: tag.ByRule, ID: r.ID, Name: r.Name, Team: r.TeamID, Word: says.ThenTag}
		if says.ThenTag != "" {
			all = append(all, use)
		}
		if use.Word = says.WhenTag; use.Word != "" && use.Word != says.ThenTag {
			all = append(all, use)
		}
		if use.Word = says.IfTag; use.Word != "" && use.Word != says.ThenTag && use.Word != says.WhenTag {
			all = append(all, use)
		}
	}
	return all, nil
}

// WordRenamed makes a new version of each rule of the team that names the word, which names the new one from then on. It stands in the record as the renaming.
func (s *Service) WordRenamed(ctx context.Context, tx *store.Tx, by authz.Actor, in tag.Renamed) error {
	if err := s.Policy.May(by, EditRules, 0); err != nil {
		return err
	}
	rows, err := store.All[row](ctx, tx, selectRow+`r.team_id = $1 ORDER BY r.id`, in.Team)
	if err != nil {
		return fmt.Errorf("read rules: %w", err)
	}
	for _, r := range rows {
		says, err := r.says()
		if err != nil {
			return err
		}
		var listens, asks, puts bool
		says.WhenTag, listens = in.Now(says.WhenTag)
		says.IfTag, asks = in.Now(says.IfTag)
		says.ThenTag, puts = in.Now(says.ThenTag)
		if !listens && !asks && !puts {
			continue
		}
		if _, err := s.write(ctx, tx, audit.Entry{By: by, Action: string(tag.RenameTags)}, r, says); err != nil {
			return err
		}
	}
	return nil
}
