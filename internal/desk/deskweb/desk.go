package deskweb

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/live"
	"hearth/internal/platform/store"
)

// workbench is the HR side of the pages: the queue, the case and the case that somebody phoned in.
type workbench struct {
	db        *store.DB
	desk      *desk.Service
	people    *people.Service
	catalogue *catalogue.Catalogue
	live      *live.Hub
	fresh     func(context.Context, authz.Actor) authz.Actor // the actor with the rights of this moment
}

func (b *workbench) routes(m *httpx.Mux) {
	m.Handle("GET /live", httpx.Raw(b.events))
	m.Handle("GET /desk", httpx.Page(b.queue, queuePage))
	m.Handle("POST /desk/bulk", httpx.Form(b.bulk, bulkDone, b.bulkAgain))
	m.Handle("GET /desk/new", httpx.Page(b.blank, newPage))
	m.Handle("POST /desk/new", httpx.Form(b.takeIn, takenIn, b.newAgain))
	m.Handle("GET /desk/cases/{number}", httpx.Page(b.one, casePage))
	m.Handle("POST /desk/cases/{number}/messages", httpx.Form(b.desk.Write, func(in desk.Write, _ desk.Entry) string { return casePath(in.Number) },
		again(b, "write", func(in desk.Write) (string, typed) {
			return in.Number, typed{"body": in.Body, "internal": onOff(in.Internal)}
		})))
	m.Handle("POST /desk/cases/{number}/close", httpx.Form(b.answer, func(in answer, _ desk.Case) string { return b.next(in) },
		again(b, "write", func(in answer) (string, typed) {
			return in.Number, typed{"body": in.Body, "outcome": in.Outcome, "cause": in.Cause, "cause_text": in.CauseText, "handed_to": in.HandedTo}
		})))
	m.Handle("POST /desk/cases/{number}/assign", httpx.Form(b.desk.Assign, func(in desk.Assign, c desk.Case) string { return back(in.Number, c) },
		again(b, "assign", func(in desk.Assign) (string, typed) {
			return in.Number, typed{"assignee": in.Assignee, "team": in.Team}
		})))
	m.Handle("POST /desk/cases/{number}/priority", httpx.Form(b.desk.SetPriority, func(in desk.SetPriority, c desk.Case) string { return back(in.Number, c) },
		again(b, "priority", func(in desk.SetPriority) (string, typed) { return in.Number, typed{"priority": in.Priority} })))
	m.Handle("POST /desk/cases/{number}/pause", httpx.Form(b.desk.Pause, func(in desk.Pause, c desk.Case) string { return back(in.Number, c) },
		again(b, "pause", func(in desk.Pause) (string, typed) { return in.Number, typed{"reason": in.Reason} })))
	m.Handle("POST /desk/cases/{number}/resume", httpx.Form(b.desk.Resume, func(in desk.Resume, c desk.Case) string { return back(in.Number, c) }, nil))
	m.Handle("POST /desk/cases/{number}/renegotiate", httpx.Form(b.desk.Renegotiate, func(in desk.Renegotiate, c desk.Case) string { return back(in.Number, c) },
		again(b, "renegotiate", func(in desk.Renegotiate) (string, typed) {
			return in.Number, typed{"reason": in.Reason, "kind": in.Kind}
		})))
	m.Handle("POST /desk/cases/{number}/restrict", httpx.Form(b.desk.Restrict, func(in desk.Restrict, c desk.Case) string { return back(in.Number, c) },
		again(b, "restrict", func(in desk.Restrict) (string, typed) {
			return in.Number, typed{"sensitivity": in.Sensitivity, "named": strings.Join(in.Named, " ")}
		})))
	m.Handle("POST /desk/cases/{number}/steps", httpx.Form(b.desk.AddStep, func(in desk.AddStep, c desk.Case) string { return back(in.Number, c) },
		again(b, "step", func(in desk.AddStep) (string, typed) {
			return in.Number, typed{"title": in.Title, "owner": in.Owner, "outside": in.Outside}
		})))
	m.Handle("POST /desk/cases/{number}/steps/{step}", httpx.Form(b.desk.SetStep, func(in desk.SetStep, c desk.Case) string { return back(in.Number, c) },
		again(b, "steps", func(in desk.SetStep) (string, typed) { return in.Number, typed{"why": in.Why, "step": in.Step} })))
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

// typed is what was typed into a form that was refused, by field.
type typed map[string]string

// ask is what the queue's address says.
type ask struct {
	View     string `query:"view" json:"-"`
	Q        string `query:"q" json:"-"`
	Service  string `query:"service" json:"-"`
	Team     string `query:"team" json:"-"`
	Channel  string `query:"channel" json:"-"`
	Assignee string `query:"assignee" json:"-"`
	After    string `query:"after" json:"-"`
	Dense    bool   `query:"dense" json:"-"`
}

// query is the address of the same queue with some things changed: pairs of a name and its value.
func (a ask) query(changed ...string) string {
	v := url.Values{}
	for name, value := range map[string]string{"view": a.View, "q": a.Q, "service": a.Service, "team": a.Team, "channel": a.Channel, "assignee": a.Assignee, "after": a.After} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if a.Dense {
		v.Set("dense", "on")
	}
	for i := 0; i+1 < len(changed); i += 2 {
		v.Del(changed[i])
		if changed[i+1] != "" {
			v.Set(changed[i], changed[i+1])
		}
	}
	if len(v) == 0 {
		return "/desk"
	}
	return "/desk?" + v.Encode()
}

// queued is what the queue page shows.
type queued struct {
	Ask      ask
	Page     desk.Page
	Views    []desk.View
	Now      store.Time
	Services []catalogue.Service
	Teams    []people.Team
	HR       []people.Person
	Err      *fault.Error
	Picked   []string
	Refused  []desk.Refused
}

// rows is how many cases one page of the queue shows: thirty in dense mode fit a screen.
const rows = 30

func (b *workbench) queue(ctx context.Context, by authz.Actor, in ask) (queued, error) {
	if in.View == "" {
		in.View = desk.ViewOpen
	}
	out := queued{Ask: in, Now: b.db.Now()}
	views, err := b.desk.Views(ctx, by, desk.ReadViews{})
	if err != nil {
		return out, err
	}
	if len(views.Items) < len(desk.DeskViews()) {
		return out, fault.New(fault.Forbidden, "The queue is for HR. If you work there, go to the desk first.")
	}
	out.Views = slices.DeleteFunc(views.Items, func(v desk.View) bool { return !slices.Contains(desk.DeskViews(), v.ID) })
	out.Page, err = b.desk.List(ctx, by, desk.List{View: in.View, Q: in.Q, Service: in.Service, Team: in.Team, Channel: in.Channel, Assigned: in.Assignee, After: in.After, Limit: rows})
	if err != nil {
		return out, err
	}
	return out, b.choices(ctx, by, &out.Services, &out.Teams, &out.HR)
}

// choices fills in what the forms of the desk choose from.
func (b *workbench) choices(ctx context.Context, by authz.Actor, services *[]catalogue.Service, teams *[]people.Team, hr *[]people.Person) error {
	all, err := b.catalogue.Services(ctx, by, catalogue.Nothing{})
	if err != nil {
		return err
	}
	*services = all.Items
	if *teams, err = people.Teams(ctx, b.db); err != nil {
		return err
	}
	*hr, err = people.HRPeople(ctx, b.db)
	return err
}

// pickedCases is the form below the queue.
type pickedCases struct {
	Numbers  []string `json:"numbers"`
	Assignee string   `json:"assignee,omitempty"`
	Team     string   `json:"team,omitempty"`
	Priority string   `json:"priority,omitempty"`
	Back     string   `json:"back,omitempty"` // the query of the queue
}

func (b *workbench) bulk(ctx context.Context, by authz.Actor, in pickedCases) (desk.BulkDone, error) {
	done, err := b.desk.Bulk(ctx, by, desk.Bulk{Numbers: in.Numbers, Assignee: in.Assignee, Team: in.Team, Priority: in.Priority})
	if err == nil && len(done.Refused) > 0 {
		first := done.Refused[0].Why
		if len(first.Fields) > 0 {
			first = &fault.Error{Kind: first.Kind, Key: first.Fields[0].Key, Args: first.Fields[0].Args}
		}
		return done, &fault.Error{Kind: fault.Conflict, Key: "%d changed, %d stayed as they were. The first of these, %s: %s",
			Args: []any{len(done.Changed), len(done.Refused), done.Refused[0].Number, sentence(ctx, first)}}
	}
	return done, err
}

func bulkDone(in pickedCases, _ desk.BulkDone) string {
	if in.Back == "" {
		return "/desk"
	}
	return "/desk?" + in.Back
}

func (b *workbench) bulkAgain(ctx context.Context, by authz.Actor, in pickedCases, wrong *fault.Error) (templ.Component, error) {
	q, err := url.ParseQuery(in.Back)
	if err != nil {
		q = url.Values{}
	}
	out, err := b.queue(ctx, by, ask{View: q.Get("view"), Q: q.Get("q"), Service: q.Get("service"), Team: q.Get("team"), Channel: q.Get("channel"),
		Assignee: q.Get("assignee"), After: q.Get("after"), Dense: q.Get("dense") == "on"})
	if err != nil {
		return nil, err
	}
	out.Err, out.Picked = wrong, in.Numbers
	return queuePage(ctx, out), nil
}

// readCase is what the address of a case says.
type readCase struct {
	Number string `path:"number" json:"-"`
	View   string `query:"view" json:"-"`
}

// opened is what the page of a case shows.
type opened struct {
	desk.Whole
	View     string
	List     []desk.Case // the queue beside it
	Now      store.Time
	Services []catalogue.Service
	Teams    []people.Team
	HR       []people.Person
	Causes   []catalogue.Cause
	Form     string // which form was refused; "" for none
	Typed    typed
	Err      *fault.Error
}

// beside is how many cases the queue beside a case shows.
const beside = 20

func (b *workbench) one(ctx context.Context, by authz.Actor, in readCase) (opened, error) {
	if in.View == "" {
		in.View = desk.ViewOpen
	}
	out := opened{View: in.View, Now: b.db.Now(), Typed: typed{}}
	var err error
	if out.Whole, err = b.desk.Read(ctx, by, desk.ReadOne{Number: in.Number}); err != nil {
		return out, err
	}
	if !out.May.Work {
		return out, fault.New(fault.Forbidden, "This request is your own, or you only read it. Open it among your requests.")
	}
	list, err := b.desk.List(ctx, by, desk.List{View: in.View, Limit: beside})
	if err != nil {
		return out, err
	}
	out.List = list.Items
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

// answer is the form that sends an answer and closes the case. What is left out is what is usual: answered, with the service's usual cause.
type answer struct {
	Number    string `path:"number" json:"-"`
	Body      string `json:"body"`
	Outcome   string `json:"outcome,omitempty"`
	Cause     string `json:"cause,omitempty"`
	CauseText string `json:"cause_text,omitempty"`
	HandedTo  string `json:"handed_to,omitempty"`
	Seen      string `json:"seen,omitempty"`
}

func (b *workbench) answer(ctx context.Context, by authz.Actor, in answer) (desk.Case, error) {
	if in.Outcome == "" {
		in.Outcome = desk.OutcomeAnswered
	}
	c, err := b.desk.Close(ctx, by, desk.Close{Number: in.Number, Answer: in.Body, Outcome: in.Outcome, Cause: in.Cause, CauseText: in.CauseText, HandedTo: in.HandedTo, Seen: in.Seen})
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

// newCase is the form for somebody who phoned or came by.
type newCase struct {
	For         string   `json:"for" query:"for"`
	Channel     string   `json:"channel,omitempty"`
	Service     string   `json:"service,omitempty"`
	Subject     string   `json:"subject"`
	Body        string   `json:"body"`
	About       []string `json:"about,omitempty"`
	Against     []string `json:"against,omitempty"`
	NotManager  bool     `json:"not_manager,omitempty"`
	Sensitivity string   `json:"sensitivity,omitempty"`
	Priority    string   `json:"priority,omitempty"`
}

// newForm is what the page of such a case shows.
type newForm struct {
	In       newCase
	Err      *fault.Error
	Matches  []people.Entry // several people have the name that was typed
	Services []catalogue.Service
}

func (b *workbench) blank(ctx context.Context, by authz.Actor, in newCase) (newForm, error) {
	if err := onlyHR(by); err != nil {
		return newForm{}, err
	}
	all, err := b.catalogue.Services(ctx, by, catalogue.Nothing{})
	if in.Channel == "" {
		in.Channel = desk.Phone
	}
	if in.Service == "" {
		in.Service = catalogue.DefaultService
	}
	return newForm{In: in, Services: all.Items}, err
}

func onlyHR(by authz.Actor) error {
	switch {
	case by.Anonymous():
		return fault.New(fault.SignIn, "Please sign in first.")
	case !by.Has(authz.Agent, authz.HRHead):
		return fault.New(fault.Forbidden, "Only HR writes down requests for others.")
	}
	return nil
}

func (b *workbench) takeIn(ctx context.Context, by authz.Actor, in newCase) (desk.Case, error) {
	if err := onlyHR(by); err != nil {
		return desk.Case{}, err
	}
	who, err := b.whoIs(ctx, by, in.For)
	if err != nil {
		return desk.Case{}, err
	}
	switch len(who) {
	case 0:
		if strings.TrimSpace(in.For) != "" {
			return desk.Case{}, fault.ForField("for", "We do not know %s. Give a name, an e-mail address or a personnel number.", in.For)
		}
	case 1:
		in.For = who[0].ID
	default:
		return desk.Case{}, fault.ForField("for", "%d people have this name. Choose one of them.", len(who))
	}
	open := desk.Open{Subject: in.Subject, Body: in.Body, Service: in.Service, Channel: in.Channel, For: in.For, About: in.About, Against: in.Against,
		Sensitivity: in.Sensitivity, Priority: in.Priority}
	if in.NotManager {
		open.NotTo = []string{"manager"}
	}
	return b.desk.Open(ctx, by, open)
}

func takenIn(_ newCase, c desk.Case) string {
	if c.Service == "" {
		return "/desk"
	}
	return casePath(c.Number)
}

func (b *workbench) newAgain(ctx context.Context, by authz.Actor, in newCase, wrong *fault.Error) (templ.Component, error) {
	out, err := b.blank(ctx, by, in)
	if err != nil {
		return nil, err
	}
	out.Err = wrong
	if out.Matches, err = b.whoIs(ctx, by, in.For); err != nil {
		return nil, err
	}
	if len(out.Matches) == 1 {
		out.Matches = nil
	}
	return newPage(ctx, out), nil
}

// mostMatches is how many people of one name the form offers.
const mostMatches = 8

// whoIs finds the people whom somebody at the phone may be: by address or number, or by name. Of more than mostMatches the first are offered.
func (b *workbench) whoIs(ctx context.Context, by authz.Actor, text string) ([]people.Entry, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, nil
	}
	p, err := people.Find(ctx, b.db, text)
	if err == nil {
		return []people.Entry{{ID: p.ID, Name: p.DisplayName(), Email: p.Email, PersonnelNumber: p.PersonnelNumber}}, nil
	}
	if fault.KindOf(err) != fault.NotFound {
		return nil, err
	}
	found, err := b.people.ListPeople(ctx, by, people.ListPeople{Q: text, Limit: mostMatches})
	return found.Items, err
}
