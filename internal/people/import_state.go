package people

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/platform/store"
)

// entry is a person with the latest employment, as an import sees both.
type entry struct {
	stored
	Employed        bool
	PersonnelNumber string
	UnitID          string
	Site            string
	Position        string
	ManagerID       string
	Started         string
	Ended           string
	WeeklyHours     float64
}

// state is the whole directory in memory, so that 100,000 rows need no look-up each.
type state struct {
	all      []*entry // by name
	byID     map[string]*entry
	byNumber map[string]*entry
	byEmail  map[string]*entry
	former   map[string]*entry // numbers of earlier employments
	byName   map[string][]*entry
	units    *unitTree
	sites    map[string]string // folded name -> name
}

func loadState(ctx context.Context, q store.Querier) (*state, error) {
	rows, err := store.All[entry](ctx, q, `SELECT p.id, p.given_name, p.family_name, p.preferred_name, p.pronouns, p.language, p.time_zone, p.email, p.phone,
		p.postal_address, p.theme, p.keys, p.key_map, p.undo_seconds, p.own, p.outside, e.id IS NOT NULL AS employed, COALESCE(e.personnel_number, '') AS personnel_number,
		COALESCE(e.unit_id, '') AS unit_id, COALESCE(e.site, '') AS site, COALESCE(e.position, '') AS position, COALESCE(e.manager_id, '') AS manager_id,
		COALESCE(e.started, '') AS started, COALESCE(e.ended, '') AS ended, COALESCE(e.weekly_hours, 0) AS weekly_hours
		FROM people_person p LEFT JOIN people_employment e ON e.person_id = p.id AND e.latest ORDER BY p.sort_name, p.id`)
	if err != nil {
		return nil, fmt.Errorf("read directory: %w", err)
	}
	s := &state{byID: map[string]*entry{}, byNumber: map[string]*entry{}, byEmail: map[string]*entry{}, former: map[string]*entry{}, sites: map[string]string{}}
	for i := range rows {
		s.add(&rows[i])
	}
	type number struct{ PersonnelNumber, PersonID string }
	former, err := store.All[number](ctx, q, `SELECT personnel_number, person_id FROM people_employment WHERE NOT latest AND personnel_number <> ''`)
	if err != nil {
		return nil, fmt.Errorf("read earlier employments: %w", err)
	}
	for _, f := range former {
		s.former[f.PersonnelNumber] = s.byID[f.PersonID]
	}
	units, err := Units(ctx, q)
	if err != nil {
		return nil, err
	}
	s.units = newUnitTree(units)
	sites, err := store.All[string](ctx, q, `SELECT name FROM people_site`)
	if err != nil {
		return nil, fmt.Errorf("read sites: %w", err)
	}
	for _, name := range sites {
		s.sites[Fold(name)] = name
	}
	return s, nil
}

func (s *state) add(e *entry) {
	s.all = append(s.all, e)
	s.byID[e.ID] = e
	if e.PersonnelNumber != "" {
		s.byNumber[e.PersonnelNumber] = e
	}
	if e.Email != "" {
		s.byEmail[e.Email] = e
	}
}

// claims are the numbers, addresses and people that rows of the file speak for, each with the row.
type claims struct{ number, email, person map[string]*row }

func newClaims() claims {
	return claims{map[string]*row{}, map[string]*row{}, map[string]*row{}}
}

// names indexes people by all forms of their names; after replaces entries by what they will be.
func (s *state) names(after map[string]*entry, added []*entry) {
	s.byName = map[string][]*entry{}
	for _, e := range s.all {
		if to := after[e.ID]; to != nil {
			e = to
		}
		if !e.Outside {
			s.name(e)
		}
	}
	for _, e := range added {
		s.name(e)
	}
}

func (s *state) name(e *entry) {
	keys := []string{nameKey(e.GivenName + " " + e.FamilyName), nameKey(e.FamilyName + " " + e.GivenName)}
	if e.PreferredName != "" {
		keys = append(keys, nameKey(e.PreferredName+" "+e.FamilyName))
	}
	slices.Sort(keys)
	for _, k := range slices.Compact(keys) {
		s.byName[k] = append(s.byName[k], e)
	}
}

// nameKey is how names are compared: folded, without the comma of "Family, Given".
func nameKey(name string) string { return Fold(strings.ReplaceAll(name, ",", " ")) }
