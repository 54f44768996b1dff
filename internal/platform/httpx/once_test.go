package httpx_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

type deed struct {
	Text  string         `json:"subject"`
	Files []files.Upload `form:"files" json:"-"`
}

type done struct {
	ID string `json:"id"`
}

// deeds serves a use case that counts its commits; X-Person says who asks, and cancel, if set, is called after the commit.
func deeds(db *store.DB, count *int, cancel *context.CancelFunc) http.Handler {
	m := httpx.NewMux(httpx.Options{DB: db})
	m.Handle("POST /api/v1/deeds", httpx.JSON(func(ctx context.Context, _ authz.Actor, in deed) (done, error) {
		var bad fault.Fields
		bad.Need(in.Text != "", "subject", "Say in a few words what it is about.")
		if err := bad.Err(); err != nil {
			return done{}, err
		}
		out := done{ident.New()}
		err := db.Tx(ctx, func(tx *store.Tx) error {
			tx.AfterCommit(func() { *count++ })
			return nil
		})
		if *cancel != nil {
			(*cancel)()
		}
		return out, err
	}, 201, "Do"))
	return named(m)
}

// named serves m to whom X-Person names.
func named(m *httpx.Mux) http.Handler {
	return m.Wrap(false, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(w, r.WithContext(authz.WithActor(r.Context(), authz.Actor{PersonID: r.Header.Get("X-Person")})))
		})
	})
}

func TestARequestSentTwiceHasItsEffectOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		var count int
		var cancel context.CancelFunc
		h := deeds(db, &count, &cancel)
		send := func(key, person, target, body string) (int, string, string) {
			w := ask(h, "POST", target, body, "Idempotency-Key", key, "X-Person", person)
			return w.Code, w.Body.String(), w.Header().Get("Idempotency-Replayed")
		}
		const target, body = "/api/v1/deeds", `{"subject":"x"}`
		if code, _, _ := send("k", "p1", target, `{"subject":""}`); code != 422 {
			t.Fatalf("got %d, want it refused", code)
		}
		code, first, replayed := send("k", "p1", target, body)
		if code != 201 || replayed != "" || count != 1 {
			t.Fatalf("first: got %d %s %q, %d effects", code, first, replayed, count)
		}
		if code, second, replayed := send("k", "p1", target, body); code != 201 || second != first || replayed != "true" || count != 1 {
			t.Errorf("again: got %d %s %q, %d effects; want the first answer", code, second, replayed, count)
		}
		for _, other := range [][2]string{{target, `{"subject":"y"}`}, {target + "?a=b", body}} {
			if code, text, _ := send("k", "p1", other[0], other[1]); code != 422 || !strings.Contains(text, "another request") || count != 1 {
				t.Errorf("%v: got %d %s, %d effects", other, code, text, count)
			}
		}
		if code, text, replayed := send("k", "p2", target, body); code != 201 || text == first || replayed != "" || count != 2 {
			t.Errorf("another person: got %d %s %q, %d effects", code, text, replayed, count)
		}
		if code, _, _ := send(strings.Repeat("k", 256), "p1", target, body); code != 422 || count != 2 {
			t.Errorf("a long key: got %d, %d effects", code, count)
		}
		ask(h, "POST", target, body)
		ask(h, "POST", target, body)
		if count != 4 {
			t.Errorf("without a key: got %d effects, want 4", count)
		}
	})
}

func TestARequestWhoseAnswerIsNotKeptIsAConflict(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		var count int
		var cancel context.CancelFunc
		h := deeds(db, &count, &cancel)
		const target, body = "/api/v1/deeds", `{"subject":"x"}`
		ask(h, "POST", target, body, "Idempotency-Key", "k", "X-Person", "p1")
		if _, err := db.Writer().ExecContext(t.Context(), `UPDATE store_once SET status = NULL, answer = NULL`); err != nil {
			t.Fatal(err)
		}
		p := problem(t, ask(h, "POST", target, body, "Idempotency-Key", "k", "X-Person", "p1"))
		if p.Status != 409 || count != 1 {
			t.Errorf("got %+v and %d effects", p, count)
		}
	})
}

func TestTheAnswerIsKeptForAClientThatHungUp(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		var count int
		ctx, cancel := context.WithCancel(t.Context())
		h := deeds(db, &count, &cancel)
		const target, body = "/api/v1/deeds", `{"subject":"x"}`
		gone := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(w, r.WithContext(ctx)) })
		ask(gone, "POST", target, body, "Idempotency-Key", "k", "X-Person", "p1")
		w := ask(h, "POST", target, body, "Idempotency-Key", "k", "X-Person", "p1")
		if w.Code != 201 || w.Header().Get("Idempotency-Replayed") != "true" || count != 1 {
			t.Errorf("got %d %s, %d effects; want the first answer", w.Code, w.Body, count)
		}
	})
}

func TestAnUploadSentTwiceWithAnotherBoundaryIsTheSame(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		var count int
		var cancel context.CancelFunc
		h := deeds(db, &count, &cancel)
		for _, boundary := range []string{"first-boundary", "second-boundary"} {
			body, kind := multipartBody(t, boundary)
			if w := ask(h, "POST", "/api/v1/deeds", body, "Content-Type", kind, "Idempotency-Key", "k", "X-Person", "p1"); w.Code != 201 {
				t.Errorf("%s: got %d %s", boundary, w.Code, w.Body)
			}
		}
		if count != 1 {
			t.Errorf("got %d effects, want 1", count)
		}
		for name, other := range map[string][2]string{"a text": {"Payslips", "hello"}, "a file": {"Payslip", "jello"}} {
			body, kind := uploaded(t, other[0], "note.txt", strings.NewReader(other[1]))
			if w := ask(h, "POST", "/api/v1/deeds", body, "Content-Type", kind, "Idempotency-Key", "k", "X-Person", "p1"); w.Code != 422 || !strings.Contains(w.Body.String(), "another request") {
				t.Errorf("with %s of other content: got %d %s", name, w.Code, w.Body)
			}
		}
	})
}

// What two visitors who are not signed in call their requests is nothing that they have in common.
func TestAKeyOfNobodyMeansNothing(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		var count int
		var cancel context.CancelFunc
		h := deeds(db, &count, &cancel)
		for range 2 {
			if w := ask(h, "POST", "/api/v1/deeds", `{"subject":"x"}`, "Idempotency-Key", "k"); w.Code != 201 || w.Header().Get("Idempotency-Replayed") != "" {
				t.Errorf("got %d %s", w.Code, w.Body)
			}
		}
		if count != 2 {
			t.Errorf("got %d effects, want 2", count)
		}
	})
}

// counted counts what is read of endless text.
type counted struct{ n int64 }

func (c *counted) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	c.n += int64(len(p))
	return len(p), nil
}

// A key lets nobody send more than the same request without one.
func TestABodyWithAKeyIsReadNoFurtherThanOneWithout(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		var count int
		var cancel context.CancelFunc
		h := deeds(db, &count, &cancel)
		for _, person := range []string{"", "p1"} {
			for _, method := range []string{"POST", "DELETE"} {
				body := &counted{}
				r := httptest.NewRequest(method, "/api/v1/deeds", io.LimitReader(body, 50<<20))
				r.Header.Set("Idempotency-Key", "k")
				r.Header.Set("X-Person", person)
				w := httptest.NewRecorder()
				if h.ServeHTTP(w, r); body.n > 3<<20 || method == "POST" && w.Code != 413 {
					t.Errorf("%s of %q: got %d after %d bytes", method, person, w.Code, body.n)
				}
			}
		}
	})
}

// An answer that was kept is repeated only to somebody who has the right still, and with the roles that they had.
func TestAKeptAnswerIsNotForWhoLostTheRight(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		var now error
		by := authz.Actor{PersonID: "p", Face: authz.Desk, Roles: []authz.Role{authz.Agent}}
		effects := 0
		m := httpx.NewMux(httpx.Options{DB: db})
		m.Handle("POST /api/v1/deeds", httpx.JSON(func(ctx context.Context, _ authz.Actor, _ deed) (done, error) {
			return done{"secret"}, db.Tx(ctx, func(tx *store.Tx) error {
				tx.AfterCommit(func() { effects++ })
				return now
			})
		}, 201, "Do"))
		h := m.Wrap(false, func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				next.ServeHTTP(w, r.WithContext(authz.WithActor(r.Context(), by)))
			})
		})
		send := func() (int, string) {
			w := ask(h, "POST", "/api/v1/deeds", `{"subject":"x"}`, "Idempotency-Key", "k")
			return w.Code, w.Body.String()
		}
		send()
		for _, c := range []struct {
			now    error
			status int
		}{{nil, 201}, {fault.New(fault.Conflict, "It is done already."), 201}, {fault.New(fault.NotFound, "There is nothing here."), 404}, {fault.New(fault.Forbidden, "No."), 403}} {
			now = c.now
			if code, text := send(); code != c.status || strings.Contains(text, "secret") != (code == 201) {
				t.Errorf("%v: got %d %s, want %d", c.now, code, text, c.status)
			}
		}
		now, by.Roles = nil, nil
		if code, text := send(); code != 422 || strings.Contains(text, "secret") {
			t.Errorf("without the role: got %d %s", code, text)
		}
		if effects != 1 {
			t.Errorf("got %d effects, want 1", effects)
		}
	})
}
