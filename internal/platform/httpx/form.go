package httpx

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"reflect"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
)

const (
	maxBody   = 1 << 20   // of a JSON document, and of a form for an address that takes no files
	maxUpload = 120 << 20 // of a form with files; each file has its own limit
	maxTexts  = 4 << 20   // of its texts: a list of people that somebody pastes is long
	maxParts  = 1000
	inMemory  = 1 << 20 // of its files; the others lie on the disk for as long as the request lasts
)

// The content types of forms.
const (
	formPlain = "application/x-www-form-urlencoded"
	formParts = "multipart/form-data"
)

func contentType(r *http.Request) string {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")) // an unreadable type is that of no form
	return kind
}

// form is what came as a form. Its files are there until forget is called.
type form struct {
	texts url.Values
	files map[string][]files.Upload // by the names of their fields; of a field that the address does not have nothing but the name is kept
	print hash.Hash                 // tells forms with other contents apart, whatever stands between their parts; nil: nobody asks

	spare  func() (*os.File, error)
	spool  *os.File // what has no room in memory; nil: all has
	end    int64    // of what is in spool
	room   int64    // left in memory
	broken error    // why the disk did not take a file
}

// forget lets go of the files.
func (f *form) forget() {
	if f.spool != nil {
		_ = f.spool.Close() // it has no name: with this it is gone
	}
}

// nameless returns an empty file in dir that has no name any more: it is gone when it is closed, and when the process ends, however that ends. dir is "" for that of the system.
func nameless(dir string) (*os.File, error) {
	f, err := os.CreateTemp(dir, "upload-*")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.Name()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// readForm reads a form for an input of type in. With an error the form holds what came before it. print is as that of form.
func (m *Mux) readForm(in reflect.Type, w http.ResponseWriter, r *http.Request, print hash.Hash) (*form, error) {
	f := &form{texts: url.Values{}, files: map[string][]files.Upload{}, print: print, spare: m.spare, room: inMemory}
	kind, takes, limit := contentType(r), uploadFields(in), int64(maxBody)
	if kind != formParts && kind != formPlain && r.ContentLength != 0 {
		return f, notWhole() // nobody would read its body
	}
	if kind == formParts && len(takes) > 0 {
		limit = maxUpload
	}
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	err := r.ParseForm()
	if kind == formParts && err == nil {
		err = f.readParts(r, takes)
	} else {
		f.texts = r.PostForm
	}
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return f, fault.New(fault.TooLarge, "That is more than we can take at once. Send the files one by one.")
	}
	if err != nil {
		return f, notWhole()
	}
	if f.broken == nil {
		return f, nil
	}
	if m.db != nil {
		f.broken = m.db.Kept(f.broken)
	}
	return f, fmt.Errorf("keep an upload: %w", f.broken)
}

func notWhole() error {
	return fault.New(fault.Invalid, "The form did not arrive whole. Send it again.")
}

// readParts reads a multipart form, whose files go to the fields that takes names.
func (f *form) readParts(r *http.Request, takes map[string]bool) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return err
	}
	left := int64(maxTexts)
	for range maxParts {
		part, err := parts.NextPart()
		if err == io.EOF { //nolint:errorlint // an end that was not to be expected is wrapped
			return nil
		}
		if err != nil {
			return err
		}
		name, file := part.FormName(), part.FileName()
		content, sum := io.Reader(part), sha256.New()
		if f.print != nil {
			content = io.TeeReader(part, sum)
		}
		switch {
		case name != "" && file == "":
			var text []byte
			text, err = io.ReadAll(io.LimitReader(content, left+1))
			if left -= int64(len(text)); left < 0 {
				return &http.MaxBytesError{Limit: maxTexts}
			}
			f.texts.Add(name, string(text))
		case takes[name] && f.broken == nil:
			err = f.take(part, content)
		default:
			if name != "" {
				f.files[name] = append(f.files[name], files.Upload{Name: file})
			}
			_, err = io.Copy(io.Discard, content)
		}
		if err != nil {
			return err
		}
		if f.print != nil {
			fmt.Fprintf(f.print, "%q %q %q %x\n", name, file, part.Header.Get("Content-Type"), sum.Sum(nil))
		}
	}
	return multipart.ErrMessageTooLarge
}

// take keeps a file: in memory where there is room, or else on the disk. Where the disk does not take it, the rest of it is read all the same, so that what was typed comes
// to its field, and broken says why.
func (f *form) take(part *multipart.Part, content io.Reader) error {
	var begin bytes.Buffer
	size, err := io.CopyN(&begin, content, f.room+1)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	var at io.ReaderAt
	start := f.end
	if size <= f.room {
		f.room -= size
		at, start = bytes.NewReader(begin.Bytes()), 0
	} else {
		to := &spooling{f: f}
		size, err = io.Copy(to, io.MultiReader(&begin, content))
		if err != nil {
			return err
		}
		at = f.spool
	}
	name := part.FormName()
	f.files[name] = append(f.files[name], files.Upload{Name: part.FileName(), Type: part.Header.Get("Content-Type"), Size: size,
		Open: func() (files.Reader, error) { return upload{io.NewSectionReader(at, start, size)}, nil }})
	return nil
}

// spooling writes to the end of the file of a form. It never fails: what the disk refuses is noted in the form.
type spooling struct{ f *form }

// Write implements io.Writer.
func (s *spooling) Write(b []byte) (int, error) {
	f := s.f
	if f.spool == nil && f.broken == nil {
		f.spool, f.broken = f.spare()
	}
	if f.broken == nil {
		var n int
		n, f.broken = f.spool.Write(b)
		f.end += int64(n)
	}
	return len(b), nil
}

// upload is the content of a file that came with a form.
type upload struct{ *io.SectionReader }

// Len returns how many bytes are left to be read.
func (u upload) Len() int {
	at, _ := u.Seek(0, io.SeekCurrent) // never fails
	return int(u.Size() - at)
}

// Close implements io.Closer.
func (upload) Close() error { return nil }

// uploadFields returns the names of the fields of an input that take files.
func uploadFields(in reflect.Type) map[string]bool {
	all := map[string]bool{}
	for name, kind := range formFields(in) {
		if kind == reflect.TypeFor[[]files.Upload]() {
			all[name] = true
		}
	}
	return all
}

// bindFiles hands uploaded files to the fields of type []files.Upload.
func bindFiles(in any, f *form) {
	v := reflect.ValueOf(in).Elem()
	for _, field := range reflect.VisibleFields(v.Type()) {
		if all := f.files[formName(field.Tag)]; len(all) > 0 && field.Type == reflect.TypeFor[[]files.Upload]() {
			v.FieldByIndex(field.Index).Set(reflect.ValueOf(all))
		}
	}
}

// turnAway refuses, before the body of an upload is read, whoever has no right to use at all. What they send is let past and kept nowhere: a browser reads no answer before
// it has sent everything. A program that asks first whether it should send need not.
func turnAway[In, Out any](w http.ResponseWriter, r *http.Request, use UseCase[In, Out]) error {
	if contentType(r) != formParts || len(uploadFields(reflect.TypeFor[In]())) == 0 {
		return nil
	}
	err := refusal(r, use)
	if err != nil && r.Header.Get("Expect") == "" {
		_, _ = io.Copy(io.Discard, http.MaxBytesReader(w, r.Body, maxUpload)) // whoever sends still more reads no answer
	}
	return err
}
