package webhook

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/hook"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// The states of an endpoint.
const (
	On      = "on"
	Off     = "off"
	Stopped = "stopped" // by Hearth, for a reason
)

const (
	maxName    = 100
	maxURL     = 2000
	mostListed = 200
	overlap    = 24 * time.Hour // for which an old secret signs beside the new one
)

// Endpoint is a system to which Hearth tells what happened. Its secret is not in it.
type Endpoint struct {
	ID           string     `json:"id"`
	Name         string     `json:"name"`
	URL          string     `json:"url"`
	Facts        []string   `json:"facts"`
	State        string     `json:"state"`                     // on, off, or stopped by Hearth
	FailingSince store.Time `json:"failing_since,omitzero"`    // nothing was taken since then; zero: the last message was taken, or none was sent
	OldUntil     store.Time `json:"old_secret_until,omitzero"` // until then the secret before signs, too
	MadeAt       store.Time `json:"made_at"`
	GivenUp      GivenUp    `json:"given_up"` // messages that nobody has decided about
	Reason       locale.Msg `json:"-"`        // why it was stopped
	Why          string     `json:"reason"`   // the same in the reader's language; "" where it was not
}

// Endpoints are all, by name. More says that there are more than it holds.
type Endpoints struct {
	Items []Endpoint `json:"items"`
	More  bool       `json:"more"`
}

// row is an endpoint as the database keeps it.
type row struct {
	ID, Name, URL, Facts, State, Reason string
	Secret, OldSecret                   []byte
	OldUntil, FailingSince, MadeAt      store.Time
}

const columns = `id, name, url, facts, state, secret, old_secret, old_until, failing_since, reason, made_at`

func (r row) shown(ctx context.Context, now store.Time) (Endpoint, error) {
	e := Endpoint{ID: r.ID, Name: r.Name, URL: r.URL, Facts: strings.Split(strings.Trim(r.Facts, ","), ","), State: r.State, FailingSince: r.FailingSince, MadeAt: r.MadeAt}
	if r.OldUntil.After(now) {
		e.OldUntil = r.OldUntil
	}
	var err error
	if e.Reason, e.Why, err = read(ctx, r.Reason); err != nil {
		return e, fmt.Errorf("reason of webhook %s: %w", r.ID, err)
	}
	return e, nil
}

// read reads a reason as write wrote it.
func read(ctx context.Context, text string) (m locale.Msg, sentence string, err error) {
	if text == "" {
		return m, "", nil
	}
	if err = m.UnmarshalJSON([]byte(text)); err != nil {
		return m, "", err
	}
	return m, m.In(ctx), nil
}

func write(m locale.Msg) (string, error) {
	if m.Key == "" {
		return "", nil
	}
	b, err := m.MarshalJSON()
	return string(b), err
}

func find(ctx context.Context, q store.Querier, id string) (row, error) {
	r, err := store.One[row](ctx, q, `SELECT `+columns+` FROM webhook_endpoint WHERE id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return r, authz.Hidden()
	}
	if err != nil {
		return r, fmt.Errorf("read webhook: %w", err)
	}
	return r, nil
}

// Nothing is the input of a use case that needs none.
type Nothing struct{}

// Named names an endpoint.
type Named struct {
	ID string `path:"id" json:"-"`
}

// List returns the endpoints. It is for administrators.
func (s *Service) List(ctx context.Context, by authz.Actor, _ Nothing) (Endpoints, error) {
	out := Endpoints{Items: []Endpoint{}}
	if err := s.Policy.May(by, Manage, 0); err != nil {
		return out, err
	}
	rows, err := store.All[row](ctx, s.DB, `SELECT `+columns+` FROM webhook_endpoint ORDER BY name, id LIMIT $1`, mostListed+1)
	if err != nil {
		return out, fmt.Errorf("list webhooks: %w", err)
	}
	lost, err := givenUp(ctx, s.DB, "")
	if err != nil {
		return out, err
	}
	if out.More = len(rows) > mostListed; out.More {
		rows = rows[:mostListed]
	}
	for _, r := range rows {
		e, err := r.shown(ctx, s.DB.Now())
		if err != nil {
			return out, err
		}
		e.GivenUp = lost[e.ID]
		out.Items = append(out.Items, e)
	}
	return out, nil
}

// Read returns an endpoint. It is for administrators.
func (s *Service) Read(ctx context.Context, by authz.Actor, in Named) (Endpoint, error) {
	if err := s.Policy.May(by, Manage, 0); err != nil {
		return Endpoint{}, err
	}
	r, err := find(ctx, s.DB, in.ID)
	if err != nil {
		return Endpoint{}, err
	}
	return whole(ctx, s.DB, r)
}

// Save is an endpoint as an administrator describes it.
type Save struct {
	ID    string   `path:"id" json:"-"` // "" makes a new one
	Name  string   `json:"name"`
	URL   string   `json:"url"`
	Facts []string `json:"facts" doc:"Of case.opened, case.replied, case.answered, case.closed, case.reopened, case.joined (it goes on in another case, named as whole) and case.parted (it is by itself again)"`
	On    bool     `json:"on,omitempty"` // what happens from now on is told; false switches it off
}

// Save makes or changes an endpoint. A new one gets a secret of its own; another address keeps it. It refuses an empty name, an address that is not https:// or that lies within the network of
// Hearth, unknown facts and none. Switching on one that was stopped forgets the reason.
func (s *Service) Save(ctx context.Context, by authz.Actor, in Save) (Endpoint, error) {
	if err := s.Policy.May(by, Manage, 0); err != nil {
		return Endpoint{}, err
	}
	in.Name, in.URL = strings.TrimSpace(in.Name), strings.TrimSpace(in.URL)
	var out row
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		was := row{ID: ident.New(), MadeAt: tx.Now(), State: Off}
		var err error
		if in.ID != "" {
			was, err = find(ctx, tx, in.ID)
		} else {
			was.Secret, err = s.vault().Seal(hook.NewSecret())
		}
		if err != nil {
			return err
		}
		if err := s.check(in); err != nil {
			return err
		}
		out = was
		out.Name, out.URL, out.Facts = in.Name, in.URL, facts(in.Facts)
		switch {
		case in.On && was.State != On:
			out.State, out.FailingSince, out.Reason = On, store.Time{}, ""
		case !in.On && was.State == On:
			out.State = Off
		}
		if _, err := tx.Exec(ctx, `INSERT INTO webhook_endpoint (`+columns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
			ON CONFLICT (id) DO UPDATE SET name = $2, url = $3, facts = $4, state = $5, failing_since = $9, reason = $10`,
			out.ID, out.Name, out.URL, out.Facts, out.State, out.Secret, out.OldSecret, out.OldUntil, out.FailingSince, out.Reason, out.MadeAt); err != nil {
			return fmt.Errorf("save webhook: %w", err)
		}
		if in.On && was.State != On { // what waits begins anew
			if _, err := tx.Exec(ctx, `UPDATE webhook_delivery SET attempts = 1, next_at = $2 WHERE endpoint_id = $1 AND state = 'waiting' AND attempts > 1`, out.ID, tx.Now()); err != nil {
				return fmt.Errorf("begin anew: %w", err)
			}
		}
		return s.record(ctx, tx, by, string(Manage), out.ID)
	})
	if err != nil {
		return Endpoint{}, err
	}
	return whole(ctx, s.DB, out)
}

// facts are the facts that an endpoint chose as the database keeps them.
func facts(chosen []string) string {
	all := slices.DeleteFunc(Facts(), func(f string) bool { return !slices.Contains(chosen, f) })
	return "," + strings.Join(all, ",") + ","
}

func (s *Service) check(in Save) error {
	var f fault.Fields
	f.Need(in.Name != "" && utf8.RuneCountInString(in.Name) <= maxName && !strings.ContainsAny(in.Name, "\r\n"), "name", "Give the system a name of at most %d characters, such as Payroll.", maxName)
	f.Need(len(in.URL) <= maxURL, "url", "Keep the address to %d characters.", maxURL)
	if sentence := s.Post.CheckURL(in.URL); sentence != "" {
		f.Need(false, "url", sentence)
	}
	f.Need(len(in.Facts) > 0 && !slices.ContainsFunc(in.Facts, func(one string) bool { return !slices.Contains(Facts(), one) }), "facts", "Choose what the system is told.")
	return f.Err()
}

func (s *Service) record(ctx context.Context, tx *store.Tx, by authz.Actor, action, id string) error {
	return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: action, Kind: "webhook", Object: id})
}

// Secret is what the receiver of an endpoint checks signatures with.
type Secret struct {
	ID     string     `json:"id"`
	Secret string     `json:"secret"`
	Old    store.Time `json:"old_secret_until,omitzero"`
	Name   string     `json:"-"`
}

// ReadSecret returns the secret of an endpoint, and writes down who read it. It is for administrators, and refuses tokens that may only read.
func (s *Service) ReadSecret(ctx context.Context, by authz.Actor, in Named) (Secret, error) {
	if err := s.maySecret(by); err != nil {
		return Secret{}, err
	}
	var out Secret
	err := s.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		if out, err = s.secret(ctx, tx, in.ID); err != nil {
			return err
		}
		return s.record(ctx, tx, by, "webhook.secret", in.ID)
	})
	return out, err
}

func (s *Service) maySecret(by authz.Actor) error {
	if err := s.Policy.May(by, Manage, 0); err != nil {
		return err
	}
	if by.Scopes != nil && !slices.Contains(by.Scopes, "all") {
		return fault.New(fault.Forbidden, "This token may only read.")
	}
	return nil
}

func (s *Service) secret(ctx context.Context, q store.Querier, id string) (Secret, error) {
	r, err := find(ctx, q, id)
	if err != nil {
		return Secret{}, err
	}
	out := Secret{ID: r.ID, Name: r.Name}
	if r.OldUntil.After(s.DB.Now()) {
		out.Old = r.OldUntil
	}
	if out.Secret, err = s.vault().Open(r.Secret); err != nil {
		return out, fmt.Errorf("secret of webhook %s: %w", id, err)
	}
	return out, nil
}

// Rotate gives an endpoint a new secret. For a day the one before signs beside it, so that the receiver can be changed meanwhile; one that was replaced before then signs no more. It is for
// administrators; the new secret is read with ReadSecret.
func (s *Service) Rotate(ctx context.Context, by authz.Actor, in Named) (Endpoint, error) {
	if err := s.Policy.May(by, Manage, 0); err != nil {
		return Endpoint{}, err
	}
	var out row
	err := s.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		if out, err = find(ctx, tx, in.ID); err != nil {
			return err
		}
		out.OldSecret, out.OldUntil = out.Secret, tx.Now().Add(overlap)
		if out.Secret, err = s.vault().Seal(hook.NewSecret()); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE webhook_endpoint SET secret = $2, old_secret = $3, old_until = $4 WHERE id = $1`, out.ID, out.Secret, out.OldSecret, out.OldUntil); err != nil {
			return fmt.Errorf("rotate secret: %w", err)
		}
		return s.record(ctx, tx, by, "webhook.rotate", in.ID)
	})
	if err != nil {
		return Endpoint{}, err
	}
	return whole(ctx, s.DB, out)
}

// Remove ends an endpoint, with what waits for it and its log. It is for administrators; one that is not there is refused.
func (s *Service) Remove(ctx context.Context, by authz.Actor, in Named) (Nothing, error) {
	if err := s.Policy.May(by, Manage, 0); err != nil {
		return Nothing{}, err
	}
	return Nothing{}, s.DB.Tx(ctx, func(tx *store.Tx) error {
		if _, err := find(ctx, tx, in.ID); err != nil {
			return err
		}
		for _, sql := range []string{`DELETE FROM webhook_delivery WHERE endpoint_id = $1`, `DELETE FROM webhook_endpoint WHERE id = $1`} {
			if _, err := tx.Exec(ctx, sql, in.ID); err != nil {
				return fmt.Errorf("remove webhook: %w", err)
			}
		}
		return s.record(ctx, tx, by, "webhook.remove", in.ID)
	})
}
