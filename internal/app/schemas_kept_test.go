package app_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/app"
	"hearth/internal/platform/config"
	"hearth/internal/platform/store"
)

// anew are the tables whose rows a migration may take, change or add to, and why. One that ends in a star stands for all that begin so.
var anew = map[string]string{
	"river_leader":    "Who leads now; it is not even kept over a crash.",
	"river_migration": "It says which migrations of River there are.",
	"search_*":        "The index is made anew from its sources, when that is what a migration says.",
	"sqlite_*":        "SQLite's own.",
	"store_schema":    "It says which migrations there are.",
	"store_version_*": "It says which migrations there are.",
}

// renamed are columns that have another name now.
var renamed = map[string]string{"audit_entry.prev": "link"}

// A rewrite is what a migration makes of the values of a column that there was before.
type rewrite struct {
	migration string
	as        func(before string) string
}

// rewrites are all columns in which a migration writes something else, by "table.column".
var rewrites = map[string]rewrite{
	"desk_case.risk_at": {"desk 0003_tally", func(before string) string { // to the whole minute, as cases are counted by it
		if at, err := time.Parse("'"+instant+"'", before); err == nil && !at.Equal(at.Truncate(time.Minute)) {
			return at.Truncate(time.Minute).Add(time.Minute).Format("'" + instant + "'")
		}
		return before
	}},
	"desk_entry.body": {"desk 0013_nameless_calls", func(before string) string { // HR called, and nobody by name
		return strings.Replace(before, `{"person":"`+filledPerson+`"}`, `{"word":"HR"}`, 1)
	}},
}

// made says by "table.column", or "table", of which of its rows a migration that makes it has filled it wrongly from what there was.
var made = map[string]string{
	"callback_window.warn_at":      `FROM callback_window WHERE (state = 'open') <> (warn_at IS NOT NULL) OR warn_at <> from_at`,
	"desk_tally":                   `FROM (SELECT COALESCE(SUM(working + answered + closed), 0) AS n FROM desk_tally) AS t WHERE n <> (SELECT count(*) FROM desk_case)`,
	"desk_tally_risk":              `FROM (SELECT COALESCE(SUM(n), 0) AS n FROM desk_tally_risk) AS t WHERE n <> (SELECT count(*) FROM desk_case WHERE state = 'open' AND risk_at IS NOT NULL)`,
	"escalation_listed":            `FROM escalation_told o WHERE what = '100' AND told_person IS NOT NULL AND NOT EXISTS (SELECT 1 FROM escalation_listed l WHERE l.about_id = o.about_id AND l.person_id = o.told_person)`,
	"promise_calendar_version":     `FROM promise_calendar c WHERE NOT EXISTS (SELECT 1 FROM promise_calendar_version v WHERE v.calendar_id = c.id AND v.version = 1 AND v.body = c.body)`,
	"promise_promise.agreed_at":    `FROM promise_promise WHERE (replaces <> '') <> (agreed_at IS NOT NULL) OR agreed_at <> due_at`,
	"promise_promise.next_at":      `FROM promise_promise WHERE (state IN ('running', 'paused')) <> (next_at IS NOT NULL) OR next_at <> started_at`,
	"promise_promise.site":         `FROM promise_promise p JOIN desk_case c ON c.id = p.owner_id WHERE p.state IN ('running', 'paused') AND p.site <> c.site`,
	"promise_promise.team":         `FROM promise_promise p JOIN desk_step s ON s.id = p.owner_id WHERE p.state IN ('running', 'paused') AND p.team <> s.team_id`,
	"rating_rating.given_at":       `FROM rating_rating WHERE given_at IS NULL OR given_at <> at`,
	"webhook_delivery.given_up_at": `FROM webhook_delivery WHERE (state = 'failed') <> (given_up_at IS NOT NULL) OR given_up_at <> last_at`,
}

// carried is how much was carried from one schema into another.
type carried struct{ schemas, tables, rows, rewritten, made int }

func (c carried) with(o carried) carried {
	return carried{c.schemas + o.schemas, c.tables + o.tables, c.rows + o.rows, c.rewritten + o.rewritten, c.made + o.made}
}

// carry migrates a filled installation of a schema and looks whether every row is still there.
func carry(t *testing.T, name string, c config.Config) (all carried) {
	t.Helper()
	db, err := store.Open(t.Context(), addressOf(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // of a test
	k := &keeper{t: t, name: name, db: db, before: columnsOf(t, db)}
	then := k.rows(k.before)
	k.filled(then)
	migrations, err := app.Migrations()
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Migrate(t.Context(), migrations...); err != nil {
		t.Fatal(err)
	}
	k.after = columnsOf(t, db)
	k.compare(then)
	k.filledFromBefore()
	k.sound()
	k.carried.schemas = 1
	return k.carried
}

func addressOf(c config.Config) string {
	if c.Database != "" {
		return c.Database
	}
	return filepath.Join(c.Data, "hearth.db")
}

type keeper struct {
	t             *testing.T
	name          string
	db            *store.DB
	before, after map[string][]storedColumn
	carried
}

// filled fails the test where a table has fewer than two rows, or a column nothing in any of them, and nobody says why.
func (k *keeper) filled(then map[string][][]string) {
	k.t.Helper()
	for table, columns := range k.before {
		if len(then[table]) < 2 && unfilled(table) == "" {
			k.t.Errorf("%s has %d rows before the migrations", table, len(then[table]))
		}
		for i, c := range columns {
			empty := !slices.ContainsFunc(then[table], func(row []string) bool { return row[i] != "NULL" })
			if _, said := byHand[table+"."+c.Name]; empty && !said && unfilled(table) == "" {
				k.t.Errorf("%s.%s has nothing in any row before the migrations", table, c.Name)
			}
		}
	}
}

// compare fails the test where a row is lost, changed or added that a migration does not say.
func (k *keeper) compare(then map[string][][]string) {
	k.t.Helper()
	left := map[string][]storedColumn{}
	for table, columns := range k.before {
		if matching(anew, table) != "" {
			continue
		}
		for _, c := range columns {
			if to, ok := renamed[table+"."+c.Name]; ok && k.column(k.before, table, to) == nil {
				c.Name = to
			}
			now := k.column(k.after, table, c.Name)
			if now == nil {
				k.t.Errorf("%s.%s is not there after the migrations, with what was in it.", table, c.Name)
				continue
			}
			left[table] = append(left[table], *now)
		}
	}
	now := k.rows(left)
	for table, columns := range left {
		if len(columns) == len(k.before[table]) {
			k.same(table, then[table], now[table])
		}
	}
}

func (k *keeper) column(of map[string][]storedColumn, table, name string) *storedColumn {
	i := slices.IndexFunc(of[table], func(c storedColumn) bool { return c.Name == name })
	if i < 0 {
		return nil
	}
	return &of[table][i]
}

func (k *keeper) same(table string, then, now [][]string) {
	k.t.Helper()
	missing := map[string]int{}
	for _, row := range then {
		missing[strings.Join(k.rewritten(table, row), ", ")]++
	}
	var added []string
	for _, row := range now {
		line := strings.Join(row, ", ")
		if missing[line]--; missing[line] < 0 {
			added = append(added, line)
		}
	}
	for line, n := range missing {
		if n > 0 {
			k.t.Errorf("%s: lost or changed by the migrations: %s", table, line)
		}
	}
	for _, line := range added {
		k.t.Errorf("%s: only there after the migrations: %s", table, line)
	}
	k.carried.tables++
	k.carried.rows += len(then)
}

// rewritten is a row as the migrations are to leave it.
func (k *keeper) rewritten(table string, row []string) []string {
	row = slices.Clone(row)
	for i, c := range k.before[table] {
		r, ok := rewrites[table+"."+c.Name]
		if ok && !slices.ContainsFunc(migrationsOf(k.t, k.name), func(line string) bool { return strings.HasPrefix(line, r.migration) }) {
			if as := r.as(row[i]); as != row[i] {
				row[i] = as
				k.carried.rewritten++
			}
		}
	}
	return row
}

// filledFromBefore fails the test where what a migration made is not filled from what there was.
func (k *keeper) filledFromBefore() {
	k.t.Helper()
	for what, wrong := range made {
		table, column, _ := strings.Cut(what, ".")
		if column != "" && k.before[table] == nil { // the table is new, and empty
			continue
		}
		if column == "" && k.before[table] != nil || column != "" && k.column(k.before, table, column) != nil {
			continue
		}
		k.carried.made++
		if n, err := store.One[int](k.t.Context(), k.db, `SELECT count(*) `+wrong); err != nil || n != 0 {
			k.t.Errorf("%s is not filled from what there was: %d, %v", what, n, err)
		}
	}
}

// sound fails the test where the database is not sound in itself. PostgreSQL keeps its references with each statement.
func (k *keeper) sound() {
	k.t.Helper()
	if k.db.Dialect() != store.SQLite {
		return
	}
	if n, err := store.One[int](k.t.Context(), k.db, `SELECT count(*) FROM pragma_foreign_key_check`); err != nil || n != 0 {
		k.t.Errorf("%d references lead nowhere, %v", n, err)
	}
	if said, err := store.One[string](k.t.Context(), k.db, `SELECT group_concat(integrity_check, '; ') FROM pragma_integrity_check`); err != nil || said != "ok" {
		k.t.Errorf("the integrity check says %s, %v", said, err)
	}
}

// A storedColumn is a column as a database has it.
type storedColumn struct{ Table, Name, Kind string }

// columnsOf returns the columns of all tables of a database, in the order of their names.
func columnsOf(t *testing.T, db *store.DB) map[string][]storedColumn {
	t.Helper()
	query := `SELECT m.name AS "table", p.name, p.type AS kind FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY m.name, p.name`
	if db.Dialect() == store.Postgres {
		query = `SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, NULL) AS kind FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
			WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attname`
	}
	all, err := store.All[storedColumn](t.Context(), db, query)
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string][]storedColumn{}
	for _, c := range all {
		tables[c.Table] = append(tables[c.Table], c)
	}
	return tables
}

// rows returns the values in columns of tables, as literals, by one statement.
func (k *keeper) rows(tables map[string][]storedColumn) map[string][][]string {
	k.t.Helper()
	var parts []string
	for table, columns := range tables {
		var values []string
		for _, c := range columns {
			values = append(values, k.quoted(c))
		}
		parts = append(parts, `SELECT '`+table+`' AS "table", `+strings.Join(values, ` || '§' || `)+` AS line FROM "`+table+`"`)
	}
	type row struct{ Table, Line string }
	all, err := store.All[row](k.t.Context(), k.db, strings.Join(parts, ` UNION ALL `))
	if err != nil {
		k.t.Fatal(err)
	}
	out := map[string][][]string{}
	for _, r := range all {
		values := strings.Split(r.Line, "§")
		if len(values) != len(tables[r.Table]) {
			k.t.Fatalf("%s has %d values in %d columns", r.Table, len(values), len(tables[r.Table]))
		}
		out[r.Table] = append(out[r.Table], values)
	}
	return out
}

func (k *keeper) quoted(c storedColumn) string {
	switch name := `"` + c.Name + `"`; {
	case k.db.Dialect() == store.SQLite:
		return `quote(` + name + `)`
	case c.Kind == "timestamp with time zone":
		return `quote_nullable(to_char(` + name + ` AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))`
	default:
		return `quote_nullable(` + name + `::text)`
	}
}
