package stories

import (
	"testing"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// The pension office was asked beside Amina's case, and somebody there answers from an address that nobody asked. The mail waits; Marta, who knows the colleague, lets it in as the answer of the
// office. It stands in the conversation beside the case, and Amina reads nothing of it.
func TestAnAnswerFromAnotherAddressIsLetIn(t *testing.T) {
	t.Parallel()
	browser(t)
	for _, screen := range []width{phone, wide} {
		t.Run(screen.name, func(t *testing.T) {
			t.Parallel()
			w := mailWorld(t)
			w.ask("pension", "amina", desk.Open{Subject: "My pension contribution changed", Body: "It is 40 less than in October, and nobody told me.", Service: "hours"})
			w.post("marta", "/api/v1/cases/"+w.values["pension"]+"/side", map[string]any{"to": []string{"claims@nordpension.example"}, "subject": "A contribution of November", "body": "Which rate do you apply from November on?"})
			w.Drain()
			address, err := store.One[string](t.Context(), w.DB, `SELECT reply_to FROM mail_outbox WHERE kind = 'side.asked'`)
			if err != nil {
				t.Fatal(err)
			}
			w.comes(`From: Ida Berg <ida.berg@nordpension.example>
To: `+address+`
Subject: Re: A contribution of November
Message-ID: <nine@nordpension.example>

My colleague is away, so I answer for her. It is nine percent from November on.
`, "quarantine")

			b := open(t, w.App, screen)
			b.be("marta", authz.Desk)
			b.visit("/desk/mail")
			b.reads("Re: A contribution of November", "Ida Berg")
			b.goes("Re: A contribution of November")
			b.reads("Add it to the question beside the request", "Whose answer is it?", "claims@nordpension.example")
			b.axe()
			b.picture("whose answer it is")
			b.presses("Add it as their answer")
			b.reads("Choose who of those who were asked wrote it.", "nine percent from November on")
			b.click("claims")
			b.presses("Add it as their answer")
			b.visit("/desk/mail")
			b.reads("No mail waits")
			b.visit(w.path("/desk/cases/{pension}"))
			b.reads("New answer", "It is nine percent from November on.")
			b.axe()
			b.picture("let in")
			w.Portal("amina").Get(w.path("/requests/{pension}")).Is(200).Hides("nine percent", "Ida Berg", "nordpension")
		})
	}
}
