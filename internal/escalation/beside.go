package escalation

import (
	"cmp"
	"context"
	"strconv"

	"hearth/internal/callback"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Beside says whose a promise is that is not a case's own: a step's, a question's, an appeal's.
type Beside struct {
	CaseID string
	With   string   // the id of the person who is to do it; "": whoever works on the case
	Team   string   // the id of the team that is to do it, where no person is; "": that of the case
	Not    []string // the ids of those who cannot do it, such as who decided before
}

// Find returns whose the promise of an owner with an id is; false where nothing is to be done any more.
type Find func(ctx context.Context, q store.Querier, id string) (Beside, bool, error)

// besides are what somebody of HR is told at a share, by the kind of promise, of a legal time too, as message keys with the places of the case's number and of the moment.
var besides = map[string]map[int]string{
	promise.Step: {0: "The working hours changed, so a step of %s is due at another time: %s.", 50: "Half of the working time for a step of %s has passed. It is due on %s.",
		80: "Four fifths of the working time for a step of %s have passed. It is due on %s.", 100: "A step of %s is late. It was due on %s."},
	promise.Appeal: {0: "The working hours changed, so the second look at %s is due at another time: %s.", 50: "Half of the working time for the second look at %s has passed. It is due on %s.",
		80:  "Four fifths of the working time for the second look at %s have passed. It is due on %s.",
		100: "The second look at %s is late. It was due on %s."},
	promise.Question: {0: "The working hours changed, so the answer to a question about the statement of %s is due at another time: %s.",
		50: "Half of the working time to answer a question about the statement of %s has passed. It is due on %s.", 80: "Four fifths of the working time to answer a question about the statement of %s have passed. It is due on %s.",
		100: "The answer to a question about the statement of %s is late. It was due on %s."},
	promise.Legal: {50: "Half of the legal time for %s has passed. By law it has to be decided by %s.", 80: "Four fifths of the legal time for %s have passed. By law it has to be decided by %s.",
		100: "The legal time for %s is over. By law it had to be decided by %s."},
	promise.Callback: {callback.Began: "%s: they asked to be called, and can be called until %s.", callback.Nearly: "%s: nobody has called them yet. They can be called until %s.",
		callback.Over: "%s: nobody called them by %s, as was promised. They were told that we are sorry."},
}

// handedTo are the same where the case went to a team with other working hours.
var handedTo = map[string]string{
	promise.Step:     "%s went to a team with other working hours, so a step of it is due at another time: %s.",
	promise.Appeal:   "%s went to a team with other working hours, so the second look at it is due at another time: %s.",
	promise.Question: "%s went to a team with other working hours, so the answer to a question about its statement is due at another time: %s.",
}

// beside does what is to be done when a share of a promise that is not a case's own has passed: it tells whom it is with, and somebody else where they are not at work or it is late.
func (s *Service) beside(ctx context.Context, p promise.Promise, share int) error {
	find, known := s.Beside[p.OwnerKind]
	if !known || besides[p.Kind][share] == "" {
		return nil
	}
	of, found, err := find(ctx, s.DB, p.OwnerID)
	if err != nil || !found {
		return err
	}
	return s.upon(ctx, of.CaseID, p.ID, strconv.Itoa(share), func(tx *store.Tx, c *desk.Upon) (string, error) {
		p, open, err := s.Promises.ByID(ctx, tx, p.ID)
		if err != nil || !open || !p.Open() {
			return "", err
		}
		of, found, err := find(ctx, tx, p.OwnerID)
		if err != nil || !found {
			return "", err
		}
		return s.matter(tx, c, p, share).of(of).tellBeside(ctx)
	})
}

// of is a matter that is with whom a promise is that is not a case's own.
func (m matter) of(b Beside) matter {
	if m.team = cmp.Or(b.Team, m.c.TeamID); b.With != "" || b.Team != "" {
		m.with = b.With
	}
	m.not = b.Not
	return m
}

// tellBeside tells those concerned and returns who was told last.
func (m matter) tellBeside(ctx context.Context) (told string, err error) {
	p, there, err := m.doer(ctx)
	if err != nil {
		return "", err
	}
	working, by := false, ""
	if there {
		if working, _, err = m.working(ctx, p); err != nil {
			return "", err
		}
		if _, err := m.tell(ctx, p, whyOwn); err != nil {
			return "", err
		}
		m.with, told, by = p.ID, p.ID, p.FirstName()
	}
	if m.share < listedFrom {
		return told, nil
	}
	if !working || m.share >= 100 {
		other, err := m.pass(ctx)
		if err != nil {
			return "", err
		}
		if other.ID != "" {
			told, by = other.ID, other.FirstName()
		}
	}
	return told, m.foretell(ctx, by)
}

// doer is whom it is with, if they may be told of the case, else whoever works on that: a step may be with somebody who is not of HR.
func (m matter) doer(ctx context.Context) (people.Person, bool, error) {
	p, there, err := m.owner(ctx)
	if err != nil || there && p.ID == m.c.Assignee {
		return p, there, err
	}
	if there {
		if there, err = m.may(ctx, p); err != nil || there {
			return p, there, err
		}
	}
	if m.team != m.c.TeamID {
		return people.Person{}, false, nil
	}
	m.with = m.c.Assignee
	return m.owner(ctx)
}
