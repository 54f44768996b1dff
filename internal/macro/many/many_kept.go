package many

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearth/internal/macro"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// before reports whether the batch did its work on the case already.
func (t *trial) before(ctx context.Context) (bool, error) {
	return store.One[bool](ctx, t.DB, `SELECT EXISTS (SELECT 1 FROM macro_batch_case b WHERE b.batch_id = $1 AND b.person_id = $2 AND b.case_number = $3 AND b.done) AS done`, t.batch, t.by.PersonID, t.Number)
}

// mark writes down, in the transaction of the change, that the batch did it; it undoes what is only tried, and what was done before.
func (t *trial) mark(ctx context.Context, tx *store.Tx) error {
	if t.in.Preview || t.stale {
		return errDry
	}
	n, err := tx.Exec(ctx, `INSERT INTO macro_batch_case (batch_id, person_id, case_number, done, why, at) VALUES ($1, $2, $3, $4, '', $5)
		ON CONFLICT (batch_id, person_id, case_number) DO UPDATE SET done = excluded.done, why = '', at = excluded.at WHERE NOT macro_batch_case.done`, t.batch, t.by.PersonID, t.Number, true, tx.Now())
	if err != nil {
		return fmt.Errorf("mark case of a batch: %w", err)
	}
	if n == 0 {
		return errBefore
	}
	return nil
}

// leave writes down why the batch left the case out. A sentence with something in it that people wrote is not kept.
func (t *trial) leave(ctx context.Context) error {
	if t.in.Preview || t.of.ID == "" { // of a case that is not there for by, nothing is kept but that it was named
		return nil
	}
	why := t.Why.Key
	if len(t.Why.Args) > 0 {
		why = "It could not be done as the case stands. Open it to see why."
	}
	return t.DB.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO macro_batch_case (batch_id, person_id, case_number, done, why, at) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (batch_id, person_id, case_number) DO UPDATE SET why = excluded.why, at = excluded.at WHERE NOT macro_batch_case.done`, t.batch, t.by.PersonID, t.Number, false, why, tx.Now())
		if err != nil {
			return fmt.Errorf("mark case of a batch: %w", err)
		}
		return nil
	})
}

// Plan keeps a change for the page that shows its preview, and returns its id. instead is the batch of by that could not be done and of which it is made; it waits for nobody any more; "": there is
// none. It refuses what Do refuses.
func (s *Service) Plan(ctx context.Context, by authz.Actor, in Change, instead string) (string, error) {
	if err := s.Policy.May(by, macro.ManyCases, 0); err != nil {
		return "", err
	}
	if _, err := s.check(ctx, by, &in); err != nil {
		return "", err
	}
	id := ident.New()
	in.Preview, in.Batch, in.Seen = false, id, nil
	plan, err := json.Marshal(in)
	if err != nil {
		return "", err
	}
	return id, s.DB.Tx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, `INSERT INTO macro_batch (id, person_id, plan, made_at) VALUES ($1, $2, $3, $4)`, id, by.PersonID, string(plan), tx.Now()); err != nil {
			return fmt.Errorf("keep batch: %w", err)
		}
		if _, err := tx.Exec(ctx, `UPDATE macro_batch SET missed_at = NULL, why = '' WHERE id = $1 AND person_id = $2`, instead, by.PersonID); err != nil {
			return fmt.Errorf("keep batch: %w", err)
		}
		return nil
	})
}

// Planned is a batch as its page shows it: the preview, or what it did.
type Planned struct {
	Batch
	Change Change
	DoneAt store.Time // zero: not yet
	DueAt  store.Time // of one that was confirmed: until then it can be undone
	Count  int        // how many cases were confirmed: those that the preview would change

	MissedAt store.Time   // it was confirmed, and could not be done then; zero: it was not so
	Why      locale.Msg   // why it could not
	Wrong    *fault.Error // why it cannot be done now; nil: it can
	Before   []string     // of one that is not done as a whole: the cases with which it is
	seen     []string
}

// Find names a batch.
type Find struct {
	ID string `path:"batch" json:"-"`
}

// Show returns the preview of a batch or why there is none, or what became of its cases once it was done. Batches of others are not there.
func (s *Service) Show(ctx context.Context, by authz.Actor, in Find) (Planned, error) {
	out, err := s.find(ctx, by, in.ID)
	if err != nil {
		return out, err
	}
	if out.DoneAt.IsZero() && !out.DueAt.IsZero() {
		return out, nil
	}
	if out.DoneAt.IsZero() {
		return s.proposed(ctx, by, out)
	}
	type line struct {
		CaseNumber, Why string
		Done            bool
	}
	lines, err := store.All[line](ctx, s.DB, `SELECT b.case_number, b.why, b.done FROM macro_batch_case b WHERE b.batch_id = $1 AND b.person_id = $2 ORDER BY b.case_number`, in.ID, by.PersonID)
	if err != nil {
		return out, fmt.Errorf("read batch: %w", err)
	}
	out.Batch = Batch{ID: in.ID, Changed: []string{}, Refused: []Refused{}, Cases: []Case{}}
	for _, l := range lines {
		c := Case{Number: l.CaseNumber, State: Done}
		if !l.Done {
			c.State, c.Why = Left, fault.New(fault.Conflict, l.Why)
		}
		if of, err := s.Desk.Look(ctx, s.DB, by, l.CaseNumber, macro.UseMacros); err == nil { // who may not see it any more reads its number alone
			c.Title = of.Subject
		} else if fault.As(err) == nil {
			return out, err
		}
		out.Cases = append(out.Cases, c)
	}
	for _, number := range out.Change.Numbers {
		if !slices.ContainsFunc(lines, func(l line) bool { return l.CaseNumber == number }) {
			out.Cases = append(out.Cases, Case{Number: number, State: Left, Why: fault.As(authz.Hidden())})
		}
	}
	return out, nil
}

func (s *Service) find(ctx context.Context, by authz.Actor, id string) (Planned, error) {
	var out Planned
	if err := s.Policy.May(by, macro.ManyCases, 0); err != nil {
		return out, err
	}
	type row struct {
		Plan, Seen, Why         string
		DoneAt, DueAt, MissedAt store.Time
	}
	r, err := store.One[row](ctx, s.DB, `SELECT b.plan, b.seen, b.why, b.done_at, b.due_at, b.missed_at FROM macro_batch b WHERE b.id = $1 AND b.person_id = $2`, id, by.PersonID)
	if errors.Is(err, store.ErrNone) {
		return out, authz.Hidden()
	}
	if err != nil {
		return out, fmt.Errorf("read batch: %w", err)
	}
	out.ID, out.DoneAt, out.DueAt, out.seen = id, r.DoneAt, r.DueAt, strings.Fields(r.Seen)
	out.Count, out.MissedAt = len(out.seen), r.MissedAt
	if r.Why != "" {
		if err := out.Why.UnmarshalJSON([]byte(r.Why)); err != nil {
			return out, err
		}
	}
	return out, json.Unmarshal([]byte(r.Plan), &out.Change)
}

// Confirm does what a preview showed.
type Confirm struct {
	ID   string   `path:"batch" json:"-"`
	Seen []string `json:"seen"`
}

// Confirm does what the preview of a batch showed; what it did, it does not do again. Where by can undo what they send, it is done when that time is over. It refuses a batch of somebody else, which is
// not there, and one without the prints of its preview.
func (s *Service) Confirm(ctx context.Context, by authz.Actor, in Confirm) (Batch, error) {
	planned, err := s.find(ctx, by, in.ID)
	if err != nil || !planned.DoneAt.IsZero() || !planned.DueAt.IsZero() {
		return planned.Batch, err
	}
	if len(in.Seen) == 0 {
		return Batch{}, fault.ForField("seen", "Look at the preview first: there is nothing in it that would be done.")
	}
	p, err := people.ByID(ctx, s.DB, by.PersonID)
	if err != nil {
		return Batch{}, err
	}
	if p.UndoSeconds == 0 {
		planned.seen = in.Seen
		return s.carryOut(ctx, by, planned)
	}
	return planned.Batch, s.DB.Tx(ctx, func(tx *store.Tx) error {
		due := tx.Now().Add(time.Duration(p.UndoSeconds) * time.Second)
		n, err := tx.Exec(ctx, `UPDATE macro_batch SET due_at = $2, seen = $3, missed_at = NULL, why = '' WHERE id = $1 AND due_at IS NULL AND done_at IS NULL`, in.ID, due, strings.Join(in.Seen, " "))
		if err != nil {
			return fmt.Errorf("hold batch: %w", err)
		}
		if n == 0 {
			return nil
		}
		return jobs.Later(tx, macro.BatchKind, macro.BatchArgs{ID: in.ID, Person: by.PersonID}, due)
	})
}

// carryOut does what is planned, and ends it.
func (s *Service) carryOut(ctx context.Context, by authz.Actor, planned Planned) (Batch, error) {
	planned.Change.Seen = planned.seen
	out, err := s.Do(ctx, by, planned.Change)
	if fault.As(err) != nil { // it may have been done with each before
		if rest, _, wrong := s.rest(ctx, by, planned); wrong != nil || len(rest) > 0 {
			return out, cmp.Or(wrong, err)
		}
	} else if err != nil {
		return out, err
	}
	return out, s.end(ctx, planned)
}

// end says that a batch is done, and forgets what was written.
func (s *Service) end(ctx context.Context, planned Planned) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		left, err := json.Marshal(Change{Numbers: planned.Change.Numbers})
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE macro_batch SET plan = $2, done_at = $3, seen = '', missed_at = NULL, why = '' WHERE id = $1`, planned.ID, string(left), tx.Now()); err != nil {
			return fmt.Errorf("end batch: %w", err)
		}
		return nil
	})
}

// Run does a batch whose time to be undone is over, with the rights of who confirmed it as they are now. One that cannot be done any more, as when its macro was removed or the right was lost, ends with the reason, see
// Planned. It may run more than once.
func (s *Service) Run(ctx context.Context, in macro.BatchArgs) error {
	by, err := s.Fresh(ctx, authz.Actor{PersonID: in.Person, Face: authz.Desk})
	if err != nil {
		return err
	}
	planned, err := s.find(ctx, by, in.ID)
	if wrong := fault.As(err); wrong != nil {
		return s.miss(ctx, in, wrong, s.DB.Now())
	}
	if err != nil || !planned.DoneAt.IsZero() || planned.DueAt.IsZero() { // what was undone is
		return err
	}
	var mine bool
	err = s.DB.Tx(ctx, func(tx *store.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE macro_batch SET begun = $2 WHERE id = $1 AND due_at IS NOT NULL AND done_at IS NULL`, in.ID, true)
		mine = n > 0
		return err
	})
	if err != nil || !mine {
		return err
	}
	_, err = s.carryOut(ctx, by, planned)
	if wrong := fault.As(err); wrong != nil {
		return s.miss(ctx, in, wrong, s.DB.Now())
	}
	return err
}

// Undo takes a batch back before anything of it is done: its preview is there again. One that could not be done is left so, and waits for nobody any more. Twice is once. It refuses one that is done or being done; batches of others are not there.
func (s *Service) Undo(ctx context.Context, by authz.Actor, in Find) (Planned, error) {
	planned, err := s.find(ctx, by, in.ID)
	if err != nil {
		return planned, err
	}
	return planned, s.DB.Tx(ctx, func(tx *store.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE macro_batch SET due_at = NULL, seen = '', missed_at = NULL, why = '' WHERE id = $1 AND NOT begun AND done_at IS NULL`, in.ID)
		if err != nil {
			return fmt.Errorf("undo batch: %w", err)
		}
		if n == 0 {
			return fault.New(fault.Conflict, "It is done already, or being done. Look at what became of each case.")
		}
		return nil
	})
}

// May refuses who may not do one thing to many cases.
func (s *Service) May(by authz.Actor) error { return s.Policy.May(by, macro.ManyCases, 0) }

// Planned returns what a batch is to do, for its form, without the cases with which it did it. Batches of others are not there, and of one that is done only the cases are known.
func (s *Service) Planned(ctx context.Context, by authz.Actor, in Find) (Change, error) {
	p, err := s.find(ctx, by, in.ID)
	if err == nil && p.DoneAt.IsZero() {
		p.Change.Numbers, _, err = s.rest(ctx, by, p)
	}
	return p.Change, err
}
