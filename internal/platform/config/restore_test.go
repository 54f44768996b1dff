package config

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestARestoreTakesAnEmptyDirectoryOnly(t *testing.T) {
	t.Parallel()
	key := bytes.Repeat([]byte{1}, keyBytes)
	for name, c := range map[string]struct {
		files map[string]string
		want  string // "" is taken
	}{
		"nothing":          {nil, ""},
		"a lock":           {map[string]string{"lock": "", "lost+found": ""}, ""},
		"heads":            {map[string]string{"audit.log": "seal"}, ""},
		"a server's":       {map[string]string{"lock": "", "key": strings.Repeat("01", keyBytes), "audit.log": "seal", "audit.waiting": "0", "erased.log": "line"}, ""}, // on PostgreSQL
		"the same key":     {map[string]string{"key": strings.Repeat("01", keyBytes)}, ""},
		"another key":      {map[string]string{"key": strings.Repeat("02", keyBytes)}, "another key"},
		"half a key":       {map[string]string{"key": "01"}, "does not hold a key"},
		"a database":       {map[string]string{"hearth.db": ""}, "it holds hearth.db"},
		"its log only":     {map[string]string{"hearth.db-wal": ""}, "it holds hearth.db-wal"},
		"attachments":      {map[string]string{"files": ""}, "it holds files"},
		"somebody's notes": {map[string]string{"notes.txt": ""}, "it holds notes.txt"},
		"half a restore":   {map[string]string{restoring: ""}, "was interrupted"},
	} {
		dir := t.TempDir()
		for file, text := range c.files {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		_, undo, err := BeginRestore(dir, key)
		if c.want != "" {
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: got %v, want %q", name, err, c.want)
			}
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if CheckRestored(dir) == nil {
			t.Errorf("%s: it may be served before it is done", name)
		} else {
			undo()
		}
		left, err := os.ReadDir(dir)
		if err != nil || len(left) != len(c.files) {
			t.Errorf("%s: it left %v, %v", name, left, err)
		}
		if c.want != "" {
			continue
		}
		done, _, err := BeginRestore(dir, key)
		if err != nil {
			t.Errorf("%s: after undo: %v", name, err)
			continue
		}
		if err := done(); err != nil || CheckRestored(dir) != nil {
			t.Errorf("%s: it is not done: %v", name, err)
		}
		if got, err := LoadKey(dir); err != nil || !bytes.Equal(got, key) {
			t.Errorf("%s: the key is %x, %v", name, got, err)
		}
	}
}

func TestARestoreLeavesTheKeyOfTheEnvironmentThere(t *testing.T) {
	key := bytes.Repeat([]byte{1}, keyBytes)
	t.Setenv("HEARTH_KEY", strings.Repeat("02", keyBytes))
	dir := t.TempDir()
	if _, _, err := BeginRestore(dir, key); err == nil || !strings.Contains(err.Error(), "another key") {
		t.Errorf("got %v", err)
	}
	t.Setenv("HEARTH_KEY", strings.Repeat("01", keyBytes))
	done, _, err := BeginRestore(dir, key)
	if err != nil {
		t.Fatal(err)
	}
	if err := done(); err != nil || there(filepath.Join(dir, "key")) {
		t.Errorf("the key was written beside the environment: %v", err)
	}
}
