package home

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/platform/jobs"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
	"hearth/internal/platform/webspec"
)

// firstName is how the start page greets somebody.
func firstName(name string) string {
	first, _, _ := strings.Cut(name, " ")
	return first
}

func startPage(ctx context.Context, s started) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "Home"), Active: "home"}, startBody(s))
}

func mePage(ctx context.Context, s sectioned) templ.Component {
	return shell.Faced(ctx, shell.Page{Title: locale.T(ctx, "Your page"), Active: "me"}, meBody(s))
}

func dataPage(ctx context.Context, k kept) templ.Component {
	return shell.Faced(ctx, shell.Page{Title: locale.T(ctx, "What we keep about you"), Active: "me"}, dataBody(k))
}

func adminPage(ctx context.Context, g governed) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Administration"), Active: "admin"}, adminBody(g))
}

// groupPage is the page of a place that holds others.
func groupPage(key string, title locale.Msg) func(context.Context, []webspec.Link) templ.Component {
	return func(ctx context.Context, all []webspec.Link) templ.Component {
		return shell.Desk(ctx, shell.Page{Title: title.In(ctx), Active: key}, groupBody(all))
	}
}

func outboxPage(ctx context.Context, o Outbox) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Outgoing mail"), Active: "admin"}, outboxBody(o))
}

func jobsPage(ctx context.Context, j Jobs) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Jobs"), Active: "admin"}, jobsBody(j))
}

// mailKind says what a message is for, as message keys, by the kind that its module gives it.
var mailKind = map[string]string{"auth.link": "Link to sign in", "case.acknowledgement": "A request arrived", "case.message": "HR wrote", "case.answer": "HR answered",
	"case.waiting": "A request waits for somebody", "case.needed": "A request waits for a manager", "case.new_time": "A promise has a new time", "case.reopened": "A request is open again", "case.invited": "Asked to stand by somebody",
	"case.delay": "A promise may become late", "case.late": "A promise is late", "case.digest": "What happened in a day", "callback.invitation": "Invitation to a call",
	"follow.told": "To somebody of HR who watches", "escalation.told": "To somebody of HR about a promise", "escalation.call": "To somebody of HR about a call", "side.asked": "HR asked somebody else", "intake.trial": "Trial of a mailbox"}

// mailStates and jobStates name states as message keys.
var mailStates = map[mail.State]string{mail.Queued: "Queued", mail.Claimed: "Claimed", mail.Transmitting: "Being sent", mail.Sent: "Sent", mail.Failed: "Failed",
	mail.Unknown: "Not known", mail.Delayed: "Delayed", mail.CameBack: "Came back"}

var mailKinds = map[mail.State]ui.Kind{mail.Sent: ui.OK, mail.Failed: ui.Bad, mail.CameBack: ui.Bad, mail.Unknown: ui.Warn, mail.Delayed: ui.Warn}

var mailIcons = map[mail.State]string{mail.Sent: "circle-check", mail.Failed: "circle-alert", mail.Unknown: "triangle-alert",
	mail.CameBack: "circle-alert", mail.Delayed: "triangle-alert"}

var jobStates = map[jobs.State]string{jobs.Available: "Ready", jobs.Scheduled: "Waits for its time", jobs.Running: "Running", jobs.Retryable: "Will be tried again",
	jobs.Completed: "Done", jobs.Cancelled: "Cancelled", jobs.Discarded: "Gave up"}

var jobKinds = map[jobs.State]ui.Kind{jobs.Completed: ui.OK, jobs.Discarded: ui.Bad, jobs.Retryable: ui.Warn}

func icon(name string) string {
	if name == "" {
		return "clock"
	}
	return name
}

// mailTabs are the states as tabs, each with its count.
func mailTabs(ctx context.Context, o Outbox) []ui.NavItem {
	all := []ui.NavItem{{Key: "", Label: locale.T(ctx, "All"), Href: "/admin/outbox"}}
	for _, s := range mail.States() {
		all = append(all, ui.NavItem{Key: string(s), Label: locale.T(ctx, mailStates[s]), Href: "/admin/outbox?state=" + string(s), Count: messages(ctx, o.Counts[s])})
	}
	return all
}

func messages(ctx context.Context, n int) string {
	if n > mail.MostCounted {
		return locale.T(ctx, "more than %s", locale.Number(ctx, mail.MostCounted))
	}
	return locale.Number(ctx, n)
}

func jobTabs(ctx context.Context) []ui.NavItem {
	all := []ui.NavItem{{Key: "", Label: locale.T(ctx, "All"), Href: "/admin/jobs"}}
	for _, s := range []jobs.State{jobs.Discarded, jobs.Retryable, jobs.Scheduled, jobs.Available, jobs.Running, jobs.Completed, jobs.Cancelled} {
		all = append(all, ui.NavItem{Key: string(s), Label: locale.T(ctx, jobStates[s]), Href: "/admin/jobs?state=" + string(s)})
	}
	return all
}

// asked counts the messages on the page about which an administrator has to decide.
func asked(o Outbox) (n int) {
	for _, m := range o.Items {
		if m.Asks() {
			n++
		}
	}
	return n
}

func olderMail(o Outbox) ui.Pages {
	if o.Next == "" {
		return ui.Pages{}
	}
	return ui.Pages{Older: "/admin/outbox?" + url.Values{"state": {o.State}, "after": {o.Next}}.Encode()}
}

func olderJobs(j Jobs) ui.Pages {
	if j.Next == 0 {
		return ui.Pages{}
	}
	return ui.Pages{Older: "/admin/jobs?" + url.Values{"state": {j.State}, "after": {strconv.FormatInt(j.Next, 10)}}.Encode()}
}
