package search_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func schema() []store.Migrations { return []store.Migrations{search.Migrations()} }

func put(t *testing.T, db *store.DB, docs ...search.Doc) {
	t.Helper()
	err := db.Tx(t.Context(), func(tx *store.Tx) error {
		for _, d := range docs {
			if err := search.Put(t.Context(), tx, d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// found returns the refs that q finds under kind, sorted.
func found(ctx context.Context, db *store.DB, kind, q string) ([]string, error) {
	asked, err := search.Parse(q).Like(ctx, db)
	if err != nil {
		return nil, err
	}
	refs, err := matches(ctx, db, asked, kind)
	if begun, ok := asked.Begun(); err == nil && len(refs) == 0 && ok {
		return matches(ctx, db, begun, kind)
	}
	return refs, err
}

// matches gathers what matches, and looks besides into the texts of each ref, which has to find the same.
func matches(ctx context.Context, db *store.DB, asked search.Query, kind string) ([]string, error) {
	query := new(store.Q).Add(`SELECT DISTINCT d.ref FROM search_doc d WHERE `).Where(asked.Match(db.Dialect(), []string{kind}, "d.ref")).Add(` ORDER BY d.ref`)
	refs, err := store.Select[string](ctx, db, query)
	for _, gather := range []bool{false, true} {
		src := asked.TextsOf(db.Dialect(), []string{kind}, search.Newest, "x.ref", gather)
		each, e := store.Select[string](ctx, db, new(store.Q).Add(`SELECT DISTINCT x.ref FROM (SELECT DISTINCT ref FROM search_doc) x CROSS JOIN `+src.From.SQL, src.From.Args...).Add(` WHERE `).Where(src.Where).Add(` ORDER BY x.ref`))
		if err = errors.Join(err, e); err == nil && !slices.Equal(refs, each) {
			err = fmt.Errorf("of each, gathered %v: %q, not %q", gather, each, refs)
		}
	}
	return refs, err
}

var texts = []search.Doc{
	{Kind: "case", Ref: "1", Title: "Garnishment order", Texts: []string{"Please process. What's the payslips' date?"}},
	{Kind: "case", Ref: "2", Title: "Question to payroll", Texts: []string{"They received several garnishments from the court."}},
	{Kind: "case", Ref: "3", Title: "Elternzeit", Texts: []string{"Anträge auf Elternzeit müssen vorher gestellt werden. Größe: straße 5."}},
	{Kind: "case", Ref: "4", Title: "給与明細", Texts: []string{"税区分が間違っています。2026年度"}},
	{Kind: "case", Ref: "5", Title: "Zażółć gęślą jaźń, HR-2847", Texts: []string{"Łódź Ærø İstanbul"}},
	{Kind: "note", Ref: "1", Title: "", Texts: []string{"The court called about the garnishment."}},
}

func TestWordsFindTexts(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema(), func(t *testing.T, db *store.DB) {
		put(t, db, texts...)
		for _, c := range []struct{ q, want string }{
			{"garnishment", "1 2"}, {"Garnishments", "1 2"}, {"GARNISHM", "1 2"}, {"garnishm court", ""}, {"garnishment court", "2"},
			{"court garn", "2"}, {"payslip", "1"}, {"process", "1"}, {"processing", "1"},
			{"elternzeit", "3"}, {"ANTRÄGE", "3"}, {"antrage elternz", "3"}, {"grosse strasse", "3"},
			{"税区分", "4"}, {"税", "4"}, {"細", "4"}, {"給与", "4"}, {"給与 税区", "4"}, {"区税", ""}, {"2026", "4"},
			{`"税"`, "4"}, {`"2026年"`, "4"}, {`"明細"`, "4"}, {`"明年"`, ""}, {"います・年", ""}, {`"2026年代"`, ""},
			{"zazolc", "5"}, {"HR-2847", "5"}, {"lodz", "5"}, {"aero istanbul", "5"}, {"ÆRØ", "5"}, {"ærø", "5"},
			{"nothing like it", ""}, {"", ""}, {"?!. \"' --", ""},
		} {
			got, err := found(t.Context(), db, "case", c.q)
			want := strings.Fields(c.want)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%q found %q, %v; want %q", c.q, got, err, want)
			}
		}
		if got, err := found(t.Context(), db, "note", "court"); err != nil || !slices.Equal(got, []string{"1"}) {
			t.Errorf("notes: %q, %v", got, err)
		}
	})
}

func TestTextsAreReplacedAndRemoved(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema(), func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		put(t, db, search.Doc{Kind: "case", Ref: "1", Part: "a", Texts: []string{"first words"}}, search.Doc{Kind: "case", Ref: "1", Part: "b", Texts: []string{"other"}},
			search.Doc{Kind: "case", Ref: "2", Texts: []string{"other"}})
		put(t, db, search.Doc{Kind: "case", Ref: "1", Part: "a", Texts: []string{"changed"}})
		check := func(q string, want ...string) {
			t.Helper()
			if got, err := found(ctx, db, "case", q); err != nil || !slices.Equal(got, want) {
				t.Errorf("%q found %q, %v; want %q", q, got, err, want)
			}
		}
		check("first")
		check("changed", "1")
		check("other", "1", "2")
		do := func(f func(tx *store.Tx) error) {
			t.Helper()
			if err := db.Tx(ctx, f); err != nil {
				t.Fatal(err)
			}
		}
		do(func(tx *store.Tx) error { return search.DeletePart(ctx, tx, "case", "1", "b") })
		check("other", "2")
		check("changed", "1")
		do(func(tx *store.Tx) error { return search.Delete(ctx, tx, "case", "1") })
		check("changed")
		check("other", "2")
		do(func(tx *store.Tx) error { return search.Delete(ctx, tx, "case", "1") })
		if db.Dialect() == store.SQLite {
			left, err := store.One[int](ctx, db, `SELECT count(*) FROM search_text WHERE search_text MATCH '"changed" OR "first"'`)
			if err != nil || left != 0 {
				t.Errorf("%d words of the removed text are left, %v", left, err)
			}
		}
	})
}

func TestTheLimitSitsInTheStatementOfTheRights(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema(), func(t *testing.T, db *store.DB) {
		put(t, db, texts...)
		asked, err := search.Parse("garnishment").Like(t.Context(), db)
		if err != nil {
			t.Fatal(err)
		}
		words := asked.Match(db.Dialect(), []string{"case"}, "d.ref")
		q := new(store.Q).Add(`SELECT d.ref FROM search_doc d WHERE d.kind = ? AND `, "case").
			Where(store.And(store.In("d.ref", []string{"2", "3"}), words)).Add(` LIMIT ?`, 1)
		got, err := store.Select[string](t.Context(), db, q)
		if err != nil || !slices.Equal(got, []string{"2"}) {
			t.Errorf("got %q, %v", got, err)
		}
	})
}

// naughty returns texts that break careless programs: the public list where the tests have it, and some of ours.
func naughty(t *testing.T) []string {
	t.Helper()
	all := []string{
		`"`, `'`, `\`, `*`, `a*`, `"a`, `NEAR(a b)`, `a AND`, `OR`, `NOT x`, `title:x`, `-x`, `^x`, `{x}`, `(((`, `x:*`, `'x':*`, `a & | !`, "\x00", "a\x00b", "\xff\xfe", "%", "_", "?", "$1", "; DROP TABLE search_doc",
		"\u202e\u0000\ufeff", "👩‍👩‍👧", "𝒜𝓃𝓃", "ﷺ", "Ṱ̺̺̕o͞ ̷i̲̬͇̪", "ა Ა ꭰ 𞤀", "क्षि", "กำ", strings.Repeat("a", 100_000), strings.Repeat("a ", 5_000), strings.Repeat("税", 5_000), strings.Repeat("\u0301", 5_000),
	}
	dir := os.Getenv("HEARTH_TEST_DATA")
	if dir == "" {
		return all
	}
	body, err := os.ReadFile(filepath.Join(dir, "naughty-strings", "blns.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	if err := json.Unmarshal(body, &list); err != nil {
		t.Fatal(err)
	}
	return append(all, list...)
}

func TestNoTextMakesAnError(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema(), func(t *testing.T, db *store.DB) {
		for i, s := range naughty(t) {
			put(t, db, search.Doc{Kind: "case", Ref: "n", Title: s, Texts: []string{s}}, search.Doc{Kind: "case", Ref: "all", Part: string(rune('A' + i)), Texts: []string{s}})
			usable := !search.Parse(s).Empty()
			got, err := found(t.Context(), db, "case", s)
			if err != nil {
				t.Errorf("%.60q: %v", s, err)
			}
			if usable && !slices.Contains(got, "n") {
				t.Errorf("%.60q does not find itself", s)
			}
		}
	})
}

func FuzzMatch(f *testing.F) {
	f.Add("garnishment court")
	f.Add(`"a" OR b*`)
	db := dbtest.Open(f, store.SQLite, schema(), nil)
	f.Fuzz(func(t *testing.T, q string) {
		if _, err := found(t.Context(), db, "case", q); err != nil {
			t.Errorf("%q: %v", q, err)
		}
	})
}
