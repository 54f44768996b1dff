package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Copies of uploads that older releases left are named once, however many; one that is written now, and what is called otherwise, is not.
func TestOldCopiesOfUploadsAreNamed(t *testing.T) {
	t.Parallel()
	dir, now := t.TempDir(), time.Now()
	look := func() (all []string) {
		var e Examination
		e.Uploads(dir, now)
		for _, f := range e.Findings {
			all = append(all, f.Text)
		}
		return all
	}
	for name, age := range map[string]time.Duration{"multipart-1": 0, "other-2": 48 * time.Hour} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.WriteFile(path, []byte("payslip"), 0o600), os.Chtimes(path, time.Time{}, now.Add(-age))); err != nil {
			t.Fatal(err)
		}
	}
	if got := look(); len(got) > 0 {
		t.Errorf("got %q", got)
	}
	for _, name := range []string{"multipart-3", "multipart-4"} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.WriteFile(path, []byte("payslip"), 0o600), os.Chtimes(path, time.Time{}, now.Add(-2*time.Hour))); err != nil {
			t.Fatal(err)
		}
	}
	if got := look(); len(got) != 1 || !strings.Contains(got[0], dir+": 2.") {
		t.Errorf("got %q", got)
	}
}
