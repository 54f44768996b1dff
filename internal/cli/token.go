package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"hearth/internal/app"
	"hearth/internal/people"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/config"
)

// Token is the command `hearth token`. It works beside a running server.
type Token struct {
	config.Place
	Person string `required:"" help:"E-mail address, id or personnel number of the person." placeholder:"PERSON"`
	Scope  string `help:"What the token may do: all that its person may, or read." enum:"all,read" default:"all"`
	Name   string `help:"What it is for, as its person reads it." default:"Command line"`
}

// Run prints a new API token of the person, for Authorization: Bearer. It is shown once.
func (t *Token) Run(ctx context.Context, out io.Writer) (err error) {
	a, err := app.Open(ctx, app.Options{Config: config.Config{Place: t.Place}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	p, err := people.Find(ctx, a.DB, t.Person)
	if err != nil {
		return err
	}
	scope := map[string]string{"all": auth.ScopeAll, "read": auth.ScopeRead}[t.Scope]
	token, err := a.Auth.IssueToken(ctx, p.ID, t.Name, scope)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, token)
	return err
}
