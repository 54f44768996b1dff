// Package privacy knows where personal data lies: each module names its tables, so that a person can read all of it on one page,
// take it along, and have it erased.
package privacy

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/platform/store"
)

// Source is one table that names people, and what can be done with its rows.
type Source struct {
	// Table is the table's name, such as "mail_outbox".
	Table string
	// PersonColumns are all columns of it that hold the id of a person.
	PersonColumns []string
	// What tells a person, in a sentence that is also a message key, what is kept here and why.
	What string
	// Export returns what is kept about the person, ready for JSON: nil when there is nothing. It leaves out what is about others, and
	// what the person may not see, such as internal notes.
	Export func(ctx context.Context, q store.Querier, personID string) (any, error)
	// Erase removes the person from the table, or what points to the person where the row itself must stay. Doing it twice changes nothing.
	Erase func(ctx context.Context, tx *store.Tx, personID string) error
}

// Check returns a sentence for each way in which sources do not match the schema of q's database: a table with a column that names a
// person (NamesPerson) without a source that lists it, a source for something that does not exist, and a source that lacks a part. It
// is for tests; an empty result means that all is well. The tables of the job queue and of package store, which name no people, are left out.
func Check(ctx context.Context, q store.Querier, sources []Source) ([]string, error) {
	schema, err := columns(ctx, q)
	if err != nil {
		return nil, err
	}
	var wrong []string
	covered := map[string][]string{}
	for _, s := range sources {
		wrong = append(wrong, s.check(schema)...)
		if covered[s.Table] != nil {
			wrong = append(wrong, fmt.Sprintf("Table %s has two sources.", s.Table))
		}
		covered[s.Table] = append(covered[s.Table], s.PersonColumns...)
	}
	for table, all := range schema {
		for _, column := range all {
			if NamesPerson(column) && !slices.Contains(covered[table], column) {
				wrong = append(wrong, fmt.Sprintf("Column %s.%s names a person, but no source covers it.", table, column))
			}
		}
	}
	slices.Sort(wrong)
	return wrong, nil
}

// NamesPerson reports whether a column of this name holds the id of a person: person_id, person, or anything that ends in _by,
// _person or _person_id.
func NamesPerson(column string) bool {
	return column == "person" || column == "person_id" || strings.HasSuffix(column, "_by") ||
		strings.HasSuffix(column, "_person") || strings.HasSuffix(column, "_person_id")
}

func (s Source) check(schema map[string][]string) []string {
	var wrong []string
	if schema[s.Table] == nil {
		return []string{fmt.Sprintf("There is no table %s, but a source for it.", s.Table)}
	}
	for _, column := range s.PersonColumns {
		if !slices.Contains(schema[s.Table], column) {
			wrong = append(wrong, fmt.Sprintf("Table %s has no column %s, but its source names it.", s.Table, column))
		}
	}
	if len(s.PersonColumns) == 0 || s.What == "" || s.Export == nil || s.Erase == nil {
		wrong = append(wrong, fmt.Sprintf("The source of table %s lacks its columns, its sentence, Export or Erase.", s.Table))
	}
	return wrong
}

// columns returns the columns of each table of Hearth.
func columns(ctx context.Context, q store.Querier) (map[string][]string, error) {
	type row struct{ TableName, ColumnName string }
	query := `SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'`
	if q.Dialect() == store.Postgres {
		query = `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()`
	}
	rows, err := store.All[row](ctx, q, query)
	if err != nil {
		return nil, fmt.Errorf("read schema: %w", err)
	}
	all := map[string][]string{}
	for _, r := range rows {
		if strings.HasPrefix(r.TableName, "river_") || strings.HasPrefix(r.TableName, "store_") {
			continue
		}
		all[r.TableName] = append(all[r.TableName], r.ColumnName)
	}
	return all, nil
}
