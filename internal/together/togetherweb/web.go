// Package togetherweb shows what several people of HR write together on a case: the page on which they do, and that they do on the page of the case.
package togetherweb

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/beside"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
	"hearth/internal/platform/webspec"
	"hearth/internal/together"
)

// Web is the pages of the module.
type Web struct {
	together *together.Service
	desk     *desk.Service
}

// New returns the pages of s.
func New(s *together.Service, d *desk.Service) *Web { return &Web{s, d} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "together", Routes: w.routes, Sections: []webspec.Section{{Weight: 28, Show: w.presence}}}
}

// presence is on the page of who works for HR.
func (w *Web) presence(ctx context.Context, by authz.Actor) (templ.Component, error) {
	if !by.Works() {
		return nil, nil
	}
	p, err := w.together.ReadPresence(ctx, by, together.Nothing{})
	if err != nil {
		return nil, err
	}
	return presencePart(p), nil
}

// Part is what stands on HR's page of a case.
func (w *Web) Part() part.Part { return part.Part{Weight: 8, Write: w.onCase, Box: w.inBox} }

func (w *Web) routes(m *httpx.Mux) {
	s := w.together
	m.Handle("GET /desk/cases/{number}/together", httpx.Page(w.all, allPage))
	m.Handle("POST /desk/cases/{number}/together", httpx.Form(w.begin, begun, w.beginAgain, "seen", "aware", "outcome", "cause", "cause_text", "handed_to", "insert"))
	m.Handle("POST /desk/cases/{number}/together/{kind}/remove", httpx.Form(w.detach, func(in detaching, _ together.Draft) string { return onePath(in.Number, in.Kind) + "#files" }, w.detachAgain))
	m.Handle("GET /desk/cases/{number}/together/files/{attachment}", httpx.Raw(w.file))
	m.Handle("POST /api/v1/cases/{number}/together/{kind}/files", httpx.JSON(s.Attach, 200, "Add files to it, as a multipart form: they go out with it."))
	m.Handle("GET /api/v1/cases/{number}/together/files/{attachment}", httpx.Raw(w.file))
	m.Handle("POST /api/v1/cases/{number}/together/{kind}/remove", httpx.JSON(s.Detach, 200, "Take a file out of it, for all who write it."))
	m.Handle("GET /desk/cases/{number}/together/{kind}", httpx.Page(w.read, onePage))
	m.Handle("POST /desk/cases/{number}/together/{kind}", httpx.Form(w.save, saved, w.again, "seen", "close"))
	m.Handle("POST /desk/cases/{number}/together/{kind}/send", httpx.Form(w.send, func(in typing, _ together.Draft) string { return casePath(in.Number) }, w.again))
	m.Handle("POST /desk/cases/{number}/together/{kind}/end", httpx.Form(w.end, func(in typing, _ together.Draft) string { return casePath(in.Number) + "#body" }, w.again, "seen", "close"))
	m.Handle("GET /api/v1/cases/{number}/together", httpx.JSON(s.OfCase, 200, "The texts that HR writes together on a case before they are sent. For HR."))
	m.Handle("GET /api/v1/cases/{number}/together/{kind}", httpx.JSON(s.Read, 200, "The reply or note that is written together; version 0 when there is none."))
	m.Handle("PUT /api/v1/cases/{number}/together/{kind}", httpx.JSON(s.Save, 200, "Begin it (version 0) or save it. With was, the text of the version that yours grew from, what others wrote since is joined; 409 where both changed one paragraph, or without was when there is a newer version."))
	m.Handle("POST /api/v1/cases/{number}/together/{kind}/send", httpx.JSON(s.Send, 200, "Send it, once. A reply can be undone for as long as you chose, and is back then. 409 when others wrote in it meanwhile: read it first."))
	m.Handle("POST /api/v1/cases/{number}/together/{kind}/end", httpx.JSON(s.End, 200, "Take it back as your own draft."))
	m.Handle("POST /me/presence", httpx.Form(s.SavePresence, func(together.Presence, together.Presence) string { return "/me#presence" }, nil))
	m.Handle("GET /api/v1/me/presence", httpx.JSON(s.ReadPresence, 200, "Whether colleagues see that you read a case. That you write they see always. For HR."))
	m.Handle("PUT /api/v1/me/presence", httpx.JSON(s.SavePresence, 200, "Say whether colleagues see that you read a case."))
	m.Handle("POST /api/v1/cases/{number}/writing", httpx.JSON(s.Writing, 200, "Tell colleagues on the case for some seconds that you write a reply or note. It is not kept."))
}

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

func onePath(number, kind string) string {
	return casePath(number) + "/together/" + url.PathEscape(kind)
}

// all is the page on which everything is that is written together on a case, which is also where other pages take it from when it changes.
func (w *Web) all(ctx context.Context, by authz.Actor, in together.ReadOf) (together.OnCase, error) {
	return w.together.Beside(ctx, by, in)
}

func allPage(ctx context.Context, o together.OnCase) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Written together: %s", o.Number), Active: "queue", Live: "/live?topics=" + beside.Topic(o.ID)}, allBody(o))
}

// onCase stands between the conversation and the form.
func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	if !c.May.Work {
		return nil, nil
	}
	o, err := w.together.OnPage(ctx, by, c)
	if err != nil {
		return nil, err
	}
	return casePart(o), nil
}

// inBox stands in the form in which HR writes.
func (w *Web) inBox(ctx context.Context, by authz.Actor, c desk.Whole, _ string) (templ.Component, error) {
	if !c.May.Work {
		return nil, nil
	}
	version, err := w.together.Aware(ctx, by, c)
	if err != nil {
		return nil, err
	}
	return box(c.Number, strconv.FormatInt(version, 10)), nil
}

// of is the text of a kind; a zero one when there is none.
func of(o together.OnCase, kind string) together.Draft {
	i := slices.IndexFunc(o.Items, func(d together.Draft) bool { return d.Kind == kind })
	if i < 0 {
		return together.Draft{Number: o.Number, Kind: kind}
	}
	return o.Items[i]
}

// beginning is the form in which HR writes, of which the text becomes one that is written together.
type beginning struct {
	Number   string         `path:"number" json:"-"`
	Body     string         `json:"body"`
	Internal bool           `json:"internal,omitempty"`
	Files    []files.Upload `form:"files" json:"-"`
	Kept     []string       `json:"kept,omitempty"`
	Call     bool           `json:"instead_of_call,omitempty"` // it takes the place of the call, which goes along to the page of the text
}

func (in beginning) kind() string {
	if in.Internal {
		return together.Note
	}
	return together.Reply
}

func (w *Web) begin(ctx context.Context, by authz.Actor, in beginning) (together.Draft, error) {
	d, err := w.together.Read(ctx, by, together.Find{Number: in.Number, Kind: in.kind()})
	if err != nil {
		return d, err
	}
	if d.Version == 0 || in.Body != "" {
		if _, err := w.together.Save(ctx, by, together.Save{Number: in.Number, Kind: in.kind(), Body: in.Body}); err != nil {
			return d, err
		}
	}
	return w.attached(ctx, by, together.Attach{Number: in.Number, Kind: in.kind(), Files: in.Files, Kept: in.Kept})
}

// attached adds files to a text, where there are any.
func (w *Web) attached(ctx context.Context, by authz.Actor, in together.Attach) (together.Draft, error) {
	if len(in.Files) == 0 && !slices.ContainsFunc(in.Kept, func(id string) bool { return id != "" }) {
		return w.together.Read(ctx, by, together.Find{Number: in.Number, Kind: in.Kind})
	}
	return w.together.Attach(ctx, by, in)
}

func begun(in beginning, _ together.Draft) string {
	if in.Call {
		return onePath(in.Number, in.kind()) + "?instead_of_call=true"
	}
	return onePath(in.Number, in.kind())
}

func (w *Web) beginAgain(ctx context.Context, by authz.Actor, in beginning, wrong *fault.Error) (templ.Component, error) {
	return w.again(ctx, by, typing{Number: in.Number, Kind: in.kind(), Body: in.Body, Call: in.Call}, wrong)
}

// typing is the form on the page of a text.
type typing struct {
	Number  string         `path:"number" json:"-"`
	Kind    string         `path:"kind" json:"-"`
	Body    string         `json:"body"`
	Version int64          `json:"version"`
	Was     string         `json:"was"`
	Seen    string         `json:"seen,omitempty"`
	Close   bool           `json:"close,omitempty"`
	Call    bool           `json:"instead_of_call,omitempty"` // with close: it takes the place of the call
	With    []string       `json:"with,omitempty"`            // the files that stood there
	Files   []files.Upload `form:"files" json:"-"`
}

func (in typing) save() together.Save {
	return together.Save{Number: in.Number, Kind: in.Kind, Body: in.Body, Version: in.Version, Was: &in.Was}
}

func (w *Web) save(ctx context.Context, by authz.Actor, in typing) (together.Draft, error) {
	if _, err := w.together.Save(ctx, by, in.save()); err != nil {
		return together.Draft{}, err
	}
	return w.attached(ctx, by, together.Attach{Number: in.Number, Kind: in.Kind, Files: in.Files})
}

func saved(in typing, _ together.Draft) string { return onePath(in.Number, in.Kind) }

func (w *Web) send(ctx context.Context, by authz.Actor, in typing) (together.Draft, error) {
	s := together.Send{Save: in.save(), Seen: in.Seen, Close: in.Close, InsteadOfCall: in.Call, With: in.With}
	if len(in.Files) > 0 { // chosen, and not attached yet
		before, err := w.together.Read(ctx, by, together.Find{Number: in.Number, Kind: in.Kind})
		if err != nil {
			return before, err
		}
		now, err := w.save(ctx, by, in)
		if err != nil {
			return now, err
		}
		for _, f := range now.Files {
			if !slices.Contains(before.Files, f) {
				s.With = append(s.With, f.ID)
			}
		}
	}
	if in.Close {
		c, err := w.desk.Read(ctx, by, desk.ReadOne{Number: in.Number})
		if err != nil {
			return together.Draft{}, err
		}
		s.Cause = c.Usual
	}
	return w.together.Send(ctx, by, s)
}

// end takes the text as somebody has it before them.
func (w *Web) end(ctx context.Context, by authz.Actor, in typing) (together.Draft, error) {
	s, err := w.together.Save(ctx, by, in.save())
	if err != nil {
		return together.Draft{}, err
	}
	return w.together.End(ctx, by, together.End{Number: in.Number, Kind: in.Kind, Version: s.Version})
}

// detaching is the form on the page of a text, of which a file is taken out.
type detaching struct {
	typing
	File string `json:"file"`
}

func (w *Web) detach(ctx context.Context, by authz.Actor, in detaching) (together.Draft, error) {
	if d, err := w.save(ctx, by, in.typing); err != nil {
		return d, err
	}
	return w.together.Detach(ctx, by, together.Detach{Number: in.Number, Kind: in.Kind, File: in.File})
}

func (w *Web) detachAgain(ctx context.Context, by authz.Actor, in detaching, wrong *fault.Error) (templ.Component, error) {
	return w.again(ctx, by, in.typing, wrong)
}

func (w *Web) file(rw http.ResponseWriter, r *http.Request) error {
	content, f, err := w.together.File(r.Context(), authz.FromContext(r.Context()), r.PathValue("number"), r.PathValue("attachment"))
	if err != nil {
		return err
	}
	files.Serve(rw, r, f, content)
	return content.Close()
}

// one is what the page of a text shows.
type one struct {
	together.Draft
	Case  desk.Whole
	Here  []beside.Colleague
	Talk  []ui.Message
	Typed string          // what stands in the field
	Call  bool            // the customer waits for a call
	Tick  bool            // it takes the place of that call
	Both  *together.Draft // what others made of it meanwhile, beside what was typed; nil: nothing
	Err   *fault.Error
}

// shown is how many entries of the conversation stand beside the text.
const shown = 6

// reading asks for the page of a text.
type reading struct {
	Number string `path:"number" json:"-"`
	Kind   string `path:"kind" json:"-"`
	Call   bool   `query:"instead_of_call" json:"-"`
}

func (w *Web) read(ctx context.Context, by authz.Actor, in reading) (one, error) {
	out, err := w.one(ctx, by, together.Find{Number: in.Number, Kind: in.Kind})
	out.Tick = in.Call
	return out, err
}

func (w *Web) one(ctx context.Context, by authz.Actor, in together.Find) (one, error) {
	d, err := w.together.Read(ctx, by, in)
	if err != nil {
		return one{}, err
	}
	out := one{Draft: d, Typed: d.Body}
	if out.Case, err = w.desk.Read(ctx, by, desk.ReadOne{Number: in.Number}); err != nil {
		return out, err
	}
	if out.Call, err = w.together.Waited(ctx, w.together.DB, out.Case.ID); err != nil {
		return out, err
	}
	o, err := w.together.Beside(ctx, by, together.ReadOf{Number: in.Number})
	out.Here = o.Here
	for _, e := range out.Case.Talk {
		if e.Event == nil && e.Withdrawn.IsZero() {
			m := ui.Message{Speaker: ui.Staff, Author: e.Author.Name, You: e.Own, At: e.At.Time, Text: e.Body}
			switch {
			case e.Kind == "note":
				m.Speaker, m.Label = ui.Note, locale.T(ctx, "Not sent to the requester, who may ask for a copy.")
			case e.Side == "customer":
				m.Speaker = ui.Customer
			}
			out.Talk = append(out.Talk, m)
		}
	}
	out.Talk = out.Talk[max(0, len(out.Talk)-shown):]
	return out, err
}

// again shows the page with what was typed, which now grows from what is there, beside what others made of it.
func (w *Web) again(ctx context.Context, by authz.Actor, in typing, wrong *fault.Error) (templ.Component, error) {
	out, err := w.one(ctx, by, together.Find{Number: in.Number, Kind: in.Kind})
	if err != nil {
		return nil, err
	}
	out.Err, out.Tick = wrong, in.Call
	if there := out.Draft; out.Sending == "" && in.Body != "" && in.Body != there.Body {
		if joined, ok := together.Merge(in.Was, in.Body, there.Body); ok && there.Version != 0 && in.Version != 0 {
			out.Typed = joined
		} else {
			out.Typed = in.Body
			if there.Version != 0 {
				out.Both = &there
			}
		}
	}
	return onePage(ctx, out), nil
}

func onePage(ctx context.Context, o one) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, titles[o.Kind], o.Number), Active: "queue", Live: "/live?topics=" + desk.CaseTopic(o.Case.ID) + "," + beside.Topic(o.Case.ID), Error: o.Err != nil,
		Keys: []ui.Key{{Keys: "R", Label: locale.T(ctx, "write")}, {Keys: "Ctrl Enter", Label: locale.T(ctx, "send")}, {Keys: "/", Label: locale.T(ctx, "search")}}}, oneBody(o))
}

// titles are message keys.
var titles = map[string]string{together.Reply: "An answer, written together: %s", together.Note: "A note, written together: %s"}

// doing is what a colleague does at a case, as a message key.
var doing = map[string]string{beside.Writes: "%s is writing an answer.", beside.Notes: "%s is writing a note.", beside.Reads: "%s is reading this too."}

// kindNames and begins are message keys.
var (
	kindNames = map[string]string{together.Reply: "Answer", together.Note: "Internal note"}
	begins    = map[string]string{together.Reply: "Begin an answer together", together.Note: "Begin a note together"}
)

// filePath is where a file of a text is read.
func filePath(number, id string) string {
	return casePath(number) + "/together/files/" + url.PathEscape(id)
}

func writeAlong(ctx context.Context, kind string) string {
	if kind == together.Note {
		return locale.T(ctx, "Write along in the note")
	}
	return locale.T(ctx, "Write along")
}

// shared lets the script of the page save the text; one that is not begun yet begins by its button.
func shared(o one) templ.Attributes {
	if o.Version == 0 {
		return nil
	}
	return templ.Attributes{"data-together": "/api/v1/cases/" + url.PathEscape(o.Number) + "/together/" + o.Kind}
}
