package httpx_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// FuzzForm holds that whatever is sent to a form is taken or refused with a sentence.
func FuzzForm(f *testing.F) {
	for _, kind := range []string{formType, "multipart/form-data; boundary=x", "multipart/form-data", "text/plain", "application/json", ";", "multipart/form-data; boundary=\"\""} {
		for _, body := range []string{"subject=a&count=1&hours=1,5&due=2026-11-26T10:00&tags=a&tags=b", "--x\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\na\r\n--x--\r\n", "%zz=%", "a;b", "count=99999999999999999999",
			"hours=NaN&limit=x", "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"../a\"\r\n\r\nb\r\n--x--", "{\"subject\":\"a\"}", "", "--x"} {
			f.Add(kind, body)
		}
	}
	m, _ := newMux(f, nil)
	f.Fuzz(func(t *testing.T, kind, body string) {
		for _, w := range []int{ask(m, http.MethodPost, "/orders/1", body, "Content-Type", kind).Code, ask(m, http.MethodPut, "/api/v1/orders/1", body, "Content-Type", kind).Code} {
			if w >= 500 {
				t.Errorf("%q as %q: %d", body, kind, w)
			}
		}
	})
}

// FuzzQuery likewise for what an address takes from its query and its path.
func FuzzQuery(f *testing.F) {
	for _, s := range []string{"dry=1", "dry=", "a=%ff", "%", "dry=1;a=2", "&&&", "dry[]=1", strings.Repeat("a=1&", 2000)} {
		f.Add("7", s, "gzip;q=0.5, *")
	}
	m, _ := newMux(f, nil)
	h := m.Wrap(false, nil)
	f.Fuzz(func(t *testing.T, number, query, accept string) {
		r, err := http.NewRequest(http.MethodGet, "/", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.URL.Path, r.URL.RawQuery = "/api/v1/orders/"+number, query
		r.Header.Set("Accept-Encoding", accept)
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code >= 500 {
			t.Errorf("%q?%q: %d", number, query, w.Code)
		}
	})
}
