package deskweb_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// opened opens a case through the page, as a browser without scripts does, and returns its number.
func opened(a *apptest.App, c *apptest.Client, service, subject string) string {
	a.T.Helper()
	r := c.Send("/ask/"+service, url.Values{"subject": {subject}, "body": {"What happened, in my words."}}).Is(303)
	number, _, _ := strings.Cut(strings.TrimPrefix(r.Header.Get("Location"), "/requests/"), "?")
	return number
}

func TestWhatWasTypedIsKept(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) {
		amina := a.Portal("amina")
		amina.Send("/ask/pay", url.Values{"body": {"Four nights for Nils"}, "for": {"nobody@x.example"}}).Is(422).
			Shows("Say in a few words what it is about.", "Four nights for Nils", "We do not know nobody@x.example", "<title>Error:")
		number := opened(a, amina, "hours", "Night allowance")
		amina.Send("/requests/"+number+"/messages", url.Values{"body": {" "}}).Is(422).Shows("Write your message first.")
		marta := a.Desk("marta")
		marta.Send("/desk/cases/"+number+"/close", url.Values{"body": {"You get it on Friday"}, "cause": {"other"}}).Is(422).
			Shows("Say the cause in a few words.", "You get it on Friday")
		marta.Send("/desk/cases/"+number+"/renegotiate", url.Values{"kind": {"decision"}, "reason": {"The payroll run is over"}}).Is(422).
			Shows("Choose a time in the future.", "The payroll run is over")
		marta.Send("/desk/cases/"+number+"/close", url.Values{"body": {"You get it on Friday"}, "cause": {"information"}}).Is(303)
		amina.Send("/requests/"+number+"/reopen", url.Values{}).Is(422).Shows("Say what is missing")
		amina.Send("/requests/"+number+"/accept", url.Values{}).Is(303)
		amina.Get("/requests/" + number + "/rating").Is(200).Shows("How was it?")
		marta.Send("/desk/cases/"+number+"/renegotiate", url.Values{"kind": {"decision"}, "due_at": {"2026-12-01T12:00"}, "reason": {"It closed while I wrote"}}).Is(409).
			Shows("no time to move", "It closed while I wrote")
	})
}

var mark = regexp.MustCompile(`name="_once" value="([^"]+)"`)

// A double click where no script watches sends a form twice: there is one request, and one message in it.
func TestAFormOfThePortalSentTwiceIsOne(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) {
		amina := a.Portal("amina")
		twice := func(page, to string, fields url.Values) string {
			t.Helper()
			found := mark.FindStringSubmatch(amina.Get(page).Text)
			if found == nil {
				t.Fatalf("%s has no form with a mark", page)
			}
			fields.Set("_once", found[1])
			first, second := amina.Send(to, fields).Is(303).Header.Get("Location"), amina.Send(to, fields).Is(303).Header.Get("Location")
			if first != second {
				t.Errorf("%s led to %s and to %s", to, first, second)
			}
			return first
		}
		number, _, _ := strings.Cut(strings.TrimPrefix(twice("/ask/hours", "/ask/hours", url.Values{"subject": {"Night allowance"}, "body": {"Four nights."}}), "/requests/"), "?")
		path := "/requests/" + number
		twice(path, path+"/messages", url.Values{"body": {"And a fifth."}})
		for what, query := range map[string]string{"requests": `SELECT count(*) FROM desk_case WHERE subject = 'Night allowance'`, "messages": `SELECT count(*) FROM desk_entry WHERE body = 'And a fifth.'`} {
			if n, err := store.One[int](t.Context(), a.DB, query); n != 1 || err != nil {
				t.Errorf("%d %s, %v", n, what, err)
			}
		}
	})
}

// A step is promised in hours as well as in minutes; what was typed of one that is refused is still there.
func TestAStepIsPromisedInHours(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) {
		marta, path := a.Desk("marta"), "/desk/cases/"+opened(a, a.Portal("amina"), "hours", "Night allowance")
		marta.Send(path+"/steps", url.Values{"title": {" "}, "team": {"payroll"}, "minutes": {"7"}, "unit": {"h"}}).Is(422).
			Shows("Say what has to be done.", `value="7"`, `value="payroll" selected`)
		marta.Send(path+"/steps", url.Values{"title": {"Ask the plant"}, "minutes": {"9000000000000000000"}, "unit": {"h"}}).Is(422).Shows("Give a working time of at most a year")
		marta.Send(path+"/steps", url.Values{"title": {"Ask the plant"}, "minutes": {"2"}, "unit": {"weeks"}}).Is(422).Shows("Choose hours or minutes.")
		marta.Send(path+"/steps", url.Values{"title": {"Ask the plant"}, "minutes": {"2"}, "unit": {"h"}}).Is(303)
		minutes, err := store.One[int](t.Context(), a.DB, `SELECT minutes FROM promise_promise WHERE kind = 'step'`)
		if err != nil || minutes != 120 {
			t.Errorf("a step within two hours is promised within %d minutes: %v", minutes, err)
		}
	})
}

// A note that is not finished is still one on another day and in another browser, and no button makes an answer of it.
func TestANoteNeverBecomesAnAnswer(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) {
		number := opened(a, a.Portal("amina"), "hours", "Night allowance")
		marta, path := a.Desk("marta"), "/desk/cases/"+number
		const isNote, isReply = `value="on" checked`, `value="" checked`
		marta.Get(path).Is(200).Shows(isReply).Hides(isNote)
		marta.Send("/drafts/case/"+number, url.Values{"body": {"I doubt that she worked"}, "internal": {"on"}}).Is(200)
		marta.Get(path).Is(200).Shows("I doubt that she worked", isNote).Hides(isReply)
		marta.Send(path+"/close", url.Values{"body": {"I doubt that she worked"}, "internal": {"on"}, "cause": {"information"}}).Is(422).
			Shows("This is an internal note, not an answer.", "I doubt that she worked", isNote)
		a.Portal("amina").Get("/requests/" + number).Is(200).Hides("I doubt")
		marta.Send("/drafts/case/"+number, url.Values{"body": {"Dear Amina"}, "internal": {""}}).Is(200)
		marta.Get(path).Is(200).Shows("Dear Amina", isReply)
	})
}

func TestTheSecondToAnswerReadsTheFirst(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) {
		number := opened(a, a.Portal("amina"), "hours", "Night allowance")
		seen := regexp.MustCompile(`name="seen" value="([^"]+)"`).FindStringSubmatch(a.Desk("marta").Get("/desk/cases/" + number).Is(200).Text)[1]
		a.Desk("priya").Send("/desk/cases/"+number+"/messages", url.Values{"body": {"The rota says four nights."}, "seen": {seen}}).Is(303)
		again := a.Desk("marta").Send("/desk/cases/"+number+"/messages", url.Values{"body": {"I ask Jonas first."}, "seen": {seen}}).Is(409).
			Shows("Priya Raman answered while you were writing.", "The rota says four nights.", "I ask Jonas first.")
		seen = regexp.MustCompile(`name="seen" value="([^"]+)"`).FindStringSubmatch(again.Text)[1]
		a.Desk("marta").Send("/desk/cases/"+number+"/messages", url.Values{"body": {"I ask Jonas first."}, "seen": {seen}}).Is(303)
	})
}

// moving is what differs between two answers that say the same: a reference, a nonce.
var moving = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|HR-\d+`)

func TestAHiddenCaseAnswersLikeNone(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) {
		c := apptest.Decode[desk.Case](a.T, a.API("pavel").Post("/api/v1/cases", map[string]any{"subject": "Shouting in Hall 2", "body": "Every day.", "service": "fairness",
			"against": []string{apptest.Email("stefan"), apptest.Email("ingrid")}, "named": []string{apptest.Email("marta")}}), 201)
		for _, client := range []*apptest.Client{a.Portal("stefan"), a.Desk("ingrid"), a.Desk("theo"), a.Desk("noor")} {
			for _, path := range []string{"/requests/%", "/desk/cases/%", "/api/v1/cases/%", "/requests/%/rating"} {
				hidden, none := client.Get(strings.ReplaceAll(path, "%", c.Number)), client.Get(strings.ReplaceAll(path, "%", "HR-1"))
				if hidden.Status != none.Status || moving.ReplaceAllString(hidden.Text, "") != moving.ReplaceAllString(none.Text, "") {
					a.T.Errorf("%s: %d for a hidden case, %d for none, and not the same words", path, hidden.Status, none.Status)
				}
			}
		}
		a.Desk("marta").Get("/desk/cases/"+c.Number).Is(200).Shows("Shouting in Hall 2", "Stefan Lang")
	})
}

func TestAPersonWhoPhonedIsFoundByName(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) {
		a.Add(apptest.Member{Key: "stefan2", Given: "Stefan", Family: "Larsson", Number: "1900"})
		marta := a.Desk("marta")
		form := url.Values{"for": {"stefan"}, "channel": {"phone"}, "service": {"pay"}, "subject": {"Bank details"}, "body": {"He has a new account."}}
		marta.Send("/desk/new", form).Is(422).Shows("2 people have this name. Choose one of them.", "Stefan Larsson", "He has a new account.")
		form.Set("for", "nobody at all")
		marta.Send("/desk/new", form).Is(422).Shows("We do not know nobody at all.")
		form.Set("for", "Dvořák")
		marta.Send("/desk/new", form).Is(303)
		a.Portal("pavel").Get("/requests").Is(200).Shows("Bank details")
		a.Portal("amina").Get("/desk/new").Is(403)
	})
}

var knownMark = regexp.MustCompile(`id="(?:rows|beside)"[^>]* data-known="(\w+)"`)

// A page that shows the queue takes its list anew only when it is another one.
func TestAListIsTakenAnewOnlyWhenItIsAnother(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number := opened(a, a.Portal("amina"), "hours", "The hours of March")
		marta := a.Desk("marta")
		markOf := func(path string) string {
			mark := knownMark.FindStringSubmatch(marta.Get(path).Is(http.StatusOK).Shows("The hours of March").Text)
			if mark == nil {
				t.Fatalf("%s has no mark of its list", path)
			}
			return mark[1]
		}
		for _, p := range []struct{ page, anew, another string }{{"/desk?view=open", "/desk/rows?view=open", "Overtime in May"},
			{"/desk/cases/" + number, "/desk/beside?at=" + number + "&view=open", "A key to my locker"}} {
			page, anew := p.page, p.anew
			marta.Get(page).Shows(`data-live-from="` + html.EscapeString(anew) + `"`)
			mark := markOf(page)
			if again := markOf(anew); again != mark {
				t.Errorf("%s: %q, and %q when nothing has changed", page, mark, again)
			}
			marta.Get(anew + "&known=" + mark).Is(http.StatusOK).Hides("The hours of March")
			a.Clock.Advance(10 * time.Second) // what is left of a promise is another
			if again := markOf(anew + "&known=" + mark); again == mark {
				t.Errorf("%s: the mark stands for more than ten seconds", anew)
			}
			mark = markOf(anew)
			for _, change := range []func(){
				func() {
					a.Desk("theo").Send("/desk/cases/"+number+"/priority", url.Values{"priority": {"high"}}).Is(http.StatusSeeOther)
				},
				func() {
					a.Desk("theo").Send("/desk/cases/"+number+"/priority", url.Values{"priority": {"normal"}}).Is(http.StatusSeeOther)
				},
				func() { opened(a, a.Portal("amina"), "hours", p.another) },
			} {
				change()
				again := markOf(anew + "&known=" + mark)
				if again == mark {
					t.Errorf("%s: the mark is the same after a change", anew)
				}
				mark = again
			}
		}
	})
}
