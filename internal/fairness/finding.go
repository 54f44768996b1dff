package fairness

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/stats"
)

// The states of a finding.
const (
	open      = "open"
	answered  = "answered"
	continues = "continues" // the figures of a later run of one that was open
)

// What an owner may have found out. Unknown leaves the finding open.
const (
	Explained = "explained" // by something that is as it should be
	TheClause = "clause"    // the clause is to be changed
	Practice  = "practice"  // we decided like cases differently
	Unknown   = "unknown"   // nothing yet
)

// Causes lists them in the order of the form.
func Causes() []string { return []string{Explained, TheClause, Practice, Unknown} }

// maxWords is the longest answer, in characters.
const maxWords = 4000

// Person is somebody who may own a finding.
type Person struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Finding is a group that was flagged in a run, with the figures of then.
type Finding struct {
	ID        string             `json:"id"`
	Clause    string             `json:"clause"`
	RunID     string             `json:"run"`
	At        store.Time         `json:"at"`
	Attribute string             `json:"attribute"`
	Group     string             `json:"group"`
	Figures   stats.GroupFinding `json:"figures"`
	State     string             `json:"state"`               // open, answered or continues
	Continues string             `json:"continues,omitempty"` // the finding whose figures these are too
	Owner     *Person            `json:"owner,omitempty"`
	Answers   []Said             `json:"answers"`
	Mine      bool               `json:"mine"` // the reader owns it
}

// Open reports whether somebody has to find out more.
func (f Finding) Open() bool { return f.State == open }

// Said is an answer to a finding.
type Said struct {
	Cause string     `json:"cause"`
	Text  string     `json:"text"`
	By    *Person    `json:"by,omitempty"`
	At    store.Time `json:"at"`
}

// findingRow is a finding as the database keeps it.
type findingRow struct {
	ID, RunID, ClauseRef, Attribute, GroupValue, Figures, Continues, OwnerPerson, State string
	At                                                                                  store.Time
}

const selectFinding = `SELECT f.id, f.run_id, f.clause_ref, f.attribute, f.group_value, f.figures, COALESCE(f.continues, '') AS continues,
	COALESCE(f.owner_person, '') AS owner_person, f.state, r.at FROM fairness_finding f JOIN fairness_run r ON r.id = f.run_id`

// answerRow is an answer as the database keeps it.
type answerRow struct {
	FindingID, Cause, Words, ByPerson string
	At                                store.Time
}

const selectAnswer = `SELECT a.finding_id, a.cause, a.words, COALESCE(a.by_person, '') AS by_person, a.at FROM fairness_answer a`

// findings returns the findings of a clause as by sees them: what is open first, then the latest.
func (s *Service) findings(ctx context.Context, by authz.Actor, clause string) ([]Finding, error) {
	rows, err := store.All[findingRow](ctx, s.db, selectFinding+` WHERE f.clause_ref = $1 ORDER BY CASE f.state WHEN 'open' THEN 0 ELSE 1 END, r.at DESC, f.id`, clause)
	if err != nil {
		return nil, fmt.Errorf("read findings: %w", err)
	}
	return present(ctx, s.db, by, rows)
}

// present is rows as by sees them, with the answers to them.
func present(ctx context.Context, q store.Querier, by authz.Actor, rows []findingRow) ([]Finding, error) {
	all := []Finding{}
	if len(rows) == 0 {
		return all, nil
	}
	var ids, who []string
	for _, r := range rows {
		ids, who = append(ids, r.ID), append(who, r.OwnerPerson)
	}
	answers, err := store.Select[answerRow](ctx, q, new(store.Q).Add(selectAnswer+` WHERE `).Where(store.In("a.finding_id", ids)).Add(` ORDER BY a.at, a.id`))
	if err != nil {
		return nil, fmt.Errorf("read answers: %w", err)
	}
	for _, a := range answers {
		who = append(who, a.ByPerson)
	}
	names, err := people.NamesByIDs(ctx, q, who)
	if err != nil {
		return nil, err
	}
	named := func(id string) *Person {
		if p, there := names[id]; there {
			return &Person{id, p.DisplayName()}
		}
		return nil
	}
	for _, r := range rows {
		f := Finding{ID: r.ID, Clause: r.ClauseRef, RunID: r.RunID, At: r.At, Attribute: r.Attribute, Group: r.GroupValue, State: r.State, Continues: r.Continues,
			Owner: named(r.OwnerPerson), Answers: []Said{}, Mine: r.OwnerPerson != "" && r.OwnerPerson == by.PersonID}
		if err := json.Unmarshal([]byte(r.Figures), &f.Figures); err != nil {
			return nil, fmt.Errorf("read figures: %w", err)
		}
		for _, a := range answers {
			if a.FindingID == r.ID {
				f.Answers = append(f.Answers, Said{a.Cause, a.Words, named(a.ByPerson), a.At})
			}
		}
		all = append(all, f)
	}
	return all, nil
}

// owners are those who may be given a finding.
func owners(ctx context.Context, q store.Querier) ([]Person, error) {
	all := []Person{}
	holders, err := people.Holders(ctx, q, Owners()...)
	for _, p := range holders {
		all = append(all, Person{p.ID, p.DisplayName()})
	}
	return all, err
}

// Assign gives a finding to its owner, by an id, an e-mail address or a personnel number.
type Assign struct {
	ID     string `path:"finding" json:"-"`
	Person string `json:"person"`
}

// Assign gives an open finding to somebody who may read it, or to somebody else than before. The head of HR may.
func (s *Service) Assign(ctx context.Context, by authz.Actor, in Assign) (Finding, error) {
	return s.change(ctx, by, in.ID, RunAudit, func(tx *store.Tx, r *findingRow) error {
		if r.State != open {
			return fault.New(fault.Conflict, "This finding is answered, so nobody has to find out more.")
		}
		p, err := people.Find(ctx, tx, in.Person)
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return err
		}
		all, wrong := owners(ctx, tx)
		if wrong != nil {
			return wrong
		}
		if !slices.ContainsFunc(all, func(o Person) bool { return err == nil && o.ID == p.ID }) {
			return fault.ForField("person", "Choose the head of HR or the data-protection officer: nobody else may read this.")
		}
		r.OwnerPerson = p.ID
		if _, err := tx.Exec(ctx, `UPDATE fairness_finding SET owner_person = $2 WHERE id = $1`, r.ID, p.ID); err != nil {
			return fmt.Errorf("give finding: %w", err)
		}
		return nil
	})
}

// Answer says what the owner of a finding found out.
type Answer struct {
	ID    string `path:"finding" json:"-"`
	Cause string `json:"cause"` // one of Causes
	Text  string `json:"text"`
}

// Answer keeps what the owner of an open finding found out; unless nothing was found yet, it is answered with that. The same answer twice is one. Only the owner may.
func (s *Service) Answer(ctx context.Context, by authz.Actor, in Answer) (Finding, error) {
	in.Text = strings.TrimSpace(in.Text)
	return s.change(ctx, by, in.ID, AnswerFinding, func(tx *store.Tx, r *findingRow) error {
		if r.OwnerPerson == "" || r.OwnerPerson != by.PersonID {
			return fault.New(fault.Forbidden, "Only the owner of a finding answers it. The head of HR says who that is.")
		}
		var f fault.Fields
		f.Need(slices.Contains(Causes(), in.Cause), "cause", "Choose what you found out.")
		f.Need(in.Text != "", "text", "Write down what you looked at, and what you found.")
		f.Need(utf8.RuneCountInString(in.Text) <= maxWords, "text", "Keep it to %d characters.", maxWords)
		if err := f.Err(); err != nil {
			return err
		}
		before, err := store.All[answerRow](ctx, tx, selectAnswer+` WHERE a.finding_id = $1 ORDER BY a.at DESC, a.id DESC LIMIT 1`, r.ID)
		if err != nil {
			return fmt.Errorf("read answers: %w", err)
		}
		if len(before) > 0 && before[0].Cause == in.Cause && before[0].Words == in.Text {
			return nil
		}
		if r.State != open {
			return fault.New(fault.Conflict, "This finding is answered already.")
		}
		_, err = tx.Exec(ctx, `INSERT INTO fairness_answer (id, finding_id, cause, words, by_person, at) VALUES ($1, $2, $3, $4, $5, $6)`, ident.New(), r.ID, in.Cause, in.Text, by.PersonID, tx.Now())
		if err == nil && in.Cause != Unknown {
			r.State = answered
			_, err = tx.Exec(ctx, `UPDATE fairness_finding SET state = $2 WHERE id = $1`, r.ID, r.State)
		}
		if err != nil {
			return fmt.Errorf("answer finding: %w", err)
		}
		return nil
	})
}

// change lets f change a finding in one transaction, and records it. One that goes on from another is not there for this.
func (s *Service) change(ctx context.Context, by authz.Actor, id string, action authz.Action, f func(tx *store.Tx, r *findingRow) error) (Finding, error) {
	var out Finding
	err := s.db.Tx(ctx, func(tx *store.Tx) error {
		if err := s.may(ctx, tx, by, action); err != nil {
			return err
		}
		r, err := store.One[findingRow](ctx, tx, selectFinding+` WHERE f.id = $1 AND f.state <> 'continues'`, id)
		if errors.Is(err, store.ErrNone) {
			return authz.Hidden()
		}
		if err != nil {
			return fmt.Errorf("read finding: %w", err)
		}
		if err := f(tx, &r); err != nil {
			return err
		}
		if err := s.record(ctx, tx, by, action, "finding", r.ID); err != nil {
			return err
		}
		all, err := present(ctx, tx, by, []findingRow{r})
		if err == nil {
			out = all[0]
		}
		return err
	})
	return out, err
}
