package config

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

const keyBytes = 32

// LoadKey returns the key of the installation in dir, by which records are sealed and case numbers are drawn. It is made at the first
// start, in DIR/key with mode 0600, and belongs into every backup. HEARTH_KEY (64 hexadecimal digits) stands for the file where
// several servers share a database.
func LoadKey(dir string) ([]byte, error) {
	if text := os.Getenv("HEARTH_KEY"); text != "" {
		return decodeKey("HEARTH_KEY", text)
	}
	path := filepath.Join(dir, "key")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return makeKey(dir, path)
	}
	if err != nil {
		return nil, fmt.Errorf("key of the installation: %w", err)
	}
	return decodeKey(path, string(text))
}

func decodeKey(from, text string) ([]byte, error) {
	key, err := hex.DecodeString(strings.TrimSpace(text))
	if err != nil || len(key) != keyBytes {
		return nil, fault.New(fault.Invalid, "%s does not hold a key: %d hexadecimal digits are needed. Take it from a backup.", from, 2*keyBytes)
	}
	return key, nil
}

// MakeDir makes the data directory unless it is there, with those above it, each under a name that a power cut does not take away again.
func MakeDir(dir string) error {
	var above []string
	for at := filepath.Clean(dir); !there(at) && at != filepath.Dir(at); at = filepath.Dir(at) {
		above = append(above, filepath.Dir(at))
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("data directory: %w", err)
	}
	for _, parent := range above {
		if err := store.SyncPath(parent); err != nil && !errors.Is(err, fs.ErrPermission) { // what may not be read can be written to all the same
			return fmt.Errorf("data directory: %w", err)
		}
	}
	return nil
}

// makeKey writes a new key. It is written to another name first, so that a crash leaves no half of it; when two commands
// start at once the first one's key is taken by both. When it returns a power cut takes neither the key nor its name away.
func makeKey(dir, path string) ([]byte, error) {
	if err := MakeDir(dir); err != nil {
		return nil, err
	}
	key := make([]byte, keyBytes)
	_, _ = rand.Read(key) // never fails
	f, err := os.CreateTemp(dir, "key-*")
	if err != nil {
		return nil, fmt.Errorf("key of the installation: %w", err)
	}
	defer os.Remove(f.Name()) //nolint:errcheck // only a spare name of the file
	_, err = f.WriteString(hex.EncodeToString(key) + "\n")
	if err := errors.Join(err, store.Synced(f.Sync()), f.Close()); err != nil {
		return nil, fmt.Errorf("key of the installation: %w", err)
	}
	linked := os.Link(f.Name(), path)
	if linked != nil && !errors.Is(linked, fs.ErrExist) {
		return nil, fmt.Errorf("key of the installation: %w", linked)
	}
	if err := store.SyncPath(dir); err != nil {
		return nil, fmt.Errorf("key of the installation: %w", err)
	}
	if linked != nil {
		return LoadKey(dir)
	}
	return key, nil
}

// Lock makes the caller the one server on dir until release is called or the process ends. A second one is refused.
func Lock(dir string) (release func(), err error) {
	if err := MakeDir(dir); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock data directory: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close() // nothing was written
		return nil, fault.New(fault.Conflict, "A server already runs on %s. Stop it first, or give another --data.", dir)
	}
	return func() { _ = f.Close() }, nil // closing gives the lock back
}

const demoMark = "demo"

// MarkDemo makes dir a directory of the demo organisation. It is refused when dir holds something else.
func MarkDemo(dir string) error {
	if IsDemo(dir) {
		return nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("data directory: %w", err)
	}
	for _, e := range entries {
		if e.Name() != "lock" {
			return fault.New(fault.Conflict, "%s holds something else than the demo. Give the demo a directory of its own with --data.", dir)
		}
	}
	if err := MakeDir(dir); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, demoMark), []byte("This directory holds the demo organisation. Remove it to begin again.\n"), 0o600)
}

// IsDemo reports whether dir was made by MarkDemo.
func IsDemo(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, demoMark))
	return err == nil
}
