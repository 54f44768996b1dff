package bearer

import (
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"hearth/internal/platform/fault"
)

// The providers whose addresses and scopes are known. For Other they are written down.
const (
	Microsoft = "microsoft"
	Google    = "google"
	Other     = "other"
)

// How tokens are got.
const (
	ByClient  = "client"  // by the client's own secret: RFC 6749, section 4.4
	ByRefresh = "refresh" // by a refresh token that somebody got by signing in: section 6
)

// Grant is what a sign-in service wants to see before it gives a token. The zero Grant is none.
type Grant struct {
	Provider string // Microsoft, Google or Other
	Way      string // ByClient or ByRefresh
	Tenant   string // of Microsoft: the directory's id or a domain of it
	Client   string // the application's id
	Secret   string // the application's secret; may be empty with a refresh token
	// Certificate is what ReadCertificate takes, and stands in the place of the secret.
	Certificate string
	Refresh     string // the refresh token, with ByRefresh
	TokenURL    string // with Other: https, and on this machine http
	Scope       string // what is asked for; "": what the provider wants for mail
}

// Used reports whether g is more than the zero Grant.
func (g Grant) Used() bool { return g.Provider != "" }

var tenant = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$`)

// Check notes in f what is missing or wrong. The names of the fields begin with prefix: provider, grant, tenant, client, client_secret, refresh_token, token_url, scope.
func (g Grant) Check(f *fault.Fields, prefix string) {
	f.Need(slices.Contains([]string{Microsoft, Google, Other}, g.Provider), prefix+"provider", "Choose who signs the mailbox in: Microsoft 365, Google Workspace or another provider.")
	f.Need(g.Way == ByClient || g.Way == ByRefresh, prefix+"grant", "Choose how the permission is given: to the application itself, or by a refresh token.")
	f.Need(g.Provider != Google || g.Way != ByClient, prefix+"grant", "Google gives no application a mailbox of its own accord. Choose the refresh token.")
	f.Need(g.Provider != Microsoft || tenant.MatchString(g.Tenant), prefix+"tenant", "Write the tenant: the directory's id, or a domain such as example.onmicrosoft.com.")
	f.Need(g.Client != "", prefix+"client", "Write the id of the application that you have registered at the provider.")
	f.Need(g.Way != ByClient || g.Secret != "" || g.Certificate != "", prefix+"client_secret", "Write the secret of the application, or give it a certificate.")
	f.Need(g.Secret == "" || g.Certificate == "", prefix+"certificate", "The application proves who it is by a secret or by a certificate. Leave one of them out.")
	if g.Certificate != "" {
		_, err := ReadCertificate(g.Certificate)
		if why := fault.As(err); why != nil {
			f.Need(false, prefix+"certificate", why.Key, why.Args...)
		}
	}
	f.Need(g.Way != ByRefresh || g.Refresh != "", prefix+"refresh_token", "Write the refresh token that you got by signing in as the mailbox.")
	f.Need(g.Provider != Other || protected(g.TokenURL), prefix+"token_url", "Write the address at which tokens are given, beginning with https://.")
	f.Need(len(g.Scope) <= 500 && !strings.ContainsAny(g.Scope, "\"\\\r\n"), prefix+"scope", "Write the scopes with spaces between them, as the provider names them.")
}

// protected reports whether secrets may go to an address: by TLS, or within this machine.
func protected(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.Fragment != "" {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "https" || u.Scheme == "http" && ip != nil && ip.IsLoopback()
}

// endpoint is where tokens are given.
func (g Grant) endpoint() string {
	switch g.Provider {
	case Microsoft:
		if g.TokenURL == "" {
			return "https://login.microsoftonline.com/" + g.Tenant + "/oauth2/v2.0/token"
		}
	case Google:
		if g.TokenURL == "" {
			return "https://oauth2.googleapis.com/token"
		}
	}
	return g.TokenURL
}

// scope is what is asked for. Microsoft wants the application's whole permission for the application itself; a refresh token brings its own scope.
func (g Grant) scope() string {
	if g.Scope == "" && g.Provider == Microsoft && g.Way == ByClient {
		return "https://outlook.office365.com/.default"
	}
	return g.Scope
}

// form is the body of the request for a token. Basic tells whether the client says who it is in the header, as section 2.3.1 wants it; the two vendors
// document the body, which they take from everybody.
func (g Grant) form(now time.Time) (body url.Values, basic bool, err error) {
	body = url.Values{"grant_type": {"client_credentials"}}
	if g.Way == ByRefresh {
		body = url.Values{"grant_type": {"refresh_token"}, "refresh_token": {g.Refresh}}
	}
	if scope := g.scope(); scope != "" {
		body.Set("scope", scope)
	}
	if g.Provider == Other && g.Secret != "" && g.Certificate == "" {
		return body, true, nil
	}
	body.Set("client_id", g.Client)
	switch {
	case g.Certificate != "":
		body.Set("client_assertion_type", assertionType)
		signed, err := g.signed(now)
		if err != nil {
			return nil, false, err
		}
		body.Set("client_assertion", signed)
	case g.Secret != "":
		body.Set("client_secret", g.Secret)
	}
	return body, false, nil
}

// signed is the proof that goes with a request. A certificate that is over proves nothing any more.
func (g Grant) signed(now time.Time) (string, error) {
	c, err := ReadCertificate(g.Certificate)
	if err != nil {
		return "", err
	}
	if now.After(c.Ends) {
		return "", fault.New(fault.Invalid, "The certificate of the application ended on %s. Make a new one, give it to the provider, and write it down at the mailbox.", c.Ends.UTC().Format(time.DateOnly))
	}
	return c.assertion(g.Client, g.endpoint(), now)
}
