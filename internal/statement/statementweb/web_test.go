package statementweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/paper/papertest"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/statement"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func ask(t *testing.T, a *apptest.App) string {
	t.Helper()
	c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "amina"), desk.Open{Service: "pay", Subject: "My certificate", Body: "I need it in Swedish."})
	if err != nil {
		t.Fatal(err)
	}
	a.Advance(2 * time.Hour)
	return c.Number
}

func steps() url.Values {
	return url.Values{"name": {"Find it", "", "Translate it", ""}, "minutes_low": {"10", "", "20", ""}, "minutes_high": {"20", "", "40", ""}, "cost": {"", "", "45,50", ""}, "cost_to": {"you", "you", "unit", "you"},
		"currency": {"EUR"}, "cause": {""}, "until": {""}}
}

func TestNothingTypedIsLost(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	number := ask(t, a)
	at := "/desk/cases/" + number
	marta, amina := a.Desk("marta"), a.Portal("amina")
	wrong := steps()
	wrong["minutes_high"][2] = "soon"
	marta.Send(at+"/estimate", wrong).Is(422).Shows("Write minutes as whole numbers, for example 30.", `value="Translate it"`, `value="soon"`, `value="45,50"`, `value="unit" selected`)
	wrong.Set("rows", "more")
	if n := strings.Count(marta.Send(at+"/estimate/check", wrong).Is(200).Shows(`value="soon"`).Text, "<fieldset"); n != 8 {
		t.Errorf("%d rows", n)
	}
	marta.Send(at+"/estimate", steps()).Is(303)
	marta.Get(at+"/estimate").Shows(`value="Translate it"`, `value="45.50"`, "Why it takes more; the requester reads it first")

	marta.Send(at+"/effort", url.Values{"minutes": {"many"}, "step": {""}, "other": {"Call"}, "note": {"Nobody was there."}}).Is(422).Shows(`value="many"`, `value="Call"`, `value="Nobody was there."`, "Write the minutes as a whole number")
	marta.Send(at+"/effort", url.Values{"minutes": {"15"}, "step": {"Find it"}}).Is(303)
	grown := steps()
	grown["minutes_high"][2] = "90"
	grown.Set("cause", "By hand.")
	marta.Send(at+"/estimate", grown).Is(303)

	amina.Get("/requests/"+number).Shows("It takes more than we said. How shall we go on?", "By hand.", "Your unit pays €45.50.")
	choice := "/requests/" + number + "/estimate/choice"
	amina.Send(choice, url.Values{"choice": {"smaller"}, "text": {strings.Repeat("x", 2001)}}).Is(422).Shows("xxxx", "Keep it to 2000 characters.", `value="smaller"`)
	amina.Send(choice, url.Values{"choice": {"go_on"}, "version": {"1"}}).Is(http.StatusConflict)
	amina.Send(choice, url.Values{"choice": {"go_on"}, "version": {"2"}}).Is(303)
	amina.Get("/requests/" + number + "/estimate").Shows("Expected work")

	paper := "/requests/" + number + "/statement"
	amina.Send(paper+"/questions", url.Values{"line": {"nothing"}, "question": {"Why so long?"}}).Is(422).Shows("Why so long?", "Choose a line of the statement.")
	amina.Get(paper + "?line=step:Find+it").Shows(`value="step:Find it" selected`)
	amina.Send(paper+"/questions", url.Values{"line": {"step:Find it"}, "question": {"Why so long?"}}).Is(303)
	s, err := a.Statement.Read(t.Context(), a.Actor(authz.Desk, "marta"), statement.ReadOne{Number: number})
	if err != nil || len(s.Questions) != 1 || s.Questions[0].DueAt.IsZero() {
		t.Fatalf("%+v, %v", s.Questions, err)
	}
	answer := at + "/statement/questions/" + s.Questions[0].ID + "/answer"
	marta.Send(answer, url.Values{"text": {""}, "correct": {"on"}, "minutes": {"twelve"}}).Is(422).Shows(`value="twelve"`, "checked", "Write the answer; the requester reads it.")
	marta.Send(answer, url.Values{"text": {"It was shorter."}, "correct": {"on"}, "minutes": {"12"}}).Is(303)
	amina.Get(paper).Shows("Taken back, counts no more:", "It was shorter.", "Corrected")
	a.Desk("theo").Send(at+"/effort/"+s.Lines[0].Entries[0].ID+"/reverse", url.Values{"note": {""}}).Is(303) // it was taken back already
}

func TestATakenBackEntryNeedsWhyButForOnesOwn(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	at := "/desk/cases/" + ask(t, a)
	a.Desk("marta").Send(at+"/effort", url.Values{"minutes": {"15"}, "step": {""}, "other": {"Call"}}).Is(303)
	entry := strings.Split(strings.SplitN(a.Desk("theo").Get(at+"/effort").Shows("Call", "15 min").Text, at+"/effort/", 2)[1], "/")[0]
	a.Desk("theo").Send(at+"/effort/"+entry+"/reverse", url.Values{"note": {""}}).Is(422).Shows("Say why it is taken back; the requester reads it.")
	a.Desk("marta").Send(at+"/effort/"+entry+"/reverse", url.Values{"note": {""}}).Is(303)
	a.Desk("marta").Get(at+"/effort").Shows("Taken back, counts no more:", "Together: ", "0 min")
}

// What does not add up is for HR's page; neither the printed copy nor the file says it. Both say what the page says of letters that a PDF cannot show.
func TestThePrintedCopyHoldsNoFindings(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	number := ask(t, a)
	marta := a.Desk("marta")
	at := "/desk/cases/" + number
	marta.Send(at+"/estimate", steps()).Is(303)
	marta.Send(at+"/effort", url.Values{"minutes": {"90"}, "step": {"Find it"}, "note": {"It lay under 李明's desk."}}).Is(303)
	const finding, lacks = "and the requester was not asked first", "The PDF cannot show these characters, this page can:"
	marta.Get(at+"/statement").Shows(finding, lacks, "李 明", `href="/desk/cases/`+number+`/statement.pdf"`, `href="/desk/cases/`+number+`/statement.csv"`)
	a.Portal("amina").Get("/requests/"+number+"/statement").Shows(lacks, `href="/requests/`+number+`/statement.pdf"`, `href="/requests/`+number+`/statement.csv"`).Hides(finding)
	for _, client := range []*apptest.Client{marta, a.Portal("amina"), a.API("marta"), a.API("amina")} {
		for _, from := range []string{at, "/requests/" + number, "/api/v1/cases/" + number} {
			pdf := client.Get(from + "/statement.pdf")
			if pdf.Status != 200 {
				continue // of the other face
			}
			text := strings.Join(strings.Fields(papertest.Text(t, []byte(pdf.Text))), " ")
			file := client.Get(from + "/statement.csv").Is(200).Text
			if strings.Contains(text+file, finding) || !strings.Contains(text, "It lay under ??'s desk.") || !strings.Contains(text, "U+674E, U+660E") || !strings.Contains(file, "It lay under 李明's desk.") {
				t.Errorf("%s: %s\n%s", from, text, file)
			}
		}
	}
	a.Portal("jonas").Get("/requests/" + number + "/statement.pdf").Is(http.StatusNotFound)
	a.Portal("jonas").Get("/requests/" + number + "/statement.csv").Is(http.StatusNotFound)
}
