// Package callbackweb shows calls that people asked for: the form with their times, what stands on the pages of a case, and HR's agenda.
package callbackweb

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/callback"
	"hearth/internal/desk"
	"hearth/internal/desk/deskweb/part"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/platform/webspec"
)

// Web is the pages of the module.
type Web struct{ calls *callback.Service }

// New returns the pages of s.
func New(s *callback.Service) *Web { return &Web{s} }

// Spec returns the module's contribution to the product's pages.
func (w *Web) Spec() webspec.Web {
	return webspec.Web{Name: "callback", Routes: w.routes, Menu: []webspec.Link{{Weight: 12, Key: "callbacks", Label: locale.M("Calls"), Icon: "phone", Href: "/desk/callbacks", Face: authz.Desk,
		Roles: []authz.Role{authz.Agent, authz.HRHead, authz.ConcernHandler}}}}
}

// Part is what stands on the pages of a case.
func (w *Web) Part() part.Part {
	return part.Part{Weight: 15, Request: w.onRequest, Aside: w.beside, Case: w.onCase, Box: w.inBox}
}

func (w *Web) routes(m *httpx.Mux) {
	s := w.calls
	m.Handle("GET /requests/{number}/callback", httpx.Page(w.begin, askPage))
	m.Handle("POST /requests/{number}/callback", httpx.Form(w.ask, func(in form, _ callback.Call) string { return requestPath(in.Number) }, w.askAgain))
	m.Handle("GET /requests/{number}/callback/number", httpx.Page(w.beginNumber, numberPage))
	m.Handle("POST /requests/{number}/callback/number", httpx.Form(s.GiveNumber, func(in callback.GiveNumber, _ callback.Call) string { return requestPath(in.Number) }, w.numberAgain))
	m.Handle("POST /requests/{number}/callback/cancel", httpx.Form(s.Cancel, func(in callback.Cancel, _ callback.Call) string { return requestPath(in.Number) }, nil))
	m.Handle("GET /requests/{number}/callback.ics", httpx.Raw(w.invitation))
	m.Handle("GET /desk/cases/{number}/callback", httpx.Page(w.beginAtDesk, askDeskPage))
	m.Handle("POST /desk/cases/{number}/callback", httpx.Form(w.askForThem, func(in form, _ callback.Call) string { return casePath(in.Number) }, w.askDeskAgain))
	m.Handle("GET /desk/cases/{number}/callback/number", httpx.Page(w.beginNumberAtDesk, numberDeskPage))
	m.Handle("POST /desk/cases/{number}/callback/number", httpx.Form(w.numberForThem, func(in callback.GiveNumber, _ callback.Call) string { return casePath(in.Number) }, w.numberDeskAgain))
	m.Handle("GET /api/v1/cases/{number}/callbacks", httpx.JSON(s.OfCase, 200, "The calls that were asked for on a case, with each time that HR tried."))
	m.Handle("POST /api/v1/cases/{number}/callbacks", httpx.JSON(s.Ask, 201, "Ask to be called, or give new times, also one that has begun while 10 minutes of it are left: windows, or repeats of the same hours on several days (repeat) without some of them (except). Hours, never reasons; without a number it is at the desk. The customer who asks is who is called."))
	m.Handle("POST /api/v1/cases/{number}/callbacks/number", httpx.JSON(s.GiveNumber, 200, "Give another number for the call that is asked for; without one it is at the desk. Its times stay, also one that has begun, and so does who calls. The number of another customer of the case makes the call theirs."))
	m.Handle("POST /api/v1/cases/{number}/callbacks/cancel", httpx.JSON(s.Cancel, 200, "Say that the call is not needed any more. For who would be called."))

	m.Handle("GET /desk/callbacks", httpx.Page(w.agenda, agendaPage))
	m.Handle("POST /desk/callbacks/{callback}/take", httpx.Form(s.Take, func(callback.Take, callback.Call) string { return agendaPath }, w.takeAgain))
	m.Handle("POST /desk/callbacks/{callback}/release", httpx.Form(s.GiveBack, func(callback.GiveBack, callback.Call) string { return agendaPath }, nil))
	m.Handle("POST /desk/callbacks/{callback}/attempts", httpx.Form(s.Attempt, func(_ callback.Attempt, out callback.Judged) string { return casePath(out.Number) }, w.attemptAgain))
	m.Handle("GET /api/v1/callbacks", httpx.JSON(s.Agenda, 200, "When people can be called, on cases that you may work: now first, then in the order of time."))
	m.Handle("POST /api/v1/callbacks/{callback}/take", httpx.JSON(s.Take, 200, "Take a call for a slot within one of its times. Nobody has two at one time."))
	m.Handle("POST /api/v1/callbacks/{callback}/release", httpx.JSON(s.GiveBack, 200, "Give back a call that you have taken."))
	m.Handle("POST /api/v1/callbacks/{callback}/attempts", httpx.JSON(s.Attempt, 201, "Say that you called just now: reached, no_answer or wrong_number. The server's clock judges whether it was within the hours given; outside of them it does not count."))
	m.Handle("GET /api/v1/callbacks/figures", httpx.JSON(s.Figures, 200, "What share of attempts and of windows was within what people asked for, by service and never by person."))
}

const agendaPath = "/desk/callbacks"

func requestPath(number string) string { return "/requests/" + url.PathEscape(number) }

func casePath(number string) string { return "/desk/cases/" + url.PathEscape(number) }

func callPath(id, verb string) string { return agendaPath + "/" + url.PathEscape(id) + "/" + verb }

// form is callback.Ask as people type it: lines of a day, perhaps a last one, from when and until when; and days that are left out.
type form struct {
	Number string       `path:"number" json:"-"`
	Day    []httpx.Cell `json:"day"`
	Last   []httpx.Cell `json:"last"`
	From   []httpx.Cell `json:"from"`
	To     []httpx.Cell `json:"to"`
	Except []httpx.Cell `json:"except"`
	Phone  string       `json:"phone"`
	Zone   string       `json:"zone"`
}

// line is one of the lines of a form.
type line struct{ Day, Last, From, To string }

func (l line) empty() bool { return strings.TrimSpace(l.Day+l.Last+l.From+l.To) == "" }

func (f form) lines() []line {
	var all []line
	for i := range max(len(f.Day), len(f.Last), len(f.From), len(f.To)) {
		all = append(all, line{cell(f.Day, i), cell(f.Last, i), cell(f.From, i), cell(f.To, i)})
	}
	return all
}

func cell(cells []httpx.Cell, i int) string {
	if i >= len(cells) {
		return ""
	}
	return strings.TrimSpace(string(cells[i]))
}

// asking is what the page shows on which somebody asks to be called.
type asking struct {
	callback.Beginning
	In  form
	Err *fault.Error
}

// takesOver reports whether another customer of the case is to be called so far, whose call it is no more once the reader asks.
func (a asking) takesOver() bool {
	return a.Live != nil && a.Live.Live() && !a.Live.Mine && a.Case.Rel.Has(authz.By|authz.For)
}

// rows are the lines that the form shows: those that are filled in, and some for more.
func (a asking) rows() []line {
	var all []line
	for _, l := range a.In.lines() {
		if !l.empty() {
			all = append(all, l)
		}
	}
	for len(all) < 3 {
		all = append(all, line{})
	}
	if last := all[len(all)-1]; !last.empty() && len(all) < callback.MostWindows {
		all = append(all, line{})
	}
	return all
}

func (w *Web) begin(ctx context.Context, by authz.Actor, in callback.ReadOf) (asking, error) {
	b, err := w.calls.Begin(ctx, by, in)
	a := asking{Beginning: b, In: form{Number: in.Number, Zone: b.Zone}}
	if err != nil || b.Live == nil {
		return a, err
	}
	a.In = again(*b.Live, w.calls.DB.Now())
	if len(a.In.Day) == 0 {
		a.In = offer(*b.Live, b.Offered)
	}
	return a, nil
}

// again is the form filled in with what a call was asked for with: the number, and those of its times of which enough lies ahead.
func again(c callback.Call, now store.Time) form {
	in := form{Number: c.Number, Phone: c.Phone, Zone: c.Zone}
	zone := zoneOf(c.Zone)
	for _, x := range c.Windows {
		if x.Ahead(now) {
			in.add(x.From.In(zone), x.To.In(zone))
		}
	}
	return in
}

// offer is the form filled in with times that are offered.
func offer(c callback.Call, times []callback.Stretch) form {
	in, zone := form{Number: c.Number, Phone: c.Phone, Zone: c.Zone}, zoneOf(c.Zone)
	for _, x := range times {
		in.add(x.From.In(zone), x.To.In(zone))
	}
	return in
}

// add adds a window to the lines: where the last of them has the same hours until the day before, it goes on for a day.
func (f *form) add(from, to time.Time) {
	day, begins, ends := from.Format(time.DateOnly), httpx.Cell(from.Format("15:04")), httpx.Cell(to.Format("15:04"))
	if n := len(f.Day) - 1; n >= 0 && f.From[n] == begins && f.To[n] == ends {
		if until := cmp.Or(f.Last[n], f.Day[n]); string(until) == time.Date(from.Year(), from.Month(), from.Day()-1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly) {
			f.Last[n] = httpx.Cell(day)
			return
		}
	}
	f.Day, f.Last, f.From, f.To = append(f.Day, httpx.Cell(day)), append(f.Last, ""), append(f.From, begins), append(f.To, ends)
}

// leftOut are the fields for days that are left out: those that are filled in, and some for more.
func (a asking) leftOut() []string {
	var all []string
	for i := range a.In.Except {
		if day := cell(a.In.Except, i); day != "" {
			all = append(all, day)
		}
	}
	for len(all) < 2 {
		all = append(all, "")
	}
	return append(all, "")
}

// beginAtDesk is begin for those of HR who work on the case.
func (w *Web) beginAtDesk(ctx context.Context, by authz.Actor, in callback.ReadOf) (asking, error) {
	a, err := w.begin(ctx, by, in)
	if err == nil && !a.Case.HR {
		err = fault.New(fault.Forbidden, "This request is your own. Somebody else in HR works on it.")
	}
	return a, err
}

func zoneOf(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return zone
}

func (w *Web) ask(ctx context.Context, by authz.Actor, in form) (callback.Call, error) {
	b, err := w.calls.Begin(ctx, by, callback.ReadOf{Number: in.Number})
	if err != nil {
		return callback.Call{}, err
	}
	if in.Zone = strings.TrimSpace(in.Zone); in.Zone == "" {
		in.Zone = b.Zone
	}
	out := callback.Ask{Number: in.Number, Zone: in.Zone, Phone: in.Phone}
	for _, l := range in.lines() {
		if !l.empty() {
			out.Repeat = append(out.Repeat, callback.Repeat(l))
		}
	}
	for i := range in.Except {
		out.Except = append(out.Except, cell(in.Except, i))
	}
	return w.calls.Ask(ctx, by, out)
}

// askForThem is ask at the desk: for those of HR alone.
func (w *Web) askForThem(ctx context.Context, by authz.Actor, in form) (callback.Call, error) {
	if _, err := w.beginAtDesk(ctx, by, callback.ReadOf{Number: in.Number}); err != nil {
		return callback.Call{}, err
	}
	return w.ask(ctx, by, in)
}

func (w *Web) askAgain(ctx context.Context, by authz.Actor, in form, wrong *fault.Error) (templ.Component, error) {
	a, err := w.begin(ctx, by, callback.ReadOf{Number: in.Number})
	a.In, a.Err = in, wrong
	return askPage(ctx, a), err
}

func (w *Web) askDeskAgain(ctx context.Context, by authz.Actor, in form, wrong *fault.Error) (templ.Component, error) {
	a, err := w.beginAtDesk(ctx, by, callback.ReadOf{Number: in.Number})
	a.In, a.Err = in, wrong
	return askDeskPage(ctx, a), err
}

func (w *Web) invitation(rw http.ResponseWriter, r *http.Request) error {
	number := r.PathValue("number")
	body, err := w.calls.Invitation(r.Context(), authz.FromContext(r.Context()), callback.ReadOf{Number: number})
	if err != nil {
		return err
	}
	h := rw.Header()
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="call.ics"`)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
	_, err = rw.Write([]byte(body))
	return err
}

// planned is what the agenda shows.
type planned struct {
	callback.Agenda
	Figures callback.Figures
	Now     store.Time
	Err     *fault.Error
	Day     string // the one day that is shown; "": all
}

func (w *Web) agenda(ctx context.Context, by authz.Actor, in callback.List) (planned, error) {
	a, err := w.calls.Agenda(ctx, by, in)
	if err != nil {
		return planned{}, err
	}
	f, err := w.calls.Figures(ctx, by, callback.ReadFiguresOf{})
	return planned{Agenda: a, Figures: f, Now: w.calls.DB.Now(), Day: in.Day}, err
}

func (w *Web) takeAgain(ctx context.Context, by authz.Actor, _ callback.Take, wrong *fault.Error) (templ.Component, error) {
	return w.refused(ctx, by, wrong)
}

func (w *Web) attemptAgain(ctx context.Context, by authz.Actor, _ callback.Attempt, wrong *fault.Error) (templ.Component, error) {
	return w.refused(ctx, by, wrong)
}

func (w *Web) refused(ctx context.Context, by authz.Actor, wrong *fault.Error) (templ.Component, error) {
	p, err := w.agenda(ctx, by, callback.List{})
	p.Err = wrong
	return agendaPage(ctx, p), err
}

// shown is what stands on the pages of a case.
type shown struct {
	callback.Calls
	Now store.Time
}

// offers reports whether new times are offered for a call.
func (s shown) offers(c callback.Call) bool {
	live := s.Live()
	return live != nil && live.ID == c.ID && len(s.Offered) > 0
}

// asks reports whether to give new times is what a call needs next.
func (s shown) asks(c callback.Call) bool { return c.State != callback.Open && !s.offers(c) }

// at reads the calls of a case once for all that its page shows of them.
func (w *Web) at(ctx context.Context, by authz.Actor, c desk.Whole) (shown, error) {
	all, err := store.Remember(ctx, w.calls.DB, "callback "+c.ID, func() (callback.Calls, error) { return w.calls.OnPage(ctx, by, c) })
	return shown{all, w.calls.DB.Now()}, err
}

func (w *Web) onRequest(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	s, err := w.at(ctx, by, c)
	if err != nil || len(s.Items) == 0 {
		return nil, err
	}
	return requestPart(s), nil
}

// beside offers a call, unless one is planned or has to be.
func (w *Web) beside(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	theirs := by.PersonID == c.By.ID || by.PersonID == c.For.ID
	if !theirs || c.State != desk.StateOpen && c.State != desk.Waiting {
		return nil, nil
	}
	if s, err := w.at(ctx, by, c); err != nil || s.Live() != nil {
		return nil, err
	}
	return asidePart(c.Number), nil
}

func (w *Web) onCase(ctx context.Context, by authz.Actor, c desk.Whole) (templ.Component, error) {
	s, err := w.at(ctx, by, c)
	if err != nil || !s.HR || len(s.Items) == 0 && !s.Open {
		return nil, err
	}
	return casePart(s, c.Number), nil
}

// inBox stands in the form in which HR writes, while the customer waits for a call: an answer may take its place, and says so.
func (w *Web) inBox(ctx context.Context, by authz.Actor, c desk.Whole, _ string) (templ.Component, error) {
	if !c.May.Work {
		return nil, nil
	}
	s, err := w.at(ctx, by, c)
	if live := s.Live(); err != nil || !s.HR || live == nil || !live.Waits() {
		return nil, err
	}
	return insteadPart(), nil
}

func askPage(ctx context.Context, a asking) templ.Component {
	return shell.Portal(ctx, shell.Page{Title: locale.T(ctx, "Ask to be called"), Active: "requests", Error: a.Err != nil}, askBody(a, requestPath(a.In.Number)))
}

func askDeskPage(ctx context.Context, a asking) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "When they can be called"), Active: "callbacks", Error: a.Err != nil}, askBody(a, casePath(a.In.Number)))
}

func agendaPage(ctx context.Context, p planned) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Calls"), Active: "callbacks", Error: p.Err != nil, Keys: p.keys(ctx)}, agendaBody(p))
}
