package outreach_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/outreach"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// undoes has somebody undo what they send for ten seconds, as everybody does who did not choose otherwise.
func (w *world) undoes(key string) {
	w.exec(`UPDATE people_person SET undo_seconds = 10 WHERE id = $1`, apptest.ID(key))
}

// undoOver lets the time pass in which what was sent can be undone.
func (w *world) undoOver() { w.Clock.Advance(10 * time.Second) }

// first lets a pass do one line, and ends it there, as when the process ends.
func (w *world) first() {
	w.T.Helper()
	n := 0
	err := w.s.Pass(store.WithCheck(w.T.Context(), func(context.Context, *store.Tx) error {
		if n++; n > 1 {
			return errors.New("the machine stops")
		}
		return nil
	}))
	if err == nil {
		w.T.Fatal("the pass ended well")
	}
}

// stoppedWithin is the module, in whose next pass somebody stops a round after it was read and before the next line.
func (w *world) stoppedWithin(key, id string) *outreach.Service {
	return outreach.New(outreach.Options{DB: w.DB, Policy: w.Policy, Desk: w.App.App.Desk, Audit: w.Audit, Live: w.Live, Sends: true, Pace: brisk, Fresh: func(ctx context.Context, by authz.Actor) (authz.Actor, error) {
		if _, err := w.s.Steer(ctx, w.Actor(authz.Desk, key), outreach.Steer{ID: id, Do: outreach.Stop}); err != nil {
			return by, err
		}
		return w.Auth.Fresh(ctx, by)
	}})
}

func (w *world) stop(key, id, do string) error {
	_, err := w.s.Steer(w.T.Context(), w.Actor(authz.Desk, key), outreach.Steer{ID: id, Do: do})
	return err
}

// Settling begins when its time to be undone is over. Undone before, nobody was written to, and the words are there again.
func TestSettlingCanBeUndoneBeforeItBegins(t *testing.T) {
	each(t, func(w *world) {
		w.undoes("marta")
		r := w.done("marta", w.question("amina@ferrow-lund.example", "hanna@ferrow-lund.example"))
		w.Drain()
		at, marta := "/desk/outreach/"+r.ID, w.Desk("marta")
		now, err := w.settle("marta", r.ID, "It is over.", false)
		w.ok(err)
		if now.Settle != "running" || !now.Undoable || now.Words != "It is over." {
			w.T.Errorf("it is %+v", now)
		}
		w.Clock.Advance(9 * time.Second)
		w.ok(w.s.Pass(w.T.Context()))
		if n := w.count(`SELECT count(*) FROM desk_entry WHERE body = 'It is over.'`); n != 0 {
			w.T.Fatalf("%d were settled in the time in which it can be undone", n)
		}
		marta.Get(at).Is(200).Shows("2 cases are closed in a few seconds: ", "Until then nothing happens.", "Undo all of it", "It is over.")
		for range 2 {
			marta.Send(at, url.Values{"do": {"stop"}}).Is(303)
		}
		w.undoOver()
		w.ok(w.s.Pass(w.T.Context()))
		if n := w.count(`SELECT count(*) FROM desk_entry WHERE body = 'It is over.'`); n != 0 {
			w.T.Errorf("%d were settled although it was undone", n)
		}
		marta.Get(at).Is(200).Shows("Settling stopped before its end.", "0 cases were settled.", "2 that nobody answered were not, and stay as they are.", "It is over.", "Settle all who have not answered").Hides("Undo all of it")
		w.exec(`UPDATE people_person SET undo_seconds = 0 WHERE id = $1`, apptest.ID("marta")) // who undoes nothing waits for nothing
		now, err = w.settle("marta", r.ID, "It is over.", false)
		w.ok(err)
		if now.Undoable {
			w.T.Error("it can be undone")
		}
		w.ok(w.s.Pass(w.T.Context()))
		if n := w.count(`SELECT count(*) FROM desk_entry WHERE body = 'It is over.'`); n != 2 {
			w.T.Errorf("it was written %d times", n)
		}
	})
}

// A colleague stops settling while it goes on: who was not reached stays as they are, the page says how many were, and the rest can be settled with other words.
func TestRemindingCanBeUndoneBeforeItBegins(t *testing.T) {
	each(t, func(w *world) {
		w.undoes("marta")
		r := w.done("marta", w.question("amina@ferrow-lund.example", "hanna@ferrow-lund.example"))
		w.Drain()
		w.exec(`DELETE FROM mail_outbox`)
		reminded := func(want int) {
			w.T.Helper()
			w.ok(w.s.Pass(w.T.Context()))
			if n := w.count(`SELECT count(*) FROM mail_outbox`); n != want {
				w.T.Errorf("%d were reminded, want %d", n, want)
			}
		}
		at, marta := "/desk/outreach/"+r.ID, w.Desk("marta")
		if now := w.steer("marta", r.ID, outreach.Remind); now.Remind != "running" || !now.Undoable {
			w.T.Errorf("it is %+v", now)
		}
		w.Clock.Advance(9 * time.Second)
		reminded(0)
		marta.Get(at).Is(200).Shows("2 people are reminded in a few seconds: ", "Until then nothing happens.", "Undo all of it").Hides("Stop reminding")
		w.API("marta").Get("/api/v1/outreach/" + r.ID).Is(200).Shows(`"can_be_undone":true`)
		for range 2 {
			marta.Send(at, url.Values{"do": {"stop"}}).Is(303)
		}
		w.undoOver()
		reminded(0)
		marta.Get(at).Is(200).Shows("Reminding stopped before its end.", "0 people were reminded.", "Remind 2 people").Hides("Undo all of it")

		// Settling is not held up by reminding that has not begun, nor the other way round.
		w.steer("marta", r.ID, outreach.Remind)
		w.exec(`UPDATE people_person SET undo_seconds = 0 WHERE id = $1`, apptest.ID("priya"))
		w.write("hanna", w.of(r.ID, "hanna"))
		w.Drain()
		w.exec(`DELETE FROM mail_outbox`)
		if now, err := w.settle("priya", r.ID, "It is over.", false); err != nil || now.Undoable {
			w.T.Errorf("it is %+v, %v", now, err)
		}
		w.ok(w.s.Pass(w.T.Context()))
		if n := w.count(`SELECT count(*) FROM desk_entry WHERE body = 'It is over.'`); n != 1 {
			w.T.Errorf("%d were settled", n)
		}
		w.Drain()
		w.exec(`DELETE FROM mail_outbox`)
		w.undoOver()
		reminded(0) // nobody is left
		if now := w.show("marta", r.ID); now.Remind != "done" || now.Settle != "done" || now.Undoable {
			w.T.Errorf("it is %+v", now)
		}
	})
}

func TestSettlingIsStoppedWhereItIs(t *testing.T) {
	each(t, func(w *world) {
		w.undoes("marta")
		r := w.done("marta", w.question("amina@ferrow-lund.example", "pavel@ferrow-lund.example", "hanna@ferrow-lund.example"))
		_, err := w.settle("marta", r.ID, "Dear {first name}, it is over.", false)
		w.ok(err)
		w.undoOver()
		w.first()
		at, priya := "/desk/outreach/"+r.ID, w.Desk("priya")
		priya.Get(at).Is(200).Shows("2 are left.", "1 is settled so far.", "Stop settling")
		w.ok(w.stoppedWithin("priya", r.ID).Pass(w.T.Context()))
		w.ok(w.s.Pass(w.T.Context()))
		w.Drain()
		now := w.show("marta", r.ID)
		if now.State != outreach.Done || now.Settle != "stopped" || now.Count.AtOnce != 1 || now.Count.Waiting != 2 || now.Words != "Dear {first name}, it is over." {
			w.T.Errorf("it is %+v", now)
		}
		if n := w.count(`SELECT count(*) FROM outreach_line WHERE settled = 'left'`); n != 0 {
			w.T.Errorf("%d that were not reached are marked as left out", n)
		}
		for _, key := range []string{"pavel", "hanna"} {
			if last, state := w.said(r.ID, key); state != desk.Waiting || strings.Contains(last, "over") {
				w.T.Errorf("%s, who was not reached, reads %q, and it is %s", key, last, state)
			}
		}
		priya.Get(at).Is(200).Shows("Settling stopped before its end.", "1 case was settled.", "2 that nobody answered were not", "Dear {first name}, it is over.", "Settle all who have not answered").Hides("Stop settling")
		w.API("priya").Post("/api/v1/outreach/"+r.ID, map[string]any{"do": "stop"}).Is(http.StatusOK) // twice is once
		_, err = w.settle("priya", r.ID, "We go on.", false)
		w.ok(err)
		w.undoOver()
		w.ok(w.s.Pass(w.T.Context()))
		if now = w.show("priya", r.ID); now.Settle != "done" || now.Count.AtOnce != 2 || now.Count.Waiting != 0 {
			w.T.Errorf("it is %+v", now)
		}
		if a, b := w.count(`SELECT count(*) FROM desk_entry WHERE body LIKE '%it is over.'`), w.count(`SELECT count(*) FROM desk_entry WHERE body = 'We go on.'`); a != 1 || b != 2 {
			w.T.Errorf("%d read the first words, %d the others", a, b)
		}
	})
}

// Reminding is stopped where it is, too; whoever goes on with it reminds the rest, and nobody twice.
func TestRemindingIsStoppedWhereItIs(t *testing.T) {
	each(t, func(w *world) {
		r := w.done("marta", w.question("amina@ferrow-lund.example", "pavel@ferrow-lund.example", "hanna@ferrow-lund.example"))
		w.Drain()
		w.exec(`DELETE FROM mail_outbox`)
		w.steer("marta", r.ID, outreach.Remind)
		w.first()
		at, priya := "/desk/outreach/"+r.ID, w.Desk("priya")
		priya.Get(at).Is(200).Shows("Reminders are on their way: 1 so far.", "Stop reminding")
		w.ok(w.stoppedWithin("priya", r.ID).Pass(w.T.Context()))
		w.ok(w.s.Pass(w.T.Context()))
		if now := w.show("marta", r.ID); now.Remind != "stopped" || now.Count.Reminded != 1 || now.Count.Unreminded != 2 {
			w.T.Errorf("it is %+v", now)
		}
		if n := w.count(`SELECT count(*) FROM outreach_line WHERE reminder = 'left'`); n != 0 {
			w.T.Errorf("%d that were not reached are marked as left out", n)
		}
		priya.Get(at).Is(200).Shows("Reminding stopped before its end.", "1 person was reminded.", "2 who have not answered were not.", "Remind 2 people").Hides("Stop reminding")
		w.ok(w.stop("priya", r.ID, outreach.Stop))
		for range 2 {
			w.steer("priya", r.ID, outreach.Remind)
			w.ok(w.s.Pass(w.T.Context()))
		}
		if now := w.show("marta", r.ID); now.Remind != "done" || now.Count.Reminded != 3 {
			w.T.Errorf("it is %+v", now)
		}
		for _, key := range []string{"amina", "pavel", "hanna"} {
			if n := w.count(`SELECT count(*) FROM mail_outbox WHERE person_id = $1`, apptest.ID(key)); n != 1 {
				w.T.Errorf("%s was reminded %d times", key, n)
			}
		}
	})
}

// What is over is not stopped or paused as if that did something.
func TestWhatIsOverIsNotStopped(t *testing.T) {
	each(t, func(w *world) {
		r := w.done("marta", w.question("amina@ferrow-lund.example"))
		refused := func(when string, dos ...string) {
			w.T.Helper()
			for _, do := range dos {
				if err := w.stop("marta", r.ID, do); fault.KindOf(err) != fault.Conflict || !strings.Contains(fmt.Sprint(err), "Nothing of this round is under way any more") {
					w.T.Errorf("%s %s gives %v", when, do, err)
				}
				w.API("marta").Post("/api/v1/outreach/"+r.ID, map[string]any{"do": do}).Is(http.StatusConflict)
			}
		}
		refused("done", outreach.Stop, outreach.Pause)
		w.steer("marta", r.ID, outreach.Remind)
		if err := w.stop("marta", r.ID, outreach.Pause); fault.KindOf(err) != fault.Conflict || !strings.Contains(fmt.Sprint(err), "not paused") {
			w.T.Errorf("pausing of reminders gives %v", err)
		}
		w.ok(w.s.Pass(w.T.Context()))
		refused("reminded", outreach.Stop, outreach.Pause)
		_, err := w.settle("marta", r.ID, "It is over.", false)
		w.ok(err)
		w.undoOver()
		w.ok(w.s.Pass(w.T.Context()))
		refused("settled", outreach.Stop, outreach.Pause)
		w.Desk("marta").Send("/desk/outreach/"+r.ID, url.Values{"do": {"stop"}}).Is(http.StatusConflict).Shows("What was sent stays sent.")

		r = w.make("marta", w.question("amina@ferrow-lund.example"))
		w.steer("marta", r.ID, outreach.Start)
		for range 2 {
			w.ok(w.stop("marta", r.ID, outreach.Stop)) // twice is once
		}
		refused("stopped", outreach.Pause)
		if err := w.stop("theo", r.ID, outreach.Stop); fault.KindOf(err) != fault.NotFound {
			w.T.Errorf("Theo stops it: %v", err)
		}
	})
}

// While a round is settled with words, others are refused and not lost; the same again are once.
func TestARoundIsSettledWithOneTextAtATime(t *testing.T) {
	each(t, func(w *world) {
		w.undoes("marta")
		r := w.done("marta", w.question("amina@ferrow-lund.example", "hanna@ferrow-lund.example"))
		_, err := w.settle("marta", r.ID, "It is\nover.", false)
		w.ok(err)
		began := w.show("marta", r.ID).SettledAt
		w.Clock.Advance(time.Second)
		for _, same := range []string{"It is\nover.", "It is\r\nover. "} {
			now, err := w.settle("marta", r.ID, same, false)
			w.ok(err)
			if !now.SettledAt.Equal(began) {
				w.T.Errorf("%q began it anew", same)
			}
		}
		if _, err = w.settle("priya", r.ID, "We go on.", false); fault.KindOf(err) != fault.Conflict || !strings.Contains(fmt.Sprint(err), "with other words") {
			w.T.Errorf("other words give %v", err)
		}
		w.Desk("priya").Send("/desk/outreach/"+r.ID, url.Values{"do": {"settle"}, "words": {"We go on."}}).Is(http.StatusConflict).Shows("These cases are being settled already, with other words.", "We go on.", "It is\nover.")
		w.API("priya").Post("/api/v1/outreach/"+r.ID, map[string]any{"do": "settle", "words": "We go on."}).Is(http.StatusConflict)
		w.undoOver()
		w.ok(w.s.Pass(w.T.Context()))
		if n := w.count(`SELECT count(*) FROM desk_entry WHERE body = 'We go on.'`); n != 0 {
			w.T.Errorf("%d read the other words", n)
		}
	})
}

// Of those who settle a round in the same moment with words of their own, one does, and the others are told.
func TestOneOfManySettles(t *testing.T) {
	each(t, func(w *world) {
		w.undoes("marta")
		r := w.done("marta", w.question("amina@ferrow-lund.example"))
		by := w.Actor(authz.Desk, "marta")
		var began atomic.Int32
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				_, err := w.s.Steer(w.T.Context(), by, outreach.Steer{ID: r.ID, Do: outreach.Settle, Words: fmt.Sprint("Words ", i)})
				if err == nil {
					began.Add(1)
				} else if fault.KindOf(err) != fault.Conflict {
					w.T.Error(err)
				}
			})
		}
		all.Wait()
		if n := began.Load(); n != 1 {
			w.T.Errorf("%d were told that it is settled with their words", n)
		}
	})
}

// Where the right is lost, the page says why it stopped, how far it came and with which words, and somebody else of the team goes on with them.
func TestWhatStopsForWantOfRightsSaysSo(t *testing.T) {
	each(t, func(w *world) {
		w.undoes("marta")
		r := w.done("marta", w.question("amina@ferrow-lund.example", "pavel@ferrow-lund.example", "hanna@ferrow-lund.example"))
		w.Drain()
		const why = "Whoever began it may not do it any more, or the service is not offered now."
		at, priya := "/desk/outreach/"+r.ID, w.Desk("priya")
		w.steer("marta", r.ID, outreach.Remind)
		w.undoOver()
		w.first()
		_, err := w.settle("marta", r.ID, "It is over.", false)
		w.ok(err)
		w.exec(`DELETE FROM people_role WHERE person_id = $1`, apptest.ID("marta"))
		w.ok(w.s.Pass(w.T.Context()))
		if now := w.show("priya", r.ID); now.Remind != "held" || !strings.HasPrefix(now.RemindWhy, why) || now.Count.Reminded != 1 || now.Count.Unreminded != 2 || now.Settle != "running" {
			w.T.Errorf("it is %+v", now)
		}
		priya.Get(at).Is(200).Shows("Reminding stopped before its end.", why, "1 person was reminded.", "2 who have not answered were not.")
		w.undoOver()
		w.ok(w.s.Pass(w.T.Context()))
		if now := w.show("priya", r.ID); now.Settle != "held" || !strings.HasPrefix(now.SettleWhy, why) || now.Words != "It is over." || now.Count.AtOnce != 0 || now.Count.Waiting != 3 {
			w.T.Errorf("it is %+v", now)
		}
		priya.Get(at).Is(200).Shows("Settling stopped before its end.", "0 cases were settled.", "3 that nobody answered were not", "It is over.", "Settle all who have not answered")
		if err := w.stop("priya", r.ID, outreach.Stop); fault.KindOf(err) != fault.Conflict {
			w.T.Errorf("stopping what is held gives %v", err)
		}
		w.steer("priya", r.ID, outreach.Remind)
		_, err = w.settle("priya", r.ID, "It is over.", false)
		w.ok(err)
		w.undoOver()
		w.ok(w.s.Pass(w.T.Context()))
		w.Drain()
		if now := w.show("priya", r.ID); now.Remind != "done" || now.RemindWhy != "" || now.Count.Reminded != 3 || now.Settle != "done" || now.SettleWhy != "" || now.Words != "" || now.Count.Settled != 3 {
			w.T.Errorf("it is %+v", now)
		}
	})
}
