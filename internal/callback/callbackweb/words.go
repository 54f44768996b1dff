package callbackweb

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/callback"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/platform/ui"
)

// within is ctx for times of somebody who is in a zone.
func within(ctx context.Context, zone string, now store.Time) context.Context {
	return locale.With(ctx, locale.New(locale.Lang(ctx), zone).At(now.Time))
}

// theirs says a window in the zone of who is called.
func theirs(ctx context.Context, c callback.Call, w callback.Window, now store.Time) string {
	return callback.Times(within(ctx, c.Zone, now), w.From, w.To)
}

// elsewhere reports whether a zone shows another time than the reader's at a moment.
func elsewhere(ctx context.Context, zone string, at store.Time) bool {
	_, here := at.In(locale.From(ctx).Zone()).Zone()
	_, there := at.In(zoneOf(zone)).Zone()
	return here != there
}

// who names who called, for a sentence.
func who(ctx context.Context, t callback.Try) any {
	if t.By == "" {
		return locale.T(ctx, "HR")
	}
	return ui.Name(t.By)
}

// group is the windows of one day, or those that are open now.
type group struct {
	Title string
	Now   bool
	Items []entry
}

// entry is a window as the Nth of the page, with when a call could begin.
type entry struct {
	callback.Planned
	Nth    int
	Keyed  bool // the first call of the reader that is now: its outcome has keys
	Starts []ui.Option
}

// groups are the windows of the agenda: those open now, and then day by day in the reader's zone.
func (p planned) groups(ctx context.Context) []group {
	var all []group
	zone, mine := locale.From(ctx).Zone(), p.mine()
	for i, x := range p.Items {
		title := locale.T(ctx, "Now")
		if !x.Now {
			title = day(ctx, x.From.In(zone))
		}
		if n := len(all); n == 0 || all[n-1].Title != title {
			all = append(all, group{Title: title, Now: x.Now})
		}
		last := &all[len(all)-1]
		last.Items = append(last.Items, entry{x, i, i == mine, p.starts(ctx, x)})
	}
	return all
}

// dayNav leads through the days of the agenda: Here is what is shown, Others stand beside it.
type dayNav struct {
	Here          string
	Before, After *ui.NavItem
	Others        []ui.NavItem
}

// days is the way to the day before and after the one that is shown, in the reader's zone; there is none before today, because what is over waits for nobody.
func (p planned) days(ctx context.Context) dayNav {
	today := p.Now.In(locale.From(ctx).Zone())
	link := func(t time.Time) *ui.NavItem { // a day of the calendar, whatever the zone of t
		label := locale.Day(ctx, t.Year(), t.Month(), t.Day())
		if t.Format(time.DateOnly) == today.Format(time.DateOnly) {
			label = locale.T(ctx, "Today, %s", label)
		}
		return &ui.NavItem{Label: label, Href: agendaPath + "?day=" + t.Format(time.DateOnly)}
	}
	at, err := time.Parse(time.DateOnly, p.Day)
	if err != nil {
		return dayNav{Here: locale.T(ctx, "All days"), Others: []ui.NavItem{*link(today)}}
	}
	nav := dayNav{Here: link(at).Label, After: link(at.AddDate(0, 0, 1)), Others: []ui.NavItem{{Label: locale.T(ctx, "All days"), Href: agendaPath}}}
	if p.Day > today.Format(time.DateOnly) {
		nav.Before = link(at.AddDate(0, 0, -1))
	}
	return nav
}

// mine is the place in the agenda of the call of the reader that is now, or -1.
func (p planned) mine() int {
	return slices.IndexFunc(p.Items, func(x callback.Planned) bool { return x.Now && !x.Hidden && x.Slot != nil && x.Slot.Mine })
}

// keys are what the keyboard does in the agenda.
func (p planned) keys(ctx context.Context) []ui.Key {
	if p.mine() < 0 {
		return nil
	}
	return []ui.Key{{Keys: "O", Label: locale.T(ctx, "reached")}, {Keys: "U", Label: locale.T(ctx, "no answer")}, {Keys: "W", Label: locale.T(ctx, "wrong number")}}
}

// keyIf gives a button its key, or none.
func keyIf(keyed bool, key string) templ.Attributes {
	if !keyed {
		return nil
	}
	return templ.Attributes{"data-key": key, "aria-keyshortcuts": strings.ToUpper(key)}
}

func day(ctx context.Context, t time.Time) string { return locale.Date(ctx, t) }

// share says a share with its range.
func share(ctx context.Context, s *callback.Share) string {
	percent := func(f float64) string { return locale.Decimal(ctx, 100*f, 0) }
	return locale.T(ctx, "%s%% (%d of %d; between %s%% and %s%%)", percent(s.Value), s.Count, s.N, percent(s.Low), percent(s.High))
}

// openNow reports whether one of the windows of a call is open at a moment.
func openNow(c callback.Call, now store.Time) bool {
	for _, w := range c.Windows {
		if w.State == callback.Open && !w.From.After(now) && w.To.After(now) {
			return true
		}
	}
	return false
}

// fieldID is the id of a field in one of several lines; the first bears the name, where the summary of what was refused leads.
func fieldID(name string, i int) string {
	if i == 0 {
		return name
	}
	return name + "-" + strconv.Itoa(i)
}

func phoneHint(ctx context.Context, a asking) string {
	if a.Case.HR {
		return locale.T(ctx, "Leave it out to call at their desk. Only they and those who may work this case read it.")
	}
	return locale.T(ctx, "Leave it out, and we call at your desk. Only those who work on your request read it.")
}

func heading(ctx context.Context, c callback.Call) string {
	if c.Mine {
		return locale.T(ctx, "Your call")
	}
	return locale.T(ctx, "The call")
}

// whomAt says before the times of a planned call who is called at them.
func whomAt(ctx context.Context, c callback.Call) string {
	if c.Mine {
		return locale.T(ctx, "We call you at one of these times:")
	}
	return locale.T(ctx, "This call is for somebody else of this request. We call them at one of these times:")
}

func (s shown) changeLabel(ctx context.Context, c callback.Call) string {
	switch {
	case c.State == callback.Open:
		return locale.T(ctx, "Change the times")
	case s.offers(c):
		return locale.T(ctx, "Give other times")
	}
	return locale.T(ctx, "Give new times")
}

// dial is a number as telephones take it.
func dial(number string) string {
	return strings.Map(func(r rune) rune {
		if r == '+' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, number)
}

// step is how far the beginnings lie apart that the agenda offers.
const step = 10 * time.Minute

// starts are when a call could begin in a window: from now or its beginning on, until its end.
func (p planned) starts(ctx context.Context, x callback.Planned) []ui.Option {
	var all []ui.Option
	from := x.From.Time
	if x.Now {
		from = p.Now.Truncate(time.Minute).Add(time.Minute)
	}
	for at := from; !at.Add(step).After(x.To.Time); at = at.Add(step) {
		all = append(all, ui.Option{Value: at.UTC().Format("2006-01-02T15:04:05Z"), Label: locale.Clock(ctx, at)})
	}
	return all
}
