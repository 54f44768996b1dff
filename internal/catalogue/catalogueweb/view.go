package catalogueweb

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
	"hearth/internal/promise/statute"
)

func listPage(ctx context.Context, l listed) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Services"), Active: "admin"}, listBody(l))
}

func editPage(ctx context.Context, f form) templ.Component {
	title, written := f.In.Name, true
	if title == "" {
		title, written = locale.T(ctx, "Change a service"), false
	}
	if f.In.ID == "" {
		title, written = locale.T(ctx, "Add a service"), false
	}
	return shell.Desk(ctx, shell.Page{Title: title, Written: written, Active: "admin", Error: f.Err != nil}, editBody(f))
}

func causesPage(ctx context.Context, all catalogue.List[catalogue.Cause]) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Causes of requests"), Active: "admin"}, causesBody(all.Items))
}

func causePage(ctx context.Context, f causeForm) templ.Component {
	title, written := f.In.Name, true
	if title == "" {
		title, written = locale.T(ctx, "Change a cause"), false
	}
	if f.In.ID == "" {
		title, written = locale.T(ctx, "Add a cause"), false
	}
	return shell.Desk(ctx, shell.Page{Title: title, Written: written, Active: "admin", Error: f.Err != nil}, causeBody(f))
}

// at is the address of a page of a service or a cause, or of the one where it is made.
func at(kind, id string) string {
	if id == "" {
		id = "new"
	}
	return "/admin/" + kind + "/" + id
}

// signs are the icons of services with what they stand for, as message keys.
var signs = []struct{ icon, label string }{
	{"message-circle-question", "A question"}, {"banknote", "Money"}, {"receipt-text", "A payslip"}, {"calculator", "A sum"}, {"calendar-days", "Days"}, {"calendar-plus", "More days"},
	{"clock", "Hours"}, {"repeat", "A swap"}, {"thermometer", "Ill"}, {"heart-pulse", "Health"}, {"baby", "A child"}, {"house", "A home"}, {"id-card", "Papers"}, {"graduation-cap", "Learning"},
	{"sprout", "A beginning"}, {"users", "People"}, {"scale", "Fairness"},
}

// icons offers the signs, and the service's own where it is another one.
func (f form) icons(ctx context.Context) []ui.Option {
	var all []ui.Option
	known := f.In.Icon == ""
	for _, s := range signs {
		all = append(all, ui.Option{Value: s.icon, Label: locale.T(ctx, s.label), Selected: s.icon == f.In.Icon})
		known = known || s.icon == f.In.Icon
	}
	if !known {
		all = append(all, ui.Option{Value: f.In.Icon, Label: f.In.Icon, Selected: true})
	}
	return all
}

// sensitivities name who in HR sees the cases of a service, as message keys.
var sensitivities = map[string]string{catalogue.Open: "The whole HR team", catalogue.Team: "One team", catalogue.Named: "Named people only"}

func sensitivityOptions(ctx context.Context, now string) []ui.Option {
	var all []ui.Option
	for _, s := range catalogue.Sensitivities() {
		all = append(all, ui.Option{Value: s, Label: locale.T(ctx, sensitivities[s]), Selected: s == now})
	}
	return all
}

func (f form) teams() []ui.Option {
	var all []ui.Option
	for _, t := range f.Teams {
		all = append(all, ui.Option{Value: t.ID, Label: t.Name, Selected: t.ID == f.In.TeamID, Person: true})
	}
	return all
}

func (f form) causes() []ui.Option {
	var all []ui.Option
	for _, c := range f.Causes {
		all = append(all, ui.Option{Value: c.ID, Label: c.Name, Selected: c.ID == f.In.CauseID, Person: true})
	}
	return all
}

func (f form) askers(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: catalogue.Anyone, Label: locale.T(ctx, "Everybody"), Selected: f.In.MayAsk != catalogue.Managers},
		{Value: catalogue.Managers, Label: locale.T(ctx, "People who lead others"), Selected: f.In.MayAsk == catalogue.Managers}}
}

// lawUnits are in what the time of a law is counted.
func (f form) lawUnits(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: string(statute.Months), Label: locale.T(ctx, "months"), Selected: f.In.LawUnit != statute.Days},
		{Value: string(statute.Days), Label: locale.T(ctx, "days"), Selected: f.In.LawUnit == statute.Days}}
}

func minutes(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// tick is one of the yes-or-no questions about a service.
type tick struct {
	name, label, hint string
	on                bool
}

// ticks are those questions in the order of the form; label and hint are message keys.
func (f form) ticks() []tick {
	return []tick{
		{"active", "People can ask for it", "Switched off, it stays on the cases that have it.", f.In.Active},
		{"manager_sees", "The person's manager may see it", "Unless the person keeps it from them.", f.In.ManagerSees},
		{"about_sees", "The people it is about may see it", "", f.In.AboutSees},
		{"needs_decision", "It ends with a decision", "With its reason and a way to disagree. An answer alone does not close it.", f.In.NeedsDecision},
		{"health", "It holds health data", "Its texts open only to the person, the assignee and people named for it.", f.In.Health},
		{"neutral", "Mails about it stay neutral", "They name neither the subject nor the service.", f.In.Neutral},
	}
}

func hint(ctx context.Context, key string) string {
	if key == "" {
		return ""
	}
	return locale.T(ctx, key)
}
