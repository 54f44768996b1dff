package catalogueweb

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

func listPage(ctx context.Context, l listed) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Services"), Active: "admin"}, listBody(l))
}

func editPage(ctx context.Context, f form) templ.Component {
	title, written := f.In.Name, true
	if title == "" {
		title, written = locale.T(ctx, "Change a service"), false
	}
	return shell.Desk(ctx, shell.Page{Title: title, Written: written, Active: "admin", Error: f.Err != nil}, editBody(f))
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
