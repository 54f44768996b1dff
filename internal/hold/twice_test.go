package hold_test

import (
	"context"
	"net/url"
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
