package spike_test

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/spike"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// world has forty employees more, and ten weeks in which a few of them ask about something else each Tuesday.
type world struct {
	*apptest.App
	asked int
}

const crowd = 40

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) {
		w := &world{App: a}
		w.people()
		w.tenWeeks()
		f(w)
	})
}

// tenWeeks is the past: three people a week ask about something else.
func (w *world) tenWeeks() {
	w.T.Helper()
	w.Clock.Advance(-10 * 7 * 24 * time.Hour)
	for week := range 10 {
		for i := range 3 {
			w.ask("pay", fmt.Sprint("My tax card ", topics[(week+i)%len(topics)]))
		}
		w.Clock.Advance(7 * 24 * time.Hour)
	}
}

func (w *world) people() {
	for i := range crowd {
		w.Add(apptest.Member{Key: fmt.Sprint("one", i), Given: fmt.Sprint("Ada", i), Family: "Quill", Number: fmt.Sprint(6000 + i)})
	}
}

var topics = []string{"is late", "has gone", "for two jobs", "of last year", "in paper"}

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

// ask opens a case of the next employee.
func (w *world) ask(service, subject string, change ...func(*desk.Open)) string {
	w.T.Helper()
	in := desk.Open{Service: service, Subject: subject, Body: "Is it right?"}
	for _, c := range change {
		c(&in)
	}
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, fmt.Sprint("one", w.asked%crowd)), in)
	w.ok(err)
	w.asked++
	return c.Number
}

// look lets the product look, and returns what stands above the queue of Theo.
func (w *world) look() []spike.Spike {
	w.T.Helper()
	w.Clock.Advance(time.Minute)
	_, err := w.Spike.Look(w.T.Context())
	w.ok(err)
	all, err := w.Spike.Noticed(w.T.Context(), w.Actor(authz.Desk, "theo"))
	w.ok(err)
	return all
}

func TestManyWhoAskTheSameAreNoticedOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		if all := w.look(); len(all) != 0 {
			t.Errorf("on a usual day: %+v", all)
		}
		for i := range 7 {
			w.ask("pay", fmt.Sprint("The payslip portal ", topics[i%len(topics)]))
		}
		if all := w.look(); len(all) != 0 {
			t.Errorf("of seven people: %+v", all)
		}
		for range 8 {
			w.ask("pay", "Nothing in the payslip portal")
			w.Clock.Advance(10 * time.Minute)
		}
		all := w.look()
		if len(all) != 1 || all[0].Service != "pay" || all[0].People < 15 || all[0].Usual > 4 || !slices.ContainsFunc(all[0].Words, func(x string) bool { return strings.Contains(x, "payslip") }) {
			t.Fatalf("of fifteen people: %+v", all)
		}
		w.ask("pay", "Payslip portal again")
		if again := w.look(); len(again) != 1 || again[0].ID != all[0].ID {
			t.Errorf("the same is another one: %+v", again)
		}
		cases, err := w.Spike.Cases(t.Context(), w.Actor(authz.Desk, "marta"), spike.CasesOf{ID: all[0].ID})
		if w.ok(err); len(cases.Items) < 15 {
			t.Errorf("%d cases", len(cases.Items))
		}
		w.Desk("theo").Get("/desk").Is(200).Shows("people asked about", "payslip")
		w.Desk("theo").Get("/desk/spikes/" + all[0].ID).Is(200).Shows("/desk/bulk?numbers=")
		if _, err := w.Spike.Dismiss(t.Context(), w.Actor(authz.Desk, "marta"), spike.Dismiss{ID: all[0].ID}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("put away without a reason: %v", err)
		}
		for range 2 {
			_, err = w.Spike.Dismiss(t.Context(), w.Actor(authz.Desk, "marta"), spike.Dismiss{ID: all[0].ID, Reason: "The portal moved, and all were told."})
			w.ok(err)
		}
		for range 9 {
			w.ask("pay", "Payslip portal again and again")
		}
		if again := w.look(); len(again) != 0 {
			t.Errorf("what was put away is back: %+v", again)
		}
		if w.Desk("theo").Get("/desk").Is(200).Hides("people asked about"); t.Failed() {
			return
		}
		w.Clock.Advance(9 * 24 * time.Hour)
		for range 12 {
			w.ask("pay", "Payslip portal once more")
		}
		if again := w.look(); len(again) != 1 || again[0].ID == all[0].ID {
			t.Errorf("days later it is no other one: %+v", again)
		}
	})
}

func TestWhatMayNotBeSeenByAllTakesNoPart(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for i := range 12 {
			w.ask("health", "Zebra")
			w.ask("fairness", "Zebra", func(in *desk.Open) { in.Named = []string{apptest.Email("marta")} })
			w.ask("review", "Zebra")
			w.ask("pay", "Zebra", func(in *desk.Open) { in.Sensitivity = "team" })
			w.ask("pay", "Zebra", func(in *desk.Open) { in.About = []string{apptest.Email("pavel")} })
			w.ask("pay", "Zebra", func(in *desk.Open) { in.NotTo = []string{"manager"} })
			w.ask("pay", "Zebra", func(in *desk.Open) { in.NotTo = []string{apptest.Email("marta")} })
			_ = i
		}
		if all := w.look(); len(all) != 0 {
			t.Errorf("%+v", all)
		}
	})
}

var alone = regexp.MustCompile(`(^|[^0-9a-f-])4711($|[^0-9a-f-])`) // and no part of an id

func TestNamesAreNoWordsOfANotice(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for range 14 {
			w.ask("pay", "Where is Kowalczyk, 4711? kowalczyk@x.example")
		}
		all := w.look()
		if len(all) != 1 {
			t.Fatalf("%+v", all)
		}
		for _, text := range append(all[0].Words, fmt.Sprint(all[0])) {
			if strings.Contains(strings.ToLower(text), "kowalczyk") || alone.MatchString(text) {
				t.Errorf("it names somebody: %+v", all[0])
			}
		}
	})
}

func TestAnErasedPersonIsInNoSpike(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for range 12 {
			w.ask("pay", "The payslip portal is down")
		}
		all := w.look()
		if len(all) != 1 {
			t.Fatalf("%+v", all)
		}
		w.Drain()
		before, err := w.Spike.Cases(t.Context(), w.Actor(authz.Desk, "theo"), spike.CasesOf{ID: all[0].ID})
		w.ok(err)
		_, err = w.Erasure.Erase(t.Context(), authz.System(erasure.CLI), erasure.Erase{Person: apptest.ID(fmt.Sprint("one", (w.asked-1)%crowd)), Later: true})
		w.ok(err)
		after, err := w.Spike.Cases(t.Context(), w.Actor(authz.Desk, "theo"), spike.CasesOf{ID: all[0].ID})
		if w.ok(err); len(after.Items) != len(before.Items)-1 {
			t.Errorf("%d cases, and %d after erasing one person", len(before.Items), len(after.Items))
		}
	})
}

func TestAnAnnouncementIsReadBeforeOneAsks(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx := t.Context()
		day := func(n int) string { return a.DB.Now().AddDate(0, 0, n).Format(time.DateOnly) }
		in := spike.MakeNews{Service: "pay", Until: day(3), Texts: []spike.Text{{Language: "sv", Title: "Portalen ligger nere", Body: "Den är tillbaka på måndag."},
			{Language: "en", Title: "The payslip portal is down", Body: "It is back on Monday."}, {Language: "de", Title: "Das Portal steht", Body: "Am Montag geht es wieder."}}}
		theo, marta := a.Actor(authz.Desk, "theo"), a.Actor(authz.Desk, "marta")
		for name, wrong := range map[string]func(*spike.MakeNews){
			"service": func(n *spike.MakeNews) { n.Service = "nothing" },
			"until":   func(n *spike.MakeNews) { n.Until = day(-1) },
			"from":    func(n *spike.MakeNews) { n.From = day(-1) },
			"title1":  func(n *spike.MakeNews) { n.Texts = nil },
			"body1":   func(n *spike.MakeNews) { n.Texts = []spike.Text{{Language: "en", Title: "x"}} },
			"language2": func(n *spike.MakeNews) {
				n.Texts = append(n.Texts[:1:1], spike.Text{Language: "sv", Title: "x", Body: "x"})
			},
		} {
			bad := in
			wrong(&bad)
			if _, err := a.Spike.Make(ctx, theo, bad); fault.KindOf(err) != fault.Invalid || !slices.ContainsFunc(fault.As(err).Fields, func(f fault.Field) bool { return f.Name == name }) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := a.Spike.Make(ctx, marta, in); fault.KindOf(err) != fault.Invalid {
			t.Errorf("somebody of another team: %v", err)
		}
		dry := in
		dry.Preview = true
		if _, err := a.Spike.Make(ctx, theo, dry); err != nil {
			t.Fatal(err)
		}
		a.Portal("amina").Get("/").Is(200).Hides("portal is down")
		made, err := a.Spike.Make(ctx, theo, in)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := a.Spike.Make(ctx, theo, in); err != nil || again.ID != made.ID {
			t.Errorf("the same twice is %q and %q, %v", made.ID, again.ID, err)
		}
		turned := in
		turned.Texts = slices.Clone(in.Texts)
		slices.Reverse(turned.Texts) // as whoever types the other language first
		if again, err := a.Spike.Make(ctx, theo, turned); err != nil || again.ID != made.ID || !slices.Equal(again.Texts, made.Texts) {
			t.Errorf("the same in another order is %+v after %+v, %v", again, made, err)
		}
		a.Desk("theo").Get("/desk/announcements/new").Is(200).Shows(`novalidate data-send`, `name="_once"`)
		form := url.Values{"_once": {"mark"}, "service": {"pay"}, "until": {day(4)}, "language1": {"sv"}, "title1": {"Portalen"}, "body1": {"På måndag."}, "language2": {"en"}, "title2": {"The portal"}, "body2": {"On Monday."}, "do": {"announce"}}
		for _, mark := range []string{"mark", "mark", "another"} {
			form.Set("_once", mark)
			a.Desk("theo").Send("/desk/announcements", form).Is(303)
		}
		if all, err := a.Spike.Announced(ctx, theo, spike.Nothing{}); err != nil || len(all.Items) != 2 {
			t.Errorf("there are %d announcements, %v", len(all.Items), err)
		} else if i := slices.IndexFunc(all.Items, func(x spike.Announcement) bool { return x.ID != made.ID }); true {
			a.Desk("theo").Send("/desk/announcements/"+all.Items[i].ID+"/withdraw", nil).Is(303)
		}
		a.Portal("amina").Get("/").Is(200).Shows("The payslip portal is down", "It is back on Monday.", "/ask/pay").Hides("Portalen")
		a.Portal("amina").Get("/ask/pay").Is(200).Shows("The payslip portal is down", "You can still ask")
		a.Portal("amina").Get("/ask/hours").Is(200).Hides("portal is down")
		a.Desk("marta").Send("/desk/announcements/"+made.ID+"/withdraw", nil).Is(403)
		a.Desk("theo").Send("/desk/announcements/"+made.ID+"/withdraw", nil).Is(303)
		a.Desk("theo").Send("/desk/announcements/"+made.ID+"/withdraw", nil).Is(303)
		a.Portal("amina").Get("/").Is(200).Hides("portal is down")
		later := in
		later.From = day(1)
		if _, err := a.Spike.Make(ctx, theo, later); err != nil {
			t.Fatal(err)
		}
		a.Portal("amina").Get("/").Is(200).Hides("portal is down")
		a.Advance(24 * time.Hour)
		a.Portal("amina").Get("/").Is(200).Shows("portal is down")
		a.Advance(4 * 24 * time.Hour)
		a.Portal("amina").Get("/").Is(200).Hides("portal is down")
	})
}
