package search_test

import (
	"slices"
	"testing"

	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// What somebody's texts are found by is the same whatever others wrote: in another language, in so few words that no language tells, or with accents.
func TestWhatIsFoundTellsNothingOfOtherTexts(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema(), func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		for _, c := range []struct{ q, mine, others string }{
			{"Meyerhofs", "Szeretnem, hogy Meyerhof is meg legyen, de csak akkor kell, ha nem volt mar", "They say that Meyerhof is not there, but it was for this and not that"},
			{"Meyerhofs", "Szeretnem, hogy Meyerhof is meg legyen, de csak akkor kell, ha nem volt mar", "Meyerhof"},
			{"Mueller", "Szeretnem, hogy Muller is meg legyen, de csak akkor kell, ha nem volt mar", "Müller"},
			{"Muellers", "Szeretnem, hogy Muller is meg legyen, de csak akkor kell, ha nem volt mar", "Das ist nicht für Müller und auch nicht von ihm"},
			{"salarié", "les salaries", "salariés"},
			{"fizetés", "fizetesnel", "fizetésnél"},
		} {
			for _, kind := range []string{"case", "note"} {
				if err := db.Tx(ctx, func(tx *store.Tx) error { return search.Delete(ctx, tx, kind, "1") }); err != nil {
					t.Fatal(err)
				}
			}
			if err := search.Sweep(ctx, db); err != nil {
				t.Fatal(err)
			}
			put(t, db, search.Doc{Kind: "case", Ref: "1", Texts: []string{c.mine}})
			asked, err := search.Parse(c.q).Like(ctx, db)
			if err != nil {
				t.Fatal(err)
			}
			before, err := matches(ctx, db, asked, "case")
			if err != nil {
				t.Fatal(err)
			}
			marked := asked.Marker().Mark(c.mine)
			put(t, db, search.Doc{Kind: "note", Ref: "1", Texts: []string{c.others}})
			if asked, err = search.Parse(c.q).Like(ctx, db); err != nil {
				t.Fatal(err)
			}
			if after, err := matches(ctx, db, asked, "case"); err != nil || !slices.Equal(after, before) {
				t.Errorf("%q finds %q in %q, and %q once somebody wrote %q: %v", c.q, before, c.mine, after, c.others, err)
			}
			if after := asked.Marker().Mark(c.mine); !slices.Equal(after, marked) {
				t.Errorf("%q marks %v, and %v once somebody wrote %q", c.q, marked, after, c.others)
			}
		}
	})
}

// A word is found by its stem in any language, by that of how it was written too, and marked where it is found.
func TestStemsOfAllLanguagesFindAndMark(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema(), func(t *testing.T, db *store.DB) {
		for _, c := range []struct{ text, q string }{
			{"a fizetésnél", "fizetés"}, {"a fizetés", "fizetésnél"}, {"Herr Müller", "Mueller"}, {"Herr Mueller", "Müllers"}, {"Frau Müllers", "Muellers"}, {"les salariés", "salarié"},
			{"las organizaciones", "organización"}, {"maaşlarım", "maaş"}, {"зарплаты", "зарплата"}, {"palkkojen", "palkkoja"}, {"the payslips", "payslip"}, {"der Anträge", "Antrag"},
		} {
			put(t, db, search.Doc{Kind: "case", Ref: "1", Texts: []string{c.text}})
			asked, err := search.Parse(c.q).Like(t.Context(), db)
			if err != nil {
				t.Fatal(err)
			}
			got, err := matches(t.Context(), db, asked, "case")
			if err != nil || len(got) != 1 || !asked.Marker().Whole(c.text) {
				t.Errorf("%q is found by %q: %q, %v; marked: %v", c.text, c.q, got, err, asked.Marker().Mark(c.text))
			}
		}
	})
}
