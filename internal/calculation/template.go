package calculation

import (
	"fmt"
	"math/big"
	"strconv"

	"hearth/internal/calculation/decimal"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
)

// Template is a calculation of a kind, ready to be filled in. Texts are message keys.
type Template struct {
	ID    string
	Name  string
	Unit  string
	Lines []Drawn
}

// Drawn is a line of a template: what stands in it already.
type Drawn struct {
	Text     locale.Msg
	Quantity string
	Rate     string
}

// The templates.
const (
	Allowance = "allowance"
	ProRata   = "pro_rata"
	Balance   = "balance"
	Marks     = "marks"
	Repayment = "repayment"
)

// Templates are all templates, in the order in which a form offers them.
func Templates() []Template {
	return []Template{
		{ID: Allowance, Name: "Allowance: number × rate", Unit: "EUR", Lines: []Drawn{{Text: locale.M("Allowance")}}},
		{ID: ProRata, Name: "Pro rata: amount × part / whole", Unit: "EUR", Lines: []Drawn{{Text: locale.M("Part of the month"), Quantity: "0/30"}}},
		{ID: Balance, Name: "Balance of leave: due + carried over − taken", Unit: Days, Lines: []Drawn{{Text: locale.M("Due this year")}, {Text: locale.M("Carried over")}, {Text: locale.M("Taken"), Rate: "-1"}}},
		{ID: Marks, Name: "Percentage from marks", Unit: Percent, Lines: []Drawn{{Text: locale.M("First mark")}, {Text: locale.M("Second mark")}, {Text: locale.M("Third mark")}}},
		{ID: Repayment, Name: "Repayment in instalments", Unit: "EUR", Lines: []Drawn{{Text: locale.M("Instalment"), Quantity: "1"}}},
	}
}

// TemplateFor is the template that a form begins with, by the service of the case.
func TemplateFor(serviceID string) string {
	switch serviceID {
	case "leave", "absence", "holiday", "vacation", "hours", "time":
		return Balance
	case "grade", "review", "rise":
		return Marks
	case "join", "joining", "leaving", "parental":
		return ProRata
	case "loan", "repayment", "overpayment":
		return Repayment
	}
	return Allowance
}

// FindTemplate returns a template; the first where there is none of that id.
func FindTemplate(id string) Template {
	all := Templates()
	for _, t := range all {
		if t.ID == id {
			return t
		}
	}
	return all[0]
}

// Instalments cuts an amount into n parts of the same size, and puts what does not divide into the last. It refuses what is no amount in unit, and fewer than one part or
// more than MostLines.
func Instalments(unit, amount string, n int) ([]Drawn, error) {
	var f fault.Fields
	places, known := Places(unit)
	f.Need(known, "unit", "Choose a currency such as EUR, or hours, days, percent or points.")
	all, err := decimal.Parse(amount)
	f.Need(err == nil, "amount", "Enter the amount as a number, for example 152 or 152.50.")
	f.Need(n >= 1 && n <= MostLines, "parts", "Choose from 1 to %d instalments.", MostLines)
	if err := f.Err(); err != nil {
		return nil, err
	}
	one, err := decimal.Down.Round(new(big.Rat).Quo(all.Rat(), big.NewRat(int64(n), 1)), places)
	if err != nil {
		return nil, fmt.Errorf("instalments: %w", err)
	}
	rest := all
	out := make([]Drawn, n)
	for i := range out {
		part := one
		if i == n-1 {
			part = rest
		}
		if rest, err = rest.Sub(part); err != nil {
			return nil, fmt.Errorf("instalments: %w", err)
		}
		out[i] = Drawn{Text: locale.M("Instalment %[1]s of %[2]s", strconv.Itoa(i+1), strconv.Itoa(n)), Quantity: "1", Rate: part.Fixed(places)}
	}
	return out, nil
}
