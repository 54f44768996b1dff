package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
)

// Source is the installation to back up. SQLite is the path of the embedded database and Files the directory of its attachments; both are empty for PostgreSQL.
// Record is the path of the file that holds the heads of the record, and Ledger of the one that says who was erased; they may not be there.
type Source struct {
	DB      *store.DB
	SQLite  string
	Files   string
	Record  string
	Ledger  string
	Key     []byte
	Release string
	Demo    bool
}

// Report says what was backed up or restored. Rows are counted on PostgreSQL only, Attachments on SQLite only, where they are files.
type Report struct {
	Header
	Size        int64
	Rows        int64
	Attachments int
	Erased      int      // people whom the ledger names and who were in the backup: erased again
	Held        int      // those whom a hold keeps that is younger than their line: nothing of them is erased
	Damaged     []string // ids of attachments that are missing in the installation, or not what was uploaded
}

// errGone is that an attachment was deleted after the database was copied.
var errGone = errors.New("an attachment was deleted meanwhile")

const tries = 5

// Write backs src up into the file path, beside a running server. An older backup of that name is replaced once the new one is whole and on the disk.
// Attachments that were damaged before are named in the report; they do not stop it.
func Write(ctx context.Context, src Source, path string) (Report, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return Report{}, err
	}
	for try := 1; ; try++ {
		r, err := write(ctx, src, path, try == tries)
		if !errors.Is(err, errGone) {
			return r, err
		}
	}
}

// write makes one try. In the last one an attachment that was deleted meanwhile counts as missing.
func write(ctx context.Context, src Source, path string, last bool) (Report, error) {
	a, err := create(path, src.DB.Now().Time)
	if err != nil {
		return Report{}, err
	}
	defer a.close()
	r := Report{Header: Header{Format: format, Release: src.Release, Database: src.DB.Dialect(), MadeAt: src.DB.Now(), Demo: src.Demo}}
	if src.SQLite != "" {
		err = r.writeLite(ctx, a, src, last)
	} else {
		err = r.writePostgres(ctx, a, src)
	}
	if err != nil {
		return Report{}, err
	}
	r.Size, err = a.finish()
	return r, err
}

func (r *Report) writeLite(ctx context.Context, a *archive, src Source, last bool) (err error) {
	copied := filepath.Join(a.dir, liteEntry)
	if err := store.CopySQLite(ctx, src.SQLite, copied); err != nil {
		return err
	}
	snapshot, err := store.Open(ctx, copied, src.DB.Clock())
	if err != nil {
		return err
	}
	closed := false
	defer func() {
		if !closed {
			err = errors.Join(err, snapshot.Close())
		}
	}()
	if r.Versions, err = store.Versions(ctx, snapshot); err != nil {
		return err
	}
	if err := a.begin(r.Header, src); err != nil {
		return err
	}
	kept := files.New(src.DB, src.Files)
	if err := files.Blobs(ctx, snapshot, func(b files.Blob) error { return r.writeBlob(ctx, a, src.DB, kept, b, last) }); err != nil {
		return err
	}
	closed = true
	if err := snapshot.Close(); err != nil { // all of it is in the one file then
		return err
	}
	return a.addFile(liteEntry, copied)
}

func (r *Report) writeBlob(ctx context.Context, a *archive, live *store.DB, kept *files.Store, b files.Blob, last bool) error {
	content, err := kept.ReadBlob(b.ID)
	if errors.Is(err, fs.ErrNotExist) {
		there, err := files.Has(ctx, live, b.ID)
		if err != nil {
			return err
		}
		if !there && !last {
			return errGone
		}
		r.Damaged = append(r.Damaged, b.ID)
		return nil
	}
	if err != nil {
		return fmt.Errorf("backup attachment %s: %w", b.ID, err)
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != b.SHA256 {
		r.Damaged = append(r.Damaged, b.ID)
	}
	r.Attachments++
	return a.addBytes(filesPrefix+b.ID, content)
}

func (r *Report) writePostgres(ctx context.Context, a *archive, src Source) error {
	return src.DB.Snapshot(ctx, func(s *store.Snapshot) (err error) {
		r.MadeAt = s.Now()
		if r.Versions, err = store.Versions(ctx, s); err != nil {
			return err
		}
		if r.Tables, err = s.Tables(ctx); err != nil {
			return err
		}
		if r.Counters, err = s.Counters(ctx); err != nil {
			return err
		}
		if err := a.begin(r.Header, src); err != nil {
			return err
		}
		for _, t := range r.Tables {
			if err := r.writeTable(ctx, a, s, t); err != nil {
				return err
			}
		}
		return nil
	})
}

// writeTable writes a table to a file first, because an entry begins with its size.
func (r *Report) writeTable(ctx context.Context, a *archive, s *store.Snapshot, t store.Table) error {
	spool, err := os.Create(filepath.Join(a.dir, "table"))
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer os.Remove(spool.Name()) //nolint:errcheck // only a spare copy
	defer spool.Close()           //nolint:errcheck // as above
	rows, err := s.CopyOut(ctx, t, spool)
	if err != nil {
		return err
	}
	r.Rows += rows
	size, err := spool.Seek(0, io.SeekCurrent)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if _, err := spool.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return a.add(tablePrefix+t.Name, size, spool)
}
