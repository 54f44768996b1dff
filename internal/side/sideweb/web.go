// Package sideweb shows side conversations: to HR beside a case, and to those who were asked on pages of their own.
package sideweb

import (
	"context"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
	"hearth/internal/platform/webspec"
	"hearth/internal/side"
)

// Web is the pages of the module.
type Web struct {
	sides *side.Service
	desk  *desk.Service
}

// New returns the pages of s. d lists the files of a case.
func New(s *side.Service, d *desk.Service) *Web { return &Web{s, d} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "side", Routes: w.routes, Sections: []webspec.Section{{Weight: 25, Show: w.section}}}
}

// Part is what stands on HR's page of a case.
func (w *Web) Part() part.Part { return part.Part{Weight: 13, Case: w.onCase} }

func (w *Web) routes(m *httpx.Mux) {
	s := w.sides
	m.Handle("GET /desk/cases/{number}/side", httpx.Page(w.compose, composePage))
	m.Handle("POST /desk/cases/{number}/side/check", httpx.Taken(w.check, composePage))
	m.Handle("POST /desk/cases/{number}/side", httpx.Form(w.begin, func(_ typed, t side.Talk) string { return talkPath(t) }, w.beginAgain))
	m.Handle("GET /desk/cases/{number}/side/{side}", httpx.Page(w.read, talkPage))
	m.Handle("POST /desk/cases/{number}/side/{side}", httpx.Form(w.write, func(in side.Write, t side.Talk) string { return talkPath(t) }, w.writeAgain))
	m.Handle("POST /desk/cases/{number}/side/{side}/close", httpx.Form(s.Close, func(_ side.End, t side.Talk) string { return talkPath(t) }, nil))
	m.Handle("POST /desk/cases/{number}/side/{side}/withdraw", httpx.Form(s.Withdraw, func(_ side.End, t side.Talk) string { return talkPath(t) }, nil))
	m.Handle("GET /desk/cases/{number}/side/{side}/files/{file}", httpx.Raw(w.file))

	m.Handle("GET /api/v1/cases/{number}/side", httpx.JSON(s.List, 200, "What HR asked others about a case, apart from its conversation: whom, where it stands and how the last word begins. For those who work on it."))
	m.Handle("POST /api/v1/cases/{number}/side", httpx.JSON(s.Begin, 201, "Ask colleagues, or one address outside, about a case. They get what is written here and the named files, and nothing else of the case. The same key twice is once."))
	m.Handle("POST /api/v1/cases/{number}/side/check", httpx.JSON(s.Check, 200, "What those who are asked would get. Nothing is sent."))
	m.Handle("GET /api/v1/cases/{number}/side/{side}", httpx.JSON(s.Read, 200, "One side conversation with its words. It is recorded as an opening of the case."))
	m.Handle("POST /api/v1/cases/{number}/side/{side}/messages", httpx.JSON(s.Write, 201, "Write to those who were asked again. The same key twice is once."))
	m.Handle("POST /api/v1/cases/{number}/side/{side}/close", httpx.JSON(s.Close, 200, "Nobody waits for an answer any more. Who was asked can still read it."))
	m.Handle("POST /api/v1/cases/{number}/side/{side}/withdraw", httpx.JSON(s.Withdraw, 200, "Take a side conversation away from those who were asked, with mails that have not left."))

	m.Handle("GET /me/asked", httpx.Page(s.Asked, askedPage))
	m.Handle("GET /me/asked/{side}", httpx.Page(w.question, questionPage))
	m.Handle("POST /me/asked/{side}", httpx.Form(s.Reply, func(in side.Reply, _ side.Question) string { return questionPath(in.Side) }, w.replyAgain))
	m.Handle("GET /me/asked/{side}/files/{file}", httpx.Raw(w.ownFile))
	m.Handle("GET /asked/{side}/{file}/{seal}", httpx.Raw(w.sealed))
	m.Handle("GET /api/v1/me/asked", httpx.JSON(s.Asked, 200, "What HR asked you, those that wait for your answer first."))
	m.Handle("GET /api/v1/me/asked/{side}", httpx.JSON(s.Question, 200, "One thing that HR asked you, with what was written. That you opened it is recorded."))
	m.Handle("POST /api/v1/me/asked/{side}/answers", httpx.JSON(s.Reply, 201, "Answer what HR asked you. The same key twice is once."))
}

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

func talkPath(t side.Talk) string {
	return casePath(t.Number) + "/side/" + url.PathEscape(t.ID)
}

func questionPath(id string) string { return "/me/asked/" + url.PathEscape(id) }

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	if !c.May.Work {
		return nil, nil
	}
	all, err := w.sides.OnPage(ctx, by, c)
	if err != nil {
		return nil, err
	}
	return casePart(all), nil
}

// section leads to what somebody was asked, where there is something.
func (w *Web) section(ctx context.Context, by authz.Actor) (templ.Component, error) {
	all, err := w.sides.Asked(ctx, by, side.ReadAsked{})
	if err != nil || len(all.Items) == 0 {
		return nil, err
	}
	return linkPart(), nil
}

// reading is what the page of a conversation shows.
type reading struct {
	side.Talk
	Body string
	Key  string
	Err  *fault.Error
}

func (w *Web) read(ctx context.Context, by authz.Actor, in side.ReadOne) (reading, error) {
	t, err := w.sides.Read(ctx, by, in)
	return reading{Talk: t, Key: ident.New()}, err
}

// write is Write, with what is sent to be taken back for a while.
func (w *Web) write(ctx context.Context, by authz.Actor, in side.Write) (side.Talk, error) {
	in.Undo = true
	return w.sides.Write(ctx, by, in)
}

func (w *Web) writeAgain(ctx context.Context, by authz.Actor, in side.Write, wrong *fault.Error) (templ.Component, error) {
	r, err := w.read(ctx, by, side.ReadOne{Number: in.Number, Side: in.Side})
	r.Body, r.Err = in.Body, wrong
	return talkPage(ctx, r), err
}

// answering is what the page of a question shows to who was asked.
type answering struct {
	side.Question
	Body string
	Key  string
	Err  *fault.Error
}

func (w *Web) question(ctx context.Context, by authz.Actor, in side.ReadQuestion) (answering, error) {
	q, err := w.sides.Question(ctx, by, in)
	return answering{Question: q, Key: ident.New()}, err
}

func (w *Web) replyAgain(ctx context.Context, by authz.Actor, in side.Reply, wrong *fault.Error) (templ.Component, error) {
	a, err := w.question(ctx, by, side.ReadQuestion{Side: in.Side})
	a.Body, a.Err = in.Body, wrong
	return questionPage(ctx, a), err
}

func named(r *http.Request) side.ReadFile {
	return side.ReadFile{Number: r.PathValue("number"), Side: r.PathValue("side"), File: r.PathValue("file")}
}

func (w *Web) file(rw http.ResponseWriter, r *http.Request) error {
	content, f, err := w.sides.OpenFile(r.Context(), authz.FromContext(r.Context()), named(r))
	if err != nil {
		return err
	}
	files.Serve(rw, r, f, content)
	return content.Close()
}

func (w *Web) ownFile(rw http.ResponseWriter, r *http.Request) error {
	content, f, err := w.sides.OpenOwn(r.Context(), authz.FromContext(r.Context()), named(r))
	if err != nil {
		return err
	}
	files.Serve(rw, r, f, content)
	return content.Close()
}

func (w *Web) sealed(rw http.ResponseWriter, r *http.Request) error {
	content, f, err := w.sides.OpenSealed(r.Context(), named(r), r.PathValue("seal"))
	if err != nil {
		return err
	}
	files.Serve(rw, r, f, content)
	return content.Close()
}

func talkPage(ctx context.Context, r reading) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Asked about %s", r.Number), Active: "queue", Error: r.Err != nil, Keys: []ui.Key{{Keys: "Ctrl Enter", Label: locale.T(ctx, "send")}}}, talkBody(r))
}

func askedPage(ctx context.Context, q side.Questions) templ.Component {
	return shell.Faced(ctx, shell.Page{Title: locale.T(ctx, "Asked of you"), Active: "me"}, askedBody(q))
}

func questionPage(ctx context.Context, a answering) templ.Component {
	return shell.Faced(ctx, shell.Page{Title: locale.T(ctx, "Asked of you"), Active: "me", Error: a.Err != nil}, questionBody(a))
}
