package statementweb

import (
	"context"
	"net/http"
	"strings"
	"time"

	"hearth/internal/calculation/calculationweb/part"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	pdf "hearth/internal/platform/paper"
	"hearth/internal/platform/store"
	"hearth/internal/statement"
	"hearth/internal/statement/reckon"
)

// reads is a use case that returns the statement of a case.
type reads func(ctx context.Context, by authz.Actor, in statement.ReadOne) (statement.Statement, error)

// printed serves the statement as a PDF: what its page shows, without what does not add up, which is for HR alone.
func (w *Web) printed(read reads, atDesk bool) httpx.Endpoint {
	return httpx.Raw(func(rw http.ResponseWriter, r *http.Request) error {
		ctx, end := store.Answering(r.Context())
		defer end()
		s, err := read(ctx, authz.FromContext(ctx), statement.ReadOne{Number: r.PathValue("number")})
		if err != nil {
			return err
		}
		body, err := pdf.Print(w.copy(ctx, paper{Statement: s, AtDesk: atDesk}))
		if err != nil {
			return err
		}
		end() // who takes it may be slow
		return httpx.SendPDF(rw, fileName(s), locale.Lang(ctx), body)
	})
}

// fileName is how a statement is called as a file, without its ending.
func fileName(s statement.Statement) string { return s.Number + "-statement" }

// copy is the statement as it is printed.
func (w *Web) copy(ctx context.Context, p paper) pdf.Page {
	ctx = locale.With(ctx, locale.From(ctx).At(time.Time{})) // what is kept says of which year it is
	day := locale.T(ctx, "As of %s", locale.DateTime(ctx, p.At.Time))
	if !p.AnsweredAt.IsZero() {
		day = locale.T(ctx, "Issued %s", p.issued(ctx))
	}
	out := pdf.Page{Language: locale.Lang(ctx), From: w.OrgName, Title: locale.T(ctx, "Service statement"), Reference: locale.T(ctx, "Request %s", p.Number), Day: day, At: p.At.Time,
		Foot:    locale.T(ctx, "This is the printable copy. The accessible statement is at %s", w.PublicURL+paperPath(p.Number)),
		Undrawn: locale.T(ctx, "This copy cannot show these letters, the page can:")}
	compared := difference(ctx, p.Statement).In(ctx)
	out.Blocks = append(out.Blocks, pdf.Para{Text: locale.T(ctx, "What your request took, and where the time went"), Quiet: true},
		pdf.Para{Text: locale.T(ctx, "For %s", p.For) + "\n" + p.Subject}, pdf.Table{Rows: p.printedFigures(ctx)},
		pdf.Para{Text: strings.ReplaceAll(compared, "*", "") + " " + costs(ctx, p.Statement)})
	if len(p.Changed) > 0 {
		out.Blocks = append(out.Blocks, pdf.Heading(locale.T(ctx, "What it changed for you")))
		for _, c := range p.Changed {
			out.Blocks = append(out.Blocks, part.Printed(ctx, c)...)
		}
	}
	out.Blocks = append(out.Blocks, p.printedWaiting(ctx)...)
	out.Blocks = append(out.Blocks, p.printedWork(ctx)...)
	out.Blocks = append(out.Blocks, p.printedEstimates(ctx)...)
	out.Blocks = append(out.Blocks, p.printedQuestions(ctx)...)
	out.Blocks = append(out.Blocks, pdf.Para{Text: howWeCount(ctx), Quiet: true})
	return out
}

// printedFigures are the figures at the head of the paper.
func (p paper) printedFigures(ctx context.Context) []pdf.Row {
	all := []pdf.Row{{Cells: []string{locale.T(ctx, "Cost to you"), money(ctx, p.Currency, p.Totals.CostYou)}}}
	if len(p.Estimates) > 0 {
		all = append(all, pdf.Row{Cells: []string{locale.T(ctx, "Work we estimated, at most"), took(ctx, p.Totals.High)}})
	}
	return append(all, pdf.Row{Cells: []string{locale.T(ctx, "Work it took"), took(ctx, p.Totals.Minutes)}}, pdf.Row{Cells: []string{locale.T(ctx, "Answer"), locale.T(ctx, answerOf(p.Statement))}})
}

func (p paper) printedWaiting(ctx context.Context) []pdf.Block {
	var table pdf.Table
	for _, w := range p.Waiting {
		table.Rows = append(table.Rows, pdf.Row{Cells: []string{p.waited(ctx, w), lasted(ctx, w.Minutes)}})
	}
	table.Rows = append(table.Rows, pdf.Row{Cells: []string{p.elapsed(ctx), lasted(ctx, p.Totals.Elapsed)}, Sum: true})
	return []pdf.Block{pdf.Heading(locale.T(ctx, "Where the time went")), pdf.Para{Text: p.until(ctx), Quiet: true}, table}
}

// elapsed is what the time until the answer is called.
func (p paper) elapsed(ctx context.Context) string {
	if p.AnsweredAt.IsZero() {
		return locale.T(ctx, "Since you asked")
	}
	return locale.T(ctx, "From question to answer")
}

func (p paper) printedWork(ctx context.Context) []pdf.Block {
	if len(p.Lines) == 0 {
		return nil
	}
	table := pdf.Table{Head: []string{locale.T(ctx, "What we did"), locale.T(ctx, "Estimate"), locale.T(ctx, "Actual"), locale.T(ctx, "Difference")}}
	for _, l := range p.Lines {
		estimate := "–"
		if l.Estimated {
			estimate = figures(ctx, l.Low, l.High)
		}
		table.Rows = append(table.Rows, pdf.Row{Cells: []string{l.Step, estimate, locale.Number(ctx, l.Minutes), signed(ctx, l.Difference)}, Under: p.printedEntries(ctx, l)})
	}
	t := p.Totals
	table.Rows = append(table.Rows, pdf.Row{Cells: []string{locale.T(ctx, "Total work"), figures(ctx, t.Low, t.High), locale.Number(ctx, t.Minutes), signed(ctx, t.Difference)}, Sum: true})
	return []pdf.Block{pdf.Heading(locale.T(ctx, "Work, in minutes")), table}
}

// printedEntries are what stands below a step: why it took more, what it costs, and the entries that it is made of.
func (p paper) printedEntries(ctx context.Context, l reckon.Line) []pdf.Under {
	var all []pdf.Under
	if l.Why != "" {
		all = append(all, pdf.Under{Text: locale.T(ctx, "Why more:") + " " + l.Why})
	}
	if cost := stepCost(ctx, p.Currency, l.CostCents, l.CostTo); cost != "" {
		all = append(all, pdf.Under{Text: cost})
	}
	for _, e := range l.Entries {
		if e.Reverses != "" {
			continue
		}
		text := p.Teams[e.Team] + ", " + locale.Date(ctx, e.StartedAt) + ", " + took(ctx, e.Minutes)
		if e.Note != "" {
			text += " · " + e.Note
		}
		if e.Reversed {
			all = append(all, pdf.Under{Text: locale.T(ctx, "Taken back, counts no more:")})
		}
		all = append(all, pdf.Under{Text: text, Struck: e.Reversed})
		if why := reversal(l, e.ID); why.Note != "" {
			all = append(all, pdf.Under{Text: locale.T(ctx, "Taken back:") + " " + why.Note})
		}
	}
	return all
}

// grows reports whether the paper tells of the estimates one by one.
func (p paper) grows() bool {
	return len(p.Estimates) > 1 || len(p.Estimates) == 1 && p.Estimates[0].Asks
}

func (p paper) printedEstimates(ctx context.Context) []pdf.Block {
	if !p.grows() {
		return nil
	}
	var table pdf.Table
	for _, e := range p.Estimates {
		r := pdf.Row{Cells: []string{locale.DateTime(ctx, e.MadeAt.Time), rangeOf(ctx, e)}}
		if e.Cause != "" {
			r.Under = append(r.Under, pdf.Under{Text: locale.T(ctx, "Why:") + " " + e.Cause})
		}
		switch {
		case e.Choice != "":
			r.Under = append(r.Under, pdf.Under{Text: locale.T(ctx, chosen[e.Choice]) + " " + locale.DateTime(ctx, e.ChosenAt.Time)})
		case e.Asks:
			r.Under = append(r.Under, pdf.Under{Text: locale.T(ctx, "Nobody has chosen.")})
		}
		if e.Text != "" {
			r.Under = append(r.Under, pdf.Under{Text: "“" + e.Text + "”"})
		}
		table.Rows = append(table.Rows, r)
	}
	return []pdf.Block{pdf.Heading(locale.T(ctx, "What we said before the work")), table}
}

func (p paper) printedQuestions(ctx context.Context) []pdf.Block {
	if len(p.Questions) == 0 {
		return nil
	}
	all := []pdf.Block{pdf.Heading(locale.T(ctx, "Questions about this statement"))}
	for _, q := range p.Questions {
		all = append(all, pdf.Para{Text: p.lineName(ctx, q.Line) + " · " + locale.DateTime(ctx, q.AskedAt.Time), Quiet: true}, pdf.Para{Text: q.Question})
		switch {
		case !q.AnsweredAt.IsZero():
			all = append(all, pdf.Para{Text: locale.T(ctx, "HR answered %s", locale.DateTime(ctx, q.AnsweredAt.Time)), Quiet: true}, pdf.Para{Text: q.Answer})
		case !q.DueAt.IsZero():
			all = append(all, pdf.Para{Text: locale.T(ctx, "Answer by %s", locale.DateTime(ctx, q.DueAt.Time)), Quiet: true})
		}
	}
	return all
}

// howWeCount says what the figures are made of.
func howWeCount(ctx context.Context) string {
	return locale.T(ctx, "How we count: the team writes minutes down per step when the work is done. Nothing is rounded up, and an entry that is taken back stays, struck through. The difference is counted from the higher figure of the estimate.")
}
