package app_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/app"
	"hearth/internal/apptest"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/config"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// nowhere returns a place that holds nothing: a directory that is not there, and for PostgreSQL an empty database.
func nowhere(t *testing.T, dialect store.Dialect) config.Config {
	t.Helper()
	c := config.Config{Place: config.Place{Data: filepath.Join(t.TempDir(), "restored")}, Listen: "127.0.0.1:0"}
	if dialect != store.Postgres {
		return c
	}
	c.Database = dbtest.Address(t, dialect, nil)
	db, err := store.Open(t.Context(), c.Database, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Writer().ExecContext(t.Context(), `DROP TABLE store_schema, store_fact, store_once`)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return c
}

// ask opens a case with an attachment by the API, and returns the subject when it was acknowledged.
func ask(a *apptest.App, c *apptest.Client, subject string) bool {
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	file, err := form.CreateFormFile("files", "note.txt")
	if err == nil {
		_, err = fmt.Fprintf(file, "%s: %s", subject, rand.Text())
	}
	if err := errors.Join(err, form.WriteField("subject", subject), form.WriteField("body", "The hours of last week are missing."), form.Close()); err != nil {
		a.T.Error(err)
		return false
	}
	r := c.Do(http.MethodPost, "/api/v1/cases", form.FormDataContentType(), &b)
	if r.Status != http.StatusCreated {
		a.T.Logf("%s: %d %.300s", subject, r.Status, r.Text)
	}
	return r.Status == http.StatusCreated
}

// busy lets several clients write until stop is called; it returns the subjects acknowledged so far.
func busy(a *apptest.App) (acknowledged func() []string, stop func()) {
	var mu sync.Mutex
	var all []string
	var clients sync.WaitGroup
	ctx, cancel := context.WithCancel(a.T.Context())
	amina := a.API("amina")
	for w := range 4 {
		clients.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				if subject := fmt.Sprintf("Payslip %d-%d", w, i); ask(a, amina, subject) {
					mu.Lock()
					all = append(all, subject)
					mu.Unlock()
				}
			}
		})
	}
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return append([]string(nil), all...)
	}, func() { cancel(); clients.Wait() }
}

func waitFor(t *testing.T, enough func() bool) {
	t.Helper()
	for end := time.Now().Add(60 * time.Second); !enough(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("too little was written in a minute")
		}
	}
}

func reopen(t *testing.T, a *apptest.App, c config.Config) *app.App {
	t.Helper()
	restored, err := app.Open(t.Context(), app.Options{Config: c, Clock: a.Clock, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := restored.Close(); err != nil {
			t.Error(err)
		}
	})
	return restored
}

func TestABackupBesideWritersHoldsWhatWasAcknowledged(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		token, err := a.Auth.IssueToken(t.Context(), apptest.ID("amina"), "script", auth.ScopeAll)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "backup.tar.gz")
		acknowledged, stop := busy(a)
		defer stop()
		waitFor(t, func() bool { return len(acknowledged()) >= 40 })
		before := acknowledged()
		made, err := app.Backup(t.Context(), app.Options{Config: a.Config, Clock: a.Clock}, file)
		if err != nil || len(made.Damaged) > 0 {
			t.Fatal(made.Damaged, err)
		}
		n := len(acknowledged())
		waitFor(t, func() bool { return len(acknowledged()) >= n+8 }) // so that the backup is not all there is
		stop()

		c := nowhere(t, a.DB.Dialect())
		if _, err := app.Restore(t.Context(), app.Options{Config: c, Clock: a.Clock}, file); err != nil {
			t.Fatal(err)
		}
		restored := reopen(t, a, c)
		there := map[string]bool{}
		subjects, err := store.All[string](t.Context(), restored.DB, `SELECT subject FROM desk_case`)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range subjects {
			there[s] = true
		}
		for _, s := range before {
			if !there[s] {
				t.Errorf("%s was acknowledged before the backup and is not in it", s)
			}
		}
		if len(there) >= len(acknowledged()) {
			t.Errorf("the backup holds %d requests of %d: it is not from the middle", len(there), len(acknowledged()))
		}
		t.Logf("%d acknowledged before the backup, %d while it was made, %d in it, %d at the end", len(before), n-len(before), len(there), len(acknowledged()))
		opensEveryAttachment(t, restored, len(there))
		works(t, restored, token)
	})
}

func opensEveryAttachment(t *testing.T, a *app.App, want int) {
	t.Helper()
	type file struct{ ID, SHA256 string }
	all, err := store.All[file](t.Context(), a.DB, `SELECT id, sha256 FROM files_file WHERE blob_id IS NOT NULL`)
	if err != nil || len(all) != want {
		t.Errorf("%d attachments for %d requests: %v", len(all), want, err)
	}
	for _, f := range all {
		r, _, err := a.Files.Open(t.Context(), a.DB, f.ID)
		if err != nil {
			t.Error(err)
			continue
		}
		sum := sha256.New()
		_, err = io.Copy(sum, r)
		if err := errors.Join(err, r.Close()); err != nil || hex.EncodeToString(sum.Sum(nil)) != f.SHA256 {
			t.Errorf("attachment %s has another content: %v", f.ID, err)
		}
	}
}

// works opens a case with a token of before, does what is due, and sees that the record is whole and names the restore.
func works(t *testing.T, a *app.App, token string) {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/api/v1/cases", strings.NewReader(`{"subject":"After","body":"The hours are missing."}`))
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	a.Handler().ServeHTTP(w, r)
	if w.Code != http.StatusCreated {
		t.Errorf("a token of before the backup: %d %s", w.Code, w.Body)
	}
	if err := a.Drain(t.Context()); err != nil {
		t.Error(err)
	}
	verified, err := a.Audit.Verify(t.Context(), a.DB)
	if err != nil || len(verified.Breaks) != 1 || verified.Sealed == 0 {
		t.Errorf("the record after a restore: %+v, %v", verified, err)
	}
}

// dump returns every row of every table as text.
func dump(t *testing.T, db *store.DB) map[string][]string {
	t.Helper()
	list := `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`
	if db.Dialect() == store.Postgres {
		list = `SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`
	}
	names, err := store.All[string](t.Context(), db, list)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for _, name := range names {
		rows, err := db.Query(t.Context(), `SELECT * FROM `+name+` ORDER BY 1, 2`)
		if err != nil {
			if rows, err = db.Query(t.Context(), `SELECT * FROM `+name+` ORDER BY 1`); err != nil { // one column
				t.Fatal(err)
			}
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			values, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				t.Fatal(err)
			}
			all[name] = append(all[name], fmt.Sprint(values...))
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
		all[name] = append(all[name], "") // a table without rows is there too
	}
	return all
}

func TestARestoredInstallationIsTheSameRowByRow(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		amina := a.API("amina")
		for i := range 5 {
			if !ask(a, amina, fmt.Sprintf("Zażółć gęślą \\N \t 税 %d", i)) {
				t.Fatal("not acknowledged")
			}
		}
		a.Visitor().Get("/sign-in")
		a.Drain()
		file := filepath.Join(t.TempDir(), "backup.tar.gz")
		want := dump(t, a.DB)
		made, err := app.Backup(t.Context(), app.Options{Config: a.Config, Clock: a.Clock}, file)
		if err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 || info.Size() != made.Size {
			t.Errorf("the file: %v, %v", info, err)
		}
		c := nowhere(t, a.DB.Dialect())
		if _, err := app.Restore(t.Context(), app.Options{Config: c, Clock: a.Clock}, file); err != nil {
			t.Fatal(err)
		}
		got := dump(t, reopen(t, a, c).DB)
		for name, rows := range want {
			switch {
			case name == "auth_session" || name == "auth_secret":
				if len(got[name]) != 1 {
					t.Errorf("%s: somebody is still signed in", name)
				}
			case name == "river_leader" || name == "store_version_river": // who leads is settled anew; times of migrations
			case strings.Join(got[name], "\n") != strings.Join(rows, "\n"):
				t.Errorf("%s differs:\n%.400s\nwant\n%.400s", name, strings.Join(got[name], "\n"), strings.Join(rows, "\n"))
			}
		}
		if len(want) != len(got) || len(want) < 40 {
			t.Errorf("%d tables, want %d", len(got), len(want))
		}
		mine, err := os.ReadFile(filepath.Join(a.Config.Data, "key"))
		if err != nil {
			t.Fatal(err)
		}
		if theirs, err := os.ReadFile(filepath.Join(c.Data, "key")); err != nil || !bytes.Equal(mine, theirs) {
			t.Errorf("the key differs: %v", err)
		}
	})
}

func TestARestoreRefuses(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		if !ask(a, a.API("amina"), "Payslip") {
			t.Fatal("not acknowledged")
		}
		file := filepath.Join(t.TempDir(), "backup.tar.gz")
		if _, err := app.Backup(t.Context(), app.Options{Config: a.Config, Clock: a.Clock}, file); err != nil {
			t.Fatal(err)
		}
		refused := func(what string, c config.Config, file, sentence string) {
			t.Helper()
			_, err := app.Restore(t.Context(), app.Options{Config: c, Clock: a.Clock}, file)
			if err == nil || !strings.Contains(err.Error(), sentence) {
				t.Errorf("%s: got %v", what, err)
			}
		}
		want := dump(t, a.DB)
		refused("into the installation itself", a.Config, file, "is not empty")
		other := nowhere(t, a.DB.Dialect())
		if other.Database != "" {
			full := other
			full.Database = a.Config.Database
			refused("into a database in use", full, file, "The database is not empty")
		}
		if got := dump(t, a.DB); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Error("a refused restore changed the installation")
		}
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		broken := filepath.Join(t.TempDir(), "broken.tar.gz")
		for i := range 40 { // bytes changed, and ends cut off
			bad := bytes.Clone(body)
			at := 10 + i*(len(bad)-20)/40
			if bad[at] ^= 0x20; i%4 == 0 {
				bad = body[:at]
			}
			if bytes.Equal(unpacked(bad), unpacked(body)) { // a bit that gzip does not use
				continue
			}
			if err := os.WriteFile(broken, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			refused(fmt.Sprintf("damaged at %d of %d", at, len(body)), other, broken, "amaged")
		}
		if left, _ := filepath.Glob(filepath.Join(other.Data, "*")); len(left) > 1 || len(left) == 1 && filepath.Base(left[0]) != "lock" {
			t.Errorf("a refused restore left %v", left)
		}
		if _, err := app.Restore(t.Context(), app.Options{Config: other, Clock: a.Clock}, file); err != nil {
			t.Errorf("after the refusals: %v", err)
		}
	})
}

// unpacked returns what gzip makes of body, or nil.
func unpacked(body []byte) []byte {
	gz, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil
	}
	all, err := io.ReadAll(gz)
	if err != nil {
		return nil
	}
	return all
}

func TestABackupNamesDamagedAttachments(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite) // elsewhere they are rows
	amina := a.API("amina")
	for i := range 3 {
		if !ask(a, amina, fmt.Sprint("Payslip ", i)) {
			t.Fatal("not acknowledged")
		}
	}
	ids, err := store.All[string](t.Context(), a.DB, `SELECT id FROM files_blob ORDER BY id`)
	if err != nil || len(ids) != 3 {
		t.Fatal(ids, err)
	}
	path := func(id string) string { return filepath.Join(a.Config.Data, "files", id[len(id)-2:], id) }
	if err := errors.Join(os.Remove(path(ids[0])), os.WriteFile(path(ids[1]), []byte("other"), 0o600)); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "backup.tar.gz")
	made, err := app.Backup(t.Context(), app.Options{Config: a.Config, Clock: a.Clock}, file)
	if err != nil || fmt.Sprint(made.Damaged) != fmt.Sprint(ids[:2]) || made.Attachments != 2 {
		t.Errorf("got %d attachments, damaged %v, %v; want %v", made.Attachments, made.Damaged, err, ids[:2])
	}
	if _, err := app.Restore(t.Context(), app.Options{Config: nowhere(t, store.SQLite), Clock: a.Clock}, file); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(file), ".*")); len(left) > 0 {
		t.Errorf("the backup left %v behind", left)
	}
}

func TestARestoredDemoIsTheDemo(t *testing.T) {
	t.Parallel()
	c := nowhere(t, store.SQLite)
	if err := config.MarkDemo(c.Data); err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(t.Context(), app.Options{Config: c, Demo: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	file, to := filepath.Join(t.TempDir(), "backup.tar.gz"), nowhere(t, store.SQLite)
	if _, err := app.Backup(t.Context(), app.Options{Config: c}, file); err != nil {
		t.Fatal(err)
	}
	if _, err := app.Restore(t.Context(), app.Options{Config: to}, file); err != nil || !config.IsDemo(to.Data) {
		t.Errorf("anybody may be anybody in it, and it may be served for real: %v", err)
	}
}

func TestAnInterruptedRestoreIsNotServed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "restoring"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := app.Open(t.Context(), app.Options{Config: config.Config{Place: config.Place{Data: dir}}}); err == nil || !strings.Contains(err.Error(), "interrupted") {
		t.Errorf("got %v", err)
	}
}
