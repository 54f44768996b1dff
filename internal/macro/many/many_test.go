package many_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/stood"
	"hearth/internal/macro"
	"hearth/internal/macro/many"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

type world struct {
	*apptest.App
	s *many.Service
}

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	t.Parallel()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(&world{a, many.New(a.Macro)}) })
}

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func (w *world) open(key, service string) string {
	w.T.Helper()
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, key), desk.Open{Subject: "Rota", Body: "When is it out?", Service: service})
	w.ok(err)
	return c.Number
}

func (w *world) do(key string, in many.Change) many.Batch {
	w.T.Helper()
	out, err := w.s.Do(w.T.Context(), w.Actor(authz.Desk, key), in)
	w.ok(err)
	return out
}

// talk is what HR wrote in a case, and where it stands.
func (w *world) talk(number string) (said []string, c desk.Whole) {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(authz.Desk, "ingrid"), desk.ReadOne{Number: number})
	w.ok(err)
	for _, e := range c.Talk {
		if e.Kind == "message" && e.Side == "hr" {
			said = append(said, e.Body)
		}
	}
	return said, c
}

// states are the numbers of a batch with what becomes of each.
func states(b many.Batch) string {
	var all []string
	for _, c := range b.Cases {
		all = append(all, c.Number+" "+c.State)
	}
	return strings.Join(all, ", ")
}

func (w *world) count(sql string) int {
	w.T.Helper()
	n, err := store.One[int](w.T.Context(), w.DB, sql)
	w.ok(err)
	return n
}

func TestThePreviewSaysWhatHappensAndDoesNothing(t *testing.T) {
	each(t, func(w *world) {
		lang := "de"
		_, err := w.People.SaveMe(w.T.Context(), w.Actor(authz.Portal, "pavel"), people.SaveMe{Language: &lang})
		w.ok(err)
		m, err := w.Macro.Keep(w.T.Context(), w.Actor(authz.Desk, "marta"), macro.Keep{Name: "Rota", Team: "advice", Besides: macro.Besides{Tag: "rota"},
			Texts: []macro.Text{{Language: "en", Body: "Dear {first name}, it is on the wall."}, {Language: "de", Body: "Guten Tag {first name}, er hängt aus."}}})
		w.ok(err)
		english, german, decides, health := w.open("amina", "hours"), w.open("pavel", "hours"), w.open("hanna", "grade"), w.open("hanna", "health")
		answered := w.open("hanna", "hours")
		_, err = w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Close{Number: answered, Answer: "Friday.", Outcome: desk.OutcomeDone, Cause: "information"})
		w.ok(err)
		own := w.open("marta", "hours")
		rows := `SELECT (SELECT count(*) FROM desk_entry) + (SELECT count(*) FROM mail_outbox) + (SELECT count(*) FROM audit_entry WHERE NOT opening) + (SELECT count(*) FROM macro_batch_case) + (SELECT count(*) FROM store_fact)`
		w.Drain()
		before := w.count(rows)
		in := many.Change{Numbers: []string{english, german, decides, health, answered, own, "HR-99999", english}, Macro: m.ID, Outcome: desk.OutcomeDone, Cause: "information", Preview: true}
		got := w.do("marta", in)
		if n := w.count(rows); n != before {
			w.T.Errorf("the preview left %d rows", n-before)
		}
		if want := fmt.Sprintf("%s will, %s will, %s left, %s left, %s left, %s left, HR-99999 left", english, german, decides, health, answered, own); states(got) != want {
			w.T.Errorf("got %s\nwant %s", states(got), want)
		}
		if a, b := got.Cases[0], got.Cases[1]; a.Text != "Dear Amina, it is on the wall." || a.Language != "en" || a.To != "Amina Yusuf" || b.Text != "Guten Tag Pavel, er hängt aus." || b.Language != "de" || b.Fallback {
			w.T.Errorf("got %+v and %+v", a, b)
		}
		for i, says := range []string{"needs a decision", "holds health data", "answered already", "", "There is nothing here"} {
			if c := got.Cases[i+2]; !strings.Contains(c.Reason, says) || c.Text != "" || c.Reason == "" {
				w.T.Errorf("of %s it says %q, want %q", c.Number, c.Reason, says)
			}
		}
		if c := got.Cases[3]; c.Title != "" {
			w.T.Errorf("of a health case it says %q", c.Title)
		}
	})
}

func TestABatchIsDoneOnceAndEachCaseForItself(t *testing.T) {
	each(t, func(w *world) {
		a, b, c := w.open("amina", "hours"), w.open("pavel", "hours"), w.open("hanna", "hours")
		in := many.Change{Numbers: []string{a, b, c}, Reply: "Dear {first name}, it comes on Friday. {case number}", Preview: true}
		seen := w.do("marta", in)
		w.Advance(time.Second)
		_, err := w.App.App.Desk.Write(w.T.Context(), w.Actor(authz.Portal, "pavel"), desk.Write{Number: b, Body: "I found it."})
		w.ok(err)
		in.Preview, in.Batch = false, seen.ID
		for _, x := range seen.Cases {
			in.Seen = append(in.Seen, x.Print)
		}
		first := w.do("marta", in)
		if want := fmt.Sprintf("%s done, %s left, %s done", a, b, c); states(first) != want || !slices.Equal(first.Changed, []string{a, c}) {
			w.T.Errorf("got %s, want %s", states(first), want)
		}
		if !strings.Contains(first.Refused[0].Reason, "after the preview") {
			w.T.Errorf("it is left out because %q", first.Refused[0].Reason)
		}
		again := w.do("marta", in)
		if want := fmt.Sprintf("%s before, %s left, %s before", a, b, c); states(again) != want {
			w.T.Errorf("again it did %s, want %s", states(again), want)
		}
		in.Seen = nil
		if got, want := states(w.do("marta", in)), fmt.Sprintf("%s before, %s done, %s before", a, b, c); got != want {
			w.T.Errorf("without the preview it did %s, want %s", got, want)
		}
		for number, first := range map[string]string{a: "Amina", b: "Pavel", c: "Hanna"} {
			if said, _ := w.talk(number); !slices.Equal(said, []string{"Dear " + first + ", it comes on Friday. " + number}) {
				w.T.Errorf("%s was written %q", first, said)
			}
		}
		if got := states(w.do("priya", in)); !strings.Contains(got, a+" done") {
			w.T.Errorf("the batch of another person is another one: %s", got)
		}
	})
}

func TestCasesAreGivenAndClosed(t *testing.T) {
	each(t, func(w *world) {
		a, b := w.open("amina", "hours"), w.open("pavel", "pay")
		if got := w.do("theo", many.Change{Numbers: []string{a, b}, Assignee: "me", Priority: "high"}); len(got.Changed) != 2 {
			w.T.Errorf("got %+v", got)
		}
		for _, number := range []string{a, b} {
			if _, c := w.talk(number); c.Assignee == nil || c.Assignee.ID != apptest.ID("theo") || c.Priority != "high" {
				w.T.Errorf("%s is with %+v, of priority %q", number, c.Assignee, c.Priority)
			}
		}
		w.do("theo", many.Change{Numbers: []string{a, b}, Assignee: "queue"})
		for number, team := range map[string]string{a: "advice", b: "payroll"} {
			if _, c := w.talk(number); c.Assignee != nil || c.TeamID != team {
				w.T.Errorf("%s is with %v of %s", number, c.Assignee, c.TeamID)
			}
		}
		w.do("theo", many.Change{Numbers: []string{a, b}, Reply: "It is out.", Outcome: desk.OutcomeDone, Cause: "information"})
		for _, number := range []string{a, b} {
			if said, c := w.talk(number); c.State != desk.Answered || c.Outcome != desk.OutcomeDone || !slices.Equal(said, []string{"It is out."}) {
				w.T.Errorf("%s is %s with %q", number, c.State, said)
			}
		}
	})
}

// Who gives a case away and may not see it after has set its priority all the same, or done neither.
func TestGivingAndSortingAreOneStep(t *testing.T) {
	each(t, func(w *world) {
		stands := func(number string) string {
			w.T.Helper()
			s, err := store.One[string](w.T.Context(), w.DB, `SELECT team_id || ' ' || CAST(priority AS text) FROM desk_case WHERE 'HR-' || CAST(number AS text) = $1`, number)
			w.ok(err)
			return s
		}
		a := w.open("amina", "review")
		got := w.do("marta", many.Change{Numbers: []string{a}, Team: "payroll", Priority: "high"})
		if stands(a) != "payroll 1" || len(got.Changed) != 1 {
			w.T.Errorf("it is %s, and the batch says %s", stands(a), states(got))
		}
		c := w.open("amina", "hours")
		got = w.do("marta", many.Change{Numbers: []string{c}, Team: "payroll", Priority: "high", Was: []string{stood.Text(c, "", "low")}})
		if stands(c) != "advice 0" || len(got.Changed) != 0 {
			w.T.Errorf("it is %s though a colleague sorted it meanwhile, and the batch says %s", stands(c), states(got))
		}
	})
}

func TestWhatCannotBeDoneToAnyIsRefused(t *testing.T) {
	each(t, func(w *world) {
		a := w.open("amina", "hours")
		var hundred []string
		for i := range many.Max + 1 {
			hundred = append(hundred, fmt.Sprintf("HR-%d", 70000+i))
		}
		for says, in := range map[string]many.Change{
			"Choose at least one case":                         {Reply: "x"},
			"at most 100 cases at once. You chose 101":         {Numbers: hundred, Reply: "x"},
			"Say what to do":                                   {Numbers: []string{a}},
			"A case that is closed is with nobody":             {Numbers: []string{a}, Reply: "x", Outcome: desk.OutcomeDone, Assignee: "me"},
			"one of the two":                                   {Numbers: []string{a}, Reply: "x", Macro: "m"},
			"Write the answer":                                 {Numbers: []string{a}, Outcome: desk.OutcomeDone},
			"Choose an outcome":                                {Numbers: []string{a}, Reply: "x", Outcome: desk.OutcomeDecided},
			"no placeholder {vorname}":                         {Numbers: []string{a}, Reply: "{vorname}"},
			"This macro is not there any more. Choose another": {Numbers: []string{a}, Macro: "m"},
			"Name a person or a team":                          {Numbers: []string{a}, Assignee: "me", Team: "advice"},
		} {
			for _, preview := range []bool{true, false} {
				in.Preview = preview
				_, err := w.s.Do(w.T.Context(), w.Actor(authz.Desk, "marta"), in)
				e := fault.As(err)
				if e == nil || e.Kind != fault.Invalid || len(e.Fields) == 0 || !strings.Contains((&fault.Error{Key: e.Fields[0].Key, Args: e.Fields[0].Args}).Error(), says) {
					w.T.Errorf("want %q, got %v", says, err)
				}
			}
		}
		_, err := w.s.Do(w.T.Context(), w.Actor(authz.Portal, "amina"), many.Change{Numbers: []string{a}, Reply: "x"})
		if fault.KindOf(err) != fault.Forbidden {
			w.T.Errorf("somebody of the portal writes to many: %v", err)
		}
		got := w.do("marta", many.Change{Numbers: hundred[1:], Reply: "x"})
		if len(got.Refused) != many.Max {
			w.T.Errorf("%d of %d are refused", len(got.Refused), many.Max)
		}
	})
}

func TestThePagesPreviewConfirmAndSayWhatWasDone(t *testing.T) {
	each(t, func(w *world) {
		a, b := w.open("amina", "hours"), w.open("pavel", "grade")
		marta := w.Desk("marta")
		marta.Get("/desk").Is(200).Shows("Write to them or close them")
		marta.Get("/desk/bulk?numbers="+a+"&numbers="+b).Is(200).Shows(a+", "+b, "At most 100 at once")
		form := url.Values{"numbers": {a, b}, "macro": {""}, "reply": {"Dear {firstname}"}, "outcome": {"done"}, "cause": {"information"}, "assignee": {""}}
		marta.Send("/desk/bulk/preview", form).Is(422).Shows("There is no placeholder {firstname}.", "Dear {firstname}", a+", "+b)
		form.Set("reply", "Dear {first name}, it is out.")
		at := marta.Send("/desk/bulk/preview", form).Is(303).Header.Get("Location")
		page := marta.Get(at).Is(200).Shows("Nothing is done yet.", "This happens to 1 case", "Dear Amina, it is out.", "It is closed: Done.", "1 case is left out", "needs a decision")
		if said, _ := w.talk(a); len(said) > 0 {
			w.T.Fatal("the preview wrote")
		}
		w.Desk("priya").Get(at).Is(404)
		w.Desk("priya").Send(at, url.Values{"seen": {"x"}}).Is(404)
		marta.Get("/desk/bulk?batch=" + strings.TrimPrefix(at, "/desk/bulk/")).Is(200).Shows("Dear {first name}, it is out.")
		marta.Send(at, url.Values{}).Is(http.StatusUnprocessableEntity)
		_, after, _ := strings.Cut(page.Text, `name="seen" value="`)
		seen, _, _ := strings.Cut(after, `"`)
		for range 2 {
			marta.Send(at, url.Values{"seen": {seen}}).Is(303)
		}
		marta.Get(at).Is(200).Shows("1 case is done.", "1 case is left out", "needs a decision").Hides("Dear Amina")
		if said, _ := w.talk(a); len(said) != 1 {
			w.T.Errorf("she was written %q", said)
		}
		if n := w.count(`SELECT count(*) FROM macro_batch WHERE plan LIKE '%Dear%'`); n > 0 {
			w.T.Error("what was written is kept after it is done")
		}
		w.Advance(31 * 24 * time.Hour)
		w.ok(w.Macro.Pass(w.T.Context()))
		if n := w.count(`SELECT (SELECT count(*) FROM macro_batch) + (SELECT count(*) FROM macro_batch_case)`); n > 0 {
			w.T.Errorf("%d rows are kept after a month", n)
		}
	})
}

// ten lets key undo what they send for ten seconds.
func (w *world) ten(key string) {
	w.T.Helper()
	ten := 10
	_, err := w.People.SaveKeys(w.T.Context(), w.Actor(authz.Desk, key), people.SaveKeys{Undo: &ten})
	w.ok(err)
}

// later lets some seconds pass, and does what is due.
func (w *world) later(seconds int) {
	w.T.Helper()
	w.Clock.Advance(time.Duration(seconds) * time.Second)
	w.ok(w.Jobs.Drain(w.T.Context()))
}

// tags are the words on a case, by one space.
func (w *world) tags(number string) string {
	w.T.Helper()
	all := apptest.Decode[struct {
		Items []struct {
			Word string `json:"word"`
		} `json:"items"`
	}](w.T, w.API("marta").Get("/api/v1/cases/"+number+"/tags"), 200)
	var words []string
	for _, x := range all.Items {
		words = append(words, x.Word)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// Who writes to many, tags them and takes them does it in one step, of which the preview says all.
func TestOneBatchWritesTagsAndGives(t *testing.T) {
	each(t, func(w *world) {
		m, err := w.Macro.Keep(w.T.Context(), w.Actor(authz.Desk, "marta"), macro.Keep{Name: "Paper", Team: "advice", Besides: macro.Besides{Tag: "paper", WaitDays: 7}, Texts: []macro.Text{{Language: "en", Body: "Dear {first name}, send us the paper."}}})
		w.ok(err)
		a, b, answered := w.open("amina", "hours"), w.open("pavel", "hours"), w.open("hanna", "hours")
		_, err = w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Close{Number: answered, Answer: "Friday.", Outcome: desk.OutcomeDone, Cause: "information"})
		w.ok(err)
		in := many.Change{Numbers: []string{a, b, answered}, Macro: m.ID, Besides: true, Tag: "rota", Assignee: "me", Priority: "high", Batch: "one", Preview: true}
		got := w.do("marta", in)
		if want := fmt.Sprintf("%s will, %s will, %s left", a, b, answered); states(got) != want || fmt.Sprint(got.Cases[0].Tags) != "[rota paper]" || got.Cases[0].Waits != 7 {
			w.T.Fatalf("got %s with %+v", states(got), got.Cases[0])
		}
		if said, c := w.talk(a); len(said) != 0 || c.Assignee != nil || c.State != desk.StateOpen || w.tags(a) != "" {
			w.T.Fatalf("the preview did something: %q, %+v", said, c.Case)
		}
		for _, c := range got.Cases[:2] {
			in.Seen = append(in.Seen, c.Print)
		}
		in.Preview = false
		for range 2 {
			w.do("marta", in)
		}
		for _, number := range []string{a, b} {
			said, c := w.talk(number)
			if len(said) != 1 || c.Assignee == nil || c.Assignee.ID != apptest.ID("marta") || c.State != desk.Waiting || c.Priority != "high" || w.tags(number) != "paper rota" {
				w.T.Errorf("%s: %q, %q, %+v", number, said, w.tags(number), c.Case)
			}
		}
		if w.tags(answered) != "" {
			w.T.Errorf("what was left out has %q", w.tags(answered))
		}
		w.do("marta", many.Change{Numbers: []string{answered}, Tag: "rota"}) // a word alone goes on an answered case too
		if w.tags(answered) != "rota" {
			w.T.Errorf("it has %q", w.tags(answered))
		}
		// to somebody who may not have it: nothing of it happens
		c := w.open("amina", "hours")
		left := w.do("marta", many.Change{Numbers: []string{c}, Reply: "Yes.", Tag: "rota", Assignee: apptest.Email("amina")})
		if said, _ := w.talk(c); len(left.Refused) != 1 || len(said) != 0 || w.tags(c) != "" {
			w.T.Errorf("%+v, %q, %q", left, said, w.tags(c))
		}
		closes, err := w.Macro.Keep(w.T.Context(), w.Actor(authz.Desk, "marta"), macro.Keep{Name: "Done", Team: "advice", Besides: macro.Besides{Tag: "done", Outcome: desk.OutcomeDone}, Texts: []macro.Text{{Language: "en", Body: "It is done."}}})
		w.ok(err)
		_, err = w.s.Do(w.T.Context(), w.Actor(authz.Desk, "marta"), many.Change{Numbers: []string{c}, Macro: closes.ID, Besides: true, Assignee: "me"})
		if fault.KindOf(err) != fault.Invalid {
			w.T.Errorf("it is closed and given: %v", err)
		}
		w.do("marta", many.Change{Numbers: []string{c}, Macro: closes.ID})
		if _, x := w.talk(c); x.State != desk.StateOpen || w.tags(c) != "" {
			w.T.Errorf("a macro did more than it was asked for: %s, %q", x.State, w.tags(c))
		}
		w.do("marta", many.Change{Numbers: []string{c}, Macro: closes.ID, Besides: true})
		if _, x := w.talk(c); x.State != desk.Answered || w.tags(c) != "done" {
			w.T.Errorf("it is %s with %q", x.State, w.tags(c))
		}
	})
}

// A batch is undone as a whole: until its seconds are over nothing of it is done, and then once.
func TestABatchIsUndoneAsAWhole(t *testing.T) {
	each(t, func(w *world) {
		w.ten("marta")
		a, b := w.open("amina", "hours"), w.open("pavel", "hours")
		marta := w.Desk("marta")
		at := marta.Send("/desk/bulk/preview", url.Values{"numbers": {a, b}, "reply": {"It is out, {first name}."}, "assignee": {"me"}, "tag": {"rota"}}).Is(303).Header.Get("Location")
		confirm := func() {
			form := url.Values{}
			for _, part := range strings.Split(marta.Get(at).Is(200).Shows("It is out, Amina.", "It gets the tag rota.", "You work on it.").Text, `name="seen" value="`)[1:] {
				print, _, _ := strings.Cut(part, `"`)
				form.Add("seen", print)
			}
			for range 2 {
				marta.Send(at, form).Is(303)
			}
		}
		confirm()
		w.later(5)
		marta.Get(at).Is(200).Shows("It is done for 2 cases in a few seconds", "Undo all of it")
		w.Desk("priya").Send(at+"/undo", url.Values{}).Is(404)
		for range 2 {
			marta.Send(at+"/undo", url.Values{}).Is(303)
		}
		w.later(60)
		if said, c := w.talk(a); len(said) != 0 || c.Assignee != nil || w.tags(a) != "" {
			w.T.Fatalf("what was undone is done: %q, %+v", said, c.Case)
		}
		confirm()
		known := w.Macro.Fresh
		w.Macro.Fresh = func(context.Context, authz.Actor) (authz.Actor, error) {
			return authz.Actor{}, errors.New("the database is away")
		}
		w.Clock.Advance(20 * time.Second)
		_ = w.Jobs.Drain(w.T.Context()) // which fails, as it should
		if said, _ := w.talk(a); len(said) != 0 {
			w.T.Errorf("it is done though nobody knows whether they may: %q", said)
		}
		w.Macro.Fresh = known
		for range 2 {
			w.later(120)
		}
		for _, number := range []string{a, b} {
			if said, c := w.talk(number); len(said) != 1 || c.Assignee == nil || w.tags(number) != "rota" {
				w.T.Errorf("%s: %q, %+v", number, said, c.Case)
			}
		}
		marta.Get(at).Is(200).Shows("2 cases are done.")
		marta.Send(at+"/undo", url.Values{}).Is(409).Shows("It is done already, or being done.")
	})
}
