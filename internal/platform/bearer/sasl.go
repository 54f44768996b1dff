package bearer

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net"
	"strings"

	"github.com/wneessen/go-mail/smtp"

	"hearth/internal/platform/fault"
)

// The mechanisms by which a token signs in.
const (
	OAuthBearer = "OAUTHBEARER" // RFC 7628
	XOAuth2     = "XOAUTH2"     // of Google and Microsoft
)

// Mechanism chooses among the mechanisms that a server offers: the standard's, else that of the two vendors; "" when it offers neither.
func Mechanism(offers func(name string) bool) string {
	for _, name := range []string{OAuthBearer, XOAuth2} {
		if offers(name) {
			return name
		}
	}
	return ""
}

// SignIn is one exchange in which a token signs in. It is a sasl.Client of go-sasl. It never looks whether the connection is protected: whoever begins it does.
type SignIn struct {
	Mechanism string
	User      string // the mailbox
	Address   string // host:port of the mail server
	Token     string
	said      string // the error that the server told within the exchange
}

// Start returns the mechanism and the first message.
func (s *SignIn) Start() (mechanism string, first []byte, err error) {
	if strings.ContainsAny(s.User, "\x00\x01\r\n") {
		return "", nil, fault.New(fault.Invalid, "The name to sign in with has letters that no mail server takes.")
	}
	if s.Mechanism == XOAuth2 {
		return XOAuth2, []byte("user=" + s.User + "\x01auth=Bearer " + s.Token + "\x01\x01"), nil
	}
	name := strings.NewReplacer("=", "=3D", ",", "=2C").Replace(s.User) // a saslname of RFC 5801
	text := "n,a=" + name + ",\x01"
	if host, port, err := net.SplitHostPort(s.Address); err == nil {
		text += "host=" + host + "\x01port=" + port + "\x01"
	}
	return OAuthBearer, []byte(text + "auth=Bearer " + s.Token + "\x01\x01"), nil
}

// Next answers the server's challenge, which tells of an error in either mechanism: with the one byte of RFC 7628, section 3.2.3, or with nothing, as the vendors want it. The
// refusal follows.
func (s *SignIn) Next(challenge []byte) ([]byte, error) {
	var e struct {
		Status  string `json:"status"`
		Schemes string `json:"schemes"`
		Scope   string `json:"scope"`
	}
	if raw := challenge; len(raw) > 0 {
		if plain, err := base64.StdEncoding.DecodeString(string(raw)); err == nil {
			raw = plain // who encodes it twice is understood as well
		}
		if json.Unmarshal(raw, &e) == nil {
			s.said = strings.TrimSpace(e.Status + " " + e.Scope)
		}
	}
	if s.Mechanism == XOAuth2 {
		return []byte{}, nil
	}
	return []byte{1}, nil
}

// Sentence says to an administrator that the server refused the token; answer is what it said at the end.
func (s *SignIn) Sentence(answer string) *fault.Error {
	said := s.said + " " + answer
	if s.Token != "" {
		said = strings.ReplaceAll(said, s.Token, "…")
	}
	said = Grant{}.scrub(strings.TrimSpace(said))
	if strings.Contains(s.said, "insufficient_scope") {
		return fault.New(fault.Invalid, "The permission is not for mail of this mailbox. Give the application IMAP and SMTP at the provider, and get a new refresh token. The mail server says: %s", said)
	}
	return fault.New(fault.Invalid, "The mail server does not take the token for %s. Let the provider's administrator give the application this mailbox, and check its name. It says: %s", s.User, said)
}

// errOpen refuses a connection without TLS, over which a token must not go.
var errOpen = errors.New("the connection is not protected by TLS, so the token is not sent")

// SMTP returns s as go-mail wants it; it refuses a server that offers neither mechanism, and a connection without TLS before anything was said.
func (s *SignIn) SMTP() smtp.Auth { return smtpSignIn{s} }

type smtpSignIn struct{ *SignIn }

// Start chooses the mechanism.
func (s smtpSignIn) Start(server *smtp.ServerInfo) (string, []byte, error) {
	if !server.TLS {
		return "", nil, errOpen
	}
	s.Mechanism = Mechanism(func(name string) bool {
		for _, offered := range server.Auth {
			if strings.EqualFold(offered, name) {
				return true
			}
		}
		return false
	})
	if s.Mechanism == "" {
		return "", nil, fault.New(fault.Invalid, "The mail server at %s does not offer to sign in by OAuth. Choose the password, or another server.", s.Address)
	}
	return s.SignIn.Start()
}

// Next answers a challenge; at the end there is nothing to say.
func (s smtpSignIn) Next(challenge []byte, more bool) ([]byte, error) {
	if !more {
		return nil, nil
	}
	return s.SignIn.Next(challenge)
}
