package config

import (
	"os"
	"path/filepath"
	"time"
)

// uploadsAfter is how old a file is that no upload of this moment writes.
const uploadsAfter = time.Hour

// Uploads names plain copies of what people uploaded, in the directory for temporary files: releases that wrote them there left them when they were killed. Other programs written in Go call theirs alike, so whoever
// reads the finding looks first whose they are.
func (e *Examination) Uploads(dir string, now time.Time) {
	found, err := filepath.Glob(filepath.Join(dir, "multipart-*"))
	if err != nil {
		return // a directory with signs of a pattern in its name is not looked through
	}
	n := 0
	for _, path := range found {
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()) > uploadsAfter {
			n++
		}
	}
	if n > 0 {
		e.Unsafe("Old files that are called multipart-… lie in %s: %d. Releases of Hearth before this one left plain copies of uploads there. Look whose they are, and delete those of Hearth.", dir, n)
	}
}
