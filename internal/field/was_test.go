package field_test

import (
	"net/http"
	"strings"
	"testing"

	"hearth/internal/apptest"
)

// A program says what it read, as a page does, and writes nothing over that somebody changed since.
func TestAProgramWritesNothingOverThatItDidNotSee(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", map[string]any{"birth": "2027-03-01", "weeks": 20.0})
		put := func(body string) apptest.Response {
			return w.API("marta").Do(http.MethodPut, "/api/v1/cases/"+number+"/fields", "application/json", strings.NewReader(body))
		}
		put(`{"fields":{"weeks":30,"part-time":true},"was":{"weeks":20,"part-time":null}}`).Is(http.StatusOK).Shows(`"value":30`)
		put(`{"fields":{"weeks":40},"was":{"weeks":20}}`).Is(http.StatusConflict).Shows("Somebody else changed “Weeks wished” meanwhile.")
		put(`{"fields":{"part-time":false},"was":{"part-time":null}}`).Is(http.StatusConflict)
		put(`{"fields":{"weeks":40},"was":{"weeks":[20]}}`).Is(http.StatusUnprocessableEntity).Shows("Give what stood in “Weeks wished” as one text, number or truth.")
		put(`{"fields":{"weeks":20,"part-time":false},"was":{"weeks":20,"part-time":true}}`).Is(http.StatusOK).Shows(`"value":30`, `"value":false`)
		put(`{"fields":{"weeks":50}}`).Is(http.StatusOK).Shows(`"value":50`)
	})
}
