package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/store"
)

// TestACaseAddressIsNobodysMailbox sends to the addresses of cases what services send to make sure whose an address is: nobody who asked something gets to see it.
func TestACaseAddressIsNobodysMailbox(t *testing.T) {
	t.Parallel()
	f := newForger(t, 6)
	before := f.state(t)
	names := []string{"no-reply", "noreply", "do-not-reply", "donotreply", "no_reply", "NoReply", "notifications-noreply", "no-reply+x", "verify", "invitations", "feedback", "accounts"}
	words := []string{"Your code is %d.", "Confirm your address with %d.", "You are invited to the workspace, code %d.", "Sign in with this link: https://chat.example/%d"}
	n := counts(200)
	for i := range n {
		c := f.cases[i%len(f.cases)]
		to := f.address(c)
		name := names[i%len(names)]
		if i%4 == 3 {
			name, to = names[i%8], "hr@ferrow-lund.example"
		}
		from := fmt.Sprintf("Service <%s@service%d.example>", name, i)
		raw := f.write("From: "+from, to, "Confirm your address")
		raw = strings.Replace(raw, "Let me in", "SECRET "+fmt.Sprintf(f.pick(words...), i)+" Let me in", 1)
		if got := receive(t, f.a, raw); got.Outcome != "quarantine" && got.Outcome != "record" {
			t.Errorf("%s to %s became %+v", from, to, got)
		}
		f.a.Clock.Advance(apart)
	}
	f.a.Drain()
	if f.state(t) != before {
		t.Error("the cases, the people or the outbox are others than before")
	}
	for _, query := range []string{`SELECT count(*) FROM desk_entry WHERE body LIKE '%SECRET%'`, `SELECT count(*) FROM mail_outbox WHERE text_body LIKE '%SECRET%' OR subject LIKE '%Confirm%'`} {
		if n, err := store.One[int](t.Context(), f.a.DB, query); err != nil || n != 0 {
			t.Errorf("%s: %d, %v", query, n, err)
		}
	}
	for _, c := range f.cases {
		f.a.Portal(c.owner).Get("/requests/" + c.number).Hides("SECRET")
	}
	t.Logf("%d mails of services", n)
}

// TestACopyGivesNothing lets people, and somebody who says that they are one, put others into Cc.
func TestACopyGivesNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		c := ask(t, a, "amina")
		address := a.Threads.Address(claim(a, c.Number, "amina"))
		comes(t, a, written("amina@ferrow-lund.example", address, "Re: x", "And my colleague wants to know.", "Cc: Pavel <pavel@ferrow-lund.example>, eve@evil.example"), "reply")
		comes(t, a, written("\"Amina Yusuf\" <eve@evil.example>", address, "Re: x", "Add me.", "Cc: eve@evil.example"), "quarantine")
		for _, from := range []string{"pavel@ferrow-lund.example", "eve@evil.example"} { // they answer to all
			comes(t, a, written(from, address, "Re: x", "Let me in.", "Cc: amina@ferrow-lund.example"), "quarantine")
		}
		cause := apptest.Decode[struct{ Items []struct{ ID string } }](t, a.API("marta").Get("/api/v1/causes"), 200).Items[0].ID
		a.API("marta").Post("/api/v1/cases/"+c.Number+"/close", map[string]any{"answer": "By clause 7.2.", "outcome": "answered", "cause": cause}).Is(200)
		a.Drain()
		a.Portal("pavel").Get("/requests/" + c.Number).Is(404)
		a.API("pavel").Get("/api/v1/cases/" + c.Number).Is(404)
		all, err := store.All[string](t.Context(), a.DB, `SELECT DISTINCT recipient FROM mail_outbox WHERE kind LIKE 'case.%'`)
		if err != nil || len(all) != 1 || all[0] != "amina@ferrow-lund.example" {
			t.Errorf("mails went to %v, %v", all, err)
		}
		if got := apptest.Decode[desk.Case](t, a.API("amina").Get("/api/v1/cases/"+c.Number), 200); got.State != desk.Answered {
			t.Errorf("the case is %s", got.State)
		}
	})
}
