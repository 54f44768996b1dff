package backup

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Ledger is the name, in the data directory and in a backup, of the file that says who was erased.
const Ledger = "erased.log"

// The entries of a backup.
const (
	headerEntry = "backup.json"
	keyEntry    = "key"
	recordEntry = "audit.log"
	liteEntry   = "hearth.db"
	ledgerEntry = Ledger
	filesPrefix = "files/"
	tablePrefix = "tables/"
	sumsEntry   = "SHA256SUMS"
)

const format = 1

// Header says what a backup is of. Tables and Counters are those of PostgreSQL, in the order in which they are filled.
type Header struct {
	Format   int              `json:"hearth_backup"`
	Release  string           `json:"release"`
	Database store.Dialect    `json:"database"`
	MadeAt   store.Time       `json:"made_at"`
	Demo     bool             `json:"demo"`
	Versions map[string]int64 `json:"versions"`
	Tables   []store.Table    `json:"tables,omitempty"`
	Counters map[string]int64 `json:"counters,omitempty"`
}

// spares is how the directories are called in which a backup is written, beside where it will be; what a crash left is removed by a later one.
const (
	spares     = ".hearth-backup-*"
	sparesLast = 24 * time.Hour
)

// archive is a backup that is being written, in the directory dir until it is whole.
type archive struct {
	path string
	dir  string
	file *os.File
	gz   *gzip.Writer
	tar  *tar.Writer
	sums bytes.Buffer
	at   time.Time
}

// create begins a backup at path. It refuses to replace what is not a backup.
func create(path string, at time.Time) (*archive, error) {
	if err := replaceable(path); err != nil {
		return nil, err
	}
	sweep(filepath.Dir(path))
	dir, err := os.MkdirTemp(filepath.Dir(path), spares) // mode 0700
	if err != nil {
		return nil, fmt.Errorf("backup: %w", err)
	}
	f, err := os.OpenFile(filepath.Join(dir, "backup.tar.gz"), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("backup: %w", errors.Join(err, os.RemoveAll(dir)))
	}
	gz, err := gzip.NewWriterLevel(f, gzip.BestSpeed)
	if err != nil {
		return nil, errors.Join(err, f.Close(), os.RemoveAll(dir))
	}
	return &archive{path: path, dir: dir, file: f, gz: gz, tar: tar.NewWriter(gz), at: at}, nil
}

// sweep removes what killed backups left in dir.
func sweep(dir string) {
	left, _ := filepath.Glob(filepath.Join(dir, spares)) // a dir with signs of a pattern is not swept
	for _, spare := range left {
		if info, err := os.Stat(spare); err == nil && info.IsDir() && time.Since(info.ModTime()) > sparesLast {
			_ = os.RemoveAll(spare) // the next backup tries again
		}
	}
}

func replaceable(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode().IsRegular() && info.Size() == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if _, err := peek(path); err != nil {
		return fault.New(fault.Conflict, "%s is there and is no backup of Hearth. Give the backup another name.", path)
	}
	return nil
}

// add writes an entry of size bytes.
func (a *archive) add(name string, size int64, r io.Reader) error {
	if err := a.tar.WriteHeader(&tar.Header{Name: name, Size: size, Mode: 0o600, ModTime: a.at, Format: tar.FormatPAX}); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(a.tar, sum), r)
	if err == nil && n != size {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return fmt.Errorf("backup %s: %w", name, err)
	}
	fmt.Fprintf(&a.sums, "%s  %s\n", hex.EncodeToString(sum.Sum(nil)), name)
	return nil
}

func (a *archive) addBytes(name string, content []byte) error {
	return a.add(name, int64(len(content)), bytes.NewReader(content))
}

func (a *archive) addFile(name, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer f.Close() //nolint:errcheck // only read
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return a.add(name, info.Size(), io.LimitReader(f, info.Size())) // it may grow meanwhile
}

// begin writes what a backup of either database begins with.
func (a *archive) begin(h Header, src Source) error {
	text, err := json.MarshalIndent(h, "", "  ")
	if err != nil {
		return err
	}
	if err := a.addBytes(headerEntry, append(text, '\n')); err != nil {
		return err
	}
	if err := a.addBytes(keyEntry, []byte(hex.EncodeToString(src.Key)+"\n")); err != nil {
		return err
	}
	for _, kept := range []struct{ name, path string }{{recordEntry, src.Record}, {ledgerEntry, src.Ledger}} {
		if _, err := os.Stat(kept.path); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := a.addFile(kept.name, kept.path); err != nil {
			return err
		}
	}
	return nil
}

// finish makes the backup whole and gives it its name; it is on the disk then. It returns its size.
func (a *archive) finish() (int64, error) {
	if err := a.addBytes(sumsEntry, a.sums.Bytes()); err != nil {
		return 0, err
	}
	if err := errors.Join(a.tar.Close(), a.gz.Close(), store.Synced(a.file.Sync())); err != nil {
		return 0, fmt.Errorf("backup: %w", err)
	}
	info, err := a.file.Stat()
	if err != nil {
		return 0, fmt.Errorf("backup: %w", err)
	}
	if err := errors.Join(os.Rename(a.file.Name(), a.path), store.SyncPath(filepath.Dir(a.path))); err != nil {
		return 0, fmt.Errorf("backup: %w", err)
	}
	return info.Size(), nil
}

// close ends the work on the backup; what was not finished is removed.
func (a *archive) close() {
	_ = a.file.Close()      // finish has reported what matters
	_ = os.RemoveAll(a.dir) // the next backup tries again
}
