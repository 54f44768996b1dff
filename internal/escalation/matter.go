package escalation

import (
	"context"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/desk/mailing"
	"hearth/internal/people"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// kind is that of the messages to HR.
const kind = "escalation.told"

// matter is a promise of a case about which something is done, in one transaction.
type matter struct {
	s      *Service
	tx     *store.Tx
	c      *desk.Upon
	p      promise.Promise
	share  int    // that has passed
	change string // of a calendar or a policy, in place of a share

	byPolicy   bool   // of a policy
	byTeam     bool   // another team works on it
	sorted     bool   // it has another priority
	with, team string // whom it is with, "" for nobody, and whose it is: those of the case, where nothing else is said
	not        []string
}

func (s *Service) matter(tx *store.Tx, c *desk.Upon, p promise.Promise, share int) matter {
	return matter{s: s, tx: tx, c: c, p: p, share: share, with: c.Assignee, team: c.TeamID}
}

// half tells the owner.
func (m matter) half(ctx context.Context) (string, error) { return m.tellOwner(ctx) }

// tellOwner tells who works on the case, if somebody does, and returns their id.
func (m matter) tellOwner(ctx context.Context) (string, error) {
	p, there, err := m.owner(ctx)
	if err != nil || !there {
		return "", err
	}
	held, err := m.tell(ctx, p, whyOwn)
	if err != nil || held != "" && m.share < listedFrom { // then nothing reached them
		return "", err
	}
	return p.ID, nil
}

// atRisk tells the owner, somebody of the team where the owner is not at work, and the customer, if nothing has happened.
func (m matter) atRisk(ctx context.Context) (told string, err error) {
	p, there, err := m.owner(ctx)
	if err != nil {
		return "", err
	}
	by, working := "", false
	if there {
		if working, _, err = m.working(ctx, p); err != nil {
			return "", err
		}
		if _, err := m.tell(ctx, p, whyOwn); err != nil {
			return "", err
		}
		told, by = p.ID, p.FirstName()
	}
	if !working {
		other, err := m.pass(ctx)
		if err != nil {
			return "", err
		}
		if other.ID != "" {
			told, by = other.ID, other.FirstName()
		}
	}
	return told, m.warn(ctx, by)
}

// pass brings it to somebody who is at work, and returns who that is; nobody where there is none.
func (m matter) pass(ctx context.Context) (people.Person, error) {
	other, why, err := m.somebody(ctx)
	if err != nil || other.ID == "" {
		return people.Person{}, err
	}
	return other, m.bring(ctx, other, why)
}

// warn tells the customer that it may become later, unless HR has written since half of the time passed.
func (m matter) warn(ctx context.Context, by string) error {
	wrote, err := m.wroteSinceHalf(ctx)
	if err != nil || wrote {
		return err
	}
	if err := m.c.Happened(ctx, false, history.Happened(m.said(mayBreak), history.Moment(m.p.DueAt))); err != nil {
		return err
	}
	return delayed(ctx, m.c, mailing.Delay{PromiseID: m.p.ID, Kind: m.p.Kind, DueAt: m.p.DueAt, Share: m.share, By: by})
}

// delayed tells the customers, and HR to whom no mail went.
func delayed(ctx context.Context, c *desk.Upon, d mailing.Delay) error {
	withheld, err := c.Delayed(ctx, d)
	if err != nil {
		return err
	}
	for _, id := range withheld {
		if err := c.Happened(ctx, true, history.Happened("%s got no mail about this: three other requests of this sender wait too, so it may be a program. Write, if it is a person.", history.Whom(id))); err != nil {
			return err
		}
	}
	return nil
}

// late escalates the case to somebody else than its owner, and tells the customer.
func (m matter) late(ctx context.Context) (string, error) {
	owner, there, err := m.owner(ctx)
	if err != nil {
		return "", err
	}
	by := ""
	if there {
		if _, err := m.tell(ctx, owner, whyOwn); err != nil {
			return "", err
		}
		by = owner.FirstName()
	}
	other, why, err := m.somebody(ctx)
	if err != nil {
		return "", err
	}
	if other.ID != "" {
		by = other.FirstName()
		err = m.bring(ctx, other, why)
	} else {
		err = m.c.Happened(ctx, true, history.Happened(m.said(brokeAlone), history.Moment(m.p.DueAt)))
	}
	if err != nil {
		return "", err
	}
	line := m.said(broke)
	if by != "" {
		line = m.said(brokeListed)
	}
	if err := m.c.Happened(ctx, false, history.Happened(line, history.Moment(m.p.DueAt))); err != nil {
		return "", err
	}
	if m.p.Kind == promise.NextWord {
		if err := m.s.Promises.Again(ctx, m.tx, m.p, promise.Place{Site: m.c.Site, Team: m.c.TeamID}); err != nil {
			return "", err
		}
	}
	return other.ID, delayed(ctx, m.c, mailing.Delay{PromiseID: m.p.ID, Kind: m.p.Kind, DueAt: m.p.DueAt, Share: m.share, By: by})
}

// texts are what somebody of HR is told at a share, as message keys with the places of the case's number and of the moment.
var texts = map[int]string{
	50:  "Half of the working time for %s has passed. It is due on %s.",
	80:  "Four fifths of the working time for %s have passed. It is due on %s.",
	100: "%s is late. It was due on %s.",
	0:   "The working hours changed, so %s is due at another time: %s.",
}

// byTheClock are the same where next to no working time lies before a time that somebody chose.
var byTheClock = map[int]string{
	50: "Half of the time for %s has passed. It is due on %s.",
	80: "Four fifths of the time for %s have passed. It is due on %s.",
}

// line is what somebody of HR is told.
func (m matter) line(ctx context.Context) string {
	at := locale.DateTime(ctx, m.p.DueAt.Time)
	if said := handedTo[m.p.Kind]; said != "" && m.byTeam {
		return locale.T(ctx, said, m.c.Number, at)
	}
	if said := besides[m.p.Kind][m.share]; said != "" {
		return locale.T(ctx, said, m.c.Number, at)
	}
	switch percent := m.p.Percent(m.share); {
	case m.byPolicy:
		return locale.T(ctx, "A promise policy changed, so %s is due at another time: %s.", m.c.Number, at)
	case m.sorted:
		return locale.T(ctx, "%s has another priority, so it is due at another time: %s.", m.c.Number, at)
	case m.byTeam:
		return locale.T(ctx, "%s went to a team with other working hours, so it is due at another time: %s.", m.c.Number, at)
	case m.share > 0 && percent != m.share && m.p.ByTheClock():
		return locale.T(ctx, "%d percent of the time for %s has passed. It is due on %s.", percent, m.c.Number, at)
	case m.share > 0 && percent != m.share:
		return locale.T(ctx, "%d percent of the working time for %s has passed. It is due on %s.", percent, m.c.Number, at)
	}
	if said := byTheClock[m.share]; said != "" && m.p.ByTheClock() {
		return locale.T(ctx, said, m.c.Number, at)
	}
	return locale.T(ctx, texts[m.share], m.c.Number, at)
}
