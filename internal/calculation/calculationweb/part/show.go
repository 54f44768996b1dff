// Package part shows calculations on the pages of other modules as on its own: a table that adds up.
package part

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/calculation"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
)

// Lead says where a reader may go from a line.
type Lead func(ctx context.Context, l calculation.Line) ui.NavItem

// rate writes what one of it counts: what marks count has no unit.
func rate(ctx context.Context, unit, number string) string {
	if unit == calculation.Points {
		return locale.Exact(ctx, number)
	}
	return calculation.Amount(ctx, unit, number)
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

// Title is what a calculation is called.
func Title(ctx context.Context, c calculation.Calculation) string {
	if c.Title != "" {
		return c.Title
	}
	return locale.T(ctx, "How we worked it out")
}

// Rule is a rule as people cite it, with what it is called and which version of it.
func Rule(ctx context.Context, l calculation.Line) string {
	if l.ClauseEdition != "" {
		return cited(l) + " · " + locale.T(ctx, "version %s", l.ClauseEdition)
	}
	return cited(l)
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
