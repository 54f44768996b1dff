package macro_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/macro"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
)

// Two people have the form of one macro open. The second to save is told, keeps what they typed, and may save it all the same.
func TestAMacroIsNotSavedOverAnothersUnseen(t *testing.T) {
	each(t, func(w *world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		was := w.keep("marta", macro.Keep{Name: "Rota", Team: "advice", Texts: in("en", "It is on the board.")})
		path := "/desk/macros/" + was.ID
		markOn := func(page string) string {
			found := regexp.MustCompile(`name="mark" value="(\w+)"`).FindStringSubmatch(page)
			if found == nil {
				w.T.Fatal("the form has no mark")
			}
			return found[1]
		}
		form := func(mark, text string) url.Values {
			return url.Values{"name": {"Rota"}, "team": {"advice"}, "language": {"en"}, "text": {text}, "mark": {mark}}
		}
		mark := markOn(w.Desk("marta").Get(path).Is(http.StatusOK).Text)
		w.Desk("priya").Send(path, form(mark, "It is on the page.")).Is(http.StatusSeeOther)
		w.Desk("priya").Send(path, form(mark, "It is on the page.")).Is(http.StatusSeeOther) // the same twice is once
		again := w.Desk("marta").Send(path, form(mark, "It is on both.")).Is(http.StatusConflict).Shows("Somebody else changed this macro since you opened it.", "It is on both.")

		api, body := "/api/v1/macros/"+was.ID, `{"name":"Rota","team":"advice","texts":[{"language":"en","body":"By a program."}]`
		put := func(text string) apptest.Response {
			return w.API("marta").Do(http.MethodPut, api, "application/json", strings.NewReader(text))
		}
		put(body + `,"mark":"` + mark + `"}`).Is(http.StatusConflict)
		now := apptest.Decode[macro.Macro](w.T, w.API("marta").Get(api), http.StatusOK)
		if now.Texts[0].Body != "It is on the page." || now.Mark == mark {
			w.T.Errorf("it says %+v", now)
		}
		w.Desk("marta").Send(path, form(markOn(again.Text), "It is on both.")).Is(http.StatusSeeOther)
		put(body + `}`).Is(http.StatusOK) // who compares nothing is not held up

		_, err := w.s.Change(ctx, marta, macro.Change{ID: was.ID, Mark: mark, Keep: macro.Keep{Name: "Rota", Team: "advice", Texts: in("en", "It is on both.")}})
		w.refused(err, fault.Conflict, "Look at what it is now")
	})
}
