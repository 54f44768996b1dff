package automationweb

import (
	"context"
	"strconv"

	"hearth/internal/automation"
	"hearth/internal/desk"
	"hearth/internal/desk/label"
	"hearth/internal/desk/narrow"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
	"hearth/internal/promise"
)

func (f filling) action() string {
	if f.In.Rule == "" {
		return path
	}
	return href(f.In.Rule)
}

func (f filling) field(ctx context.Context, name, label, value string) ui.Field {
	return ui.Field{Name: name, Label: locale.T(ctx, label), Value: value, Autocomplete: "off"}.With(ctx, f.Err)
}

func (f filling) teamOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Label: locale.T(ctx, "No team chosen")}}
	for _, t := range f.All {
		all = append(all, ui.Option{Value: t.ID, Label: t.Name, Selected: t.ID == f.In.Team, Person: true})
	}
	return all
}

func (f filling) whenOptions(ctx context.Context) (all []ui.Option) {
	for _, w := range automation.Whens() {
		all = append(all, ui.Option{Value: w, Label: locale.T(ctx, whens[w]), Selected: w == f.In.When})
	}
	return all
}

func (f filling) days() string {
	if f.In.WhenDays == 0 {
		return ""
	}
	return strconv.Itoa(f.In.WhenDays)
}

// shareOptions are the shares of a promise at which a rule acts.
func (f filling) shareOptions(ctx context.Context) (all []ui.Option) {
	for _, share := range promise.Shares() {
		all = append(all, ui.Option{Value: strconv.Itoa(share), Label: locale.T(ctx, shareOf[share]), Selected: share == f.In.Share()})
	}
	return all
}

func (f filling) serviceOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Label: locale.T(ctx, "All services")}}
	for _, s := range f.Services {
		all = append(all, ui.Option{Value: s.ID, Label: s.Name, Selected: s.ID == f.In.IfService, Person: true})
	}
	return all
}

func (f filling) siteOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Label: locale.T(ctx, "All sites")}}
	for _, s := range f.Sites {
		all = append(all, ui.Option{Value: s, Label: s, Selected: s == f.In.IfSite, Person: true})
	}
	return all
}

func (f filling) tellOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Label: locale.T(ctx, "Nobody by name")}}
	for _, p := range f.HR {
		all = append(all, ui.Option{Value: p.ID, Label: p.DisplayName(), Selected: p.ID == f.In.ThenMention, Person: true})
	}
	return all
}

func (f filling) moveOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Label: locale.T(ctx, "It stays where it is")}}
	for _, t := range f.All {
		all = append(all, ui.Option{Value: t.ID, Label: t.Name, Selected: t.ID == f.In.ThenTeam, Person: true})
	}
	return all
}

// choice is a select of the form.
type choice struct {
	Field   ui.Field
	Options []ui.Option
}

// common are the conditions that most rules have, and rare those that fold.
func (f filling) common(ctx context.Context) []choice {
	return []choice{
		{f.field(ctx, "if_service", "Service", f.In.IfService), f.serviceOptions(ctx)},
		{f.field(ctx, "if_priority", "Priority", f.In.IfPriority), options(ctx, "Any priority", narrow.Choices("priority"), label.Priorities, f.In.IfPriority)},
		{f.field(ctx, "if_group", "Who asks", f.In.IfGroup), options(ctx, "Everybody", narrow.Choices("group"), label.ValuesOf("group"), f.In.IfGroup)},
		{f.field(ctx, "if_owner", "Owner", f.In.IfOwner), options(ctx, "Anybody or nobody", []string{narrow.Nobody, narrow.Somebody}, label.ValuesOf("owner"), f.In.IfOwner)},
	}
}

func (f filling) rare(ctx context.Context) []choice {
	return []choice{
		{f.field(ctx, "if_channel", "Channel", f.In.IfChannel), options(ctx, "All channels", desk.Channels(), label.Channels, f.In.IfChannel)},
		{f.field(ctx, "if_waits", "Waits for", f.In.IfWaits), options(ctx, "Anybody", narrow.Choices("waits"), label.ValuesOf("waits"), f.In.IfWaits)},
		{f.field(ctx, "if_calls", "Calls", f.In.IfCalls), options(ctx, "With or without", narrow.Choices("calls"), label.ValuesOf("calls"), f.In.IfCalls)},
		{f.field(ctx, "if_site", "Site", f.In.IfSite), f.siteOptions(ctx)},
	}
}

// rarely reports whether one of the conditions that fold is set, or was refused.
func (f filling) rarely(ctx context.Context) bool {
	for _, name := range []string{"if_channel", "if_waits", "if_calls", "if_site", "if_language"} {
		if ui.FieldError(ctx, f.Err, name) != "" {
			return true
		}
	}
	return f.In.IfChannel+f.In.IfWaits+f.In.IfCalls+f.In.IfSite+f.In.IfLanguage != ""
}

var priorityOrder = []string{"high", "normal", "low"}

func (f filling) hinted(ctx context.Context, name, label, hint, value string) ui.Field {
	field := f.field(ctx, name, label, value)
	field.Hint = locale.T(ctx, hint)
	return field
}

func (f filling) numbered(ctx context.Context, name, label, hint, value string) ui.Field {
	field := f.hinted(ctx, name, label, hint, value)
	field.InputMode = "numeric"
	return field
}

func (f filling) lined(ctx context.Context, name, label, hint, value string) ui.Field {
	field := f.hinted(ctx, name, label, hint, value)
	field.Rows = 2
	return field
}
