package app_test

import (
	"database/sql"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"hearth/internal/app"
	"hearth/internal/apptest"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/config"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// rewritten are migrations that were changed after they were committed, before anybody could install them. There are no others, and there will be none.
var rewritten = []string{"audit 0002_sealed.sql 7961500f4d80a994"}

// committed are the names of all installations. A name is added with its installation and never taken away: each is a state in which this repository's main line could be installed. (Some that were
// made on a branch, and became none of it when two branches met, were replaced by one of both: 0011-policy, 0012-policy, 0016-exception, 0018-letters, 0020-basis, 0020-fairness, 0021-callback and
// 0021-satisfaction. What was called 0013 is 0011.)
var committed = []string{"0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0014-calculation", "0015-heard", "0019-explained", "0020-audited", "0020-causes", "0021-engine",
	"0024-promised", "0025-desk", "0026-desk-automated", "0027-desk-together", "0028-gathered", "0029-draft-notes", "0030-held-macros", "0031-what-is-owed", "0032-kept-apart", "0033-hours-of-teams", "0034-given-up", "0035-legal", "0036-prolong"}

func schemaNames(t *testing.T) []string {
	t.Helper()
	all, err := os.ReadDir(schemas)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range all {
		names = append(names, e.Name())
	}
	return names
}

func migrationsOf(t *testing.T, name string) []string {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(schemas, name, "migrations.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(body)), "\n")
}

// Every committed schema has an installation to migrate from, and no committed migration is ever changed.
func TestEveryCommittedSchemaIsKept(t *testing.T) {
	today := schemaOfRelease(t)
	known := false
	if names := schemaNames(t); !slices.Equal(names, committed) {
		t.Errorf("The installations in %s are %q, and those that were committed %q. Add a new one to the list; put back one that is missing.", schemas, names, committed)
	}
	for _, name := range schemaNames(t) {
		then := migrationsOf(t, name)
		known = known || slices.Equal(then, today)
		for _, line := range then {
			if !slices.Contains(today, line) && !slices.Contains(rewritten, line) {
				t.Errorf("Schema %s was committed with the migration %s, which is not there or another now. Add a new migration instead.", name, line)
			}
		}
	}
	if !known {
		t.Errorf("There is no installation of today's schema in %s. Make one in the commit that adds the migration: HEARTH_SCHEMA=NAME go test ./internal/app -run TestMakeSchema", schemas)
	}
}

// An installation of each committed schema, with rows in every table, is migrated by this release: every row is still there. Then it is opened: what was in it is read, found and verified, and it takes more.
func TestEveryCommittedSchemaMigratesWithItsData(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	sums := map[store.Dialect]carried{}
	for _, name := range schemaNames(t) {
		for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
			t.Run(name+"/"+string(dialect), func(t *testing.T) {
				t.Parallel()
				c := install(t, name, dialect)
				fillerOf(t, name, dialect).fill(addressOf(c))
				all := carry(t, name, c)
				goesOn(t, c)
				mu.Lock()
				defer mu.Unlock()
				sums[dialect] = sums[dialect].with(all)
			})
		}
	}
	t.Cleanup(func() { // when all are done
		for dialect, sum := range sums {
			if sum.schemas < len(committed) { // some were left out by -run, or failed
				continue
			}
			t.Logf("shown: %s: %d schemas, %d tables, %d rows carried; %d values rewritten as a migration says, %d times what is new filled from what there was", dialect, sum.schemas, sum.tables, sum.rows, sum.rewritten, sum.made)
			if sum.tables < 2900 || sum.rows < 9500 || sum.rewritten < 40 || sum.made < 160 {
				t.Errorf("%s: too little was carried", dialect)
			}
		}
	})
}

// install puts an installation of a schema where it can be opened.
func install(t *testing.T, name string, dialect store.Dialect) config.Config {
	t.Helper()
	c := config.Config{Place: config.Place{Data: filepath.Join(t.TempDir(), "data")}, Listen: "127.0.0.1:0", PublicURL: "http://hearth.example", OrgName: "Ferrow & Lund"}
	if err := os.CopyFS(c.Data, os.DirFS(filepath.Join(schemas, name, string(dialect)))); err != nil {
		t.Fatal(err)
	}
	dump, err := os.ReadFile(filepath.Join(schemas, name, string(dialect)+".sql"))
	if err != nil {
		t.Fatal(err)
	}
	if dialect == store.SQLite {
		fillFrom(t, filepath.Join(c.Data, "hearth.db"), string(dump))
		return c
	}
	c.Database = dbtest.Address(t, dialect, nil)
	db, err := sql.Open("pgx", c.Database)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(t.Context(), `DROP TABLE store_schema, store_fact, store_once`)
	_ = db.Close() // of a test
	if err != nil {
		t.Fatal(err)
	}
	fillFrom(t, c.Database, string(dump))
	return c
}

// goesOn opens an installation and looks whether everything of lived is there.
func goesOn(t *testing.T, c config.Config) {
	t.Helper()
	a, err := app.Open(t.Context(), app.Options{Config: c, Clock: clock.Fake(dbtest.Noon), Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(a.Handler())
	t.Cleanup(func() {
		a.Live.Close()
		server.Close()
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := a.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	readsAs := func(personID, path, body string, status int, texts ...string) string {
		t.Helper()
		token, err := a.Auth.IssueToken(t.Context(), personID, "test", auth.ScopeAll)
		if err != nil {
			t.Fatal(err)
		}
		return bearer(t, token, server.URL+path, body, status, texts...)
	}
	reads := func(key, path, body string, status int, texts ...string) string {
		t.Helper()
		return readsAs(apptest.ID(key), path, body, status, texts...)
	}
	numbers, err := store.All[int](t.Context(), a.DB, `SELECT number FROM desk_case ORDER BY opened_at, id`)
	if err != nil || len(numbers) != 3+3 {
		t.Fatalf("%d cases, %v", len(numbers), err)
	}
	list := reads("amina", "/api/v1/cases", "", 200, "Payslip of October", "Warehouse lamps", "Something unfair")
	number := between(t, list, `"number":"`, `"`, "Payslip of October")
	whole := reads("theo", "/api/v1/cases/"+number, "", 200, "night hours are missing", "sheet of hours", "Asked the foreman", "It was paid today", "hours.txt")
	reads("amina", "/api/v1/cases/"+number+"/files/"+between(t, whole, `"files":[{"id":"`, `"`, "hours.txt"), "", 200, "Night of the 12th: 8 hours")
	reads("amina", "/api/v1/search?q=foreman", "", 200)
	reads("amina", "/api/v1/search?q=shelves", "", 200, "Warehouse lamps")
	reads("theo", "/api/v1/search?q=october", "", 200, "Payslip of October")
	rated, err := store.One[string](t.Context(), a.DB, `SELECT comment FROM rating_rating`)
	if err != nil || rated != "Quick." {
		t.Errorf("rating %q, %v", rated, err)
	}
	reads("amina", "/api/v1/cases", `{"subject":"After the change","body":"It goes on.","service":"pay"}`, 201, "After the change")
	reads("theo", "/api/v1/search?q=goes", "", 200, "After the change")
	readsAs(filledPerson, "/api/v1/cases/HR-9001", "", 200, "Where is my badge?", "called on 3 November")
	for _, found := range app.Doctor(t.Context(), c, clock.Fake(dbtest.Noon)) {
		if strings.Contains(found.Text, "could not be checked") || strings.Contains(found.Text, "cannot be") {
			t.Errorf("doctor: %s", found.Text)
		}
	}
	if found, err := a.Audit.Verify(t.Context(), a.DB); err != nil || found.Sealed+found.Unsealed < 6 {
		t.Errorf("the record: %+v, %v", found, err)
	}
}

// bearer sends a request as the bearer of a token, a POST when there is a body, and returns the answer, which must have the texts.
func bearer(t *testing.T, token, address, body string, status int, texts ...string) string {
	t.Helper()
	method := http.MethodGet
	if body != "" {
		method = http.MethodPost
	}
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // only read
	all, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != status {
		t.Fatalf("%s: %d %.300s %v", address, answer.StatusCode, all, err)
	}
	for _, text := range texts {
		if !strings.Contains(string(all), text) {
			t.Errorf("%s: no %q in %.2000s", address, text, all)
		}
	}
	return string(all)
}

// between returns what stands between the last begin before mark and the end after it.
func between(t *testing.T, text, begin, end, mark string) string {
	t.Helper()
	before, _, found := strings.Cut(text, mark)
	i := strings.LastIndex(before, begin)
	if !found || i < 0 {
		t.Fatalf("no %q in %.500s", mark, text)
	}
	value, _, _ := strings.Cut(before[i+len(begin):], end)
	return value
}
