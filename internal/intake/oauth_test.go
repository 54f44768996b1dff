package intake_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/intake"
	"hearth/internal/platform/store"
)

// provedBy makes a certificate with its key, and tells whether an assertion was signed by it for an address.
func provedBy(t *testing.T, ends time.Time) (text string, proves func(assertion, address string) bool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: ends.AddDate(-1, 0, 0), NotAfter: ends}
	der, err := x509.CreateCertificate(rand.Reader, about, about, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	text = string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})) + string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: plain}))
	return text, func(assertion, address string) bool {
		at := strings.LastIndexByte(assertion, '.')
		signature, err := base64.RawURLEncoding.DecodeString(assertion[at+1:])
		if at < 0 || err != nil || len(signature) != 64 {
			return false
		}
		_, body, _ := strings.Cut(assertion[:at], ".")
		said, err := base64.RawURLEncoding.DecodeString(body)
		sum := sha256.Sum256([]byte(assertion[:at]))
		return err == nil && strings.Contains(string(said), `"aud":"`+address+`"`) && ecdsa.Verify(&key.PublicKey, sum[:], new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:]))
	}
}

// Noor gives a mailbox a certificate in the place of a secret: it proves who asks, is never shown, says when it ends, and makes way for a secret again.
func TestAMailboxSignsInByACertificate(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		text, proves := provedBy(t, a.DB.Now().AddDate(0, 6, 0))
		var address string
		var signed, unsigned atomic.Int32
		tokens := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			if proves(r.PostFormValue("client_assertion"), address) && r.PostFormValue("client_secret") == "" {
				signed.Add(1)
			} else {
				unsigned.Add(1)
			}
			fmt.Fprint(w, `{"access_token":"token","token_type":"Bearer","expires_in":3600}`)
		}))
		t.Cleanup(tokens.Close)
		address = tokens.URL
		in := map[string]any{"name": "Payroll", "address": "pay@ferrow-lund.example", "team": "payroll", "kind": "imap", "server": "127.0.0.1:1", "user": "pay@ferrow-lund.example", "tls": "implicit",
			"sign_in": "oauth", "oauth_provider": "other", "oauth_grant": "client", "oauth_client": "the-application", "oauth_certificate": text, "oauth_token_url": tokens.URL}
		with := func(field, value string) map[string]any {
			all := maps.Clone(in)
			delete(all, "oauth_certificate")
			all[field] = value
			return all
		}
		a.API("noor").Post("/api/v1/mailboxes", with("oauth_certificate", "-----BEGIN CERTIFICATE-----")).Is(422).Shows("as PEM")
		box := apptest.Decode[intake.Mailbox](t, a.API("noor").Post("/api/v1/mailboxes", in), 201)
		if !box.HasCertificate || box.HasSecret || box.CertificateEnds.Format(time.DateOnly) != "2027-05-17" {
			t.Errorf("got %+v", box)
		}
		page := "/admin/mailboxes/" + box.ID
		a.Desk("noor").Get(page).Shows("One is kept, which ends on", "2027").Hides("BEGIN PRIVATE KEY", "BEGIN CERTIFICATE")
		a.Desk("noor").Send(page+"/test-in", url.Values{}).Shows("Nothing answers at")
		change := func(all map[string]any) apptest.Response {
			raw, err := json.Marshal(all)
			if err != nil {
				t.Fatal(err)
			}
			return a.API("noor").Do("PUT", "/api/v1/mailboxes/"+box.ID, "application/json", bytes.NewReader(raw))
		}
		change(with("name", "Pay")).Is(200).Shows(`"has_oauth_certificate":true`)
		a.Desk("noor").Send(page+"/test-in", url.Values{}).Shows("Nothing answers at")
		if signed.Load() != 2 || unsigned.Load() != 0 {
			t.Errorf("%d requests were signed, %d were not", signed.Load(), unsigned.Load())
		}
		change(with("oauth_client_secret", "hush")).Is(200).Shows(`"has_oauth_certificate":false`, `"has_oauth_client_secret":true`)
		a.Desk("noor").Get(page).Hides("which ends on")
		ailing, err := intake.AilingMailboxes(t.Context(), a.DB)
		if err != nil || slices.ContainsFunc(ailing, func(m intake.Ailing) bool { return m.Name == "Payroll" || !m.Until.IsZero() }) {
			t.Errorf("%+v, %v", ailing, err)
		}
	})
}

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
