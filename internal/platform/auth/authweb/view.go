package authweb

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/a-h/templ"
	"rsc.io/qr"

	"hearth/internal/platform/auth"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

// filled is a form as it was sent, and what was wrong with it.
type filled[In any] struct {
	In  In
	Err *fault.Error
}

// setUpForm is the set-up of a second factor.
type setUpForm struct {
	auth.Setup
	Err *fault.Error
}

// looked is the page of one's own sign-in.
type looked struct {
	Sessions auth.Sessions
	Tokens   auth.Tokens
	Made     string // a token that was made just now
	Name     string // of a token that was refused
	Current  string // the session that is asking
	Err      *fault.Error
}

func bare(ctx context.Context, title string, wrong *fault.Error, body templ.Component) templ.Component {
	return shell.Bare(ctx, shell.Page{Title: title, Error: wrong != nil}, body)
}

func (w *Web) signInPage(ctx context.Context, _ httpx.None) templ.Component {
	return w.signInAgain(ctx, auth.AskLink{}, nil)
}

func (w *Web) signInAgain(ctx context.Context, in auth.AskLink, wrong *fault.Error) templ.Component {
	return bare(ctx, locale.T(ctx, "Sign in"), wrong, signInBody(filled[auth.AskLink]{in, wrong}, w.sends))
}

func sentPage(ctx context.Context, _ httpx.None) templ.Component {
	return bare(ctx, locale.T(ctx, "Look into your mail"), nil, sentBody())
}

func passwordPage(ctx context.Context, _ httpx.None) templ.Component {
	return passwordAgain(ctx, auth.SignIn{}, nil)
}

func passwordAgain(ctx context.Context, in auth.SignIn, wrong *fault.Error) templ.Component {
	return bare(ctx, locale.T(ctx, "Sign in by password"), wrong, passwordBody(filled[auth.SignIn]{in, wrong}))
}

func linkPage(ctx context.Context, in auth.Link) templ.Component {
	return bare(ctx, locale.T(ctx, "Sign in"), nil, linkBody(in))
}

func codePage(ctx context.Context, _ auth.Nothing) templ.Component {
	return codeAgain(ctx, auth.Code{}, nil)
}

func codeAgain(ctx context.Context, _ auth.Code, wrong *fault.Error) templ.Component {
	return bare(ctx, locale.T(ctx, "Your second factor"), wrong, codeBody(filled[auth.Code]{Err: wrong}))
}

func factorPage(ctx context.Context, s auth.Setup) templ.Component { return factorWith(ctx, s, nil) }

func factorWith(ctx context.Context, s auth.Setup, wrong *fault.Error) templ.Component {
	return bare(ctx, locale.T(ctx, "Set up your second factor"), wrong, setUpBody(setUpForm{s, wrong}))
}

func recoveryPage(ctx context.Context, r auth.Recovery) templ.Component {
	return bare(ctx, locale.T(ctx, "Keep these codes"), nil, recoveryBody(auth.Confirmed{Recovery: r.Codes, Next: r.Next}))
}

func signOutPage(ctx context.Context, _ httpx.None) templ.Component {
	return bare(ctx, locale.T(ctx, "Sign out"), nil, signOutBody())
}

func terminalPage(ctx context.Context, p auth.AtTerminal) templ.Component {
	return terminalWith(ctx, p, auth.PIN{}, nil)
}

func terminalWith(ctx context.Context, p auth.AtTerminal, in auth.PIN, wrong *fault.Error) templ.Component {
	title := locale.T(ctx, "Sign in at this terminal")
	if !p.Shared && !p.Enrolled {
		return bare(ctx, title, nil, noTerminalBody())
	}
	return bare(ctx, title, wrong, terminalBody(filled[auth.PIN]{in, wrong}))
}

func activatePage(ctx context.Context, in auth.Activate) templ.Component {
	return activateAgain(ctx, in, nil)
}

func activateAgain(ctx context.Context, in auth.Activate, wrong *fault.Error) templ.Component {
	return bare(ctx, locale.T(ctx, "Choose your PIN"), wrong, activateBody(filled[auth.Activate]{in, wrong}))
}

func firstPage(ctx context.Context, in auth.First) templ.Component { return firstAgain(ctx, in, nil) }

func firstAgain(ctx context.Context, in auth.First, wrong *fault.Error) templ.Component {
	return bare(ctx, locale.T(ctx, "The first administrator"), wrong, firstBody(filled[auth.First]{in, wrong}))
}

func facePage(ctx context.Context, by authz.Actor) templ.Component {
	title := locale.T(ctx, "Go to the desk")
	if by.Face == authz.Desk {
		title = locale.T(ctx, "Your own requests")
	}
	return shell.Faced(ctx, shell.Page{Title: title, Active: "face"}, faceBody(title, by.Face))
}

func securityPage(ctx context.Context, l looked) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "Sign-in and tokens"), Active: "me", Error: l.Err != nil}, securityBody(l))
}

func terminalsPage(ctx context.Context, t auth.Terminals) templ.Component {
	return terminalsWith(ctx, t, nil)
}

func terminalsWith(ctx context.Context, t auth.Terminals, wrong *fault.Error) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Terminals"), Active: "admin", Error: wrong != nil}, terminalsBody(t, wrong))
}

func activationPage(ctx context.Context, c auth.ActivationCode) templ.Component {
	return activationWith(ctx, c, auth.MakeCode{PersonID: c.PersonID}, nil)
}

func activationWith(ctx context.Context, c auth.ActivationCode, in auth.MakeCode, wrong *fault.Error) templ.Component {
	body := askCodeBody(filled[auth.MakeCode]{in, wrong})
	if c.Code != "" {
		body = codeLetterBody(c)
	}
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Activation code of %s", c.Name), Active: "people", Error: wrong != nil}, body)
}

func lostPage(ctx context.Context, l auth.Lost) templ.Component {
	return lostWith(ctx, l, auth.ResetFactor{}, nil)
}

func lostWith(ctx context.Context, l auth.Lost, in auth.ResetFactor, wrong *fault.Error) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Second factor of %s", l.Name), Active: "people", Error: wrong != nil}, lostBody(l, filled[auth.ResetFactor]{in, wrong}))
}

func checkOptions(ctx context.Context) []ui.Option {
	labels := map[string]string{"badge": locale.T(ctx, "By a company badge with a photo"), "document": locale.T(ctx, "By a passport or identity card"),
		"known": locale.T(ctx, "I know the person and saw them")}
	var all []ui.Option
	for _, c := range auth.Checks() {
		all = append(all, ui.Option{Value: c, Label: labels[c]})
	}
	return all
}

// qrMargin is the quiet zone around a QR code, in modules.
const qrMargin = 4

// qrCode draws text as a QR code, dark on white in every theme; label says what it is.
func qrCode(text, label string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		code, err := qr.Encode(text, qr.M)
		if err != nil {
			return fmt.Errorf("draw QR code: %w", err)
		}
		var path strings.Builder
		for y := range code.Size {
			for x := range code.Size {
				if code.Black(x, y) {
					fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+qrMargin, y+qrMargin)
				}
			}
		}
		side := code.Size + 2*qrMargin
		_, err = fmt.Fprintf(w, `<svg role="img" aria-label="%s" viewBox="0 0 %d %d" width="220" height="220" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%dv%dh-%dz"/><path fill="#000" d="%s"/></svg>`,
			templ.EscapeString(label), side, side, side, side, side, path.String())
		return err
	})
}
