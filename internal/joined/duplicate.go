package joined

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Like is a case that looks like another one, as its reader may know it.
type Like struct {
	Number   string     `json:"case"`
	Title    string     `json:"title"`
	Service  string     `json:"service_name"`
	State    desk.State `json:"state"`
	OpenedAt store.Time `json:"opened_at"`
}

// Likes are cases that look like one, the newest first.
type Likes struct {
	Items []Like `json:"items"`
}

// looked is among how many open cases of a person a like one is looked for.
const looked = 20

// Asking is a request that somebody is about to send.
type Asking struct {
	Subject string `json:"subject"`
	Body    string `json:"body"`
	Service string `json:"service,omitempty"` // a service's id; the default one when empty
	For     string `json:"for,omitempty"`     // for whom; oneself when empty
}

// Alike returns the requests of by that wait for an answer and look like one that by is about to send for the same person. It looks at what by may see as a person who asks, also
// where by is of HR, and refuses nobody who may ask. It changes nothing.
func (s *Service) Alike(ctx context.Context, by authz.Actor, in Asking) (Likes, error) {
	if err := s.Policy.May(by, desk.OpenCase, 0); err != nil || by.PersonID == "" {
		return Likes{Items: []Like{}}, err
	}
	by.Face, by.Roles, by.Teams = authz.Portal, nil, nil
	whom := by.PersonID
	if in.For = strings.TrimSpace(in.For); in.For != "" {
		p, err := people.Find(ctx, s.DB, in.For)
		if fault.KindOf(err) == fault.NotFound {
			return Likes{Items: []Like{}}, nil
		}
		if err != nil {
			return Likes{Items: []Like{}}, err
		}
		whom = p.ID
	}
	if in.Service == "" {
		in.Service = catalogue.DefaultService
	}
	page, err := s.Desk.Beside(ctx, by, desk.List{View: desk.ViewCurrent, For: whom, Limit: looked, Among: waits})
	if err != nil {
		return Likes{Items: []Like{}}, err
	}
	return s.among(ctx, page.Items, said{Subject: in.Subject, Body: in.Body, Service: in.Service, At: s.DB.Now()})
}

// waits is the condition that a case waits for an answer.
var waits = store.Cond(`c.state IN ('open', 'waiting')`)

// among returns those of some cases whose words their reader reads and that look like what was said.
func (s *Service) among(ctx context.Context, all []desk.Case, what said) (Likes, error) {
	out := Likes{Items: []Like{}}
	all = slices.DeleteFunc(slices.Clone(all), func(c desk.Case) bool { return c.Hidden })
	begun, err := record.Beginnings(ctx, s.DB, ids(all))
	if err != nil {
		return out, err
	}
	for _, c := range all {
		if alike(what, said{Subject: c.Subject, Body: begun[c.ID], Service: c.ServiceID, At: c.OpenedAt}) {
			out.Items = append(out.Items, Like{Number: c.Number, Title: c.Title(), Service: c.Service, State: c.State, OpenedAt: c.OpenedAt})
		}
	}
	return out, nil
}

func ids(all []desk.Case) (out []string) {
	for _, c := range all {
		out = append(out, c.ID)
	}
	return out
}

// Duplicates returns the open cases of the same person that by may see and that look like a case, but for those of which somebody said that they are not the same, and those
// that are more protected. Of a case that is answered there are none. It refuses whoever does not read its words as somebody of HR.
func (s *Service) Duplicates(ctx context.Context, by authz.Actor, in ReadOf) (Likes, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, JoinCases)
	if err != nil {
		return Likes{Items: []Like{}}, err
	}
	return s.duplicates(ctx, by, c)
}

// OnPage is Duplicates for a part of a page of the case, which by reads already. Where the page shows no other case of the person it reads nothing.
func (s *Service) OnPage(ctx context.Context, by authz.Actor, c desk.Whole) (Likes, error) {
	if !c.May.Work || c.Hidden || len(c.Others) == 0 {
		return Likes{Items: []Like{}}, nil
	}
	return s.duplicates(ctx, by, desk.Of{ID: c.ID, Number: c.Number, Subject: c.Subject, ServiceID: c.ServiceID, Sensitivity: c.Sensitivity, Health: c.Health, State: c.State,
		ForPerson: c.For.ID, OpenedAt: c.OpenedAt})
}

func (s *Service) duplicates(ctx context.Context, by authz.Actor, c desk.Of) (Likes, error) {
	none := Likes{Items: []Like{}}
	if c.State != desk.StateOpen && c.State != desk.Waiting || c.ForPerson == "" {
		return none, nil
	}
	distinct := store.Cond(`c.id NOT IN (SELECT d.other_id FROM joined_distinct d WHERE d.case_id = ? UNION ALL SELECT d.case_id FROM joined_distinct d WHERE d.other_id = ?)`, c.ID, c.ID)
	page, err := s.Desk.Beside(ctx, by, desk.List{For: c.ForPerson, Limit: looked,
		Among: store.And(waits, store.Cond(`c.id <> ?`, c.ID), distinct, record.WordsAtWork(by, "c.id"))})
	if err != nil {
		return none, err
	}
	all := slices.DeleteFunc(page.Items, func(x desk.Case) bool {
		return protection(x.Sensitivity, x.Health) > protection(c.Sensitivity, c.Health)
	})
	if len(all) == 0 {
		return none, nil
	}
	begun, err := record.Beginnings(ctx, s.DB, []string{c.ID})
	if err != nil {
		return none, err
	}
	return s.among(ctx, all, said{Subject: c.Subject, Body: begun[c.ID], Service: c.ServiceID, At: c.OpenedAt})
}

// protection is how protected a case is: more is more.
func protection(sensitivity string, health bool) int {
	n := slices.Index([]string{catalogue.Open, catalogue.Team, catalogue.Named}, sensitivity)
	if health {
		n += 3
	}
	return n
}

// Distinct says that a case is not the same as another.
type Distinct struct {
	Number string `path:"number" json:"-"`
	Other  string `json:"other"` // its number
}

// Distinct keeps that two cases on which by works are not the same: neither is named on the other as like it any more. Again is once. It refuses the case itself, and a number of
// no case whose words by reads at work: one that by may not see is refused as one that is not there.
func (s *Service) Distinct(ctx context.Context, by authz.Actor, in Distinct) (Likes, error) {
	var c desk.Of
	err := s.Desk.Within(ctx, by, in.Number, JoinCases, func(tx *store.Tx, u *desk.Upon) error {
		c = u.Of
		other, err := s.other(ctx, tx, by, c, in.Other)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO joined_distinct (case_id, other_id, said_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, min(c.ID, other.ID), max(c.ID, other.ID), tx.Now()); err != nil {
			return fmt.Errorf("keep cases apart: %w", err)
		}
		return nil
	})
	if err != nil {
		return Likes{Items: []Like{}}, err
	}
	return s.duplicates(ctx, by, c)
}

// other finds the other case that somebody names on c.
func (s *Service) other(ctx context.Context, q store.Querier, by authz.Actor, c desk.Of, number string) (desk.Of, error) {
	other, err := s.Desk.Look(ctx, q, by, number, JoinCases)
	if k := fault.KindOf(err); k == fault.NotFound || k == fault.Forbidden {
		return other, fault.ForField("other", "There is no such case that you work on. Write its number, such as HR-2847.")
	}
	if err == nil && other.ID == c.ID {
		err = fault.ForField("other", "That is this case itself. Write the number of another one.")
	}
	return other, err
}
