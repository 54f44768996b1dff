package bearer

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"hearth/internal/platform/fault"
)

// FuzzAnswer holds that what a sign-in service answers is a token that can break out of nothing, or a sentence that holds none of our secrets.
func FuzzAnswer(f *testing.F) {
	for _, s := range []string{`{"access_token":"abc","token_type":"Bearer","expires_in":3600}`, `{"access_token":"a b","token_type":"bearer"}`, `{"error":"invalid_client","error_description":"wrong hidden-secret"}`, `{"error":"invalid_grant","error_description":"hidden-refresh\r\nX: y"}`, `{`, ``,
		`{"access_token":"abc","token_type":"mac","expires_in":"x"}`, `{"expires_in":1e400}`, `[]`} {
		f.Add(200, "application/json", []byte(s))
		f.Add(400, "application/json; charset=utf-8", []byte(s))
	}
	f.Add(503, "text/html", []byte("<p>busy hidden-secret"))
	f.Add(429, "", []byte(nil))
	f.Fuzz(func(t *testing.T, status int, kind string, body []byte) {
		g := Grant{Way: ByClient, Secret: "hidden-secret", Refresh: "hidden-refresh"}
		a, err := g.read(&http.Response{StatusCode: status, Header: http.Header{"Content-Type": {kind}}, Body: io.NopCloser(bytes.NewReader(body))}, "login.example.org")
		if err == nil {
			if status != http.StatusOK || a.Token == "" || strings.ContainsAny(a.Token, " \r\n\x00\x01,\"\\") || a.life() < 0 {
				t.Errorf("%d %q %q: %+v", status, kind, body, a)
			}
			return
		}
		told := fault.As(err)
		if told == nil || told.Kind != fault.Invalid && told.Kind != fault.Unavailable {
			t.Fatalf("%d %q: %v", status, body, err)
		}
		for _, x := range told.Args {
			if said, ok := x.(string); ok && (strings.Contains(said, g.Secret) || strings.Contains(said, g.Refresh) || strings.ContainsAny(said, "\r\n\x00")) {
				t.Errorf("%d %q says %q", status, body, said)
			}
		}
	})
}

// FuzzChallenge holds that every challenge of a mail server is answered in the one way that its mechanism has, and that the sentence about it holds no token.
func FuzzChallenge(f *testing.F) {
	for _, s := range []string{"", `{"status":"401","schemes":"bearer","scope":"https://mail.example/"}`, "eyJzdGF0dXMiOiI0MDAifQ==", "{", "\x00\xff", `{"status":"hidden-token"}`} {
		f.Add([]byte(s), "535 5.7.8 hidden-token")
	}
	f.Fuzz(func(t *testing.T, challenge []byte, last string) {
		for mechanism, want := range map[string]string{XOAuth2: "", OAuthBearer: "\x01"} {
			s := SignIn{Mechanism: mechanism, User: "hr@example.org", Address: "mail.example.org:993", Token: "hidden-token"}
			got, err := s.Next(challenge)
			if err != nil || string(got) != want {
				t.Errorf("%s: %q is answered by %q, %v", mechanism, challenge, got, err)
			}
			for _, x := range s.Sentence(last).Args {
				if said, ok := x.(string); ok && strings.Contains(said, s.Token) {
					t.Errorf("%q, %q: %q", challenge, last, said)
				}
			}
		}
	})
}
