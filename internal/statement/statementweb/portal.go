package statementweb

import (
	"context"

	"github.com/a-h/templ"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/statement"
)

// paper is what the page of a statement shows.
type paper struct {
	statement.Statement
	In     statement.Ask // a question as it was typed, or the line that was chosen
	Answer explained     // at the desk: an answer as it was typed
	Err    *fault.Error
	AtDesk bool
	Lacks  string // the letters that its printed copy cannot show
}

// readPaper names a case, and the line that its reader wants to question.
type readPaper struct {
	Number string `path:"number" json:"-"`
	Line   string `query:"line" json:"line,omitempty"`
}

func (w *Web) read(ctx context.Context, by authz.Actor, in readPaper) (paper, error) {
	s, err := w.statement.Read(ctx, by, statement.ReadOne{Number: in.Number})
	if err != nil {
		return paper{}, err
	}
	return w.checked(ctx, paper{Statement: s, In: statement.Ask{Number: in.Number, Line: in.Line}})
}

// checked is p with what its printed copy cannot show.
func (w *Web) checked(ctx context.Context, p paper) (paper, error) {
	var err error
	p.Lacks, err = w.copy(ctx, p).Lacks()
	return p, err
}

func (w *Web) askAgain(ctx context.Context, by authz.Actor, in statement.Ask, wrong *fault.Error) (templ.Component, error) {
	p, err := w.read(ctx, by, readPaper{Number: in.Number})
	p.In, p.Err = in, wrong
	return paperPage(ctx, p), err
}

func paperPage(ctx context.Context, p paper) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "Service statement"), Active: "requests", Error: p.Err != nil}, paperBody(p))
}

// tell is the statement as the API gives it, with the findings in the reader's language.
func (w *Web) tell(ctx context.Context, by authz.Actor, in statement.ReadOne) (statement.Statement, error) {
	s, err := w.statement.Read(ctx, by, in)
	for i := range s.Findings {
		s.Findings[i].Text = s.Findings[i].Says.In(ctx)
	}
	return s, err
}

// choosing is an estimate with the choices that its requester has.
type choosing struct {
	statement.Statement
	In    statement.Choose
	Err   *fault.Error
	Alone bool // it is a page of its own
}

func (w *Web) offer(ctx context.Context, by authz.Actor, in statement.ReadOne) (choosing, error) {
	s, err := w.statement.Read(ctx, by, in)
	return choosing{Statement: s, In: statement.Choose{Number: in.Number}, Alone: true}, err
}

func (w *Web) chooseAgain(ctx context.Context, by authz.Actor, in statement.Choose, wrong *fault.Error) (templ.Component, error) {
	c, err := w.offer(ctx, by, statement.ReadOne{Number: in.Number})
	c.In, c.Err = in, wrong
	return choicePage(ctx, c), err
}

func choicePage(ctx context.Context, c choosing) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "What your request takes"), Active: "requests", Error: c.Err != nil}, choiceBody(c))
}
