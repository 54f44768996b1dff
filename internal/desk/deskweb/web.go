// Package deskweb shows cases: to the people who asked, in words of requests and answers, and to HR as a queue and a workbench. Both
// are the same use cases of package desk, as is the API.
package deskweb

import (
	"context"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/desk/takeout"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/live"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/platform/webspec"
	"hearth/internal/promise"
)

// Options are what the pages need.
type Options struct {
	DB        *store.DB
	Desk      *desk.Service
	People    *people.Service
	Catalogue *catalogue.Catalogue
	Promises  *promise.Service
	Live      *live.Hub
	Takeout   *takeout.Service
	// Write writes a message or note, for a module above that reads notes first; nil: Desk writes.
	Write func(ctx context.Context, by authz.Actor, in desk.Write) (desk.Entry, error)
	// Send and Close send a reply and an answer from HR's page of a case, for a module above that holds them first; nil: they are written at once.
	Send  func(ctx context.Context, by authz.Actor, in desk.Write) (desk.Entry, error)
	Close func(ctx context.Context, by authz.Actor, in desk.Close) (desk.Case, error)
	// CloseNow closes for programs, as Write writes for them; nil: Desk closes.
	CloseNow func(ctx context.Context, by authz.Actor, in desk.Close) (desk.Case, error)
	// Assign gives a case to somebody, for a module above that asks whether they can take it; nil: Desk gives it.
	Assign func(ctx context.Context, by authz.Actor, in desk.Assign) (desk.Case, error)
	Tagged part.Narrow                                    // the filter of the queue by a tag; nil: there is none
	Parts  part.Parts                                     // what modules above show on the pages of a case
	Fresh  func(context.Context, authz.Actor) authz.Actor // the actor with the rights of this moment; nil: as at sign-in
}

// Web is the pages of the module.
type Web struct {
	Options
}

// New returns the pages.
func New(o Options) *Web {
	if o.Fresh == nil {
		o.Fresh = func(_ context.Context, by authz.Actor) authz.Actor { return by }
	}
	if o.Write == nil {
		o.Write = o.Desk.Write
	}
	if o.Send == nil {
		o.Send = o.Write
	}
	if o.CloseNow == nil {
		o.CloseNow = o.Desk.Close
	}
	if o.Close == nil {
		o.Close = o.Desk.Close
	}
	if o.Assign == nil {
		o.Assign = o.Desk.Assign
	}
	o.Parts = o.Parts.Sorted()
	return &Web{o}
}

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	agents := []authz.Role{authz.Agent, authz.HRHead, authz.ConcernHandler}
	return webspec.Web{Name: "desk",
		Routes: func(m *httpx.Mux) {
			w.portalRoutes(m)
			b := &workbench{db: w.DB, desk: w.Desk, people: w.People, catalogue: w.Catalogue, live: w.Live, fresh: w.Fresh, write: w.Send, close: w.Close, assign: w.Assign, tagged: w.Tagged, parts: w.Parts}
			b.routes(m)
			w.noticeRoutes(m)
			w.missedRoutes(m, b)
			w.apiRoutes(m)
			w.tableRoutes(m)
		},
		Cards:    []webspec.Card{{Weight: 10, Show: w.requestsCard}},
		Sections: []webspec.Section{{Weight: 25, Show: w.noticesSection}, {Weight: 60, Show: w.openingsSection}},
		Menu: []webspec.Link{
			{Weight: 10, Key: "requests", Label: locale.M("My requests"), Icon: "inbox", Href: "/requests", Face: authz.Portal},
			{Weight: 20, Key: "ask", Label: locale.M("Ask HR"), Icon: "message-circle-question-mark", Href: "/ask", Face: authz.Portal},
			{Weight: 10, Key: "queue", Label: locale.M("Queue"), Icon: "inbox", Href: "/desk", Face: authz.Desk, Go: "q", Roles: agents},
		},
		Places: places}
}

// places are the views of the queue, and what has no link of its own in the menu.
func places(_ context.Context, by authz.Actor) ([]webspec.Place, error) {
	if !by.Works() {
		return nil, nil
	}
	all := []webspec.Place{{Kind: locale.M("Page"), Label: locale.M("Case by phone or visit"), Href: "/desk/new"}}
	for _, id := range desk.DeskViews() {
		all = append(all, webspec.Place{Kind: locale.M("View"), Label: locale.M(desk.ViewNames[id]), Href: "/desk?view=" + id})
	}
	return all, nil
}
