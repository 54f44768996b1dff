package decisionweb

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/decision"
	"hearth/internal/decision/plain"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

// written is a decision as HR types it; lists have one item on each line.
type written struct {
	Number       string `path:"number" json:"-"`
	Outcome      string `json:"outcome"`
	Reason       string `json:"reason"`
	Clause       string `json:"clause"`
	Facts        string `json:"facts"`
	Alternatives string `json:"alternatives"`
	NextText     string `json:"-" form:"next.text"`
	NextDate     string `json:"-" form:"next.date"`
	Recur        string `json:"recur"`
	Until        string `json:"-" form:"appeal.until"`
	To           string `json:"-" form:"appeal.to"`
	Cause        string `json:"cause"`
	CauseText    string `json:"cause_text"`
	Seen         string `json:"seen"`
	Aware        string `json:"aware"`
}

// corrected is a correction as HR types it: the whole decision as it should be, and what was wrong.
type corrected struct {
	Why     string `json:"why"`
	Version int    `json:"version"`
	written
}

func (in written) decide() decision.Decide {
	d := decision.Decide{Number: in.Number, Outcome: in.Outcome, Reason: in.Reason, Clause: in.Clause, Facts: strings.Split(in.Facts, "\n"), Alternatives: strings.Split(in.Alternatives, "\n"),
		Next: decision.Next{Text: in.NextText, Date: in.NextDate}, Recur: in.Recur, Appeal: decision.Way{Until: in.Until, To: in.To}, Cause: in.Cause, CauseText: in.CauseText, Seen: in.Seen, Aware: in.Aware}
	if in.Outcome == decision.Granted && strings.TrimSpace(in.To) == "" { // the day is proposed by the page, and says nothing without a person
		d.Appeal = decision.Way{}
	}
	return d
}

// typed is a decision as the form shows it.
func typed(number string, d decision.Decide) written {
	return written{Number: number, Outcome: d.Outcome, Reason: d.Reason, Clause: d.Clause, Facts: strings.Join(d.Facts, "\n"), Alternatives: strings.Join(d.Alternatives, "\n"),
		NextText: d.Next.Text, NextDate: d.Next.Date, Recur: d.Recur, Until: d.Appeal.Until, To: d.Appeal.To}
}

// composer is what the page shows on which HR decides.
type composer struct {
	decision.Desk
	Case       desk.Whole
	In         written
	Why        string // of a correction
	Seen       string // the last entry of the conversation that stands here, and which answer is written together
	Aware      string
	Correcting bool
	Checked    bool
	Hints      map[string][]plain.Hint
	Causes     []catalogue.Cause
	Beside     []templ.Component
	Err        *fault.Error
	Reader     string
}

// open reads what stands on the page apart from what is typed.
func (w *Web) open(ctx context.Context, by authz.Actor, number string) (composer, error) {
	d, err := w.Decisions.Desk(ctx, by, decision.ReadOne{Number: number})
	if err != nil {
		return composer{}, err
	}
	c := composer{Desk: d, Reader: by.PersonID}
	if c.Case, err = w.Desk.Read(ctx, by, desk.ReadOne{Number: number}); err != nil {
		return c, err
	}
	if c.Aware, err = w.Aware(ctx, by, number); err != nil {
		return c, err
	}
	c.Seen = c.Case.Last
	causes, err := w.Catalogue.Causes(ctx, by, catalogue.Nothing{})
	if err != nil {
		return c, err
	}
	c.Causes = causes.Items
	c.Beside, err = w.Options.Beside.Case(ctx, by, c.Case)
	return c, err
}

// compose is the empty form: what HR began to write as an answer is the reason.
func (w *Web) compose(ctx context.Context, by authz.Actor, in decision.ReadOne) (composer, error) {
	c, err := w.open(ctx, by, in.Number)
	c.In = written{Number: in.Number, Reason: c.Case.Draft.Body, Until: c.Until}
	return c, err
}

// check shows the form again with what may be hard to read.
func (w *Web) check(ctx context.Context, by authz.Actor, in written) (composer, error) {
	c, err := w.open(ctx, by, in.Number)
	c.In, c.Checked, c.Hints = in, true, decision.Hints(c.Language, in.decide())
	if in.Seen != "" { // of which the page shows nothing new
		c.Seen, c.Aware = in.Seen, in.Aware
	}
	return c, err
}

func (w *Web) decide(ctx context.Context, by authz.Actor, in written) (decision.Decision, error) {
	return w.Decisions.Decide(ctx, by, in.decide())
}

func sent[In interface{ path() string }](in In, _ decision.Decision) string { return in.path() }

func (in written) path() string { return casePath(in.Number) }

func (w *Web) decideAgain(ctx context.Context, by authz.Actor, in written, wrong *fault.Error) (templ.Component, error) {
	in.Seen = "" // what is new is said, and can be read
	c, err := w.check(ctx, by, in)
	c.Err = wrong
	return composePage(ctx, c), err
}

// amend is the form with the version that holds.
func (w *Web) amend(ctx context.Context, by authz.Actor, in decision.ReadOne) (composer, error) {
	c, err := w.open(ctx, by, in.Number)
	if err == nil && !c.May.Correct {
		err = fault.New(fault.Conflict, "There is nothing here to correct. An open case gets a new decision.")
	}
	c.In, c.Correcting = typed(in.Number, c.Last), true
	return c, err
}

func (w *Web) correct(ctx context.Context, by authz.Actor, in corrected) (decision.Decision, error) {
	d := in.decide()
	return w.Decisions.Correct(ctx, by, decision.Correct{Number: in.Number, Why: in.Why, Version: in.Version, Outcome: &d.Outcome, Reason: &d.Reason, Clause: &d.Clause, Facts: &d.Facts,
		Alternatives: &d.Alternatives, Next: &d.Next, Recur: &d.Recur, Appeal: &d.Appeal})
}

func (w *Web) correctAgain(ctx context.Context, by authz.Actor, in corrected, wrong *fault.Error) (templ.Component, error) {
	c, err := w.check(ctx, by, in.written)
	c.Why, c.Correcting, c.Err = in.Why, true, wrong
	return composePage(ctx, c), err
}

func composePage(ctx context.Context, c composer) templ.Component {
	title := locale.T(ctx, "Decide %s", c.Number)
	if c.Correcting {
		title = locale.T(ctx, "Correct the decision on %s", c.Number)
	}
	return shell.Desk(ctx, shell.Page{Title: title, Active: "queue", Error: c.Err != nil,
		Keys: []ui.Key{{Keys: "Ctrl Enter", Label: locale.T(ctx, "send")}, {Keys: "C", Label: locale.T(ctx, "check it")}}}, composeBody(c))
}

func outcomeOptions(ctx context.Context, now string) []ui.Option {
	hints := map[string]string{decision.Granted: "They get what they asked for.", decision.InPart: "They get some of it.", decision.Refused: "They do not get it.",
		decision.OutOfScope: "Somebody else decides this, not HR."}
	var all []ui.Option
	for _, o := range decision.Outcomes() {
		all = append(all, ui.Option{Value: o, Label: locale.T(ctx, decision.Headings[o]), Hint: locale.T(ctx, hints[o]), Selected: o == now})
	}
	return all
}

func (c composer) causeOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Value: "", Label: locale.T(ctx, "The usual cause of this service")}}
	for _, x := range c.Causes {
		all = append(all, ui.Option{Value: x.ID, Label: x.Name, Selected: x.ID == c.In.Cause, Person: true})
	}
	return all
}

// action is where the form goes.
func (c composer) action() string {
	if c.Correcting {
		return casePath(c.Number) + "/correct"
	}
	return decidePath(c.Number)
}

// holds is the version that is corrected; 0 where nothing is decided.
func (c composer) holds() int {
	if len(c.Items) == 0 {
		return 0
	}
	return c.Items[0].Version
}

// together reports whether colleagues write an answer.
func (c composer) together() bool { return c.Aware != "" && c.Aware != "0" }

// asked is the first thing that the customer wrote.
func (c composer) asked() string {
	for _, e := range c.Case.Talk {
		if e.Kind == "message" && e.Side == "customer" {
			return e.Body
		}
	}
	return ""
}
