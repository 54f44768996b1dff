// Package intakeweb shows mails that came in: to administrators the mailboxes, the envelopes and the reckonings, to HR what waits for their decision
// and the whole mail behind a message. All of it are use cases of package intake, as is the API.
package intakeweb

import (
	"context"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/intake"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/platform/webspec"
)

// Options are what the pages need.
type Options struct {
	DB        *store.DB
	Intake    *intake.Service
	Catalogue *catalogue.Catalogue
}

// Web is the pages of the module.
type Web struct{ Options }

// New returns the pages.
func New(o Options) *Web { return &Web{o} }

// MenuKey marks the link of the desk's menu as the current place.
const MenuKey = "mail"

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	admins := []authz.Role{authz.Admin}
	return webspec.Web{Name: "intake", Routes: func(m *httpx.Mux) { w.adminRoutes(m); w.deskRoutes(m) },
		Admin: []webspec.Link{
			{Weight: 76, Label: locale.M("Mailboxes"), Text: locale.M("The addresses of HR, how their mails come here, and whether they do."), Icon: "inbox", Href: "/admin/mailboxes", Roles: admins},
			{Weight: 78, Label: locale.M("Incoming mail"), Text: locale.M("What came, where it went and why. Never what it says."), Icon: "mail", Href: "/admin/mail", Roles: admins},
		},
		Menu: []webspec.Link{{Weight: 15, Key: MenuKey, Label: locale.M("Mail"), Icon: "mail", Href: "/desk/mail", Face: authz.Desk, Go: "m", Roles: []authz.Role{authz.Agent, authz.HRHead}}}}
}

func (w *Web) adminRoutes(m *httpx.Mux) {
	m.Handle("GET /admin/mailboxes", httpx.Page(w.mailboxes, mailboxesPage))
	m.Handle("GET /api/v1/mailboxes", httpx.JSON(w.mailboxes, 200, "List the mailboxes of HR and how it stands with each."))
	m.Handle("GET /admin/mailboxes/new", httpx.Page(w.blank, mailboxPage))
	m.Handle("POST /admin/mailboxes/new", httpx.Form(w.Intake.SaveMailbox, saved, w.again))
	m.Handle("POST /api/v1/mailboxes", httpx.JSON(w.Intake.SaveMailbox, 201, "Add a mailbox."))
	m.Handle("GET /admin/mailboxes/{id}", httpx.Page(w.edit, mailboxPage))
	m.Handle("GET /api/v1/mailboxes/{id}", httpx.JSON(w.one, 200, "Read a mailbox. Its password is never shown."))
	m.Handle("POST /admin/mailboxes/{id}", httpx.Form(w.Intake.SaveMailbox, saved, w.again))
	m.Handle("PUT /api/v1/mailboxes/{id}", httpx.JSON(w.Intake.SaveMailbox, 200, "Change a mailbox. Without a password the one there is stays."))
	m.Handle("POST /admin/mailboxes/{id}/test-in", httpx.Form(w.tryIn, triedIn, w.tryAgain))
	m.Handle("POST /admin/mailboxes/{id}/test-out", httpx.Form(w.Intake.TryOut, triedOut, w.tryAgain))
	m.Handle("GET /admin/mail", httpx.Page(w.log, logPage))
	m.Handle("GET /api/v1/mail/log", httpx.JSON(w.Intake.MailLog, 200, "What came by mail: envelopes, where each went and why; never what it says."))
	m.Handle("GET /api/v1/mail/checks", httpx.JSON(w.checks, 200, "The last reckoning of each mailbox."))
	m.Handle("POST /admin/mail/{id}/again", httpx.Form(w.Intake.Again, func(intake.Named, intake.Logged) string { return "/admin/mail" }, nil))
	m.Handle("POST /api/v1/mail/{id}/again", httpx.JSON(w.Intake.Again, 200, "Read a mail again at once that could not be read."))
}

func (w *Web) deskRoutes(m *httpx.Mux) {
	m.Handle("GET /desk/mail", httpx.Page(w.waiting, waitingPage))
	m.Handle("GET /api/v1/mail", httpx.JSON(w.Intake.Waiting, 200, "The mails that wait for a decision of your teams."))
	m.Handle("GET /desk/mail/{id}", httpx.Page(w.look, letterPage))
	m.Handle("GET /api/v1/mail/{id}", httpx.JSON(w.read, 200, "Read a whole mail. Each reading is recorded."))
	m.Handle("GET /desk/mail/{id}/whole", httpx.Raw(w.whole))
	m.Handle("POST /desk/mail/{id}/whole", httpx.Raw(w.whole)) // with pictures from elsewhere, for this one view
	m.Handle("GET /desk/mail/{id}/raw", httpx.Raw(w.raw))
	m.Handle("GET /desk/mail/{id}/files/{file}", httpx.Raw(w.file))
	m.Handle("POST /desk/mail/{id}/join", httpx.Form(w.Intake.Join, func(_ intake.Join, at desk.Placed) string { return casePath(at.Number) }, w.joinAgain))
	m.Handle("POST /api/v1/mail/{id}/join", httpx.JSON(placed(w.Intake.Join), 200, "Let a waiting mail into a case: as a note, or as the message of somebody who writes there."))
	m.Handle("POST /desk/mail/{id}/aside", httpx.Form(w.Intake.JoinAside, func(_ intake.JoinAside, at desk.Placed) string { return casePath(at.Number) }, w.asideAgain))
	m.Handle("POST /api/v1/mail/{id}/aside", httpx.JSON(placed(w.Intake.JoinAside), 200, "Let a waiting mail into the conversation beside a case to which it seems to belong, as the answer of somebody who was asked there."))
	m.Handle("POST /desk/mail/{id}/accept", httpx.Form(w.Intake.Accept, func(_ intake.Accept, at desk.Placed) string { return casePath(at.Number) }, w.acceptAgain))
	m.Handle("POST /api/v1/mail/{id}/accept", httpx.JSON(placed(w.Intake.Accept), 201, "Open a case for a waiting mail."))
	m.Handle("POST /desk/mail/{id}/drop", httpx.Form(w.Intake.Drop, toList, w.dropAgain))
	m.Handle("POST /api/v1/mail/{id}/drop", httpx.JSON(placed(w.Intake.Drop), 200, "Say that a waiting mail is for nobody. It is kept."))
	m.Handle("POST /desk/mail/{id}/concern", httpx.Form(w.Intake.HandOver, toList, w.concernAgain))
	m.Handle("POST /api/v1/mail/{id}/concern", httpx.JSON(placed(w.Intake.HandOver), 200, "Give a waiting mail to the concern handlers."))
	m.Handle("POST /desk/cases/{number}/concern", httpx.Form(w.Intake.HandCase, func(intake.HandCase, desk.Placed) string { return "/desk" }, w.caseAgain))
	m.Handle("POST /api/v1/cases/{number}/concern", httpx.JSON(placed(w.Intake.HandCase), 200, "Give a case to the concern handlers."))
	m.Handle("GET /desk/cases/{number}/concern", httpx.Page(w.handing, handingPage))
	m.Handle("GET /desk/cases/{number}/mail/{entry}", httpx.Page(w.ofCase, letterPage))
}

func toList(intake.Named, desk.Placed) string { return "/desk/mail" }

// teamsAndServices are what the form of a mailbox chooses from.
func (w *Web) teamsAndServices(ctx context.Context, by authz.Actor) (teams []people.Team, services []catalogue.Service, err error) {
	if teams, err = people.Teams(ctx, w.DB); err != nil {
		return nil, nil, err
	}
	all, err := w.Catalogue.Services(ctx, by, catalogue.Nothing{})
	return teams, all.Items, err
}
