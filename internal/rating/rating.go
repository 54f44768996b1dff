package rating

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// MinGroup is the smallest number of ratings of which a total is shown.
const MinGroup = 8

// MaxComment is the longest comment, in characters.
const MaxComment = 2000

// The actions of this module; who may rate a case is desk.RateCase.
const (
	ReadTotals   authz.Action = "rating.totals"
	ReadComments authz.Action = "rating.comments" // those shown to oneself
)

// Service is the module. It is safe for concurrent use.
type Service struct {
	db     *store.DB
	policy *authz.Policy
	desk   *desk.Service
}

// New returns the module on db. The policy must hold the rules of its Spec.
func New(db *store.DB, policy *authz.Policy, d *desk.Service) *Service {
	return &Service{db, policy, d}
}

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "rating", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	hr := []authz.Role{authz.Agent, authz.HRHead}
	return map[authz.Action]authz.Rule{ReadTotals: {Roles: hr}, ReadComments: {Roles: hr}}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "rating", Migrations: Schema(), Rules: Rules(), Personal: []privacy.Source{{Table: "rating_rating",
		PersonColumns: []string{"person_id", "agent_person"},
		Columns: []privacy.Fate{privacy.Blanked("person_id", "agent_person", "comment", "show_agent"), privacy.Kept("Ratings are counted by team, without whose they were, for as long as figures are kept.",
			"case_id", "team_id", "service_id", "at", "satisfaction", "effort", "again")},
		What: "How you rated the answers to your requests.", Export: export, Erase: erase}}}
}

// Rated tells that a case was rated.
type Rated struct{ CaseID string }

// FactName implements store.Fact.
func (Rated) FactName() string { return "rating.rated" }

// Rate is a rating of one case.
type Rate struct {
	Number       string `path:"number" json:"-"`
	Satisfaction int    `json:"satisfaction"` // 1 to 5, 5 the best
	Effort       int    `json:"effort"`       // 1 to 5, 5 the easiest
	Again        string `json:"again"`        // yes, no or unsure
	Text         string `json:"text,omitempty"`
	ShowAgent    bool   `json:"show_agent,omitempty"` // the agent may read Text
}

// Rating is a rating as who gave it reads it.
type Rating struct {
	Satisfaction int        `json:"satisfaction"`
	Effort       int        `json:"effort"`
	Again        string     `json:"again"`
	Text         string     `json:"text"`
	ShowAgent    bool       `json:"show_agent"`
	At           store.Time `json:"at"`
}

// Rate keeps the requester's rating of an answered or closed case. It refuses anybody else, a case without an answer, and values outside their range.
func (s *Service) Rate(ctx context.Context, by authz.Actor, in Rate) (Rating, error) {
	out := Rating{Satisfaction: in.Satisfaction, Effort: in.Effort, Again: in.Again, Text: strings.TrimSpace(in.Text), ShowAgent: in.ShowAgent}
	return out, s.db.Tx(ctx, func(tx *store.Tx) error {
		c, err := s.answered(ctx, tx, by, in.Number)
		if err != nil {
			return err
		}
		if err := out.check(); err != nil {
			return err
		}
		out.At = tx.Now()
		_, err = tx.Exec(ctx, `INSERT INTO rating_rating (case_id, person_id, agent_person, team_id, service_id, at, satisfaction, effort, again, comment, show_agent)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
			ON CONFLICT (case_id) DO UPDATE SET at = $6, satisfaction = $7, effort = $8, again = $9, comment = $10, show_agent = $11`,
			c.ID, by.PersonID, c.AnsweredBy, c.TeamID, c.ServiceID, out.At, out.Satisfaction, out.Effort, out.Again, out.Text, out.ShowAgent)
		if err != nil {
			return fmt.Errorf("save rating: %w", err)
		}
		tx.Publish(Rated{c.ID})
		return nil
	})
}

// answered finds an answered case for whoever asked it. It refuses everybody else, and a case without an answer with Conflict.
func (s *Service) answered(ctx context.Context, q store.Querier, by authz.Actor, number string) (desk.Of, error) {
	c, err := s.desk.Look(ctx, q, by, number, desk.RateCase)
	if err == nil && c.State != desk.Answered && c.State != desk.Closed {
		err = fault.New(fault.Conflict, "You can rate this once it is answered.")
	}
	return c, err
}

func (r Rating) check() error {
	var f fault.Fields
	f.Need(r.Satisfaction >= 1 && r.Satisfaction <= 5, "satisfaction", "Choose how satisfied you are, from 1 to 5.")
	f.Need(r.Effort >= 1 && r.Effort <= 5, "effort", "Choose how easy it was, from 1 to 5.")
	f.Need(slices.Contains([]string{"yes", "no", "unsure"}, r.Again), "again", "Choose whether you would come back: yes, no or unsure.")
	f.Need(utf8.RuneCountInString(r.Text) <= MaxComment, "text", "Keep it to %d characters.", MaxComment)
	return f.Err()
}

// ReadRating names a case.
type ReadRating struct {
	Number string `path:"number" json:"-"`
}

// Asked is a case as the page that asks for a rating shows it, with the rating given before, if any.
type Asked struct {
	Number, Subject string
	Given           *Rating
}

// Ask returns what the rating page of a case shows to its requester; it refuses what Rate refuses.
func (s *Service) Ask(ctx context.Context, by authz.Actor, in ReadRating) (Asked, error) {
	c, err := s.answered(ctx, s.db, by, in.Number)
	if err != nil {
		return Asked{}, err
	}
	out := Asked{Number: c.Number, Subject: c.Subject}
	given, err := store.One[Rating](ctx, s.db, `SELECT satisfaction, effort, again, comment AS text, show_agent, at FROM rating_rating WHERE case_id = $1`, c.ID)
	if err == nil {
		out.Given = &given
	} else if !errors.Is(err, store.ErrNone) {
		return out, fmt.Errorf("read rating: %w", err)
	}
	return out, nil
}

// Total sums up the ratings of one team in one month. Means are of 1 to 5; Again counts those who would come back.
type Total struct {
	TeamID       string  `json:"team"`
	Team         string  `json:"team_name"`
	Month        string  `json:"month"` // YYYY-MM
	Count        int     `json:"count"`
	Satisfaction float64 `json:"satisfaction"`
	Effort       float64 `json:"effort"`
	Again        int     `json:"again"`
}

// Totals is the months of which enough ratings came, the latest first. Few counts the months with ratings of which too few came: nothing else is said
// about them.
type Totals struct {
	Items []Total `json:"items"`
	Few   int     `json:"few"`
}

// ReadTotalsOf is the input of Totals.
type ReadTotalsOf struct{}

// Totals returns the totals of all teams over whole months that have passed, of the cases that by may see: a count over others would tell that they are there.
func (s *Service) Totals(ctx context.Context, by authz.Actor, _ ReadTotalsOf) (Totals, error) {
	out := Totals{Items: []Total{}}
	if err := s.policy.May(by, ReadTotals, 0); err != nil {
		return out, err
	}
	now := s.db.Now()
	month := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC)
	type rated struct {
		TeamID               string
		At                   store.Time
		Satisfaction, Effort int
		Again                string
	}
	rows, err := store.Select[rated](ctx, s.db, new(store.Q).Add(`SELECT team_id, at, satisfaction, effort, again FROM rating_rating WHERE at >= ? AND at < ? AND `,
		store.At(month.AddDate(-1, 0, 0)), store.At(month)).Where(s.desk.CountedFor(by, "case_id")).Add(` ORDER BY at DESC`))
	if err != nil {
		return out, fmt.Errorf("read ratings: %w", err)
	}
	teams, err := people.Teams(ctx, s.db)
	if err != nil {
		return out, err
	}
	var all []Total
	for _, r := range rows {
		m := r.At.UTC().Format("2006-01")
		i := slices.IndexFunc(all, func(t Total) bool { return t.TeamID == r.TeamID && t.Month == m })
		if i < 0 {
			i = len(all)
			all = append(all, Total{TeamID: r.TeamID, Month: m})
		}
		t := &all[i]
		t.Count++
		t.Satisfaction += float64(r.Satisfaction)
		t.Effort += float64(r.Effort)
		if r.Again == "yes" {
			t.Again++
		}
	}
	for _, t := range all {
		if t.Count < MinGroup {
			out.Few++
			continue
		}
		t.Satisfaction, t.Effort = t.Satisfaction/float64(t.Count), t.Effort/float64(t.Count)
		if i := slices.IndexFunc(teams, func(x people.Team) bool { return x.ID == t.TeamID }); i >= 0 {
			t.Team = teams[i].Name
		}
		out.Items = append(out.Items, t)
	}
	return out, nil
}

// Comment is what somebody wrote to the agent who answered them: without a name and without the case.
type Comment struct {
	Text  string `json:"text"`
	Month string `json:"month"` // YYYY-MM
}

// Comments is the newest comments.
type Comments struct {
	Items []Comment `json:"items"`
	More  bool      `json:"more"` // older ones are left out
}

// maxComments is how many comments one page shows.
const maxComments = 50

// Comments returns the comments that people let by, who answered them, read.
func (s *Service) Comments(ctx context.Context, by authz.Actor, _ ReadTotalsOf) (Comments, error) {
	out := Comments{Items: []Comment{}}
	if err := s.policy.May(by, ReadComments, 0); err != nil {
		return out, err
	}
	type row struct {
		Comment string
		At      store.Time
	}
	rows, err := store.All[row](ctx, s.db, `SELECT comment, at FROM rating_rating WHERE agent_person = $1 AND show_agent AND comment <> ''
		ORDER BY at DESC, case_id LIMIT $2`, by.PersonID, maxComments+1)
	if err != nil {
		return out, fmt.Errorf("read comments: %w", err)
	}
	if out.More = len(rows) > maxComments; out.More {
		rows = rows[:maxComments]
	}
	for _, r := range rows {
		out.Items = append(out.Items, Comment{Text: r.Comment, Month: r.At.UTC().Format("2006-01")})
	}
	return out, nil
}

func export(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[Rating](ctx, q, `SELECT satisfaction, effort, again, comment AS text, show_agent, at FROM rating_rating WHERE person_id = $1 ORDER BY at`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func erase(ctx context.Context, tx *store.Tx, personID string) error {
	if _, err := tx.Exec(ctx, `UPDATE rating_rating SET person_id = NULL, comment = '', show_agent = $2 WHERE person_id = $1`, personID, false); err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	_, err := tx.Exec(ctx, `UPDATE rating_rating SET agent_person = NULL WHERE agent_person = $1`, personID)
	return err
}
