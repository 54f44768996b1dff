package content

import "time"

// Sum is a calculation of the demo: what it comes to follows from its lines. Texts may hold the places that Words.Fill describes.
type Sum struct {
	Title    string
	Unit     string
	Lines    []SumLine
	Before   int // in a situation: office minutes before now
	Corrects []SumCorrection
}

// SumLine is a line of a Sum: number × rate.
type SumLine struct{ Text, Number, Rate, Source, Clause string }

// SumCorrection puts a line in the place of the one at Line, counted from 0.
type SumCorrection struct {
	Line   int
	Before int // office minutes before now
	To     SumLine
	Reason string
}

// SumsOf returns what is worked out in a situation, by its key, the first one first; nothing where nothing is.
func SumsOf(key string, now time.Time) []Sum {
	switch key {
	case "amina-allowance":
		return []Sum{{Unit: "EUR", Before: 96, Lines: nights(now)}}
	case "pavel-review":
		return pavelSums()
	}
	return nil
}

// nights are four nights of last month, each on a day of the same shift week.
func nights(now time.Time) []SumLine {
	first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, -1, 8)
	for first.Weekday() != time.Monday {
		first = first.AddDate(0, 0, 1)
	}
	var all []SumLine
	for i := range 4 {
		day := first.AddDate(0, 0, i).Format("2 Jan")
		all = append(all, SumLine{"Night shift, " + day + ", for Nils", "1", "38.00", "Shift list of Hall 1, " + day, "pay 4.2"})
	}
	return all
}

func pavelSums() []Sum {
	return []Sum{
		{Title: "Your points", Unit: "points", Before: workDay + 12, Lines: []SumLine{
			{"Skill: mark 3.5, counts 40%", "3.5", "0.40", "Appraisal sheet, March", "development 3.1"},
			{"Quality: mark 4.0, counts 40%", "4.0", "0.40", "Appraisal sheet, March", "development 3.1"},
			{"Flexibility: mark 2.0, counts 20%", "2.0", "0.20", "Appraisal sheet, March: 5 swaps in 12 weeks", "development 3.1"},
		}, Corrects: []SumCorrection{{Line: 2, Before: 280, Reason: "I counted 12 weeks, and you were ill in 3 of them. Those weeks come out, so it is 5 swaps in 9 weeks. That is a mark of 3.0. I am sorry, Pavel: you were right to ask.",
			To: SumLine{"Flexibility: mark 3.0, counts 20%", "3.0", "0.20", "Shift list, April to June: 5 swaps in 9 weeks", "development 6.3"}}}},
		{Title: "Your rise", Unit: "percent", Before: workDay + 10, Lines: []SumLine{
			{"3.40 points give", "1", "2.40", "Table B, line 3.4", "pay 7.2"},
		}, Corrects: []SumCorrection{{Line: 0, Before: 276, Reason: "With the corrected mark your points are 3.60, not 3.40.",
			To: SumLine{"3.60 points give", "1", "2.70", "Table B, line 3.6", "pay 7.2"}}}},
	}
}

// nightSum is the nights of a story.
var nightSum = &Sum{Unit: "EUR", Lines: []SumLine{{"Night shifts in {month}", "{n}", "38.00", "Shift list of the hall, {month}", "pay 4.2"}}}
