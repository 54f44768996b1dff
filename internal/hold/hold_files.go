package hold

import (
	"context"
	"slices"

	"hearth/internal/desk/attach"
	"hearth/internal/hold/kept"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
)

// along are the files that go with a text: new ones, and those that its writer chose of what is in the field. Of nil nothing is said of the field, which stays as it is; else what was not chosen there is
// forgotten.
type along struct {
	new  []files.Upload
	kept []string
}

// with is along as a form sends it, in which "" stands for that the field was shown.
func with(uploads []files.Upload, ids []string) along {
	if ids == nil {
		return along{uploads, nil}
	}
	return along{uploads, slices.DeleteFunc(append([]string{}, ids...), func(id string) bool { return id == "" })}
}

// same reports whether what goes along is what a reply that is held has already, as far as a form that was sent twice tells: as many, of the same sizes.
func (a along) same(there []kept.File) bool {
	var want, have []int64
	for _, f := range there {
		have = append(have, f.Size)
	}
	for _, u := range a.new {
		want = append(want, u.Size)
	}
	for _, id := range a.kept {
		i := slices.IndexFunc(there, func(f kept.File) bool { return f.ID == id })
		if i < 0 {
			return false
		}
		want = append(want, there[i].Size)
	}
	slices.Sort(want)
	slices.Sort(have)
	return slices.Equal(want, have)
}

// take puts the files of a reply that is held to it: what is new, and what was chosen of the field; the rest there is forgotten.
func (s *Service) take(ctx context.Context, tx *store.Tx, m message, chosen []string, staged []files.Staged) ([]kept.File, error) {
	box, at := kept.Box(m.CaseID, m.PersonID), kept.Message(m.ID)
	some, err := kept.Chosen(ctx, tx, box, chosen)
	if err != nil {
		return nil, err
	}
	if len(some)+len(staged) > attach.Most {
		return nil, tooMany()
	}
	if err := kept.Move(ctx, tx, box, at, append([]kept.File{}, some...)); err != nil {
		return nil, err
	}
	if chosen != nil {
		if err := kept.Drop(ctx, tx, s.Files, box); err != nil {
			return nil, err
		}
	}
	of := kept.Case{ID: m.CaseID, ForPerson: m.ForPerson, ByPerson: m.AskedBy}
	if err := kept.Put(ctx, tx, s.Files, at, of, m.PersonID, staged); err != nil {
		return nil, err
	}
	return kept.At(ctx, tx, at)
}

func tooMany() error {
	return fault.ForField("files", "Attach at most %d files; you can add more in a second message.", attach.Most)
}

// atOnce are the files of a text that is not held, and a context in which the field is empty of them once it is written.
func (s *Service) atOnce(ctx context.Context, by authz.Actor, number string, a along) ([]files.Upload, context.Context, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, number, ReplyHeld)
	if err != nil {
		return nil, ctx, err
	}
	box := kept.Box(c.ID, by.PersonID)
	chosen, err := kept.Chosen(ctx, s.DB, box, a.kept)
	if err != nil {
		return nil, ctx, err
	}
	all := append(kept.Uploads(s.DB, s.Files, chosen), a.new...)
	if a.kept == nil {
		return all, ctx, nil
	}
	return all, store.WithCheck(ctx, func(ctx context.Context, tx *store.Tx) error { return kept.Drop(ctx, tx, s.Files, box) }), nil
}
