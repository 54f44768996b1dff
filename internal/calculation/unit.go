package calculation

import (
	"maps"
	"slices"
	"strings"

	"hearth/internal/calculation/decimal"
)

// The units besides currencies.
const (
	Hours   = "hours"
	Days    = "days"
	Percent = "percent"
	Points  = "points" // of marks
)

// currencies are the ISO 4217 codes that are known, with the decimals of each.
var currencies = map[string]int{
	"AED": 2, "ARS": 2, "AUD": 2, "BAM": 2, "BGN": 2, "BHD": 3, "BRL": 2, "CAD": 2, "CHF": 2, "CLP": 0, "CNY": 2, "COP": 2, "CZK": 2, "DKK": 2, "EGP": 2, "EUR": 2, "GBP": 2, "HKD": 2,
	"HUF": 2, "IDR": 2, "ILS": 2, "INR": 2, "ISK": 0, "JOD": 3, "JPY": 0, "KES": 2, "KRW": 0, "KWD": 3, "MAD": 2, "MDL": 2, "MKD": 2, "MXN": 2, "MYR": 2, "NGN": 2, "NOK": 2, "NZD": 2,
	"OMR": 3, "PHP": 2, "PLN": 2, "RON": 2, "RSD": 2, "SAR": 2, "SEK": 2, "SGD": 2, "THB": 2, "TND": 3, "TRY": 2, "TWD": 2, "UAH": 2, "USD": 2, "VND": 0, "ZAR": 2,
}

// Units are all units that are known: currencies first, by their code.
func Units() []string {
	return append(slices.Sorted(maps.Keys(currencies)), Hours, Days, Percent, Points)
}

// Places are the decimals of amounts in unit; false for one that is not known.
func Places(unit string) (int, bool) {
	if unit == Hours || unit == Days || unit == Percent || unit == Points {
		return 2, true
	}
	n, known := currencies[unit]
	return n, known
}

// totalOnly before the name of a way of rounding says that only the total is rounded.
const totalOnly = "total_"

// Roundings are all statements of how a calculation is rounded: each line, or with "total_" before it only the total.
func Roundings() []string {
	var all []string
	for _, before := range []string{"", totalOnly} {
		for _, how := range decimal.Roundings() {
			all = append(all, before+string(how))
		}
	}
	return all
}

// rounding is a statement of how a calculation is rounded.
type rounding struct {
	how   decimal.Rounding
	total bool // only the total
}

func roundingOf(statement string) rounding {
	how, total := strings.CutPrefix(statement, totalOnly)
	return rounding{decimal.Rounding(how), total}
}

// places are the decimals that an amount of a line may have.
func (r rounding) places(unit string) int {
	if r.total {
		return decimal.MostPlaces
	}
	n, _ := Places(unit)
	return n
}
