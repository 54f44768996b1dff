package deskweb

import (
	"context"
	"strings"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/desk"
	"hearth/internal/desk/beside"
	"hearth/internal/desk/label"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/platform/ui"
	"hearth/internal/promise"
)

func queuePage(ctx context.Context, q queued) templ.Component {
	keys := []ui.Key{{Keys: "J K", Label: locale.T(ctx, "next, previous")}, {Keys: "Enter", Label: locale.T(ctx, "open")}, {Keys: "X", Label: locale.T(ctx, "select")},
		{Keys: "A", Label: locale.T(ctx, "assign")}, {Keys: "P", Label: locale.T(ctx, "priority")}, {Keys: "B", Label: locale.T(ctx, "write to the chosen")}, {Keys: "F", Label: locale.T(ctx, "more filters")}, {Keys: "V", Label: locale.T(ctx, "keep this view")},
		{Keys: "N", Label: locale.T(ctx, "new case")}, {Keys: "/", Label: locale.T(ctx, "search")}}
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Queue"), Active: "queue", Wide: true, Live: "/live?topics=" + desk.QueueTopic, Keys: keys, Error: q.Err != nil}, queueBody(q))
}

func anewPage(ctx context.Context, q queued) templ.Component {
	return shell.Bare(ctx, shell.Page{Title: locale.T(ctx, "Queue")}, anewBody(q))
}

func casePage(ctx context.Context, o opened) templ.Component {
	keys := []ui.Key{{Keys: "J K", Label: locale.T(ctx, "next, previous case")}, {Keys: "R", Label: locale.T(ctx, "reply")}, {Keys: "N", Label: locale.T(ctx, "note")},
		{Keys: "E", Label: locale.T(ctx, "send and close")}, {Keys: "U", Label: locale.T(ctx, "take it")}, {Keys: "A", Label: locale.T(ctx, "assign")},
		{Keys: "P", Label: locale.T(ctx, "priority")}, {Keys: "Ctrl Enter", Label: locale.T(ctx, "send")}, {Keys: "/", Label: locale.T(ctx, "search")}}
	keys = append(keys, ui.Key{Keys: "D", Label: locale.T(ctx, "decide, or read the decision")}, ui.Key{Keys: "H", Label: locale.T(ctx, "what we heard")}, ui.Key{Keys: "L", Label: locale.T(ctx, "tag")}, ui.Key{Keys: "M", Label: locale.T(ctx, "macro")}, ui.Key{Keys: "W", Label: locale.T(ctx, "watch")},
		ui.Key{Keys: "S", Label: locale.T(ctx, "snooze")}, ui.Key{Keys: "I", Label: locale.T(ctx, "write it together")},
		ui.Key{Keys: "O", Label: locale.T(ctx, "ask somebody else")}, ui.Key{Keys: "Q", Label: locale.T(ctx, "join")}, ui.Key{Keys: ".", Label: locale.T(ctx, "split off")}, ui.Key{Keys: "+", Label: locale.T(ctx, "link")})
	title, topics := o.Number+" "+o.Subject, desk.QueueTopic+","+desk.CaseTopic(o.ID)
	if !o.Hidden {
		topics += "," + beside.Topic(o.ID)
	}
	return shell.Desk(ctx, shell.Page{Title: title, Active: "queue", Wide: true, Live: "/live?topics=" + topics, Keys: keys, Error: o.Err != nil}, caseBody(o))
}

func panePage(ctx context.Context, p pane) templ.Component {
	return shell.Bare(ctx, shell.Page{Title: locale.T(ctx, desk.ViewNames[p.View])}, paneBody(p))
}

func newPage(ctx context.Context, f newForm) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Case by phone or visit"), Active: "queue", Error: f.Err != nil,
		Keys: []ui.Key{{Keys: "Ctrl Enter", Label: locale.T(ctx, "save it")}}}, newBody(f))
}

// promiseNames say which promise runs, as message keys.
var promiseNames = map[string]string{promise.FirstAnswer: "First answer", promise.Decision: "Settled", promise.NextWord: "Next word", promise.Step: "Step",
	promise.Callback: "Call", promise.Appeal: "Appeal", promise.Question: "Question", promise.Legal: "Legal date"}

// clocked is the promise that the clock of a case in a queue shows, or nil. A case that waits has none, until the time is short that a law gives or for a word: they do not wait.
func clocked(c desk.Case) *promise.View {
	switch c.State {
	case desk.StateOpen:
		return c.Next()
	case desk.Waiting:
		return c.Meanwhile()
	}
	return nil
}

// lawBeside is the time that a law gives a case in a queue, where the clock shows something else; nil where there is none.
func lawBeside(c desk.Case) *promise.View {
	law := c.Legal()
	if p := clocked(c); law == nil || p != nil && p.Kind == promise.Legal {
		return nil
	}
	return law
}

// clockOf is the clock of a case in a queue: its kind, its words and how much of the time has passed, in per cent.
func clockOf(ctx context.Context, c desk.Case, now store.Time) (ui.Kind, string, int) {
	p := clocked(c)
	if p == nil {
		switch c.State {
		case desk.Waiting:
			return ui.Hold, locale.T(ctx, "Waits until %s", locale.WeekdayClock(ctx, c.WaitingUntil.Time)), -1
		case desk.Answered:
			return ui.OK, locale.T(ctx, "Answered"), -1
		case desk.Closed:
			return ui.OK, locale.T(ctx, "Closed"), -1
		}
		return ui.Quiet, locale.T(ctx, "No promise runs"), -1
	}
	used := int(p.Share * 100)
	switch {
	case p.State == promise.Late:
		return ui.Bad, lateBy(ctx, now.Sub(p.DueAt.Time)), 100
	case p.State == promise.AtRisk:
		return ui.Warn, due(ctx, p.DueAt, now), used
	}
	return ui.Quiet, due(ctx, p.DueAt, now), used
}

// due says when a promise runs out: the time today, the weekday within six days, else the date.
func due(ctx context.Context, at, now store.Time) string {
	if at.Sub(now.Time) < 6*24*time.Hour {
		return locale.WeekdayClock(ctx, at.Time)
	}
	return locale.DateTime(ctx, at.Time)
}

// lateBy says how late a promise is: in minutes within a day, in hours within three, in days after that.
func lateBy(ctx context.Context, d time.Duration) string {
	switch {
	case d < 24*time.Hour:
		return locale.T(ctx, "%s late", locale.Duration(ctx, d.Truncate(time.Minute)))
	case d < 72*time.Hour:
		return locale.T(ctx, "%s late", locale.Duration(ctx, d.Truncate(time.Hour)))
	}
	days := int(d.Hours() / 24)
	return locale.N(ctx, days, "%d day late", "%d days late")
}

// channelNames and stateNames are message keys.
var channelNames = label.Channels

var channelIcons = map[string]string{desk.Portal: "monitor", desk.API: "layers", desk.Phone: "phone", desk.Visit: "user", desk.Post: "file-text", desk.Mail: "mail", record.FromHR: "message-circle"}

var priorityNames, outcomeNames, sensitivityNames = label.Priorities, label.Outcomes, label.Sensitivities

func titleOf(c desk.Case) string { return c.Title() }

func ownerName(c desk.Case) string {
	if c.Assignee == nil {
		return ""
	}
	return c.Assignee.Name
}

// back is the query of the queue, for the form that leads back to it.
func (q queued) back() string {
	_, query, _ := strings.Cut(q.Ask.query(), "?")
	return query
}

func (q queued) older() ui.Pages {
	p := ui.Pages{}
	if q.Page.Next != "" {
		p.Older = q.Ask.query("after", q.Page.Next)
	}
	if q.Ask.After != "" {
		p.Newer = q.Ask.query("after", "")
	}
	return p
}

// value is what was typed into a field of the refused form, or what stands there else.
func (o opened) value(form, field, otherwise string) string {
	if o.Form == form {
		return o.Typed[field]
	}
	return otherwise
}

// note reports whether what stands in the field for writing is an internal note.
func (o opened) note() bool { return o.value("write", "internal", onOff(o.Draft.Internal)) == "on" }

// fault is what is wrong with a form, or nil where another one was refused.
func (o opened) fault(form string) *fault.Error {
	if o.Form == form {
		return o.Err
	}
	return nil
}

// message is an entry of the conversation as HR sees it.
func (o opened) message(ctx context.Context, e desk.Entry) ui.Message {
	if e.From != "" { // it can be moved, and its mail be read, where it was written
		return messageOf(ctx, e, e.From, casePath(e.From))
	}
	m := messageOf(ctx, e, o.Number, casePath(o.Number))
	if o.May.Write && e.Kind == "message" && e.Side == "customer" && e.Withdrawn.IsZero() {
		m.Menu = moveForm(casePath(o.Number) + "/move/" + e.ID)
	}
	if e.Channel == desk.Mail && e.Side == "customer" && !o.Hidden && e.Withdrawn.IsZero() {
		m.Menu = mailMenu(m.Menu, casePath(o.Number)+"/mail/"+e.ID)
	}
	if all := o.missedAt(e.ID); len(all) > 0 {
		m.After = missedNote(o, all)
	}
	return m
}

// messageOf is an entry of the conversation of a case as the component shows it; page is the address below which its forms go.
func messageOf(ctx context.Context, e desk.Entry, number, page string) ui.Message {
	m := ui.Message{ID: "e-" + e.ID, Speaker: ui.Staff, Author: e.Author.Name, You: e.Own, At: e.At.Time, Text: e.Body}
	switch {
	case e.Kind == "note":
		m.Speaker, m.Label = ui.Note, locale.T(ctx, "Not sent to the requester, who may ask for a copy.")
	case e.Side == "customer":
		m.Speaker = ui.Customer
	}
	if e.Side == "customer" && e.Channel != desk.Portal && channelNames[e.Channel] != "" {
		m.Via = locale.T(ctx, channelNames[e.Channel])
	}
	if e.Now != "" {
		m.After = becameNote(strings.TrimSuffix(page, number)+e.Now, e.Now)
	}
	if e.From != "" {
		m.Via = strings.TrimPrefix(m.Via+" · "+locale.T(ctx, "written in %s", e.From), " · ")
	}
	if !e.Withdrawn.IsZero() {
		m.Withdrawn = locale.T(ctx, "Withdrawn %s. Its content is gone.", locale.DateTime(ctx, e.Withdrawn.Time))
	}
	for _, f := range e.Files {
		m.Files = append(m.Files, fileOf(ctx, f, number, page))
	}
	if e.May {
		m.Menu = withdrawForm(page+"/withdraw/"+e.ID, locale.T(ctx, "Withdraw"))
	}
	if e.Kept {
		m.Menu = keptNote()
	}
	return m
}

// fileOf is an attachment as the component shows it; of a withdrawn one a trace stays.
func fileOf(ctx context.Context, f desk.File, number, page string) ui.File {
	if !f.Withdrawn.IsZero() {
		return ui.File{Trace: locale.T(ctx, "A file was withdrawn %s.", locale.DateTime(ctx, f.Withdrawn.Time))}
	}
	out := ui.File{Name: f.Name, Href: requestPath(number) + "/files/" + f.ID, Size: locale.Size(ctx, f.Size)}
	if f.May {
		out.Menu = withdrawForm(page+"/withdraw-file/"+f.ID, locale.T(ctx, "Withdraw this file"))
	}
	return out
}

// eventSentence renders what happened with the names in it marked as names.
func eventSentence(ctx context.Context, e desk.Entry) templ.Component {
	var args []any
	for _, a := range e.Event.Args {
		switch {
		case a.Person != "":
			args = append(args, ui.Name(e.NameOf(a.Person)))
		case !a.At.IsZero() || a.Day != "":
			args = append(args, a.When(ctx))
		case a.Word != "":
			args = append(args, locale.T(ctx, a.Word))
		default:
			args = append(args, ui.Name(a.Text))
		}
	}
	return ui.Said(ctx, e.Event.Key, args...)
}

// promiseLook is the icon and colour of a promise beside a case.
func promiseLook(p promise.View) (icon, class string) {
	switch p.State {
	case promise.Kept:
		return "circle-check", "text-ok-ink"
	case promise.KeptLate, promise.Late, promise.Missed:
		return "circle-alert", "text-bad-ink"
	case promise.AtRisk:
		return "timer", "text-warn-ink"
	case promise.Paused:
		return "pause", "sub"
	case promise.Running:
		return "timer", "text-ember-ink"
	}
	return "clock", "sub"
}

var promiseStates = map[promise.State]string{promise.Kept: "kept", promise.KeptLate: "kept late", promise.Late: "late", promise.Missed: "not kept", promise.AtRisk: "due soon", promise.Paused: "paused",
	promise.Running: "running", promise.Renegotiated: "moved to another time", promise.Cancelled: "not needed any more"}

// stepStates are message keys.
var stepStates = map[string]string{"open": "Open", "blocked": "Held up", "done": "Done"}

// stepOwner is who a step is with.
func stepOwner(s desk.Step) string {
	switch {
	case s.Owner != nil:
		return s.Owner.Name
	case s.Team != "":
		return s.Team
	}
	return s.Outside
}

func currentView(here bool) templ.Attributes {
	if here {
		return templ.Attributes{"aria-current": "page"}
	}
	return nil
}

// swapsQueue lets htmx put another part of the queue in place of this one, without loading the page anew; without it the link or form works as ever.
func swapsQueue(address string) templ.Attributes {
	return templ.Attributes{"hx-get": address, "hx-target": "#queue", "hx-select": "#queue", "hx-swap": "outerHTML", "hx-push-url": "true"}
}

func currentItem(here bool) templ.Attributes {
	if here {
		return templ.Attributes{"aria-current": "true"}
	}
	return nil
}

func emptyText(ctx context.Context, q queued) string {
	if q.Ask.Q != "" {
		return locale.T(ctx, "No case that you may see has these words. Try fewer, or a number.")
	}
	return locale.T(ctx, "Every case of this view is answered, or there was none.")
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// reach is how the person can be reached.
func reach(email, phone string) string {
	switch {
	case email != "" && phone != "":
		return email + " · " + phone
	case email == "" && phone == "":
		return "–"
	}
	return email + phone
}

func barKind(p promise.View) ui.Kind {
	if p.State == promise.AtRisk {
		return ui.Warn
	}
	return ui.Quiet
}

// takeable reports whether the reader may still take the case: it is not answered, and not theirs already.
func (o opened) takeable(ctx context.Context) bool {
	mine := o.Assignee != nil && o.Assignee.ID == authz.FromContext(ctx).PersonID
	return !mine && (o.State == desk.StateOpen || o.State == desk.Waiting)
}

// day writes a local date of the directory for the reader; what is no date stays as it is.
func day(ctx context.Context, text string) string {
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return orDash(text)
	}
	return locale.Day(ctx, at.Year(), at.Month(), at.Day())
}
