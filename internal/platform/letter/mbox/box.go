package mbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Box is a mailbox in files: an mbox, a Maildir with its folders, or a directory of .eml files.
type Box struct {
	path  string
	most  int64
	files []string // of a directory, below path
}

// Place is where a mail of a Box lies.
type Place struct {
	File string // "" for an mbox
	At   int64
}

// String is the place as a report names it.
func (p Place) String() string {
	if p.File == "" {
		return fmt.Sprintf("byte %d", p.At)
	}
	return p.File
}

// Open looks at what lies at path; no mail may be read beyond most bytes. A directory without mails is an error.
func Open(path string, most int64) (*Box, error) {
	b := &Box{path: path, most: most}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return b, nil
	}
	err = filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		dir := filepath.Base(filepath.Dir(name))
		if dir == "cur" || dir == "new" || strings.EqualFold(filepath.Ext(name), ".eml") {
			inside, err := filepath.Rel(path, name)
			b.files = append(b.files, inside)
			return err
		}
		return nil
	})
	if err == nil && len(b.files) == 0 {
		err = errors.New("there is no mail: a Maildir has directories named cur and new, and others have files whose names end in .eml")
	}
	return b, err
}

// Each calls f for each mail in the order of the file, or of the names of the files. The bytes are f's until it returns.
func (b *Box) Each(ctx context.Context, f func(Place, Mail) error) error {
	if b.files == nil {
		return b.eachOfFile(ctx, f)
	}
	for _, name := range b.files {
		m, err := b.one(name)
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = f(Place{File: name}, m)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *Box) eachOfFile(ctx context.Context, f func(Place, Mail) error) error {
	file, err := os.Open(b.path)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // only read
	r := New(file, b.most)
	for {
		m, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = f(Place{At: m.At}, m)
		}
		if err != nil {
			return err
		}
	}
}

// one reads a file that is a mail.
func (b *Box) one(name string) (Mail, error) {
	file, err := os.Open(filepath.Join(b.path, name))
	if err != nil {
		return Mail{}, err
	}
	defer file.Close() //nolint:errcheck // only read
	raw, err := io.ReadAll(io.LimitReader(file, b.most+1))
	m := Mail{Raw: raw, Size: int64(len(raw)), Skipped: int64(len(raw)) > b.most}
	if info, e := file.Stat(); e == nil && m.Skipped {
		m.Size = info.Size()
	}
	return m, err
}

// Read reads the mail at a place again.
func (b *Box) Read(p Place) (Mail, error) {
	if p.File != "" {
		return b.one(p.File)
	}
	file, err := os.Open(b.path)
	if err != nil {
		return Mail{}, err
	}
	defer file.Close() //nolint:errcheck // only read
	if _, err := file.Seek(p.At, io.SeekStart); err != nil {
		return Mail{}, err
	}
	return New(file, b.most).Next()
}
