package desk_test

import (
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/number"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/promise"
)

func stateOf(c desk.Case, kind string) promise.State {
	for i := len(c.Promises) - 1; i >= 0; i-- {
		if c.Promises[i].Kind == kind {
			return c.Promises[i].State
		}
	}
	return ""
}

func TestOpeningPromisesAndAcknowledgesAtOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "pay"})
		if c.State != desk.StateOpen || len(c.Promises) != 2 || !strings.HasPrefix(c.Number, "HR-") || len(c.Number) != 7 {
			w.Fatalf("%+v", c)
		}
		// Tuesday 12:00 and 240 minutes of office hours (UTC until HR sets others): 16:00; 1080 minutes: 540 until 17:00 on Tuesday and Wednesday, and 240 more.
		if got := c.Promises[0].DueAt; !got.Equal(store.At(dbtest.Noon.Add(4 * time.Hour))) {
			w.Errorf("first answer by %v", got)
		}
		letters, err := mail.ForPerson(w.Context(), w.db, "amina", 10)
		if err != nil || len(letters) != 1 {
			w.Fatalf("%d letters, %v", len(letters), err)
		}
		for _, want := range []string{c.Number, "Night allowance missing", "first answer by Tue 17 Nov, 17:00", "settled by", "/requests/" + c.Number} {
			if !strings.Contains(letters[0].Subject+letters[0].TextBody, want) {
				w.Errorf("the acknowledgement does not say %q: %s", want, letters[0].TextBody)
			}
		}
	})
}

func TestMailsOfSensitiveServicesStayNeutral(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		for _, service := range []string{"health", "fairness"} {
			c := w.open(w.portal("amina"), desk.Open{Service: service, Subject: "Zebra", Body: "Zebra", Named: named(service)})
			must(w.TB, w.desk.Assign, w.hr("marta"), desk.Assign{Number: c.Number, Assignee: "marta"})
			if _, err := w.desk.Write(w.Context(), w.hr("marta"), desk.Write{Number: c.Number, Body: "Zebra"}); err != nil {
				w.Fatal(err)
			}
		}
		letters, err := mail.ForPerson(w.Context(), w.db, "amina", 10)
		if err != nil || len(letters) != 4 {
			w.Fatalf("%d letters, %v", len(letters), err)
		}
		for _, l := range letters {
			for _, word := range []string{"Zebra", "health", "fairness"} {
				if strings.Contains(l.Subject+l.TextBody, word) {
					w.Errorf("%s says %s: %s", l.Kind, word, l.TextBody)
				}
			}
		}
	})
}

func named(service string) []string {
	if service == "fairness" {
		return []string{"marta"}
	}
	return nil
}

func TestBadInputIsToldFieldByField(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		_, err := w.desk.Open(w.Context(), w.portal("amina"), desk.Open{Service: "none", For: "nobody@x", Sensitivity: "secret", Channel: "pigeon", Priority: "first", Against: []string{"amina"}})
		e := fault.As(err)
		if e == nil || e.Kind != fault.Invalid {
			w.Fatal(err)
		}
		for _, name := range []string{"subject", "body", "service", "for", "sensitivity", "channel", "priority", "against"} {
			if !hasField(e, name) {
				w.Errorf("%s is not named: %v", name, err)
			}
		}
	})
}

func hasField(e *fault.Error, name string) bool {
	for _, f := range e.Fields {
		if f.Name == name {
			return true
		}
	}
	return false
}

func TestAnAgentOpensForSomebodyWhoPhoned(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.hr("marta"), desk.Open{Channel: desk.Phone, For: "PAVEL", Service: "pay"})
		if c.By.ID != "pavel" || c.For.ID != "pavel" || c.Channel != desk.Phone {
			w.Errorf("%+v", c)
		}
		_, err := w.desk.Open(w.Context(), w.hr("marta"), desk.Open{Channel: desk.Phone, Subject: "a", Body: "b"})
		refused(w.TB, err, fault.Invalid)
		if page := w.read(w.portal("pavel"), c.Number); len(page.Talk) != 2 || page.Talk[1].Body != "marta Test wrote this down for pavel Test." {
			w.Errorf("%+v", page.Talk)
		}
	})
}

func TestAnsweringKeepsThePromises(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "pay"})
		w.clock(time.Hour)
		if _, err := w.desk.Write(w.Context(), w.hr("theo"), desk.Write{Number: c.Number, Body: "I am looking into it."}); err != nil {
			w.Fatal(err)
		}
		page := w.read(w.hr("theo"), c.Number)
		if stateOf(page.Case, promise.FirstAnswer) != promise.Kept || stateOf(page.Case, promise.Decision) != promise.Running {
			w.Errorf("%+v", page.Promises)
		}
		closed := must(w.TB, w.desk.Close, w.hr("theo"), desk.Close{Number: c.Number, Answer: "You get it on Friday.", Outcome: "done", Cause: "information"})
		if closed.State != desk.Answered || stateOf(closed, promise.Decision) != promise.Kept {
			w.Errorf("%+v", closed)
		}
		done := must(w.TB, w.desk.Accept, w.portal("amina"), desk.Accept{Number: c.Number})
		if done.State != desk.Closed {
			w.Errorf("%+v", done.State)
		}
		must(w.TB, w.desk.Accept, w.portal("amina"), desk.Accept{Number: c.Number})
		_, err := w.desk.Reopen(w.Context(), w.portal("amina"), desk.Reopen{Number: c.Number, Missing: "More"})
		refused(w.TB, err, fault.Conflict)
	})
}

func TestClosingNeedsAnswerOutcomeAndCause(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "pay"})
		for name, in := range map[string]desk.Close{
			"answer":     {Outcome: "done", Cause: "information"},
			"outcome":    {Answer: "Yes", Outcome: "refused", Cause: "information"},
			"cause":      {Answer: "Yes", Outcome: "done", Cause: "none"},
			"cause_text": {Answer: "Yes", Outcome: "done", Cause: "other"},
		} {
			in.Number = c.Number
			_, err := w.desk.Close(w.Context(), w.hr("theo"), in)
			if e := fault.As(err); e == nil || !hasField(e, name) {
				w.Errorf("%s: %v", name, err)
			}
		}
		grade := w.open(w.portal("amina"), desk.Open{Service: "grade"})
		for _, outcome := range desk.Outcomes() {
			_, err := w.desk.Close(w.Context(), w.hr("marta"), desk.Close{Number: grade.Number, Answer: "Yes", Outcome: outcome, Cause: "information"})
			if decides := outcome != desk.OutcomeWithdrawn && outcome != desk.OutcomeDuplicate; decides != (err != nil) {
				w.Errorf("%s on a service that decides: %v", outcome, err)
			}
			if err == nil {
				must(w.TB, w.desk.Reopen, w.portal("amina"), desk.Reopen{Number: grade.Number, Missing: "No"})
			}
		}
	})
}

func TestOnlyTheRequesterReopens(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("pavel"), desk.Open{Service: "hours"})
		must(w.TB, w.desk.Close, w.hr("marta"), desk.Close{Number: c.Number, Answer: "No", Outcome: "answered", Cause: "rule-unclear"})
		for _, by := range []authz.Actor{w.hr("marta"), w.portal("stefan")} {
			_, err := w.desk.Reopen(w.Context(), by, desk.Reopen{Number: c.Number, Missing: "x"})
			refused(w.TB, err, fault.Forbidden)
		}
		_, err := w.desk.Reopen(w.Context(), w.portal("pavel"), desk.Reopen{Number: c.Number})
		refused(w.TB, err, fault.Invalid)
		got := must(w.TB, w.desk.Reopen, w.portal("pavel"), desk.Reopen{Number: c.Number, Missing: "The date"})
		if got.State != desk.StateOpen || stateOf(got, promise.NextWord) != promise.Running || stateOf(got, promise.Decision) != promise.Running {
			w.Errorf("%+v", got)
		}
	})
}

func TestAPauseEndsByReplyOrByDate(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		for _, reply := range []bool{true, false} {
			c := w.open(w.portal("amina"), desk.Open{Service: "pay"})
			until := w.db.Now().Add(48 * time.Hour)
			_, err := w.desk.Pause(w.Context(), w.hr("theo"), desk.Pause{Number: c.Number, Reason: "customer", Needed: "Your plan.", Until: w.db.Now()})
			refused(w.TB, err, fault.Invalid)
			got := must(w.TB, w.desk.Pause, w.hr("theo"), desk.Pause{Number: c.Number, Reason: "customer", Needed: "Your plan.", Until: until})
			if got.State != desk.Waiting || stateOf(got, promise.Decision) != promise.Paused {
				w.Errorf("%+v", got)
			}
			if reply {
				if _, err := w.desk.Write(w.Context(), w.portal("amina"), desk.Write{Number: c.Number, Body: "Here it is."}); err != nil {
					w.Fatal(err)
				}
			} else {
				w.clock(49 * time.Hour)
				if done, err := w.desk.Pass(w.Context()); err != nil || done.Resumed != 1 {
					w.Errorf("%+v, %v", done, err)
				}
			}
			if page := w.read(w.portal("amina"), c.Number); page.State != desk.StateOpen || stateOf(page.Case, promise.Decision) != promise.Running {
				w.Errorf("reply %v: %s, %+v", reply, page.State, page.Promises)
			}
			waits, err := store.All[string](w.Context(), w.db, `SELECT d.waited_for FROM desk_waiting d WHERE d.case_id = $1 ORDER BY d.id`, c.ID)
			if err != nil || strings.Join(waits, " ") != "hr customer hr" {
				w.Errorf("waited for %v, %v", waits, err)
			}
		}
	})
}

// A case whose pause cannot end, here because its promise's calendar is gone, holds up no other: not those after it, and not what else time brings about.
func TestABrokenCaseHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		var all []desk.Case
		for range 3 {
			c := w.open(w.portal("amina"), desk.Open{Service: "pay"})
			all = append(all, must(w.TB, w.desk.Pause, w.hr("theo"), desk.Pause{Number: c.Number, Reason: "customer", Needed: "Your plan.", Until: w.db.Now().Add(48 * time.Hour)}))
		}
		slices.SortFunc(all, func(a, b desk.Case) int { return int(number.Parse(a.Number) - number.Parse(b.Number)) })
		answered := w.open(w.portal("amina"), desk.Open{Service: "pay"})
		must(w.TB, w.desk.Close, w.hr("theo"), desk.Close{Number: answered.Number, Answer: "Yes.", Outcome: "answered", Cause: "information"})
		shift := func(by int) {
			err := w.db.Tx(w.Context(), func(tx *store.Tx) error {
				_, err := tx.Exec(w.Context(), `UPDATE promise_promise SET calendar_version = calendar_version + $1 WHERE owner_id = $2`, by, all[0].ID)
				return err
			})
			if err != nil {
				w.Fatal(err)
			}
		}
		shift(99)
		w.clock(desk.Settling + 49*time.Hour)
		done, err := w.desk.Pass(w.Context())
		if err == nil || done != (desk.Ticked{Resumed: 2, Closed: 1}) {
			w.Errorf("%+v, %v", done, err)
		}
		for _, c := range all[1:] {
			if got := w.read(w.hr("theo"), c.Number); got.State != desk.StateOpen {
				w.Errorf("%s is %s", c.Number, got.State)
			}
		}
		shift(-99)
		if done, err := w.desk.Pass(w.Context()); err != nil || done.Resumed != 1 {
			w.Errorf("once it is whole again: %+v, %v", done, err)
		}
	})
}

func TestAPromiseIsMovedBeforeItPassesOnly(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "pay"})
		due := w.db.Now().Add(96 * time.Hour)
		got := must(w.TB, w.desk.Renegotiate, w.hr("theo"), desk.Renegotiate{Number: c.Number, Kind: "decision", DueAt: due, Reason: "The payroll run is on Friday."})
		if stateOf(got, promise.Decision) != promise.Running || len(got.Promises) != 3 {
			w.Errorf("%+v", got.Promises)
		}
		page := w.read(w.portal("amina"), c.Number)
		if !strings.Contains(page.Talk[len(page.Talk)-1].Body, "The payroll run is on Friday.") {
			w.Error("Amina does not read why")
		}
		w.clock(240 * time.Hour)
		_, err := w.desk.Renegotiate(w.Context(), w.hr("theo"), desk.Renegotiate{Number: c.Number, Kind: "decision", DueAt: w.db.Now().Add(time.Hour), Reason: "Late"})
		refused(w.TB, err, fault.Conflict)
		if page := w.read(w.portal("amina"), c.Number); stateOf(page.Case, promise.Decision) != promise.Late {
			w.Errorf("%+v", page.Promises)
		}
	})
}

func TestTheSecondToAnswerReadsTheFirst(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "hours"})
		seen := w.read(w.hr("marta"), c.Number).Last
		if _, err := w.desk.Write(w.Context(), w.hr("ingrid"), desk.Write{Number: c.Number, Body: "Mine", Seen: seen}); err != nil {
			w.Fatal(err)
		}
		_, err := w.desk.Write(w.Context(), w.hr("marta"), desk.Write{Number: c.Number, Body: "Mine too", Seen: seen})
		refused(w.TB, err, fault.Conflict)
		if _, err := w.desk.Write(w.Context(), w.hr("marta"), desk.Write{Number: c.Number, Body: "And this", Seen: w.read(w.hr("marta"), c.Number).Last}); err != nil {
			w.Fatal(err)
		}
	})
}

func TestWhatWasSentByMistakeIsWithdrawn(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "hours"})
		upload := files.Upload{Name: "list.txt", Size: 5, Open: func() (files.Reader, error) { return io.NopCloser(strings.NewReader("names")), nil }}
		e, err := w.desk.Write(w.Context(), w.hr("marta"), desk.Write{Number: c.Number, Body: "Walrus", Files: []files.Upload{upload}})
		if err != nil || len(e.Files) != 1 {
			w.Fatalf("%+v %v", e, err)
		}
		_, err = w.desk.WithdrawEntry(w.Context(), w.portal("amina"), desk.Withdraw{Number: c.Number, Entry: e.ID})
		refused(w.TB, err, fault.Forbidden)
		for range 2 {
			if _, err := w.desk.WithdrawEntry(w.Context(), w.hr("marta"), desk.Withdraw{Number: c.Number, Entry: e.ID}); err != nil {
				w.Fatal(err)
			}
		}
		page := w.read(w.portal("amina"), c.Number)
		last := page.Talk[len(page.Talk)-1]
		if last.Body != "" || last.Withdrawn.IsZero() || last.Files[0].Name != "" {
			w.Errorf("%+v", last)
		}
		if got := all(w, w.portal("amina"), desk.List{Q: "walrus"}); len(got) > 0 {
			w.Error("a withdrawn message is found")
		}
		if got := all(w, w.portal("amina"), desk.List{Q: "allowance"}); len(got) != 1 {
			w.Error("the case is not found by its subject any more")
		}
		if _, _, err := w.desk.OpenFile(w.Context(), w.portal("amina"), desk.ReadFile{Number: c.Number, File: e.Files[0].ID}); fault.KindOf(err) != fault.NotFound {
			w.Errorf("a withdrawn file opens: %v", err)
		}
		letters, err := mail.ForPerson(w.Context(), w.db, "amina", 10)
		if err != nil {
			w.Fatal(err)
		}
		for _, l := range letters {
			if strings.Contains(l.TextBody, "Walrus") {
				w.Error("the mail about it still waits to be sent")
			}
		}
	})
}

func TestAnswersCloseAfterTenDays(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "pay"})
		must(w.TB, w.desk.Close, w.hr("theo"), desk.Close{Number: c.Number, Answer: "Yes", Outcome: "answered", Cause: "information"})
		for _, when := range []struct {
			day  int
			want desk.State
		}{{9, desk.Answered}, {11, desk.Closed}} {
			w.db.Clock().Set(dbtest.Noon.AddDate(0, 0, when.day))
			if _, err := w.desk.Pass(w.Context()); err != nil {
				w.Fatal(err)
			}
			if page := w.read(w.portal("amina"), c.Number); page.State != when.want {
				w.Errorf("after %d days: %s", when.day, page.State)
			}
		}
	})
}

func TestDraftsAndStepsAreKept(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "hours"})
		place := "case/" + c.Number
		if _, err := w.desk.SaveDraft(w.Context(), w.hr("marta"), desk.SaveDraft{Place: place, Body: "Dear"}); err != nil {
			w.Fatal(err)
		}
		if d, err := w.desk.Draft(w.Context(), w.hr("ingrid"), desk.ReadDraft{Place: place}); err != nil || d.Body != "" {
			w.Errorf("Ingrid reads Marta's draft: %q, %v", d.Body, err)
		}
		if got := w.read(w.hr("marta"), c.Number).Draft.Body; got != "Dear" {
			w.Errorf("draft %q", got)
		}
		_, err := w.desk.SaveDraft(w.Context(), w.portal("stefan"), desk.SaveDraft{Place: place, Body: "x"})
		refused(w.TB, err, fault.NotFound)
		must(w.TB, w.desk.AddStep, w.hr("marta"), desk.AddStep{Number: c.Number, Title: "Ask the plant", Outside: "Works council", Minutes: 60})
		step := w.read(w.portal("amina"), c.Number).Steps[0]
		must(w.TB, w.desk.SetStep, w.hr("marta"), desk.SetStep{Number: c.Number, Step: step.ID, State: "blocked", Why: "They meet on Monday."})
		if got := w.read(w.portal("amina"), c.Number).Steps[0]; got.Why != "They meet on Monday." || got.Promise == nil {
			w.Errorf("%+v", got)
		}
	})
}

// The record of openings tells the person of them by team, and is silent about cases against them.
func TestOpeningsAreRecorded(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "fairness", Named: []string{"marta"}})
		w.read(w.hr("marta"), c.Number)
		if err := w.log.Flush(w.Context()); err != nil {
			w.Fatal(err)
		}
		n, err := store.One[int](w.Context(), w.db, `SELECT count(*) FROM audit_entry WHERE opening AND object = $1`, c.ID)
		if err != nil || n != 1 {
			w.Errorf("%d openings, %v", n, err)
		}
		if _, err := w.log.Verify(w.Context(), w.db); err != nil {
			w.Error(err)
		}
	})
}

// What is attached to an answer that closes goes with it.
func TestAnAnswerBringsItsFiles(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "hours"})
		upload := files.Upload{Name: "certificate.txt", Size: 5, Open: func() (files.Reader, error) { return io.NopCloser(strings.NewReader("signs")), nil }}
		must(w.TB, w.desk.Close, w.hr("marta"), desk.Close{Number: c.Number, Answer: "Here it is.", Outcome: desk.OutcomeDone, Cause: "information", Files: []files.Upload{upload}})
		with := 0
		for _, e := range w.read(w.portal("amina"), c.Number).Talk {
			if e.Body == "Here it is." && len(e.Files) == 1 && e.Files[0].Name == "certificate.txt" {
				with++
			}
		}
		if with != 1 {
			w.Errorf("%d answers with their file", with)
		}
	})
}
