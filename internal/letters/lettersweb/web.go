// Package lettersweb shows letters, the templates that they are made from, and the personnel file.
package lettersweb

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/letters"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct{ letters *letters.Service }

// New returns the pages of s.
func New(s *letters.Service) *Web { return &Web{s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "letters", Routes: w.routes,
		Sections: []webspec.Section{{Weight: 50, Show: w.ownFile}},
		Admin: []webspec.Link{{Weight: 50, Label: locale.M("Letter templates"), Text: locale.M("The words of letters, in each language, and how long they are kept."),
			Icon: "file-text", Href: "/admin/letters", Roles: []authz.Role{authz.HRHead}}}}
}

func (w *Web) routes(m *httpx.Mux) {
	s := w.letters
	m.Handle("GET /requests/{number}/letters/{issued}", httpx.Page(w.read, readPage))
	m.Handle("GET /requests/{number}/letters/{issued}/letter.pdf", httpx.Raw(w.pdf))
	m.Handle("POST /requests/{number}/letters/{issued}/signed", httpx.Form(s.FileSigned, func(in letters.FileSigned, _ letters.Letter) string { return letterPath(in.Number, in.ID) }, w.signedAgain))
	m.Handle("GET /requests/{number}/letters/{issued}/signed", httpx.Raw(w.signed))
	m.Handle("GET /desk/cases/{number}/write-letter", httpx.Page(w.compose, composePage))
	m.Handle("POST /desk/cases/{number}/write-letter/check", httpx.Taken(w.check, composePage))
	m.Handle("POST /desk/cases/{number}/write-letter", httpx.Form(s.Issue, func(in letters.WriteLetter, l letters.Letter) string { return letterPath(in.Number, l.ID) }, w.composeAgain))
	m.Handle("GET /admin/letters", httpx.Page(s.Templates, listPage))
	m.Handle("GET /admin/letters/{id}", httpx.Page(w.edit, editPage))
	m.Handle("POST /admin/letters/{id}", httpx.Form(s.SaveTemplate, func(letters.SaveTemplate, letters.Template) string { return "/admin/letters" }, w.editAgain))
	m.Handle("GET /desk/personnel-file", httpx.Page(w.askFile, filePage))
	m.Handle("POST /desk/personnel-file", httpx.Taken(w.openFile, filePage))

	m.Handle("GET /api/v1/letter-templates", httpx.JSON(s.Templates, 200, "All templates of letters, and the places that they may name."))
	m.Handle("GET /api/v1/letter-templates/{id}", httpx.JSON(s.ReadTemplate, 200, "A template of letters."))
	m.Handle("PUT /api/v1/letter-templates/{id}", httpx.JSON(s.SaveTemplate, 200, "Check a template and keep it. An unknown place is refused, and so are languages that do not name the same places."))
	m.Handle("GET /api/v1/cases/{number}/letters", httpx.JSON(s.Letters, 200, "The letters of a case, every version, the newest first."))
	m.Handle("POST /api/v1/cases/{number}/letters", httpx.JSON(s.Issue, 201, "Write a letter from a template and issue it. What is missing is named; the same letter again is the one that there is."))
	m.Handle("GET /api/v1/cases/{number}/letters/{issued}", httpx.JSON(s.Read, 200, "A letter of a case."))
	m.Handle("GET /api/v1/cases/{number}/letters/{issued}/letter.pdf", httpx.Raw(w.pdf))
	m.Handle("POST /api/v1/cases/{number}/letters/{issued}/signed", httpx.JSON(s.FileSigned, 201, "File the signed copy of a letter in the personnel file."))
	m.Handle("GET /api/v1/me/file", httpx.JSON(s.OwnFile, 200, "Your own personnel file: what lies in it, since when, until when and why."))
	m.Handle("POST /api/v1/personnel-file", httpx.JSON(s.OpenFile, 200, "Read somebody's personnel file, with a reason. The person sees that HR opened it."))
}

func letterPath(number, id string) string {
	return "/requests/" + url.PathEscape(number) + "/letters/" + url.PathEscape(id)
}
func writePath(number string) string {
	return "/desk/cases/" + url.PathEscape(number) + "/write-letter"
}

// anewPath leads to where a letter is written once more, with what stands now.
func anewPath(l letters.Letter) string {
	return writePath(l.Number) + "?" + url.Values{"template": {l.Template}, "language": {l.Language}}.Encode()
}

// outdated says what a letter tells of that was changed later.
var outdated = map[string]string{letters.DecisionChanged: "The decision that this letter tells of was changed later.", letters.CalculationChanged: "The calculation that this letter tells of was corrected later."}

// shown is what the page of a letter shows.
type shown struct {
	letters.Letter
	Lacks string // the letters of it that its printed copy cannot show
	Err   *fault.Error
}

func (w *Web) read(ctx context.Context, by authz.Actor, in letters.ReadLetter) (shown, error) {
	l, err := w.letters.Read(ctx, by, in)
	if err != nil {
		return shown{}, err
	}
	lacks, err := w.letters.Lacks(l)
	return shown{Letter: l, Lacks: lacks}, err
}

func (w *Web) signedAgain(ctx context.Context, by authz.Actor, in letters.FileSigned, wrong *fault.Error) (templ.Component, error) {
	s, err := w.read(ctx, by, letters.ReadLetter{Number: in.Number, ID: in.ID})
	s.Err = wrong
	return readPage(ctx, s), err
}

func readPage(ctx context.Context, s shown) templ.Component {
	return shell.Faced(ctx, shell.Page{Title: locale.T(ctx, "Letter of %s", locale.Date(ctx, s.At.Time)), Active: "requests", Error: s.Err != nil}, readBody(s))
}

func readOne(r *http.Request) letters.ReadLetter {
	return letters.ReadLetter{Number: r.PathValue("number"), ID: r.PathValue("issued")}
}

// pdf answers with the printable copy.
func (w *Web) pdf(rw http.ResponseWriter, r *http.Request) error {
	pdf, l, err := w.letters.Print(r.Context(), authz.FromContext(r.Context()), readOne(r))
	if err != nil {
		return err
	}
	return httpx.SendPDF(rw, l.Number+"-"+l.Template, l.Language, pdf)
}

// signed answers with the signed copy.
func (w *Web) signed(rw http.ResponseWriter, r *http.Request) error {
	content, f, err := w.letters.SignedCopy(r.Context(), authz.FromContext(r.Context()), readOne(r))
	if err != nil {
		return err
	}
	files.Serve(rw, r, f, content)
	return content.Close()
}

// composer is what the page shows on which HR writes a letter.
type composer struct {
	letters.Sheet
	Checked bool
	Err     *fault.Error
}

func (w *Web) compose(ctx context.Context, by authz.Actor, in letters.WriteLetter) (composer, error) {
	sheet, err := w.letters.Draft(ctx, by, in)
	return composer{Sheet: sheet}, err
}

// check shows what the letter would say with what was typed.
func (w *Web) check(ctx context.Context, by authz.Actor, in letters.WriteLetter) (composer, error) {
	sheet, err := w.letters.Draft(ctx, by, in)
	if e := fault.As(err); e != nil && e.Kind == fault.Invalid && sheet.Template.ID != "" {
		return composer{Sheet: sheet, Err: e}, nil
	}
	return composer{Sheet: sheet, Checked: true}, err
}

func (w *Web) composeAgain(ctx context.Context, by authz.Actor, in letters.WriteLetter, wrong *fault.Error) (templ.Component, error) {
	sheet, err := w.letters.Draft(ctx, by, in)
	if e := fault.As(err); e != nil && e.Kind == fault.Invalid {
		err = nil
	}
	return composePage(ctx, composer{Sheet: sheet, Err: wrong}), err
}

func composePage(ctx context.Context, c composer) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Write a letter"), Active: "queue", Error: c.Err != nil}, composeBody(c))
}

// Part is what stands on the pages of a case.
func (w *Web) Part() part.Part {
	return part.Part{Weight: 50, Request: w.onRequest, Case: w.onCase}
}

func (w *Web) onRequest(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	all, err := w.letters.Shown(ctx, by, c.Number)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return requestPart(all), nil
}

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	all, err := w.letters.Shown(ctx, by, c.Number)
	if err != nil {
		return nil, err
	}
	return casePart(c.Number, all), nil
}

func (w *Web) ownFile(ctx context.Context, by authz.Actor) (templ.Component, error) {
	f, err := w.letters.OwnFile(ctx, by, letters.Nothing{})
	if err != nil {
		return nil, err
	}
	return ownFile(f), nil
}

// opened is what the page shows on which HR opens a personnel file.
type opened struct {
	letters.PersonnelFile
	Open bool
	Err  *fault.Error
}

func (w *Web) askFile(ctx context.Context, by authz.Actor, in letters.Nothing) (opened, error) {
	_, err := w.letters.Templates(ctx, by, in) // HR alone
	return opened{}, err
}

func (w *Web) openFile(ctx context.Context, by authz.Actor, in letters.OpenFile) (opened, error) {
	f, err := w.letters.OpenFile(ctx, by, in)
	if e := fault.As(err); e != nil && e.Kind == fault.Invalid {
		return opened{PersonnelFile: f, Err: e}, nil
	}
	return opened{PersonnelFile: f, Open: true}, err
}

func filePage(ctx context.Context, o opened) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Personnel file"), Active: "people", Error: o.Err != nil}, fileBody(o))
}

// editor is what the page of a template shows.
type editor struct {
	letters.SaveTemplate
	Texts map[string]string // by language, the title as the first line
	Err   *fault.Error
}

func (w *Web) edit(ctx context.Context, by authz.Actor, in letters.ReadTemplate) (editor, error) {
	if err := w.letters.Policy.May(by, letters.KeepTemplates, 0); err != nil {
		return editor{}, err
	}
	t, err := w.letters.ReadTemplate(ctx, by, in)
	e := editor{Texts: map[string]string{}, SaveTemplate: letters.SaveTemplate{ID: t.ID, Name: t.Name, Kind: t.Kind, RetentionMonths: t.RetentionMonths, RetentionReason: t.RetentionReason, Signer: t.Signer}}
	for _, v := range t.Versions {
		e.Texts[v.Language] = v.Title + "\n\n" + v.Body
	}
	return e, err
}

func (w *Web) editAgain(ctx context.Context, by authz.Actor, in letters.SaveTemplate, wrong *fault.Error) (templ.Component, error) {
	if err := w.letters.Policy.May(by, letters.KeepTemplates, 0); err != nil {
		return nil, err
	}
	e := editor{SaveTemplate: in, Err: wrong, Texts: map[string]string{"en": in.EN, "de": in.DE, "sv": in.SV, "pt": in.PT, "pl": in.PL}}
	return editPage(ctx, e), nil
}

func editPage(ctx context.Context, e editor) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Letter template"), Active: "admin", Error: e.Err != nil}, editBody(e))
}

func listPage(ctx context.Context, t letters.Templates) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Letter templates"), Active: "admin"}, listBody(t))
}

// day is a date such as 2026-11-26 as the reader reads it.
func day(ctx context.Context, date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return locale.Day(ctx, t.Year(), t.Month(), t.Day())
}

// sentence is a refusal as the reader reads it.
func sentence(ctx context.Context, err error) string {
	if e, ok := errors.AsType[*fault.Error](err); ok {
		return locale.T(ctx, e.Key, e.Args...)
	}
	return ""
}
