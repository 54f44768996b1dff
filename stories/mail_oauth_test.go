package stories

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"hearth/internal/platform/authz"
)

// Noor's provider takes no passwords of mailboxes any more. She writes down the application that she registered there, reads in plain words that its secret has run out, and writes down a new one.
func TestNoorLetsAMailboxSignInByOAuth(t *testing.T) {
	expired := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprint(w, `{"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys for the application have expired."}`)
	}))
	t.Cleanup(expired.Close)
	both(t, func(t *testing.T, w *world, screen width) {
		noor := open(t, w.App, screen)
		noor.be("noor", authz.Desk)
		noor.visit("/admin/mailboxes/new")
		noor.reads("How it signs in", "Password")
		noor.fill("Name", "Payroll")
		noor.fill("E-mail address", "pay@ferrow-lund.example")
		noor.choose("Team that looks after it", "Payroll")
		noor.fill("Server", "outlook.office365.com:993")
		noor.fill("User", "pay@ferrow-lund.example")
		noor.tick("sign_in-1")
		noor.goes("Save the mailbox")
		noor.reads("Choose who signs the mailbox in", "Choose how the permission is given", "Write the id of the application")
		noor.axe()
		noor.picture("refused")
		noor.tick("oauth_provider-2")
		noor.tick("oauth_grant")
		noor.fill("Id of the application", "6731de76-14a6-49ae-97bc-6eba6914391e")
		noor.fill("Secret of the application", "run-out")
		noor.fill("Address at which tokens are given", expired.URL)
		noor.goes("Save the mailbox")
		noor.reads("Payroll", "Not reached yet")
		noor.goes("Payroll")
		noor.goes("Test in: sign in and count")
		noor.reads("Make a new one at the provider and write it down at the mailbox.", "AADSTS7000222")
		noor.hides("run-out")
		noor.axe()
		noor.picture("run out")
		noor.fill("Secret of the application", "a-new-one")
		noor.goes("Save the mailbox")
		noor.reads("Payroll", "pay@ferrow-lund.example")
	})
}
