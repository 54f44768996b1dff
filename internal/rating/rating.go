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
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// MinGroup is the smallest number of people who answered of which a figure is told, and minColleagues the smallest number of those whose work it is.
const (
	MinGroup      = 8
	minColleagues = 3
)

// RateFor is how long after the answer a person may say how it was, ChangeFor how long they may change it, AskEvery how often one is asked at most, and ComesAgain the time in
// which something of the same service is coming again.
const (
	day        = 24 * time.Hour
	RateFor    = 30 * day
	ChangeFor  = 7 * day
	AskEvery   = 30 * day
	ComesAgain = 14 * day
)

// MaxComment is the longest comment, in characters.
const MaxComment = 2000

// The actions of this module; who may rate a case is desk.RateCase.
const (
	ReadFigures  authz.Action = "rating.figures"
	ReadComments authz.Action = "rating.comments" // those shown to oneself
	SetOwnAsking authz.Action = "rating.asking"   // whether one is asked
)

// Options are what New needs. The policy must hold the rules of the module's Spec.
type Options struct {
	DB     *store.DB
	Policy *authz.Policy
	Desk   *desk.Service
	URL    string // under which people reach the product, without a slash at the end
	Secret []byte // of links, the same for as long as they shall work
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service { return &Service{o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "rating", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	hr := []authz.Role{authz.Agent, authz.HRHead}
	return map[authz.Action]authz.Rule{ReadFigures: {Roles: hr}, ReadComments: {Roles: hr}, SetOwnAsking: {Anyone: true}}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "rating", Migrations: Schema(), Rules: Rules(), Personal: personal(), ToDo: s.toDo,
		Subscriptions: []jobs.Subscription{jobs.On("rating.closed", func(ctx context.Context, f desk.CaseClosed) error { return s.AskAbout(ctx, f.CaseID) })},
		Periodic:      []jobs.Periodic{{Kind: "rating.count", Every: time.Hour, Run: func(ctx context.Context) error { _, err := s.Count(ctx); return err }}}}
}

// Rated tells that a case was rated.
type Rated struct{ CaseID string }

// FactName implements store.Fact.
func (Rated) FactName() string { return "rating.rated" }

// Rate is a rating of one case.
type Rate struct {
	Number       string `path:"number" json:"-"`
	Satisfaction int    `json:"satisfaction"`     // 1 to 5, 5 the best
	Effort       int    `json:"effort"`           // 1 to 5, 5 the easiest
	Solved       string `json:"solved,omitempty"` // the first time: yes or no; may be left out
	Again        string `json:"again"`            // yes, no or unsure
	Text         string `json:"text,omitempty"`
	ShowAgent    bool   `json:"show_agent,omitempty"` // the agent may read Text
}

// Rating is a rating as who gave it reads it.
type Rating struct {
	Satisfaction int        `json:"satisfaction"`
	Effort       int        `json:"effort"`
	Solved       string     `json:"solved"`
	Again        string     `json:"again"`
	Text         string     `json:"text"`
	ShowAgent    bool       `json:"show_agent"`
	At           store.Time `json:"at"`
	GivenAt      store.Time `json:"given_at"` // first: from then on it can be changed for ChangeFor
}

const selectRating = `SELECT satisfaction, effort, solved, again, comment AS text, show_agent, at, given_at FROM rating_rating `

// Until is when the rating stays as it is.
func (r Rating) Until() store.Time { return r.GivenAt.Add(ChangeFor) }

// Rate keeps the requester's rating of an answered or closed case. It refuses anybody else, a case without an answer, values outside their range, and what comes
// too late: RateFor after the answer, or ChangeFor after it was given first.
func (s *Service) Rate(ctx context.Context, by authz.Actor, in Rate) (Rating, error) {
	out := Rating{Satisfaction: in.Satisfaction, Effort: in.Effort, Solved: in.Solved, Again: in.Again, Text: strings.TrimSpace(in.Text), ShowAgent: in.ShowAgent}
	return out, s.DB.Tx(ctx, func(tx *store.Tx) error {
		c, err := s.answered(ctx, tx, by, in.Number)
		if err != nil {
			return err
		}
		if err := out.check(); err != nil {
			return err
		}
		if out.GivenAt, err = mayRate(ctx, tx, c); err != nil {
			return err
		}
		out.At = tx.Now()
		_, err = tx.Exec(ctx, `INSERT INTO rating_rating (case_id, person_id, agent_person, team_id, service_id, at, satisfaction, effort, again, comment, show_agent, solved, given_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
			ON CONFLICT (case_id) DO UPDATE SET at = $6, satisfaction = $7, effort = $8, again = $9, comment = $10, show_agent = $11, solved = $12, given_at = $13`,
			c.ID, by.PersonID, c.AnsweredBy, c.TeamID, c.ServiceID, out.At, out.Satisfaction, out.Effort, out.Again, out.Text, out.ShowAgent, out.Solved, out.GivenAt)
		if err != nil {
			return fmt.Errorf("save rating: %w", err)
		}
		tx.Publish(Rated{c.ID})
		return nil
	})
}

// mayRate returns when the rating of a case was given first, which may be now. It refuses what comes too late. An answer that came after the rating begins anew.
func mayRate(ctx context.Context, tx *store.Tx, c desk.Of) (store.Time, error) {
	given, err := find(ctx, tx, c.ID)
	switch now := tx.Now(); {
	case err != nil:
		return now, err
	case given != nil && !given.GivenAt.Before(c.AnsweredAt) && given.Until().Before(now):
		return now, fault.New(fault.Conflict, "You said it more than 7 days ago, so it stays as it is. Write to us if something is different now.")
	case given != nil && !given.GivenAt.Before(c.AnsweredAt):
		return given.GivenAt, nil
	case c.AnsweredAt.Add(RateFor).Before(now):
		return now, fault.New(fault.Conflict, "The answer came more than 30 days ago. Write to us instead: somebody reads it.")
	default:
		return now, nil
	}
}

// find returns the rating of a case, nil where there is none.
func find(ctx context.Context, q store.Querier, caseID string) (*Rating, error) {
	given, err := store.One[Rating](ctx, q, selectRating+`WHERE case_id = $1`, caseID)
	if errors.Is(err, store.ErrNone) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read rating: %w", err)
	}
	return &given, nil
}

// answered finds an answered case for whoever asked it. It refuses everybody else, and a case without an answer with Conflict.
func (s *Service) answered(ctx context.Context, q store.Querier, by authz.Actor, number string) (desk.Of, error) {
	c, err := s.Desk.Look(ctx, q, by, number, desk.RateCase)
	if err == nil && c.State != desk.Answered && c.State != desk.Closed {
		err = fault.New(fault.Conflict, "You can rate this once it is answered.")
	}
	if err == nil && c.Outcome == desk.OutcomeDuplicate && c.AnsweredAt.IsZero() { // closed without an answer
		err = fault.New(fault.Conflict, "This goes on in another request, which its page names. Say there how it was.")
	}
	return c, err
}

func (r Rating) check() error {
	var f fault.Fields
	f.Need(r.Satisfaction >= 1 && r.Satisfaction <= 5, "satisfaction", "Choose how satisfied you are, from 1 to 5.")
	f.Need(r.Effort >= 1 && r.Effort <= 5, "effort", "Choose how easy it was, from 1 to 5.")
	f.Need(slices.Contains([]string{"", "yes", "no"}, r.Solved), "solved", "Choose whether it was solved the first time: yes or no. You may leave it out.")
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
	Until           store.Time // when it can be said or changed no more
	Late            bool       // it can be no more
	Rests           bool       // the person is not asked: they were lately, or never want to be
}

// Ask returns what the rating page of a case shows to its requester; it refuses what Rate refuses, but shows it when it is too late.
func (s *Service) Ask(ctx context.Context, by authz.Actor, in ReadRating) (Asked, error) {
	c, err := s.answered(ctx, s.DB, by, in.Number)
	if err != nil {
		return Asked{}, err
	}
	out := Asked{Number: c.Number, Subject: c.Subject, Until: c.AnsweredAt.Add(RateFor)}
	if out.Given, err = find(ctx, s.DB, c.ID); err != nil {
		return out, err
	}
	if out.Given != nil && !out.Given.GivenAt.Before(c.AnsweredAt) {
		out.Until = out.Given.Until()
	}
	out.Late = out.Until.Before(s.DB.Now())
	out.Rests, err = rests(ctx, s.DB, by.PersonID, c.ID)
	return out, err
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

// Nothing is the input of use cases that take none.
type Nothing struct{}

// maxComments is how many comments one page shows.
const maxComments = 50

// Comments returns the comments that people let by, who answered them, read.
func (s *Service) Comments(ctx context.Context, by authz.Actor, _ Nothing) (Comments, error) {
	out := Comments{Items: []Comment{}}
	if err := s.Policy.May(by, ReadComments, 0); err != nil {
		return out, err
	}
	type row struct {
		Comment string
		At      store.Time
	}
	rows, err := store.All[row](ctx, s.DB, `SELECT comment, at FROM rating_rating WHERE agent_person = $1 AND show_agent AND comment <> ''
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
