// Package privacy knows where personal data lies: each module names its tables and says of every column what erasing a person does with it, so that a
// person can read all of it on one page, take it along, and have it erased.
package privacy

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"hearth/internal/platform/store"
)

// Source is one table: what it holds about people, and what can be done with that.
type Source struct {
	// Table is the table's name, such as "mail_outbox".
	Table string
	// PersonColumns are all columns of it that hold the id of a person.
	PersonColumns []string
	// Columns says of every column of the table what erasing does with it.
	Columns []Fate
	// Nobody says, in place of all else, why a table names nobody and holds nothing that a person wrote.
	Nobody string
	// Through names the table whose Erase and Export do the work for this one too; then it has none.
	Through string
	// What tells a person, in a sentence that is also a message key, what is kept here and why.
	What string
	// Export returns what is kept about the person, ready for JSON: nil when there is nothing. It leaves out what is about others, and
	// what the person may not see, such as internal notes.
	Export func(ctx context.Context, q store.Querier, personID string) (any, error)
	// Attached returns the files that belong to what Export returns; nil where a table has none.
	Attached func(ctx context.Context, q store.Querier, personID string) ([]Attachment, error)
	// Erase removes the person from the table, or what points to the person where the row itself must stay. Doing it twice changes nothing.
	Erase func(ctx context.Context, tx *store.Tx, personID string) error
	// Beside is the condition that person_id is somebody else about whom something goes, or who wrote some of it, where a person is erased: under a legal hold on them
	// the person stays. nil where nobody else has a part in what goes.
	Beside func(personID string) store.Where
}

// Attachment is a file that goes with an export.
type Attachment struct {
	Path string // within the export, parts between slashes
	Type string
	Size int64
	Open func(ctx context.Context) (io.ReadCloser, error)
}

// Then is what erasing does with a column.
type Then string

// What erasing does: the row goes with all that is in it, or the column is emptied (where it needs a value, Erased takes its place), or it stays for a
// reason that the law gives, or it says nothing about a person.
const (
	Goes  Then = "goes"
	Blank Then = "blank"
	Stays Then = "stays"
	Plain Then = "plain"
)

// Fate is what erasing does with some columns of a table. Why says for Stays which reason keeps them and until when.
type Fate struct {
	Then    Then
	Why     string
	Columns []string
}

// Deleted are columns of rows that go.
func Deleted(columns ...string) Fate { return Fate{Then: Goes, Columns: columns} }

// Blanked are columns that are emptied.
func Blanked(columns ...string) Fate { return Fate{Then: Blank, Columns: columns} }

// Kept are columns that stay, because of why.
func Kept(why string, columns ...string) Fate {
	return Fate{Then: Stays, Why: why, Columns: columns}
}

// Unpersonal are columns that say nothing about a person.
func Unpersonal(columns ...string) Fate { return Fate{Then: Plain, Columns: columns} }

// Erased stands where the id of an erased person stood and something has to stand there. It is nobody's id.
const Erased = "erased"

// Impersonal returns sources for tables that name nobody, for one reason.
func Impersonal(why string, tables ...string) []Source {
	all := make([]Source, 0, len(tables))
	for _, t := range tables {
		all = append(all, Source{Table: t, Nobody: why})
	}
	return all
}

// Personal returns those of sources that hold something about people.
func Personal(sources []Source) []Source {
	return slices.DeleteFunc(slices.Clone(sources), func(s Source) bool { return s.Nobody != "" })
}

// Of returns what erasing does with each column of s.
func (s Source) Of() map[string]Fate {
	all := map[string]Fate{}
	for _, f := range s.Columns {
		for _, c := range f.Columns {
			all[c] = f
		}
	}
	return all
}

// Count returns how many rows of the table name the person.
func (s Source) Count(ctx context.Context, q store.Querier, personID string) (int, error) {
	if len(s.PersonColumns) == 0 {
		return 0, nil
	}
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM `+s.Table+` WHERE `+strings.Join(s.PersonColumns, ` = $1 OR `)+` = $1`, personID)
	if err != nil {
		return 0, fmt.Errorf("count %s: %w", s.Table, err)
	}
	return n, nil
}
