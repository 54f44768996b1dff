// Package authweb is the pages by which people sign in and keep their means to do so.
package authweb

import (
	"context"

	"github.com/a-h/templ"

	"hearth/internal/platform/auth"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/webspec"
)

// Web is the pages of package auth.
type Web struct {
	auth  *auth.Auth
	sends bool
}

// New returns the pages of a. sends is whether mail leaves: without it no link to sign in arrives, and the page says so.
func New(a *auth.Auth, sends bool) *Web { return &Web{a, sends} }

// Spec returns the contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "auth", Routes: w.routes,
		Sections: []webspec.Section{{Weight: 90, Show: func(_ context.Context, by authz.Actor) (templ.Component, error) {
			return securityPart(by.Terminal), nil
		}}},
		Admin: []webspec.Link{{Weight: 40, Label: locale.M("Terminals"), Text: locale.M("Shared computers where people sign in by number and PIN."), Icon: "lock",
			Href: "/admin/terminals", Roles: []authz.Role{authz.Admin}}}}
}

func (w *Web) routes(m *httpx.Mux) {
	m.Handle("GET /sign-in", httpx.Page(show[httpx.None], w.signInPage))
	m.Handle("POST /sign-in", httpx.Form(w.auth.AskLink, to[auth.AskLink, auth.Nothing]("/sign-in/sent"), again(w.signInAgain)))
	m.Handle("GET /sign-in/sent", httpx.Page(show[httpx.None], sentPage))
	m.Handle("GET /sign-in/password", httpx.Page(show[httpx.None], passwordPage))
	m.Handle("POST /sign-in/password", httpx.Form(w.auth.SignIn, entered[auth.SignIn], again(passwordAgain)))
	m.Handle("GET /sign-in/link/{token}", httpx.Page(w.auth.PeekLink, linkPage))
	m.Handle("POST /sign-in/link/{token}", httpx.Form(w.auth.UseLink, entered[auth.Link], nil))
	m.Handle("GET /sign-in/code", httpx.Page(w.auth.AskCode, codePage))
	m.Handle("POST /sign-in/code", httpx.Form(w.auth.GiveCode, entered[auth.Code], again(codeAgain)))
	m.Handle("GET /sign-in/factor", httpx.Page(w.auth.SetUpFactor, factorPage))
	m.Handle("POST /sign-in/factor", httpx.Form(w.auth.ConfirmFactor, func(_ auth.Code, out auth.Confirmed) string { return out.Next }, w.factorAgain))
	m.Handle("GET /sign-in/recovery", httpx.Page(w.auth.ShowRecovery, recoveryPage))
	m.Handle("GET /sign-out", httpx.Page(show[httpx.None], signOutPage))
	m.Handle("POST /sign-out", httpx.Form(w.auth.SignOut, to[auth.Nothing, auth.Nothing]("/sign-in"), nil))

	m.Handle("GET /terminal", httpx.Page(w.auth.AtTerminal, terminalPage))
	m.Handle("POST /terminal", httpx.Form(w.auth.SignInByPIN, entered[auth.PIN], w.terminalAgain))
	m.Handle("GET /activate", httpx.Page(show[auth.Activate], activatePage))
	m.Handle("POST /activate", httpx.Form(w.auth.Activate, entered[auth.Activate], again(activateAgain)))
	m.Handle("GET /first/{token}", httpx.Page(w.auth.PeekFirst, firstPage))
	m.Handle("POST /first/{token}", httpx.Form(w.auth.MakeFirst, entered[auth.First], again(firstAgain)))

	m.Handle("GET /me/face", httpx.Page(signedIn, facePage))
	m.Handle("POST /me/face", httpx.Form(w.auth.SwitchFace, func(_ auth.Nothing, s auth.Switched) string { return s.Start }, nil))
	m.Handle("GET /me/security", httpx.Page(w.look, securityPage))
	m.Handle("POST /me/security/password", httpx.Form(w.auth.SetPassword, to[auth.SetPassword, auth.Nothing]("/me/security"), w.passwordRefused))
	m.Handle("POST /me/security/tokens", httpx.Form(w.auth.MakeToken, to[auth.MakeToken, auth.Made]("/me/security"), w.tokenRefused))
	m.Handle("POST /me/security/tokens/{id}/revoke", httpx.Form(w.auth.RevokeToken, to[auth.Named, auth.Nothing]("/me/security"), nil))
	m.Handle("POST /me/security/sessions/{id}/end", httpx.Form(w.auth.EndSession, to[auth.Named, auth.Nothing]("/me/security"), nil))

	m.Handle("GET /admin/terminals", httpx.Page(w.auth.ListTerminals, terminalsPage))
	m.Handle("POST /admin/terminals", httpx.Form(w.auth.RegisterTerminal, to[auth.RegisterTerminal, auth.Nothing]("/terminal"), w.terminalsAgain))
	m.Handle("POST /admin/terminals/{id}/revoke", httpx.Form(w.auth.RevokeTerminal, to[auth.Named, auth.Nothing]("/admin/terminals"), nil))
	m.Handle("GET /desk/people/{id}/factor", httpx.Page(w.auth.ShowFactor, lostPage))
	m.Handle("POST /desk/people/{id}/factor", httpx.Form(w.auth.ResetFactor, func(in auth.ResetFactor, _ auth.Lost) string {
		return "/desk/people/" + in.PersonID + "/factor"
	}, w.lostAgain))
	m.Handle("GET /desk/people/{id}/activation", httpx.Page(w.auth.ShowCode, activationPage))
	m.Handle("POST /desk/people/{id}/activation", httpx.Form(w.auth.MakeCode, func(in auth.MakeCode, _ auth.ActivationCode) string {
		return "/desk/people/" + in.PersonID + "/activation"
	}, w.activationAgain))
}

// show is the use case of a page that asks nothing and is open to everybody: it gives back what the address holds.
func show[In any](_ context.Context, _ authz.Actor, in In) (In, error) { return in, nil }

func signedIn(_ context.Context, by authz.Actor, _ httpx.None) (authz.Actor, error) {
	if by.PersonID == "" {
		return by, fault.New(fault.SignIn, "Please sign in first.")
	}
	return by, nil
}

func to[In, Out any](path string) func(In, Out) string { return func(In, Out) string { return path } }

func entered[In any](_ In, e auth.Entered) string { return e.Next }

func again[In any](view func(context.Context, In, *fault.Error) templ.Component) httpx.Again[In] {
	return func(ctx context.Context, _ authz.Actor, in In, err *fault.Error) (templ.Component, error) {
		return view(ctx, in, err), nil
	}
}

// look collects what the page of one's own sign-in shows.
func (w *Web) look(ctx context.Context, by authz.Actor, _ auth.Nothing) (looked, error) {
	tokens, err := w.auth.ListTokens(ctx, by, auth.Nothing{})
	if err != nil {
		return looked{}, err
	}
	sessions, err := w.auth.ListSessions(ctx, by, auth.Nothing{})
	return looked{Tokens: tokens, Sessions: sessions, Made: tokens.Fresh, Current: by.Session}, err
}

func (w *Web) passwordRefused(ctx context.Context, by authz.Actor, _ auth.SetPassword, wrong *fault.Error) (templ.Component, error) {
	l, err := w.look(ctx, by, auth.Nothing{})
	l.Err = wrong
	return securityPage(ctx, l), err
}

func (w *Web) tokenRefused(ctx context.Context, by authz.Actor, in auth.MakeToken, wrong *fault.Error) (templ.Component, error) {
	l, err := w.look(ctx, by, auth.Nothing{})
	l.Err, l.Name = wrong, in.Name
	return securityPage(ctx, l), err
}

func (w *Web) factorAgain(ctx context.Context, by authz.Actor, _ auth.Code, wrong *fault.Error) (templ.Component, error) {
	s, err := w.auth.SetUpFactor(ctx, by, auth.Nothing{})
	return factorWith(ctx, s, wrong), err
}

func (w *Web) terminalAgain(ctx context.Context, by authz.Actor, in auth.PIN, wrong *fault.Error) (templ.Component, error) {
	p, err := w.auth.AtTerminal(ctx, by, auth.Nothing{})
	return terminalWith(ctx, p, in, wrong), err
}

func (w *Web) terminalsAgain(ctx context.Context, by authz.Actor, _ auth.RegisterTerminal, wrong *fault.Error) (templ.Component, error) {
	t, err := w.auth.ListTerminals(ctx, by, auth.Nothing{})
	return terminalsWith(ctx, t, wrong), err
}

func (w *Web) lostAgain(ctx context.Context, by authz.Actor, in auth.ResetFactor, wrong *fault.Error) (templ.Component, error) {
	lost, err := w.auth.ShowFactor(ctx, by, auth.Named{ID: in.PersonID})
	return lostWith(ctx, lost, in, wrong), err
}

func (w *Web) activationAgain(ctx context.Context, by authz.Actor, in auth.MakeCode, wrong *fault.Error) (templ.Component, error) {
	c, err := w.auth.ShowCode(ctx, by, auth.Named{ID: in.PersonID})
	return activationWith(ctx, c, in, wrong), err
}
