package moving_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

type world struct{ *apptest.App }

func each(t *testing.T, f func(w world)) {
	t.Helper()
	t.Parallel()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(world{a}) })
}

func (w world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

// ask opens a case of Amina with a message after the first one, which Marta can move.
func (w world) ask(in desk.Open) (number, entry string) {
	w.T.Helper()
	in.Subject, in.Body = "Night allowance", "It is not on my payslip."
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, "amina"), in)
	w.ok(err)
	w.Clock.Advance(time.Minute)
	e := w.write(authz.Portal, "amina", c.Number)
	return c.Number, e.ID
}

func (w world) write(face authz.Face, key, number string) desk.Entry {
	w.T.Helper()
	w.Clock.Advance(time.Minute)
	e, err := w.App.App.Desk.Write(w.T.Context(), w.Actor(face, key), desk.Write{Number: number, Body: "And this."})
	w.ok(err)
	return e
}

func (w world) read(number string) desk.Whole {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.ReadOne{Number: number})
	w.ok(err)
	return c
}

func (w world) move(from, entry, to string, confirm bool) error {
	_, err := w.App.App.Desk.MoveMessage(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.MoveMessage{Number: from, Entry: entry, To: to, Confirm: confirm})
	return err
}

func (w world) refused(name string, err error, why string) {
	w.T.Helper()
	if fault.KindOf(err) != fault.Conflict || !strings.Contains(err.Error(), why) {
		w.T.Errorf("%s: got %v, want %q", name, err, why)
	}
}

func (w world) change(sql string, args ...any) {
	w.T.Helper()
	w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(w.T.Context(), sql, args...)
		return err
	}))
}

// A message never leaves what protects it, whoever confirms it.
func TestAMessageGoesToNoLessProtectedCase(t *testing.T) {
	each(t, func(w world) {
		open, _ := w.ask(desk.Open{Service: "hours"})
		team, entry := w.ask(desk.Open{Service: "review"})
		w.refused("one team to all", w.move(team, entry, open, true), "More people of HR see that request")

		ill, entry := w.ask(desk.Open{Service: "hours"})
		w.change(`UPDATE desk_case SET health = $2, assignee_person = $3 WHERE id = $1`, w.read(ill).ID, true, apptest.ID("marta"))
		w.refused("health", w.move(ill, entry, open, true), "holds health data and that one does not")
		w.Desk("theo").Get("/desk/cases/" + open).Is(200)

		plain, entry := w.ask(desk.Open{Service: "hours"})
		w.ok(w.move(plain, entry, team, true)) // the other way it goes
	})
}

// Who is kept from a case does not come to read a message of it unseen.
func TestWhoIsKeptFromACaseCounts(t *testing.T) {
	each(t, func(w world) {
		to, _ := w.ask(desk.Open{Service: "review"})
		for name, in := range map[string]desk.Open{
			"a colleague": {Service: "hours", NotTo: []string{apptest.Email("priya")}},
			"the manager": {Service: "hours", NotTo: []string{"manager"}},
		} {
			from, entry := w.ask(in)
			w.refused(name, w.move(from, entry, to, false), "confirm that they may")
			same, _ := w.ask(in)
			w.ok(w.move(from, entry, same, false))
		}
	})
}

// What is moved waits for an answer where it is now, and does not go where nobody would look.
func TestNoMovedMessageIsBuried(t *testing.T) {
	each(t, func(w world) {
		from, entry := w.ask(desk.Open{Service: "hours"})
		answered, _ := w.ask(desk.Open{Service: "hours"})
		_, err := w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Close{Number: answered, Answer: "It comes.", Outcome: desk.OutcomeDone, Cause: "information"})
		w.ok(err)
		part, _ := w.ask(desk.Open{Service: "hours"})
		whole, _ := w.ask(desk.Open{Service: "hours"})
		w.API("marta").Post("/api/v1/cases/"+part+"/join", map[string]any{"into": whole}).Is(200)
		for _, to := range []string{answered, part} {
			w.refused(to, w.move(from, entry, to, true), "nobody would look for the message there")
		}
		if !w.read(from).NewReply {
			w.T.Error("what was refused is not new any more")
		}

		w.write(authz.Desk, "marta", whole) // later than the message, which Marta has not answered
		_, err = w.App.App.Desk.Pause(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Pause{Number: whole, Reason: desk.WaitCustomer, Needed: "Your plan.", Until: store.At(w.Clock.Now().AddDate(0, 0, 7))})
		w.ok(err)
		w.ok(w.move(from, entry, whole, true))
		if c := w.read(whole); !c.NewReply || c.State != desk.StateOpen {
			w.T.Errorf("it is %s, with a new reply: %v", c.State, c.NewReply)
		}
		if w.read(from).NewReply {
			w.T.Error("a mark was left behind")
		}
	})
}
