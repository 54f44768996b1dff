// Package takeout lets people of HR take along what a list of cases shows them: all of its rows, in its order, and nothing that the list does not show but, of a list that is narrowed to a service, what its cases hold in the fields of that. That it was taken
// is recorded before the first row is read, and how many rows were when the last one has been.
package takeout

import (
	"context"
	"iter"
	"slices"

	"hearth/internal/desk"
	"hearth/internal/desk/narrow"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Options are what the package stands on. All parts but Fresh are needed.
type Options struct {
	DB     *store.DB
	Policy *authz.Policy // holds the rules of package desk
	Audit  *audit.Log
	Desk   *desk.Service
	Fresh  func(context.Context, authz.Actor) (authz.Actor, error) // the actor with the rights of this moment; nil: as at the beginning
}

// Service is the package. It is safe for concurrent use.
type Service struct{ Options }

// New returns the package.
func New(o Options) *Service {
	if o.Fresh == nil {
		o.Fresh = func(_ context.Context, by authz.Actor) (authz.Actor, error) { return by, nil }
	}
	return &Service{o}
}

// TakeQueue asks for the queue as its page is filtered. Without a view it is all that is open.
type TakeQueue struct {
	View     string `query:"view" json:"-" doc:"mine, reply, due, unassigned, team, open, waiting, answered, closed or all; open when it is left out"`
	Q        string `query:"q" json:"-" doc:"Words, or a number"`
	Service  string `query:"service" json:"-" doc:"A service's id"`
	Team     string `query:"team" json:"-" doc:"A team's id"`
	Channel  string `query:"channel" json:"-" doc:"A channel"`
	Assignee string `query:"assignee" json:"-" doc:"Your own id, or none"`
	narrow.More
}

// Queue is the list that was asked for. Cases is read once; an error ends it. A case that moves in the list while it is read may come twice, or not at all.
// Whoever sent the cases says to Done how many were, and whether that was all.
type Queue struct {
	View  string
	At    store.Time
	Cases iter.Seq2[desk.Case, error]
	Done  func(rows int, whole bool) error
}

// rows is how many cases are read at once.
const rows = 200

// narrowed is what follows the view in the record where filters left something of it out.
const narrowed = "/part"

// TakeQueue returns the queue, all of its pages. Rights are looked at anew for each page: whoever loses them while the list is read gets no more of it. It refuses a view that
// HR does not have, the cases of one colleague or of all of them, and whoever is not at HR's desk.
func (s *Service) TakeQueue(ctx context.Context, by authz.Actor, in TakeQueue) (Queue, error) {
	if err := s.Policy.May(by, desk.TakeCases, 0); err != nil {
		return Queue{}, err
	}
	if in.View == "" {
		in.View = desk.ViewOpen
	}
	var bad fault.Fields
	bad.Need(slices.Contains(desk.DeskViews(), in.View), "view", "There is no such view.")
	bad.Need(in.Assignee == "" || in.Assignee == by.PersonID, "assignee", "What a colleague works on is not given out as a file. Leave the owner out, or name yourself.")
	bad.Need(in.Countable(), "owner", "What colleagues work on is not given out as a file. Leave the owner out, or choose yourself or nobody.")
	if err := bad.Err(); err != nil {
		return Queue{}, err
	}
	list := desk.List{View: in.View, Q: in.Q, Service: in.Service, Team: in.Team, Channel: in.Channel, Assigned: in.Assignee, Limit: rows, More: in.More}
	first, err := s.Desk.Queue(ctx, by, list)
	if err != nil {
		return Queue{}, err
	}
	ended := func(int, bool) error { return nil } // what was not begun has no end
	return Queue{View: in.View, At: s.DB.Now(), Cases: func(yield func(desk.Case, error) bool) {
		noted, err := s.Audit.Taking(ctx, audit.Take{By: by, Action: string(desk.TakeCases), List: in.list()})
		if err == nil {
			ended = noted
			err = s.walk(ctx, by, list, first, func(c desk.Case) bool { return yield(c, nil) })
		}
		if err != nil {
			yield(desk.Case{}, err)
		}
	}, Done: func(rows int, whole bool) error { return ended(rows, whole) }}, nil
}

// list is what the record calls the list: filters stand in it only as that there were some.
func (in TakeQueue) list() string {
	if in.Q+in.Service+in.Team+in.Channel+in.Assignee != "" || in.Any() {
		return in.View + narrowed
	}
	return in.View
}

// Lists are what the record calls the lists, with their names as message keys.
func Lists() map[string]locale.Msg {
	all := map[string]locale.Msg{}
	for _, view := range desk.DeskViews() {
		name := locale.M(desk.ViewNames[view])
		all[view], all[view+narrowed] = locale.M("The queue: %s", name), locale.M("A part of the queue: %s", name)
	}
	return all
}

// walk gives every case of a list, from its first page on, until no more are wanted.
func (s *Service) walk(ctx context.Context, by authz.Actor, list desk.List, page desk.Page, give func(desk.Case) bool) error {
	for {
		for _, c := range page.Items {
			if !give(c) {
				return nil
			}
		}
		if page.Next == "" {
			return nil
		}
		list.After = page.Next
		now, err := s.Fresh(ctx, by)
		if err != nil {
			return err
		}
		if err := s.Policy.May(now, desk.TakeCases, 0); err != nil {
			return err
		}
		if page, err = s.Desk.Queue(ctx, now, list); err != nil {
			return err
		}
	}
}
