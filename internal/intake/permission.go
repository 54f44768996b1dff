package intake

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"hearth/internal/platform/bearer"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// How a mailbox signs in to its mail server.
const (
	ByPassword = "password"
	ByOAuth    = "oauth"
)

// Permission is by what a mailbox gets its tokens, as far as it is shown: secrets never are.
type Permission struct {
	Provider  string `json:"oauth_provider"` // microsoft, google or other; "": it signs in by a password
	Way       string `json:"oauth_grant"`    // client or refresh
	Tenant    string `json:"oauth_tenant"`
	Client    string `json:"oauth_client"`
	TokenURL  string `json:"oauth_token_url"`
	Scope     string `json:"oauth_scope"`
	HasSecret bool   `json:"has_oauth_client_secret"`
	// HasCertificate says that the application proves who it is by a certificate, which ends at CertificateEnds.
	HasCertificate  bool       `json:"has_oauth_certificate"`
	CertificateEnds store.Time `json:"oauth_certificate_ends"`
	HasRefresh      bool       `json:"has_oauth_refresh_token"`
}

// SavePermission is by what a mailbox gets its tokens, as an administrator writes it down.
type SavePermission struct {
	Provider string `json:"oauth_provider,omitempty"`
	Way      string `json:"oauth_grant,omitempty"`
	Tenant   string `json:"oauth_tenant,omitempty"`
	Client   string `json:"oauth_client,omitempty"`
	Secret   string `json:"oauth_client_secret,omitempty"` // "" keeps the one there is
	// Certificate and key of the application as PEM, instead of the secret; "" keeps what there is.
	Certificate string `json:"oauth_certificate,omitempty"`
	Refresh     string `json:"oauth_refresh_token,omitempty"` // "" keeps the one there is
	TokenURL    string `json:"oauth_token_url,omitempty"`
	Scope       string `json:"oauth_scope,omitempty"`
}

func (p SavePermission) tidy() SavePermission {
	for _, field := range []*string{&p.Provider, &p.Way, &p.Tenant, &p.Client, &p.Secret, &p.Certificate, &p.Refresh, &p.TokenURL, &p.Scope} {
		*field = strings.TrimSpace(*field)
	}
	if p.Provider != bearer.Other {
		p.TokenURL = ""
	}
	if p.Provider != bearer.Microsoft {
		p.Tenant = ""
	}
	if p.Way != bearer.ByRefresh {
		p.Refresh = ""
	}
	return p
}

// grant is what is asked with from now on. Secrets that were kept stay in use only where they were made: with another provider, tenant, application or address they are written anew, so that
// nobody can have them sent elsewhere who does not know them.
func (p SavePermission) grant(was bearer.Grant) bearer.Grant {
	g := bearer.Grant{Provider: p.Provider, Way: p.Way, Tenant: p.Tenant, Client: p.Client, Secret: p.Secret, Certificate: p.Certificate, Refresh: p.Refresh, TokenURL: p.TokenURL, Scope: p.Scope}
	if g.Provider != was.Provider || g.Tenant != was.Tenant || g.Client != was.Client || g.TokenURL != was.TokenURL {
		return g
	}
	if g.Secret == "" && g.Certificate == "" {
		g.Secret, g.Certificate = was.Secret, was.Certificate
	}
	if g.Refresh == "" && g.Way == bearer.ByRefresh {
		g.Refresh = was.Refresh
	}
	return g
}

// checkSignIn notes what is missing to sign in to the mail server.
func (s *Service) checkSignIn(f *fault.Fields, in SaveMailbox, was mailboxRow) {
	switch in.SignIn {
	case ByPassword:
		f.Need(in.Password != "" || len(was.Secret) > 0, "password", "Write the password of the mailbox.")
	case ByOAuth:
		in.grant(s.granted(was)).Check(f, "oauth_")
		f.Need(in.TLS != "none" && in.TLS != "optional", "tls", "A token goes over protected connections only. Choose auto, implicit or required.")
	default:
		f.Need(false, "sign_in", "Choose how the mailbox signs in: by its password or by OAuth.")
	}
}

// permit puts what was written down into the row, and what the mailbox does not sign in by out of it.
func (s *Service) permit(in SaveMailbox, row *mailboxRow) error {
	row.SignIn = in.SignIn
	if in.SignIn != ByOAuth {
		row.Permission, row.PermissionUntil = nil, store.Time{}
		return nil
	}
	row.Secret = nil
	row.PermissionN++
	g := in.grant(s.granted(*row))
	row.PermissionUntil = store.Time{}
	if g.Certificate != "" {
		c, err := bearer.ReadCertificate(g.Certificate)
		if err != nil {
			return err
		}
		row.PermissionUntil = store.At(c.Ends)
	}
	return s.sealGrant(g, row)
}

func (s *Service) sealGrant(g bearer.Grant, row *mailboxRow) error {
	plain, err := json.Marshal(g)
	if err != nil {
		return fmt.Errorf("write permission: %w", err)
	}
	row.Permission, err = s.seal(string(plain))
	return err
}

// granted returns the permission of a mailbox; the zero Grant when there is none, or none that can be opened with the key of this installation.
func (s *Service) granted(r mailboxRow) (g bearer.Grant) {
	g, err := s.grant(r)
	if err != nil {
		return bearer.Grant{}
	}
	return g
}

func (s *Service) grant(r mailboxRow) (g bearer.Grant, err error) {
	if len(r.Permission) == 0 {
		return g, nil
	}
	plain, err := s.open(r.Permission)
	if err == nil {
		err = json.Unmarshal([]byte(plain), &g)
	}
	if err != nil {
		return bearer.Grant{}, fault.New(fault.Invalid, "What the mailbox signs in with cannot be opened with the key of this installation. Write it down at the mailbox again.")
	}
	return g, nil
}

// described is a mailbox as administrators see it.
func (s *Service) described(r mailboxRow) Mailbox {
	b, g := r.shown(), s.granted(r)
	b.Permission = Permission{Provider: g.Provider, Way: g.Way, Tenant: g.Tenant, Client: g.Client, TokenURL: g.TokenURL, Scope: g.Scope, HasSecret: g.Secret != "", HasRefresh: g.Refresh != "",
		HasCertificate: g.Certificate != "", CertificateEnds: r.PermissionUntil}
	return b
}

// source gives the tokens of a mailbox as it was written down n times.
type source struct {
	n int64
	*bearer.Source
}

// tokens returns what gives the tokens of a mailbox: to whoever fetches, counts or tries, so that a refusal makes them all rest, until an administrator saves the mailbox again.
func (s *Service) tokens(r mailboxRow) *bearer.Source {
	s.mu.Lock()
	defer s.mu.Unlock()
	if has, there := s.sources[r.ID]; there && has.n == r.PermissionN {
		return has.Source
	}
	made := source{r.PermissionN, bearer.New(bearer.Options{
		Load: func(ctx context.Context) (bearer.Grant, error) {
			now, err := mailbox(ctx, s.DB, r.ID)
			if err != nil {
				return bearer.Grant{}, err
			}
			return s.grant(now)
		},
		Keep: func(ctx context.Context, was, refresh string) error { return s.rotate(ctx, r.ID, was, refresh) },
		Alone: func(ctx context.Context, f func(context.Context) error) error {
			return mail.InTurn(ctx, s.DB, "mailbox:"+r.ID, f)
		},
		Now: func() time.Time { return s.DB.Now().Time },
	})}
	s.sources[r.ID] = made
	return made.Source
}

// rotate keeps the refresh token that came in the place of was, unless an administrator wrote down another meanwhile.
func (s *Service) rotate(ctx context.Context, id, was, refresh string) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		row, err := mailbox(ctx, tx, id)
		if err != nil {
			return err
		}
		g, err := s.grant(row)
		if err != nil || g.Refresh != was {
			return err
		}
		g.Refresh = refresh
		if err := s.sealGrant(g, &row); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE intake_mailbox SET permission = $2 WHERE id = $1`, id, row.Permission); err != nil {
			return fmt.Errorf("keep permission: %w", err)
		}
		return nil
	})
}
