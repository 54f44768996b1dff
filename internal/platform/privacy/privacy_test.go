package privacy_test

import (
	"context"
	"slices"
	"strings"
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

func source(table string, person []string, plain ...string) privacy.Source {
	return privacy.Source{Table: table, PersonColumns: person, What: "What we noted.", Columns: []privacy.Fate{privacy.Deleted(person...), privacy.Unpersonal(plain...)},
		Export: func(context.Context, store.Querier, string) (any, error) { return nil, nil },
		Erase:  func(context.Context, *store.Tx, string) error { return nil }}
}

func TestEveryColumnNeedsAFate(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		note := source("thing_note", []string{"person_id", "written_by"}, "id", "standby")
		deputy := source("thing_deputy", []string{"deputy_person_id", "for_person"}, "id")
		nobody := privacy.Impersonal("It names nobody.", "thing_plain")
		with := func(all ...privacy.Source) []privacy.Source { return append(all, nobody...) }
		changed := func(s privacy.Source, change func(*privacy.Source)) privacy.Source {
			s.Columns = slices.Clone(s.Columns)
			change(&s)
			return s
		}
		for _, c := range []struct {
			name    string
			sources []privacy.Source
			want    []string
		}{
			{"all covered", with(note, deputy), nil},
			{"a column of people forgotten", with(source("thing_note", []string{"person_id"}, "id", "standby"), deputy), []string{"Column thing_note.written_by names a person, but no source covers it.",
				"Column thing_note.written_by needs one fate and has 0: say what erasing does with it."}},
			{"a column forgotten", with(source("thing_note", []string{"person_id", "written_by"}, "id"), deputy), []string{"Column thing_note.standby needs one fate and has 0: say what erasing does with it."}},
			{"two fates", with(changed(note, func(s *privacy.Source) { s.Columns = append(s.Columns, privacy.Blanked("id")) }), deputy),
				[]string{"Column thing_note.id needs one fate and has 2: say what erasing does with it."}},
			{"a person without a fate", with(changed(note, func(s *privacy.Source) {
				s.Columns = []privacy.Fate{privacy.Unpersonal("id", "person_id", "standby"), privacy.Deleted("written_by")}
			}), deputy),
				[]string{"Column thing_note.person_id names a person and cannot be without a fate."}},
			{"kept for no reason", with(changed(note, func(s *privacy.Source) { s.Columns[1] = privacy.Kept("", "id", "standby") }), deputy), []string{"Table thing_note keeps id, standby, but says no reason."}},
			{"a table forgotten", with(note), []string{"Column thing_deputy.deputy_person_id names a person, but no source covers it.",
				"Column thing_deputy.for_person names a person, but no source covers it.", "Table thing_deputy has no source: say what it holds about people, or that it names nobody."}},
			{"too much", append(with(note, note, deputy), source("thing_gone", []string{"person_id"})), []string{"Table thing_note has two sources.", "There is no table thing_gone, but a source for it."}},
			{"a column that is not there", with(note, source("thing_deputy", []string{"deputy_person_id", "for_person", "gone"}, "id")),
				[]string{"Table thing_deputy has no column gone, but its source names it.", "Table thing_deputy has no column gone, but its source names it."}},
			{"cannot erase", with(note, changed(deputy, func(s *privacy.Source) { s.Erase = nil })), []string{"The source of table thing_deputy lacks its sentence, Export or Erase."}},
			{"left to nobody", with(note, changed(deputy, func(s *privacy.Source) { s.Erase, s.Export, s.Through = nil, nil, "thing_gone" })),
				[]string{"Table thing_deputy is left to the source of thing_gone, which is not there."}},
			{"nobody, and yet", []privacy.Source{note, deputy, changed(source("thing_plain", nil, "id", "name"), func(s *privacy.Source) { s.Nobody = "No." })},
				[]string{"The source of table thing_plain says that it names nobody, and yet how it is erased."}},
		} {
			got, err := privacy.Check(t.Context(), db, c.sources)
			got = slices.DeleteFunc(got, func(s string) bool { return strings.Contains(s, "store_") }) // the store's own tables are not of this schema
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s: got %q, %v; want %q", c.name, got, err, c.want)
			}
		}
	})
}
