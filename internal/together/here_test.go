package together_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/beside"
	"hearth/internal/desk/record"
	"hearth/internal/desk/stood"
	"hearth/internal/platform/live"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

func (w *world) id() string {
	w.T.Helper()
	id, err := store.One[string](w.T.Context(), w.DB, `SELECT id FROM desk_case`)
	w.ok(err)
	return id
}

func (w *world) page(key string) apptest.Response {
	w.T.Helper()
	return w.Desk(key).Get("/desk/cases/" + w.number).Is(200)
}

func (w *world) writes(key, kind string) {
	w.T.Helper()
	w.API(key).Post("/api/v1/cases/"+w.number+"/writing", map[string]any{"kind": kind}).Is(200)
}

// hears reports whether something comes.
func hears(events <-chan live.Event) bool {
	select {
	case <-events:
		return true
	case <-time.After(50 * time.Millisecond):
		return false
	}
}

func TestColleaguesReadWhoIsThere(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		requester, end := w.Live.Subscribe(desk.CaseTopic(w.id()))
		defer end()
		colleague, done := w.Live.Subscribe(beside.Topic(w.id()))
		defer done()
		w.page("priya").Hides("is reading", "is writing", "Priya Raman is")
		w.page("marta").Shows("Priya Raman", "is reading this too.")
		if !hears(colleague) {
			w.T.Error("colleagues did not hear that somebody came")
		}
		w.writes("priya", "reply")
		w.page("marta").Shows("Priya Raman", "is writing an answer.")
		w.page("priya") // a page of hers that is shown anew does not say that she only reads
		w.page("marta").Shows("is writing an answer.")
		w.writes("priya", "note")
		w.page("marta").Shows("is writing a note.").Hides("is writing an answer.")
		w.API("priya").Post("/api/v1/cases/"+w.number+"/writing", map[string]any{"kind": "letter"}).Is(422)
		if hears(requester) {
			w.T.Error("the requester's page heard that somebody read or wrote")
		}
		w.Portal("amina").Get("/requests/"+w.number).Is(200).Hides("is reading", "is writing", "Priya Raman")
		w.Clock.Advance(16 * time.Second)
		w.page("marta").Hides("is writing", "is reading")
	})
}

func TestOnlyThoseWhoWorkOnACaseHearWhoIsThere(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		path := "/live?topics=" + beside.Topic(w.id())
		w.Portal("amina").Get(path).Is(404)
		w.Desk("amina").Get(path).Is(404)
		w.Portal("jonas").Get(path).Is(404)
		w.Desk("lena").Get(path).Is(404)
		w.Desk("priya").Get("/live?topics=" + beside.Topic("01a20000-0000-7000-8000-000000000000")).Is(404)
		w.API("marta").Post("/api/v1/cases/"+w.number+"/restrict", map[string]any{"sensitivity": "named", "named": []string{apptest.Email("marta")}}).Is(200)
		w.Desk("priya").Get(path).Is(404)
		w.API("priya").Post("/api/v1/cases/"+w.number+"/writing", map[string]any{"kind": "reply"}).Is(404)
		w.page("marta").Hides("Priya Raman is")
	})
}

// Who is there, and types, is kept nowhere: no row in any table comes or goes, but that the page was opened.
func TestWhoIsThereIsKeptNowhere(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		rows := func() string {
			tables, err := privacy.Schema(w.T.Context(), w.DB)
			w.ok(err)
			var out strings.Builder
			for table := range tables {
				n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM `+table)
				w.ok(err)
				if n > 0 && table != "auth_token" {
					fmt.Fprintf(&out, "%06d %s\n", n, table)
				}
			}
			lines := strings.Split(out.String(), "\n")
			slices.Sort(lines)
			return strings.Join(lines, "\n")
		}
		w.page("priya")
		w.Drain()
		w.writes("priya", "reply")
		before := rows()
		for range 3 {
			w.writes("priya", "reply")
			w.writes("priya", "note")
		}
		if after := rows(); after != before {
			w.T.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
	})
}

func TestReadingCanBeHiddenAndWritingNot(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.Desk("priya").Get("/me").Is(200).Shows("When you read a case")
		w.Portal("amina").Get("/me").Is(200).Hides("When you read a case")
		w.API("amina").Get("/api/v1/me/presence").Is(403)
		for range 2 {
			w.Desk("priya").Send("/me/presence", url.Values{"shown": {""}}).Is(303)
		}
		w.Desk("priya").Get("/me").Is(200).Shows("Colleagues do not see when you read a case.")
		w.page("priya")
		w.page("marta").Hides("is reading this too.")
		w.writes("priya", "reply")
		w.page("marta").Shows("is writing an answer.")
		w.Desk("priya").Send("/me/presence", url.Values{"shown": {"on"}}).Is(303)
		w.Clock.Advance(16 * time.Second)
		w.page("priya")
		w.page("marta").Shows("is reading this too.")
	})
}

// Two give cases to somebody from lists that they opened at the same time: who comes second changes none that the first changed.
func TestManyAtOnceUndoNothing(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		was := stood.Text(w.number, "", "normal")
		w.Desk("marta").Get("/desk").Is(200).Shows(was)
		w.API("priya").Post("/api/v1/cases/"+w.number+"/assign", map[string]any{"assignee": "me"}).Is(200)
		w.API("priya").Post("/api/v1/cases/"+w.number+"/priority", map[string]any{"priority": "high"}).Is(200)
		for want, form := range map[string]url.Values{
			"Priya Raman has this case meanwhile.": {"assignee": {"me"}, "was": {was}},
			"A colleague set another priority":     {"priority": {"low"}, "was": {was}},
			"This happens to 1 case":               {"priority": {"low"}, "was": {stood.Text(w.number, apptest.ID("priya"), "high")}},
		} {
			form.Set("numbers", w.number)
			at := w.Desk("marta").Send("/desk/bulk/preview", form).Is(303).Header.Get("Location")
			w.Desk("marta").Get(at).Is(200).Shows(want)
		}
	})
}

// batch is what became of many cases.
type batch struct {
	Refused []struct {
		Reason string `json:"reason"`
	} `json:"refused"`
}

// Who writes to many cases at once does not write past what colleagues write together in one.
func TestManyAreNotWrittenToPastIt(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.begin("You may.")
		for _, preview := range []bool{true, false} {
			got := apptest.Decode[batch](w.T, w.API("priya").Post("/api/v1/cases/bulk", map[string]any{"numbers": []string{w.number}, "reply": "We are on it.", "preview": preview}), 200)
			if len(got.Refused) != 1 || !strings.Contains(got.Refused[0].Reason, "An answer is being written together here") {
				w.T.Errorf("got %+v", got)
			}
		}
		w.talkIs()
	})
}

// Two say at once who sees a case: who comes second does not take the name off that the first put on.
func TestTwoSayAtOnceWhoSeesACase(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		form := func(was string, named ...string) url.Values {
			return url.Values{"sensitivity": {"named"}, "named": named, "was": {was}}
		}
		path := "/desk/cases/" + w.number + "/restrict"
		marta, priya, theo := apptest.ID("marta"), apptest.ID("priya"), apptest.ID("theo")
		w.page("marta").Shows(`name="was" value="open"`)
		w.Desk("priya").Send(path, form("open", priya, marta, theo)).Is(303)
		w.Desk("marta").Send(path, form("open", marta)).Is(409).Shows("A colleague changed who sees this meanwhile")
		w.page("theo")
		w.Desk("marta").Send(path, form(record.SeenBy("named", []string{theo, priya, marta}), marta, priya)).Is(303)
		w.Desk("theo").Get("/desk/cases/" + w.number).Is(404)
	})
}
