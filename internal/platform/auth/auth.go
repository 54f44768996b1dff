package auth

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Migrations is the schema of this package.
func Migrations() store.Migrations { return store.Migrations{Module: "auth", Files: migrations} }

// Person is what sign-in needs to know of somebody. The zero value is nobody.
type Person struct {
	ID, Name, Email, Number string
	Language, Zone          string
	Active                  bool // may sign in
	Roles                   []authz.Role
	Teams                   []string
	Theme                   string // "", "light" or "dark"
	Keys                    bool   // single-key commands are on
	KeyMap                  string // which of them the person changed: see package keyboard
}

type personKey struct{}

// Asking returns the person whom Who found asking; false for nobody, and outside Who.
func Asking(ctx context.Context) (Person, bool) {
	p, ok := ctx.Value(personKey{}).(Person)
	return p, ok
}

// Directory is where people are found; module people is behind it.
type Directory interface {
	// Find returns the person with an id, an e-mail address or a personnel number; a NotFound fault when there is none.
	Find(ctx context.Context, q store.Querier, ref string) (Person, error)
	// HasAdmin reports whether anybody is an administrator.
	HasAdmin(ctx context.Context, q store.Querier) (bool, error)
	// MakeFirstAdmin adds a person who is the administrator, and returns the id.
	MakeFirstAdmin(ctx context.Context, tx *store.Tx, givenName, familyName, email string) (string, error)
}

// Options are what the package needs from its surroundings.
type Options struct {
	DB     *store.DB
	Key    []byte // this installation's secret
	People Directory
	Audit  *audit.Log
	Log    *slog.Logger
	Secure bool   // people come by TLS: cookies are bound to it
	Proxy  bool   // a proxy passes on addresses
	Demo   bool   // no second factor is asked for
	URL    string // for links in mails, without a slash at its end
	Org    string
}

// Auth finds out who is asking. It is safe for concurrent use.
type Auth struct {
	db       *store.DB
	key      []byte
	people   Directory
	audit    *audit.Log
	log      *slog.Logger
	secure   bool
	demo     bool
	proxy    bool
	url, org string
	sessions *scs.SessionManager
	hashing  chan struct{} // argon2id takes 64 MiB at a time
}

// lifetime is how long a session lasts, however much it is used.
const lifetime = 12 * time.Hour

// New returns the package on db.
func New(o Options) *Auth {
	a := &Auth{db: o.DB, key: o.Key, people: o.People, audit: o.Audit, log: o.Log, secure: o.Secure, demo: o.Demo, proxy: o.Proxy, url: o.URL, org: o.Org, hashing: make(chan struct{}, 2)}
	m := scs.New()
	m.Store = &sessionStore{a}
	m.Lifetime = lifetime
	m.HashTokenInStore = true
	m.Cookie.Name = a.cookieName("hearth")
	m.Cookie.HttpOnly, m.Cookie.SameSite, m.Cookie.Secure, m.Cookie.Path, m.Cookie.Persist = true, http.SameSiteLaxMode, o.Secure, "/", true
	m.ErrorFunc = func(w http.ResponseWriter, r *http.Request, err error) {
		a.log.ErrorContext(r.Context(), "session", "error", err)
		http.Error(w, "The session could not be kept. Try again in a minute.", http.StatusServiceUnavailable)
	}
	a.sessions = m
	return a
}

// cookieName binds a cookie to this host where it comes by TLS.
func (a *Auth) cookieName(name string) string {
	if a.secure {
		return "__Host-" + name
	}
	return name
}

// The values of a session.
const (
	keyPerson   = "person"
	keyPending  = "pending" // signed in, but the second factor is missing
	keyFace     = "face"
	keyTerminal = "terminal"
	keyShared   = "shared" // at a shared terminal: the session ends when it rests
	keyLinked   = "linked" // when a link signed in; a new password needs no old one then
	keyNext     = "next"   // the page that was asked for before signing in
	keyID       = "id"
	keyUsed     = "used"
)

// Who puts the actor into the context: who the session's cookie or the bearer token says is asking.
func (a *Auth) Who(next http.Handler) http.Handler {
	known := a.sessions.LoadAndSave(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		by, p, err := a.actor(r)
		if err != nil {
			a.log.ErrorContext(r.Context(), "who is asking", "error", err)
			http.Error(w, "We cannot find out who you are just now. Try again in a minute.", http.StatusServiceUnavailable)
			return
		}
		a.noteNext(r)
		ctx := authz.WithActor(r.Context(), by)
		if by.PersonID != "" {
			ctx = context.WithValue(ctx, personKey{}, p)
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { known.ServeHTTP(w, a.withClient(w, r)) })
}

func (a *Auth) actor(r *http.Request) (authz.Actor, Person, error) {
	ctx := r.Context()
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return a.byToken(ctx, strings.TrimSpace(bearer))
	}
	id := a.sessions.GetString(ctx, keyPerson)
	if id == "" {
		return authz.Actor{}, Person{}, nil
	}
	p, err := a.people.Find(ctx, a.db, id)
	if fault.KindOf(err) == fault.NotFound || err == nil && !p.Active {
		return authz.Actor{}, Person{}, nil
	}
	if err != nil {
		return authz.Actor{}, Person{}, err
	}
	if in, err := a.used(ctx); err != nil || !in {
		return authz.Actor{}, Person{}, err
	}
	by := authz.Actor{PersonID: id, Face: authz.Face(a.sessions.GetString(ctx, keyFace)), Session: a.sessions.GetString(ctx, keyID),
		Terminal: a.sessions.GetBool(ctx, keyTerminal), Shared: a.sessions.GetBool(ctx, keyShared)}
	return a.withRoles(by, p), p, nil
}

// withRoles gives an actor the person's roles of this moment, in the desk face.
func (a *Auth) withRoles(by authz.Actor, p Person) authz.Actor {
	by.Roles, by.Teams = nil, nil
	if by.Terminal || len(p.Roles) == 0 || by.Face != authz.Desk {
		by.Face = authz.Portal
		return by
	}
	by.Roles, by.Teams = p.Roles, p.Teams
	return by
}

// begin signs a person in: a new session under a new token, so that a token known before is worth nothing.
func (a *Auth) begin(ctx context.Context, personID string, face authz.Face, terminal bool) error {
	if err := a.sessions.RenewToken(ctx); err != nil {
		return fmt.Errorf("begin session: %w", err)
	}
	a.sessions.Remove(ctx, keyPending)
	a.sessions.Put(ctx, keyPerson, personID)
	a.sessions.Put(ctx, keyFace, string(face))
	a.sessions.Put(ctx, keyTerminal, terminal)
	a.sessions.Put(ctx, keyID, ident.New())
	a.sessions.Put(ctx, keyUsed, a.db.Now().Unix())
	return nil
}

// next returns the page that was asked for before signing in, once, or otherwise.
func (a *Auth) next(ctx context.Context, otherwise string) string {
	if page := a.sessions.PopString(ctx, keyNext); page != "" {
		return page
	}
	return otherwise
}

// noteNext remembers the page that somebody was sent to sign in from, if it is one of ours.
func (a *Auth) noteNext(r *http.Request) {
	page := r.URL.Query().Get("next")
	if r.URL.Path != "/sign-in" || r.Method != http.MethodGet || len(page) > 500 || !strings.HasPrefix(page, "/") || strings.HasPrefix(page, "//") || strings.ContainsAny(page, "\\\r\n") {
		return
	}
	if page == "/" {
		return // the start is where signing in leads anyway
	}
	a.sessions.Put(r.Context(), keyNext, page)
}

// enter signs in somebody who proved who they are once: at once, or after their second factor where they have a role. It returns where to go.
func (a *Auth) enter(ctx context.Context, p Person) (string, error) {
	if len(p.Roles) == 0 || a.demo {
		return a.next(ctx, "/"), a.begin(ctx, p.ID, authz.Portal, false)
	}
	if err := a.sessions.RenewToken(ctx); err != nil {
		return "", fmt.Errorf("begin session: %w", err)
	}
	a.sessions.Remove(ctx, keyPerson)
	a.sessions.Put(ctx, keyPending, p.ID)
	has, err := a.hasFactor(ctx, p.ID)
	if err != nil {
		return "", err
	}
	if has {
		return "/sign-in/code", nil
	}
	return "/sign-in/factor", nil
}

// Become signs in as a person without any proof, in the desk face where the person has one and face is not Portal: for the demo alone. It refuses
// everywhere else. It returns the face that it chose.
func (a *Auth) Become(ctx context.Context, personID string, face authz.Face) (authz.Face, error) {
	if !a.demo {
		return "", fault.New(fault.Forbidden, "This works in the demo only.")
	}
	p, err := a.people.Find(ctx, a.db, personID)
	if err != nil {
		return "", err
	}
	if face != authz.Portal && len(p.Roles) > 0 {
		face = authz.Desk
	} else {
		face = authz.Portal
	}
	return face, a.begin(ctx, p.ID, face, false)
}

// Nothing is the input or output of use cases that have none.
type Nothing struct{}

// SignOut ends the session; there is no undo. It is no fault when there was none.
func (a *Auth) SignOut(ctx context.Context, _ authz.Actor, _ Nothing) (Nothing, error) {
	return Nothing{}, a.sessions.Destroy(ctx)
}

// Switched is the face after a switch, and its start page.
type Switched struct {
	Face  authz.Face
	Start string
}

// SwitchFace goes from the portal to the desk or back. Only somebody with a role has a desk, and not where they signed in by PIN.
func (a *Auth) SwitchFace(ctx context.Context, by authz.Actor, _ Nothing) (Switched, error) {
	if by.PersonID == "" {
		return Switched{}, fault.New(fault.SignIn, "Please sign in first.")
	}
	p, err := a.people.Find(ctx, a.db, by.PersonID)
	if err != nil {
		return Switched{}, err
	}
	if by.Face == authz.Desk {
		a.sessions.Put(ctx, keyFace, string(authz.Portal))
		return Switched{authz.Portal, "/"}, nil
	}
	if len(p.Roles) == 0 {
		return Switched{}, fault.New(fault.Forbidden, "The desk is for people with a part in HR.")
	}
	if by.Terminal {
		return Switched{}, fault.New(fault.Forbidden, "A PIN opens your own requests only. Sign out, and sign in by e-mail or password to work at the desk.")
	}
	a.sessions.Put(ctx, keyFace, string(authz.Desk))
	return Switched{authz.Desk, DeskStart(p.Roles)}, nil
}

// DeskStart is where the desk begins for somebody with these roles: with their own day, where they work on cases.
func DeskStart(roles []authz.Role) string {
	if slices.Contains(roles, authz.Agent) || slices.Contains(roles, authz.HRHead) || slices.Contains(roles, authz.ConcernHandler) {
		return "/desk/day"
	}
	return "/admin"
}

// mac is a hash under this installation's key, for what is too short to stand a search: codes, and addresses in the record of attempts.
func (a *Auth) mac(parts ...string) string {
	m := hmac.New(sha256.New, a.key)
	for _, p := range parts {
		fmt.Fprintf(m, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(m.Sum(nil))
}

// allow counts an attempt of key and refuses when there were most within the last while.
func (a *Auth) allow(ctx context.Context, key string, most int, within time.Duration) error {
	var n int
	err := a.db.Tx(ctx, func(tx *store.Tx) error {
		since := tx.Now().Add(-within)
		if _, err := tx.Exec(ctx, `DELETE FROM auth_attempt WHERE key = $1 AND at < $2`, key, since); err != nil {
			return err
		}
		var err error
		if n, err = store.One[int](ctx, tx, `SELECT count(*) FROM auth_attempt WHERE key = $1`, key); err != nil || n >= most {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO auth_attempt (id, key, at) VALUES ($1, $2, $3)`, ident.New(), key, tx.Now())
		return err
	})
	if err != nil {
		return fmt.Errorf("count attempt: %w", err)
	}
	if n >= most {
		return fault.New(fault.TooMany, "That was too often. Wait %d minutes, then try again.", int(within.Minutes()))
	}
	return nil
}

// forget ends the count of attempts of key, after one that succeeded.
func (a *Auth) forget(ctx context.Context, key string) error {
	return a.db.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM auth_attempt WHERE key = $1`, key)
		return err
	})
}

// Sweep removes sessions, links and attempts that are over.
func (a *Auth) Sweep(ctx context.Context) error {
	now := a.db.Now()
	return a.db.Tx(ctx, func(tx *store.Tx) error {
		var all error
		for sql, before := range map[string]store.Time{
			`DELETE FROM auth_session WHERE expires_at < $1`: now,
			`DELETE FROM auth_ended WHERE until < $1`:        now,
			`DELETE FROM auth_secret WHERE expires_at < $1`:  now.Add(-30 * 24 * time.Hour),
			`DELETE FROM auth_attempt WHERE at < $1`:         now.Add(-24 * time.Hour),
		} {
			_, err := tx.Exec(ctx, sql, before)
			all = errors.Join(all, err)
		}
		return all
	})
}
