package backup

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Backup is a backup whose every byte has been checked against its sums. Close it.
type Backup struct {
	Header
	Key []byte

	file    *os.File
	entries map[string]bool
}

const (
	headerBytes = 1 << 20
	keyBytes    = 32
)

// Open reads the backup in the file path from end to end. What is no backup, is damaged or ends too early is refused, so is one of a form that
// this release does not know.
func Open(path string) (*Backup, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fault.New(fault.NotFound, "The backup %s cannot be opened. Check its name and whether you may read it.", path)
	}
	b := &Backup{file: f}
	if err := b.check(path); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return b, nil
}

// Close ends the reading.
func (b *Backup) Close() error { return b.file.Close() }

// peek returns the header of a backup without checking the rest.
func peek(path string) (h Header, err error) {
	f, err := os.Open(path)
	if err != nil {
		return h, err
	}
	defer f.Close() //nolint:errcheck // only read
	return h, (&Backup{file: f}).each(func(name string, r io.Reader) error {
		if name != headerEntry {
			return errors.New("another archive")
		}
		if h, err = header(r); err != nil {
			return err
		}
		return errStop
	})
}

var errStop = errors.New("enough")

// each calls f for each entry in their order, until f fails; errStop ends it without an error.
func (b *Backup) each(f func(name string, r io.Reader) error) error {
	if _, err := b.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	gz, err := gzip.NewReader(b.file)
	if err != nil {
		return err
	}
	all := tar.NewReader(gz)
	for {
		entry, err := all.Next()
		if errors.Is(err, io.EOF) {
			_, err = io.Copy(io.Discard, gz) // checks what gzip says of the whole
			return err
		}
		if err != nil {
			return err
		}
		if err := f(entry.Name, all); errors.Is(err, errStop) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func header(r io.Reader) (h Header, err error) {
	text, err := io.ReadAll(io.LimitReader(r, headerBytes))
	if err != nil {
		return h, err
	}
	if err := json.Unmarshal(text, &h); err != nil || h.Format == 0 {
		return h, errors.Join(err, errors.New("no header of a backup"))
	}
	return h, nil
}

// check reads everything once: the header, the sums, and that nothing is there that does not belong.
func (b *Backup) check(path string) error {
	var err error
	if b.Header, err = peek(path); err != nil {
		return fault.New(fault.Invalid, "%s is no backup of Hearth, or its beginning is damaged.", path)
	}
	if b.Format != format {
		return fault.New(fault.Invalid, "%s was made by another release of Hearth (%s), which this one cannot read. Restore it with that release.", path, b.Release)
	}
	var have bytes.Buffer
	var listed []byte
	b.entries = map[string]bool{}
	err = b.each(func(name string, r io.Reader) error {
		if listed != nil || b.entries[name] || !b.belongs(name) {
			return fmt.Errorf("%q does not belong there", name)
		}
		if name == sumsEntry {
			listed, err = io.ReadAll(r)
			return err
		}
		b.entries[name] = true
		sum := sha256.New()
		if name == keyEntry {
			r = io.TeeReader(r, (*keyReader)(b))
		}
		_, err := io.Copy(sum, r)
		fmt.Fprintf(&have, "%s  %s\n", hex.EncodeToString(sum.Sum(nil)), name)
		return err
	})
	if err == nil && (listed == nil || !bytes.Equal(listed, have.Bytes())) {
		err = errors.New("the sums differ")
	}
	if err == nil {
		err = b.whole()
	}
	if err != nil {
		return fault.New(fault.Invalid, "The backup %s is damaged or not whole (%s). Nothing was changed; use another backup.", path, err.Error())
	}
	return nil
}

// keyReader takes the key as its entry goes by.
type keyReader Backup

// Write implements io.Writer.
func (k *keyReader) Write(p []byte) (int, error) {
	if k.Key = append(k.Key, p...); len(k.Key) > 4*keyBytes {
		return 0, errors.New("the key is too long")
	}
	return len(p), nil
}

// whole decodes the key and sees that what must be there is.
func (b *Backup) whole() error {
	key, err := hex.DecodeString(strings.TrimSpace(string(b.Key)))
	if err != nil || len(key) != keyBytes {
		return errors.New("there is no key in it")
	}
	b.Key = key
	if b.Database == store.SQLite && !b.entries[liteEntry] {
		return errors.New("there is no database in it")
	}
	for _, t := range b.Tables {
		if !b.entries[tablePrefix+t.Name] {
			return fmt.Errorf("table %s is missing", t.Name)
		}
	}
	return nil
}

func (b *Backup) belongs(name string) bool {
	switch id, isFile := strings.CutPrefix(name, filesPrefix); {
	case name == headerEntry || name == keyEntry || name == recordEntry || name == ledgerEntry || name == sumsEntry:
		return true
	case b.Database == store.SQLite:
		return name == liteEntry || isFile && ident.Valid(id)
	}
	_, ok := b.table(name)
	return ok
}

func (b *Backup) table(entry string) (store.Table, bool) {
	for _, t := range b.Tables {
		if entry == tablePrefix+t.Name {
			return t, true
		}
	}
	return store.Table{}, false
}

// IntoSQLite writes attachments and the embedded database into the data directory dir, which holds none. Everything is on the disk when it returns.
// The heads of the record are written unless dir has them: those may be newer.
func (b *Backup) IntoSQLite(ctx context.Context, dir string) (Report, error) {
	r := Report{Header: b.Header}
	path, to := filepath.Join(dir, liteEntry), files.New(nil, filepath.Join(dir, "files"))
	err := b.each(func(name string, body io.Reader) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		switch name {
		case liteEntry:
			return writeSynced(path, body)
		case recordEntry, ledgerEntry:
			return writeRecord(dir, name, body)
		}
		id, ok := strings.CutPrefix(name, filesPrefix)
		if !ok {
			return nil
		}
		content, err := io.ReadAll(body)
		if err != nil {
			return err
		}
		r.Attachments++
		return to.WriteBlob(id, content)
	})
	if err != nil {
		return Report{}, fmt.Errorf("restore: %w", err)
	}
	return r, store.CheckSQLite(ctx, path)
}

func writeSynced(path string, body io.Reader) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, body)
	return errors.Join(err, store.Synced(f.Sync()), f.Close(), store.SyncPath(filepath.Dir(path)))
}

// writeRecord puts a file beside the database unless a newer one is there.
func writeRecord(dir, name string, body io.Reader) error {
	path := filepath.Join(dir, name)
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	return writeSynced(path, body)
}

// IntoPostgres makes the tables in an empty database as they were at the time of the backup and fills them, all or none. The heads of the record
// go into dir as with IntoSQLite.
func (b *Backup) IntoPostgres(ctx context.Context, db *store.DB, all []store.Migrations, dir string) (Report, error) {
	if err := db.MigrateTo(ctx, b.Versions, all...); err != nil {
		return Report{}, err
	}
	r := Report{Header: b.Header}
	err := db.Tx(ctx, func(tx *store.Tx) error {
		r.Rows = 0
		if err := tx.Clear(ctx); err != nil {
			return err
		}
		if err := b.each(func(name string, body io.Reader) error {
			if name == recordEntry || name == ledgerEntry {
				return writeRecord(dir, name, body)
			}
			t, ok := b.table(name)
			if !ok {
				return nil
			}
			rows, err := tx.CopyIn(ctx, t, body)
			r.Rows += rows
			return err
		}); err != nil {
			return err
		}
		return tx.SetCounters(ctx, b.Counters)
	})
	if err != nil {
		return Report{}, fmt.Errorf("restore: %w", err)
	}
	return r, nil
}
