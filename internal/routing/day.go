package routing

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/routing/choose"
)

// Nothing is the input of use cases that take none, and what those return that have nothing to say.
type Nothing struct{}

// Line is one's own cases of a service: how many, and what they weigh together.
type Line struct {
	Service string `json:"service"` // its name
	Weight  int    `json:"weight"`  // of one case
	Cases   int    `json:"cases"`
	Sum     int    `json:"sum"`
}

// Day is one's own day: what one carries, and what is due, the soonest first. It is for its owner alone.
type Day struct {
	On        bool        `json:"on"`
	Load      int         `json:"load"`     // the sum of Lines
	Cap       int         `json:"load_cap"` // for the hours that one works; of several teams the lowest
	HeavyOpen int         `json:"heavy_open"`
	HeavyWeek int         `json:"heavy_week"`
	Caps      choose.Caps `json:"caps"`
	Lines     []Line      `json:"lines"`
	Cases     []desk.Case `json:"cases"`
	More      bool        `json:"more"` // there are more cases than these
	Skills    Skills      `json:"skills"`
	Away      []Absence   `json:"away"`
}

// mostCases is how many cases a day shows.
const mostCases = 50

// OwnDay returns one's own day. It refuses whoever does not work in HR.
func (s *Service) OwnDay(ctx context.Context, by authz.Actor, _ Nothing) (Day, error) {
	out, err := s.Carried(ctx, by, Nothing{})
	if err != nil {
		return out, err
	}
	if _, out.On, err = on(ctx, s.DB); err != nil {
		return out, err
	}
	me, err := people.ByID(ctx, s.DB, by.PersonID)
	if err != nil {
		return out, err
	}
	c, err := s.look(ctx, s.DB, []people.Person{me}, "")
	if err != nil {
		return out, err
	}
	out.HeavyOpen, out.HeavyWeek = c.agents[0].HeavyOpen, c.agents[0].HeavyWeek
	page, err := s.Desk.Queue(ctx, by, desk.List{View: desk.ViewMine, Limit: mostCases})
	if err != nil {
		return out, err
	}
	out.Cases, out.More = append(out.Cases, page.Items...), page.Next != ""
	if out.Skills, err = s.skills(ctx, s.DB, by.PersonID); err != nil {
		return out, err
	}
	out.Away, err = absences(ctx, s.DB, by.PersonID)
	return out, err
}

// Carried is what one carries oneself: Load, Cap, Caps and Lines of the day, for what stands beside the queue. It refuses what OwnDay refuses.
func (s *Service) Carried(ctx context.Context, by authz.Actor, _ Nothing) (Day, error) {
	out := Day{Lines: []Line{}, Cases: []desk.Case{}, Away: []Absence{}, Caps: usual}
	if err := s.Policy.May(by, OwnDay, 0); err != nil {
		return out, err
	}
	held, err := record.HeldCount(ctx, s.DB, by.PersonID)
	if err != nil {
		return out, err
	}
	agreed, err := readAgreed(ctx, s.DB)
	if err != nil {
		return out, err
	}
	part, err := partOf(ctx, s.DB, by.PersonID)
	if err != nil {
		return out, err
	}
	day := today(s.DB.Now())
	for i, team := range by.Teams {
		if caps, _ := agreed.caps(team, day); i == 0 || caps.Load < out.Caps.Load {
			out.Caps = caps
		}
	}
	out.Cap = max(1, out.Caps.Load*part/100)
	for _, service := range agreed.services {
		if w, n := agreed.weight(service.ID, day).Of(), held[service.ID]; n > 0 {
			out.Lines = append(out.Lines, Line{service.Name, w, n, w * n})
			out.Load += w * n
		}
	}
	return out, nil
}

// Skills are what somebody takes. No services or sites is all of them; no languages is the one in which they read.
type Skills struct {
	Services  []string `json:"services"`  // ids
	Languages []string `json:"languages"` // tags, such as sv or pt
	Sites     []string `json:"sites"`     // names
}

// mostSkills is how many of a kind somebody names.
const mostSkills = 50

var tagged = regexp.MustCompile(`^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$`)

// SaveSkills replaces what one takes oneself. It refuses services and sites that are not there and languages that are no tags.
func (s *Service) SaveSkills(ctx context.Context, by authz.Actor, in Skills) (Skills, error) {
	if err := s.Policy.May(by, OwnDay, 0); err != nil {
		return in, err
	}
	var out Skills
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		rows, err := in.rows(ctx, tx, by)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `DELETE FROM routing_skill WHERE person_id = $1`, by.PersonID); err != nil {
			return fmt.Errorf("replace skills: %w", err)
		}
		if err := tx.InsertAll(ctx, "routing_skill", []string{"person_id", "kind", "value"}, rows); err != nil {
			return fmt.Errorf("write skills: %w", err)
		}
		out, err = s.skills(ctx, tx, by.PersonID)
		return err
	})
	return out, err
}

// rows checks what by takes, and returns it as the table has it.
func (in Skills) rows(ctx context.Context, q store.Querier, by authz.Actor) (rows [][]any, err error) {
	services, err := catalogue.Services(ctx, q)
	if err != nil {
		return nil, err
	}
	sites, err := sitesFor(ctx, q, by)
	if err != nil {
		return nil, err
	}
	var f fault.Fields
	add := func(field, kind string, values []string, known func(string) bool, unknown string) {
		var seen []string
		for _, v := range values {
			if v = strings.TrimSpace(v); v == "" || slices.Contains(seen, v) {
				continue
			}
			if len(seen) == mostSkills {
				f.Need(false, field, "Name at most %d.", mostSkills)
				return
			}
			f.Need(known(v), field, unknown)
			seen, rows = append(seen, v), append(rows, []any{by.PersonID, kind, v})
		}
	}
	add("services", ofService, in.Services, func(v string) bool {
		return slices.ContainsFunc(services, func(s catalogue.Service) bool { return s.ID == v })
	}, "There is no such service. Choose from the list.")
	add("languages", ofLanguage, in.Languages, tagged.MatchString, "Write languages by their tags, for example en, sv or pt.")
	add("sites", ofSite, in.Sites, func(v string) bool { return slices.Contains(sites, v) }, "There is no such site. Choose from the list.")
	return rows, f.Err()
}

func (s *Service) skills(ctx context.Context, q store.Querier, personID string) (Skills, error) {
	all, err := skillsOf(ctx, q, []string{personID})
	list := func(kind string) []string { return append([]string{}, all[personID][kind]...) }
	return Skills{list(ofService), list(ofLanguage), list(ofSite)}, err
}

// Choice is something that can be chosen.
type Choice struct{ ID, Name string }

// Choices are what somebody can take.
type Choices struct{ Services, Sites []Choice }

// Choices returns the services and sites that one can say one takes. It refuses whoever does not work in HR.
func (s *Service) Choices(ctx context.Context, by authz.Actor) (out Choices, err error) {
	if err := s.Policy.May(by, OwnDay, 0); err != nil {
		return out, err
	}
	services, err := catalogue.Services(ctx, s.DB)
	if err != nil {
		return out, err
	}
	for _, x := range services {
		if x.Active && (len(by.Teams) == 0 || slices.Contains(by.Teams, x.TeamID)) {
			out.Services = append(out.Services, Choice{x.ID, x.Name})
		}
	}
	sites, err := sitesFor(ctx, s.DB, by)
	for _, x := range sites {
		out.Sites = append(out.Sites, Choice{x, x})
	}
	return out, err
}

// sitesFor are the sites that one can say one looks after: whoever takes concerns looks after none, and is not told which there are.
func sitesFor(ctx context.Context, q store.Querier, by authz.Actor) ([]string, error) {
	if !by.Has(authz.Agent, authz.HRHead) {
		return nil, nil
	}
	return people.SiteNames(ctx, q)
}
