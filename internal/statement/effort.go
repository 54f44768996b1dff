package statement

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearth/internal/desk"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Effort is one entry of the ledger: minutes of a team on a step. Yours is set for whoever wrote it, until the case is closed.
type Effort struct {
	ID        string     `json:"id"`
	TeamID    string     `json:"team"`
	Step      string     `json:"step"`
	Minutes   int        `json:"minutes"`
	StartedAt store.Time `json:"started_at"`
	LoggedAt  store.Time `json:"logged_at"`
	Note      string     `json:"note,omitempty"`
	Why       string     `json:"why_more,omitempty"`
	Reverses  string     `json:"reverses,omitempty"`
	Yours     bool       `json:"yours,omitempty"`
}

const selectEffort = `SELECT e.id, e.team_id, e.step, e.minutes, e.started_at, e.logged_at, e.note, e.why, COALESCE(e.reverses, '') AS reverses`

// Log is work on a case.
type Log struct {
	Number    string     `path:"number" json:"-"`
	Minutes   int        `json:"minutes"`
	StartedAt store.Time `json:"started_at,omitzero"` // so many minutes ago when empty
	Step      string     `json:"step"`                // the name of a step of the estimate, or another
	Note      string     `json:"note,omitempty"`      // what was done; the requester reads it
	Why       string     `json:"why_more,omitempty"`  // why it is more than was estimated; the requester reads it
}

// Log writes down work of the actor's team on a step. The same twice is once. It refuses a case that is closed, minutes outside of a day, a missing step, and work that has not ended yet.
// Who did it stands in a row of its own, until the case is closed.
func (s *Service) Log(ctx context.Context, by authz.Actor, in Log) (Effort, error) {
	in.Step, in.Note, in.Why = strings.TrimSpace(in.Step), strings.TrimSpace(in.Note), strings.TrimSpace(in.Why)
	var out Effort
	err := s.onLedger(ctx, by, in.Number, func(tx *store.Tx, c desk.Of) error {
		if c.State == desk.Closed {
			return fault.New(fault.Conflict, "This request is closed. Its statement stays as it is; a line can still be questioned and corrected.")
		}
		if in.StartedAt.IsZero() {
			in.StartedAt = tx.Now().Add(-time.Duration(in.Minutes) * time.Minute)
		}
		if err := in.check(tx.Now()); err != nil {
			return err
		}
		out = Effort{ID: ident.New(), TeamID: teamOf(by, c), Step: in.Step, Minutes: in.Minutes, StartedAt: in.StartedAt, LoggedAt: tx.Now(), Note: in.Note, Why: in.Why}
		all, err := efforts(ctx, tx, by, c.ID)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(all, func(e Effort) bool { return e.same(out) && !reversed(all, e.ID) }); i >= 0 {
			out = all[i]
			return nil
		}
		out.Yours = true
		return s.add(ctx, tx, by, c, out)
	})
	return out, err
}

func (in Log) check(now store.Time) error {
	var f fault.Fields
	f.Need(in.Minutes >= 1 && in.Minutes <= 24*60, "minutes", "Write the minutes as a whole number, from 1 to %d.", 24*60)
	words(&f, "step", in.Step, "Say which step this was.", maxName)
	words(&f, "note", in.Note, "", maxNote)
	words(&f, "why_more", in.Why, "", maxNote)
	f.Need(!in.StartedAt.Add(time.Duration(in.Minutes)*time.Minute).After(now), "started_at", "This work would end in the future. Write down what is done.")
	return f.Err()
}

// same reports whether two entries are one, sent twice.
func (e Effort) same(o Effort) bool {
	return e.Reverses == "" && e.TeamID == o.TeamID && e.Step == o.Step && e.Minutes == o.Minutes && e.Note == o.Note && e.StartedAt.Truncate(time.Minute).Equal(o.StartedAt.Truncate(time.Minute))
}

func reversed(all []Effort, id string) bool {
	return slices.ContainsFunc(all, func(e Effort) bool { return e.Reverses == id })
}

// teamOf is the team whose work it is: the case's, where the actor is in it.
func teamOf(by authz.Actor, c desk.Of) string {
	if slices.Contains(by.Teams, c.TeamID) || len(by.Teams) == 0 {
		return c.TeamID
	}
	return by.Teams[0]
}

// Reverse names an entry to take back.
type Reverse struct {
	Number string `path:"number" json:"-"`
	ID     string `path:"effort" json:"-"`
	Note   string `json:"note,omitempty"` // why; needed but for one's own
}

// Reverse takes an entry back by another with its minutes negated. Twice is once. It refuses an entry that takes back another, and one of somebody else without why.
func (s *Service) Reverse(ctx context.Context, by authz.Actor, in Reverse) (Effort, error) {
	in.Note = strings.TrimSpace(in.Note)
	var out Effort
	err := s.onLedger(ctx, by, in.Number, func(tx *store.Tx, c desk.Of) error {
		var err error
		out, err = s.reverse(ctx, tx, by, c, in)
		return err
	})
	return out, err
}

func (s *Service) reverse(ctx context.Context, tx *store.Tx, by authz.Actor, c desk.Of, in Reverse) (Effort, error) {
	all, err := efforts(ctx, tx, by, c.ID)
	if err != nil {
		return Effort{}, err
	}
	i := slices.IndexFunc(all, func(e Effort) bool { return e.ID == in.ID })
	if i < 0 {
		return Effort{}, authz.Hidden()
	}
	e := all[i]
	if e.Reverses != "" {
		return Effort{}, fault.New(fault.Conflict, "This entry takes back another. Write the work down anew instead.")
	}
	if j := slices.IndexFunc(all, func(o Effort) bool { return o.Reverses == e.ID }); j >= 0 {
		return all[j], nil
	}
	empty := "Say why it is taken back; the requester reads it."
	if e.Yours {
		empty = ""
	}
	var f fault.Fields
	words(&f, "note", in.Note, empty, maxNote)
	if err := f.Err(); err != nil {
		return Effort{}, err
	}
	out := Effort{ID: ident.New(), TeamID: e.TeamID, Step: e.Step, Minutes: -e.Minutes, StartedAt: e.StartedAt, LoggedAt: tx.Now(), Note: in.Note, Reverses: e.ID}
	return out, s.add(ctx, tx, authz.System(task), c, out)
}

// onLedger runs f on a case in one transaction, and holds the case's ledger until its end. The record of what f does is f's: it must not name who.
func (s *Service) onLedger(ctx context.Context, by authz.Actor, number string, f func(tx *store.Tx, c desk.Of) error) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		c, err := s.desk.Look(ctx, tx, by, number, LogEffort)
		if err != nil {
			return err
		}
		if err := hold(ctx, tx, c.ID); err != nil {
			return err
		}
		if c, err = s.desk.Look(ctx, tx, by, number, LogEffort); err != nil { // as it is now that nobody else holds the ledger
			return err
		}
		return f(tx, c)
	})
}

// hold takes the row that the end of a case takes too: what is written down before that is forgotten by it, and after it the case is seen to be closed.
func hold(ctx context.Context, tx *store.Tx, caseID string) error {
	if _, err := tx.Exec(ctx, `INSERT INTO statement_case (case_id) VALUES ($1) ON CONFLICT (case_id) DO UPDATE SET case_id = excluded.case_id`, caseID); err != nil {
		return fmt.Errorf("hold ledger: %w", err)
	}
	return nil
}

// add keeps an entry, and who wrote it where by is a person. The record names the team alone.
func (s *Service) add(ctx context.Context, tx *store.Tx, by authz.Actor, c desk.Of, e Effort) error {
	_, err := tx.Exec(ctx, `INSERT INTO statement_effort (id, case_id, case_number, person_id, team_id, step, minutes, started_at, logged_at, note, why, reverses)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, NULLIF($12, ''))`, e.ID, c.ID, c.Number, c.ForPerson, e.TeamID, e.Step, e.Minutes, e.StartedAt, e.LoggedAt, e.Note, e.Why, e.Reverses)
	if err != nil {
		return fmt.Errorf("keep effort: %w", err)
	}
	if by.PersonID != "" {
		if _, err := tx.Exec(ctx, `INSERT INTO statement_effort_person (effort_id, case_id, logged_by) VALUES ($1, $2, $3)`, e.ID, c.ID, by.PersonID); err != nil {
			return fmt.Errorf("keep whose effort it is: %w", err)
		}
	}
	tx.Publish(Logged{c.ID, e.ID})
	return s.audit.Record(ctx, tx, audit.Entry{By: authz.System(task), Action: string(LogEffort), Kind: desk.OwnerKind, Object: c.ID, Person: c.ForPerson, Team: e.TeamID})
}

// efforts returns the ledger of a case in the order in which it was written. Of who wrote it, it says only what by themselves did.
func efforts(ctx context.Context, q store.Querier, by authz.Actor, caseID string) ([]Effort, error) {
	all, err := store.All[Effort](ctx, q, selectEffort+`, p.effort_id IS NOT NULL AS yours FROM statement_effort e
		LEFT JOIN statement_effort_person p ON p.effort_id = e.id AND p.logged_by = $2 WHERE e.case_id = $1 ORDER BY e.logged_at, e.id`, caseID, by.PersonID)
	if err != nil {
		return nil, fmt.Errorf("read effort: %w", err)
	}
	return all, nil
}

// Spent is what a team's work on a case comes to, in minutes.
type Spent struct {
	CaseID, TeamID string
	Minutes        int
}

// SpentOn returns what each team's work on cases comes to, by the id of the case: for modules above, which have asked whether their actor may know it. Who worked is
// not to be had. What was taken back altogether is left out.
func SpentOn(ctx context.Context, q store.Querier, caseIDs []string) (map[string][]Spent, error) {
	all, err := store.Select[Spent](ctx, q, new(store.Q).Add(`SELECT e.case_id, e.team_id, CAST(SUM(e.minutes) AS bigint) AS minutes FROM statement_effort e WHERE `).
		Where(store.In("e.case_id", caseIDs)).Add(` GROUP BY e.case_id, e.team_id HAVING SUM(e.minutes) > 0 ORDER BY e.case_id, e.team_id`))
	if err != nil {
		return nil, fmt.Errorf("sum effort: %w", err)
	}
	out := map[string][]Spent{}
	for _, s := range all {
		out[s.CaseID] = append(out[s.CaseID], s)
	}
	return out, nil
}
