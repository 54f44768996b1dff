package app_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime/multipart"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearth/internal/app"
	"hearth/internal/apptest"
	"hearth/internal/platform/store"
)

// schemas is where an installation of each committed schema lies, with data: DIALECT.sql, and in DIALECT/ the data directory beside it.
const schemas = "testdata/schemas"

// schemaOfRelease lists the files of every module's migrations with the beginnings of their digests, one a line.
func schemaOfRelease(t *testing.T) []string {
	t.Helper()
	all, err := app.Migrations()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, m := range all {
		names, err := fs.Glob(m.Files, "migrations/*.sql")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			body, err := fs.ReadFile(m.Files, name)
			if err != nil {
				t.Fatal(err)
			}
			sum := sha256.Sum256(body)
			lines = append(lines, fmt.Sprintf("%s %s %s", m.Module, filepath.Base(name), hex.EncodeToString(sum[:])[:16]))
		}
	}
	slices.Sort(lines)
	return lines
}

// TestMakeSchema writes an installation of the schema of today, when HEARTH_SCHEMA names it. Do that in each commit that adds a migration, and add the name to committed:
//
//	HEARTH_SCHEMA=0007 go test ./internal/app -run TestMakeSchema
func TestMakeSchema(t *testing.T) {
	name := os.Getenv("HEARTH_SCHEMA")
	if name == "" {
		return
	}
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		a := apptest.New(t, dialect)
		lived(t, a)
		dir := filepath.Join(schemas, name)
		data := filepath.Join(dir, string(dialect))
		if err := os.CopyFS(data, os.DirFS(a.Config.Data)); err != nil {
			t.Fatal(err)
		}
		for _, extra := range []string{"hearth.db", "hearth.db-wal", "hearth.db-shm"} {
			if err := os.RemoveAll(filepath.Join(data, extra)); err != nil {
				t.Fatal(err)
			}
		}
		dump := dumpSQLite
		if dialect == store.Postgres {
			dump = dumpPostgres
		}
		put(t, filepath.Join(dir, string(dialect)+".sql"), dump(t, a))
		put(t, filepath.Join(dir, "migrations.txt"), strings.Join(schemaOfRelease(t), "\n")+"\n")
	}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// lived lets a little happen: a case with an attachment, a note of HR, an answer, a rating, and a restricted case that is opened.
func lived(t *testing.T, a *apptest.App) {
	t.Helper()
	amina, theo, marta := a.API("amina"), a.API("theo"), a.API("marta")
	type numbered struct{ Number string }
	c := apptest.Decode[numbered](t, amina.Post("/api/v1/cases", map[string]any{"subject": "Payslip of October", "body": "The night hours are missing on it.", "service": "pay"}), 201)
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	_ = w.WriteField("body", "Here is the sheet of hours.") // into memory
	part, _ := w.CreateFormFile("files", "hours.txt")       // as above
	_, _ = part.Write([]byte("Night of the 12th: 8 hours\n"))
	_ = w.Close() // as above
	amina.Do("POST", "/api/v1/cases/"+c.Number+"/messages", w.FormDataContentType(), &form).Is(201)
	theo.Post("/api/v1/cases/"+c.Number+"/messages", map[string]any{"body": "Asked the foreman.", "internal": true}).Is(201)
	a.Drain()
	theo.Post("/api/v1/cases/"+c.Number+"/close", map[string]any{"answer": "It was paid today.", "outcome": "answered", "cause": "pay-error"}).Is(200)
	amina.Post("/api/v1/cases/"+c.Number+"/rating", map[string]any{"satisfaction": 5, "effort": 4, "again": "yes", "text": "Quick."}).Is(201)
	amina.Post("/api/v1/cases", map[string]any{"subject": "Warehouse lamps", "body": "It is too dark between the shelves.", "service": "hours"}).Is(201)
	hidden := apptest.Decode[numbered](t, amina.Post("/api/v1/cases", map[string]any{"subject": "Something unfair", "body": "Only some may read this.", "service": "fairness",
		"named": []string{apptest.Email("marta")}}), 201)
	marta.Get("/api/v1/cases/" + hidden.Number).Is(200)
	a.Drain()
}

// dumpSQLite writes the schema and all rows as statements. A virtual table is made, and then its own tables are filled.
func dumpSQLite(t *testing.T, a *apptest.App) string {
	t.Helper()
	type object struct{ Type, Name, SQL string }
	all, err := store.All[object](t.Context(), a.DB, `SELECT type, name, COALESCE(sql, '') AS sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY
		CASE WHEN sql LIKE 'CREATE VIRTUAL%' THEN 0 WHEN type = 'table' THEN 1 ELSE 2 END, name`)
	if err != nil {
		t.Fatal(err)
	}
	var virtual, tables []string
	var made, rows, rest strings.Builder
	for _, o := range all {
		own := slices.ContainsFunc(virtual, func(v string) bool { return strings.HasPrefix(o.Name, v+"_") })
		switch {
		case strings.HasPrefix(o.SQL, "CREATE VIRTUAL"):
			virtual = append(virtual, o.Name)
			made.WriteString(o.SQL + ";\n")
		case o.Type == "table":
			if !own && o.Name != "sqlite_sequence" {
				made.WriteString(o.SQL + ";\n")
			}
			tables = append(tables, o.Name)
		default:
			rest.WriteString(o.SQL + ";\n")
		}
	}
	for _, name := range tables {
		rows.WriteString("DELETE FROM " + name + ";\n")
		for _, line := range rowsOf(t, a, name) {
			rows.WriteString("INSERT INTO " + name + " VALUES (" + line + ");\n")
		}
	}
	return made.String() + rows.String() + rest.String()
}

// rowsOf returns the rows of a table as lists of literals.
func rowsOf(t *testing.T, a *apptest.App, table string) []string {
	t.Helper()
	columns, err := store.All[string](t.Context(), a.DB, `SELECT name FROM pragma_table_info('`+table+`') ORDER BY cid`)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range columns {
		columns[i] = `quote("` + c + `")`
	}
	all, err := store.All[string](t.Context(), a.DB, `SELECT `+strings.Join(columns, ` || ', ' || `)+` FROM `+table+` ORDER BY rowid`)
	if err != nil { // it has no rowid
		all, err = store.All[string](t.Context(), a.DB, `SELECT `+strings.Join(columns, ` || ', ' || `)+` FROM `+table)
	}
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// dumpPostgres writes the schema and all rows as pg_dump does, without what belongs to psql.
func dumpPostgres(t *testing.T, a *apptest.App) string {
	t.Helper()
	tool := "pg_dump"
	if found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/pg_dump"); len(found) > 0 { // the pattern is well formed
		tool = found[len(found)-1]
	}
	c := exec.Command(tool, "--inserts", "--no-owner", "--no-privileges", a.Config.Database)
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	var kept strings.Builder
	for line := range strings.Lines(string(out)) {
		if !strings.HasPrefix(line, `\`) && !strings.HasPrefix(line, "--") && line != "\n" && !strings.HasPrefix(line, "SET ") && !strings.Contains(line, "'search_path'") {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// fillFrom makes the database of a dump.
func fillFrom(t *testing.T, address, dump string) {
	t.Helper()
	db, err := store.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // of a test
	if db.Dialect() == store.SQLite {
		dump = "PRAGMA foreign_keys = 0; BEGIN;\n" + dump + "COMMIT; PRAGMA foreign_keys = 1;"
	}
	if _, err := db.Writer().ExecContext(t.Context(), dump); err != nil {
		t.Fatal(err)
	}
}
