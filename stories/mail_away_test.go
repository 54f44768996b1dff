package stories

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/platform/config"
	"hearth/internal/platform/mail/postbox/sink"
	"hearth/internal/platform/store"
)

// For an hour the mail server takes connections and says nothing. Nobody at a browser notices: Amina asks, Theo answers, and every page is there while nothing leaves. When the server speaks again, every
// mail arrives, once.
func TestNobodyNoticesThatTheMailServerIsAway(t *testing.T) {
	t.Parallel()
	server := sink.New(t)
	a := apptest.Configured(t, store.SQLite, func(c *config.Config) {
		c.SMTP.Address, c.SMTP.From, c.SMTP.TLS, c.MailReply = server.Address(), "Ferrow & Lund HR <hr@ferrow-lund.example>", "none", "hr+*@ferrow-lund.example"
	})
	server.Always(sink.Fault{At: sink.Greeting, Do: sink.Stall})
	if err := a.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Release(); _ = a.Stop(t.Context()) }) // it ends with the test
	b := open(t, a, phone)
	b.be("amina", "portal")
	b.visit("/ask/pay")
	b.fill("In a few words", "Night allowance is missing")
	b.fill("What would you like to know, or what happened?", "I worked four nights in October.")
	b.goes("Send to HR")
	b.reads("We have your request. Its number is HR-")
	w := &world{a, map[string]string{}}
	number := apptest.Decode[struct{ Items []struct{ Number string } }](t, a.API("amina").Get("/api/v1/cases?view=requests"), 200).Items[0].Number
	b.be("theo", "desk")
	b.visit("/desk/cases/" + number)
	w.post("theo", "/api/v1/cases/"+number+"/messages", map[string]any{"body": "The clock was down. It comes in November."})
	b.visit("/desk/cases/" + number)
	b.reads("The clock was down.")
	if got := server.Mails(); len(got) != 0 {
		t.Fatalf("%d mails arrived", len(got))
	}
	a.Clock.Advance(time.Hour)
	server.Always(sink.Fault{})
	server.Release()
	for range 1200 {
		if len(server.Mails()) >= 2 {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	texts := ""
	for id, copies := range server.Copies() {
		if len(copies) != 1 {
			t.Errorf("%s arrived %d times", id, len(copies))
		}
		texts += string(copies[0])
	}
	if len(server.Copies()) != 2 || !strings.Contains(texts, "The clock was down.") {
		t.Errorf("%d mails arrived:\n%s", len(server.Copies()), texts)
	}
	b.visit("/desk/cases/" + number)
	b.hides("has not received")
}
