package joined

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/cut"
	"hearth/internal/desk/history"
	"hearth/internal/desk/party"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
)

// Split says which messages of a case become a case of their own.
type Split struct {
	Number   string   `path:"number" json:"-"`
	Messages []string `json:"messages"` // ids of messages of the customer's side
	Subject  string   `json:"subject"`
	Service  string   `json:"service"` // a service's id
}

// Cut is the case that messages became.
type Cut struct {
	Number string `json:"case"`
}

// mostMessages is how many messages become a case at once.
const mostMessages = 50

// Split opens a case with messages of another one on which by works, for the same customers, as protected and seen by nobody who does not see that one. The messages stay where they are too, with the number of
// the case that they became; Join puts it back. The same messages again are the same case, and another one once that was put back. It refuses no messages, those of HR, withdrawn ones, some of which
// are a case already, and what cut.Row refuses; a part of another case, and a case against somebody.
func (s *Service) Split(ctx context.Context, by authz.Actor, in Split) (Cut, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, JoinCases)
	if err == nil {
		err = s.Policy.May(by, desk.OpenCase, 0)
	}
	if err != nil {
		return Cut{}, err
	}
	var f fault.Fields
	f.Need(len(in.Messages) > 0, "messages", "Choose the messages that become a case of their own.")
	f.Need(len(in.Messages) <= mostMessages, "messages", "Choose at most %d messages.", mostMessages)
	if err := f.Err(); err != nil {
		return Cut{}, err
	}
	staged, err := s.staged(ctx, by, c, in.Messages)
	if err != nil {
		return Cut{}, err
	}
	var out Cut
	err = s.Desk.Within(ctx, by, in.Number, JoinCases, func(tx *store.Tx, u *desk.Upon) error {
		all, err := cut.Messages(ctx, tx, u.ID, in.Messages)
		if err != nil {
			return err
		}
		slices.Sort(in.Messages)
		if len(all) != len(slices.Compact(in.Messages)) {
			return fault.ForField("messages", "Choose messages that the requester wrote and did not withdraw.")
		}
		if out.Number, err = again(ctx, tx, all); err != nil || out.Number != "" {
			return err
		}
		return s.split(ctx, tx, u, in, all, staged, &out)
	})
	return out, err
}

// apartFrom is the condition that what messages of a case became, in k, was not put back there.
const apartFrom = `k.case_id NOT IN (SELECT p.part_id FROM joined_part p WHERE p.whole_id = k.from_id)`

// again returns the number of the case that all of some messages became already and still are, or "". It refuses some of which alone did.
func again(ctx context.Context, tx *store.Tx, all []cut.Message) (string, error) {
	ids := make([]string, len(all))
	for i, m := range all {
		ids[i] = m.ID
	}
	became, err := store.Select[string](ctx, tx, new(store.Q).Add(`SELECT k.case_id FROM joined_cut k WHERE `+apartFrom+` AND `).Where(store.In("k.entry_id", ids)).Add(` ORDER BY k.case_id`))
	switch {
	case err != nil:
		return "", fmt.Errorf("read cut messages: %w", err)
	case len(became) == 0:
		return "", nil
	case len(became) < len(ids) || became[0] != became[len(became)-1]:
		return "", fault.ForField("messages", "One of these messages is a case of its own already. Choose others.")
	}
	return desk.NumberByID(ctx, tx, became[0])
}

// cutAnew refuses to take a part out of a case of which a message stands by itself, as another case: it would be two.
func cutAnew(ctx context.Context, tx *store.Tx, part, whole string) error {
	n, err := store.One[int](ctx, tx, `SELECT count(*) FROM joined_cut k WHERE k.from_id = $2 AND k.case_id <> $1 AND k.entry_id IN (SELECT o.entry_id FROM joined_cut o WHERE o.case_id = $1) AND `+apartFrom, part, whole)
	if err != nil {
		return fmt.Errorf("read cut messages: %w", err)
	}
	if n > 0 {
		return fault.New(fault.Conflict, "What was asked here is another case of its own meanwhile, which the page of the whole one names. Put that back first.")
	}
	return nil
}

func (s *Service) split(ctx context.Context, tx *store.Tx, u *desk.Upon, in Split, all []cut.Message, staged map[string][]files.Staged, out *Cut) error {
	whole, err := Index{}.Whole(ctx, tx, u.ID)
	if err != nil {
		return err
	}
	stands, err := party.Of(ctx, tx, u.ID)
	switch {
	case err != nil:
		return err
	case whole != "":
		return fault.New(fault.Conflict, "This case is part of another one. Take it apart first.")
	case stands.Against:
		return fault.New(fault.Conflict, "A case that is against somebody stays whole.")
	}
	at, copies, err := u.CutOff(ctx, in.Service, in.Subject, all, staged)
	if err != nil {
		return err
	}
	for i, m := range all {
		if _, err := tx.Exec(ctx, `INSERT INTO joined_cut (entry_id, from_id, case_id, copy_id, cut_at) VALUES ($1, $2, $3, $4, $5)`, m.ID, u.ID, at.CaseID, copies[i], tx.Now()); err != nil {
			return fmt.Errorf("cut messages: %w", err)
		}
	}
	out.Number = at.Number
	return u.Happened(ctx, false, history.Happened("A part of this became a request of its own."))
}

// staged keeps the files of messages once more, for the case that they become.
func (s *Service) staged(ctx context.Context, by authz.Actor, c desk.Of, messages []string) (map[string][]files.Staged, error) {
	all, err := cut.Messages(ctx, s.DB, c.ID, messages)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	ids := make([]string, len(all))
	for i, m := range all {
		ids[i] = m.ID
	}
	kept, err := cut.Files(ctx, s.DB, ids)
	if err != nil {
		return nil, err
	}
	out := map[string][]files.Staged{}
	for message, some := range kept {
		var uploads []files.Upload
		for _, id := range some {
			content, f, err := s.Desk.OpenFile(ctx, by, desk.ReadFile{Number: c.Number, File: id})
			if fault.KindOf(err) == fault.NotFound { // it was withdrawn
				continue
			}
			if err != nil {
				return nil, err
			}
			uploads = append(uploads, files.Upload{Name: f.Name, Type: f.ContentType, Size: f.Size, Open: func() (files.Reader, error) { return content, nil }})
		}
		staged, refused, err := s.Desk.Stage(ctx, uploads)
		if err != nil {
			return nil, err
		}
		for _, why := range refused {
			return nil, why
		}
		out[message] = staged
	}
	return out, nil
}

// cutFrom returns the id of the case out of which one was cut, or "".
func cutFrom(ctx context.Context, q store.Querier, caseID string) (string, error) {
	id, err := store.One[string](ctx, q, `SELECT k.from_id FROM joined_cut k WHERE k.case_id = $1 LIMIT 1`, caseID)
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read what a case was cut from: %w", err)
	}
	return id, nil
}

// Splitting is what can be cut out of a case, and where it may go.
type Splitting struct {
	Number   string
	Service  string // of the case
	Messages []desk.Entry
	Services []catalogue.Service
	Withheld bool // other services take nothing of it: not the same people would see it
}

// Begin returns the messages of a case that can become one of their own, and the services that may take them. It refuses whoever does not read its words as somebody of HR.
func (s *Service) Begin(ctx context.Context, by authz.Actor, in ReadOf) (Splitting, error) {
	out := Splitting{Number: in.Number}
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, JoinCases)
	if err != nil {
		return out, err
	}
	out.Service = c.ServiceID
	whole, err := s.Desk.Read(ctx, by, desk.ReadOne{Number: in.Number})
	if err != nil {
		return out, err
	}
	for _, e := range whole.Talk {
		if e.Kind == "message" && e.Side == "customer" && e.From == "" && e.Now == "" && e.Withdrawn.IsZero() {
			out.Messages = append(out.Messages, e)
		}
	}
	all, err := catalogue.Services(ctx, s.DB)
	class := cut.Class{Sensitivity: c.Sensitivity, TeamID: c.TeamID, Health: c.Health}
	for _, x := range all {
		if class.Refuses(x) == "" {
			out.Services = append(out.Services, x)
		} else {
			out.Withheld = out.Withheld || x.Active
		}
	}
	return out, err
}
