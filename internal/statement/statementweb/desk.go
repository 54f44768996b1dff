package statementweb

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/calculation/decimal"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/platform/ui"
	"hearth/internal/statement"
	"hearth/internal/statement/reckon"
)

// spare is how many rows the form of an estimate has at least.
const spare = 4

// casework is what stands beside the conversation on HR's page.
type casework struct {
	statement.Statement
	Whole desk.Whole
	Works bool // the reader writes effort down
}

// typed is an estimate as HR types it, one column beside the other.
type typed struct {
	Number   string       `path:"number" json:"-"`
	Name     []httpx.Cell `json:"name"`
	Low      []httpx.Cell `json:"minutes_low"`
	High     []httpx.Cell `json:"minutes_high"`
	Cost     []httpx.Cell `json:"cost"`
	CostTo   []httpx.Cell `json:"cost_to"`
	Currency string       `json:"currency"`
	Cause    string       `json:"cause"`
	Until    store.Time   `json:"until"`
	Rows     string       `json:"rows"` // "more": show more rows
}

// step is one row of the form.
type step struct{ Name, Low, High, Cost, CostTo string }

// rows are those in which something was typed.
func (in typed) rows() []step {
	at := func(column []httpx.Cell, i int) string {
		if i < len(column) {
			return strings.TrimSpace(string(column[i]))
		}
		return ""
	}
	var all []step
	for i := range max(len(in.Name), len(in.Low), len(in.High), len(in.Cost)) {
		if s := (step{at(in.Name, i), at(in.Low, i), at(in.High, i), at(in.Cost, i), at(in.CostTo, i)}); s.Name+s.Low+s.High+s.Cost != "" {
			all = append(all, s)
		}
	}
	return all
}

// make reads what was typed. It refuses what is no number.
func (in typed) make() (statement.MakeEstimate, error) {
	out := statement.MakeEstimate{Number: in.Number, Cause: in.Cause, Currency: in.Currency, Until: in.Until}
	var f fault.Fields
	for _, r := range in.rows() {
		low, wrongLow := strconv.Atoi(r.Low)
		high, wrongHigh := strconv.Atoi(r.High)
		if r.High == "" { // one number is the whole range
			high, wrongHigh = low, wrongLow
		}
		f.Need(wrongLow == nil && wrongHigh == nil, "steps", "Write minutes as whole numbers, for example 30.")
		cents, ok := centsOf(r.Cost)
		f.Need(ok, "steps", "Write a cost as an amount, for example 45 or 45.50.")
		out.Steps = append(out.Steps, reckon.Step{Name: r.Name, Low: low, High: high, CostCents: cents, CostTo: r.CostTo})
	}
	return out, f.Err()
}

// costForm is how a cost is written. A comma or point before three digits could stand between thousands, so it is none.
var costForm = regexp.MustCompile(`^-?[0-9]+(?:[.,][0-9]{1,2})?$`)

// centsOf reads an amount such as 45, 45.5 or 45,50; nothing is 0.
func centsOf(text string) (int64, bool) {
	if text == "" {
		return 0, true
	}
	if !costForm.MatchString(text) {
		return 0, false
	}
	d, err := decimal.Parse(strings.ReplaceAll(text, ",", "."))
	if err != nil {
		return 0, false
	}
	return d.Minor(2)
}

// estimating is what the page shows on which HR estimates.
type estimating struct {
	statement.Statement
	In   typed
	Rows int
	Err  *fault.Error
}

func (e estimating) row(i int) step {
	if all := e.In.rows(); i < len(all) {
		return all[i]
	}
	return step{}
}

// begin is the form with the steps of the last estimate.
func (w *Web) begin(ctx context.Context, by authz.Actor, in statement.ReadOne) (estimating, error) {
	s, err := w.statement.Open(ctx, by, in)
	again := typed{Number: in.Number, Currency: s.Currency}
	if last := s.Newest(); last != nil {
		for _, x := range last.Steps {
			cost := ""
			if x.CostCents > 0 {
				cost = amountOf(x.CostCents)
			}
			again.Name, again.Low = append(again.Name, httpx.Cell(x.Name)), append(again.Low, httpx.Cell(strconv.Itoa(x.Low)))
			again.High, again.Cost, again.CostTo = append(again.High, httpx.Cell(strconv.Itoa(x.High))), append(again.Cost, httpx.Cell(cost)), append(again.CostTo, httpx.Cell(x.CostTo))
		}
	}
	return estimating{Statement: s, In: again, Rows: max(spare, len(again.Name)+1)}, err
}

// check shows the form again with more rows.
func (w *Web) check(ctx context.Context, by authz.Actor, in typed) (estimating, error) {
	s, err := w.statement.Open(ctx, by, statement.ReadOne{Number: in.Number})
	e := estimating{Statement: s, In: in, Rows: max(spare, len(in.Name))}
	if in.Rows == "more" {
		e.Rows = min(e.Rows+spare, statement.MostSteps)
	}
	return e, err
}

func (w *Web) estimate(ctx context.Context, by authz.Actor, in typed) (statement.Estimate, error) {
	make, err := in.make()
	if err != nil {
		if _, seen := w.statement.Open(ctx, by, statement.ReadOne{Number: in.Number}); seen != nil {
			return statement.Estimate{}, seen // who may not read the case is told nothing of the form
		}
		return statement.Estimate{}, err
	}
	return w.statement.Estimate(ctx, by, make)
}

func (w *Web) estimateAgain(ctx context.Context, by authz.Actor, in typed, wrong *fault.Error) (templ.Component, error) {
	e, err := w.check(ctx, by, in)
	e.Err = wrong
	return estimatePage(ctx, e), err
}

func estimatePage(ctx context.Context, e estimating) templ.Component {
	title := locale.T(ctx, "Estimate %s", e.Number)
	return shell.Desk(ctx, shell.Page{Title: title, Active: "queue", Error: e.Err != nil, Keys: []ui.Key{{Keys: "Ctrl Enter", Label: locale.T(ctx, "send it to the requester")}}}, estimateBody(e))
}

// another is the step of work that no estimate names.
const another = ""

// worked is an entry of work as HR types it.
type worked struct {
	Number    string     `path:"number" json:"-"`
	Minutes   string     `json:"minutes"`
	Step      string     `json:"step"`  // of the estimate, or another
	Other     string     `json:"other"` // the name of another
	Note      string     `json:"note"`
	Why       string     `json:"why_more"`
	StartedAt store.Time `json:"started_at"`
}

// logging is what the page of the ledger shows.
type logging struct {
	statement.Statement
	In       worked
	Taken    statement.Reverse // an entry that is taken back, as it was typed
	Err      *fault.Error
	TakeBack *fault.Error
}

func (w *Web) ledger(ctx context.Context, by authz.Actor, in statement.ReadOne) (logging, error) {
	s, err := w.statement.Open(ctx, by, in)
	return logging{Statement: s, In: worked{Number: in.Number, Step: nextStep(s)}}, err
}

// nextStep is the first step that no work was written down for: what is done next, as a rule.
func nextStep(s statement.Statement) string {
	for _, l := range s.Lines {
		if l.Estimated && l.Minutes == 0 {
			return l.Step
		}
	}
	if len(s.Lines) > 0 {
		return s.Lines[len(s.Lines)-1].Step
	}
	return another
}

func (w *Web) log(ctx context.Context, by authz.Actor, in worked) (statement.Effort, error) {
	minutes, err := strconv.Atoi(strings.TrimSpace(in.Minutes))
	if err != nil {
		minutes = 0 // is refused with how to write it
	}
	name := in.Step
	if strings.TrimSpace(in.Other) != "" { // whoever names another means it, whatever stood in the list
		name = in.Other
	}
	return w.statement.Log(ctx, by, statement.Log{Number: in.Number, Minutes: minutes, StartedAt: in.StartedAt, Step: name, Note: in.Note, Why: in.Why})
}

func (w *Web) logAgain(ctx context.Context, by authz.Actor, in worked, wrong *fault.Error) (templ.Component, error) {
	l, err := w.ledger(ctx, by, statement.ReadOne{Number: in.Number})
	l.In, l.Err = in, wrong
	return effortPage(ctx, l), err
}

func (w *Web) reverseAgain(ctx context.Context, by authz.Actor, in statement.Reverse, wrong *fault.Error) (templ.Component, error) {
	l, err := w.ledger(ctx, by, statement.ReadOne{Number: in.Number})
	l.Taken, l.TakeBack = in, wrong
	return effortPage(ctx, l), err
}

func effortPage(ctx context.Context, l logging) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Work on %s", l.Number), Active: "queue", Error: l.Err != nil || l.TakeBack != nil,
		Keys: []ui.Key{{Keys: "T", Label: locale.T(ctx, "log time")}, {Keys: "Ctrl Enter", Label: locale.T(ctx, "save it")}}}, effortBody(l))
}

// yours reports whether the reader wrote an entry, and may take it back without saying why.
func (l logging) yours(id string) bool { return slices.Contains(l.Mine, id) }

// explained is an answer to a question as HR types it.
type explained struct {
	Number   string `path:"number" json:"-"`
	ID       string `path:"question" json:"-"`
	Text     string `json:"text"`
	Correct  bool   `json:"correct"`
	Minutes  string `json:"minutes"`
	Quantity string `json:"quantity"`
	Rate     string `json:"rate"`
	Amount   string `json:"amount"`
	Source   string `json:"source"`
}

func (w *Web) open(ctx context.Context, by authz.Actor, in statement.ReadOne) (paper, error) {
	s, err := w.statement.Open(ctx, by, in)
	if err != nil {
		return paper{}, err
	}
	return w.checked(ctx, paper{Statement: s, AtDesk: true})
}

func (w *Web) explain(ctx context.Context, by authz.Actor, in explained) (statement.Question, error) {
	minutes := minutesOf(in.Minutes)
	out := statement.Explain{Number: in.Number, ID: in.ID, Text: in.Text, Correct: in.Correct}
	if in.Correct {
		out.Minutes, out.Quantity, out.Rate, out.Amount, out.Source = minutes, in.Quantity, in.Rate, in.Amount, in.Source
	}
	return w.statement.Explain(ctx, by, out)
}

// minutesOf reads the minutes of a correction: none where nothing was typed, and below none, which is refused with how to write it, where that is no number.
func minutesOf(text string) int {
	minutes, err := strconv.Atoi("0" + strings.TrimSpace(text))
	if err != nil {
		return -1
	}
	return minutes
}

func (w *Web) explainAgain(ctx context.Context, by authz.Actor, in explained, wrong *fault.Error) (templ.Component, error) {
	p, err := w.open(ctx, by, statement.ReadOne{Number: in.Number})
	p.Answer, p.Err = in, wrong
	return deskPaperPage(ctx, p), err
}

func deskPaperPage(ctx context.Context, p paper) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Statement of %s", p.Number), Active: "queue", Error: p.Err != nil}, deskPaperBody(p))
}

// answer is what stands in the form of a question, and what is wrong with it: what was typed, or the line as it is.
func (p paper) answer(q statement.Question) (explained, *fault.Error) {
	if p.Err != nil && p.Answer.ID == q.ID {
		return p.Answer, p.Err
	}
	for _, c := range p.Changed {
		for _, l := range c.Lines {
			if "calc:"+l.ID == q.Line {
				return explained{Quantity: l.Quantity, Rate: l.Rate, Source: l.Source}, nil
			}
		}
	}
	if e, one := p.Entry(q.Line); one {
		return explained{Minutes: strconv.Itoa(e.Minutes)}, nil
	}
	return explained{}, nil
}

// correctable is what of a line can be corrected here: "entry", "calc", or "" where it is a sum.
func (p paper) correctable(line string) string {
	if _, one := p.Entry(line); one {
		return "entry"
	}
	if strings.HasPrefix(line, "calc:") {
		return "calc"
	}
	return ""
}

// answerField is a field of the form of a question. The one that was refused has the ids to which its faults lead; every other form has its own.
func answerField(ctx context.Context, q statement.Question, err *fault.Error, f ui.Field) ui.Field {
	if err == nil {
		f.ID = f.Name + "-" + q.ID
	}
	return f.With(ctx, err)
}

// noteField is where it is said why an entry is taken back.
func noteField(ctx context.Context, l logging, e reckon.Entry) ui.Field {
	f := ui.Field{Name: "note", ID: "note-" + e.ID, Label: locale.T(ctx, "Why; the requester reads it"), Optional: l.yours(e.ID), Autocomplete: "off"}
	if takenWrong(l, e) != nil {
		f.Value, f.ID = l.Taken.Note, "note"
	}
	return f
}

// logNote is the id of the note of new work; the one that was refused has the id to which its fault leads.
func (l logging) logNote() string {
	if l.TakeBack != nil {
		return "log-note"
	}
	return "note"
}

// takenWrong is what is wrong with taking this entry back.
func takenWrong(l logging, e reckon.Entry) *fault.Error {
	if l.Taken.ID == e.ID {
		return l.TakeBack
	}
	return nil
}

// over reports whether the request is answered, so that nothing is estimated any more.
func over(s statement.Statement) bool { return s.State == desk.Answered || s.State == desk.Closed }

func openQuestions(s statement.Statement) int {
	n := 0
	for _, q := range s.Questions {
		if q.AnsweredAt.IsZero() {
			n++
		}
	}
	return n
}
