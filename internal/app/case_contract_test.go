package app_test

import (
	"encoding/json"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// A program that reads a case finds of each promise the same five names, whoever it reads for and however the promise stands: an explanation is a list, be it one of nothing.
func TestEachPromiseOfACaseHasItsNames(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx, marta := t.Context(), a.Actor(authz.Desk, "marta")
		ok := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		c, err := a.App.Desk.Open(ctx, a.Actor(authz.Portal, "amina"), desk.Open{Service: "hours", Subject: "My swap", Body: "Please."})
		ok(err)
		is := func(when string, explained bool) {
			t.Helper()
			for _, key := range []string{"amina", "marta"} {
				var answer map[string]any
				ok(json.Unmarshal([]byte(a.API(key).Get("/api/v1/cases/"+c.Number).Is(200).Text), &answer))
				all, _ := answer["promises"].([]any)
				if len(all) == 0 {
					t.Fatalf("%s, for %s: no promises in %v", when, key, answer)
				}
				for _, x := range all {
					p := x.(map[string]any)
					for _, name := range []string{"kind", "state", "paused_reason"} {
						if _, text := p[name].(string); !text {
							t.Errorf("%s, for %s: %s is %v in %v", when, key, name, p[name], p)
						}
					}
					if _, err := time.Parse(time.RFC3339, p["due_at"].(string)); err != nil {
						t.Errorf("%s, for %s: due %v", when, key, err)
					}
					why, list := p["explanation"].([]any)
					if !list || explained != (len(why) > 0) {
						t.Errorf("%s, for %s: the explanation is %v", when, key, p["explanation"])
					}
					for _, piece := range why {
						if text, _ := piece.(map[string]any)["text"].(string); text == "" {
							t.Errorf("%s, for %s: it says %v", when, key, piece)
						}
					}
				}
			}
		}
		is("opened", true)
		_, err = a.App.Desk.Pause(ctx, marta, desk.Pause{Number: c.Number, Reason: desk.WaitDate, Until: a.DB.Now().Add(48 * time.Hour)})
		ok(err)
		is("waiting", true)
		ok(a.DB.Tx(ctx, func(tx *store.Tx) error { // more than a calendar counts
			_, err := tx.Exec(ctx, `UPDATE promise_promise SET minutes = 1000000000`)
			return err
		}))
		is("which no calendar counts", false)
	})
}
