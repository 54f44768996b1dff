package follow

import (
	"context"
	"embed"
	"fmt"
	"slices"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// The actions of this module.
const (
	FollowCase authz.Action = "follow.case" // read who watches, watch, be mentioned and be told
	tell       authz.Action = "follow.tell" // what happened, for the task
)

// Options are what the module needs from its surroundings.
type Options struct {
	DB     *store.DB
	Policy *authz.Policy // holds Rules
	Desk   *desk.Service
	URL    string // of the product, without a slash at its end
	Org    string // who signs
}

// Service is the module. It is safe for concurrent use.
type Service struct{ Options }

// New returns the module.
func New(o Options) *Service { return &Service{o} }

// Schema returns the migrations of this module.
func Schema() store.Migrations { return store.Migrations{Module: "follow", Files: migrations} }

// Rules says who may do what.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{
		FollowCase: {Relations: authz.Assignee | authz.Team | authz.HR | authz.Named, Sees: desk.ReadCase},
		tell:       {Tasks: []string{desk.Tick}},
	}
}

// Spec returns the module's contribution to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "follow", Migrations: Schema(), Rules: Rules(), Personal: personal(), ToDo: s.toDo,
		Subscriptions: []jobs.Subscription{
			upon("follow.replied", func(f desk.CaseReplied) string { return f.CaseID }, s.replied),
			jobs.On("follow.given", s.given),
			upon("follow.changed", func(f desk.CaseChanged) string { return f.CaseID }, func(ctx context.Context, f desk.CaseChanged) error { return s.lost(ctx, f.CaseID) }),
			upon("follow.answered", func(f desk.CaseAnswered) string { return f.CaseID }, func(ctx context.Context, f desk.CaseAnswered) error { return s.ended(ctx, f.CaseID, "answered") }),
			upon("follow.closed", func(f desk.CaseClosed) string { return f.CaseID }, func(ctx context.Context, f desk.CaseClosed) error { return s.ended(ctx, f.CaseID, "closed") }),
			upon("follow.joined", func(f record.CaseJoined) string { return f.CaseID }, func(ctx context.Context, f record.CaseJoined) error {
				return s.hangs(ctx, f.CaseID, ended, f.Event, f.By)
			}),
			upon("follow.joined_to", func(f record.CaseJoined) string { return f.WholeID }, func(ctx context.Context, f record.CaseJoined) error {
				return s.hangs(ctx, f.WholeID, joined, f.Event, f.By)
			}),
			upon("follow.parted", func(f record.CaseParted) string { return f.CaseID }, func(ctx context.Context, f record.CaseParted) error {
				return s.hangs(ctx, f.CaseID, parted, f.Event, f.By)
			}),
			upon("follow.parted_from", func(f record.CaseParted) string { return f.WholeID }, func(ctx context.Context, f record.CaseParted) error {
				return s.hangs(ctx, f.WholeID, left, f.Event, f.By)
			}),
			upon("follow.reopened", func(f desk.CaseReopened) string { return f.CaseID }, func(ctx context.Context, f desk.CaseReopened) error { return s.ended(ctx, f.CaseID, "reopened") }),
		},
		Periodic: []jobs.Periodic{{Kind: "follow.morning", Every: time.Minute, Run: func(ctx context.Context) error { _, err := s.Pass(ctx); return err }},
			{Kind: "follow.given_now", Every: givenLook, Run: func(ctx context.Context) error { _, err := s.PassGiven(ctx); return err }}}}
}

// upon listens to facts of cases that somebody watches.
func upon[F store.Fact](name string, caseID func(F) string, run func(context.Context, F) error) jobs.Subscription {
	return jobs.OnIf(name, func(ctx context.Context, q store.Querier, f F) (bool, error) {
		return store.One[bool](ctx, q, `SELECT EXISTS (SELECT 1 FROM follow_watch w WHERE w.case_id = $1) AS watched`, caseID(f))
	}, run)
}

// ReadOf names a case.
type ReadOf struct {
	Number string `path:"number" json:"-"`
}

// Watcher is somebody who watches a case.
type Watcher struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Watching is who watches a case, by name, and whether the reader does.
type Watching struct {
	Number string    `json:"case"`
	Items  []Watcher `json:"items"`
	Mine   bool      `json:"mine"`
}

// OfCase returns who watches a case. It refuses whoever does not read its words as somebody of HR. Who loses the case does not watch it any more.
func (s *Service) OfCase(ctx context.Context, by authz.Actor, in ReadOf) (Watching, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, FollowCase)
	if err != nil {
		return Watching{Items: []Watcher{}}, err
	}
	return s.of(ctx, s.DB, by, c.ID, c.Number)
}

// OnPage is OfCase for a part of a page of the case, which by reads already. That page has shown by what they were mentioned in: it is not in their list any more.
func (s *Service) OnPage(ctx context.Context, by authz.Actor, c desk.Whole) (Watching, error) {
	if !c.May.Work || c.Hidden {
		return Watching{Items: []Watcher{}}, nil
	}
	type line struct {
		PersonID  string
		Mentioned int
	}
	all, err := store.All[line](ctx, s.DB, `SELECT w.person_id, 0 AS mentioned FROM follow_watch w WHERE w.case_id = $1 UNION ALL
		SELECT m.person_id, 1 AS mentioned FROM follow_mention m WHERE m.case_id = $1 AND m.person_id = $2 AND m.seen_at IS NULL`, c.ID, by.PersonID)
	if err != nil {
		return Watching{Items: []Watcher{}}, fmt.Errorf("read watchers: %w", err)
	}
	out, ids, mentioned := Watching{Number: c.Number, Items: []Watcher{}}, []string(nil), false
	for _, l := range all {
		if mentioned = mentioned || l.Mentioned == 1; l.Mentioned == 0 {
			ids = append(ids, l.PersonID)
		}
	}
	if mentioned {
		if err := s.seen(ctx, by, c.Number); err != nil && !store.IsFull(err) { // reading goes on without room for a note of it
			return out, err
		}
	}
	slices.Sort(ids)
	err = name(ctx, s.DB, by, ids, &out)
	return out, err
}

// seen marks the mentions of by in a case as seen.
func (s *Service) seen(ctx context.Context, by authz.Actor, number string) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		c, err := s.Desk.Look(ctx, tx, by, number, FollowCase)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE follow_mention SET seen_at = $3 WHERE case_id = $1 AND person_id = $2 AND seen_at IS NULL`, c.ID, by.PersonID, tx.Now()); err != nil {
			return fmt.Errorf("mark mentions: %w", err)
		}
		return nil
	})
}

func (s *Service) of(ctx context.Context, q store.Querier, by authz.Actor, caseID, number string) (Watching, error) {
	out := Watching{Number: number, Items: []Watcher{}}
	ids, err := store.All[string](ctx, q, `SELECT w.person_id FROM follow_watch w WHERE w.case_id = $1 ORDER BY w.since_at, w.person_id`, caseID)
	if err != nil {
		return out, fmt.Errorf("read watchers: %w", err)
	}
	err = name(ctx, q, by, ids, &out)
	return out, err
}

// name fills in who watches.
func name(ctx context.Context, q store.Querier, by authz.Actor, ids []string, out *Watching) error {
	names, err := people.NamesByIDs(ctx, q, ids)
	for _, id := range ids {
		if p, known := names[id]; known {
			out.Items = append(out.Items, Watcher{id, p.DisplayName()})
			out.Mine = out.Mine || id == by.PersonID
		}
	}
	return err
}

// able reports whether somebody reads the words of a case as somebody of HR, and works here.
func (s *Service) able(ctx context.Context, q store.Querier, personID, number string) (people.Person, bool, error) {
	p, err := people.ByID(ctx, q, personID)
	if fault.KindOf(err) == fault.NotFound || err == nil && !p.Active {
		return p, false, nil
	}
	if err != nil {
		return p, false, err
	}
	roles, teams, err := people.Standing(ctx, q, personID)
	if err != nil {
		return p, false, err
	}
	c, err := s.Desk.Look(ctx, q, authz.Actor{PersonID: personID, Face: authz.Desk, Roles: roles, Teams: teams}, number, FollowCase)
	switch fault.KindOf(err) {
	case fault.NotFound, fault.Forbidden:
		return p, false, nil
	}
	return p, err == nil && c.HR, err
}

// Watch says that whoever asks watches a case, or does not any more.
type Watch struct {
	Number string `path:"number" json:"-"`
	Stop   bool   `json:"stop,omitempty"`
}

// Watch begins or ends watching, for whoever asks alone. The same twice is once. It refuses what OfCase refuses.
func (s *Service) Watch(ctx context.Context, by authz.Actor, in Watch) (Watching, error) {
	var out Watching
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		c, err := s.Desk.Look(ctx, tx, by, in.Number, FollowCase)
		if err != nil {
			return err
		}
		if in.Stop {
			_, err = tx.Exec(ctx, `DELETE FROM follow_watch WHERE case_id = $1 AND person_id = $2`, c.ID, by.PersonID)
		} else {
			_, err = tx.Exec(ctx, `INSERT INTO follow_watch (case_id, case_number, person_id, since_at) VALUES ($1, $2, $3, $4) ON CONFLICT (case_id, person_id) DO NOTHING`, c.ID, c.Number, by.PersonID, tx.Now())
		}
		if err != nil {
			return fmt.Errorf("watch: %w", err)
		}
		out, err = s.of(ctx, tx, by, c.ID, c.Number)
		return err
	})
	return out, err
}

// toDo lists the mentions of by that they have not opened yet, on cases that they may see.
func (s *Service) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	if by.PersonID == "" || by.Face != authz.Desk || !by.Works() {
		return nil, nil
	}
	type one struct {
		CaseNumber string
		At         store.Time
		Ruled      int
	}
	rows, err := store.Select[one](ctx, s.DB, new(store.Q).Add(`SELECT m.case_number, max(m.at) AS at, min(m.ruled) AS ruled FROM follow_mention m WHERE m.person_id = ? AND m.seen_at IS NULL AND `, by.PersonID).
		Where(s.Desk.SeenBy(by, "m.case_id")).Add(` GROUP BY m.case_number ORDER BY max(m.at), m.case_number`))
	if err != nil {
		return nil, fmt.Errorf("read mentions: %w", err)
	}
	var all []spec.ToDo
	for _, r := range rows {
		text := locale.M("A colleague mentioned you in a note.")
		if r.Ruled == 1 {
			text = locale.M("A rule of HR draws your attention to it.")
		}
		all = append(all, spec.ToDo{Title: r.CaseNumber, Text: text, Link: "/desk/cases/" + r.CaseNumber, Action: locale.M("Read it"), Since: r.At})
	}
	return all, nil
}
