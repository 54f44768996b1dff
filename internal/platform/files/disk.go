package files

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// sweepAfter is how old a blob without a row must be before it is swept: no transaction lasts so long.
const sweepAfter = 24 * time.Hour

// path is where a blob lies. Identifiers begin with the time, so their last digits spread them over the directories.
func (s *Store) path(id string) string { return filepath.Join(s.dir, id[len(id)-2:], id) }

// writeBlob writes a blob and syncs it and its directories: after a power cut a row never points to nothing.
func (s *Store) writeBlob(id string, content []byte) error {
	path := s.path(id)
	if err := s.begin(); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err = f.Write(content); err == nil {
		err = store.Synced(f.Sync())
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return errors.Join(store.SyncPath(filepath.Dir(path)), store.SyncPath(s.dir))
}

// begin makes the directory and syncs its name, once: the first blob would be lost with it.
func (s *Store) begin() error {
	s.beginning.Lock()
	defer s.beginning.Unlock()
	if s.begun {
		return nil
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return err
	}
	if err := store.SyncPath(filepath.Dir(s.dir)); err != nil {
		return err
	}
	s.begun = true
	return nil
}

func (s *Store) openBlob(id string) (*os.File, error) {
	if s.dir == "" || !ident.Valid(id) {
		return nil, fs.ErrNotExist
	}
	return os.Open(s.path(id))
}

func (s *Store) removeBlob(id string) { _ = os.Remove(s.path(id)) } // Sweep takes what stays behind

// eraseBlob removes a blob so that a power cut does not bring it back. One that is gone already is no error.
func (s *Store) eraseBlob(id string) error {
	path := s.path(id)
	if err := os.Remove(path); err != nil {
		return ignoreGone(err)
	}
	return store.SyncPath(filepath.Dir(path))
}

// Sweep removes blobs on disk to which no row points: files that were staged and never kept, and what a crash left. It returns how many.
func (s *Store) Sweep(ctx context.Context) (int, error) {
	if s.dir == "" {
		return 0, nil
	}
	swept := 0
	before := time.Now().Add(-sweepAfter) // the times of files are the machine's
	err := filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() || !ident.Valid(d.Name()) {
			return err
		}
		info, err := d.Info()
		if err != nil || info.ModTime().After(before) {
			return ignoreGone(err)
		}
		rows, err := store.All[int](ctx, s.db, `SELECT 1 FROM files_blob WHERE id = $1`, d.Name())
		if err != nil || len(rows) > 0 {
			return err
		}
		swept++
		return ignoreGone(os.Remove(path))
	})
	if err != nil {
		return swept, fmt.Errorf("sweep files: %w", err)
	}
	return swept, nil
}

func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
