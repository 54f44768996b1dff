package together_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/hold"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/together"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

type world struct {
	*apptest.App
	number string
}

// each runs f in a world with a case of Amina's.
func each(t *testing.T, f func(w *world)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) {
		w := &world{App: a}
		c, err := a.App.Desk.Open(a.T.Context(), w.Actor(authz.Portal, "amina"), desk.Open{Service: "hours", Subject: "My shifts", Body: "May I swap?"})
		w.ok(err)
		w.number = c.Number
		f(w)
	})
}

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func (w *world) hr(key string) authz.Actor { return w.Actor(authz.Desk, key) }

// conflict fails unless err is one that says words.
func (w *world) conflict(err error, words string) {
	w.T.Helper()
	if fault.KindOf(err) != fault.Conflict || !strings.Contains(err.Error(), words) {
		w.T.Errorf("got %v, want a conflict that says %q", err, words)
	}
}

// grown is a save of key's that grew from a text that was read.
func (w *world) grown(key string, from together.Draft, body string) together.Send {
	return together.Send{Save: together.Save{Number: w.number, Kind: from.Kind, Body: body, Version: from.Version, Was: &from.Body}}
}

func (w *world) save(key string, from together.Draft, body string) (together.Saved, error) {
	return w.Together.Save(w.T.Context(), w.hr(key), w.grown(key, from, body).Save)
}

// begin has Marta begin an answer.
func (w *world) begin(body string) together.Draft {
	w.T.Helper()
	d, err := w.save("marta", together.Draft{Kind: together.Reply}, body)
	w.ok(err)
	return d.Draft
}

func (w *world) read(key string) together.Draft {
	w.T.Helper()
	d, err := w.Together.Read(w.T.Context(), w.hr(key), together.Find{Number: w.number, Kind: together.Reply})
	w.ok(err)
	return d
}

func (w *world) own(key string) string {
	w.T.Helper()
	d, err := w.App.App.Desk.Draft(w.T.Context(), w.hr(key), desk.ReadDraft{Place: "case/" + w.number})
	w.ok(err)
	return d.Body
}

// talk is what the requester reads of HR.
func (w *world) talk() (texts []string) {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.ReadOne{Number: w.number})
	w.ok(err)
	for _, e := range c.Talk {
		if e.Kind == "message" && e.Side == "hr" {
			texts = append(texts, e.Body)
		}
	}
	return texts
}

func (w *world) talkIs(want ...string) {
	w.T.Helper()
	if got := w.talk(); strings.Join(got, "|") != strings.Join(want, "|") {
		w.T.Errorf("Amina reads %q, want %q", got, want)
	}
}

func (w *world) undo(key string, seconds int) {
	w.T.Helper()
	_, err := w.People.SaveKeys(w.T.Context(), w.hr(key), people.SaveKeys{Undo: &seconds})
	w.ok(err)
}

func (w *world) after(seconds int) {
	w.T.Helper()
	w.Clock.Advance(time.Duration(seconds) * time.Second)
	w.ok(w.Jobs.Drain(w.T.Context()))
}

func TestTwoWriteOneAnswer(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.Desk("marta").Send("/drafts/case/"+w.number, url.Values{"body": {"Dear Amina"}})
		first := w.begin("Dear Amina\n\nYou may.")
		if w.own("marta") != "" {
			w.T.Error("Marta's own draft stayed beside the text of all")
		}
		again := w.begin("Dear Amina\n\nYou may.")
		if again.Version != first.Version {
			w.T.Errorf("the same twice is version %d and then %d", first.Version, again.Version)
		}
		w.Desk("priya").Get("/desk/cases/"+w.number).Is(200).Shows("An answer is being written together.", "Marta Kowalczyk", "Dear Amina", "Write along")
		w.Portal("amina").Get("/requests/"+w.number).Is(200).Hides("Dear Amina", "written together", "Marta")

		// each changes a paragraph of their own, from the same version
		_, err := w.save("priya", first, "Dear Amina\n\nYou may, from Monday.")
		w.ok(err)
		both, err := w.save("marta", first, "Dear Amina Yildiz\n\nYou may.\n\nKind regards")
		w.ok(err)
		if want := "Dear Amina Yildiz\n\nYou may, from Monday.\n\nKind regards"; both.Body != want || !both.Joined || both.Version <= first.Version {
			w.T.Errorf("got %+v, want %q", both, want)
		}
		// and now the same one: nothing is lost, Priya decides
		_, err = w.save("marta", both.Draft, "Dear Amina Yildiz\n\nYou may not.\n\nKind regards")
		w.ok(err)
		_, err = w.save("priya", both.Draft, "Dear Amina Yildiz\n\nYou may, I asked Jonas.\n\nKind regards")
		w.conflict(err, "Marta Kowalczyk changed the same paragraph.")
		page := w.Desk("priya").Send("/desk/cases/"+w.number+"/together/reply", url.Values{"body": {"Dear Amina Yildiz\r\n\r\nYou may, I asked Jonas.\r\n\r\nKind regards"}, "version": {fmt.Sprint(both.Version)}, "was": {both.Body}})
		page.Is(409).Shows("You may not.", "You may, I asked Jonas.", "The text of your colleagues", "Marta Kowalczyk changed the same paragraph.")
		now := w.read("priya")
		_, err = w.save("priya", now, "Dear Amina Yildiz\n\nYou may, I asked Jonas.\n\nKind regards")
		w.ok(err)
		w.talkIs()
	})
}

// Without the text that it grew from, a save over a newer version is refused: programs read it again.
func TestAProgramSavesOverWhatItRead(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		path := "/api/v1/cases/" + w.number + "/together/reply"
		put := func(body string) apptest.Response {
			return w.API("marta").Do(http.MethodPut, path, "application/json", strings.NewReader(body))
		}
		if d := apptest.Decode[together.Draft](w.T, w.API("priya").Get(path), 200); d.Version != 0 || d.Body != "" {
			w.T.Errorf("got %+v of what is not begun", d)
		}
		first := apptest.Decode[together.Saved](w.T, put(`{"body":"One","version":0}`), 200)
		second := apptest.Decode[together.Saved](w.T, put(fmt.Sprintf(`{"body":"Two","version":%d}`, first.Version)), 200)
		put(fmt.Sprintf(`{"body":"Three","version":%d}`, first.Version)).Is(409)
		put(fmt.Sprintf(`{"body":"Two","version":%d}`, first.Version)).Is(200)
		if d := apptest.Decode[together.Draft](w.T, w.API("priya").Get(path), 200); d.Body != "Two" || d.Version != second.Version || d.By != "Marta Kowalczyk" {
			w.T.Errorf("got %+v", d)
		}
		put(fmt.Sprintf(`{"body":%q,"version":%d}`, strings.Repeat("x", desk.MaxBody+1), second.Version)).Is(422)
		w.API("marta").Get("/api/v1/cases/" + w.number + "/together/letter").Is(404)
		w.API("amina").Get(path).Is(403)
		w.API("amina").Post("/api/v1/cases/"+w.number+"/writing", map[string]any{"kind": "reply"}).Is(403)
		if all := apptest.Decode[together.OnCase](w.T, w.API("priya").Get("/api/v1/cases/"+w.number+"/together"), 200); len(all.Items) != 1 || all.Items[0].Body != "Two" {
			w.T.Errorf("got %+v", all)
		}
	})
}

func TestItIsSentOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		d := w.begin("You may.")
		for _, key := range []string{"marta", "priya"} {
			w.undo(key, 0)
		}
		// Priya has it before her as it was: words that she has not seen do not go out in her name
		_, err := w.save("marta", d, "You may.\n\nTell Jonas.")
		w.ok(err)
		_, err = w.Together.Send(w.T.Context(), w.hr("priya"), w.grown("priya", d, "You may.\n\nUntil Friday."))
		w.conflict(err, "Both are in the text now")
		w.talkIs()
		now := w.read("priya")
		if now.Body != "You may.\n\nTell Jonas.\n\nUntil Friday." {
			w.T.Errorf("got %q", now.Body)
		}
		w.Desk("marta").Send("/drafts/case/"+w.number, url.Values{"body": {"Something of mine"}})
		_, err = w.Together.Send(w.T.Context(), w.hr("marta"), w.grown("marta", now, now.Body))
		w.ok(err)
		w.talkIs(now.Body)
		if got := w.own("marta"); got != "Something of mine" {
			w.T.Errorf("Marta's own draft became %q", got)
		}
		// Priya sends too, and saves: both come too late, and what she typed is hers
		_, err = w.Together.Send(w.T.Context(), w.hr("priya"), w.grown("priya", now, now.Body))
		w.conflict(err, "sent or ended")
		_, err = w.save("priya", now, now.Body+"\n\nAnd thanks.")
		w.conflict(err, "your own draft now")
		if got := w.own("priya"); got != now.Body+"\n\nAnd thanks." {
			w.T.Errorf("Priya's draft is %q", got)
		}
		w.talkIs(now.Body)
		w.Drain()
		mails, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM mail_outbox WHERE person_id = $1 AND kind = 'case.message'`, apptest.ID("amina"))
		w.ok(err)
		if mails != 1 {
			w.T.Errorf("%d mails", mails)
		}
	})
}

// Two press send at the same moment, many times over: one message, and the other is told.
func TestTwoSendAtOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for n := range 8 {
			d := w.begin(fmt.Sprintf("Answer %d", n))
			failed := make(chan error, 2)
			for _, key := range []string{"marta", "priya"} {
				go func() {
					_, err := w.Together.Send(w.T.Context(), w.hr(key), w.grown(key, d, d.Body))
					failed <- err
				}()
			}
			refused := 0
			for range 2 {
				if err := <-failed; err != nil {
					refused++
					w.conflict(err, "")
				}
			}
			if got := w.talk(); refused != 1 || len(got) != n+1 {
				w.T.Fatalf("round %d: %d were refused, Amina reads %q", n, refused, got)
			}
		}
	})
}

func TestWhatIsUndoneIsThereForAllAgain(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.undo("marta", 10)
		d := w.begin("You may.")
		send := w.grown("marta", d, "You may.\n\nUntil Friday.")
		_, err := w.Together.Send(w.T.Context(), w.hr("marta"), send)
		w.ok(err)
		now := w.read("priya")
		if now.Sending != "Marta Kowalczyk" || now.Body != "You may.\n\nUntil Friday." {
			w.T.Fatalf("while it is sent: %+v", now)
		}
		again := w.grown("marta", now, now.Body)
		_, err = w.Together.Send(w.T.Context(), w.hr("marta"), again)
		w.ok(err)
		_, err = w.save("priya", now, "Something else")
		w.conflict(err, "Marta Kowalczyk is sending this text")
		_, err = w.Together.Send(w.T.Context(), w.hr("priya"), w.grown("priya", now, now.Body))
		w.conflict(err, "Marta Kowalczyk is sending this text")
		_, err = w.Together.End(w.T.Context(), w.hr("priya"), together.End{Number: w.number, Kind: together.Reply, Version: now.Version})
		w.conflict(err, "Marta Kowalczyk is sending this text")
		held, err := w.Hold.OfCase(w.T.Context(), w.hr("marta"), hold.ReadOf{Number: w.number})
		w.ok(err)
		if len(held.Items) != 1 {
			w.T.Fatalf("%d are held", len(held.Items))
		}
		_, err = w.Hold.Undo(w.T.Context(), w.hr("marta"), hold.Undo{Number: w.number, ID: held.Items[0].ID})
		w.ok(err)
		w.after(20)
		w.talkIs()
		if now = w.read("priya"); now.Sending != "" || now.Body != "You may.\n\nUntil Friday." || w.own("marta") != "" {
			w.T.Fatalf("after it was undone: %+v, and %q is Marta's own", now, w.own("marta"))
		}
		_, err = w.Together.Send(w.T.Context(), w.hr("marta"), w.grown("marta", now, now.Body))
		w.ok(err)
		w.after(20)
		w.talkIs("You may.\n\nUntil Friday.")
		if now = w.read("priya"); now.Version != 0 {
			w.T.Errorf("after it was sent: %+v", now)
		}
	})
}

// What could not be sent in the end is there again, too; an answer that closes goes the same way.
func TestWhatCannotBeSentIsThereAgain(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.undo("marta", 10)
		d := w.begin("You may.")
		whole, err := w.App.App.Desk.Read(w.T.Context(), w.hr("marta"), desk.ReadOne{Number: w.number})
		w.ok(err)
		send := w.grown("marta", d, d.Body)
		send.Seen, send.Close, send.Cause = whole.Last, true, "information"
		_, err = w.Together.Send(w.T.Context(), w.hr("marta"), send)
		w.ok(err)
		w.API("priya").Post("/api/v1/cases/"+w.number+"/messages", map[string]any{"body": "I look into it."}).Is(201)
		w.after(20)
		w.talkIs("I look into it.")
		now := w.read("priya")
		if now.Body != "You may." || now.Sending != "" {
			w.T.Fatalf("got %+v", now)
		}
		send = w.grown("marta", now, now.Body)
		send.Close, send.Cause = true, "information"
		_, err = w.Together.Send(w.T.Context(), w.hr("marta"), send)
		w.ok(err)
		w.after(20)
		w.talkIs("I look into it.", "You may.")
		if c, err := w.App.App.Desk.Read(w.T.Context(), w.hr("marta"), desk.ReadOne{Number: w.number}); err != nil || c.State != desk.Answered {
			w.T.Errorf("the case is %s, %v", c.State, err)
		}
	})
}

// An answer that somebody wrote alone does not go out past one that is written together and that they have not seen.
func TestNothingGoesPastItUnseen(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.undo("priya", 0)
		form := url.Values{"body": {"No."}, "aware": {"0"}, "cause": {"information"}}
		d := w.begin("You may.")
		for _, what := range []string{"/messages", "/close"} {
			page := w.Desk("priya").Send("/desk/cases/"+w.number+what, form)
			page.Is(409).Shows("An answer is being written together here; Marta Kowalczyk wrote in it last.", "No.", "You may.")
			if want := fmt.Sprintf(`name="aware" value="%d"`, d.Version); !strings.Contains(page.Text, want) {
				w.T.Errorf("the page that was shown again lacks %s", want)
			}
		}
		w.talkIs()
		w.Desk("priya").Send("/desk/cases/"+w.number+"/messages", url.Values{"body": {"A note"}, "internal": {"on"}, "aware": {"0"}}).Is(303)
		_, err := w.save("marta", d, "You may.\n\nUntil Friday.") // that she goes on writing does not stop Priya again
		w.ok(err)
		form.Set("aware", fmt.Sprint(d.Version))
		w.Desk("priya").Send("/desk/cases/"+w.number+"/messages", form).Is(303)
		w.talkIs("No.")
		// and the one that is written together not past that
		now := w.read("marta")
		send := w.grown("marta", now, now.Body)
		whole, err := w.App.App.Desk.Read(w.T.Context(), w.hr("marta"), desk.ReadOne{Number: w.number})
		w.ok(err)
		send.Seen = whole.Talk[0].ID
		_, err = w.Together.Send(w.T.Context(), w.hr("marta"), send)
		w.conflict(err, "Priya Raman answered while you were writing.")
		w.talkIs("No.")
		if now := w.read("marta"); now.Body != send.Body {
			w.T.Errorf("the text became %+v", now)
		}
	})
}

func TestANoteIsWrittenTogether(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.Desk("marta").Send("/desk/cases/"+w.number+"/together", url.Values{"body": {"Jonas knows."}, "internal": {"on"}, "seen": {""}, "aware": {"0"}, "outcome": {"answered"}}).Is(303)
		w.Desk("priya").Get("/desk/cases/"+w.number+"/together/note").Is(200).Shows("Jonas knows.", "Keep the note")
		d, err := w.Together.Read(w.T.Context(), w.hr("priya"), together.Find{Number: w.number, Kind: together.Note})
		w.ok(err)
		_, err = w.Together.Send(w.T.Context(), w.hr("priya"), w.grown("priya", d, d.Body+"\n\nI ask him."))
		w.ok(err)
		w.Desk("marta").Get("/desk/cases/" + w.number).Is(200).Shows("I ask him.").Hides("Write along in the note")
		w.talkIs()
	})
}

func TestItIsTakenBack(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		d := w.begin("You may.")
		newer, err := w.save("priya", d, "You may.\n\nUntil Friday.")
		w.ok(err)
		_, err = w.Together.End(w.T.Context(), w.hr("marta"), together.End{Number: w.number, Kind: together.Reply, Version: d.Version})
		w.conflict(err, "Somebody wrote in it meanwhile")
		w.Desk("marta").Send("/desk/cases/"+w.number+"/together/reply/end", url.Values{"body": {newer.Body}, "version": {fmt.Sprint(newer.Version)}, "was": {newer.Body}}).Is(303)
		if got := w.own("marta"); got != newer.Body || w.own("priya") != "" {
			w.T.Errorf("Marta has %q, Priya %q", got, w.own("priya"))
		}
		if now := w.read("priya"); now.Version != 0 {
			w.T.Errorf("it is still there: %+v", now)
		}
	})
}

// A note that was written together is a note of one's own then: it must not become a reply.
func TestANoteThatIsTakenBackStaysANote(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		d, err := w.save("marta", together.Draft{Kind: together.Note}, "I doubt it.")
		w.ok(err)
		_, err = w.Together.End(w.T.Context(), w.hr("marta"), together.End{Number: w.number, Kind: together.Note, Version: d.Version})
		w.ok(err)
		own, err := w.App.App.Desk.Draft(w.T.Context(), w.hr("marta"), desk.ReadDraft{Place: "case/" + w.number})
		w.ok(err)
		if own.Body != "I doubt it." || !own.Internal {
			w.T.Errorf("Marta's own draft is %q, a note: %t", own.Body, own.Internal)
		}
	})
}

// Who began, sent and ended it is in the record; how often and when each wrote is nowhere.
func TestSavesLeaveNoTrace(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		counts := func() string {
			n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM audit_entry WHERE action = 'together.write'`)
			w.ok(err)
			facts, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM store_fact`)
			w.ok(err)
			version, err := store.One[int64](w.T.Context(), w.DB, `SELECT version FROM desk_case`)
			w.ok(err)
			return fmt.Sprint(n, facts, version)
		}
		d := w.begin("You")
		before := counts()
		if !strings.HasPrefix(before, "1 ") {
			w.T.Fatalf("that it was begun is in the record: %s", before)
		}
		for n := range 5 {
			s, err := w.save([]string{"marta", "priya"}[n%2], d, d.Body+" may")
			w.ok(err)
			d = s.Draft
		}
		if after := counts(); after != before {
			w.T.Errorf("five saves made of %s %s", before, after)
		}
		if n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM together_draft`); err != nil || n != 1 {
			w.T.Errorf("%d rows, %v", n, err)
		}
		_, err := w.Together.Send(w.T.Context(), w.hr("marta"), w.grown("marta", d, d.Body))
		w.ok(err)
		if n := counts(); !strings.HasPrefix(n, "2 ") {
			w.T.Errorf("that it was sent is in the record: %s", n)
		}
	})
}
