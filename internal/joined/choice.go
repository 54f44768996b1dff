package joined

import (
	"context"

	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// offered is how many cases Choices looks at: the other open ones of a person.
const offered = 20

// Choices are cases into which one may be joined, the newest first.
type Choices struct {
	Items []Like `json:"items"`
	More  bool   `json:"more"` // the person has more open cases than were looked at
}

// Choices returns the open cases of the same person into which by may join a case now: Join refuses none of them. It refuses whoever does not read its words as somebody of HR.
func (s *Service) Choices(ctx context.Context, by authz.Actor, in ReadOf) (Choices, error) {
	out := Choices{Items: []Like{}}
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, JoinCases)
	if err != nil || c.ForPerson == "" {
		return out, err
	}
	now, err := Index{}.Whole(ctx, s.DB, c.ID)
	if err != nil {
		return out, err
	}
	page, err := s.Desk.Beside(ctx, by, desk.List{For: c.ForPerson, Limit: offered, Among: store.And(waits, store.Cond(`c.id <> ?`, c.ID), record.WordsAtWork(by, "c.id"))})
	if err != nil {
		return out, err
	}
	out.More = page.Next != ""
	for _, x := range page.Items {
		whole, err := s.other(ctx, s.DB, by, c, x.Number)
		if err == nil {
			err = s.mayJoin(ctx, s.DB, c, whole, now)
		}
		switch {
		case err == nil:
			out.Items = append(out.Items, Like{Number: x.Number, Title: x.Title(), Service: x.Service, State: x.State, OpenedAt: x.OpenedAt})
		case fault.As(err) == nil:
			return out, err
		}
	}
	return out, nil
}
