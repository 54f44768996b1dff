package calculation_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"hearth/internal/calculation"
	"hearth/internal/platform/fault"
)

func night(amount string) calculation.Entry {
	return calculation.Entry{Text: "Night shifts", Quantity: "4", Rate: "38.00", Amount: amount, Source: "Shift roster, 3 to 24 Oct"}
}

// sentences are what a fault says, by field.
func sentences(err error) map[string]string {
	all := map[string]string{}
	if e := fault.As(err); e != nil {
		for _, f := range e.Fields {
			all[f.Name] = fmt.Sprintf(f.Key, f.Args...)
		}
	}
	return all
}

func TestEachWrongLineIsToldWhatItCameTo(t *testing.T) {
	t.Parallel()
	_, err := calculation.Work("EUR", "half_up", []calculation.Entry{night("150.00"), night("152"), {Text: "Meal", Quantity: "3", Rate: "1.115", Amount: "3.34", Source: "Table B"}}, "300")
	got := sentences(err)
	if fault.KindOf(err) != fault.Invalid || got["lines[0].amount"] != "Line 1: 4 × 38.00 is 152.00, not 150.00." || got["lines[2].amount"] != "Line 3: 3 × 1.115 is 3.35, not 3.34." || len(got) != 2 {
		t.Errorf("%v", got)
	}
	_, err = calculation.Work("EUR", "half_up", []calculation.Entry{night("152.00"), {Text: "Paid already", Amount: "-100", Source: "Payslip 10/2026"}}, "152")
	if got := sentences(err); got["total"] != "The lines come to 52.00, not 152.00." || len(got) != 1 {
		t.Errorf("%v", got)
	}
}

func TestWhatIsLeftOutIsWorkedOut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		unit, rounding        string
		lines                 []calculation.Entry
		amounts, rest, totals string
	}{
		{"EUR", "half_up", []calculation.Entry{night("")}, "152.00", "", "152.00"},
		{"EUR", "half_up", []calculation.Entry{{Quantity: "18/31", Rate: "3100"}}, "1800.00", "", "1800.00"},
		{"EUR", "half_up", []calculation.Entry{{Quantity: "1/3", Rate: "100"}, {Quantity: "1/3", Rate: "-100.5"}}, "33.33 -33.50", "", "-0.17"},
		{"EUR", "up", []calculation.Entry{{Quantity: "1/3", Rate: "100"}, {Quantity: "1/3", Rate: "-100"}}, "33.34 -33.34", "", "0.00"},
		{"EUR", "total_half_up", []calculation.Entry{{Quantity: "3", Rate: "0.333"}, {Quantity: "1", Rate: "0.006"}}, "0.999 0.006", "0.005", "1.01"},
		{"EUR", "total_half_even", []calculation.Entry{{Quantity: "3", Rate: "0.333"}, {Quantity: "1", Rate: "0.006"}}, "0.999 0.006", "-0.005", "1.00"},
		{"JPY", "half_even", []calculation.Entry{{Quantity: "0.5", Rate: "5"}}, "2", "", "2"},
		{"KWD", "half_up", []calculation.Entry{{Quantity: "2", Rate: "1.0625"}}, "2.125", "", "2.125"},
		{"days", "half_up", []calculation.Entry{{Quantity: "30", Rate: "1"}, {Quantity: "5", Rate: "1"}, {Quantity: "12", Rate: "-1"}}, "30.00 5.00 -12.00", "", "23.00"},
		{"percent", "half_up", []calculation.Entry{{Quantity: "4", Rate: "0.20"}, {Quantity: "3", Rate: "0.2"}}, "0.80 0.60", "", "1.40"},
		{"SEK", "half_up", []calculation.Entry{{Amount: "99.5"}}, "99.50", "", "99.50"},
	} {
		for i := range c.lines {
			c.lines[i].Text, c.lines[i].Source = cmpOr(c.lines[i].Text, "x"), cmpOr(c.lines[i].Source, "Table B")
		}
		w, err := calculation.Work(c.unit, c.rounding, c.lines, "")
		var amounts []string
		for _, l := range w.Lines {
			amounts = append(amounts, l.Amount)
		}
		if err != nil || strings.Join(amounts, " ") != c.amounts || w.Difference != c.rest || w.Total != c.totals {
			t.Errorf("%s %s: %v, %q, %s: %v", c.unit, c.rounding, amounts, w.Difference, w.Total, err)
		}
	}
}

func cmpOr(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func TestWhatIsNoNumberIsRefusedInASentence(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ field, quantity, rate, amount, want string }{
		{"quantity", "four", "1", "", "Line 1: enter the quantity as a number, for example 4, 7.5 or 18/31."},
		{"quantity", "1/0", "1", "", "Line 1: enter the quantity as a number, for example 4, 7.5 or 18/31."},
		{"quantity", "1/-2", "1", "", "Line 1: enter the quantity as a number, for example 4, 7.5 or 18/31."},
		{"quantity", "1/2/3", "1", "", "Line 1: enter the quantity as a number, for example 4, 7.5 or 18/31."},
		{"rate", "4", "", "", "Line 1: enter the rate as a number, for example 38.00 or -38.00."},
		{"rate", "4", "1e9", "", "Line 1: enter the rate as a number, for example 38.00 or -38.00."},
		{"rate", "4", "1000000000000", "", "Line 1: a number has at most 12 digits before the point and 6 after it."},
		{"amount", "1", "1", "€1", "Line 1: enter the amount as a number, for example 152 or 152.50."},
		{"amount", "999999999999", "999999999999", "", "Line 1: a number has at most 12 digits before the point and 6 after it."},
		{"amount", "1", "0.001", "0.001", "Line 1: 1 × 0.001 is 0.00, not 0.001."},
	} {
		e := calculation.Entry{Text: "x", Quantity: c.quantity, Rate: c.rate, Amount: c.amount, Source: "Table B"}
		_, err := calculation.Work("EUR", "half_up", []calculation.Entry{e}, "")
		if got := sentences(err); got["lines[0]."+c.field] != c.want {
			t.Errorf("%s × %s = %s: %v", c.quantity, c.rate, c.amount, got)
		}
	}
	_, err := calculation.Work("EUR", "total_up", []calculation.Entry{{Text: "x", Quantity: "1/3", Rate: "1", Source: "Table B"}}, "")
	if got := sentences(err)["lines[0].amount"]; got != "Line 1 does not end after 6 decimals. Round each line, not only the total." {
		t.Error(got)
	}
	big := calculation.Entry{Text: "x", Amount: "999999999999", Source: "Table B"}
	_, err = calculation.Work("EUR", "half_up", []calculation.Entry{big, big}, "")
	if got := sentences(err)["total"]; got != "The sum is too large: it has at most 12 digits before the point." {
		t.Error(got)
	}
	for _, c := range []struct {
		unit, rounding string
		lines          int
		field          string
	}{{"EURO", "half_up", 1, "unit"}, {"eur", "half_up", 1, "unit"}, {"", "half_up", 1, "unit"}, {"EUR", "", 1, "rounding"}, {"EUR", "nearest", 1, "rounding"}, {"EUR", "half_up", 0, "lines"}, {"EUR", "half_up", 101, "lines"}} {
		lines := make([]calculation.Entry, c.lines)
		for i := range lines {
			lines[i] = night("")
		}
		if _, err := calculation.Work(c.unit, c.rounding, lines, ""); sentences(err)[c.field] == "" {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestWhatIsNoSource(t *testing.T) {
	t.Parallel()
	for _, source := range []string{"Shift roster 3 Oct", "Collective agreement 7.2 table B", "Payslip October 2026", "Payroll run 10/2026", "Contract of 1 May", "Table B", "Aggregate of the roster",
		"Delegation letter", "Indoor work list", "SAP export of 3 Nov", "Report from the payroll system", "Payroll table B", "Medical certificate", "Investigation report"} {
		if err := tried(source); err != nil {
			t.Errorf("%q is refused: %v", source, sentences(err))
		}
	}
	const watched, system = "what doors, gates, badges or log-ins record is not a source", "a system alone is not a source"
	for source, want := range map[string]string{"": "say where it comes from", "  ": "say where it comes from", "\u200b": "say where it comes from",
		"Badge records 3 Oct": watched, "Gate times 3 Oct": watched, "the GATE, 22:04": watched, "Turnstile 4": watched, "Door log 3 Oct": watched, "door-log 3 Oct": watched, "Login times": watched,
		"log-in records": watched, "Logins 3 Oct": watched, "access control 3 Oct": watched, "Access-log": watched, "ｂａｄｇｅ 3": watched, "ba\u00addge 3": watched, "Swipes of 3 Oct": watched,
		"key-card data": watched, "Sign-in data 3 Oct": watched, "gatelog 3 Oct": watched, "Roster and gate log 3 Oct": watched,
		"the payroll system says so": system, "Payroll": system, "SAP": system, "SAP S/4HANA": system, "Dynamics 365": system, "Our HR software": system, "Workday says so": system} {
		if got := sentences(tried(source))["lines[0].source"]; !strings.Contains(got, want) {
			t.Errorf("%q: %q", source, got)
		}
	}
}

func tried(source string) error {
	e := night("")
	e.Source = source
	_, err := calculation.Work("EUR", "half_up", []calculation.Entry{e}, "")
	return err
}

func TestInstalmentsAddUp(t *testing.T) {
	t.Parallel()
	for _, amount := range []string{"100", "-1200.01", "0.05", "999999999999.99"} {
		for n := 1; n <= calculation.MostLines; n++ {
			drawn, err := calculation.Instalments("EUR", amount, n)
			if err != nil || len(drawn) != n {
				t.Fatal(amount, n, err)
			}
			lines := make([]calculation.Entry, n)
			for i, d := range drawn {
				lines[i] = calculation.Entry{Text: "x", Quantity: d.Quantity, Rate: d.Rate, Source: "Letter of 1 Oct"}
			}
			if _, err := calculation.Work("EUR", "half_up", lines, amount); err != nil {
				t.Fatal(amount, n, sentences(err))
			}
		}
	}
	for _, wrong := range []struct {
		unit, amount string
		n            int
	}{{"x", "1", 1}, {"EUR", "much", 1}, {"EUR", "1", 0}, {"EUR", "1", 101}} {
		if _, err := calculation.Instalments(wrong.unit, wrong.amount, wrong.n); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
}

func TestTemplatesAreReadyToBeFilledIn(t *testing.T) {
	t.Parallel()
	for _, tmpl := range calculation.Templates() {
		if _, known := calculation.Places(tmpl.Unit); !known || len(tmpl.Lines) == 0 || calculation.FindTemplate(tmpl.ID).ID != tmpl.ID {
			t.Errorf("%+v", tmpl)
		}
	}
	if got := calculation.TemplateFor("leave"); got != calculation.Balance {
		t.Error(got)
	}
	if got := calculation.FindTemplate(calculation.TemplateFor("anything")).ID; got != calculation.Allowance {
		t.Error(got)
	}
}

// The lines, with what rounding the total added, are the total: whatever was written, in all units and roundings, in exact numbers.
func TestTheSumOfTheLinesIsTheTotal(t *testing.T) {
	t.Parallel()
	source := rand.New(rand.NewPCG(7, 26))
	units, roundings := calculation.Units(), calculation.Roundings()
	tried := 0
	for range 5000 {
		unit, rounding := units[source.IntN(len(units))], roundings[source.IntN(len(roundings))]
		lines := make([]calculation.Entry, 1+source.IntN(9))
		for i := range lines {
			lines[i] = calculation.Entry{Text: "x", Source: "Table B", Rate: fmt.Sprintf("%s%d.%03d", []string{"", "-"}[source.IntN(2)], source.IntN(5000), source.IntN(1000)), Quantity: fmt.Sprint(source.IntN(40))}
			if source.IntN(4) == 0 {
				lines[i].Quantity = fmt.Sprintf("%d/%d", source.IntN(31), 1+source.IntN(31))
			}
		}
		w, err := calculation.Work(unit, rounding, lines, "")
		if err != nil { // a fraction that does not end, where only the total is rounded
			continue
		}
		tried++
		sum := new(big.Rat)
		for _, l := range append(w.Lines, calculation.Entry{Amount: cmpOr(w.Difference, "0")}) {
			sum.Add(sum, rat(t, l.Amount))
		}
		if sum.Cmp(rat(t, w.Total)) != 0 {
			t.Fatalf("%s %s: the lines come to %s, the total says %s: %+v", unit, rounding, sum, w.Total, w)
		}
		if _, err := calculation.Work(unit, rounding, w.Lines, w.Total); err != nil { // what was worked out is taken as it is
			t.Fatalf("%s %s: %v", unit, rounding, sentences(err))
		}
	}
	if tried < 3000 {
		t.Errorf("only %d were tried", tried)
	}
}

func rat(t testing.TB, text string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatal(text)
	}
	return r
}
