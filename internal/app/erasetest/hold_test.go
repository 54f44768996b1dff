package erasetest

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/store"
)

// dispute opens a case of somebody.
func dispute(a *apptest.App, by string, in desk.Open) desk.Case {
	a.T.Helper()
	in.Service, in.Body = "hours", "It happened on Monday."
	c, err := a.App.Desk.Open(a.T.Context(), a.Actor(authz.Portal, by), in)
	if err != nil {
		a.T.Fatal(err)
	}
	a.Drain()
	return c
}

func place(a *apptest.App, key string) erasure.Hold {
	a.T.Helper()
	return apptest.Decode[erasure.Hold](a.T, a.API("lena").Post("/api/v1/holds", map[string]any{"person": apptest.ID(key), "reason": "Proceeding 4 C 12"}), http.StatusCreated)
}

func exec(a *apptest.App, sql string, args ...any) {
	a.T.Helper()
	if err := a.DB.Tx(a.T.Context(), func(tx *store.Tx) error { _, err := tx.Exec(a.T.Context(), sql, args...); return err }); err != nil {
		a.T.Fatal(err)
	}
}

func lift(a *apptest.App, h erasure.Hold) {
	a.T.Helper()
	apptest.Decode[erasure.Hold](a.T, a.API("ingrid").Post("/api/v1/holds/"+h.ID+"/lift", map[string]any{}), http.StatusOK)
}

// Who has a request about, against or with the words of somebody under a hold is not erased, nor is anybody whose words stand in the request of somebody under one.
func TestAHoldOnSomebodyElseKeepsWhatIsTheirsToo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		held, named string
		open        func(a *apptest.App)
		free        bool
	}{
		"about": {held: "pavel", named: "Pavel Dvořák", open: func(a *apptest.App) {
			dispute(a, "amina", desk.Open{Subject: "x", About: []string{apptest.ID("pavel")}})
		}},
		"against": {held: "pavel", named: "Pavel Dvořák", open: func(a *apptest.App) {
			dispute(a, "amina", desk.Open{Subject: "x", Against: []string{apptest.ID("pavel")}})
		}},
		"author": {held: "marta", named: "Marta Kowalczyk", open: func(a *apptest.App) {
			c := dispute(a, "amina", desk.Open{Subject: "x"})
			a.API("marta").Post("/api/v1/cases/"+c.Number+"/messages", map[string]any{"body": "I look at it."}).Is(http.StatusCreated)
		}},
		"accused": {held: "pavel", named: "Pavel Dvořák", open: func(a *apptest.App) {
			dispute(a, "pavel", desk.Open{Subject: "x", Against: []string{apptest.ID("amina")}})
		}},
		"at their side": {held: "pavel", named: "Pavel Dvořák", open: func(a *apptest.App) {
			at := "/api/v1/cases/" + dispute(a, "pavel", desk.Open{Subject: "x"}).Number
			a.API("pavel").Post(at+"/invite", map[string]any{"person": apptest.ID("amina")}).Is(http.StatusOK)
			a.API("amina").Post(at+"/messages", map[string]any{"body": "I saw it."}).Is(http.StatusCreated)
		}},
		"asked": {held: "hanna", named: "Hanna Virtanen", open: func(a *apptest.App) {
			at := "/api/v1/cases/" + dispute(a, "amina", desk.Open{Subject: "x"}).Number
			talk := apptest.Decode[map[string]any](a.T, a.API("marta").Post(at+"/side", map[string]any{"to": []string{apptest.ID("hanna")}, "subject": "A rate", "body": "Which?"}), http.StatusCreated)
			a.API("hanna").Post("/api/v1/me/asked/"+talk["id"].(string)+"/answers", map[string]any{"body": "Twelve."}).Is(http.StatusCreated)
		}},
		"decided": {held: "hanna", named: "Hanna Virtanen", open: func(a *apptest.App) {
			c := dispute(a, "amina", desk.Open{Subject: "x"})
			exec(a, `INSERT INTO decision_decision (id, case_id, version, kind, outcome, reason, clause_version, clause_ref, clause_title, clause_text, clause_edition, facts, alternatives, next_text, next_on, recur, appeal_until,
				appeal_to, heard, total, why, by_person, for_person, decided_by, decided_at) VALUES ('d', $1, 1, 'decision', 'granted', 'It counts.', '', '', '', '', '', 'Nights.', '', 'We pay.', '2026-12-01', '', '', '', '', '', '', $2, $2, $3, $4)`,
				c.ID, apptest.ID("amina"), apptest.ID("hanna"), a.DB.Now())
		}},
		"wrote a letter": {held: "hanna", named: "Hanna Virtanen", open: func(a *apptest.App) {
			exec(a, `INSERT INTO letters_letter (id, case_id, person_id, template_id, version, kind, name, language, title, body, made_by, made_at) VALUES ('l', $1, $2, 'words', 1, 'employment', 'x', 'en', 'x', 'x', $3, $4)`,
				dispute(a, "amina", desk.Open{Subject: "x"}).ID, apptest.ID("amina"), apptest.ID("hanna"), a.DB.Now())
		}},
		"nothing in common": {held: "pavel", open: func(a *apptest.App) { dispute(a, "amina", desk.Open{Subject: "x"}) }, free: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			apptest.Each(t, func(t *testing.T, a *apptest.App) {
				c.open(a)
				h := place(a, c.held)
				for _, dry := range []bool{true, false} {
					_, err := a.Erasure.Erase(t.Context(), operator, erasure.Erase{Person: "1003", DryRun: dry, Later: true})
					if c.free {
						if err != nil {
							t.Error(err)
						}
						continue
					}
					refusal(t, err, fault.Conflict, "Erasing Amina Yusuf would take away parts of what is kept about "+c.named+", which is under a legal hold since 2026-11-17, placed by Lena Berg: “Proceeding 4 C 12")
				}
				if c.free {
					return
				}
				if _, err := os.Stat(filepath.Join(a.Config.Data, "erased.log")); !errors.Is(err, os.ErrNotExist) {
					t.Errorf("it stands in the ledger: %v", err)
				}
				lift(a, h)
				if _, err := a.Erasure.Erase(t.Context(), operator, erasure.Erase{Person: "1003", Later: true}); err != nil {
					t.Errorf("lifted: %v", err)
				}
			})
		})
	}
}

// Nobody takes back what was written in a case with somebody who is under a hold, and nobody hears of the hold by that. Once it is lifted, everybody does as before.
func TestNothingIsTakenBackUnderAHold(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := dispute(a, "amina", desk.Open{Subject: "x", About: []string{apptest.ID("pavel")}, Files: []files.Upload{upload("plan.txt", "the plan")}})
		at := "/api/v1/cases/" + c.Number
		message := apptest.Decode[desk.Entry](t, a.API("amina").Post(at+"/messages", map[string]any{"body": "He laughed."}), http.StatusCreated)
		before := apptest.Decode[desk.Entry](t, a.API("amina").Post(at+"/messages", map[string]any{"body": "By mistake."}), http.StatusCreated)
		reply := apptest.Decode[desk.Entry](t, a.API("marta").Post(at+"/messages", map[string]any{"body": "We look at it."}), http.StatusCreated)
		a.API("amina").Post(at+"/messages/"+before.ID+"/withdraw", map[string]any{}).Is(http.StatusOK)
		file, err := store.One[string](t.Context(), a.DB, `SELECT file_id FROM desk_file`)
		if err != nil {
			t.Fatal(err)
		}
		ways := map[string][]string{"amina": {"/messages/" + message.ID + "/withdraw", "/files/" + file + "/withdraw"}, "marta": {"/messages/" + reply.ID + "/withdraw"}}
		for _, held := range []string{"pavel", "amina", "marta"} {
			h := place(a, held)
			for key, paths := range ways {
				for _, path := range paths {
					a.API(key).Post(at+path, map[string]any{}).Is(http.StatusConflict).Shows("cannot be taken back", "the data-protection officer").Hides("hold", "Proceeding", "Pavel")
				}
			}
			a.Portal("amina").Get("/requests/"+c.Number).Is(http.StatusOK).Shows("Cannot be withdrawn now", "cannot be taken back").Hides("Withdraw it", "Withdraw this file", "Proceeding")
			a.Desk("marta").Get("/desk/cases/"+c.Number).Is(http.StatusOK).Shows("Cannot be withdrawn now").Hides("Withdraw it", "Proceeding")
			a.Portal("amina").Send("/requests/"+c.Number+"/withdraw/"+message.ID, url.Values{}).Is(http.StatusConflict).Shows("cannot be taken back")
			a.API("amina").Post(at+"/messages/"+before.ID+"/withdraw", map[string]any{}).Is(http.StatusOK) // twice is once
			a.API("amina").Get(at).Is(http.StatusOK).Shows("He laughed.", "We look at it.", "plan.txt")
			lift(a, h)
			a.Portal("amina").Get("/requests/"+c.Number).Is(http.StatusOK).Shows("Withdraw it", "Withdraw this file").Hides("Cannot be withdrawn now")
		}
		place(a, "hanna") // has nothing to do with it
		for key, paths := range ways {
			for _, path := range paths {
				a.API(key).Post(at+path, map[string]any{}).Is(http.StatusOK)
			}
		}
		a.API("amina").Get(at).Is(http.StatusOK).Hides("He laughed.", "We look at it.", "plan.txt")
	})
}

// An erasure that was cut off is not completed against a hold that was placed since, on the person or on somebody of whom something would go. The next start says so once, and
// only erasing again erases.
func TestAHoldOutweighsAnErasureThatWasCutOff(t *testing.T) {
	t.Parallel()
	for _, held := range []string{"amina", "pavel"} {
		t.Run(held, func(t *testing.T) {
			t.Parallel()
			apptest.Each(t, func(t *testing.T, a *apptest.App) {
				c := dispute(a, "amina", desk.Open{Subject: "Quittenmarmelade", About: []string{apptest.ID("pavel")}})
				sources := a.Erasure.Sources
				a.Erasure.Sources = func() []privacy.Source {
					all := sources()
					all[len(all)-1].Erase = func(context.Context, *store.Tx, string) error { return errKilled }
					return all
				}
				if _, err := a.Erasure.Erase(t.Context(), operator, erasure.Erase{Person: "1003"}); !errors.Is(err, errKilled) {
					t.Fatal(err)
				}
				a.Erasure.Sources = sources
				a.Advance(time.Hour)
				h := place(a, held)
				for _, want := range []string{"whom a legal hold keeps that was placed later: 1. Nothing of them is erased.", ""} {
					var out strings.Builder
					if err := a.Prepare(t.Context(), &out); err != nil || !strings.Contains(out.String(), want) || want == "" && strings.Contains(out.String(), "eras") {
						t.Fatalf("%s, %v", out.String(), err)
					}
				}
				a.API("amina").Get("/api/v1/cases/" + c.Number).Is(http.StatusOK).Shows("Quittenmarmelade")
				a.Advance(time.Hour)
				lift(a, h)
				if done, left, err := a.Erasure.Reapply(t.Context()); done+left != 0 || err != nil {
					t.Errorf("lifted: %d erased, %d left, %v", done, left, err)
				}
				if _, err := a.Erasure.Erase(t.Context(), operator, erasure.Erase{Person: "1003"}); err != nil {
					t.Error(err)
				}
				if n, err := store.One[int](t.Context(), a.DB, `SELECT count(*) FROM desk_case WHERE subject <> ''`); err != nil || n != 0 {
					t.Errorf("%d cases left, %v", n, err)
				}
			})
		})
	}
}
