package deskweb

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/desk/party"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/live"
	"hearth/internal/platform/store"
	"hearth/internal/promise/terms"
)

// workbench is the HR side of the pages: the queue, the case and the case that somebody phoned in.
type workbench struct {
	db        *store.DB
	desk      *desk.Service
	people    *people.Service
	catalogue *catalogue.Catalogue
	live      *live.Hub
	fresh     func(context.Context, authz.Actor) authz.Actor // the actor with the rights of this moment
	write     httpx.UseCase[desk.Write, desk.Entry]
	close     httpx.UseCase[desk.Close, desk.Case]
	assign    httpx.UseCase[desk.Assign, desk.Case]
	tagged    part.Narrow
	parts     part.Parts
}

func (b *workbench) routes(m *httpx.Mux) {
	m.Handle("GET /live", httpx.Raw(b.events))
	m.Handle("GET /desk", httpx.Page(b.queue, queuePage))
	m.Handle("GET /desk/rows", httpx.Page(b.anew, anewPage))
	m.Handle("GET /desk/beside", httpx.Page(b.beside, panePage))
	m.Handle("GET /desk/new", httpx.Page(b.blank, newPage))
	m.Handle("POST /desk/new", httpx.Form(b.takeIn, takenIn, b.newAgain))
	m.Handle("GET /desk/cases/{number}", httpx.Page(b.one, casePage))
	m.Handle("POST /desk/cases/{number}/messages", httpx.Form(b.write, func(in desk.Write, _ desk.Entry) string { return casePath(in.Number) },
		again(b, "write", func(in desk.Write) (string, typed) {
			return in.Number, typed{"body": in.Body, "internal": onOff(in.Internal)}
		}), "outcome", "cause", "cause_text", "handed_to", "instead_of_call", "insert")) // the form has a second button, which closes
	m.Handle("POST /desk/cases/{number}/close", httpx.Form(b.answer, func(in answer, _ desk.Case) string { return b.next(in) },
		again(b, "write", func(in answer) (string, typed) {
			return in.Number, typed{"body": in.Body, "internal": onOff(in.Internal), "outcome": in.Outcome, "cause": in.Cause, "cause_text": in.CauseText, "handed_to": in.HandedTo}
		}), "insert"))
	m.Handle("POST /desk/cases/{number}/assign", httpx.Form(b.assign, func(in desk.Assign, c desk.Case) string { return back(in.Number, c) },
		again(b, "assign", func(in desk.Assign) (string, typed) {
			return in.Number, typed{"assignee": in.Assignee, "team": in.Team}
		})))
	m.Handle("POST /desk/cases/{number}/priority", httpx.Form(b.desk.SetPriority, func(in desk.SetPriority, c desk.Case) string { return back(in.Number, c) },
		again(b, "priority", func(in desk.SetPriority) (string, typed) { return in.Number, typed{"priority": in.Priority} })))
	m.Handle("POST /desk/cases/{number}/pause", httpx.Form(b.pause, func(in desk.Pause, c desk.Case) string { return back(in.Number, c) },
		again(b, "pause", func(in desk.Pause) (string, typed) {
			return in.Number, typed{"reason": in.Reason, "needed": in.Needed, "until": rfc(in.Until)}
		})))
	m.Handle("POST /desk/cases/{number}/resume", httpx.Form(b.desk.Resume, func(in desk.Resume, c desk.Case) string { return back(in.Number, c) },
		again(b, "resume", func(in desk.Resume) (string, typed) { return in.Number, nil })))
	m.Handle("POST /desk/cases/{number}/renegotiate", httpx.Form(b.renegotiate, func(in desk.Renegotiate, c desk.Case) string { return back(in.Number, c) },
		again(b, "renegotiate", func(in desk.Renegotiate) (string, typed) {
			return in.Number, typed{"reason": in.Reason, "kind": in.Kind, "due_at": rfc(in.DueAt)}
		})))
	m.Handle("POST /desk/cases/{number}/prolong", httpx.Form(b.desk.Prolong, func(in desk.Prolong, c desk.Case) string { return back(in.Number, c) },
		again(b, "prolong", func(in desk.Prolong) (string, typed) { return in.Number, typed{"reason": in.Reason} })))
	m.Handle("POST /desk/cases/{number}/restrict", httpx.Form(b.desk.Restrict, func(in desk.Restrict, c desk.Case) string { return back(in.Number, c) },
		again(b, "restrict", func(in desk.Restrict) (string, typed) {
			return in.Number, typed{"sensitivity": in.Sensitivity, "named": strings.Join(in.Named, " ")}
		})))
	m.Handle("POST /desk/cases/{number}/steps", httpx.Form(b.addStep, func(in addStep, c desk.Case) string { return back(in.Number, c) },
		again(b, "step", func(in addStep) (string, typed) {
			return in.Number, typed{"title": in.Title, "owner": in.Owner, "team": in.Team, "outside": in.Outside, "minutes": some(in.Minutes), "unit": string(in.Unit)}
		})))
	m.Handle("POST /desk/cases/{number}/steps/{step}", httpx.Form(b.desk.SetStep, func(in desk.SetStep, c desk.Case) string { return back(in.Number, c) },
		again(b, "steps", func(in desk.SetStep) (string, typed) { return in.Number, typed{"why": in.Why, "step": in.Step} })))
	m.Handle("POST /desk/cases/{number}/move/{entry}", httpx.Form(b.desk.MoveMessage, func(in desk.MoveMessage, c desk.Case) string { return back(in.Number, c) }, nil))
	m.Handle("POST /desk/cases/{number}/withdraw/{entry}", httpx.Form(b.desk.WithdrawEntry, func(in desk.Withdraw, _ desk.Entry) string { return casePath(in.Number) }, nil))
	m.Handle("POST /desk/cases/{number}/withdraw-file/{file}", httpx.Form(b.desk.WithdrawFile, func(in desk.Withdraw, _ desk.Entry) string { return casePath(in.Number) }, nil))
}

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

// back leads to the case, or to the queue when the change took it out of the reader's sight.
func back(number string, c desk.Case) string {
	if c.Service == "" {
		return "/desk"
	}
	return casePath(number)
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return ""
}

// rfc is a moment that was typed, for localInput; "" for none.
func rfc(at store.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339)
}

// typed is what was typed into a form that was refused, by field.
type typed map[string]string

// readCase is what the address of a case says.
type readCase struct {
	Number string `path:"number" json:"-"`
	View   string `query:"view" json:"-"`
	Macro  string `query:"macro" json:"-"` // the macro that was put into the box
}

// opened is what the page of a case shows.
type opened struct {
	desk.Whole
	View     string
	Beside   pane // the queue beside it
	Now      store.Time
	Services []catalogue.Service
	Teams    []people.Team
	HR       []people.Person
	Causes   []catalogue.Cause
	Form     string // which form was refused; "" for none
	Typed    typed
	Err      *fault.Error
	Doubt    people.Doubt      // of the name or the address of who asks
	Parts    []templ.Component // what modules above show
	Box      []templ.Component // and in the form in which HR writes
	Sending  []templ.Component // the same between the conversation and the form
	Mark     templ.Component   // and beside the title; nil for none
	Awaited  string            // the id of the manager for whom it can wait; "" for nobody
	HandsOn  bool              // who reads can give it to those who take concerns: they are in HR
	Outside  bool              // who asks has no page here: what HR writes goes out by mail
}

// besides asks for the queue beside the case with a number, which is marked there where the view has it.
type besides struct {
	View  string `query:"view" json:"-"`
	At    string `query:"at" json:"-"`
	Known string `query:"known" json:"-"` // the mark of the list that the page shows
}

// pane is the queue beside a case. A case's page takes it anew by itself when something in the queue changes, which on a busy desk is all the time.
type pane struct {
	besides
	Page desk.Page
	Now  store.Time
}

// inPane is how many cases the queue beside a case shows.
const inPane = 20

func besidePath(view, number string) string {
	return "/desk/beside?" + url.Values{"view": {view}, "at": {number}}.Encode()
}

func (b *workbench) beside(ctx context.Context, by authz.Actor, in besides) (pane, error) {
	if in.View == "" {
		in.View = desk.ViewOpen
	}
	if !by.Works() && !by.Anonymous() {
		return pane{}, fault.New(fault.Forbidden, notDesk)
	}
	list, err := b.desk.Beside(ctx, by, desk.List{View: in.View, Limit: inPane, Known: in.Known})
	return pane{in, list, b.db.Now()}, err
}

func (b *workbench) one(ctx context.Context, by authz.Actor, in readCase) (opened, error) {
	if in.View == "" {
		in.View = desk.ViewOpen
	}
	out := opened{View: in.View, Now: b.db.Now(), Typed: typed{}, HandsOn: by.Has(authz.Agent, authz.HRHead)}
	var err error
	if out.Whole, err = b.desk.Read(ctx, by, desk.ReadOne{Number: in.Number}); err != nil {
		return out, err
	}
	out.Unheard = out.unheard()
	if !out.May.Work {
		return out, fault.New(fault.Forbidden, "This request is your own, or you only read it. Open it among your requests.")
	}
	if out.Parts, err = b.parts.Case(ctx, by, out.Whole); err != nil {
		return out, err
	}
	if out.Box, err = b.parts.Box(ctx, by, out.Whole, in.Macro); err != nil {
		return out, err
	}
	if out.Sending, err = b.parts.Write(ctx, by, out.Whole); err != nil {
		return out, err
	}
	marks, err := b.parts.Marks(ctx, by, out.Case)
	if err != nil {
		return out, err
	}
	out.Mark = marks[out.ID]
	if out.Doubt, err = b.people.DoubtOf(ctx, out.By.ID); err != nil {
		return out, err
	}
	asker, err := people.ByID(ctx, b.db, out.By.ID)
	if err != nil && fault.KindOf(err) != fault.NotFound { // who was erased is nobody
		return out, err
	}
	out.Outside = asker.Outside
	if out.Awaited, err = party.Awaited(ctx, b.db, out.ID, out.For.ID); err != nil {
		return out, err
	}
	if out.Beside, err = b.beside(ctx, by, besides{View: in.View, At: out.Number}); err != nil {
		return out, err
	}
	causes, err := b.catalogue.Causes(ctx, by, catalogue.Nothing{})
	if err != nil {
		return out, err
	}
	out.Causes = causes.Items
	return out, b.choices(ctx, by, &out.Services, &out.Teams, &out.HR)
}

// again shows the page of a case with one of its forms as it was typed.
func again[In any](b *workbench, form string, values func(In) (number string, all typed)) httpx.Again[In] {
	return func(ctx context.Context, by authz.Actor, in In, wrong *fault.Error) (templ.Component, error) {
		number, all := values(in)
		out, err := b.one(ctx, by, readCase{Number: number})
		if err != nil {
			return nil, err
		}
		out.Form, out.Typed, out.Err = form, all, wrong
		return casePage(ctx, out), nil
	}
}

// ofSign stands between the kind of a promise beside a case and the id of what is promised, where a page chooses it.
const ofSign = "/"

// renegotiate gives another time to the promise that was chosen on a page.
func (b *workbench) renegotiate(ctx context.Context, by authz.Actor, in desk.Renegotiate) (desk.Case, error) {
	if kind, of, beside := strings.Cut(in.Kind, ofSign); beside {
		in.Kind, in.Of = kind, of
	}
	return b.desk.Renegotiate(ctx, by, in)
}

// addStep is a new step as it is typed: its own promise in minutes or hours of working time.
type addStep struct {
	desk.AddStep
	Unit terms.Unit `json:"unit,omitempty"`
}

// pause lets a case wait as a page does: where the one for whom it waits reads it here, they read what is needed, too.
func (b *workbench) pause(ctx context.Context, by authz.Actor, in desk.Pause) (desk.Case, error) {
	in.Form = true
	return b.desk.Pause(ctx, by, in)
}

func (b *workbench) addStep(ctx context.Context, by authz.Actor, in addStep) (desk.Case, error) {
	minutes, ok := terms.Within(in.Minutes, in.Unit)
	if !ok {
		return desk.Case{}, fault.ForField("unit", "Choose hours or minutes.")
	}
	in.Minutes = minutes
	return b.desk.AddStep(ctx, by, in.AddStep)
}

// some writes a number, and nothing for none.
func some(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// answer is the form that sends an answer and closes the case. What is left out is what is usual: answered, with the service's usual cause.
type answer struct {
	Number    string `path:"number" json:"-"`
	Body      string `json:"body"`
	Internal  bool   `json:"internal,omitempty"` // what was written is a note
	Outcome   string `json:"outcome,omitempty"`
	Cause     string `json:"cause,omitempty"`
	CauseText string `json:"cause_text,omitempty"`
	HandedTo  string `json:"handed_to,omitempty"`
	Seen      string `json:"seen,omitempty"`
	Aware     string `json:"aware,omitempty"`

	InsteadOfCall bool `json:"instead_of_call,omitempty"`

	Kept  []string       `json:"kept,omitempty"`
	Files []files.Upload `form:"files" json:"-"`
}

func (b *workbench) answer(ctx context.Context, by authz.Actor, in answer) (desk.Case, error) {
	if in.Internal {
		return desk.Case{}, fault.ForField("body", "This is an internal note, not an answer. Keep it as a note, or choose Reply if the requester is to read it.")
	}
	if in.Outcome == "" {
		in.Outcome = desk.OutcomeAnswered
	}
	c, err := b.close(ctx, by, desk.Close{Number: in.Number, Answer: in.Body, Outcome: in.Outcome, Cause: in.Cause, CauseText: in.CauseText, HandedTo: in.HandedTo, InsteadOfCall: in.InsteadOfCall, Seen: in.Seen, Aware: in.Aware, Files: in.Files, Kept: in.Kept})
	if e := fault.As(err); e != nil {
		for i := range e.Fields {
			if e.Fields[i].Name == "answer" {
				e.Fields[i].Name = "body"
			}
		}
	}
	return c, err
}

func (b *workbench) next(in answer) string { return casePath(in.Number) }
