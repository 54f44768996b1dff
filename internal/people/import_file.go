package people

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

const (
	forgetEvery = time.Hour
	keepFile    = 24 * time.Hour // from upload to import, and from there to the last look at the result
	largestFile = 50 << 20       // bytes; 100,000 people are about 15 MB
)

// KeepFile is a file that was chosen for an import. Nothing is imported yet.
type KeepFile struct {
	Files []files.Upload `form:"file" json:"-"`
}

// KeptFile names a file that was kept.
type KeptFile struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// KeepFile keeps a file for a day, so that it can be looked at before it is imported. It refuses what cannot be read as a table and what is larger
// than 50 MB. The head of HR and administrators may.
func (s *Service) KeepFile(ctx context.Context, by authz.Actor, in KeepFile) (KeptFile, error) {
	if err := s.may(by, LoadPeople); err != nil {
		return KeptFile{}, err
	}
	if len(in.Files) != 1 {
		return KeptFile{}, fault.ForField("file", "Choose one CSV or XLSX file.")
	}
	body, err := readUpload(in.Files[0])
	if err != nil {
		return KeptFile{}, err
	}
	if _, _, err := PreviewHeader(ImportPeople{File: body}); err != nil {
		if f := fault.As(err); f != nil {
			return KeptFile{}, fault.ForField("file", f.Key, f.Args...)
		}
		return KeptFile{}, err
	}
	kept := KeptFile{ID: ident.New(), Name: in.Files[0].Name}
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO people_import (id, name, body, report, person_id, created_at) VALUES ($1, $2, $3, '', NULLIF($4, ''), $5)`,
			kept.ID, kept.Name, body, by.PersonID, tx.Now())
		return err
	})
	if err != nil {
		return KeptFile{}, fmt.Errorf("keep file: %w", err)
	}
	return kept, nil
}

func readUpload(u files.Upload) ([]byte, error) {
	f, err := u.Open()
	if err != nil {
		return nil, fmt.Errorf("read upload: %w", err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	body, err := io.ReadAll(io.LimitReader(f, largestFile+1))
	if err != nil {
		return nil, fmt.Errorf("read upload: %w", err)
	}
	if len(body) > largestFile {
		return nil, fault.ForField("file", "The file is larger than 50 MB. Leave out columns that are not needed, or import it in parts.")
	}
	return body, nil
}

// Kept names a kept file and how it is to be read. Map is "field=header" for each field that is not as guessed; an empty header leaves the
// field out.
type Kept struct {
	ID    string   `path:"id" json:"-"`
	Map   []string `query:"map" form:"map" json:"-"`
	Dates string   `query:"dates" form:"dates" json:"-"`
}

// Preview is what an import of a kept file would do. Wrong says why it would do nothing at all; then Report has the columns only.
type Preview struct {
	KeptFile
	In     Kept
	Report ImportReport
	Wrong  *fault.Error
	Done   bool // it was imported: Report is what that did
}

func (in Kept) mapping() map[string]string {
	m := map[string]string{}
	for _, pair := range in.Map {
		if field, header, ok := strings.Cut(pair, "="); ok {
			m[field] = header
		}
	}
	return m
}

// PreviewFile tells what an import of a kept file would do, or what it did. The head of HR and administrators may.
func (s *Service) PreviewFile(ctx context.Context, by authz.Actor, in Kept) (p Preview, err error) {
	if err := s.may(by, LoadPeople); err != nil {
		return p, err
	}
	name, body, report, err := s.kept(ctx, in.ID)
	if err != nil {
		return p, err
	}
	p = Preview{KeptFile: KeptFile{ID: in.ID, Name: name}, In: in}
	if report != "" {
		p.Done = true
		return p, json.Unmarshal([]byte(report), &p.Report)
	}
	load := ImportPeople{Name: name, File: body, Mapping: in.mapping(), DateOrder: in.Dates, DryRun: true}
	p.Report, err = s.ImportPeople(ctx, by, load)
	if p.Wrong = fault.As(err); p.Wrong == nil {
		return p, err
	}
	p.Report.Header, p.Report.Mapping, err = PreviewHeader(load)
	if fault.KindOf(err) == fault.Invalid { // the mapping is what is wrong: the page shows it with what the headers tell
		load.Mapping = nil
		p.Report.Header, p.Report.Mapping, err = PreviewHeader(load)
	}
	return p, err
}

func (s *Service) kept(ctx context.Context, id string) (name string, body []byte, report string, err error) {
	type kept struct {
		Name   string
		Body   []byte
		Report string
	}
	k, err := store.One[kept](ctx, s.db, `SELECT name, body, report FROM people_import WHERE id = $1`, id)
	if errors.Is(err, store.ErrNone) || err == nil && len(k.Body) == 0 && k.Report == "" {
		return "", nil, "", fault.New(fault.NotFound, "This file is no longer kept. Choose it again.")
	}
	return k.Name, k.Body, k.Report, err
}

// ImportFile imports a kept file as the preview showed it, and forgets its content. A second time is refused as a conflict. The head of HR and
// administrators may.
func (s *Service) ImportFile(ctx context.Context, by authz.Actor, in Kept) (ImportReport, error) {
	if err := s.may(by, LoadPeople); err != nil {
		return ImportReport{}, err
	}
	name, body, done, err := s.kept(ctx, in.ID)
	if err != nil {
		return ImportReport{}, err
	}
	if done != "" {
		return ImportReport{}, fault.New(fault.Conflict, "This file was imported already.")
	}
	report, err := s.ImportPeople(ctx, by, ImportPeople{Name: name, File: body, Mapping: in.mapping(), DateOrder: in.Dates})
	if err != nil {
		return report, err
	}
	text, err := json.Marshal(report)
	if err != nil {
		return report, err
	}
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE people_import SET body = $2, report = $3 WHERE id = $1`, in.ID, []byte{}, string(text))
		return err
	})
	return report, err
}

// forgetFiles empties files and reports of imports after a day: they are full of personal data. That there was an import stays.
func (s *Service) forgetFiles(ctx context.Context) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE people_import SET body = $1, report = '' WHERE created_at < $2 AND (length(body) > 0 OR report <> '')`,
			[]byte{}, tx.Now().Add(-keepFile))
		if err != nil {
			return fmt.Errorf("forget files: %w", err)
		}
		return nil
	})
}
