package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/desk/narrow"
	"hearth/internal/desk/party"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// List asks for a page of cases. The zero value asks for the first page of what by may see, the newest first.
type List struct {
	View     string `query:"view" json:"-"`     // a view's id; see Views
	State    string `query:"state" json:"-"`    // one state
	Q        string `query:"q" json:"-"`        // words, or a number
	Service  string `query:"service" json:"-"`  // a service's id
	Team     string `query:"team" json:"-"`     // a team's id
	Channel  string `query:"channel" json:"-"`  // a channel
	Assigned string `query:"assignee" json:"-"` // one's own id
	For      string `query:"for" json:"-"`      // a person's id: cases for them
	Limit    int    `query:"limit" json:"-"`    // 1 to 200; 0: 50
	After    string `query:"after" json:"-"`    // the Next of the page before
	narrow.More
	Among store.Where `query:"-" json:"-"` // a module above's condition on c.id; zero: none
	Known string      `query:"-" json:"-"` // the Mark of a page that the reader has: while it is Same, its cases are left out
}

// Page is a page of cases; Next is empty on the last one.
type Page struct {
	Items []Case `json:"items"`
	Next  string `json:"next"`
	View  string `json:"-"`
	Mark  string `json:"-"` // says which cases there are and how they stand: see record.Mark
	Same  bool   `json:"-"` // it is what the reader has, so Items is empty
}

// The views: what of all cases that somebody may see they look at now. The first group is HR's, the second everybody's.
const (
	ViewMine       = "mine"       // assigned to me, not answered and not put away
	ViewUnassigned = "unassigned" // nobody works on it yet
	ViewTeam       = "team"       // my teams' cases that are not answered
	ViewDue        = "due"        // at risk or late
	ViewReply      = "reply"      // the customer wrote last
	ViewOpen       = "open"       // everything not answered
	ViewWaiting    = "waiting"    // paused
	ViewAnswered   = "answered"   // answered, and perhaps reopened yet
	ViewClosed     = "closed"     // over
	ViewAll        = "all"

	ViewRequests = "requests" // by or for me
	ViewCurrent  = "current"  // by or for me, and not closed
	ViewReports  = "reports"  // of the people I lead, where their service says so
)

// DeskViews lists HR's views in the order of the page, PortalViews everybody's.
func DeskViews() []string {
	return []string{ViewMine, ViewReply, ViewDue, ViewUnassigned, ViewTeam, ViewOpen, ViewWaiting, ViewAnswered, ViewClosed, ViewAll}
}

// PortalViews lists everybody's views.
func PortalViews() []string { return []string{ViewRequests, ViewCurrent, ViewReports} }

// ViewNames are the views' names, as message keys.
var ViewNames = map[string]string{ViewMine: "Mine", ViewReply: "New replies", ViewDue: "Due soon or late", ViewUnassigned: "Unassigned",
	ViewTeam: "My teams", ViewOpen: "All open", ViewWaiting: "Waiting", ViewAnswered: "Answered", ViewClosed: "Closed", ViewAll: "All",
	ViewRequests: "Your requests", ViewCurrent: "Your open requests", ViewReports: "Your team's requests"}

const working = narrow.Working

// unanswered is the same for where another index is the better one.
const unanswered = `c.state IN ('open', 'waiting')`

// view returns the condition and the order of a view for by, or false where by has no such view.
func (s *Service) view(by authz.Actor, id string, now store.Time) (store.Where, record.Order, bool) {
	hr := by.Works()
	work := store.Not(s.own(by, now))
	asked := store.Where{SQL: `SELECT v.case_id FROM desk_party v WHERE v.person_id = ? AND v.relation IN ('by', 'for')`, Args: []any{by.PersonID}}
	switch {
	case id == "" || id == ViewAll && hr:
		return store.Always, newest, true
	case id == ViewRequests:
		return store.Few(s.db.Dialect(), "c.id", asked), latest, true
	case id == ViewCurrent:
		return store.And(store.Cond(`c.state <> 'closed'`), store.Few(s.db.Dialect(), "c.id", asked)), latest, true
	case id == ViewReports:
		return store.And(store.Few(s.db.Dialect(), "c.id", party.OwnIDs(by.PersonID, now, party.Own)), store.Not(store.Cond(`c.id IN (`+asked.SQL+`)`, asked.Args...))), latest, true
	case !hr:
		return store.Never, newest, false
	}
	where, sorted, known := s.workView(by, id, now)
	return store.And(where, work), sorted, known
}

// workView is the condition of one of HR's views, for cases that are not one's own.
func (s *Service) workView(by authz.Actor, id string, now store.Time) (store.Where, record.Order, bool) {
	switch id {
	case ViewMine:
		return store.And(store.Cond(unanswered), store.Cond(`c.assignee_person = ?`, by.PersonID), store.Not(s.away(by.PersonID, now))), soonest, true
	case ViewReply:
		return store.Cond(`c.state = 'open' AND c.new_reply`), soonest, true
	case ViewDue:
		return store.Cond(working+` AND c.risk_at <= ?`, now), soonest, true
	case ViewUnassigned:
		return store.Cond(working + ` AND c.assignee_person IS NULL`), soonest, true
	case ViewTeam:
		return store.And(store.Cond(working), store.In("c.team_id", by.Teams)), soonest, true
	case ViewOpen:
		return store.Cond(working), soonest, true
	case ViewWaiting:
		return store.Cond(`c.state = 'waiting'`), soonest, true
	case ViewAnswered:
		return store.Cond(`c.state = 'answered'`), latest, true
	case ViewClosed:
		return store.Cond(`c.state = 'closed'`), latest, true
	}
	return store.Never, newest, false
}

var soonest, newest, latest = narrow.Soonest, narrow.Newest, narrow.Latest

// List returns a page of the cases that by may see. It refuses an unknown view or state, a limit outside 1 to 200 and a cursor of another list.
func (s *Service) List(ctx context.Context, by authz.Actor, in List) (Page, error) {
	return s.list(ctx, by, in, s.allPromises)
}

// Queue is List for pages that show what still has to be kept: promises that were kept or broken are left out.
func (s *Service) Queue(ctx context.Context, by authz.Actor, in List) (Page, error) {
	return s.list(ctx, by, in, s.runningPromises)
}

// Beside is List for short lists: each case has its next promise alone, without the share of it that has passed.
func (s *Service) Beside(ctx context.Context, by authz.Actor, in List) (Page, error) {
	return s.list(ctx, by, in, nextPromises)
}

func (s *Service) list(ctx context.Context, by authz.Actor, in List, read promisesOf) (Page, error) {
	if err := s.lists(by); err != nil {
		return Page{}, err
	}
	in.Limit = cmp.Or(in.Limit, 50)
	now := s.db.Now()
	where, sorted, known := s.view(by, in.View, now)
	var f fault.Fields
	f.Need(known, "view", "There is no such view.")
	f.Need(in.State == "" || slices.Contains([]State{StateOpen, Waiting, Answered, Closed}, State(in.State)), "state", "Choose open, waiting, answered or closed.")
	f.Need(in.Limit >= 1 && in.Limit <= 200, "limit", "Choose a limit between 1 and 200.")
	f.Need(in.Assigned == "" || in.Assigned == by.PersonID, "assignee", "What a colleague works on is no list. Leave the assignee out, or name yourself.")
	from, err := record.ReadCursor(in.After)
	in.Check(&f)
	f.Need(err == nil, "after", "This place in the list is not known. Begin at the first page.")
	conditions, err := s.filters(ctx, by, in, &f)
	if err := errors.Join(err, f.Err()); err != nil {
		return Page{}, err
	}
	if conditions, sorted = append(conditions, s.visible(by, now), where, in.More.Where(by.PersonID, now)), in.Order(sorted); in.Among.SQL != "" {
		conditions = append(conditions, in.Among)
	}
	if from.ID != "" {
		conditions = append(conditions, sorted.After(from.At, from.ID))
	}
	q := new(store.Q).Add(`SELECT `+record.Columns+` FROM desk_case c WHERE `).Where(store.And(conditions...)).Add(` ORDER BY `+sorted.SQL()+` LIMIT ?`, in.Limit+1)
	rows, err := store.Select[row](ctx, s.db, q)
	if err != nil {
		return Page{}, fmt.Errorf("list cases: %w", err)
	}
	page := Page{View: in.View, Mark: record.Mark(rows, now)}
	if page.Mark == in.Known {
		return Page{View: in.View, Mark: in.Known, Same: true}, nil
	}
	if len(rows) > in.Limit {
		rows = rows[:in.Limit]
		last := rows[len(rows)-1]
		page.Next = record.Cursor{At: sorted.Of(last), ID: last.ID}.String()
	}
	if page.Items, err = s.presentAll(ctx, s.db, by, rows, read); err == nil {
		err = s.markUnheard(ctx, by, page.Items)
	}
	return page, err
}

// filters returns the conditions that in asks for besides its view.
func (s *Service) filters(ctx context.Context, by authz.Actor, in List, f *fault.Fields) (all []store.Where, err error) {
	for column, value := range map[string]string{"c.state": in.State, "c.service_id": in.Service, "c.team_id": in.Team, "c.channel": in.Channel,
		"c.assignee_person": in.Assigned, "c.for_person": in.For} {
		if value != "" {
			all = append(all, store.Cond(column+` = ?`, value))
		}
	}
	narrowed, err := s.given.Narrowed(ctx, s.db, by, in.More, f)
	all = append(all, narrowed)
	if strings.TrimSpace(in.Q) == "" || err != nil {
		return all, err
	}
	found, err := s.finder.Matching(ctx, by, in.Q)
	return append(all, found), err
}

// View is a view with how many cases it holds for its reader.
type View struct {
	ID    string `json:"id"`
	Name  string `json:"name"` // a message key
	Count int    `json:"count"`
	More  bool   `json:"more"` // Count is not all: counting stopped there
}

// Views is the reader's views.
type Views struct {
	Items []View `json:"items"`
}

// ReadViews is the input of Views.
type ReadViews struct{}

// maxCount is where a count stops: no page needs to know more exactly than "999+".
const maxCount = 999

// Views returns the views that by has, with the number of cases in each.
func (s *Service) Views(ctx context.Context, by authz.Actor, _ ReadViews) (Views, error) {
	if err := s.lists(by); err != nil {
		return Views{}, err
	}
	ids := PortalViews()
	if by.Works() {
		ids = append(DeskViews(), ids...)
	}
	now := s.db.Now()
	counts, err := s.countWork(ctx, by, now)
	if err != nil {
		return Views{}, err
	}
	out := Views{Items: []View{}}
	for _, id := range ids {
		n, known := counts[id]
		if !known {
			alone, err := s.CountEach(ctx, by, maxCount, List{View: id})
			if err != nil {
				return out, err
			}
			n = alone[0]
		}
		out.Items = append(out.Items, View{ID: id, Name: ViewNames[id], Count: min(n, maxCount), More: n > maxCount})
	}
	return out, nil
}

// Uncounted is the count of a list that asks for what somebody other than its reader has.
const Uncounted = -1

// CountEach counts the cases of some lists that by may see, each up to one above most, in one query: what Service.List would give of them, or Uncounted. It asks no rule but who sees which.
func (s *Service) CountEach(ctx context.Context, by authz.Actor, most int, all ...List) ([]int, error) {
	type counted struct{ Place, N int }
	q, now, out := new(store.Q), s.db.Now(), make([]int, len(all))
	for i, in := range all {
		if !in.Countable() || in.Assigned != "" && in.Assigned != by.PersonID {
			out[i] = Uncounted
			continue
		}
		where, _, _ := s.view(by, in.View, now)
		conditions, err := s.filters(ctx, by, in, new(fault.Fields))
		if err != nil {
			return nil, err
		}
		if in.Among.SQL != "" {
			conditions = append(conditions, in.Among)
		}
		if q.SQL() != "" {
			q.Add(` UNION ALL `)
		}
		q.Add(`SELECT CAST(? AS bigint) AS place, count(*) AS n FROM (SELECT 1 AS one FROM desk_case c WHERE `, i).
			Where(store.And(append(conditions, s.visible(by, now), where, in.More.Where(by.PersonID, now))...)).Add(` LIMIT ?) counted`, most+1)
	}
	if q.SQL() == "" {
		return out, nil
	}
	rows, err := store.Select[counted](ctx, s.db, q)
	for _, r := range rows {
		out[r.Place] = r.N
	}
	return out, err
}
