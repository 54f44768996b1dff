package demo

import (
	"context"

	"github.com/a-h/templ"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/webspec"
)

// Web returns the pages of the demo.
func (d *Demo) Web() webspec.Web { return webspec.Web{Name: "demo", Routes: d.routes} }

func (d *Demo) routes(m *httpx.Mux) {
	m.Handle("GET /demo", httpx.Page(d.stage, stagePage))
	m.Handle("POST /demo/be/{id}", httpx.Form(d.be, func(_ become, to string) string { return to }, nil))
	m.Handle("POST /demo/be", httpx.Form(d.beSomebody, func(_ becomeSomebody, to string) string { return to }, d.stageAgain))
	m.Handle("GET /demo/mail", httpx.Page(d.mail, mailPage))
	m.Handle("POST /demo/terminal", httpx.Form(d.makeTerminal, func(httpx.None, httpx.None) string { return "/terminal" }, nil))
	m.Handle("POST /demo/code", httpx.Form(d.makeCode, func(httpx.None, httpx.None) string { return "/demo#terminal" }, nil))
}

// Banner is above every page of the demo: who one is, and the ways out.
func (d *Demo) Banner(ctx context.Context) templ.Component {
	v := shell.ViewerOf(ctx)
	return banner(v.PersonID != "", v.Name)
}

func stagePage(ctx context.Context, s stage) templ.Component { return stageWith(ctx, s, nil, "") }

func stageWith(ctx context.Context, s stage, wrong *fault.Error, ref string) templ.Component {
	return shell.Bare(ctx, shell.Page{Title: locale.T(ctx, "Try Hearth"), Error: wrong != nil}, stageBody(s, wrong, ref))
}

func mailPage(ctx context.Context, m mailbox) templ.Component {
	return shell.Faced(ctx, shell.Page{Title: locale.T(ctx, "Your mail")}, mailBody(m))
}
