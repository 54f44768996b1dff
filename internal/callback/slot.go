package callback

import (
	"context"
	"fmt"
	"slices"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// The length of a slot: what it is where nobody says, and what it is at least.
const (
	usualSlot = 20 * time.Minute
	leastSlot = 5 * time.Minute
)

// Who had the case when a call was taken, besides nobody.
const (
	hadOwn   = "own"   // who took it
	hadOther = "other" // a colleague, whom they helped
)

// slotRow is a slot as the database keeps it.
type slotRow struct {
	CallID, PersonID, Had, CaseID string
	FromAt, ToAt                  store.Time
}

// in reports whether a slot lies within a window.
func (x slotRow) in(from, to store.Time) bool { return !x.FromAt.Before(from) && !x.ToAt.After(to) }

const selectSlot = `SELECT s.call_id, s.person_id, s.had, k.case_id, s.from_at, s.to_at FROM callback_slot s JOIN callback_call k ON k.id = s.call_id`

func slotsOf(ctx context.Context, q store.Querier, callIDs ...string) ([]slotRow, error) {
	all, err := store.Select[slotRow](ctx, q, new(store.Q).Add(selectSlot+` WHERE `).Where(store.In("s.call_id", callIDs)))
	if err != nil {
		return nil, fmt.Errorf("read slots: %w", err)
	}
	return all, nil
}

// standing is those of some slots that count still. One that has passed does not; nor does one of somebody else than me who does not work in HR any more, who is away then, or whose case
// went on to somebody else since they took the call: such a call is free, so that nobody waits for who will not call.
func (s *Service) standing(ctx context.Context, q store.Querier, me string, all []slotRow) ([]slotRow, error) {
	var out, others []slotRow
	var cases []string
	for _, x := range all {
		switch {
		case !x.ToAt.After(q.Now()):
		case x.PersonID == me:
			out = append(out, x)
		default:
			others, cases = append(others, x), append(cases, x.CaseID)
		}
	}
	if len(others) == 0 {
		return out, nil
	}
	working, err := people.Holders(ctx, q, authz.Agent, authz.HRHead, authz.ConcernHandler)
	if err != nil {
		return nil, err
	}
	working = slices.DeleteFunc(working, func(p people.Person) bool {
		return !slices.ContainsFunc(others, func(x slotRow) bool { return x.PersonID == p.ID })
	})
	away := map[string]store.Time{}
	if s.Away != nil {
		if away, err = s.Away(ctx, q, working); err != nil {
			return nil, err
		}
	}
	with, err := record.With(ctx, q, cases)
	if err != nil {
		return nil, err
	}
	for _, x := range others {
		here := slices.ContainsFunc(working, func(p people.Person) bool { return p.ID == x.PersonID })
		if until, gone := away[x.PersonID]; gone && (until.IsZero() || until.After(x.FromAt)) {
			here = false
		}
		if here && !x.passedOn(with[x.CaseID]) {
			out = append(out, x)
		}
	}
	return out, nil
}

// Falls reports whether a time at which the customer of a case waits for a call ends before a moment, unless somebody has called in it or is going to: for modules that take a case from who is away until then. It asks
// nobody's rights.
func (s *Service) Falls(ctx context.Context, q store.Querier, caseID string, until store.Time) (bool, error) {
	r, live, err := liveOn(ctx, q, caseID)
	if err != nil || !live {
		return false, err
	}
	windows, err := windowsOf(ctx, q, r.ID)
	if err != nil {
		return false, err
	}
	windows = slices.DeleteFunc(windows, func(w windowRow) bool {
		return w.State != Open || w.Called || !w.ToAt.After(q.Now()) || w.ToAt.After(until)
	})
	if len(windows) == 0 {
		return false, nil
	}
	slots, err := slotsOf(ctx, q, r.ID)
	if err == nil {
		slots, err = s.standing(ctx, q, "", slots)
	}
	return slices.ContainsFunc(windows, func(w windowRow) bool {
		return !slices.ContainsFunc(slots, func(x slotRow) bool { return x.in(w.FromAt, w.ToAt) })
	}), err
}

// passedOn reports whether the case of a slot, which is with somebody now, went on to somebody else than who took the call.
func (x slotRow) passedOn(with string) bool {
	switch with {
	case x.PersonID:
		return false
	case "":
		return x.Had == hadOwn
	}
	return x.Had != hadOther
}

// Take is when somebody of HR calls: a stretch within one of the windows. Left out, it begins now, or with the next window, and is as long as calls usually are.
type Take struct {
	ID   string     `path:"callback" json:"-"`
	From store.Time `json:"from,omitzero"`
	To   store.Time `json:"to,omitzero"`
}

// Take gives a call to by, who calls in a slot within a window. It moves by's own slot of this call, and takes over that of a colleague which counts no more. Another slot at that
// time which counts no more, or of which by may not know, is free again: see single. It refuses a slot that is in no window, has passed or is too short, a call that a colleague has, and a time at which by, or who is called, has another.
func (s *Service) Take(ctx context.Context, by authz.Actor, in Take) (Call, error) {
	return s.onSlot(ctx, by, in.ID, func(tx *store.Tx, c *desk.Upon, r row) error {
		if r.State != Open {
			return fault.New(fault.Conflict, "This call has no times any more.")
		}
		w, err := in.place(ctx, tx)
		if err != nil {
			return err
		}
		if err := s.free(ctx, tx, by, in, w); err != nil {
			return err
		}
		if err := s.single(ctx, tx, by, in, r); err != nil {
			return err
		}
		had := ""
		switch c.Assignee {
		case "":
		case by.PersonID:
			had = hadOwn
		default:
			had = hadOther
		}
		if _, err := tx.Exec(ctx, `INSERT INTO callback_slot (call_id, person_id, had, from_at, to_at) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (call_id) DO UPDATE SET person_id = $2, had = $3, from_at = $4, to_at = $5`, r.ID, by.PersonID, had, in.From, in.To); err != nil {
			return fmt.Errorf("take call: %w", err)
		}
		return nil
	})
}

// place fills in what in leaves out, and returns the window in which it lies. It refuses a slot that is in none.
func (in *Take) place(ctx context.Context, tx *store.Tx) (windowRow, error) {
	windows, err := windowsOf(ctx, tx, in.ID)
	if err != nil {
		return windowRow{}, err
	}
	for _, w := range windows {
		if w.State != Open || !w.ToAt.After(tx.Now()) {
			continue
		}
		from, to := in.From, in.To
		if from.IsZero() {
			if from = w.FromAt; from.Before(tx.Now()) {
				from = tx.Now()
			}
		}
		if to.IsZero() {
			if to = from.Add(usualSlot); to.After(w.ToAt) {
				to = w.ToAt
			}
		}
		if from.Before(w.FromAt) || to.After(w.ToAt) || !to.After(tx.Now()) || to.Sub(from.Time) < leastSlot {
			continue
		}
		in.From, in.To = from, to
		return w, nil
	}
	return windowRow{}, fault.ForField("from", "Choose at least %d minutes within one of the times they gave.", int(leastSlot/time.Minute))
}

// free refuses a call that a colleague has; w is the window that was asked for.
func (s *Service) free(ctx context.Context, tx *store.Tx, by authz.Actor, in Take, w windowRow) error {
	taken, err := slotsOf(ctx, tx, in.ID)
	if err != nil {
		return err
	}
	if taken, err = s.standing(ctx, tx, by.PersonID, taken); err != nil {
		return err
	}
	for _, x := range taken {
		if x.PersonID == by.PersonID {
			continue
		}
		names, err := people.NamesByIDs(ctx, tx, []string{x.PersonID})
		if err != nil {
			return err
		}
		if name := names[x.PersonID].FirstName(); !x.in(w.FromAt, w.ToAt) {
			return fault.New(fault.Conflict, "%s has taken this call, at another of their times. If you can reach them now, call now, and then say how it went.", name)
		}
		return fault.New(fault.Conflict, "%s has taken this call.", names[x.PersonID].FirstName())
	}
	return nil
}

// single refuses a time at which by has another call, and one at which who is called has another of which by may know that it is theirs. Which of their cases that is about is not said. Any other slot at that
// time is freed, so that nobody is called by two: one that counts no more, whose taker may come back, and that of a case which by does not see. The work and the answer are the same whether there is such a case:
// else whoever tries times would learn of it.
func (s *Service) single(ctx context.Context, tx *store.Tx, by authz.Actor, in Take, r row) error {
	known := store.And(s.works(by), record.WordsAtWork(by, "k.case_id"))
	all, err := store.Select[slotRow](ctx, tx, new(store.Q).Add(selectSlot+` WHERE (s.person_id = ? OR k.person_id = ?) AND s.call_id <> ? AND s.from_at < ? AND s.to_at > ? AND `, by.PersonID, r.PersonID, r.ID, in.To, in.From).Where(known))
	if err != nil {
		return fmt.Errorf("read slots: %w", err)
	}
	if all, err = s.standing(ctx, tx, by.PersonID, all); err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(x slotRow) bool { return x.PersonID == by.PersonID }) {
		return fault.New(fault.Conflict, "You have another call at that time. Choose another time, or give that one back.")
	}
	if len(all) > 0 {
		return fault.New(fault.Conflict, "A colleague calls them at that time about something else. Choose another time.")
	}
	if _, err := tx.Exec(ctx, `DELETE FROM callback_slot WHERE call_id IN (SELECT s.call_id FROM callback_slot s JOIN callback_call k ON k.id = s.call_id
		WHERE (s.person_id = $1 OR k.person_id = $2) AND s.call_id <> $3 AND s.from_at < $4 AND s.to_at > $5)`, by.PersonID, r.PersonID, r.ID, in.To, in.From); err != nil {
		return fmt.Errorf("free slots: %w", err)
	}
	return nil
}

// GiveBack names a call.
type GiveBack struct {
	ID string `path:"callback" json:"-"`
}

// GiveBack frees a call that by has taken. Twice is once; that of a colleague stays.
func (s *Service) GiveBack(ctx context.Context, by authz.Actor, in GiveBack) (Call, error) {
	return s.onSlot(ctx, by, in.ID, func(tx *store.Tx, _ *desk.Upon, r row) error {
		if _, err := tx.Exec(ctx, `DELETE FROM callback_slot WHERE call_id = $1 AND person_id = $2`, r.ID, by.PersonID); err != nil {
			return fmt.Errorf("give back call: %w", err)
		}
		return nil
	})
}

// onSlot runs f on a call that by may make, and returns it as it is then.
func (s *Service) onSlot(ctx context.Context, by authz.Actor, id string, f func(tx *store.Tx, c *desk.Upon, r row) error) (Call, error) {
	var out Call
	number, err := s.numberOf(ctx, id)
	if err != nil {
		return out, err
	}
	err = s.Desk.Within(ctx, by, number, MakeCall, func(tx *store.Tx, c *desk.Upon) error {
		r, err := find(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := f(tx, c, r); err != nil {
			return err
		}
		out, err = s.one(ctx, tx, by, c, r)
		return err
	})
	return out, err
}
