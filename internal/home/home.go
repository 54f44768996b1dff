package home

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/platform/webspec"
)

// The actions of this package.
const (
	UseTools    authz.Action = "home.tools"   // the page of the desk's tools
	GainInsight authz.Action = "home.insight" // the page of what the desk learns from its cases
	Administer  authz.Action = "home.admin"   // the administration page
	ReadOutbox  authz.Action = "home.outbox"  // envelopes, never letters
	ReadJobs    authz.Action = "home.jobs"    // jobs and their faults
	Start       authz.Action = "home.start"   // the start page and one's own page
	GoAnywhere  authz.Action = "home.go"      // go to a case, a page or a person by name, on the desk
)

// atDesk are those who use the desk.
var atDesk = []authz.Role{authz.Agent, authz.HRHead, authz.Admin, authz.DPO, authz.ConcernHandler}

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{
		UseTools:    {Roles: toolsFor},
		GainInsight: {Roles: insightFor},
		Administer:  {Roles: []authz.Role{authz.Admin, authz.HRHead, authz.DPO}},
		ReadOutbox:  {Roles: []authz.Role{authz.Admin}},
		ReadJobs:    {Roles: []authz.Role{authz.Admin}},
		Start:       {Anyone: true},
		GoAnywhere:  {Roles: atDesk},
	}
}

// Home composes what modules contribute. It is filled by Compose before the first request and only read afterwards.
type Home struct {
	db       *store.DB
	policy   *authz.Policy
	jobs     func() *jobs.Runner
	modules  []spec.Module
	cards    []webspec.Card
	sections []webspec.Section
	admin    []webspec.Link
	menu     []webspec.Link
	places   []webspec.Places
	personal []privacy.Source
	sends    bool
	subjects Subjects
}

// Subjects returns what the cases are about that some texts name by their numbers, of which by may read it. Others are absent.
type Subjects func(ctx context.Context, by authz.Actor, numbers []string) (map[string]string, error)

// New returns the package on db; runner returns the job runner, which is built after the modules, and sends says whether mail leaves this server.
func New(db *store.DB, policy *authz.Policy, runner func() *jobs.Runner, sends bool, subjects Subjects) *Home {
	return &Home{db: db, policy: policy, jobs: runner, sends: sends, subjects: subjects}
}

// Compose takes what all modules contribute, and what every part of the product keeps about people.
func (h *Home) Compose(modules []spec.Module, webs []webspec.Web, personal []privacy.Source) {
	h.modules, h.personal = modules, privacy.Personal(personal)
	for _, w := range webs {
		h.cards = append(h.cards, w.Cards...)
		h.sections = append(h.sections, w.Sections...)
		h.admin = append(h.admin, w.Admin...)
		h.menu = append(h.menu, w.Menu...)
		if w.Places != nil {
			h.places = append(h.places, w.Places)
		}
	}
	slices.SortStableFunc(h.cards, func(a, b webspec.Card) int { return cmp.Compare(a.Weight, b.Weight) })
	slices.SortStableFunc(h.sections, func(a, b webspec.Section) int { return cmp.Compare(a.Weight, b.Weight) })
	slices.SortStableFunc(h.admin, func(a, b webspec.Link) int { return cmp.Compare(a.Weight, b.Weight) })
	slices.SortStableFunc(h.menu, func(a, b webspec.Link) int { return cmp.Compare(a.Weight, b.Weight) })
}

// Spec returns the pages of this package.
func (h *Home) Spec() webspec.Web {
	admins := []authz.Role{authz.Admin}
	return webspec.Web{Name: "home", Routes: h.routes,
		Sections: []webspec.Section{{Weight: 80, Show: h.dataSection}},
		Admin: []webspec.Link{
			{Weight: 80, Label: locale.M("Outgoing mail"), Text: locale.M("What is queued, sent or failed, and why."), Icon: "mail", Href: "/admin/outbox", Roles: admins},
			{Weight: 90, Label: locale.M("Jobs"), Text: locale.M("Work that runs in the background, and what gave up."), Icon: "settings", Href: "/admin/jobs", Roles: admins}},
		Menu: []webspec.Link{
			{Weight: 0, Key: "home", Label: locale.M("Home"), Icon: "house", Href: "/", Face: authz.Portal},
			{Weight: 20, Key: "search", Label: locale.M("Search"), Icon: "search", Href: "/search", Face: authz.Desk, Go: "s", Press: "/"},
			{Weight: 50, Key: webspec.Tools, Label: locale.M("Tools"), Icon: "layers", Href: "/desk/tools", Face: authz.Desk, Roles: toolsFor},
			{Weight: 60, Key: webspec.Insight, Label: locale.M("Insight"), Icon: "chart-bar", Href: "/desk/insight", Face: authz.Desk, Roles: insightFor},
			{Weight: 88, Key: "go", Label: locale.M("Go to"), Icon: "arrow-right", Href: "/desk/go", Face: authz.Desk, Press: "ctrl+k", Roles: atDesk},
			{Weight: 90, Key: "me", Label: locale.M("Your page"), Icon: "user", Href: "/me", Face: authz.Portal},
			{Weight: 90, Key: "admin", Label: locale.M("Admin"), Icon: "settings", Href: "/admin", Face: authz.Desk, Go: "a",
				Roles: []authz.Role{authz.Admin, authz.HRHead, authz.DPO}}}}
}

func (h *Home) routes(m *httpx.Mux) {
	m.Handle("GET /{$}", httpx.Page(h.start, startPage))
	m.Handle("GET /me", httpx.Page(h.me, mePage))
	m.Handle("GET /me/data", httpx.Page(h.keptAbout, dataPage))
	m.Handle("GET /api/v1/me/export", httpx.JSON(h.export, 200, "Everything that is kept about you."))
	m.Handle("GET /api/v1/todo", httpx.JSON(h.allWaiting, 200, "What waits for you, the earliest first: what you have to do in the face of the product that you use now."))
	m.Handle("GET /search", httpx.Page(h.searchForPage, searchPage))
	m.Handle("GET /api/v1/search", httpx.JSON(h.search, 200, "Everything that you may see and that has these words."))
	m.Handle("GET /desk/go", httpx.Page(h.goTo, goPage))
	m.Handle("GET /api/v1/go", httpx.JSON(h.goTo, 200, "Where one can go on the desk by a name or a number: pages, views, cases, people. For HR and administrators."))
	m.Handle("GET /desk/tools", httpx.Page(h.tools, groupPage(webspec.Tools, locale.M("Tools"))))
	m.Handle("GET /desk/insight", httpx.Page(h.insight, groupPage(webspec.Insight, locale.M("Insight"))))
	m.Handle("GET /admin", httpx.Page(h.administration, adminPage))
	m.Handle("GET /admin/outbox", httpx.Page(h.outbox, outboxPage))
	m.Handle("GET /api/v1/outbox", httpx.JSON(h.outbox, 200, "Outgoing mail: recipients, kinds and states, never what it says. In counts, 10001 stands for any number beyond 10,000."))
	m.Handle("POST /admin/outbox/{id}/resend", httpx.Form(h.resend, toOutbox, nil))
	m.Handle("POST /admin/outbox/{id}/give-up", httpx.Form(h.giveUp, toOutbox, nil))
	m.Handle("GET /admin/jobs", httpx.Page(h.listJobs, jobsPage))
	m.Handle("POST /admin/jobs/{id}/retry", httpx.Form(h.retryJob, toJobs, nil))
	m.Handle("POST /admin/jobs/{id}/cancel", httpx.Form(h.cancelJob, toJobs, nil))
}

// started is what the start page shows.
type started struct {
	First             string
	Hero, Main, Aside []templ.Component
	ToDo              []spec.ToDo
	Now               time.Time
}

// start gathers the start page. A person in the desk face begins at the desk, which is another page.
func (h *Home) start(ctx context.Context, by authz.Actor, _ httpx.None) (started, error) {
	if err := h.policy.May(by, Start, 0); err != nil {
		return started{}, err
	}
	out := started{First: firstName(shell.ViewerOf(ctx).Name)}
	for _, c := range h.cards {
		shown, err := c.Show(ctx, by)
		if err != nil {
			return out, err
		}
		switch {
		case shown == nil:
		case c.Weight < 0:
			out.Hero = append(out.Hero, shown)
		case c.Aside:
			out.Aside = append(out.Aside, shown)
		default:
			out.Main = append(out.Main, shown)
		}
	}
	var err error
	out.ToDo, err = h.waiting(ctx, by)
	out.Now = h.db.Now().Time
	return out, err
}

// sectioned is what /me shows.
type sectioned struct{ Parts []templ.Component }

func (h *Home) me(ctx context.Context, by authz.Actor, _ httpx.None) (sectioned, error) {
	if err := h.policy.May(by, Start, 0); err != nil {
		return sectioned{}, err
	}
	var out sectioned
	for _, s := range h.sections {
		shown, err := s.Show(ctx, by)
		if err != nil {
			return out, err
		}
		if shown != nil {
			out.Parts = append(out.Parts, shown)
		}
	}
	return out, nil
}

// Who the places that hold others are for: everybody who may go to one of them.
var (
	toolsFor   = []authz.Role{authz.Agent, authz.HRHead, authz.ConcernHandler}
	insightFor = []authz.Role{authz.Agent, authz.HRHead, authz.DPO}
)

func (h *Home) tools(_ context.Context, by authz.Actor, _ httpx.None) ([]webspec.Link, error) {
	return h.group(by, webspec.Tools), h.policy.May(by, UseTools, 0)
}

func (h *Home) insight(_ context.Context, by authz.Actor, _ httpx.None) ([]webspec.Link, error) {
	return h.group(by, webspec.Insight), h.policy.May(by, GainInsight, 0)
}

// group are the places that stand on the page of another, for by.
func (h *Home) group(by authz.Actor, key string) []webspec.Link {
	return slices.DeleteFunc(slices.Clone(h.menu), func(l webspec.Link) bool { return l.Group != key || !l.For(by) })
}

// governed is what the administration page shows.
type governed struct {
	ToDo  []spec.ToDo // what waits for its reader and has no other place: what is seen to on its pages, and all for those who have no day at the desk
	Links []webspec.Link
	Now   time.Time
}

// administration gathers the administration page.
func (h *Home) administration(ctx context.Context, by authz.Actor, _ httpx.None) (governed, error) {
	if err := h.policy.May(by, Administer, 0); err != nil {
		return governed{}, err
	}
	all, err := h.waiting(ctx, by)
	if by.Works() { // the rest stands on their own day
		all = slices.DeleteFunc(all, func(t spec.ToDo) bool { return !strings.HasPrefix(t.Link, "/admin/") })
	}
	return governed{ToDo: all, Now: h.db.Now().Time,
		Links: slices.DeleteFunc(slices.Clone(h.admin), func(l webspec.Link) bool { return !l.For(by) })}, err
}

// ListOutbox asks for a page of the outbox.
type ListOutbox struct {
	State string `query:"state" json:"-"`
	After string `query:"after" json:"-"`
}

// Outbox is a page of the outbox: envelopes, and how many messages are in each state.
type Outbox struct {
	State  string             `json:"state"`
	Items  []mail.Envelope    `json:"items"`
	Counts map[mail.State]int `json:"counts"` // 10001 stands for any number beyond 10000, see mail.Count
	Next   string             `json:"next"`
	Oldest store.Time         `json:"oldest"` // of those that wait; zero: none does
}

const perPage = 100

func (h *Home) outbox(ctx context.Context, by authz.Actor, in ListOutbox) (Outbox, error) {
	out := Outbox{State: in.State}
	if err := h.policy.May(by, ReadOutbox, 0); err != nil {
		return out, err
	}
	var err error
	if out.Counts, err = mail.Count(ctx, h.db); err != nil {
		return out, err
	}
	if out.Oldest, err = mail.Oldest(ctx, h.db); err != nil {
		return out, err
	}
	if out.Items, err = mail.List(ctx, h.db, mail.State(in.State), in.After, perPage+1); err != nil {
		return out, err
	}
	if len(out.Items) > perPage {
		out.Items = out.Items[:perPage]
		out.Next = out.Items[perPage-1].ID
	}
	return out, nil
}

// toDo tells administrators that no mail leaves, and of messages of which nobody knows whether they left.
func (h *Home) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	if h.policy.May(by, ReadOutbox, 0) != nil {
		return nil, nil
	}
	var all []spec.ToDo
	if !h.sends {
		all = append(all, spec.ToDo{Text: locale.M("No mail leaves yet: links to sign in and answers wait. Name a mail server with --smtp-address, and start Hearth again."), Link: "/admin/outbox", Action: locale.M("Look at what waits")})
	}
	n, since, err := mail.Asking(ctx, h.db)
	if err != nil || n == 0 {
		return all, err
	}
	return append(all, spec.ToDo{Title: locale.N(ctx, n, "%d message may not have left", "%d messages may not have left", n),
		Text: locale.M("They must not be sent twice, so Hearth does not try again by itself. Say what to do."), Link: "/admin/outbox?state=unknown", Action: locale.M("Look at the messages"), At: since}), nil
}

// ModuleSpec returns what the module contributes to the product, beside its web.
func (h *Home) ModuleSpec() spec.Module {
	return spec.Module{Name: "home", Rules: Rules(), ToDo: h.toDo}
}

// Named names a message or a job.
type Named struct {
	ID string `path:"id" json:"-"`
}

func (h *Home) resend(ctx context.Context, by authz.Actor, in Named) (httpx.None, error) {
	return httpx.None{}, h.decide(ctx, by, func(tx *store.Tx) error { return mail.Resend(ctx, tx, in.ID) })
}

func (h *Home) giveUp(ctx context.Context, by authz.Actor, in Named) (httpx.None, error) {
	return httpx.None{}, h.decide(ctx, by, func(tx *store.Tx) error { return mail.GiveUp(ctx, tx, in.ID) })
}

func (h *Home) decide(ctx context.Context, by authz.Actor, f func(*store.Tx) error) error {
	if err := h.policy.May(by, ReadOutbox, 0); err != nil {
		return err
	}
	return h.db.Tx(ctx, f)
}

func toOutbox(Named, httpx.None) string { return "/admin/outbox?state=unknown" }
