package dbtest

import (
	"io/fs"
	"os"
	"syscall"

	"hearth/internal/platform/store"
)

// fsFiles lists the module's migrations with their text.
func fsFiles(m store.Migrations) ([]string, error) {
	names, err := fs.Glob(m.Files, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var all []string
	for _, name := range names {
		body, err := fs.ReadFile(m.Files, name)
		if err != nil {
			return nil, err
		}
		all = append(all, name, string(body))
	}
	return all, nil
}

// lock takes an exclusive lock on a file, shared by all test binaries of a run.
func lock(path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		return nil, err
	}
	return func() { _ = f.Close() }, nil // closing gives the lock back
}
