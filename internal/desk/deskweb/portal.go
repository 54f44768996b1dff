package deskweb

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
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
	m.Handle("POST /drafts/{place...}", httpx.Taken(w.saveDraft, savedPage))
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
