package views_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// The form of a view is open in two windows. The second to save is told, keeps what was typed, and may save it all the same.
func TestAViewIsNotChangedOverWhatItBecameUnseen(t *testing.T) {
	each(t, func(w *world) {
		v := w.keep("marta", "Pay", "service=pay", "advice")
		marta, path := w.Desk("marta"), "/desk/views/"+v.ID
		markOn := func(page string) string {
			found := regexp.MustCompile(`name="mark" value="(\w+)"`).FindStringSubmatch(page)
			if found == nil {
				w.T.Fatal("the form has no mark")
			}
			return found[1]
		}
		form := func(mark, name string) url.Values {
			return url.Values{"name": {name}, "team": {"advice"}, "place": {"1"}, "mark": {mark}}
		}
		put := func(body string) int {
			return w.API("marta").Do(http.MethodPut, "/api/v1/views/"+v.ID, "application/json", strings.NewReader(body)).Status
		}
		mark := markOn(marta.Get("/desk/views").Is(http.StatusOK).Text)
		marta.Send(path, form(mark, "Payroll")).Is(http.StatusSeeOther)
		marta.Send(path, form(mark, "Payroll")).Is(http.StatusSeeOther) // the same twice is once
		again := marta.Send(path, form(mark, "Wages")).Is(http.StatusConflict).Shows("Somebody else changed this view since you opened it.", `value="Wages"`)
		if got := put(`{"name":"Salaries","mark":"` + mark + `"}`); got != http.StatusConflict {
			w.T.Errorf("a program with an old mark got %d", got)
		}
		w.API("marta").Get("/api/v1/views").Is(http.StatusOK).Shows(`"name":"Payroll"`, `"mark":"`+markOn(again.Text)+`"`)
		marta.Send(path, form(markOn(again.Text), "Wages")).Is(http.StatusSeeOther)
		if got := put(`{"name":"Salaries"}`); got != http.StatusOK {
			w.T.Errorf("a program that compares nothing got %d", got)
		}
	})
}
