package faults

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// disk is a model of what a power cut leaves: what was synced, and of the rest a random part. It promises less than file systems do: a new name is there only
// once its directory was synced, and what was not synced comes to the disk in any order, torn at sectors.
type disk struct {
	names, safe map[string]*inode // as the server sees them, and as they are on the disk; directories have one too
	changes     []change          // of names, in their order, that are not on the disk yet
	deaf        func(path string) bool
	random      *rand.Rand
}

type inode struct {
	dir     bool
	kept    []byte  // on the disk
	size    int64   // as the server sees it
	pending []piece // written, not synced
}

// piece is a write, or a truncation to at when data is nil.
type piece struct {
	at   int64
	data []byte
}

// change is a name that was given to a file, or taken away when file is nil.
type change struct {
	path string
	file *inode
}

// load fills the disk with the files that are there before the record begins; they are on the disk.
func loadDisk(t *testing.T, dir string, random *rand.Rand) *disk {
	t.Helper()
	d := &disk{names: map[string]*inode{"": {dir: true}}, random: random, deaf: func(string) bool { return false }}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, path) // it lies within
		if err != nil || rel == "." {
			return err
		}
		if e.IsDir() {
			d.names[rel] = &inode{dir: true}
			return nil
		}
		body, err := os.ReadFile(path)
		d.names[rel] = &inode{kept: body, size: int64(len(body))}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	d.safe = maps.Clone(d.names)
	return d
}

func (d *disk) rename(path string, file *inode) {
	d.changes = append(d.changes, change{path, file})
	if file == nil {
		delete(d.names, path)
		return
	}
	d.names[path] = file
}

// apply does what a call did.
func (d *disk) apply(e event) {
	file := d.names[e.path]
	switch e.call {
	case "open", "openat":
		if file == nil {
			d.rename(e.path, &inode{})
		}
	case "mkdir", "mkdirat":
		d.rename(e.path, &inode{dir: true})
	case "unlink", "unlinkat":
		d.rename(e.path, nil)
	case "rename", "renameat", "renameat2":
		d.rename(e.path, nil)
		d.rename(e.other, file)
	case "link", "linkat":
		d.rename(e.other, file)
	case "write", "pwrite64", "ftruncate":
		if file == nil {
			return // it has no name any more
		}
		at := e.at
		if at < 0 {
			at = file.size
		}
		file.pending = append(file.pending, piece{at, e.data})
		if file.size = max(file.size, at+int64(len(e.data))); e.call == "ftruncate" {
			file.size = at
		}
	case "fsync", "fdatasync":
		d.sync(e, file)
	}
}

// sync puts on the disk what was pending. After one that failed the system holds the rest for written, whether it was or not: a random part is, and a
// later sync does not help.
func (d *disk) sync(e event, file *inode) {
	switch {
	case file == nil || d.deaf(e.path):
	case file.dir:
		var left []change
		for _, c := range d.changes {
			if parent(c.path) != e.path || e.failed {
				left = append(left, c)
				continue
			}
			setName(d.safe, c)
		}
		d.changes = left
	case e.failed:
		file.kept = d.survivors(file.kept, file.pending, d.random.IntN(3))
		file.pending = nil
	default:
		for _, p := range file.pending {
			file.kept = p.on(file.kept)
		}
		file.pending = nil
	}
}

func parent(path string) string { return strings.TrimSuffix(filepath.Dir("/" + path)[1:], "/") }

func setName(names map[string]*inode, c change) {
	if c.file == nil {
		delete(names, c.path)
		return
	}
	names[c.path] = c.file
}

// on returns body with the piece in it.
func (p piece) on(body []byte) []byte {
	if more := p.at + int64(len(p.data)) - int64(len(body)); more > 0 {
		body = append(body, make([]byte, more)...)
	} else if p.data == nil {
		body = body[:p.at]
	}
	copy(body[p.at:], p.data)
	return body
}

// What a cut does to what was not synced.
const (
	losesAll = iota
	keepsAll
	tears
)

// survivors returns a copy of kept with what a cut leaves of the pending pieces.
func (d *disk) survivors(kept []byte, pending []piece, how int) []byte {
	out := append([]byte(nil), kept...)
	if how == losesAll {
		return out
	}
	sector := []int64{512, 4096}[d.random.IntN(2)]
	for _, p := range pending {
		switch chance := d.random.IntN(3); {
		case how == keepsAll || chance == 0:
			out = p.on(out)
		case chance == 1 && p.data != nil: // torn
			for from := p.at; from < p.at+int64(len(p.data)); {
				to := min((from/sector+1)*sector, p.at+int64(len(p.data)))
				if d.random.IntN(2) == 0 {
					out = piece{from, p.data[from-p.at : to-p.at]}.on(out)
				}
				from = to
			}
		}
	}
	return out
}

// cut writes into the directory dir what a power cut at this moment leaves.
func (d *disk) cut(t *testing.T, dir string) {
	t.Helper()
	how := d.random.IntN(4)
	names := maps.Clone(d.safe)
	for _, c := range d.changes {
		if how == keepsAll || how >= tears && d.random.IntN(2) == 0 {
			setName(names, c)
		}
	}
	for path, file := range names {
		if file.dir || strings.HasSuffix(path, "-shm") || !reachable(names, path) { // the index of the log lies in memory
			continue
		}
		to := filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, d.survivors(file.kept, file.pending, min(how, tears)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// reachable reports whether every directory above a file has its name.
func reachable(names map[string]*inode, path string) bool {
	for dir := parent(path); dir != ""; dir = parent(dir) {
		if names[dir] == nil {
			return false
		}
	}
	return true
}
