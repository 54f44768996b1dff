package statement

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/calculation"
	"hearth/internal/calculation/decimal"
	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
	"hearth/internal/statement/reckon"
)

// ReadOne names a case.
type ReadOne struct {
	Number string `path:"number" json:"-"`
}

// Finding is what does not add up, as HR reads it.
type Finding struct {
	Code  string     `json:"code"`
	Text  string     `json:"text"`  // in the reader's language, where somebody reads it
	Lines []string   `json:"lines"` // steps, or ids of entries
	Says  locale.Msg `json:"-"`
}

// Statement is what a request took, as its reader sees it.
type Statement struct {
	Number     string     `json:"case"`
	Subject    string     `json:"-"`
	OpenedAt   store.Time `json:"opened_at"`
	AnsweredAt store.Time `json:"answered_at,omitzero"`
	ClosedAt   store.Time `json:"closed_at,omitzero"`
	Answer     string     `json:"answer"` // open, on_time or late
	Currency   string     `json:"currency"`
	reckon.Statement
	Changed   []calculation.Calculation `json:"changed"` // what it changed for the requester: the calculations that stand
	Estimates []Estimate                `json:"estimates"`
	Questions []Question                `json:"questions"`
	Findings  []Finding                 `json:"findings,omitempty"` // for HR
	Mine      []string                  `json:"yours,omitempty"`    // the ids of the entries that the reader wrote, until the case is closed
	Teams     map[string]string         `json:"teams"`              // the names of teams by id
	Cause     *Cause                    `json:"cause,omitempty"`    // for HR, once it is answered
	At        store.Time                `json:"-"`                  // when it was read
	For       string                    `json:"-"`                  // the name of whom it is for
	State     desk.State                `json:"-"`
	Offered   bool                      `json:"-"` // this is a request where work is estimated and written down
	HR        bool                      `json:"-"`
	Own       bool                      `json:"-"` // the reader chooses and questions
}

// Cause is why a request came about, as its closing kept it: its effort stands beside it.
type Cause struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Text string `json:"text,omitempty"`
}

// Any reports whether there is anything to show.
func (s Statement) Any() bool { return len(s.Estimates) > 0 || len(s.Lines) > 0 || len(s.Changed) > 0 }

// Newest returns the last estimate, or nil.
func (s Statement) Newest() *Estimate {
	if len(s.Estimates) == 0 {
		return nil
	}
	return &s.Estimates[len(s.Estimates)-1]
}

// Asks reports whether the newest estimate waits for the requester's choice.
func (s Statement) Asks() bool {
	last := s.Newest()
	return last != nil && last.Open() && s.State != desk.Answered && s.State != desk.Closed
}

// long is from how many business minutes on a service takes long: two days.
const long = 2 * 9 * 60

// Read returns the statement of a case. Findings are for HR. Who stands by the requester does not read what the unit pays.
func (s *Service) Read(ctx context.Context, by authz.Actor, in ReadOne) (Statement, error) {
	return s.read(ctx, by, in.Number, ReadStatement)
}

// Open is Read for whoever may write effort and estimates.
func (s *Service) Open(ctx context.Context, by authz.Actor, in ReadOne) (Statement, error) {
	return s.read(ctx, by, in.Number, LogEffort)
}

func (s *Service) read(ctx context.Context, by authz.Actor, number string, action authz.Action) (Statement, error) {
	c, err := s.desk.Look(ctx, s.db, by, number, action)
	if err != nil {
		return Statement{}, err
	}
	if err := s.desk.Opened(ctx, by, c); err != nil {
		return Statement{}, err
	}
	return s.of(ctx, s.db, by, c)
}

func (s *Service) of(ctx context.Context, q store.Querier, by authz.Actor, c desk.Of) (Statement, error) {
	out := Statement{Number: c.Number, Subject: c.Subject, OpenedAt: c.OpenedAt, AnsweredAt: c.AnsweredAt, ClosedAt: c.ClosedAt, Answer: "open", Currency: "EUR", HR: c.HR,
		Own: c.Rel.Has(authz.By | authz.For), State: c.State, At: s.db.Now(), Teams: map[string]string{}, Changed: []calculation.Calculation{}}
	h := reckon.History{OpenedAt: c.OpenedAt.Time, AnsweredAt: c.AnsweredAt.Time, ClosedAt: c.ClosedAt.Time, Now: out.At.Time}
	for _, step := range []func() error{
		func() error { return s.readWork(ctx, q, by, c, &h, &out) },
		func() error { return s.readTimes(ctx, q, c, &h, &out) },
		func() error { return s.readAround(ctx, q, c, &h, &out) },
	} {
		if err := step(); err != nil {
			return out, err
		}
	}
	out.Statement = reckon.Sum(h)
	if c.HR {
		for _, f := range reckon.Check(h, out.Statement) {
			out.Findings = append(out.Findings, Finding{Code: f.Code, Lines: append([]string{}, f.Refs...), Says: Says(f.Code)})
		}
	}
	if !out.HR && !out.Own {
		out.withoutUnit()
	}
	return out, nil
}

// readWork reads estimates and the ledger.
func (s *Service) readWork(ctx context.Context, q store.Querier, by authz.Actor, c desk.Of, h *reckon.History, out *Statement) error {
	var err error
	if out.Estimates, err = estimates(ctx, q, c.ID); err != nil {
		return err
	}
	for _, e := range out.Estimates {
		out.Currency = e.Currency
		h.Estimates = append(h.Estimates, reckon.Estimate{MadeAt: e.MadeAt.Time, Cause: e.Cause, Steps: e.Steps})
	}
	all, err := efforts(ctx, q, by, c.ID)
	if err != nil {
		return err
	}
	for _, e := range all {
		h.Efforts = append(h.Efforts, reckon.Effort{ID: e.ID, Team: e.TeamID, Step: e.Step, Minutes: e.Minutes, StartedAt: e.StartedAt.Time, LoggedAt: e.LoggedAt.Time, Note: e.Note, Why: e.Why, Reverses: e.Reverses})
		if e.Yours && c.HR && !reversed(all, e.ID) {
			out.Mine = append(out.Mine, e.ID)
		}
		if out.Teams[e.TeamID] == "" {
			if out.Teams[e.TeamID], err = people.TeamName(ctx, q, e.TeamID); err != nil {
				return err
			}
		}
	}
	return nil
}

// readTimes reads for whom the case waited, and what its promises say.
func (s *Service) readTimes(ctx context.Context, q store.Querier, c desk.Of, h *reckon.History, out *Statement) error {
	waited, err := desk.WaitedFor(ctx, q, c.ID)
	if err != nil {
		return fmt.Errorf("read waiting times: %w", err)
	}
	for _, w := range waited {
		h.Waits = append(h.Waits, reckon.Wait{For: w.For, From: w.From.Time, To: w.To.Time})
	}
	promises, err := s.promises.ForOwners(ctx, q, desk.OwnerKind, []string{c.ID})
	if err != nil {
		return err
	}
	for _, p := range promises[c.ID] {
		if p.State == promise.Paused {
			h.Pauses = append(h.Pauses, reckon.Pause{From: p.PausedAt.Time})
		}
		if p.Kind == promise.Decision && p.State == promise.Kept && !c.AnsweredAt.IsZero() {
			if out.Answer = "on_time"; p.SettledAt.After(p.DueAt) {
				out.Answer = "late"
			}
		}
	}
	return nil
}

// readAround reads the calculation, the questions, and whether the service is one where work is estimated.
func (s *Service) readAround(ctx context.Context, q store.Querier, c desk.Of, h *reckon.History, out *Statement) error {
	var err error
	if out.Questions, err = s.promised(ctx, q, c.ID); err != nil {
		return err
	}
	if err := readCalculations(ctx, q, c.ID, h, out); err != nil {
		return err
	}
	if err := s.amounts.Lead(ctx, q, out.Changed); err != nil {
		return err
	}
	service, err := catalogue.Find(ctx, q, c.ServiceID)
	if err != nil {
		return err
	}
	out.Offered = service.NeedsDecision || service.DecisionMinutes >= long || len(out.Estimates) > 0 || len(h.Efforts) > 0
	names, err := people.NamesByIDs(ctx, q, []string{c.ForPerson})
	if err != nil {
		return err
	}
	out.For = names[c.ForPerson].DisplayName()
	return readCause(ctx, q, c, out)
}

// readCause reads why the request came about, for HR.
func readCause(ctx context.Context, q store.Querier, c desk.Of, out *Statement) error {
	if !c.HR || c.CauseID == "" {
		return nil
	}
	causes, err := catalogue.Causes(ctx, q)
	if err != nil {
		return err
	}
	out.Cause = &Cause{ID: c.CauseID, Text: c.CauseText}
	for _, x := range causes {
		if x.ID == c.CauseID {
			out.Cause.Name = x.Name
		}
	}
	return nil
}

// readCalculations reads what was worked out and stands: for its reader as it is, and in numbers that can be summed up.
func readCalculations(ctx context.Context, q store.Querier, caseID string, h *reckon.History, out *Statement) error {
	all, err := calculation.Of(ctx, q, caseID)
	if err != nil {
		return err
	}
	for _, c := range all[caseID] {
		if c.ReplacedBy != "" {
			continue
		}
		out.Changed = append(out.Changed, c)
		counted := reckon.Calculation{ID: c.ID, Total: whole(c.Total)}
		for _, l := range c.Lines {
			counted.Lines = append(counted.Lines, reckon.Amount{ID: l.ID, Amount: whole(l.Amount), Old: l.Struck})
		}
		if c.Difference != "" {
			counted.Lines = append(counted.Lines, reckon.Amount{ID: "rounding", Amount: whole(c.Difference)})
		}
		h.Calculations = append(h.Calculations, counted)
	}
	return nil
}

// whole is a number in the smallest part that calculations keep. They keep none that is not a number.
func whole(number string) int64 {
	d, err := decimal.Parse(number)
	if err != nil {
		return 0
	}
	n, _ := d.Minor(decimal.MostPlaces)
	return n
}

// withoutUnit leaves out what the unit pays.
func (s *Statement) withoutUnit() {
	s.Totals.CostUnit = 0
	for i := range s.Lines {
		if s.Lines[i].CostTo == reckon.Unit {
			s.Lines[i].CostCents, s.Lines[i].CostTo = 0, ""
		}
	}
	for i := range s.Estimates {
		s.Estimates[i].Steps = slices.Clone(s.Estimates[i].Steps)
		s.Estimates[i].Text = ""
		for j := range s.Estimates[i].Steps {
			if step := &s.Estimates[i].Steps[j]; step.CostTo == reckon.Unit {
				step.CostCents, step.CostTo = 0, ""
			}
		}
	}
	s.Questions = []Question{}
}

var says = map[string]string{
	reckon.TooMuch:      "A team wrote down more work than there was time.",
	reckon.Twice:        "One step of one team was written down twice for the same time.",
	reckon.OutsideLife:  "Work stands outside of the life of this request.",
	reckon.Overrun:      "This took more than was estimated, and the requester was not asked first.",
	reckon.NoReason:     "This took more than was estimated. Say why.",
	reckon.NotEstimated: "This work stands in no estimate.",
	reckon.NoCause:      "An estimate grew without its cause.",
	reckon.BadRange:     "An estimate ends below its beginning.",
	reckon.NoOriginal:   "Minutes were taken away from nothing.",
	reckon.TakenTwice:   "One entry was taken back twice.",
	reckon.TakenWrong:   "An entry was taken back with other minutes, or from another step or team.",
	reckon.NoMinutes:    "An entry has no minutes.",
	reckon.SumWork:      "The work does not sum up to its total.",
	reckon.SumEstimate:  "The estimates do not sum up to their total.",
	reckon.SumCost:      "The costs do not sum up to their total.",
	reckon.SumWaiting:   "The waiting times do not sum up to the time until the answer.",
	reckon.SumChanged:   "The calculation does not sum up to its total.",
	reckon.WaitGap:      "There is a time in which nobody was waited for.",
	reckon.WaitOverlap:  "Two were waited for at the same time.",
	reckon.WaitBounds:   "A waiting time lies outside of the time until the answer.",
	reckon.PauseDiffers: "A promise pauses while the request waits for nobody else.",
}

// Says is the sentence of a finding.
func Says(code string) locale.Msg { return locale.M(says[code]) }

// Has reports whether work was estimated or written down for a case.
func Has(ctx context.Context, q store.Querier, caseID string) (bool, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM (SELECT 1 AS one FROM statement_estimate WHERE case_id = $1 UNION ALL SELECT 1 FROM statement_effort WHERE case_id = $1) s`, caseID)
	if err != nil {
		return false, fmt.Errorf("look for a statement: %w", err)
	}
	return n > 0, nil
}

// Stands reports whether work was estimated for a case, or written down and not taken back.
func Stands(ctx context.Context, q store.Querier, caseID string) (bool, error) {
	n, err := store.One[int](ctx, q, `SELECT (SELECT count(*) FROM statement_estimate WHERE case_id = $1) + (SELECT count(*) FROM statement_effort e WHERE e.case_id = $1 AND e.reverses IS NULL
		AND NOT EXISTS (SELECT 1 FROM statement_effort r WHERE r.reverses = e.id))`, caseID)
	if err != nil {
		return false, fmt.Errorf("look for a statement: %w", err)
	}
	return n > 0, nil
}
