package letters

import (
	"regexp"
	"strings"
	"time"
)

// figure is a number as it may be typed.
var figure = regexp.MustCompile(`^[0-9]{1,9}(\.[0-9]{1,2})?$`)

// Values are what HR types because no record has it: days as YYYY-MM-DD, amounts such as 1250.00.
type Values struct {
	PersonNumber string `json:"person.number,omitempty"`
	Position     string `json:"employment.position,omitempty"`
	Unit         string `json:"employment.unit,omitempty"`
	Site         string `json:"employment.site,omitempty"`
	Started      string `json:"employment.started,omitempty"`
	Ended        string `json:"employment.ended,omitempty"`
	Hours        string `json:"employment.hours,omitempty"`
	Contract     string `json:"employment.contract,omitempty"`
	To           string `json:"letter.to,omitempty"`
	Purpose      string `json:"letter.purpose,omitempty"`
	Words        string `json:"letter.words,omitempty"`
	Sum          string `json:"repayment.sum,omitempty"`
	Monthly      string `json:"repayment.monthly,omitempty"`
	From         string `json:"repayment.from,omitempty"`
}

// FormValues are Values as a form sends them.
type FormValues struct {
	PersonNumber string `form:"person.number" json:"-"`
	Position     string `form:"employment.position" json:"-"`
	Unit         string `form:"employment.unit" json:"-"`
	Site         string `form:"employment.site" json:"-"`
	Started      string `form:"employment.started" json:"-"`
	Ended        string `form:"employment.ended" json:"-"`
	Hours        string `form:"employment.hours" json:"-"`
	Contract     string `form:"employment.contract" json:"-"`
	To           string `form:"letter.to" json:"-"`
	Purpose      string `form:"letter.purpose" json:"-"`
	Words        string `form:"letter.words" json:"-"`
	Sum          string `form:"repayment.sum" json:"-"`
	Monthly      string `form:"repayment.monthly" json:"-"`
	From         string `form:"repayment.from" json:"-"`
}

// byPlace returns the values that are not empty, by the name of their place.
func (v Values) byPlace() map[string]string {
	all := map[string]string{"person.number": v.PersonNumber, "employment.position": v.Position, "employment.unit": v.Unit, "employment.site": v.Site, "employment.started": v.Started,
		"employment.ended": v.Ended, "employment.hours": v.Hours, "employment.contract": v.Contract, "letter.to": v.To, "letter.purpose": v.Purpose, "letter.words": v.Words,
		"repayment.sum": v.Sum, "repayment.monthly": v.Monthly, "repayment.from": v.From}
	for name, text := range all {
		if all[name] = strings.TrimSpace(text); all[name] == "" {
			delete(all, name)
		}
	}
	return all
}

// written is a value that was typed as a letter has it, or the message key that says how to type it.
func (p Place) written(w Words, typed string) (text, wrong string) {
	switch p.Kind {
	case aDate:
		day, err := time.Parse(time.DateOnly, typed)
		if err != nil {
			return "", "Enter a date, for example 2026-11-26."
		}
		return w.Day(day), ""
	case aNumber, anAmount:
		// A sign between thousands is refused: 1,250 could be either.
		typed = strings.Replace(typed, ",", ".", 1)
		if !figure.MatchString(typed) || strings.Trim(typed, "0.") == "" {
			return "", "Enter a number with up to two decimals and nothing between thousands, for example 1250.00."
		}
		if p.Kind == anAmount {
			whole, cents, _ := strings.Cut(typed, ".")
			typed = whole + "." + (cents + "00")[:2]
		}
		return w.Figure(typed), ""
	}
	if len([]rune(typed)) > 2000 {
		return "", "Keep it to 2000 characters."
	}
	return typed, ""
}
