package erasure

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

const (
	maxReason    = 500
	holdsPerPage = 50
)

// Hold is a legal hold on what is kept about a person. By is empty where the command line placed it, or where who did was erased.
type Hold struct {
	ID       string     `json:"id"`
	Person   Person     `json:"person"`
	Reason   string     `json:"reason"`
	By       Person     `json:"placed_by"`
	At       store.Time `json:"placed_at"`
	LiftedBy Person     `json:"lifted_by,omitzero"`
	LiftedAt store.Time `json:"lifted_at,omitzero"`
}

// Place says whose record is held and why. Person is an e-mail address, a personnel number or an id.
type Place struct {
	Person string `json:"person"`
	Reason string `json:"reason"`
}

// Place puts a hold on a person's record: nothing that is kept about them is erased until it is lifted, and nobody withdraws what was written in a case of theirs. The same hold twice is one. It refuses unknown people and
// an empty reason. The head of HR and the data-protection officer may.
func (s *Service) Place(ctx context.Context, by authz.Actor, in Place) (Hold, error) {
	var out Hold
	if err := s.Policy.May(by, HoldPerson, 0); err != nil {
		return out, err
	}
	in.Reason = strings.TrimSpace(in.Reason)
	var bad fault.Fields
	bad.Need(in.Person != "", "person", "Say whose record it is: an e-mail address or a personnel number.")
	bad.Need(in.Reason != "", "reason", "Say why, for example which proceeding needs it.")
	bad.Need(utf8.RuneCountInString(in.Reason) <= maxReason, "reason", "Keep the reason to %d characters.", maxReason)
	if err := bad.Err(); err != nil {
		return out, err
	}
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		p, err := s.People.Find(ctx, tx, in.Person)
		if fault.KindOf(err) == fault.NotFound {
			return fault.ForField("person", "No person has this address or number.")
		}
		if err != nil {
			return err
		}
		id, err := store.One[string](ctx, tx, `SELECT id FROM privacy_hold WHERE person_id = $1 AND reason = $2 AND lifted_at IS NULL`, p.ID, in.Reason)
		if errors.Is(err, store.ErrNone) {
			id = ident.New()
			err = s.place(ctx, tx, by, id, p, in.Reason)
		}
		if err != nil {
			return fmt.Errorf("place hold: %w", err)
		}
		out, err = s.hold(ctx, tx, id)
		return err
	})
	return out, err
}

func (s *Service) place(ctx context.Context, tx *store.Tx, by authz.Actor, id string, p Person, reason string) error {
	_, err := tx.Exec(ctx, `INSERT INTO privacy_hold (id, person_id, reason, placed_by, placed_at) VALUES ($1, $2, $3, NULLIF($4, ''), $5)`, id, p.ID, reason, by.PersonID, tx.Now())
	if err != nil {
		return err
	}
	return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(HoldPerson), Kind: "hold", Object: id, Person: p.ID})
}

// Lift names a hold.
type Lift struct {
	ID string `path:"id" json:"-"`
}

// Lift ends a hold. A second time changes nothing. It refuses a hold on oneself: somebody else lifts that. The head of HR and the data-protection officer may.
func (s *Service) Lift(ctx context.Context, by authz.Actor, in Lift) (Hold, error) {
	var out Hold
	if err := s.Policy.May(by, HoldPerson, 0); err != nil {
		return out, err
	}
	err := s.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		if out, err = s.hold(ctx, tx, in.ID); err != nil || !out.LiftedAt.IsZero() {
			return err
		}
		if out.Person.ID == by.PersonID {
			return fault.New(fault.Forbidden, "Somebody else has to lift a hold on your own record.")
		}
		if err := s.lift(ctx, tx, by, out); err != nil {
			return err
		}
		out, err = s.hold(ctx, tx, in.ID)
		return err
	})
	return out, err
}

func (s *Service) lift(ctx context.Context, tx *store.Tx, by authz.Actor, h Hold) error {
	if _, err := tx.Exec(ctx, `UPDATE privacy_hold SET lifted_at = $2, lifted_by = NULLIF($3, '') WHERE id = $1`, h.ID, tx.Now(), by.PersonID); err != nil {
		return fmt.Errorf("lift hold: %w", err)
	}
	return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: "privacy.lift", Kind: "hold", Object: h.ID, Person: h.Person.ID})
}

// Release lifts every hold on a person, an id, an e-mail address or a personnel number, and returns how many there were. It is for the command line.
func (s *Service) Release(ctx context.Context, by authz.Actor, person string) (int, error) {
	if err := s.Policy.May(by, HoldPerson, 0); err != nil {
		return 0, err
	}
	n := 0
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		p, err := s.People.Find(ctx, tx, person)
		if err != nil {
			return err
		}
		if p.ID == by.PersonID {
			return fault.New(fault.Forbidden, "Somebody else has to lift a hold on your own record.")
		}
		all, err := s.holds(ctx, tx, store.Cond(`person_id = ? AND lifted_at IS NULL`, p.ID), math.MaxInt32)
		for _, h := range all {
			if err == nil {
				err = s.lift(ctx, tx, by, h)
			}
		}
		n = len(all)
		return err
	})
	return n, err
}

// AskHolds asks for a page of holds: those older than the one with the id After, where it is set.
type AskHolds struct {
	After string `query:"after" json:"-"`
}

// Holds is a page of holds, the latest first; Next is empty on the last one.
type Holds struct {
	Items []Hold `json:"items"`
	Next  string `json:"next"`
}

// Holds returns the legal holds, those that were lifted too. The head of HR and the data-protection officer may.
func (s *Service) Holds(ctx context.Context, by authz.Actor, in AskHolds) (Holds, error) {
	out := Holds{Items: []Hold{}}
	if err := s.Policy.May(by, HoldPerson, 0); err != nil {
		return out, err
	}
	older := store.Always
	if in.After != "" {
		older = store.Cond(`id < ?`, in.After)
	}
	all, err := s.holds(ctx, s.DB, older, holdsPerPage+1)
	if err != nil {
		return out, err
	}
	if len(all) > holdsPerPage {
		all = all[:holdsPerPage]
		out.Next = all[holdsPerPage-1].ID
	}
	out.Items = append(out.Items, all...)
	return out, nil
}

// hold returns the hold with an id, or NotFound.
func (s *Service) hold(ctx context.Context, q store.Querier, id string) (Hold, error) {
	all, err := s.holds(ctx, q, store.Cond(`id = ?`, id), 1)
	if err == nil && len(all) == 0 {
		err = fault.New(fault.NotFound, "There is no such hold.")
	}
	if err != nil {
		return Hold{}, err
	}
	return all[0], nil
}

func (s *Service) holds(ctx context.Context, q store.Querier, which store.Where, limit int) ([]Hold, error) {
	type row struct {
		ID, PersonID, Reason, PlacedBy, LiftedBy string
		PlacedAt, LiftedAt                       store.Time
	}
	rows, err := store.Select[row](ctx, q, new(store.Q).Add(`SELECT id, person_id, reason, COALESCE(placed_by, '') AS placed_by, placed_at, COALESCE(lifted_by, '') AS lifted_by, lifted_at
		FROM privacy_hold WHERE `).Where(which).Add(` ORDER BY id DESC LIMIT ?`, limit))
	if err != nil {
		return nil, fmt.Errorf("read holds: %w", err)
	}
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.PersonID, r.PlacedBy, r.LiftedBy)
	}
	names, err := s.People.Names(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	named := func(id string) Person { return Person{ID: id, Name: names[id]} }
	all := make([]Hold, 0, len(rows))
	for _, r := range rows {
		all = append(all, Hold{ID: r.ID, Person: named(r.PersonID), Reason: r.Reason, By: named(r.PlacedBy), At: r.PlacedAt, LiftedBy: named(r.LiftedBy), LiftedAt: r.LiftedAt})
	}
	return all, nil
}

// held refuses what a hold on the person forbids, or one on somebody about whom something would go too, and says since when and why. Only holds count that were placed
// after an instant; all do where that is zero.
func (s *Service) held(ctx context.Context, q store.Querier, p Person, after time.Time) error {
	inForce := store.Cond(`lifted_at IS NULL`)
	if !after.IsZero() {
		inForce = store.And(inForce, store.Cond(`placed_at > ?`, store.At(after)))
	}
	all, err := s.holds(ctx, q, store.And(inForce, store.Cond(`person_id = ?`, p.ID)), 1)
	if err != nil {
		return err
	}
	if len(all) > 0 {
		return onThem(p, all[0])
	}
	var others []store.Where
	for _, source := range s.Sources() {
		if source.Beside != nil {
			others = append(others, source.Beside(p.ID))
		}
	}
	if all, err = s.holds(ctx, q, store.And(inForce, store.Or(others...)), 1); err != nil || len(all) == 0 {
		return err
	}
	return beside(p, all[0])
}

// onThem is the refusal where the person is under a hold.
func onThem(p Person, h Hold) error {
	since := h.At.UTC().Format(time.DateOnly)
	if h.By.Name != "" {
		return fault.New(fault.Conflict, "What is kept about %s is under a legal hold since %s, placed by %s: “%s” It can be erased once the hold is lifted.", p.Name, since, h.By.Name, h.Reason)
	}
	return fault.New(fault.Conflict, "What is kept about %s is under a legal hold since %s: “%s” It can be erased once the hold is lifted.", p.Name, since, h.Reason)
}

// beside is the refusal where somebody else is, of whose requests something would go.
func beside(p Person, h Hold) error {
	since := h.At.UTC().Format(time.DateOnly)
	if h.By.Name != "" {
		return fault.New(fault.Conflict, "Erasing %s would take away parts of what is kept about %s, which is under a legal hold since %s, placed by %s: “%s” Ask the data-protection officer. It can be done once that hold is lifted.",
			p.Name, h.Person.Name, since, h.By.Name, h.Reason)
	}
	return fault.New(fault.Conflict, "Erasing %s would take away parts of what is kept about %s, which is under a legal hold since %s: “%s” Ask the data-protection officer. It can be done once that hold is lifted.",
		p.Name, h.Person.Name, since, h.Reason)
}

// Holding reports whether what is kept about one of some people is under a legal hold.
func Holding(ctx context.Context, q store.Querier, people []string) (bool, error) {
	return HoldingAny(ctx, q, store.In("person_id", people))
}

// Held is the condition that a column is the id of somebody of whom what is kept is under a legal hold: for what goes of many people at once.
func Held(column string) store.Where {
	return store.Where{SQL: column + ` IN (SELECT h.person_id FROM privacy_hold h WHERE h.lifted_at IS NULL)`}
}

// Holders returns the ids of everybody of whom what is kept is under a legal hold.
func Holders(ctx context.Context, q store.Querier) ([]string, error) {
	all, err := store.All[string](ctx, q, `SELECT DISTINCT person_id FROM privacy_hold WHERE lifted_at IS NULL`)
	if err != nil {
		return nil, fmt.Errorf("read holds: %w", err)
	}
	return all, nil
}

// HoldingAny is Holding for everybody for whom a condition on person_id is true.
func HoldingAny(ctx context.Context, q store.Querier, people store.Where) (bool, error) {
	n, err := store.Row[int](ctx, q, new(store.Q).Add(`SELECT count(*) FROM privacy_hold WHERE lifted_at IS NULL AND `).Where(people))
	if err != nil {
		return false, fmt.Errorf("read holds: %w", err)
	}
	return n > 0, nil
}

// eraseHolds removes the holds that there were on a person, and the person from those on others.
func eraseHolds(ctx context.Context, tx *store.Tx, personID string) error {
	for _, sql := range []string{`DELETE FROM privacy_hold WHERE person_id = $1`, `UPDATE privacy_hold SET placed_by = NULL WHERE placed_by = $1`,
		`UPDATE privacy_hold SET lifted_by = NULL WHERE lifted_by = $1`} {
		if _, err := tx.Exec(ctx, sql, personID); err != nil {
			return fmt.Errorf("erase holds: %w", err)
		}
	}
	return nil
}
