package macro_test

import (
	"slices"
	"testing"

	"hearth/internal/desk"
	"hearth/internal/desk/fill"
	"hearth/internal/field"
	"hearth/internal/macro"
	"hearth/internal/macro/many"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
)

// asks gives a service fields, one of which HR alone reads.
func (w *world) asks(service string) {
	w.T.Helper()
	for i, in := range []field.Save{
		{Key: "birth", Kind: field.Date, Label: "Expected date of birth"}, {Key: "weeks", Kind: field.Decimal, Label: "Weeks wished"}, {Key: "part", Kind: field.YesNo, Label: "Part-time"},
		{Key: "pay", Kind: field.Money, Label: "Pay meanwhile", Unit: "EUR", Side: field.ByHR}, {Key: "note", Kind: field.Text, Label: "Who stands in"}, {Key: "risk", Kind: field.Text, Label: "Risk", Side: field.HROnly},
	} {
		in.Service, in.Place = service, i
		_, err := w.Field.Save(w.T.Context(), w.Actor(authz.Desk, "ingrid"), in)
		w.ok(err)
	}
}

func (w *world) holding(key, service string) string {
	w.T.Helper()
	number := w.open(key, service)
	_, err := w.Field.Fill(w.T.Context(), w.Actor(authz.Desk, "ingrid"), field.Fill{Number: number, Fields: map[string]any{"birth": "2027-03-01", "weeks": "1250.5", "part": "yes", "pay": "900", "risk": "Zwiebelkuchen", "note": "{today}"}})
	w.ok(err)
	return number
}

func (w *world) filled(number string, m macro.Macro) macro.Filled {
	w.T.Helper()
	f, err := w.s.In(w.T.Context(), w.Actor(authz.Desk, "marta"), macro.In{Number: number, Macro: m.ID})
	w.ok(err)
	return f
}

func TestAMacroSaysWhatStandsInFields(t *testing.T) {
	each(t, func(w *world) {
		w.asks("grade")
		w.speaks("amina", "de")
		w.speaks("pavel", "fi")
		m := w.keep("marta", macro.Keep{Name: "Leave", Team: "advice", Texts: []macro.Text{{Language: "en", Body: "From {field birth}: {Field  weeks} weeks, {field pay}, part-time {field part}; {field note}."},
			{Language: "de", Body: "Ab {field birth}: {field weeks} Wochen, {field pay}, Teilzeit {field part}."}}})
		if got, want := w.filled(w.holding("amina", "grade"), m).Text, "Ab 1. März 2027: 1.250,5 Wochen, 900,00 EUR, Teilzeit ja."; got != want {
			w.T.Errorf("got %q, want %q", got, want)
		}
		if got, want := w.filled(w.holding("pavel", "grade"), m).Text, "From 1 March 2027: 1,250.5 weeks, 900.00 EUR, part-time yes; (today)."; got != want {
			w.T.Errorf("got %q, want %q", got, want)
		}
		empty := w.filled(w.open("pavel", "grade"), m)
		if len(empty.Missing) != 5 || empty.Withheld {
			w.T.Errorf("of a case that holds nothing %+v is missing", empty)
		}
		_, err := w.App.App.Desk.Write(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Write{Number: empty.Case, Body: empty.Text})
		w.refused(err, fault.Invalid, "in place of {field birth}")
		w.Desk("marta").Get("/desk/macros/new").Shows("{field weeks}", "Weeks wished").Hides("{field risk}")
	})
}

// What HR alone reads goes into no text to who asked: not where the macro is kept, not where many are written to, and not where another service has an open field of the same key.
func TestAMacroNeverSaysWhatHRAloneReads(t *testing.T) {
	each(t, func(w *world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		w.asks("grade")
		number := w.holding("amina", "grade")
		const says = "HR alone reads what stands in {field risk}"
		_, err := w.s.Keep(ctx, marta, macro.Keep{Name: "Risk", Team: "advice", Texts: in("en", "It is {field risk}.")})
		w.refused(err, fault.Invalid, says)
		_, err = many.New(w.s).Do(ctx, marta, many.Change{Numbers: []string{number}, Reply: "It is {field risk}.", Preview: true})
		w.refused(err, fault.Invalid, says)
		_, err = w.s.Keep(ctx, marta, macro.Keep{Name: "Gone", Team: "advice", Texts: in("en", "It is {field gone}.")})
		w.refused(err, fault.Invalid, "No service asks for a field {field gone}")

		_, err = w.Field.Save(ctx, w.Actor(authz.Desk, "ingrid"), field.Save{Service: "pay", Key: "risk", Kind: field.Text, Label: "Risk"})
		w.ok(err)
		m := w.keep("marta", macro.Keep{Name: "Risk", Team: "advice", Texts: in("en", "It is {field risk}.")})
		if f := w.filled(number, m); f.Text != "It is {field risk}." || !slices.Equal(f.Missing, []string{fill.Field("risk")}) {
			w.T.Errorf("got %+v", f)
		}
		out, err := many.New(w.s).Do(ctx, marta, many.Change{Numbers: []string{number}, Macro: m.ID, Preview: true})
		if err != nil || len(out.Refused) != 1 || out.Cases[0].Text != "" {
			w.T.Errorf("got %+v, %v", out, err)
		}
	})
}

// Where a manager or whom it is about reads the conversation, nothing of the fields is put into it: they do not read those.
func TestAMacroSaysNothingOfFieldsWhereOthersRead(t *testing.T) {
	each(t, func(w *world) {
		w.asks("hours")
		m := w.keep("marta", macro.Keep{Name: "Weeks", Team: "advice", Texts: in("en", "{field weeks} weeks.")})
		number := w.holding("amina", "hours")
		if f := w.filled(number, m); f.Text != "{field weeks} weeks." || !f.Withheld {
			w.T.Errorf("got %+v", f)
		}
		out, err := many.New(w.s).Do(w.T.Context(), w.Actor(authz.Desk, "marta"), many.Change{Numbers: []string{number}, Macro: m.ID})
		if err != nil || len(out.Refused) != 1 || out.Refused[0].Reason != "invalid: Others read this conversation besides who asked, so what stands in {field weeks} is not put in." {
			w.T.Errorf("got %+v, %v", out, err)
		}
		w.Desk("marta").Get("/desk/cases/" + number + "/macros?macro=" + m.ID).Shows("Others read this conversation besides who asked").Hides("1,250.5 weeks")
	})
}
