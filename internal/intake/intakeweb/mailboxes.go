package intakeweb

import (
	"context"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"hearth/internal/catalogue"
	"hearth/internal/intake"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

// Mailbox is a mailbox and how it stands with it.
type Mailbox struct {
	intake.Mailbox
	Why  string        `json:"problem"` // in the reader's language; "" when all is well
	Last *intake.Check `json:"reckoning"`
}

// Mailboxes are all mailboxes.
type Mailboxes struct {
	Items []Mailbox `json:"items"`
}

func (w *Web) mailboxes(ctx context.Context, by authz.Actor, _ httpx.None) (Mailboxes, error) {
	out := Mailboxes{Items: []Mailbox{}}
	all, err := w.Intake.Mailboxes(ctx, by)
	if err != nil {
		return out, err
	}
	checks, err := w.Intake.Checks(ctx, by)
	if err != nil {
		return out, err
	}
	for _, b := range all {
		one := shown(ctx, b)
		for i, c := range checks {
			if c.Mailbox == b.Name {
				one.Last = &checks[i]
			}
		}
		out.Items = append(out.Items, one)
	}
	return out, nil
}

func shown(ctx context.Context, b intake.Mailbox) Mailbox {
	out := Mailbox{Mailbox: b}
	if b.Problem.Key != "" {
		out.Why = b.Problem.In(ctx)
	}
	return out
}

func (w *Web) one(ctx context.Context, by authz.Actor, in intake.Named) (Mailbox, error) {
	b, err := w.Intake.Mailbox(ctx, by, in.ID)
	return shown(ctx, b), err
}

// form is the page of one mailbox.
type form struct {
	In       intake.SaveMailbox // as typed; the password is not in it
	Kept     Mailbox            // zero for a new one
	Tried    string             // what a trial found, a sentence; "" for none
	Teams    []people.Team
	Services []catalogue.Service
	Err      *fault.Error
}

// readMailbox asks for the page of a mailbox, after a trial with what it found.
type readMailbox struct {
	ID   string `path:"id" json:"-"`
	In   string `query:"in" json:"-"`   // how many mails lie there
	Sent bool   `query:"sent" json:"-"` // a mail is on its way
}

func (w *Web) edit(ctx context.Context, by authz.Actor, in readMailbox) (form, error) {
	b, err := w.Intake.Mailbox(ctx, by, in.ID)
	if err != nil {
		return form{}, err
	}
	f := form{Kept: shown(ctx, b), In: intake.SaveMailbox{ID: b.ID, Name: b.Name, Address: b.Address, Team: b.Team, Service: b.Service, Kind: b.Kind, Strangers: b.Strangers,
		Server: b.Server, TLS: b.TLS, User: b.User, Folder: b.Folder, Done: b.Done, Trusted: b.Trusted, SilentHours: b.SilentHours, Paused: b.Paused, SignIn: b.SignIn,
		SavePermission: intake.SavePermission{Provider: b.Provider, Way: b.Way, Tenant: b.Tenant, Client: b.Client, TokenURL: b.TokenURL, Scope: b.Scope}}}
	if n, err := strconv.Atoi(in.In); err == nil && n >= 0 {
		f.Tried = locale.N(ctx, n, "Signing in works. %d mail lies in the folder.", "Signing in works. %d mails lie in the folder.")
	}
	if in.Sent {
		f.Tried = locale.T(ctx, "A test mail to your own address is on its way. Look at the outgoing mail when it does not arrive.")
	}
	f.Teams, f.Services, err = w.teamsAndServices(ctx, by)
	return f, err
}

func (w *Web) blank(ctx context.Context, by authz.Actor, _ httpx.None) (f form, err error) {
	if err = w.Intake.Policy.May(by, intake.ManageMailboxes, 0); err != nil {
		return f, err
	}
	f.In = intake.SaveMailbox{Kind: intake.ByIMAP, Strangers: intake.StrangersOpen, Service: catalogue.DefaultService, TLS: "auto", Folder: "INBOX", SignIn: intake.ByPassword}
	f.Teams, f.Services, err = w.teamsAndServices(ctx, by)
	return f, err
}

func saved(intake.SaveMailbox, intake.Mailbox) string { return "/admin/mailboxes" }

func boxPath(id string) string { return "/admin/mailboxes/" + url.PathEscape(id) }

func (w *Web) again(ctx context.Context, by authz.Actor, in intake.SaveMailbox, wrong *fault.Error) (templ.Component, error) {
	f := form{In: in, Err: wrong}
	if in.ID != "" {
		b, err := w.Intake.Mailbox(ctx, by, in.ID)
		if err != nil {
			return nil, err
		}
		f.Kept = shown(ctx, b)
	}
	f.In.Password, f.In.Secret, f.In.Refresh = "", "", ""
	var err error
	f.Teams, f.Services, err = w.teamsAndServices(ctx, by)
	return mailboxPage(ctx, f), err
}

func (w *Web) tryAgain(ctx context.Context, by authz.Actor, in intake.Named, wrong *fault.Error) (templ.Component, error) {
	f, err := w.edit(ctx, by, readMailbox{ID: in.ID})
	f.Err = wrong
	return mailboxPage(ctx, f), err
}

func triedIn(in intake.Named, mails int) string { return boxPath(in.ID) + "?in=" + strconv.Itoa(mails) }

func triedOut(in intake.Named, _ intake.Mailbox) string { return boxPath(in.ID) + "?sent=on" }

func mailboxesPage(ctx context.Context, all Mailboxes) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Mailboxes"), Active: "admin"}, mailboxesBody(all))
}

func mailboxPage(ctx context.Context, f form) templ.Component {
	p := shell.Page{Title: locale.T(ctx, "New mailbox"), Active: "admin", Error: f.Err != nil}
	if f.Kept.ID != "" {
		p.Title, p.Written = f.Kept.Name, true
	}
	return shell.Desk(ctx, p, mailboxBody(f))
}

func (f form) teamOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Label: locale.T(ctx, "Choose a team")}}
	for _, t := range f.Teams {
		all = append(all, ui.Option{Value: t.ID, Label: t.Name, Person: true})
	}
	return all
}

func (f form) serviceOptions() (all []ui.Option) {
	for _, s := range f.Services {
		all = append(all, ui.Option{Value: s.ID, Label: s.Name, Person: true})
	}
	return all
}

func kindOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: intake.ByIMAP, Label: locale.T(ctx, "Fetched by IMAP"), Hint: locale.T(ctx, "From the mail server on which they lie.")},
		{Value: intake.Direct, Label: locale.T(ctx, "Delivered here"), Hint: locale.T(ctx, "Your mail server hands them over by SMTP or LMTP.")}}
}

func strangerOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: intake.StrangersOpen, Label: locale.T(ctx, "It opens a request"), Hint: locale.T(ctx, "As for everybody else.")},
		{Value: intake.StrangersWait, Label: locale.T(ctx, "It waits for the team"), Hint: locale.T(ctx, "Somebody decides what becomes of it.")}}
}

func tlsOptions(ctx context.Context) []ui.Option {
	return []ui.Option{{Value: "auto", Label: locale.T(ctx, "By the port")}, {Value: "implicit", Label: locale.T(ctx, "TLS from the first byte")},
		{Value: "required", Label: locale.T(ctx, "STARTTLS, or not at all")}, {Value: "optional", Label: locale.T(ctx, "STARTTLS where offered")}, {Value: "none", Label: locale.T(ctx, "Unprotected")}}
}

// person marks what a person wrote in a field.
func person() templ.Attributes { return templ.Attributes{"data-person": true} }
