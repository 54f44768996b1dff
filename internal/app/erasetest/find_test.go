package erasetest

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hearth/internal/platform/store"
)

// places maps where a word was found to the names of the words.
type places map[string][]string

func (p places) String() string {
	var lines []string
	for _, at := range slices.Sorted(maps.Keys(p)) {
		slices.Sort(p[at])
		lines = append(lines, at+": "+strings.Join(slices.Compact(p[at]), ", "))
	}
	return strings.Join(lines, "\n")
}

// look notes which words a text holds: whole, in hexadecimal as PostgreSQL prints bytes, or without their beginning as an index keeps them.
func (p places) look(at string, text []byte, words map[string]string) {
	lower := bytes.ToLower(text)
	for name, w := range words {
		part := w
		if w[0] > '9' { // digits are met by chance
			part = w[4:]
		}
		if bytes.Contains(lower, []byte(part)) || bytes.Contains(lower, []byte(hex.EncodeToString([]byte(w)))) {
			p[at] = append(p[at], name)
		}
	}
}

// find looks for words in every table and every file of the installation, and in the files of PostgreSQL.
func (w *world) find(words map[string]string) places {
	w.T.Helper()
	found := places{}
	w.tables(found, words)
	err := filepath.WalkDir(w.Config.Data, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		found.look("name of "+filepath.Base(filepath.Dir(path)), []byte(filepath.Base(path)), words)
		body, err := os.ReadFile(path)
		found.look("file "+filepath.Base(path), body, words)
		return err
	})
	if err != nil {
		w.T.Fatal(err)
	}
	if w.DB.Dialect() == store.Postgres {
		w.samples(found, words)
		w.relations(found, words)
	}
	return found
}

// tables reads every row of every table, those of the index of words too.
func (w *world) tables(found places, words map[string]string) {
	w.T.Helper()
	query := `SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'search_text'`
	if w.DB.Dialect() == store.Postgres {
		query = `SELECT CAST(c.relname AS text) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relkind = 'r'`
	}
	names, err := store.All[string](w.T.Context(), w.DB, query)
	if err != nil || len(names) < 30 {
		w.T.Fatalf("%d tables, %v", len(names), err)
	}
	for _, name := range names {
		rows, err := w.DB.Query(w.T.Context(), `SELECT * FROM `+name)
		if err != nil {
			w.T.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			w.T.Fatal(err)
		}
		for rows.Next() {
			into := make([]any, len(columns))
			values := make([]any, len(columns))
			for i := range into {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				w.T.Fatalf("%s: %v", name, err)
			}
			for i, v := range values {
				text, ok := v.([]byte)
				if !ok {
					text = []byte(fmt.Sprint(v))
				}
				found.look(name+"."+columns[i], text, words)
			}
		}
		if err := rows.Close(); err != nil {
			w.T.Fatal(err)
		}
	}
}

// samples reads the values that PostgreSQL remembers of each column, to plan by.
func (w *world) samples(found places, words map[string]string) {
	w.T.Helper()
	type column struct{ Tablename, Attname, Kept string }
	all, err := store.All[column](w.T.Context(), w.DB, `SELECT CAST(s.tablename AS text) AS tablename, CAST(s.attname AS text) AS attname, COALESCE(CAST(s.most_common_vals AS text), '') ||
		COALESCE(CAST(s.histogram_bounds AS text), '') || COALESCE(CAST(s.most_common_elems AS text), '') AS kept FROM pg_stats s WHERE s.schemaname = current_schema()`)
	if err != nil || len(all) < 100 {
		w.T.Fatalf("PostgreSQL counted %d columns, %v", len(all), err)
	}
	for _, c := range all {
		found.look("sample of "+c.Tablename+"."+c.Attname, []byte(c.Kept), words)
	}
}

// relations reads the files in which PostgreSQL keeps tables, indexes and what it counted of them, where the test may.
func (w *world) relations(found places, words map[string]string) {
	w.T.Helper()
	ctx := w.T.Context()
	conn, err := w.DB.Writer().Conn(ctx)
	if err != nil {
		w.T.Fatal(err)
	}
	defer conn.Close() //nolint:errcheck // it goes back to the pool
	if _, err := conn.ExecContext(ctx, `CHECKPOINT`); err != nil {
		w.T.Fatal(err)
	}
	var dir string
	if err := conn.QueryRowContext(ctx, `SELECT current_setting('data_directory')`).Scan(&dir); err != nil {
		w.T.Fatal(err)
	}
	paths, err := store.All[string](ctx, w.DB, `SELECT pg_relation_filepath(oid) FROM pg_class WHERE pg_relation_filepath(oid) IS NOT NULL
		AND (oid > 16000 OR oid = CAST('pg_statistic' AS regclass) OR oid = (SELECT c.reltoastrelid FROM pg_class c WHERE c.oid = CAST('pg_statistic' AS regclass)))`)
	if err != nil {
		w.T.Fatal(err)
	}
	read := 0
	for _, path := range paths {
		body, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil {
			continue // somebody else's cluster
		}
		read++
		found.look("PostgreSQL's file", body, words)
	}
	w.T.Logf("%d of %d files of PostgreSQL read", read, len(paths))
}
