package privacy

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/platform/store"
)

// Check returns a sentence for each way in which sources do not match the schema of q's database: a table without a source, a column without a fate, a column
// that names a person (NamesPerson) and is not listed as such, a source for something that does not exist, and a source that lacks a part. It is for
// tests; an empty result means that all is well. The index of words and the tables that only count migrations or servers are left out.
func Check(ctx context.Context, q store.Querier, sources []Source) ([]string, error) {
	schema, err := Schema(ctx, q)
	if err != nil {
		return nil, err
	}
	var wrong []string
	covered := map[string]Source{}
	for _, s := range sources {
		if _, twice := covered[s.Table]; twice {
			wrong = append(wrong, fmt.Sprintf("Table %s has two sources.", s.Table))
		}
		covered[s.Table] = s
		wrong = append(wrong, s.check(schema)...)
	}
	for table, columns := range schema {
		s, ok := covered[table]
		if !ok {
			wrong = append(wrong, fmt.Sprintf("Table %s has no source: say what it holds about people, or that it names nobody.", table))
		}
		for _, column := range columns {
			if NamesPerson(column) && !slices.Contains(s.PersonColumns, column) {
				wrong = append(wrong, fmt.Sprintf("Column %s.%s names a person, but no source covers it.", table, column))
			}
		}
	}
	for _, s := range sources {
		if _, ok := covered[s.Through]; s.Through != "" && !ok {
			wrong = append(wrong, fmt.Sprintf("Table %s is left to the source of %s, which is not there.", s.Table, s.Through))
		}
	}
	slices.Sort(wrong)
	return wrong, nil
}

// NamesPerson reports whether a column of this name holds the id of a person: person_id, person, or anything that ends in _by,
// _person or _person_id. attempted_by is not one of them: the job queue keeps there which servers took a job.
func NamesPerson(column string) bool {
	return column == "person" || column == "person_id" || strings.HasSuffix(column, "_by") && column != "attempted_by" ||
		strings.HasSuffix(column, "_person") || strings.HasSuffix(column, "_person_id")
}

func (s Source) check(schema map[string][]string) []string {
	columns := schema[s.Table]
	if columns == nil {
		return []string{fmt.Sprintf("There is no table %s, but a source for it.", s.Table)}
	}
	if s.Nobody != "" {
		if len(s.PersonColumns)+len(s.Columns) > 0 || s.Export != nil || s.Erase != nil {
			return []string{fmt.Sprintf("The source of table %s says that it names nobody, and yet how it is erased.", s.Table)}
		}
		return nil
	}
	var wrong []string
	if s.What == "" || s.Through == "" && (s.Export == nil || s.Erase == nil) {
		wrong = append(wrong, fmt.Sprintf("The source of table %s lacks its sentence, Export or Erase.", s.Table))
	}
	return append(wrong, s.checkColumns(columns)...)
}

func (s Source) checkColumns(columns []string) (wrong []string) {
	said := map[string]int{}
	for _, f := range s.Columns {
		for _, c := range f.Columns {
			said[c]++
			if !slices.Contains(columns, c) {
				wrong = append(wrong, fmt.Sprintf("Table %s has no column %s, but its source names it.", s.Table, c))
			}
		}
		if f.Then == Stays && f.Why == "" {
			wrong = append(wrong, fmt.Sprintf("Table %s keeps %s, but says no reason.", s.Table, strings.Join(f.Columns, ", ")))
		}
	}
	fates := s.Of()
	for _, c := range columns {
		if said[c] != 1 {
			wrong = append(wrong, fmt.Sprintf("Column %s.%s needs one fate and has %d: say what erasing does with it.", s.Table, c, said[c]))
		}
	}
	for _, c := range s.PersonColumns {
		if !slices.Contains(columns, c) {
			wrong = append(wrong, fmt.Sprintf("Table %s has no column %s, but its source names it.", s.Table, c))
		} else if fates[c].Then == Plain {
			wrong = append(wrong, fmt.Sprintf("Column %s.%s names a person and cannot be without a fate.", s.Table, c))
		}
	}
	return wrong
}

// indexes are what the index of words, the counting of migrations and the job queue keep for themselves. Who erases a text takes its words out of the index.
var indexes = []string{"search_", "sqlite_", "store_version_", "store_schema", "river_migration", "river_leader", "river_queue", "river_notification", "river_client"}

// Schema returns the columns of each table of Hearth, in the order of the table.
func Schema(ctx context.Context, q store.Querier) (map[string][]string, error) {
	type row struct{ TableName, ColumnName string }
	query := `SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid`
	if q.Dialect() == store.Postgres {
		query = `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position`
	}
	rows, err := store.All[row](ctx, q, query)
	if err != nil {
		return nil, fmt.Errorf("read schema: %w", err)
	}
	all := map[string][]string{}
	for _, r := range rows {
		if !slices.ContainsFunc(indexes, func(p string) bool { return strings.HasPrefix(r.TableName, p) }) {
			all[r.TableName] = append(all[r.TableName], r.ColumnName)
		}
	}
	return all, nil
}
