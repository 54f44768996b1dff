package letters_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/calculation"
	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/letters"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/paper/papertest"
)

// told is a template of a letter about a decision.
func told() letters.SaveTemplate {
	return letters.SaveTemplate{ID: "decision", Name: "A decision", Kind: "decision", RetentionMonths: 36, RetentionReason: "So that you can have it again.", Signer: "agent", Versions: []letters.Version{
		{Language: "en", Title: "Our decision", Body: "On {{decision.on}}: {{decision.outcome}}. {{calculation.total}}.\n\n{{decision.reason}}\n\n{{decision.rule}}\n\n{{decision.next}}\n\n{{decision.disagree}}"},
		{Language: "de", Title: "Unsere Entscheidung", Body: "Am {{decision.on}}: {{decision.outcome}}. {{calculation.total}}.\n\n{{decision.reason}}\n\n{{decision.rule}}\n\n{{decision.next}}\n\n{{decision.disagree}}"},
	}}
}

// A letter about a decision waits for it, and then says what was decided and worked out, the sum as everywhere.
func TestALetterSaysWhatWasDecidedAndWorkedOut(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		marta, pavel := a.Actor(authz.Desk, "marta"), a.Actor(authz.Portal, "pavel")
		w := &world{App: a, t: t}
		if _, err := a.Letters.SaveTemplate(t.Context(), a.Actor(authz.Desk, "ingrid"), told()); err != nil {
			t.Fatal(err)
		}
		c, err := a.App.Desk.Open(t.Context(), pavel, desk.Open{Service: "grade", Subject: "My step", Body: "It should be higher."})
		if err != nil {
			t.Fatal(err)
		}
		w.number = c.Number
		in := letters.WriteLetter{Template: "decision", Language: "de"}
		if _, err := w.issue("marta", in); !slices.Equal(fields(err), []string{"decision.on", "decision.outcome", "calculation.total", "decision.reason", "decision.rule", "decision.next", "decision.disagree"}) {
			t.Errorf("before anything is decided: got %v", err)
		}
		figures, err := a.Calculation.Write(t.Context(), marta, calculation.Write{Number: w.number, Unit: "EUR", Rounding: "half_up", Lines: []calculation.Entry{{Text: "Months", Quantity: "11", Rate: "112.35", Source: "Pay table"}}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.Decision.Decide(t.Context(), marta, decision.Decide{Number: w.number, Outcome: "refused", Reason: "Weeks of absence count.", Clause: "pay 6.3", Facts: []string{"Eleven weeks"},
			Alternatives: []string{"Ask again in spring."}, Next: decision.Next{Text: "Der Betrag kommt mit dem Lohn.", Date: "2026-12-18"}, Recur: "The plan says it now.", Appeal: decision.Way{Until: "2026-12-17", To: apptest.Email("priya")}}); err != nil {
			t.Fatal(err)
		}
		l, err := w.issue("marta", in)
		if err != nil {
			t.Fatal(err)
		}
		want := "Am 17. November 2026: nicht genehmigt. 1.235,85\u00a0EUR.\n\nWeeks of absence count.\n\nGrundlage ist pay 6.3 aus „Pay review“ in der an diesem Tag geltenden Fassung.\n\n" +
			"Der Betrag kommt mit dem Lohn. Bis 18. Dezember 2026.\n\nWenn Sie das anders sehen, können Sie bis 17. Dezember 2026 eine zweite Prüfung verlangen. " +
			"Sie liegt bei: Priya Raman, nicht bei der Person, die entschieden hat."
		if l.Body != want || figures.Total != "1235.85" {
			t.Errorf("got %q (%s), want %q", l.Body, figures.Total, want)
		}
		at := "/requests/" + w.number + "/letters/" + l.ID
		a.Portal("pavel").Get(at).Is(200).Shows("1.235,85\u00a0EUR")
		a.API("pavel").Get("/api/v1/cases/" + w.number + "/letters/" + l.ID).Is(200).Shows("1.235,85\u00a0EUR")
		a.API("pavel").Get("/api/v1/cases/" + w.number + "/calculation").Is(200).Shows(`"total":"1235.85"`)
		if pdf := papertest.Text(t, []byte(a.Portal("pavel").Get(at+"/letter.pdf").Is(200).Text)); !strings.Contains(strings.Join(strings.Fields(pdf), " "), "1.235,85 EUR") {
			t.Errorf("the PDF has another sum: %s", pdf)
		}
	})
}

func TestFiguresAreWrittenWithAllTheirDigits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ language, typed, want string }{
		{"en", "1250.10", "1,250.10"}, {"de", "1250.10", "1.250,10"}, {"sv", "999999999.99", "999\u00a0999\u00a0999,99"}, {"pt", "12500.05", "12.500,05"}, {"pl", "-0.50", "−0,50"}, {"de", "7", "7"},
	} {
		w, known := letters.WordsOf(c.language)
		if got := w.Figure(c.typed); !known || got != c.want {
			t.Errorf("%s: got %q, want %q", c.language, got, c.want)
		}
	}
	for _, w := range letters.Languages() {
		if day := w.Day(time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)); !strings.Contains(day, "27") || !strings.Contains(day, "2026") {
			t.Errorf("%s: %q", w.Language, day)
		}
		for _, unit := range []string{"EUR", "hours", "days", "percent", "points"} {
			if got := w.Sum(letters.Sum{Unit: unit, Total: "12.50"}); unit != "EUR" && strings.Contains(got, unit) != (w.Language == "en" && unit != "percent") {
				t.Errorf("%s, %s: %q", w.Language, unit, got)
			}
		}
	}
}
