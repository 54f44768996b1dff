package intakeweb

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

// logged is what the page of the log shows.
type logged struct {
	intake.LogPage
	Checks []intake.Check
}

func (w *Web) log(ctx context.Context, by authz.Actor, in intake.ListLog) (out logged, err error) {
	if out.LogPage, err = w.Intake.MailLog(ctx, by, in); err != nil {
		return out, err
	}
	out.Checks, err = w.Intake.Checks(ctx, by)
	return out, err
}

// Reckonings are the last reckonings of all mailboxes.
type Reckonings struct {
	Items []intake.Check `json:"items"`
}

func (w *Web) checks(ctx context.Context, by authz.Actor, _ httpx.None) (Reckonings, error) {
	all, err := w.Intake.Checks(ctx, by)
	return Reckonings{all}, err
}

func logPage(ctx context.Context, l logged) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Incoming mail"), Active: "admin"}, logBody(l))
}

var states = []intake.State{intake.Stored, intake.Case, intake.Reply, intake.Record, intake.Quarantine, intake.Dropped}

// stateNames are message keys.
var stateNames = map[intake.State]string{intake.Stored: "Not yet read", intake.Case: "Opened a request", intake.Reply: "In a request", intake.Record: "Recorded", intake.Quarantine: "Waits for a person",
	intake.Dropped: "For nobody"}

var stateKinds = map[intake.State]ui.Kind{intake.Case: ui.OK, intake.Reply: ui.OK, intake.Quarantine: ui.Warn}

func stateIcon(s intake.State) string {
	switch s {
	case intake.Case, intake.Reply:
		return "circle-check"
	case intake.Quarantine:
		return "triangle-alert"
	case intake.Stored:
		return "clock"
	}
	return "info"
}

// vias are message keys.
var vias = map[string]string{"smtp": "SMTP", "lmtp": "LMTP", "imap": "IMAP", "cli": "Command line", "import": "Import"}

func logTabs(ctx context.Context, l logged) []ui.NavItem {
	all := []ui.NavItem{{Label: locale.T(ctx, "All"), Href: "/admin/mail"}}
	for _, s := range states {
		all = append(all, ui.NavItem{Key: string(s), Label: locale.T(ctx, stateNames[s]), Href: "/admin/mail?state=" + string(s), Count: locale.Number(ctx, l.Counts[s])})
	}
	return all
}

func olderLog(l logged) ui.Pages {
	if l.Next == "" {
		return ui.Pages{}
	}
	return ui.Pages{Older: "/admin/mail?" + url.Values{"state": {l.State}, "after": {l.Next}}.Encode()}
}

func boxName(ctx context.Context, name string) string {
	if name == "" {
		return locale.T(ctx, "No mailbox")
	}
	return name
}

// retried reports whether a mail can be read again: it failed.
func retried(l intake.Logged) bool {
	return l.Tries > 0 && (l.State == intake.Stored || l.State == intake.Quarantine)
}

func size(ctx context.Context, bytes int64) string {
	if bytes < 1<<20 {
		return locale.T(ctx, "%s kB", locale.Number(ctx, int(max(1, bytes>>10))))
	}
	return locale.T(ctx, "%s MB", locale.Decimal(ctx, float64(bytes)/(1<<20), 1))
}
