// Package auditweb answers the data-protection officer's questions: who saw a person's record, when, for which team and why, and who took which list along as a
// file. Every answer is itself recorded before it is given.
package auditweb

import (
	"context"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/sheet"
	"hearth/internal/platform/store"
	"hearth/internal/platform/webspec"
)

// Directory names people and teams.
type Directory interface {
	// Find returns the person that an id, an e-mail address or a personnel number names, or NotFound.
	Find(ctx context.Context, q store.Querier, ref string) (Person, error)
	// Names returns the names of people by id; unknown ids are absent.
	Names(ctx context.Context, q store.Querier, ids []string) (map[string]string, error)
	// Teams returns the names of teams by id.
	Teams(ctx context.Context, q store.Querier) (map[string]string, error)
}

// Options say what the pages stand on. All parts but Lists, Fresh and Own are needed.
type Options struct {
	DB     *store.DB
	Policy *authz.Policy
	Log    *audit.Log
	People Directory
	Lists  map[string]locale.Msg                                   // the names of the lists that are taken along as files, by what the record calls them
	Fresh  func(context.Context, authz.Actor) (authz.Actor, error) // the actor with the rights of this moment; nil: as at the beginning
	Own    func(by authz.Actor) store.Where                        // limits what somebody reads of their own record, see audit.Asked; nil: to nothing
}

// Web is the pages of package audit.
type Web struct{ Options }

// New returns the pages.
func New(o Options) *Web {
	if o.Fresh == nil {
		o.Fresh = func(_ context.Context, by authz.Actor) (authz.Actor, error) { return by, nil }
	}
	return &Web{o}
}

// Spec returns the contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "audit", Routes: w.routes,
		Admin: []webspec.Link{{Weight: 60, Label: locale.M("Who saw a record"), Text: locale.M("Who opened what is kept about a person, when, for which team and why, and who took lists along as files."),
			Icon: "lock", Href: "/admin/audit", Roles: []authz.Role{authz.DPO}}}}
}

func (w *Web) routes(m *httpx.Mux) {
	m.Handle("GET /admin/audit", httpx.Page(w.page, auditPage))
	m.Handle("GET /admin/audit.csv", httpx.Table(w.table, sheet.CSV, inAFile))
	m.Handle("GET /api/v1/audit.csv", httpx.Table(w.table, sheet.CSV, inAFile))
	m.Handle("GET /admin/audit.xlsx", httpx.Table(w.table, sheet.XLSX, inAFile))
	m.Handle("GET /api/v1/audit.xlsx", httpx.Table(w.table, sheet.XLSX, inAFile))
	m.Handle("GET /api/v1/audit", httpx.JSON(w.read, 200, "Who saw a person's record between two instants, the latest first. For the data-protection officer; each answer is recorded."))
	m.Handle("GET /api/v1/audit/downloads", httpx.JSON(w.downloads, 200, "Who took which list along as a file, when, and how many rows of it, the latest first. For the data-protection officer."))
}

// Ask asks who saw the record of Person, an id, an e-mail address or a personnel number, from From on and before To. An instant that is left out is no limit.
type Ask struct {
	Person string     `query:"person" json:"-"`
	From   store.Time `query:"from" json:"-"`
	To     store.Time `query:"to" json:"-"`
	After  string     `query:"after" json:"-"` // the Next of the page before
}

// Answer is a page of who saw the record; Next is empty on the last one.
type Answer struct {
	Person Person     `json:"person"`
	From   store.Time `json:"from,omitzero"`
	To     store.Time `json:"to,omitzero"`
	Items  []Sight    `json:"items"`
	Next   string     `json:"next"`
}

// Person is somebody in the directory.
type Person struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Sight is one time that somebody opened the record, or did something about it.
type Sight struct {
	At     store.Time `json:"at"`
	By     Person     `json:"by"`             // empty for a task of the system, and for somebody who was erased
	Task   string     `json:"task,omitempty"` // of the system
	Team   string     `json:"team"`           // in whose work
	Opened bool       `json:"opened"`         // opened; otherwise done
	Action string     `json:"action"`
	Why    string     `json:"why"`
	Kind   string     `json:"kind"` // of the object
	Object string     `json:"object"`
}

const perPage = 100

// askPage is what the page's address says.
type askPage struct {
	Ask
	Downloads string `query:"downloads" json:"-"` // the Next of the page of downloads before
}

// shown is what the page shows: the answer to a question, or what was taken along.
type shown struct {
	Answer
	asked Ask
	wrong *fault.Error
	taken Downloads
}

// page is read for a person who looks at the page: without a question it is the empty form above what was taken along, and a question that is not understood stands there again.
func (w *Web) page(ctx context.Context, by authz.Actor, in askPage) (out shown, err error) {
	out.asked = in.Ask
	if in.Person == "" {
		out.taken, err = w.downloads(ctx, by, AskTaken{After: in.Downloads})
		return out, err
	}
	out.Answer, err = w.read(ctx, by, in.Ask)
	if fault.KindOf(err) == fault.Invalid {
		return shown{asked: in.Ask, wrong: fault.As(err)}, nil
	}
	return out, err
}

// read answers. It refuses a person whom nobody knows and a time that ends before it begins.
func (w *Web) read(ctx context.Context, by authz.Actor, in Ask) (Answer, error) {
	out := Answer{From: in.From, To: in.To, Items: []Sight{}}
	var err error
	if out.Person, err = w.whose(ctx, by, in); err != nil {
		return out, err
	}
	if err := w.record(ctx, audit.Entry{By: by, Action: string(audit.ReadRecord), Kind: "audit", Person: out.Person.ID}); err != nil {
		return out, err
	}
	all, err := audit.SeenOf(ctx, w.DB, out.Person.ID, audit.Asked{From: in.From, To: in.To, After: in.After, Shown: w.known(by, out.Person.ID)}, perPage+1)
	if err != nil {
		return out, err
	}
	if len(all) > perPage {
		all = all[:perPage]
		out.Next = all[perPage-1].ID
	}
	out.Items, err = w.name(ctx, all)
	return out, err
}

// known limits what by reads of a person's record: of their own what they may know of.
func (w *Web) known(by authz.Actor, person string) store.Where {
	if w.Own == nil || by.PersonID != person {
		return store.Where{}
	}
	return w.Own(by)
}

// whose returns the person whom a question is about, where it may be asked.
func (w *Web) whose(ctx context.Context, by authz.Actor, in Ask) (Person, error) {
	if err := w.Policy.May(by, audit.ReadRecord, 0); err != nil {
		return Person{}, err
	}
	var bad fault.Fields
	bad.Need(in.Person != "", "person", "Say whose record it is: an e-mail address or a personnel number.")
	bad.Need(in.From.IsZero() || in.To.IsZero() || in.From.Before(in.To), "to", "The end has to come after the beginning.")
	if err := bad.Err(); err != nil {
		return Person{}, err
	}
	p, err := w.People.Find(ctx, w.DB, in.Person)
	if fault.KindOf(err) == fault.NotFound {
		return p, fault.ForField("person", "No person has this address or number.")
	}
	return p, err
}

func (w *Web) record(ctx context.Context, e audit.Entry) error {
	return w.DB.Tx(ctx, func(tx *store.Tx) error { return w.Log.Record(ctx, tx, e) })
}

// name puts names where the record has ids.
func (w *Web) name(ctx context.Context, all []audit.Seen) ([]Sight, error) {
	ids := make([]string, 0, len(all))
	for _, s := range all {
		if s.Actor != "" {
			ids = append(ids, s.Actor)
		}
	}
	names, err := w.People.Names(ctx, w.DB, ids)
	if err != nil {
		return nil, err
	}
	teams, err := w.People.Teams(ctx, w.DB)
	if err != nil {
		return nil, err
	}
	items := make([]Sight, 0, len(all))
	for _, s := range all {
		one := Sight{At: s.At, By: Person{ID: s.Actor, Name: names[s.Actor]}, Task: s.Task, Team: s.Team, Opened: s.Opening, Action: s.Action,
			Why: why(s), Kind: s.Kind, Object: s.Object}
		if name, ok := teams[s.Team]; ok {
			one.Team = name
		}
		items = append(items, one)
	}
	return items, nil
}
