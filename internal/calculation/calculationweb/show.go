package calculationweb

import (
	"context"
	"strconv"

	"hearth/internal/calculation"
	"hearth/internal/calculation/calculationweb/part"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
)

// roundingChoices are what a form offers.
var roundingChoices = map[string]string{"half_up": "Each line, half up", "half_even": "Each line, half to even", "down": "Each line, down", "up": "Each line, up",
	"total_half_up": "Only the total, half up", "total_half_even": "Only the total, half to even", "total_down": "Only the total, down", "total_up": "Only the total, up"}

func roundingOptions(ctx context.Context) []ui.Option {
	var all []ui.Option
	for _, r := range calculation.Roundings() {
		all = append(all, ui.Option{Value: r, Label: locale.T(ctx, roundingChoices[r])})
	}
	return all
}

func unitOptions(ctx context.Context) []ui.Option {
	words := map[string]string{calculation.Hours: "hours", calculation.Days: "days", calculation.Percent: "percent", calculation.Points: "points"}
	var all []ui.Option
	for _, u := range []string{"EUR", calculation.Hours, calculation.Days, calculation.Percent, calculation.Points} {
		all = append(all, option(ctx, u, words))
	}
	for _, u := range calculation.Units() {
		if u != "EUR" && words[u] == "" {
			all = append(all, option(ctx, u, words))
		}
	}
	return all
}

func option(ctx context.Context, unit string, words map[string]string) ui.Option {
	if words[unit] != "" {
		return ui.Option{Value: unit, Label: locale.T(ctx, words[unit])}
	}
	return ui.Option{Value: unit, Label: unit, Person: true} // a code is the same in every language
}

func templateOptions(ctx context.Context) []ui.Option {
	var all []ui.Option
	for _, t := range calculation.Templates() {
		all = append(all, ui.Option{Value: t.ID, Label: locale.T(ctx, t.Name)})
	}
	return all
}

func insteadOptions(ctx context.Context, all []calculation.Calculation) []ui.Option {
	out := []ui.Option{{Value: "", Label: locale.T(ctx, "of none: it stands beside them")}}
	for _, c := range all {
		out = append(out, ui.Option{Value: c.ID, Label: part.Title(ctx, c) + ", " + calculation.Amount(ctx, c.Unit, c.Total), Person: c.Title != ""})
	}
	return out
}

// cell is a field of row i of the form. Its name is that of its column; its id that of its fault.
func cell(ctx context.Context, i int, name, label, value string, err *fault.Error) ui.Field {
	id := calculation.Field(i, name)
	return ui.Field{Name: name, ID: id, Label: label, Value: value, Autocomplete: "off", Error: ui.FieldError(ctx, err, id)}
}

// toCorrect leads from a line to where it is corrected.
func toCorrect(number string) part.Lead {
	return func(ctx context.Context, l calculation.Line) ui.NavItem {
		return ui.NavItem{Label: locale.T(ctx, "Correct line %s", strconv.Itoa(l.Position)), Href: linePath(number, l.ID)}
	}
}
