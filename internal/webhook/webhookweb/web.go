// Package webhookweb shows administrators the systems to which Hearth tells what happened, and what became of each message.
package webhookweb

import (
	"context"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/hook"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
	"hearth/internal/platform/webspec"
	"hearth/internal/webhook"
)

// Web is the pages of the module.
type Web struct{ webhooks *webhook.Service }

// New returns the pages.
func New(s *webhook.Service) *Web { return &Web{s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "webhook", Routes: w.routes, Admin: []webspec.Link{{Weight: 79, Label: locale.M("Webhooks"),
		Text: locale.M("The systems to which Hearth tells that something happened to a case, and what became of each message."), Icon: "megaphone", Href: base, Roles: []authz.Role{authz.Admin}}}}
}

const (
	base = "/admin/webhooks"
	api  = "/api/v1/webhooks"
)

func path(id string) string { return base + "/" + url.PathEscape(id) }

// lostPath is where the messages stand that were given up.
func lostPath(id string) string { return path(id) + "?given_up=on" }

func (w *Web) routes(m *httpx.Mux) {
	s := w.webhooks
	m.Handle("POST /api/v1/events", httpx.JSON(s.Report, 200, "Tell HR that something happened to a case or a person, from another system. The same key twice is once."))
	m.Handle("GET "+base, httpx.Page(s.List, listPage))
	m.Handle("GET "+api, httpx.JSON(s.List, 200, "List the systems to which Hearth tells what happened."))
	m.Handle("GET "+base+"/new", httpx.Page(w.blank, editPage))
	m.Handle("POST "+base+"/new", httpx.Form(s.Save, func(_ webhook.Save, e webhook.Endpoint) string { return path(e.ID) }, w.again))
	m.Handle("POST "+api, httpx.JSON(s.Save, 201, "Add a system. Its secret is read at /secret."))
	m.Handle("GET "+base+"/{id}", httpx.Page(w.edit, editPage))
	m.Handle("GET "+api+"/{id}", httpx.JSON(s.Read, 200, "Read a system and how it stands with it."))
	m.Handle("POST "+base+"/{id}", httpx.Form(s.Save, func(in webhook.Save, _ webhook.Endpoint) string { return path(in.ID) + "?saved=on" }, w.again))
	m.Handle("PUT "+api+"/{id}", httpx.JSON(s.Save, 200, "Change a system, or switch it on or off."))
	m.Handle("GET "+base+"/{id}/secret", httpx.Page(s.ReadSecret, secretPage))
	m.Handle("GET "+api+"/{id}/secret", httpx.JSON(s.ReadSecret, 200, "Read the secret by which a system checks signatures. Each reading is recorded."))
	m.Handle("POST "+base+"/{id}/rotate", httpx.Form(s.Rotate, func(in webhook.Named, _ webhook.Endpoint) string { return path(in.ID) + "/secret" }, nil))
	m.Handle("POST "+api+"/{id}/rotate", httpx.JSON(s.Rotate, 200, "Give a system a new secret; the old one signs for another day."))
	m.Handle("POST "+base+"/{id}/try", httpx.Form(s.Try, func(in webhook.Named, _ webhook.Sent) string { return path(in.ID) + "?tried=on" }, nil))
	m.Handle("POST "+api+"/{id}/try", httpx.JSON(s.Try, 202, "Send a trial."))
	m.Handle("POST "+base+"/{id}/remove", httpx.Form(s.Remove, func(webhook.Named, webhook.Nothing) string { return base }, nil))
	m.Handle("POST "+api+"/{id}/remove", httpx.JSON(s.Remove, 200, "Remove a system with its log."))
	m.Handle("GET "+api+"/{id}/deliveries", httpx.JSON(s.Log, 200, "The messages to a system that were tried, the newest first, and why they were not taken; with given_up=on those alone that were given up and that nobody decided about."))
	m.Handle("POST "+base+"/{id}/given-up/again", httpx.Form(s.Resend, func(in webhook.Named, _ webhook.Endpoint) string { return path(in.ID) + "?again=on" }, nil))
	m.Handle("POST "+api+"/{id}/given-up/again", httpx.JSON(s.Resend, 202, "Send all messages that were given up once more, with the same ids. They come after what was taken of their cases since."))
	m.Handle("POST "+base+"/{id}/given-up/leave", httpx.Form(s.Leave, func(in webhook.Named, _ webhook.Endpoint) string { return path(in.ID) }, nil))
	m.Handle("POST "+api+"/{id}/given-up/leave", httpx.JSON(s.Leave, 200, "Leave the messages be that were given up: they wait for nobody any more."))
	m.Handle("POST "+base+"/{id}/deliveries/{delivery}/again", httpx.Form(s.Again, func(in webhook.Again, _ webhook.Sent) string { return path(in.ID) + "?again=on" }, w.notAgain))
	m.Handle("POST "+api+"/{id}/deliveries/{delivery}/again", httpx.JSON(s.Again, 202, "Send a message once more, with the same id."))
}

// form is the page of one system.
type form struct {
	In   webhook.Save     // as typed
	Kept webhook.Endpoint // zero for a new one
	Log  webhook.Messages
	Lost bool   // the log has those alone that were given up
	Done string // what was just done, a sentence; "" for nothing
	Err  *fault.Error
}

// reading asks for the page of a system, after a form with what was done.
type reading struct {
	ID    string `path:"id" json:"-"`
	After string `query:"after" json:"-"`
	Saved bool   `query:"saved" json:"-"`
	Tried bool   `query:"tried" json:"-"`
	Again bool   `query:"again" json:"-"`
	Lost  bool   `query:"given_up" json:"-"` // of the messages those alone that were given up
}

func (w *Web) edit(ctx context.Context, by authz.Actor, in reading) (form, error) {
	f, err := w.kept(ctx, by, webhook.Log{ID: in.ID, After: in.After, GivenUp: in.Lost})
	f.In = webhook.Save{ID: f.Kept.ID, Name: f.Kept.Name, URL: f.Kept.URL, Facts: f.Kept.Facts, On: f.Kept.State == webhook.On}
	switch {
	case in.Saved:
		f.Done = locale.T(ctx, "It is saved.")
	case in.Tried:
		f.Done = locale.T(ctx, "A trial is on its way. What became of it stands below in a moment: load the page again.")
	case in.Again:
		f.Done = locale.T(ctx, "It is on its way again. What became of it stands below in a moment: load the page again.")
	}
	return f, err
}

func (w *Web) kept(ctx context.Context, by authz.Actor, in webhook.Log) (f form, err error) {
	if f.Kept, err = w.webhooks.Read(ctx, by, webhook.Named{ID: in.ID}); err != nil {
		return f, err
	}
	f.Lost = in.GivenUp
	f.Log, err = w.webhooks.Log(ctx, by, in)
	return f, err
}

func (w *Web) blank(_ context.Context, by authz.Actor, _ httpx.None) (form, error) {
	return form{In: webhook.Save{Facts: webhook.Facts()}}, w.webhooks.Policy.May(by, webhook.Manage, 0)
}

func (w *Web) again(ctx context.Context, by authz.Actor, in webhook.Save, wrong *fault.Error) (templ.Component, error) {
	f, err := w.blank(ctx, by, httpx.None{})
	if err == nil && in.ID != "" {
		f, err = w.kept(ctx, by, webhook.Log{ID: in.ID})
	}
	if err != nil {
		return nil, err
	}
	f.In, f.Err = in, wrong
	return editPage(ctx, f), nil
}

func (w *Web) notAgain(ctx context.Context, by authz.Actor, in webhook.Again, wrong *fault.Error) (templ.Component, error) {
	f, err := w.edit(ctx, by, reading{ID: in.ID})
	f.Err = wrong
	return editPage(ctx, f), err
}

func listPage(ctx context.Context, all webhook.Endpoints) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Webhooks"), Active: "admin"}, listBody(all))
}

func editPage(ctx context.Context, f form) templ.Component {
	p := shell.Page{Title: locale.T(ctx, "New system"), Active: "admin", Error: f.Err != nil}
	if f.Kept.ID != "" {
		p.Title, p.Written = f.Kept.Name, true
	}
	return shell.Desk(ctx, p, editBody(f))
}

func secretPage(ctx context.Context, s webhook.Secret) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Secret of a system"), Active: "admin"}, secretBody(s))
}

func host(e webhook.Endpoint) string { return hook.HostOf(e.URL) }

// told says what a fact is, for people.
func told(ctx context.Context, fact string) string {
	switch fact {
	case webhook.Opened:
		return locale.T(ctx, "A case was opened")
	case webhook.Replied:
		return locale.T(ctx, "Somebody wrote a message")
	case webhook.Answered:
		return locale.T(ctx, "A case was answered")
	case webhook.Closed:
		return locale.T(ctx, "A case was closed")
	case webhook.Reopened:
		return locale.T(ctx, "A case was opened again")
	case webhook.Joined:
		return locale.T(ctx, "A case was joined to another one")
	case webhook.Parted:
		return locale.T(ctx, "A case that was joined to another one is by itself again")
	case webhook.Trial:
		return locale.T(ctx, "A trial")
	}
	return fact
}

func (f form) factOptions(ctx context.Context) (all []ui.Option) {
	for _, fact := range webhook.Facts() {
		all = append(all, ui.Option{Value: fact, Label: told(ctx, fact), Selected: slices.Contains(f.In.Facts, fact)})
	}
	return all
}

func (f form) action() string {
	if f.Kept.ID == "" {
		return base + "/new"
	}
	return path(f.Kept.ID)
}

func (f form) againPath(s webhook.Sent) string {
	return path(f.Kept.ID) + "/deliveries/" + url.PathEscape(s.ID) + "/again"
}

func (f form) older() ui.Pages {
	if f.Log.Next == "" {
		return ui.Pages{}
	}
	at := url.Values{"after": {f.Log.Next}}
	if f.Lost {
		at.Set("given_up", "on")
	}
	return ui.Pages{Older: path(f.Kept.ID) + "?" + at.Encode()}
}

// became is the chip of a message.
func (f form) became(ctx context.Context, s webhook.Sent) templ.Component {
	switch {
	case s.State == "sent":
		return ui.Chip(ui.OK, "circle-check", locale.T(ctx, "Taken"))
	case f.rests(s):
		return ui.Chip(ui.Quiet, "pause", locale.T(ctx, "Waits"))
	case s.GivenUp:
		return ui.Chip(ui.Bad, "circle-alert", locale.T(ctx, "Given up"))
	case s.State == "failed":
		return ui.Chip(ui.Bad, "circle-alert", locale.T(ctx, "Not taken"))
	}
	return ui.Chip(ui.Warn, "clock", locale.T(ctx, "Tried again"))
}

// rests reports whether a message waits until its system is switched on.
func (f form) rests(s webhook.Sent) bool {
	return s.State == "waiting" && f.Kept.State != webhook.On && s.Fact != webhook.Trial
}

// stands is the chip of a system.
func stands(ctx context.Context, e webhook.Endpoint) templ.Component {
	switch {
	case e.State == webhook.Stopped:
		return ui.Chip(ui.Bad, "circle-alert", locale.T(ctx, "Stopped"))
	case e.State == webhook.Off:
		return ui.Chip(ui.Quiet, "pause", locale.T(ctx, "Switched off"))
	case e.GivenUp.Count > 0:
		return ui.Chip(ui.Bad, "circle-alert", locale.T(ctx, "Messages given up"))
	case !e.FailingSince.IsZero():
		return ui.Chip(ui.Warn, "triangle-alert", locale.T(ctx, "Takes nothing"))
	}
	return ui.Chip(ui.OK, "circle-check", locale.T(ctx, "Switched on"))
}

// lost says how many messages were given up.
func lost(ctx context.Context, e webhook.Endpoint) string {
	return locale.N(ctx, e.GivenUp.Count, "1 message was given up: no attempt got through for three days.", "%d messages were given up: no attempt got through for three days.")
}

// person marks what a person wrote in a field.
func person() templ.Attributes { return templ.Attributes{"data-person": true} }
