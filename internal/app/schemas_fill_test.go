package app_test

import (
	"database/sql"
	"fmt"
	"hash/crc32"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/store"
)

// nothing is the value of a column that stays empty.
const nothing = "\x00"

// instant is how instants are written.
const instant = "2006-01-02T15:04:05.000000Z"

// A filler puts two rows more into each table of a committed schema, with something in every column, so that nothing can be lost unseen. What it puts there is told by the names, types, references and
// CHECKs of the columns, and by hand in schemas_values_test.go.
type filler struct {
	t       *testing.T
	dialect store.Dialect
	tables  []drawnTable
}

// fillerOf makes the filler of a committed schema.
func fillerOf(t *testing.T, name string, dialect store.Dialect) *filler {
	t.Helper()
	f := &filler{t: t, dialect: dialect, tables: drawn(t, name)}
	for i := range f.tables {
		f.tables[i].columns = slices.DeleteFunc(f.tables[i].columns, func(c drawnColumn) bool { return c.kind == "tsvector" && dialect == store.SQLite })
	}
	return f
}

// fill puts the rows into the database at address.
func (f *filler) fill(address string) {
	f.t.Helper()
	db, err := store.Open(f.t.Context(), address, nil)
	if err != nil {
		f.t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // of a test
	f.agrees(db)
	tx, err := db.Writer().BeginTx(f.t.Context(), nil)
	if err != nil {
		f.t.Fatal(err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is none
	for _, d := range f.tables {
		if unfilled(d.name) == "" {
			f.insert(tx, d)
		}
	}
	if err := tx.Commit(); err != nil {
		f.t.Fatalf("The rows cannot be filled in: %v", err)
	}
}

// agrees fails the test where the tables of a database are not those that were drawn.
func (f *filler) agrees(db *store.DB) {
	f.t.Helper()
	there := columnsOf(f.t, db)
	for _, d := range f.tables {
		var want, got []string
		for _, c := range d.columns {
			want = append(want, c.name)
		}
		for _, c := range there[d.name] {
			got = append(got, c.Name)
		}
		slices.Sort(want)
		slices.Sort(got)
		if unfilled(d.name) == "" && !slices.Equal(want, got) {
			f.t.Errorf("%s has the columns %q in %s, and %q where it was drawn", d.name, got, f.dialect, want)
		}
		delete(there, d.name)
	}
	for name := range there {
		if unfilled(name) == "" {
			f.t.Errorf("The table %s is in %s alone, and nobody says why it stays as it is.", name, f.dialect)
		}
	}
}

func (f *filler) insert(tx *sql.Tx, d drawnTable) {
	f.t.Helper()
	var names []string
	rows := make([][]string, 2)
	if d.name == "desk_case" { // a case can be part of another, and belong to a third
		rows = make([][]string, 3)
	}
	for i, c := range d.columns {
		if c.counted {
			continue
		}
		names = append(names, `"`+c.name+`"`)
		for r := range rows {
			value := f.value(d, i, min(r, 1))
			if r > 1 && d.name+"."+c.name == "desk_case.number" {
				value = "9003"
			} else if r > 1 && c.name == "id" {
				value = f.byKind(d, i, r)
			}
			rows[r] = append(rows[r], f.literal(d.name, c, value))
		}
	}
	for _, row := range rows {
		if _, err := tx.ExecContext(f.t.Context(), `INSERT INTO `+d.name+` (`+strings.Join(names, ", ")+`) VALUES (`+strings.Join(row, ", ")+`)`); err != nil {
			f.t.Fatalf("The table %s cannot be filled: %v\n%s\n%s\nSay in schemas_values_test.go what its columns hold, or why it stays as it is.", d.name, err, strings.Join(names, ", "), strings.Join(row, ", "))
		}
	}
}

// value is what row r has in the column i of a table, as text.
func (f *filler) value(d drawnTable, i, r int) string {
	f.t.Helper()
	c := d.columns[i]
	if v, ok := byHand[d.name+"."+c.name]; ok {
		return v[r]
	}
	if c.table == d.name { // such as the unit above: the first row is the one above
		if r == 0 && c.null {
			return nothing
		}
		return f.other(c.table, c.of, 0)
	}
	if c.table != "" {
		return f.other(c.table, c.of, r)
	}
	if among := slices.DeleteFunc(slices.Clone(c.among), func(v string) bool { return v == "" }); len(among) > 0 {
		return among[min(r, len(among)-1)]
	}
	if v, ok := byName[c.name]; ok {
		return v[r]
	}
	if table := refersTo(c.name); table != "" && c.kind == "text" {
		return f.other(table, "id", r)
	}
	return f.byKind(d, i, r)
}

// other is what row r has in a column of another table.
func (f *filler) other(table, column string, r int) string {
	f.t.Helper()
	for _, d := range f.tables {
		for i, c := range d.columns {
			if d.name == table && c.name == column {
				return f.value(d, i, r)
			}
		}
	}
	f.t.Fatalf("nothing refers to %s.%s, which is not there yet", table, column)
	return ""
}

// byKind is something believable in a column of which only the type says what it holds.
func (f *filler) byKind(d drawnTable, i, r int) string {
	f.t.Helper()
	c := d.columns[i]
	switch c.kind {
	case "text":
		switch {
		case c.name == "id":
			return fmt.Sprintf("01a1f000-%04x-7000-8000-%012d", crc32.ChecksumIEEE([]byte(d.name))&0xffff, r+1)
		case strings.HasSuffix(c.name, "_on"), strings.HasSuffix(c.name, "day"):
			return []string{"2026-11-20", "2026-12-01"}[r]
		}
		return fmt.Sprintf("%s of %s %d", strings.ReplaceAll(c.name, "_", " "), strings.ReplaceAll(d.name, "_", " "), r+1)
	case "bigint", "integer", "smallint":
		return strconv.Itoa(1 + i + 20*r)
	case "double precision":
		return []string{"37.5", "20.25"}[r]
	case "boolean":
		return strconv.FormatBool(r == 0)
	case "timestamp with time zone", "timestamp without time zone":
		return time.Date(2026, 11, 3+r, 6, 0, 7, 250_001_000, time.UTC).Add(time.Duration(i) * 20 * time.Minute).Format(instant)
	case "bytea":
		return fmt.Sprintf("bytes %d of %s", r+1, c.name)
	case "jsonb":
		return fmt.Sprintf(`{"row": %d}`, r+1)
	}
	f.t.Fatalf("The column %s.%s is a %s: nobody says what it holds.", d.name, c.name, c.kind)
	return ""
}

// literal writes a value as the database reads it in a statement.
func (f *filler) literal(table string, c drawnColumn, value string) string {
	quoted := "'" + strings.ReplaceAll(value, "'", "''") + "'"
	switch {
	case value == nothing:
		return "NULL"
	case c.kind == "bytea" && f.dialect == store.SQLite:
		return fmt.Sprintf("X'%x'", value)
	case c.kind == "bytea":
		return fmt.Sprintf(`'\x%x'`, value)
	case c.kind == "jsonb" && f.dialect == store.SQLite:
		return "JSONB(" + quoted + ")"
	case c.kind == "tsvector":
		return quoted + "::tsvector"
	case strings.HasPrefix(c.kind, "timestamp") && strings.HasPrefix(table, "river_") && f.dialect == store.SQLite:
		return strings.NewReplacer("T", " ", "001Z", "").Replace(quoted) // as River writes them
	case strings.HasPrefix(c.kind, "text"), strings.HasPrefix(c.kind, "timestamp"), c.kind == "jsonb":
		return quoted
	}
	return value
}
