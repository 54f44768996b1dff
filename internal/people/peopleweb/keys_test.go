package peopleweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/people"
)

// Theo has another key for a reply and none for the next case. The pages say so; a conflict is named and nothing is lost of what he wrote.
func TestKeysAreOnesOwn(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		put := func(key, body string) int {
			return a.API(key).Do(http.MethodPut, "/api/v1/me/keys", "application/json", strings.NewReader(body)).Status
		}
		c := apptest.Decode[struct{ Number string }](t, a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Pay", "body": "Missing", "service": "pay"}), 201)
		for range 2 {
			if got := put("theo", `{"items":[{"key":"r","press":"Y"},{"key":"j"}]}`); got != 200 {
				t.Fatalf("got %d", got)
			}
		}
		if got := put("theo", `{"items":[{"key":"r","press":"n"}]}`); got != 422 {
			t.Errorf("a conflict: %d", got)
		}
		press := map[string]string{}
		keys := apptest.Decode[people.Keys](t, a.API("theo").Get("/api/v1/me/keys"), 200)
		for _, k := range keys.Items {
			press[k.Key] = k.Press
		}
		if !keys.Single || press["r"] != "y" || press["j"] != "" || press["n"] != "n" {
			t.Errorf("got %+v", keys)
		}
		a.Desk("theo").Get("/desk/cases/"+c.Number).Is(200).Shows(`data-remap="j= r=y"`, ">Y</kbd>").Hides(">J</kbd>")
		a.Desk("priya").Get("/desk/cases/" + c.Number).Is(200).Shows(">J</kbd>").Hides("data-remap")

		form := url.Values{"single": {"on"}, "undo_seconds": {"10"}, "key": {"r", "e"}, "press": {"Y", "y"}}
		a.Desk("theo").Send("/desk/keys", form).Is(422).Shows("Both are on Y: “Reply” and “Send and close”.", `value="Y"`)
		form.Set("press", "Y")
		form["press"] = []string{"Y", ""}
		form.Del("single")
		a.Desk("theo").Send("/desk/keys", form).Is(303)
		a.Desk("theo").Get("/desk/cases/"+c.Number).Is(200).Shows(`data-keys="off"`, `data-remap="e= r=y"`)
		a.Desk("theo").Send("/desk/keys", url.Values{"single": {"on"}, "reset": {"on"}, "undo_seconds": {"30"}}).Is(303)
		a.Desk("theo").Get("/desk/cases/"+c.Number).Is(200).Hides("data-remap", `data-keys="off"`)
		if keys := apptest.Decode[people.Keys](t, a.API("theo").Get("/api/v1/me/keys"), 200); keys.Undo != 30 {
			t.Errorf("got %+v", keys)
		}
		if got := put("theo", `{"undo_seconds":11}`); got != 422 {
			t.Errorf("eleven seconds: %d", got)
		}
		a.Portal("amina").Get("/desk/keys").Is(200).Shows("Keyboard and sending")
	})
}
