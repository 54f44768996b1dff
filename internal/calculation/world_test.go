package calculation_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/calculation"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// open opens a case of Amina's about her pay and returns its number.
func open(t *testing.T, a *apptest.App, service string) string {
	t.Helper()
	c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "amina"), desk.Open{Service: service, Subject: "My nights", Body: "Four nights are missing."})
	if err != nil {
		t.Fatal(err)
	}
	return c.Number
}

// nights are four nights, on which a meal was paid already.
func nights(number string) calculation.Write {
	return calculation.Write{Number: number, Unit: "EUR", Rounding: "half_up", Lines: []calculation.Entry{
		{Text: "Night shifts", Quantity: "4", Rate: "38.00", Amount: "152.00", Source: "Shift roster, 3 to 24 Oct", Clause: "pay 4.2"},
		{Text: "Meals paid already", Quantity: "2", Rate: "-6.25", Amount: "-12.50", Source: "Payslip 10/2026"},
	}, Total: "139.50"}
}

func write(t *testing.T, a *apptest.App, in calculation.Write) calculation.Calculation {
	t.Helper()
	c, err := a.Calculation.Write(t.Context(), a.Actor(authz.Desk, "marta"), in)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// corrected is the first line of c with another number.
func corrected(c calculation.Calculation, quantity string) calculation.CorrectLine {
	l := c.Lines[0]
	return calculation.CorrectLine{Number: c.Number, Line: l.ID, Text: l.Text, Quantity: quantity, Rate: l.Rate, Source: l.Source, Clause: l.Clause, Reason: "The roster shows another night."}
}

func kind(t *testing.T, err error, want fault.Kind) {
	t.Helper()
	if fault.KindOf(err) != want {
		t.Errorf("%v, not %s", err, want)
	}
}
