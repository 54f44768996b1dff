package webhook_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/webhook"
)

func (w *world) report(key string, in webhook.Report) (webhook.Reported, error) {
	w.T.Helper()
	by := w.Actor(authz.Desk, key)
	by.Scopes = []string{"all"}
	return w.s.Report(w.T.Context(), by, in)
}

// What a system says of a case is a line that HR reads, and its requester does not; twice is once.
func TestAnEventOnACaseIsALineForHR(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("hours")
		in := webhook.Report{Key: "run 7, line 3", Kind: "payroll.corrected", Text: "The shift was paid with the November run.", Case: number}
		for range 3 {
			if out, err := w.report("marta", in); err != nil || out != (webhook.Reported{Number: number}) {
				w.T.Fatalf("it became %+v, %v", out, err)
			}
		}
		if n := w.count(`SELECT count(*) FROM desk_entry WHERE body LIKE '%November run%'`); n != 1 {
			w.T.Errorf("it stands there %d times", n)
		}
		w.Desk("marta").Get("/desk/cases/"+number).Shows("Another system reported", "payroll.corrected", "The shift was paid with the November run.")
		if text := w.Portal("amina").Get("/requests/" + number).Text; strings.Contains(text, "November run") {
			w.T.Error("the requester reads it")
		}
		other := in
		other.Text = "It was not."
		if _, err := w.report("marta", other); fault.KindOf(err) != fault.Invalid || fault.As(err).Fields[0].Name != "key" {
			w.T.Errorf("the key of another event: %v", err)
		}
		if _, err := w.report("theo", other); err != nil { // keys are of each token's person
			w.T.Error(err)
		}
		w.Advance(91 * 24 * time.Hour)
		w.Drain()
		if n := w.count(`SELECT count(*) FROM webhook_event`); n != 0 {
			w.T.Errorf("%d events are remembered after three months", n)
		}
	})
}

// What a system says of a person opens a case for them, once.
func TestAnEventOfAPersonOpensACase(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		in := webhook.Report{Key: "a", Kind: "bank.refused", Text: "The bank refused the account " + strings.Repeat("of the October pay run ", 6) + ".", Person: "1003", Service: "pay"}
		first, err := w.report("theo", in)
		w.ok(err)
		again, err := w.report("theo", in)
		w.ok(err)
		if first != again || !first.Opened || w.count(`SELECT count(*) FROM desk_case`) != 1 {
			w.T.Fatalf("it became %+v, then %+v", first, again)
		}
		c := apptest.Decode[desk.Case](w.T, w.API("theo").Get("/api/v1/cases/"+first.Number), 200)
		if c.ServiceID != "pay" || c.For.ID == "" || c.By != c.For || c.Channel != desk.API || len([]rune(c.Subject)) > 100 || !strings.HasPrefix(c.Subject, "The bank refused the account") {
			w.T.Errorf("the case is %+v", c)
		}
		for field, bad := range map[string]webhook.Report{
			"person":  {Key: "b", Kind: "a", Text: "x", Person: "nobody@elsewhere.example"},
			"service": {Key: "c", Kind: "a", Text: "x", Person: "1003", Service: "unknown"},
			"kind":    {Key: "d", Kind: "A Kind", Text: "x", Person: "1003"},
			"text":    {Key: "e", Kind: "a", Text: " ", Person: "1003"},
			"key":     {Kind: "a", Text: "x", Person: "1003"},
			"case":    {Key: "f", Kind: "a", Text: "x", Person: "1003", Case: first.Number},
		} {
			_, err := w.report("theo", bad)
			if e := fault.As(err); e == nil || len(e.Fields) != 1 || e.Fields[0].Name != field {
				w.T.Errorf("%+v was answered %v", bad, err)
			}
		}
		if n := w.count(`SELECT count(*) FROM webhook_event`); n != 1 {
			w.T.Errorf("%d events are known", n)
		}
	})
}

// A token can do what its person can, and no more: what is hidden from them is not there.
func TestAnEventNeedsTheRightToTheCase(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		named := w.open("hours", func(o *desk.Open) { o.Named = []string{apptest.Email("marta")} })
		in := webhook.Report{Key: "a", Kind: "a", Text: "Something happened.", Case: named}
		absent := in
		absent.Case = "HR-1"
		_, hidden := w.report("theo", in)
		_, none := w.report("theo", absent)
		if fault.KindOf(hidden) != fault.NotFound || hidden.Error() != none.Error() {
			w.T.Errorf("a hidden case is answered %v, an absent one %v", hidden, none)
		}
		for _, key := range []string{"amina", "noor", "lena"} {
			for _, one := range []webhook.Report{in, {Key: "b", Kind: "a", Text: "x", Person: "1003"}} {
				if _, err := w.report(key, one); fault.KindOf(err) != fault.Forbidden {
					w.T.Errorf("%s is answered %v", key, err)
				}
			}
		}
		if _, err := w.report("marta", in); err != nil {
			w.T.Error(err)
		}
		w.API("theo").Post("/api/v1/events", map[string]any{"key": "k", "kind": "a", "text": "x", "person": "1003"}).Is(200)
	})
}
