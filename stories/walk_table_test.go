package stories

import "net/http"

type fields = map[string]string

// walk says for every page how one comes there, in each of the states in which it looks different.
var walk = map[string][]look{
	"/{$}": {
		{state: "filled", who: "amina", path: "/"},
		{state: "empty", who: "hanna", path: "/", bare: true},
		{state: "of HR", who: "marta", path: "/"},
	},
	"/ask": {
		{state: "filled", who: "amina", path: "/ask"},
		{state: "with words", who: "amina", path: "/ask?q=Night+allowance"},
	},
	"/ask/{service}": {
		{state: "filled", who: "amina", path: "/ask/hours?q=Night+allowance"},
		{state: "sensitive", who: "pavel", path: "/ask/fairness"},
		{state: "error", who: "amina", path: "/ask/hours", send: fields{"subject": "", "body": "", "for": "nobody@ferrow-lund.example"}},
		{state: "refused", who: "amina", path: "/ask/nothing", want: http.StatusNotFound},
	},
	"/requests": {
		{state: "filled", who: "amina", path: "/requests"},
		{state: "closed", who: "amina", path: "/requests?tab=closed"},
		{state: "of reports", who: "jonas", path: "/requests?tab=reports"},
		{state: "empty", who: "hanna", path: "/requests"},
	},
	"/requests/{number}": {
		{state: "filled", who: "amina", path: "/requests/{open}"},
		{state: "just sent", who: "amina", path: "/requests/{open}?sent=1"},
		{state: "late", who: "amina", path: "/requests/{late}"},
		{state: "waiting", who: "amina", path: "/requests/{waiting}"},
		{state: "answered", who: "amina", path: "/requests/{answered}"},
		{state: "closed", who: "amina", path: "/requests/{closed}"},
		{state: "complaint", who: "pavel", path: "/requests/{against}"},
		{state: "error", who: "amina", path: "/requests/{open}/messages", send: fields{"body": ""}},
		{state: "error when reopened", who: "amina", path: "/requests/{answered}/reopen", send: fields{"missing": ""}},
		{state: "refused", who: "hanna", path: "/requests/{open}", want: http.StatusNotFound},
		{state: "against", who: "stefan", path: "/requests/{against}", want: http.StatusNotFound},
	},
	"/requests/{number}/rating": {
		{state: "empty", who: "amina", path: "/requests/{answered}/rating"},
		{state: "filled", who: "amina", path: "/requests/{closed}/rating"},
		{state: "error", who: "amina", path: "/requests/{closed}/rating", send: fields{"text": "Quick."}},
		{state: "refused", who: "hanna", path: "/requests/{closed}/rating", want: http.StatusNotFound},
	},
	"/search": {
		{state: "filled", who: "amina", path: "/search?q=allowance"},
		{state: "empty", who: "amina", path: "/search?q=Quittenmarmelade"},
		{state: "at the desk", who: "theo desk", path: "/search?q=payslip"},
	},
	"/me": {
		{state: "filled", who: "amina", path: "/me"},
		{state: "empty", who: "rosa", path: "/me", bare: true},
		{state: "error", who: "amina", path: "/me", send: fields{"part": "reading", "language": "en", "time_zone": "Nowhere/Land"}},
		{state: "error in the notices", who: "amina", path: "/me/notices", send: fields{"answer": "none", "message": "sms"}},
		{state: "at the desk", who: "marta desk", path: "/me"},
	},
	"/notices/{token}": {
		{state: "filled", path: "/notices/{stop}"},
		{state: "done", path: "/notices/{stop}", send: fields{"List-Unsubscribe": "One-Click"}, want: http.StatusOK},
		{state: "refused", path: "/notices/nothing", want: http.StatusNotFound},
	},
	"/me/face":     {{state: "to the desk", who: "marta", path: "/me/face"}, {state: "to the portal", who: "marta desk", path: "/me/face"}},
	"/me/data":     {{state: "filled", who: "amina", path: "/me/data"}, {state: "empty", who: "hanna", path: "/me/data", bare: true}},
	"/me/openings": {{state: "filled", who: "amina", path: "/me/openings"}, {state: "empty", who: "hanna", path: "/me/openings", bare: true}},
	"/me/security": {
		{state: "filled", who: "theo", path: "/me/security"},
		{state: "empty", who: "hanna", path: "/me/security"},
		{state: "error", who: "hanna", path: "/me/security/password", send: fields{"password": "short"}},
		{state: "error in a token", who: "hanna", path: "/me/security/tokens", send: fields{"name": "", "scope": "all"}},
	},

	"/desk": {
		{state: "filled", who: "theo desk", path: "/desk"},
		{state: "all", who: "ingrid desk", path: "/desk?view=all"},
		{state: "dense", who: "ingrid desk", path: "/desk?view=all&dense=on"},
		{state: "empty", who: "theo desk", path: "/desk", bare: true},
		{state: "searched", who: "theo desk", path: "/desk?view=all&q=payslip"},
		{state: "error", who: "theo desk", path: "/desk/bulk", send: fields{"priority": "high"}},
		{state: "refused", who: "amina", path: "/desk", want: http.StatusForbidden},
		{state: "refused to an administrator", who: "noor desk", path: "/desk", want: http.StatusForbidden},
	},
	"/desk/cases/{number}/letter": {
		{state: "filled", who: "theo desk", path: "/desk/cases/{open}/letter?mail={missed}"},
		{state: "refused", who: "theo desk", path: "/desk/cases/{open}/letter?mail=x", want: http.StatusUnprocessableEntity},
	},
	"/desk/cases/{number}": {
		{state: "filled", who: "theo desk", path: "/desk/cases/{open}"},
		{state: "late", who: "theo desk", path: "/desk/cases/{late}"},
		{state: "waiting", who: "marta desk", path: "/desk/cases/{waiting}"},
		{state: "answered", who: "theo desk", path: "/desk/cases/{answered}"},
		{state: "closed", who: "theo desk", path: "/desk/cases/{closed}"},
		{state: "health", who: "marta desk", path: "/desk/cases/{health}"},
		{state: "complaint", who: "marta desk", path: "/desk/cases/{against}"},
		{state: "to be decided", who: "marta desk", path: "/desk/cases/{decide}"},
		{state: "error", who: "theo desk", path: "/desk/cases/{open}/messages", send: fields{"body": ""}},
		{state: "error when closed", who: "theo desk", path: "/desk/cases/{open}/close", send: fields{"body": "", "outcome": "answered", "cause": "other"}},
		{state: "error in a call about a mail", who: "theo desk", path: "/desk/cases/{open}/told", send: fields{"how": "phone", "words": ""}},
		{state: "error in a step", who: "theo desk", path: "/desk/cases/{open}/steps", send: fields{"title": ""}},
		{state: "error in a pause", who: "theo desk", path: "/desk/cases/{open}/pause", send: fields{"reason": ""}},
		{state: "error in a new time", who: "theo desk", path: "/desk/cases/{open}/renegotiate", send: fields{"reason": ""}},
		{state: "refused", who: "priya desk", path: "/desk/cases/{against}", want: http.StatusNotFound},
	},
	"/desk/cases/{number}/concern":      {{state: "filled", who: "theo desk", path: "/desk/cases/{open}/concern"}, {state: "error", who: "theo desk", path: "/desk/cases/{open}/concern", send: fields{}, want: http.StatusConflict}},
	"/desk/cases/{number}/mail/{entry}": {{state: "filled", who: "theo desk", path: "/desk/cases/{mailed}/mail/{entry}"}},
	"/desk/mail": {
		{state: "filled", who: "theo desk", path: "/desk/mail"},
		{state: "empty", who: "marta desk", path: "/desk/mail", bare: true},
		{state: "refused", who: "noor desk", path: "/desk/mail", want: http.StatusForbidden},
	},
	"/desk/mail/{id}": {
		{state: "filled", who: "theo desk", path: "/desk/mail/{letter}"},
		{state: "error", who: "theo desk", path: "/desk/mail/{letter}/join", send: fields{"case": ""}},
		{state: "error of a person", who: "theo desk", path: "/desk/mail/{letter}/accept", send: fields{"as": "nobody@ferrow-lund.example"}},
		{state: "refused", who: "marta desk", path: "/desk/mail/{letter}", want: http.StatusNotFound},
	},
	"/desk/new": {
		{state: "empty", who: "marta desk", path: "/desk/new"},
		{state: "error", who: "marta desk", path: "/desk/new", send: fields{"for": "", "subject": ""}},
		{state: "ambiguous", who: "marta desk", path: "/desk/new", send: fields{"for": "an", "subject": "Payslip", "body": "Please call.", "channel": "phone", "service": "pay"}},
		{state: "refused", who: "noor desk", path: "/desk/new", want: http.StatusForbidden},
	},
	"/desk/ratings": {{state: "filled", who: "theo desk", path: "/desk/ratings"}, {state: "empty", who: "marta desk", path: "/desk/ratings", bare: true}},
	"/desk/people": {
		{state: "filled", who: "marta desk", path: "/desk/people"},
		{state: "empty", who: "marta desk", path: "/desk/people?q=Quittenmarmelade"},
		{state: "refused", who: "amina", path: "/desk/people", want: http.StatusForbidden},
	},
	"/desk/people/{id}": {
		{state: "filled", who: "noor desk", path: "/desk/people/{hanna}"},
		{state: "without e-mail", who: "marta desk", path: "/desk/people/{rosa}"},
		{state: "refused", who: "marta desk", path: "/desk/people/nobody", want: http.StatusNotFound},
	},
	"/desk/people/new": {
		{state: "empty", who: "noor desk", path: "/desk/people/new"},
		{state: "error", who: "noor desk", path: "/desk/people/new", send: fields{"given_name": "", "email": "no address"}},
	},
	"/desk/people/{id}/edit": {
		{state: "filled", who: "noor desk", path: "/desk/people/{hanna}/edit"},
		{state: "error", who: "noor desk", path: "/desk/people/{hanna}/edit", send: fields{"given_name": "", "email": "no address"}},
	},
	"/desk/people/{id}/factor": {
		{state: "empty", who: "noor desk", path: "/desk/people/{hanna}/factor"},
		{state: "refused", who: "marta desk", path: "/desk/people/{hanna}/factor", want: http.StatusForbidden},
	},
	"/desk/people/{id}/activation": {
		{state: "empty", who: "marta desk", path: "/desk/people/{rosa}/activation"},
		{state: "error", who: "marta desk", path: "/desk/people/{rosa}/activation", send: fields{"checked": ""}},
		{state: "filled", who: "marta desk", path: "/desk/people/{rosa}/activation", via: lettered},
	},

	"/admin":                {{state: "filled", who: "noor desk", path: "/admin"}, {state: "of HR", who: "ingrid desk", path: "/admin"}, {state: "refused", who: "theo desk", path: "/admin", want: http.StatusForbidden}},
	"/admin/mailboxes":      {{state: "filled", who: "noor desk", path: "/admin/mailboxes"}, {state: "empty", who: "noor desk", path: "/admin/mailboxes", bare: true}},
	"/admin/mailboxes/new":  {{state: "empty", who: "noor desk", path: "/admin/mailboxes/new"}, {state: "error", who: "noor desk", path: "/admin/mailboxes/new", send: fields{"name": "", "kind": "imap"}}},
	"/admin/mailboxes/{id}": {{state: "filled", who: "noor desk", path: "/admin/mailboxes/{mailbox}"}, {state: "error", who: "noor desk", path: "/admin/mailboxes/{mailbox}/test-in", send: fields{}, want: http.StatusConflict}},
	"/admin/mail":           {{state: "filled", who: "noor desk", path: "/admin/mail"}, {state: "empty", who: "noor desk", path: "/admin/mail", bare: true}},
	"/admin/outbox": {
		{state: "filled", who: "noor desk", path: "/admin/outbox"},
		{state: "empty", who: "noor desk", path: "/admin/outbox", bare: true},
	},
	"/admin/audit": {
		{state: "empty", who: "lena desk", path: "/admin/audit", bare: true},
		{state: "downloads", who: "lena desk", path: "/admin/audit"},
		{state: "filled", who: "lena desk", path: "/admin/audit?person=amina@ferrow-lund.example"},
		{state: "error", who: "lena desk", path: "/admin/audit?person=nobody@ferrow-lund.example"},
		{state: "refused", who: "ingrid desk", path: "/admin/audit", want: http.StatusForbidden},
	},
	"/admin/holds": {
		{state: "filled", who: "lena desk", path: "/admin/holds"},
		{state: "empty", who: "ingrid desk", path: "/admin/holds", bare: true},
		{state: "error", who: "ingrid desk", path: "/admin/holds", send: fields{"person": "nobody@ferrow-lund.example", "reason": ""}},
		{state: "refused", who: "theo desk", path: "/admin/holds", want: http.StatusForbidden},
	},
	"/agreements": {{state: "empty", who: "amina portal", path: "/agreements", bare: true}, {state: "filled", who: "amina portal", path: "/agreements"}},
	"/admin/agreements": {
		{state: "filled", who: "ingrid desk", path: "/admin/agreements"},
		{state: "error", who: "ingrid desk", path: "/admin/agreements", send: fields{"subject": "fairness_audit", "starts": "soon"}},
		{state: "refused", who: "theo desk", path: "/admin/agreements", want: http.StatusForbidden},
	},
	"/admin/jobs":  {{state: "filled", who: "noor desk", path: "/admin/jobs"}, {state: "empty", who: "noor desk", path: "/admin/jobs?state=discarded"}},
	"/admin/roles": {{state: "filled", who: "noor desk", path: "/admin/roles"}},
	"/admin/import": {
		{state: "empty", who: "noor desk", path: "/admin/import"},
		{state: "error", who: "noor desk", path: "/admin/import", send: fields{}},
	},
	"/admin/import/{id}": {
		{state: "filled", who: "noor desk", path: "/admin/import/{import}"},
		{state: "refused", who: "noor desk", path: "/admin/import/nothing", want: http.StatusNotFound},
	},
	"/admin/services": {{state: "filled", who: "ingrid desk", path: "/admin/services"}},
	"/admin/services/{id}": {
		{state: "filled", who: "ingrid desk", path: "/admin/services/health"},
		{state: "error", who: "ingrid desk", path: "/admin/services/pay", send: fields{"name": ""}},
	},
	"/admin/calendars": {{state: "filled", who: "noor desk", path: "/admin/calendars"}, {state: "empty", who: "noor desk", path: "/admin/calendars", bare: true}},
	"/admin/calendars/{id}": {
		{state: "filled", who: "noor desk", path: "/admin/calendars/malmby"},
		{state: "tried", who: "noor desk", path: "/admin/calendars/malmby?start=2026-11-20T14:00&minutes=600"},
		{state: "error", who: "noor desk", path: "/admin/calendars/malmby", send: fields{"name": "", "zone": "Nowhere"}},
	},
	"/admin/new-calendar": {
		{state: "empty", who: "noor desk", path: "/admin/new-calendar"},
		{state: "error", who: "noor desk", path: "/admin/new-calendar", send: fields{"name": "", "monday": "all day"}},
	},
	"/admin/terminals": {
		{state: "empty", who: "noor desk", path: "/admin/terminals", bare: true},
		{state: "filled", who: "noor desk", path: "/admin/terminals", via: terminal},
		{state: "error", who: "noor desk", path: "/admin/terminals", send: fields{"name": ""}},
	},

	"/sign-in":          {{state: "empty", path: "/sign-in"}, {state: "error", path: "/sign-in", send: fields{"email": "no address"}}},
	"/sign-in/sent":     {{state: "filled", path: "/sign-in/sent"}},
	"/sign-in/password": {{state: "empty", path: "/sign-in/password"}, {state: "error", path: "/sign-in/password", send: fields{"email": "amina@ferrow-lund.example", "password": "not this"}}},
	"/sign-in/link/{token}": {
		{state: "filled", via: func(b *tab, w *world) string { return mailed(b, w, "amina") }},
		{state: "refused", path: "/sign-in/link/unknown", want: http.StatusNotFound},
	},
	"/sign-in/factor": {
		{state: "filled", path: "/sign-in/factor", via: func(b *tab, w *world) string { begin(b, w, "marta"); return "" }},
		{state: "error", path: "/sign-in/factor", send: fields{"code": "12"}, via: func(b *tab, w *world) string { begin(b, w, "priya"); return "" }},
	},
	"/sign-in/recovery": {{state: "filled", path: "/sign-in/recovery", via: func(b *tab, w *world) string { proveNew(b, w, "ingrid"); return "" }}},
	"/sign-in/code": {
		{state: "filled", path: "/sign-in/code", via: func(b *tab, w *world) string { proveNew(b, w, "lena"); begin(b, w, "lena"); return "" }},
		{state: "error", path: "/sign-in/code", send: fields{"code": "12"}, via: func(b *tab, w *world) string { proveNew(b, w, "theo"); begin(b, w, "theo"); return "" }},
	},
	"/sign-out": {{state: "filled", who: "amina", path: "/sign-out"}},
	"/terminal": {
		{state: "refused", path: "/terminal"},
		{state: "empty", path: "/terminal", via: terminal},
		{state: "error", path: "/terminal", send: fields{"number": "1005", "pin": "1"}, via: terminal},
	},
	"/activate":      {{state: "filled", path: "/activate?number=1005&code=ABCD"}, {state: "error", path: "/activate", send: fields{"number": "", "pin": "1234"}}},
	"/first/{token}": {{state: "empty", via: first}, {state: "refused", path: "/first/unknown", want: http.StatusNotFound}},
}
