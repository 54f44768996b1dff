package peopleweb

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

const teamsPath = "/admin/teams"

func (w *Web) teamRoutes(m *httpx.Mux) {
	m.Handle("GET /admin/teams", httpx.Page(w.people.ListTeams, teamsPage))
	m.Handle("GET /api/v1/teams", httpx.JSON(w.people.ListTeams, 200, "The HR teams with their members. For the head of HR and administrators."))
	m.Handle("GET /admin/teams/new", httpx.Page(w.emptyTeam, teamPage))
	m.Handle("POST /admin/teams/new", httpx.Form(w.people.AddTeam, func(people.AddTeam, people.Team) string { return teamsPath }, w.againAddTeam))
	m.Handle("POST /api/v1/teams", httpx.JSON(w.people.AddTeam, 201, "Make an HR team, whose ID follows from its name. For the head of HR and administrators."))
	m.Handle("GET /admin/teams/{id}", httpx.Page(w.editTeam, teamPage))
	m.Handle("POST /admin/teams/{id}", httpx.Form(w.people.SaveTeam, func(people.SaveTeam, people.Team) string { return teamsPath }, w.againTeam))
	m.Handle("PUT /api/v1/teams/{id}", httpx.JSON(w.people.SaveTeam, 200, "Make an HR team or change its name and members. For the head of HR and administrators."))
}

// teamForm is the page of an HR team that is being added, without an ID, or changed.
type teamForm struct {
	In      people.SaveTeam
	Choices []people.Choice
	Err     *fault.Error
}

func (w *Web) emptyTeam(ctx context.Context, by authz.Actor, in people.Nothing) (teamForm, error) {
	choices, err := w.people.TeamChoices(ctx, by, in)
	return teamForm{Choices: choices}, err
}

func (w *Web) editTeam(ctx context.Context, by authz.Actor, in people.ReadTeam) (teamForm, error) {
	t, err := w.people.ShowTeam(ctx, by, in)
	f := teamForm{In: people.SaveTeam{ID: t.ID, Name: t.Name}, Choices: t.Choices}
	for _, m := range t.Members {
		f.In.Members = append(f.In.Members, m.ID)
	}
	return f, err
}

func (w *Web) againAddTeam(ctx context.Context, by authz.Actor, in people.AddTeam, wrong *fault.Error) (templ.Component, error) {
	f, err := w.emptyTeam(ctx, by, people.Nothing{})
	f.In, f.Err = people.SaveTeam{Name: in.Name, Members: in.Members}, wrong
	return teamPage(ctx, f), err
}

func (w *Web) againTeam(ctx context.Context, by authz.Actor, in people.SaveTeam, wrong *fault.Error) (templ.Component, error) {
	f, err := w.editTeam(ctx, by, people.ReadTeam{ID: in.ID})
	f.In, f.Err = in, wrong
	return teamPage(ctx, f), err
}

func teamsPage(ctx context.Context, l people.TeamList) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Teams"), Active: "admin"}, teamsBody(l))
}

func teamPage(ctx context.Context, f teamForm) templ.Component {
	title := locale.T(ctx, "Add a team")
	if f.In.ID != "" {
		title = locale.T(ctx, "Change a team")
	}
	return shell.Desk(ctx, shell.Page{Title: title, Active: "admin", Error: f.Err != nil}, teamBody(f))
}

// memberNames are the names of the members of a team between commas; who has left says so.
func memberNames(ctx context.Context, all []people.Member) string {
	var names []string
	for _, m := range all {
		name := m.Name
		if !m.Active {
			name = locale.T(ctx, "%s (left)", m.Name)
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// members are those whom the team can be made of, each with the roles that they have; a member without one says so, or has left.
func (f teamForm) members(ctx context.Context) []ui.Option {
	var all []ui.Option
	for _, c := range f.Choices {
		hint := locale.T(ctx, "No role in HR")
		switch {
		case !c.Active:
			hint = locale.T(ctx, "Left")
		case len(c.Roles) > 0:
			var names []string
			for _, r := range c.Roles {
				names = append(names, locale.T(ctx, roles[r]))
			}
			hint = strings.Join(names, ", ")
		}
		all = append(all, ui.Option{Value: c.ID, Label: c.Name, Hint: hint, Person: true, Selected: slices.Contains(f.In.Members, c.ID)})
	}
	return all
}
