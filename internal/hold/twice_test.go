package hold_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/desk"
	"hearth/internal/hold"
	"hearth/internal/platform/authz"
)

// beside sends what is late as another server does that has read a message as held, when meanwhile happens.
func (w *world) beside(meanwhile func()) {
	w.T.Helper()
	o := w.s.Options
	o.Fresh = func(ctx context.Context, by authz.Actor) (authz.Actor, error) { // which is asked once it is read
		meanwhile()
		return w.s.Fresh(ctx, by)
	}
	w.late(hold.New(o))
}

// late runs what looks for messages that should be out.
func (w *world) late(s *hold.Service) {
	w.T.Helper()
	for _, p := range s.Spec().Periodic {
		if p.Kind == "hold.late" {
			w.ok(p.Run(w.T.Context()))
		}
	}
}

// Two that send one answer at the same moment send it once, and its writer reads of none that failed: the second is refused because the case is answered, by that very answer.
func TestAnAnswerThatAnotherSentIsNotGivenBack(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open()
		w.Desk("marta").Send("/desk/cases/"+number+"/close", url.Values{"body": {"Yes, you may."}, "outcome": {"answered"}, "cause": {"information"}}).Is(303)
		w.Clock.Advance(time.Minute)
		w.beside(func() { w.late(w.s) })
		if texts, _ := w.talk(number); len(texts) != 1 {
			w.T.Fatalf("Amina reads %q", texts)
		}
		if held := w.held("marta", number); len(held) != 0 {
			w.T.Errorf("Marta reads that it was not sent: %+v", held)
		}
		if got := w.field("marta", number); got != "" {
			w.T.Errorf("her field holds %q", got)
		}
	})
}

// A reply that is undone while it is refused is back once: what its writer made of it since stays as it is.
func TestWhatIsUndoneWhileItIsRefusedIsBackOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open()
		w.reply("marta", number, "Yes, you may.")
		id := w.held("marta", number)[0].ID
		w.Clock.Advance(time.Minute)
		w.beside(func() {
			_, err := w.s.Undo(w.T.Context(), w.hr("marta"), hold.Undo{Number: number, ID: id})
			w.ok(err)
			_, err = w.App.App.Desk.SaveDraft(w.T.Context(), w.hr("marta"), desk.SaveDraft{Place: "case/" + number, Body: "Not on Friday."})
			w.ok(err)
			_, err = w.App.App.Desk.Close(w.T.Context(), w.hr("priya"), desk.Close{Number: number, Answer: "You may not.", Outcome: desk.OutcomeDone, Cause: "information"})
			w.ok(err)
		})
		if got := w.field("marta", number); got != "Not on Friday." {
			w.T.Errorf("her field holds %q", got)
		}
		if held := w.held("marta", number); len(held) != 0 {
			w.T.Errorf("she reads that what she undid was not sent: %+v", held)
		}
	})
}

// field is what the field of key on a case holds.
func (w *world) field(key, number string) string {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.hr(key), desk.ReadOne{Number: number})
	w.ok(err)
	return c.Draft.Body
}

// At the same moment the same reply is held once, whoever presses how often: all presses get the same answer, on the page and by the API.
func TestAReplyThatIsPressedTwiceAtOnceIsHeldOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		const times = 4
		at := func(press func() string) (answers []string) {
			w.T.Helper()
			all := make([]string, times)
			var pressed sync.WaitGroup
			for i := range all {
				pressed.Go(func() { all[i] = press() })
			}
			pressed.Wait()
			slices.Sort(all)
			return slices.Compact(all)
		}
		for range 4 {
			for name, fields := range map[string]url.Values{"messages": {"body": {"Yes, you may."}}, "close": {"body": {"Yes, you may."}, "outcome": {"answered"}, "cause": {"information"}}} {
				number, marta := w.open(), w.Desk("marta")
				answers := at(func() string {
					got := marta.Send("/desk/cases/"+number+"/"+name, fields)
					return fmt.Sprint(got.Status, got.Header.Get("Location"))
				})
				if held := w.held("marta", number); len(answers) != 1 || !strings.HasPrefix(answers[0], "303") || len(held) != 1 {
					w.T.Errorf("%s: the page answers %q, and %d are held", name, answers, len(held))
				}
			}
			number, api := w.open(), w.API("marta")
			answers := at(func() string {
				got := api.Post("/api/v1/cases/"+number+"/held", map[string]any{"body": "Yes, you may."})
				return fmt.Sprint(got.Status, got.Text)
			})
			if held := w.held("marta", number); len(answers) != 1 || !strings.HasPrefix(answers[0], "201") && !strings.HasPrefix(answers[0], "200") || len(held) != 1 {
				w.T.Errorf("the API answers %q, and %d are held", answers, len(held))
			}
		}
		w.after(11)
		if _, mails := w.talk(w.open()); mails != 4*2 { // two replies each, beside the answers
			w.T.Errorf("Amina got %d mails", mails)
		}
	})
}

// Of two texts that are pressed at the same moment one is held; the other is refused in words.
func TestTwoRepliesAtOnceAreOneAndARefusal(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for range 4 {
			number, api := w.open(), w.API("marta")
			var pressed sync.WaitGroup
			all := make([]string, 2)
			for i, text := range []string{"Yes, you may.", "No."} {
				pressed.Go(func() {
					got := api.Post("/api/v1/cases/"+number+"/held", map[string]any{"body": text})
					all[i] = strconv.Itoa(got.Status)
					if got.Status == http.StatusConflict {
						got.Shows("Your last reply to this case is not sent yet.")
					}
				})
			}
			pressed.Wait()
			if slices.Sort(all); all[0][0] != '2' || all[1] != "409" {
				w.T.Errorf("they are answered %q", all)
			}
		}
	})
}
