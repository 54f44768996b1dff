package desk_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
)

// Whoever a case waits for reads what is needed: on the request, in what waits for them and in the mail. Their answer ends the pause.
func TestWhoeverIsWaitedForReadsWhatIsNeeded(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		const needed = "A photo of the timesheet of last week."
		c := w.open(w.portal("amina"), desk.Open{Service: "pay"})
		until := w.db.Now().Add(48 * time.Hour)
		for _, reason := range []string{desk.WaitCustomer, desk.WaitManager} {
			_, err := w.desk.Pause(w.Context(), w.hr("theo"), desk.Pause{Number: c.Number, Reason: reason, Needed: " ", Until: until, Form: true})
			refusedField(w.TB, err, "needed")
		}
		_, err := w.desk.Pause(w.Context(), w.hr("theo"), desk.Pause{Number: c.Number, Reason: desk.WaitManager, Needed: needed, Until: until})
		refusedField(w.TB, err, "reason")
		got := must(w.TB, w.desk.Pause, w.hr("theo"), desk.Pause{Number: c.Number, Reason: desk.WaitCustomer, Needed: needed, Until: until})
		if got.Needed != needed || got.Asked {
			w.Errorf("HR reads %+v", got)
		}
		again := must(w.TB, w.desk.Pause, w.hr("theo"), desk.Pause{Number: c.Number, Reason: desk.WaitCustomer, Needed: needed, Until: until})
		page := w.read(w.portal("amina"), c.Number)
		if again.Needed != needed || !page.Asked || page.Needed != needed || strings.Count(said(page), needed) != 1 {
			w.Errorf("the requester reads %q, asked %v: %s", page.Needed, page.Asked, said(page))
		}
		if all := w.toDo(w.portal("amina")); len(all) != 1 || !strings.Contains(all[0], needed) {
			w.Errorf("waits for the requester: %q", all)
		}
		if mails := strings.Join(w.mails("amina"), "\n"); strings.Count(mails, needed) != 1 {
			w.Errorf("the mails say %q", mails)
		}
		if _, err := w.desk.Write(w.Context(), w.portal("amina"), desk.Write{Number: c.Number, Body: "Here it is."}); err != nil {
			w.Fatal(err)
		}
		if page := w.read(w.portal("amina"), c.Number); page.State != desk.StateOpen || page.Needed != "" || page.Asked || len(w.toDo(w.portal("amina"))) != 0 {
			w.Errorf("after the answer it is %s and needs %q", page.State, page.Needed)
		}
	})
}

// A manager is waited for where they read the case: there they read what is needed, and answer. Else the agent is led to asking them aside, and the manager sees nothing.
func TestAManagerIsWaitedForWhereTheyReadTheCase(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		const needed = "Can line 3 be staffed with eleven on Wednesdays?"
		jonas, until := w.portal("jonas"), w.db.Now().Add(48*time.Hour)
		ask := func(c desk.Case) error {
			_, err := w.desk.Pause(w.Context(), w.hr("marta"), desk.Pause{Number: c.Number, Reason: desk.WaitManager, Needed: needed, Until: until})
			return err
		}
		for _, in := range []desk.Open{{Service: "hours", NotTo: []string{"manager"}}, {Service: "hours", Against: []string{"stefan"}}, {Service: "grade"}} {
			refusedField(w.TB, ask(w.open(w.portal("amina"), in)), "reason")
		}
		if all, mails := w.toDo(jonas), w.mails("jonas"); len(all)+len(mails) != 0 {
			w.Errorf("a manager who reads none of them gets %q and %v", all, mails)
		}
		c := w.open(w.portal("amina"), desk.Open{Service: "hours", Subject: "Fewer hours"})
		write := func() error {
			_, err := w.desk.Write(w.Context(), jonas, desk.Write{Number: c.Number, Body: "Yes, from January."})
			return err
		}
		refused(w.TB, write(), fault.Forbidden)
		if err := ask(c); err != nil {
			w.Fatal(err)
		}
		if page := w.read(jonas, c.Number); !page.Asked || !page.May.Write || page.Needed != needed {
			w.Errorf("the manager reads %+v", page.Case)
		}
		if page := w.read(w.portal("amina"), c.Number); page.Asked || page.Needed != needed {
			w.Errorf("the requester reads %+v", page.Case)
		}
		if all := w.toDo(jonas); len(all) != 1 || !strings.Contains(all[0], needed) {
			w.Errorf("waits for the manager: %q", all)
		}
		if all := w.toDo(w.portal("amina")); len(all) != 0 {
			w.Errorf("waits for the requester: %q", all)
		}
		if mails := w.mails("jonas"); len(mails) != 1 || !strings.Contains(mails[0], needed) || strings.Contains(mails[0], "Fewer hours") {
			w.Errorf("the mails to the manager are %q", mails)
		}
		if err := write(); err != nil {
			w.Fatal(err)
		}
		if page := w.read(jonas, c.Number); page.State != desk.StateOpen || page.May.Write || len(w.toDo(jonas)) != 0 {
			w.Errorf("after the answer it is %s, and the manager may write: %v", page.State, page.May.Write)
		}
		refused(w.TB, write(), fault.Forbidden)
	})
}

func refusedField(t testing.TB, err error, field string) {
	t.Helper()
	if f := fault.As(err); f == nil || len(f.Fields) == 0 || f.Fields[0].Name != field {
		t.Fatalf("got %v, want %s refused", err, field)
	}
}

// said is the conversation as its reader has it.
func said(page desk.Whole) string {
	var all []string
	for _, e := range page.Talk {
		all = append(all, e.Body)
	}
	return strings.Join(all, "\n")
}

// toDo are the sentences of what waits for somebody.
func (w world) toDo(by authz.Actor) (all []string) {
	w.Helper()
	found, err := w.desk.Spec().ToDo(w.Context(), by)
	if err != nil {
		w.Fatal(err)
	}
	for _, t := range found {
		all = append(all, t.Text.In(w.Context()))
	}
	return all
}

// mails are the mails to somebody.
func (w world) mails(id string) (all []string) {
	w.Helper()
	found, err := mail.ForPerson(w.Context(), w.db, id, 10)
	if err != nil {
		w.Fatal(err)
	}
	for _, m := range found {
		all = append(all, m.Subject+"\n"+m.TextBody)
	}
	return all
}
