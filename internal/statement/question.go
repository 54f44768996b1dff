package statement

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Question is what the requester wants to know about a line. Line is "step:<name>", "effort:<id>", "waiting:<for>" or "calc:<id>".
type Question struct {
	ID         string     `json:"id"`
	Line       string     `json:"line"`
	Question   string     `json:"question"`
	AskedAt    store.Time `json:"asked_at"`
	Answer     string     `json:"answer,omitempty"`
	AnsweredAt store.Time `json:"answered_at,omitzero"`
	Corrected  bool       `json:"corrected"`
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
		var f fault.Fields
		f.Need(slices.Contains(now.lines(), in.Line), "line", "Choose a line of the statement.")
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
		if _, err := s.promises.Start(ctx, tx, promise.Start{OwnerKind: OwnerKind, OwnerID: out.ID, Kind: promise.Question, Site: c.Site, Minutes: service.FirstAnswerMinutes}); err != nil {
			return err
		}
		tx.Publish(Questioned{c.ID, out.ID})
		return c.Happened(ctx, false, history.Happened("%s questioned a line of the statement.", history.Whom(by.PersonID)))
	})
	return out, err
}

// lines are the lines that can be questioned.
func (s Statement) lines() []string {
	var all []string
	for _, l := range s.Lines {
		all = append(all, "step:"+l.Step)
		for _, e := range l.Entries {
			all = append(all, "effort:"+e.ID)
		}
	}
	for _, w := range s.Waiting {
		all = append(all, "waiting:"+w.For)
	}
	for _, a := range s.Amounts {
		all = append(all, "calc:"+a.ID)
	}
	return all
}

// Explain is the answer to a question.
type Explain struct {
	Number  string `path:"number" json:"-"`
	ID      string `path:"question" json:"-"`
	Text    string `json:"text"`
	Correct bool   `json:"correct,omitempty"` // the line was wrong
	Minutes int    `json:"minutes,omitempty"` // of a wrong entry: what it was; 0: nothing
	Cents   int64  `json:"cents,omitempty"`   // of a wrong line of the calculation
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
	kind, id, _ := strings.Cut(line, ":")
	switch {
	case kind == "calc" && s.amounts != nil:
		return s.amounts.CorrectLine(ctx, tx, by, c, id, in.Cents, in.Text)
	case kind != "effort":
		return fault.ForField("correct", "This line is a sum. Correct the entries that it is made of.")
	}
	back, err := s.reverse(ctx, tx, by, c.Of, Reverse{ID: id, Note: in.Text})
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

// toDo lists what waits: for the requester an estimate to choose about, for HR questions and choices that nobody took up.
func (s *Service) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	if by.PersonID == "" {
		return nil, nil
	}
	if by.Face == authz.Portal {
		numbers, err := store.Select[string](ctx, s.db, new(store.Q).Add(`SELECT e.case_number FROM statement_estimate e WHERE e.person_id = ? AND e.asks AND e.choice = '' AND NOT EXISTS
			(SELECT 1 FROM statement_estimate n WHERE n.case_id = e.case_id AND n.version > e.version) AND `, by.PersonID).Where(s.desk.SeenBy(by, "e.case_id")).Add(` ORDER BY e.made_at LIMIT 50`))
		if err != nil {
			return nil, fmt.Errorf("read what waits: %w", err)
		}
		return todos(numbers, "Your request takes more than we said. Choose how to go on.", "/requests/", "Read and choose"), nil
	}
	if !by.Has(authz.Agent, authz.HRHead) {
		return nil, nil
	}
	numbers, err := store.Select[string](ctx, s.db, new(store.Q).Add(`SELECT q.case_number FROM statement_question q WHERE q.answered_at IS NULL AND `).
		Where(s.desk.SeenBy(by, "q.case_id")).Add(` ORDER BY q.asked_at LIMIT 50`))
	if err != nil {
		return nil, fmt.Errorf("read questions: %w", err)
	}
	return todos(numbers, "A line of the statement is questioned. Answer it.", "/desk/cases/", "Read the question"), nil
}

func todos(numbers []string, text, path, action string) []spec.ToDo {
	var all []spec.ToDo
	for _, n := range numbers {
		link := path + n
		if path == "/desk/cases/" {
			link += "/estimate"
		}
		all = append(all, spec.ToDo{Title: n, Text: locale.M(text), Link: link, Action: locale.M(action)})
	}
	return all
}
