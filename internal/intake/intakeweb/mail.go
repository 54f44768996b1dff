package intakeweb

import (
	"context"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/letter"
	"hearth/internal/platform/letter/letterweb"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

// opened is the page of a mail.
type opened struct {
	intake.Seen
	Case string // the request whose page the reader came from; "" came from the list
	Form string // which form was refused; "" for none
	As   string // what was typed there
	Into string
	Err  *fault.Error
}

func (w *Web) look(ctx context.Context, by authz.Actor, in intake.Named) (opened, error) {
	s, err := w.Intake.Look(ctx, by, in)
	return opened{Seen: s, Into: s.Number}, err
}

// readEntry names a message of a case.
type readEntry struct {
	Number string `path:"number" json:"-"`
	Entry  string `path:"entry" json:"-"`
}

// ofCase opens the mail that became a message of a case. Everything else is absent.
func (w *Web) ofCase(ctx context.Context, by authz.Actor, in readEntry) (opened, error) {
	err := w.Intake.Policy.May(by, intake.ReadMail, 0)
	if fault.KindOf(err) == fault.Forbidden { // there is a case, perhaps, but no mail for them
		err = authz.Hidden()
	}
	if err != nil {
		return opened{}, err
	}
	id, err := w.Intake.MailOf(ctx, by, in.Entry)
	if err != nil {
		return opened{}, err
	}
	if id == "" {
		return opened{}, authz.Hidden()
	}
	o, err := w.look(ctx, by, intake.Named{ID: id})
	if err == nil && o.Number != in.Number {
		return opened{}, authz.Hidden()
	}
	o.Case = o.Number
	return o, err
}

func letterPage(ctx context.Context, o opened) templ.Component {
	p := shell.Page{Title: subjectOf(ctx, o.Subject), Written: o.Subject != "", Active: MenuKey, Error: o.Err != nil}
	if o.State == intake.Quarantine {
		p.Keys = []ui.Key{{Keys: "N", Label: locale.T(ctx, "add as a note")}, {Keys: "O", Label: locale.T(ctx, "open a request")}, {Keys: "X", Label: locale.T(ctx, "for nobody")}}
	}
	return shell.Desk(ctx, p, letterBody(o))
}

func (w *Web) refused(ctx context.Context, by authz.Actor, id string, set func(*opened)) (templ.Component, error) {
	o, err := w.look(ctx, by, intake.Named{ID: id})
	if err != nil {
		return nil, err
	}
	set(&o)
	return letterPage(ctx, o), nil
}

func (w *Web) joinAgain(ctx context.Context, by authz.Actor, in intake.Join, wrong *fault.Error) (templ.Component, error) {
	return w.refused(ctx, by, in.ID, func(o *opened) { o.Form, o.Into, o.As, o.Err = "join", in.Number, in.As, wrong })
}

func (w *Web) asideAgain(ctx context.Context, by authz.Actor, in intake.JoinAside, wrong *fault.Error) (templ.Component, error) {
	return w.refused(ctx, by, in.ID, func(o *opened) { o.Form, o.As, o.Err = "aside", in.As, wrong })
}

func (w *Web) acceptAgain(ctx context.Context, by authz.Actor, in intake.Accept, wrong *fault.Error) (templ.Component, error) {
	return w.refused(ctx, by, in.ID, func(o *opened) { o.Form, o.As, o.Err = "accept", in.As, wrong })
}

func (w *Web) dropAgain(ctx context.Context, by authz.Actor, in intake.Named, wrong *fault.Error) (templ.Component, error) {
	return w.refused(ctx, by, in.ID, func(o *opened) { o.Form, o.Err = "drop", wrong })
}

func (w *Web) concernAgain(ctx context.Context, by authz.Actor, in intake.Named, wrong *fault.Error) (templ.Component, error) {
	return w.refused(ctx, by, in.ID, func(o *opened) { o.Form, o.Err = "concern", wrong })
}

// fault is what is wrong with a form, or nil where another one was refused.
func (o opened) fault(form string) *fault.Error {
	if o.Form == form {
		return o.Err
	}
	return nil
}

// typed is what was typed into the form for who wrote it.
func (o opened) typed(form string) string {
	if o.Form == form {
		return o.As
	}
	return ""
}

func (o opened) writers() (all []ui.Option) {
	for _, p := range o.Writers { // none is chosen beforehand: the agent vouches for who wrote it
		all = append(all, ui.Option{Value: p.ID, Label: p.Name, Person: true, Selected: o.Form == "join" && o.As == p.ID})
	}
	return all
}

// asked are those whose answer it may be.
func (o opened) asked() (all []ui.Option) {
	for _, p := range o.Asked { // none is chosen beforehand here either
		all = append(all, ui.Option{Value: p.ID, Label: p.DisplayName(), Hint: p.Email, Person: true, Selected: o.Form == "aside" && o.As == p.ID})
	}
	return all
}

func (o opened) files(ctx context.Context) (all []ui.File) {
	for i, a := range o.Mail.Attachments {
		all = append(all, ui.File{Name: a.FileName(), Size: size(ctx, a.Size), Href: mailPath(o.ID) + "/files/" + strconv.Itoa(i)})
	}
	return all
}

// listed writes addresses as a mail's head has them.
func listed(all []letter.Address) (out []string) {
	for _, a := range all {
		if a.Name != "" && a.Name != a.Address {
			out = append(out, a.Name+" <"+a.Address+">")
		} else {
			out = append(out, a.Address)
		}
	}
	return out
}

// whole answers with a mail as its sender formatted it: nothing of it runs, and nothing loads from elsewhere before the reader asks for it by a POST.
func (w *Web) whole(rw http.ResponseWriter, r *http.Request) error {
	form := strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded")
	if err := r.ParseForm(); err != nil || len(r.PostForm) > 0 || !form && r.Method == http.MethodPost && r.ContentLength != 0 {
		return fault.New(fault.Invalid, "Nothing is sent to this address.")
	}
	s, err := w.Intake.Look(r.Context(), authz.FromContext(r.Context()), intake.Named{ID: r.PathValue("id")})
	if err != nil {
		return err
	}
	return letterweb.Document(rw, r, s.Mail, letterweb.Options{Files: mailPath(s.ID) + "/files/", Raw: mailPath(s.ID) + "/raw", Verdict: &s.Verdict, Formatted: true,
		Back: ui.NavItem{Href: mailPath(s.ID), Label: locale.T(r.Context(), "Back to the mail")}})
}

// raw answers with a mail as it came, to be saved.
func (w *Web) raw(rw http.ResponseWriter, r *http.Request) error {
	s, err := w.Intake.Look(r.Context(), authz.FromContext(r.Context()), intake.Named{ID: r.PathValue("id")})
	if err != nil {
		return err
	}
	download(rw, "mail.eml", "message/rfc822")
	_, _ = rw.Write(s.Raw) // the reader went away
	return nil
}

// pictures are the kinds of attachments that are named as what they are; all others are bytes.
var pictures = []string{"image/jpeg", "image/png", "image/gif", "image/webp"}

// file answers with an attachment of a mail, to be saved.
func (w *Web) file(rw http.ResponseWriter, r *http.Request) error {
	s, err := w.Intake.Look(r.Context(), authz.FromContext(r.Context()), intake.Named{ID: r.PathValue("id")})
	if err != nil {
		return err
	}
	i, err := strconv.Atoi(r.PathValue("file"))
	if err != nil || i < 0 || i >= len(s.Mail.Attachments) {
		return authz.Hidden()
	}
	a := s.Mail.Attachments[i]
	kind := "application/octet-stream"
	if slices.Contains(pictures, a.Detected) {
		kind = a.Detected
	}
	download(rw, a.FileName(), kind)
	_, _ = io.Copy(rw, a.Open()) // the reader went away
	return nil
}

// download says that what follows is to be saved: a browser neither shows nor runs it, nor guesses what it is.
func download(w http.ResponseWriter, name, kind string) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", "attachment")
	if text := mime.FormatMediaType("attachment", map[string]string{"filename": name}); text != "" {
		h.Set("Content-Disposition", text)
	}
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "private, no-store")
}

// handed is the page that asks whether a case is given to the concern handlers.
type handed struct {
	Number string
	Err    *fault.Error
}

func (w *Web) handing(ctx context.Context, by authz.Actor, in intake.HandCase) (handed, error) {
	c, err := w.Intake.Desk.Read(ctx, by, desk.ReadOne{Number: in.Number})
	if err == nil && !c.May.Work {
		err = fault.New(fault.Forbidden, "This request is your own, or you only read it. Open it among your requests.")
	}
	if err == nil {
		err = w.Intake.Policy.May(by, intake.SortMail, 0)
	}
	return handed{Number: c.Number}, err
}

func handingPage(ctx context.Context, h handed) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Give it to the concern handlers"), Active: "queue", Error: h.Err != nil}, handingBody(h))
}

func (w *Web) caseAgain(ctx context.Context, by authz.Actor, in intake.HandCase, wrong *fault.Error) (templ.Component, error) {
	h, err := w.handing(ctx, by, in)
	h.Err = wrong
	return handingPage(ctx, h), err
}

func senderLine(ctx context.Context, o opened) string {
	if o.Mail.From.Address == "" && o.Mail.From.Name == "" {
		return locale.T(ctx, "It does not say who sent it")
	}
	return listed([]letter.Address{o.Mail.From})[0]
}

func noteLabel(ctx context.Context, o opened) string {
	if o.Number != "" && o.Into == o.Number {
		return locale.T(ctx, "Add to %s as a note", o.Number)
	}
	return locale.T(ctx, "Add it as a note")
}

// as is the id of the field that says whose mail it is: that of the form that was refused bears its name, where the summary of what is wrong leads.
func as(o opened, form string) string {
	if o.Form == form {
		return "as"
	}
	return "as-" + form
}
