package promise

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// using are the sites, or the ids of the teams, that use a calendar, in order. Table and column are one of given.
func using(ctx context.Context, q store.Querier, g given, id string) ([]string, error) {
	all, err := store.All[string](ctx, q, `SELECT `+g.column+` FROM `+g.table+` WHERE calendar_id = $1 ORDER BY `+g.column, id)
	if err != nil {
		return nil, fmt.Errorf("read who uses a calendar: %w", err)
	}
	return append([]string{}, all...), nil
}

// given is where it is kept to whom calendars were given.
type given struct{ table, column string }

var (
	toSites = given{"promise_site_calendar", "site"}
	toTeams = given{"promise_team_calendar", "team"}
)

// give makes some, and no others, use a calendar, and has the open promises counted anew of those for which it is another one than before. A site that loses it has the default one, and a team the ones
// of the sites.
func (g given) give(ctx context.Context, tx *store.Tx, id string, to []string) error {
	other := false
	had, err := using(ctx, tx, g, id)
	if err != nil {
		return err
	}
	for i, name := range to {
		to[i] = strings.TrimSpace(name)
	}
	for _, name := range had {
		if slices.Contains(to, name) {
			continue
		}
		if _, err := tx.Exec(ctx, `DELETE FROM `+g.table+` WHERE `+g.column+` = $1`, name); err != nil {
			return fmt.Errorf("take calendar: %w", err)
		}
		other = true
	}
	for _, name := range to {
		if slices.Contains(had, name) {
			continue
		}
		if _, err := tx.Exec(ctx, `INSERT INTO `+g.table+` (`+g.column+`, calendar_id) VALUES ($1, $2)
			ON CONFLICT (`+g.column+`) DO UPDATE SET calendar_id = $2`, name, id); err != nil {
			return fmt.Errorf("give calendar: %w", err)
		}
		other = true
	}
	if !other {
		return nil
	}
	return orderPlaces(ctx, tx)
}

// give gives a calendar to the sites and teams that in names; nil changes nothing.
func (in SaveCalendar) give(ctx context.Context, tx *store.Tx) error {
	if in.Sites != nil {
		if err := toSites.give(ctx, tx, in.ID, in.Sites); err != nil {
			return err
		}
	}
	if in.Teams == nil {
		return nil
	}
	if err := knownTeams(ctx, tx, in.Teams); err != nil {
		return err
	}
	return toTeams.give(ctx, tx, in.ID, in.Teams)
}

// knownTeams refuses ids of teams that there are not.
func knownTeams(ctx context.Context, q store.Querier, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	all, err := people.Teams(ctx, q)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if !slices.ContainsFunc(all, func(t people.Team) bool { return t.ID == id }) {
			return fault.ForField("teams", "There is no such team. Choose one of the HR teams.")
		}
	}
	return nil
}
