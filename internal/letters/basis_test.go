package letters_test

import (
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/calculation"
	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/letters"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/paper/papertest"
)

// decided is a case in which something was worked out and refused, with templates for a letter about each.
func decided(t *testing.T, a *apptest.App) (*world, calculation.Calculation) {
	t.Helper()
	w := &world{App: a, t: t}
	sum := told()
	sum.ID, sum.Versions = "sum", []letters.Version{{Language: "en", Title: "What it comes to", Body: "{{calculation.total}}"}}
	plain := told()
	plain.ID, plain.Versions = "plain", []letters.Version{{Language: "en", Title: "You work here", Body: "{{person.name}}"}}
	about := told()
	about.Versions = []letters.Version{{Language: "en", Title: "Our decision", Body: "{{decision.reason}}"}}
	for _, template := range []letters.SaveTemplate{about, sum, plain} {
		if _, err := a.Letters.SaveTemplate(t.Context(), a.Actor(authz.Desk, "ingrid"), template); err != nil {
			t.Fatal(err)
		}
	}
	c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "pavel"), desk.Open{Service: "grade", Subject: "My step", Body: "It should be higher."})
	if err != nil {
		t.Fatal(err)
	}
	w.number = c.Number
	marta := a.Actor(authz.Desk, "marta")
	figures, err := a.Calculation.Write(t.Context(), marta, calculation.Write{Number: w.number, Unit: "EUR", Rounding: "half_up", Lines: []calculation.Entry{{Text: "Months", Quantity: "11", Rate: "100", Source: "Pay table"}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Decision.Decide(t.Context(), marta, decision.Decide{Number: w.number, Outcome: "refused", Reason: "Weeks of absence count.", Clause: "pay 6.3", Facts: []string{"Eleven weeks"},
		Alternatives: []string{"Ask again in spring."}, Next: decision.Next{Text: "Nothing changes.", Date: "2026-12-18"}, Appeal: decision.Way{Until: "2026-12-17", To: apptest.Email("priya")}}); err != nil {
		t.Fatal(err)
	}
	return w, figures
}

// A letter that tells of a decision or a calculation is flagged when that was changed later, until a new one replaces it.
func TestALetterIsFlaggedWhenWhatItTellsOfChanges(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		w, figures := decided(t, a)
		issue := func(template string) letters.Letter {
			t.Helper()
			l, err := w.issue("marta", letters.WriteLetter{Template: template, Language: "en"})
			if err != nil {
				t.Fatal(err)
			}
			return l
		}
		about, sum, plain := issue("decision"), issue("sum"), issue("plain")
		flags := func(when string, want ...string) {
			t.Helper()
			for i, l := range []letters.Letter{about, sum, plain} {
				got, err := a.Letters.Read(t.Context(), a.Actor(authz.Portal, "pavel"), letters.ReadLetter{Number: w.number, ID: l.ID})
				if err != nil || got.Outdated != want[i] {
					t.Errorf("%s, %s: %q, not %q, %v", when, l.Title, got.Outdated, want[i], err)
				}
			}
		}
		flags("issued", "", "", "")
		marta := a.Actor(authz.Desk, "marta")
		line := figures.Lines[0]
		if _, err := a.Calculation.Correct(t.Context(), marta, calculation.CorrectLine{Number: w.number, Line: line.ID, Text: line.Text, Quantity: "12", Rate: line.Rate, Source: line.Source, Reason: "It was twelve."}); err != nil {
			t.Fatal(err)
		}
		flags("a line was corrected", "", letters.CalculationChanged, "")
		reason := "Weeks of parental leave count."
		if _, err := a.Decision.Correct(t.Context(), marta, decision.Correct{Number: w.number, Why: "It was another absence.", Reason: &reason}); err != nil {
			t.Fatal(err)
		}
		flags("the decision was corrected", letters.DecisionChanged, letters.CalculationChanged, "")

		at := "/requests/" + w.number + "/letters/"
		const changed, corrected = "The decision that this letter tells of was changed later.", "The calculation that this letter tells of was corrected later."
		a.Portal("pavel").Get(at+about.ID).Shows(changed, "Ask HR for a new one on your request").Hides("Issue a new version")
		a.Portal("pavel").Get(at+plain.ID).Hides(changed, corrected)
		a.Desk("marta").Get(at+about.ID).Shows(changed, "write-letter?language=en&amp;template=decision")
		a.Desk("marta").Get("/desk/cases/"+w.number).Shows(changed, corrected, "write-letter?language=en&amp;template=sum")
		a.Portal("pavel").Get("/requests/"+w.number).Shows(changed, corrected).Hides("Issue a new version")
		if pdf := papertest.Text(t, []byte(a.Portal("pavel").Get(at+about.ID+"/letter.pdf").Is(200).Text)); !strings.Contains(pdf, "was changed later") {
			t.Errorf("the PDF does not say it: %s", pdf)
		}

		anew := issue("decision")
		if anew.ID == about.ID || anew.Version != 2 || anew.Outdated != "" || issue("decision").ID != anew.ID {
			t.Errorf("%+v", anew)
		}
		flags("a new one was issued", "", letters.CalculationChanged, "")
		a.Portal("pavel").Get(at + about.ID).Shows("A newer version replaces this letter.").Hides(changed)

		if _, err := a.Decision.Appeal(t.Context(), a.Actor(authz.Portal, "pavel"), decision.Appeal{Number: w.number, Text: "It does not count."}); err != nil {
			t.Fatal(err)
		}
		about = anew
		flags("somebody disagrees", "", letters.CalculationChanged, "")
		if _, err := a.Decision.Decide(t.Context(), a.Actor(authz.Desk, "priya"), decision.Decide{Number: w.number, Outcome: "granted", Reason: reason, Facts: []string{"Eleven weeks"}, Next: decision.Next{Text: "It is paid.", Date: "2026-12-18"}}); err != nil {
			t.Fatal(err)
		}
		flags("decided anew, in the same words", letters.DecisionChanged, letters.CalculationChanged, "")
		if again := issue("decision"); again.ID == about.ID || again.Outdated != "" {
			t.Errorf("a letter about another decision is not new: %+v", again)
		}
	})
}

// Whoever writes a letter learns before it is issued which letters its printed copy cannot show; so does whoever reads it.
func TestTheWriterLearnsWhatThePDFCannotShow(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		w := begin(t, a)
		const says = "The PDF cannot show these characters, "
		at := "/desk/cases/" + w.number + "/write-letter"
		a.Desk("marta").Get(at + "?template=landlord").Is(200).Hides(says)
		typed := map[string][]string{"template": {"landlord"}, "language": {"en"}, "letter.to": {"Mr 李明"}}
		a.Desk("marta").Send(at+"/check", typed).Is(200).Shows(says+"the page of the letter can", "李 明")
		l := w.issued("Mr 李明")
		a.Portal("pavel").Get("/requests/"+w.number+"/letters/"+l.ID).Is(200).Shows(says+"this page can", "李 明")
		a.Portal("pavel").Get("/requests/" + w.number + "/letters/" + w.issued("Mr Lee").ID).Is(200).Hides(says)
	})
}
