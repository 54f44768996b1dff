package stories

import (
	"regexp"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// Amina signs in by a link in her mail, asks about her night allowance from a phone that runs no scripts, and reads when she will hear.
func TestAminaAsksFromAPhoneWithScriptingOff(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	b := open(t, a, phone)
	b.scripting(false)
	b.visit("/")
	b.reads("Sign in", "Your e-mail address")
	b.fill("Your e-mail address", apptest.Email("amina"))
	b.goes("Send me a link")
	b.reads("a link is on its way")
	a.Drain()
	b.visit(linkFor(t, a, "amina"))
	b.goes("Sign in now")
	b.reads("How can we help, Amina?")
	b.goes("Ask HR")
	b.reads("What is it about?", "First answer by")
	b.goes("Pay and payslip")
	b.reads("If you send it now, you have a first answer by Tue 17 Nov, 17:00", "and it is settled by")
	b.goes("Send to HR")
	b.reads("Say in a few words what it is about.")
	b.fill("In a few words", "Night allowance is missing")
	b.fill("What would you like to know, or what happened?", "I worked four nights in October and see no allowance on my payslip.")
	b.goes("Send to HR")
	b.reads("We have your request. Its number is HR-", "Night allowance is missing", "I worked four nights in October", "by Tue 17 Nov, 17:00")
	b.picture("sent")
	b.visit("/requests")
	b.reads("Night allowance is missing")
}

var linkIn = regexp.MustCompile(`/sign-in/link/\S+`)

// linkFor is the link in the newest mail to the member.
func linkFor(t *testing.T, a *apptest.App, key string) string {
	t.Helper()
	letters, err := mail.ForPerson(t.Context(), a.DB, apptest.ID(key), 1)
	if err != nil || len(letters) != 1 {
		t.Fatalf("%d mails, %v", len(letters), err)
	}
	link := linkIn.FindString(letters[0].TextBody)
	if link == "" {
		t.Fatalf("no link in: %s", letters[0].TextBody)
	}
	return link
}
