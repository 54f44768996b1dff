package together

import (
	"context"
	"fmt"
	"io"
	"slices"

	"hearth/internal/desk"
	"hearth/internal/desk/attach"
	"hearth/internal/hold/kept"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
)

// Attach adds files to a text that is written together.
type Attach struct {
	Number string         `path:"number" json:"-"`
	Kind   string         `path:"kind" json:"-"` // reply or note
	Files  []files.Upload `form:"files" json:"-"`
	Kept   []string       `json:"kept,omitempty"` // the ids of files in the field of by, see package hold
}

// Attach adds files, which all who write the text see, and which go out with it. It refuses with Conflict a text that is being sent, and one that was sent or ended; besides files that desk.Write refuses, and
// as Read does.
func (s *Service) Attach(ctx context.Context, by authz.Actor, in Attach) (Draft, error) {
	if _, err := s.look(ctx, s.DB, by, in.Number, in.Kind); err != nil {
		return Draft{}, err
	}
	staged, err := attach.Stage(ctx, s.Files, in.Files)
	if err != nil {
		return Draft{}, err
	}
	return s.changed(ctx, by, Find{in.Number, in.Kind}, func(tx *store.Tx, c desk.Of, at kept.Place) error {
		box := kept.Box(c.ID, by.PersonID)
		some, err := kept.Chosen(ctx, tx, box, slices.DeleteFunc(slices.Clone(in.Kept), func(id string) bool { return id == "" }))
		if err != nil {
			return err
		}
		if err := kept.Move(ctx, tx, box, at, append([]kept.File{}, some...)); err != nil {
			return err
		}
		if err := kept.Put(ctx, tx, s.Files, at, kept.Case{ID: c.ID, ForPerson: c.ForPerson, ByPerson: c.ByPerson}, by.PersonID, staged); err != nil {
			return err
		}
		all, err := kept.At(ctx, tx, at)
		if err == nil && len(all) > attach.Most {
			err = fault.ForField("files", "Attach at most %d files; you can add more in a second message.", attach.Most)
		}
		return err
	})
}

// Detach names a file of a text that is written together.
type Detach struct {
	Number string `path:"number" json:"-"`
	Kind   string `path:"kind" json:"-"`
	File   string `json:"file"` // its id
}

// Detach takes a file out of the text, for all who write it. One that is not there is out already. It refuses as Attach does.
func (s *Service) Detach(ctx context.Context, by authz.Actor, in Detach) (Draft, error) {
	return s.changed(ctx, by, Find{in.Number, in.Kind}, func(tx *store.Tx, _ desk.Of, at kept.Place) error { return kept.Take(ctx, tx, s.Files, at, in.File) })
}

// changed changes what goes along with a text that there is and that nobody sends, which then is another version.
func (s *Service) changed(ctx context.Context, by authz.Actor, in Find, f func(tx *store.Tx, c desk.Of, at kept.Place) error) (Draft, error) {
	var out Draft
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		c, err := s.look(ctx, tx, by, in.Number, in.Kind)
		if err != nil {
			return err
		}
		r, err := find(ctx, tx, c.ID, in.Kind)
		switch {
		case err != nil:
			return err
		case r.Version == 0:
			return gone(false)
		case r.SendingBy != "":
			return s.beingSent(ctx, tx, by, r)
		}
		if err := f(tx, c, kept.Together(c.ID, in.Kind)); err != nil {
			return err
		}
		r.Version, r.ChangedBy, r.ChangedAt = max(r.Version+1, tx.Now().UnixMicro()), by.PersonID, tx.Now()
		if _, err := tx.Exec(ctx, `UPDATE together_draft SET version = $3, changed_by = $4, changed_at = $5 WHERE case_id = $1 AND kind = $2`, c.ID, in.Kind, r.Version, r.ChangedBy, r.ChangedAt); err != nil {
			return fmt.Errorf("keep what is written together: %w", err)
		}
		s.told(tx, c.ID)
		out, err = s.shown(ctx, tx, by, c.Number, in.Kind, r)
		return err
	})
	return out, err
}

// File returns a file of a text that is written together on a case, by its id. It refuses as Read does; one that is not there is NotFound.
func (s *Service) File(ctx context.Context, by authz.Actor, number, id string) (io.ReadSeekCloser, files.File, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, number, WriteTogether)
	if err != nil {
		return nil, files.File{}, err
	}
	var all []kept.File
	for _, kind := range Kinds() {
		some, err := kept.At(ctx, s.DB, kept.Together(c.ID, kind))
		if err != nil {
			return nil, files.File{}, err
		}
		all = append(all, some...)
	}
	if !slices.ContainsFunc(all, func(f kept.File) bool { return f.ID == id }) {
		return nil, files.File{}, authz.Hidden()
	}
	if err := s.Desk.Opened(ctx, by, c); err != nil {
		return nil, files.File{}, err
	}
	return s.Files.Open(ctx, s.DB, id)
}

// unseenFile refuses to send a text with a file that its sender has not seen. seen are the ids of those that stood there; nil skips the check.
func (s *Service) unseenFile(ctx context.Context, q store.Querier, d Draft, seen []string) error {
	if seen == nil {
		return nil
	}
	for _, f := range d.Files {
		if !slices.Contains(seen, f.ID) {
			return fault.New(fault.Conflict, "The file %s was attached meanwhile. Look at it, then send.", f.Name)
		}
	}
	for _, id := range seen {
		if id != "" && !slices.ContainsFunc(d.Files, func(f kept.File) bool { return f.ID == id }) {
			return fault.New(fault.Conflict, "A file was taken out meanwhile. Look at what goes out now, then send.")
		}
	}
	return nil
}

// nameOf is what a person is called; "" where they are not known any more.
func nameOf(names map[string]people.Person, id string) string {
	if p, known := names[id]; known {
		return p.DisplayName()
	}
	return ""
}
