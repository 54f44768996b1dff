package calculation

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/calculation/decimal"
	"hearth/internal/platform/fault"
)

// Most of what a calculation holds.
const (
	MostLines = 100
	maxText   = 300
	maxTitle  = 120
	maxReason = 1000
)

// Entry is a line as HR writes it. Numbers are decimal text such as "152.00". Quantity may be a part of a whole such as "18/31", and "" is 1. Amount "" is worked
// out; Rate "" is the amount, where the quantity is 1.
type Entry struct {
	Text     string `json:"text"`
	Quantity string `json:"quantity,omitempty"`
	Rate     string `json:"rate,omitempty"`
	Amount   string `json:"amount,omitempty"`
	Source   string `json:"source"`
	Clause   string `json:"clause,omitempty"` // as people cite it
}

// Worked is what came of the numbers of a calculation.
type Worked struct {
	Lines      []Entry // with all numbers
	Difference string  // what rounding the total added to the sum of the lines; "" for nothing
	Total      string

	amounts []decimal.Decimal
}

// sheet is a calculation while it is checked.
type sheet struct {
	unit   string
	round  rounding
	places int // of the unit
	faults fault.Fields
	number int // of the only line, as people count; 0 where there are all
}

// Work works out the lines and the total of a calculation, and compares them with those that were written: each line that does not come to what it says is refused
// with what it comes to. What is worked out is returned beside the fault, as far as it is sound.
func Work(unit, rounding string, lines []Entry, total string) (Worked, error) {
	s := newSheet(unit, rounding)
	if len(s.faults) > 0 {
		return Worked{Lines: lines}, s.faults.Err()
	}
	s.faults.Need(len(lines) > 0, "lines", "Write at least one line.")
	s.faults.Need(len(lines) <= MostLines, "lines", "Keep it to %d lines.", MostLines)
	var w Worked
	for i, e := range lines[:min(len(lines), MostLines)] {
		done, amount := s.line(i, e)
		w.Lines, w.amounts = append(w.Lines, done), append(w.amounts, amount)
	}
	if err := s.faults.Err(); err != nil {
		return w, err
	}
	s.total(&w, total)
	return w, s.faults.Err()
}

func newSheet(unit, rounding string) *sheet {
	s := &sheet{unit: unit, round: roundingOf(rounding)}
	var known bool
	s.places, known = Places(unit)
	s.faults.Need(known, "unit", "Choose a currency such as EUR, or hours, days, percent or points.")
	s.faults.Need(slices.Contains(Roundings(), rounding), "rounding", "Say how it is rounded, for example half_up.")
	return s
}

// need records a fault of line i, whose sentence has the place of its number first.
func (s *sheet) need(ok bool, i int, name, key string, args ...any) bool {
	number := s.number
	if number == 0 {
		name, number = Field(i, name), i+1
	}
	s.faults.Need(ok, name, key, append([]any{number}, args...)...)
	return ok
}

// Field is the name of a field of line i, from 0, in the faults of a calculation.
func Field(i int, name string) string { return fmt.Sprintf("lines[%d].%s", i, name) }

// line checks a line and fills in what it leaves out.
func (s *sheet) line(i int, e Entry) (Entry, decimal.Decimal) {
	for _, text := range []*string{&e.Text, &e.Quantity, &e.Rate, &e.Amount, &e.Source, &e.Clause} {
		*text = strings.TrimSpace(*text)
	}
	s.need(e.Text != "", i, "text", "Line %d: write what it is.")
	for _, one := range []struct{ name, text string }{{"text", e.Text}, {"source", e.Source}, {"clause", e.Clause}} {
		s.need(utf8.RuneCountInString(one.text) <= maxText, i, one.name, "Line %d: keep this to %d characters.", maxText)
	}
	if key := sourceFault(e.Source); key != "" {
		s.need(false, i, "source", key)
	}
	return s.numbers(i, e)
}

// numbers checks that quantity × rate is the amount.
func (s *sheet) numbers(i int, e Entry) (Entry, decimal.Decimal) {
	if e.Quantity == "" {
		e.Quantity = "1"
	}
	if e.Rate == "" && e.Quantity == "1" {
		e.Rate = e.Amount
	}
	quantity, exact, err := parseQuantity(e.Quantity)
	ok := s.parsed(err, i, "quantity", "Line %d: enter the quantity as a number, for example 4, 7.5 or 18/31.")
	rate, err := decimal.Parse(e.Rate)
	ok = s.parsed(err, i, "rate", "Line %d: enter the rate as a number, for example 38.00 or -38.00.") && ok
	var written decimal.Decimal
	if e.Amount != "" {
		written, err = decimal.Parse(e.Amount)
		ok = s.parsed(err, i, "amount", "Line %d: enter the amount as a number, for example 152 or 152.50.") && ok
	}
	if !ok {
		return e, decimal.Decimal{}
	}
	e.Quantity, e.Rate = quantity, rate.Fixed(s.places)
	product, ok := s.product(i, exact, rate)
	if !ok {
		return e, decimal.Decimal{}
	}
	s.need(e.Amount == "" || written == product, i, "amount", "Line %d: %s × %s is %s, not %s.", e.Quantity, e.Rate, product.Fixed(s.places), written.Fixed(s.places))
	if e.Amount == "" || written == product {
		e.Amount = product.Fixed(s.places)
	}
	return e, product
}

func (s *sheet) parsed(err error, i int, name, key string) bool {
	if errors.Is(err, decimal.ErrSize) {
		return s.need(false, i, name, "Line %d: a number has at most %d digits before the point and %d after it.", decimal.MostDigits, decimal.MostPlaces)
	}
	return s.need(err == nil, i, name, key)
}

// product is quantity × rate under the stated rounding.
func (s *sheet) product(i int, quantity *big.Rat, rate decimal.Decimal) (decimal.Decimal, bool) {
	r := new(big.Rat).Mul(quantity, rate.Rat())
	if s.round.total {
		d, exact := decimal.Exact(r)
		return d, s.need(exact, i, "amount", "Line %d does not end after %d decimals. Round each line, not only the total.", decimal.MostPlaces)
	}
	d, err := s.round.how.Round(r, s.places)
	return d, s.parsed(err, i, "amount", "Line %d: enter the amount as a number, for example 152 or 152.50.")
}

// parseQuantity reads a number or a part of a whole, and returns it as it is written, and exactly.
func parseQuantity(text string) (string, *big.Rat, error) {
	part, whole, isPart := strings.Cut(text, "/")
	p, err := decimal.Parse(strings.TrimSpace(part))
	if err != nil || !isPart {
		return p.String(), p.Rat(), err
	}
	w, err := decimal.Parse(strings.TrimSpace(whole))
	if err == nil && w.Sign() <= 0 {
		err = decimal.ErrSyntax
	}
	if err != nil {
		return "", nil, err
	}
	return p.String() + "/" + w.String(), new(big.Rat).Quo(p.Rat(), w.Rat()), nil
}

// total adds up the lines and compares that with the total that was written.
func (s *sheet) total(w *Worked, written string) {
	sum, total, err := s.sum(w.amounts)
	if err != nil {
		s.faults.Need(false, "total", "The sum is too large: it has at most %d digits before the point.", decimal.MostDigits)
		return
	}
	w.Total = total.Fixed(s.places)
	if d, err := total.Sub(sum); err == nil && d.Sign() != 0 {
		w.Difference = d.Fixed(s.places)
	}
	if written = strings.TrimSpace(written); written == "" {
		return
	}
	stated, err := decimal.Parse(written)
	if err != nil {
		s.faults.Need(false, "total", "Enter the total as a number, for example 152 or 152.50.")
		return
	}
	s.faults.Need(stated == total, "total", "The lines come to %s, not %s.", w.Total, stated.Fixed(s.places))
}

// sum adds up amounts, and rounds the total where only the total is rounded.
func (s *sheet) sum(amounts []decimal.Decimal) (sum, total decimal.Decimal, err error) {
	for _, a := range amounts {
		if sum, err = sum.Add(a); err != nil {
			return sum, sum, err
		}
	}
	total, err = s.round.how.Round(sum.Rat(), s.places)
	return sum, total, err
}
