package intakeweb

import (
	"context"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/letter/verdict"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

func (w *Web) waiting(ctx context.Context, by authz.Actor, in intake.ListWaiting) (intake.WaitingPage, error) {
	return w.Intake.Waiting(ctx, by, in)
}

func waitingPage(ctx context.Context, p intake.WaitingPage) templ.Component {
	keys := []ui.Key{{Keys: "J K", Label: locale.T(ctx, "next, previous")}, {Keys: "Enter", Label: locale.T(ctx, "open")}, {Keys: "G Q", Label: locale.T(ctx, "queue")}}
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Mail that waits"), Active: MenuKey, Keys: keys}, waitingBody(p))
}

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

func mailPath(id string) string { return "/desk/mail/" + url.PathEscape(id) }

func olderWaiting(p intake.WaitingPage) ui.Pages {
	if p.Next == "" {
		return ui.Pages{}
	}
	return ui.Pages{Older: "/desk/mail?after=" + url.QueryEscape(p.Next)}
}

// subjectOf is what a mail is about, or words of ours that say it does not tell.
func subjectOf(ctx context.Context, subject string) string {
	if strings.TrimSpace(subject) == "" {
		return locale.T(ctx, "A mail without a subject")
	}
	return subject
}

func senderOf(ctx context.Context, w intake.Waiting) string {
	switch {
	case w.Name != "":
		return w.Name
	case w.From != "":
		return w.From
	}
	return locale.T(ctx, "It does not say who sent it")
}

// found reads the findings of our mail server as a list keeps them.
func found(text string) (r verdict.Results) {
	for _, part := range strings.Fields(text) {
		method, result, _ := strings.Cut(part, "=")
		r.Found = true
		switch method {
		case "spf":
			r.SPF = result
		case "dkim":
			r.DKIM = result
		case "dmarc":
			r.DMARC = result
		}
	}
	return r
}

// finding is what our mail server found out about a sender: only DMARC is about the address that a reader sees.
type finding struct {
	Kind       ui.Kind
	Icon, Text string
}

func findingOf(ctx context.Context, r verdict.Results) finding {
	switch {
	case !r.Found:
		return finding{ui.Quiet, "info", locale.T(ctx, "Nobody has checked the sender")}
	case r.DMARC == "pass":
		return finding{ui.OK, "circle-check", locale.T(ctx, "Our mail server confirms the sender")}
	case r.DMARC == "fail":
		return finding{ui.Bad, "circle-alert", locale.T(ctx, "Our mail server says that the sender is false")}
	}
	return finding{ui.Warn, "triangle-alert", locale.T(ctx, "Our mail server cannot confirm the sender")}
}
