package statement

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearth/internal/calculation"
	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
	"hearth/internal/statement/reckon"
)

// Question is what the requester wants to know about a line. Line is "step:<name>", "effort:<id>", "waiting:<for>", "calc:<id>", or WholeStatement.
type Question struct {
	ID         string     `json:"id"`
	Line       string     `json:"line"`
	Question   string     `json:"question"`
	AskedAt    store.Time `json:"asked_at"`
	Answer     string     `json:"answer,omitempty"`
	AnsweredAt store.Time `json:"answered_at,omitzero"`
	Corrected  bool       `json:"corrected"`
	DueAt      store.Time `json:"due_at,omitzero"` // by when we promised an answer

	Promise *promise.View `json:"promise,omitempty"` // of one that is not answered: that promise, and why it is due then
}

const selectQuestion = `SELECT id, line, question, asked_at, answer, answered_at, corrected FROM statement_question`

// questions returns those about a case, the first first.
func questions(ctx context.Context, q store.Querier, caseID string) ([]Question, error) {
	all, err := store.All[Question](ctx, q, selectQuestion+` WHERE case_id = $1 ORDER BY asked_at, id`, caseID)
	if err != nil {
		return nil, fmt.Errorf("read questions: %w", err)
	}
	return append([]Question{}, all...), nil
}

// LinesInQuestion returns the ids of the lines of calculations in a case that somebody questions and nobody answered yet: for modules above, which have asked whether their actor may know.
func LinesInQuestion(ctx context.Context, q store.Querier, caseID string) (lines []string, err error) {
	all, err := store.All[string](ctx, q, `SELECT line FROM statement_question WHERE case_id = $1 AND answered_at IS NULL`, caseID)
	if err != nil {
		return nil, fmt.Errorf("read open questions: %w", err)
	}
	for _, line := range all {
		if id, calculated := strings.CutPrefix(line, "calc:"); calculated {
			lines = append(lines, id)
		}
	}
	return lines, nil
}

// promised returns questions with the time by which we promised an answer, and of open ones why it is that.
func (s *Service) promised(ctx context.Context, q store.Querier, caseID string) ([]Question, error) {
	all, err := questions(ctx, q, caseID)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, x := range all {
		ids = append(ids, x.ID)
	}
	promises, err := s.promises.ForOwners(ctx, q, OwnerKind, ids)
	if err != nil {
		return nil, err
	}
	var open []promise.View
	var at []int
	for i := range all {
		for _, p := range promises[all[i].ID] {
			if all[i].DueAt = p.DueAt; p.Open() {
				open, at = append(open, s.promises.View(q.Now(), p)), append(at, i)
			}
		}
	}
	if err := s.promises.Explain(ctx, q, desk.Explains(ctx), open); err != nil {
		return nil, err
	}
	for n, i := range at {
		all[i].Promise = &open[n]
	}
	return all, nil
}

// Ask is a question about a line.
type Ask struct {
	Number   string `path:"number" json:"-"`
	Line     string `json:"line"`
	Question string `json:"question"`
}

// Question asks about a line of the statement, and promises an answer within the time of a first answer. The same twice is one. It refuses a line that is not there, and a question without words.
func (s *Service) Question(ctx context.Context, by authz.Actor, in Ask) (Question, error) {
	in.Question = strings.TrimSpace(in.Question)
	var out Question
	err := s.desk.Within(ctx, by, in.Number, QuestionLine, func(tx *store.Tx, c *desk.Upon) error {
		now, err := s.of(ctx, tx, by, c.Of)
		if err != nil {
			return err
		}
		line, known := now.named(in.Line)
		in.Line = line
		var f fault.Fields
		f.Need(known, "line", "Choose a line of the statement.")
		words(&f, "question", in.Question, "Write what is unclear or wrong.", maxWords)
		if err := f.Err(); err != nil {
			return err
		}
		for _, q := range now.Questions {
			if q.Line == in.Line && q.Question == in.Question && q.AnsweredAt.IsZero() {
				out = q
				return nil
			}
		}
		out = Question{ID: ident.New(), Line: in.Line, Question: in.Question, AskedAt: tx.Now()}
		if _, err := tx.Exec(ctx, `INSERT INTO statement_question (id, case_id, case_number, person_id, line, question, asked_at, answer, corrected) VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8)`,
			out.ID, c.ID, c.Number, c.ForPerson, out.Line, out.Question, out.AskedAt, false); err != nil {
			return fmt.Errorf("keep question: %w", err)
		}
		service, err := catalogue.Find(ctx, tx, c.ServiceID)
		if err != nil {
			return err
		}
		if _, err := s.promises.Start(ctx, tx, promise.Start{OwnerKind: OwnerKind, OwnerID: out.ID, Kind: promise.Question, Place: promise.Place{Site: c.Site, Team: c.TeamID}, Minutes: service.FirstAnswerMinutes}); err != nil {
			return err
		}
		tx.Publish(Questioned{c.ID, out.ID})
		return c.Happened(ctx, false, history.Happened("%s questioned a line of the statement.", history.Whom(by.PersonID)))
	})
	return out, err
}

// WholeStatement is the line of a question about all of it.
const WholeStatement = "statement"

// Questionable are the lines that can be questioned.
func (s Statement) Questionable() []string {
	all := []string{WholeStatement}
	for _, l := range s.Lines {
		all = append(all, "step:"+l.Step)
		for _, e := range l.Entries {
			all = append(all, "effort:"+e.ID)
		}
	}
	for _, w := range s.Waiting {
		all = append(all, "waiting:"+w.For)
	}
	for _, c := range s.Changed {
		for _, l := range c.Standing() {
			all = append(all, "calc:"+l.ID)
		}
	}
	return all
}

// named returns the questionable line of a name, which may be without its kind: the step, or the id, that the statement shows for it. False where there is none.
func (s Statement) named(name string) (line string, known bool) {
	all := s.Questionable()
	for _, kind := range []string{"", "calc:", "effort:", "step:", "waiting:"} {
		if slices.Contains(all, kind+name) {
			return kind + name, true
		}
	}
	return name, false
}

// Entry returns the one entry of effort that a line comes to: itself, or the only one of a step that counts. False where there is none, or there are more.
func (s Statement) Entry(line string) (found reckon.Entry, one bool) {
	for _, l := range s.Lines {
		for _, e := range l.Entries {
			if e.Reverses == "" && (line == "effort:"+e.ID || line == "step:"+l.Step && !e.Reversed) {
				if one {
					return reckon.Entry{}, false
				}
				found, one = e, true
			}
		}
	}
	return found, one
}

// Explain is the answer to a question.
type Explain struct {
	Number  string `path:"number" json:"-"`
	ID      string `path:"question" json:"-"`
	Text    string `json:"text"`
	Correct bool   `json:"correct,omitempty"` // the line was wrong
	Minutes int    `json:"minutes,omitempty"` // of a wrong entry: what it was; 0: nothing
	// Of a wrong line of a calculation: how it should be. What is left out stays; an amount that is left out is worked out.
	Quantity string `json:"quantity,omitempty"`
	Rate     string `json:"rate,omitempty"`
	Amount   string `json:"amount,omitempty"`
	Source   string `json:"source,omitempty"`
}

// Explain answers a question, and where the line was wrong corrects it: an entry is taken back and written anew, a line of the calculation is replaced. What was there stays, struck through. Twice is
// once. It refuses an answer without words, a correction of a line that is a sum, and another answer to an answered question.
func (s *Service) Explain(ctx context.Context, by authz.Actor, in Explain) (Question, error) {
	in.Text = strings.TrimSpace(in.Text)
	var out Question
	err := s.desk.Within(ctx, by, in.Number, ExplainStatement, func(tx *store.Tx, c *desk.Upon) error {
		all, err := questions(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(q Question) bool { return q.ID == in.ID })
		if i < 0 {
			return authz.Hidden()
		}
		var f fault.Fields
		words(&f, "text", in.Text, "Write the answer; the requester reads it.", maxWords)
		f.Need(in.Minutes >= 0 && in.Minutes <= 24*60, "minutes", "Write the minutes as a whole number, from 0 to %d.", 24*60)
		if err := f.Err(); err != nil {
			return err
		}
		if out = all[i]; !out.AnsweredAt.IsZero() {
			if out.Answer == in.Text {
				return nil
			}
			return fault.New(fault.Conflict, "This question is answered already.")
		}
		if in.Correct {
			if err := s.correct(ctx, tx, by, c, out.Line, in); err != nil {
				return err
			}
		}
		out.Answer, out.AnsweredAt, out.Corrected = in.Text, tx.Now(), in.Correct
		if _, err := tx.Exec(ctx, `UPDATE statement_question SET answer = $2, answered_at = $3, corrected = $4 WHERE id = $1`, out.ID, out.Answer, out.AnsweredAt, out.Corrected); err != nil {
			return fmt.Errorf("keep answer: %w", err)
		}
		if err := s.promises.Keep(ctx, tx, OwnerKind, out.ID, promise.Question); err != nil {
			return err
		}
		tx.Publish(Explained{c.ID, out.ID})
		if err := c.Happened(ctx, false, history.Happened("HR answered a question about the statement.")); err != nil {
			return err
		}
		return c.Tell(ctx, "HR answered your question about the statement of your request %s.", c.Number)
	})
	return out, err
}

// correct corrects a line, visibly.
func (s *Service) correct(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon, line string, in Explain) error {
	if id, calculated := strings.CutPrefix(line, "calc:"); calculated {
		return s.correctLine(ctx, tx, by, c, id, in)
	}
	now, err := s.of(ctx, tx, by, c.Of)
	if err != nil {
		return err
	}
	e, one := now.Entry(line)
	if !one {
		return fault.ForField("correct", "This line is a sum. Correct the entries that it is made of.")
	}
	back, err := s.reverse(ctx, tx, by, c.Of, Reverse{ID: e.ID, Note: in.Text})
	if err != nil || in.Minutes == 0 {
		return err
	}
	at := store.At(back.StartedAt.Time)
	next := Effort{ID: ident.New(), TeamID: back.TeamID, Step: back.Step, Minutes: in.Minutes, StartedAt: at, LoggedAt: tx.Now(), Note: in.Text}
	if at.Add(time.Duration(in.Minutes) * time.Minute).After(tx.Now()) {
		return fault.ForField("minutes", "This work would end in the future. Write down what is done.")
	}
	return s.add(ctx, tx, authz.System(task), c.Of, next)
}

// correctLine puts a line of a calculation under one that is wrong.
func (s *Service) correctLine(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon, id string, in Explain) error {
	all, err := calculation.Of(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	for _, one := range all[c.ID] {
		for _, l := range one.Lines {
			if l.ID == id {
				_, err := s.amounts.CorrectLine(ctx, tx, by, c, calculation.CorrectLine{Line: id, Text: l.Text, Quantity: cmp.Or(in.Quantity, l.Quantity), Rate: cmp.Or(in.Rate, l.Rate),
					Amount: in.Amount, Source: cmp.Or(in.Source, l.Source), Clause: l.Clause, Reason: in.Text})
				return err
			}
		}
	}
	return authz.Hidden()
}

// OpenQuestion returns the id of the case about whose statement a question was asked; false where it is answered. It is for tasks and asks nobody's rights.
func OpenQuestion(ctx context.Context, q store.Querier, id string) (caseID string, open bool, err error) {
	all, err := store.All[string](ctx, q, `SELECT case_id FROM statement_question WHERE id = $1 AND answered_at IS NULL`, id)
	if err != nil || len(all) == 0 {
		return "", false, err
	}
	return all[0], true, nil
}

// OpenQuestions returns the questions about the statement of a case that are not answered, as owners of promises. It is for tasks and asks nobody's rights.
func OpenQuestions(ctx context.Context, q store.Querier, caseID string) ([]promise.Owner, error) {
	ids, err := store.All[string](ctx, q, `SELECT id FROM statement_question WHERE case_id = $1 AND answered_at IS NULL ORDER BY asked_at, id`, caseID)
	if err != nil {
		return nil, fmt.Errorf("read open questions: %w", err)
	}
	return promise.Owners(OwnerKind, ids...), nil
}
