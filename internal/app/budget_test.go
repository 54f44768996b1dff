package app_test

import (
	"net/http"
	"regexp"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/store"
)

// The budgets of what a phone loads at first, compressed, in bytes: the start page with styles and scripts, the fullest request page likewise, and fonts.
const (
	homeBudget    = 45 << 10
	requestBudget = 60 << 10
	fontBudget    = 30 << 10
)

var assets = regexp.MustCompile(`(?:href|src)="(/assets/[^"]+\.(css|js))"`)

func TestPagesStayWithinTheirBudget(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	c, err := a.App.Desk.Open(t.Context(), a.Actor("portal", "amina"), desk.Open{Subject: "Night allowance", Body: "It is not on my payslip."})
	if err != nil {
		t.Fatal(err)
	}
	for range 60 { // a long conversation
		if _, err := a.App.Desk.Write(t.Context(), a.Actor("portal", "amina"), desk.Write{Number: c.Number, Body: "And another question about the nights that I worked in October."}); err != nil {
			t.Fatal(err)
		}
	}
	for path, budget := range map[string]int{"/": homeBudget, "/requests/" + c.Number: requestBudget} {
		page, styles := compressed(t, a, path), 0
		for _, m := range assets.FindAllStringSubmatch(a.Portal("amina").Get(path).Text, -1) {
			styles += compressed(t, a, m[1])
		}
		if styles == 0 {
			t.Fatalf("%s names no styles: are the assets built?", path)
		}
		t.Logf("%s: %d bytes, styles and scripts %d", path, page, styles)
		if page+styles > budget {
			t.Errorf("%s takes %d bytes with styles and scripts, more than %d", path, page+styles, budget)
		}
	}
	fonts := 0
	for _, m := range regexp.MustCompile(`/assets/[^"')]+\.woff2`).FindAllString(a.Portal("amina").Get(cssOf(t, a)).Text, -1) {
		fonts += len(a.Portal("amina").Get(m).Text)
	}
	if fonts == 0 || fonts > fontBudget {
		t.Errorf("fonts take %d bytes, of at most %d", fonts, fontBudget)
	}
}

// compressed is how many bytes an address takes on the wire.
func compressed(t *testing.T, a *apptest.App, path string) int {
	t.Helper()
	r := a.Portal("amina").With("Accept-Encoding", "gzip").Get(path)
	if r.Status != http.StatusOK || r.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("%s: %d, %q", path, r.Status, r.Header.Get("Content-Encoding"))
	}
	return len(r.Text)
}

func cssOf(t *testing.T, a *apptest.App) string {
	t.Helper()
	for _, m := range assets.FindAllStringSubmatch(a.Portal("amina").Get("/").Text, -1) {
		if m[2] == "css" {
			return m[1]
		}
	}
	t.Fatal("no styles")
	return ""
}
