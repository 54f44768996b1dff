package deskweb

import (
	"cmp"
	"context"
	"net/url"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/platform/ui"
	"hearth/internal/promise"
)

func requestsPage(ctx context.Context, l listing) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "My requests"), Active: "requests"}, requestsBody(l))
}

func requestPage(ctx context.Context, s shown) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: titleOf(s.Case) + " (" + s.Number + ")", Active: "requests", Error: s.Err != nil,
		Live: "/live?topics=" + desk.CaseTopic(s.ID)}, requestBody(s))
}

func askPage(ctx context.Context, o offered) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "Ask HR"), Active: "ask"}, askBody(o))
}

func formPage(ctx context.Context, a asking) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: a.Offer.Name, Active: "ask", Error: a.Err != nil}, formBody(a))
}

func openingsPage(ctx context.Context, r recorded) templ.Component {
	return shell.Faced(ctx, shell.Page{Title: locale.T(ctx, "Who opened your record"), Active: "me"}, openingsBody(r))
}

// sentNow reports whether the reader comes from sending the request.
func sentNow(ctx context.Context) bool { return httpx.Request(ctx).Query.Get("sent") != "" }

// portalPromise is the one promise that the requester waits for, as the promise line shows it; false when none runs.
func portalPromise(ctx context.Context, c desk.Case, now store.Time) (ui.Promise, bool) {
	switch c.State {
	case desk.Waiting:
		if p := c.Meanwhile(); p != nil && p.Kind == promise.NextWord && p.State == promise.Late {
			return ui.Promise{Kind: ui.Bad, Used: 100, Sentence: notInTouch(ctx, *p)}, true
		}
		return ui.Promise{Sentence: waitsUntil(ctx, c), Icon: "pause", Used: -1}, true
	case desk.Answered, desk.Closed:
		return ui.Promise{}, false
	}
	p := c.Next()
	if p == nil {
		return ui.Promise{}, false
	}
	line := ui.Promise{Kind: ui.Quiet, Used: int(p.Share * 100), From: locale.T(ctx, "Asked %s", locale.DateTime(ctx, c.OpenedAt.Time))}
	at := locale.DateTime(ctx, p.DueAt.Time)
	switch p.Kind {
	case promise.FirstAnswer:
		line.Sentence = ui.Rich(ctx, "You have a first answer by *%s*", at)
	case promise.NextWord:
		line.Sentence = ui.Rich(ctx, "You hear from us by *%s*", at)
	case promise.Callback:
		line.Sentence = ui.Rich(ctx, "We call you by *%s*", at)
	case promise.Legal:
		line.Sentence = ui.Rich(ctx, "By law it is decided by *%s*", at)
	default:
		line.Sentence = ui.Rich(ctx, "We will settle it by *%s*", at)
	}
	switch p.State {
	case promise.Late:
		line.Kind, line.Used = ui.Bad, 100
		line.Sentence = notInTouch(ctx, *p)
	case promise.AtRisk:
		line.Kind = ui.Warn
	}
	return line, true
}

func waitsUntil(ctx context.Context, c desk.Case) templ.Component {
	return ui.Rich(ctx, "Waits until *%s*; then it goes on by itself", locale.DateTime(ctx, c.WaitingUntil.Time))
}

func notInTouch(ctx context.Context, p promise.View) templ.Component {
	return ui.Rich(ctx, "We promised to be in touch by *%s* and were not. We are sorry; HR sees that it is late", locale.DateTime(ctx, p.DueAt.Time))
}

// laterPromise is the second promise of a request, in smaller words.
func laterPromise(ctx context.Context, c desk.Case) templ.Component {
	next := c.Next()
	for _, p := range c.Promises {
		ahead := p.Kind == promise.NextWord && (p.State == promise.Running || p.State == promise.AtRisk)
		if ahead && (c.State == desk.Waiting && p.DueAt.Before(c.WaitingUntil) || c.State == desk.StateOpen && next != nil && next.State == promise.Late) {
			return ui.Rich(ctx, "You hear from us by *%s*", locale.DateTime(ctx, p.DueAt.Time))
		}
	}
	for _, p := range c.Promises {
		if next != nil && p.Kind == promise.Decision && p.Open() && next.Kind != promise.Decision && c.State == desk.StateOpen {
			return ui.Rich(ctx, "and it will be settled by *%s*", locale.DateTime(ctx, p.DueAt.Time))
		}
	}
	return nil
}

// decides reports whether an entry is the decision by which the request was answered: it stands above the conversation already.
func (s shown) decides(e desk.Entry) bool {
	return s.Outcome == desk.OutcomeDecided && e.Kind == "message" && e.Side == "hr" && e.At.Equal(s.AnsweredAt)
}

// portalMessage is an entry of the conversation as its requester sees it.
func (s shown) portalMessage(ctx context.Context, e desk.Entry) ui.Message {
	from := cmp.Or(e.From, s.Number)
	m := messageOf(ctx, e, from, requestPath(from))
	if e.Side == "hr" {
		m.Role = locale.T(ctx, "HR")
	}
	if s.decides(e) {
		m.Fold = locale.T(ctx, "The decision, as it was sent")
	}
	return m
}

// typedInto is what was typed into a form of the page of a request.
func (s shown) typedInto(form, otherwise string) string {
	if s.Form == form {
		return s.Typed
	}
	return otherwise
}

func (l listing) older() ui.Pages {
	if l.Next == "" {
		return ui.Pages{}
	}
	return ui.Pages{Older: "/requests?" + url.Values{"tab": {l.Tab}, "after": {l.Next}}.Encode()}
}

func (l listing) tabs(ctx context.Context) []ui.NavItem {
	all := []ui.NavItem{{Key: tabOpen, Label: locale.T(ctx, "Open and answered"), Href: "/requests"}, {Key: tabClosed, Label: locale.T(ctx, "Closed"), Href: "/requests?tab=closed"}}
	if l.Reports > 0 || l.Tab == tabReports {
		all = append(all, ui.NavItem{Key: tabReports, Label: locale.T(ctx, "People you lead"), Href: "/requests?tab=team", Count: locale.Number(ctx, l.Reports)})
	}
	return all
}

// waitSentence is the reason for which a case waits, to its reader: a message key of ours where named, or as somebody wrote it.
func waitSentence(c desk.Case) (text string, named bool) {
	switch {
	case c.Asked:
		return "We need something from you.", true
	case c.WaitingFor == desk.WaitCustomer:
		return "Something is needed from who asked.", true
	}
	return record.WaitText(c.WaitingFor)
}

// readers says to a manager for whom the request waits who reads what they write.
func (s shown) readers(ctx context.Context) string {
	if s.Asked && s.WaitingFor == desk.WaitManager {
		return locale.T(ctx, "Who asked reads this and what you answer.")
	}
	return ""
}

// stateChip is a request's state in a requester's words.
func stateChip(ctx context.Context, c desk.Case) (ui.Kind, string, string) {
	switch c.State {
	case desk.Waiting:
		if c.Asked {
			return ui.Tide, "ear", locale.T(ctx, "Waits for you")
		}
		return ui.Quiet, "pause", locale.T(ctx, "Waits")
	case desk.Answered:
		return ui.OK, "circle-check", locale.T(ctx, "Answered")
	case desk.Closed:
		return ui.Quiet, "circle-check", locale.T(ctx, "Closed")
	}
	if c.Unread {
		return ui.Tide, "message-circle", locale.T(ctx, "HR wrote")
	}
	return ui.Ember, "clock", locale.T(ctx, "With HR")
}

// whoSees says in the requester's words who sees a new request of a service.
func (a asking) whoSees(ctx context.Context) string {
	s := a.Offer
	switch {
	case s.Health:
		return locale.T(ctx, "It holds health data: only the person in HR who works on it reads what you write.")
	case s.Sensitivity == "named":
		return locale.T(ctx, "Only people named for it in HR see it.")
	case s.Sensitivity == "team":
		return locale.T(ctx, "One team in HR sees it.")
	}
	return locale.T(ctx, "The HR team sees it.")
}

// whoSees says in the requester's words who sees the request, a sentence each.
func (s shown) whoSees(ctx context.Context) []string {
	all := []string{locale.T(ctx, "You and the people in HR who work on it.")}
	switch {
	case s.Health:
		all[0] = locale.T(ctx, "You and the person in HR who works on it read the texts. Others in HR see that there is a request.")
	case len(s.Named) > 0:
		all[0] = locale.T(ctx, "You, and in HR only the people named for it.")
	}
	switch {
	case s.ManagerSees:
		all = append(all, locale.T(ctx, "The manager of the person it is for can read it too."))
	default:
		all = append(all, locale.T(ctx, "No manager sees it."))
	}
	return all
}

// subjectNow and bodyNow are what stands in the form: what was typed, or the draft.
func (a asking) subjectNow() string {
	if a.In.Subject == "" && a.Err == nil {
		return a.Draft.Subject
	}
	return a.In.Subject
}

func (a asking) bodyNow() string {
	if a.In.Body == "" && a.Err == nil {
		return a.Draft.Body
	}
	return a.In.Body
}

func firstOf(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// stepTime is by when a step is promised, or until when it waits with its case.
func stepTime(ctx context.Context, p promise.View) string {
	if p.State == promise.Paused {
		return locale.T(ctx, "waits until %s", locale.DateTime(ctx, p.PausedUntil.Time))
	}
	return locale.T(ctx, "by %s", locale.DateTime(ctx, p.DueAt.Time))
}
