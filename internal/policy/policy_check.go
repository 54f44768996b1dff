package policy

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/calendar"
	"hearth/internal/people"
	"hearth/internal/platform/fault"
)

// The most that is taken, in characters; and how many texts at once.
const (
	maxTitle   = 120
	maxSummary = 300
	maxText    = 6000
	maxWhy     = 600
	maxClauses = 500
)

var (
	slug     = regexp.MustCompile(`^[a-z][a-z0-9-]{1,39}$`)
	numbered = regexp.MustCompile(`^[1-9][0-9]{0,2}(\.[1-9][0-9]{0,2}){0,3}$`)
)

// reserved is no id of a policy: the page for a new one has its address.
const reserved = "new"

// EmploymentKinds lists the kinds of employment that an audience can be told by.
func EmploymentKinds() []string { return []string{people.FullTime, people.PartTime} }

func (p Policy) check(f *fault.Fields) {
	f.Need(slug.MatchString(p.ID) && p.ID != reserved, "id", "Use 2 to 40 small letters, digits and hyphens, with a letter first.")
	f.Need(p.Title != "", "title", "Give the policy a title that people would look for.")
	f.Need(shorter(p.Title, maxTitle), "title", "Keep the title to %d characters.", maxTitle)
	f.Need(shorter(p.Summary, maxSummary), "summary", "Keep the summary to %d characters.", maxSummary)
	f.Need(p.Position >= 0 && p.Position <= 1_000_000, "position", "Give a place from 1 on.")
}

func shorter(text string, most int) bool { return utf8.RuneCountInString(text) <= most }

// read takes the texts as they were sent and records what is wrong with each by itself, and with two of them together.
func (p *publishing) read(all []PublishedText) {
	for i, in := range all {
		t := text{at: i, Version: Version{Number: strings.TrimSpace(in.Number), Title: strings.TrimSpace(in.Title), Text: strings.TrimSpace(in.Text),
			Why: strings.TrimSpace(in.Why), Audience: in.Audience.sorted(), Acknowledge: in.Acknowledge, Withdrawn: in.Withdrawn}}
		t.From = p.dayOf(i, "from", in.From)
		t.ends = p.dayOf(i, "until", in.Until)
		p.checkText(t)
		p.texts = append(p.texts, t)
	}
	for i, t := range p.texts {
		for _, other := range p.texts[:i] {
			p.together(t, other)
		}
	}
}

// dayOf reads a day; an empty one is no date.
func (p *publishing) dayOf(i int, name, day string) calendar.Date {
	var d calendar.Date
	err := d.UnmarshalText([]byte(strings.TrimSpace(day)))
	year, _, _ := d.YearMonthDay()
	p.faults.Need(err == nil && (d.IsZero() || year >= 1900 && year <= 2200), p.path(i, name), "Write a day as year-month-day, for example 2026-03-01.")
	return d
}

func (p *publishing) checkText(t text) {
	need := func(ok bool, name, key string, args ...any) { p.faults.Need(ok, p.path(t.at, name), key, args...) }
	need(numbered.MatchString(t.Number), "number", "Give the clause a number such as 4 or 4.2.")
	need(t.Title != "", "title", "Give the clause a title that people would look for.")
	need(shorter(t.Title, maxTitle), "title", "Keep the title to %d characters.", maxTitle)
	need(t.Text != "" || t.Withdrawn, "text", "Write what the clause says, in plain words.")
	need(t.Text == "" || !t.Withdrawn, "text", "A rule that ends says nothing. Leave the text empty, and say why it ends.")
	need(shorter(t.Text, maxText), "text", "Keep the text to %d characters.", maxText)
	need(!t.From.IsZero(), "from", "Say from which day it holds, for example 2026-03-01.")
	need(t.ends.IsZero() || t.From.Before(t.ends), "until", "It has to end after the day on which it begins.")
	need(t.ends.IsZero() || !t.Withdrawn, "until", "A rule that ends has no end of its own. Leave this empty.")
	need(!t.Acknowledge || !t.Withdrawn, "acknowledge", "There is nothing to acknowledge where a rule ends.")
	need(shorter(t.Why, maxWhy), "why", "Keep this to %d characters.", maxWhy)
	for _, kind := range t.Audience.Employment {
		need(slices.Contains(EmploymentKinds(), kind), "audience.employment", "Choose full-time, part-time, or leave it empty for both.")
	}
}

// together records what is wrong with a text beside one that was sent before it.
func (p *publishing) together(t, other text) {
	if t.Number != other.Number || t.Number == "" || t.From.IsZero() || other.From.IsZero() {
		return
	}
	first, second := t, other
	if second.From.Before(first.From) {
		first, second = second, first
	}
	switch same := t.Audience.key() == other.Audience.key(); {
	case same && t.From == other.From:
		p.faults.Need(false, p.path(t.at, "number"), "Clause %s stands here twice for the same people and the same day.", t.Number)
	case same && second.From.Before(first.ends):
		p.faults.Need(false, p.path(first.at, "until"), "Another version of %s begins on %s, before this one ends. Leave the end empty, or let it end by then.", first.Number, second.From.String())
	}
}
