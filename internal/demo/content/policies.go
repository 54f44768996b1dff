package content

import "time"

// Policy is a subject of the organisation's rules.
type Policy struct {
	Slug, Title, Summary string
	Team                 string // of HR, that keeps it
	Rules                []Rule
}

// Rule is a clause: what it said and says, to everybody or to some.
type Rule struct {
	Number, Title string
	Said          []RuleText
}

// RuleText is what a rule says from the first day of a month on.
type RuleText struct {
	Months            int // before the present month; below 0 lies ahead
	Text, Why         string
	Sites, Employment []string // whom it is for; none: everybody
	Acknowledge       bool     // people are asked to say that they have read it
}

// From returns the day on which the text begins to hold.
func (t RuleText) From(now time.Time) time.Time {
	return time.Date(now.Year(), now.Month()-time.Month(t.Months), 1, 0, 0, 0, 0, time.UTC)
}

// The kinds of employment, as the product spells them.
const (
	fullTimers = "full-time"
	partTimers = "part-time"
)

// aWhileAgo is the month in which the rules were written down for the first time.
const aWhileAgo = 30

// always is a rule that has not changed since the rules were written down.
func always(number, title, text string) Rule {
	return Rule{Number: number, Title: title, Said: []RuleText{{Months: aWhileAgo, Text: text}}}
}

// Policies returns the rules of the organisation, in the order of the page.
func Policies() []Policy {
	return []Policy{
		{"pay", "Pay and allowances", "When you are paid, what nights, on-call and travel add, and the tables behind it.", PayrollTeam, payRules()},
		{"time", "Working time and rotas", "How long you work, when you rest, and how a rota comes about.", AdviceTeam, timeRules()},
		{"leave", "Leave and parental leave", "Holiday, illness, free days for what life brings, and time with a new child.", AdviceTeam, leaveRules()},
		{"home", "Home working and equipment", "Where you may work from, and what you get to work with.", AdviceTeam, homeRules()},
		{"development", "Development, grades and pay review", "How your grade and your rise come about, and what you can learn.", GrowthTeam, developmentRules()},
		{"conduct", "Conduct, concerns and disagreeing", "How we treat each other, how to raise a concern, and how to disagree with a decision.", RelationsTeam, conductRules()},
	}
}
