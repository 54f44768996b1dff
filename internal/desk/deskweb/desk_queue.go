package deskweb

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/narrow"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// ask is what the queue's address says.
type ask struct {
	View     string `query:"view" json:"-"`
	Q        string `query:"q" json:"-"`
	Service  string `query:"service" json:"-"`
	Team     string `query:"team" json:"-"`
	Channel  string `query:"channel" json:"-"`
	Assignee string `query:"assignee" json:"-"`
	After    string `query:"after" json:"-"`
	Dense    bool   `query:"dense" json:"-"`
	Limit    int    `query:"limit" json:"-"` // cases on a page; 0: rows
	Kept     string `query:"kept" json:"-"`  // the id of the kept view that led here
	narrow.More
}

// query is the address of the same queue with some things changed: pairs of a name and its value.
func (a ask) query(changed ...string) string {
	v := url.Values{}
	for name, value := range map[string]string{"view": a.View, "q": a.Q, "service": a.Service, "team": a.Team, "channel": a.Channel, "assignee": a.Assignee, "after": a.After, "kept": a.Kept} {
		if value != "" {
			v.Set(name, value)
		}
	}
	for name, value := range a.Values() {
		v.Set(name, value)
	}
	if a.Dense {
		v.Set("dense", "on")
	}
	if a.Limit != 0 {
		v.Set("limit", strconv.Itoa(a.Limit))
	}
	for i := 0; i+1 < len(changed); i += 2 {
		v.Del(changed[i])
		if changed[i+1] != "" {
			v.Set(changed[i], changed[i+1])
		}
	}
	if len(v) == 0 {
		return "/desk"
	}
	return "/desk?" + v.Encode()
}

// queued is what the queue page shows.
type queued struct {
	Ask      ask
	Tagged   string // the word of Ask.Tag
	Page     desk.Page
	Views    []desk.View
	Now      store.Time
	Services []catalogue.Service
	Teams    []people.Team
	HR       []people.Person
	Err      *fault.Error // what is wrong with a filter
	Unheard  []desk.Case  // those of the reader in which something did not arrive
	Marks    map[string]templ.Component
	Sites    []string
	Causes   []catalogue.Cause
	Above    []templ.Component // what modules above show above the list
	Kept     []templ.Component // what modules above show below the views
	Filters  []templ.Component // and what they narrow it by
}

// rows is how many cases one page of the queue shows: thirty in dense mode fit a screen.
const rows = 30

// notDesk is said to who does not work in HR, or has the other hat on.
const notDesk = "The queue is for HR. If you work there, go to the desk first."

// listed is what changes in the queue by itself: the views with their counts, and the list. Of a list that known is the mark of, the cases are left out.
func (b *workbench) listed(ctx context.Context, by authz.Actor, in ask, known string) (queued, error) {
	if in.View == "" {
		in.View = desk.ViewOpen
	}
	if of, _, _ := strings.Cut(in.Field, "."); in.Field == "" || in.Service != "" && in.Service != of { // another service was chosen, or no field any more
		in.Field, in.FieldIs, in.FieldFrom, in.FieldTo = "", "", "", ""
	}
	out := queued{Ask: in, Now: b.db.Now()}
	views, err := b.desk.Views(ctx, by, desk.ReadViews{})
	if err != nil {
		return out, err
	}
	if len(views.Items) < len(desk.DeskViews()) {
		return out, fault.New(fault.Forbidden, notDesk)
	}
	out.Views = slices.DeleteFunc(views.Items, func(v desk.View) bool { return !slices.Contains(desk.DeskViews(), v.ID) })
	if out.Tagged = in.Tag; in.Tag != "" && b.tagged != nil {
		switch word, _, err := b.tagged(ctx, by, in.Tag); {
		case err == nil:
			out.Tagged = word
		case fault.KindOf(err) != fault.NotFound || uuid.Validate(in.Tag) == nil: // what is no id is a word
			return out, err
		}
	}
	out.Page, err = b.desk.Queue(ctx, by, desk.List{View: in.View, Q: in.Q, Service: in.Service, Team: in.Team, Channel: in.Channel, Assigned: in.Assignee, After: in.After, Limit: cmp.Or(in.Limit, rows), More: in.More, Known: known})
	if wrong := fault.As(err); in.Field != "" && wrong != nil && len(wrong.Fields) > 0 { // typed into a filter: it stays there, with the sentence
		out.Err, err = &fault.Error{Kind: wrong.Kind, Key: wrong.Fields[0].Key, Args: wrong.Fields[0].Args}, nil
	}
	if err == nil {
		out.Marks, err = b.parts.Marks(ctx, by, out.Page.Items...)
	}
	return out, err
}

// askAnew is what the page of the queue asks when something has changed.
type askAnew struct {
	ask
	Known string `query:"known" json:"-"` // the mark of the list that it shows
}

// anew is the queue for a page that shows it already.
func (b *workbench) anew(ctx context.Context, by authz.Actor, in askAnew) (queued, error) {
	return b.listed(ctx, by, in.ask, in.Known)
}

// anewPath is where the page takes its views and its list anew.
func (q queued) anewPath() string { return "/desk/rows" + strings.TrimPrefix(q.Ask.query(), "/desk") }

func (b *workbench) queue(ctx context.Context, by authz.Actor, in ask) (queued, error) {
	out, err := b.listed(ctx, by, in, "")
	if err != nil {
		return out, err
	}
	in = out.Ask
	if out.Unheard, err = b.desk.Unheard(ctx, by); err != nil {
		return out, err
	}
	if by.Has(authz.Agent, authz.HRHead) { // where people of the organisation work is nothing that a concern handler is told
		if out.Sites, err = people.SiteNames(ctx, b.db); err != nil {
			return out, err
		}
	}
	causes, err := b.catalogue.Causes(ctx, by, catalogue.Nothing{})
	if err != nil {
		return out, err
	}
	out.Causes = causes.Items
	if out.Above, err = b.parts.Above(ctx, by); err != nil {
		return out, err
	}
	if out.Kept, err = b.parts.Queue(ctx, by, in.Kept, in.bare()); err != nil {
		return out, err
	}
	if out.Filters, err = b.parts.Filter(ctx, by, in.Service, in.More); err != nil {
		return out, err
	}
	return out, b.choices(ctx, by, &out.Services, &out.Teams, &out.HR)
}

// bare is the address's query without what is of this page alone.
func (a ask) bare() string {
	_, query, _ := strings.Cut(a.query("after", "", "dense", "", "limit", "", "kept", ""), "?")
	return query
}

// choices fills in what the forms of the desk choose from.
func (b *workbench) choices(ctx context.Context, by authz.Actor, services *[]catalogue.Service, teams *[]people.Team, hr *[]people.Person) error {
	all, err := b.catalogue.Services(ctx, by, catalogue.Nothing{})
	if err != nil {
		return err
	}
	*services = all.Items
	if *teams, err = people.Teams(ctx, b.db); err != nil {
		return err
	}
	*hr, err = people.HRPeople(ctx, b.db)
	return err
}
