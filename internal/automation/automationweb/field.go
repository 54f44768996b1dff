package automationweb

import (
	"context"
	"slices"

	"hearth/internal/automation"
	"hearth/internal/calendar"
	"hearth/internal/field"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
)

// howNames are how a field is compared, as message keys.
var howNames = map[string]string{field.Is: "is", field.IsNot: "is something else than", field.Contains: "contains", field.Least: "is at least", field.Most: "is at most", field.Before: "is before", field.After: "is after",
	field.Within: "is between today and so many days from now", field.HasAny: "is filled in", field.HasNone: "is empty"}

// fieldSentences say what a rule asks of a field, as message keys with the places of its name and of what it is compared with.
var fieldSentences = map[string]string{field.Is: "%s is %s", field.IsNot: "%s is something else than %s", field.Contains: "%s contains %s", field.Least: "%s is at least %s", field.Most: "%s is at most %s",
	field.Before: "%s is before %s", field.After: "%s is after %s", field.Within: "%s is between today and %s days from now", field.HasAny: "%s is filled in", field.HasNone: "%s is empty"}

// asked is what a rule asks of a field: a message key, the name of the field, and what it is compared with, if with anything.
type asked struct {
	Key         string
	Label, Text ui.Name
	Bare, HR    bool // it is compared with nothing; HR alone reads it
}

func askedOf(ctx context.Context, says automation.Says, w words) (asked, bool) {
	if says.IfField == "" {
		return asked{}, false
	}
	f := w.Fields[says.IfField]
	return asked{Key: fieldSentences[says.IfFieldHow], Label: ui.Name(f.Label), Text: ui.Name(compared(ctx, f, says.IfFieldText)), Bare: says.IfFieldText == "", HR: f.Side == field.HROnly}, true
}

// compared is what a field is compared with, in the reader's language.
func compared(ctx context.Context, f field.Field, text string) string {
	switch f.Kind {
	case field.YesNo:
		if text == field.Yes {
			return locale.T(ctx, "Yes")
		}
		return locale.T(ctx, "No")
	case field.Date:
		if d, err := calendar.ParseDate(text); err == nil {
			year, month, day := d.YearMonthDay()
			return locale.Day(ctx, year, month, day)
		}
	}
	return text
}

// fieldOptions are the fields of all services that ask for something, and the one that was chosen.
func (f filling) fieldOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Label: locale.T(ctx, "No field")}}
	for _, x := range f.Fields {
		if x.Retired && x.ID != f.In.IfField {
			continue
		}
		service := x.Service
		for _, s := range f.Services {
			if s.ID == x.Service {
				service = s.Name
			}
		}
		all = append(all, ui.Option{Value: x.ID, Label: service + ": " + x.Label, Selected: x.ID == f.In.IfField, Person: true})
	}
	return all
}

// asks reports whether there is a field to choose.
func (f filling) asks() bool {
	return f.In.IfField != "" || slices.ContainsFunc(f.Fields, func(x field.Field) bool { return !x.Retired })
}

func (f filling) howOptions(ctx context.Context) []ui.Option {
	return options(ctx, "Please choose", field.Hows(), howNames, f.In.IfFieldHow)
}
