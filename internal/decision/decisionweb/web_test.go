package decisionweb_test

import (
	"net/url"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// ask opens a case of Amina's that needs a decision.
func ask(t *testing.T, a *apptest.App) string {
	t.Helper()
	c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "amina"), desk.Open{Service: "grade", Subject: "My grade", Body: "Is it right?"})
	if err != nil {
		t.Fatal(err)
	}
	return c.Number
}

func TestNothingTypedIsLost(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number := ask(t, a)
		at := "/desk/cases/" + number
		day := a.Clock.Now().AddDate(0, 0, 9).Format(time.DateOnly)
		typed := url.Values{"outcome": {"refused"}, "reason": {"Not eligible."}, "clause": {"pay 99"}, "facts": {"One fact\nAnother"}, "alternatives": {"An alternative"}, "next.text": {"What is next"},
			"next.date": {day}, "recur": {"It changes"}, "appeal.to": {"The works council"}, "appeal.until": {"soon"}, "cause": {"other"}, "cause_text": {"A cause"}}
		for _, path := range []string{"/decide", "/decide/check"} {
			status := 422
			if path != "/decide" {
				status = 200
			}
			page := a.Desk("marta").Send(at+path, typed).Is(status)
			page.Shows("Not eligible.", "pay 99", "One fact", "Another", "An alternative", "What is next", `value="`+day+`"`, "It changes", "The works council", `value="soon"`, "A cause")
		}
		a.Desk("marta").Send(at+"/decide/check", typed).Shows("gives no reason")
		typed.Set("reason", "It counts that the shifts began at 18:30.")
		a.Desk("marta").Send(at+"/decide/check", typed).Is(200).Shows("It reads well.")
		typed.Set("clause", "pay 4.2")
		typed.Set("appeal.until", a.Clock.Now().AddDate(0, 0, 30).Format(time.DateOnly))
		a.Desk("marta").Send(at+"/decide", typed).Is(303)
		a.Desk("marta").Send(at+"/decide", typed).Is(409).Shows("answered already", "One fact", "An alternative")
	})
}

func TestWhatWasBegunAsAnAnswerIsTheReason(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number := ask(t, a)
		if _, err := a.App.Desk.SaveDraft(t.Context(), a.Actor(authz.Desk, "marta"), desk.SaveDraft{Place: "case/" + number, Body: "Your marks say so, Amina."}); err != nil {
			t.Fatal(err)
		}
		a.Desk("marta").Get("/desk/cases/"+number).Is(200).Shows("Send as decision", "/desk/cases/"+number+"/decide")
		a.Desk("marta").Get("/desk/cases/"+number+"/decide").Is(200).Shows("Your marks say so, Amina.", "Is it right?", "Priya Raman").Hides(`<option value="Marta Kowalczyk"`)
		a.Desk("marta").Get("/desk/cases/" + number + "/correct").Is(409)
	})
}

func TestAGrantNeedsNoWayToDisagree(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number := ask(t, a)
		// The page proposes a day; without a person it says nothing.
		a.Desk("marta").Send("/desk/cases/"+number+"/decide", url.Values{"outcome": {"granted"}, "reason": {"Your marks say so."}, "facts": {"The marks"}, "next.text": {"It is paid"},
			"next.date": {a.Clock.Now().AddDate(0, 0, 9).Format(time.DateOnly)}, "appeal.until": {a.Clock.Now().AddDate(0, 0, 30).Format(time.DateOnly)}}).Is(303)
		a.Portal("amina").Get("/requests/"+number).Is(200).Shows("Approved", "If something is missing", `class="decision"`)
		a.Portal("amina").Get("/requests/" + number + "/decision").Is(200).Hides("What do you disagree with?")
	})
}
