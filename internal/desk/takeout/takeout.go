// Package takeout lets people of HR take along what a list of cases shows them: all of its rows, in its order, and nothing that the list does not show. That it was taken
// is recorded before the first row is read, and how many rows were when the last one has been.
package takeout

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strconv"

	"hearth/internal/desk"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Options are what the package stands on. All parts but Fresh are needed.
type Options struct {
	DB     *store.DB
	Policy *authz.Policy // holds the rules of package desk
	Audit  *audit.Log
	Desk   *desk.Service
	Fresh  func(context.Context, authz.Actor) authz.Actor // the actor with the rights of this moment; nil: as at the beginning
}

// Service is the package. It is safe for concurrent use.
type Service struct{ Options }

// New returns the package.
func New(o Options) *Service {
	if o.Fresh == nil {
		o.Fresh = func(_ context.Context, by authz.Actor) authz.Actor { return by }
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
	Assignee string `query:"assignee" json:"-" doc:"A person's id"`
}

// Queue is the list that was asked for. Cases is read once; an error ends it. A case that moves in the list while it is read may come twice, or not at all.
type Queue struct {
	View  string
	At    store.Time
	Cases iter.Seq2[desk.Case, error]
}

// rows is how many cases are read at once.
const rows = 200

// kind is what an entry of the record is about: the list with its view, and then, under the action taken, how many rows were given.
const (
	kindQueue = "queue"
	kindRows  = "rows"
	taken     = "case.taken"
)

// TakeQueue returns the queue, all of its pages. Rights are looked at anew for each page: whoever loses them while the list is read gets no more of it. It refuses a view that
// HR does not have, and whoever is not at HR's desk.
func (s *Service) TakeQueue(ctx context.Context, by authz.Actor, in TakeQueue) (Queue, error) {
	if err := s.Policy.May(by, desk.TakeCases, 0); err != nil {
		return Queue{}, err
	}
	if in.View == "" {
		in.View = desk.ViewOpen
	}
	if !slices.Contains(desk.DeskViews(), in.View) {
		return Queue{}, fault.ForField("view", "There is no such view.")
	}
	list := desk.List{View: in.View, Q: in.Q, Service: in.Service, Team: in.Team, Channel: in.Channel, Assigned: in.Assignee, Limit: rows}
	first, err := s.Desk.Queue(ctx, by, list)
	if err != nil {
		return Queue{}, err
	}
	if err := s.record(ctx, audit.Entry{By: by, Action: string(desk.TakeCases), Kind: kindQueue, Object: in.View}); err != nil {
		return Queue{}, err
	}
	return Queue{View: in.View, At: s.DB.Now(), Cases: func(yield func(desk.Case, error) bool) {
		n, wanted, err := s.walk(ctx, by, list, first, func(c desk.Case) bool { return yield(c, nil) })
		counted := s.record(context.WithoutCancel(ctx), audit.Entry{By: by, Action: taken, Kind: kindRows, Object: strconv.Itoa(n)})
		if err = errors.Join(err, counted); err != nil && wanted {
			yield(desk.Case{}, err)
		}
	}}, nil
}

// walk gives every case of a list, from its first page on. It returns how many it gave, and whether more were wanted.
func (s *Service) walk(ctx context.Context, by authz.Actor, list desk.List, page desk.Page, give func(desk.Case) bool) (n int, wanted bool, err error) {
	for {
		for _, c := range page.Items {
			n++
			if !give(c) {
				return n, false, nil
			}
		}
		if page.Next == "" {
			return n, true, nil
		}
		list.After = page.Next
		now := s.Fresh(ctx, by)
		if err := s.Policy.May(now, desk.TakeCases, 0); err != nil {
			return n, true, err
		}
		if page, err = s.Desk.Queue(ctx, now, list); err != nil {
			return n, true, err
		}
	}
}

func (s *Service) record(ctx context.Context, e audit.Entry) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error { return s.Audit.Record(ctx, tx, e) })
}
