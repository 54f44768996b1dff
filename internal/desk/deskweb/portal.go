package deskweb

import (
	"context"
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/draft"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

func (w *Web) portalRoutes(m *httpx.Mux) {
	m.Handle("GET /requests", httpx.Page(w.requests, requestsPage))
	m.Handle("GET /requests/{number}", httpx.Page(w.request, requestPage))
	m.Handle("POST /requests/{number}/messages", httpx.Form(w.Desk.Write, func(in desk.Write, _ desk.Entry) string { return requestPath(in.Number) },
		w.requestAgain("write", func(in desk.Write) string { return in.Body })))
	m.Handle("POST /requests/{number}/accept", httpx.Form(w.Desk.Accept, func(in desk.Accept, _ desk.Case) string { return requestPath(in.Number) + "/rating" }, nil))
	m.Handle("POST /requests/{number}/reopen", httpx.Form(w.Desk.Reopen, func(in desk.Reopen, _ desk.Case) string { return requestPath(in.Number) }, w.reopenAgain))
	m.Handle("POST /requests/{number}/invite", httpx.Form(w.Desk.Invite, func(in desk.Invite, _ desk.Case) string { return requestPath(in.Number) }, w.inviteAgain))
	m.Handle("POST /requests/{number}/uninvite", httpx.Form(w.Desk.Uninvite, func(in desk.Invite, _ desk.Case) string { return requestPath(in.Number) }, nil))
	m.Handle("POST /requests/{number}/withdraw/{entry}", httpx.Form(w.Desk.WithdrawEntry, func(in desk.Withdraw, _ desk.Entry) string { return requestPath(in.Number) }, nil))
	m.Handle("POST /requests/{number}/withdraw-file/{file}", httpx.Form(w.Desk.WithdrawFile, func(in desk.Withdraw, _ desk.Entry) string { return requestPath(in.Number) }, nil))
	m.Handle("GET /requests/{number}/files/{file}", httpx.Raw(w.file))
	m.Handle("GET /ask", httpx.Page(w.ask, askPage))
	m.Handle("GET /ask/{service}", httpx.Page(w.form, formPage))
	m.Handle("POST /ask/{service}", httpx.Form(w.send, sent, w.formAgain))
	m.Handle("POST /drafts/{place...}", httpx.Form(w.Desk.SaveDraft, func(in desk.SaveDraft, _ draft.Draft) string { return "/requests" }, nil))
	m.Handle("GET /me/openings", httpx.Page(w.openings, openingsPage))
	m.Handle("GET /api/v1/me/openings", httpx.JSON(w.openings, 200, "When your record was opened, why and by which team."))
}

func requestPath(number string) string { return "/requests/" + number }

// listing is what the page of one's requests shows.
type listing struct {
	Tab     string
	Items   []desk.Case
	Next    string
	Now     store.Time
	Reports int // requests of the people one leads that one may see
	Marks   map[string]templ.Component
}

// readRequests is what its address says.
type readRequests struct {
	Tab   string `query:"tab" json:"-"`
	After string `query:"after" json:"-"`
}

// The tabs of one's requests.
const (
	tabOpen    = ""
	tabClosed  = "closed"
	tabReports = "team"
)

func (w *Web) requests(ctx context.Context, by authz.Actor, in readRequests) (listing, error) {
	out := listing{Tab: in.Tab, Now: w.DB.Now()}
	views, err := w.Desk.Views(ctx, by, desk.ReadViews{})
	if err != nil {
		return out, err
	}
	for _, v := range views.Items {
		if v.ID == desk.ViewReports {
			out.Reports = v.Count
		}
	}
	q := desk.List{View: desk.ViewRequests, After: in.After, Limit: rows}
	switch in.Tab {
	case tabClosed:
		q.State = string(desk.Closed)
	case tabReports:
		q.View = desk.ViewReports
	default:
		q.View = desk.ViewCurrent
	}
	page, err := w.Desk.List(ctx, by, q)
	if err != nil {
		return out, err
	}
	out.Items, out.Next = page.Items, page.Next
	out.Marks, err = w.Parts.Marks(ctx, by, out.Items...)
	return out, err
}

// shown is what the page of a request shows.
type shown struct {
	desk.Whole
	Now    store.Time
	Form   string // which form was refused
	Typed  string
	Err    *fault.Error
	Reader authz.Actor
	Parts  []templ.Component // what modules above show above the conversation
	Aside  []templ.Component // and beside it
	Marks  map[string]templ.Component
}

func (w *Web) request(ctx context.Context, by authz.Actor, in desk.ReadOne) (shown, error) {
	one, err := w.Desk.Read(ctx, by, in)
	out := shown{Whole: one, Now: w.DB.Now(), Reader: by}
	if err != nil {
		return out, err
	}
	if out.Parts, err = w.Parts.Request(ctx, by, one); err != nil {
		return out, err
	}
	if out.Aside, err = w.Parts.Aside(ctx, by, one); err != nil {
		return out, err
	}
	out.Marks, err = w.Parts.Marks(ctx, by, one.Case)
	return out, err
}

// requestAgain shows the page of a request with a form as it was typed.
func (w *Web) requestAgain(form string, typed func(desk.Write) string) httpx.Again[desk.Write] {
	return func(ctx context.Context, by authz.Actor, in desk.Write, wrong *fault.Error) (templ.Component, error) {
		return w.refusedRequest(ctx, by, in.Number, form, typed(in), wrong)
	}
}

func (w *Web) reopenAgain(ctx context.Context, by authz.Actor, in desk.Reopen, wrong *fault.Error) (templ.Component, error) {
	return w.refusedRequest(ctx, by, in.Number, "reopen", in.Missing, wrong)
}

func (w *Web) inviteAgain(ctx context.Context, by authz.Actor, in desk.Invite, wrong *fault.Error) (templ.Component, error) {
	return w.refusedRequest(ctx, by, in.Number, "invite", in.Person, wrong)
}

func (w *Web) refusedRequest(ctx context.Context, by authz.Actor, number, form, typed string, wrong *fault.Error) (templ.Component, error) {
	out, err := w.request(ctx, by, desk.ReadOne{Number: number})
	if err != nil {
		return nil, err
	}
	out.Form, out.Typed, out.Err = form, typed, wrong
	return requestPage(ctx, out), nil
}

// file serves an attachment.
func (w *Web) file(rw http.ResponseWriter, r *http.Request) error {
	in := desk.ReadFile{Number: r.PathValue("number"), File: r.PathValue("file")}
	content, f, err := w.Desk.OpenFile(r.Context(), authz.FromContext(r.Context()), in)
	if err != nil {
		return err
	}
	files.Serve(rw, r, f, content)
	return content.Close()
}

// offer is a service with the moments that somebody who asks now is promised.
type offer struct {
	catalogue.Service
	First, Settled store.Time
}

// offered is what the page of services shows.
type offered struct {
	Q     string
	Items []offer
}

// readAsk is what its address says: the words from the start page.
type readAsk struct {
	Q string `query:"q" json:"-"`
}

func (w *Web) ask(ctx context.Context, by authz.Actor, in readAsk) (offered, error) {
	out := offered{Q: in.Q}
	all, err := w.Catalogue.Services(ctx, by, catalogue.Nothing{})
	if err != nil {
		return out, err
	}
	site, err := people.Site(ctx, w.DB, by.PersonID)
	if err != nil {
		return out, err
	}
	for _, s := range all.Items {
		o, err := w.offer(ctx, by, s, site)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, o)
	}
	return out, nil
}

// offer says what somebody at a site is promised now.
func (w *Web) offer(ctx context.Context, by authz.Actor, s catalogue.Service, site string) (offer, error) {
	out := offer{Service: s}
	start := promise.Start{Kind: promise.FirstAnswer, Site: site, Minutes: s.FirstAnswerMinutes, Asked: catalogue.AskedBy(by, s)}
	var err error
	if out.First, err = w.Promises.Expected(ctx, w.DB, start); err != nil {
		return out, err
	}
	start.Kind, start.Minutes = promise.Decision, s.DecisionMinutes
	out.Settled, err = w.Promises.Expected(ctx, w.DB, start)
	return out, err
}

// request is the form of a new request.
type newRequest struct {
	Service    string         `path:"service" json:"-"`
	Subject    string         `json:"subject" query:"q"`
	Body       string         `json:"body"`
	For        string         `json:"for,omitempty"`
	About      []string       `json:"about,omitempty"`
	Against    []string       `json:"against,omitempty"`
	NotManager bool           `json:"not_manager,omitempty"`
	Anyway     bool           `json:"anyway,omitempty"` // its sender was told what they should know first
	Files      []files.Upload `form:"files" json:"-"`
}

// asking is what the page of that form shows.
type asking struct {
	Offer     offer
	In        newRequest
	Draft     draft.Draft
	Err       *fault.Error
	Card      people.Card
	TeamNames map[string]string
	Known     []templ.Component // what modules above say before anything is written
	First     []templ.Component // what modules above say before it is sent
}

func (w *Web) form(ctx context.Context, by authz.Actor, in newRequest) (asking, error) {
	out := asking{In: in, TeamNames: map[string]string{}}
	all, err := w.Catalogue.Services(ctx, by, catalogue.Nothing{})
	if err != nil {
		return out, err
	}
	i := slices.IndexFunc(all.Items, func(s catalogue.Service) bool { return s.ID == in.Service })
	if i < 0 {
		return out, authz.Hidden()
	}
	site, err := w.siteOf(ctx, by, in)
	if err != nil {
		return out, err
	}
	if out.Offer, err = w.offer(ctx, by, all.Items[i], site); err != nil {
		return out, err
	}
	teams, err := people.Teams(ctx, w.DB)
	if err != nil {
		return out, err
	}
	for _, t := range teams {
		out.TeamNames[t.ID] = t.Name
	}
	if out.Card, err = people.CardOf(ctx, w.DB, by.PersonID); err != nil {
		return out, err
	}
	if out.Known, err = w.Parts.Form(ctx, portalFace(by), in.Service); err != nil {
		return out, err
	}
	out.Draft, err = w.Desk.Draft(ctx, by, desk.ReadDraft{Place: "ask/" + in.Service})
	return out, err
}

// siteOf is the site whose hours count for a request: that of the person it is for.
func (w *Web) siteOf(ctx context.Context, by authz.Actor, in newRequest) (string, error) {
	whom := by.PersonID
	if in.For != "" {
		p, err := people.Find(ctx, w.DB, in.For)
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return "", err
		}
		if err == nil {
			whom = p.ID
		}
	}
	return people.Site(ctx, w.DB, whom)
}

func (w *Web) send(ctx context.Context, by authz.Actor, in newRequest) (desk.Case, error) {
	open := desk.Open{Service: in.Service, Subject: in.Subject, Body: in.Body, For: in.For, About: in.About, Against: in.Against, Channel: desk.Portal, Files: in.Files}
	if in.NotManager {
		open.NotTo = []string{"manager"}
	}
	if !in.Anyway {
		first, err := w.Parts.Ask(ctx, portalFace(by), open)
		if err == nil && len(first) > 0 { // kept, so that looking at another page loses nothing
			if _, err = w.Desk.SaveDraft(ctx, by, desk.SaveDraft{Place: "ask/" + in.Service, Subject: in.Subject, Body: in.Body}); err == nil {
				err = fault.New(fault.Conflict, "This is not sent yet. Read what stands below; you can send it all the same.")
			}
		}
		if err != nil {
			return desk.Case{}, err
		}
	}
	return w.Desk.Open(ctx, portalFace(by), open)
}

// portalFace is the person as who they are, not as HR: on these pages everybody asks for themselves.
func portalFace(by authz.Actor) authz.Actor {
	by.Face, by.Roles, by.Teams = authz.Portal, nil, nil
	return by
}

func sent(_ newRequest, c desk.Case) string { return requestPath(c.Number) + "?sent=1" }

func (w *Web) formAgain(ctx context.Context, by authz.Actor, in newRequest, wrong *fault.Error) (templ.Component, error) {
	out, err := w.form(ctx, by, in)
	if err != nil {
		return nil, err
	}
	out.Err = wrong
	if wrong.Kind == fault.Conflict {
		out.First, err = w.Parts.Ask(ctx, portalFace(by), desk.Open{Service: in.Service, Subject: in.Subject, Body: in.Body, For: in.For, Channel: desk.Portal})
	}
	return formPage(ctx, out), err
}

// cardRequests is how many requests the start page shows.
const cardRequests = 4

func (w *Web) requestsCard(ctx context.Context, by authz.Actor) (templ.Component, error) {
	page, err := w.Desk.Queue(ctx, by, desk.List{View: desk.ViewCurrent, Limit: cardRequests})
	if err != nil {
		return nil, err
	}
	marks, err := w.Parts.Marks(ctx, by, page.Items...)
	if err != nil {
		return nil, err
	}
	return requestsPart(listing{Items: page.Items, Now: w.DB.Now(), Marks: marks}), nil
}
