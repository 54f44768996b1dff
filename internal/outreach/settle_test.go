package outreach_test

import (
	"net/url"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/outreach"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
)

// said is what HR wrote last in the case that somebody has of a round, and where it stands.
func (w *world) said(round, key string) (string, desk.State) {
	w.T.Helper()
	c, last := w.read(authz.Portal, key, w.of(round, key)), ""
	for _, e := range c.Talk {
		if e.Kind == "message" && e.Side == "hr" {
			last = e.Body
		}
	}
	return last, c.State
}

func (w *world) settle(key, id, words string, preview bool) (outreach.Round, error) {
	return w.s.Steer(w.T.Context(), w.Actor(authz.Desk, key), outreach.Steer{ID: id, Do: outreach.Settle, Words: words, Preview: preview})
}

// All who have not answered are settled at once, after a preview; who answers before their turn is left out.
func TestThoseWhoDidNotAnswerAreSettledAtOnce(t *testing.T) {
	each(t, func(w *world) {
		r := w.done("marta", w.question("amina@ferrow-lund.example", "pavel@ferrow-lund.example", "hanna@ferrow-lund.example"))
		w.write("pavel", w.of(r.ID, "pavel"))
		const words = "Dear {first name}, we go on with what we have. {my name}"
		shown, err := w.settle("marta", r.ID, words, true)
		w.ok(err)
		if shown.Count.Waiting != 2 || len(shown.Examples) != 2 || shown.Examples[0].Body != "Dear Amina, we go on with what we have. Marta Kowalczyk" || shown.Settle != "" {
			w.T.Fatalf("the preview is %+v", shown)
		}
		w.ok(w.s.Pass(w.T.Context()))
		if last, state := w.said(r.ID, "amina"); state != desk.Waiting || strings.Contains(last, "go on") {
			w.T.Fatalf("the preview did something: %s, %q", state, last)
		}
		for _, wrong := range []string{" ", "Dear {vorname}", strings.Repeat("x", outreach.MaxBody+1)} {
			for _, preview := range []bool{true, false} {
				_, err := w.settle("marta", r.ID, wrong, preview)
				if fault.KindOf(err) != fault.Invalid {
					w.T.Errorf("%.20q: %v", wrong, err)
				}
			}
		}
		for range 2 {
			_, err = w.settle("marta", r.ID, words, false)
			w.ok(err)
		}
		w.write("hanna", w.of(r.ID, "hanna")) // before her turn
		for range 2 {
			w.ok(w.s.Pass(w.T.Context()))
			w.Drain()
		}
		if last, state := w.said(r.ID, "amina"); state != desk.Answered || last != "Dear Amina, we go on with what we have. Marta Kowalczyk" {
			w.T.Errorf("Amina reads %q, and it is %s", last, state)
		}
		for _, key := range []string{"pavel", "hanna"} {
			if last, state := w.said(r.ID, key); strings.Contains(last, "go on") || state != desk.StateOpen {
				w.T.Errorf("%s reads %q, and it is %s", key, last, state)
			}
		}
		now := w.show("marta", r.ID)
		if now.Settle != "done" || now.Count.Waiting != 0 || now.Count.Settled != 1 {
			w.T.Errorf("the round is %+v", now)
		}
		if n := w.count(`SELECT count(*) FROM desk_entry WHERE body LIKE '%we go on with%'`); n != 1 {
			w.T.Errorf("it was written %d times", n)
		}
		if n := w.count(`SELECT count(*) FROM outreach_round WHERE settle_words <> ''`); n != 0 {
			w.T.Error("the words are kept after it is done")
		}
	})
}

// Whoever loses the right settles nothing more; somebody else of the team can, and nothing is done twice.
func TestSettlingStopsWithTheRight(t *testing.T) {
	each(t, func(w *world) {
		r := w.done("marta", w.question("amina@ferrow-lund.example", "hanna@ferrow-lund.example"))
		_, err := w.settle("marta", r.ID, "It is over.", false)
		w.ok(err)
		w.exec(`DELETE FROM people_role WHERE person_id = $1`, apptest.ID("marta"))
		w.ok(w.s.Pass(w.T.Context()))
		if now := w.show("priya", r.ID); now.Settle != "held" || now.Count.Waiting != 2 {
			w.T.Fatalf("the round is %+v", now)
		}
		_, err = w.settle("priya", r.ID, "It is over.", false)
		w.ok(err)
		w.ok(w.s.Pass(w.T.Context()))
		if n := w.count(`SELECT count(*) FROM desk_entry WHERE body = 'It is over.'`); n != 2 {
			w.T.Errorf("it was written %d times", n)
		}
		_, err = w.settle("amina", r.ID, "It is over.", true)
		if fault.KindOf(err) != fault.Forbidden {
			w.T.Errorf("Amina settles: %v", err)
		}
	})
}

func TestThePageOfARoundSettles(t *testing.T) {
	each(t, func(w *world) {
		in := w.question("amina@ferrow-lund.example")
		r := w.done("marta", in)
		at, marta := "/desk/outreach/"+r.ID, w.Desk("marta")
		marta.Get(at).Is(200).Shows("Settle all who have not answered")
		marta.Send(at+"/settle", url.Values{"words": {"Dear {vorname}"}}).Is(200).Shows("There is no placeholder {vorname}.", "Dear {vorname}")
		marta.Send(at+"/settle", url.Values{"words": {"Dear {first name}, we go on."}}).Is(200).Shows("Nothing is done yet.", "1 case is closed with these words:", "Dear Amina, we go on.", "Settle 1 case")
		w.Desk("theo").Send(at+"/settle", url.Values{"words": {"x"}}).Is(404)
		marta.Send(at, url.Values{"do": {"settle"}, "words": {"Dear {first name}, we go on."}}).Is(303)
		w.ok(w.s.Pass(w.T.Context()))
		w.Drain()
		if last, state := w.said(r.ID, "amina"); state != desk.Answered || last != "Dear Amina, we go on." {
			w.T.Errorf("%s, %q", state, last)
		}
		marta.Get(at).Is(200).Shows("Those who had not answered were settled at once.")
	})
}
