package erasure

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// Export says whose record is exported: an id, an e-mail address or a personnel number.
type Export struct{ Person string }

// Exported is everything that is kept about a person, with the files.
type Exported struct {
	privacy.Export
	files []privacy.Attachment
}

// File is a file within an export that is one JSON document.
type File struct {
	Path    string `json:"path"`
	Type    string `json:"type"`
	Size    int64  `json:"size"`
	Content []byte `json:"content"` // base64
}

// Export returns what is kept about a person and is theirs: other people's words, complaints against them and HR's notes are not in it. It is recorded.
func (s *Service) Export(ctx context.Context, by authz.Actor, in Export) (Exported, error) {
	var out Exported
	if err := s.Policy.May(by, ExportPerson, 0); err != nil {
		return out, err
	}
	p, err := s.People.Find(ctx, s.DB, in.Person)
	if err != nil {
		return out, err
	}
	err = s.DB.Tx(ctx, func(tx *store.Tx) error {
		return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(ExportPerson), Kind: "person", Person: p.ID})
	})
	if err != nil {
		return out, err
	}
	sources := privacy.Personal(s.Sources())
	if out.Export, err = privacy.Collect(ctx, s.DB, sources, p.ID); err != nil {
		return out, err
	}
	for _, source := range sources {
		if source.Attached == nil {
			continue
		}
		files, err := source.Attached(ctx, s.DB, p.ID)
		if err != nil {
			return out, fmt.Errorf("export %s: %w", source.Table, err)
		}
		out.files = append(out.files, files...)
	}
	return out, nil
}

// Files is how many files there are.
func (e Exported) Files() int { return len(e.files) }

// WriteJSON writes one document that holds everything, the contents of files too.
func (e Exported) WriteJSON(ctx context.Context, w io.Writer) error {
	files := make([]File, 0, len(e.files))
	for _, f := range e.files {
		content, err := read(ctx, f)
		if err != nil {
			return err
		}
		files = append(files, File{f.Path, f.Type, f.Size, content})
	}
	return encode(w, struct {
		privacy.Export
		Files []File `json:"files"`
	}{e.Export, files})
}

// WriteZip writes an archive of person.json and the files, each at the path that person.json names.
func (e Exported) WriteZip(ctx context.Context, w io.Writer) error {
	z := zip.NewWriter(w)
	body, err := z.Create("person.json")
	if err == nil {
		err = encode(body, e.Export)
	}
	for _, f := range e.files {
		if err != nil {
			break
		}
		err = add(ctx, z, f)
	}
	return errors.Join(err, z.Close())
}

func add(ctx context.Context, z *zip.Writer, f privacy.Attachment) error {
	content, err := read(ctx, f)
	if err != nil {
		return err
	}
	to, err := z.Create(f.Path)
	if err != nil {
		return err
	}
	_, err = to.Write(content)
	return err
}

func read(ctx context.Context, f privacy.Attachment) ([]byte, error) {
	r, err := f.Open(ctx)
	if err != nil {
		return nil, fmt.Errorf("export %s: %w", f.Path, err)
	}
	content, err := io.ReadAll(r)
	return content, errors.Join(err, r.Close())
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
