package escalation_test

import (
	"slices"
	"testing"
	"time"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// wait lets a case wait for so long.
func (w world) wait(number, reason string, d time.Duration) {
	w.T.Helper()
	_, err := w.App.App.Desk.Pause(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Pause{Number: number, Reason: reason, Needed: "The plan.", Until: w.DB.Now().Add(d)})
	w.ok(err)
}

// words are the next words of a case that are not kept yet, late or running or waiting.
func (w world) words(number string) (states []string) {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.ReadOne{Number: number})
	w.ok(err)
	for _, p := range c.Promises {
		if p.Kind == promise.NextWord && p.Open() {
			states = append(states, string(p.State))
		}
	}
	slices.Sort(states)
	return states
}

const week = 7 * 24 * time.Hour

// While a case waits for others than its requester, however long, they hear from HR every five working days, and HR is warned and told as of an open one.
func TestACaseThatWaitsForOthersDoesNotFallSilent(t *testing.T) {
	t.Parallel()
	for _, reason := range []string{desk.WaitOutside, desk.WaitOther, desk.WaitDate, "A form is missing."} {
		each(t, func(w world) {
			number := w.open("hours", "marta")
			w.wait(number, reason, 40*week)
			if got := w.words(number); !slices.Equal(got, []string{"running"}) {
				w.T.Fatalf("%s: next words are %q", reason, got)
			}
			w.Portal("amina").Get("/requests/"+number).Is(200).Shows("Waits until", "You hear from us by")
			before := w.mails("marta", told)
			w.after(week + 2*time.Hour)
			if got := w.words(number); !slices.Equal(got, []string{"late", "running"}) && !slices.Equal(got, []string{"at_risk", "late"}) {
				w.T.Errorf("%s: after a week without a word they are %q", reason, got)
			}
			if w.mails("amina", late) != 1 || w.mails("marta", told) == before {
				w.T.Errorf("%s: Amina got %d mails that it is late, Marta %d of what is due", reason, w.mails("amina", late), w.mails("marta", told)-before)
			}
			w.Portal("amina").Get("/requests/"+number).Is(200).Shows("HR sees that it is late", "Waits until", "You hear from us by")
			w.Desk("marta").Get("/desk?view=due").Is(200).Shows(number, "late")
			w.Desk("marta").Get("/desk/cases/"+number).Is(200).Shows("Next word was due", "Waits until")
			_, err := w.App.App.Desk.Write(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Write{Number: number, Body: "They have not answered us yet."})
			w.ok(err)
			c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.ReadOne{Number: number})
			w.ok(err)
			if got := w.words(number); !slices.Equal(got, []string{"running"}) || c.State != desk.Waiting {
				w.T.Errorf("%s: after a word it is %s, and next words are %q", reason, c.State, got)
			}
		})
	}
}

// What waits for its requester is theirs to let go on: nothing is late meanwhile. When it waits for somebody else after that, the next word runs again.
func TestWhatWaitsForItsRequesterOwesNoWord(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		number := w.open("hours", "marta")
		w.wait(number, desk.WaitOther, 3*week)
		w.wait(number, desk.WaitCustomer, 3*week)
		if got := w.words(number); !slices.Equal(got, []string{"paused"}) {
			w.T.Errorf("next words are %q", got)
		}
		w.after(2 * week)
		if _, err := w.App.App.Escalation.Words(w.T.Context()); err != nil || w.mails("amina", late)+w.mails("amina", delayed) != 0 {
			w.T.Errorf("Amina, for whom it waits, is told that HR is late: %v", err)
		}
		w.wait(number, desk.WaitOther, 3*week)
		if got := w.words(number); !slices.Equal(got, []string{"running"}) {
			w.T.Errorf("once it waits for another, next words are %q", got)
		}
	})
}

// A short wait after which HR owes something soon anyway needs no word before it.
func TestAShortWaitNeedsNoWord(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		number := w.open("hours", "marta")
		w.wait(number, desk.WaitOther, 24*time.Hour)
		if got := w.words(number); len(got) != 0 {
			w.T.Errorf("next words are %q", got)
		}
		w.wait(number, desk.WaitOther, 9*24*time.Hour)
		if got := w.words(number); !slices.Equal(got, []string{"running"}) {
			w.T.Errorf("when it waits longer, next words are %q", got)
		}
	})
}

// Cases that wait for others since before a next word ran meanwhile, and next words that were put off for years, get one.
func TestCasesFromBeforeGetTheirWord(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		waits, stopped, far := w.open("hours", "marta"), w.open("hours", "marta"), w.open("hours", "marta")
		theirs := w.open("hours", "marta")
		for _, number := range []string{waits, stopped} {
			w.wait(number, desk.WaitOther, 40*week)
		}
		w.wait(theirs, desk.WaitCustomer, 3*week)
		_, err := w.App.App.Desk.Write(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Write{Number: far, Body: "We look at it."})
		w.ok(err)
		_, err = w.App.App.Desk.Renegotiate(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Renegotiate{Number: far, Kind: promise.Decision, DueAt: w.DB.Now().Add(30 * week), Reason: "It takes longer."})
		w.ok(err)
		w.exec(`DELETE FROM promise_promise WHERE kind = 'next_word' AND owner_id = $1`, w.id(waits))
		w.exec(`UPDATE promise_promise SET state = 'paused', paused_at = $2, paused_until = $3, left_minutes = 2700, pause_reason = 'other' WHERE kind = 'next_word' AND owner_id = $1`, w.id(stopped), w.DB.Now(), w.DB.Now().Add(40*week))
		w.exec(`UPDATE promise_promise SET due_at = $2, agreed_at = $2 WHERE kind = 'next_word' AND state = 'running' AND owner_id = $1`, w.id(far), w.DB.Now().Add(30*week))
		for _, want := range []int{3, 0} {
			if n, err := w.App.App.Escalation.Words(w.T.Context()); n != want || err != nil {
				w.T.Errorf("%d cases got a next word, %v; want %d", n, err, want)
			}
		}
		for number, want := range map[string][]string{waits: {"running"}, stopped: {"running"}, far: {"running", "running"}, theirs: nil} {
			if got := w.words(number); !slices.Equal(got, want) {
				w.T.Errorf("next words are %q, want %q", got, want)
			}
		}
		w.after(week + 2*time.Hour)
		if n := w.mails("amina", late); n != 3 {
			w.T.Errorf("Amina is told of %d that are late", n)
		}
	})
}

// A word that HR put off tells its requester nothing for as long as it likes no more than that it waits: both have their limit, which the refusal names.
func TestWaitsAndNewTimesHaveALimit(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		number := w.open("hours", "marta")
		at := "/api/v1/cases/" + number
		for reason, days := range map[string]int{"other": 366, "date": 366, "outside": 366, "A form is missing.": 9 * 365, "customer": 61} {
			says := "Choose a date within a year: then you look at it again, and it can wait once more."
			if reason == "customer" {
				says = "It waits for them for 60 days at most: then it comes back to you, and you can ask them again."
			}
			w.API("marta").Post(at+"/pause", map[string]any{"reason": reason, "needed": "The plan.", "until": w.DB.Now().AddDate(0, 0, days)}).Is(422).Shows(says)
		}
		w.API("marta").Post(at+"/pause", map[string]any{"reason": "customer", "needed": "The plan.", "until": w.DB.Now().AddDate(0, 0, 60)}).Is(200)
		w.API("marta").Post(at+"/resume", map[string]any{}).Is(200)
		w.API("marta").Post(at+"/messages", map[string]any{"body": "We look at it."}).Is(201)
		w.API("marta").Post(at+"/renegotiate", map[string]any{"kind": "decision", "due_at": w.DB.Now().AddDate(1, 0, 1), "reason": "It takes longer."}).Is(422).Shows("Choose a time within a year.")
		w.API("marta").Post(at+"/renegotiate", map[string]any{"kind": "decision", "due_at": w.DB.Now().AddDate(0, 11, 0), "reason": "It takes longer."}).Is(200)
		if got := w.words(number); !slices.Equal(got, []string{"running"}) {
			w.T.Fatalf("while the decision is far away, next words are %q", got)
		}
		w.API("marta").Post(at+"/renegotiate", map[string]any{"kind": "next_word", "due_at": w.DB.Now().Add(week + time.Minute), "reason": "It takes longer."}).Is(422).
			Shows("Nobody waits longer than 5 working days for a word: choose a time until Tue 24 Nov").Shows("To gain time, write to them: a message starts it anew.")
		w.API("marta").Post(at+"/renegotiate", map[string]any{"kind": "next_word", "due_at": w.DB.Now().Add(week - 2*time.Hour), "reason": "It takes longer."}).Is(200)
	})
}

func (w world) id(number string) string {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.ReadOne{Number: number})
	w.ok(err)
	return c.ID
}

func (w world) exec(sql string, args ...any) {
	w.T.Helper()
	w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error { _, err := tx.Exec(w.T.Context(), sql, args...); return err }))
}
