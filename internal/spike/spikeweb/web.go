// Package spikeweb shows what is asked unusually often to HR, and what HR announces to everybody who might ask.
package spikeweb

import (
	"context"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/platform/ui"
	"hearth/internal/platform/webspec"
	"hearth/internal/spike"
)

// Web is the pages of the module.
type Web struct{ spikes *spike.Service }

// New returns the pages of s.
func New(s *spike.Service) *Web { return &Web{s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "spike", Routes: w.routes, Cards: []webspec.Card{{Weight: 5, Show: w.card}},
		Menu: []webspec.Link{{Weight: 54, Key: "spikes", Label: locale.M("Asked often"), Icon: "megaphone", Href: path, Group: webspec.Insight, Text: locale.M("What is asked more than usual, and what everybody is told about it."), Face: authz.Desk, Roles: []authz.Role{authz.Agent, authz.HRHead}}}}
}

// Part is what stands above the queue, and on the form of a new request.
func (w *Web) Part() part.Part { return part.Part{Weight: 20, Above: w.above, Known: w.onForm} }

func (w *Web) routes(m *httpx.Mux) {
	s := w.spikes
	m.Handle("GET /desk/spikes", httpx.Page(w.list, listPage))
	m.Handle("GET /desk/spikes/{spike}", httpx.Page(w.one, onePage))
	m.Handle("POST /desk/spikes/{spike}/dismiss", httpx.Form(s.Dismiss, func(in spike.Dismiss, _ spike.Spike) string { return spikePath(in.ID) }, w.dismissAgain))
	m.Handle("GET /api/v1/spikes", httpx.JSON(s.List, 200, "What is asked unusually often now, what was put away and what was so in the last weeks. For HR."))
	m.Handle("GET /api/v1/spikes/{spike}", httpx.JSON(s.Read, 200, "One thing that is asked unusually often: by how many people, and how many are usual."))
	m.Handle("GET /api/v1/spikes/{spike}/cases", httpx.JSON(s.Cases, 200, "The cases in which it is asked that you see, the newest first, in pages."))
	m.Handle("POST /api/v1/spikes/{spike}/dismiss", httpx.JSON(s.Dismiss, 200, "Put it away with a reason: it does not come back while the same is asked on. Twice is once."))

	m.Handle("GET /desk/announcements/new", httpx.Page(w.blank, formPage))
	m.Handle("POST /desk/announcements", httpx.Form(w.announce, func(making, spike.Announcement) string { return path }, w.announceAgain))
	m.Handle("POST /desk/announcements/{announcement}/withdraw", httpx.Form(s.Withdraw, func(spike.Withdraw, spike.Announcement) string { return path }, nil))
	m.Handle("GET /api/v1/announcements", httpx.JSON(s.Current, 200, "The announcements that run for services which you may ask for, each with its text in your language first."))
	m.Handle("GET /api/v1/announcements/all", httpx.JSON(s.Announced, 200, "The announcements of the last weeks, also those that are planned, over or withdrawn. For HR."))
	m.Handle("POST /api/v1/announcements", httpx.JSON(s.Make, 201,
		"Announce what HR knows, in one language or more, before people ask. With preview, nothing is announced and it is shown as it would be. For the team of the service and heads of HR. The same twice is one."))
	m.Handle("POST /api/v1/announcements/{announcement}/withdraw", httpx.JSON(s.Withdraw, 200, "End an announcement at once. Twice is once."))
}

const path = "/desk/spikes"

func spikePath(id string) string { return path + "/" + url.PathEscape(id) }

// newPath is the form of an announcement about a spike.
func newPath(s spike.Spike) string {
	return "/desk/announcements/new?" + url.Values{"spike": {s.ID}, "service": {s.Service}}.Encode()
}

// noticed says since when something is asked unusually often, and when that was last so.
func noticed(ctx context.Context, since, last store.Time) string {
	if locale.DateTime(ctx, since.Time) == locale.DateTime(ctx, last.Time) {
		return locale.T(ctx, "Noticed on %s", locale.DateTime(ctx, since.Time))
	}
	return locale.T(ctx, "Noticed on %s, and so until %s", locale.DateTime(ctx, since.Time), locale.DateTime(ctx, last.Time))
}

// sentence says what is asked unusually often, and how often is usual.
func sentence(ctx context.Context, s spike.Spike) string {
	people, words := locale.N(ctx, s.People, "1 person", "%d people"), "“"+strings.Join(s.Words, "”, “")+"”"
	said := locale.T(ctx, "%s asked about %s within %d hours.", people, s.Name, s.Hours)
	switch {
	case s.Cause != "":
		said = locale.T(ctx, "%s asked because of “%s” within %d hours.", people, s.Cause, s.Hours)
	case len(s.Words) > 0 && s.Name != "":
		said = locale.T(ctx, "%s asked about %s (%s) within %d hours.", people, words, s.Name, s.Hours)
	case len(s.Words) > 0:
		said = locale.T(ctx, "%s asked about %s within %d hours.", people, words, s.Hours)
	}
	usual := locale.T(ctx, "In the same hours of the weeks before nobody did.")
	if s.Usual > 0 {
		usual = locale.T(ctx, "In the same hours of the weeks before it was %s.", locale.Decimal(ctx, s.Usual, 1))
	}
	return said + " " + usual
}

// states are message keys.
var states = map[string]string{spike.Now: "Now", spike.Away: "Put away", spike.Over: "Over", spike.Planned: "Planned", spike.Running: "Running", spike.Withdrawn: "Withdrawn"}

// listed is what the page of all shows.
type listed struct {
	spike.Spikes
	News spike.News
}

func (w *Web) list(ctx context.Context, by authz.Actor, _ httpx.None) (listed, error) {
	all, err := w.spikes.List(ctx, by, spike.Nothing{})
	out := listed{Spikes: all}
	if err == nil {
		out.News, err = w.spikes.Announced(ctx, by, spike.Nothing{})
	}
	return out, err
}

// inBulk is how many cases are chosen at once for one answer to all.
const inBulk = 100

// single is what the page of one shows.
type single struct {
	spike.Spike
	Cases desk.Page
	In    spike.Dismiss
	Err   *fault.Error
}

func (w *Web) one(ctx context.Context, by authz.Actor, in spike.ReadOne) (single, error) {
	s, err := w.spikes.Read(ctx, by, in)
	out := single{Spike: s}
	if err == nil {
		out.Cases, err = w.spikes.Cases(ctx, by, spike.CasesOf{ID: in.ID, Limit: inBulk})
	}
	return out, err
}

func (w *Web) dismissAgain(ctx context.Context, by authz.Actor, in spike.Dismiss, wrong *fault.Error) (templ.Component, error) {
	out, err := w.one(ctx, by, spike.ReadOne{ID: in.ID})
	out.In, out.Err = in, wrong
	return onePage(ctx, out), err
}

// open are those of the cases that still wait for an answer.
func (s single) open() (numbers []string) {
	for _, c := range s.Cases.Items {
		if c.State == desk.StateOpen || c.State == desk.Waiting {
			numbers = append(numbers, c.Number)
		}
	}
	return numbers
}

// bulkPath is the page on which many cases are answered at once, with those that are open chosen.
func (s single) bulkPath() string { return "/desk/bulk?" + url.Values{"numbers": s.open()}.Encode() }

// making is spike.MakeNews as its form sends it: in two languages at most.
type making struct {
	Service   string `json:"service" query:"service"`
	Spike     string `json:"spike,omitempty" query:"spike"`
	From      string `json:"from,omitempty"`
	Until     string `json:"until"`
	Language1 string `json:"language1"`
	Title1    string `json:"title1"`
	Body1     string `json:"body1"`
	Language2 string `json:"language2,omitempty"`
	Title2    string `json:"title2,omitempty"`
	Body2     string `json:"body2,omitempty"`
	Do        string `json:"do,omitempty"` // announce; anything else is a preview
}

func (m making) news() spike.MakeNews {
	return spike.MakeNews{Service: m.Service, Spike: m.Spike, From: m.From, Until: m.Until, Preview: m.Do != "announce",
		Texts: []spike.Text{{Language: m.Language1, Title: m.Title1, Body: m.Body1}, {Language: m.Language2, Title: m.Title2, Body: m.Body2}}}
}

// writing is what the form of an announcement shows.
type writing struct {
	In       making
	Services []catalogue.Service
	Shown    *spike.Announcement // the preview
	Spike    *spike.Spike
	Err      *fault.Error
}

func (w *Web) blank(ctx context.Context, by authz.Actor, in making) (writing, error) {
	if in.Language1 == "" {
		in.Language1 = locale.Lang(ctx)
	}
	out := writing{In: in}
	services, err := w.spikes.MayAnnounce(ctx, by)
	if err != nil {
		return out, err
	}
	out.Services = services
	if in.Spike != "" {
		s, err := w.spikes.Read(ctx, by, spike.ReadOne{ID: in.Spike})
		if err != nil {
			return out, err
		}
		out.Spike = &s
	}
	return out, nil
}

// errPreview shows the form again, with the preview.
var errPreview = fault.New(fault.Conflict, "This is not announced yet. Read it as people will see it, then announce it.")

func (w *Web) announce(ctx context.Context, by authz.Actor, in making) (spike.Announcement, error) {
	out, err := w.spikes.Make(ctx, by, in.news())
	if err == nil && in.Do != "announce" {
		err = errPreview
	}
	return out, err
}

func (w *Web) announceAgain(ctx context.Context, by authz.Actor, in making, wrong *fault.Error) (templ.Component, error) {
	out, err := w.blank(ctx, by, in)
	if err != nil {
		return nil, err
	}
	out.Err = wrong
	if in.Do != "announce" && wrong.Kind == fault.Conflict {
		shown, err := w.spikes.Make(ctx, by, in.news())
		if err != nil {
			return nil, err
		}
		out.Shown, out.Err = &shown, nil
	}
	return formPage(ctx, out), nil
}

// above is what stands above the queue.
func (w *Web) above(ctx context.Context, by authz.Actor) (templ.Component, error) {
	all, err := w.spikes.Noticed(ctx, by)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return noticedPart(all), nil
}

// card is what the portal's start page shows.
func (w *Web) card(ctx context.Context, by authz.Actor) (templ.Component, error) {
	news, err := w.spikes.Current(ctx, by, spike.ReadNewsOf{})
	if err != nil || len(news.Items) == 0 {
		return nil, err
	}
	return newsCard(news), nil
}

// onForm is what stands on the form of a service, before a request is sent.
func (w *Web) onForm(ctx context.Context, by authz.Actor, service string) (templ.Component, error) {
	news, err := w.spikes.Current(ctx, by, spike.ReadNewsOf{Service: service})
	if err != nil || len(news.Items) == 0 {
		return nil, err
	}
	return knownPart(news), nil
}

func listPage(ctx context.Context, l listed) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Asked often"), Active: "spikes"}, listBody(l))
}

func onePage(ctx context.Context, s single) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Asked unusually often"), Active: "spikes", Error: s.Err != nil}, oneBody(s))
}

func formPage(ctx context.Context, f writing) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Announce what HR knows"), Active: "spikes", Error: f.Err != nil}, formBody(f))
}

// serviceOptions are the services for which one announces.
func (f writing) serviceOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Value: "", Label: locale.T(ctx, "Choose one")}}
	for _, s := range f.Services {
		all = append(all, ui.Option{Value: s.ID, Label: s.Name, Selected: s.ID == f.In.Service, Person: true})
	}
	return all
}

func languageOptions(ctx context.Context, chosen string) []ui.Option {
	all := []ui.Option{{Value: "", Label: locale.T(ctx, "Choose one")}}
	for _, l := range locale.Languages(false) {
		all = append(all, ui.Option{Value: l.Tag, Label: l.Name, Selected: l.Tag == chosen, Person: true})
	}
	return all
}
