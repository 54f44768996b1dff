package intakeweb

import (
	"context"
	"strings"

	"hearth/internal/intake"
	"hearth/internal/platform/bearer"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/ui"
)

func signInOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: intake.ByPassword, Label: locale.T(ctx, "Password"), Hint: locale.T(ctx, "Of the mailbox, or one made for this application.")},
		{Value: intake.ByOAuth, Label: locale.T(ctx, "Sign in by OAuth"), Hint: locale.T(ctx, "As Microsoft 365 and Google Workspace want it.")}}
}

func providerOptions(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Value: bearer.Microsoft, Label: locale.T(ctx, "Microsoft 365"), Hint: locale.T(ctx, "In Entra ID, register an application, give it IMAP.AccessAsApp, let an administrator agree, and give it this mailbox by Add-MailboxPermission.")},
		{Value: bearer.Google, Label: locale.T(ctx, "Google Workspace"), Hint: locale.T(ctx, "In the Cloud console, make an internal OAuth client, sign in as the mailbox for the scope https://mail.google.com/, and bring the refresh token.")},
		{Value: bearer.Other, Label: locale.T(ctx, "Another provider"), Hint: locale.T(ctx, "Whose mail server offers OAUTHBEARER or XOAUTH2.")}}
}

func wayOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: bearer.ByClient, Label: locale.T(ctx, "The application itself"), Hint: locale.T(ctx, "Client credentials. Nobody signs in, and only its secret runs out.")},
		{Value: bearer.ByRefresh, Label: locale.T(ctx, "The mailbox, by a refresh token"), Hint: locale.T(ctx, "Somebody signs in once as the mailbox. A new token that the provider sends is kept.")}}
}

func keptHint(ctx context.Context, kept bool) string {
	if kept {
		return locale.T(ctx, "One is kept. Leave this empty to keep it; it is never shown.")
	}
	return locale.T(ctx, "It is kept encrypted and never shown.")
}

// certificateHint says how a certificate is written, and until when the one there is counts.
func certificateHint(ctx context.Context, p intake.Permission) string {
	if p.HasCertificate {
		return locale.T(ctx, "One is kept, which ends on %s. Leave this empty to keep it; it is never shown.", locale.Date(ctx, p.CertificateEnds.Time))
	}
	return locale.T(ctx, "Instead of the secret: the certificate and its key as PEM, one after the other. Microsoft asks for it before secrets. It is kept encrypted and never shown.")
}

// permissionWrong reports whether something in the folded part needs another look.
func (f form) permissionWrong() bool {
	if f.Err == nil {
		return false
	}
	for _, field := range f.Err.Fields {
		if strings.HasPrefix(field.Name, "oauth_") {
			return true
		}
	}
	return false
}

// action is where the form is saved, also when the page is the answer to a trial.
func (f form) action() string {
	if f.Kept.ID != "" {
		return boxPath(f.Kept.ID)
	}
	return "/admin/mailboxes/new"
}
