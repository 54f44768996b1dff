// Package promiseweb shows the calendars in which promises are counted, to the people who keep them.
package promiseweb

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/calendar"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/platform/webspec"
	"hearth/internal/promise"
)

// Web is the pages of the module.
type Web struct {
	db       *store.DB
	promises *promise.Service
	policies *promise.Policies
}

// New returns the pages of p and of its policies. The clock of db says when an example begins.
func New(db *store.DB, p *promise.Service, policies *promise.Policies) *Web {
	return &Web{db, p, policies}
}

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "promise", Routes: w.routes,
		Admin: []webspec.Link{{Weight: 40, Label: locale.M("Calendars"), Text: locale.M("When each site and team works, and their holidays. Promises count only those hours."),
			Icon: "calendar-days", Href: "/admin/calendars", Roles: []authz.Role{authz.HRHead, authz.Admin}},
			{Weight: 41, Label: locale.M("Promise policies"), Text: locale.M("How soon we promise an answer: by service, priority and who asks."), Icon: "clock", Href: policiesPath,
				Roles: []authz.Role{authz.HRHead, authz.Admin}}}}
}

func (w *Web) routes(m *httpx.Mux) {
	m.Handle("GET /admin/calendars", httpx.Page(w.list, listPage))
	m.Handle("GET /api/v1/calendars", httpx.JSON(w.promises.Calendars, 200, "List the calendars in which promises are counted, and the sites and teams that use them."))
	m.Handle("GET /admin/calendars/{id}", httpx.Page(w.edit, editPage))
	m.Handle("GET /api/v1/calendars/{id}", httpx.JSON(w.promises.Calendar, 200, "Read a calendar."))
	m.Handle("POST /admin/calendars/{id}", httpx.Form(w.save, saved[editCalendar], w.editAgain))
	m.Handle("PUT /api/v1/calendars/{id}", httpx.JSON(w.promises.SaveCalendar, 200, "Make or change a calendar, and give it to sites and teams. Promises that run are counted anew soon after."))
	m.Handle("GET /admin/calendars/{id}/holidays", httpx.Page(w.holidays, holidaysPage))
	m.Handle("GET /api/v1/holidays", httpx.JSON(w.promises.Holidays, 200, "The countries and regions whose public holidays are known, and those of one of them by name for this year and the next."))
	m.Handle("POST /admin/calendars/{id}/holidays", httpx.Form(w.promises.TakeHolidays, func(_ promise.TakeHolidays, c promise.KeptCalendar) string { return "/admin/calendars/" + c.ID }, w.holidaysAgain))
	m.Handle("POST /api/v1/calendars/{id}/holidays", httpx.JSON(w.promises.TakeHolidays, 200, "Take public holidays of this year and the next over into a calendar. Promises that run are counted anew soon after."))
	w.policyRoutes(m)
	m.Handle("GET /admin/new-calendar", httpx.Page(w.blank, editPage))
	m.Handle("POST /admin/new-calendar", httpx.Form(w.make, saved[newCalendar], w.newAgain))
}

func saved[In any](_ In, c promise.KeptCalendar) string { return "/admin/calendars/" + c.ID }

// list is what the page of all calendars shows.
type list struct {
	promise.Calendars
	MayEdit bool
	Teams   []people.Team
}

func (w *Web) list(ctx context.Context, by authz.Actor, in promise.ReadAll) (list, error) {
	all, err := w.promises.Calendars(ctx, by, in)
	if err != nil {
		return list{}, err
	}
	teams, err := people.Teams(ctx, w.db)
	return list{all, w.promises.MayEdit(by) == nil, teams}, err
}

// page is what the page of one calendar shows.
type page struct {
	ID      string // of a calendar that is kept
	New     bool
	MayEdit bool
	Default bool
	In      hours
	Slug    string // the id as typed, of a new one
	Err     *fault.Error
	Trial   *trial // nil for a calendar that is not kept like this
	Public  []promise.NamedDay
	Teams   []team
}

// readCalendar asks for the page of a calendar with an example of so many minutes.
type readCalendar struct {
	ID      string `path:"id" json:"-"`
	Minutes string `query:"minutes" json:"-"`
}

func (w *Web) edit(ctx context.Context, by authz.Actor, in readCalendar) (page, error) {
	kept, err := w.promises.Calendar(ctx, by, promise.ReadCalendar{ID: in.ID})
	if err != nil {
		return page{}, err
	}
	teams, err := w.teams(ctx, by, kept.ID)
	return page{ID: kept.ID, MayEdit: w.promises.MayEdit(by) == nil, Default: kept.Default, In: hoursOf(kept), Public: public(kept.Days), Teams: teams, Trial: try(kept.Body, w.db.Now().Time, in.Minutes)}, err
}

func (w *Web) blank(ctx context.Context, by authz.Actor, _ httpx.None) (page, error) {
	if err := w.promises.MayEdit(by); err != nil {
		return page{}, err
	}
	kept, err := w.promises.Calendar(ctx, by, promise.ReadCalendar{ID: promise.DefaultCalendar})
	if err != nil {
		return page{}, err
	}
	in := hoursOf(kept)
	in.Name, in.Sites, in.Teams, in.Mark = "", "", nil, ""
	teams, err := w.teams(ctx, by, "")
	return page{New: true, MayEdit: true, In: in, Teams: teams}, err
}

type editCalendar struct {
	ID string `path:"id" json:"-"`
	hours
}

type newCalendar struct {
	ID string `json:"id"`
	hours
}

func (w *Web) save(ctx context.Context, by authz.Actor, in editCalendar) (promise.KeptCalendar, error) {
	return w.keep(ctx, by, in.ID, in.hours)
}

func (w *Web) make(ctx context.Context, by authz.Actor, in newCalendar) (promise.KeptCalendar, error) {
	_, err := w.promises.Calendar(ctx, by, promise.ReadCalendar{ID: in.ID})
	if err == nil {
		return promise.KeptCalendar{}, fault.ForField("id", "There is a calendar with this short name already. Choose another.")
	}
	if fault.KindOf(err) != fault.NotFound {
		return promise.KeptCalendar{}, err
	}
	return w.keep(ctx, by, in.ID, in.hours)
}

func (w *Web) keep(ctx context.Context, by authz.Actor, id string, in hours) (promise.KeptCalendar, error) {
	if err := w.promises.MayEdit(by); err != nil {
		return promise.KeptCalendar{}, err
	}
	public, err := w.publicDays(ctx, by, id)
	if err != nil {
		return promise.KeptCalendar{}, err
	}
	body, err := in.body(public)
	if err != nil {
		return promise.KeptCalendar{}, err
	}
	days, err := in.named()
	if err != nil {
		return promise.KeptCalendar{}, err
	}
	kept, err := w.promises.SaveCalendar(ctx, by, promise.SaveCalendar{ID: id, Name: in.Name, Body: body, Sites: in.sites(), Teams: append([]string{}, in.Teams...), Days: days, Mark: in.Mark})
	return kept, onForm(err)
}

func (w *Web) editAgain(ctx context.Context, by authz.Actor, in editCalendar, wrong *fault.Error) (templ.Component, error) {
	kept, err := w.promises.Calendar(ctx, by, promise.ReadCalendar{ID: in.ID})
	if fault.KindOf(err) == fault.NotFound { // it is made with this address
		err = nil
	}
	if wrong.Kind == fault.Conflict { // they have been told, and may save all the same
		in.Mark = kept.Mark
	}
	teams, failed := w.teams(ctx, by, in.ID)
	return editPage(ctx, page{ID: in.ID, MayEdit: w.promises.MayEdit(by) == nil, In: in.hours, Err: wrong, Public: public(kept.Days), Teams: teams}), errors.Join(err, failed)
}

func (w *Web) newAgain(ctx context.Context, by authz.Actor, in newCalendar, wrong *fault.Error) (templ.Component, error) {
	teams, err := w.teams(ctx, by, "")
	return editPage(ctx, page{New: true, Slug: in.ID, MayEdit: w.promises.MayEdit(by) == nil, In: in.hours, Err: wrong, Teams: teams}), err
}

// trial is an example: when a promise would fall due that begins now, and why.
type trial struct {
	Minutes string // as typed
	Err     *fault.Error
	Due     time.Time // in the calendar's zone, as are the steps
	Steps   []calendar.Step
	Zone    string
	Now     time.Time
}

const (
	usualTrial = "480"
	mostTrial  = 10_000 // working minutes: about four weeks, so that the steps fit a page
)

func try(cal calendar.Calendar, now time.Time, minutes string) *trial {
	if strings.TrimSpace(minutes) == "" {
		minutes = usualTrial
	}
	t := &trial{Minutes: minutes, Zone: cal.Zone(), Now: now}
	n, err := strconv.Atoi(strings.TrimSpace(minutes))
	if err != nil || n < 1 || n > mostTrial {
		t.Err = fault.As(fault.ForField("minutes", "Enter a whole number from 1 to %d.", mostTrial))
		return t
	}
	t.Due, t.Steps, err = cal.Add(now, n)
	if wrong, ok := errors.AsType[*calendar.Problem](err); ok {
		t.Err = fault.As(fault.ForField("minutes", wrong.Text, wrong.Args...))
	}
	return t
}
