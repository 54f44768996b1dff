package fieldweb

import (
	"context"
	"strings"

	"hearth/internal/calendar"
	"hearth/internal/field"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
)

// shown is what a field holds, in the reader's language. By person says that a person wrote it.
func shown(ctx context.Context, f field.Filled) (text string, byPerson bool) {
	text = f.Plain()
	switch {
	case text == "":
		return locale.T(ctx, "Nothing yet"), false
	case f.Kind == field.Money:
		return locale.Money(ctx, f.Unit, cents(text)), true
	case f.Numeric() && f.Unit != "":
		return locale.Exact(ctx, text) + " " + f.Unit, true
	case f.Numeric():
		return locale.Exact(ctx, text), true
	case f.Kind == field.YesNo:
		return answer(ctx, text), false
	case f.Kind == field.Date:
		if d, err := calendar.ParseDate(text); err == nil {
			year, month, day := d.YearMonthDay()
			return locale.Day(ctx, year, month, day), false
		}
	}
	return text, true
}

// cents writes an amount with two digits after the point.
func cents(plain string) string {
	whole, part, _ := strings.Cut(plain, ".")
	return whole + "." + (part + "00")[:2]
}

func answer(ctx context.Context, word string) string {
	if word == field.Yes {
		return locale.T(ctx, "Yes")
	}
	return locale.T(ctx, "No")
}

// control is the field of a form. Its id is what a fault names.
func (e entry) control(ctx context.Context) ui.Field {
	id := "fields." + e.Key
	f := ui.Field{Name: "value", ID: id, Label: e.Label, Hint: e.Help, Value: e.Value, Optional: !e.Required, Person: true, Autocomplete: "off", Error: ui.FieldError(ctx, e.Err, id)}
	switch e.Kind {
	case field.Date:
		f.Type = "date"
	case field.Whole:
		f.InputMode = "numeric"
	case field.Decimal, field.Money:
		f.InputMode = "decimal"
	case field.Long:
		f.Rows = 3
	}
	hints := []string{e.Help}
	if e.Least != "" && e.Most != "" {
		hints = append(hints, locale.Range(ctx, e.Least, e.Most))
	}
	f.Hint = strings.Join(strings.Fields(strings.Join(append(hints, e.Unit), " ")), " ")
	return f
}

// options are what a field with a list can hold. One that was taken off the list stays where it was chosen.
func (e entry) options(ctx context.Context) []ui.Option {
	all := []ui.Option{{Label: locale.T(ctx, "Please choose")}}
	if e.Kind == field.YesNo {
		return append(all, ui.Option{Value: field.Yes, Label: locale.T(ctx, "Yes"), Selected: e.Value == field.Yes}, ui.Option{Value: field.No, Label: locale.T(ctx, "No"), Selected: e.Value == field.No})
	}
	found := e.Value == ""
	for _, c := range e.Choices {
		all, found = append(all, ui.Option{Value: c, Label: c, Selected: c == e.Value, Person: true}), found || c == e.Value
	}
	if !found {
		all = append(all, ui.Option{Value: e.Value, Label: e.Value, Selected: true, Person: true})
	}
	return all
}

// listed reports whether a field is chosen from a list.
func (e entry) listed() bool { return e.Kind == field.YesNo || e.Kind == field.Choice }

func (f filtering) options(ctx context.Context) []ui.Option {
	all := []ui.Option{{Label: locale.T(ctx, "Any field")}}
	for _, x := range f.Fields {
		all = append(all, ui.Option{Value: x.ID, Label: x.Label, Selected: x.ID == f.Field, Person: true})
	}
	return all
}

// ranged reports whether the chosen field is narrowed from and to.
func (f filtering) ranged() bool { return f.Chosen.Numeric() || f.Chosen.Kind == field.Date }

func (f filtering) inputType() string {
	if f.Chosen.Kind == field.Date {
		return "date"
	}
	return "text"
}
