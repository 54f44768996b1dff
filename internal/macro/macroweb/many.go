package macroweb

import (
	"context"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/label"
	"hearth/internal/desk/narrow"
	"hearth/internal/macro"
	"hearth/internal/macro/many"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

func (w *Web) manyRoutes(m *httpx.Mux) {
	m.Handle("GET /desk/bulk", httpx.Page(w.choose, choosePage))
	m.Handle("POST /desk/bulk/preview", httpx.Form(w.plan, func(_ planning, id string) string { return batchPath(id) }, w.planAgain, "back")) // which the form of the queue has
	m.Handle("GET /desk/bulk/{batch}", httpx.Page(w.many.Show, batchPage))
	m.Handle("POST /desk/bulk/{batch}", httpx.Form(w.many.Confirm, func(in many.Confirm, _ many.Batch) string { return batchPath(in.ID) }, nil))
	m.Handle("POST /desk/bulk/{batch}/undo", httpx.Form(w.many.Undo, func(in many.Find, _ many.Planned) string { return batchPath(in.ID) }, nil))
	m.Handle("POST /api/v1/cases/bulk", httpx.JSON(w.many.Do, 200,
		"Write to those who asked, put a tag on, give, sort or close up to 100 cases, with what a macro does besides if you say so; with preview, nothing is done and it is said what would be. Each case is changed for itself: those left out are listed with the reason. The same batch again does nothing twice."))
}

func batchPath(id string) string { return "/desk/bulk/" + url.PathEscape(id) }

func changePath(id string) string { return "/desk/bulk?batch=" + url.QueryEscape(id) }

// planning is many.Change as its form sends it.
type planning struct {
	Numbers  []string `json:"numbers"`
	Macro    string   `json:"macro,omitempty"`
	Reply    string   `json:"reply,omitempty"`
	Outcome  string   `json:"outcome,omitempty"`
	Cause    string   `json:"cause,omitempty"`
	Assignee string   `json:"assignee,omitempty"`
	Tag      string   `json:"tag,omitempty"`
	Besides  bool     `json:"besides,omitempty"`
	Instead  bool     `json:"instead_of_call,omitempty"`
	Team     string   `json:"team,omitempty"`
	Priority string   `json:"priority,omitempty"`
	Was      []string `json:"was,omitempty"` // how the rows of the queue stood
	Of       string   `json:"of,omitempty"`  // the batch that is changed
}

// choosing is what the page shows on which it is said what to do with the chosen cases.
type choosing struct {
	In     planning
	Macros macro.Macros
	Causes []catalogue.Cause
	HR     []people.Person
	Teams  []people.Team
	Err    *fault.Error
}

type readChoosing struct {
	Numbers []string `query:"numbers" json:"-"`
	Batch   string   `query:"batch" json:"-"` // a batch that is to be changed before it is done
}

func (w *Web) choose(ctx context.Context, by authz.Actor, in readChoosing) (choosing, error) {
	out := choosing{In: planning{Numbers: in.Numbers}}
	if in.Batch != "" {
		c, err := w.many.Planned(ctx, by, many.Find{ID: in.Batch})
		if err != nil {
			return out, err
		}
		out.In = planning{c.Numbers, c.Macro, c.Reply, c.Outcome, c.Cause, c.Assignee, c.Tag, c.Besides, c.Instead, c.Team, c.Priority, c.Was, in.Batch}
	}
	if err := w.many.May(by); err != nil {
		return out, err
	}
	var err error
	if out.Macros, err = w.macros.List(ctx, by, macro.List{}); err != nil {
		return out, err
	}
	if out.HR, err = people.HRPeople(ctx, w.many.DB); err != nil {
		return out, err
	}
	if out.Teams, err = people.Teams(ctx, w.many.DB); err != nil {
		return out, err
	}
	causes, err := w.catalogue.Causes(ctx, by, catalogue.Nothing{})
	out.Causes = causes.Items
	return out, err
}

func (w *Web) plan(ctx context.Context, by authz.Actor, in planning) (string, error) {
	return w.many.Plan(ctx, by, many.Change{Numbers: in.Numbers, Macro: in.Macro, Reply: in.Reply, Outcome: in.Outcome, Cause: in.Cause, Assignee: in.Assignee, Tag: in.Tag, Besides: in.Besides, Instead: in.Instead,
		Team: in.Team, Priority: in.Priority, Was: in.Was}, in.Of)
}

func (w *Web) planAgain(ctx context.Context, by authz.Actor, in planning, wrong *fault.Error) (templ.Component, error) {
	out, err := w.choose(ctx, by, readChoosing{})
	out.In, out.Err = in, wrong
	return choosePage(ctx, out), err
}

func choosePage(ctx context.Context, c choosing) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.N(ctx, len(c.In.Numbers), "1 case at once", "%d cases at once"), Active: "queue", Error: c.Err != nil,
		Keys: []ui.Key{{Keys: "Ctrl Enter", Label: locale.T(ctx, "preview")}}}, chooseBody(c))
}

func batchPage(ctx context.Context, p many.Planned) templ.Component {
	title, keys := locale.T(ctx, "What was done"), []ui.Key(nil)
	if p.DoneAt.IsZero() && !p.DueAt.IsZero() {
		title = locale.T(ctx, "It is done in a few seconds")
	}
	switch {
	case p.Wrong != nil:
		title = locale.T(ctx, "It cannot be done as it stands")
	case p.Preview:
		title, keys = locale.T(ctx, "What will happen"), []ui.Key{{Keys: "Ctrl Enter", Label: locale.T(ctx, "do it")}}
	}
	return shell.Desk(ctx, shell.Page{Title: title, Active: "queue", Keys: keys}, batchBody(p))
}

// of are the cases in one of some states.
func of(p many.Planned, states ...string) (all []many.Case) {
	for _, c := range p.Cases {
		if slices.Contains(states, c.State) {
			all = append(all, c)
		}
	}
	return all
}

// happens says what will happen to a case besides what is written in it.
func happens(ctx context.Context, in many.Change, c many.Case) (all []string) {
	for _, word := range c.Tags {
		all = append(all, locale.T(ctx, "It gets the tag %s.", word))
	}
	if c.Waits > 0 {
		all = append(all, locale.N(ctx, c.Waits, "It waits 1 day for them.", "It waits %d days for them."))
	}
	if c.Call {
		all = append(all, locale.T(ctx, "They wait for a call: this answer takes its place, they are told, and can ask for it again."))
	}
	switch {
	case c.Closes != "":
		all = append(all, locale.T(ctx, "It is closed: %s.", locale.T(ctx, outcomes[c.Closes])))
	case in.Assignee == "me":
		all = append(all, locale.T(ctx, "You work on it."))
	case in.Assignee == "queue":
		all = append(all, locale.T(ctx, "It goes back to the queue of its team."))
	case in.Team != "":
		all = append(all, locale.T(ctx, "It goes to the queue of %s.", c.Goes))
	case in.Assignee != "":
		all = append(all, locale.T(ctx, "It goes to %s.", c.Goes))
	}
	if in.Priority != "" {
		all = append(all, locale.T(ctx, "Its priority becomes: %s.", locale.T(ctx, label.Priorities[in.Priority])))
	}
	return all
}

// dueAt is when a batch is done, to the second.
func dueAt(ctx context.Context, p many.Planned) string {
	return p.DueAt.In(locale.From(ctx).Zone()).Format("15:04:05")
}

func (c choosing) macroOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Label: locale.T(ctx, "None: I write it below")}}
	for _, m := range c.Macros.Items {
		out = append(out, ui.Option{Value: m.ID, Label: m.Name, Selected: m.ID == c.In.Macro, Person: true})
	}
	return out
}

func (c choosing) outcomeOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Label: locale.T(ctx, "They stay open")}}
	for _, o := range desk.Outcomes() {
		out = append(out, ui.Option{Value: o, Label: locale.T(ctx, outcomes[o]), Selected: o == c.In.Outcome})
	}
	return out
}

func (c choosing) causeOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Label: locale.T(ctx, "The usual one of each service")}}
	for _, x := range c.Causes {
		if x.ID != catalogue.Other { // which needs words about one case
			out = append(out, ui.Option{Value: x.ID, Label: x.Name, Selected: x.ID == c.In.Cause, Person: true})
		}
	}
	return out
}

func (c choosing) ownerOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Label: locale.T(ctx, "Nothing changes")}, {Value: "me", Label: locale.T(ctx, "To me"), Selected: c.In.Assignee == "me"},
		{Value: "queue", Label: locale.T(ctx, "Back to the queue of their team"), Selected: c.In.Assignee == "queue"}}
	for _, p := range c.HR {
		all = append(all, ui.Option{Value: p.ID, Label: p.DisplayName(), Selected: p.ID == c.In.Assignee, Person: true})
	}
	return all
}

func (c choosing) teamOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Label: locale.T(ctx, "No team chosen")}}
	for _, t := range c.Teams {
		all = append(all, ui.Option{Value: t.ID, Label: t.Name, Selected: t.ID == c.In.Team, Person: true})
	}
	return all
}

func (c choosing) priorityOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Label: locale.T(ctx, "As it is")}}
	for _, p := range narrow.Choices("priority") {
		all = append(all, ui.Option{Value: p, Label: locale.T(ctx, label.Priorities[p]), Selected: p == c.In.Priority})
	}
	return all
}

// inLanguage says in which language a text is, where that is known.
func inLanguage(c many.Case) templ.Attributes {
	if c.Language == "" {
		return nil
	}
	return templ.Attributes{"lang": c.Language}
}
