package outreach_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/outreach"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// brisk is a pace for tests of what is done rather than how fast.
var brisk = outreach.Pace{Slice: time.Minute, Rest: time.Microsecond, Mails: 1 << 20}

type world struct {
	*apptest.App
	s *outreach.Service
}

func paced(a *apptest.App, p outreach.Pace) *outreach.Service {
	return outreach.New(outreach.Options{DB: a.DB, Policy: a.Policy, Desk: a.App.Desk, Audit: a.Audit, Fresh: a.Auth.Fresh, Live: a.Live, Sends: true, Pace: p})
}

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	t.Parallel()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(&world{a, paced(a, brisk)}) })
}

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func (w *world) exec(sql string, args ...any) {
	w.T.Helper()
	w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error { _, err := tx.Exec(w.T.Context(), sql, args...); return err }))
}

func (w *world) count(sql string, args ...any) int {
	w.T.Helper()
	n, err := store.One[int](w.T.Context(), w.DB, sql, args...)
	w.ok(err)
	return n
}

// question is a round of Marta's to some people, whom she asks for their bank data.
func (w *world) question(people ...string) outreach.Make {
	return outreach.Make{List: strings.Join(people, "\n"), Service: "hours", Asks: true, Until: w.DB.Now().AddDate(0, 0, 20).Format(time.DateOnly),
		Texts: []outreach.Text{{Language: "en", Title: "Your bank data", Body: "Dear {first name}, please confirm your bank data until {due date}. {my name}"}, {Language: "de", Title: "Ihre Bankdaten", Body: "Guten Tag {first name}, bitte bestätigen Sie bis {due date}."}}}
}

func (w *world) make(key string, in outreach.Make) outreach.Round {
	w.T.Helper()
	r, err := w.s.Make(w.T.Context(), w.Actor(authz.Desk, key), in)
	w.ok(err)
	return r
}

func (w *world) steer(key, id, do string) outreach.Round {
	w.T.Helper()
	r, err := w.s.Steer(w.T.Context(), w.Actor(authz.Desk, key), outreach.Steer{ID: id, Do: do})
	w.ok(err)
	return r
}

func (w *world) show(key, id string) outreach.Round {
	w.T.Helper()
	r, err := w.s.Show(w.T.Context(), w.Actor(authz.Desk, key), outreach.Find{ID: id})
	w.ok(err)
	return r
}

// done starts a round and opens all its cases.
func (w *world) done(key string, in outreach.Make) outreach.Round {
	w.T.Helper()
	r := w.make(key, in)
	w.steer(key, r.ID, outreach.Start)
	w.ok(w.s.Pass(w.T.Context()))
	return w.show(key, r.ID)
}

// of is the number of the case that somebody has of a round.
func (w *world) of(round, key string) string {
	w.T.Helper()
	id, err := store.One[string](w.T.Context(), w.DB, `SELECT case_id FROM outreach_line WHERE round_id = $1 AND person_id = $2`, round, apptest.ID(key))
	w.ok(err)
	number, err := desk.NumberByID(w.T.Context(), w.DB, id)
	w.ok(err)
	return number
}

func (w *world) read(face authz.Face, key, number string) desk.Whole {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(face, key), desk.ReadOne{Number: number})
	w.ok(err)
	return c
}

func (w *world) write(key, number string) {
	w.T.Helper()
	_, err := w.App.App.Desk.Write(w.T.Context(), w.Actor(authz.Portal, key), desk.Write{Number: number, Body: "It is right."})
	w.ok(err)
	w.Drain()
}

// leave ends somebody's work yesterday.
func (w *world) leave(key string) {
	w.exec(`UPDATE people_employment SET ended = $2 WHERE person_id = $1`, apptest.ID(key), w.DB.Now().AddDate(0, 0, -2).Format(time.DateOnly))
}

// refused fails unless err is a refusal of a field in which words stand.
func refused(t testing.TB, err error, field, words string) {
	t.Helper()
	e := fault.As(err)
	if e == nil || !slices.ContainsFunc(e.Fields, func(f fault.Field) bool {
		return f.Name == field && strings.Contains(fmt.Sprintf(f.Key, f.Args...), words)
	}) {
		t.Errorf("want a refusal of %s with %q, got %v", field, words, err)
	}
}

func TestThePreviewSaysWhoGetsWhatAndOpensNothing(t *testing.T) {
	each(t, func(w *world) {
		w.exec(`UPDATE people_person SET language = 'de' WHERE id = $1`, apptest.ID("pavel"))
		w.leave("hanna")
		w.Drain()
		before := w.count(`SELECT (SELECT count(*) FROM desk_case) + (SELECT count(*) FROM mail_outbox)`)
		r := w.make("marta", w.question("Name;E-mail", "Yusuf;"+apptest.Email("amina"), "1004", "1003", "1005", "9999", "hanna@ferrow-lund.example", "marta@ferrow-lund.example", "nobody@else.example"))
		if r.State != outreach.Draft || r.Count.People != 3 || r.Twice != 1 || r.Minutes != 1 {
			w.T.Errorf("got %+v", r)
		}
		var out []string
		for _, l := range r.LeftOut {
			out = append(out, fmt.Sprint(l.Count, " ", l.Why))
		}
		if got := strings.Join(out, " "); !strings.Contains(got, "2 We know nobody") || !strings.Contains(got, "1 They do not work here") || !strings.Contains(got, "1 This is you") {
			w.T.Errorf("left out are %q", got)
		}
		if len(r.Examples) != 3 {
			w.T.Fatalf("got examples %+v", r.Examples)
		}
		var languages []string
		for _, x := range r.Examples {
			languages = append(languages, x.Language)
			if strings.Contains(x.Title+x.Body, "{") {
				w.T.Errorf("not filled in: %+v", x)
			}
		}
		if en, de := r.Examples[0], r.Examples[1]; en.Language != "en" || !strings.HasPrefix(en.Body, "Dear Amina, please confirm your bank data until ") || !strings.HasSuffix(en.Body, "Marta Kowalczyk") || !strings.HasPrefix(de.Body, "Guten Tag Pavel") {
			w.T.Errorf("got %v: %+v", languages, r.Examples)
		}
		w.ok(w.s.Pass(w.T.Context()))
		w.Drain()
		if n := w.count(`SELECT (SELECT count(*) FROM desk_case) + (SELECT count(*) FROM mail_outbox)`); n != before {
			w.T.Errorf("the preview left %d rows", n-before)
		}
		people, err := w.s.People(w.T.Context(), w.Actor(authz.Desk, "marta"), outreach.ReadPeople{ID: r.ID, Of: "left"})
		w.ok(err)
		if got := fmt.Sprintf("%+v", people.Items); !strings.Contains(got, "9999") || !strings.Contains(got, "Hanna Virtanen") || !strings.Contains(got, "nobody@else.example") || len(people.Items) != 4 {
			w.T.Errorf("left out are %s", got)
		}
		again, err := w.s.Again(w.T.Context(), w.Actor(authz.Desk, "marta"), outreach.Find{ID: r.ID})
		w.ok(err)
		if again.List != "1003\n1004\n1005\n9999\nnobody@else.example" {
			w.T.Errorf("made again it goes to %q", again.List)
		}
	})
}

func TestWhatCannotBeIsRefusedWithASentence(t *testing.T) {
	each(t, func(w *world) {
		marta := w.Actor(authz.Desk, "marta")
		for _, c := range []struct {
			change       func(in *outreach.Make)
			field, words string
		}{
			{func(in *outreach.Make) { in.List = "" }, "list", "Say whom"},
			{func(in *outreach.Make) { in.Service = "nothing" }, "service", "no such service"},
			{func(in *outreach.Make) { in.Service = "pay" }, "service", "Your team does not"},
			{func(in *outreach.Make) { in.Service = "fairness" }, "service", "named people alone"},
			{func(in *outreach.Make) { in.Team = "payroll" }, "team", "Choose the team"},
			{func(in *outreach.Make) { in.Service, in.Team = "review", "payroll" }, "team", "stay with its own team"},
			{func(in *outreach.Make) { in.Service, in.Asks, in.Until = "grade", false, "" }, "asks", "end with a decision"},
			{func(in *outreach.Make) { in.Until = "" }, "until", "Choose the last day"},
			{func(in *outreach.Make) { in.Until = w.DB.Now().Format(time.DateOnly) }, "until", "from tomorrow on"},
			{func(in *outreach.Make) { in.Until = "2999-01-01" }, "until", "within a year"},
			{func(in *outreach.Make) { in.Until = "soon" }, "until", "for example"},
			{func(in *outreach.Make) { in.Texts = nil }, "texts", "one language at least"},
			{func(in *outreach.Make) { in.Texts[0].Title = "" }, "title_en", "in a few words"},
			{func(in *outreach.Make) { in.Texts[0].Body = "Case {case number}" }, "text_en", "no placeholder {case number}"},
			{func(in *outreach.Make) { in.Texts[0].Body = "Dear {vorname}" }, "text_en", "no placeholder {vorname}"},
			{func(in *outreach.Make) { in.Asks, in.Until = false, "" }, "text_en", "take {due date} out"},
			{func(in *outreach.Make) { in.Site = "Atlantis" }, "site", "no such site"},
			{func(in *outreach.Make) { in.Unit = "u" }, "unit", "no such unit"},
			{func(in *outreach.Make) {
				var all []string
				for i := range outreach.Max + 1 {
					all = append(all, fmt.Sprint("p", i, "@x.example"))
				}
				in.List = strings.Join(all, ", ")
			}, "list", "at most 10,000 people"},
		} {
			in := w.question("1003")
			c.change(&in)
			_, err := w.s.Make(w.T.Context(), marta, in)
			refused(w.T, err, c.field, c.words)
		}
		if n := w.count(`SELECT count(*) FROM outreach_round`); n > 0 {
			w.T.Errorf("%d were kept", n)
		}
	})
}

func TestEachGetsOneCaseThatWaitsForThem(t *testing.T) {
	each(t, func(w *world) {
		w.Drain()
		in := w.question("1003", "1004", "1005", "1006")
		in.Key = "january"
		r := w.make("marta", in)
		if again := w.make("marta", in); again.ID != r.ID {
			w.T.Error("the same key made another round")
		}
		w.leave("hanna") // after the preview
		w.steer("marta", r.ID, outreach.Start)
		for range 2 {
			w.ok(w.s.Pass(w.T.Context()))
			w.steer("marta", r.ID, outreach.Start)
		}
		w.Drain()
		r = w.show("marta", r.ID)
		if r.State != outreach.Done || r.Count.Opened != 3 || r.Count.Waiting != 3 || r.Count.Hidden != 0 || len(r.LeftOut) != 1 || r.LeftOut[0].Why != "They have left since the list was made." {
			w.T.Errorf("got %+v", r)
		}
		if n := w.count(`SELECT count(*) FROM desk_case`); n != 3 {
			w.T.Errorf("there are %d cases", n)
		}
		c := w.read(authz.Portal, "amina", w.of(r.ID, "amina"))
		if c.State != desk.Waiting || c.WaitingFor != desk.WaitCustomer || c.Subject != "Your bank data" || !c.Unread && c.LastSide != "hr" || c.Talk[0].Side != "hr" || c.Talk[0].Author.Name != "Marta Kowalczyk" {
			w.T.Errorf("Amina reads %+v", c.Case)
		}
		if got := c.WaitingUntil.In(time.FixedZone("", 3600)).Format("2006-01-02 15:04"); got != in.Until+" 23:59" {
			w.T.Errorf("it waits until %s", got)
		}
		for _, p := range c.Promises {
			if p.Kind != "decision" || p.State != "paused" {
				w.T.Errorf("it is promised: %+v", p)
			}
		}
		letters, err := mail.ForPerson(w.T.Context(), w.DB, apptest.ID("amina"), 10)
		w.ok(err)
		if len(letters) != 1 || letters[0].Kind != "case.message" || !strings.Contains(letters[0].TextBody, "Dear Amina, please confirm") {
			w.T.Errorf("Amina got %+v", letters)
		}
		if n := w.count(`SELECT count(*) FROM mail_outbox WHERE person_id = $1`, apptest.ID("hanna")); n != 0 {
			w.T.Errorf("who left got %d mails", n)
		}
		if n := w.count(`SELECT count(*) FROM promise_promise WHERE kind = 'first_answer'`); n != 0 {
			w.T.Errorf("%d first answers are promised", n)
		}
		// She answers: it is HR's turn, with the time of the service.
		w.write("amina", c.Number)
		if c = w.read(authz.Desk, "marta", c.Number); c.State != desk.StateOpen || !c.NewReply || c.Next() == nil || c.Next().Kind != "decision" {
			w.T.Errorf("after the answer it is %+v", c.Case)
		}
	})
}

// A round that is stopped between any two lines, by an error, by the end of the process or by another server, goes on with what is left, and nobody has two cases.
func TestNothingIsOpenedTwiceWhereverItStops(t *testing.T) {
	each(t, func(w *world) {
		var all []string
		for i := range 12 {
			key := fmt.Sprint("p", i)
			w.Add(apptest.Member{Key: key, Given: "P", Family: fmt.Sprint("Number", i), Number: fmt.Sprint(7000 + i)})
			all = append(all, fmt.Sprint(7000+i))
		}
		r := w.make("marta", w.question(all...))
		w.steer("marta", r.ID, outreach.Start)
		for stop := range 12 {
			ctx, end := context.WithCancel(w.T.Context())
			n := 0
			err := w.s.Pass(store.WithCheck(ctx, func(context.Context, *store.Tx) error {
				if n++; n > 1 { // the second transaction and all after it fail, as when the process is ended
					end()
					return errors.New("the machine stops")
				}
				return nil
			}))
			end()
			if err == nil && stop < 11 {
				w.T.Fatalf("pass %d ended well", stop)
			}
			if got := w.count(`SELECT count(*) FROM desk_case`); got != stop+1 {
				w.T.Fatalf("after %d passes there are %d cases", stop+1, got)
			}
		}
		w.exec(`UPDATE outreach_line SET state = 'will', case_id = '' WHERE round_id = $1 AND n > 6`, r.ID) // six more are to be done, by three servers at once
		w.exec(`UPDATE outreach_round SET state = 'running' WHERE id = $1`, r.ID)
		var servers sync.WaitGroup
		for range 3 {
			servers.Go(func() {
				if err := paced(w.App, brisk).Pass(w.T.Context()); err != nil {
					w.T.Error(err)
				}
			})
		}
		servers.Wait()
		if r = w.show("marta", r.ID); r.State != outreach.Done || r.Count.Opened != 12 || r.Count.Failed != 0 {
			w.T.Errorf("got %+v", r)
		}
		if n := w.count(`SELECT count(*) FROM desk_case`); n != 18 {
			w.T.Errorf("there are %d cases", n)
		}
	})
}

func TestARoundIsForTheTeamsThatMayOpenItsCases(t *testing.T) {
	each(t, func(w *world) {
		r := w.done("marta", w.question("1003", "1004"))
		if got := w.show("priya", r.ID); got.Count.Opened != 2 {
			w.T.Errorf("a colleague of the team sees %+v", got)
		}
		for _, key := range []string{"theo", "amina", "noor", "lena"} {
			_, err := w.s.Show(w.T.Context(), w.Actor(authz.Desk, key), outreach.Find{ID: r.ID})
			_, people := w.s.People(w.T.Context(), w.Actor(authz.Desk, key), outreach.ReadPeople{ID: r.ID})
			_, steer := w.s.Steer(w.T.Context(), w.Actor(authz.Desk, key), outreach.Steer{ID: r.ID, Do: outreach.Stop})
			for _, err := range []error{err, people, steer} {
				if k := fault.KindOf(err); k != fault.NotFound && k != fault.Forbidden {
					w.T.Errorf("%s gets %v", key, err)
				}
			}
		}
		head := w.question("1003")
		head.Service = "pay"
		if got := w.make("ingrid", head); got.TeamName != "Payroll" { // she leads HR
			w.T.Errorf("got %+v", got)
		}
		// What is in a health case stays with who works on it; that there is one, the team knows.
		health := w.question("1003", "1004")
		health.Service = "health"
		h := w.done("marta", health)
		if got := w.show("marta", h.ID); got.Count.Opened != 2 || got.Count.Hidden != 0 {
			w.T.Errorf("got %+v", got)
		}
		w.steer("marta", h.ID, outreach.Remind)
		w.ok(w.s.Pass(w.T.Context()))
		if got := w.show("marta", h.ID); got.Remind != "done" || got.Count.Reminded != 0 {
			w.T.Errorf("in cases in which she may not write she reminded %d, %s", got.Count.Reminded, got.Remind)
		}
		// Who loses the right cannot go on, and a colleague can.
		late := w.make("marta", w.question("1005", "1006"))
		w.steer("marta", late.ID, outreach.Start)
		w.exec(`DELETE FROM people_team_member WHERE person_id = $1`, apptest.ID("marta"))
		w.ok(w.s.Pass(w.T.Context()))
		if got := w.show("priya", late.ID); got.State != outreach.Paused || got.Why == "" || got.Count.Opened != 0 {
			w.T.Errorf("got %+v", got)
		}
		w.steer("priya", late.ID, outreach.GoOn)
		w.ok(w.s.Pass(w.T.Context()))
		if got := w.show("priya", late.ID); got.State != outreach.Done || got.Count.Opened != 2 {
			w.T.Errorf("got %+v", got)
		}
	})
}

func TestWhoHasNotAnsweredIsRemindedOnce(t *testing.T) {
	each(t, func(w *world) {
		r := w.done("marta", w.question("1003", "1004", "1006"))
		w.Drain()
		w.write("amina", w.of(r.ID, "amina"))
		_, err := w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, "priya"), desk.Close{Number: w.of(r.ID, "amina"), Answer: "Thank you.", Outcome: desk.OutcomeDone, Cause: "information"})
		w.ok(err)
		w.Drain()
		w.exec(`DELETE FROM mail_outbox`)
		got := w.show("marta", r.ID)
		if got.Count.Answered != 1 || got.Count.Settled != 1 || got.Count.Open != 0 || got.Count.Waiting != 2 || got.Count.Late != 0 {
			w.T.Errorf("got %+v", got.Count)
		}
		people, err := w.s.People(w.T.Context(), w.Actor(authz.Desk, "marta"), outreach.ReadPeople{ID: r.ID})
		w.ok(err)
		if s := fmt.Sprintf("%+v", people.Items); len(people.Items) != 2 || !strings.Contains(s, "Pavel Dvořák") || !strings.Contains(s, "Hanna Virtanen") {
			w.T.Errorf("those who have not answered are %s", s)
		}
		for range 2 {
			w.steer("marta", r.ID, outreach.Remind)
			w.ok(w.s.Pass(w.T.Context()))
		}
		if got = w.show("marta", r.ID); got.Remind != "done" || got.Count.Reminded != 2 {
			w.T.Errorf("got %+v", got)
		}
		for key, want := range map[string]int{"amina": 0, "pavel": 1, "hanna": 1} {
			if n := w.count(`SELECT count(*) FROM mail_outbox WHERE person_id = $1`, apptest.ID(key)); n != want {
				w.T.Errorf("%s was written to %d times", key, n)
			}
		}
		// When the day has passed they are late, come back to the queue, and nobody is told that HR is late.
		w.exec(`DELETE FROM mail_outbox`)
		w.Clock.Advance(25 * 24 * time.Hour)
		for range 3 {
			w.Drain()
			w.Clock.Advance(48 * time.Hour)
		}
		w.Drain()
		if got = w.show("marta", r.ID); !got.Late || got.Count.Late != 2 {
			w.T.Errorf("got %+v", got.Count)
		}
		if c := w.read(authz.Desk, "priya", w.of(r.ID, "pavel")); c.State != desk.StateOpen {
			w.T.Errorf("it is %s", c.State)
		}
		if n := w.count(`SELECT count(*) FROM mail_outbox WHERE person_id = $1`, apptest.ID("pavel")); n != 0 {
			w.T.Errorf("Pavel, who has not answered, was written to %d times", n)
		}
		if n := w.count(`SELECT (SELECT count(*) FROM rating_ask) + (SELECT count(*) FROM cause_case)`); n != 0 {
			w.T.Errorf("%d cases in which HR wrote first are asked about or counted by cause", n)
		}
	})
}

func TestWhoIsOnlyToldCanSayThatSomethingIsMissing(t *testing.T) {
	each(t, func(w *world) {
		in := outreach.Make{List: "1003, 1004", Service: "hours", Team: "advice", Texts: []outreach.Text{{Language: "en", Title: "New rota", Body: "Dear {first name}, it begins on Monday."}}}
		r := w.done("marta", in)
		w.Drain()
		number := w.of(r.ID, "amina")
		if c := w.read(authz.Portal, "amina", number); c.State != desk.Answered || len(c.Promises) != 0 {
			w.T.Errorf("it is %+v", c.Case)
		}
		if got := w.show("marta", r.ID); got.Count.Settled != 2 || got.Count.Waiting != 0 {
			w.T.Errorf("got %+v", got.Count)
		}
		_, err := w.App.App.Desk.Reopen(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.Reopen{Number: number, Missing: "Which Monday?"})
		w.ok(err)
		w.Drain()
		if got := w.show("marta", r.ID); got.Count.Settled != 1 || got.Count.Answered != 1 || got.Count.Open != 1 {
			w.T.Errorf("got %+v", got.Count)
		}
		if _, err := w.s.Steer(w.T.Context(), w.Actor(authz.Desk, "marta"), outreach.Steer{ID: r.ID, Do: outreach.Remind}); fault.KindOf(err) != fault.Conflict {
			w.T.Errorf("reminding of nothing gives %v", err)
		}
	})
}

func TestARoundCanBeHeldStoppedAndTriedAgain(t *testing.T) {
	each(t, func(w *world) {
		r := w.make("marta", w.question("1003", "1004", "1005"))
		for _, do := range []string{outreach.Pause, outreach.GoOn, outreach.Again, "dance"} {
			if _, err := w.s.Steer(w.T.Context(), w.Actor(authz.Desk, "marta"), outreach.Steer{ID: r.ID, Do: do}); err == nil {
				w.T.Errorf("a draft takes %s", do)
			}
		}
		w.steer("marta", r.ID, outreach.Start)
		w.steer("marta", r.ID, outreach.Pause)
		w.ok(w.s.Pass(w.T.Context()))
		if got := w.show("marta", r.ID); got.State != outreach.Paused || got.Count.Opened != 0 {
			w.T.Errorf("held it is %+v", got)
		}
		w.steer("priya", r.ID, outreach.GoOn)
		w.exec(`UPDATE outreach_text SET title = ''`) // nothing that can be sent: what the desk refuses is said beside the person
		w.ok(w.s.Pass(w.T.Context()))
		got := w.show("marta", r.ID)
		if got.State != outreach.Done || got.Count.Failed != 3 {
			w.T.Errorf("got %+v", got)
		}
		people, err := w.s.People(w.T.Context(), w.Actor(authz.Desk, "marta"), outreach.ReadPeople{ID: r.ID, Of: "failed"})
		w.ok(err)
		if len(people.Items) != 3 || people.Items[0].Reason != "Say in a few words what it is about." {
			w.T.Errorf("got %+v", people.Items)
		}
		w.exec(`UPDATE outreach_text SET title = 'Your bank data'`)
		w.steer("marta", r.ID, outreach.Again)
		w.ok(w.s.Pass(w.T.Context()))
		if got = w.show("marta", r.ID); got.State != outreach.Done || got.Count.Opened != 3 || got.Count.Failed != 0 {
			w.T.Errorf("tried again it is %+v", got)
		}
		stopped := w.make("marta", w.question("1003", "1004"))
		w.steer("marta", stopped.ID, outreach.Start)
		w.steer("marta", stopped.ID, outreach.Stop)
		w.ok(w.s.Pass(w.T.Context()))
		if got = w.show("marta", stopped.ID); got.State != outreach.Stopped || got.Count.Opened != 0 || got.Count.Left() != 2 {
			w.T.Errorf("stopped it is %+v", got)
		}
		dropped := w.make("marta", w.question("1003"))
		w.steer("marta", dropped.ID, outreach.Drop)
		if _, err := w.s.Show(w.T.Context(), w.Actor(authz.Desk, "marta"), outreach.Find{ID: dropped.ID}); fault.KindOf(err) != fault.NotFound {
			w.T.Errorf("a dropped draft gives %v", err)
		}
	})
}

func TestARoundWaitsWhileManyMailsWaitToLeave(t *testing.T) {
	each(t, func(w *world) {
		w.Drain()
		r := w.make("marta", w.question("1003", "1004", "1006"))
		w.steer("marta", r.ID, outreach.Start)
		s := paced(w.App, outreach.Pace{Slice: time.Minute, Rest: time.Microsecond, Mails: 1})
		w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
			return mail.Enqueue(w.T.Context(), tx, mail.Message{To: "a@x.example", PersonID: apptest.ID("jonas"), Kind: "case.answer", Subject: "S", Text: "T", Lang: "en", EventKey: "e", About: "c"})
		}))
		w.ok(s.Pass(w.T.Context()))
		if got := w.show("marta", r.ID); got.State != outreach.Running || got.Count.Opened != 0 {
			w.T.Errorf("got %+v", got)
		}
		w.Clock.Advance(11 * time.Minute) // nothing leaves at all
		for range 3 {
			w.ok(s.Pass(w.T.Context()))
			w.Clock.Advance(11 * time.Minute)
		}
		if got := w.show("marta", r.ID); got.Count.Opened != 3 {
			w.T.Errorf("got %+v", got)
		}
	})
}

func TestWhatIsKeptGoesInTime(t *testing.T) {
	each(t, func(w *world) {
		r := w.done("marta", w.question("1003", "nobody@else.example"))
		draft := w.make("marta", w.question("1004"))
		w.Clock.Advance(outreach.TypedFor + time.Hour)
		w.ok(w.s.Forget(w.T.Context()))
		if n := w.count(`SELECT count(*) FROM outreach_line WHERE typed <> ''`); n != 0 {
			w.T.Errorf("%d lines that fit nobody are kept", n)
		}
		if n := w.count(`SELECT count(*) FROM outreach_round WHERE id = $1`, draft.ID); n != 0 {
			w.T.Error("the draft is kept")
		}
		w.Clock.Advance(outreach.KeptFor)
		w.ok(w.s.Forget(w.T.Context()))
		if n := w.count(`SELECT (SELECT count(*) FROM outreach_round) + (SELECT count(*) FROM outreach_line) + (SELECT count(*) FROM outreach_text)`); n != 0 {
			w.T.Errorf("%d rows are kept of %s", n, r.ID)
		}
		if n := w.count(`SELECT count(*) FROM desk_case`); n != 1 {
			w.T.Errorf("there are %d cases", n)
		}
	})
}

// What goes on in another case of the same person is settled here, until it is by itself again.
func TestACaseOfARoundThatIsJoinedToAnotherIsSettled(t *testing.T) {
	each(t, func(w *world) {
		r := w.done("marta", w.question(apptest.Email("amina")))
		part := w.of(r.ID, "amina")
		c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.Open{Service: "hours", Subject: "My bank data", Body: "They changed."})
		w.ok(err)
		settled := func() int {
			w.Drain()
			return w.count(`SELECT count(*) FROM outreach_line WHERE settled_at IS NOT NULL`)
		}
		w.API("marta").Post("/api/v1/cases/"+part+"/join", map[string]any{"into": c.Number}).Is(200)
		if settled() != 1 {
			t.Error("the round waits for a case that goes on elsewhere")
		}
		w.API("marta").Post("/api/v1/cases/"+part+"/apart", map[string]any{}).Is(200)
		if settled() != 0 {
			t.Error("the round does not wait for a case that is by itself again")
		}
	})
}
