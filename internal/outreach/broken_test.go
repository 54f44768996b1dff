package outreach_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/outreach"
	"hearth/internal/platform/store"
)

// breaks lets what is done with the lines of somebody fail for a reason of ours.
func (w *world) breaks(key string) {
	w.T.Helper()
	when := `NEW.person_id = '` + apptest.ID(key) + `' AND (NEW.reminder = 'sent' AND OLD.reminder <> 'sent' OR NEW.settled = 'sent' AND OLD.settled <> 'sent')`
	if w.DB.Dialect() == store.SQLite {
		w.exec(`CREATE TRIGGER breaks BEFORE UPDATE ON outreach_line WHEN ` + when + ` BEGIN SELECT RAISE(ABORT, 'broken'); END`)
		return
	}
	w.exec(`CREATE FUNCTION breaks() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$`)
	w.exec(`CREATE TRIGGER breaks BEFORE UPDATE ON outreach_line FOR EACH ROW WHEN (` + when + `) EXECUTE FUNCTION breaks()`)
}

func (w *world) mends() {
	w.T.Helper()
	if w.DB.Dialect() == store.SQLite {
		w.exec(`DROP TRIGGER breaks`)
		return
	}
	w.exec(`DROP TRIGGER breaks ON outreach_line`)
	w.exec(`DROP FUNCTION breaks()`)
}

// One line of a round that fails for a reason of ours holds up neither the others nor other rounds; what came of it is said, and somebody goes on with it, once.
func TestALineThatFailsHoldsUpNoOther(t *testing.T) {
	each(t, func(w *world) {
		r := w.done("marta", w.question("amina@ferrow-lund.example", "hanna@ferrow-lund.example"))
		next := w.question("pavel@ferrow-lund.example")
		next.Key = "the next"
		other := w.done("marta", next)
		w.Drain()
		w.exec(`DELETE FROM mail_outbox`)
		at := "/desk/outreach/" + r.ID
		reminded := func(amina, hanna, pavel int) {
			w.T.Helper()
			for key, want := range map[string]int{"amina": amina, "hanna": hanna, "pavel": pavel} {
				if n := w.count(`SELECT count(*) FROM mail_outbox WHERE person_id = $1`, apptest.ID(key)); n != want {
					w.T.Errorf("%s was reminded %d times, want %d", key, n, want)
				}
			}
		}
		w.breaks("amina")
		for _, id := range []string{r.ID, other.ID} {
			w.steer("marta", id, outreach.Remind)
		}
		w.ok(w.s.Pass(w.T.Context()))
		reminded(0, 1, 1)
		w.mends()
		w.Desk("marta").Get(at).Is(200).Shows("Reminding stopped before its end.", "With some it failed, by no fault of yours.", "Remind 1 person")
		for range 2 {
			w.steer("marta", r.ID, outreach.Remind)
			w.ok(w.s.Pass(w.T.Context()))
		}
		reminded(1, 1, 1)

		w.breaks("amina")
		_, err := w.settle("marta", r.ID, "It is over.", false)
		w.ok(err)
		w.ok(w.s.Pass(w.T.Context()))
		w.mends()
		if now := w.show("marta", r.ID); now.Settle != "failed" || now.Count.AtOnce != 1 || now.Count.Waiting != 1 || now.Words != "It is over." {
			w.T.Errorf("it is %+v", now)
		}
		w.Desk("marta").Get(at).Is(200).Shows("Settling stopped before its end.", "With some it failed, by no fault of yours.", "It is over.")
		for range 2 {
			_, err = w.settle("marta", r.ID, "It is over.", false)
			w.ok(err)
			w.ok(w.s.Pass(w.T.Context()))
		}
		if n := w.count(`SELECT count(*) FROM desk_entry WHERE body = 'It is over.'`); n != 2 {
			w.T.Errorf("it was written %d times", n)
		}
	})
}
