package decision

import (
	"context"
	"strings"
	"unicode/utf8"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Correct says what of a decision was wrong. What is left out stays as it was.
type Correct struct {
	Number       string    `path:"number" json:"-"`
	Why          string    `json:"why"`               // what was wrong; the person reads it
	Version      int       `json:"version,omitempty"` // the one that was read, and is corrected; 0 skips the check
	Outcome      *string   `json:"outcome,omitempty"`
	Reason       *string   `json:"reason,omitempty"`
	Clause       *string   `json:"clause,omitempty"`
	Facts        *[]string `json:"facts,omitempty"`
	Alternatives *[]string `json:"alternatives,omitempty"`
	Next         *Next     `json:"next,omitempty"`
	Recur        *string   `json:"recur,omitempty"`
	Appeal       *Way      `json:"appeal,omitempty"`
}

// Correct sends a corrected version of what was decided, and tells who asked. The old version stays, marked as replaced. The new one needs every part that a decision
// needs, and days to disagree that lie ahead. It refuses a correction without a reason or without a change, one while somebody waits for a second look, one of a case
// that is open again, and one of a second look by whoever had decided before it; with Conflict one of a version that somebody else has replaced.
func (s *Service) Correct(ctx context.Context, by authz.Actor, in Correct) (Decision, error) {
	var out Decision
	err := s.desk.Within(ctx, by, in.Number, DecideCase, func(tx *store.Tx, c *desk.Upon) error {
		all, err := versions(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		if err := s.Held(ctx, tx, c.ID); err != nil {
			return err
		}
		if err := correctable(c.Of, all); err != nil {
			return err
		}
		last := all[len(all)-1]
		if in.Version != 0 && in.Version != last.Version && last.DecidedBy != by.PersonID {
			return replaced(ctx, tx, last)
		}
		r := last
		r.ID, r.Version, r.Kind, r.ReplacesID, r.Why = ident.New(), last.Version+1, kindCorrection, last.ID, strings.TrimSpace(in.Why)
		r.DecidedBy, r.DecidedAt = by.PersonID, tx.Now()
		if err := notAgain(all, r); r.AppealID != "" && err != nil {
			return err
		}
		if err := s.correct(ctx, tx, c.Of, in, last, &r); err != nil {
			return err
		}
		if err := insert(ctx, tx, r); err != nil {
			return err
		}
		if err := told(ctx, c, by, "%s corrected the decision.", "We corrected the decision on your request. What was wrong stands beside it."); err != nil {
			return err
		}
		tx.Publish(Corrected{r.CaseID, r.ID})
		out, err = s.presentOne(ctx, tx, r)
		return err
	})
	return out, err
}

// replaced says that somebody else decided since a version was read.
func replaced(ctx context.Context, q store.Querier, last row) error {
	names, err := people.NamesByIDs(ctx, q, []string{last.DecidedBy})
	if err != nil {
		return err
	}
	name := locale.T(ctx, "Somebody else")
	if p, known := names[last.DecidedBy]; known {
		name = p.DisplayName()
	}
	return fault.New(fault.Conflict, "%s changed this decision meanwhile, %s. Read it as it is now; then correct it if something is still wrong.", name, locale.DateTime(ctx, last.DecidedAt.Time))
}

// correctable refuses a correction of what does not hold, or what somebody else looks at.
func correctable(c desk.Of, all []row) error {
	switch {
	case len(all) == 0:
		return fault.New(fault.Conflict, "Nothing is decided here yet, so there is nothing to correct.")
	case c.State != desk.Answered && c.State != desk.Closed:
		return fault.New(fault.Conflict, "This case is open again. Send a new decision.")
	case !all[len(all)-1].ErasedAt.IsZero():
		return fault.New(fault.Conflict, "The words of this decision were erased.")
	}
	return nil
}

// correct puts what in changes into r, and checks the whole.
func (s *Service) correct(ctx context.Context, tx *store.Tx, c desk.Of, in Correct, last row, r *row) error {
	w := in.over(last)
	var f fault.Fields
	f.Need(r.Why != "", "why", "Say what was wrong: the person reads it.")
	f.Need(utf8.RuneCountInString(r.Why) <= MaxText, "why", "Keep it to %d characters.", MaxText)
	switch err := s.fill(ctx, tx, c, w, r); fault.KindOf(err) {
	case fault.Invalid:
		f = append(f, fault.As(err).Fields...)
	case "":
	default:
		return err
	}
	if err := f.Err(); err != nil {
		return err
	}
	figure, err := s.figure(ctx, tx, c.ID)
	switch {
	case err != nil:
		return err
	case figure.There && !figure.Stands:
		return unsettled()
	case figure.There:
		r.Total = figure.Total
	}
	if r.says() == last.says() {
		return fault.ForField("why", "Nothing is changed. Write the new words or figures too.")
	}
	return nil
}

// over is the parts of the last version with what in changes.
func (in Correct) over(last row) written {
	d := last.written()
	if last.AppealPerson != "" {
		d.Appeal.To = last.AppealPerson
	}
	set(&d.Outcome, in.Outcome)
	set(&d.Reason, in.Reason)
	set(&d.Clause, in.Clause)
	set(&d.Facts, in.Facts)
	set(&d.Alternatives, in.Alternatives)
	set(&d.Next, in.Next)
	set(&d.Recur, in.Recur)
	set(&d.Appeal, in.Appeal)
	return parts(d)
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// says is what a version tells, without who decided it and when.
func (r row) says() row {
	return row{Outcome: r.Outcome, Reason: r.Reason, ClauseVersion: r.ClauseVersion, ClauseRef: r.ClauseRef, Facts: r.Facts, Alternatives: r.Alternatives, NextText: r.NextText,
		NextOn: r.NextOn, Recur: r.Recur, AppealUntil: r.AppealUntil, AppealTo: r.AppealTo, Total: r.Total}
}
