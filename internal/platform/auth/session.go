package auth

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"reflect"
	"strings"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// sessionStore keeps scs's sessions in our database. Only the ...Ctx methods are used.
type sessionStore struct{ a *Auth }

// FindCtx implements scs.CtxStore.
func (s *sessionStore) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	data, err := store.One[[]byte](ctx, s.a.db, `SELECT data FROM auth_session WHERE token = $1 AND expires_at > $2`, token, s.a.db.Now())
	if errors.Is(err, store.ErrNone) {
		return nil, false, nil
	}
	return data, err == nil, err
}

// CommitCtx implements scs.CtxStore. The person and the device stand beside the data, so that sessions can be listed and ended.
func (s *sessionStore) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	_, values, err := s.a.sessions.Codec.Decode(data) // asking the manager would wait for itself
	if err != nil {
		return fmt.Errorf("read session: %w", err)
	}
	var person any
	if id, _ := values[keyPerson].(string); id != "" {
		person = id
	}
	sid, _ := values[keyID].(string)
	err = s.a.db.Tx(ctx, func(tx *store.Tx) error {
		ended, err := store.One[int](ctx, tx, `SELECT count(*) FROM auth_ended WHERE token = $1`, token)
		if err != nil || ended > 0 {
			return err // it was ended while this request ran
		}
		_, err = tx.Exec(ctx, `INSERT INTO auth_session (token, sid, data, expires_at, person_id, device, created_at, used_at)
			VALUES ($1, $7, $2, $3, $4, $5, $6, $6)
			ON CONFLICT (token) DO UPDATE SET sid = $7, data = $2, expires_at = $3, person_id = $4, used_at = $6`,
			token, data, store.At(expiry), person, clientOf(ctx).device, tx.Now(), sid)
		return err
	})
	if store.IsFull(err) && s.onlyNoted(ctx, token, values) {
		return nil
	}
	return err
}

// onlyNoted reports whether a session is kept as values are but for when it was last used and where to go next: without room for such a note reading goes on.
func (s *sessionStore) onlyNoted(ctx context.Context, token string, values map[string]any) bool {
	data, there, err := s.FindCtx(ctx, token)
	if err != nil || !there {
		return false
	}
	_, kept, err := s.a.sessions.Codec.Decode(data)
	if err != nil {
		return false
	}
	now := maps.Clone(values)
	for _, all := range []map[string]any{kept, now} {
		delete(all, keyUsed)
		delete(all, keyNext)
	}
	return reflect.DeepEqual(kept, now)
}

// DeleteCtx implements scs.CtxStore.
func (s *sessionStore) DeleteCtx(ctx context.Context, token string) error {
	return s.a.db.Tx(ctx, func(tx *store.Tx) error {
		return end(ctx, tx, store.Cond(`token = ?`, token))
	})
}

// Find, Commit and Delete are there for scs.Store; scs calls those with a context.
func (s *sessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit implements scs.Store.
func (s *sessionStore) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete implements scs.Store.
func (s *sessionStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

// client is the browser that is asking: its name for itself, cut short, for the person who looks for a session that is not theirs, its address, the
// secret of the terminal that it is, and where its cookies are set.
type client struct {
	device, address, terminal string
	answer                    http.ResponseWriter
}

type clientKey struct{}

func clientOf(ctx context.Context) client {
	c, _ := ctx.Value(clientKey{}).(client)
	return c
}

// withClient notes the browser in the context. Behind a proxy the last address that it passed on counts.
func (a *Auth) withClient(w http.ResponseWriter, r *http.Request) *http.Request {
	agent := r.UserAgent()
	c := client{device: strings.ToValidUTF8(agent[:min(len(agent), 120)], ""), address: r.RemoteAddr, answer: w}
	if cookie, err := r.Cookie(a.cookieName(terminalCookie)); err == nil {
		c.terminal = cookie.Value
	}
	if host, _, err := net.SplitHostPort(r.RemoteAddr); err == nil {
		c.address = host
	}
	if passed := r.Header.Values("X-Forwarded-For"); a.proxy && len(passed) > 0 {
		all := strings.Split(passed[len(passed)-1], ",")
		c.address = strings.TrimSpace(all[len(all)-1])
	}
	return r.WithContext(context.WithValue(r.Context(), clientKey{}, c))
}

// usedEvery is how often the last use of a session is written; terminalEvery at a terminal, whose session ends after terminalIdle without use.
const (
	usedEvery     = 5 * time.Minute
	terminalEvery = 15 * time.Second
	terminalIdle  = 2 * time.Minute
)

// used notes that the session is in use. It reports false for a session at a terminal that rested too long, and ends it.
func (a *Auth) used(ctx context.Context) (bool, error) {
	rested, every := a.db.Now().Sub(time.Unix(a.sessions.GetInt64(ctx, keyUsed), 0)), usedEvery
	if a.sessions.GetBool(ctx, keyShared) {
		if every = terminalEvery; rested > terminalIdle+terminalEvery {
			return false, a.sessions.Destroy(ctx)
		}
	}
	if rested >= every {
		a.sessions.Put(ctx, keyUsed, a.db.Now().Unix())
	}
	return true, nil
}

// Session is one place where a person is signed in.
type Session struct {
	ID        string     `json:"id"`
	Device    string     `json:"device"`
	CreatedAt store.Time `json:"created_at"`
	UsedAt    store.Time `json:"used_at"`
}

// Sessions is all of them, the last used first.
type Sessions struct {
	Items []Session `json:"items"`
}

// ListSessions returns where by is signed in.
func (a *Auth) ListSessions(ctx context.Context, by authz.Actor, _ Nothing) (Sessions, error) {
	out := Sessions{Items: []Session{}}
	if by.PersonID == "" {
		return out, signInFirst()
	}
	var err error
	out.Items, err = store.All[Session](ctx, a.db, `SELECT sid AS id, device, created_at, used_at FROM auth_session
		WHERE person_id = $1 AND expires_at > $2 ORDER BY used_at DESC, sid`, by.PersonID, a.db.Now())
	if err != nil {
		return out, fmt.Errorf("list sessions: %w", err)
	}
	return out, nil
}

// Named names a session, token or terminal.
type Named struct {
	ID string `path:"id" json:"-"`
}

// EndSession signs by out at one place.
func (a *Auth) EndSession(ctx context.Context, by authz.Actor, in Named) (Nothing, error) {
	if by.PersonID == "" {
		return Nothing{}, signInFirst()
	}
	return Nothing{}, a.db.Tx(ctx, func(tx *store.Tx) error {
		return end(ctx, tx, store.Cond(`sid = ? AND person_id = ?`, in.ID, by.PersonID))
	})
}

// endAll signs a person out everywhere, in the transaction of what makes it needed.
func endAll(ctx context.Context, tx *store.Tx, personID string) error {
	return end(ctx, tx, store.Cond(`person_id = ?`, personID))
}

func signInFirst() error { return fault.New(fault.SignIn, "Please sign in first.") }

// end ends the sessions that meet a condition, and notes them, so that a request of theirs that is under way cannot keep them again.
func end(ctx context.Context, tx *store.Tx, which store.Where) error {
	noted := new(store.Q).Add(`INSERT INTO auth_ended (token, until) SELECT token, expires_at FROM auth_session WHERE `).Where(which).Add(` ON CONFLICT DO NOTHING`)
	if _, err := tx.Exec(ctx, noted.SQL(), noted.Args()...); err != nil {
		return fmt.Errorf("note ended sessions: %w", err)
	}
	gone := new(store.Q).Add(`DELETE FROM auth_session WHERE `).Where(which)
	if _, err := tx.Exec(ctx, gone.SQL(), gone.Args()...); err != nil {
		return fmt.Errorf("end sessions: %w", err)
	}
	return nil
}
