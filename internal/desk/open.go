package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hearth/internal/calendar"
	"hearth/internal/catalogue"
	"hearth/internal/desk/attach"
	"hearth/internal/desk/draft"
	"hearth/internal/desk/given"
	"hearth/internal/desk/history"
	"hearth/internal/desk/label"
	"hearth/internal/desk/party"
	"hearth/internal/desk/record"
	"hearth/internal/desk/tally"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// The limits of what people write, in characters.
const (
	MaxSubject = 200
	MaxBody    = 20000
	MaxFiles   = attach.Most // attachments of one message
)

// Open is a new request. Persons are e-mail addresses, personnel numbers or ids.
type Open struct {
	Subject     string         `json:"subject"`
	Body        string         `json:"body"`
	Service     string         `json:"service,omitempty"`     // a service's id; DefaultService when empty
	Channel     string         `json:"channel,omitempty"`     // portal, api, phone, visit, post or mail
	For         string         `json:"for,omitempty"`         // for whom; oneself when empty
	About       []string       `json:"about,omitempty"`       // whom it concerns
	Against     []string       `json:"against,omitempty"`     // whom it complains of: they never see it
	Sensitivity string         `json:"sensitivity,omitempty"` // open, team or named; the service's when empty
	Named       []string       `json:"named,omitempty"`       // the HR people who may see it
	NotTo       []string       `json:"not_to,omitempty"`      // "manager", or persons who must not see it
	CameOn      string         `json:"came_on,omitempty"`     // the day on which it came in, such as 2026-12-31, where that was before it is written down; HR alone says it
	Priority    string         `json:"priority,omitempty"`    // low, normal or high; HR alone sets it
	Fields      map[string]any `json:"fields,omitempty"`      // what the service asks for besides, by key: texts, numbers, dates as 2026-12-31, true or false
	MessageID   string         `form:"-" json:"-"`            // of the mail that it came by, for the intake alone
	Files       []files.Upload `form:"files" json:"-"`

	mailed *Mailed // it came by mail
}

// Open opens a case and promises two times: when the first answer comes and when it is settled. An HR person who names somebody in For opens
// it for them, as asked by them; anybody else asks in their own name. It refuses an empty subject or body, unknown
// persons and services, what package given refuses, and files that package files refuses.
func (s *Service) Open(ctx context.Context, by authz.Actor, in Open) (Case, error) {
	if err := s.policy.May(by, OpenCase, 0); err != nil {
		return Case{}, err
	}
	staged, err := attach.Stage(ctx, s.files, in.Files)
	if err != nil {
		return Case{}, err
	}
	var out Case
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		r, p, err := s.prepare(ctx, tx, by, in)
		if err != nil {
			return err
		}
		promised, err := s.create(ctx, tx, by, &r, p, in, staged)
		if err != nil {
			return err
		}
		out, err = s.presentNew(ctx, tx, by, r, p, promised)
		return err
	})
	return out, err
}

// MayTakeIn reports whether by may open cases for others, and so change many.
func (s *Service) MayTakeIn(by authz.Actor) error { return s.policy.May(by, OpenForOther, 0) }

// prepare checks a new request and finds what it names.
func (s *Service) prepare(ctx context.Context, q store.Querier, by authz.Actor, in Open) (row, party.Found, error) {
	var f fault.Fields
	f.Need(strings.TrimSpace(in.Subject) != "", "subject", "Say in a few words what it is about.")
	f.Need(utf8.RuneCountInString(in.Subject) <= MaxSubject, "subject", "Keep the subject to %d characters; the details go below.", MaxSubject)
	needBody(&f, "body", in.Body, "Write what you would like to know, or what happened.")
	f.Need(in.Channel == "" || slices.Contains(Channels(), in.Channel), "channel", "Choose how it came: portal, api, phone, visit, post or mail.")
	f.Need(in.Sensitivity == "" || slices.Contains(catalogue.Sensitivities(), in.Sensitivity), "sensitivity", "Choose who in HR sees it: open, team or named.")
	s.checkCame(ctx, by, in, &f)
	priority, known := priorities[in.Priority]
	f.Need(known, "priority", "Choose low, normal or high.")
	if in.Service == "" {
		in.Service = catalogue.DefaultService
	}
	service, err := catalogue.Find(ctx, q, in.Service)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return row{}, party.Found{}, err
	}
	f.Need(err == nil && service.Active, "service", "There is no such service. Choose one of the list.")
	p, err := party.Find(ctx, q, party.Names{By: by.PersonID, For: in.For, ForOther: s.policy.May(by, OpenForOther, 0) == nil, About: in.About, Against: in.Against, Named: in.Named, NotTo: in.NotTo}, &f)
	if err != nil {
		return row{}, p, err
	}
	here := in.Channel == "" || in.Channel == Portal || in.Channel == API || in.mailed != nil
	f.Need(in.For != "" || by.Task != "" || here, "for", "Say who phoned, came by or wrote.")
	p.Service = service
	hr := by.Task != "" || s.policy.May(by, OpenForOther, 0) == nil
	p.Keep, err = s.given.Check(ctx, q, given.New{Service: service.ID, Asks: service.Asks, Values: in.Fields, Must: !hr && in.mailed == nil, HR: hr}, &f)
	if err != nil {
		return row{}, p, err
	}
	if service.MayAsk == catalogue.Managers && !by.Has(authz.Agent, authz.HRHead) && by.Task == "" {
		leads, err := catalogue.Leads(ctx, q, by.PersonID)
		if err != nil {
			return row{}, p, err
		}
		f.Need(leads, "service", "This service is for people who lead others. Choose another one.")
	}
	if err := f.Err(); err != nil {
		return row{}, p, err
	}
	r := row{ServiceID: service.ID, Subject: strings.TrimSpace(in.Subject), State: StateOpen, Channel: cmp.Or(in.Channel, Portal), Language: p.By.Language,
		ByPerson: p.By.ID, ForPerson: p.For.ID, OpenedBy: cmp.Or(by.PersonID, p.By.ID), Sensitivity: cmp.Or(in.Sensitivity, service.Sensitivity),
		ManagerSees: service.ManagerSees, AboutSees: service.AboutSees, NotToManager: p.NotToManager, Health: service.Health, NeedsDecision: service.NeedsDecision,
		TeamID: service.TeamID, LastSide: sideCustomer, CameOn: in.CameOn}
	if by.Has(authz.Agent, authz.HRHead) || by.Task != "" {
		r.Priority = priority
	}
	if len(p.Named) > 0 || len(p.Against) > 0 && r.Sensitivity == catalogue.Open {
		r.Sensitivity = party.Narrower(r.Sensitivity, len(p.Named) > 0)
	}
	r.Quiet = service.Quiet() || r.Sensitivity == catalogue.Named || len(p.Against) > 0 || in.mailed != nil && in.mailed.quiet
	if r.Sensitivity == catalogue.Named {
		err = p.Handle(ctx, q)
	}
	return r, p, err
}

// checkCame adds to f a day on which a request cannot have come in: one of the future, or more than a year ago.
func (s *Service) checkCame(ctx context.Context, by authz.Actor, in Open, f *fault.Fields) {
	if in.CameOn == "" {
		return
	}
	f.Need(s.policy.May(by, OpenForOther, 0) == nil, "came_on", "Only HR says when something came in.")
	d, err := calendar.ParseDate(in.CameOn)
	today := calendar.DateOf(s.db.Now().In(locale.From(ctx).Zone()))
	f.Need(err == nil && !d.After(today) && !d.Before(today.AddDays(-366)), "came_on", "Give the day on which it came in, within the last year, such as %s.", today.AddDays(-3).String())
}

var priorities = map[string]int{"": Normal, "low": Low, "normal": Normal, "high": High}

func needBody(f *fault.Fields, name, body, empty string) {
	f.Need(strings.TrimSpace(body) != "", name, empty)
	f.Need(utf8.RuneCountInString(body) <= MaxBody, name, "Keep it to %d characters; a longer text can go as a file.", MaxBody)
}

// create writes a new case with all that belongs to it, in one transaction, and returns its promises.
func (s *Service) create(ctx context.Context, tx *store.Tx, by authz.Actor, r *row, p party.Found, in Open, staged []files.Staged) ([]promise.Promise, error) {
	promised, err := s.begin(ctx, tx, r, p.Service, store.Time{})
	if err != nil {
		return nil, err
	}
	if err := party.Add(ctx, tx, r.ID, p); err != nil {
		return nil, err
	}
	if _, err := s.write(ctx, tx, *r, entry{Kind: "message", Side: sideCustomer, AuthorPerson: r.ByPerson, Body: in.Body, Channel: r.Channel, First: true}, staged); err != nil {
		return nil, err
	}
	if err := p.Keep(ctx, tx, given.Case{ID: r.ID, ByPerson: r.ByPerson, ForPerson: r.ForPerson}); err != nil {
		return nil, err
	}
	if r.OpenedBy != r.ByPerson {
		if err := record.Tell(ctx, tx, *r, by, false, history.Happened("%s wrote this down for %s.", history.Whom(r.OpenedBy), history.Whom(r.ByPerson))); err != nil {
			return nil, err
		}
	}
	if came, err := calendar.ParseDate(r.CameOn); err == nil {
		if err := record.Tell(ctx, tx, *r, by, false, history.Happened("It came in on %s.", history.Day(came))); err != nil {
			return nil, err
		}
	}
	if err := record.BeginWaiting(ctx, tx, r.ID, "hr"); err != nil {
		return nil, err
	}
	if in.mailed == nil || !in.mailed.Quietly {
		if err := s.notices.Acknowledge(ctx, tx, letters(*r), []people.Person{p.By, p.For}, promised, in.MessageID); err != nil {
			return nil, err
		}
	}
	if err := draft.Drop(ctx, tx, by.PersonID, draft.Ask(r.ServiceID)); err != nil {
		return nil, err
	}
	tx.Publish(CaseOpened{CaseID: r.ID})
	return promised, errors.Join(s.changed(ctx, tx, *r), s.record(ctx, tx, by, OpenCase, *r))
}

// begin gives a new case its number, its place and its promises, and writes its row. Received is when that came in which is to be decided; zero: now.
func (s *Service) begin(ctx context.Context, tx *store.Tx, r *row, service catalogue.Service, received store.Time) ([]promise.Promise, error) {
	n, err := store.One[int64](ctx, tx, `INSERT INTO desk_number (at) VALUES ($1) RETURNING n`, tx.Now())
	if err != nil {
		return nil, fmt.Errorf("take number: %w", err)
	}
	r.ID, r.Number, r.Version = ident.New(), s.numbers.At(n-1), 1
	r.OpenedAt, r.LastAt = tx.Now(), tx.Now()
	e, err := people.EmploymentOf(ctx, tx, r.ForPerson)
	if err != nil {
		return nil, err
	}
	r.UnitID, r.Site = e.UnitID, e.Site
	promised, err := s.promises.StartAll(ctx, tx, r.Place(), append(r.Promised(service.FirstAnswerMinutes, service.DecisionMinutes), r.Lawful(service, received)...)...)
	if err == nil && r.State == Waiting {
		err = s.promises.Pause(ctx, tx, OwnerKind, r.ID, r.WaitingReason, r.WaitingUntil)
	}
	if err != nil {
		return nil, err
	}
	var runs []promise.Promise // what can be late by itself
	switch r.State {
	case StateOpen:
		word, err := s.promises.WordBeside(ctx, tx, OwnerKind, r.ID, r.Place(), promised)
		if err != nil {
			return nil, err
		}
		promised = append(promised, word...)
		runs = promised
	case Waiting: // what a law gives does not wait
		runs = slices.DeleteFunc(slices.Clone(promised), func(p promise.Promise) bool { return p.Kind != promise.Legal })
	}
	if len(runs) > 0 {
		first := slices.MinFunc(runs, func(a, b promise.Promise) int { return a.DueAt.Compare(b.DueAt.Time) })
		r.DueAt, r.DueKind, r.RiskAt = first.DueAt, first.Kind, tally.FullMinute(first.RiskAt)
	}
	counted := tally.New()
	counted.Add(r.Tallied(), 1)
	return promised, errors.Join(record.Insert(ctx, tx, *r), counted.Write(ctx, tx))
}

// presentNew is present for a case that was made in this transaction, of which nearly everything is known.
func (s *Service) presentNew(ctx context.Context, tx *store.Tx, by authz.Actor, r row, p party.Found, promised []promise.Promise) (Case, error) {
	relations, err := s.relations(ctx, tx, by, []row{r})
	if err != nil {
		return Case{}, err
	}
	team, err := people.TeamName(ctx, tx, r.TeamID)
	if err != nil {
		return Case{}, err
	}
	known := label.Labels{Services: map[string]catalogue.Service{p.Service.ID: p.Service}, Teams: map[string]string{r.TeamID: team}}
	c := s.one(by, r, relations[r.ID], map[string]Person{p.By.ID: label.Of(p.By), p.For.ID: label.Of(p.For)}, known)
	for _, x := range promised {
		c.Promises = append(c.Promises, s.promises.View(tx.Now(), x))
	}
	return c, nil
}
