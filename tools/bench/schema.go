package main

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var uuids = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`)

// table is a table as the database describes it.
type table struct {
	name    string
	columns []string
	key     []string   // the primary key's columns
	unique  [][]string // the columns of each unique index, the primary key included
	parents []string   // the tables that its rows refer to
	words   bool       // a full-text index of SQLite, read word by word
}

func (t table) query() string {
	if !t.words {
		return "SELECT " + strings.Join(quoted(t.columns), ", ") + " FROM " + t.name
	}
	return "SELECT doc, col, term FROM temp." + t.name + "_words ORDER BY doc, col, \"offset\""
}

// quoted writes names so that none is taken for a word of the language.
func quoted(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = `"` + n + `"`
	}
	return out
}

func (t table) column(name string) int { return slices.Index(t.columns, name) }

// keyOf is what finds the row that r is, whatever else it holds.
func (t table) keyOf(r record) string {
	if len(t.key) == 0 {
		return t.name + fmt.Sprintf("%#v", r.values)
	}
	var key []any
	for _, c := range t.key {
		key = append(key, r.values[t.column(c)])
	}
	return t.name + fmt.Sprintf("%#v", key)
}

// together makes one row of all words of a text: its rowid, then the words of each column.
func together(t table, words [][]any) (out [][]any) {
	for _, w := range words {
		last := len(out) - 1
		if last < 0 || out[last][0] != w[0] {
			row := make([]any, len(t.columns))
			row[0] = w[0]
			for i := range row[1:] {
				row[i+1] = ""
			}
			out, last = append(out, row), last+1
		}
		i := max(1, t.column(fmt.Sprint(w[1])))
		out[last][i] = strings.TrimSpace(fmt.Sprint(out[last][i], " ", w[2]))
	}
	return out
}

// schema reads which tables there are. What SQLite keeps for itself and for its full-text indexes is left out.
func schema(ctx context.Context, db *sql.DB, where string) (map[string]table, error) {
	if where == post {
		return schemaOfPost(ctx, db)
	}
	found, err := texts(ctx, db, `SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite~_%' ESCAPE '~'`)
	if err != nil {
		return nil, err
	}
	all := map[string]table{}
	for _, f := range found {
		t := table{name: f[0], words: f[1] == "virtual"}
		columns, err := texts(ctx, db, `SELECT name, CAST(pk AS text) FROM pragma_table_info(?) ORDER BY cid`, t.name)
		if err != nil {
			return nil, err
		}
		if t.words {
			t.columns, t.key, t.unique = []string{"rowid"}, []string{"rowid"}, [][]string{{"rowid"}}
			if _, err := db.ExecContext(ctx, `CREATE VIRTUAL TABLE IF NOT EXISTS temp.`+t.name+`_words USING fts5vocab('main', '`+t.name+`', 'instance')`); err != nil {
				return nil, fmt.Errorf("read the words of %s: %w", t.name, err)
			}
		}
		for _, c := range columns {
			t.columns = append(t.columns, c[0])
			if c[1] != "0" {
				t.key = append(t.key, c[0])
			}
		}
		if err := t.indexesOfLite(ctx, db); err != nil {
			return nil, err
		}
		all[t.name] = t
	}
	return all, nil
}

func (t *table) indexesOfLite(ctx context.Context, db *sql.DB) error {
	indexes, err := texts(ctx, db, `SELECT l.name, group_concat(i.name, ' ') FROM pragma_index_list(?) l, pragma_index_info(l.name) i WHERE l."unique" = 1 GROUP BY l.name`, t.name)
	if err != nil {
		return err
	}
	if len(t.key) > 0 && !t.words {
		t.unique = append(t.unique, t.key)
	}
	for _, i := range indexes {
		t.unique = append(t.unique, strings.Fields(i[1]))
	}
	parents, err := texts(ctx, db, `SELECT DISTINCT "table" FROM pragma_foreign_key_list(?)`, t.name)
	for _, p := range parents {
		t.parents = append(t.parents, p[0])
	}
	return err
}

func schemaOfPost(ctx context.Context, db *sql.DB) (map[string]table, error) {
	found, err := texts(ctx, db, `SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = current_schema()
		AND is_generated = 'NEVER' AND table_name IN (SELECT tablename FROM pg_tables WHERE schemaname = current_schema()) ORDER BY table_name, ordinal_position`)
	if err != nil {
		return nil, err
	}
	all := map[string]table{}
	for _, f := range found {
		t := all[f[0]]
		t.name, t.columns = f[0], append(t.columns, f[1])
		all[f[0]] = t
	}
	indexes, err := texts(ctx, db, `SELECT c.relname::text, i.indisprimary::text, string_agg(a.attname::text, ' ') FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey) WHERE i.indisunique AND c.relnamespace = current_schema()::regnamespace
		GROUP BY c.relname, i.indexrelid, i.indisprimary`)
	if err != nil {
		return nil, err
	}
	for _, f := range indexes {
		t := all[f[0]]
		t.unique = append(t.unique, strings.Fields(f[2]))
		if f[1] == "true" {
			t.key = strings.Fields(f[2])
		}
		all[f[0]] = t
	}
	parents, err := texts(ctx, db, `SELECT a.relname::text, b.relname::text FROM pg_constraint k JOIN pg_class a ON a.oid = k.conrelid JOIN pg_class b ON b.oid = k.confrelid
		WHERE k.contype = 'f' AND a.relnamespace = current_schema()::regnamespace`)
	for _, f := range parents {
		t := all[f[0]]
		t.parents = append(t.parents, f[1])
		all[f[0]] = t
	}
	return all, err
}

// texts returns the rows of a query whose columns are all texts.
func texts(ctx context.Context, db *sql.DB, query string, args ...any) (out [][]string, err error) {
	all, err := read(ctx, db, query, args...)
	for _, values := range all {
		row := make([]string, len(values))
		for i, v := range values {
			row[i] = fmt.Sprint(v)
		}
		out = append(out, row)
	}
	return out, err
}
