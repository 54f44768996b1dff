package authweb_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"hearth/internal/platform/auth/authweb"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
)

// Where no mail leaves, nobody waits for a link.
func TestTheSignInPageSaysWhenNoMailLeaves(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.SQLite)
	for _, sends := range []bool{true, false} {
		m := httpx.NewMux(httpx.Options{DB: w.db})
		authweb.New(w.auth, sends).Spec().Routes(m)
		a := httptest.NewRecorder()
		m.ServeHTTP(a, httptest.NewRequestWithContext(t.Context(), "GET", "/sign-in", nil))
		if page := a.Body.String(); strings.Contains(page, "We send you a link") != sends || strings.Contains(page, "No mail leaves here yet") == sends {
			t.Errorf("mail leaves: %v, and the page says %s", sends, page)
		}
	}
}
