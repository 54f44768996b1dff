package app_test

import (
	"encoding/base64"
	"net/url"
	"testing"

	"hearth/internal/apptest"
)

// What a text says only once it is read (a place in a list, a view's address) holds no characters that a database cannot keep either: it is refused, and nobody else's page breaks by it.
func TestWhatIsReadFromATextIsSound(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		marta := a.API("marta")
		for _, query := range []string{"title=a%00b", "title=%ff", "tag=%00", "site=%00", "language=%ff", "q=%00", "site=%c3&%a9=1", "%00=1", "field=%00"} {
			marta.Post("/api/v1/views", map[string]any{"name": "v", "query": "view=all&" + query, "team": "advice"}).Is(422).Shows("query")
			a.Desk("marta").Send("/desk/views", url.Values{"name": {"v"}, "query": {"view=all&" + query}}).Is(422)
		}
		a.API("priya").Get("/api/v1/views?counts=true").Is(200)
		a.Desk("priya").Get("/desk/views").Is(200)
		marta.Get("/api/v1/cases?view=all&after=" + base64.RawURLEncoding.EncodeToString([]byte(`{"a":"2026-11-17T12:00:00Z","i":"a\u0000b"}`))).Is(422)
		for _, place := range []string{"a\x00\nb", "a\nb\x00", "\xff\nb"} {
			marta.Get("/api/v1/people?after=" + base64.RawURLEncoding.EncodeToString([]byte(place))).Is(422)
		}
	})
}
