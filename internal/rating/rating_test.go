package rating_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/rating"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// world is the product with cases in it.
type world struct {
	*apptest.App
	agents int // who answers next
}

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(&world{App: a}) })
}

func (w *world) portal(key string) authz.Actor { return w.Actor(authz.Portal, key) }

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

// agents are those who can answer cases of the service hours.
var agents = []string{"marta", "priya", "ingrid"}

// ask opens a case of somebody, and answer answers it as one of several.
func (w *world) ask(key string, in desk.Open) string {
	w.T.Helper()
	in.Subject, in.Body = "My month", "It is not as it should be."
	c, err := w.App.App.Desk.Open(w.T.Context(), w.portal(key), in)
	w.ok(err)
	return c.Number
}

func (w *world) answer(number string) {
	w.T.Helper()
	in := desk.Close{Number: number, Answer: "It is mended.", Outcome: desk.OutcomeDone, Cause: "tool"}
	var err error
	for range agents {
		w.agents++
		if _, err = w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, agents[w.agents%len(agents)]), in); err == nil {
			return
		}
	}
	w.T.Fatal(err)
}

// over is a case of somebody that HR answered and that they accepted.
func (w *world) over(key string, in desk.Open) string {
	w.T.Helper()
	number := w.ask(key, in)
	w.answer(number)
	_, err := w.App.App.Desk.Accept(w.T.Context(), w.portal(key), desk.Accept{Number: number})
	w.ok(err)
	w.Drain()
	return number
}

func (w *world) rate(key, number string, satisfaction int) error {
	w.T.Helper()
	again := "yes"
	if satisfaction < 4 {
		again = "no"
	}
	_, err := w.Rating.Rate(w.T.Context(), w.portal(key), rating.Rate{Number: number, Satisfaction: satisfaction, Effort: satisfaction, Solved: "yes", Again: again, Text: "It took a week."})
	return err
}

// asks is how many cases are asked about on the person's home page.
func (w *world) asks(key string) (n int) {
	w.T.Helper()
	all, err := w.Rating.Spec().ToDo(w.T.Context(), w.portal(key))
	w.ok(err)
	for _, x := range all {
		if !strings.HasSuffix(x.Link, "/rating") {
			w.T.Errorf("%+v", x)
		}
	}
	return len(all)
}

// mails is how many mails ask the person how it was.
func (w *world) mails(key string) int {
	w.T.Helper()
	w.Drain()
	n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM mail_outbox WHERE person_id = $1 AND text_body LIKE '%tell us on its page how it was%'`, apptest.ID(key))
	w.ok(err)
	return n
}

// Who accepts the answer is asked by the page and at home; whoever lets the case close gets a mail. It is asked once, and then not for 30 days.
func TestNobodyIsAskedOften(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		first := w.over("amina", desk.Open{Service: "hours"})
		if w.asks("amina") != 1 || w.mails("amina") != 0 {
			t.Errorf("%d asked, %d mails", w.asks("amina"), w.mails("amina"))
		}
		second := w.ask("amina", desk.Open{Service: "hours"})
		w.answer(second)
		w.Advance(11 * 24 * time.Hour)
		_, err := w.App.App.Desk.Pass(t.Context())
		w.ok(err)
		if w.Drain(); w.asks("amina") != 1 || w.mails("amina") != 0 {
			t.Errorf("asked again after 11 days: %d asked, %d mails", w.asks("amina"), w.mails("amina"))
		}
		asked, err := w.Rating.Ask(t.Context(), w.portal("amina"), rating.ReadRating{Number: second})
		if err != nil || !asked.Rests {
			t.Errorf("%+v, %v", asked, err)
		}
		w.ok(w.rate("amina", first, 5))
		w.ok(w.rate("amina", second, 4)) // she may say it all the same
		if w.asks("amina") != 0 {
			t.Error("it is asked though she said it")
		}
		w.Advance(31 * 24 * time.Hour)
		third := w.ask("amina", desk.Open{Service: "hours"})
		w.answer(third)
		w.Advance(11 * 24 * time.Hour)
		_, err = w.App.App.Desk.Pass(t.Context())
		w.ok(err)
		if n := w.mails("amina"); n != 1 || w.asks("amina") != 1 {
			t.Errorf("after 42 days: %d asked, %d mails", w.asks("amina"), n)
		}
		id, err := store.One[string](t.Context(), w.DB, `SELECT case_id FROM rating_ask ORDER BY at DESC LIMIT 1`)
		w.ok(err)
		w.ok(w.Rating.AskAbout(t.Context(), id))
		if n := w.mails("amina"); n != 1 {
			t.Errorf("asked twice: %d mails", n)
		}
		w.Advance(15 * 24 * time.Hour)
		if w.asks("amina") != 0 {
			t.Error("the question stays for ever")
		}
	})
}

func TestWhoNeverWantsToBeAskedIsNot(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.over("amina", desk.Open{Service: "hours"})
		set := func(never bool) {
			w.T.Helper()
			for range 2 { // twice is once
				got, err := w.Rating.SetAsking(t.Context(), w.portal("amina"), rating.SetAsking{Never: never})
				w.ok(err)
				if got.Never != never {
					t.Errorf("%+v", got)
				}
			}
			if got, err := w.Rating.ReadAsking(t.Context(), w.portal("amina"), rating.Nothing{}); err != nil || got.Never != never {
				t.Errorf("%+v, %v", got, err)
			}
		}
		set(true)
		if w.asks("amina") != 0 {
			t.Error("the question stays")
		}
		w.Advance(40 * 24 * time.Hour)
		number := w.over("amina", desk.Open{Service: "hours"})
		if n := w.asks("amina"); n != 0 {
			t.Errorf("%d asked", n)
		}
		w.ok(w.rate("amina", number, 5))
		set(false)
		w.over("amina", desk.Open{Service: "hours"})
		if n := w.asks("amina"); n != 1 {
			t.Errorf("%d asked", n)
		}
		if n := w.asks("pavel"); n != 0 {
			t.Errorf("Pavel is asked about %d", n)
		}
		if _, err := w.Rating.SetAsking(t.Context(), authz.Actor{}, rating.SetAsking{Never: true}); err == nil {
			t.Error("nobody may set it")
		}
	})
}

// What is about health, open to few, against somebody or kept from somebody is not asked about.
func TestWhatIsDelicateIsNotAskedAbout(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for name, in := range map[string]desk.Open{
			"health":  {Service: "health"},
			"named":   {Service: "fairness", Named: []string{apptest.Email("marta")}},
			"against": {Service: "hours", Against: []string{apptest.Email("stefan")}},
			"kept":    {Service: "hours", NotTo: []string{apptest.Email("theo")}},
		} {
			number := w.ask("pavel", in)
			if in.Named != nil || name == "health" {
				if _, err := w.App.App.Desk.Assign(t.Context(), w.Actor(authz.Desk, "marta"), desk.Assign{Number: number, Assignee: "me"}); err != nil {
					t.Log(name, err)
				}
			}
			w.answer(number)
			_, err := w.App.App.Desk.Accept(t.Context(), w.portal("pavel"), desk.Accept{Number: number})
			w.ok(err)
			w.Drain()
			if n := w.asks("pavel"); n != 0 {
				t.Errorf("%s: asked about %d", name, n)
			}
		}
		w.over("pavel", desk.Open{Service: "hours"})
		if w.asks("pavel") != 1 {
			t.Error("about nothing is asked, so nothing is proved")
		}
	})
}

// It can be changed for seven days, and said for thirty.
func TestWhatWasSaidCanBeChangedForSomeDays(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number, other := w.over("amina", desk.Open{Service: "hours"}), w.over("amina", desk.Open{Service: "hours"})
		w.ok(w.rate("amina", number, 2))
		w.ok(w.rate("amina", number, 2))
		w.Advance(6 * 24 * time.Hour)
		w.ok(w.rate("amina", number, 5))
		asked, err := w.Rating.Ask(t.Context(), w.portal("amina"), rating.ReadRating{Number: number})
		if err != nil || asked.Given.Satisfaction != 5 || asked.Late {
			t.Errorf("%+v, %v", asked, err)
		}
		w.Advance(2 * 24 * time.Hour)
		if err := w.rate("amina", number, 1); fault.KindOf(err) != fault.Conflict {
			t.Errorf("changed after 8 days: %v", err)
		}
		if asked, err = w.Rating.Ask(t.Context(), w.portal("amina"), rating.ReadRating{Number: number}); err != nil || asked.Given.Satisfaction != 5 || !asked.Late {
			t.Errorf("%+v, %v", asked, err)
		}
		if n, err := store.One[int](t.Context(), w.DB, `SELECT count(*) FROM rating_rating`); err != nil || n != 1 {
			t.Errorf("%d ratings, %v", n, err)
		}
		w.Advance(23 * 24 * time.Hour)
		if err := w.rate("amina", other, 1); fault.KindOf(err) != fault.Conflict {
			t.Errorf("said after 31 days: %v", err)
		}
	})
}

func TestWhatIsSaidHasToBeWhole(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.over("amina", desk.Open{Service: "hours"})
		for field, in := range map[string]rating.Rate{
			"satisfaction": {Satisfaction: 6, Effort: 3, Again: "yes"},
			"effort":       {Satisfaction: 3, Again: "yes"},
			"again":        {Satisfaction: 3, Effort: 3, Again: "perhaps"},
			"solved":       {Satisfaction: 3, Effort: 3, Again: "yes", Solved: "perhaps"},
			"text":         {Satisfaction: 3, Effort: 3, Again: "yes", Text: strings.Repeat("ä", rating.MaxComment+1)},
		} {
			in.Number = number
			if _, err := w.Rating.Rate(t.Context(), w.portal("amina"), in); fault.KindOf(err) != fault.Invalid || fault.As(err).Fields[0].Name != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		for key, want := range map[string]fault.Kind{"pavel": fault.NotFound, "jonas": fault.Forbidden} { // Jonas leads Amina and sees that there is one
			if err := w.rate(key, number, 5); fault.KindOf(err) != want {
				t.Errorf("%s: %v", key, err)
			}
		}
		if err := w.rate("amina", w.ask("amina", desk.Open{Service: "hours"}), 5); fault.KindOf(err) != fault.Conflict {
			t.Errorf("before an answer: %v", err)
		}
	})
}

// crowd is so many people who can ask.
func (w *world) crowd(n int, site string) (keys []string) {
	w.T.Helper()
	for i := range n {
		key := fmt.Sprintf("%s%d", strings.ToLower(site), i)
		w.Add(apptest.Member{Key: key, Given: "Person", Family: strings.ToUpper(site) + string(rune('A'+i)), Number: fmt.Sprintf("9%s%02d", strings.ToLower(site)[:1], i)})
		keys = append(keys, key)
	}
	return keys
}

func (w *world) satisfaction(in rating.ReadSatisfaction) rating.Satisfaction {
	w.T.Helper()
	out, err := w.Rating.Satisfaction(w.T.Context(), w.Actor(authz.Desk, "ingrid"), in)
	w.ok(err)
	return out
}

func figure(t testing.TB, s rating.Satisfaction, kind, key string) rating.Figure {
	t.Helper()
	i := slices.IndexFunc(s.Items, func(f rating.Figure) bool { return f.Kind == kind && f.Key == key })
	if i < 0 {
		t.Fatalf("%s %s is not among %+v", kind, key, s.Items)
	}
	return s.Items[i]
}

// A quarter is counted once, when nothing of it can change; what has fewer than eight answers, or leaves fewer, is withheld with all its numbers.
func TestAQuarterIsToldWhenItIsOver(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		before := w.satisfaction(rating.ReadSatisfaction{})
		if before.Quarter != "" || len(before.Items) > 0 || before.Next.IsZero() {
			t.Errorf("%+v", before)
		}
		for i, key := range w.crowd(12, "hall") {
			w.ok(w.rate(key, w.over(key, desk.Open{Service: "hours"}), 3+i%3))
		}
		w.over("rosa", desk.Open{Service: "hours"}) // who says nothing
		for _, key := range []string{"amina", "pavel", "rosa"} {
			w.ok(w.rate(key, w.over(key, desk.Open{Service: "ask"}), 1))
		}
		w.Advance(time.Hour)
		w.over("amina", desk.Open{Service: "ask"}) // again, in 14 days
		_, err := w.App.App.Desk.Open(t.Context(), w.Actor(authz.Desk, "marta"), desk.Open{Service: "ask", Subject: "A reader of badges", Body: "It reports.", For: apptest.Email("pavel"), Channel: desk.API})
		w.ok(err) // Pavel did nothing
		_, err = w.App.App.Desk.Close(t.Context(), w.Actor(authz.Desk, "marta"), desk.Close{Number: w.ask("rosa", desk.Open{Service: "ask"}), Answer: "As you wish.", Outcome: desk.OutcomeWithdrawn, Cause: "tool"})
		w.ok(err)
		_, err = w.Rating.Count(t.Context())
		w.ok(err)
		if got := w.satisfaction(rating.ReadSatisfaction{}); got.Quarter != "" {
			t.Errorf("told too early: %+v", got)
		}
		w.Advance(90 * 24 * time.Hour)
		for range 2 {
			_, err = w.Rating.Count(t.Context())
			w.ok(err)
		}
		got := w.satisfaction(rating.ReadSatisfaction{})
		if got.Quarter != "2026-Q4" || got.Total.Withheld || got.Total.Cases != 17 || *got.Total.Satisfied != (rating.Share{Count: 8, Of: 15, Share: 8.0 / 15, Low: got.Total.Satisfied.Low, High: got.Total.Satisfied.High}) {
			t.Errorf("%+v %+v", got.Total, got.Total.Satisfied)
		}
		if r := got.Total.Response; r.Count != 15 || r.Of != 17 || got.Total.Asked != 15 { // Rosa was asked of one, and said it of another
			t.Errorf("heard of %+v, asked of %d", r, got.Total.Asked)
		}
		if s := got.Total.Satisfied; s.Low < 0.29 || s.Low > 0.31 || s.High < 0.74 || s.High > 0.76 {
			t.Errorf("8 of 15 lies in %+v", s)
		}
		if r := got.Total.Repeated; r.Count != 1 || r.Of != 17 { // Amina; that Rosa had something of another service does not count
			t.Errorf("came again: %+v", r)
		}
		for _, f := range []rating.Figure{figure(t, got, "service", "hours"), figure(t, got, "service", "ask")} {
			if !f.Withheld || !reflect.DeepEqual(f, rating.Figure{Quarter: f.Quarter, Kind: f.Kind, Key: f.Key, Name: f.Name, Withheld: true}) {
				t.Errorf("told: %+v", f)
			}
		}
		kept, err := store.One[int](t.Context(), w.DB, `SELECT count(*) FROM rating_figure WHERE NOT told AND cases + asked + answers + satisfied + easy + again + solved + solved_of + repeated + reopened > 0`)
		if err != nil || kept != 0 {
			t.Errorf("numbers of %d withheld groups are kept, %v", kept, err)
		}
		w.ok(w.DB.Tx(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE rating_rating SET satisfaction = 5`)
			return err
		}))
		_, err = w.Rating.Count(t.Context())
		w.ok(err)
		if again := w.satisfaction(rating.ReadSatisfaction{Quarter: "2026-Q4"}); !reflect.DeepEqual(again, got) {
			t.Errorf("counted again: %+v", again)
		}
		if _, err := w.Rating.Satisfaction(t.Context(), w.Actor(authz.Desk, "ingrid"), rating.ReadSatisfaction{Quarter: "2019-Q1"}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("an unknown quarter: %v", err)
		}
		for _, by := range []authz.Actor{w.portal("amina"), w.portal("ingrid"), w.Actor(authz.Desk, "noor"), {}} {
			if _, err := w.Rating.Satisfaction(t.Context(), by, rating.ReadSatisfaction{}); err == nil {
				t.Errorf("%+v reads figures", by)
			}
		}
	})
}

// A case that is opened again when its quarter is counted, as by an appeal, counts in no second one: else nearly the same people could be in two, and the difference would be about few.
func TestACaseCountsInOneQuarter(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		count := func() {
			w.T.Helper()
			w.Advance(90 * 24 * time.Hour)
			_, err := w.Rating.Count(t.Context())
			w.ok(err)
		}
		opened := func(key, number string) {
			w.T.Helper()
			w.ok(w.App.App.Desk.Within(t.Context(), w.portal(key), number, desk.SettleCase, func(_ *store.Tx, c *desk.Upon) error { return c.OpenAgain(t.Context()) }))
		}
		settle := func(key, number string, satisfaction int) {
			w.T.Helper()
			w.answer(number)
			_, err := w.App.App.Desk.Accept(t.Context(), w.portal(key), desk.Accept{Number: number})
			w.ok(err)
			w.ok(w.rate(key, number, satisfaction))
		}
		hall, numbers := w.crowd(12, "hall"), map[string]string{}
		for _, key := range hall {
			numbers[key] = w.over(key, desk.Open{Service: "hours"})
			w.ok(w.rate(key, numbers[key], 5))
		}
		before := w.over("amina", desk.Open{Service: "hours"}) // opened again before its quarter is counted, and answered in the next
		w.Advance(30 * 24 * time.Hour)
		opened("amina", before)
		count() // in March
		for _, key := range hall[:9] {
			opened(key, numbers[key])
			settle(key, numbers[key], 5)
		}
		settle("amina", before, 3)
		for _, key := range w.crowd(10, "town") {
			w.ok(w.rate(key, w.over(key, desk.Open{Service: "hours"}), 3))
		}
		count()
		first, next := w.satisfaction(rating.ReadSatisfaction{Quarter: "2026-Q4"}), w.satisfaction(rating.ReadSatisfaction{Quarter: "2027-Q1"})
		if first.Total.Cases != 12 || next.Total.Cases != 11 || next.Total.Satisfied.Count != 0 || next.Total.Response.Count != 11 {
			t.Errorf("%d cases, then %d, of which %+v of %+v", first.Total.Cases, next.Total.Cases, next.Total.Satisfied, next.Total.Response)
		}
	})
}

// Whoever of HR answered which case, the figures are the same: so they tell nothing of one of them. The answers of two people of HR are theirs, and are withheld.
func TestFiguresTellNothingOfWhoAnswered(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for i, key := range w.crowd(16, "hall") {
			w.ok(w.rate(key, w.over(key, desk.Open{Service: "hours"}), 1+i%5))
		}
		w.Advance(90 * 24 * time.Hour)
		figures := func() string {
			w.T.Helper()
			w.ok(w.DB.Tx(t.Context(), func(tx *store.Tx) error {
				for _, table := range []string{"rating_figure", "rating_quarter"} {
					if _, err := tx.Exec(t.Context(), `DELETE FROM `+table); err != nil {
						return err
					}
				}
				return nil
			}))
			_, err := w.Rating.Count(t.Context())
			w.ok(err)
			text, err := json.Marshal(w.satisfaction(rating.ReadSatisfaction{}))
			w.ok(err)
			return string(text)
		}
		set := func(sql string, args ...any) {
			w.T.Helper()
			w.ok(w.DB.Tx(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(t.Context(), sql, args...); return err }))
		}
		first := figures()
		if !strings.Contains(first, `"satisfied"`) {
			t.Fatalf("nothing is told: %s", first)
		}
		marta, priya := apptest.ID("marta"), apptest.ID("priya")
		set(`UPDATE desk_case SET answered_by = CASE answered_by WHEN $1 THEN $2 WHEN $2 THEN $1 ELSE answered_by END, assignee_person = $1`, marta, priya)
		set(`UPDATE rating_rating SET agent_person = $1`, marta)
		if second := figures(); second != first {
			t.Errorf("others answered, and the figures differ:\n%s\n%s", first, second)
		}
		set(`UPDATE desk_case SET answered_by = $1 WHERE answered_by <> $2`, marta, priya)
		if two := figures(); strings.Contains(two, `"satisfied"`) {
			t.Errorf("figures about the work of two: %s", two)
		}
	})
}
