package backup

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"

	"hearth/internal/platform/fault"
)

// archived returns an archive of entries, by pairs of name and content.
func archived(f *testing.F, entries ...string) []byte {
	var b bytes.Buffer
	gz := gzip.NewWriter(&b)
	w := tar.NewWriter(gz)
	for i := 0; i+1 < len(entries); i += 2 {
		if err := w.WriteHeader(&tar.Header{Name: entries[i], Size: int64(len(entries[i+1])), Mode: 0o600}); err != nil {
			f.Fatal(err)
		}
		if _, err := w.Write([]byte(entries[i+1])); err != nil {
			f.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		f.Fatal(err)
	}
	if err := gz.Close(); err != nil {
		f.Fatal(err)
	}
	return b.Bytes()
}

// FuzzOpen holds that what is no whole backup of ours is refused with a sentence.
func FuzzOpen(f *testing.F) {
	for _, b := range [][]byte{nil, []byte("x"), archived(f), archived(f, headerEntry, "{}"), archived(f, headerEntry, `{"format":1}`), archived(f, headerEntry, `{"format":1}`, sumsEntry, ""),
		archived(f, "../x", "y"), archived(f, headerEntry, `{"format":1}`, "files/../../x", "y"), archived(f, headerEntry, `{"format":1}`, headerEntry, "{}"), archived(f, headerEntry, `{"format":1}`)[:40]} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		path := filepath.Join(t.TempDir(), "backup")
		if err := os.WriteFile(path, body, 0o600); err != nil {
			t.Fatal(err)
		}
		b, err := Open(path)
		if err == nil {
			_ = b.Close()
			return // sums of everything: not by chance
		}
		if k := fault.KindOf(err); k != fault.Invalid && k != fault.NotFound {
			t.Errorf("got %v", err)
		}
	})
}
