package desk

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"hearth/internal/catalogue"
	"hearth/internal/desk/history"
	"hearth/internal/desk/joint"
	"hearth/internal/desk/label"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Assign gives a case to a person of HR, or back to a team's queue. Exactly one field is set; "me" is whoever asks.
type Assign struct {
	Number   string      `path:"number" json:"-"`
	Assignee string      `json:"assignee,omitempty"`
	Team     string      `json:"team,omitempty"`
	Was      string      `json:"was,omitempty"` // the id of who worked on it when this was chosen, or "nobody"; "" skips the check
	Sort     SetPriority `json:"-"`             // its priority in the same step, if it has one: who gives a case away may not see it after
}

// Assign changes who works on a case. It refuses with Conflict when somebody else has it since Was, and people without an HR role, people whom the case is against or excludes or whose own it is (the same
// sentence for all of them, so that it says nothing), people outside the names of a named case, and unknown teams.
func (s *Service) Assign(ctx context.Context, by authz.Actor, in Assign) (Case, error) {
	return s.change(ctx, by, in.Number, WorkCase, func(tx *store.Tx, r *row, rel authz.Relation) error {
		if err := s.assign(ctx, tx, by, r, rel, in); err != nil || in.Sort.Priority == "" {
			return err
		}
		return s.prioritise(ctx, tx, by, r, in.Sort)
	})
}

func (s *Service) assign(ctx context.Context, tx *store.Tx, by authz.Actor, r *row, rel authz.Relation, in Assign) error {
	if r.Health && s.policy.May(by, TakeHealth, rel) != nil {
		return fault.New(fault.Forbidden, "This service holds health data. Its team, its assignee or the head of HR gives it to somebody.")
	}
	if (in.Assignee == "") == (in.Team == "") {
		return fault.ForField("assignee", "Name a person or a team.")
	}
	if in.Was != "" && in.Was != cmp.Or(r.AssigneePerson, "nobody") && in.Assignee != r.AssigneePerson && (in.Assignee != "me" || r.AssigneePerson != by.PersonID) {
		return label.Given(ctx, tx, r.AssigneePerson)
	}
	if in.Team != "" {
		return s.toTeam(ctx, tx, by, r, in.Team)
	}
	return s.toPerson(ctx, tx, by, r, in.Assignee)
}

func (s *Service) toTeam(ctx context.Context, tx *store.Tx, by authz.Actor, r *row, team string) error {
	teams, err := people.Teams(ctx, tx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(teams, func(t people.Team) bool { return t.ID == team })
	if i < 0 {
		return fault.ForField("team", "There is no such team. Choose one of the HR teams.")
	}
	if other, err := record.ToQueue(ctx, tx, s.clocks.Follow, r, team, ""); err != nil || !other {
		return err
	}
	return record.Tell(ctx, tx, *r, by, true, history.Happened(meanwhile.Gave, history.Whom(by.PersonID), history.Words(teams[i].Name)))
}

func (s *Service) toPerson(ctx context.Context, tx *store.Tx, by authz.Actor, r *row, ref string) error {
	if ref == "me" {
		ref = by.PersonID
	}
	p, err := people.Find(ctx, tx, ref)
	if fault.KindOf(err) == fault.NotFound {
		return fault.ForField("assignee", "We do not know %s. Choose somebody of HR.", ref)
	}
	if err != nil {
		return err
	}
	able, err := s.canWork(ctx, tx, p.ID, *r)
	if err != nil {
		return err
	}
	if !able {
		return fault.ForField("assignee", "%s cannot take this case. Choose somebody else in HR.", p.DisplayName())
	}
	if r.AssigneePerson == p.ID {
		return nil
	}
	r.AssigneePerson = p.ID
	if p.ID == by.PersonID {
		return record.Tell(ctx, tx, *r, by, true, history.Happened(meanwhile.Took, history.Whom(p.ID)))
	}
	return record.Tell(ctx, tx, *r, by, true, history.Happened(meanwhile.Gave, history.Whom(by.PersonID), history.Whom(p.ID)))
}

// canWork reports whether a person could work on the case: in HR, on HR's side, and named where names count.
func (s *Service) canWork(ctx context.Context, q store.Querier, personID string, r row) (bool, error) {
	roles, teams, err := people.Standing(ctx, q, personID)
	if err != nil {
		return false, err
	}
	r.AssigneePerson = "" // whether they work on it already must not count
	as := authz.Actor{PersonID: personID, Face: authz.Desk, Roles: roles, Teams: teams}
	rel, err := s.relation(ctx, q, as, r)
	if err != nil {
		return false, err
	}
	if s.policy.May(as, WorkCase, rel) == nil {
		return true, nil
	}
	// A colleague of another team may be given a team's case, but never a named one.
	asked := rel.Has(customers | authz.Against | authz.Excluded | authz.Manager)
	return r.Sensitivity == catalogue.Team && !asked && as.Has(authz.Agent, authz.HRHead) && !s.isOwn(ctx, q, personID, r), nil
}

func (s *Service) isOwn(ctx context.Context, q store.Querier, personID string, r row) bool {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM desk_party WHERE case_id = $1 AND person_id = $2 AND relation IN ('by', 'for', 'about', 'representative')`, r.ID, personID)
	return err != nil || n > 0
}

// handles reports whether a person takes concerns and has no part in the case: they may be named for it.
func (s *Service) handles(ctx context.Context, q store.Querier, personID string, r row) (bool, error) {
	roles, _, err := people.Standing(ctx, q, personID)
	if err != nil || !slices.Contains(roles, authz.ConcernHandler) {
		return false, err
	}
	rel, err := s.relation(ctx, q, authz.Actor{PersonID: personID, Face: authz.Desk, Roles: roles}, r)
	return err == nil && !rel.Has(customers|authz.Against|authz.Excluded|authz.Manager), err
}

// SetPriority is a case's place in the queue.
type SetPriority struct {
	Number   string `path:"number" json:"-"`
	Priority string `json:"priority"`      // low, normal or high
	Was      string `json:"was,omitempty"` // what it was when this was chosen; "" skips the check
}

// SetPriority changes how the queue sorts a case. What it is promised is counted by the policy for that priority from then on, as promise.Service.Sort says, and its customer is told of another time.
func (s *Service) SetPriority(ctx context.Context, by authz.Actor, in SetPriority) (Case, error) {
	return s.change(ctx, by, in.Number, WorkCase, func(tx *store.Tx, r *row, _ authz.Relation) error { return s.prioritise(ctx, tx, by, r, in) })
}

func (s *Service) prioritise(ctx context.Context, tx *store.Tx, by authz.Actor, r *row, in SetPriority) error {
	p, known := priorities[in.Priority]
	if !known || in.Priority == "" {
		return fault.ForField("priority", "Choose low, normal or high.")
	}
	if r.Priority == p {
		return nil
	}
	if in.Was != "" && in.Was != priorityName(r.Priority) {
		return fault.New(fault.Conflict, "A colleague set another priority meanwhile: it stands here now. Choose again if it should be another one.")
	}
	r.Priority = p
	if err := s.clocks.Sort(ctx, tx, *r); err != nil {
		return err
	}
	return record.Tell(ctx, tx, *r, by, true, history.Happened("%s set the priority to %s.", history.Whom(by.PersonID), history.Word(in.Priority)))
}

// Restrict says who in HR sees a case.
type Restrict struct {
	Number      string   `path:"number" json:"-"`
	Sensitivity string   `json:"sensitivity"` // open, team or named
	Named       []string `json:"named,omitempty"`
	Was         string   `json:"was,omitempty"` // who saw it when this was chosen, see record.SeenBy; "" skips the check
}

// Restrict changes who in HR sees a case. It refuses with Conflict when a colleague changed that since Was. The people named replace those named before; a named case names at least one person, and its
// assignee has to be among them. The cases that are part of it are seen by the same people from then on; of such a part it refuses to change that by itself.
func (s *Service) Restrict(ctx context.Context, by authz.Actor, in Restrict) (Case, error) {
	return s.change(ctx, by, in.Number, WorkCase, func(tx *store.Tx, r *row, rel authz.Relation) error {
		if r.Health && s.policy.May(by, TakeHealth, rel) != nil {
			return fault.New(fault.Forbidden, "This service holds health data. Its team, its assignee or the head of HR says who sees it.")
		}
		if !slices.Contains(catalogue.Sensitivities(), in.Sensitivity) {
			return fault.ForField("sensitivity", "Choose who in HR sees it: open, team or named.")
		}
		if was, err := record.NamedIn(ctx, tx, r.ID); err != nil || in.Was != "" && in.Was != record.SeenBy(r.Sensitivity, was) {
			return errors.Join(err, fault.New(fault.Conflict, "A colleague changed who sees this meanwhile: it stands here now. Choose again if it should be otherwise."))
		}
		named, err := s.nameable(ctx, tx, *r, in.Named)
		if err != nil {
			return err
		}
		if in.Sensitivity == catalogue.Named && len(named) == 0 {
			return fault.ForField("named", "Name at least one person of HR who sees it.")
		}
		if in.Sensitivity == catalogue.Named && r.AssigneePerson != "" && !slices.Contains(named, r.AssigneePerson) {
			return fault.ForField("named", "Name the person who works on it too, or give it to somebody else first.")
		}
		if err := joint.Name(ctx, tx, s.joins, r.ID, named); err != nil {
			return err
		}
		r.Sensitivity = in.Sensitivity
		return record.Tell(ctx, tx, *r, by, true, history.Happened(history.Restricted, history.Whom(by.PersonID), history.Word(seenBy[in.Sensitivity])))
	})
}

// nameable finds people who may be named for a case, and refuses those who may not without saying why.
func (s *Service) nameable(ctx context.Context, tx *store.Tx, r row, refs []string) (ids []string, err error) {
	for _, ref := range refs {
		if strings.TrimSpace(ref) == "" {
			continue
		}
		p, err := people.Find(ctx, tx, ref)
		if fault.KindOf(err) == fault.NotFound {
			return nil, fault.ForField("named", "We do not know %s. Give an e-mail address or a personnel number.", ref)
		}
		if err != nil {
			return nil, err
		}
		r.Sensitivity = catalogue.Open
		able, err := s.canWork(ctx, tx, p.ID, r)
		if err != nil {
			return nil, err
		}
		if !able {
			if able, err = s.handles(ctx, tx, p.ID, r); err != nil {
				return nil, err
			}
		}
		if !able {
			return nil, fault.ForField("named", "%s cannot be named for this case. Choose somebody else in HR.", p.DisplayName())
		}
		if !slices.Contains(ids, p.ID) {
			ids = append(ids, p.ID)
		}
	}
	return ids, nil
}

// change loads a case, lets f change it, saves it and returns it: the frame of every use case that changes a case as a whole.
func (s *Service) change(ctx context.Context, by authz.Actor, number string, action authz.Action, f func(*store.Tx, *row, authz.Relation) error) (Case, error) {
	var out Case
	err := s.db.Tx(ctx, func(tx *store.Tx) error {
		r, rel, err := s.load(ctx, tx, by, number, action)
		if err != nil {
			return err
		}
		if err := s.tellLists(ctx, tx, r); err != nil {
			return err
		}
		was := r.AssigneePerson
		if err := f(tx, &r, rel); err != nil {
			return err
		}
		record.Given(tx, r, was, by.PersonID)
		if err := s.save(ctx, tx, by, action, &r); err != nil {
			return err
		}
		tx.Publish(CaseChanged{CaseID: r.ID})
		if r.State == Answered || r.State == Closed {
			tx.Publish(AnsweredChanged{CaseID: r.ID})
		}
		out, err = s.presentIfSeen(ctx, tx, by, r)
		return err
	})
	return out, err
}

// seenBy says in words who in HR sees a case.
var seenBy = map[string]string{catalogue.Open: "the whole HR team", catalogue.Team: "one team", catalogue.Named: "named people only"}
