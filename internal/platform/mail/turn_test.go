package mail_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/platform/bearer"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// rotating is a provider that gives a new refresh token with each access token, and ends the permission when an old one is used again.
type rotating struct {
	*httptest.Server
	mu      sync.Mutex
	n       int
	now     string
	revoked bool
}

func rotates(t *testing.T, first string) *rotating {
	t.Helper()
	p := &rotating{now: first}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.revoked = p.revoked || r.PostFormValue("refresh_token") != p.now
		revoked := p.revoked
		p.n++
		p.now = fmt.Sprintf("r%d", p.n)
		next := p.now
		p.mu.Unlock()
		time.Sleep(5 * time.Millisecond) // on the way back, the others ask
		w.Header().Set("Content-Type", "application/json")
		if revoked {
			w.WriteHeader(400)
			fmt.Fprint(w, `{"error":"invalid_grant","error_description":"The refresh token was used before."}`)
			return
		}
		fmt.Fprintf(w, `{"access_token":"t-%s","token_type":"Bearer","expires_in":3600,"refresh_token":"%s"}`, next, next)
	}))
	t.Cleanup(p.Close)
	return p
}

// Two servers with one refresh token use it one after the other, each the one that came last; without their turns the provider would end the permission.
func TestTwoServersUseARefreshTokenInTurn(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		address := dbtest.Address(t, dialect, schema)
		servers := map[store.Dialect]int{store.SQLite: 1, store.Postgres: 2}[dialect] // an embedded database has one
		var dbs []*store.DB
		for range servers {
			db, err := store.Open(t.Context(), address, clock.Fake(dbtest.Noon))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = db.Close() }) // a test's database
			dbs = append(dbs, db)
		}
		for _, inTurn := range []bool{true, false} {
			p, clk := rotates(t, fmt.Sprint("first ", inTurn)), clock.Fake(dbtest.Noon)
			vault := bearer.Vault(strings.Repeat("k", 32))
			var nodes []*bearer.Source
			for i := range 2 {
				s := mail.Tokens(dbs[i%servers], vault, bearer.Grant{Provider: bearer.Other, Way: bearer.ByRefresh, Client: "c", Refresh: p.now, TokenURL: p.URL})
				if s.Now = func() time.Time { return clk.Now() }; !inTurn {
					s.Alone = nil
				}
				nodes = append(nodes, s)
			}
			var failed error
			for range 15 {
				var work sync.WaitGroup
				errs := make([]error, len(nodes))
				for i, s := range nodes {
					work.Go(func() { _, errs[i] = s.Token(t.Context()) })
				}
				work.Wait()
				failed = errors.Join(append(errs, failed)...)
				clk.Advance(2 * time.Hour)
			}
			if inTurn && (failed != nil || p.revoked || p.n != 30) {
				t.Errorf("%s: %v, revoked: %v, %d tokens", dialect, failed, p.revoked, p.n)
			}
			if !inTurn && !p.revoked {
				t.Errorf("%s: this test does not see what turns are for", dialect)
			}
		}
	}
}

// A turn is waited for, ends with its work, and with the server that had it after a while.
func TestATurnEnds(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		name := t.Name()
		held := func(until time.Duration) {
			t.Helper()
			if err := db.Tx(t.Context(), func(tx *store.Tx) error {
				_, err := tx.Exec(t.Context(), `INSERT INTO mail_turn (name, holder, held_until) VALUES ($1, 'gone', $2) ON CONFLICT (name) DO UPDATE SET holder = 'gone', held_until = $2`, name, tx.Now().Add(until))
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
		ran := 0
		run := func(ctx context.Context) error { ran++; return ctx.Err() }
		held(time.Minute)
		soon, done := context.WithTimeout(t.Context(), 300*time.Millisecond)
		defer done()
		if err := mail.InTurn(soon, db, name, run); !errors.Is(err, context.DeadlineExceeded) || ran != 0 {
			t.Errorf("got %v, ran %d times", err, ran)
		}
		held(-time.Second)
		for range 2 {
			if err := mail.InTurn(t.Context(), db, name, run); err != nil {
				t.Error(err)
			}
		}
		gone, end := context.WithCancel(t.Context())
		if err := mail.InTurn(gone, db, name, func(ctx context.Context) error { end(); return run(ctx) }); err != nil || ran != 3 {
			t.Errorf("who has gone ends the work: %v, ran %d times", err, ran)
		}
		if n, err := store.One[int](t.Context(), db, `SELECT count(*) FROM mail_turn WHERE name = $1`, name); err != nil || n != 0 {
			t.Errorf("%d turns are left, %v", n, err)
		}
	})
}
