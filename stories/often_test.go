package stories

import (
	"fmt"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// The rota is wrong, and a dozen people ask within two hours. Marta reads it above her queue, looks at the cases, and announces what she knows after she has seen it as others will. Amina reads it on
// her start page, and again on the form before she asks; she may still ask.
func TestManyAskTheSameAndAreAnsweredOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.Clock.Advance(-6 * 7 * 24 * time.Hour)
		for range 6 {
			w.ask("usual", "pavel", desk.Open{Subject: "May I swap a shift?", Body: "With Hanna.", Service: "hours"})
			w.Clock.Advance(7 * 24 * time.Hour)
		}
		for i := range 12 {
			key := fmt.Sprint("one", i)
			w.Add(apptest.Member{Key: key, Given: "Ada", Family: "Quill", Number: fmt.Sprint(6000 + i)})
			w.ask("asked", key, desk.Open{Subject: "The rota shows week 49 twice", Body: "Which of the two is right?", Service: "hours"})
		}
		w.Clock.Advance(time.Minute)
		if n, err := w.Spike.Look(t.Context()); n != 1 || err != nil {
			t.Fatalf("%d things are asked often, %v", n, err)
		}
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit("/desk")
		marta.reads("12 people asked about", "rota", "See the cases")
		marta.axe()
		marta.picture("queue")
		marta.presses("See the cases")
		marta.reads("The rota shows week 49 twice", "Answer 12 open cases at once", "Usual is the mean")
		marta.axe()
		marta.picture("cases")
		marta.presses("Announce what you know")
		marta.writes("title1", "Week 49 stands in the rota twice")
		marta.writes("body1", "The second one is right. The rota is printed anew today.")
		marta.puts("until", w.DB.Now().AddDate(0, 0, 3).Format(time.DateOnly))
		marta.presses("Show it first")
		marta.reads("This is not announced yet.", "As people will see it")
		marta.axe()
		marta.picture("preview")
		marta.presses("Announce it")
		marta.reads("Running", "Week 49 stands in the rota twice", "Withdraw it")
		marta.axe()
		marta.picture("announced")
		marta.visit("/desk")
		marta.reads("12 people asked about", "Announced")

		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.visit("/")
		amina.reads("What we know already", "Week 49 stands in the rota twice", "The second one is right.")
		amina.axe()
		amina.picture("start")
		amina.visit("/ask/hours")
		amina.reads("Week 49 stands in the rota twice", "You can still ask: write below.")
		amina.axe()
		amina.picture("form")
	})
}
