package erasure

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"hearth/internal/platform/fault"
)

// FuzzLedger holds that whatever stands behind the lines of a ledger changes nothing of what these say, or that the ledger is refused by the number of a line; and that what was written after it is read.
func FuzzLedger(f *testing.F) {
	at := time.Date(2026, 11, 17, 12, 0, 0, 0, time.UTC)
	one := ledger{filepath.Join(f.TempDir(), "one"), []byte("key")}
	if err := errors.Join(one.add(erasedLine, at, "c", "carla@example.org"), one.add(voidLine, at, "c")); err != nil {
		f.Fatal(err)
	}
	more, err := os.ReadFile(one.path)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"", "\n", "erased", "erased 2026-11-17T12:00:00Z x - ", string(more), string(more[:len(more)-9]), "a b c d e f\n", "\x00\xff\n\n", "erased 2026-11-17T12:00:00Z x - " + string(make([]byte, 64)) + "\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, behind []byte) {
		l := ledger{filepath.Join(t.TempDir(), "erased.log"), []byte("key")}
		if err := errors.Join(l.add(erasedLine, at, "a", "ann@example.org"), l.add(erasedLine, at, "b")); err != nil {
			t.Fatal(err)
		}
		file, err := os.OpenFile(l.path, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		_, err = file.Write(behind)
		if err := errors.Join(err, file.Close(), l.add(erasedLine, at, "z")); err != nil {
			t.Fatal(err)
		}
		all, err := l.read()
		if err != nil {
			if fault.KindOf(err) != fault.Conflict {
				t.Errorf("%q: %v", behind, err)
			}
			return
		}
		for _, id := range []string{"a", "b", "z"} {
			if !slices.ContainsFunc(all, func(e erased) bool { return e.id == id && e.at.Equal(at) }) {
				t.Errorf("%q: %s is not erased: %v", behind, id, all)
			}
		}
	})
}
