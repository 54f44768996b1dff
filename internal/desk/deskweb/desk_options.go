package deskweb

import (
	"context"
	"slices"

	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/platform/ui"
	"hearth/internal/promise"
)

func (q queued) serviceOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Value: "", Label: locale.T(ctx, "All services")}}
	for _, s := range q.Services {
		all = append(all, ui.Option{Value: s.ID, Label: s.Name, Selected: s.ID == q.Ask.Service, Person: true})
	}
	return all
}

func (q queued) teamOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Value: "", Label: locale.T(ctx, "All teams")}}
	for _, t := range q.Teams {
		all = append(all, ui.Option{Value: t.ID, Label: t.Name, Selected: t.ID == q.Ask.Team, Person: true})
	}
	return all
}

func (q queued) channelOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Value: "", Label: locale.T(ctx, "All channels")}}
	for _, c := range desk.Channels() {
		all = append(all, ui.Option{Value: c, Label: locale.T(ctx, channelNames[c]), Selected: c == q.Ask.Channel})
	}
	return all
}

func hrOptions(ctx context.Context, all []people.Person, now string) []ui.Option {
	out := []ui.Option{{Value: "", Label: locale.T(ctx, "Nobody chosen")}, {Value: "me", Label: locale.T(ctx, "Me")}}
	for _, p := range all {
		out = append(out, ui.Option{Value: p.ID, Label: p.DisplayName(), Selected: p.ID == now, Person: true})
	}
	return out
}

func teamChoices(ctx context.Context, all []people.Team, now string) []ui.Option {
	out := []ui.Option{{Value: "", Label: locale.T(ctx, "No team chosen")}}
	for _, t := range all {
		out = append(out, ui.Option{Value: t.ID, Label: t.Name, Selected: t.ID == now, Person: true})
	}
	return out
}

func priorityOptions(ctx context.Context, now string, none bool) []ui.Option {
	var all []ui.Option
	if none {
		all = append(all, ui.Option{Value: "", Label: locale.T(ctx, "As it is")})
	}
	for _, p := range []string{"high", "normal", "low"} {
		all = append(all, ui.Option{Value: p, Label: locale.T(ctx, priorityNames[p]), Selected: p == now})
	}
	return all
}

func (o opened) outcomeOptions(ctx context.Context) []ui.Option {
	now := o.value("write", "outcome", desk.OutcomeAnswered)
	var all []ui.Option
	for _, x := range desk.Outcomes() {
		if o.Decision && (x == desk.OutcomeAnswered || x == desk.OutcomeDone) {
			continue
		}
		all = append(all, ui.Option{Value: x, Label: locale.T(ctx, outcomeNames[x]), Selected: x == now})
	}
	return all
}

func (o opened) causeOptions() []ui.Option {
	now := o.value("write", "cause", o.Usual)
	if now == "" {
		now = o.Usual
	}
	var all []ui.Option
	for _, c := range o.Causes {
		all = append(all, ui.Option{Value: c.ID, Label: c.Name, Selected: c.ID == now, Person: true})
	}
	return all
}

// movable reports whether a promise can be given another time now: it runs, has not passed, and is none that only a law or its customer moves.
func movable(p promise.View) bool {
	return (p.State == promise.Running || p.State == promise.AtRisk) && slices.Contains(promise.Movable(), p.Kind)
}

// promiseOptions are the promises that can be given another time: of what is promised beside the case, such as steps and questions, each.
func (o opened) promiseOptions(ctx context.Context) []ui.Option {
	var all []ui.Option
	for _, p := range o.Promises {
		if movable(p) && !slices.ContainsFunc(all, func(x ui.Option) bool { return x.Value == p.Kind }) {
			all = append(all, ui.Option{Value: p.Kind, Label: locale.T(ctx, promiseNames[p.Kind])})
		}
	}
	for _, p := range o.Whole.Beside {
		if p.Of != nil && movable(p) {
			what := locale.T(ctx, promiseNames[p.Kind])
			if p.Of.Title != "" {
				what = "“" + p.Of.Title + "”" // where it ends is where the title ends
			}
			all = append(all, ui.Option{Value: p.Kind + ofSign + p.Of.ID, Label: locale.T(ctx, "%s by %s", what, locale.DateTime(ctx, p.DueAt.Time)), Person: p.Of.Title != ""})
		}
	}
	return all
}

// prolongTo is until when the time that a law gives can be prolonged; zero where it cannot.
func (o opened) prolongTo() store.Time {
	if p := o.Legal(); p != nil {
		return p.ProlongTo
	}
	return store.Time{}
}

func (o opened) waitOptions(ctx context.Context) []ui.Option {
	now := o.value("pause", "reason", o.WaitingFor)
	var all []ui.Option
	for _, r := range record.Waits() {
		if r != desk.WaitManager || o.Awaited != "" {
			all = append(all, ui.Option{Value: r, Label: locale.T(ctx, waitNames[r]), Selected: r == now})
		}
	}
	return all
}

// neededHint says who reads what is needed.
func (o opened) neededHint(ctx context.Context) string {
	if o.Awaited != "" {
		return locale.T(ctx, "The requester reads it, and their manager where it waits for them. Without it nobody knows what to do.")
	}
	return locale.T(ctx, "The requester reads it. Without it they do not know what to do.")
}

// waitNames say for whom or what a case waits, as HR chooses it.
var waitNames = map[string]string{desk.WaitCustomer: "Who asked: something is needed from them", desk.WaitManager: "Their manager: they have to answer first", desk.WaitOutside: "Somebody outside: they have to answer first",
	desk.WaitOther: "Somebody else, such as one who was asked aside", desk.WaitDate: "Nobody: it was agreed to go on at this date"}

func (o opened) sensitivityOptions(ctx context.Context) []ui.Option {
	now := o.value("restrict", "sensitivity", o.Sensitivity)
	var all []ui.Option
	for _, s := range []string{"open", "team", "named"} {
		all = append(all, ui.Option{Value: s, Label: locale.T(ctx, sensitivityNames[s]), Selected: s == now})
	}
	return all
}

// namedOptions are the people of HR, those named now ticked.
func (o opened) namedOptions() []ui.Option {
	var all []ui.Option
	for _, p := range o.HR {
		named := slices.ContainsFunc(o.Named, func(x desk.Person) bool { return x.ID == p.ID })
		all = append(all, ui.Option{Value: p.ID, Label: p.DisplayName(), Selected: named, Person: true})
	}
	return all
}

func stepOwners(ctx context.Context, o opened) []ui.Option {
	all := hrOptions(ctx, o.HR, "")
	return slices.DeleteFunc(all, func(x ui.Option) bool { return x.Value == "me" })
}

func takeInChannels(ctx context.Context) []ui.Option {
	var all []ui.Option
	for _, c := range []string{desk.Phone, desk.Visit, desk.Post, desk.Mail} {
		all = append(all, ui.Option{Value: c, Label: locale.T(ctx, channelNames[c])})
	}
	return all
}

func newServices(f newForm) []ui.Option {
	var all []ui.Option
	for _, s := range f.Services {
		all = append(all, ui.Option{Value: s.ID, Label: s.Name, Selected: s.ID == f.In.Service, Person: true})
	}
	return all
}

func matchOptions(f newForm) []ui.Option {
	var all []ui.Option
	for _, p := range f.Matches {
		hint := p.Position + " · " + p.Site + " · " + p.PersonnelNumber
		if p.Doubt.Why != "" {
			hint += " · " + p.Doubt.Why
		}
		all = append(all, ui.Option{Value: p.ID, Label: p.Name, Hint: hint, Person: true})
	}
	return all
}
