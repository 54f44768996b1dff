// Package tagweb shows the words by which teams of HR sort cases: on a case, and all of them on a page of their own.
package tagweb

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
	"hearth/internal/platform/webspec"
	"hearth/internal/tag"
)

// Web is the pages of the module.
type Web struct{ tags *tag.Service }

// New returns the pages of s.
func New(s *tag.Service) *Web { return &Web{s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "tag", Routes: w.routes, Menu: []webspec.Link{{Weight: 50, Key: "tags", Label: locale.M("Tags"), Icon: "bookmark", Href: tagsPath, Group: webspec.Tools, Text: locale.M("The short words by which the team finds cases together."), Face: authz.Desk,
		Roles: []authz.Role{authz.Agent, authz.HRHead}}}}
}

// Part is what stands on HR's page of a case.
func (w *Web) Part() part.Part { return part.Part{Weight: 45, Case: w.onCase} }

func (w *Web) routes(m *httpx.Mux) {
	s := w.tags
	m.Handle("GET /desk/cases/{number}/tags", httpx.Page(w.begin, putPage))
	m.Handle("POST /desk/cases/{number}/tags", httpx.Form(s.Put, func(in tag.Put, _ tag.Tags) string { return casePath(in.Number) }, w.putAgain))
	m.Handle("POST /desk/cases/{number}/tags/remove", httpx.Form(s.Take, func(in tag.Take, _ tag.Tags) string { return casePath(in.Number) }, nil))
	m.Handle("GET /api/v1/cases/{number}/tags", httpx.JSON(s.OfCase, 200, "The tags of a case, and words that its team used last. For HR."))
	m.Handle("POST /api/v1/cases/{number}/tags", httpx.JSON(s.Put, 200, "Put a short word on a case, by which its team finds it again. Never a name, nor a note about a person. The same twice is once."))
	m.Handle("POST /api/v1/cases/{number}/tags/remove", httpx.JSON(s.Take, 200, "Take a tag off a case."))

	m.Handle("GET /desk/tags", httpx.Page(w.list, tagsPage))
	m.Handle("POST /desk/tags/{tag}", httpx.Form(s.Rename, func(tag.Rename, tag.Tag) string { return tagsPath }, w.renameAgain))
	m.Handle("GET /api/v1/tags", httpx.JSON(s.List, 200, "The tags that are on cases which you read, with how many of these. For HR."))
	m.Handle("POST /api/v1/tags/{tag}", httpx.JSON(s.Rename, 200, "Give a tag another spelling; the rules, macros and kept views that name it follow. Where its team has that word already, the two are joined, if you say so. For the head of HR."))
	m.Handle("GET /api/v1/tags/{tag}/cases", httpx.JSON(s.Cases, 200, "The cases with a tag that you read, the newest first, in pages."))
}

const tagsPath = "/desk/tags"

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

func queuePath(id string) string { return "/desk?view=all&tag=" + url.QueryEscape(id) }

// putting is what the page shows on which a word is put on a case.
type putting struct {
	tag.Tags
	In  tag.Put
	Err *fault.Error
}

func (w *Web) begin(ctx context.Context, by authz.Actor, in tag.ReadOf) (putting, error) {
	t, err := w.tags.OfCase(ctx, by, in)
	return putting{Tags: t, In: tag.Put{Number: in.Number}}, err
}

func (w *Web) putAgain(ctx context.Context, by authz.Actor, in tag.Put, wrong *fault.Error) (templ.Component, error) {
	p, err := w.begin(ctx, by, tag.ReadOf{Number: in.Number})
	p.In, p.Err = in, wrong
	return putPage(ctx, p), err
}

// listed is what the page of all words shows.
type listed struct {
	tag.Vocabulary
	In  tag.Rename
	Err *fault.Error
}

func (w *Web) list(ctx context.Context, by authz.Actor, in tag.List) (listed, error) {
	v, err := w.tags.List(ctx, by, in)
	return listed{Vocabulary: v}, err
}

func (w *Web) renameAgain(ctx context.Context, by authz.Actor, in tag.Rename, wrong *fault.Error) (templ.Component, error) {
	l, err := w.list(ctx, by, tag.List{})
	l.In, l.Err = in, wrong
	return tagsPage(ctx, l), err
}

// joins reports whether the form of a word has to say that it is joined to another one.
func (l listed) joins(x tag.Listed) bool {
	return l.In.Tag == x.ID && l.Err != nil && l.Err.Kind == fault.Conflict
}

// uses are what names a word, as message keys.
var uses = map[string]string{tag.ByRule: "Rule", tag.ByMacro: "Macro", tag.ByView: "View"}

func usePath(u tag.Use) string {
	switch u.Kind {
	case tag.ByRule:
		return "/desk/rules/" + url.PathEscape(u.ID)
	case tag.ByView:
		return "/desk/views"
	}
	return "/desk/macros/" + url.PathEscape(u.ID)
}

// teams are the words of each team.
func (l listed) teams() (all [][]tag.Listed) {
	for i, x := range l.Items {
		if i == 0 || l.Items[i-1].TeamID != x.TeamID {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], x)
	}
	return all
}

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	if !c.May.Work {
		return nil, nil
	}
	t, err := w.tags.OnPage(ctx, by, c)
	if err != nil {
		return nil, err
	}
	return casePart(desk.CaseTopic(c.ID), t), nil
}

func putPage(ctx context.Context, p putting) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Tags of %s", p.In.Number), Active: "queue", Error: p.Err != nil}, putBody(p))
}

func tagsPage(ctx context.Context, l listed) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Tags"), Active: "tags", Error: l.Err != nil}, tagsBody(l))
}

func count(ctx context.Context, l tag.Listed) string {
	if l.More {
		return locale.T(ctx, "%d+ cases", l.Cases)
	}
	return locale.N(ctx, l.Cases, "1 case", "%d cases")
}

func wordField(ctx context.Context, value string, err *fault.Error) ui.Field {
	return ui.Field{Name: "word", Label: locale.T(ctx, "New tag"), Value: value, Autocomplete: "off", Attrs: templ.Attributes{"list": "tag-words", "maxlength": "30", "data-key": "l", "aria-keyshortcuts": "L"}}.With(ctx, err)
}

// renameField is the field for another spelling of a word; the one that was refused bears the name, where the summary leads.
func renameField(ctx context.Context, l listed, x tag.Listed) ui.Field {
	f := ui.Field{Name: "word", ID: "word-" + x.ID, Label: locale.T(ctx, "New word"), Hint: locale.T(ctx, "A word that the team has already joins the two."), Value: x.Word, Autocomplete: "off"}
	if l.In.Tag == x.ID {
		f.ID, f.Value = "word", l.In.Word
		f = f.With(ctx, l.Err)
	}
	return f
}
