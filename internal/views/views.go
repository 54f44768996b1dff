package views

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// KeepViews is the action of having views at all: for those of HR who have a queue.
const KeepViews authz.Action = "views.keep"

const (
	// Most is where a count stops.
	Most = 1000
	// MostKept is how many views somebody may keep.
	MostKept = 50
	// MostListed is how many of one's own and one's teams' are listed.
	MostListed = 200
	maxName    = 60
	maxQuery   = 2000
)

// Service is the module. It is safe for concurrent use.
type Service struct {
	db     *store.DB
	policy *authz.Policy
	desk   *desk.Service
	audit  *audit.Log
}

// New returns the module on db. The policy must hold Rules.
func New(db *store.DB, policy *authz.Policy, d *desk.Service, log *audit.Log) *Service {
	return &Service{db, policy, d, log}
}

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "views", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{KeepViews: {Roles: []authz.Role{authz.Agent, authz.HRHead, authz.ConcernHandler}}}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "views", Migrations: Schema(), Rules: Rules(), Personal: personal()}
}

// View is a kept view as its reader sees it.
type View struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Query    string `json:"query"`              // the queue's address after the question mark
	Team     string `json:"team,omitempty"`     // with whom it is shared; "" is nobody
	May      bool   `json:"may_change"`         // the reader may change it
	Place    int    `json:"place"`              // smaller stands higher
	Count    *int   `json:"count,omitempty"`    // cases that the reader sees in it, where they were asked for and may be counted: not what somebody has; Most and More: more than that
	More     bool   `json:"more,omitempty"`     // Count is not all
	Unusable bool   `json:"unusable,omitempty"` // what it asks for is not there any more
	Mark     string `json:"mark"`               // another one after each change, for Change

	Says []string `json:"-"` // what it asks for in words, the name of its view first

	ownerPerson string
}

// Views are those of a reader: their own first, then the shared ones.
type Views struct {
	Items []View `json:"items"`
	More  bool   `json:"more"` // the teams share more than are listed
}

type row struct {
	ID, OwnerPerson, TeamID, Name, Query string
	Place                                int
}

const selectRow = `SELECT v.id, COALESCE(v.owner_person, '') AS owner_person, v.team_id, v.name, v.query, v.place FROM views_view v WHERE `

func (r row) shown(by authz.Actor) View {
	may := r.OwnerPerson == by.PersonID || r.OwnerPerson == "" && slices.Contains(by.Teams, r.TeamID)
	v := View{ID: r.ID, Name: r.Name, Query: r.Query, Team: r.TeamID, May: may, Place: r.Place, ownerPerson: r.OwnerPerson}
	v.Mark = v.mark()
	return v
}

// mark is a print of all that a view is.
func (v View) mark() string { return ident.Mark(v.Name, v.Query, v.Team, strconv.Itoa(v.Place)) }

// readable is the condition that by may use a view.
func readable(by authz.Actor) store.Where {
	return store.Or(store.Cond(`v.owner_person = ?`, by.PersonID), store.And(store.Cond(`v.team_id <> ''`), store.In("v.team_id", by.Teams)))
}

// ReadViews asks for the views of a reader.
type ReadViews struct {
	Counts bool `query:"counts" json:"-" doc:"true: with the number of cases in each"`
}

// List returns the views that by may use: in one query, and with counts in one more.
func (s *Service) List(ctx context.Context, by authz.Actor, in ReadViews) (Views, error) {
	out := Views{Items: []View{}}
	if err := s.policy.May(by, KeepViews, 0); err != nil {
		return out, err
	}
	rows, err := store.Select[row](ctx, s.db, new(store.Q).Add(selectRow).Where(readable(by)).
		Add(` ORDER BY CASE WHEN v.owner_person = ? THEN 0 ELSE 1 END, v.place, v.name, v.id LIMIT ?`, by.PersonID, MostListed+1))
	if err != nil {
		return out, fmt.Errorf("list views: %w", err)
	}
	if out.More = len(rows) > MostListed; out.More {
		rows = rows[:MostListed]
	}
	for _, r := range rows {
		out.Items = append(out.Items, r.shown(by))
	}
	if in.Counts && len(rows) > 0 {
		err = errors.Join(s.count(ctx, by, out.Items), s.say(ctx, by, out.Items))
	}
	return out, err
}

func (s *Service) count(ctx context.Context, by authz.Actor, all []View) error {
	var lists []desk.List
	var of []*View
	for i := range all {
		list, err := read(by, all[i].Query)
		if all[i].Unusable = err != nil; err == nil {
			lists, of = append(lists, list), append(of, &all[i])
		}
	}
	if len(lists) == 0 {
		return nil
	}
	counts, err := s.desk.CountEach(ctx, by, Most, lists...)
	if err != nil {
		return fmt.Errorf("count views: %w", err)
	}
	for i, n := range counts {
		if n == desk.Uncounted {
			continue
		}
		shown := min(n, Most)
		of[i].Count, of[i].More = &shown, n > Most
	}
	return nil
}

// find returns a view that by may use, or what authz says of things that are not there.
func find(ctx context.Context, q store.Querier, by authz.Actor, id string) (View, error) {
	r, err := store.Row[row](ctx, q, new(store.Q).Add(selectRow+`v.id = ? AND `, id).Where(readable(by)))
	if errors.Is(err, store.ErrNone) {
		return View{}, authz.Hidden()
	}
	if err != nil {
		return View{}, fmt.Errorf("read view: %w", err)
	}
	return r.shown(by), nil
}

// ReadCases asks for the cases of a view.
type ReadCases struct {
	ID    string `path:"view" json:"-"`
	Limit int    `query:"limit" json:"-"` // 1 to 200; 0: 50
	After string `query:"after" json:"-"` // the Next of the page before
}

// Cases returns a page of the cases of a view, of those that by may see.
func (s *Service) Cases(ctx context.Context, by authz.Actor, in ReadCases) (desk.Page, error) {
	if err := s.policy.May(by, KeepViews, 0); err != nil {
		return desk.Page{}, err
	}
	v, err := find(ctx, s.db, by, in.ID)
	if err != nil {
		return desk.Page{}, err
	}
	list, err := read(by, v.Query)
	if err != nil {
		return desk.Page{}, err
	}
	list.Limit, list.After = in.Limit, in.After
	return s.desk.List(ctx, by, list)
}

// Keep is a view to be kept.
type Keep struct {
	Name  string `json:"name"`
	Query string `json:"query"`          // what follows the question mark of the queue's address, such as view=open&service=pay&due=late
	Team  string `json:"team,omitempty"` // the team that it is shared with; "" is nobody
}

// Keep keeps a view under a name. The same twice is one. It refuses a missing or taken name, what the queue has no field for, the cases of a colleague, teams that by is not of, and
// more than MostKept.
func (s *Service) Keep(ctx context.Context, by authz.Actor, in Keep) (View, error) {
	if err := s.policy.May(by, KeepViews, 0); err != nil {
		return View{}, err
	}
	in.Name = strings.TrimSpace(in.Name)
	query, wrong := canonical(by, in.Query)
	if err := s.check(by, in.Name, in.Team, wrong); err != nil {
		return View{}, err
	}
	var out View
	err := s.db.Tx(ctx, func(tx *store.Tx) error {
		mine, err := store.All[row](ctx, tx, selectRow+`v.owner_person = $1`, by.PersonID)
		if err != nil {
			return fmt.Errorf("read views: %w", err)
		}
		r := row{ID: ident.New(), OwnerPerson: by.PersonID, TeamID: in.Team, Name: in.Name, Query: query}
		for _, other := range mine {
			if other.Name == r.Name {
				if other.Query == r.Query && other.TeamID == r.TeamID {
					out = other.shown(by)
					return nil
				}
				return fault.ForField("name", "You have a view of this name. Choose another name, or change that view.")
			}
			r.Place = max(r.Place, other.Place+1)
		}
		if len(mine) >= MostKept {
			return fault.New(fault.Conflict, "You keep %d views, as many as there can be. Remove one first.", MostKept)
		}
		if _, err := tx.Exec(ctx, `INSERT INTO views_view (id, owner_person, team_id, name, query, place, kept_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			r.ID, r.OwnerPerson, r.TeamID, r.Name, r.Query, r.Place, tx.Now()); err != nil {
			return fmt.Errorf("keep view: %w", err)
		}
		out = r.shown(by)
		return nil
	})
	return out, err
}

func (s *Service) check(by authz.Actor, name, team string, wrong error) error {
	var f fault.Fields
	f.Need(name != "", "name", "Give the view a name, for example Payroll, late.")
	f.Need(utf8.RuneCountInString(name) <= maxName, "name", "Keep the name to %d characters.", maxName)
	f.Need(team == "" || slices.Contains(by.Teams, team), "team", "Share it with a team that you are in.")
	if e := fault.As(wrong); e != nil && len(e.Fields) == 0 {
		return wrong
	} else if e != nil {
		for _, x := range e.Fields {
			f.Need(false, "query", x.Key, x.Args...)
		}
	}
	return f.Err()
}

// Change is what a view becomes; what is left out stays.
type Change struct {
	ID    string  `path:"view" json:"-"`
	Name  *string `json:"name,omitempty"`
	Team  *string `json:"team,omitempty"`  // "" ends the sharing
	Query *string `json:"query,omitempty"` // what it asks for from now on
	Place *int    `json:"place,omitempty"` // smaller stands higher
	Mark  string  `json:"mark,omitempty" doc:"The mark of the view that was read: when it is another by now, nothing is changed. Left out, nothing is compared."`
}

// Change renames, shares, unshares, moves or turns a view into another question. The same twice is once. It refuses what Keep refuses, a shared view of somebody else, and with a Mark a view that was changed since.
func (s *Service) Change(ctx context.Context, by authz.Actor, in Change) (View, error) {
	if err := s.policy.May(by, KeepViews, 0); err != nil {
		return View{}, err
	}
	var out View
	err := s.db.Tx(ctx, func(tx *store.Tx) error {
		v, err := changeable(ctx, tx, by, in.ID)
		if err != nil {
			return err
		}
		if in.Name != nil {
			v.Name = strings.TrimSpace(*in.Name)
		}
		if in.Team != nil {
			v.Team = *in.Team
		}
		if in.Place != nil {
			v.Place = max(0, min(*in.Place, MostKept))
		}
		var wrong error
		if in.Query != nil {
			v.Query, wrong = canonical(by, *in.Query)
		}
		was := v.Mark
		if v.Mark = v.mark(); in.Mark != "" && in.Mark != was && v.Mark != was {
			return fault.New(fault.Conflict, "Somebody else changed this view since you opened it. Look at what it is now; if yours is right, save it again.")
		}
		if err := s.check(by, v.Name, v.Team, wrong); err != nil {
			return err
		}
		taken, err := store.One[int](ctx, tx, `SELECT count(*) FROM views_view v WHERE v.owner_person = $1 AND v.name = $2 AND v.id <> $3`, v.ownerPerson, v.Name, v.ID)
		if err != nil {
			return fmt.Errorf("read views: %w", err)
		}
		if taken > 0 {
			return fault.ForField("name", "You have a view of this name. Choose another name, or change that view.")
		}
		if _, err := tx.Exec(ctx, `UPDATE views_view SET name = $2, team_id = $3, query = $4, place = $5 WHERE id = $1`, v.ID, v.Name, v.Team, v.Query, v.Place); err != nil {
			return fmt.Errorf("change view: %w", err)
		}
		out = v
		return nil
	})
	return out, err
}

func changeable(ctx context.Context, tx *store.Tx, by authz.Actor, id string) (View, error) {
	v, err := find(ctx, tx, by, id)
	if err == nil && !v.May {
		err = fault.New(fault.Forbidden, "A colleague keeps this view and shares it. Keep one of your own with a change.")
	}
	return v, err
}

// Drop names a view.
type Drop struct {
	ID string `path:"view" json:"-"`
}

// Drop removes a view, for those too with whom it was shared. It refuses a shared view of somebody else; one that is gone is not there.
func (s *Service) Drop(ctx context.Context, by authz.Actor, in Drop) (View, error) {
	if err := s.policy.May(by, KeepViews, 0); err != nil {
		return View{}, err
	}
	var out View
	err := s.db.Tx(ctx, func(tx *store.Tx) (err error) {
		if out, err = changeable(ctx, tx, by, in.ID); err != nil {
			return err
		}
		if _, err = tx.Exec(ctx, `DELETE FROM views_view WHERE id = $1`, in.ID); err != nil {
			return fmt.Errorf("remove view: %w", err)
		}
		return nil
	})
	return out, err
}

// Teams returns the teams that by may share with.
func (s *Service) Teams(ctx context.Context, by authz.Actor) ([]people.Team, error) {
	if err := s.policy.May(by, KeepViews, 0); err != nil {
		return nil, err
	}
	all, err := people.Teams(ctx, s.db)
	return slices.DeleteFunc(all, func(t people.Team) bool { return !slices.Contains(by.Teams, t.ID) }), err
}

// canonical is a query as it is kept: its fields in one order, and what is one's own as "me".
func canonical(by authz.Actor, query string) (string, error) {
	list, err := read(by, query)
	if err != nil {
		return "", err
	}
	v := url.Values{}
	for name, value := range map[string]string{"view": list.View, "q": list.Q, "service": list.Service, "team": list.Team, "channel": list.Channel, "state": list.State} {
		if value != "" {
			v.Set(name, value)
		}
	}
	for name, value := range list.Values() {
		v.Set(name, value)
	}
	return v.Encode(), nil
}
