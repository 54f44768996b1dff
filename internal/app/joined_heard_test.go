package app_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/automation"
	"hearth/internal/desk"
	"hearth/internal/follow"
	"hearth/internal/joined"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/mail"
)

// hanging are cases that are joined and taken apart.
type hanging struct{ *apptest.App }

func (w *hanging) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func (w *hanging) want(got, want string) {
	w.T.Helper()
	if got != want {
		w.T.Errorf("got %q, want %q", got, want)
	}
}

func (w *hanging) night() string {
	w.T.Helper()
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.Open{Service: "pay", Subject: "Night allowance", Body: "It is not on my payslip of November."})
	w.ok(err)
	return c.Number
}

func (w *hanging) join(key, part, whole string) error {
	_, err := w.Joined.Join(w.T.Context(), w.Actor(authz.Desk, key), joined.Join{Number: part, Into: whole})
	return err
}

// told are the subjects of what somebody was told of cases that they watch.
func (w *hanging) told(key string) string {
	w.T.Helper()
	w.Drain()
	all, err := mail.ForPerson(w.T.Context(), w.DB, apptest.ID(key), 50)
	w.ok(err)
	var out []string
	for _, l := range all {
		if l.Kind == "follow.told" {
			out = append([]string{l.Subject}, out...)
		}
	}
	return strings.Join(out, " ")
}

func TestThatCasesAreJoinedAndTakenApartIsHeard(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) {
		w := &hanging{a}
		part, whole := w.night(), w.night()
		ingrid := w.Actor(authz.Desk, "ingrid")
		for name, when := range map[string]string{"Joined": "joined", "Parted": "parted"} {
			r, err := w.Automation.Make(w.T.Context(), ingrid, automation.Save{Says: automation.Says{Name: name, Team: "payroll", When: when, ThenTag: "twice"}})
			w.ok(err)
			_, err = w.Automation.Switch(w.T.Context(), ingrid, automation.Switch{Rule: r.ID, On: true})
			w.ok(err)
		}
		for key, number := range map[string]string{"ingrid": part, "theo": part, "priya": whole} {
			_, err := w.Follow.Watch(w.T.Context(), w.Actor(authz.Desk, key), follow.Watch{Number: number})
			w.ok(err)
		}
		w.Drain()
		w.ok(w.join("theo", part, whole))
		w.ok(w.join("theo", part, whole)) // the same twice is once
		w.want(w.told("ingrid"), part+", which you watch, goes on in another case of the same requester now.")
		w.want(w.told("priya"), "Another case was joined to "+whole+", which you watch.")
		w.want(w.told("theo"), "") // who did it
		did := func(number string) (all []string) {
			e, err := w.Automation.OfCase(w.T.Context(), ingrid, automation.ReadOf{Number: number})
			w.ok(err)
			for _, r := range e.Items {
				all = append(all, r.Says.Name)
			}
			return all
		}
		w.want(strings.Join(did(whole), " "), "Joined")
		w.want(strings.Join(did(part), " "), "")
		w.Advance(time.Minute)
		_, err := w.Joined.Apart(w.T.Context(), w.Actor(authz.Desk, "theo"), joined.Apart{Number: part})
		w.ok(err)
		w.want(strings.TrimPrefix(w.told("ingrid"), part+", which you watch, goes on in another case of the same requester now. "), part+", which you watch, is a case of its own again.")
		w.want(strings.TrimPrefix(w.told("priya"), "Another case was joined to "+whole+", which you watch. "), "A case that was joined to "+whole+", which you watch, is by itself again.")
		w.want(strings.Join(did(part), " "), "Parted")
		w.want(strings.Join(did(whole), " "), "Joined")
		for name, want := range map[string]string{"Joined": whole, "Parted": part} {
			all, err := w.Automation.List(w.T.Context(), ingrid, automation.ReadAll{})
			w.ok(err)
			for _, r := range all.Items {
				if r.Name == name {
					dry, err := w.Automation.DryRun(w.T.Context(), ingrid, automation.ReadOne{Rule: r.ID})
					w.ok(err)
					if *dry.Count != 1 || !dry.Exact || dry.Items[0].Number != want {
						w.T.Errorf("tried before, %s counts %d: %+v", name, dry.Count, dry.Items)
					}
				}
			}
		}
	})
}
