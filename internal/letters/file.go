package letters

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

type entryRow struct {
	ID, PersonID, CaseID, LetterID, FileID, Kind string
	FiledBy                                      string
	FiledAt                                      store.Time
	KeepUntil, Reason                            string
}

const selectEntry = `SELECT id, person_id, case_id, letter_id, file_id, kind, COALESCE(filed_by, '') AS filed_by, filed_at, keep_until, reason FROM letters_file`

// file puts an entry into the personnel file, kept as long as the template of its letter says today.
func (s *Service) file(ctx context.Context, tx *store.Tx, e entryRow, t Template) error {
	e.KeepUntil = tx.Now().AddDate(0, t.RetentionMonths, 0).Format(time.DateOnly)
	_, err := tx.Exec(ctx, `INSERT INTO letters_file (id, person_id, case_id, letter_id, file_id, kind, filed_by, filed_at, keep_until, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		ident.New(), e.PersonID, e.CaseID, e.LetterID, e.FileID, e.Kind, e.FiledBy, tx.Now(), e.KeepUntil, t.RetentionReason)
	if err != nil {
		return fmt.Errorf("file letter: %w", err)
	}
	return nil
}

// FileSigned is the signed copy of a letter.
type FileSigned struct {
	Number string         `path:"number" json:"-"`
	ID     string         `path:"issued" json:"-"`
	Files  []files.Upload `form:"file" json:"-"`
}

// FileSigned files the signed copy of a letter in the personnel file of its person, with the retention of its template. Another copy takes the place of the first one. It refuses a letter
// that was replaced, and anything but one PDF or photo.
func (s *Service) FileSigned(ctx context.Context, by authz.Actor, in FileSigned) (Letter, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, FileCopy)
	if err != nil {
		return Letter{}, err
	}
	if len(in.Files) != 1 {
		return Letter{}, fault.ForField("file", "Choose one file: a scan or a photo of the signed letter.")
	}
	r, err := in.Files[0].Open()
	if err != nil {
		return Letter{}, err
	}
	staged, err := s.Files.Stage(ctx, in.Files[0].Name, in.Files[0].Type, r)
	if err := errors.Join(err, r.Close()); err != nil {
		if e := fault.As(err); e != nil {
			return Letter{}, fault.ForField("file", e.Key, e.Args...)
		}
		return Letter{}, err
	}
	err = s.Desk.Within(ctx, by, c.Number, FileCopy, func(tx *store.Tx, c *desk.Upon) error { return s.fileSigned(ctx, tx, by, c, in.ID, staged) })
	if err != nil {
		return Letter{}, err
	}
	return s.Read(ctx, by, ReadLetter{Number: in.Number, ID: in.ID})
}

func (s *Service) fileSigned(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon, letterID string, staged files.Staged) error {
	l, err := store.One[row](ctx, tx, selectLetter+` WHERE id = $1 AND case_id = $2`, letterID, c.ID)
	if errors.Is(err, store.ErrNone) {
		return authz.Hidden()
	}
	if err != nil {
		return fmt.Errorf("letter to file: %w", err)
	}
	newer, err := store.One[int](ctx, tx, `SELECT COUNT(*) FROM letters_letter WHERE case_id = $1 AND template_id = $2 AND version > $3`, c.ID, l.TemplateID, l.Version)
	if err != nil {
		return fmt.Errorf("letter to file: %w", err)
	}
	if newer > 0 {
		return fault.New(fault.Conflict, "A newer version replaces this letter. Sign that one.")
	}
	t, err := templateOf(ctx, tx, l.TemplateID)
	if err != nil {
		return fmt.Errorf("letter to file: %w", err)
	}
	if err := s.dropFiled(ctx, tx, `letter_id = $1 AND kind = 'signed'`, l.ID); err != nil {
		return err
	}
	f, err := s.Files.Keep(ctx, tx, c.ID, staged)
	if err != nil {
		return err
	}
	if err := s.file(ctx, tx, entryRow{PersonID: l.PersonID, CaseID: c.ID, LetterID: l.ID, FileID: f.ID, Kind: "signed", FiledBy: by.PersonID}, t); err != nil {
		return err
	}
	tx.Publish(CopyFiled{CaseID: c.ID, LetterID: l.ID})
	return c.Happened(ctx, true, history.Happened("%s filed the signed copy of a letter.", history.Whom(by.PersonID)))
}

// dropFiled takes entries out of personnel files, with the signed copies.
func (s *Service) dropFiled(ctx context.Context, tx *store.Tx, where, id string) error {
	all, err := store.All[string](ctx, tx, `SELECT file_id FROM letters_file WHERE file_id <> '' AND `+where, id)
	if err != nil {
		return fmt.Errorf("filed copies: %w", err)
	}
	if _, err := tx.Exec(ctx, `DELETE FROM letters_file WHERE `+where, id); err != nil {
		return fmt.Errorf("filed copies: %w", err)
	}
	for _, file := range all {
		if err := s.Files.Erase(ctx, tx, file); err != nil {
			return err
		}
	}
	return nil
}

// SignedCopy returns the signed copy of a letter. It refuses what Read refuses.
func (s *Service) SignedCopy(ctx context.Context, by authz.Actor, in ReadLetter) (io.ReadSeekCloser, files.File, error) {
	l, err := s.Read(ctx, by, in)
	if err != nil {
		return nil, files.File{}, err
	}
	id, err := store.One[string](ctx, s.DB, `SELECT file_id FROM letters_file WHERE letter_id = $1 AND kind = 'signed'`, l.ID)
	if errors.Is(err, store.ErrNone) {
		return nil, files.File{}, fault.New(fault.Conflict, "No signed copy of this letter is filed yet.")
	}
	if err != nil {
		return nil, files.File{}, fmt.Errorf("signed copy: %w", err)
	}
	return s.Files.Open(ctx, s.DB, id)
}

// hidden drops a refusal: who may not read gets nothing.
func hidden(err error) error {
	if k := fault.KindOf(err); k == fault.NotFound || k == fault.Forbidden {
		return nil
	}
	return err
}
