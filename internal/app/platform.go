package app

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"
	"time"

	"hearth/internal/intake"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/backup"
	"hearth/internal/platform/bearer"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/live"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
	"hearth/internal/side"
)

// foundations makes the parts of the platform that modules are built on. It reads no database.
func (a *App) foundations() {
	a.numbers = ident.NewNumbers(a.secret("numbers"))
	a.Audit = audit.New(a.DB, a.secret("audit"), a.log).AnchorAt(filepath.Join(a.Config.Data, "audit.log"))
	a.Files = files.New(a.DB, a.filesDir())
	a.Threads = thread.New(a.secret("threads"), "")
	a.Erasure = erasure.New(erasure.Options{DB: a.DB, Policy: a.Policy, Audit: a.Audit, People: members{}, Sources: a.Personal,
		Ledger: filepath.Join(a.Config.Data, backup.Ledger), Key: a.secret("erasure")})
	a.Auth = auth.New(auth.Options{DB: a.DB, Key: a.secret("auth"), People: directory{}, Audit: a.Audit, Log: a.log,
		Secure: a.Config.Secure(), Proxy: a.Config.BehindProxy, Demo: a.demo, URL: a.Config.BaseURL(), Org: a.Config.OrgName})
}

// secret derives the key for one purpose from the key of the installation.
func (a *App) secret(purpose string) []byte {
	mac := hmac.New(sha256.New, a.key)
	mac.Write([]byte("hearth " + purpose))
	return mac.Sum(nil)
}

// origin is the id of this installation, which its mails carry, so that it knows them when they come back.
func (a *App) origin() string { return hex.EncodeToString(a.secret("origin")[:8]) }

// identity is what our own mails look like: as it was configured, or else as the server was told last.
func (a *App) identity() intake.Identity {
	i := intake.Identity{Sender: a.Config.SMTP.From, Pattern: a.Config.MailReply}
	if i.Pattern == "" && (a.Config.TakeSMTP != "" || a.Config.TakeLMTP != "") {
		i.Pattern = intake.Derived(i.Sender)
	}
	return i
}

// filesDir is where attachments lie: beside the embedded database, and in PostgreSQL otherwise.
func (a *App) filesDir() string {
	if a.Config.Database != "" {
		return ""
	}
	return filepath.Join(a.Config.Data, "files")
}

// Migrations returns the schema of the product: the platform's tables, then the modules' in their order.
func Migrations() ([]store.Migrations, error) {
	a := blank()
	a.foundations()
	a.assemble()
	return a.migrations()
}

func (a *App) migrations() ([]store.Migrations, error) {
	all, err := jobs.Migrations()
	if err != nil {
		return nil, err
	}
	all = append(all, search.Migrations(), mail.Migrations(), files.Migrations(), audit.Migrations(), auth.Migrations())
	for _, m := range a.specs {
		if m.Migrations.Files != nil {
			all = append(all, m.Migrations)
		}
	}
	return all, nil
}

// startJobs makes the runner of all modules' works, subscriptions and periodic works.
func (a *App) startJobs(ctx context.Context) (err error) {
	var works []jobs.Work
	var subscriptions []jobs.Subscription
	periodic := a.periodic()
	for _, m := range a.specs {
		works = append(works, m.Jobs...)
		subscriptions = append(subscriptions, m.Subscriptions...)
		periodic = append(periodic, m.Periodic...)
	}
	a.Jobs, err = jobs.New(ctx, a.DB, a.log, works, subscriptions, periodic)
	return err
}

// origins are where the texts in the search index come from.
func (a *App) origins() (all []search.Origin) {
	for _, m := range a.specs {
		if m.Reindex != nil {
			all = append(all, search.Origin{Name: m.Name, Next: m.Reindex})
		}
	}
	return all
}

// periodic is what the platform does every so often.
func (a *App) periodic() []jobs.Periodic {
	return []jobs.Periodic{
		{Kind: "app.forget_answers", Every: time.Hour, Run: func(ctx context.Context) error {
			return a.DB.SweepOnce(ctx, a.DB.Now().Add(-48*time.Hour))
		}},
		{Kind: "app.sweep_sign_in", Every: time.Hour, Run: a.Auth.Sweep},
		{Kind: "app.sweep_words", Every: time.Hour, Run: func(ctx context.Context) error { return search.SweepSome(ctx, a.DB, 2*time.Second, 19) }},
		{Kind: "app.sweep_files", Every: 6 * time.Hour, Run: func(ctx context.Context) error {
			_, err := a.Files.Sweep(ctx)
			return err
		}},
	}
}

// postMail makes the sender of the outbox. In the demo nothing leaves: its pages show everybody their own mails and text messages.
func (a *App) postMail() {
	c := a.Config
	if a.demo {
		a.Mail = mail.NewKeeper(a.DB)
	} else {
		var gateway mail.Gateway
		if c.SMS.URL != "" {
			gateway = mail.HTTPGateway{URL: c.SMS.URL, Token: c.SMS.Token}
		}
		var tokens *bearer.Source
		if g := c.SMTP.OAuth.Permission(); g.Used() {
			tokens = mail.Tokens(a.DB, bearer.Vault(a.secret("mail tokens")), g)
		}
		a.Mail = mail.NewSender(a.DB, &mail.SMTP{Tokens: tokens, Address: c.SMTP.Address, User: c.SMTP.User, Password: c.SMTP.Password, From: c.SMTP.From,
			TLS: mail.TLS(c.SMTP.TLS), Origin: a.origin(), Keys: a.Threads}, gateway).Asking(a.mayReadMail)
	}
	a.DB.OnCommit(a.kick)
}

// mayReadMail reports whether somebody may read a message at the moment in which it leaves: whoever does not work here any more reads none, one about
// a case is for those who may see that case, one of a conversation beside it for those who were asked, and an outsider, who signs in nowhere, is written to about a case of theirs alone.
func (a *App) mayReadMail(ctx context.Context, q store.Querier, to mail.Addressed) (bool, error) {
	p, err := people.ByID(ctx, q, to.PersonID)
	if fault.KindOf(err) == fault.NotFound || err == nil && !p.Active && !p.Outside {
		return false, nil
	}
	if err != nil || to.About == "" {
		return err == nil && !p.Outside, err
	}
	if strings.HasPrefix(to.About, side.Prefix) {
		return a.Side.MayRead(ctx, q, p, to.About)
	}
	if p.Outside {
		return a.Desk.MayRead(ctx, q, authz.Actor{PersonID: p.ID, Face: authz.Portal}, to.About)
	}
	roles, teams, err := people.Standing(ctx, q, p.ID)
	if err != nil {
		return false, err
	}
	return a.Desk.MayRead(ctx, q, authz.Actor{PersonID: p.ID, Face: authz.Desk, Roles: roles, Teams: teams}, to.About)
}

// liveHub makes the hub, which listens to the other nodes from now on.
func (a *App) liveHub() { a.Live = live.New(a.DB, a.log) }
