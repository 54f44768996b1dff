package callback_test

import (
	"net/http"
	"testing"
	"time"

	"hearth/internal/apptest"
)

// What other programs write and read, by its names: none of them knows the types of this product.
func TestTheNamesThatOtherProgramsRead(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		at := func(minutes int) string {
			return w.DB.Now().Add(time.Duration(minutes) * time.Minute).UTC().Format(time.RFC3339)
		}
		asked := apptest.Decode[map[string]any](w.T, w.API("amina").Post("/api/v1/cases/"+number+"/callbacks", map[string]any{
			"windows": []any{map[string]any{"from": at(60), "to": at(120)}}, "zone": "Europe/Stockholm", "phone": "+46 70 555 01 87"}), http.StatusCreated)
		id, _ := asked["id"].(string)
		if windows, _ := asked["windows"].([]any); id == "" || asked["case"] != number || asked["state"] != "open" || asked["zone"] != "Europe/Stockholm" || asked["phone"] != "+46 70 555 01 87" || len(windows) != 1 {
			w.T.Fatalf("got %v", asked)
		} else if one, _ := windows[0].(map[string]any); one["from"] == nil || one["to"] == nil || one["state"] != "open" {
			w.T.Errorf("got the window %v", one)
		}
		for _, x := range []struct {
			in      int // minutes that pass
			result  string
			verdict string
			counts  bool
			state   string
		}{{0, "no_answer", "outside", false, "open"}, {61, "no_answer", "inside", true, "open"}, {2, "reached", "inside", true, "reached"}} {
			w.Advance(time.Duration(x.in) * time.Minute)
			got := apptest.Decode[map[string]any](w.T, w.API("marta").Post("/api/v1/callbacks/"+id+"/attempts", map[string]any{"result": x.result}), http.StatusCreated)
			if got["verdict"] != any(x.verdict) || got["counts"] != any(x.counts) || got["result"] != any(x.result) || got["state"] != any(x.state) || got["case"] != any(number) || got["id"] == nil || got["at"] == nil {
				w.T.Errorf("%s after %d minutes: got %v", x.result, x.in, got)
			}
		}
		w.API("marta").Post("/api/v1/callbacks/"+id+"/attempts", map[string]any{"result": "perhaps"}).Is(http.StatusUnprocessableEntity)
	})
}
