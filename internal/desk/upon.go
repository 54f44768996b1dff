package desk

import (
	"context"
	"errors"
	"strings"

	"hearth/internal/desk/history"
	"hearth/internal/desk/joint"
	"hearth/internal/desk/mailing"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/desk/party"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// This file is how modules above the desk work with a case: what they find out with Look, and what they do within Within.

// Of is a case as modules above the desk know it, and how the actor is related to it. People are ids, "" for nobody.
type Of struct {
	ID, Number, Subject, ServiceID, TeamID, Site, Sensitivity, Language string // Number as people read it
	ByPerson, ForPerson, Assignee, AnsweredBy                           string
	Outcome, CauseID, CauseText, LastSide                               string
	State                                                               State
	Priority                                                            int
	Reopened                                                            int64 // how often
	Health, Quiet, NeedsDecision, NotToManager, FromHR, Overheard       bool  // FromHR: HR wrote first; Overheard: others than HR, who asked and who stands by them read its conversation
	OwesWord                                                            bool  // see record.Row
	OpenedAt, AnsweredAt, ClosedAt, LastAt                              store.Time
	Rel                                                                 authz.Relation
	HR                                                                  bool // the actor is on HR's side of it

	row row
}

func (s *Service) of(by authz.Actor, r row, rel authz.Relation) Of {
	return Of{ID: r.ID, Number: Number(r.Number), Subject: r.Subject, ServiceID: r.ServiceID, TeamID: r.TeamID, Site: r.Site, Sensitivity: r.Sensitivity, Language: r.Language, ByPerson: r.ByPerson, ForPerson: r.ForPerson,
		Assignee: r.AssigneePerson, AnsweredBy: r.AnsweredBy, Outcome: r.Outcome, CauseID: r.CauseID, CauseText: r.CauseText, State: r.State, Priority: r.Priority, Reopened: r.Reopened, Health: r.Health,
		Quiet: letters(r).Quiet, FromHR: r.Channel == record.FromHR, OwesWord: r.OwesWord(), Overheard: r.ManagerSees && !r.NotToManager || r.AboutSees, NeedsDecision: r.NeedsDecision, NotToManager: r.NotToManager, OpenedAt: r.OpenedAt, AnsweredAt: r.AnsweredAt, ClosedAt: r.ClosedAt, LastAt: r.LastAt, LastSide: r.LastSide,
		Rel: rel, HR: s.works(by, rel), row: r}
}

// Look finds a case for action, whose rule belongs to the calling module and sees ReadCase. It refuses as authz says, and whoever may not read the texts
// of a health case. It writes no opening down: a page of its own about a case calls Opened before it shows anything.
func (s *Service) Look(ctx context.Context, q store.Querier, by authz.Actor, number string, action authz.Action) (Of, error) {
	r, rel, err := s.load(ctx, q, by, number, action)
	if err != nil {
		return Of{}, err
	}
	return s.of(by, r, rel), s.mayText(by, action, r, rel)
}

// Opened writes into the record that by opened the case that Look found for by. It refuses who may not read it.
func (s *Service) Opened(ctx context.Context, by authz.Actor, c Of) error {
	if err := s.policy.May(by, ReadCase, c.Rel); err != nil {
		return err
	}
	return s.opened(ctx, by, c.row, c.Rel)
}

// NumberByID returns the number of a case, for tasks of modules above: it asks nobody's rights. Of a case that is not there it is "".
func NumberByID(ctx context.Context, q store.Querier, id string) (string, error) {
	n, err := store.One[int64](ctx, q, `SELECT c.number FROM desk_case c WHERE c.id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	return Number(n), err
}

// Upon is a case in the hands of a use case of a module above, within its transaction. It is for one goroutine.
type Upon struct {
	Of
	s  *Service
	tx *store.Tx
	by authz.Actor
}

// Within runs f upon the case in one transaction, and then saves the case, records the action and tells pages and modules that it changed. It refuses what Look
// refuses. A transaction that has to run again runs f again.
func (s *Service) Within(ctx context.Context, by authz.Actor, number string, action authz.Action, f func(tx *store.Tx, c *Upon) error) error {
	_, err := s.change(ctx, by, number, action, func(tx *store.Tx, r *row, rel authz.Relation) error {
		if err := s.mayText(by, action, *r, rel); err != nil {
			return err
		}
		c := &Upon{Of: s.of(by, *r, rel), s: s, tx: tx, by: by}
		if err := f(tx, c); err != nil {
			return err
		}
		*r = c.row
		return nil
	})
	return err
}

// Happened adds one line to the conversation; an internal one is read by HR alone.
func (c *Upon) Happened(ctx context.Context, internal bool, e history.Event) error {
	return record.Tell(ctx, c.tx, c.row, c.by, internal, e)
}

// Write adds a message of the actor's side to the conversation, with what follows from one, and returns its id. It refuses what Service.Write refuses.
func (c *Upon) Write(ctx context.Context, body string) (string, error) {
	var f fault.Fields
	needBody(&f, "body", body, "Write your message first.")
	if err := f.Err(); err != nil {
		return "", err
	}
	e := entry{Kind: "message", Side: sideCustomer, AuthorPerson: c.by.PersonID, Body: body, Channel: Portal}
	if c.HR {
		e.Side = sideHR
	}
	return c.s.say(ctx, c.tx, c.by, &c.row, e, nil)
}

// Fresh refuses, as Service.Write does, a message whose writer has not seen the last word of a colleague; seen is as that of Write.
func (c *Upon) Fresh(ctx context.Context, seen string) error {
	return meanwhile.Wrote(ctx, c.tx, meanwhile.Since{CaseID: c.ID, PersonID: c.by.PersonID, Seen: seen})
}

// Tell marks the case unread and writes to its customers: one sentence, a message key of ours whose args hold no words of people, and the way to the page.
func (c *Upon) Tell(ctx context.Context, sentence string, args ...any) error {
	c.row.Unread = true
	return c.s.notices.Noted(ctx, c.tx, letters(c.row), sentence, args...)
}

// News says that the customer did something that HR has to look at, as when they write.
func (c *Upon) News() { record.Stir(c.tx, &c.row, true) }

// Delayed marks the case unread and tells its customers that a promise may not be kept, or was not. It returns the ids of those to whom nothing was sent, see mailing.
func (c *Upon) Delayed(ctx context.Context, d mailing.Delay) (withheld []string, err error) {
	c.row.Unread = true
	return c.s.notices.Delayed(ctx, c.tx, letters(c.row), d)
}

// Pause stops the clocks until a moment, or until the customer writes; the reason is one of record.Waits, or words that the customer reads; needed is what is needed, or "" where the conversation says it. It refuses what Service.Pause refuses, but for what is needed and from whom.
func (c *Upon) Pause(ctx context.Context, reason, needed string, until store.Time) error {
	return c.s.pause(ctx, c.tx, c.by, &c.row, Pause{Reason: strings.TrimSpace(reason), Needed: needed, Until: until}, new(fault.Fields))
}

// Resume ends the pause of a case that waits; it does nothing to another.
func (c *Upon) Resume(ctx context.Context) error {
	if c.row.State != Waiting {
		return nil
	}
	if err := c.s.goOn(ctx, c.tx, &c.row); err != nil {
		return err
	}
	return c.Happened(ctx, false, history.Happened(meanwhile.Resumed))
}

// Exclude keeps people from the case from now on: "manager" is whoever leads the person that it is for, now or later. One who worked on it does not any more. It refuses
// people who are not known, and those whose case it is, and a part of another case, from which they are kept there.
func (c *Upon) Exclude(ctx context.Context, refs []string) error {
	whole, err := c.s.joins.Whole(ctx, c.tx, c.row.ID)
	if err == nil && whole != "" {
		err = joint.APart()
	}
	if err != nil {
		return err
	}
	var f fault.Fields
	p, err := party.Exclude(ctx, c.tx, c.ByPerson, c.ForPerson, refs, &f)
	if err := errors.Join(err, f.Err()); err != nil {
		return err
	}
	c.row.NotToManager = c.row.NotToManager || p.NotToManager
	var ids []string
	for _, x := range p.Excluded {
		if ids = append(ids, x.ID); x.ID == c.row.AssigneePerson {
			c.row.AssigneePerson = ""
		}
	}
	return record.Exclude(ctx, c.tx, c.row.ID, ids)
}

// OpenAgain opens a case that is answered or closed at its customer's word, as Reopen does, but says nothing in the conversation. It does nothing to another.
func (c *Upon) OpenAgain(ctx context.Context) error {
	if c.row.State != Answered && c.row.State != Closed {
		return nil
	}
	return c.s.openAgain(ctx, c.tx, &c.row)
}

// Sort sets how the queue sorts the case, Low, Normal or High, with what follows for its promises from another priority. It says nothing in the conversation.
func (c *Upon) Sort(ctx context.Context, priority int) error {
	if c.row.Priority == priority {
		return nil
	}
	c.row.Priority = priority
	return c.s.clocks.Sort(ctx, c.tx, c.row)
}

// ToQueue gives the case to the queue of a team, and reports whether it was not there. cause is in the fact of a move to another team; the caller says in the conversation what happened.
func (c *Upon) ToQueue(ctx context.Context, team, cause string) (bool, error) {
	return record.ToQueue(ctx, c.tx, c.s.clocks.Follow, &c.row, team, cause)
}

// Give gives the case to a person who can work on it, or else to the queue of its team, and reports whether the person has it.
func (c *Upon) Give(ctx context.Context, personID string) (able bool, err error) {
	able, err = c.s.canWork(ctx, c.tx, personID, c.row)
	if c.row.AssigneePerson = ""; able {
		c.row.AssigneePerson = personID
	}
	return able, err
}

// Assign gives the case to somebody, as Service.Assign does, and refuses what that refuses but for who may work on it at all.
func (c *Upon) Assign(ctx context.Context, in Assign) error {
	return c.s.assign(ctx, c.tx, c.by, &c.row, c.Rel, in)
}

// Prioritise is Service.SetPriority.
func (c *Upon) Prioritise(ctx context.Context, in SetPriority) error {
	return c.s.prioritise(ctx, c.tx, c.by, &c.row, in)
}

// Decided is the answer of a decision.
type Decided struct{ Answer, Cause, CauseText string }

// Answer sends the answer and sets the case answered with the outcome OutcomeDecided, as Close does with the others; nothing else reaches that outcome. From then on the
// case needs a decision, however often it is opened again. It refuses an answered case, a missing answer and an unknown cause.
func (c *Upon) Answer(ctx context.Context, in Decided) error {
	if c.row.State == Answered || c.row.State == Closed {
		return fault.New(fault.Conflict, "This case is answered already.")
	}
	closing := Close{Answer: in.Answer, Outcome: OutcomeDecided, Cause: in.Cause, CauseText: in.CauseText}
	var f fault.Fields
	if err := record.NeedCause(ctx, c.tx, in.Cause, in.CauseText, &f); err != nil {
		return err
	}
	c.row.NeedsDecision = true
	return c.s.answer(ctx, c.tx, c.by, &c.row, closing, nil)
}

// Waited is a time in which a case waited.
type Waited = record.Waited

// WaitedFor returns for whom a case waited, in the order of time, without gaps from its opening to its answer.
func WaitedFor(ctx context.Context, q store.Querier, caseID string) ([]Waited, error) {
	return record.WaitedFor(ctx, q, caseID)
}
