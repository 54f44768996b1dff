package people

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"hearth/internal/people/roster"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// ImportPeople brings the directory to what a file says. An empty cell says nothing and a cell with a hyphen says that there is nothing.
type ImportPeople struct {
	Name      string                // of the file, for the record
	File      []byte                // CSV or XLSX
	Mapping   map[string]string     // field to header, beyond what is guessed; an empty header leaves the field out
	DateOrder string                // "day" or "month" first in dates such as 03/04/2024; "" lets each column tell
	DryRun    bool                  // nothing changes; the report says what would
	Progress  func(done, total int) // of what has to be written; nil for none
}

// ImportReport tells what an import did, or would do. Rows is always Created + Updated + Unchanged + len(Refused).
type ImportReport struct {
	Rows      int               `json:"rows"`
	Created   int               `json:"created"`
	Updated   int               `json:"updated"`
	Unchanged int               `json:"unchanged"`
	Refused   []RefusedRow      `json:"refused"`
	Missing   []string          `json:"missing"` // who works here and is not in the file: name and number; nothing happens to them
	Changes   []RowChange       `json:"changes"` // in a dry run only
	Header    []string          `json:"header"`
	Mapping   map[string]string `json:"mapping"`    // field to header, as it was used
	AskOrder  bool              `json:"ask_order"`  // a column's dates fit day first and month first: DateOrder has to say
	DateOrder string            `json:"date_order"` // as it was said
	DryRun    bool              `json:"dry_run"`
}

// Unread returns the columns of the file that the import does not read, in their order; those without a heading are left out.
func (r ImportReport) Unread() []string {
	read := slices.Collect(maps.Values(r.Mapping))
	var all []string
	for _, h := range r.Header {
		if i := slices.Index(read, h); i >= 0 {
			read = slices.Delete(read, i, i+1)
		} else if h != "" {
			all = append(all, h)
		}
	}
	return all
}

// RefusedRow is a row that changes nothing: the line where it begins in the file, and why.
type RefusedRow struct {
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}

// RowChange is what one row changes. New is true for somebody who is not in the directory yet.
type RowChange struct {
	Line   int           `json:"line"`
	Name   string        `json:"name"`
	New    bool          `json:"new"`
	Joins  bool          `json:"joins"` // an outsider, who wrote to HR from this address, becomes a member of the directory and keeps the cases
	Fields []FieldChange `json:"fields"`
	Doubt  Doubt         `json:"doubt,omitzero"` // the name or the address looks like that of somebody who is here, or of an earlier row
}

// FieldChange is one field, as it is and as it will be.
type FieldChange struct {
	Field string `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

// ImportPeople imports a file in one transaction: all rows that are not refused, or, when it is interrupted, none; then it can be run again.
// A file whose columns do not say who somebody is changes nothing at all. Importing twice changes nothing the second time. The head of HR
// and administrators may.
func (s *Service) ImportPeople(ctx context.Context, by authz.Actor, in ImportPeople) (ImportReport, error) {
	if err := s.may(by, LoadPeople); err != nil {
		return ImportReport{}, err
	}
	f, err := in.read()
	if err != nil {
		return ImportReport{}, err
	}
	var report ImportReport
	if in.DryRun {
		p, err := in.plan(ctx, s.db, f)
		if err != nil {
			return report, err
		}
		return p.report(ctx, in, f), nil
	}
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		p, err := in.plan(ctx, tx, f)
		if err != nil {
			return err
		}
		if err := p.write(ctx, tx, in.Progress); err != nil {
			return err
		}
		report = p.report(ctx, in, f)
		if report.Created+report.Updated == 0 {
			return nil
		}
		id := ident.New()
		tx.Publish(PeopleImported{ImportID: id})
		return s.record(ctx, tx, by, LoadPeople, id, "")
	})
	s.looks.forget(true)
	return report, err
}

// file is a file that was read, with the columns that count.
type file struct {
	table   roster.Table
	mapping roster.Mapping
	records roster.Records
}

// read reads the file outside any transaction.
func (in ImportPeople) read() (f file, err error) {
	order := roster.Order(in.DateOrder)
	if order != roster.Unsaid && order != roster.DayFirst && order != roster.MonthFirst {
		return f, fault.ForField("dates", "Say day or month: which one comes first.")
	}
	if f.table, err = roster.Read(in.File); err != nil {
		return f, err
	}
	if f.mapping, err = roster.Guess(f.table.Header).With(f.table.Header, in.Mapping); err != nil {
		return f, err
	}
	if err := f.mapping.Check(); err != nil {
		return f, err
	}
	f.records = roster.Parse(f.table, f.mapping, order)
	return f, nil
}

// PreviewHeader returns the headers of a file and what the import would take them for, also when Check refuses the mapping.
func PreviewHeader(in ImportPeople) (header []string, mapping map[string]string, err error) {
	t, err := roster.Read(in.File)
	if err != nil {
		return nil, nil, err
	}
	m, err := roster.Guess(t.Header).With(t.Header, in.Mapping)
	return t.Header, named(t.Header, m), err
}

func named(header []string, m roster.Mapping) map[string]string {
	all := make(map[string]string, len(m))
	for f, i := range m {
		if i >= 0 {
			all[string(f)] = header[i]
		}
	}
	return all
}

// report tells the plan in the reader's language.
func (p *plan) report(ctx context.Context, in ImportPeople, f file) ImportReport {
	r := ImportReport{Rows: len(p.rows), Refused: []RefusedRow{}, Missing: []string{}, Changes: []RowChange{}, Header: f.table.Header,
		Mapping: named(f.table.Header, f.mapping), AskOrder: len(f.records.Ask) > 0, DateOrder: in.DateOrder, DryRun: in.DryRun}
	known := newLooks()
	if in.DryRun {
		for _, k := range p.state.all {
			if !k.Outside {
				known.add(k.ID, k.name(), k.Email, false)
			}
		}
	}
	for _, row := range p.rows {
		switch {
		case row.refused():
			r.Refused = append(r.Refused, RefusedRow{row.line, row.wrong.In(ctx)})
			continue
		case row.added:
			r.Created++
		case len(row.changes) > 0:
			r.Updated++
		default:
			r.Unchanged++
			continue
		}
		if in.DryRun {
			change := RowChange{Line: row.line, Name: row.to.name(), New: row.added, Joins: row.joins(), Fields: row.changes}
			change.Doubt = known.doubt(ctx, row.to.ID, row.to.name(), row.to.Email)
			known.add(row.to.ID, row.to.name(), row.to.Email, false)
			r.Changes = append(r.Changes, change)
		}
	}
	for _, k := range p.state.all {
		if !p.seen[k.ID] && !k.Outside && (k.Ended == "" || k.Ended >= p.today) {
			r.Missing = append(r.Missing, k.title())
		}
	}
	return r
}

// title names a person with the number, or the address, that tells them from others of the same name.
func (k *entry) title() string {
	switch {
	case k.PersonnelNumber != "":
		return fmt.Sprintf("%s (%s)", k.name(), k.PersonnelNumber)
	case k.Email != "":
		return fmt.Sprintf("%s (%s)", k.name(), k.Email)
	}
	return k.name()
}

// row is one row of the file on its way into the directory.
type row struct {
	line     int
	values   map[roster.Field]string
	wrong    locale.Msg
	from, to *entry // as it is, nil for somebody new, and as it will be
	added    bool
	rehired  bool // another employment begins
	changes  []FieldChange
	leads    bool // the row names a manager
}

// joins reports whether an outsider becomes a member of the directory.
func (r *row) joins() bool { return r.from != nil && r.from.Outside }

func (r *row) refused() bool { return r.wrong.Key != "" }

// refuse keeps the first reason.
func (r *row) refuse(key string, args ...any) {
	if !r.refused() {
		r.wrong = locale.M(key, args...)
	}
}
