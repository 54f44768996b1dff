package httpx_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"hearth/internal/platform/httpx"
)

func TestEveryAnswerCarriesTheHeaders(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	for _, target := range []string{"/orders/1", "/api/v1/orders/1", "/nowhere", "/panic", "/fail/broken"} {
		h := ask(m.Wrap(true, nil), "GET", target, "").Header()
		if h.Get("Content-Security-Policy") != httpx.CSP || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Cache-Control") != "no-store" ||
			h.Get("Referrer-Policy") != "no-referrer" || h.Get("Strict-Transport-Security") == "" {
			t.Errorf("%s: got %v", target, h)
		}
	}
	if got := ask(m.Wrap(false, nil), "GET", "/orders/1", "").Header().Get("Strict-Transport-Security"); got != "" {
		t.Errorf("without TLS: got %q", got)
	}
	for _, part := range []string{"default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"} {
		if !strings.Contains(httpx.CSP, part) {
			t.Errorf("the policy lacks %s", part)
		}
	}
	if strings.Contains(httpx.CSP, "unsafe") {
		t.Errorf("the policy allows inline or eval: %s", httpx.CSP)
	}
}

func TestAnotherSiteCannotSendForms(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	h := m.Wrap(false, nil)
	for _, c := range []struct {
		method, header, value string
		want                  int
	}{
		{"POST", "Sec-Fetch-Site", "cross-site", 403}, {"POST", "Sec-Fetch-Site", "same-site", 403}, {"POST", "Origin", "https://evil.example", 403},
		{"POST", "Origin", "null", 403}, {"POST", "Sec-Fetch-Site", "same-origin", 303}, {"POST", "Origin", "http://example.com", 303},
		{"POST", "Sec-Fetch-Site", "none", 303}, {"GET", "Sec-Fetch-Site", "cross-site", 422}, {"POST", "X-None", "", 303},
	} {
		w := ask(h, c.method, "http://example.com/orders/1", "subject=x", "Content-Type", formType, c.header, c.value)
		if w.Code != c.want {
			t.Errorf("%s with %s: %s: got %d %s, want %d", c.method, c.header, c.value, w.Code, w.Body, c.want)
		}
	}
	problem(t, ask(h, "PUT", "/api/v1/orders/1", `{"subject":"x"}`, "Origin", "https://evil.example"))
}

func TestAPanicIsAnAnswerWithAReference(t *testing.T) {
	t.Parallel()
	m, log := newMux(t, nil)
	w := ask(m.Wrap(false, nil), "GET", "/panic", "", "Accept-Encoding", "gzip")
	if w.Code != 500 || strings.Contains(w.Body.String(), "boom") || !strings.Contains(w.Body.String(), " E-") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	if !strings.Contains(log.String(), "boom") || !strings.Contains(log.String(), "stack=") {
		t.Errorf("the log lacks the panic: %s", log)
	}
}

func TestHalfAnAnswerDoesNotLookWhole(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	server := httptest.NewServer(m.Wrap(false, nil))
	defer server.Close()
	for _, encoding := range []string{"identity", "gzip"} {
		r, err := http.NewRequestWithContext(t.Context(), "GET", server.URL+"/half", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", encoding)
		response, err := server.Client().Do(r)
		if err != nil {
			continue // cut before the headers: not whole either
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err == nil {
			t.Errorf("%s: read %q without an error", encoding, body)
		}
	}
}

func TestPagesAreCompressedForThoseWhoTakeIt(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	m.Handle("GET /page", httpx.Page(accept, shown))
	h := m.Wrap(false, nil)
	plain := ask(h, "GET", "/fail/forbidden", "")
	for accepted, want := range map[string]bool{"gzip": true, "br, gzip;q=0.5": true, "GZIP": true, "br": false, "gzip;q=0": false, "gzip; q=0.0, br": false, "": false} {
		w := ask(h, "GET", "/fail/forbidden", "", "Accept-Encoding", accepted)
		if got := w.Header().Get("Content-Encoding") == "gzip"; got != want {
			t.Errorf("%q: compressed is %v", accepted, got)
			continue
		}
		body := w.Body.String()
		if want {
			if !strings.Contains(w.Header().Get("Vary"), "Accept-Encoding") {
				t.Errorf("%q: no Vary", accepted)
			}
			body = unzipped(t, w)
		}
		if body != plain.Body.String() || w.Code != 403 {
			t.Errorf("%q: got %d %q, want %q", accepted, w.Code, body, plain.Body)
		}
	}
	if w := ask(h, "GET", "/stream", "", "Accept-Encoding", "gzip"); w.Header().Get("Content-Encoding") != "" || !w.Flushed || w.Body.String() != "data: 1\n\n" {
		t.Errorf("a stream: got %v %q, flushed %v", w.Header(), w.Body, w.Flushed)
	}
	if w := ask(h, "DELETE", "/api/v1/orders/1", "", "Accept-Encoding", "gzip"); w.Code != 204 || w.Body.Len() != 0 {
		t.Errorf("no content: got %d and %d bytes", w.Code, w.Body.Len())
	}
}

// The registry of schemas is a map without a lock: an endpoint whose input has no body fields must not write to it either.
func TestARequestDoesNotChangeTheDocument(t *testing.T) {
	t.Parallel()
	m, _ := newMux(t, nil)
	if m.Describes() {
		t.Error("it is described before anybody asks")
	}
	before, err := m.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	m.Rest() // the first of them make it again
	if m.Describes() {
		t.Error("a server at rest keeps it")
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if w := ask(m, "POST", "/api/v1/orders/1/ping", `{}`); w.Code != 200 {
				t.Errorf("got %d %s", w.Code, w.Body)
			}
		})
	}
	all.Wait()
	after, err := m.OpenAPI()
	if err != nil || string(before) != string(after) {
		t.Errorf("a request changed the document, %v", err)
	}
}
