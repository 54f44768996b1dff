package together

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/desk/beside"
	"hearth/internal/desk/draft"
	"hearth/internal/hold/kept"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Save is a text as somebody has it before them.
type Save struct {
	Number  string  `path:"number" json:"-"`
	Kind    string  `path:"kind" json:"-"` // reply or note
	Body    string  `json:"body"`
	Version int64   `json:"version"`       // the one that it grew from; 0: there was none, and this begins it
	Was     *string `json:"was,omitempty"` // the text of that version. With it what others wrote since is joined; without it a save over a newer version is refused
}

// Saved says what became of a save.
type Saved struct {
	Draft
	Joined bool `json:"joined"` // others had written meanwhile: the text is both
}

// gone says that there is nothing any more to which a save could be added.
func gone(kept bool) error {
	if kept {
		return fault.New(fault.Conflict, "A colleague sent or ended this text meanwhile. What you typed is your own draft now: it stands in the field on the page of the case.")
	}
	return fault.New(fault.Conflict, "A colleague sent or ended this text meanwhile. Look at the case.")
}

// Save keeps the text, joined with what others wrote since the version that it grew from. The first save begins it, and its writer's own draft on the case goes with it. The same twice is once. It
// refuses with Conflict a text in which both changed one paragraph, or which cannot be joined for want of Was, and one that is being sent; one that was sent or ended becomes the draft of by. Besides it
// refuses a text that is too long, and as Read does.
func (s *Service) Save(ctx context.Context, by authz.Actor, in Save) (Saved, error) {
	in.Body = clean(in.Body)
	if err := checkText(in.Body); err != nil {
		if _, err := s.look(ctx, s.DB, by, in.Number, in.Kind); err != nil {
			return Saved{}, err
		}
		return Saved{}, err
	}
	var out Saved
	var caseID string
	var late error
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		c, err := s.look(ctx, tx, by, in.Number, in.Kind)
		if err != nil {
			return err
		}
		caseID, late = c.ID, nil
		r, err := find(ctx, tx, c.ID, in.Kind)
		if err != nil {
			return err
		}
		if r.Version == 0 && in.Version != 0 {
			kept, err := keepForOneself(ctx, tx, by, c.ID, in)
			late = gone(kept)
			return err
		}
		joined, err := s.next(ctx, tx, by, c, &r, in)
		if err != nil {
			return err
		}
		d, err := s.shown(ctx, tx, by, c.Number, in.Kind, r)
		out = Saved{d, joined}
		return err
	})
	if err := errors.Join(err, late); err != nil {
		return Saved{}, err
	}
	return out, beside.Now(ctx, s.DB, s.Live, caseID, by.PersonID, does(in.Kind))
}

// next makes of r what it is after the save, and keeps it.
func (s *Service) next(ctx context.Context, tx *store.Tx, by authz.Actor, c desk.Of, r *row, in Save) (joined bool, err error) {
	body := in.Body
	switch {
	case r.Version == 0:
		if err := draft.Drop(ctx, tx, by.PersonID, draft.Case(c.ID)); err != nil {
			return false, err
		}
		if err := s.record(ctx, tx, by, c); err != nil {
			return false, err
		}
	case body == r.Body:
		return false, nil
	case r.SendingBy != "":
		return false, s.beingSent(ctx, tx, by, *r)
	case in.Version != r.Version || in.Was != nil && clean(*in.Was) != r.Body:
		if body, err = s.joinedWith(ctx, tx, by, *r, in); err != nil {
			return false, err
		}
	}
	joined = body != in.Body
	if body == r.Body && r.Version != 0 {
		return joined, nil
	}
	r.CaseID, r.Kind, r.CaseNumber, r.Body, r.ChangedBy, r.ChangedAt = c.ID, in.Kind, c.Number, body, by.PersonID, tx.Now()
	if r.Version = max(r.Version+1, tx.Now().UnixMicro()); r.Began == 0 {
		r.Began = r.Version
	}
	_, err = tx.Exec(ctx, `INSERT INTO together_draft (case_id, kind, case_number, for_person, asked_by, body, version, began, changed_by, changed_at, sending_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $10, $8, $9, '')
		ON CONFLICT (case_id, kind) DO UPDATE SET body = excluded.body, version = excluded.version, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
		c.ID, in.Kind, c.Number, c.ForPerson, c.ByPerson, r.Body, r.Version, r.ChangedBy, r.ChangedAt, r.Began)
	if err != nil {
		return false, fmt.Errorf("keep what is written together: %w", err)
	}
	s.told(tx, c.ID)
	return joined, nil
}

// joinedWith is what is typed and what others wrote meanwhile, in one text.
func (s *Service) joinedWith(ctx context.Context, tx *store.Tx, by authz.Actor, r row, in Save) (string, error) {
	if in.Was != nil {
		if body, ok := Merge(clean(*in.Was), in.Body, r.Body); ok {
			return body, checkText(body)
		}
	}
	d, err := s.shown(ctx, tx, by, r.CaseNumber, r.Kind, r)
	if err != nil {
		return "", err
	}
	switch {
	case d.Own:
		return "", fault.New(fault.Conflict, "You changed this text in another window, in the same paragraph. Both texts are below: make one of them, and save it.")
	case in.Version == 0:
		return "", fault.New(fault.Conflict, "%s is writing this together with others already. Both texts are below: make one of them, and save it.", d.By)
	}
	return "", fault.New(fault.Conflict, "%s changed the same paragraph. Both texts are below: make one of them, and save it.", d.By)
}

func (s *Service) beingSent(ctx context.Context, q store.Querier, by authz.Actor, r row) error {
	d, err := s.shown(ctx, q, by, r.CaseNumber, r.Kind, r)
	if err != nil {
		return err
	}
	if r.SendingBy == by.PersonID {
		return fault.New(fault.Conflict, "You are sending this text. Undo that on the page of the case to change it.")
	}
	return fault.New(fault.Conflict, "%s is sending this text. It can be changed again if that is undone.", d.Sending)
}

// keepForOneself puts what by typed into their own draft on the case, above what is there, unless it is what they were shown, and reports whether it did.
func keepForOneself(ctx context.Context, tx *store.Tx, by authz.Actor, caseID string, in Save) (bool, error) {
	if strings.TrimSpace(in.Body) == "" || in.Was != nil && clean(*in.Was) == in.Body {
		return false, nil
	}
	own, err := draft.At(ctx, tx, by.PersonID, draft.Case(caseID))
	if err != nil {
		return false, err
	}
	return true, draft.Save(ctx, tx, by.PersonID, draft.Case(caseID), own.Join(in.Body, in.Kind == Note))
}

// End names a text that is not written together any more.
type End struct {
	Number  string `path:"number" json:"-"`
	Kind    string `path:"kind" json:"-"`
	Version int64  `json:"version"` // the one that was read
}

// End takes the text back: it is the own draft of by, above what is there, and nobody else's; so are its files. The same twice is once. It refuses with Conflict a version that is not the last one, and one that is being
// sent; besides as Read does.
func (s *Service) End(ctx context.Context, by authz.Actor, in End) (Draft, error) {
	var out Draft
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		c, err := s.look(ctx, tx, by, in.Number, in.Kind)
		if err != nil {
			return err
		}
		out = Draft{Number: c.Number, Kind: in.Kind}
		r, err := find(ctx, tx, c.ID, in.Kind)
		if err != nil || r.Version == 0 {
			return err
		}
		if r.SendingBy != "" {
			return s.beingSent(ctx, tx, by, r)
		}
		if in.Version != r.Version {
			return fault.New(fault.Conflict, "Somebody wrote in it meanwhile. Read it as it is now; then you can still take it.")
		}
		if _, err := tx.Exec(ctx, `DELETE FROM together_draft WHERE case_id = $1 AND kind = $2`, c.ID, in.Kind); err != nil {
			return fmt.Errorf("end: %w", err)
		}
		if err := kept.Move(ctx, tx, kept.Together(c.ID, in.Kind), kept.Box(c.ID, by.PersonID), nil); err != nil {
			return err
		}
		if _, err := keepForOneself(ctx, tx, by, c.ID, Save{Kind: in.Kind, Body: r.Body}); err != nil {
			return err
		}
		s.told(tx, c.ID)
		return s.record(ctx, tx, by, c)
	})
	return out, err
}
