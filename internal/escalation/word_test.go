package escalation_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/promise"
)

// queue are the cases of the team in the order of its queue, and which promise each stands there for.
func (w world) queue() (all []string) {
	w.T.Helper()
	listed, err := w.App.App.Desk.List(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.List{View: desk.ViewTeam})
	w.ok(err)
	for _, c := range listed.Items {
		next := c.Next()
		all = append(all, c.Number+" "+next.Kind+" "+string(next.State))
	}
	return all
}

// A next word that passed stays late, and the case on top of the queue, until somebody writes; meanwhile its customer is promised another one, and reads both.
func TestALateNextWordKeepsItsCaseOnTopUntilSomebodyWrites(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		number, marta := w.open("hours", "marta"), w.Actor(authz.Desk, "marta")
		write := func() {
			w.T.Helper()
			_, err := w.App.App.Desk.Write(w.T.Context(), marta, desk.Write{Number: number, Body: "We look into it."})
			w.ok(err)
		}
		write()
		_, err := w.App.App.Desk.Renegotiate(w.T.Context(), marta, desk.Renegotiate{Number: number, Kind: promise.Decision, DueAt: w.DB.Now().Add(60 * 24 * time.Hour), Reason: "It takes longer."})
		w.ok(err)
		due := w.next(number)
		if due.Kind != promise.NextWord {
			w.T.Fatalf("next is %s", due.Kind)
		}
		w.after(due.DueAt.Sub(w.DB.Now().Time) + time.Minute)
		other := w.open("hours", "")
		want := []string{number + " next_word late", other + " first_answer running"}
		for range 2 { // saving it changes nothing, nor does the periodic look
			if got := w.queue(); !slices.Equal(got, want) {
				w.T.Errorf("the queue is %q, want %q", got, want)
			}
			_, err := w.App.App.Desk.Assign(w.T.Context(), marta, desk.Assign{Number: number, Assignee: apptest.Email("priya")})
			w.ok(err)
			_, err = w.App.App.Escalation.Words(w.T.Context())
			w.ok(err)
		}
		c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.ReadOne{Number: number})
		w.ok(err)
		ahead := slices.DeleteFunc(slices.Clone(c.Promises), func(p promise.View) bool { return p.Kind != promise.NextWord || !p.DueAt.After(w.DB.Now()) })
		if len(ahead) != 1 || w.mails("amina", late) != 1 {
			w.T.Fatalf("%d next words are ahead, and it was told %d times", len(ahead), w.mails("amina", late))
		}
		w.Portal("amina").Get("/requests/"+number).Is(200).Shows("HR sees that it is late", "You hear from us by")
		soon := w.DB.Now().Add(30 * time.Hour)
		_, err = w.App.App.Desk.Renegotiate(w.T.Context(), marta, desk.Renegotiate{Number: number, Kind: promise.NextWord, DueAt: soon, Reason: "On the day after tomorrow."})
		w.ok(err)
		if got := w.queue(); !slices.Equal(got, want) {
			w.T.Errorf("once the word ahead has another time the queue is %q", got)
		}
		write()
		if got := w.queue(); len(got) != 2 || !strings.HasPrefix(got[0], other) || got[1] != number+" next_word running" {
			w.T.Errorf("after HR wrote the queue is %q", got)
		}
		c, err = w.App.App.Desk.Read(w.T.Context(), marta, desk.ReadOne{Number: number})
		w.ok(err)
		kept := slices.DeleteFunc(slices.Clone(c.Promises), func(p promise.View) bool { return p.Kind != promise.NextWord || p.State != promise.KeptLate })
		if len(kept) != 1 || !kept[0].DueAt.Equal(due.DueAt) {
			w.T.Errorf("kept late are %+v", kept)
		}
	})
}
