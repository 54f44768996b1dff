package intake

import (
	"context"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"slices"
	"strings"

	"hearth/internal/catalogue"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/bearer"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// How mails reach a mailbox.
const (
	ByIMAP = "imap"   // fetched from the server on which they lie
	Direct = "direct" // delivered here by SMTP or LMTP
)

// What becomes of a first mail of somebody who is not in the directory.
const (
	StrangersOpen = "open" // a case
	StrangersWait = "wait" // it waits for a person
)

// Mailbox is an address of HR. The password is never read back.
type Mailbox struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Address     string `json:"address"`
	Team        string `json:"team"`    // who decides what waits
	Service     string `json:"service"` // of the cases that its mails open
	Kind        string `json:"kind"`    // imap or direct
	Strangers   string `json:"strangers"`
	Server      string `json:"server"` // host:port
	TLS         string `json:"tls"`
	User        string `json:"user"`
	HasPassword bool   `json:"has_password"`
	SignIn      string `json:"sign_in"` // password or oauth
	Permission
	Folder      string     `json:"folder"`
	Done        string     `json:"done"`         // the folder that taken mails are moved to; "": they are marked as read
	Trusted     string     `json:"trusted"`      // the server whose Authentication-Results count
	SilentHours int64      `json:"silent_hours"` // nothing for so long is worth an alarm; 0: never
	Paused      bool       `json:"paused"`
	BeganAt     store.Time `json:"began_at"`   // first connected; zero: not yet
	LayBefore   int64      `json:"lay_before"` // how many mails lay there then: they are left alone
	ReachedAt   store.Time `json:"reached_at"` // last heard of
	Problem     locale.Msg `json:"-"`          // why it is not reached now; empty: all is well
}

type mailboxRow struct {
	ID, Name, Address, TeamID, ServiceID, Kind, Strangers string
	Server, TLS, Username, Folder, DoneFolder, Trusted    string
	Secret, Permission                                    []byte
	SignIn                                                string
	PermissionN                                           int64
	PermissionUntil                                       store.Time // when the certificate ends by which tokens are got; zero where none does
	SilentHours                                           int64
	Paused                                                bool
	Validity, UID, LayBefore, Doubles                     int64
	BeganAt, ReachedAt, CreatedAt                         store.Time
	Problem                                               string
}

const mailboxColumns = `id, name, address, team_id, service_id, kind, strangers, server, tls, username, secret, folder, done_folder, trusted, silent_hours,
	paused, validity, uid, began_at, lay_before, doubles, reached_at, problem, created_at, sign_in, permission, permission_n, permission_until`

func (r mailboxRow) shown() Mailbox {
	problem, _ := readMsg(r.Problem) // one that cannot be read is none
	return Mailbox{ID: r.ID, Name: r.Name, Address: r.Address, Team: r.TeamID, Service: r.ServiceID, Kind: r.Kind, Strangers: r.Strangers, Server: r.Server, TLS: r.TLS,
		User: r.Username, HasPassword: len(r.Secret) > 0, SignIn: r.SignIn, Folder: r.Folder, Done: r.DoneFolder, Trusted: r.Trusted, SilentHours: r.SilentHours, Paused: r.Paused,
		BeganAt: r.BeganAt, LayBefore: r.LayBefore, ReachedAt: r.ReachedAt, Problem: problem}
}

func mailboxes(ctx context.Context, q store.Querier) ([]mailboxRow, error) {
	all, err := store.All[mailboxRow](ctx, q, `SELECT `+mailboxColumns+` FROM intake_mailbox ORDER BY name, id`)
	if err != nil {
		return nil, fmt.Errorf("read mailboxes: %w", err)
	}
	return all, nil
}

func mailbox(ctx context.Context, q store.Querier, id string) (mailboxRow, error) {
	r, err := store.One[mailboxRow](ctx, q, `SELECT `+mailboxColumns+` FROM intake_mailbox WHERE id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return r, fault.New(fault.NotFound, "There is no such mailbox.")
	}
	return r, err
}

// Mailboxes returns all mailboxes in the order of their names.
func (s *Service) Mailboxes(ctx context.Context, by authz.Actor) ([]Mailbox, error) {
	if err := s.Policy.May(by, ManageMailboxes, 0); err != nil {
		return nil, err
	}
	rows, err := mailboxes(ctx, s.DB)
	all := make([]Mailbox, 0, len(rows))
	for _, r := range rows {
		all = append(all, s.described(r))
	}
	return all, err
}

// Mailbox returns one mailbox.
func (s *Service) Mailbox(ctx context.Context, by authz.Actor, id string) (Mailbox, error) {
	if err := s.Policy.May(by, ManageMailboxes, 0); err != nil {
		return Mailbox{}, err
	}
	r, err := mailbox(ctx, s.DB, id)
	return s.described(r), err
}

// SaveMailbox is a mailbox as an administrator describes it.
type SaveMailbox struct {
	ID        string `path:"id" json:"-"` // "" makes a new one
	Name      string `json:"name"`
	Address   string `json:"address"`
	Team      string `json:"team"`
	Service   string `json:"service,omitempty"`
	Kind      string `json:"kind"`
	Strangers string `json:"strangers,omitempty"`
	Server    string `json:"server,omitempty"`
	TLS       string `json:"tls,omitempty"`
	User      string `json:"user,omitempty"`
	Password  string `json:"password,omitempty"` // "" keeps the one there is
	SignIn    string `json:"sign_in,omitempty"`  // password, which it is when empty, or oauth
	SavePermission
	Folder      string `json:"folder,omitempty"`
	Done        string `json:"done,omitempty"`
	Trusted     string `json:"trusted,omitempty"`
	SilentHours int64  `json:"silent_hours,omitempty"`
	Paused      bool   `json:"paused,omitempty"`
}

// SaveMailbox makes or changes a mailbox. It refuses an address that another mailbox has or that is no address, unknown teams and services, and a server without host or port. Another
// server, user or folder begins anew: what lies there then is left alone.
func (s *Service) SaveMailbox(ctx context.Context, by authz.Actor, in SaveMailbox) (Mailbox, error) {
	if err := s.Policy.May(by, ManageMailboxes, 0); err != nil {
		return Mailbox{}, err
	}
	in = in.tidy()
	var out mailboxRow
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		was := mailboxRow{ID: ident.New(), CreatedAt: tx.Now(), SignIn: ByPassword}
		if in.ID != "" {
			var err error
			if was, err = mailbox(ctx, tx, in.ID); err != nil {
				return err
			}
		}
		if err := s.checkMailbox(ctx, tx, in, was); err != nil {
			return err
		}
		out = was
		out.Name, out.Address, out.TeamID, out.ServiceID, out.Kind, out.Strangers = in.Name, in.Address, in.Team, in.Service, in.Kind, in.Strangers
		out.Server, out.TLS, out.Username, out.Folder, out.DoneFolder, out.Trusted = in.Server, in.TLS, in.User, in.Folder, in.Done, in.Trusted
		out.SilentHours, out.Paused = in.SilentHours, in.Paused
		if was.Server != out.Server || was.Username != out.Username || was.Folder != out.Folder || was.Kind != out.Kind {
			out.Validity, out.UID, out.BeganAt, out.LayBefore, out.Doubles, out.ReachedAt, out.Problem = 0, 0, store.Time{}, 0, 0, store.Time{}, ""
		}
		if err := s.permit(in, &out); err != nil {
			return err
		}
		if in.Password != "" {
			sealed, err := s.seal(in.Password)
			if err != nil {
				return err
			}
			out.Secret = sealed
		}
		if err := saveMailbox(ctx, tx, out); err != nil {
			return err
		}
		tx.AfterCommit(s.stir)
		return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(ManageMailboxes), Kind: "mailbox", Object: out.ID, Team: out.TeamID})
	})
	return s.described(out), err
}

func (in SaveMailbox) tidy() SaveMailbox {
	in.SavePermission = in.SavePermission.tidy()
	for _, field := range []*string{&in.SignIn, &in.Name, &in.Team, &in.Service, &in.Kind, &in.Strangers, &in.Server, &in.TLS, &in.User, &in.Folder, &in.Done, &in.Trusted} {
		*field = strings.TrimSpace(*field)
	}
	in.Address = people.FoldEmail(in.Address)
	if in.Strangers == "" {
		in.Strangers = StrangersOpen
	}
	if in.Service == "" {
		in.Service = catalogue.DefaultService
	}
	if in.SignIn == "" {
		in.SignIn = ByPassword
	}
	if in.Kind == ByIMAP && in.Folder == "" {
		in.Folder = "INBOX"
	}
	if in.Kind == Direct {
		in.Server, in.TLS, in.User, in.Password, in.Folder, in.Done = "", "", "", "", "", ""
		in.SignIn, in.SavePermission = ByPassword, SavePermission{}
	} else if in.TLS == "" {
		in.TLS = "auto"
	}
	return in
}

func (s *Service) checkMailbox(ctx context.Context, tx *store.Tx, in SaveMailbox, was mailboxRow) error {
	var f fault.Fields
	f.Need(in.Name != "" && len(in.Name) <= 200, "name", "Give it a name, such as “Payroll”, of at most 200 letters.")
	f.Need(usable(in.Address), "address", "Write its address, such as hr@example.com.")
	f.Need(in.Kind == ByIMAP || in.Kind == Direct, "kind", "Choose how its mails come: fetched by IMAP, or delivered here.")
	f.Need(in.Strangers == StrangersOpen || in.Strangers == StrangersWait, "strangers", "Choose what becomes of mails of people who are not in the directory.")
	f.Need(in.SilentHours >= 0 && in.SilentHours <= 24*365, "silent_hours", "Write after how many hours without a mail you want to be told: 0 for never, at most 8760.")
	if in.Kind == ByIMAP {
		host, port, err := net.SplitHostPort(in.Server)
		f.Need(err == nil && host != "" && port != "", "server", "Write the mail server as host:port, such as mail.example.com:993.")
		f.Need(in.User != "", "user", "Write the name to sign in to the mail server with.")
		s.checkSignIn(&f, in, was)
		f.Need(slices.Contains([]string{"auto", "implicit", "required", "optional", "none"}, in.TLS), "tls", "Choose how the connection is protected: auto, implicit, required, optional or none.")
		f.Need(in.Done == "" || in.Done != in.Folder, "done", "Name another folder than the one that mails are taken from.")
	}
	teams, err := people.Teams(ctx, tx)
	if err != nil {
		return err
	}
	f.Need(slices.ContainsFunc(teams, func(t people.Team) bool { return t.ID == in.Team }), "team", "Choose the team that looks after it.")
	service, err := catalogue.Find(ctx, tx, in.Service)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	f.Need(err == nil && service.Active, "service", "There is no such service. Choose one of the list.")
	n, err := store.One[int](ctx, tx, `SELECT count(*) FROM intake_mailbox WHERE address = $1 AND id <> $2`, in.Address, was.ID)
	if err != nil {
		return fmt.Errorf("look for the address: %w", err)
	}
	f.Need(n == 0, "address", "Another mailbox has this address.")
	return f.Err()
}

// usable reports whether an address is one, bare and in one line.
func usable(address string) bool {
	a, err := netmail.ParseAddress(address)
	return err == nil && a.Name == "" && a.Address == address && !strings.ContainsAny(address, " \"<>,;\r\n")
}

func saveMailbox(ctx context.Context, tx *store.Tx, r mailboxRow) error {
	_, err := tx.Exec(ctx, `INSERT INTO intake_mailbox (`+mailboxColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)
		ON CONFLICT (id) DO UPDATE SET name = $2, address = $3, team_id = $4, service_id = $5, kind = $6, strangers = $7, server = $8, tls = $9, username = $10,
		secret = $11, folder = $12, done_folder = $13, trusted = $14, silent_hours = $15, paused = $16, validity = $17, uid = $18, began_at = $19,
		lay_before = $20, doubles = $21, reached_at = $22, problem = $23,
		sign_in = $25, permission = $26, permission_n = $27, permission_until = $28`,
		r.ID, r.Name, r.Address, r.TeamID, r.ServiceID, r.Kind, r.Strangers, r.Server, r.TLS, r.Username, r.Secret, r.Folder, r.DoneFolder, r.Trusted, r.SilentHours,
		r.Paused, r.Validity, r.UID, r.BeganAt, r.LayBefore, r.Doubles, r.ReachedAt, r.Problem, r.CreatedAt,
		r.SignIn, r.Permission, r.PermissionN, r.PermissionUntil)
	if err != nil {
		return fmt.Errorf("save mailbox: %w", err)
	}
	return nil
}

// seal encrypts a password with the key of the installation, so that the database alone does not give it away.
func (s *Service) seal(password string) ([]byte, error) { return bearer.Vault(s.Secret).Seal(password) }

func (s *Service) open(sealed []byte) (string, error) {
	password, err := bearer.Vault(s.Secret).Open(sealed)
	if err != nil {
		return "", fmt.Errorf("password of the mailbox: %w", err)
	}
	return password, nil
}
