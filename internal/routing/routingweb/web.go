// Package routingweb shows who takes a case and why, the agent's own day, and what a team agreed on.
package routingweb

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/platform/webspec"
	"hearth/internal/routing"
)

// Web is the pages of the module.
type Web struct {
	routing *routing.Service
	waits   Waits
}

// Waits shows what waits for somebody, and nil where nothing does.
type Waits func(ctx context.Context, by authz.Actor) (templ.Component, error)

// New returns the pages of s; waits is shown first on the page of one's own day.
func New(s *routing.Service, waits Waits) *Web { return &Web{s, waits} }

const (
	dayPath  = "/desk/day"
	teamPath = "/desk/routing"
)

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "routing", Routes: w.routes, Menu: []webspec.Link{
		{Weight: 5, Key: "day", Label: locale.M("Your day"), Icon: "sun", Href: dayPath, Face: authz.Desk, Go: "d", Roles: []authz.Role{authz.Agent, authz.HRHead, authz.ConcernHandler}},
		{Weight: 52, Key: "routing", Label: locale.M("Who takes it"), Icon: "route", Href: teamPath, Group: webspec.Tools, Text: locale.M("How new cases find somebody, and what each of a team takes."), Face: authz.Desk, Roles: []authz.Role{authz.Agent, authz.HRHead}}}}
}

// Part is what stands on HR's page of a case and beside the queue.
func (w *Web) Part() part.Part { return part.Part{Weight: 5, Case: w.onCase, Queue: w.beside} }

func (w *Web) routes(m *httpx.Mux) {
	s := w.routing
	day := func() string { return dayPath }
	m.Handle("GET /desk/day", httpx.Page(w.day, dayPage))
	m.Handle("POST /desk/day/skills", httpx.Form(w.saveSkills, func(skillsForm, routing.Skills) string { return day() + "#t-skills" }, w.skillsAgain))
	m.Handle("POST /desk/day/away", httpx.Form(s.Away, func(routing.Away, routing.Absence) string { return day() + "#t-away" }, w.awayAgain))
	m.Handle("POST /desk/day/away/{away}/remove", httpx.Form(s.Back, func(routing.Back, routing.Nothing) string { return day() + "#t-away" }, nil))
	m.Handle("POST /desk/cases/{number}/pass-on", httpx.Form(s.PassOn, func(routing.OfCase, routing.PassedOn) string { return day() }, nil))
	m.Handle("GET /desk/routing", httpx.Page(w.team, teamPage))
	m.Handle("POST /desk/routing/{team}", httpx.Form(w.agree, func(in agreeForm, _ routing.Team) string { return teamHref(in.Team) }, w.agreeAgain))
	m.Handle("POST /desk/routing/{team}/away", httpx.Form(s.AwayFor, func(in routing.AwayFor, _ routing.Absence) string { return teamHref(in.Team) }, w.awayForAgain))

	m.Handle("GET /api/v1/routing/day", httpx.JSON(s.OwnDay, 200, "Your own day at HR: what you carry and what is due, the soonest first. For yourself alone."))
	m.Handle("PUT /api/v1/routing/skills", httpx.JSON(s.SaveSkills, 200, "Replace what you take yourself: services, languages and sites. None of a kind is all; no language is your own."))
	m.Handle("POST /api/v1/routing/absences", httpx.JSON(s.Away, 200, "Say that you are away, without a reason. The same first day again puts another end to it."))
	m.Handle("POST /api/v1/routing/teams/{team}/absences", httpx.JSON(s.AwayFor, 200, "Say that a colleague is away who cannot say it, without a reason. For the head of HR; it is recorded."))
	m.Handle("POST /api/v1/routing/absences/{away}/remove", httpx.JSON(s.Back, 200, "Forget days on which you were to be away."))
	m.Handle("GET /api/v1/routing/teams/{team}", httpx.JSON(s.Team, 200, "What a team agreed on: caps and weights; and who of it has room or is full, while routing by load is on."))
	m.Handle("PUT /api/v1/routing/teams/{team}", httpx.JSON(s.Agree, 200, "Write down what a team agreed on. The first time it counts at once, later from the next day on."))
	m.Handle("GET /api/v1/cases/{number}/routing", httpx.JSON(s.Why, 200, "How a case came to whom it is with; why you were chosen, where it is you. For HR."))
	m.Handle("POST /api/v1/cases/{number}/pass-on", httpx.JSON(s.PassOn, 200, "Pass on a case that you have, without a reason. It does not come back to you."))
}

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

func teamHref(team string) string { return teamPath + "?team=" + url.QueryEscape(team) }

// skillsForm is routing.Skills as the form sends it.
type skillsForm struct {
	Services  []string `json:"services"`
	Languages []string `json:"languages"` // tags; one may hold several, with commas or spaces
	Sites     []string `json:"sites"`
}

func (w *Web) saveSkills(ctx context.Context, by authz.Actor, in skillsForm) (routing.Skills, error) {
	tags := strings.FieldsFunc(strings.Join(in.Languages, ","), func(r rune) bool { return r == ',' || r == ' ' || r == ';' })
	return w.routing.SaveSkills(ctx, by, routing.Skills{Services: in.Services, Sites: in.Sites, Languages: tags})
}

// ownDay is what the page of one's own day shows.
type ownDay struct {
	routing.Day
	Choices routing.Choices
	Skill   skillsForm
	Days    routing.Away
	Now     store.Time
	Waits   templ.Component // nil where nothing waits
	Err     *fault.Error
}

func (w *Web) day(ctx context.Context, by authz.Actor, in routing.Nothing) (ownDay, error) {
	d, err := w.routing.OwnDay(ctx, by, in)
	if err != nil {
		return ownDay{}, err
	}
	choices, err := w.routing.Choices(ctx, by)
	if err != nil {
		return ownDay{}, err
	}
	waits, err := w.waits(ctx, by)
	return ownDay{Day: d, Choices: choices, Now: w.routing.DB.Now(), Skill: skillsForm{d.Skills.Services, d.Skills.Languages, d.Skills.Sites}, Waits: waits}, err
}

func (w *Web) skillsAgain(ctx context.Context, by authz.Actor, in skillsForm, wrong *fault.Error) (templ.Component, error) {
	d, err := w.day(ctx, by, routing.Nothing{})
	d.Skill, d.Err = in, wrong
	return dayPage(ctx, d), err
}

func (w *Web) awayAgain(ctx context.Context, by authz.Actor, in routing.Away, wrong *fault.Error) (templ.Component, error) {
	d, err := w.day(ctx, by, routing.Nothing{})
	d.Days, d.Err = in, wrong
	return dayPage(ctx, d), err
}

// ofTeam is which team's page is asked for; empty: the first of one's own.
type ofTeam struct {
	Team string `query:"team" json:"-"`
}

// shownTeam is what the page of a team shows. ID is "" where the reader has no team.
type shownTeam struct {
	routing.Team
	Teams []people.Team
	Form  agreeForm
	Away  routing.AwayFor
	Err   *fault.Error
}

func (w *Web) team(ctx context.Context, by authz.Actor, in ofTeam) (shownTeam, error) {
	teams, err := w.routing.Teams(ctx, by)
	if err != nil {
		return shownTeam{}, err
	}
	if in.Team == "" && len(by.Teams) > 0 {
		in.Team = by.Teams[0]
	}
	if in.Team == "" && len(teams) > 0 {
		in.Team = teams[0].ID
	}
	out := shownTeam{Teams: teams}
	if in.Team == "" {
		return out, nil
	}
	out.Team, err = w.routing.Team(ctx, by, routing.OfTeam{Team: in.Team})
	out.Form = formOf(out.Team)
	return out, err
}

// agreeForm is routing.Agree as the form sends it: a line for each service.
type agreeForm struct {
	Team      string   `path:"team" json:"-"`
	LoadCap   string   `json:"load_cap"`
	HeavyOpen string   `json:"heavy_open"`
	HeavyWeek string   `json:"heavy_week"`
	Service   []string `json:"service"`
	Effort    []string `json:"effort"`
	Emotion   []string `json:"emotion"`
}

// formOf is the form with what counts last.
func formOf(t routing.Team) agreeForm {
	a := t.Agreed
	if t.Next != nil {
		a = *t.Next
	}
	f := agreeForm{Team: t.ID, LoadCap: strconv.Itoa(a.LoadCap), HeavyOpen: strconv.Itoa(a.HeavyOpen), HeavyWeek: strconv.Itoa(a.HeavyWeek)}
	for _, x := range a.Weights {
		f.Service, f.Effort, f.Emotion = append(f.Service, x.Service), append(f.Effort, strconv.Itoa(x.Effort)), append(f.Emotion, strconv.Itoa(x.Emotion))
	}
	return f
}

// number reads a whole number; what is none is 0, which no cap and no weight may be.
func number(text string) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		return 0
	}
	return n
}

func (w *Web) agree(ctx context.Context, by authz.Actor, in agreeForm) (routing.Team, error) {
	out := routing.Agree{Team: in.Team, Agreed: routing.Agreed{LoadCap: number(in.LoadCap), HeavyOpen: number(in.HeavyOpen), HeavyWeek: number(in.HeavyWeek)}}
	for i, service := range in.Service {
		if i < len(in.Effort) && i < len(in.Emotion) {
			out.Weights = append(out.Weights, routing.Weight{Service: service, Effort: number(in.Effort[i]), Emotion: number(in.Emotion[i])})
		}
	}
	return w.routing.Agree(ctx, by, out)
}

func (w *Web) agreeAgain(ctx context.Context, by authz.Actor, in agreeForm, wrong *fault.Error) (templ.Component, error) {
	t, err := w.team(ctx, by, ofTeam{in.Team})
	t.Form, t.Err = in, wrong
	return teamPage(ctx, t), err
}

func (w *Web) awayForAgain(ctx context.Context, by authz.Actor, in routing.AwayFor, wrong *fault.Error) (templ.Component, error) {
	t, err := w.team(ctx, by, ofTeam{in.Team})
	t.Away, t.Err = in, wrong
	return teamPage(ctx, t), err
}

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	if !c.May.Work || c.Mine || c.State != desk.StateOpen && c.State != desk.Waiting {
		return nil, nil
	}
	r, err := w.routing.OnPage(ctx, by, c)
	if err != nil || !r.Mine && !r.ByRule && !r.Waits {
		return nil, err
	}
	return casePart(r), nil
}

func (w *Web) beside(ctx context.Context, by authz.Actor, _, _ string) (templ.Component, error) {
	if !by.Has(authz.Agent, authz.HRHead, authz.ConcernHandler) {
		return nil, nil
	}
	d, err := w.routing.Carried(ctx, by, routing.Nothing{})
	if err != nil {
		return nil, err
	}
	return loadPart(d), nil
}

func dayPage(ctx context.Context, d ownDay) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Your day"), Active: "day", Error: d.Err != nil}, dayBody(d))
}

func teamPage(ctx context.Context, t shownTeam) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Who takes it"), Active: "routing", Error: t.Err != nil}, teamBody(t))
}
