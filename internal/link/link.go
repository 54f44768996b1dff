package link

import (
	"context"
	"embed"
	"fmt"
	"slices"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// LinkCases is the action of this module: reading, making and ending the links of a case.
const LinkCases authz.Action = "link.case"

// Options are what the module needs from its surroundings.
type Options struct {
	DB     *store.DB
	Policy *authz.Policy // holds Rules
	Desk   *desk.Service
	Audit  *audit.Log
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service { return &Service{o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "link", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{LinkCases: {Relations: authz.Assignee | authz.Team | authz.HR | authz.Named, Sees: desk.ReadCase}}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "link", Migrations: Schema(), Rules: Rules(), Personal: privacy.Impersonal("Which requests belong together, and nothing of whose they are.", "link_link")}
}

// The kinds of links.
const (
	SameCause   = "same_cause"
	FollowsFrom = "follows_from" // the case follows from the other
	BelongsTo   = "belongs_to"   // the case belongs to the other
)

// Kinds lists them in the order of the form.
func Kinds() []string { return []string{SameCause, FollowsFrom, BelongsTo} }

// ReadOf names a case.
type ReadOf struct {
	Number string `path:"number" json:"-"`
}

// Linked is the other end of a link, as its reader may know it.
type Linked struct {
	ID      string     `json:"id"`   // of the link
	Kind    string     `json:"kind"` // same_cause, follows_from or belongs_to
	Reverse bool       `json:"reverse"`
	Number  string     `json:"case"`
	Title   string     `json:"title"`
	State   desk.State `json:"state"`
}

// Links are those of a case whose other end the reader may see, the newest case first.
type Links struct {
	Number string   `json:"case"`
	Items  []Linked `json:"items"`
}

// OfCase returns the links of a case. It refuses whoever does not read its words as somebody of HR.
func (s *Service) OfCase(ctx context.Context, by authz.Actor, in ReadOf) (Links, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, LinkCases)
	if err != nil {
		return Links{Items: []Linked{}}, err
	}
	return s.of(ctx, by, c)
}

// OnPage is OfCase for a part of a page of the case, which by reads already: one read where there are no links.
func (s *Service) OnPage(ctx context.Context, by authz.Actor, c desk.Whole) (Links, error) {
	if !c.May.Work || c.Hidden {
		return Links{Items: []Linked{}}, nil
	}
	return s.of(ctx, by, desk.Of{ID: c.ID, Number: c.Number, Sensitivity: c.Sensitivity, Health: c.Health})
}

// row is a link as the database keeps it.
type row struct{ ID, CaseID, OtherID, Kind string }

// most is how many links of a case are shown.
const most = 50

func (s *Service) of(ctx context.Context, by authz.Actor, c desk.Of) (Links, error) {
	out := Links{Number: c.Number, Items: []Linked{}}
	rows, err := store.All[row](ctx, s.DB, `SELECT id, case_id, other_id, kind FROM link_link WHERE case_id = $1 UNION ALL SELECT id, case_id, other_id, kind FROM link_link WHERE other_id = $1`, c.ID)
	if err != nil {
		return out, fmt.Errorf("read links: %w", err)
	}
	if len(rows) == 0 {
		return out, nil
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		if ids[i] = r.OtherID; r.OtherID == c.ID {
			ids[i] = r.CaseID
		}
	}
	page, err := s.Desk.Beside(ctx, by, desk.List{Limit: most, Among: store.And(store.In("c.id", ids), record.WordsAtWork(by, "c.id"))})
	if err != nil {
		return out, err
	}
	for _, x := range page.Items {
		if protection(x.Sensitivity, x.Health) > protection(c.Sensitivity, c.Health) {
			continue
		}
		r := rows[slices.Index(ids, x.ID)]
		out.Items = append(out.Items, Linked{ID: r.ID, Kind: r.Kind, Reverse: r.OtherID == c.ID, Number: x.Number, Title: x.Title(), State: x.State})
	}
	return out, nil
}

// protection is how protected a case is: more is more.
func protection(sensitivity string, health bool) int {
	n := slices.Index([]string{catalogue.Open, catalogue.Team, catalogue.Named}, sensitivity)
	if health {
		n += 3
	}
	return n
}

// Link says how a case belongs to another.
type Link struct {
	Number string `path:"number" json:"-"`
	Other  string `json:"other"` // its number
	Kind   string `json:"kind"`  // same_cause, follows_from or belongs_to
}

// Link links two cases. Again is once, and another kind takes the place of the one before. It refuses an unknown kind, the case itself, and a number of no case whose words by reads at work: one
// that by may not see is refused as one that is not there. The case itself stays as it was, with its version, and no open page hears of it: whoever reads the case and not the other one
// could tell from either that there is something which they do not see.
func (s *Service) Link(ctx context.Context, by authz.Actor, in Link) (Links, error) {
	var c desk.Of
	err := s.upon(ctx, by, in.Number, func(tx *store.Tx, of desk.Of) error {
		c = of
		var f fault.Fields
		f.Need(slices.Contains(Kinds(), in.Kind), "kind", "Choose how they belong together: same cause, follows from, or belongs to.")
		if err := f.Err(); err != nil {
			return err
		}
		other, err := s.Desk.Look(ctx, tx, by, in.Other, LinkCases)
		if k := fault.KindOf(err); k == fault.NotFound || k == fault.Forbidden {
			return fault.ForField("other", "There is no such case that you work on. Write its number, such as HR-2847.")
		}
		if err != nil {
			return err
		}
		if other.ID == c.ID {
			return fault.ForField("other", "That is this case itself. Write the number of another one.")
		}
		if _, err := tx.Exec(ctx, `DELETE FROM link_link WHERE case_id = $1 AND other_id = $2`, other.ID, c.ID); err != nil {
			return fmt.Errorf("link: %w", err)
		}
		if _, err := tx.Exec(ctx, `INSERT INTO link_link (id, case_id, other_id, kind, linked_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (case_id, other_id) DO UPDATE SET kind = excluded.kind`,
			ident.New(), c.ID, other.ID, in.Kind, tx.Now()); err != nil {
			return fmt.Errorf("link: %w", err)
		}
		return nil
	})
	if err != nil {
		return Links{Items: []Linked{}}, err
	}
	return s.of(ctx, by, c)
}

// upon runs f for a case that by works on, in one transaction, and records it. Unlike a change of the case it leaves no trace on it.
func (s *Service) upon(ctx context.Context, by authz.Actor, number string, f func(tx *store.Tx, c desk.Of) error) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		c, err := s.Desk.Look(ctx, tx, by, number, LinkCases)
		if err != nil {
			return err
		}
		if err := f(tx, c); err != nil {
			return err
		}
		return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(LinkCases), Kind: desk.OwnerKind, Object: c.ID, Person: c.ForPerson, Team: c.TeamID})
	})
}

// Unlink names a link of a case.
type Unlink struct {
	Number string `path:"number" json:"-"`
	Link   string `json:"link"` // its id
}

// Unlink ends a link that by sees on the case. The same twice is once; of a link that by does not see nothing changes, as of one that is not there. It refuses no link.
func (s *Service) Unlink(ctx context.Context, by authz.Actor, in Unlink) (Links, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, LinkCases)
	if err == nil && in.Link == "" {
		err = fault.ForField("link", "Say which link to end.")
	}
	if err != nil {
		return Links{Items: []Linked{}}, err
	}
	out, err := s.of(ctx, by, c)
	if err != nil || !slices.ContainsFunc(out.Items, func(l Linked) bool { return l.ID == in.Link }) {
		return out, err
	}
	err = s.upon(ctx, by, in.Number, func(tx *store.Tx, _ desk.Of) error {
		if _, err := tx.Exec(ctx, `DELETE FROM link_link WHERE id = $1`, in.Link); err != nil {
			return fmt.Errorf("unlink: %w", err)
		}
		return nil
	})
	out.Items = slices.DeleteFunc(out.Items, func(l Linked) bool { return l.ID == in.Link })
	return out, err
}
