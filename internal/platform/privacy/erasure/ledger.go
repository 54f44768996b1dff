package erasure

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// The kinds of lines in the ledger.
const (
	erasedLine = "erased" // somebody is erased, or is about to be
	voidLine   = "void"   // it did not come to it
)

// ledger is the file of who was erased: "erased 2026-11-17T12:00:00Z ID HASHES MAC". HASHES are keyed hashes of the e-mail address and the personnel number,
// by which somebody who is erased is known again; "-" for none. Lines are only ever added.
type ledger struct {
	path string
	key  []byte
}

// erased is a line of the ledger.
type erased struct {
	id   string
	at   time.Time
	refs []string
}

// add appends a line and returns when it is on the disk.
func (l ledger) add(kind string, at time.Time, id string, refs ...string) (err error) {
	hashes := []string{}
	for _, r := range refs {
		if r != "" {
			hashes = append(hashes, l.hash(r))
		}
	}
	text := strings.Join(hashes, ",")
	if text == "" {
		text = "-"
	}
	fields := []string{kind, at.UTC().Format(time.RFC3339), id, text}
	f, err := os.OpenFile(l.path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("ledger of erasures: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return fmt.Errorf("ledger of erasures: %w", err)
	}
	line := strings.Join(append(fields, l.mac(fields)), " ") + "\n"
	last := []byte{'\n'}
	if size > 0 {
		if _, err := f.ReadAt(last, size-1); err != nil {
			return fmt.Errorf("ledger of erasures: %w", err)
		}
	}
	if last[0] != '\n' { // a crash cut the line before off
		line = "\n" + line
	}
	if _, err := f.WriteString(line); err != nil {
		return fmt.Errorf("ledger of erasures: %w", err)
	}
	return errors.Join(store.Synced(f.Sync()), store.SyncPath(filepath.Dir(l.path)))
}

// read returns who was erased, in the order of the ledger. A line that a crash cut off is left out, because what it began did not happen; one that was changed
// is refused.
func (l ledger) read() ([]erased, error) {
	body, err := os.ReadFile(l.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("ledger of erasures: %w", err)
	}
	var all []erased
	n := 0
	for line := range bytes.Lines(body) {
		n++
		fields := strings.Fields(string(line))
		if !bytes.HasSuffix(line, []byte("\n")) || cut(fields) {
			continue
		}
		if len(fields) != 5 || !hmac.Equal([]byte(l.mac(fields[:4])), []byte(fields[4])) {
			return nil, fault.New(fault.Conflict, "Line %d of %s is not as it was written. Put the file back from a copy; until then nothing is opened.", n, filepath.Base(l.path))
		}
		at, err := time.Parse(time.RFC3339, fields[1])
		if err != nil {
			return nil, fmt.Errorf("ledger of erasures: %w", err)
		}
		if fields[0] == voidLine {
			all = without(all, fields[2])
			continue
		}
		all = append(all, erased{fields[2], at, strings.Split(fields[3], ",")})
	}
	return all, nil
}

// cut reports whether fields are the beginning of a line that a crash cut off: its MAC is missing or short, and so it was never acted upon.
func cut(fields []string) bool {
	return len(fields) < 5 || len(fields) == 5 && len(fields[4]) < 2*sha256.Size
}

func without(all []erased, id string) []erased {
	out := all[:0]
	for _, e := range all {
		if e.id != id {
			out = append(out, e)
		}
	}
	return out
}

// find returns the line of whom ref names: an id, an address or a number.
func (l ledger) find(ref string) (erased, bool, error) {
	all, err := l.read()
	if err != nil {
		return erased{}, false, err
	}
	hash := l.hash(ref)
	for _, e := range all {
		if e.id == strings.TrimSpace(ref) {
			return e, true, nil
		}
		for _, r := range e.refs {
			if r == hash {
				return e, true, nil
			}
		}
	}
	return erased{}, false, nil
}

func (l ledger) hash(ref string) string {
	m := hmac.New(sha256.New, l.key)
	m.Write([]byte("ref\n" + strings.ToLower(strings.TrimSpace(ref))))
	return hex.EncodeToString(m.Sum(nil))[:32]
}

func (l ledger) mac(fields []string) string {
	m := hmac.New(sha256.New, l.key)
	m.Write([]byte("line\n" + strings.Join(fields, "\n")))
	return hex.EncodeToString(m.Sum(nil))
}
