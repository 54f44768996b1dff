package statement

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/statement/reckon"
)

// choosing is how long a request waits for a choice when HR says no date.
const choosing = 7 * 24 * time.Hour

// What may be chosen when an estimate grew.
const (
	GoOn    = "go_on"
	Smaller = "smaller"
	Stop    = "stop"
)

// Choices are what may be chosen, in the order of the form.
func Choices() []string { return []string{GoOn, Smaller, Stop} }

// Estimate is the work by steps. One that Asks waits for its requester's choice.
type Estimate struct {
	ID       string        `json:"id"`
	Version  int           `json:"version"`
	Cause    string        `json:"cause,omitempty"`
	Currency string        `json:"currency"`
	Asks     bool          `json:"asks"`
	Until    store.Time    `json:"until,omitzero"` // the clock stops until then
	MadeAt   store.Time    `json:"made_at"`
	Choice   string        `json:"choice,omitempty"`
	Text     string        `json:"choice_text,omitempty"`
	ChosenAt store.Time    `json:"chosen_at,omitzero"`
	Steps    []reckon.Step `json:"steps"`
}

// Open reports whether e waits for a choice.
func (e Estimate) Open() bool { return e.Asks && e.Choice == "" }

// Totals returns the sums of the steps: from, to, and what it costs the requester and the unit.
func (e Estimate) Totals() (low, high int, you, unit int64) {
	for _, s := range e.Steps {
		low, high = low+s.Low, high+s.High
		if s.CostTo == reckon.Unit {
			unit += s.CostCents
		} else {
			you += s.CostCents
		}
	}
	return low, high, you, unit
}

// MakeEstimate is a new estimate.
type MakeEstimate struct {
	Number   string        `path:"number" json:"-"`
	Steps    []reckon.Step `json:"steps"`
	Cause    string        `json:"cause,omitempty"`    // why it is more; needed for all but the first
	Currency string        `json:"currency,omitempty"` // three letters; EUR when empty
	Until    store.Time    `json:"until,omitzero"`     // until when the requester may choose, within 60 days; a week when empty
}

// Estimate makes an estimate and tells the requester. Where it is not the first, or costs the requester something, the clock stops until they choose. The same twice is one. It refuses a
// case that is answered, missing steps, a range that ends below its beginning, and a new estimate without its cause.
func (s *Service) Estimate(ctx context.Context, by authz.Actor, in MakeEstimate) (Estimate, error) {
	var out Estimate
	err := s.desk.Within(ctx, by, in.Number, EstimateWork, func(tx *store.Tx, c *desk.Upon) error {
		if c.State == desk.Answered || c.State == desk.Closed {
			return fault.New(fault.Conflict, "This request is answered already.")
		}
		in.tidy()
		last, there, err := latest(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		if there && slices.Equal(last.Steps, in.Steps) && last.Currency == in.Currency && last.Cause == in.Cause {
			out = last
			return nil
		}
		if err := in.check(there, tx.Now()); err != nil {
			return err
		}
		out = Estimate{ID: ident.New(), Version: last.Version + 1, Cause: in.Cause, Currency: in.Currency, MadeAt: tx.Now(), Steps: in.Steps}
		if _, _, you, _ := out.Totals(); there || you > 0 {
			out.Asks, out.Until = true, in.Until
			if out.Until.IsZero() {
				out.Until = tx.Now().Add(choosing)
			}
		}
		if err := addEstimate(ctx, tx, c.Of, out); err != nil {
			return err
		}
		tx.Publish(Estimated{c.ID, out.ID})
		return announce(ctx, c, out)
	})
	return out, err
}

func (in *MakeEstimate) tidy() {
	in.Cause, in.Currency = strings.TrimSpace(in.Cause), strings.ToUpper(strings.TrimSpace(in.Currency))
	if in.Currency == "" {
		in.Currency = "EUR"
	}
	in.Steps = slices.Clone(in.Steps)
	for i := range in.Steps {
		step := &in.Steps[i]
		step.Name = strings.TrimSpace(step.Name)
		if step.CostCents == 0 {
			step.CostTo = ""
		} else if step.CostTo == "" {
			step.CostTo = reckon.You
		}
	}
}

func (in MakeEstimate) check(again bool, now store.Time) error {
	var f fault.Fields
	f.Need(len(in.Steps) > 0, "steps", "Write at least one step, with the minutes that it takes.")
	f.Need(len(in.Steps) <= MostSteps, "steps", "Keep it to %d steps.", MostSteps)
	seen := map[string]bool{}
	for _, step := range in.Steps {
		words(&f, "steps", step.Name, "Say in a few words what each step is.", maxName)
		f.Need(!seen[step.Name], "steps", "Two steps have the same name. Give each its own.")
		f.Need(step.Low >= 0 && step.High >= step.Low && step.High > 0 && step.High <= 100_000, "steps", "Give each step its minutes: from, and a number that is not smaller.")
		f.Need(step.CostCents >= 0 && step.CostCents <= 1_000_000_000, "steps", "A cost is an amount of zero or more.")
		f.Need(step.CostTo == "" || step.CostTo == reckon.You || step.CostTo == reckon.Unit, "steps", "Say who pays: you, or unit.")
		seen[step.Name] = true
	}
	if again {
		words(&f, "cause", in.Cause, "Say why it takes more; the requester reads it first.", maxWords)
	} else {
		words(&f, "cause", in.Cause, "", maxWords)
	}
	letters := len(in.Currency) == 3 && strings.Trim(in.Currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
	f.Need(letters, "currency", "Write the currency as three letters, for example EUR.")
	f.Need(in.Until.IsZero() || in.Until.After(now), "until", "Choose a date in the future: then it goes on by itself.")
	f.Need(!in.Until.After(now.Add(record.LongestForCustomer)), "until", "It waits for them for %d days at most: then it comes back to you, and you can ask them again.", int(record.LongestForCustomer.Hours()/24))
	return f.Err()
}

// announce tells the requester of an estimate, and stops the clock where they have to choose.
func announce(ctx context.Context, c *desk.Upon, e Estimate) error {
	if !e.Asks {
		if err := c.Happened(ctx, false, history.Happened("HR estimated what this takes.")); err != nil {
			return err
		}
		return c.Tell(ctx, "HR estimated what your request %s takes.", c.Number)
	}
	event, sentence := "HR estimated anew what this takes, and asks how to go on.", "Your request %s takes more than we said. Please read why, and choose how to go on."
	if e.Version == 1 {
		event, sentence = "HR estimated what this takes and costs, and asks how to go on.", "HR estimated what your request %s takes and costs. Please choose how to go on."
	}
	if err := errors.Join(c.Happened(ctx, false, history.Happened(event)), c.Tell(ctx, sentence, c.Number)); err != nil {
		return err
	}
	return c.Pause(ctx, desk.WaitCustomer, "", e.Until)
}

// Choose is what the requester wants.
type Choose struct {
	Number  string `path:"number" json:"-"`
	Choice  string `json:"choice"`            // one of Choices
	Text    string `json:"text,omitempty"`    // for smaller: what they can do without
	Version int    `json:"version,omitempty"` // of the estimate that was read; 0: the newest
}

// Choose keeps the requester's choice and lets the clock run again. The same twice is once. It refuses a second choice, one without an estimate that asks, "smaller" without words, and
// a choice about an estimate that HR has replaced.
func (s *Service) Choose(ctx context.Context, by authz.Actor, in Choose) (Estimate, error) {
	in.Text = strings.TrimSpace(in.Text)
	var out Estimate
	err := s.desk.Within(ctx, by, in.Number, ChooseEstimate, func(tx *store.Tx, c *desk.Upon) error {
		last, there, err := latest(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		var f fault.Fields
		f.Need(slices.Contains(Choices(), in.Choice), "choice", "Choose how to go on: go_on, smaller or stop.")
		empty := ""
		if in.Choice == Smaller {
			empty = "Say what you can do without, or what matters most."
		}
		words(&f, "text", in.Text, empty, maxWords)
		if err := f.Err(); err != nil {
			return err
		}
		switch {
		case !there || !last.Asks:
			return fault.New(fault.Conflict, "There is nothing to choose: HR has not asked you about an estimate.")
		case in.Version != 0 && in.Version != last.Version:
			return fault.New(fault.Conflict, "HR has estimated it anew since you read it. Please read the new estimate first.")
		case last.Choice == in.Choice:
			out = last
			return nil
		case last.Choice != "":
			return fault.New(fault.Conflict, "You have chosen already. If you changed your mind, write to HR.")
		case c.State == desk.Answered || c.State == desk.Closed:
			return fault.New(fault.Conflict, "This request is answered already.")
		}
		out, out.Choice, out.Text, out.ChosenAt = last, in.Choice, in.Text, tx.Now()
		if _, err := tx.Exec(ctx, `UPDATE statement_estimate SET choice = $2, choice_text = $3, chosen_at = $4 WHERE id = $1`, out.ID, out.Choice, out.Text, out.ChosenAt); err != nil {
			return fmt.Errorf("keep choice: %w", err)
		}
		tx.Publish(Chosen{c.ID, out.ID})
		if err := c.Happened(ctx, false, history.Happened(choiceEvents[in.Choice], history.Whom(by.PersonID))); err != nil {
			return err
		}
		return c.Resume(ctx)
	})
	return out, err
}

var choiceEvents = map[string]string{
	GoOn:    "%s chose to go on with the new estimate.",
	Smaller: "%s chose to make it smaller.",
	Stop:    "%s chose to stop here.",
}

// latest returns the newest estimate of a case; false where there is none.
func latest(ctx context.Context, q store.Querier, caseID string) (Estimate, bool, error) {
	all, err := estimates(ctx, q, caseID)
	if err != nil || len(all) == 0 {
		return Estimate{}, false, err
	}
	return all[len(all)-1], true, nil
}

func addEstimate(ctx context.Context, tx *store.Tx, c desk.Of, e Estimate) error {
	_, err := tx.Exec(ctx, `INSERT INTO statement_estimate (id, case_id, case_number, person_id, version, cause, currency, asks, until_at, made_at, choice, choice_text)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '')`, e.ID, c.ID, c.Number, c.ForPerson, e.Version, e.Cause, e.Currency, e.Asks, e.Until, e.MadeAt)
	if err != nil {
		return fmt.Errorf("keep estimate: %w", err)
	}
	var values [][]any
	for i, step := range e.Steps {
		values = append(values, []any{ident.New(), e.ID, c.ID, i, step.Name, step.Low, step.High, step.CostCents, step.CostTo})
	}
	return tx.InsertAll(ctx, "statement_step", []string{"id", "estimate_id", "case_id", "position", "name", "minutes_low", "minutes_high", "cost_cents", "cost_to"}, values)
}

// estimates returns the estimates of a case, the first first.
func estimates(ctx context.Context, q store.Querier, caseID string) ([]Estimate, error) {
	type row struct {
		ID                      string
		Version                 int
		Cause, Currency         string
		Asks                    bool
		Until, MadeAt, ChosenAt store.Time
		Choice, Text            string
	}
	rows, err := store.All[row](ctx, q, `SELECT id, version, cause, currency, asks, until_at AS until, made_at, choice, choice_text AS text, chosen_at FROM statement_estimate
		WHERE case_id = $1 ORDER BY version`, caseID)
	if err != nil {
		return nil, fmt.Errorf("read estimates: %w", err)
	}
	type step struct {
		EstimateID, Name, CostTo string
		Low, High                int
		CostCents                int64
	}
	steps, err := store.All[step](ctx, q, `SELECT estimate_id, name, minutes_low AS low, minutes_high AS high, cost_cents, cost_to FROM statement_step WHERE case_id = $1
		ORDER BY estimate_id, position`, caseID)
	if err != nil {
		return nil, fmt.Errorf("read steps: %w", err)
	}
	all := make([]Estimate, 0, len(rows))
	for _, r := range rows {
		e := Estimate{ID: r.ID, Version: r.Version, Cause: r.Cause, Currency: r.Currency, Asks: r.Asks, Until: r.Until, MadeAt: r.MadeAt, Choice: r.Choice, Text: r.Text, ChosenAt: r.ChosenAt}
		for _, x := range steps {
			if x.EstimateID == r.ID {
				e.Steps = append(e.Steps, reckon.Step{Name: x.Name, Low: x.Low, High: x.High, CostCents: x.CostCents, CostTo: x.CostTo})
			}
		}
		all = append(all, e)
	}
	return all, nil
}
