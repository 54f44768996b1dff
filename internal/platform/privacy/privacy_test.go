package privacy_test

import (
	"context"
	"slices"
	"testing"
	"testing/fstest"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var schema = []store.Migrations{{Module: "thing", Files: fstest.MapFS{"migrations/0001_thing.sql": {Data: []byte(`-- +goose Up
CREATE TABLE thing_note (id text PRIMARY KEY, person_id text, written_by text, standby text);
CREATE TABLE thing_deputy (id text PRIMARY KEY, deputy_person_id text, for_person text);
CREATE TABLE thing_plain (id text PRIMARY KEY, name text);
`)}}}}

func source(table string, columns ...string) privacy.Source {
	return privacy.Source{Table: table, PersonColumns: columns, What: "What we noted.",
		Export: func(context.Context, store.Querier, string) (any, error) { return nil, nil },
		Erase:  func(context.Context, *store.Tx, string) error { return nil }}
}

func TestEveryColumnThatNamesAPersonNeedsASource(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		note, deputy := source("thing_note", "person_id", "written_by"), source("thing_deputy", "deputy_person_id", "for_person")
		dumb := deputy
		dumb.Erase = nil
		for _, c := range []struct {
			name    string
			sources []privacy.Source
			want    []string
		}{
			{"all covered", []privacy.Source{note, deputy}, nil},
			{"a column forgotten", []privacy.Source{source("thing_note", "person_id"), deputy},
				[]string{"Column thing_note.written_by names a person, but no source covers it."}},
			{"a table forgotten", []privacy.Source{note}, []string{"Column thing_deputy.deputy_person_id names a person, but no source covers it.",
				"Column thing_deputy.for_person names a person, but no source covers it."}},
			{"too much", []privacy.Source{note, note, deputy, source("thing_gone", "person_id"), source("thing_plain", "person_id")},
				[]string{"Table thing_note has two sources.", "Table thing_plain has no column person_id, but its source names it.",
					"There is no table thing_gone, but a source for it."}},
			{"cannot erase", []privacy.Source{note, dumb}, []string{"The source of table thing_deputy lacks its columns, its sentence, Export or Erase."}},
		} {
			got, err := privacy.Check(t.Context(), db, c.sources)
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s: got %q, %v; want %q", c.name, got, err, c.want)
			}
		}
	})
}
