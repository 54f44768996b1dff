package letters

import (
	"regexp"
	"slices"
	"strings"
)

// Place is something that a template can hold between two braces.
type Place struct {
	Name  string `json:"name"`
	Label string `json:"label"` // a message key
	Kind  string `json:"kind"`  // text, date, number or amount
	Typed bool   `json:"typed"` // HR may type it where no record has it
}

const (
	aText, aDate, aNumber, anAmount = "text", "date", "number", "amount"
)

// Places returns all that a template may name.
func Places() []Place {
	return []Place{
		{"person.name", "Name", aText, false},
		{"person.number", "Personnel number", aText, true},
		{"employment.position", "Position", aText, true},
		{"employment.unit", "Unit", aText, true},
		{"employment.site", "Site", aText, true},
		{"employment.started", "First day of work", aDate, true},
		{"employment.ended", "Last day of work", aDate, true},
		{"employment.hours", "Hours a week", aNumber, true},
		{"employment.contract", "Kind of contract, in the letter's language", aText, true},
		{"letter.to", "To whom the letter goes", aText, true},
		{"letter.purpose", "What the letter is for, in its language", aText, true},
		{"letter.words", "Words of your own, in the letter's language", aText, true},
		{"repayment.sum", "Sum to repay", anAmount, true},
		{"repayment.monthly", "Monthly amount", anAmount, true},
		{"repayment.from", "First deduction on", aDate, true},
		{"calculation.total", "Total of the calculation, with its unit", anAmount, false},
		{"decision.outcome", "What was decided", aText, false},
		{"decision.reason", "Why it was decided so", aText, false},
		{"decision.on", "Day of the decision", aDate, false},
		{"decision.rule", "The rule that it rests on, as a sentence", aText, false},
		{"decision.next", "What happens next, and when", aText, false},
		{"decision.disagree", "How to disagree, as a sentence", aText, false},
		{"today", "Today", aDate, false},
		{"case.number", "Number of the case", aText, false},
		{"hr.name", "Who signs", aText, false},
		{"organisation.name", "Organisation", aText, false},
	}
}

// placeOf finds a place by its name.
func placeOf(name string) (Place, bool) {
	all := Places()
	i := slices.IndexFunc(all, func(p Place) bool { return p.Name == name })
	if i < 0 {
		return Place{}, false
	}
	return all[i], true
}

var braces = regexp.MustCompile(`\{\{\s*([^{}]*?)\s*\}\}`)

// named returns the places that a text names, each once, in their order.
func named(text string) (names []string) {
	for _, m := range braces.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(names, m[1]) {
			names = append(names, m[1])
		}
	}
	return names
}

// stray reports whether a brace is left that opens or closes no place.
func stray(text string) bool {
	rest := braces.ReplaceAllString(text, "")
	return strings.Contains(rest, "{{") || strings.Contains(rest, "}}")
}

// fill puts values into the places of a text, each in one pass: what a value holds is never read as a place.
func fill(text string, value func(name string) string) string {
	return braces.ReplaceAllStringFunc(text, func(m string) string { return value(braces.FindStringSubmatch(m)[1]) })
}
