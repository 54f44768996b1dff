package stories

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// The payroll system wants to know when requests are opened. Noor adds it, reads why its first message was not taken, sends a trial, and sees that a request reached it: the number, and not a word
// of it. When it takes nothing for days, Hearth stops and tells her why.
func TestNoorConnectsThePayrollSystem(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		var status atomic.Int64
		var said atomic.Pointer[string]
		payroll := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
			raw, err := io.ReadAll(in.Body)
			if text := string(raw); err == nil {
				said.Store(&text)
			}
			out.WriteHeader(int(status.Load()))
		}))
		defer payroll.Close()
		w.Webhook.Post.Hosts = []string{"127.0.0.1"} // as whoever runs Hearth allowed it

		noor := open(t, w.App, screen)
		noor.be("noor", authz.Desk)
		noor.visit("/admin/webhooks")
		noor.reads("No system yet", "never what anybody wrote and never whose case it is")
		noor.axe()
		noor.goes("Add a system")
		noor.fill("Name of the system", "Payroll")
		noor.fill("Address", "http://10.0.0.8/hearth")
		noor.goes("Save the system")
		noor.reads("The address must begin with https://.")
		noor.axe()
		noor.picture("refused")
		noor.fill("Address", payroll.URL+"/hearth")
		noor.click("Switched on")
		noor.goes("Save the system")
		noor.reads("Nothing was sent yet.")
		status.Store(http.StatusForbidden)
		noor.goes("Send a trial")
		noor.reads("A trial is on its way.")
		w.Drain()
		noor.visit(noor.path())
		noor.reads("A trial", "Not taken", "It answered with the status 403 instead of 200.")
		noor.axe()
		noor.picture("not taken")
		noor.goes("Show the secret")
		noor.reads("whsec_", "That you read it is recorded.")
		noor.axe()
		noor.picture("secret")

		status.Store(http.StatusOK)
		w.ask("asked", "amina", desk.Open{Subject: "My night allowance", Body: "It is missing since August.", Service: "hours"})
		number := w.values["asked"]
		w.Drain()
		if text := said.Load(); text == nil || !strings.Contains(*text, number) || strings.Contains(*text, "allowance") || strings.Contains(*text, "August") {
			t.Errorf("the payroll system was told %v", text)
		}
		noor.goes("Back to the system")
		noor.reads("A case was opened", "Taken")
		noor.hides("allowance", number)
		noor.axe()
		noor.picture("taken")

		status.Store(http.StatusBadGateway)
		w.ask("again", "pavel", desk.Open{Subject: "Holidays", Body: "How many are left?", Service: "hours"})
		for range 42 { // the pauses have chance in them
			w.Advance(3 * time.Hour)
			w.Drain()
		}
		noor.visit("/admin/webhooks")
		noor.reads("Stopped", "Nothing was taken for 3 days. The last attempt: It answered with the status 502 instead of 200.")
		noor.axe()
		noor.picture("stopped")
		noor.goes("Payroll")
		noor.reads("Hearth stopped sending to this system.", "Mend it, send a trial, then switch it on again.")
		noor.axe()
		noor.picture("why")
	})
}
