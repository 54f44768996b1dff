package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Settle ends what Hurry began: what was written is on the disk when it returns, and commits wait for the disk again. It refuses while somebody reads what is older. On PostgreSQL it does nothing.
func (db *DB) Settle(ctx context.Context) error {
	if db.dialect != SQLite {
		return nil
	}
	if _, err := db.write.ExecContext(ctx, `PRAGMA synchronous = FULL`); err != nil {
		return fmt.Errorf("settle: %w", err)
	}
	var busy, pages, moved int
	if err := db.write.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved); err != nil {
		return fmt.Errorf("settle: %w", err)
	}
	if busy != 0 {
		return errors.New("settle: somebody still reads what is older")
	}
	// A checkpoint syncs only what it moves itself; what was moved in a hurry before it has to be synced besides.
	file := strings.TrimSuffix(db.log, "-wal")
	for _, path := range []string{file, filepath.Dir(file)} {
		if err := SyncPath(path); err != nil {
			return fmt.Errorf("settle: %w", err)
		}
	}
	return nil
}

// SyncPath puts a file on the disk, or the names that a directory holds. A disk that fails to is treated as Synced says.
func SyncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(Synced(f.Sync()), f.Close())
}
