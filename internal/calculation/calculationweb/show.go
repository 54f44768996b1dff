package calculationweb

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/calculation"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
)

// amount writes a decimal number in a unit.
func amount(ctx context.Context, unit, number string) string {
	return calculation.Amount(ctx, unit, number)
}

// rate writes what one of it counts: what marks count has no unit.
func rate(ctx context.Context, unit, number string) string {
	if unit == calculation.Points {
		return locale.Exact(ctx, number)
	}
	return amount(ctx, unit, number)
}

// quantity writes how much of it: "4", "18/31".
func quantity(ctx context.Context, text string) string {
	part, whole, is := strings.Cut(text, "/")
	if !is {
		return locale.Exact(ctx, text)
	}
	return locale.Exact(ctx, part) + "/" + locale.Exact(ctx, whole)
}

// roundings say how it is rounded, with a place for the decimals.
var roundings = map[string]string{
	"half_up":         "Each line is rounded half up, to %d decimals.",
	"half_even":       "Each line is rounded half to even, to %d decimals.",
	"down":            "Each line is rounded down, to %d decimals.",
	"up":              "Each line is rounded up, to %d decimals.",
	"total_half_up":   "Only the total is rounded, half up, to %d decimals.",
	"total_half_even": "Only the total is rounded, half to even, to %d decimals.",
	"total_down":      "Only the total is rounded, down, to %d decimals.",
	"total_up":        "Only the total is rounded, up, to %d decimals.",
}

func rounded(ctx context.Context, c calculation.Calculation) string {
	places, _ := calculation.Places(c.Unit)
	return locale.T(ctx, roundings[c.Rounding], places)
}

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
		out = append(out, ui.Option{Value: c.ID, Label: title(ctx, c) + ", " + amount(ctx, c.Unit, c.Total), Person: c.Title != ""})
	}
	return out
}

// title is what a calculation is called.
func title(ctx context.Context, c calculation.Calculation) string {
	if c.Title != "" {
		return c.Title
	}
	return locale.T(ctx, "How we worked it out")
}

// cited is a rule as people cite it, with what it is called.
func cited(l calculation.Line) string {
	if l.ClauseTitle != "" {
		return l.Clause + ", " + l.ClauseTitle
	}
	return l.Clause
}

// lineClass strikes a corrected line through.
func lineClass(l calculation.Line) string {
	if l.Struck {
		return "sub line-through"
	}
	return ""
}

// labelled names the table of a calculation: by its title where it has one.
func labelled(ctx context.Context, c calculation.Calculation) templ.Attributes {
	if c.Title != "" {
		return templ.Attributes{"aria-labelledby": "t-" + c.ID}
	}
	return templ.Attributes{"aria-label": locale.T(ctx, "How we worked it out")}
}

// cell is a field of row i of the form. Its name is that of its column; its id that of its fault.
func cell(ctx context.Context, i int, name, label, value string, err *fault.Error) ui.Field {
	id := calculation.Field(i, name)
	return ui.Field{Name: name, ID: id, Label: label, Value: value, Autocomplete: "off", Error: ui.FieldError(ctx, err, id)}
}
