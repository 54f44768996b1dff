package follow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/mailing"
	"hearth/internal/follow"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

type world struct {
	*apptest.App
	s *follow.Service
}

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(&world{App: a, s: a.Follow}) })
}

func (w *world) open(key, service string) string {
	w.T.Helper()
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, key), desk.Open{Service: service, Subject: "My shifts", Body: "May I swap?"})
	w.ok(err)
	w.Drain()
	return c.Number
}

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func (w *world) note(key, number, body string) error {
	_, err := w.s.Write(w.T.Context(), w.Actor(authz.Desk, key), desk.Write{Number: number, Body: body, Internal: true})
	w.Drain()
	return err
}

func (w *world) say(key, number string, face authz.Face) {
	w.T.Helper()
	_, err := w.s.Write(w.T.Context(), w.Actor(face, key), desk.Write{Number: number, Body: "A secret word."})
	w.ok(err)
	w.Drain()
}

func (w *world) watch(key, number string) {
	w.T.Helper()
	_, err := w.s.Watch(w.T.Context(), w.Actor(authz.Desk, key), follow.Watch{Number: number})
	w.ok(err)
}

// told are the subjects of what somebody was sent, in order.
func (w *world) told(key string) string {
	w.T.Helper()
	type sent struct{ Subject, TextBody string }
	all, err := store.All[sent](w.T.Context(), w.DB, `SELECT subject, text_body FROM mail_outbox WHERE person_id = $1 AND kind = 'follow.told' ORDER BY id`, apptest.ID(key))
	w.ok(err)
	var subjects []string
	for _, m := range all {
		if strings.Contains(m.TextBody, "secret") || strings.Contains(m.TextBody, "My shifts") {
			w.T.Errorf("a mail holds words: %s", m.TextBody)
		}
		subjects = append(subjects, m.Subject)
	}
	return strings.Join(subjects, "|")
}

func (w *world) count(sql string) int {
	w.T.Helper()
	n, err := store.One[int](w.T.Context(), w.DB, sql)
	w.ok(err)
	return n
}

func kind(t testing.TB, err error, want fault.Kind) {
	t.Helper()
	if fault.KindOf(err) != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

func TestAMentionTellsAColleagueOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		w.ok(w.note("marta", number, "Ask theo@elsewhere.example, or @nobody. @Priya, do you know? @priya Raman knows. @Marta too."))
		if got, want := w.told("priya"), "A colleague mentioned you in a note on "+number+"."; got != want {
			w.T.Errorf("got %q", got)
		}
		if got := w.told("theo") + w.told("marta") + w.told("amina"); got != "" {
			w.T.Errorf("others were told: %q", got)
		}
		todo, err := w.s.Spec().ToDo(w.T.Context(), w.Actor(authz.Desk, "priya"))
		if err != nil || len(todo) != 1 {
			w.T.Fatalf("got %+v, %v", todo, err)
		}
		w.Desk("priya").Get("/desk/cases/" + number).Shows("do you know?")
		todo, err = w.s.Spec().ToDo(w.T.Context(), w.Actor(authz.Desk, "priya"))
		if err != nil || len(todo) != 0 {
			w.T.Errorf("after it was read: %+v, %v", todo, err)
		}
		_, err = w.s.Write(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Write{Number: number, Body: "Hello, @Theo answers."})
		w.ok(err)
		w.Drain()
		if got := w.told("theo"); got != "" {
			w.T.Errorf("a message mentioned somebody: %q", got)
		}
	})
}

func TestWhoDoesNotReadTheCaseIsNotMentioned(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "review")
		before := w.count(`SELECT count(*) FROM desk_entry`)
		for _, body := range []string{"@Theo, look.", "@Priya and @Theo Brandt, look."} {
			err := w.note("marta", number, body)
			if fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.As(err).Fields[0].Key, "See to access for them first") {
				w.T.Errorf("%s: got %v", body, err)
			}
		}
		if n := w.count(`SELECT count(*) FROM desk_entry`); n != before || w.told("theo")+w.told("priya") != "" || w.count(`SELECT count(*) FROM follow_mention`) != 0 {
			w.T.Errorf("something was kept or sent: %d entries, %q", n-before, w.told("priya"))
		}
		all, err := w.s.Colleagues(w.T.Context(), w.Actor(authz.Desk, "marta"), follow.Colleagues{Number: number})
		var names []string
		for _, p := range all.Items {
			names = append(names, p.Name)
		}
		if err != nil || !slices.Equal(names, []string{"Priya Raman", "Ingrid Salo"}) {
			w.T.Errorf("offered are %v, %v", names, err)
		}
		_, err = w.s.Colleagues(w.T.Context(), w.Actor(authz.Desk, "theo"), follow.Colleagues{Number: number})
		kind(w.T, err, fault.NotFound)
		kind(w.T, w.note("theo", number, "@Priya"), fault.NotFound)
	})
}

func TestWatchersHearOfMessagesAndTheEnd(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		w.say("amina", number, authz.Portal)
		if n := w.count(`SELECT count(*) FROM river_job WHERE kind LIKE '%>follow.%'`); n != 0 {
			w.T.Errorf("%d jobs for a case that nobody watches", n)
		}
		w.watch("priya", number)
		w.watch("priya", number)
		w.watch("marta", number)
		w.Clock.Advance(time.Minute)
		w.say("amina", number, authz.Portal)
		w.Clock.Advance(time.Minute)
		w.say("marta", number, authz.Desk)
		_, err := w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Close{Number: number, Answer: "Yes, secret.", Outcome: "done", Cause: "information"})
		w.ok(err)
		w.Drain()
		for key, want := range map[string][]string{"priya": {"The requester wrote in", "HR wrote in", "was answered."}, "marta": {"The requester wrote in"}} {
			got := w.told(key)
			for _, x := range want {
				if strings.Count(got, x) < 1 {
					w.T.Errorf("%s was not told %q: %q", key, x, got)
				}
			}
		}
		if got := w.told("marta"); strings.Contains(got, "HR wrote in "+number) && strings.Count(got, "HR wrote") > 1 {
			w.T.Errorf("Marta was told of her own message: %q", got)
		}
		page := w.Desk("theo").Get("/desk/cases/" + number)
		page.Shows("Priya Raman")
		w.Desk("amina").Get("/requests/" + number).Hides("Watching")
		_, err = w.s.OfCase(w.T.Context(), w.Actor(authz.Portal, "amina"), follow.ReadOf{Number: number})
		kind(w.T, err, fault.Forbidden)
	})
}

// Whoever loses the case is told nothing more, also where a mail was on its way.
func TestWatchingEndsWithTheRightToSee(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		w.watch("theo", number)
		w.watch("priya", number)
		_, err := w.s.Write(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.Write{Number: number, Body: "On its way."})
		w.ok(err)
		_, err = w.App.App.Desk.Restrict(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Restrict{Number: number, Sensitivity: "team"})
		w.ok(err)
		w.Drain()
		w.say("amina", number, authz.Portal)
		if got := w.told("theo"); got != "" {
			w.T.Errorf("Theo was told %q", got)
		}
		if got := w.told("priya"); !strings.Contains(got, "The requester wrote") {
			w.T.Errorf("Priya was told %q", got)
		}
		all, err := w.s.OfCase(w.T.Context(), w.Actor(authz.Desk, "marta"), follow.ReadOf{Number: number})
		if err != nil || len(all.Items) != 1 {
			w.T.Errorf("got %+v, %v", all, err)
		}
	})
}

func TestWatchersAreToldAsTheyChose(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		choose := func(key, channel string, daily bool) {
			_, err := w.App.App.Desk.Notices().SetNotices(w.T.Context(), w.Actor(authz.Desk, key), mailing.SetNotices{Items: []mailing.Set{{Event: mailing.Message, Channel: channel, Daily: daily}}})
			w.ok(err)
		}
		choose("priya", mailing.None, false)
		choose("theo", mailing.Email, true)
		w.watch("priya", number)
		w.watch("theo", number)
		w.say("amina", number, authz.Portal)
		w.say("amina", number, authz.Portal)
		if got := w.told("priya") + w.told("theo"); got != "" {
			w.T.Errorf("got %q", got)
		}
		w.Advance(24 * time.Hour)
		for range 2 {
			_, err := w.s.Pass(w.T.Context())
			w.ok(err)
		}
		w.Drain()
		if got := w.told("theo"); got != "Something happened in "+number+" since yesterday." {
			w.T.Errorf("got %q", got)
		}
		if got := w.told("priya"); got != "" {
			w.T.Errorf("got %q", got)
		}
	})
}
