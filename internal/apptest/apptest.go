// Package apptest starts the whole product in process, on either database, with a clock that stands and a small organisation, for
// tests that go through addresses as browsers and API clients do.
//
//	apptest.Each(t, func(t *testing.T, a *apptest.App) {
//		amina := a.API("amina")
//		c := apptest.Decode[desk.Case](t, amina.Post("/api/v1/cases", map[string]any{"subject": "Payslip", "body": "…"}), 201)
//		a.Desk("marta").Get("/desk").Shows("Payslip")
//	})
package apptest

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"

	"hearth/internal/app"
	"hearth/internal/demo"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/config"
	"hearth/internal/platform/obs"
	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// App is the product under test. Its clock stands at dbtest.Noon until Advance.
type App struct {
	*app.App
	T      testing.TB
	Clock  *clock.Clock
	Server *httptest.Server
}

// Each runs f on SQLite and on PostgreSQL, each with the organisation of Cast and the services of Services.
func Each(t *testing.T, f func(t *testing.T, a *App)) {
	t.Helper()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			f(t, New(t, dialect))
		})
	}
}

// New starts the product on an empty database and makes the organisation. Everything is gone when the test ends. A package that uses it calls
// dbtest.Main from its TestMain.
func New(t testing.TB, dialect store.Dialect) *App {
	t.Helper()
	a := Empty(t, dialect)
	a.populate()
	return a
}

// Configured is New with other settings than those of the tests.
func Configured(t testing.TB, dialect store.Dialect, change func(*config.Config)) *App {
	t.Helper()
	a := open(t, dialect, app.Options{Clock: clock.Fake(dbtest.Noon)}, func(o *app.Options) { change(&o.Config) })
	a.populate()
	return a
}

// Logged is New with a log of everything, which goes to w, and a database that does not wait for the disk: for tests with very many requests. changes
// alter what it is opened with.
func Logged(t testing.TB, dialect store.Dialect, w io.Writer, changes ...func(*app.Options)) *App {
	t.Helper()
	a := open(t, dialect, app.Options{Clock: clock.Fake(dbtest.Noon), Log: obs.Logger(w, slog.LevelDebug)}, changes...)
	if err := a.DB.Hurry(t.Context()); err != nil {
		t.Fatal(err)
	}
	a.populate()
	return a
}

// Empty is New without anybody in it, as `hearth serve` begins.
func Empty(t testing.TB, dialect store.Dialect) *App {
	t.Helper()
	return open(t, dialect, app.Options{Clock: clock.Fake(dbtest.Noon)})
}

// Demo starts the demo at an instant, at which its clock stands, with as much of the organisation as plan says.
func Demo(t testing.TB, dialect store.Dialect, now time.Time, plan demo.Plan) *App {
	t.Helper()
	a := open(t, dialect, app.Options{Clock: clock.Fake(now), Demo: true})
	if err := a.DB.Hurry(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Demo.Build(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	a.Drain()
	return a
}

func open(t testing.TB, dialect store.Dialect, o app.Options, changes ...func(*app.Options)) *App {
	t.Helper()
	c := config.Config{Place: config.Place{Data: t.TempDir()}, Listen: "127.0.0.1:0", PublicURL: "http://hearth.example", OrgName: "Ferrow & Lund",
		HelpPhone: "4400", HelpHours: "Mon–Fri 08:00–16:30", Pseudo: true}
	if dialect == store.Postgres {
		schema, err := app.Migrations()
		if err != nil {
			t.Fatal(err)
		}
		c.Database = dbtest.Address(t, dialect, schema)
	}
	o.Config, o.Version = c, "test"
	if !o.Demo { // which has its own
		o.Clauses = Clauses()
	}
	for _, change := range changes {
		change(&o)
	}
	opened, err := app.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	dbtest.Refuse(opened.DB)
	opened.Webhook.Post.Lookup = func(context.Context, string) ([]netip.Addr, error) { return nil, nil } // nothing leaves a test by name
	// The schema on PostgreSQL comes from a template, so that Open does not know that the database is new.
	if err := opened.DB.Tx(t.Context(), func(tx *store.Tx) error { return search.Built(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
	return running(t, opened, o.Clock)
}

// Beside is another server of the installation of a, on the same PostgreSQL, with the same key and by the same clock.
func (a *App) Beside() *App {
	a.T.Helper()
	opened, err := app.Open(a.T.Context(), app.Options{Config: a.Config, Version: "test", Clock: a.Clock, Clauses: Clauses()})
	if err != nil {
		a.T.Fatal(err)
	}
	opened.Webhook.Post.Lookup = a.Webhook.Post.Lookup
	return running(a.T, opened, a.Clock)
}

// running serves the product until the test ends.
func running(t testing.TB, opened *app.App, now *clock.Clock) *App {
	a := &App{App: opened, T: t, Clock: now}
	a.Server = httptest.NewServer(a.handler())
	t.Cleanup(func() {
		a.Live.Close() // else open streams would hold the server up
		a.Server.Close()
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// Drain does everything that is due: facts, jobs, mail.
func (a *App) Drain() {
	a.T.Helper()
	if err := a.App.Drain(a.T.Context()); err != nil {
		a.T.Fatal(err)
	}
}

// Advance moves the clock by d and does what has become due.
func (a *App) Advance(d time.Duration) {
	a.T.Helper()
	a.Clock.Advance(d)
	a.Drain()
}

// handler is the product's own, in which browsers are signed in by a header.
func (a *App) handler() http.Handler {
	return a.IdentifyFor(a.App)
}

// IdentifyFor is the handler of another product on the same database, such as one with a planted fault, for the members of this one.
func (a *App) IdentifyFor(other *app.App) http.Handler {
	return other.HandlerFor(func(next http.Handler) http.Handler { return other.Auth.Who(a.identify(next)) })
}
