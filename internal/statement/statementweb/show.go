package statementweb

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"hearth/internal/calculation"
	"hearth/internal/calculation/calculationweb/part"
	"hearth/internal/calculation/decimal"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/platform/ui"
	"hearth/internal/statement"
	"hearth/internal/statement/reckon"
)

// took writes minutes of work: "1 h 53 min".
func took(ctx context.Context, minutes int) string {
	text := locale.Duration(ctx, time.Duration(minutes)*time.Minute)
	if minutes < 0 {
		return "−" + text
	}
	return text
}

// lasted writes minutes of waiting, with days where there are any: "3 days 4 h 10 min".
func lasted(ctx context.Context, minutes int) string {
	const day = 24 * 60
	rest := locale.Duration(ctx, time.Duration(minutes%day)*time.Minute)
	if minutes < day {
		return rest
	}
	days := locale.N(ctx, minutes/day, "%d day", "%d days")
	if minutes%day == 0 {
		return days
	}
	return days + " " + rest
}

// between writes a range of work, or one figure where both ends are the same.
func between(ctx context.Context, low, high int) string {
	if low == high {
		return took(ctx, high)
	}
	if high < 60 {
		return locale.T(ctx, "%s min", figures(ctx, low, high))
	}
	return locale.Range(ctx, took(ctx, low), took(ctx, high))
}

// figures writes a range in minutes, without the word.
func figures(ctx context.Context, low, high int) string {
	if low == high {
		return locale.Number(ctx, high)
	}
	return locale.Range(ctx, locale.Number(ctx, low), locale.Number(ctx, high))
}

// signed writes a difference: "+25", "−3".
func signed(ctx context.Context, n int) string {
	if n > 0 {
		return "+" + locale.Number(ctx, n)
	}
	return locale.Number(ctx, n)
}

func amountOf(cents int64) string {
	d, err := decimal.Minor(cents, 2)
	if err != nil { // no cost is so large
		return ""
	}
	return d.Fixed(2)
}

func money(ctx context.Context, currency string, cents int64) string {
	return locale.Money(ctx, currency, amountOf(cents))
}

// answers say whether the answer came when we said.
var answers = map[string]string{"open": "Not yet", "on_time": "On time", "late": "Late", "given": "Given"}

// answerOf is the last figure of the paper.
func answerOf(s statement.Statement) string {
	if s.Answer == "open" && !s.AnsweredAt.IsZero() {
		return answers["given"]
	}
	return answers[s.Answer]
}

// waits say for whom it waited, to its requester and to HR.
var (
	waits     = map[string]string{reckon.ForHR: "Waiting for HR", reckon.ForCustomer: "Waiting for you", reckon.ForOther: "Waiting for somebody else", reckon.Answered: "Answered, until it was opened again"}
	deskWaits = map[string]string{reckon.ForHR: "Waiting for HR", reckon.ForCustomer: "Waiting for the requester", reckon.ForOther: "Waiting for somebody else", reckon.Answered: "Answered, until it was opened again"}
)

func (p paper) waited(ctx context.Context, w reckon.Waited) string {
	if p.AtDesk {
		return locale.T(ctx, deskWaits[w.For])
	}
	return locale.T(ctx, waits[w.For])
}

// until is the end of the time that is split: the answer, or now.
func (p paper) until(ctx context.Context) string {
	if p.AnsweredAt.IsZero() {
		return locale.T(ctx, "Counted around the clock, from %s until now.", locale.DateTime(ctx, p.OpenedAt.Time))
	}
	return locale.T(ctx, "Counted around the clock, from %s to %s.", locale.DateTime(ctx, p.OpenedAt.Time), locale.DateTime(ctx, p.AnsweredAt.Time))
}

// issued is when the paper was last true: the answer, or today.
func (p paper) issued(ctx context.Context) string {
	if p.AnsweredAt.IsZero() {
		return locale.T(ctx, "so far")
	}
	return locale.Date(ctx, p.AnsweredAt.Time)
}

// difference is the sentence that compares the work with its estimate.
func difference(ctx context.Context, s statement.Statement) locale.Msg {
	t := s.Totals
	switch {
	case len(s.Estimates) == 0:
		return locale.M("*We did not estimate this before.* The work stands below as it was written down.")
	case t.Minutes > t.High:
		return locale.M("*%s more than we estimated.* Each line below says why.", took(ctx, t.Difference))
	case t.Minutes == 0:
		return locale.M("*No work is written down yet.*")
	case t.Minutes < t.Low:
		return locale.M("*%s less than we estimated.*", took(ctx, t.Low-t.Minutes))
	}
	return locale.M("*As we estimated.*")
}

// costs says who pays.
func costs(ctx context.Context, s statement.Statement) string {
	switch {
	case s.Totals.CostYou == 0 && !s.HR && !s.Own: // what the unit pays is not for them
		return locale.T(ctx, "Nothing is charged to whoever asked.")
	case s.Totals.CostYou == 0 && s.Totals.CostUnit == 0:
		return locale.T(ctx, "Nothing is charged to you or your team.")
	case s.Totals.CostYou == 0:
		return locale.T(ctx, "Nothing is charged to you. Your unit pays %s.", money(ctx, s.Currency, s.Totals.CostUnit))
	case s.Totals.CostUnit == 0:
		return locale.T(ctx, "You pay %s.", money(ctx, s.Currency, s.Totals.CostYou))
	}
	return locale.T(ctx, "You pay %s, and your unit pays %s.", money(ctx, s.Currency, s.Totals.CostYou), money(ctx, s.Currency, s.Totals.CostUnit))
}

// stepCost says who pays for a step, or nothing.
func stepCost(ctx context.Context, currency string, cents int64, to string) string {
	switch {
	case cents == 0:
		return ""
	case to == reckon.Unit:
		return locale.T(ctx, "Your unit pays %s.", money(ctx, currency, cents))
	}
	return locale.T(ctx, "You pay %s.", money(ctx, currency, cents))
}

// chosen says what the requester chose.
var chosen = map[string]string{statement.GoOn: "Chosen: go on.", statement.Smaller: "Chosen: make it smaller.", statement.Stop: "Chosen: stop here."}

func choiceOptions(ctx context.Context, now string) []ui.Option {
	words := map[string][2]string{statement.GoOn: {"Go on", "We do all of it, as it stands here."}, statement.Smaller: {"Make it smaller", "We leave something out. Say below what matters most."},
		statement.Stop: {"Stop here", "We do no more. You keep what is done so far."}}
	var all []ui.Option
	for _, c := range statement.Choices() {
		all = append(all, ui.Option{Value: c, Label: locale.T(ctx, words[c][0]), Hint: locale.T(ctx, words[c][1]), Selected: c == now})
	}
	return all
}

// lineOptions are the lines that can be questioned, as its reader knows them.
func (p paper) lineOptions(ctx context.Context) []ui.Option {
	var all []ui.Option
	for _, id := range p.Questionable() {
		all = append(all, ui.Option{Value: id, Label: p.lineName(ctx, id), Person: !strings.HasPrefix(id, "waiting:") && id != statement.WholeStatement})
	}
	return all
}

// lineName is how its reader calls a line.
func (p paper) lineName(ctx context.Context, id string) string {
	kind, name, _ := strings.Cut(id, ":")
	switch kind {
	case "step":
		return name
	case "waiting":
		return p.waited(ctx, reckon.Waited{For: name})
	case "effort":
		for _, l := range p.Lines {
			for _, e := range l.Entries {
				if e.ID == name {
					return l.Step + ", " + locale.Date(ctx, e.StartedAt) + ", " + took(ctx, e.Minutes)
				}
			}
		}
	case "calc":
		for _, c := range p.Changed {
			for _, l := range c.Lines {
				if l.ID == name {
					return l.Text + ", " + calculation.Amount(ctx, c.Unit, l.Amount)
				}
			}
		}
	}
	return locale.T(ctx, "The whole statement")
}

// questionLead leads from a line of a calculation to the form that questions it; nil where the reader questions nothing.
func (p paper) questionLead() part.Lead {
	if !p.Own {
		return nil
	}
	return func(ctx context.Context, l calculation.Line) ui.NavItem {
		return ui.NavItem{Label: locale.T(ctx, "Question line %s", strconv.Itoa(l.Position)), Href: questionPath(p.Number, "calc:"+l.ID)}
	}
}

// found are the lines that a finding is about, as people call them.
func (p paper) found(ctx context.Context, f statement.Finding) string {
	var all []string
	for _, ref := range f.Lines {
		name := ref
		for _, l := range p.Lines {
			if slices.ContainsFunc(l.Entries, func(e reckon.Entry) bool { return e.ID == ref }) {
				name = p.lineName(ctx, "effort:"+ref)
			}
		}
		switch {
		case p.Teams[ref] != "":
			name = p.Teams[ref]
		case deskWaits[ref] != "":
			name = locale.T(ctx, deskWaits[ref])
		}
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return strings.Join(all, "; ")
}

// reversal returns the entry that takes another back.
func reversal(l reckon.Line, id string) reckon.Entry {
	for _, e := range l.Entries {
		if e.Reverses == id {
			return e
		}
	}
	return reckon.Entry{}
}

// localInput writes a moment as a date and time input takes it.
func localInput(ctx context.Context, t store.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(locale.From(ctx).Zone()).Format("2006-01-02T15:04")
}

func payerOptions(ctx context.Context, now string) []ui.Option {
	return []ui.Option{{Value: reckon.You, Label: locale.T(ctx, "the requester"), Selected: now != reckon.Unit}, {Value: reckon.Unit, Label: locale.T(ctx, "the unit"), Selected: now == reckon.Unit}}
}

// stepOptions are the steps that work can be written down on.
func stepOptions(ctx context.Context, s statement.Statement, now string) []ui.Option {
	var all []ui.Option
	for _, l := range s.Lines {
		all = append(all, ui.Option{Value: l.Step, Label: l.Step, Person: true, Selected: l.Step == now})
	}
	return append(all, ui.Option{Value: another, Label: locale.T(ctx, "Another step"), Selected: now == another})
}

func questionPath(number, line string) string {
	return paperPath(number) + "?line=" + url.QueryEscape(line) + "#ask"
}

// rangeOf is what an estimate comes to.
func rangeOf(ctx context.Context, e statement.Estimate) string {
	low, high, _, _ := e.Totals()
	return between(ctx, low, high)
}

func totalOf(ctx context.Context, e statement.Estimate) string {
	low, high, _, _ := e.Totals()
	return figures(ctx, low, high)
}

func costOf(ctx context.Context, e statement.Estimate) string {
	_, _, you, unit := e.Totals()
	return money(ctx, e.Currency, you+unit)
}

// costly reports whether a step of an estimate costs something.
func costly(e statement.Estimate) bool {
	_, _, you, unit := e.Totals()
	return you+unit > 0
}

// before is the estimate that the newest replaces, or nil.
func before(s statement.Statement) *statement.Estimate {
	if len(s.Estimates) < 2 {
		return nil
	}
	return &s.Estimates[len(s.Estimates)-2]
}

// saidOf is what an estimate said of a step.
func saidOf(ctx context.Context, e statement.Estimate, name string) string {
	for _, x := range e.Steps {
		if x.Name == name {
			return figures(ctx, x.Low, x.High)
		}
	}
	return "–"
}

func askHeading(ctx context.Context, s statement.Statement) string {
	if before(s) == nil {
		return locale.T(ctx, "This is what it takes and costs. How shall we go on?")
	}
	return locale.T(ctx, "It takes more than we said. How shall we go on?")
}
