package macro

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"slices"
	"time"

	"hearth/internal/desk"
	"hearth/internal/hold"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
	"hearth/internal/tag"
)

//go:embed migrations/*.sql
var migrations embed.FS

// KeepMacros is the action of having macros at all: for those of HR who answer.
const KeepMacros authz.Action = "macro.keep"

// UseMacros is the action of filling in a macro from a case, and of sending it there.
const UseMacros authz.Action = "macro.use"

// ManyCases is the action of doing one thing to many cases, see package many.
const ManyCases authz.Action = "macro.many"

// BatchKind is the job that does a batch of package many, of which BatchArgs is the argument.
const BatchKind = "macro.batch"

// BatchArgs names a batch and who confirmed it.
type BatchArgs struct{ ID, Person string }

// Options are what the module needs from its surroundings.
type Options struct {
	DB       *store.DB
	Policy   *authz.Policy // holds Rules
	Desk     *desk.Service
	Promises *promise.Service
	Tags     *tag.Service
	Audit    *audit.Log
	Fresh    func(context.Context, authz.Actor) (authz.Actor, error) // the actor with the rights of this moment; nil: as they are
	Batch    func(ctx context.Context, in BatchArgs) error           // does a batch that can be undone no more, see package many; nil: none is
	GiveUp   func(context.Context) error                             // ends the batches whose job gave up, see package many; nil: none does
	Hold     func(context.Context, authz.Actor, hold.Beside) error   // sends what can be undone for a while; nil: at once
	// Waited reports whether the customer of a case waits for a call; nil: nobody does.
	Waited func(ctx context.Context, q store.Querier, caseID string) (bool, error)
	// Free says of somebody of HR whether they are away and until when, the zero time being for ever, and whether they are full; nil: nobody is either.
	Free func(ctx context.Context, q store.Querier, personID string) (until store.Time, away, full bool, err error)
	// Checked returns a context in which a reply is refused that would go past what colleagues write together and its writer has not seen, see desk.Write's Aware; nil: there is no such thing.
	Checked func(ctx context.Context, by authz.Actor, number, aware string) (context.Context, error)
	// Aware returns which answer is written together in a case, for Send's Aware; nil: there is no such thing.
	Aware func(ctx context.Context, by authz.Actor, number string) (string, error)
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service {
	if o.Checked == nil {
		o.Checked = func(ctx context.Context, _ authz.Actor, _, _ string) (context.Context, error) { return ctx, nil }
	}
	if o.Waited == nil {
		o.Waited = func(context.Context, store.Querier, string) (bool, error) { return false, nil }
	}
	if o.Fresh == nil {
		o.Fresh = func(_ context.Context, by authz.Actor) (authz.Actor, error) { return by, nil }
	}
	if o.Hold == nil {
		o.Hold = func(ctx context.Context, by authz.Actor, in hold.Beside) error { return (&Service{o}).Do(ctx, by, in) }
	}
	if o.Batch == nil {
		o.Batch = func(context.Context, BatchArgs) error { return nil }
	}
	if o.GiveUp == nil {
		o.GiveUp = func(context.Context) error { return nil }
	}
	if o.Aware == nil {
		o.Aware = func(context.Context, authz.Actor, string) (string, error) { return "", nil }
	}
	return &Service{o}
}

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "macro", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{
		KeepMacros: {Roles: []authz.Role{authz.Agent, authz.HRHead, authz.ConcernHandler}},
		UseMacros:  {Relations: authz.Assignee | authz.Team | authz.HR | authz.Named, Sees: desk.ReadCase},
		ManyCases:  {Roles: []authz.Role{authz.Agent, authz.HRHead}},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "macro", Migrations: Schema(), Rules: Rules(), Personal: personal(), ToDo: s.toDo, Jobs: []jobs.Work{jobs.Do(BatchKind, s.Batch)},
		Periodic: []jobs.Periodic{{Kind: "macro.forget", Every: time.Hour, Run: s.Pass}, {Kind: "macro.given_up", Every: time.Minute, Run: s.GiveUp}}}
}

// Text is what a macro says in one language.
type Text struct {
	Language string `json:"language"` // a language tag
	Body     string `json:"body"`
}

// Besides is what a macro does with its message. The zero value is nothing.
type Besides struct {
	Tag      string `json:"tag,omitempty"`       // a word that is put on the case
	WaitDays int    `json:"wait_days,omitempty"` // the case waits for who asked, so many days at most; 0: it does not wait
	Outcome  string `json:"outcome,omitempty"`   // the case is closed with it; "": it is not closed
	Cause    string `json:"cause,omitempty"`     // of a closed case; "": the one that its service proposes
}

// Any reports whether there is something.
func (b Besides) Any() bool { return b != Besides{} }

// Macro is a macro as its reader sees it.
type Macro struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Team     string `json:"team,omitempty"` // whose it is; "" is the reader's own
	TeamName string `json:"team_name,omitempty"`
	Texts    []Text `json:"texts"` // by language
	Besides
	Mark string `json:"mark"` // another one after each change, for Change
}

// Macros are those of a reader: their own first, then those of their teams.
type Macros struct {
	Items []Macro `json:"items"`
	More  bool    `json:"more"` // there are more than Items
}

// List asks for the macros of a reader.
type List struct{}

// most is how many macros are listed.
const most = 400

type row struct {
	ID, TeamID, Name, Tag, Outcome, CauseID string
	WaitDays                                int
}

const selectRow = `SELECT m.id, m.team_id, m.name, m.tag, m.outcome, m.cause_id, m.wait_days FROM macro_macro m WHERE `

// readable is the condition that by may use a macro, and change it.
func readable(by authz.Actor) store.Where {
	return store.Or(store.Cond(`m.owner_person = ?`, by.PersonID), store.And(store.Cond(`m.team_id <> ''`), store.In("m.team_id", by.Teams)))
}

// List returns the macros that by may use, by whose they are and name.
func (s *Service) List(ctx context.Context, by authz.Actor, _ List) (Macros, error) {
	out := Macros{Items: []Macro{}}
	if err := s.Policy.May(by, KeepMacros, 0); err != nil {
		return out, err
	}
	rows, err := store.Select[row](ctx, s.DB, new(store.Q).Add(selectRow).Where(readable(by)).Add(` ORDER BY m.team_id, m.folded, m.id LIMIT ?`, most+1))
	if err != nil {
		return out, fmt.Errorf("list macros: %w", err)
	}
	if out.More = len(rows) > most; out.More {
		rows = rows[:most]
	}
	out.Items, err = s.present(ctx, s.DB, rows)
	return out, err
}

// Find names a macro.
type Find struct {
	ID string `path:"macro" json:"-"`
}

// Read returns one macro. One that by may not use is not there.
func (s *Service) Read(ctx context.Context, by authz.Actor, in Find) (Macro, error) {
	if err := s.Policy.May(by, KeepMacros, 0); err != nil {
		return Macro{Texts: []Text{}}, err
	}
	return s.find(ctx, s.DB, by, in.ID)
}

func (s *Service) find(ctx context.Context, q store.Querier, by authz.Actor, id string) (Macro, error) {
	r, err := store.Row[row](ctx, q, new(store.Q).Add(selectRow+`m.id = ? AND `, id).Where(readable(by)))
	if errors.Is(err, store.ErrNone) {
		return Macro{Texts: []Text{}}, authz.Hidden()
	}
	if err != nil {
		return Macro{Texts: []Text{}}, fmt.Errorf("read macro: %w", err)
	}
	all, err := s.present(ctx, q, []row{r})
	if err != nil {
		return Macro{Texts: []Text{}}, err
	}
	return all[0], nil
}

// present adds texts and names of teams, with one read each.
func (s *Service) present(ctx context.Context, q store.Querier, rows []row) ([]Macro, error) {
	out := make([]Macro, 0, len(rows))
	if len(rows) == 0 {
		return out, nil
	}
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	type line struct{ MacroID, Language, Body string }
	lines, err := store.Select[line](ctx, q, new(store.Q).Add(`SELECT t.macro_id, t.language, t.body FROM macro_text t WHERE `).Where(store.In("t.macro_id", ids)).Add(` ORDER BY t.language`))
	if err != nil {
		return nil, fmt.Errorf("read texts of macros: %w", err)
	}
	texts := map[string][]Text{}
	for _, l := range lines {
		texts[l.MacroID] = append(texts[l.MacroID], Text{l.Language, l.Body})
	}
	teams, err := people.Teams(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		m := Macro{ID: r.ID, Name: r.Name, Team: r.TeamID, Texts: texts[r.ID], Besides: Besides{Tag: r.Tag, WaitDays: r.WaitDays, Outcome: r.Outcome, Cause: r.CauseID}}
		if i := slices.IndexFunc(teams, func(t people.Team) bool { return t.ID == r.TeamID }); i >= 0 {
			m.TeamName = teams[i].Name
		}
		m.Mark = Keep{m.Name, m.Team, m.Texts, m.Besides}.mark()
		out = append(out, m)
	}
	return out, nil
}

// Teams returns the teams for which by may keep macros.
func (s *Service) Teams(ctx context.Context, by authz.Actor) ([]people.Team, error) {
	if err := s.Policy.May(by, KeepMacros, 0); err != nil {
		return nil, err
	}
	all, err := people.Teams(ctx, s.DB)
	return slices.DeleteFunc(slices.Clone(all), func(t people.Team) bool { return !slices.Contains(by.Teams, t.ID) }), err
}
