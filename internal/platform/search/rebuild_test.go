package search_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// A database of before has an index of before. Nothing is lost: what is there is taken in from its source, the newest first, also when that is interrupted.
func TestAnIndexOfBeforeIsMadeAnew(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		if err := db.MigrateTo(ctx, map[string]int64{"search": 1}, schema()...); err != nil {
			t.Fatal(err)
		}
		exec(t, db, `INSERT INTO search_doc (kind, ref, part, at`+map[store.Dialect]string{store.Postgres: `, terms) VALUES ('case', '7', '', $1, 'old')`,
			store.SQLite: `) VALUES ('case', '7', '', $1)`}[db.Dialect()], db.Now())
		if err := db.Migrate(ctx, schema()...); err != nil {
			t.Fatal(err)
		}
		const all = 230
		fails := true
		origin := search.Origin{Name: "things", Next: func(ctx context.Context, tx *store.Tx, after string, n int) (last string, err error) {
			from := all
			if after != "" {
				if from, err = strconv.Atoi(after); err != nil {
					return "", err
				}
				from--
			}
			for i := from; i > max(0, from-n); i-- {
				last = strconv.Itoa(i)
				if err := search.Put(ctx, tx, search.Doc{Kind: "case", Ref: last, Title: "Thing " + last}); err != nil {
					return "", err
				}
			}
			if fails && from < 100 {
				return "", errors.New("pulled out")
			}
			return last, nil
		}}
		if building, err := search.Building(ctx, db); err != nil || !building {
			t.Fatalf("building %v, %v", building, err)
		}
		if err := search.Rebuild(ctx, db, []search.Origin{{Name: "none", Next: none}, origin}); err == nil {
			t.Fatal("the fault did not show")
		}
		got, err := found(ctx, db, "case", "thing")
		if err != nil || len(got) < 100 || len(got) == all || !slices.Contains(got, strconv.Itoa(all)) || slices.Contains(got, "1") {
			t.Errorf("half way %d things are found: %v, %v", len(got), got, err)
		}
		fails = false
		if err := search.Rebuild(ctx, db, []search.Origin{{Name: "none", Next: none}, origin}); err != nil {
			t.Fatal(err)
		}
		if got, err := found(ctx, db, "case", "thing"); err != nil || len(got) != all {
			t.Errorf("%d of %d things are found, %v", len(got), all, err)
		}
		if building, err := search.Building(ctx, db); err != nil || building {
			t.Errorf("still building: %v, %v", building, err)
		}
	})
}

// An index that kept stems in the languages of the texts that happened to have a word is made anew beside the work of people: what is there is found meanwhile as it is written.
func TestAnIndexWithStemsOfBeforeIsMadeAnew(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		if err := db.MigrateTo(ctx, map[string]int64{"search": 2}, schema()...); err != nil {
			t.Fatal(err)
		}
		doc := search.Doc{Kind: "case", Ref: "1", Title: "Meyerhof"}
		put(t, db, doc)
		if err := db.Tx(ctx, func(tx *store.Tx) error { return search.Built(ctx, tx) }); err != nil {
			t.Fatal(err)
		}
		if err := db.Migrate(ctx, schema()...); err != nil {
			t.Fatal(err)
		}
		finds := func(q string, want ...string) {
			t.Helper()
			if got, err := found(ctx, db, "case", q); err != nil || !slices.Equal(got, want) {
				t.Errorf("%q finds %q, %v; want %q", q, got, err, want)
			}
		}
		finds("meyerhof", "1")
		finds("meyerhofs")
		origin := search.Origin{Name: "things", Next: func(ctx context.Context, tx *store.Tx, after string, _ int) (last string, err error) {
			if after != "" {
				return "", nil
			}
			return "1", search.Put(ctx, tx, doc)
		}}
		if err := search.Rebuild(ctx, db, []search.Origin{origin}); err != nil {
			t.Fatal(err)
		}
		finds("meyerhofs", "1")
	})
}

func none(context.Context, *store.Tx, string, int) (string, error) { return "", nil }

func exec(t *testing.T, db *store.DB, sql string, args ...any) {
	t.Helper()
	if err := db.Tx(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(t.Context(), sql, args...); return err }); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// What no text has any more is forgotten, also where this process knows that it wrote it, and comes back with the next text that has it.
func TestWordsThatAreNowhereAreForgotten(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema(), func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		secret := search.Doc{Kind: "case", Ref: "1", Texts: []string{"Quittenmarmelade und Zwiebeln"}}
		put(t, db, secret, search.Doc{Kind: "case", Ref: "2", Texts: []string{"Zwiebeln"}})
		if err := search.Sweep(ctx, db); err != nil {
			t.Fatal(err)
		}
		if !known(t, db, "quittenmarmelade") || !known(t, db, "zwiebeln") {
			t.Error("words that are there were forgotten")
		}
		if err := db.Tx(ctx, func(tx *store.Tx) error { return search.Delete(ctx, tx, "case", "1") }); err != nil {
			t.Fatal(err)
		}
		if !known(t, db, "quittenmarmelade") {
			t.Error("nothing is left to sweep: the test shows nothing")
		}
		if err := search.Sweep(ctx, db); err != nil {
			t.Fatal(err)
		}
		if known(t, db, "quittenmarmelade") || !known(t, db, "zwiebeln") {
			t.Error("the wrong words were forgotten")
		}
		put(t, db, secret)
		if !known(t, db, "quittenmarmelade") {
			t.Error("a word that came back is not known")
		}
	})
}

// A sweep beside the work of people goes on where the last one stopped, so that even the shortest ones come to an end and begin again.
func TestASweepGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema(), func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		words := make([]string, 120) // of each there are rows enough for several steps
		for i := range words {
			words[i] = fmt.Sprintf("zwetschge%cx%cx%c", 'a'+i%26, 'a'+i/26%26, 'a'+i/676)
		}
		put(t, db, search.Doc{Kind: "case", Ref: "1", Texts: []string{strings.Join(words, " ")}}, search.Doc{Kind: "case", Ref: "2", Texts: []string{"zwiebeln"}})
		if err := db.Tx(ctx, func(tx *store.Tx) error { return search.Delete(ctx, tx, "case", "1") }); err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second time it begins again
			runs := 0
			for ; known(t, db, words[0]) || known(t, db, words[119]); runs++ {
				if runs > 100 {
					t.Fatal("it never comes to an end")
				}
				if err := search.SweepSome(ctx, db, time.Nanosecond, 0); err != nil {
					t.Fatal(err)
				}
			}
			if runs < 2 || !known(t, db, "zwiebeln") {
				t.Errorf("done after %d runs; what is there is known: %v", runs, known(t, db, "zwiebeln"))
			}
			for range 4 { // to its end
				if err := search.SweepSome(ctx, db, time.Nanosecond, 0); err != nil {
					t.Fatal(err)
				}
			}
			put(t, db, search.Doc{Kind: "case", Ref: "1", Texts: []string{strings.Join(words, " ")}})
			if err := db.Tx(ctx, func(tx *store.Tx) error { return search.Delete(ctx, tx, "case", "1") }); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func known(t *testing.T, db *store.DB, word string) bool {
	t.Helper()
	n, err := store.One[int](t.Context(), db, `SELECT count(*) FROM search_word WHERE word = $1`, word)
	if err != nil {
		t.Fatal(err)
	}
	return n > 0
}
