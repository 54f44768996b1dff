package intake_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/intake"
	"hearth/internal/platform/store"
)

// Noor lets a mailbox sign in by OAuth: what she writes down is sealed, never shown, and asked for again once it would go elsewhere; a refusal is a sentence on the page.
func TestAMailboxSignsInByOAuth(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		var mu sync.Mutex
		var asked []string
		refuses := true
		tokens := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			defer mu.Unlock()
			asked = append(asked, r.PostFormValue("refresh_token"))
			w.Header().Set("Content-Type", "application/json")
			if refuses {
				w.WriteHeader(400)
				fmt.Fprint(w, `{"error":"invalid_grant","error_description":"AADSTS700082: The refresh token has expired due to inactivity."}`)
				return
			}
			fmt.Fprintf(w, `{"access_token":"token-%d","token_type":"Bearer","expires_in":3600,"refresh_token":"hush-refresh-%d"}`, len(asked), len(asked))
		}))
		t.Cleanup(tokens.Close)
		in := map[string]any{"name": "Payroll", "address": "pay@ferrow-lund.example", "team": "payroll", "kind": "imap", "server": "127.0.0.1:1", "user": "pay@ferrow-lund.example", "tls": "implicit",
			"sign_in": "oauth", "oauth_provider": "other", "oauth_grant": "refresh", "oauth_client": "the-application", "oauth_client_secret": "hush-secret", "oauth_refresh_token": "hush-refresh-0",
			"oauth_token_url": tokens.URL}
		box := apptest.Decode[intake.Mailbox](t, a.API("noor").Post("/api/v1/mailboxes", in), 201)
		if !box.HasSecret || !box.HasRefresh || box.HasPassword || box.Client != "the-application" || box.SignIn != "oauth" {
			t.Errorf("got %+v", box)
		}
		page := "/admin/mailboxes/" + box.ID
		a.Desk("noor").Get(page).Shows("the-application", "One is kept.").Hides("hush-")
		sealed, err := store.One[[]byte](t.Context(), a.DB, `SELECT permission FROM intake_mailbox WHERE id = $1`, box.ID)
		if err != nil || len(sealed) < 50 || strings.Contains(string(sealed), "hush") || strings.Contains(string(sealed), "the-application") {
			t.Errorf("kept as %q, %v", sealed, err)
		}

		for range 3 {
			a.Desk("noor").Send(page+"/test-in", url.Values{}).Shows("Sign in at the provider as the mailbox again", "AADSTS700082").Hides("hush-")
		}
		if len(asked) != 1 {
			t.Errorf("a refusal is asked for %d times", len(asked))
		}

		change := func(with map[string]any) apptest.Response {
			all := map[string]any{}
			for k, v := range in {
				all[k] = v
			}
			delete(all, "oauth_client_secret")
			delete(all, "oauth_refresh_token")
			for k, v := range with {
				all[k] = v
			}
			text, err := json.Marshal(all)
			if err != nil {
				t.Fatal(err)
			}
			return a.API("noor").Do("PUT", "/api/v1/mailboxes/"+box.ID, "application/json", bytes.NewReader(text))
		}
		elsewhere := change(map[string]any{"oauth_token_url": "https://elsewhere.example/token"})
		elsewhere.Is(422).Shows("refresh token")
		change(map[string]any{"tls": "none"}).Is(422).Shows("protected connections only")
		change(map[string]any{"oauth_provider": "google", "oauth_grant": "client"}).Is(422).Shows("Google gives no application")
		change(map[string]any{"sign_in": "oath"}).Is(422)

		refuses = false
		change(nil).Is(200) // saved again: it is asked again, with what was kept, and what comes in its place is kept
		a.Desk("noor").Send(page+"/test-in", url.Values{}).Shows("Nothing answers at")
		change(nil).Is(200)
		a.Clock.Advance(2 * time.Hour)
		a.Desk("noor").Send(page+"/test-in", url.Values{}).Shows("Nothing answers at")
		if got := strings.Join(asked, " "); got != "hush-refresh-0 hush-refresh-0 hush-refresh-2" {
			t.Errorf("asked with %s", got)
		}

		change(map[string]any{"sign_in": "password"}).Is(422).Shows("Write the password")
		change(map[string]any{"sign_in": "password", "password": "hush-password"}).Is(200)
		a.Desk("noor").Get(page).Hides("the-application", "hush-")
	})
}
