package calculationweb

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/calculation"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

// spare is how many rows a form has at least.
const spare = 4

// typed is a calculation as HR types it, one column beside the other.
type typed struct {
	Number    string       `path:"number" json:"-"`
	Title     string       `json:"title"`
	InsteadOf string       `json:"instead_of"`
	Unit      string       `json:"unit"`
	Rounding  string       `json:"rounding"`
	Text      []httpx.Cell `json:"text"`
	Quantity  []httpx.Cell `json:"quantity"`
	Rate      []httpx.Cell `json:"rate"`
	Amount    []httpx.Cell `json:"amount"`
	Source    []httpx.Cell `json:"source"`
	Clause    []httpx.Cell `json:"clause"`
	Total     string       `json:"total"`
	Rows      string       `json:"rows"` // "more": show one more row, and work nothing out
}

// entries are the rows in which something was typed.
func (in typed) entries() []calculation.Entry {
	columns := [][]httpx.Cell{in.Text, in.Quantity, in.Rate, in.Amount, in.Source, in.Clause}
	var all []calculation.Entry
	for i := range len(slices.MaxFunc(columns, func(a, b []httpx.Cell) int { return len(a) - len(b) })) {
		cell := func(column int) string {
			if i < len(columns[column]) {
				return string(columns[column][i])
			}
			return ""
		}
		e := calculation.Entry{Text: cell(0), Quantity: cell(1), Rate: cell(2), Amount: cell(3), Source: cell(4), Clause: cell(5)}
		if strings.TrimSpace(e.Text+e.Quantity+e.Rate+e.Amount+e.Source+e.Clause) != "" {
			all = append(all, e)
		}
	}
	return all
}

func (in typed) write() calculation.Write {
	out := calculation.Write{Number: in.Number, Title: in.Title, InsteadOf: in.InsteadOf, Unit: in.Unit, Rounding: in.Rounding, Lines: in.entries(), Total: number(in.Total)}
	for i, e := range out.Lines {
		part, whole, is := strings.Cut(e.Quantity, "/")
		if e.Quantity = number(part); is {
			e.Quantity += "/" + number(whole)
		}
		e.Rate, e.Amount = number(e.Rate), number(e.Amount)
		out.Lines[i] = e
	}
	return out
}

// These read a number that a person typed as their language writes it: "1.234,50", "1,234.50" or "38,5". "1,234" could be either, and is left as it is, to be refused.
var (
	pointed = regexp.MustCompile(`^-?\d{1,3}(,\d{3})+\.\d+$`)
	comma   = regexp.MustCompile(`^-?\d{1,3}(\.\d{3})+,\d+$`)
	half    = regexp.MustCompile(`^-?\d+,(\d{1,2}|\d{4,6})$`)
)

// number is what somebody typed as the decimal text that it means; what is no number stays as it is.
func number(text string) string {
	plain := strings.NewReplacer("−", "-", "\u00a0", "", "\u202f", "", " ", "", "€", "", "£", "", "$", "").Replace(strings.TrimSpace(text))
	switch {
	case pointed.MatchString(plain):
		return strings.ReplaceAll(plain, ",", "")
	case comma.MatchString(plain):
		return strings.ReplaceAll(strings.ReplaceAll(plain, ".", ""), ",", ".")
	case half.MatchString(plain):
		return strings.ReplaceAll(plain, ",", ".")
	}
	return plain
}

// composer is what the page shows on which HR writes a calculation.
type composer struct {
	calculation.Calculations
	Number   string
	In       typed
	Lines    []calculation.Entry // those of the form; empty ones follow
	Rows     int
	Template string
	Begun    start                    // how a template was asked for
	Preview  *calculation.Calculation // what they will read
	Err      *fault.Error
}

// start is where a form begins.
type start struct {
	Number   string `path:"number" json:"-"`
	Template string `query:"template" json:"template,omitempty"`
	Unit     string `query:"unit" json:"unit,omitempty"`
	Amount   string `query:"amount" json:"amount,omitempty"` // of a repayment
	Parts    string `query:"parts" json:"parts,omitempty"`   // its instalments
}

func (w *Web) open(ctx context.Context, by authz.Actor, in typed) (composer, error) {
	all, err := w.calculations.Open(ctx, by, calculation.ReadOne{Number: in.Number})
	c := composer{Calculations: all, Number: in.Number, In: in, Lines: in.entries(), Template: calculation.TemplateFor(all.ServiceID)}
	c.Rows = min(max(spare, len(in.Text), len(c.Lines)), calculation.MostLines)
	return c, err
}

// begin is the form with what its template says.
func (w *Web) begin(ctx context.Context, by authz.Actor, in start) (composer, error) {
	c, err := w.open(ctx, by, typed{Number: in.Number, Rounding: "half_up"})
	if err != nil {
		return c, err
	}
	if c.Begun = in; in.Template != "" {
		c.Template = in.Template
	}
	t := calculation.FindTemplate(c.Template)
	c.Template, c.In.Unit = t.ID, t.Unit
	if in.Unit != "" {
		c.In.Unit = in.Unit
	}
	if t.ID == calculation.Repayment && in.Amount != "" {
		parts, _ := strconv.Atoi(in.Parts) // what is no number is refused as 0
		drawn, err := calculation.Instalments(c.In.Unit, number(in.Amount), parts)
		if c.Err = fault.As(err); err == nil {
			t.Lines = drawn
		} else if c.Err == nil {
			return c, err
		}
	}
	for _, l := range t.Lines {
		c.Lines = append(c.Lines, calculation.Entry{Text: l.Text.In(ctx), Quantity: l.Quantity, Rate: l.Rate})
	}
	c.Rows = max(c.Rows, len(c.Lines))
	return c, nil
}

// check shows the form again with what it comes to, or with one more row.
func (w *Web) check(ctx context.Context, by authz.Actor, in typed) (composer, error) {
	c, err := w.open(ctx, by, in)
	if err != nil {
		return c, err
	}
	if in.Rows == "more" {
		c.Rows = min(c.Rows+1, calculation.MostLines)
		return c, nil
	}
	out := in.write()
	worked, err := w.calculations.Check(ctx, by, out)
	if c.Err = fault.As(err); c.Err == nil && err != nil {
		return c, err
	}
	for i := range worked.Lines {
		if strings.TrimSpace(c.Lines[i].Amount) == "" {
			c.Lines[i].Amount = worked.Lines[i].Amount
		}
	}
	if c.Err == nil {
		if strings.TrimSpace(c.In.Total) == "" {
			c.In.Total = worked.Total
		}
		c.Preview = &calculation.Calculation{ID: "preview", Title: in.Title, Unit: in.Unit, Rounding: in.Rounding, Difference: worked.Difference, Total: worked.Total}
		for i, e := range worked.Lines {
			c.Preview.Lines = append(c.Preview.Lines, calculation.Line{Entry: e, Position: i + 1})
		}
	}
	return c, nil
}

func (w *Web) save(ctx context.Context, by authz.Actor, in typed) (calculation.Calculation, error) {
	return w.calculations.Write(ctx, by, in.write())
}

func (w *Web) writeAgain(ctx context.Context, by authz.Actor, in typed, wrong *fault.Error) (templ.Component, error) {
	c, err := w.open(ctx, by, in)
	c.Err = wrong
	return writePage(ctx, c), err
}

func writePage(ctx context.Context, c composer) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "How we worked it out"), Active: "queue", Error: c.Err != nil,
		Keys: []ui.Key{{Keys: "Ctrl Enter", Label: locale.T(ctx, "send it to the requester")}}}, writeBody(c))
}

// row is a row of the form; empty beyond what was typed.
func (c composer) row(i int) calculation.Entry {
	if i < len(c.Lines) {
		return c.Lines[i]
	}
	return calculation.Entry{}
}

// standing are the calculations that another can replace.
func (c composer) standing() []calculation.Calculation {
	var all []calculation.Calculation
	for _, one := range c.Items {
		if one.ReplacedBy == "" {
			all = append(all, one)
		}
	}
	return all
}

// correcting is what the page shows on which HR corrects a line.
type correcting struct {
	Number string
	In     calculation.CorrectLine
	Whole  calculation.Calculation
	Line   calculation.Line
	Err    *fault.Error
}

// lineOf names a line of a case.
type lineOf struct {
	Number string `path:"number" json:"-"`
	Line   string `path:"line" json:"-"`
}

func (w *Web) amend(ctx context.Context, by authz.Actor, in lineOf) (correcting, error) {
	all, err := w.calculations.Open(ctx, by, calculation.ReadOne{Number: in.Number})
	if err != nil {
		return correcting{}, err
	}
	for _, c := range all.Items {
		for _, l := range c.Lines {
			if l.ID == in.Line {
				return correcting{Number: in.Number, Whole: c, Line: l, In: calculation.CorrectLine{Number: in.Number, Line: in.Line, Text: l.Text, Quantity: l.Quantity, Rate: l.Rate,
					Source: l.Source, Clause: l.Clause}}, nil
			}
		}
	}
	return correcting{}, authz.Hidden()
}

func (w *Web) correct(ctx context.Context, by authz.Actor, in calculation.CorrectLine) (calculation.Calculation, error) {
	in.Quantity, in.Rate, in.Amount = number(in.Quantity), number(in.Rate), number(in.Amount)
	return w.calculations.Correct(ctx, by, in)
}

func (w *Web) correctAgain(ctx context.Context, by authz.Actor, in calculation.CorrectLine, wrong *fault.Error) (templ.Component, error) {
	c, err := w.amend(ctx, by, lineOf{in.Number, in.Line})
	c.In, c.Err = in, wrong
	return correctPage(ctx, c), err
}

func correctPage(ctx context.Context, c correcting) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Correct a line"), Active: "queue", Error: c.Err != nil}, correctBody(c))
}
