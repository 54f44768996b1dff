package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// safe is a server without any finding.
func safe() Config {
	return Config{Listen: "127.0.0.1:8080", PublicURL: "https://hr.example.org", OrgName: "Ferrow & Lund",
		SMTP: SMTP{Address: "mail.example.org:587", From: "hr@example.org", TLS: "auto"}}
}

func TestUnsafeSettingsAreNamed(t *testing.T) {
	t.Parallel()
	if found := safe().Findings(time.Now()); len(found) > 0 {
		t.Errorf("a safe server: %v", found)
	}
	for name, c := range map[string]struct {
		change func(*Config)
		want   string
		unsafe bool
	}{
		"listening":       {func(c *Config) { c.Listen = ":80" }, "only with TLS", true},
		"proxy":           {func(c *Config) { c.Listen, c.BehindProxy = ":80", true }, "nobody but the proxy", false},
		"no address":      {func(c *Config) { c.PublicURL = "" }, "Only this machine", false},
		"links":           {func(c *Config) { c.PublicURL, c.Listen, c.BehindProxy = "", ":80", true }, "Links in mails", true},
		"public, plain":   {func(c *Config) { c.PublicURL = "http://hr.example.org" }, "without TLS", true},
		"no certificate":  {func(c *Config) { c.TLSCert, c.TLSKey = "/nowhere/c", "/nowhere/k" }, "cannot be used", true},
		"no mail server":  {func(c *Config) { c.SMTP = SMTP{} }, "no mail server", true},
		"no sender":       {func(c *Config) { c.SMTP.From = "" }, "--smtp-from", true},
		"plain mail":      {func(c *Config) { c.SMTP.TLS = "none" }, "without TLS", true},
		"perhaps plain":   {func(c *Config) { c.SMTP.TLS = "optional" }, "without TLS when", true},
		"plain texts":     {func(c *Config) { c.SMS.URL = "http://sms.example.org/send" }, "Text messages go to", true},
		"organisation":    {func(c *Config) { c.OrgName = "Hearth" }, "is called Hearth", false},
		"database, plain": {func(c *Config) { c.Database = "postgres://hearth@db.example.org/hearth" }, "sslmode=verify-full", true},
		"database, other": {func(c *Config) { c.Database = "mysql://x" }, "postgres://user@host/name", true},
	} {
		config := safe()
		c.change(&config)
		found := config.Findings(time.Now())
		if len(found) == 0 || !strings.Contains(found[0].Text, c.want) || found[0].Unsafe != c.unsafe {
			t.Errorf("%s: got %v, want one with %q", name, found, c.want)
		}
	}
	for _, address := range []string{"postgres://hearth@localhost/hearth", "postgres://hearth@/hearth?host=/run/postgresql", "postgres://h@db/h?sslmode=verify-full"} {
		c := safe()
		c.Database = address
		if found := c.Findings(time.Now()); len(found) > 0 {
			t.Errorf("%s: %v", address, found)
		}
	}
}

func TestOpenFilesAreNamed(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	if _, err := LoadKey(dir); err != nil {
		t.Fatal(err)
	}
	c := Config{Place: Place{Data: dir}}
	if found := c.FilesFindings(); len(found) > 0 {
		t.Errorf("a new directory: %v", found)
	}
	says := func(want string) {
		t.Helper()
		found := c.FilesFindings()
		if len(found) != 1 || !found[0].Unsafe || !strings.Contains(found[0].Text, want) {
			t.Errorf("got %v, want %q", found, want)
		}
	}
	mode := func(path string, mode os.FileMode) {
		t.Helper()
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	key := filepath.Join(dir, "key")
	mode(dir, 0o750)
	says("data directory")
	mode(dir, 0o700)
	mode(key, 0o644)
	says("key of the installation, " + key + " (mode 0644)")
	mode(key, 0o600)
	for file, want := range map[string]string{"demo": "anybody may be anybody", "restoring": "interrupted"} {
		path := filepath.Join(dir, file)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		says(want)
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(key, []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	says("damaged")
	if err := os.Rename(key, filepath.Join(dir, "hearth.db")); err != nil {
		t.Fatal(err)
	}
	says("holds no key")
}
