package escalation

import (
	"context"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/desk/mailing"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// This file is what the customer is told: before a promise breaks, when it is broken, and where it has another moment.

// foretold are what the conversation says of a promise that is not a case's own before it breaks and when it is late, by its kind, as message keys with the place of the moment. Of steps it says
// nothing: the customer was promised the whole.
var foretold = map[string]map[int]string{
	promise.Appeal: {80: "We promised the second look by %s. It may become later.", 100: "We promised the second look by %s and did not keep it."},
	promise.Question: {80: "We promised to answer the question about the statement by %s. It may become later.",
		100: "We promised to answer the question about the statement by %s and did not keep it."},
}

// foretell tells the customer that what they were promised beside the case may become later, or is late.
func (m matter) foretell(ctx context.Context, by string) error {
	line := foretold[m.p.Kind][m.share]
	if line == "" {
		return nil
	}
	if m.share < 100 {
		wrote, err := m.wroteSinceHalf(ctx)
		if err != nil || wrote {
			return err
		}
	}
	if err := m.c.Happened(ctx, private(m.p.Kind), history.Happened(line, history.Moment(m.p.DueAt))); err != nil {
		return err
	}
	return delayed(ctx, m.c, mailing.Delay{PromiseID: m.p.ID, Kind: m.p.Kind, DueAt: m.p.DueAt, Share: m.share, By: by})
}

// private reports whether not everybody who reads the conversation of a case may know of a promise of a kind: a manager does not of a second look. Its requester reads it where they asked for it.
func private(kind string) bool { return kind == promise.Appeal }

// wroteSinceHalf reports whether HR has written in the case since half of the time passed.
func (m matter) wroteSinceHalf(ctx context.Context) (bool, error) {
	half, err := store.All[store.Time](ctx, m.tx, `SELECT told_at FROM escalation_told WHERE about_id = $1 AND what = '50'`, m.p.ID)
	return len(half) > 0 && m.c.LastSide == "hr" && m.c.LastAt.After(half[0]), err
}

// anew are what the conversation says of a promise that is not a case's own and has another moment, by its kind, as message keys with the place of the moment.
var anew = map[string]string{
	promise.Appeal:   "Our working hours changed. The second look is due on %s now.",
	promise.Question: "Our working hours changed. The answer to the question about the statement is due on %s now.",
	promise.Step:     "Our working hours changed. The steps that are not done are counted anew; their times stand with them.",
}

// handed are the same where another team works on the case.
var handed = map[string]string{
	promise.Appeal:   "Another team works on this now, and it has other working hours. The second look is due on %s now.",
	promise.Question: "Another team works on this now, and it has other working hours. The answer to the question about the statement is due on %s now.",
	promise.Step:     "Another team works on this now, and it has other working hours. The steps that are not done are counted anew; their times stand with them.",
}

// movedBeside tells of promises beside a case that have other moments: whom they are with, and the customer, who hears of all steps of a case once.
func (s *Service) movedBeside(ctx context.Context, f promise.Moved) error {
	find, known := s.Beside[f.OwnerKind]
	if !known {
		return nil
	}
	of, found, err := find(ctx, s.DB, f.OwnerID)
	if err != nil || !found {
		return err
	}
	// upon runs g upon the promise, where it still has to be kept and its moment is ahead.
	upon := func(about, what string, g func(tx *store.Tx, m matter) (string, error)) error {
		return s.upon(ctx, of.CaseID, about, what, func(tx *store.Tx, c *desk.Upon) (string, error) {
			of, found, err := find(ctx, tx, f.OwnerID)
			if err != nil || !found {
				return "", err
			}
			running, err := s.Promises.Running(ctx, tx, f.OwnerKind, []string{f.OwnerID})
			if err != nil {
				return "", err
			}
			for _, p := range running[f.OwnerID] {
				if anew[p.Kind] != "" && p.DueAt.After(tx.Now()) {
					m := s.matter(tx, c, p, 0).of(of)
					m.change, m.byTeam = about+":"+f.Change(), f.Handed != ""
					return g(tx, m)
				}
			}
			return "", nil
		})
	}
	about := f.OwnerID
	if f.OwnerKind == desk.StepKind {
		about = of.CaseID
	}
	err = upon(about, "customer "+f.OwnerKind+" "+f.Change(), func(_ *store.Tx, m matter) (string, error) {
		line := anew[m.p.Kind]
		if m.change = m.p.Kind + ":" + m.change; m.byTeam {
			line = handed[m.p.Kind]
		}
		if err := m.c.Happened(ctx, private(m.p.Kind), history.Happened(line, history.Moment(m.p.DueAt))); err != nil {
			return "", err
		}
		return "", delayed(ctx, m.c, mailing.Delay{Change: m.change, Anew: []promise.Promise{m.p}, ByTeam: m.byTeam})
	})
	if err != nil {
		return err
	}
	return upon(f.OwnerID, f.Change(), func(_ *store.Tx, m matter) (string, error) {
		p, there, err := m.doer(ctx)
		if err != nil || !there {
			return "", err
		}
		held, err := m.tell(ctx, p, whyOwn)
		if err != nil || held != "" {
			return "", err
		}
		return p.ID, nil
	})
}
