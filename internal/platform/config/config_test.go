package config

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestUnsafeSettingsAreRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config Config
		ok     bool
	}{
		"loopback":              {Config{Listen: "127.0.0.1:8080"}, true},
		"loopback, version 6":   {Config{Listen: "[::1]:8080"}, true},
		"localhost":             {Config{Listen: "localhost:8080"}, true},
		"everywhere":            {Config{Listen: ":8080"}, false},
		"everywhere, spelt":     {Config{Listen: "0.0.0.0:8080"}, false},
		"a name":                {Config{Listen: "hr.example.org:80"}, false},
		"everywhere with TLS":   {Config{Listen: ":443", TLSCert: "c", TLSKey: "k"}, true},
		"behind a proxy":        {Config{Listen: ":8080", BehindProxy: true}, true},
		"certificate, no key":   {Config{Listen: ":443", TLSCert: "c"}, false},
		"no port":               {Config{Listen: "127.0.0.1"}, false},
		"public without scheme": {Config{Listen: "127.0.0.1:1", PublicURL: "hr.example.org"}, false},
		"mail without sender":   {Config{Listen: "127.0.0.1:1", SMTP: SMTP{Address: "mail:25"}}, false},
		"another database":      {Config{Listen: "127.0.0.1:1", Place: Place{Database: "mysql://x"}}, false},
	} {
		if err := c.config.Check(); (err == nil) != c.ok {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestTheDemoStaysOnThisMachine(t *testing.T) {
	t.Parallel()
	if err := (Config{Listen: ":8080"}).CheckDemo(); err == nil {
		t.Error("the demo listens everywhere")
	}
	if err := (Config{Listen: ":8080", Public: true}).CheckDemo(); err != nil {
		t.Error(err)
	}
	for at, ok := range map[string]bool{"": true, "127.0.0.1:9464": true, ":9464": false, "9464": false, "127.0.0.1:8080": false} {
		if err := (Config{Listen: "127.0.0.1:8080", Metrics: at}).CheckDemo(); (err == nil) != ok {
			t.Errorf("figures on %q: %v", at, err)
		}
	}
}

func TestBaseURL(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		config Config
		want   string
	}{
		{Config{Listen: "127.0.0.1:8080"}, "http://127.0.0.1:8080"},
		{Config{Listen: ":8080"}, "http://localhost:8080"},
		{Config{Listen: "[::]:443", TLSCert: "c"}, "https://localhost:443"},
		{Config{Listen: ":8080", PublicURL: "https://hr.example.org/"}, "https://hr.example.org"},
	} {
		if got := c.config.BaseURL(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestTheKeyIsMadeOnceAndKept(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	first, err := LoadKey(dir)
	if err != nil {
		t.Fatal(err)
	}
	second, err := LoadKey(dir)
	if err != nil || !bytes.Equal(first, second) || len(first) != 32 {
		t.Errorf("got %x then %x: %v", first, second, err)
	}
	info, err := os.Stat(filepath.Join(dir, "key"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := os.WriteFile(filepath.Join(dir, "key"), []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadKey(dir); err == nil {
		t.Error("half a key is taken")
	}
}

func TestOneServerOnADirectory(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	release, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(dir); err == nil {
		t.Error("a second server got the directory")
	}
	release()
	again, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	again()
}

func TestTheDemoTakesNoOtherDirectory(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "hearth.db"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := MarkDemo(dir); err == nil || IsDemo(dir) {
		t.Error("a directory with data became the demo's")
	}
	fresh := filepath.Join(t.TempDir(), "demo")
	for range 2 {
		if err := MarkDemo(fresh); err != nil || !IsDemo(fresh) {
			t.Error(err)
		}
	}
}
