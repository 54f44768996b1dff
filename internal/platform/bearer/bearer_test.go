package bearer

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hearth/internal/platform/fault"
)

// service is a sign-in service that answers as the test wants.
type service struct {
	*httptest.Server
	asked  atomic.Int32
	mu     sync.Mutex
	answer func(r *http.Request) (int, string)
	last   map[string]string
}

func serve(t *testing.T, answer func(r *http.Request) (int, string)) *service {
	t.Helper()
	s := &service{answer: answer}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.asked.Add(1)
		_ = r.ParseForm() // a test
		s.mu.Lock()
		defer s.mu.Unlock()
		s.last = map[string]string{"authorization": r.Header.Get("Authorization")}
		for name := range r.PostForm {
			s.last[name] = r.PostForm.Get(name)
		}
		code, body := s.answer(r)
		w.Header().Set("Content-Type", "application/json;charset=UTF-8")
		w.WriteHeader(code)
		fmt.Fprint(w, body)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *service) says(code int, body string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer = func(*http.Request) (int, string) { return code, body }
}

func says(code int, body string) func(*http.Request) (int, string) {
	return func(*http.Request) (int, string) { return code, body }
}

type hand struct{ at time.Time }

func (h *hand) now() time.Time { return h.at }

func of(g Grant, h *hand) *Source {
	return New(Options{Load: func(context.Context) (Grant, error) { return g, nil }, Now: h.now})
}

func begun() *hand { return &hand{time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)} }

// The examples of RFC 6749: the answer of section 4.4.3 (and 5.1), the error of section 5.2, the requests of 4.4.2 and 6.
func TestTheExamplesOfRFC6749(t *testing.T) {
	t.Parallel()
	s := serve(t, says(200, `{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"example","expires_in":3600,"example_parameter":"example_value"}`))
	g := Grant{Provider: Other, Way: ByClient, Client: "s6BhdRkqt3", Secret: "gX1fBat3bV", TokenURL: s.URL}
	h := begun()
	if _, err := of(g, h).Token(t.Context()); fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), "of a kind") {
		t.Errorf("a token of the type “example” was taken: %v", err)
	}
	s.says(200, `{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer","expires_in":3600,"refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA"}`)
	got, err := of(g, h).Token(t.Context())
	if got != "2YotnFZFEjr1zCsicMWpAA" || err != nil || s.last["authorization"] != "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW" || s.last["grant_type"] != "client_credentials" {
		t.Errorf("got %q, %v; sent %v", got, err, s.last)
	}
	g.Way, g.Refresh = ByRefresh, "tGzv3JOkF0XG5Qx2TlKWIA"
	if _, err := of(g, h).Token(t.Context()); err != nil || s.last["grant_type"] != "refresh_token" || s.last["refresh_token"] != g.Refresh {
		t.Errorf("%v; sent %v", err, s.last)
	}
	s.says(400, `{"error":"invalid_request"}`)
	if _, err := of(g, h).Token(t.Context()); fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), "invalid_request") {
		t.Errorf("got %v", err)
	}
}

// The examples of RFC 7628, section 4, and of Google's description of XOAUTH2.
func TestTheExamplesOfTheMechanisms(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sign                    SignIn
		first, challenge, reply string
	}{
		{SignIn{Mechanism: OAuthBearer, User: "user@example.com", Address: "server.example.com:143", Token: "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="},
			"bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVyIHZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB",
			"eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIiwic2NvcGUiOiJleGFtcGxlX3Njb3BlIiwib3BlbmlkLWNvbmZpZ3VyYXRpb24iOiJodHRwczovL2V4YW1wbGUuY29tLy53ZWxsLWtub3duL29wZW5pZC1jb25maWd1cmF0aW9uIn0=", "AQ=="},
		{SignIn{Mechanism: XOAuth2, User: "someuser@example.com", Token: "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg"},
			"dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ==",
			"eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIG1hYyIsInNjb3BlIjoiaHR0cHM6Ly9tYWlsLmdvb2dsZS5jb20vIn0K", ""},
	} {
		_, first, err := c.sign.Start()
		if got := base64.StdEncoding.EncodeToString(first); got != c.first || err != nil {
			t.Errorf("%s: got %s, %v, want %s", c.sign.Mechanism, got, err, c.first)
		}
		challenge, err := base64.StdEncoding.DecodeString(c.challenge)
		if err != nil {
			t.Fatal(err)
		}
		reply, err := c.sign.Next(challenge)
		if got := base64.StdEncoding.EncodeToString(reply); got != c.reply || err != nil || c.sign.said == "" {
			t.Errorf("%s: answers %q, %v, heard %q", c.sign.Mechanism, got, err, c.sign.said)
		}
	}
}

func TestANameCannotBreakOutOfTheMessage(t *testing.T) {
	t.Parallel()
	if _, _, err := (&SignIn{Mechanism: XOAuth2, User: "a\x01auth=Bearer x", Token: "t"}).Start(); err == nil {
		t.Error("a name with a separator was taken")
	}
	_, first, err := (&SignIn{Mechanism: OAuthBearer, User: "a,b=c", Token: "t"}).Start()
	if err != nil || !strings.HasPrefix(string(first), "n,a=a=2Cb=3Dc,\x01auth") {
		t.Errorf("got %q, %v", first, err)
	}
}

func TestATokenIsKeptUntilShortlyBeforeItsEndAndGotOnce(t *testing.T) {
	t.Parallel()
	s := serve(t, says(200, `{"access_token":"one","token_type":"Bearer","expires_in":"3600"}`))
	h := begun()
	source := of(Grant{Provider: Other, Way: ByClient, Client: "c", Secret: "s", TokenURL: s.URL}, h)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if got, err := source.Token(t.Context()); got != "one" || err != nil {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
	all.Wait()
	if n := s.asked.Load(); n != 1 {
		t.Errorf("20 at once asked %d times", n)
	}
	h.at = h.at.Add(54 * time.Minute)
	if _, err := source.Token(t.Context()); err != nil || s.asked.Load() != 1 {
		t.Errorf("asked %d times, %v", s.asked.Load(), err)
	}
	h.at = h.at.Add(2 * time.Minute)
	s.says(503, ``)
	if got, err := source.Token(t.Context()); got != "one" || err != nil || s.asked.Load() != 2 {
		t.Errorf("a token that is good yet does not outlast trouble: %q, %v, asked %d times", got, err, s.asked.Load())
	}
	h.at = h.at.Add(5 * time.Minute)
	if got, err := source.Token(t.Context()); got != "" || fault.KindOf(err) != fault.Unavailable {
		t.Errorf("a token that has ended is given: %q, %v", got, err)
	}
	s.says(200, `{"access_token":"two","token_type":"bearer"}`)
	h.at = h.at.Add(longRest)
	if got, err := source.Token(t.Context()); got != "two" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestARefusalIsASentenceAndIsNotRepeated(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{"invalid_client": "Make a new one", "invalid_grant": "write down the new refresh token", "unauthorized_client": "choose the other way",
		"invalid_scope": "Correct the scope", "unsupported_grant_type": "does not offer this way", "invalid_request": "Check tenant"} {
		s := serve(t, says(400, `{"error":"`+code+`","error_description":"AADSTS1: not\r\n so, hush-secret and hush-refresh"}`))
		h := begun()
		source := of(Grant{Provider: Other, Way: ByRefresh, Client: "c", Secret: "hush-secret", Refresh: "hush-refresh", TokenURL: s.URL}, h)
		for range 50 {
			_, err := source.Token(t.Context())
			if fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "AADSTS1: not so") || strings.Contains(err.Error(), "hush") {
				t.Fatalf("%s: got %v", code, err)
			}
			h.at = h.at.Add(17 * time.Second)
		}
		if n := s.asked.Load(); n != 1 {
			t.Errorf("%s: within 14 minutes it was asked %d times", code, n)
		}
	}
}

func TestTroubleThatPassesIsAskedAgainWithPauses(t *testing.T) {
	t.Parallel()
	for _, trouble := range []struct {
		code int
		body string
	}{{503, "<html>"}, {429, `{"error":"invalid_client"}`}, {400, `{"error":"temporarily_unavailable"}`}, {500, `{"error":"invalid_client"}`}} {
		s := serve(t, says(trouble.code, trouble.body))
		h := begun()
		source := of(Grant{Provider: Other, Way: ByClient, Client: "c", Secret: "s", TokenURL: s.URL}, h)
		for range 3600 {
			if _, err := source.Token(t.Context()); fault.KindOf(err) != fault.Unavailable {
				t.Fatalf("%d: got %v", trouble.code, err)
			}
			h.at = h.at.Add(time.Second)
		}
		if n := s.asked.Load(); n < 12 || n > 20 {
			t.Errorf("%d: within an hour it was asked %d times", trouble.code, n)
		}
	}
	h := begun()
	_, err := of(Grant{Provider: Other, Way: ByClient, Client: "c", Secret: "s", TokenURL: "http://127.0.0.1:1/"}, h).Token(t.Context())
	if fault.KindOf(err) != fault.Unavailable || !strings.Contains(err.Error(), "cannot be reached") {
		t.Errorf("got %v", err)
	}
}

func TestANewRefreshTokenIsKept(t *testing.T) {
	t.Parallel()
	var seen []string
	n := 0
	s := serve(t, func(r *http.Request) (int, string) {
		seen = append(seen, r.PostForm.Get("refresh_token"))
		n++
		return 200, fmt.Sprintf(`{"access_token":"t%d","token_type":"Bearer","expires_in":60,"refresh_token":"r%d"}`, n, n)
	})
	g := Grant{Provider: Other, Way: ByRefresh, Client: "c", Refresh: "r0", TokenURL: s.URL}
	h := begun()
	alone := of(g, h)
	kept := New(Options{Now: h.now, Load: func(context.Context) (Grant, error) { return g, nil }, Keep: func(_ context.Context, was, refresh string) error {
		if was != g.Refresh {
			t.Errorf("in the place of %s came %s, not of %s", g.Refresh, refresh, was)
		}
		g.Refresh = refresh
		return nil
	}})
	for range 3 {
		if _, err := kept.Token(t.Context()); err != nil {
			t.Fatal(err)
		}
		h.at = h.at.Add(time.Minute)
	}
	if strings.Join(seen, " ") != "r0 r1 r2" || g.Refresh != "r3" {
		t.Errorf("sent %v, kept %s", seen, g.Refresh)
	}
	seen, n, g.Refresh = nil, 0, "r0"
	for range 3 {
		if _, err := alone.Token(t.Context()); err != nil {
			t.Fatal(err)
		}
		h.at = h.at.Add(time.Minute)
	}
	if strings.Join(seen, " ") != "r0 r1 r2" {
		t.Errorf("without a keeper it sent %v", seen)
	}
}

func TestAServerThatRefusesEveryTokenIsLeftAlone(t *testing.T) {
	t.Parallel()
	n := 0
	s := serve(t, func(*http.Request) (int, string) {
		n++
		return 200, fmt.Sprintf(`{"access_token":"t%d","token_type":"Bearer","expires_in":3600}`, n)
	})
	h := begun()
	source := of(Grant{Provider: Other, Way: ByClient, Client: "c", Secret: "s", TokenURL: s.URL}, h)
	why := (&SignIn{User: "hr@example.com", Token: "t2"}).Sentence("535 t2 is nothing")
	tries := 0
	for range 14 * 60 {
		if token, err := source.Token(t.Context()); err == nil {
			tries++
			source.Refused(token, why)
		} else if !strings.Contains(err.Error(), "does not take the token for hr@example.com") || strings.Contains(err.Error(), "t2") {
			t.Fatal(err)
		}
		h.at = h.at.Add(time.Second)
	}
	if tries != 2 || s.asked.Load() != 2 {
		t.Errorf("within 14 minutes it was tried %d times with %d tokens", tries, s.asked.Load())
	}
}

func TestWhatIsNoSignInServiceIsSaid(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		code int
		body string
	}{{200, `{}`}, {200, `not json`}, {404, `{}`}, {302, ``}, {200, `{"access_token":"a b","token_type":"Bearer"}`}, {200, `{"access_token":"a\u0001b","token_type":"Bearer"}`}} {
		s := serve(t, says(c.code, c.body))
		if _, err := of(Grant{Provider: Other, Way: ByClient, Client: "c", Secret: "s", TokenURL: s.URL}, begun()).Token(t.Context()); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%d %s: got %v", c.code, c.body, err)
		}
	}
	if _, err := of(Grant{Provider: Other, Way: ByClient, Client: "c", Secret: "s", TokenURL: "http://example.com/"}, begun()).Token(t.Context()); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a secret goes out without TLS: %v", err)
	}
}

func TestAGrantIsChecked(t *testing.T) {
	t.Parallel()
	good := []Grant{{Provider: Microsoft, Way: ByClient, Tenant: "example.onmicrosoft.com", Client: "c", Secret: "s"}, {Provider: Google, Way: ByRefresh, Client: "c", Secret: "s", Refresh: "r"},
		{Provider: Other, Way: ByRefresh, Client: "c", Refresh: "r", TokenURL: "https://id.example.com/token"}}
	bad := []Grant{{}, {Provider: Google, Way: ByClient, Client: "c", Secret: "s"}, {Provider: Microsoft, Way: ByClient, Tenant: "a/../b", Client: "c", Secret: "s"},
		{Provider: Microsoft, Way: ByClient, Tenant: "t", Client: "c"}, {Provider: Google, Way: ByRefresh, Client: "c", Secret: "s"}, {Provider: Other, Way: ByClient, Client: "c", Secret: "s", TokenURL: "http://id.example.com/"}}
	for _, g := range append(good, bad...) {
		var f fault.Fields
		g.Check(&f, "")
		want := len(f) == 0
		for _, b := range bad {
			if b == g && want {
				t.Errorf("%+v was taken", g)
			}
		}
		for _, b := range good {
			if b == g && !want {
				t.Errorf("%+v was refused: %v", g, f.Err())
			}
		}
	}
	if got := good[0].endpoint(); got != "https://login.microsoftonline.com/example.onmicrosoft.com/oauth2/v2.0/token" {
		t.Errorf("got %s", got)
	}
	if body, basic, err := good[0].form(time.Now()); err != nil || body.Get("scope") != "https://outlook.office365.com/.default" || basic {
		t.Errorf("asks %v, %v", body, err)
	}
}

func TestAVaultOpensWhatItSealed(t *testing.T) {
	t.Parallel()
	one, other := Vault(strings.Repeat("k", 32)), Vault(strings.Repeat("l", 32))
	sealed, err := one.Seal("hush")
	if got, openErr := one.Open(sealed); err != nil || openErr != nil || got != "hush" || strings.Contains(string(sealed), "hush") {
		t.Errorf("got %q, %v, %v", got, err, openErr)
	}
	if _, err := other.Open(sealed); err == nil {
		t.Error("another key opens it")
	}
	if _, err := one.Open(nil); err == nil {
		t.Error("nothing was opened")
	}
}
