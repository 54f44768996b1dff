package escalation

import (
	"cmp"
	"context"
	"strconv"

	"hearth/internal/callback"
	"hearth/internal/desk"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// called is the kind of the messages to HR about calls that people asked for, and callsInADay how many of them somebody of HR gets in a day: they do not use up those about promises.
const (
	called      = "escalation.call"
	callsInADay = 8
)

func (s *Service) due(ctx context.Context, f callback.Due) error {
	return s.call(ctx, f.CaseID, f.WindowID, f.Share)
}

func (s *Service) unkept(ctx context.Context, f callback.Unkept) error {
	return s.call(ctx, f.CaseID, f.WindowID, callback.Over)
}

// call does what is to be done when a share of a window has passed in which somebody waits for a call, and nobody has called: it tells who has taken the call, else whoever works on the case, and
// where that is nobody, or they are not at work, or the last window is nearly over, somebody who is at work.
func (s *Service) call(ctx context.Context, caseID, windowID string, share int) error {
	if s.Call == nil {
		return nil
	}
	turn, found, err := s.Call(ctx, s.DB, windowID)
	if err != nil || !found || !turn.Waits(share) {
		return err
	}
	return s.upon(ctx, caseID, windowID, "call "+strconv.Itoa(share), func(tx *store.Tx, c *desk.Upon) (string, error) {
		turn, _, err := s.Call(ctx, tx, windowID)
		if err != nil || !turn.Waits(share) || c.State == desk.Answered || c.State == desk.Closed {
			return "", err
		}
		m := s.matter(tx, c, promise.Promise{ID: windowID, Kind: promise.Callback, StartedAt: turn.From, DueAt: turn.To}, share)
		if turn.With != "" {
			m.with = turn.With
		}
		return m.tellCall(ctx, turn)
	})
}

// tellCall tells those concerned and returns who was told last. Of a window that is over whoever has the call or the case is told, and somebody else only where there is nobody.
func (m matter) tellCall(ctx context.Context, turn callback.Turn) (told string, err error) {
	p, there, err := m.doer(ctx)
	if err != nil {
		return "", err
	}
	if there {
		why := whyOwn
		if p.ID == turn.With {
			why = whyTook
		}
		working, _, err := m.working(ctx, p)
		if err != nil {
			return "", err
		}
		if _, err := m.tell(ctx, p, why); err != nil {
			return "", err
		}
		m.with, told = p.ID, p.ID
		if m.share >= callback.Over || working && (m.share < callback.Nearly || !turn.Last) {
			return told, nil
		}
	}
	other, err := m.pass(ctx)
	return cmp.Or(other.ID, told), err
}
