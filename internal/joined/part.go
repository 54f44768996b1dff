package joined

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/desk/joint"
	"hearth/internal/desk/narrow"
	"hearth/internal/desk/party"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Index tells package desk which cases are parts of others.
type Index struct{}

// Of returns what hangs on a case.
func (Index) Of(ctx context.Context, q store.Querier, caseID string) (joint.Joints, error) {
	type row struct{ PartID, CaseID, EntryID, CopyID string }
	all, err := store.All[row](ctx, q, `SELECT p.part_id, '' AS case_id, '' AS entry_id, '' AS copy_id FROM joined_part p WHERE p.whole_id = $1
		UNION ALL SELECT '', k.case_id, k.entry_id, k.copy_id FROM joined_cut k WHERE k.from_id = $1 ORDER BY 1 DESC, 2, 3`, caseID)
	if err != nil {
		return joint.Joints{}, fmt.Errorf("read joints: %w", err)
	}
	out := joint.Joints{Became: map[string]string{}, Copies: map[string]bool{}}
	for _, r := range all { // parts come first
		switch {
		case r.PartID != "":
			out.Parts = append(out.Parts, r.PartID)
		case slices.Contains(out.Parts, r.CaseID):
			out.Copies[r.CopyID] = true
		default:
			out.Became[r.EntryID] = r.CaseID
		}
	}
	slices.Sort(out.Parts)
	return out, nil
}

// Whole returns the id of the case that one is part of, or "".
func (Index) Whole(ctx context.Context, q store.Querier, caseID string) (string, error) {
	id, err := store.One[string](ctx, q, `SELECT whole_id FROM joined_part WHERE part_id = $1`, caseID)
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read whole: %w", err)
	}
	return id, nil
}

// Stands returns the id of the case that one is part of, or "", and the ids of its parts.
func (Index) Stands(ctx context.Context, q store.Querier, caseID string) (whole string, parts []string, err error) {
	type row struct{ PartID, WholeID string }
	all, err := store.All[row](ctx, q, `SELECT part_id, whole_id FROM joined_part WHERE part_id = $1 OR whole_id = $1 ORDER BY part_id`, caseID)
	if err != nil {
		return "", nil, fmt.Errorf("read how the case is joined: %w", err)
	}
	for _, r := range all {
		if r.PartID == caseID {
			whole = r.WholeID
		} else {
			parts = append(parts, r.PartID)
		}
	}
	return whole, parts, nil
}

// Joined is what a case is part of, and what is part of it, as far as its reader may see them.
type Joined struct {
	Number string   `json:"case"`
	IsPart bool     `json:"is_part"`
	Whole  string   `json:"part_of,omitempty"` // the number of the other case; "" also where its reader may not see it
	Parts  []string `json:"parts"`             // numbers
	// CutFrom is the number of the case out of which it was cut; Became, of those that were cut out of it and stand by themselves.
	CutFrom string   `json:"cut_from,omitempty"`
	Became  []string `json:"became"`
	// Stays says why what was cut out of CutFrom does not go back there now, in English in Reason; nil where it does, or where it is part of a case.
	Stays  *fault.Error `json:"-"`
	Reason string       `json:"stays_because,omitempty"`
}

// none is Joined of a case that its reader may not read.
func none() Joined { return Joined{Parts: []string{}, Became: []string{}} }

// OfCase returns what a case is part of, and its parts. It refuses whoever does not read its words as somebody of HR.
func (s *Service) OfCase(ctx context.Context, by authz.Actor, in ReadOf) (Joined, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, JoinCases)
	if err != nil {
		return none(), err
	}
	return s.Of(ctx, by, c.ID, c.Number)
}

// Of is OfCase for a part of a page of the case, which by reads already, on either side.
func (s *Service) Of(ctx context.Context, by authz.Actor, id, number string) (Joined, error) {
	out := none()
	out.Number = number
	whole, err := Index{}.Whole(ctx, s.DB, id)
	if err != nil {
		return out, err
	}
	if out.IsPart = whole != ""; out.IsPart {
		if out.Whole, err = s.Desk.NumberOf(ctx, by, whole); err != nil {
			return out, err
		}
	}
	hangs, err := Index{}.Of(ctx, s.DB, id)
	if err != nil {
		return out, err
	}
	if out.Parts, err = s.numbers(ctx, by, hangs.Parts); err != nil {
		return out, err
	}
	became := slices.Sorted(maps.Values(hangs.Became))
	if out.Became, err = s.numbers(ctx, by, slices.Compact(became)); err != nil {
		return out, err
	}
	from, err := cutFrom(ctx, s.DB, id)
	if err != nil || from == "" {
		return out, err
	}
	if out.CutFrom, err = s.Desk.NumberOf(ctx, by, from); err != nil || out.CutFrom == "" || out.IsPart {
		return out, err
	}
	return out, s.back(ctx, by, &out)
}

// back finds out whether by could put a case back to where it was cut out, and why not.
func (s *Service) back(ctx context.Context, by authz.Actor, out *Joined) error {
	part, err := s.Desk.Look(ctx, s.DB, by, out.Number, JoinCases)
	var whole desk.Of
	if err == nil {
		whole, err = s.Desk.Look(ctx, s.DB, by, out.CutFrom, JoinCases)
	}
	if k := fault.KindOf(err); k == fault.NotFound || k == fault.Forbidden {
		err = fault.New(fault.Forbidden, "You do not work on the case that this one was part of. Somebody who works on both puts it back.")
	}
	if err == nil {
		err = s.mayJoin(ctx, s.DB, part, whole, "")
	}
	if out.Stays = fault.As(err); out.Stays == nil {
		return err
	}
	out.Reason = out.Stays.Error()
	return nil
}

// numbers returns those of some cases that by may see.
func (s *Service) numbers(ctx context.Context, by authz.Actor, ids []string) ([]string, error) {
	out := []string{}
	for _, id := range ids {
		n, err := s.Desk.NumberOf(ctx, by, id)
		if err != nil {
			return out, err
		}
		if n != "" {
			out = append(out, n)
		}
	}
	return out, nil
}

// Join says of which case another becomes a part.
type Join struct {
	Number string `path:"number" json:"-"`
	Into   string `json:"into"` // the number of the case that goes on
}

// Join joins a case into another one, on both of which by works: it ends as part of that, what was said in it is read there in its place in time, mail to it arrives there, and the earlier
// date of both holds. Everything stays stored where it was written, so that Apart undoes it. The same twice is once. It refuses cases whose customers, or those who may see them, are not the
// same, those that are open to named people alone or against somebody, answered ones, a part and one that has parts, and one in which something would be lost by it. What was cut out of the other
// case goes back there also where a manager, somebody concerned or who stands by the requester sees it and not the part; never into one that is less protected, or from which fewer people are kept.
func (s *Service) Join(ctx context.Context, by authz.Actor, in Join) (Joined, error) {
	var part desk.Of
	err := s.Desk.Within(ctx, by, in.Number, JoinCases, func(tx *store.Tx, c *desk.Upon) error {
		part = c.Of
		whole, err := s.other(ctx, tx, by, c.Of, in.Into)
		if err != nil {
			return in.field(err)
		}
		now, err := Index{}.Whole(ctx, tx, c.ID)
		if err != nil || now == whole.ID {
			return err
		}
		if err := s.mayJoin(ctx, tx, c.Of, whole, now); err != nil {
			return err
		}
		return c.With(ctx, in.Into, JoinCases, func(w *desk.Upon) error { return s.join(ctx, tx, by, c, w) })
	})
	if err != nil {
		return none(), err
	}
	return s.Of(ctx, by, part.ID, part.Number)
}

// field moves what is wrong with the other case to the field of the form.
func (Join) field(err error) error {
	if f := fault.As(err); f != nil && len(f.Fields) == 1 && f.Fields[0].Name == "other" {
		return fault.ForField("into", f.Fields[0].Key, f.Fields[0].Args...)
	}
	return err
}

func (s *Service) join(ctx context.Context, tx *store.Tx, by authz.Actor, part, whole *desk.Upon) error {
	waitsHere, errPart := lasts(ctx, tx, part)
	waitsThere, errWhole := lasts(ctx, tx, whole)
	if err := errors.Join(errPart, errWhole); err != nil {
		return err
	}
	held, err := part.GoOnIn(ctx, whole)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO joined_part (part_id, whole_id, joined_at, part_paused, whole_paused) VALUES ($1, $2, $3, $4, $5)`, part.ID, whole.ID, tx.Now(), waitsHere, waitsThere); err != nil {
		return fmt.Errorf("join cases: %w", err)
	}
	for _, h := range held {
		if _, err := tx.Exec(ctx, `INSERT INTO joined_promise (part_id, promise_id, moved, aside) VALUES ($1, $2, $3, $4)`, part.ID, h.Promise, h.Moved, h.Aside); err != nil {
			return fmt.Errorf("join promises: %w", err)
		}
	}
	tx.Publish(record.CaseJoined{CaseID: part.ID, WholeID: whole.ID, Event: ident.New(), By: by.PersonID})
	return errors.Join(part.Happened(ctx, false, history.Happened("This goes on in another request of yours, together with what you asked there.")),
		whole.Happened(ctx, false, history.Happened(narrow.JoinedLine)))
}

// mayJoin refuses what Join refuses of two cases; now is the id of what the first is part of already.
func (s *Service) mayJoin(ctx context.Context, q store.Querier, part, whole desk.Of, now string) error {
	if now != "" {
		return fault.New(fault.Conflict, "This case is part of another one. Take it apart first.")
	}
	for _, c := range []desk.Of{part, whole} {
		if c.State != desk.StateOpen && c.State != desk.Waiting {
			return fault.New(fault.Conflict, "%s is answered. Only open cases are joined; you can link them instead.", c.Number)
		}
	}
	of, err := Index{}.Whole(ctx, q, whole.ID)
	if err != nil {
		return err
	}
	hangs, err := Index{}.Of(ctx, q, part.ID)
	switch {
	case err != nil:
		return err
	case of != "":
		return fault.New(fault.Conflict, "%s is part of another case itself. Join this one into that.", whole.Number)
	case len(hangs.Parts) > 0:
		return fault.New(fault.Conflict, "Other cases are part of this one. Take them apart first, or join the other case into this one.")
	}
	from, err := cutFrom(ctx, q, part.ID)
	if err == nil {
		err = sameAudience(ctx, q, part, whole, from == whole.ID)
	}
	if err != nil {
		return err
	}
	return s.nothingLost(ctx, q, part, whole, from == whole.ID)
}

// sameAudience refuses cases that are not seen by the same people. One that goes back to where it was cut out stays as protected as it is: what its customer writes to it from then on arrives there.
func sameAudience(ctx context.Context, q store.Querier, part, whole desk.Of, back bool) error {
	a, errA := party.Of(ctx, q, part.ID)
	b, errB := party.Of(ctx, q, whole.ID)
	seen, errC := record.SightOf(ctx, q, part.ID)
	other, errD := record.SightOf(ctx, q, whole.ID)
	if err := errors.Join(errA, errB, errC, errD); err != nil {
		return err
	}
	switch {
	case part.Sensitivity == catalogue.Named || whole.Sensitivity == catalogue.Named || a.Against || b.Against:
		return fault.New(fault.Conflict, "A case that is open to named people alone, or against somebody, stays by itself. You can link them instead.")
	case seen.Health != other.Health:
		return fault.New(fault.Conflict, "One of the two holds health data and the other does not, so not the same people read them. You can link them instead.")
	case seen.Sensitivity != other.Sensitivity || seen.Team != other.Team || !a.SameNamed(b):
		return fault.New(fault.Conflict, "The two are not open to the same people in HR. Let the same people see both first, or link them instead.")
	case back:
		if a.KeptBeyond(b) || seen.NotToManager && !other.NotToManager {
			return fault.New(fault.Conflict, "Somebody is kept from this case who is not kept from the other one, and would read there what is written to this one. You can link them instead.")
		}
	case !a.SameCustomers(b):
		return fault.New(fault.Conflict, "The customers of the two are not the same people, and each reads their own alone. You can link them instead.")
	case seen != other || !a.SameKept(b):
		return fault.New(fault.Conflict, "The two are not open to the same people. You can link them instead.")
	}
	if part.Health && part.Assignee != whole.Assignee {
		return fault.New(fault.Conflict, "Both hold health data, and not the same person works on them. Give both to one person first, or link them.")
	}
	return nil
}

// nothingLost refuses a part of which something would be lost; back says that it goes to where it was cut out.
func (s *Service) nothingLost(ctx context.Context, q store.Querier, part, whole desk.Of, back bool) error {
	if part.NeedsDecision && !whole.NeedsDecision && !back {
		return fault.New(fault.Conflict, "This case needs a decision and %s does not. Join that one into this one instead.", whole.Number)
	}
	left, err := record.StepsLeft(ctx, q, part.ID)
	if err != nil {
		return err
	}
	if left {
		return fault.New(fault.Conflict, "This case has steps that are not done. Finish them first, or join the other case into this one.")
	}
	running, err := s.Promises.Running(ctx, q, desk.OwnerKind, []string{part.ID})
	if err != nil {
		return err
	}
	for _, p := range running[part.ID] {
		if p.Kind == promise.Callback {
			return fault.New(fault.Conflict, "The requester waits for a call about this case. Make the call first, or join the other case into this one.")
		}
	}
	if s.Keeps == nil {
		return nil
	}
	return s.Keeps(ctx, q, part.ID, whole.ID, back)
}

// Apart names a case that is part of another one.
type Apart struct {
	Number string `path:"number" json:"-"`
}

// Apart undoes Join, for somebody who works on both: the case is open again, and each has its own conversation, as it was written. What was written after they were joined stays in the other
// case; a promise that was kept there stays kept; what waited for somebody when they were joined waits again, unless the requester wrote since. Where the case is not part of another one, nothing
// happens. It refuses a part whose messages became another case of their own meanwhile.
func (s *Service) Apart(ctx context.Context, by authz.Actor, in Apart) (Joined, error) {
	var part desk.Of
	err := s.Desk.Within(ctx, by, in.Number, JoinCases, func(tx *store.Tx, c *desk.Upon) error {
		part = c.Of
		id, err := Index{}.Whole(ctx, tx, c.ID)
		if err != nil || id == "" {
			return err
		}
		number, err := desk.NumberByID(ctx, tx, id)
		if err != nil {
			return err
		}
		err = c.With(ctx, number, JoinCases, func(w *desk.Upon) error { return s.apart(ctx, tx, by, c, w) })
		if fault.KindOf(err) == fault.NotFound {
			return fault.New(fault.Forbidden, "You do not work on the case that this one is part of. Somebody who works on both takes them apart.")
		}
		return err
	})
	if err != nil {
		return none(), err
	}
	return s.Of(ctx, by, part.ID, part.Number)
}

func (s *Service) apart(ctx context.Context, tx *store.Tx, by authz.Actor, part, whole *desk.Upon) error {
	type held struct {
		PromiseID string
		Moved     bool
		Aside     string
	}
	rows, err := store.All[held](ctx, tx, `SELECT promise_id, moved, aside FROM joined_promise WHERE part_id = $1 ORDER BY promise_id`, part.ID)
	if err != nil {
		return fmt.Errorf("read joined promises: %w", err)
	}
	all := make([]promise.Held, len(rows))
	for i, h := range rows {
		all[i] = promise.Held{Promise: h.PromiseID, Moved: h.Moved, Aside: h.Aside}
	}
	if err := cutAnew(ctx, tx, part.ID, whole.ID); err != nil {
		return err
	}
	if err := part.ComeBackFrom(ctx, whole, all); err != nil {
		return err
	}
	if err := waitAgain(ctx, tx, part, whole); err != nil {
		return err
	}
	for _, sql := range []string{`DELETE FROM joined_promise WHERE part_id = $1`, `DELETE FROM joined_part WHERE part_id = $1`} {
		if _, err := tx.Exec(ctx, sql, part.ID); err != nil {
			return fmt.Errorf("take apart: %w", err)
		}
	}
	tx.Publish(record.CaseParted{CaseID: part.ID, WholeID: whole.ID, Event: ident.New(), By: by.PersonID})
	return errors.Join(part.Happened(ctx, false, history.Happened(narrow.PartedLine)),
		whole.Happened(ctx, false, history.Happened("A request that was joined to this one is by itself again.")))
}
