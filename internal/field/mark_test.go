package field_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/field"
)

// Two people have the form of one field open. The second to save is told, keeps what they typed, and may save it all the same.
func TestAFieldIsNotSavedOverAnothersUnseen(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		head, path, api := w.Desk("ingrid"), "/admin/services/hours/fields/note", "/api/v1/services/hours/fields/note"
		markOn := func(page string) string {
			found := regexp.MustCompile(`name="mark" value="(\w+)"`).FindStringSubmatch(page)
			if found == nil {
				w.T.Fatal("the form has no mark")
			}
			return found[1]
		}
		form := func(mark, label string) url.Values {
			return url.Values{"kind": {field.Text}, "label": {label}, "side": {field.Requester}, "place": {"4"}, "mark": {mark}}
		}
		put := func(body string) apptest.Response {
			return w.API("ingrid").Do(http.MethodPut, api, "application/json", strings.NewReader(body))
		}
		mark := markOn(head.Get(path).Is(http.StatusOK).Text)
		head.Send(path, form(mark, "Stands in")).Is(http.StatusSeeOther)
		head.Send(path, form(mark, "Stands in")).Is(http.StatusSeeOther) // the same twice is once
		again := head.Send(path, form(mark, "Deputy")).Is(http.StatusConflict).Shows("Somebody else changed this field since you opened it.", `value="Deputy"`)
		put(`{"kind":"text","label":"Substitute","place":4,"mark":"` + mark + `"}`).Is(http.StatusConflict)
		w.API("ingrid").Get("/api/v1/services/hours/fields").Is(http.StatusOK).Shows(`"label":"Stands in"`, `"mark":"`+markOn(again.Text)+`"`)
		w.API("amina").Get("/api/v1/services/hours/fields").Is(http.StatusOK).Hides(`"mark"`)
		head.Send(path, form(markOn(again.Text), "Deputy")).Is(http.StatusSeeOther)
		put(`{"kind":"text","label":"Substitute","place":4}`).Is(http.StatusOK)
	})
}
