package files

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// each runs f with the content in a directory and in the database, on both databases.
func each(t *testing.T, f func(t *testing.T, db *store.DB, s *Store)) {
	dbtest.Each(t, []store.Migrations{Migrations()}, func(t *testing.T, db *store.DB) {
		t.Run("directory", func(t *testing.T) { f(t, db, New(db, filepath.Join(t.TempDir(), "files"))) })
		t.Run("database", func(t *testing.T) { f(t, db, New(db, "")) })
	})
}

func keep(t *testing.T, db *store.DB, s *Store, owner, name, content string) File {
	t.Helper()
	staged, err := s.Stage(t.Context(), name, "", strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	var f File
	if err := db.Tx(t.Context(), func(tx *store.Tx) error { f, err = s.Keep(t.Context(), tx, owner, staged); return err }); err != nil {
		t.Fatal(err)
	}
	return f
}

func read(t *testing.T, db *store.DB, s *Store, id string) string {
	t.Helper()
	content, _, err := s.Open(t.Context(), db, id)
	if err != nil {
		t.Fatal(err)
	}
	defer content.Close() //nolint:errcheck // only read
	all, err := io.ReadAll(content)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

func blobs(t *testing.T, db *store.DB, owners ...string) int {
	t.Helper()
	n, err := store.Row[int](t.Context(), db, new(store.Q).Add(`SELECT count(*) FROM files_blob WHERE `).Where(store.In("owner", owners)))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAFileComesBackAsItWas(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB, s *Store) {
		owner := t.Name()
		f := keep(t, db, s, owner, `C:\Temp\..\Löne specifikation.pdf`, "%PDF-1.7 hello")
		if f.Name != "Löne specifikation.pdf" || f.ContentType != "application/pdf" || f.Size != 14 {
			t.Errorf("got %+v", f)
		}
		if got := read(t, db, s, f.ID); got != "%PDF-1.7 hello" {
			t.Errorf("got %q", got)
		}
		all, err := ByIDs(t.Context(), db, []string{f.ID, "none"})
		if err != nil || len(all) != 1 || all[f.ID].Name != f.Name {
			t.Errorf("got %v, %v", all, err)
		}
	})
}

func TestEqualBytesAreKeptOncePerOwner(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, db *store.DB, s *Store) {
		one, two := t.Name()+"1", t.Name()+"2"
		a := keep(t, db, s, one, "a.txt", "same")
		b := keep(t, db, s, one, "b.txt", "same")
		c := keep(t, db, s, two, "a.txt", "same")
		if n := blobs(t, db, one, two); n != 2 {
			t.Errorf("got %d blobs, want one for each owner", n)
		}
		remove := func(id string) {
			if err := db.Tx(t.Context(), func(tx *store.Tx) error { return s.Delete(t.Context(), tx, id) }); err != nil {
				t.Fatal(err)
			}
		}
		remove(a.ID)
		remove(a.ID)
		if _, _, err := s.Open(t.Context(), db, a.ID); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a deleted file opens: %v", err)
		}
		if read(t, db, s, b.ID) != "same" || read(t, db, s, c.ID) != "same" {
			t.Error("deleting one file took another's content")
		}
		remove(b.ID)
		if n := blobs(t, db, one); n != 0 {
			t.Errorf("%d blobs stay when no file has them", n)
		}
		all, err := ByIDs(t.Context(), db, []string{a.ID})
		if err != nil || all[a.ID].Name != "" || all[a.ID].DeletedAt.IsZero() {
			t.Errorf("the trace is %+v, %v", all[a.ID], err)
		}
	})
}

func TestWhatIsNotTaken(t *testing.T) {
	t.Parallel()
	s := New(nil, "")
	for name, content := range map[string]string{
		"empty.pdf": "", "page.pdf": "<!doctype html><script>1</script>", "picture.svg": `<svg onload="x"/>`, "run.txt": "#!/bin/sh",
		"prog.exe": "MZ\x90\x00", "archive.zip": zipped(t, "a.txt"), "macro.docx": zipped(t, "word/document.xml", "word/vbaProject.bin"),
		"page.html": "plain words", "video.mp4": "\x00\x00\x00\x18ftypisom....",
	} {
		if _, err := s.Stage(t.Context(), name, "application/pdf", strings.NewReader(content)); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: got %v", name, err)
		}
	}
	large := io.LimitReader(repeat{}, 31<<20)
	_, err := s.Stage(t.Context(), "large.txt", "", large)
	if fault.KindOf(err) != fault.TooLarge || !strings.Contains(err.Error(), "has 31 MB") {
		t.Errorf("got %v", err)
	}
}

type repeat struct{}

func (repeat) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func zipped(t *testing.T, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, n := range names {
		if _, err := w.Create(n); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTheContentSaysTheKind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, content, want string }{
		{"photo.pdf", "\xff\xd8\xff\xe0 jpeg", "image/jpeg"},
		{"photo.jpg", "\x00\x00\x00\x18ftypheic....", "image/heic"},
		{"voice", "\x00\x00\x00\x1cftypM4A ....", "audio/mp4"},
		{"x.webp", "RIFF....WEBPVP8 ", "image/webp"},
		{"x.bin", zipped(t, "xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{"list.csv", "a;b\n1;2\n", "text/csv"},
		{"mail.eml", "From: a@example.org\n\nHello", "message/rfc822"},
		{"note", "Hello", "text/plain"},
	} {
		if got, ok := sniff(c.name, []byte(c.content)); !ok || got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestNamesAreMadeHarmless(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"../../etc/passwd": "passwd", `..\..\x.pdf`: "x.pdf", "": "file", "..": "file", "a\x00b\r\nc.pdf": "abc.pdf",
		"invoice\u202efdp.exe": "invoicefdp.exe", "Löneavi – mars.pdf": "Löneavi – mars.pdf", "给薪.pdf": "给薪.pdf",
	} {
		if got := CleanName(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
	long := CleanName(strings.Repeat("ä", 300) + ".pdf")
	if utf8.RuneCountInString(long) != longestName || !strings.HasSuffix(long, "ä.pdf") {
		t.Errorf("got %d characters: %s", utf8.RuneCountInString(long), long)
	}
}

func TestWhatWasNeverKeptIsSwept(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, []store.Migrations{Migrations()}, func(t *testing.T, db *store.DB) {
		s := New(db, filepath.Join(t.TempDir(), "files"))
		kept := keep(t, db, s, "c", "a.txt", "kept")
		staged, err := s.Stage(t.Context(), "b.txt", "", strings.NewReader("never kept"))
		if err != nil {
			t.Fatal(err)
		}
		if n, err := s.Sweep(t.Context()); n != 0 || err != nil {
			t.Errorf("a fresh file was swept: %d, %v", n, err)
		}
		old := time.Now().Add(-2 * sweepAfter)
		err = filepath.WalkDir(s.dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			return os.Chtimes(path, old, old)
		})
		if err != nil {
			t.Fatal(err)
		}
		if n, err := s.Sweep(t.Context()); n != 1 || err != nil {
			t.Errorf("got %d swept, %v", n, err)
		}
		if _, err := os.Stat(s.path(staged.id)); err == nil {
			t.Error("the staged file is still there")
		}
		if read(t, db, s, kept.ID) != "kept" {
			t.Error("a kept file was swept")
		}
	})
}

func TestAFileIsNeverAPage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ kind, want string }{{"text/plain", "attachment"}, {"image/png", "inline"}, {"application/pdf", "attachment"}} {
		w := httptest.NewRecorder()
		Serve(w, httptest.NewRequest("GET", "/f", nil), File{Name: "Löne \"x\".pdf", ContentType: c.kind}, strings.NewReader("x"))
		h := w.Header()
		if got := h.Get("Content-Disposition"); !strings.HasPrefix(got, c.want+";") {
			t.Errorf("%s: got %s", c.kind, got)
		}
		if h.Get("Content-Security-Policy") != "default-src 'none'; sandbox" || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Content-Type") != c.kind {
			t.Errorf("got %v", h)
		}
	}
}

// At the end of a request what nobody gave to a transaction is gone from the disk, and what somebody did is there.
func TestARequestClearsWhatItStagedInVain(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, []store.Migrations{Migrations()}, func(t *testing.T, db *store.DB) {
		s := New(db, filepath.Join(t.TempDir(), "files"))
		ctx, end := Clearing(t.Context())
		stage := func(content string) Staged {
			staged, err := s.Stage(ctx, "a.txt", "", strings.NewReader(content))
			if err != nil {
				t.Fatal(err)
			}
			return staged
		}
		keep := func(staged Staged, and error) error {
			return db.Tx(ctx, func(tx *store.Tx) error {
				_, err := s.Keep(ctx, tx, "c", staged)
				return errors.Join(err, and)
			})
		}
		kept, twice, failed, refused := stage("kept"), stage("kept"), stage("failed"), stage("refused")
		if err := errors.Join(keep(kept, nil), keep(twice, nil)); err != nil {
			t.Fatal(err)
		}
		if err := keep(failed, errors.New("no")); err == nil {
			t.Fatal("it did not fail")
		}
		there := func(staged Staged) bool { _, err := os.Stat(s.path(staged.id)); return err == nil }
		if !there(kept) || there(twice) || !there(failed) || !there(refused) {
			t.Errorf("before the end there are: kept %v, kept already %v, of a transaction that failed %v, refused %v", there(kept), there(twice), there(failed), there(refused))
		}
		end()
		if !there(kept) || there(twice) || !there(failed) || there(refused) {
			t.Errorf("there: kept %v, kept already %v, of a transaction that failed %v, refused %v", there(kept), there(twice), there(failed), there(refused))
		}
		end()
		outside, err := s.Stage(t.Context(), "b.txt", "", strings.NewReader("of a task"))
		if err != nil || !there(outside) {
			t.Errorf("outside of a request: %v", err)
		}
	})
}
