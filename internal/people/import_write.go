package people

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
)

const (
	batch     = 20   // rows of one INSERT: SQLite binds many numbered arguments slowly (400 rows: four times as long)
	tellEvery = 1000 // rows between two calls of Progress
)

// write makes the plan true: units and sites, people in batches, then employments, whose managers are all there by then.
func (p *plan) write(ctx context.Context, tx *store.Tx, tell func(done, total int)) error {
	if tell == nil {
		tell = func(int, int) {}
	}
	if err := p.writePlaces(ctx, tx); err != nil {
		return err
	}
	var added, updated, employed []*row
	for _, r := range p.rows {
		switch {
		case r.refused() || len(r.changes) == 0:
			continue
		case r.added:
			added = append(added, r)
		default:
			updated = append(updated, r)
		}
		if r.added || r.rehired || !r.from.Employed {
			employed = append(employed, r)
		}
	}
	done, total := 0, len(added)+len(updated)+len(employed)
	for part := range slices.Chunk(added, batch) {
		if err := insertPeople(ctx, tx, part); err != nil {
			return err
		}
		done += len(part)
		tell(done, total)
	}
	for _, r := range updated { // after those who are new, whom an update may name as the manager
		if err := p.update(ctx, tx, r); err != nil {
			return err
		}
		if done++; done%tellEvery == 0 {
			tell(done, total)
		}
	}
	for part := range slices.Chunk(employed, batch) {
		if err := insertEmployments(ctx, tx, part); err != nil {
			return err
		}
		done += len(part)
		tell(done, total)
	}
	tell(total, total)
	return nil
}

// writePlaces adds the units and sites that rows which are taken need.
func (p *plan) writePlaces(ctx context.Context, tx *store.Tx) error {
	units, sites := map[string]bool{}, map[string]bool{}
	for _, r := range p.rows {
		if r.refused() {
			continue
		}
		sites[r.to.Site] = true
		for id := r.to.UnitID; id != "" && !units[id]; id = p.state.units.byID[id].ParentID {
			units[id] = true
		}
	}
	for _, u := range p.made {
		if !units[u.ID] {
			continue
		}
		if err := insertUnit(ctx, tx, u); err != nil {
			return fmt.Errorf("add unit: %w", err)
		}
	}
	for _, name := range p.sites {
		if !sites[name] {
			continue
		}
		if _, err := tx.Exec(ctx, `INSERT INTO people_site (name, folded, time_zone) VALUES ($1, $2, '')`, name, Fold(name)); err != nil {
			return fmt.Errorf("add site: %w", err)
		}
	}
	return nil
}

func insertPeople(ctx context.Context, tx *store.Tx, rows []*row) error {
	q := new(store.Q).Add(`INSERT INTO people_person (id, given_name, family_name, preferred_name, pronouns, language, time_zone, email, phone,
		postal_address, theme, keys, own, sort_name, search, created_at, updated_at) VALUES `)
	docs := make([]search.Doc, len(rows))
	for i, r := range rows {
		p := r.to.stored
		docs[i] = p.names(r.to.PersonnelNumber)
		docs[i].New = true
		sort, found := p.keys(r.to.PersonnelNumber)
		addValues(q, i, p.ID, p.GivenName, p.FamilyName, p.PreferredName, p.Pronouns, p.Language, p.TimeZone, p.Email, p.Phone, p.PostalAddress, p.Theme,
			p.Keys, p.Own, sort, found, tx.Now(), tx.Now())
	}
	if _, err := tx.Exec(ctx, q.SQL(), q.Args()...); err != nil {
		return fmt.Errorf("add people: %w", err)
	}
	return search.PutAll(ctx, tx, docs)
}

func insertEmployments(ctx context.Context, tx *store.Tx, rows []*row) error {
	q := new(store.Q).Add(`INSERT INTO people_employment (id, person_id, personnel_number, unit_id, site, position, manager_id, started, ended,
		weekly_hours, latest) VALUES `)
	for i, r := range rows {
		e := r.to
		addValues(q, i, ident.New(), e.ID, e.PersonnelNumber, orNull(e.UnitID), orNull(e.Site), e.Position, orNull(e.ManagerID), e.Started, e.Ended,
			e.WeeklyHours, true)
	}
	if _, err := tx.Exec(ctx, q.SQL(), q.Args()...); err != nil {
		return fmt.Errorf("add employments: %w", err)
	}
	return nil
}

func addValues(q *store.Q, i int, args ...any) {
	if i > 0 {
		q.Add(", ")
	}
	q.Add("(?"+strings.Repeat(", ?", len(args)-1)+")", args...)
}

func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// update changes somebody who is in the directory; a new employment ends that the one before is the latest.
func (p *plan) update(ctx context.Context, tx *store.Tx, r *row) error {
	if r.from.stored != r.to.stored || r.from.PersonnelNumber != r.to.PersonnelNumber {
		if err := updatePersonOf(ctx, tx, r.to.stored, r.to.PersonnelNumber); err != nil {
			return err
		}
	}
	e := r.to
	switch {
	case r.rehired:
		if _, err := tx.Exec(ctx, `UPDATE people_employment SET latest = $2 WHERE person_id = $1`, e.ID, false); err != nil {
			return fmt.Errorf("end employment: %w", err)
		}
		return nil
	case !r.from.Employed:
		return nil
	}
	return saveEmployment(ctx, tx, e.ID, Employment{PersonnelNumber: e.PersonnelNumber, UnitID: e.UnitID, Site: e.Site, Position: e.Position,
		ManagerID: e.ManagerID, Started: e.Started, Ended: e.Ended, WeeklyHours: e.WeeklyHours})
}
