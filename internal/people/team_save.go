package people

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// newTeam is no ID of a team: it is the address of the page for a new one.
const newTeam = "new"

// SaveTeam makes a team or changes its name and its members. Members are IDs, addresses or personnel numbers.
type SaveTeam struct {
	ID      string   `path:"id" json:"-"`
	Name    string   `json:"name"`
	Members []string `json:"members,omitempty"`
}

// SaveTeam makes the team with an ID or brings it to what in says. It refuses a name that another team has, an ID that is no slug or is that of the page for a
// new team, and members who are not known. The head of HR and administrators may.
func (s *Service) SaveTeam(ctx context.Context, by authz.Actor, in SaveTeam) (Team, error) {
	if err := s.may(by, EditTeams); err != nil {
		return Team{}, err
	}
	return s.saveTeam(ctx, by, in, false)
}

// AddTeam is a team that there is not yet. Members are IDs, addresses or personnel numbers.
type AddTeam struct {
	Name    string   `json:"name"`
	Members []string `json:"members,omitempty"`
}

// AddTeam makes a team whose ID follows from its name; one in another script is called team. It refuses a name that a team has, and members who are not known. The head of HR and administrators may.
func (s *Service) AddTeam(ctx context.Context, by authz.Actor, in AddTeam) (Team, error) {
	if err := s.may(by, EditTeams); err != nil {
		return Team{}, err
	}
	return s.saveTeam(ctx, by, SaveTeam{Name: in.Name, Members: in.Members}, true)
}

// saveTeam saves a team; one that is added takes an ID of its own.
func (s *Service) saveTeam(ctx context.Context, by authz.Actor, in SaveTeam, added bool) (t Team, err error) {
	in.Name = strings.Join(strings.Fields(in.Name), " ")
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		to := in
		if added {
			taken, err := store.All[string](ctx, tx, `SELECT id FROM people_team`)
			if err != nil {
				return fmt.Errorf("list teams: %w", err)
			}
			to.ID = FreeSlug(in.Name, "team", taken)
		}
		if err := to.check(); err != nil {
			return err
		}
		t = Team{ID: to.ID, Name: to.Name}
		if err := to.save(ctx, tx); err != nil {
			return err
		}
		return s.record(ctx, tx, by, EditTeams, to.ID, "")
	})
	return t, err
}

func (in SaveTeam) check() error {
	var f fault.Fields
	f.Need(slug.MatchString(in.ID) && len(in.ID) <= 60 && in.ID != newTeam, "id", "Use small letters, digits and hyphens, for example pay-and-time.")
	f.Need(in.Name != "" && utf8.RuneCountInString(in.Name) <= maxName, "name", "Enter a name of at most %d characters.", maxName)
	return f.Err()
}

func (in SaveTeam) save(ctx context.Context, tx *store.Tx) error {
	other, err := holder(ctx, tx, `SELECT id FROM people_team WHERE folded = $1`, Fold(in.Name))
	if err != nil {
		return err
	}
	if other != "" && other != in.ID {
		return fault.ForField("name", "Another team has this name.")
	}
	if _, err := tx.Exec(ctx, `INSERT INTO people_team (id, name, folded) VALUES ($1, $2, $3)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded`, in.ID, in.Name, Fold(in.Name)); err != nil {
		return fmt.Errorf("save team: %w", err)
	}
	if _, err := tx.Exec(ctx, `DELETE FROM people_team_member WHERE team_id = $1`, in.ID); err != nil {
		return fmt.Errorf("save team: %w", err)
	}
	for _, ref := range in.Members {
		p, err := Find(ctx, tx, ref)
		if fault.KindOf(err) == fault.NotFound {
			return fault.ForField("members", "No person has the address or number %s.", ref)
		}
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO people_team_member (team_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`, in.ID, p.ID); err != nil {
			return fmt.Errorf("save team: %w", err)
		}
	}
	tx.Publish(TeamChanged{TeamID: in.ID})
	return nil
}
