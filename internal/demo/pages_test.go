package demo_test

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/demo"
	"hearth/internal/demo/content"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestPages(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.SQLite, dbtest.Noon, demo.Plan{Every: 200})
	for name, test := range map[string]func(*testing.T, world){"the stage": theStage, "every situation leads somewhere": situationsLead,
		"those against whom a case is": findNothing, "mail": ownMail, "the terminal": theTerminal, "anybody": anybody} {
		t.Run(name, func(t *testing.T) { test(t, w) })
	}
}

func theStage(_ *testing.T, w world) {
	page := w.Visitor().Get("/demo").Is(200)
	page.Shows("This is a demonstration.", "amina.yusuf@ferrow-lund.example", "marta.kowalczyk@", "stefan.lang@", "ingrid.salo@", "pavel.dvorak@", "jonas.eklund@",
		"noor.haddad@", "Systems administrator", "Personnel number "+w.people["rosa-lindgren"].Number, "Head of HR")
	for _, x := range content.Situations() {
		page.Shows(`value="` + x.Key + `"`)
		if x.Later != "" {
			page.Shows(strings.ReplaceAll(x.Later, "'", "&#39;"))
		}
	}
}

var beForm = regexp.MustCompile(`<form method="post" class="[^"]*" action="(/demo/be/[^"]+)"><input type="hidden" name="situation" value="([^"]+)">`)

// be returns a browser of the persona of a situation, and the page to which its button led.
func (w world) be(t *testing.T, situation string) (*apptest.Client, string) {
	t.Helper()
	c := w.Visitor()
	for _, found := range beForm.FindAllStringSubmatch(c.Get("/demo").Is(200).Text, -1) {
		if found[2] == situation {
			to := c.Send(found[1], url.Values{"situation": {situation}}).Is(303).Header.Get("Location")
			return c, to
		}
	}
	t.Fatalf("no button for %s", situation)
	return nil, ""
}

func situationsLead(t *testing.T, w world) {
	for _, x := range content.Situations() {
		c, to := w.be(t, x.Key)
		page := c.Get(to).Is(200)
		page.Shows("You are ", w.people[x.Persona].Name(), "Be somebody else")
		if x.Key == "milan-hand" {
			page.Shows("Health and safety") // its texts open when she takes it
			page.Hides(x.Subject)
			continue
		}
		if !slices.Contains(x.Against, x.Persona) && !strings.Contains(page.Text, x.Subject[:12]) {
			t.Errorf("%s leads %s to %s, which does not show it", x.Key, x.Persona, to)
		}
	}
}

func findNothing(t *testing.T, w world) {
	for _, key := range []string{"against-stefan", "against-ingrid"} {
		c, to := w.be(t, key)
		number := w.number(key)
		i := slices.IndexFunc(content.Situations(), func(x content.Situation) bool { return x.Key == key })
		subject := content.Situations()[i].Subject
		for _, path := range []string{to, "/", "/requests", "/search?q=" + url.QueryEscape(subject[:9]), "/search?q=" + number, "/demo/mail"} {
			c.Get(path).Hides(subject, `/`+number+`"`)
		}
		for _, path := range []string{"/requests/" + number, "/desk/cases/" + number} {
			if got := c.Get(path).Status; got != 404 && got != 403 {
				t.Errorf("%s: %s answers %d", key, path, got)
			}
		}
	}
}

func ownMail(t *testing.T, w world) {
	amina, to := w.be(t, "amina-allowance")
	page := amina.Get("/demo/mail").Is(200)
	page.Shows("amina.yusuf@", `href="`+to+`"`)
	page.Hides("theo.brandt@", "hearth.example", "Shift")
	rosa, _ := w.be(t, "rosa-terminal")
	rosa.Get("/demo/mail").Is(200).Shows("Nothing has come yet")
	if got := w.Visitor().Get("/demo/mail"); got.Status != 303 {
		t.Errorf("nobody's mail: %d", got.Status)
	}
}

var shownCode = regexp.MustCompile(`(?s)>Code</dt>\s*<dd[^>]*>([^<]+)<`)

// theTerminal is Rosa's way in: a code from HR, a PIN at the terminal, and then number and PIN.
func theTerminal(t *testing.T, w world) {
	c := w.Visitor()
	c.Send("/demo/terminal", nil).Is(303)
	c.Send("/demo/code", nil).Is(303)
	number := w.people["rosa-lindgren"].Number
	found := shownCode.FindStringSubmatch(c.Get("/demo").Is(200).Shows(number).Text)
	if found == nil {
		t.Fatal("no code is shown")
	}
	c.Get("/demo").Hides(found[1])
	c.Send("/activate", url.Values{"number": {number}, "code": {found[1]}, "pin": {"59402817"}, "again": {"59402817"}}).Is(303)
	c.Get("/").Is(200).Shows("You are ", "Rosa")
	c.Send("/sign-out", nil).Is(303)
	c.Send("/terminal", url.Values{"number": {number}, "pin": {"59402817"}}).Is(303)
	c.Get("/requests").Is(200).Shows("How do I see the rota without e-mail?")
}

func anybody(t *testing.T, w world) {
	c := w.Visitor()
	c.Send("/demo/be", url.Values{"who": {"nobody@ferrow-lund.example"}}).Is(422).Shows("No person has the address or number nobody@ferrow-lund.example.")
	if to := c.Send("/demo/be", url.Values{"who": {"theo.brandt@ferrow-lund.example"}}).Is(303).Header.Get("Location"); to != "/desk/day" {
		t.Errorf("Theo begins at %s", to)
	}
	c.Get("/desk").Is(200).Shows("Theo Brandt")
	for _, p := range w.people {
		if p.EndedDaysAgo > 0 {
			c.Send("/demo/be", url.Values{"who": {p.Number}}).Is(422).Shows("does not work here any more")
			return
		}
	}
	t.Error("nobody has left")
}

// Outside of the demo nobody becomes somebody else.
func TestOnlyTheDemoHasThesePages(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	a.Nobody().Get("/demo").Is(404).Hides("demonstration")
	a.Nobody().Send("/demo/be/"+apptest.ID("amina"), nil).Is(404)
	a.Portal("amina").Get("/demo/mail").Is(404).Hides("demonstration")
}
