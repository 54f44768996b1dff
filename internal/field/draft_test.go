package field_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// What was filled in of what a service asks for stands in the form again, for its writer alone, until the request is sent.
func TestADraftKeepsWhatWasFilledIn(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		typed := url.Values{"subject": {"A child"}, "body": {""}, "field": {"birth", "kind", "note"}, "value": {"2026-12-24", "Half days", "Zwiebelkuchen"}}
		amina := w.Portal("amina")
		amina.Send("/drafts/ask/hours", typed).Is(http.StatusOK)
		amina.Get("/ask/hours").Shows("Zwiebelkuchen", `value="2026-12-24"`, `<option value="Half days" selected`)
		w.Portal("pavel").Get("/ask/hours").Hides("Zwiebelkuchen")
		w.API("amina").Get("/api/v1/drafts/ask/hours").Shows(`"note":"Zwiebelkuchen"`)
		typed.Set("body", "What now?")
		amina.Send("/ask/hours", typed).Is(http.StatusSeeOther)
		amina.Get("/ask/hours").Hides("Zwiebelkuchen", `<option value="Half days" selected`)

		keep := func(text, want string) {
			w.T.Helper()
			w.API("amina").Do("PUT", "/api/v1/drafts/ask/hours", "application/json", strings.NewReader(text)).Is(http.StatusOK)
			w.API("amina").Get("/api/v1/drafts/ask/hours").Shows(want)
		}
		keep(`{"body":"","fields":{"note":"Ben","kind":""}}`, `"fields":{"note":"Ben"}`)
		keep(`{"body":"","fields":{"note":""}}`, `"saved_at":null`)
		w.API("amina").Do("PUT", "/api/v1/drafts/ask/hours", "application/json", strings.NewReader(`{"body":"","fields":{"note":"`+strings.Repeat("a", 9000)+`"}}`)).Is(http.StatusUnprocessableEntity)
	})
}
