package auditweb

import (
	"context"
	"net/url"
	"strings"
	"time"

	"github.com/a-h/templ"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/sheet"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/platform/ui"
)

func auditPage(ctx context.Context, a shown) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Who saw a record"), Active: "admin", Error: a.wrong != nil}, auditBody(a))
}

// reasons say why somebody opened a record, or what they did, as message keys by action; opened is what an opening is for.
var (
	opened = map[string]string{"case.read": "To work on a request", "people.read": "To look somebody up in the directory", "side.answer": "To answer what HR asked them",
		"letters.open_file": "To read their personnel file", "intake.read": "To read a mail from them"}
	done = map[string]string{
		"case.open": "Asked a question for them", "case.take_in": "Took a question in for them", "case.write": "Wrote in a request", "case.awaited": "Answered in a request that waited for them", "case.work": "Worked on a request",
		"case.settle": "Said whether the answer suffices", "case.invite": "Said who stands by the requester", "case.take": "Gave a request with health data to somebody",
		"case.rate": "Rated the answer", "case.join": "Said whether two requests are the same", "people.edit": "Changed the entry in the directory", "people.roles": "Gave or took a role",
		"audit.read": "Asked who saw the record", "audit.export": "Took along who saw the record", "privacy.hold": "Placed a legal hold", "privacy.lift": "Lifted a legal hold", "privacy.export": "Exported what is kept",
		"automation.act": "A rule of the team sorted a request", "automation.edit": "Changed a rule by which requests are sorted",
		"automation.on": "Switched a rule on by which requests are sorted", "automation.off": "Switched a rule off by which requests are sorted",
		"calculation.write": "Wrote a calculation", "callback.attempt": "Called", "callback.book": "Booked a call", "callback.call": "Called", "callback.cancel": "Called a call off",
		"decision.appeals": "Looked at an objection", "decision.decide": "Decided", "escalation.act": "Told people that a promise is near or late", "escalation.hear": "Told people that a promise is near or late",
		"exception.ask": "Asked for an exception", "exception.decide": "Decided about an exception", "exception.mile": "Went the extra mile", "heard.remind": "Reminded of what we heard",
		"side.ask": "Asked somebody else about a request", "side.answer": "Answered what HR asked them", "snooze.case": "Worked on a request", "together.write": "Wrote together with colleagues in a request", "hold.reply": "Sent a reply that can be undone", "heard.write": "Wrote down what we heard", "macro.use": "Wrote in a request", "outreach.run": "Wrote to them first, as to many others", "outreach.remind": "Reminded them of a question of HR", "letters.file": "Filed a letter", "letters.write": "Wrote a letter", "statement.effort": "Noted working time",
		"routing.act": "Given to somebody by the rule of the team", "routing.pass_on": "Passed a request on", "routing.away": "Wrote down when they are away",
		"statement.estimate": "Estimated the working time", "statement.explain": "Explained a line of the statement",
		"webhook.report": "Reported from another system", "webhook.report_on": "Reported from another system", "webhook.manage": "Changed a system that is told of cases", "webhook.secret": "Read the secret of a system", "webhook.rotate": "Changed the secret of a system", "webhook.remove": "Removed a system that was told of cases",
		"webhook.try": "Sent a trial to a system", "webhook.again": "Sent a message to a system again", "webhook.stop": "Stopped sending to a system",
		"field.edit": "Changed what a service asks for", "field.fill": "Filled in the fields of a request",
		"spike.put_away": "Said that what many ask is no matter", "spike.announce": "Announced what HR knows, or withdrew it",
		"promise.edit_policies": "Changed a promise policy", "promise.edit_calendars": "Changed the hours or holidays of a calendar",
		"intake.read": "Read a mail from them", "intake.sort": "Sorted a mail from them",
		"callback.ask": "Asked for a call", "decision.appeal": "Objected to a decision", "exception.thank": "Gave thanks for the extra mile", "heard.answer": "Said whether we heard it right",
		"link.case": "Said that two requests belong together", "tag.use": "Sorted a request by a word", "statement.choose": "Chose how to go on after an estimate", "statement.question": "Asked about a line of the statement",
		"letters.retention": "A letter whose time was over went",
	}
)

// Tells reports whether an officer reads a sentence about an action, which somebody did or for which something was opened.
func Tells(action string) bool {
	raw := strings.NewReplacer("_", " ", ".", " ").Replace(action)
	return why(audit.Seen{Action: action}) != raw || why(audit.Seen{Action: action, Opening: true}) != raw
}

// why is the sentence for an entry, as a message key: the action itself where there is none.
func why(s audit.Seen) string {
	from := done
	if s.Opening {
		from = opened
	}
	switch text, ok := from[s.Action]; {
	case ok:
		return text
	case strings.HasPrefix(s.Action, "auth.activation."):
		return "Gave a letter to sign in with"
	case strings.HasPrefix(s.Action, "auth.factor_reset."):
		return "Took away the second step of signing in, which was lost"
	}
	return strings.NewReplacer("_", " ", ".", " ").Replace(s.Action)
}

// local writes an instant as a field of type datetime-local has it; "" for none.
func local(ctx context.Context, t store.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(locale.From(ctx).Zone()).Format("2006-01-02T15:04")
}

func older(a Answer) ui.Pages {
	if a.Next == "" {
		return ui.Pages{}
	}
	query := question(a)
	query.Set("after", a.Next)
	return ui.Pages{Older: "/admin/audit?" + query.Encode()}
}

// file is the address of the whole answer as a file of a format.
func file(a Answer, f sheet.Format) string {
	return "/admin/audit." + string(f) + "?" + question(a).Encode()
}

func question(a Answer) url.Values {
	query := url.Values{"person": {a.Person.ID}}
	for name, at := range map[string]store.Time{"from": a.From, "to": a.To} {
		if !at.IsZero() {
			query.Set(name, at.UTC().Format(time.RFC3339Nano))
		}
	}
	return query
}
