package audit

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"hearth/internal/platform/store"
)

// The openings that wait in memory are counted in a small file beside that of the heads, so that a server that is killed leaves their number behind. The file
// has its size from the start: where there is no room for more, the number can be written over still.
const (
	waitingName = "audit.waiting"
	digits      = 20
)

// countWaiting takes over what an earlier server left unwritten, as lost, and counts from now on.
func (l *Log) countWaiting() error {
	if l.path == "" {
		return nil
	}
	file, err := os.OpenFile(filepath.Join(filepath.Dir(l.path), waitingName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(file)
	if err != nil {
		return errors.Join(err, file.Close())
	}
	left, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		left = 0 // it is new, or its server came to nothing at its very start
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lost += left
	l.count = file
	l.noteWaiting()
	if l.count == nil {
		return errors.New("the number cannot be written")
	}
	return store.Synced(file.Sync())
}

// noteWaiting writes down how many openings wait or are lost. It is not synced, because a killed server leaves it behind all the same; one that is killed between
// writing openings and noting so leaves a number that is too high. The caller holds mu.
func (l *Log) noteWaiting() {
	if l.count == nil {
		return
	}
	if _, err := l.count.WriteAt(fmt.Appendf(nil, "%-*d\n", digits, len(l.waiting)+l.lost), 0); err != nil {
		l.log.Error("openings that wait are no longer counted for the next server", "error", errors.Join(err, l.count.Close()))
		l.count = nil
	}
}
