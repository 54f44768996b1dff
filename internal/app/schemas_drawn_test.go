package app_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/store"
)

// A drawnTable is a table of a committed schema, as pg_dump wrote it down: SQLite does not say which texts are instants, and PostgreSQL need not be there.
type drawnTable struct {
	name    string
	columns []drawnColumn
}

// A drawnColumn is one of its columns.
type drawnColumn struct {
	name, kind string
	null       bool
	counted    bool     // the database gives each row the next number
	among      []string // the only values that a CHECK lets in
	table, of  string   // what it refers to
}

var (
	drawnTableLine  = regexp.MustCompile(`^CREATE (?:UNLOGGED )?TABLE public\.(\w+) \(\n$`)
	drawnColumnLine = regexp.MustCompile(`^    "?(\w+)"? (.+?)(?: DEFAULT .+?)?( NOT NULL)?,?\n$`)
	drawnAmong      = regexp.MustCompile(`CHECK \(\("?(\w+)"? = ANY \(ARRAY\[(.+?)\]\)\)\)`)
	drawnCounted    = regexp.MustCompile(`(?m)^ALTER TABLE (?:ONLY )?public\.(\w+) ALTER COLUMN "?(\w+)"? (?:ADD GENERATED|SET DEFAULT nextval)`)
	drawnRefers     = regexp.MustCompile(`(?m)^ALTER TABLE ONLY public\.(\w+)\n    ADD CONSTRAINT \w+ FOREIGN KEY \("?(\w+)"?\) REFERENCES public\.(\w+)\("?(\w+)"?\)`)
)

// drawn returns the tables of a committed schema, each after those that it refers to.
func drawn(t *testing.T, name string) []drawnTable {
	t.Helper()
	dump, err := os.ReadFile(filepath.Join(schemas, name, string(store.Postgres)+".sql"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(dump)
	var all []drawnTable
	open := false
	for line := range strings.Lines(text) {
		if m := drawnTableLine.FindStringSubmatch(line); m != nil {
			all, open = append(all, drawnTable{name: m[1]}), true
		} else if strings.HasPrefix(line, ")") {
			open = false
		} else if open {
			all[len(all)-1].read(t, line)
		}
	}
	column := func(table, name string) *drawnColumn {
		for i := range all {
			if c := all[i].column(name); all[i].name == table && c != nil {
				return c
			}
		}
		t.Fatalf("%s: there is no column %s.%s", name, table, name)
		return nil
	}
	for _, m := range drawnCounted.FindAllStringSubmatch(text, -1) {
		column(m[1], m[2]).counted = true
	}
	refers := drawnRefers.FindAllStringSubmatch(text, -1)
	for _, m := range refers {
		c := column(m[1], m[2])
		c.table, c.of = m[3], m[4]
	}
	if n := strings.Count(text, " FOREIGN KEY "); n != len(refers) {
		t.Fatalf("%s: %d references are understood of %d", name, len(refers), n)
	}
	return inOrder(t, all)
}

// read takes in a line between the brackets of a table.
func (d *drawnTable) read(t *testing.T, line string) {
	t.Helper()
	if !strings.HasPrefix(line, "    CONSTRAINT ") {
		m := drawnColumnLine.FindStringSubmatch(line)
		if m == nil {
			t.Fatalf("%s: not understood: %s", d.name, line)
		}
		d.columns = append(d.columns, drawnColumn{name: m[1], kind: m[2], null: m[3] == ""})
		return
	}
	if m := drawnAmong.FindStringSubmatch(line); m != nil {
		c := d.column(m[1])
		for _, one := range strings.Split(m[2], ", ") {
			value := strings.Trim(strings.TrimSuffix(one, "::text"), "'")
			c.among = append(c.among, value)
		}
	}
}

func (d *drawnTable) column(name string) *drawnColumn {
	i := slices.IndexFunc(d.columns, func(c drawnColumn) bool { return c.name == name })
	if i < 0 {
		return nil
	}
	return &d.columns[i]
}

// inOrder puts tables behind those that they refer to.
func inOrder(t *testing.T, all []drawnTable) (sorted []drawnTable) {
	t.Helper()
	done := map[string]bool{}
	for len(sorted) < len(all) {
		before := len(sorted)
		for _, d := range all {
			waits := slices.ContainsFunc(d.columns, func(c drawnColumn) bool { return c.table != "" && c.table != d.name && !done[c.table] })
			if !done[d.name] && !waits {
				sorted, done[d.name] = append(sorted, d), true
			}
		}
		if len(sorted) == before {
			t.Fatalf("%d tables refer to each other in a circle", len(all)-before)
		}
	}
	return sorted
}
