package app

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/clock"
	"hearth/internal/platform/config"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// each runs f on the product, opened on an empty database of either kind.
func each(t *testing.T, f func(t *testing.T, a *App)) {
	t.Helper()
	schema, err := Migrations()
	if err != nil {
		t.Fatal(err)
	}
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			c := config.Config{Place: config.Place{Data: t.TempDir()}, Listen: "127.0.0.1:0"}
			if dialect == store.Postgres {
				c.Database = dbtest.Address(t, dialect, schema)
			}
			a, err := Open(t.Context(), Options{Config: c, Clock: clock.Fake(dbtest.Noon), Version: "test"})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := a.Close(); err != nil {
					t.Error(err)
				}
			})
			f(t, a)
		})
	}
}

func TestItOpensAndAnswers(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *App) {
		for path, want := range map[string]string{"/healthz": "ok\n", "/api/v1/openapi.json": `"openapi":"3.1.0"`} {
			w := httptest.NewRecorder()
			a.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s: %d %.200s", path, w.Code, w.Body)
			}
		}
		if err := a.Drain(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestWorkStartsAndStops(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *App) {
		if err := a.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := a.Stop(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

// A start on a database that is up to date costs comparisons, no migrations: 150 ms at most, or on a slow machine a quarter of the first one.
func TestTheSecondStartIsQuick(t *testing.T) {
	c := config.Config{Place: config.Place{Data: t.TempDir()}, Listen: "127.0.0.1:0"}
	var first time.Duration
	best := time.Hour
	for look := 0; look < 2 || look < 10 && best > 150*time.Millisecond && 4*best > first; look++ { // a disturbed one is repeated
		began := time.Now()
		a, err := Open(t.Context(), Options{Config: c})
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); look == 0 {
			first = took
		} else {
			best = min(best, took)
		}
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("opened in %s, at first in %s", best, first)
	if best > 150*time.Millisecond && 4*best > first {
		t.Errorf("the quickest start took %s, the first one %s", best, first)
	}
}

// Every column that names a person belongs to somebody who can show and erase it.
func TestPersonalDataIsCovered(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *App) {
		wrong, err := privacy.Check(t.Context(), a.DB, a.Personal())
		if err != nil {
			t.Fatal(err)
		}
		for _, sentence := range wrong {
			t.Error(sentence)
		}
	})
}

// Every action that a rule builds upon has a rule itself.
func TestRulesBuildOnRules(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *App) {
		actions := a.Policy.Actions()
		if len(actions) < 10 {
			t.Fatalf("only %d actions have rules", len(actions))
		}
		for _, action := range actions {
			rule := a.Policy.Rule(action)
			if rule.Sees != "" && a.Policy.Rule(rule.Sees).Relations == 0 {
				t.Errorf("%s needs %s, which no relation gives", action, rule.Sees)
			}
		}
	})
}

// In an installation for real use nobody may become somebody else by a click.
func TestTheDemoIsNotInServe(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *App) {
		for _, r := range a.Mux.Routes() {
			if strings.Contains(r.Path, "demo") {
				t.Errorf("%s is served", r.Pattern())
			}
		}
		if a.Demo != nil {
			t.Error("the demo is there")
		}
	})
}
