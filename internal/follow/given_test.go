package follow_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/mailing"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

func (w *world) assign(by, number, to string) {
	w.T.Helper()
	in := desk.Assign{Number: number, Assignee: to + "@ferrow-lund.example"}
	if to == "me" {
		in.Assignee = "me"
	}
	_, err := w.App.App.Desk.Assign(w.T.Context(), w.Actor(authz.Desk, by), in)
	w.ok(err)
	w.Drain()
}

// pass lets some time go by and tells who was given cases.
func (w *world) pass(d time.Duration) {
	w.T.Helper()
	w.Advance(d)
	_, err := w.s.PassGiven(w.T.Context())
	w.ok(err)
}

func (w *world) wants(key, want string) {
	w.T.Helper()
	if got := w.told(key); got != want {
		w.T.Errorf("%s was told %q, want %q", key, got, want)
	}
}

func TestWhoIsGivenACaseHearsOfIt(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		w.assign("marta", number, "me")
		w.assign("priya", number, "priya")
		w.pass(time.Minute)
		w.wants("marta", "") // her own act
		w.wants("priya", "")
		w.assign("priya", number, "marta")
		w.pass(time.Second)
		w.wants("marta", "")
		w.pass(time.Minute)
		w.wants("marta", number+" was given to you.")
		w.pass(time.Minute)
		w.assign("priya", number, "marta") // who has it already
		w.pass(time.Minute)
		w.wants("marta", number+" was given to you.")
		event, err := store.One[string](w.T.Context(), w.DB, `SELECT event FROM follow_given`)
		w.ok(err)
		id, err := store.One[string](w.T.Context(), w.DB, `SELECT id FROM desk_case`)
		w.ok(err)
		w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error { // the fact is told again
			tx.Publish(desk.CaseGiven{CaseID: id, PersonID: w.Actor(authz.Desk, "marta").PersonID, Event: event})
			return nil
		}))
		w.Drain()
		w.pass(time.Minute)
		w.wants("marta", number+" was given to you.")
		w.pass(48 * time.Hour)
		if n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM follow_given`); err != nil || n != 0 {
			w.T.Errorf("%d are kept, %v", n, err)
		}
	})
}

// Many at once are one message, of those that their reader still has; who reads once a day hears of all in one, and who wants to hear nothing hears nothing.
func TestManyGivenAtOnceAreOneMessageThatCounts(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		give := func(to string, n int) []string {
			var all []string
			for range n {
				all = append(all, w.open("amina", "hours"))
			}
			for _, number := range all {
				_, err := w.App.App.Desk.Assign(w.T.Context(), w.Actor(authz.Desk, "priya"), desk.Assign{Number: number, Assignee: to + "@ferrow-lund.example"})
				w.ok(err)
			}
			w.Drain()
			return all
		}
		all := give("marta", 4)
		w.assign("ingrid", all[0], "priya") // before she was told
		w.pass(time.Minute)
		w.wants("marta", "3 cases were given to you.")
		w.wants("priya", all[0]+" was given to you.")

		w.chooses("marta", mailing.Email, true)
		give("marta", 2)
		give("marta", 1)
		w.pass(time.Hour)
		w.wants("marta", "3 cases were given to you.")
		w.pass(24 * time.Hour)
		w.wants("marta", "3 cases were given to you.|3 cases were given to you.")
		w.chooses("marta", mailing.None, false)
		give("marta", 1)
		w.pass(48 * time.Hour)
		w.wants("marta", "3 cases were given to you.|3 cases were given to you.")
	})
}

func (w *world) chooses(key, channel string, daily bool) {
	w.T.Helper()
	_, err := w.App.App.Desk.Notices().SetNotices(w.T.Context(), w.Actor(authz.Desk, key), mailing.SetNotices{Items: []mailing.Set{{Event: mailing.Message, Channel: channel, Daily: daily}}})
	w.ok(err)
}

// Of a case that few may know of not even the number stands in the subject; and whoever may not see it any more is told nothing.
func TestAProtectedCaseIsGivenWithoutItsNumber(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		health := w.open("pavel", "health")
		w.assign("ingrid", health, "marta")
		w.pass(time.Minute)
		w.wants("marta", "A case was given to you.")
		lost := w.open("amina", "hours")
		w.assign("ingrid", lost, "marta")
		w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(w.T.Context(), `INSERT INTO desk_party (case_id, person_id, relation) SELECT c.id, $1, 'excluded' FROM desk_case c WHERE c.service_id = 'hours'`, w.Actor(authz.Desk, "marta").PersonID)
			return err
		}))
		w.pass(time.Minute)
		w.wants("marta", "A case was given to you.")
		if text, err := store.One[string](w.T.Context(), w.DB, `SELECT text_body FROM mail_outbox WHERE kind = 'follow.told'`); err != nil || !strings.Contains(text, "/desk/cases/"+health) {
			w.T.Errorf("the mail says %q, %v", text, err)
		}
	})
}
