package store

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"testing"
)

// A connection that has met more texts than it keeps keeps those that were used last, and none whose rows are being read is taken away.
func TestWhatIsUsedIsKeptPrepared(t *testing.T) {
	t.Parallel()
	if err := hearSQLite(); err != nil {
		t.Fatal(err)
	}
	c, err := keeping{"file:" + filepath.Join(t.TempDir(), "kept.db")}.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	k := c.(*keeper)
	defer func() {
		if err := k.Close(); err != nil {
			t.Error(err)
		}
	}()
	ask := func(n int) driver.Rows {
		t.Helper()
		rows, err := k.QueryContext(t.Context(), fmt.Sprintf(`SELECT %d UNION ALL SELECT 0 - %d`, n, n), nil)
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	reads := func(rows driver.Rows, want int) {
		t.Helper()
		got := make([]driver.Value, 1)
		for _, n := range []int{want, -want} {
			if err := rows.Next(got); err != nil || got[0] != int64(n) {
				t.Fatalf("got %v, %v, want %d", got[0], err, n)
			}
		}
		if err := rows.Next(got); !errors.Is(err, io.EOF) {
			t.Fatalf("a third row: %v", err)
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	const texts = 2 * maxKept
	reads(ask(texts+1), texts+1)
	open := ask(texts + 1) // kept, and being read until the end
	for n := range texts {
		reads(ask(n), n)
		reads(ask(n), n)
		reads(ask(0), 0) // used all the time
	}
	reads(open, texts+1)
	if len(k.kept) != maxKept {
		t.Errorf("%d texts are kept, want %d", len(k.kept), maxKept)
	}
	for _, n := range []int{0, texts - 1, texts + 1} {
		if k.kept[fmt.Sprintf(`SELECT %d UNION ALL SELECT 0 - %d`, n, n)] == nil {
			t.Errorf("text %d is not kept", n)
		}
	}
	if k.kept[`SELECT 1 UNION ALL SELECT 0 - 1`] != nil {
		t.Error("what was used longest ago is kept")
	}
}
