// Package files keeps what people attach.
package files

import "io"

// Reader reads an uploaded file's content.
type Reader interface {
	io.Reader
	io.Closer
}

// Upload is a file as a person sent it: nothing about it is checked yet.
type Upload struct {
	Name string // as the sender called it
	Type string // as the sender declared it; the content decides
	Size int64  // in bytes
	Open func() (Reader, error)
}
