package config

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// ReadKey returns the key of the installation in dir as LoadKey does, but makes none: where there is none it is refused.
func ReadKey(dir string) ([]byte, error) {
	if _, err := os.Stat(filepath.Join(dir, "key")); errors.Is(err, fs.ErrNotExist) && os.Getenv("HEARTH_KEY") == "" {
		return nil, fault.New(fault.NotFound, "%s does not hold the key of an installation. Give its directory with --data, or the key in HEARTH_KEY.", dir)
	}
	return LoadKey(dir)
}

const restoring = "restoring"

// CheckRestored refuses a directory into which a restore was begun and not ended.
func CheckRestored(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, restoring)); err == nil {
		return fault.New(fault.Conflict,
			"A restore into %s was interrupted. Empty the directory, and the database if it is PostgreSQL, and restore again.", dir)
	}
	return nil
}

// allowed is what a directory may hold into which a backup is restored: all that a server on PostgreSQL keeps there.
var allowed = []string{"lock", "lost+found", "key", "audit.log", "audit.waiting", "erased.log"}

// BeginRestore prepares dir, on which the caller has the Lock, for what a backup holds: it must hold nothing yet but the same key, the
// heads of the record, the number of openings that wait for it, and the ledger of who was erased. Until done is called CheckRestored refuses it. undo removes what was put there since.
func BeginRestore(dir string, key []byte) (done func() error, undo func(), err error) {
	if err := CheckRestored(dir); err != nil {
		return nil, nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("data directory: %w", err)
	}
	before := map[string]bool{}
	for _, e := range entries {
		before[e.Name()] = true
		if !slices.Contains(allowed, e.Name()) {
			return nil, nil, fault.New(fault.Conflict, "%s is not empty: it holds %s. A backup is restored into an empty directory only.", dir, e.Name())
		}
	}
	if before["key"] || os.Getenv("HEARTH_KEY") != "" {
		mine, err := LoadKey(dir)
		if err != nil {
			return nil, nil, err
		}
		if !bytes.Equal(mine, key) {
			return nil, nil, fault.New(fault.Conflict, "%s or HEARTH_KEY holds another key than the backup. Take that key away, or choose another directory.", dir)
		}
	}
	undo = func() {
		entries, _ := os.ReadDir(dir) // it was read before
		for _, e := range entries {
			if !before[e.Name()] {
				_ = os.RemoveAll(filepath.Join(dir, e.Name())) // what stays makes the next restore refuse
			}
		}
	}
	if err := writeRestored(dir, before["key"], key); err != nil {
		undo()
		return nil, nil, err
	}
	done = func() error { return errors.Join(os.Remove(filepath.Join(dir, restoring)), store.SyncPath(dir)) }
	return done, undo, nil
}

// writeRestored writes the mark first and then, unless it is there or in HEARTH_KEY, the key.
func writeRestored(dir string, hasKey bool, key []byte) error {
	if err := writeSynced(filepath.Join(dir, restoring), "A backup is being restored into this directory.\n"); err != nil {
		return err
	}
	if hasKey || os.Getenv("HEARTH_KEY") != "" {
		return nil
	}
	return writeSynced(filepath.Join(dir, "key"), hex.EncodeToString(key)+"\n")
}

func writeSynced(path, text string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("data directory: %w", err)
	}
	_, err = f.WriteString(text)
	if err := errors.Join(err, store.Synced(f.Sync()), f.Close(), store.SyncPath(filepath.Dir(path))); err != nil {
		return fmt.Errorf("data directory: %w", err)
	}
	return nil
}

// MarkDemoRestored makes dir, into which a backup of the demo is restored, a directory of the demo again.
func MarkDemoRestored(dir string) error {
	return writeSynced(filepath.Join(dir, demoMark), "This directory holds the demo organisation. Remove it to begin again.\n")
}
