package erasetest

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/store"
)

var errKilled = errors.New("killed")

// An erasure that ends after any of its steps leaves the person whole but for files, which are gone; doing it again completes it, and so does the next start.
func TestAnErasureThatWasCutOffIsCompleted(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		sources := w.Erasure.Sources
		steps := len(sources())
		for at := range steps {
			w.Erasure.Sources = func() []privacy.Source {
				all := sources()
				if all[at].Erase != nil {
					all[at].Erase = func(context.Context, *store.Tx, string) error { return errKilled }
				}
				return all
			}
			if sources()[at].Erase == nil {
				continue
			}
			if _, err := w.Erasure.Erase(t.Context(), operator, erasure.Erase{Person: apptest.ID("amina")}); !errors.Is(err, errKilled) {
				t.Fatalf("cut off at %s: %v", sources()[at].Table, err)
			}
			if n, err := store.One[int](t.Context(), w.DB, `SELECT count(*) FROM people_person WHERE id = $1`, apptest.ID("amina")); err != nil || n != 1 {
				t.Fatalf("cut off at %s: half of her is erased, %v", sources()[at].Table, err)
			}
		}
		w.Erasure.Sources = sources
		n, held, err := w.Erasure.Reapply(t.Context()) // what the start of a server does
		if err != nil || n != 1 || held != 0 {
			t.Fatalf("at the start: %d erased, %d held, %v", n, held, err)
		}
		if found := forgive(w.find(w.own)); len(found) > 0 {
			t.Errorf("found afterwards:\n%s", found)
		}
		if n, _, err := w.Erasure.Reapply(t.Context()); err != nil || n != 0 {
			t.Errorf("a second start: %d, %v", n, err)
		}
	})
}

// What was not rewritten at once is rewritten by erasing again.
func TestWhatWasLeftForLaterIsRewritten(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.SQLite)
	w.erase(erasure.Erase{Person: apptest.ID("amina"), Later: true})
	w.erase(erasure.Erase{Person: strings.ToUpper(w.own["address"]) + "@ferrow-lund.example"})
	if found := forgive(w.find(w.own)); len(found) > 0 {
		t.Errorf("found afterwards:\n%s", found)
	}
}

func refusal(t *testing.T, err error, kind fault.Kind, says string) {
	t.Helper()
	if fault.KindOf(err) != kind || !strings.Contains(err.Error(), says) {
		t.Errorf("got %v", err)
	}
}

// A hold refuses, says why, and is for the head of HR and the data-protection officer, of whom nobody lifts their own.
func TestAHoldRefusesUntilItIsLifted(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		held := apptest.Decode[erasure.Hold](t, a.API("lena").Post("/api/v1/holds", map[string]any{"person": "1003", "reason": "Proceeding 4 C 12"}), http.StatusCreated)
		again := apptest.Decode[erasure.Hold](t, a.API("ingrid").Post("/api/v1/holds", map[string]any{"person": apptest.Email("amina"), "reason": "Proceeding 4 C 12"}), http.StatusCreated)
		if again.ID != held.ID || again.By.Name != "Lena Berg" {
			t.Errorf("twice is not once: %+v", again)
		}
		_, err := a.Erasure.Erase(t.Context(), operator, erasure.Erase{Person: "1003"})
		refusal(t, err, fault.Conflict, "Amina Yusuf is under a legal hold since 2026-11-17, placed by Lena Berg: “Proceeding 4 C 12")
		if _, err := os.Stat(filepath.Join(a.Config.Data, "erased.log")); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("it stands in the ledger: %v", err)
		}
		a.Desk("ingrid").Get("/admin/holds").Is(http.StatusOK).Shows("Amina Yusuf", "Proceeding 4 C 12", "Lift the hold")
		for _, key := range []string{"theo", "noor"} {
			a.API(key).Get("/api/v1/holds").Is(http.StatusForbidden)
		}
		a.API("amina").Get("/api/v1/me/export").Is(http.StatusOK).Hides("Proceeding 4 C 12")
		own := apptest.Decode[erasure.Hold](t, a.API("ingrid").Post("/api/v1/holds", map[string]any{"person": "3002", "reason": "Another"}), http.StatusCreated)
		a.API("lena").Post("/api/v1/holds/"+own.ID+"/lift", map[string]any{}).Is(http.StatusForbidden)
		for range 2 {
			apptest.Decode[erasure.Hold](t, a.API("ingrid").Post("/api/v1/holds/"+held.ID+"/lift", map[string]any{}), http.StatusOK)
		}
		a.API("ingrid").Post("/api/v1/holds/nothing/lift", map[string]any{}).Is(http.StatusNotFound)
		a.Desk("ingrid").Get("/admin/holds").Shows("Lifted")
		n, err := store.One[int](t.Context(), a.DB, `SELECT count(*) FROM audit_entry WHERE action IN ('privacy.hold', 'privacy.lift')`)
		if err != nil || n != 3 {
			t.Errorf("%d entries in the record, %v", n, err)
		}
		if _, err := a.Erasure.Erase(t.Context(), operator, erasure.Erase{Person: "1003"}); err != nil {
			t.Errorf("lifted: %v", err)
		}
	})
}

// Holds that do not fit on a page follow on the next, none twice and none left out.
func TestManyHoldsAreWhole(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	const many = 120
	for range many {
		if _, err := a.Erasure.Place(t.Context(), operator, erasure.Place{Person: "1003", Reason: word()}); err != nil {
			t.Fatal(err)
		}
	}
	seen, after := map[string]bool{}, ""
	for {
		page := apptest.Decode[erasure.Holds](t, a.API("lena").Get("/api/v1/holds?after="+after), http.StatusOK)
		for _, h := range page.Items {
			seen[h.ID] = true
		}
		if after = page.Next; after == "" {
			break
		}
	}
	if len(seen) != many {
		t.Errorf("%d holds seen, want %d", len(seen), many)
	}
}

func TestWhoIsNotErased(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	_, err := a.Erasure.Erase(t.Context(), operator, erasure.Erase{Person: "3001"})
	refusal(t, err, fault.Conflict, "Noor Haddad is the last administrator")
	_, err = a.Erasure.Erase(t.Context(), operator, erasure.Erase{Person: "9999"})
	refusal(t, err, fault.NotFound, "")
	for _, key := range []string{"ingrid", "noor", "lena", "amina"} {
		_, err = a.Erasure.Erase(t.Context(), a.Actor(authz.Desk, key), erasure.Erase{Person: "1003"})
		refusal(t, err, fault.Forbidden, "")
		_, err = a.Erasure.Export(t.Context(), a.Actor(authz.Desk, key), erasure.Export{Person: "1003"})
		refusal(t, err, fault.Forbidden, "")
	}
	out, err := a.Erasure.Erase(t.Context(), operator, erasure.Erase{Person: "1003", DryRun: true})
	if err != nil || len(out.Parts) == 0 || len(out.Kept) == 0 {
		t.Errorf("a dry run: %+v, %v", out, err)
	}
	a.API("amina").Get("/api/v1/me").Is(http.StatusOK)
}

// A ledger that somebody changed is refused; a line that a crash cut off is not one.
func TestTheLedgerCannotBeBent(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	path := filepath.Join(a.Config.Data, "erased.log")
	for _, ref := range []string{"1003", "1004"} {
		if _, err := a.Erasure.Erase(t.Context(), operator, erasure.Erase{Person: ref, Later: true}); err != nil {
			t.Fatal(err)
		}
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		_, err = f.WriteString("erased 2026-11-17T12:00:00Z 0198f2c8-0000") // cut off
		if err := errors.Join(err, f.Close()); err != nil {
			t.Fatal(err)
		}
	}
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if n, _, err := a.Erasure.Reapply(t.Context()); err != nil || n != 0 {
		t.Errorf("%d, %v", n, err)
	}
	forged := strings.Replace(string(body), apptest.ID("pavel"), apptest.ID("hanna"), 1)
	if err := os.WriteFile(path, []byte(forged), 0o600); err != nil {
		t.Fatal(err)
	}
	_, _, err = a.Erasure.Reapply(t.Context())
	refusal(t, err, fault.Conflict, "of erased.log is not as it was written")
	a.API("hanna").Get("/api/v1/me").Is(http.StatusOK)
}
