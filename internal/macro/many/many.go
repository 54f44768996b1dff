// Package many does one thing to many cases, after a preview that says of each what will happen.
//
// # What always holds
//
//   - Each case is changed by the use case that changes one, in a transaction of its own: what that refuses is left out and said, the others are done.
//   - The preview is that very change, undone before it is kept, so that it says what will happen and nothing else.
//   - A batch has an id. What it did to a case it does not do again, however often it is sent.
//   - Who confirms a preview confirms what it showed: a case that changed since is left out.
//   - What is written to a case, put on it, and to whom it is given is one step: all of it, or nothing.
//   - Whoever can undo what they send can undo a batch as a whole, for as long: until then nothing of it is done.
//   - What was done is for who did it, for thirty days: no figure is made of it.
package many

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/fill"
	"hearth/internal/macro"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/tag"
)

// Max is how many cases one change takes.
const Max = 100

// Service does it. It is safe for concurrent use.
type Service struct{ *macro.Service }

// New returns it on the module of macros.
func New(s *macro.Service) *Service { return &Service{s} }

// Change does one thing to many cases: write to those who asked, put a word on them, and give and sort them, or close them.
type Change struct {
	Numbers   []string `json:"numbers"`
	Reply     string   `json:"reply,omitempty"`           // a text with placeholders, which each case fills in
	Macro     string   `json:"macro,omitempty"`           // or the id of a macro, in the language of each
	Besides   bool     `json:"besides,omitempty"`         // what the macro does besides is done too: its tag, its wait, its closing
	Tag       string   `json:"tag,omitempty"`             // a word that is put on each
	Outcome   string   `json:"outcome,omitempty"`         // with a text: each is closed with it
	Cause     string   `json:"cause,omitempty"`           // of closed cases; "": the one that each service proposes
	Instead   bool     `json:"instead_of_call,omitempty"` // with an outcome: where somebody waits for a call, the answer takes its place; else such a case is left out
	Assignee  string   `json:"assignee,omitempty"`        // "me", "queue" for the queue of each case's team, or somebody of HR
	Team      string   `json:"team,omitempty"`            // the queue of this team
	Priority  string   `json:"priority,omitempty"`
	Preview   bool     `json:"preview,omitempty"` // nothing is done: what would be is said
	Batch     string   `json:"batch,omitempty"`   // of a preview, or any other text: what it did is not done again
	Seen      []string `json:"seen,omitempty"`    // the prints of a preview: a case that changed since is left out; none: that is not asked
	CauseText string   `json:"cause_text,omitempty"`
	Was       []string `json:"was,omitempty"` // how the cases stood when they were chosen: a number, an id or nobody, and a priority, by spaces. What a colleague did since is not undone
}

// writes reports whether the change writes to those who asked.
func (c Change) writes() bool { return c.Reply != "" || c.Macro != "" || c.Outcome != "" }

// States of a case in a batch.
const (
	Will   = "will"   // of a preview: it would be done
	Done   = "done"   // it was done now
	Before = "before" // it was done when the batch was sent before
	Left   = "left"   // it stays as it is
)

// Case says what becomes of a case.
type Case struct {
	Number   string       `json:"number"`
	State    string       `json:"state"`
	Title    string       `json:"title"`              // "" where the reader may not see it
	To       string       `json:"to,omitempty"`       // who asked
	Text     string       `json:"text,omitempty"`     // what is sent to them
	Language string       `json:"language,omitempty"` // of the text
	Theirs   string       `json:"their_language,omitempty"`
	Fallback bool         `json:"fallback,omitempty"`        // the macro has no text in Theirs
	Reason   string       `json:"reason,omitempty"`          // of one that is left out: Why in English
	Print    string       `json:"print,omitempty"`           // of a preview, for Seen
	Tags     []string     `json:"tags,omitempty"`            // the words that are put on it
	Waits    int          `json:"waits,omitempty"`           // for so many days it waits for who asked
	Closes   string       `json:"closes,omitempty"`          // the outcome with which it is closed
	Call     bool         `json:"instead_of_call,omitempty"` // the answer takes the place of a call that they wait for
	Goes     string       `json:"goes_to,omitempty"`         // the name of the person or team that it is given to; "" where that is whoever asks, or the queue of its own team
	Why      *fault.Error `json:"-"`
}

// Refused is a case that stayed as it was.
type Refused struct {
	Number string `json:"number"`
	Reason string `json:"reason"`
}

// Batch says what becomes of each case, in the order in which they were named.
type Batch struct {
	ID      string    `json:"batch"`
	Preview bool      `json:"preview"`
	Changed []string  `json:"changed"` // done now or before
	Refused []Refused `json:"refused"` // left out
	Cases   []Case    `json:"cases"`
}

// errDry undoes a change that was tried, and errBefore one that was done already.
var (
	errDry    = errors.New("only tried")
	errBefore = errors.New("done before")
)

// Do does what in says to each case, or, for a preview, says what would be done. It refuses no case or more than Max, no change, closing with giving or waiting, unknown placeholders and macros, and
// closing without a text.
func (s *Service) Do(ctx context.Context, by authz.Actor, in Change) (Batch, error) {
	out := Batch{ID: in.Batch, Preview: in.Preview, Changed: []string{}, Refused: []Refused{}, Cases: []Case{}}
	if err := s.Policy.May(by, macro.ManyCases, 0); err != nil {
		return out, err
	}
	m, err := s.check(ctx, by, &in)
	if err != nil {
		return out, err
	}
	if out.ID == "" {
		out.ID = ident.New()
	}
	to, err := s.giving(ctx, by, in)
	if err != nil {
		return out, err
	}
	for _, number := range in.Numbers {
		one := trial{Service: s, by: by, in: in, to: to, batch: out.ID, macro: m, Case: Case{Number: number, Goes: to.name}}
		if err := one.run(ctx); err != nil {
			return out, err
		}
		if one.State == Left {
			out.Refused = append(out.Refused, Refused{one.Number, one.Reason})
		} else if one.State != Will {
			out.Changed = append(out.Changed, one.Number)
		}
		out.Cases = append(out.Cases, one.Case)
	}
	return out, nil
}

// check puts in into order, refuses what cannot be done to any case, and finds the macro.
func (s *Service) check(ctx context.Context, by authz.Actor, in *Change) (macro.Macro, error) {
	in.Reply = strings.TrimSpace(strings.ReplaceAll(in.Reply, "\r\n", "\n"))
	var numbers []string
	for _, n := range in.Numbers {
		if n = strings.ToUpper(strings.TrimSpace(n)); n != "" && !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	in.Numbers = numbers
	gives := in.Assignee != "" || in.Team != "" || in.Priority != ""
	var f fault.Fields
	f.Need(len(numbers) > 0, "numbers", "Choose at least one case.")
	f.Need(len(numbers) <= Max, "numbers", "Choose at most %d cases at once. You chose %d.", Max, len(numbers))
	f.Need(utf8.RuneCountInString(in.Batch) <= 64, "batch", "Keep the name of a batch to %d characters.", 64)
	f.Need(in.writes() || gives || in.Tag != "", "reply", "Say what to do: write to those who asked, close, put a tag on them, give them to somebody, or set the priority.")
	f.Need(in.Reply == "" || in.Macro == "", "macro", "Choose a macro, or write a text: one of the two.")
	f.Need(in.Outcome == "" || in.Reply != "" || in.Macro != "", "reply", "Write the answer: it is what each of them reads.")
	f.Need(in.Assignee == "" || in.Team == "", "team", "Name a person or a team.")
	f.Need(in.Outcome == "" || slices.Contains(desk.Outcomes(), in.Outcome), "outcome", "Choose an outcome: answered, done, withdrawn, duplicate or not for HR.")
	if err := macro.CheckFields(ctx, s.DB, in.Reply, "reply", &f); err != nil {
		return macro.Macro{}, err
	}
	f.Need(utf8.RuneCountInString(in.Reply) <= macro.MaxText, "reply", "Keep the text to %d characters.", macro.MaxText)
	for _, name := range fill.Unknown(in.Reply) {
		f.Need(false, "reply", "There is no placeholder {%s}. There are: {%s}.", macro.Short(name), strings.Join(fill.Names(), "}, {"))
	}
	if wrong := fault.As(tag.Check(in.Tag)); in.Tag != "" && wrong != nil {
		for _, x := range wrong.Fields {
			f.Need(false, "tag", x.Key, x.Args...)
		}
	}
	if err := f.Err(); err != nil {
		return macro.Macro{}, err
	}
	m := macro.Macro{}
	if in.Macro != "" {
		var err error
		m, err = s.Read(ctx, by, macro.Find{ID: in.Macro})
		if fault.KindOf(err) == fault.NotFound {
			err = fault.ForField("macro", "This macro is not there any more. Choose another one.")
		}
		if err != nil {
			return m, err
		}
	}
	if !in.Besides {
		m.Besides = macro.Besides{}
	}
	m.Outcome, m.Cause = cmp.Or(in.Outcome, m.Outcome), cmp.Or(in.Cause, m.Cause)
	f.Need(m.Outcome == "" || !gives, "assignee", "A case that is closed is with nobody: close them, or give them to somebody.")
	f.Need(m.Outcome == "" || m.WaitDays == 0, "outcome", "What is closed waits for nobody. Choose another macro, or leave out what it does besides.")
	return m, f.Err()
}

// trial is one case of a batch.
type trial struct {
	*Service
	by    authz.Actor
	in    Change
	to    giving
	batch string
	macro macro.Macro // with what is done besides
	Case
	of    desk.Of
	stale bool // it is not as the preview showed it
}

// run does it, or tries it, and says what became of it. An error is one of ours: whatever a person can mend is said of the case.
func (t *trial) run(ctx context.Context) error {
	if !t.in.Preview {
		done, err := t.before(ctx)
		if done {
			t.State = Before
		}
		if err != nil || done {
			return err
		}
	}
	err := t.prepare(ctx)
	if err == nil {
		err = t.givable()
	}
	if err == nil {
		t.stale = !t.in.Preview && len(t.in.Seen) > 0 && !slices.Contains(t.in.Seen, t.Print)
		err = t.act(ctx) // of one that is stale too: what refuses it is said first
	}
	if t.stale && errors.Is(err, errDry) {
		err = fault.New(fault.Conflict, "Something happened in this case after the preview. Look at it first.")
	}
	switch why := fault.As(err); {
	case errors.Is(err, errDry):
		t.State = Will
	case errors.Is(err, errBefore):
		t.State = Before
	case why != nil:
		t.State, t.Why, t.Text, t.Print = Left, first(why), "", ""
		t.Reason = t.Why.Error()
		return t.leave(ctx)
	case err != nil:
		return err
	default:
		t.State = Done
	}
	return nil
}

// first is what is wrong in one sentence: that of the first field, where there is one.
func first(e *fault.Error) *fault.Error {
	if len(e.Fields) > 0 {
		return &fault.Error{Kind: e.Kind, Key: e.Fields[0].Key, Args: e.Fields[0].Args}
	}
	return e
}

// prepare finds the case, fills in the text, and makes the print of both.
func (t *trial) prepare(ctx context.Context) (err error) {
	t.of, err = t.Desk.Look(ctx, t.DB, t.by, t.Number, macro.UseMacros)
	if fault.KindOf(err) == fault.Forbidden && !t.in.writes() && t.in.Assignee != "queue" {
		t.Print = t.Number + ":hidden" // who may give it need not read it
		return nil
	}
	if err != nil {
		return err
	}
	facts, err := t.FactsOf(ctx, t.DB, t.by, t.of)
	if err != nil {
		return err
	}
	t.Title, t.To, t.Closes, t.Waits = t.of.Subject, facts.Name, t.macro.Outcome, t.macro.WaitDays
	if t.Closes != "" && t.in.Instead {
		if t.Call, err = t.Waited(ctx, t.DB, t.of.ID); err != nil {
			return err
		}
	}
	for _, word := range []string{t.in.Tag, t.macro.Tag} {
		if word != "" && !slices.Contains(t.Tags, word) {
			t.Tags = append(t.Tags, word)
		}
	}
	if t.in.writes() {
		text := t.in.Reply
		if t.in.Macro != "" {
			t.Theirs = facts.Language
			said, fallback := t.macro.In(facts.Language)
			text, t.Language, t.Fallback = said.Body, said.Language, fallback
		}
		var missing []string
		t.Text, missing = facts.Fill(text, t.Language)
		if name := facts.Withheld(missing); name != "" {
			return fault.New(fault.Invalid, "Others read this conversation besides who asked, so what stands in {%s} is not put in.", name)
		}
		if len(missing) > 0 {
			return fault.New(fault.Invalid, "It has nothing for {%s}, and is not sent so.", missing[0])
		}
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %t %q %q %d %q %q %q %q %q %d %q", t.Text, t.Closes, t.Call, t.macro.Cause, t.Tags, t.Waits, t.in.Assignee, t.in.Team, t.in.Priority, t.of.State, t.of.Assignee, t.of.LastAt.UnixMicro(), t.of.TeamID))
	t.Print = t.Number + ":" + hex.EncodeToString(sum[:8])
	return nil
}

// act changes the case by the use cases that change one. The first of them is marked.
func (t *trial) act(ctx context.Context) error {
	marked := store.WithCheck(ctx, t.mark)
	if t.in.writes() { // what colleagues write together there is not passed by
		checked, err := t.Checked(marked, t.by, t.Number, "0")
		if err != nil {
			return err
		}
		marked = checked
	}
	switch {
	case t.Closes != "":
		return t.closing(store.WithCheck(marked, func(ctx context.Context, tx *store.Tx) error { return t.tag(ctx, tx, t.of) }))
	case t.in.writes() || len(t.Tags) > 0:
		return t.whole(marked)
	}
	if t.gives() {
		in := t.give()
		in.Sort = t.sort()
		_, err := t.Desk.Assign(marked, t.by, in)
		return err
	}
	_, err := t.Desk.SetPriority(marked, t.by, t.sort())
	return err
}

func (t *trial) gives() bool { return t.in.Assignee != "" || t.in.Team != "" }

// whole writes to who asked and does the rest, all of it or nothing.
func (t *trial) whole(ctx context.Context) error {
	return t.Desk.Within(ctx, t.by, t.Number, macro.UseMacros, func(tx *store.Tx, c *desk.Upon) error {
		if t.in.writes() {
			if _, err := c.Write(ctx, t.Text); err != nil {
				return err
			}
		}
		if err := t.tag(ctx, tx, c.Of); err != nil {
			return err
		}
		if t.Waits > 0 {
			if err := c.Pause(ctx, desk.WaitCustomer, "", store.At(tx.Now().AddDate(0, 0, t.Waits))); err != nil {
				return err
			}
		}
		if t.gives() {
			if err := c.Assign(ctx, t.give()); err != nil {
				return err
			}
		}
		if t.in.Priority == "" {
			return nil
		}
		return c.Prioritise(ctx, t.sort())
	})
}

func (t *trial) tag(ctx context.Context, tx *store.Tx, c desk.Of) error {
	for _, word := range t.Tags {
		if _, err := t.Service.Tags.PutFor(ctx, tx, t.by, c, word, ""); err != nil {
			return err
		}
	}
	return nil
}

func (t *trial) closing(ctx context.Context) error {
	cause := t.macro.Cause
	if cause == "" {
		service, err := catalogue.Find(ctx, t.DB, t.of.ServiceID)
		if err != nil {
			return err
		}
		cause = service.CauseID
	}
	_, err := t.Desk.Close(ctx, t.by, desk.Close{Number: t.Number, Answer: t.Text, Outcome: t.Closes, Cause: cause, CauseText: t.in.CauseText, InsteadOfCall: t.Call})
	return err
}
