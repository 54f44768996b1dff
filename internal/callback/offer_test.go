package callback_test

import (
	"net/url"
	"regexp"
	"slices"
	"testing"
	"time"

	"hearth/internal/callback"
	"hearth/internal/platform/authz"
)

// in are stretches in Amina's zone, in words.
func in(w *world, all []callback.Stretch) (out []string) {
	zone, err := time.LoadLocation("Europe/Stockholm")
	w.ok(err)
	for _, x := range all {
		out = append(out, x.From.In(zone).Format("Mon 2 15:04")+x.To.In(zone).Format("-15:04"))
	}
	return out
}

// Whom HR did not call is offered the same hours on the next days on which is worked, and takes them with one press; nobody else is offered them.
func TestNewTimesAreOfferedInPlaceOfThoseThatWereMissed(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		w.Clock.Set(time.Date(2026, 11, 19, 9, 0, 0, 0, time.UTC)) // a Thursday
		c := w.ask("amina", number, w.hours(120, 60), w.hours(240, 30))
		if got := w.calls("amina", number, authz.Portal); len(got.Offered) > 0 {
			w.T.Errorf("%v is offered for a call that is planned", in(w, got.Offered))
		}
		w.Clock.Advance(48 * time.Hour) // to the Saturday
		w.twice()
		got := w.calls("amina", number, authz.Portal)
		if want := []string{"Mon 23 12:00-13:00", "Mon 23 14:00-14:30", "Tue 24 14:00-14:30"}; !slices.Equal(in(w, got.Offered), want) {
			w.T.Errorf("%s: %v is offered, want %v", got.Items[0].State, in(w, got.Offered), want)
		}
		for key, face := range map[string]authz.Face{"marta": authz.Desk} {
			if got := w.calls(key, number, face); len(got.Offered) > 0 {
				w.T.Errorf("%s is offered %v", key, got.Offered)
			}
		}

		portal := w.Portal("amina")
		page := portal.Get("/requests/" + number)
		page.Shows("We can call you at the same hours").Shows("Call me then")
		form := url.Values{}
		part := regexp.MustCompile(`(?s)<form[^>]*/callback" class.*?</form>`).FindString(page.Text)
		for _, m := range regexp.MustCompile(`name="([a-z_]+)" value="([^"]*)"`).FindAllStringSubmatch(part, -1) {
			form.Add(m[1], m[2])
		}
		portal.Send("/requests/"+number+"/callback", form)
		got = w.calls("amina", number, authz.Portal)
		if x := got.Items[0]; x.ID != c.ID || x.State != callback.Open || x.Phone != "+46 70 555 01 87" || len(x.Windows) != 5 || len(got.Offered) > 0 {
			w.T.Errorf("taken: %+v, offered %v, sent %v", x, got.Offered, form)
		}
		if _, text, object := w.mails("amina", "callback.invitation"); object == "" {
			w.T.Errorf("no invitation: %s", text)
		}
	})
}

// Where the number was wrong, another one is asked for, and no times are offered at it; what is too soon to be read in time is not offered either.
func TestNoTimesAreOfferedThatCouldNotBeKept(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		w.Clock.Set(time.Date(2026, 11, 17, 9, 0, 0, 0, time.UTC))
		c := w.ask("amina", number, w.hours(10, 30))
		w.Clock.Advance(15 * time.Minute)
		w.call("marta", c.ID, callback.WrongNumber)
		w.Clock.Advance(2 * time.Hour)
		w.twice()
		if got := w.calls("amina", number, authz.Portal); got.Items[0].State == callback.Open || len(got.Offered) > 0 {
			w.T.Errorf("%+v: %v is offered", got.Items[0], in(w, got.Offered))
		}
		number = w.open("amina", "hours")
		w.ask("amina", number, w.hours(10, 30))
		w.Clock.Advance(23*time.Hour + 30*time.Minute)
		w.twice()
		if got := w.calls("amina", number, authz.Portal); len(got.Offered) == 0 || got.Offered[0].From.Sub(w.DB.Now().Time) < time.Hour {
			w.T.Errorf("%v is offered at %v", in(w, got.Offered), w.DB.Now())
		}
	})
}
