package content

import (
	"fmt"
	"slices"
	"time"
)

// The hints that say who would write a script. Plan picks an asker who fits.
const (
	ShopFloor   = "shop_floor"   // works in production, maintenance or logistics at Malmby
	Night       = "night"        // works nights at Malmby
	Office      = "office"       // works at a desk, at any site
	PlantOffice = "plant_office" // works at a desk at Malmby
	Lead        = "lead"         // leads people in production, maintenance or logistics
	Newcomer    = "newcomer"     // started in the last weeks
	Porto       = "porto"        // works in the Porto service centre
	London      = "london"       // works at Kestrel Street
	Anyone      = "anyone"
)

// The outcomes with which a case may close.
const (
	Answered  = "answered"
	Done      = "done"
	Withdrawn = "withdrawn"
	Duplicate = "duplicate"
	NotForHR  = "not_for_hr"
)

// The writers of a turn.
const (
	FromAsker = "asker"
	FromAgent = "agent"
	FromNote  = "note" // an internal note, not sent to the asker
)

// Limits of the texts, in characters. The tests hold every text to them.
const (
	MaxSubject = 100
	MaxBody    = 2000
)

// CaseScript is one story of a case, in the words of those who wrote it. Its texts may hold the places that Words.Fill
// describes, so that one story can be told about many people.
type CaseScript struct {
	// ID is stable between versions and seeds, for example "pay-07".
	ID      string
	Service string
	// Asker is the hint that says who would ask this.
	Asker string
	// Season is the first and the last month in which it is asked, across the new year if need be; zero for any time.
	Season [2]time.Month
	// Years is how long the asker has been there at least.
	Years int
	// Natives are the languages of those families in which it fits; empty for all.
	Natives []string
	// Voice is "f" or "m" where the words fit a woman or a man only.
	Voice string
	// Language is a language tag; empty means English.
	Language string
	Subject  string
	Body     string
	Turns    []Turn
	// Closing is the answer with which the case is answered.
	Closing string
	Outcome string
	Cause   string
	// Comment is what the asker may write with a rating; often empty.
	Comment string
	// Missing is what the asker writes when the answer misses the point, and Second the answer to that; often empty.
	Missing string
	Second  string
	// Letter is the letter that is issued with the answer; nil for none.
	Letter *IssuedLetter
}

// Turn is one message or internal note after the first message.
type Turn struct {
	From string
	// AfterMinutes is the distance from the turn before, in working time when an agent writes and by the clock else.
	AfterMinutes int
	Text         string
}

func asker(after int, text string) Turn { return Turn{FromAsker, after, text} }
func agent(after int, text string) Turn { return Turn{FromAgent, after, text} }
func note(after int, text string) Turn  { return Turn{FromNote, after, text} }

// Cases returns all scripts. Their order depends on the seed alone, and the index of a script in it is what
// PlannedCase.Script holds. The caller owns the result.
func Cases(seed uint64) []CaseScript {
	var all []CaseScript
	for _, group := range []struct {
		service string
		scripts [][]CaseScript
	}{
		{"pay", [][]CaseScript{payCases, payMoreCases}},
		{"payslip", [][]CaseScript{payslipCases}},
		{"report-sick", [][]CaseScript{sickCases}},
		{"swap-shift", [][]CaseScript{swapCases}},
		{"ask", [][]CaseScript{askCases}},
		{"leave", [][]CaseScript{leaveCases}},
		{"parents", [][]CaseScript{parentCases}},
		{"hours", [][]CaseScript{hoursCases}},
		{"letters", [][]CaseScript{letterCases}},
		{"health", [][]CaseScript{healthCases}},
		{"learning", [][]CaseScript{learningCases}},
		{"fairness", [][]CaseScript{fairnessCases}},
		{"staffing", [][]CaseScript{staffingCases}},
		{"starting", [][]CaseScript{startingCases}},
	} {
		for i, s := range slices.Concat(group.scripts...) {
			s.ID = fmt.Sprintf("%s-%02d", group.service, i+1)
			s.Service = group.service
			s.Turns = slices.Clone(s.Turns)
			all = append(all, s)
		}
	}
	random(seed, "cases").Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// InSeason reports whether the story may be asked in month.
func (s CaseScript) InSeason(month time.Month) bool {
	from, to := s.Season[0], s.Season[1]
	switch {
	case from == 0:
		return true
	case from <= to:
		return from <= month && month <= to
	}
	return month >= from || month <= to
}
