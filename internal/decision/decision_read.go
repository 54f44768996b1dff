package decision

import (
	"context"
	"slices"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Decision is one version of what was decided, as its reader sees it.
type Decision struct {
	ID           string      `json:"id"`
	Version      int         `json:"version"`
	Kind         string      `json:"kind"` // decision, or correction of the version before
	Outcome      string      `json:"outcome"`
	Total        string      `json:"total,omitempty"`      // of the calculation that it rests on: its unit and the number
	Questioned   bool        `json:"questioned,omitempty"` // a line of that calculation is questioned, and nobody answered yet; never told to a manager
	Reason       string      `json:"reason"`
	Clause       *Clause     `json:"clause,omitempty"` // as it stood that day
	Facts        []string    `json:"facts"`
	Alternatives []string    `json:"alternatives"`
	Next         Next        `json:"next"`
	Recur        string      `json:"recur,omitempty"`
	Appeal       *Way        `json:"appeal,omitempty"`
	Heard        string      `json:"heard,omitempty"` // confirmed or unconfirmed; what we heard, where the person was asked
	Why          string      `json:"why,omitempty"`   // of a correction
	Second       bool        `json:"second"`          // it answers somebody who disagreed
	Replaced     bool        `json:"replaced"`        // a later version holds instead
	Erased       bool        `json:"erased,omitempty"`
	By           desk.Person `json:"by"`
	At           store.Time  `json:"at"`
}

// Disagreed is an appeal as its reader sees it.
type Disagreed struct {
	ID       string        `json:"id"`
	Decision string        `json:"decision"` // the id of the version that it is about
	Text     string        `json:"text"`
	By       desk.Person   `json:"by"`
	Given    *desk.Person  `json:"given,omitempty"` // who takes the second look; nobody: the team chooses
	At       store.Time    `json:"at"`
	Answered bool          `json:"answered"`
	Promise  *promise.View `json:"promise,omitempty"`
}

// Decisions is what was decided in a case.
type Decisions struct {
	Number  string      `json:"number"`
	Subject string      `json:"-"`
	Items   []Decision  `json:"items"`   // the newest first: it is the one that holds
	Appeals []Disagreed `json:"appeals"` // the newest first; empty for who may not know of them
	May     May         `json:"may"`
	Waiver  string      `json:"waiver"`
}

// May says what the reader may do now.
type May struct {
	Appeal  bool `json:"appeal"`
	Decide  bool `json:"decide"`
	Correct bool `json:"correct"`
}

// ReadOne names a case.
type ReadOne struct {
	Number string `path:"number" json:"-"`
}

// Read returns what was decided in a case, every version of it. It is an opening of the case. Items is empty where nothing was decided yet.
func (s *Service) Read(ctx context.Context, by authz.Actor, in ReadOne) (Decisions, error) {
	c, err := s.desk.Look(ctx, s.db, by, in.Number, ReadDecisions)
	if err != nil {
		return Decisions{}, err
	}
	if err := s.desk.Opened(ctx, by, c); err != nil {
		return Decisions{}, err
	}
	return s.of(ctx, by, c)
}

// Shown returns what was decided in a case whose page by looks at, without Items where nothing was: for parts of that page. It refuses nobody who sees the texts there.
func (s *Service) Shown(ctx context.Context, by authz.Actor, number string) (Decisions, error) {
	c, err := s.desk.Look(ctx, s.db, by, number, ReadDecisions)
	if err != nil {
		return Decisions{}, err
	}
	return s.of(ctx, by, c)
}

// Last is the decision that holds in a case, or false where there is none: for modules above, which have asked whether their actor may read it.
func (s *Service) Last(ctx context.Context, q store.Querier, caseID string) (Decision, bool, error) {
	all, err := versions(ctx, q, caseID)
	if err != nil || len(all) == 0 {
		return Decision{}, false, err
	}
	d, err := s.presentOne(ctx, q, all[len(all)-1])
	return d, err == nil, err
}

// of returns what was decided in c as far as by may know.
func (s *Service) of(ctx context.Context, by authz.Actor, c desk.Of) (Decisions, error) {
	out := Decisions{Number: c.Number, Subject: c.Subject, Items: []Decision{}, Appeals: []Disagreed{}, Waiver: Waiver}
	all, err := versions(ctx, s.db, c.ID)
	if err != nil {
		return out, err
	}
	if out.Items, err = s.present(ctx, s.db, all); err != nil {
		return out, err
	}
	slices.Reverse(out.Items)
	disagreed, err := appeals(ctx, s.db, c.ID)
	if err != nil {
		return out, err
	}
	out.May = s.allowed(by, c, all, disagreed)
	if s.policy.May(by, ReadAppeals, c.Rel) != nil {
		return out, nil
	}
	if len(out.Items) > 0 && out.Items[0].Total != "" {
		figure, err := s.figure(ctx, s.db, c.ID)
		if err != nil {
			return out, err
		}
		out.Items[0].Questioned = figure.There && !figure.Stands
	}
	out.Appeals, err = s.presentAppeals(ctx, s.db, all, disagreed)
	return out, err
}

// allowed says what by may do in c now. When the days to disagree are over, Appeal refuses with a sentence that says whom to talk to.
func (s *Service) allowed(by authz.Actor, c desk.Of, all []row, disagreed []appealRow) May {
	settled := c.State == desk.Answered || c.State == desk.Closed
	works := s.policy.May(by, DecideCase, c.Rel) == nil
	may := May{Decide: works && !settled}
	if len(all) == 0 {
		return may
	}
	last := all[len(all)-1]
	open := len(disagreed) > 0 && disagreed[len(disagreed)-1].DecisionID == last.ID
	may.Appeal = !open && last.AppealUntil != "" && s.policy.May(by, AppealCase, c.Rel) == nil
	may.Correct = works && settled && last.ErasedAt.IsZero()
	return may
}

// present makes versions readable, in the order given. The last one holds.
func (s *Service) present(ctx context.Context, q store.Querier, all []row) ([]Decision, error) {
	var ids []string
	for _, r := range all {
		ids = append(ids, r.DecidedBy)
	}
	names, err := namesOf(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	out := make([]Decision, 0, len(all))
	for i, r := range all {
		d := Decision{ID: r.ID, Version: r.Version, Kind: r.Kind, Outcome: r.Outcome, Total: r.Total, Reason: r.Reason, Facts: lines(r.Facts), Alternatives: lines(r.Alternatives),
			Next: Next{r.NextText, r.NextOn}, Recur: r.Recur, Heard: r.Heard, Why: r.Why, Second: r.AppealID != "", Replaced: i+1 < len(all), Erased: !r.ErasedAt.IsZero(),
			By: names[r.DecidedBy], At: r.DecidedAt}
		if r.ClauseRef != "" {
			d.Clause = &Clause{VersionID: r.ClauseVersion, Ref: r.ClauseRef, Title: r.ClauseTitle, Text: r.ClauseText, Version: r.ClauseEdition}
			if s.clauses != nil {
				d.Clause.Link = s.clauses.Link(*d.Clause)
			}
		}
		if r.AppealUntil != "" {
			d.Appeal = &Way{r.AppealUntil, r.AppealTo}
		}
		out = append(out, d)
	}
	return out, nil
}

func (s *Service) presentOne(ctx context.Context, q store.Querier, r row) (Decision, error) {
	all, err := s.present(ctx, q, []row{r})
	if err != nil {
		return Decision{}, err
	}
	return all[0], nil
}

// presentAppeals makes appeals readable, the newest first.
func (s *Service) presentAppeals(ctx context.Context, q store.Querier, decided []row, all []appealRow) ([]Disagreed, error) {
	var ids, persons []string
	for _, a := range all {
		ids, persons = append(ids, a.ID), append(persons, a.PersonID, a.GivenPerson)
	}
	names, err := namesOf(ctx, q, persons)
	if err != nil {
		return nil, err
	}
	promised, err := s.promises.ForOwners(ctx, q, AppealKind, ids)
	if err != nil {
		return nil, err
	}
	out := make([]Disagreed, 0, len(all))
	for _, a := range all {
		d := Disagreed{ID: a.ID, Decision: a.DecisionID, Text: a.Body, By: names[a.PersonID], At: a.At,
			Answered: slices.ContainsFunc(decided, func(r row) bool { return r.AppealID == a.ID })}
		if a.GivenPerson != "" {
			given := names[a.GivenPerson]
			d.Given = &given
		}
		if all := promised[a.ID]; len(all) > 0 {
			v := s.promises.View(q.Now(), all[len(all)-1])
			d.Promise = &v
		}
		out = append(out, d)
	}
	slices.Reverse(out)
	return out, nil
}

// namesOf returns people by id; who is not there any more is a former employee.
func namesOf(ctx context.Context, q store.Querier, ids []string) (map[string]desk.Person, error) {
	out := map[string]desk.Person{}
	for _, id := range ids {
		out[id] = desk.Person{Name: locale.T(ctx, "A former employee"), First: locale.T(ctx, "A former employee")}
	}
	all, err := people.NamesByIDs(ctx, q, slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == "" }))
	for id, p := range all {
		out[id] = desk.Person{ID: id, Name: p.DisplayName(), First: p.FirstName()}
	}
	return out, err
}
