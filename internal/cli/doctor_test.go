package cli

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestTheDoctorEndsWithItsVerdict(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	safe := []string{"doctor", "--data", data, "--public-url", "https://hr.example.org", "--smtp-address", "mail.example.org:587", "--smtp-from", "hr@example.org"}
	status, out, complaints := run(t, safe...)
	if status != 0 || !strings.Contains(out, "Nothing unsafe was found.") || !strings.HasPrefix(out, "note ") {
		t.Errorf("status %d: %s%s", status, out, complaints)
	}
	status, out, complaints = run(t, append(safe, "--listen", ":80")...)
	if status != 1 || !strings.HasPrefix(out, "unsafe  Hearth listens beyond this machine") || complaints != "Unsafe findings: 1.\n" {
		t.Errorf("status %d: %s%s", status, out, complaints)
	}
}

func TestABackupOfNothingIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	status, out, complaints := run(t, "backup", filepath.Join(dir, "b.tar.gz"), "--data", filepath.Join(dir, "data"))
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); status != 1 || out != "" || !strings.Contains(complaints, "does not hold an installation") || len(left) > 0 {
		t.Errorf("status %d: %s%s, %v", status, out, complaints, left)
	}
}

// The demo tells figures as a server does, and like it not on the address that people use.
func TestTheDemoTakesAnAddressForFigures(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "demo")
	status, out, complaints := run(t, "demo", "--data", data, "--listen", "127.0.0.1:8080", "--metrics", "127.0.0.1:8080")
	if status != 1 || out != "" || !strings.Contains(complaints, "Write the address for figures as host:port, another one than people use") {
		t.Errorf("status %d: %s%s", status, out, complaints)
	}
}
