package bearer

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"hearth/internal/platform/fault"
)

// most is how much of an answer is read.
const most = 64 << 10

// answer is what a sign-in service says: RFC 6749, sections 5.1 and 5.2.
type answer struct {
	Token       string      `json:"access_token"`
	Type        string      `json:"token_type"`
	Expires     json.Number `json:"expires_in"` // some send it as text
	Refresh     string      `json:"refresh_token"`
	Error       string      `json:"error"`
	Description string      `json:"error_description"`
}

func (a answer) life() int64 {
	n, err := a.Expires.Int64()
	if err != nil || n < 0 || n > 365*24*3600 {
		return 0
	}
	return n
}

// ask requests a token. Its errors are faults: Invalid for what only a person can mend, Unavailable for what may pass.
func ask(ctx context.Context, client *http.Client, g Grant, now time.Time) (answer, error) {
	address := g.endpoint()
	if !protected(address) {
		return answer{}, fault.New(fault.Invalid, "The address at which tokens are given must begin with https://. Correct it at the mailbox.")
	}
	body, basic, err := g.form(now)
	if err != nil {
		return answer{}, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(body.Encode()))
	if err != nil {
		return answer{}, fault.New(fault.Invalid, "The address at which tokens are given must begin with https://. Correct it at the mailbox.")
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", "application/json")
	if basic {
		r.SetBasicAuth(url.QueryEscape(g.Client), url.QueryEscape(g.Secret))
	}
	response, err := client.Do(r)
	if err != nil {
		if u, ok := errors.AsType[*url.Error](err); ok {
			err = u.Err
		}
		return answer{}, fault.New(fault.Unavailable, "The sign-in service at %s cannot be reached: %s. It is tried again.", r.URL.Host, g.scrub(err.Error()))
	}
	defer response.Body.Close() //nolint:errcheck // it was read
	return g.read(response, r.URL.Host)
}

func (g Grant) read(response *http.Response, host string) (answer, error) {
	raw, err := io.ReadAll(io.LimitReader(response.Body, most))
	var a answer
	kind, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type")) // none is no JSON
	if err != nil || kind == "" || json.Unmarshal(raw, &a) != nil {
		a = answer{}
	}
	switch {
	case response.StatusCode == http.StatusOK && a.Token != "" && strings.EqualFold(a.Type, "bearer") && plain(a.Token):
		return a, nil
	case a.Error != "" && response.StatusCode < 500 && response.StatusCode != http.StatusTooManyRequests && !passing(a.Error):
		return answer{}, g.refusal(a)
	case response.StatusCode == http.StatusOK && a.Token != "":
		return answer{}, fault.New(fault.Invalid, "The sign-in service at %s gives tokens of a kind that mail servers do not take. Check the address at which tokens are given.", host)
	case response.StatusCode == http.StatusTooManyRequests || response.StatusCode >= 500 || a.Error != "":
		return answer{}, fault.New(fault.Unavailable, "The sign-in service at %s has trouble of its own (%d). It is tried again.", host, response.StatusCode)
	}
	return answer{}, fault.New(fault.Invalid, "What answers at %s is no sign-in service for OAuth (%d). Check the address at which tokens are given, and the tenant.", host, response.StatusCode)
}

// passing reports whether an error code tells of trouble that ends by itself; both are of section 4.1.2.1 and in use at token endpoints.
func passing(code string) bool { return code == "temporarily_unavailable" || code == "server_error" }

// plain reports whether a token has the letters of RFC 6750, section 2.1, so that it can break out of nothing that it is put into.
func plain(token string) bool {
	return len(token) <= 16<<10 && strings.IndexFunc(token, func(r rune) bool { return r <= ' ' || r > '~' || r == ',' || r == '"' || r == '\\' }) < 0
}

// refusal is the sentence for an error code of section 5.2.
func (g Grant) refusal(a answer) error {
	said := g.scrub(a.Description)
	if said == "" {
		said = g.scrub(a.Error)
	}
	key := "The sign-in service refuses the request. Check tenant, application and scope at the mailbox. It says: %s"
	switch a.Error {
	case "invalid_client":
		key = "The sign-in service does not know the application, or its secret or certificate is wrong or has run out. Make a new one at the provider and write it down at the mailbox. It says: %s"
	case "invalid_grant":
		key = "The permission to use the mailbox has ended or was taken back. Sign in at the provider as the mailbox again, and write down the new refresh token. It says: %s"
		if g.Way == ByClient {
			key = "The sign-in service gives this application no permission. Let an administrator of the provider agree to it again. It says: %s"
		}
	case "unauthorized_client":
		key = "This application may not sign in in this way. Let an administrator of the provider allow it, or choose the other way at the mailbox. It says: %s"
	case "unsupported_grant_type":
		key = "The sign-in service does not offer this way of signing in. Choose the other way at the mailbox. It says: %s"
	case "invalid_scope":
		key = "The sign-in service does not know what is asked for. Correct the scope at the mailbox, or leave it empty. It says: %s"
	}
	return fault.New(fault.Invalid, key, said)
}

// scrub makes what a service says one short line without our secrets.
func (g Grant) scrub(text string) string {
	for _, secret := range []string{g.Secret, g.Refresh} {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "…")
		}
	}
	line := []rune(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r <= ' ' || r == 0x7f }), " "))
	if len(line) > 250 {
		return string(line[:250]) + " …"
	}
	return string(line)
}
