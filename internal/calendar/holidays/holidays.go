// Package holidays knows the public holidays of some countries and their regions, by name, for any year: those of the library rickar/cal, as far as they were looked through, with what it
// lacks added. What is not known here is not offered: a country that is missing is not in Countries. It is pure; nothing is fetched.
package holidays

import (
	"slices"
	"strings"

	"github.com/rickar/cal/v2"

	"hearth/internal/calendar"
)

// Edition is as of when the library's rules are. Laws that changed later are not in them, unless they were added here.
const Edition = "2023-04"

// Country is a country whose holidays are known. Where it has Regions one of them has to be chosen.
type Country struct {
	Code    string   `json:"code"` // ISO 3166
	Name    string   `json:"name"` // in English: a message key
	Regions []Region `json:"regions"`
	Note    string   `json:"note,omitempty"` // what is not among the days: a message key
}

// Region is a part of a country that has days of its own.
type Region struct {
	Code string `json:"code"`
	Name string `json:"name"` // in the language of the country
}

// Day is a public holiday. Usual is false for a day that many do not work on although no law says so.
type Day struct {
	Date  calendar.Date `json:"date"`
	Name  string        `json:"name"` // in the language of the country
	Usual bool          `json:"usual"`
}

// Countries lists the countries that are known, by name.
func Countries() []Country {
	all := make([]Country, len(known))
	for i, k := range known {
		all[i] = k.Country
		all[i].Regions = []Region{}
		for _, r := range k.regions {
			all[i].Regions = append(all[i].Regions, r.Region)
		}
	}
	return all
}

// Find returns a country by its code.
func Find(code string) (Country, bool) {
	all := Countries()
	i := slices.IndexFunc(all, func(c Country) bool { return c.Code == code })
	if i < 0 {
		return Country{}, false
	}
	return all[i], true
}

// In returns the holidays of a country, or of one of its regions, in a year and in the order of time. A day that is observed on another date stands on both. It reports false for a
// country or region that is not known, and for a country without its region where it has some.
func In(country, region string, year int) ([]Day, bool) {
	rules, ok := rulesOf(country, region)
	if !ok {
		return nil, false
	}
	days := []Day{}
	add := func(date calendar.Date, h *cal.Holiday) {
		if y, _, _ := date.YearMonthDay(); y != year {
			return
		}
		usual := h.Type != cal.ObservanceOther
		if i := slices.IndexFunc(days, func(d Day) bool { return d.Date == date }); i >= 0 {
			if days[i].Usual = days[i].Usual || usual; !strings.Contains(days[i].Name, h.Name) {
				days[i].Name += ", " + h.Name
			}
			return
		}
		days = append(days, Day{date, h.Name, usual})
	}
	for _, h := range rules {
		actual, observed := h.Calc(year)
		if actual.IsZero() {
			continue
		}
		add(calendar.DateOf(actual), h)
		add(calendar.DateOf(observed), h)
	}
	slices.SortFunc(days, func(a, b Day) int { return a.Date.Compare(b.Date) })
	return days, true
}

func rulesOf(country, region string) ([]*cal.Holiday, bool) {
	i := slices.IndexFunc(known, func(k rules) bool { return k.Code == country })
	if i < 0 {
		return nil, false
	}
	k := known[i]
	if len(k.regions) == 0 {
		return k.days, region == ""
	}
	j := slices.IndexFunc(k.regions, func(r regional) bool { return r.Code == region })
	if j < 0 {
		return nil, false
	}
	return k.regions[j].days, true
}
