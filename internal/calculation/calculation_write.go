package calculation

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Write is a calculation as HR writes it.
type Write struct {
	Number    string  `path:"number" json:"-"`
	Title     string  `json:"title,omitempty"`      // keeps several on a case apart
	InsteadOf string  `json:"instead_of,omitempty"` // the id of the one that this replaces
	Unit      string  `json:"unit"`
	Rounding  string  `json:"rounding"`
	Lines     []Entry `json:"lines"`
	Total     string  `json:"total,omitempty"` // "" is worked out
}

// Write adds a calculation to a case, and tells whoever it is for. The same twice is one. It refuses what does not add up, with what it comes to, a line without a source,
// and a title that stands on the case already unless it says instead of which.
func (s *Service) Write(ctx context.Context, by authz.Actor, in Write) (Calculation, error) {
	var out Calculation
	err := s.desk.Within(ctx, by, in.Number, WriteCalculation, func(tx *store.Tx, c *desk.Upon) error {
		w, lines, err := s.check(ctx, tx, in, c.ForPerson)
		if err != nil {
			return err
		}
		standing, err := Of(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(standing[c.ID], func(one Calculation) bool { return one.same(in, w) }); i >= 0 {
			out = standing[c.ID][i]
			return nil
		}
		if err := in.free(standing[c.ID]); err != nil {
			return err
		}
		if out, err = in.add(ctx, tx, by, c, lines); err != nil {
			return err
		}
		if err := c.Happened(ctx, false, history.Happened("%s worked it out, line by line.", history.Whom(by.PersonID))); err != nil {
			return err
		}
		return c.Tell(ctx, "HR worked something out for your request %s, line by line.", c.Number)
	})
	return out, err
}

// Check works out a calculation as Write would take it, and keeps nothing. What was worked out is returned beside the fault.
func (s *Service) Check(ctx context.Context, by authz.Actor, in Write) (Worked, error) {
	c, err := s.desk.Look(ctx, s.db, by, in.Number, WriteCalculation)
	if err != nil {
		return Worked{}, err
	}
	w, _, err := s.check(ctx, s.db, in, c.ForPerson)
	return w, err
}

// check works out the lines for a person, and makes rows of them without their place.
func (s *Service) check(ctx context.Context, q store.Querier, in Write, personID string) (Worked, []lineRow, error) {
	w, err := Work(in.Unit, in.Rounding, in.Lines, in.Total)
	var f fault.Fields
	if e := fault.As(err); e != nil {
		f = e.Fields
	} else if err != nil {
		return w, nil, err
	}
	f.Need(utf8.RuneCountInString(in.Title) <= maxTitle, "title", "Keep the title to %d characters.", maxTitle)
	places := roundingOf(in.Rounding).places(in.Unit)
	var rows []lineRow
	for i, e := range w.Lines {
		l := lineRow{ID: ident.New(), Position: i, Revision: 1, Body: e.Text, Quantity: e.Quantity, Rate: e.Rate, Source: e.Source, Clause: e.Clause}
		if i < len(w.amounts) {
			l.Amount, _ = w.amounts[i].Minor(places) // it was rounded to these places
		}
		if err := s.cite(ctx, q, &l, personID, Field(i, "clause"), &f); err != nil {
			return w, nil, err
		}
		rows = append(rows, l)
	}
	return w, rows, f.Err()
}

// cite finds the rule that a line names, as it holds for a person.
func (s *Service) cite(ctx context.Context, q store.Querier, l *lineRow, personID, field string, f *fault.Fields) error {
	if l.Clause == "" || s.clauses == nil {
		return nil
	}
	var err error
	l.ClauseVersion, l.ClauseTitle, err = s.clauses.Cite(ctx, q, l.Clause, q.Now(), personID)
	if e := fault.As(err); e != nil {
		f.Need(false, field, e.Key, e.Args...)
		return nil
	}
	if err != nil {
		return fmt.Errorf("cite: %w", err)
	}
	return nil
}

// same reports whether c says what was written, and nothing of it was corrected since.
func (c Calculation) same(in Write, w Worked) bool {
	return c.Title == strings.TrimSpace(in.Title) && c.Unit == in.Unit && c.Rounding == in.Rounding && c.InsteadOf == in.InsteadOf && c.ReplacedBy == "" &&
		slices.EqualFunc(c.Lines, w.Lines, func(l Line, e Entry) bool { return l.Entry == e })
}

// free refuses a calculation that would stand beside another as if it were the same.
func (in Write) free(others []Calculation) error {
	title, replaced := strings.TrimSpace(in.Title), in.InsteadOf == ""
	for _, c := range others {
		switch {
		case c.ID == in.InsteadOf && c.ReplacedBy != "":
			return fault.New(fault.Conflict, "That calculation was replaced already. Choose the one that stands.")
		case c.ID == in.InsteadOf:
			replaced = true
		case c.ReplacedBy == "" && strings.EqualFold(c.Title, title):
			return fault.ForField("title", "A calculation with this title stands here already. Correct a line of it, say that this one stands instead of it, or give this one another title.")
		}
	}
	if !replaced {
		return fault.ForField("instead_of", "There is no such calculation here.")
	}
	return nil
}

// add keeps a calculation and its lines.
func (in Write) add(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon, lines []lineRow) (Calculation, error) {
	r := row{ID: ident.New(), CaseID: c.ID, CaseNumber: c.Number, Title: strings.TrimSpace(in.Title), Unit: in.Unit, Rounding: in.Rounding, Lines: len(lines),
		Places: roundingOf(in.Rounding).places(in.Unit), InsteadOf: in.InsteadOf, WrittenAt: tx.Now()}
	_, err := tx.Exec(ctx, `INSERT INTO calculation_calculation (id, case_id, case_number, person_id, title, unit, rounding, lines, places, instead_of, written_by, written_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULLIF($10, ''), NULLIF($11, ''), $12)`,
		r.ID, r.CaseID, r.CaseNumber, c.ForPerson, r.Title, r.Unit, r.Rounding, r.Lines, r.Places, r.InsteadOf, by.PersonID, r.WrittenAt)
	if err != nil {
		return Calculation{}, fmt.Errorf("keep calculation: %w", err)
	}
	for i := range lines {
		lines[i].CalculationID, lines[i].WrittenAt = r.ID, r.WrittenAt
		if err := insertLine(ctx, tx, lines[i], by.PersonID); err != nil {
			return Calculation{}, err
		}
	}
	return present(r, lines)
}
