package deskweb

import (
	"context"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
)

// apiRoutes are the same use cases as the pages', for API clients. The answer of each change is the case as it is now.
func (w *Web) apiRoutes(m *httpx.Mux) {
	d, c := w.Desk, w.Catalogue
	m.Handle("POST /api/v1/cases", httpx.JSON(w.openByAPI, 201, "Open a case: ask HR, or write down for somebody who phoned."))
	m.Handle("GET /api/v1/cases", httpx.JSON(d.List, 200, "The cases that you may see, by view, state and words, in pages."))
	m.Handle("GET /api/v1/cases/{number}", httpx.JSON(w.readByAPI, 200, "One case with its conversation. Beside its own promises stand those of its steps, of a second look and of questions about its statement that still have to be kept, as far as you may know of them: of says which."))
	m.Handle("POST /api/v1/cases/{number}/messages", httpx.JSON(w.Options.Write, 201, "Write a message, or an internal note."))
	m.Handle("POST /api/v1/cases/{number}/messages/{entry}/withdraw", httpx.JSON(d.WithdrawEntry, 200, "Take back a message of your own: a trace stays, the content goes."))
	m.Handle("POST /api/v1/cases/{number}/messages/{entry}/move", httpx.JSON(d.MoveMessage, 200, "Take a customer's message to the case where it belongs."))
	m.Handle("POST /api/v1/cases/{number}/files/{file}/withdraw", httpx.JSON(d.WithdrawFile, 200, "Take back a file of your own."))
	m.Handle("GET /api/v1/cases/{number}/files/{file}", httpx.Raw(w.file))
	m.Handle("POST /api/v1/cases/{number}/assign", httpx.JSON(w.Assign, 200, "Give a case to a person of HR or back to a team; not to a colleague who is away, or full while cases are given by load."))
	m.Handle("POST /api/v1/cases/{number}/priority", httpx.JSON(d.SetPriority, 200, "Set how the queue sorts a case."))
	m.Handle("POST /api/v1/cases/{number}/restrict", httpx.JSON(d.Restrict, 200, "Say who in HR sees a case."))
	m.Handle("POST /api/v1/cases/{number}/pause", httpx.JSON(d.Pause, 200, "Let a case wait: for whom, what is needed from them, and until when. Whom it waits for and its requester read the words; the manager can be waited for where they read the case."))
	m.Handle("POST /api/v1/cases/{number}/resume", httpx.JSON(d.Resume, 200, "End a pause before its date."))
	m.Handle("POST /api/v1/cases/{number}/prolong", httpx.JSON(d.Prolong, 200, "Prolong the time that a law gives, once and as the law allows, with a reason that the requester reads."))
	m.Handle("POST /api/v1/cases/{number}/renegotiate", httpx.JSON(d.Renegotiate, 200, "Give a promise another time before it passes, with a reason that the requester reads."))
	m.Handle("POST /api/v1/cases/{number}/steps", httpx.JSON(d.AddStep, 201, "Add a step."))
	m.Handle("POST /api/v1/cases/{number}/steps/{step}", httpx.JSON(d.SetStep, 200, "Mark a step as done, held up or open."))
	m.Handle("POST /api/v1/cases/{number}/close", httpx.JSON(w.CloseNow, 200, "Answer and close a case."))
	m.Handle("POST /api/v1/cases/{number}/accept", httpx.JSON(d.Accept, 200, "Say that the answer suffices."))
	m.Handle("POST /api/v1/cases/{number}/reopen", httpx.JSON(d.Reopen, 200, "Say what is missing: an answered case opens again."))
	m.Handle("POST /api/v1/cases/{number}/invite", httpx.JSON(d.Invite, 200, "Let somebody stand by you in a request of yours."))
	m.Handle("POST /api/v1/cases/{number}/uninvite", httpx.JSON(d.Uninvite, 200, "End an invitation."))
	m.Handle("GET /api/v1/services", httpx.JSON(c.Services, 200, "What you may ask for."))
	m.Handle("GET /api/v1/causes", httpx.JSON(c.Causes, 200, "The causes that a case can be closed with."))
	m.Handle("GET /api/v1/drafts/{place...}", httpx.JSON(d.Draft, 200, "What you were writing at a place."))
	m.Handle("PUT /api/v1/drafts/{place...}", httpx.JSON(d.SaveDraft, 200, "Keep what you are writing; an empty text removes it."))
}

// openByAPI is Open for API clients, whose requests come by the channel "api" unless they say otherwise.
func (w *Web) openByAPI(ctx context.Context, by authz.Actor, in desk.Open) (desk.Case, error) {
	if in.Channel == "" {
		in.Channel = desk.API
	}
	return w.Desk.Open(ctx, by, in)
}

// readByAPI is desk.Read with what is promised beside the case among its promises.
func (w *Web) readByAPI(ctx context.Context, by authz.Actor, in desk.ReadOne) (desk.Whole, error) {
	c, err := w.Desk.Read(ctx, by, in)
	c.Promises = append(c.Promises, c.Beside...)
	return c, err
}
