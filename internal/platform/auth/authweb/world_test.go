package authweb_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/auth/authweb"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// directory is a few people in memory.
type directory struct {
	mu  sync.Mutex
	all map[string]auth.Person
}

// Find implements auth.Directory.
func (d *directory) Find(_ context.Context, _ store.Querier, ref string) (auth.Person, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, p := range d.all {
		if ref != "" && (ref == p.ID || ref == p.Email || ref == p.Number) {
			return p, nil
		}
	}
	return auth.Person{}, fault.New(fault.NotFound, "Nobody here has this name.")
}

// HasAdmin implements auth.Directory.
func (d *directory) HasAdmin(context.Context, store.Querier) (bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, p := range d.all {
		for _, r := range p.Roles {
			if r == authz.Admin {
				return true, nil
			}
		}
	}
	return false, nil
}

// MakeFirstAdmin implements auth.Directory.
func (d *directory) MakeFirstAdmin(_ context.Context, tx *store.Tx, given, family, email string) (string, error) {
	tx.AfterCommit(func() {
		d.set(auth.Person{ID: "first", Name: given + " " + family, Email: email, Active: true, Roles: []authz.Role{authz.Admin}})
	})
	return "first", nil
}

func (d *directory) set(p auth.Person) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.all[p.ID] = p
}

// world is the pages on one database, with a page /who that says who is asking.
type world struct {
	*testing.T
	db     *store.DB
	clk    *clock.Clock
	people *directory
	auth   *auth.Auth
	url    string
	during func() // what happens while /slow is under way
}

func each(t *testing.T, f func(w *world)) {
	for _, d := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(d), func(t *testing.T) {
			t.Parallel()
			f(newWorld(t, d))
		})
	}
}

func newWorld(t *testing.T, d store.Dialect) *world {
	clk := clock.Fake(dbtest.Noon)
	db := dbtest.Open(t, d, []store.Migrations{mail.Migrations(), audit.Migrations(), auth.Migrations()}, clk)
	people := &directory{all: map[string]auth.Person{}}
	people.set(auth.Person{ID: "amina", Name: "Amina", Email: "amina@ferrow-lund.example", Number: "4711", Active: true})
	people.set(auth.Person{ID: "marta", Name: "Marta", Email: "marta@ferrow-lund.example", Number: "4712", Active: true, Roles: []authz.Role{authz.Agent}})
	log := slog.New(slog.DiscardHandler)
	a := auth.New(auth.Options{DB: db, Key: []byte("0123456789abcdef0123456789abcdef"), People: people, Audit: audit.New(db, []byte("key"), log), Log: log,
		URL: "http://hearth.example", Org: "Ferrow & Lund"})
	m := httpx.NewMux(httpx.Options{DB: db, Log: log, Failure: shell.Failure, SignIn: "/sign-in"})
	authweb.New(a, true).Spec().Routes(m)
	m.Handle("GET /who", httpx.Raw(func(w http.ResponseWriter, r *http.Request) error {
		by := authz.FromContext(r.Context())
		_, err := io.WriteString(w, by.PersonID+" "+string(by.Face))
		return err
	}))
	w := &world{T: t, db: db, clk: clk, people: people, auth: a}
	m.Handle("GET /slow", httpx.Raw(func(rw http.ResponseWriter, _ *http.Request) error {
		w.during()
		_, err := io.WriteString(rw, "done")
		return err
	}))
	server := httptest.NewServer(m.Wrap(false, a.Who))
	t.Cleanup(server.Close)
	w.url = server.URL
	return w
}

// browser keeps cookies and follows nothing.
type browser struct {
	w    *world
	http *http.Client
}

func (w *world) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.Fatal(err)
	}
	return &browser{w, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

type answer struct {
	status   int
	to, text string
}

func (b *browser) do(method, path string, form url.Values, bearer string) answer {
	b.w.Helper()
	r, err := http.NewRequestWithContext(b.w.Context(), method, b.w.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.w.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	resp, err := b.http.Do(r)
	if err != nil {
		b.w.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close() // it was read to its end
	if err != nil {
		b.w.Fatal(err)
	}
	return answer{status: resp.StatusCode, to: resp.Header.Get("Location"), text: string(body)}
}

func (b *browser) get(path string) answer { b.w.Helper(); return b.do("GET", path, nil, "") }

// post sends a form whose fields are given as name, value, name, value.
func (b *browser) post(path string, fields ...string) answer {
	b.w.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	return b.do("POST", path, form, "")
}

func (b *browser) is(want string) {
	b.w.Helper()
	if got := b.get("/who").text; got != want {
		b.w.Fatalf("the session is of %q, want %q", got, want)
	}
}

// cookie is the value of the session's cookie.
func (b *browser) cookie() string {
	at, err := url.Parse(b.w.url)
	if err != nil {
		b.w.Fatal(err)
	}
	for _, c := range b.http.Jar.Cookies(at) {
		if c.Name == "hearth" {
			return c.Value
		}
	}
	return ""
}

func (a answer) must(t *world, status int, to string) answer {
	t.Helper()
	if a.status != status || a.to != to {
		t.Fatalf("status %d to %q, want %d to %q\n%s", a.status, a.to, status, to, a.text)
	}
	return a
}

var linkIn = regexp.MustCompile(`http://hearth\.example(/sign-in/link/\S+)`)

// link asks for a link and takes it out of the mail.
func (w *world) link(b *browser, email string) string {
	w.Helper()
	b.post("/sign-in", "email", email).must(w, 303, "/sign-in/sent")
	texts, err := store.All[string](w.Context(), w.db, `SELECT text_body FROM mail_outbox ORDER BY id DESC`)
	if err != nil || len(texts) == 0 {
		w.Fatalf("no mail: %v", err)
	}
	m := linkIn.FindStringSubmatch(texts[0])
	if m == nil {
		w.Fatalf("no link in %q", texts[0])
	}
	return m[1]
}

func (w *world) mails() int {
	w.Helper()
	n, err := store.One[int](w.Context(), w.db, `SELECT count(*) FROM mail_outbox`)
	if err != nil {
		w.Fatal(err)
	}
	return n
}
