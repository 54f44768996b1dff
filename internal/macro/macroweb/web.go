// Package macroweb shows macros: the list in which teams keep them, and, in a case, the box from which they are put into an answer.
package macroweb

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/desk/draft"
	"hearth/internal/field"
	"hearth/internal/macro"
	"hearth/internal/macro/many"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct {
	macros    *macro.Service
	many      *many.Service
	catalogue *catalogue.Catalogue
}

// New returns the pages of s.
func New(s *macro.Service, c *catalogue.Catalogue) *Web { return &Web{s, many.New(s), c} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "macro", Routes: w.routes, Menu: []webspec.Link{{Weight: 52, Key: "macros", Label: locale.M("Macros"), Icon: "file-text", Href: path, Group: webspec.Tools, Text: locale.M("What the team writes often, in each language."), Face: authz.Desk,
		Roles: []authz.Role{authz.Agent, authz.HRHead, authz.ConcernHandler}}}}
}

// Part is what stands in the form in which HR writes on the page of a case.
func (w *Web) Part() part.Part { return part.Part{Weight: 45, Box: w.box} }

func (w *Web) routes(m *httpx.Mux) {
	s := w.macros
	m.Handle("GET /desk/macros", httpx.Page(w.list, listPage))
	m.Handle("GET /desk/macros/new", httpx.Page(w.blank, formPage))
	m.Handle("POST /desk/macros", httpx.Form(w.keep, func(keeping, macro.Macro) string { return path }, w.keepAgain))
	m.Handle("GET /desk/macros/{macro}", httpx.Page(w.one, formPage))
	m.Handle("POST /desk/macros/{macro}", httpx.Form(w.change, func(changing, macro.Macro) string { return path }, w.changeAgain))
	m.Handle("POST /desk/macros/{macro}/remove", httpx.Form(s.Drop, func(macro.Find, macro.Macro) string { return path }, nil))
	m.Handle("GET /api/v1/macros", httpx.JSON(s.List, 200, "The texts that you and your teams keep, with what they do besides. For HR."))
	m.Handle("POST /api/v1/macros", httpx.JSON(s.Keep, 201, "Keep a text with placeholders, in one language or more, for yourself or for a team. The same twice is one."))
	m.Handle("GET /api/v1/macros/{macro}", httpx.JSON(s.Read, 200, "One macro."))
	m.Handle("PUT /api/v1/macros/{macro}", httpx.JSON(s.Change, 200, "Put another text in place of a macro, as a whole."))
	m.Handle("POST /api/v1/macros/{macro}/remove", httpx.JSON(s.Drop, 200, "Remove a macro, for all who use it."))

	w.manyRoutes(m)
	m.Handle("GET /desk/cases/{number}/macros", httpx.Page(w.begin, answerPage))
	m.Handle("POST /desk/cases/{number}/macros", httpx.Form(s.Insert, inserted, w.insertAgain, "outcome", "cause", "cause_text", "handed_to", "instead_of_call", "seen", "aware", "kept"))
	m.Handle("POST /desk/cases/{number}/macros/send", httpx.Form(s.SendHeld, func(in macro.Send, _ macro.Sent) string { return casePath(in.Number) }, w.sendAgain,
		"outcome", "cause", "cause_text", "handed_to", "insert"))
	m.Handle("GET /api/v1/cases/{number}/macros", httpx.JSON(s.Choose, 200, "The macros that you may use in a case; with macro, that one as the case fills it in, in the language of who asked. What it lacks there is named."))
	m.Handle("POST /api/v1/cases/{number}/macros/send", httpx.JSON(s.Send, 201, "Send a message and do what the macro does besides, in one step."))
}

const path = "/desk/macros"

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

func sendPath(f macro.Filled) string { return casePath(f.Case) + "/macros/send" }

// inserted leads back to the case, where the draft stands in the box.
func inserted(in macro.Insert, _ draft.Draft) string {
	return casePath(in.Number) + "?macro=" + url.QueryEscape(in.Macro) + "#body"
}

// box is the choice of macros, and, once one was chosen, what has to be known of it before it is sent.
func (w *Web) box(ctx context.Context, by authz.Actor, c desk.Whole, chosen string) (templ.Component, error) {
	if !c.May.Work || !c.May.Write {
		return nil, nil
	}
	b := macro.Choice{Number: c.Number}
	var err error
	b.Macros, err = w.macros.List(ctx, by, macro.List{})
	if fault.KindOf(err) == fault.Forbidden || err == nil && len(b.Items) == 0 {
		return nil, nil // who works on one case alone may keep none
	}
	if err != nil {
		return nil, err
	}
	if chosen != "" {
		filled, err := w.macros.OnPage(ctx, by, macro.In{Number: c.Number, Macro: chosen})
		if err != nil && fault.KindOf(err) != fault.NotFound { // it may be gone since
			return nil, err
		}
		if err == nil {
			b.Filled = &filled
		}
	}
	return boxPart(b), nil
}

// answering is what the page shows on which a macro is read for a case.
type answering struct {
	macro.Choice
	Body string // what is to be sent
	Note bool   // it is an internal note, which is not sent
	Tick bool   // it takes the place of the call that the customer waits for
	Err  *fault.Error
}

// label and send are what the field and the button are called.
func (a answering) label(ctx context.Context) string {
	if a.Note {
		return locale.T(ctx, "Internal note")
	}
	return locale.T(ctx, "Your answer")
}

func (a answering) send(ctx context.Context) string {
	if a.Note {
		return locale.T(ctx, "Keep the note")
	}
	return locale.T(ctx, "Send")
}

func (w *Web) begin(ctx context.Context, by authz.Actor, in macro.In) (answering, error) {
	choice, err := w.macros.Choose(ctx, by, in)
	out := answering{Choice: choice}
	if choice.Filled != nil {
		out.Body = choice.Filled.Text
	}
	return out, err
}

func (w *Web) insertAgain(ctx context.Context, by authz.Actor, in macro.Insert, wrong *fault.Error) (templ.Component, error) {
	a, err := w.begin(ctx, by, macro.In{Number: in.Number})
	a.Body, a.Note, a.Err = in.Body, in.Internal, wrong
	return answerPage(ctx, a), err
}

func (w *Web) sendAgain(ctx context.Context, by authz.Actor, in macro.Send, wrong *fault.Error) (templ.Component, error) {
	a, err := w.begin(ctx, by, macro.In{Number: in.Number, Macro: in.Macro})
	if fault.KindOf(err) == fault.NotFound { // the macro is gone since, not the case
		a, err = w.begin(ctx, by, macro.In{Number: in.Number})
	}
	a.Body, a.Note, a.Tick, a.Err = in.Body, in.Internal, in.InsteadOfCall, wrong
	return answerPage(ctx, a), err
}

func answerPage(ctx context.Context, a answering) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Answer %s with a macro", a.Number), Active: "queue", Error: a.Err != nil}, answerBody(a))
}

func (w *Web) list(ctx context.Context, by authz.Actor, in macro.List) (macro.Macros, error) {
	return w.macros.List(ctx, by, in)
}

func listPage(ctx context.Context, all macro.Macros) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Macros"), Active: "macros"}, listBody(all))
}

// keeping is macro.Keep as its form sends it: languages and texts stand in the same order.
type keeping struct {
	Name      string   `json:"name"`
	Team      string   `json:"team"`
	Languages []string `json:"language"`
	Bodies    []string `json:"text"`
	Tag       string   `json:"tag"`
	WaitDays  int      `json:"wait_days"`
	Outcome   string   `json:"outcome"`
	Cause     string   `json:"cause"`
}

func (k keeping) in() macro.Keep {
	out := macro.Keep{Name: k.Name, Team: k.Team, Besides: macro.Besides{Tag: k.Tag, WaitDays: k.WaitDays, Outcome: k.Outcome, Cause: k.Cause}}
	for i, body := range k.Bodies {
		if i < len(k.Languages) {
			out.Texts = append(out.Texts, macro.Text{Language: k.Languages[i], Body: body})
		}
	}
	return out
}

// changing is keeping of a macro that there is.
type changing struct {
	ID string `path:"macro" json:"-"`
	keeping
	Mark string `json:"mark"` // of the macro that was read
}

// written is what the form of a macro shows.
type written struct {
	ID     string // "" is a new one
	Mark   string // of the macro that was read
	In     keeping
	Teams  []people.Team
	Causes []catalogue.Cause
	Fields []field.Field // that a text may name
	Err    *fault.Error
}

func (w *Web) blank(ctx context.Context, by authz.Actor, _ macro.List) (written, error) {
	out := written{}
	var err error
	if out.Teams, err = w.macros.Teams(ctx, by); err != nil {
		return out, err
	}
	if len(out.Teams) > 0 {
		out.In.Team = out.Teams[0].ID
	}
	if out.Fields, err = macro.Asked(ctx, w.macros.DB); err != nil {
		return out, err
	}
	causes, err := w.catalogue.Causes(ctx, by, catalogue.Nothing{})
	out.Causes = causes.Items
	return out, err
}

func (w *Web) one(ctx context.Context, by authz.Actor, in macro.Find) (written, error) {
	m, err := w.macros.Read(ctx, by, in)
	if err != nil {
		return written{}, err
	}
	out, err := w.blank(ctx, by, macro.List{})
	out.ID, out.Mark, out.In = m.ID, m.Mark, keeping{Name: m.Name, Team: m.Team, Tag: m.Tag, WaitDays: m.WaitDays, Outcome: m.Outcome, Cause: m.Cause}
	for _, t := range m.Texts {
		out.In.Languages, out.In.Bodies = append(out.In.Languages, t.Language), append(out.In.Bodies, t.Body)
	}
	return out, err
}

func (w *Web) keep(ctx context.Context, by authz.Actor, in keeping) (macro.Macro, error) {
	return w.macros.Keep(ctx, by, in.in())
}

func (w *Web) change(ctx context.Context, by authz.Actor, in changing) (macro.Macro, error) {
	return w.macros.Change(ctx, by, macro.Change{ID: in.ID, Keep: in.in(), Mark: in.Mark})
}

func (w *Web) keepAgain(ctx context.Context, by authz.Actor, in keeping, wrong *fault.Error) (templ.Component, error) {
	out, err := w.blank(ctx, by, macro.List{})
	out.In, out.Err = in, wrong
	return formPage(ctx, out), err
}

func (w *Web) changeAgain(ctx context.Context, by authz.Actor, in changing, wrong *fault.Error) (templ.Component, error) {
	out, err := w.blank(ctx, by, macro.List{})
	out.ID, out.Mark, out.In, out.Err = in.ID, in.Mark, in.keeping, wrong
	if err == nil && wrong.Kind == fault.Conflict { // they have been told, and may save all the same
		var now macro.Macro
		now, err = w.macros.Read(ctx, by, macro.Find{ID: in.ID})
		out.Mark = now.Mark
	}
	return formPage(ctx, out), err
}

func formPage(ctx context.Context, f written) templ.Component {
	title := locale.T(ctx, "New macro")
	if f.ID != "" {
		title = locale.T(ctx, "Change a macro")
	}
	return shell.Desk(ctx, shell.Page{Title: title, Active: "macros", Error: f.Err != nil, Keys: formKeys(ctx)}, formBody(f))
}
