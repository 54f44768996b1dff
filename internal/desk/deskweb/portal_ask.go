package deskweb

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/desk/draft"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

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
	start := promise.Start{Kind: promise.FirstAnswer, Place: promise.Place{Site: site, Team: s.TeamID}, Minutes: s.FirstAnswerMinutes, Asked: catalogue.AskedBy(by, s)}
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
	Field      []httpx.Cell   `json:"field,omitempty"`  // the keys of what the service asks for besides, and what was filled in, side by side
	Value      []httpx.Cell   `json:"value,omitempty"`
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
	Besides   []templ.Component // what they ask for besides words
}

// draftForm is desk.SaveDraft as a page sends it: the keys of fields, and what was filled in, side by side.
type draftForm struct {
	Place    string       `path:"place" json:"-"`
	Subject  string       `json:"subject"`
	Body     string       `json:"body"`
	Internal bool         `json:"internal,omitempty"`
	Field    []httpx.Cell `json:"field,omitempty"`
	Value    []httpx.Cell `json:"value,omitempty"`
}

func (w *Web) saveDraft(ctx context.Context, by authz.Actor, in draftForm) (draft.Draft, error) {
	return w.Desk.SaveDraft(ctx, by, desk.SaveDraft{Place: in.Place, Subject: in.Subject, Body: in.Body, Internal: in.Internal, Fields: byKey(in.Field, in.Value)})
}

func savedPage(context.Context, draft.Draft) templ.Component { return saved() }

// byKey is what was typed into fields, by key.
func byKey(keys, values []httpx.Cell) map[string]string {
	all := map[string]string{}
	for i := range min(len(keys), len(values)) {
		all[string(keys[i])] = string(values[i])
	}
	return all
}

// filled is what was filled in of what the service asks for besides, by key.
func (in newRequest) filled() map[string]any {
	var all map[string]any
	for i := range min(len(in.Field), len(in.Value)) {
		if all == nil {
			all = map[string]any{}
		}
		all[string(in.Field[i])] = string(in.Value[i])
	}
	return all
}

func (w *Web) form(ctx context.Context, by authz.Actor, in newRequest) (asking, error) {
	return w.formWith(ctx, by, in, nil)
}

// formWith is form with what was wrong with it.
func (w *Web) formWith(ctx context.Context, by authz.Actor, in newRequest, wrong *fault.Error) (asking, error) {
	out := asking{In: in, Err: wrong, TeamNames: map[string]string{}}
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
	if out.Draft, err = w.Desk.Draft(ctx, by, desk.ReadDraft{Place: "ask/" + in.Service}); err != nil {
		return out, err
	}
	values := in.filled()
	if wrong == nil && len(values) == 0 {
		values = map[string]any{}
		for key, value := range out.Draft.Fields {
			values[key] = value
		}
	}
	if out.Besides, err = w.Parts.Form(ctx, portalFace(by), part.Asked{Service: all.Items[i], Values: values, Err: wrong}); err != nil {
		return out, err
	}
	if out.Known, err = w.Parts.Known(ctx, portalFace(by), in.Service); err != nil {
		return out, err
	}
	out.Card, err = people.CardOf(ctx, w.DB, by.PersonID)
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
	open := desk.Open{Service: in.Service, Subject: in.Subject, Body: in.Body, For: in.For, About: in.About, Against: in.Against, Channel: desk.Portal, Files: in.Files, Fields: in.filled()}
	if in.NotManager {
		open.NotTo = []string{"manager"}
	}
	if !in.Anyway {
		first, err := w.Parts.Ask(ctx, portalFace(by), open)
		if err == nil && len(first) > 0 { // kept, so that looking at another page loses nothing
			if _, err = w.Desk.SaveDraft(ctx, by, desk.SaveDraft{Place: "ask/" + in.Service, Subject: in.Subject, Body: in.Body, Fields: byKey(in.Field, in.Value)}); err == nil {
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
	out, err := w.formWith(ctx, by, in, wrong)
	if err != nil {
		return nil, err
	}
	if wrong.Kind == fault.Conflict {
		out.First, err = w.Parts.Ask(ctx, portalFace(by), desk.Open{Service: in.Service, Subject: in.Subject, Body: in.Body, For: in.For, Channel: desk.Portal})
	}
	return formPage(ctx, out), err
}
