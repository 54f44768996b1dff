package httpx_test

import (
	"net/url"
	"strings"
	"testing"
)

// PostgreSQL keeps neither NUL nor broken UTF-8: they are refused with a sentence before a use case sees them.
func TestWhatCannotBeKeptIsRefused(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	for _, text := range []string{"a\x00b", "a\xffb"} {
		form := url.Values{"subject": {text}}.Encode()
		if w := ask(m, "POST", "/orders/1", form, "Content-Type", formType); w.Code != 422 || !strings.Contains(w.Body.String(), "cannot be kept") {
			t.Errorf("form %q: got %d %s", text, w.Code, w.Body)
		}
	}
	for _, body := range []string{`{"subject":"a\u0000b"}`, `{"subject":"x","parts":[{"label":"\u0000"}]}`} {
		if p := problem(t, ask(m, "PUT", "/api/v1/orders/1", body)); p.Status != 422 || p.Title == "" {
			t.Errorf("%s: got %+v", body, p)
		}
	}
	for _, path := range []string{"/orders/a%00b", "/orders/a%ffb"} {
		if w := ask(m, "GET", path, ""); w.Code != 404 {
			t.Errorf("%s: got %d", path, w.Code)
		}
	}
	if w := ask(m, "PUT", "/api/v1/orders/1", `{"subject":"x","due":"2026-12-01"}`); w.Code != 200 || !strings.Contains(w.Body.String(), `"due":"2026-12-01T00:00:00Z"`) {
		t.Errorf("a date alone: got %d %s", w.Code, w.Body)
	}
}
