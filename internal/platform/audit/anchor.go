package audit

import (
	"bytes"
	"context"
	"crypto/hmac"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"hearth/internal/platform/store"
)

// The kinds of lines in the file of heads.
const (
	sealed = "seal"  // the chain ended here
	mended = "mend"  // the line before was cut off by a crash
	broken = "break" // the database was restored from a backup that ends here
)

// anchored is a line of the file of heads: "seal 120 2026-11-17T12:00:00Z LINK MAC". "-" stands for the link of an empty chain.
type anchored struct {
	kind string
	at   time.Time
	head
	line int
}

// AnchorAt makes Seal write each head of the chain to the file at path as well, outside the database: lines are only ever added. Call it
// before the first use of l. It returns l.
func (l *Log) AnchorAt(path string) *Log {
	l.path = path
	return l
}

// look reads once what the file ends with; a crash may have come between the database and the file. Where there is no file it is begun, before
// anything is sealed.
func (l *Log) look(ctx context.Context) error {
	if l.path == "" || l.looked {
		return nil
	}
	lines, _, err := l.readAnchors()
	begin := errors.Is(err, fs.ErrNotExist)
	_, changed := errors.AsType[*Flaw](err)
	if err != nil && !begin && !changed {
		return err
	}
	if l.head, err = headOf(ctx, l.db); err != nil {
		return err
	}
	if len(lines) > 0 {
		l.last = lines[len(lines)-1].head
	}
	if begin {
		if err := l.append(sealed, l.head); err != nil {
			return fmt.Errorf("begin the heads of the record: %w", err)
		}
		l.last = l.head
	}
	l.looked = true
	switch { // sealing goes on in each case: it hides nothing
	case changed || l.last.Seq > l.head.Seq:
		l.log.ErrorContext(ctx, "the record and its heads do not fit together: run audit verify", "entries", l.head.Seq, "sealed", l.last.Seq)
	case begin && l.head.Seq > 0:
		l.log.WarnContext(ctx, "the heads of the record are begun anew: right on a new server only", "file", l.path, "entries", l.head.Seq)
	}
	return nil
}

// anchor writes the head to the file unless it stands there.
func (l *Log) anchor() error {
	if l.path == "" || l.head == l.last || l.head.Seq == 0 {
		return nil
	}
	if err := l.append(sealed, l.head); err != nil {
		return fmt.Errorf("keep the head of the record: %w", err)
	}
	l.last = l.head
	return nil
}

// Restored writes a signed break into the file of heads: the database was restored from a backup, and the chain goes on from where that ends.
// Verify names it. Call it once the restored database is in place, before a server runs on it.
func (l *Log) Restored(ctx context.Context) error {
	l.sealing.Lock()
	defer l.sealing.Unlock()
	h, err := headOf(ctx, l.db)
	if err != nil {
		return fmt.Errorf("record the restore: %w", err)
	}
	if l.path == "" {
		return nil
	}
	if err := l.append(broken, h); err != nil {
		return fmt.Errorf("record the restore: %w", err)
	}
	l.head, l.last, l.looked = h, h, true
	return nil
}

// append adds a line to the file, and returns when it is on the disk.
func (l *Log) append(kind string, h head) (err error) {
	file, err := os.OpenFile(l.path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	now := l.db.Now().Time
	text := l.line(kind, now, h)
	end := []byte{'\n'}
	if size > 0 {
		if _, err := file.ReadAt(end, size-1); err != nil {
			return err
		}
	}
	if end[0] != '\n' {
		text = "\n" + l.line(mended, now, h) + text
	}
	if _, err := file.WriteString(text); err != nil {
		return err
	}
	if err := store.Synced(file.Sync()); err != nil || size > 0 {
		return err
	}
	return store.SyncPath(filepath.Dir(l.path)) // so that the name of a new file survives a power cut
}

func (l *Log) line(kind string, at time.Time, h head) string {
	seq, when, link := strconv.FormatInt(h.Seq, 10), at.UTC().Format(time.RFC3339), h.Link
	if link == "" {
		link = "-"
	}
	return strings.Join([]string{kind, seq, when, link, l.sum("head", kind, seq, when, link)}, " ") + "\n"
}

// readAnchors returns the heads that hold now, in the order of the file, and the breaks. A last line without its end is left out: it is being written.
// The error is a Flaw for a line that was changed, and fs.ErrNotExist when there is no file.
func (l *Log) readAnchors() (live []anchored, breaks []Break, err error) {
	body, err := os.ReadFile(l.path)
	if err != nil {
		return nil, nil, err
	}
	n, bad := 0, 0
	for text := range bytes.Lines(body) {
		n++
		if !bytes.HasSuffix(text, []byte("\n")) {
			break
		}
		a, ok := l.parse(string(text))
		switch {
		case bad > 0 && !(ok && a.kind == mended):
			return nil, nil, flaw(0, "", "Line %d of %s was changed or damaged.", bad, filepath.Base(l.path))
		case !ok:
			bad = n
			continue
		}
		bad, a.line = 0, n
		if a.kind == broken {
			live, breaks = breakAt(live, breaks, a)
		}
		live = append(live, a)
	}
	if bad > 0 {
		return nil, nil, flaw(0, "", "Line %d of %s was changed or damaged.", bad, filepath.Base(l.path))
	}
	return live, breaks, nil
}

// breakAt leaves out the heads beyond a break, and names it.
func breakAt(live []anchored, breaks []Break, at anchored) ([]anchored, []Break) {
	b := Break{At: store.At(at.at), After: at.Seq, Sealed: at.Seq}
	var kept []anchored
	for _, a := range live {
		b.Sealed = max(b.Sealed, a.Seq)
		if a.Seq <= at.Seq {
			kept = append(kept, a)
		}
	}
	return kept, append(breaks, b)
}

func (l *Log) parse(text string) (a anchored, ok bool) {
	parts := strings.Split(strings.TrimSuffix(text, "\n"), " ")
	if len(parts) != 5 || !hmac.Equal([]byte(parts[4]), []byte(l.sum("head", parts[0], parts[1], parts[2], parts[3]))) {
		return a, false
	}
	seq, seqErr := strconv.ParseInt(parts[1], 10, 64)
	at, atErr := time.Parse(time.RFC3339, parts[2])
	a = anchored{kind: parts[0], at: at, head: head{seq, strings.TrimPrefix(parts[3], "-")}}
	return a, seqErr == nil && atErr == nil
}
