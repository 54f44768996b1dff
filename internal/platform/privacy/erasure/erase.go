package erasure

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
)

// Erase says who is erased: Person is an id, an e-mail address or a personnel number.
type Erase struct {
	Person string
	DryRun bool // change nothing; say what would go
	Later  bool // leave the rewriting of the database, during which nobody writes, to the next erasure
}

// Erasure says what was erased, or would be. Parts and Files are empty for somebody who was erased before.
type Erasure struct {
	Person Person
	Before time.Time // when the person was erased earlier; zero otherwise
	Parts  []Part
	Files  int
	Kept   []Kept
	Busy   bool // the database was in use all the time: deleted words may be left in its log until it is rewritten
}

// Part is what one table holds about the person.
type Part struct {
	Table, What string
	Rows        int
}

// Kept is what stays, and why.
type Kept struct {
	Table   string
	Columns []string
	Why     string
}

// Erase removes a person from everything that Hearth keeps, as each module says for its tables. It refuses a person under a legal hold, one with whom something
// about somebody under a hold would go, and the last administrator. Erasing twice is erasing once; what a crash interrupted is completed by erasing again.
func (s *Service) Erase(ctx context.Context, by authz.Actor, in Erase) (Erasure, error) {
	if err := s.Policy.May(by, ErasePerson, 0); err != nil {
		return Erasure{}, err
	}
	p, err := s.People.Find(ctx, s.DB, in.Person)
	if fault.KindOf(err) == fault.NotFound {
		return s.again(ctx, in, err)
	}
	if err != nil {
		return Erasure{}, err
	}
	out, err := s.plan(ctx, p)
	if err != nil {
		return out, err
	}
	if err := s.refuse(ctx, s.DB, p); err != nil || in.DryRun {
		return out, err
	}
	if err := s.ledger.add(erasedLine, s.DB.Now().Time, p.ID, p.Email, p.Number); err != nil {
		return out, err
	}
	if err := s.remove(ctx, by, p, s.refuse); err != nil {
		if fault.As(err) != nil { // refused meanwhile; after any other failure the decision stands
			err = errors.Join(err, s.ledger.add(voidLine, s.DB.Now().Time, p.ID))
		}
		return out, err
	}
	out.Busy, err = s.finish(ctx, in.Later)
	return out, err
}

// again completes the erasure of somebody who is no longer in the directory; who never was is the fault given.
func (s *Service) again(ctx context.Context, in Erase, unknown error) (Erasure, error) {
	line, known, err := s.ledger.find(in.Person)
	if err != nil {
		return Erasure{}, err
	}
	if !known {
		return Erasure{}, unknown
	}
	out := Erasure{Person: Person{ID: line.id}, Before: line.at}
	if in.DryRun {
		return out, nil
	}
	out.Busy, err = s.finish(ctx, in.Later)
	return out, err
}

// plan counts what names the person and lists what stays.
func (s *Service) plan(ctx context.Context, p Person) (Erasure, error) {
	out := Erasure{Person: p}
	for _, source := range privacy.Personal(s.Sources()) {
		n, err := source.Count(ctx, s.DB, p.ID)
		if err != nil {
			return out, err
		}
		if source.Attached != nil {
			all, err := source.Attached(ctx, s.DB, p.ID)
			if err != nil {
				return out, err
			}
			out.Files += len(all)
			n += len(all)
		}
		if n > 0 {
			out.Parts = append(out.Parts, Part{source.Table, source.What, n})
		}
		for _, f := range source.Columns {
			if f.Then == privacy.Stays {
				out.Kept = append(out.Kept, Kept{source.Table, f.Columns, f.Why})
			}
		}
	}
	return out, nil
}

// refuse says why a person cannot be erased now.
func (s *Service) refuse(ctx context.Context, q store.Querier, p Person) error {
	if err := s.held(ctx, q, p, time.Time{}); err != nil {
		return err
	}
	last, err := s.People.OnlyAdmin(ctx, q, p.ID)
	if err == nil && last {
		err = fault.New(fault.Conflict, "%s is the last administrator. Make somebody else an administrator first.", p.Name)
	}
	return err
}

// remove takes the person out of every table, in one transaction that records it, unless refuse does.
func (s *Service) remove(ctx context.Context, by authz.Actor, p Person, refuse func(context.Context, store.Querier, Person) error) error {
	if err := s.DB.Overwrite(ctx); err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		if err := refuse(ctx, tx, p); err != nil {
			return err
		}
		if err := s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(ErasePerson), Kind: "person", Object: p.ID}); err != nil {
			return err
		}
		for _, address := range []string{p.Email, p.Phone} {
			if err := mail.EraseTo(ctx, tx, address); err != nil {
				return err
			}
		}
		for _, source := range s.Sources() {
			if source.Erase == nil {
				continue
			}
			if err := source.Erase(ctx, tx, p.ID); err != nil {
				return fmt.Errorf("erase %s: %w", source.Table, err)
			}
		}
		return nil
	})
}

// finish rewrites the index and the database, so that nothing deleted is left in them. It reports whether others were in the way.
func (s *Service) finish(ctx context.Context, later bool) (busy bool, err error) {
	if err := search.Sweep(ctx, s.DB); err != nil {
		return later, err
	}
	if err := search.Compact(ctx, s.DB); err != nil || later {
		return later, err
	}
	var tables []string
	for _, source := range privacy.Personal(s.Sources()) {
		tables = append(tables, source.Table)
	}
	slices.Sort(tables)
	err = s.DB.Compact(ctx, append(slices.Compact(tables), "search_doc", "search_word")...)
	if errors.Is(err, store.ErrBusy) {
		return true, nil
	}
	return false, err
}

// Reapply erases from a restored database everybody whom the ledger names, whatever hold the backup knows of that is older than their line: it was lifted before.
// It also completes what a crash interrupted, but not against a hold that was placed since: then the ledger says that it did not come to it, and only erasing
// the person again erases them. It returns how many people it erased, and how many it left for such a hold.
func (s *Service) Reapply(ctx context.Context) (done, held int, err error) {
	all, err := s.ledger.read()
	if err != nil {
		return 0, 0, err
	}
	last := map[string]time.Time{}
	for _, line := range all {
		last[line.id] = line.at
	}
	back, err := s.back(ctx, slices.Sorted(maps.Keys(last)))
	if err != nil {
		return 0, 0, err
	}
	for _, id := range back {
		left, err := s.reapply(ctx, id, last[id])
		if err != nil {
			return done, held, err
		}
		if left {
			held++
		} else {
			done++
		}
	}
	if done > 0 {
		_, err = s.finish(ctx, false)
	}
	return done, held, err
}

// reapply erases somebody as a line of the ledger of an instant says. It reports whether they were left, because of a hold that is younger.
func (s *Service) reapply(ctx context.Context, id string, decided time.Time) (left bool, err error) {
	p, err := s.People.Find(ctx, s.DB, id)
	if err != nil {
		return false, err
	}
	err = s.remove(ctx, authz.System(Restore), p, func(ctx context.Context, q store.Querier, p Person) error {
		err := s.held(ctx, q, p, decided)
		left = fault.As(err) != nil
		return err
	})
	if left {
		return true, s.ledger.add(voidLine, s.DB.Now().Time, id)
	}
	return false, err
}

// back returns those of some who are erased and yet in the directory.
func (s *Service) back(ctx context.Context, all []string) (ids []string, err error) {
	for some := range slices.Chunk(all, 500) {
		names, err := s.People.Names(ctx, s.DB, some)
		if err != nil {
			return nil, err
		}
		ids = append(ids, slices.Sorted(maps.Keys(names))...)
	}
	return ids, nil
}

// Erased returns how many people the ledger names.
func (s *Service) Erased() (int, error) {
	all, err := s.ledger.read()
	ids := map[string]bool{}
	for _, e := range all {
		ids[e.id] = true
	}
	return len(ids), err
}
