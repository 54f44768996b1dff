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

// CorrectLine is a line as it should have been.
type CorrectLine struct {
	Number   string `path:"number" json:"-"`
	Line     string `path:"line" json:"-"` // the id of the line that is wrong
	Text     string `json:"text"`
	Quantity string `json:"quantity,omitempty"`
	Rate     string `json:"rate,omitempty"`
	Amount   string `json:"amount,omitempty"`
	Source   string `json:"source"`
	Clause   string `json:"clause,omitempty"`
	Reason   string `json:"reason"` // what was wrong, for whoever it is for
}

func (in CorrectLine) entry() Entry {
	return Entry{Text: in.Text, Quantity: in.Quantity, Rate: in.Rate, Amount: in.Amount, Source: in.Source, Clause: in.Clause}
}

// Correct puts a line under one that is wrong, which stays, struck through. The total follows, and whoever it is for is told. The same twice is one. It refuses a
// line that does not add up, one without a reason, and one that was corrected already.
func (s *Service) Correct(ctx context.Context, by authz.Actor, in CorrectLine) (Calculation, error) {
	var out Calculation
	err := s.desk.Within(ctx, by, in.Number, WriteCalculation, func(tx *store.Tx, c *desk.Upon) error {
		var err error
		out, err = s.CorrectLine(ctx, tx, by, c, in)
		return err
	})
	return out, err
}

// CorrectLine is Correct as a step of a use case that has the case in its hands. It refuses what Correct refuses.
func (s *Service) CorrectLine(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon, in CorrectLine) (Calculation, error) {
	if err := s.policy.May(by, WriteCalculation, c.Rel); err != nil {
		return Calculation{}, err
	}
	was, wrong, err := findLine(ctx, tx, c.ID, in.Line)
	if err != nil {
		return was, err
	}
	l, err := s.checkLine(ctx, tx, was, wrong, in, c.ForPerson)
	if err != nil {
		return was, err
	}
	if was.follows(wrong, l) {
		return was, nil
	}
	if wrong.Struck {
		return was, fault.New(fault.Conflict, "This line was corrected already. Correct the one that stands under it.")
	}
	if was.ReplacedBy != "" {
		return was, fault.New(fault.Conflict, "That calculation was replaced already. Choose the one that stands.")
	}
	l.CalculationID, l.Position, l.WrittenAt = was.ID, wrong.Position-1, tx.Now()
	l.Revision = 1 + len(slices.DeleteFunc(slices.Clone(was.Lines), func(o Line) bool { return o.Position != wrong.Position }))
	if err := insertLine(ctx, tx, l, by.PersonID); err != nil {
		return was, err
	}
	all, err := shown(ctx, tx, store.Cond(`c.id = ?`, was.ID))
	if err != nil {
		return was, err
	}
	if err := c.Happened(ctx, false, history.Happened("%s corrected a line of how it was worked out.", history.Whom(by.PersonID))); err != nil {
		return was, err
	}
	return all[c.ID][0], c.Tell(ctx, "HR corrected a line of what it worked out for your request %s. The old line stays, struck through.", c.Number)
}

// findLine returns a line of a case with its calculation.
func findLine(ctx context.Context, q store.Querier, caseID, id string) (Calculation, Line, error) {
	all, err := Of(ctx, q, caseID)
	if err != nil {
		return Calculation{}, Line{}, err
	}
	for _, c := range all[caseID] {
		if i := slices.IndexFunc(c.Lines, func(l Line) bool { return l.ID == id }); i >= 0 {
			return c, c.Lines[i], nil
		}
	}
	return Calculation{}, Line{}, authz.Hidden()
}

// checkLine works out a corrected line. It refuses one that is as it was, and a total that is too large then.
func (s *Service) checkLine(ctx context.Context, q store.Querier, c Calculation, wrong Line, in CorrectLine, personID string) (lineRow, error) {
	sheet := newSheet(c.Unit, c.Rounding)
	sheet.number = wrong.Position
	e, amount := sheet.line(0, in.entry())
	f := sheet.faults
	reason := strings.TrimSpace(in.Reason)
	f.Need(reason != "", "reason", "Say what was wrong.")
	f.Need(utf8.RuneCountInString(reason) <= maxReason, "reason", "Keep this to %d characters.", maxReason)
	f.Need(e != wrong.Entry, "text", "This is what the line says already.")
	l := lineRow{ID: ident.New(), Body: e.Text, Quantity: e.Quantity, Rate: e.Rate, Source: e.Source, Clause: e.Clause, Reason: reason}
	l.Amount, _ = amount.Minor(sheet.round.places(c.Unit)) // it was rounded to these places
	if err := s.cite(ctx, q, &l, personID, "clause", &f); err != nil {
		return l, err
	}
	if err := f.Err(); err != nil {
		return l, err
	}
	entries := []Entry{e}
	for _, o := range c.Standing() {
		if o.Position != wrong.Position {
			entries = append(entries, o.Entry)
		}
	}
	if _, err := Work(c.Unit, c.Rounding, entries, ""); err != nil {
		return l, fmt.Errorf("correct line: %w", err)
	}
	return l, nil
}

// follows reports whether the line that replaces wrong says what l says.
func (c Calculation) follows(wrong Line, l lineRow) bool {
	return slices.ContainsFunc(c.Lines, func(o Line) bool {
		return o.Replaces == wrong.ID && o.Reason == l.Reason && o.Text == l.Body && o.Quantity == l.Quantity && o.Rate == l.Rate && o.Source == l.Source && o.Clause == l.Clause
	})
}
