package app_test

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// samples are inputs that are accepted, by the beginning or the end of the address. Each keeps the fields that its address takes.
var samples = []struct {
	path   string
	fields map[string]any
}{
	{"/desk/new", map[string]any{"for": "1003", "channel": "phone", "service": "pay", "subject": "Probe", "body": "Probe"}},
	{"/api/v1/cases", map[string]any{"subject": "Probe", "body": "Probe"}},
	{"/ask/{service}", map[string]any{"subject": "Probe", "body": "Probe"}},
	{"/messages", map[string]any{"body": "Probe"}},
	{"/close", map[string]any{"body": "Probe", "answer": "Probe", "outcome": "done", "cause": "information"}},
	{"/assign", map[string]any{"assignee": "me"}},
	{"/priority", map[string]any{"priority": "high"}},
	{"/restrict", map[string]any{"sensitivity": "open"}},
	{"/pause", map[string]any{"reason": "Probe", "until": "2026-12-01T10:00:00Z"}},
	{"/renegotiate", map[string]any{"reason": "Probe", "kind": "decision", "due_at": "2026-12-01T10:00:00Z"}},
	{"/prolong", map[string]any{"reason": "Probe"}},
	{"/keys", map[string]any{"items": []map[string]any{{"key": "r", "press": "y"}}, "key": []string{"r"}, "press": []string{"y"}}},
	{"/steps", map[string]any{"title": "Probe"}},
	{"/steps/{step}", map[string]any{"state": "done"}},
	{"/reopen", map[string]any{"missing": "Probe"}},
	{"/invite", map[string]any{"person": apptest.Email("hanna")}},
	{"/uninvite", map[string]any{"person": apptest.Email("hanna")}},
	{"/write-letter", map[string]any{"template": "probe"}},
	{"/cases/{number}/letters", map[string]any{"template": "probe"}},
	{"/personnel-file", map[string]any{"person": apptest.Email("pavel"), "reason": "The landlord called."}},
	{"/decide", map[string]any{"outcome": "granted", "reason": "The shift began at 22:00.", "facts": "22:00", "next.text": "Probe", "next.date": "2026-12-01"}},
	{"/decision", map[string]any{"outcome": "granted", "reason": "The shift began at 22:00.", "facts": []string{"22:00"}, "next": map[string]any{"text": "Probe", "date": "2026-12-01"}}},
	{"/desk/policies", map[string]any{"id": "probe", "title": "Probe"}},
	{"/api/v1/policies", map[string]any{"id": "probe", "title": "Probe", "clauses": []map[string]any{{"number": "1", "title": "Probe", "text": "Probe", "from": "2026-01-01"}}}},
	{"/policies/{id}/publish", map[string]any{"number": "4.3", "title": "Probe", "text": "Probe", "from": "2026-12-01"}},
	{"/policies/{id}/clauses", map[string]any{"number": "4.4", "title": "Probe", "text": "Probe", "from": "2026-12-01"}},
	{"/rating", map[string]any{"satisfaction": 4, "effort": 4, "solved": "yes", "again": "yes"}},
	{"/heard", map[string]any{"happened": "Probe", "asks": "Probe"}},
	{"/heard/confirm", map[string]any{"correction": "Probe"}},
	{"/askings", map[string]any{"whom": "Probe", "words": "Probe"}},
	{"/asking", map[string]any{"whom": "Probe", "words": "Probe"}},
	{"/asking/{asking}", map[string]any{"choice": "approve", "words": "Probe"}},
	{"/answer", map[string]any{"choice": "approve"}},
	{"/calculation", figures},
	{"/calculation/check", figures},
	{"/lines/{line}", correctedLine},
	{"/estimate", map[string]any{"steps": []map[string]any{{"name": "Probe", "minutes_low": 1, "minutes_high": 2}}, "name": []string{"Probe"}, "minutes_low": []string{"1"}, "minutes_high": []string{"3"}, "cause": "Probe"}},
	{"/estimate/check", map[string]any{"name": []string{"Probe"}}},
	{"/estimate/choice", map[string]any{"choice": "go_on"}},
	{"/effort", map[string]any{"minutes": 1, "step": "Probe", "other": "Probe"}},
	{"/reverse", map[string]any{"note": "Probe"}},
	{"/statement/questions", map[string]any{"line": "waiting:hr", "question": "Probe"}},
	{"/answer", map[string]any{"text": "Probe"}},
	{"/callback", map[string]any{"day": []string{"2026-12-10"}, "from": []string{"10:00"}, "to": []string{"11:00"}, "zone": "Europe/Stockholm"}},
	{"/callbacks", map[string]any{"windows": []map[string]any{{"from": "2026-12-10T10:00:00Z", "to": "2026-12-10T11:00:00Z"}}}},
	{"/callback/number", map[string]any{"phone": "+46 70 555 01 88"}},
	{"/callbacks/number", map[string]any{"phone": "+46 70 555 01 88"}},
	{"/remove", map[string]any{"tag": "probe", "link": "probe"}},
	{"/links", map[string]any{"other": "HR-1", "kind": "same_cause"}},
	{"/split", map[string]any{"messages": []string{"probe"}, "subject": "Probe", "service": "pay"}},
	{"/join", map[string]any{"into": "HR-1"}},
	{"/apart", map[string]any{}},
	{"/distinct", map[string]any{"other": "HR-1"}},
	{"/api/v1/duplicates", map[string]any{"subject": "Probe", "body": "Probe"}},
	{"/watch", map[string]any{"stop": true}},
	{"/held", map[string]any{"body": "Probe"}},
	{"/held/undo", map[string]any{"id": "probe"}},
	{"/together", map[string]any{"body": "Probe"}},
	{"/together/{kind}", map[string]any{"body": "Probe", "version": 0, "was": ""}},
	{"/together/{kind}/send", map[string]any{"body": "Probe", "version": 0, "was": ""}},
	{"/together/{kind}/remove", map[string]any{"file": "probe", "body": "Probe", "version": 0, "was": ""}},
	{"/together/{kind}/files", map[string]any{}},
	{"/together/{kind}/end", map[string]any{"body": "Probe", "version": 0, "was": ""}},
	{"/me/presence", map[string]any{"shown": false}},
	{"/writing", map[string]any{"kind": "note"}},
	{"/snooze", map[string]any{"when": "tomorrow"}},
	{"/snooze/end", map[string]any{}},
	{"/desk/cases/{number}/side", map[string]any{"to": apptest.Email("hanna"), "subject": "Probe", "body": "Probe", "seen": ident.Hash(apptest.Email("hanna") + "\x00Probe\x00Probe\x00")}},
	{"/desk/cases/{number}/side/check", map[string]any{"to": apptest.Email("hanna"), "subject": "Probe", "body": "Probe"}},
	{"/api/v1/cases/{number}/side", map[string]any{"to": []string{apptest.Email("hanna")}, "subject": "Probe", "body": "Probe"}},
	{"/api/v1/cases/{number}/side/check", map[string]any{"to": []string{apptest.Email("hanna")}, "subject": "Probe", "body": "Probe"}},
	{"/side/{side}", map[string]any{"body": "Probe"}},
	{"/side/{side}/close", map[string]any{}},
	{"/side/{side}/withdraw", map[string]any{}},
	{"/me/asked/{side}", map[string]any{"body": "Probe"}},
	{"/answers", map[string]any{"body": "Probe"}},
	{"/fields", map[string]any{"fields": map[string]any{"word": "Probe"}, "field": []string{"word"}, "value": []string{"Probe again"}, "was": []string{"Probe"}, "kind": "text", "label": "Probe", "side": "requester"}},
	{"/api/v1/cases/{number}/fields", map[string]any{"fields": map[string]any{"word": "Probe"}, "was": map[string]any{"word": nil}}},
	{"/fields/{key}", map[string]any{"kind": "text", "label": "Word probed"}},
	{"/tags", map[string]any{"word": "probe"}},
	{"/tags/{tag}", map[string]any{"word": "probe two"}},
	{"/take", map[string]any{}},
	{"/desk/day/skills", map[string]any{"services": []string{"hours"}, "languages": "en, pl"}},
	{"/routing/skills", map[string]any{"services": []string{"hours"}, "languages": []string{"en", "pl"}}},
	{"/day/away", map[string]any{"first_day": "2026-12-01", "back_day": "2026-12-08"}},
	{"/routing/absences", map[string]any{"first_day": "2026-12-01", "back_day": "2026-12-08"}},
	{"/routing/{team}/away", map[string]any{"person": apptest.ID("theo"), "first_day": "2026-12-02", "back_day": "2026-12-08"}},
	{"/routing/teams/{team}/absences", map[string]any{"person": apptest.ID("theo"), "first_day": "2026-12-03", "back_day": "2026-12-08"}},
	{"/desk/routing/{team}", map[string]any{"load_cap": "30", "heavy_open": "2", "heavy_week": "3", "service": []string{"pay"}, "effort": []string{"2"}, "emotion": []string{"1"}}},
	{"/api/v1/routing/teams/{team}", map[string]any{"load_cap": 31, "heavy_open": 2, "heavy_week": 3, "weights": []map[string]any{{"service": "pay", "effort": 2, "emotion": 2}}}},
	{"/rules", map[string]any{"name": "Probe", "team": "advice", "when": "filled", "then_priority": "high", "then_mention": apptest.Email("priya")}},
	{"/rules/{rule}", map[string]any{"name": "Probe again", "team": "advice", "when": "opened", "then_priority": "low"}},
	{"/switch", map[string]any{"on": true}},
	{"/dismiss", map[string]any{"reason": "Probe"}},
	{"/desk/announcements", map[string]any{"service": "pay", "until": "2026-12-01", "language1": "en", "title1": "Probe", "body1": "Probe", "do": "announce"}},
	{"/api/v1/announcements", map[string]any{"service": "pay", "until": "2026-12-02", "texts": []map[string]any{{"language": "en", "title": "Probe", "body": "Probe"}}}},
	{"/macros", map[string]any{"name": "Probe", "texts": []map[string]any{{"language": "en", "body": "Probe"}}, "language": []string{"en"}, "text": []string{"Probe"}}},
	{"/macros/{macro}", map[string]any{"name": "Probe again", "texts": []map[string]any{{"language": "en", "body": "Probe"}}, "language": []string{"en"}, "text": []string{"Probe"}}},
	{"/outreach", map[string]any{"list": "1006", "service": "pay", "texts": []map[string]any{{"language": "en", "title": "Probe", "body": "Probe"}}, "language": []string{"en"}, "title": []string{"Probe"}, "text": []string{"Probe"}}},
	{"/outreach/{round}", map[string]any{"do": "start"}},
	{"/outreach/{round}/settle", map[string]any{"do": "settle", "words": "Probe"}},
	{"/macros/send", map[string]any{"macro": "probe", "body": "Probe"}},
	{"/desk/cases/{number}/macros", map[string]any{"insert": "probe", "body": "Probe"}},
	{"/views", map[string]any{"name": "Probe", "query": "service=pay"}},
	{"/views/{view}", map[string]any{"name": "Probe again"}},
	{"/webhooks", webhooked},
	{"/api/v1/events", map[string]any{"key": "probe", "kind": "probe", "text": "Probe", "person": "1003"}},
	{"/webhooks/new", webhooked},
	{"/webhooks/{id}", webhooked},
	{"/attempts", map[string]any{"result": "no_answer"}},
	{"/exception", map[string]any{"clause": "pay 4.2", "why": "Probe"}},
	{"/exception/{exception}", exceptionGranted},
	{"/api/v1/cases/{number}/exception/{exception}/decision", exceptionGranted},
	{"/mile", map[string]any{"what": "Probe"}},
	{"/miles", map[string]any{"what": "Probe"}},
	{"/lesson", map[string]any{"lesson": "Probe"}},
	{"/thanks", map[string]any{"words": "Probe"}},
	{"/desk/exceptions/budget", map[string]any{"team": "payroll", "cents": "50", "currency": "EUR"}},
	{"/budgets/{team}", map[string]any{"cents": 5000, "currency": "EUR"}},
	{"/agreements", map[string]any{"subject": "fairness_audit", "agreed_with": "Probe", "legal_basis": "Probe", "purpose": "Probe", "starts": "2026-01-01", "ends": "2028-01-01"}},
	{"/owner", map[string]any{"person": apptest.Email("ingrid")}},
	{"/desk/fairness/{ref}/findings/{finding}/answer", found},
	{"/api/v1/fairness/findings/{finding}/answers", found},
	{"/fairness-attributes", map[string]any{"csv": "person,attribute,value\n1003,Contract,Probe"}},
	{"/bulk", map[string]any{"priority": "low"}},
	{"/bulk/preview", map[string]any{"reply": "Probe"}},
	{"/bulk/{batch}/undo", map[string]any{}},
	{"/bulk/{batch}", map[string]any{"seen": []string{"probe"}}},
	{"/drafts/{place...}", map[string]any{"body": "Probe", "fields": map[string]any{"word": "Probe"}, "field": []string{"word"}, "value": []string{"Probe"}}},
	{"/desk/people/new", map[string]any{"given_name": "Probe", "family_name": "One", "email": "probe.form@ferrow-lund.example"}},
	{"/api/v1/people", map[string]any{"given_name": "Probe", "family_name": "Two", "email": "probe.api@ferrow-lund.example"}},
	{"/edit", map[string]any{"given_name": "Hanna", "family_name": "Changed", "email": apptest.Email("hanna")}},
	{"/api/v1/people/{id}", map[string]any{"given_name": "Hanna", "family_name": "Again", "email": apptest.Email("hanna")}},
	{"/roles", map[string]any{"role": "agent"}},
	{"/roles/revoke", map[string]any{"role": "agent"}},
	{"/admin/teams/new", map[string]any{"name": "Probe team of the page", "members": []string{apptest.Email("marta")}}},
	{"/api/v1/teams", map[string]any{"name": "Probe team of a program", "members": []string{apptest.Email("marta")}}},
	{"/admin/services/new", map[string]any{"name": "Probe service of the page", "team": "payroll", "first_answer_minutes": 60, "decision_minutes": 120, "active": true}},
	{"/api/v1/services", map[string]any{"name": "Probe service of a program", "team": "payroll", "first_answer_minutes": 60, "decision_minutes": 120, "active": true}},
	{"/admin/causes/new", map[string]any{"name": "Probe cause of the page", "active": true}},
	{"/api/v1/causes", map[string]any{"name": "Probe cause of a program", "active": true}},
	{"/teams/{id}", map[string]any{"name": "Probe team", "members": []string{apptest.Email("marta")}}},
	{"/services/{id}", map[string]any{"name": "Probe service", "team": "payroll", "first_answer_minutes": 60, "decision_minutes": 120, "active": true}},
	{"/causes/{id}", map[string]any{"name": "Probe cause", "active": true}},
	{"/calendars/{id}/holidays", map[string]any{"country": "SE", "days": []string{"2026-12-25"}}},
	{"/api/v1/promise-policies", map[string]any{"service": "pay", "name": "Probe", "first_answer": "1h", "next_word": "1h", "decision": "1d"}},
	{"/api/v1/promise-policies/{policy}", map[string]any{"name": "Probe two", "first_answer": "1h", "next_word": "1h", "decision": "1d"}},
	{"/admin/new-promise-policy", map[string]any{"service": "hours", "name": "Probe", "first_answer": "1", "first_answer_unit": "h", "next_word": "1", "next_word_unit": "h", "decision": "1", "decision_unit": "d"}},
	{"/admin/promise-policies/{policy}", map[string]any{"name": "Probe three", "first_answer": "1", "first_answer_unit": "h", "next_word": "1", "next_word_unit": "h", "decision": "1", "decision_unit": "d"}},
	{"/api/v1/calendars/{id}", map[string]any{"name": "Probe calendar", "calendar": map[string]any{"zone": "Europe/Stockholm", "week": map[string]any{"mon": [][]string{{"08:00", "16:00"}}}, "holidays": []string{}}}},
	{"/api/v1/me", map[string]any{"pronouns": "she"}},
	{"/me", map[string]any{"part": "details", "pronouns": "they"}},
	{"/me/asking", map[string]any{"never": true}},
	{"/me/notices", map[string]any{"message": "email", "items": []map[string]any{{"event": "message", "channel": "email"}}}},
	{"/me/security/tokens", map[string]any{"name": "Probe", "scope": "read"}},
	{"/sign-in", map[string]any{"email": apptest.Email("amina")}},
	{"/admin/terminals", map[string]any{"name": "Probe"}},
	{"/activation", map[string]any{"checked": "badge"}},
	{"/factor", map[string]any{"checked": "badge"}},
}

var webhooked = map[string]any{"name": "Probe", "url": "https://payroll.ferrow-lund.example/probe", "facts": []string{"case.closed"}}

var found = map[string]any{"cause": "explained", "text": "Probe"}

var exceptionGranted = map[string]any{"outcome": "granted", "reason": "Probe", "differs": "Probe", "expires": "2027-05-01"}

// figures are a calculation, both as a form and as JSON; correctedLine is a line of one.
var (
	figures = map[string]any{"title": "Probe", "unit": "EUR", "rounding": "half_up", "lines": []map[string]any{{"text": "Probe", "rate": "2", "amount": "2.00", "source": "Table B"}},
		"text": []string{"Probe"}, "rate": []string{"2"}, "source": []string{"Table B"}}
	correctedLine = map[string]any{"text": "Probe", "rate": "3", "source": "Table B", "reason": "Probe"}
)

// sample is an input of an address that is accepted in many of its states; nothing where the address takes nothing.
func (p *probe) sample(r httpx.Route) map[string]any {
	out := map[string]any{}
	for _, s := range samples {
		if r.Path != s.path && (len(out) > 0 || !strings.HasSuffix(r.Path, s.path)) {
			continue
		}
		out = map[string]any{}
		for name, value := range s.fields {
			if slices.Contains(p.known(r), name) {
				out[name] = value
			}
		}
	}
	if slices.Contains(p.known(r), "version") && strings.HasSuffix(r.Path, "/acknowledgements") {
		out["version"] = p.values["version"]
	}
	if slices.Contains(p.known(r), "numbers") {
		out["numbers"] = []string{p.values["number"]}
	}
	return out
}

// The input beside which the unknown fields are sent is accepted: else they would be refused with it, whatever became of them.
func TestRightsOfKnownFields(t *testing.T) {
	t.Parallel()
	p := newProbe(t, store.SQLite)
	var accepted, refused []string
	for _, r := range p.writes() {
		p.change(t, `UPDATE desk_case SET state = 'open', assignee_person = NULL`) // what one address did must not stand in the way of the next
		before := p.state(t)
		kind, body := sent(t, r, p.sample(r))
		got := p.post(t, r, kind, body)
		switch {
		case got.status >= 500:
			t.Errorf("%s: got %d: %s", r.Pattern(), got.status, got.text)
		case got.status < 400 && len(changed(before, p.state(t))) > 0:
			accepted = append(accepted, r.Pattern())
		default:
			refused = append(refused, r.Pattern())
		}
	}
	t.Logf("%d addresses took their sample and changed something; %d did not, as they stand: %v", len(accepted), len(refused), refused)
	if len(accepted) < 50 {
		t.Errorf("only %d addresses took their sample: %v", len(accepted), accepted)
	}
}

// Values of another kind, keys that come twice, bodies of another type: refused, and never a fault of ours.
func TestRightsOfOddBodies(t *testing.T) {
	t.Parallel()
	p := newProbe(t, store.SQLite)
	p.tables = slices.DeleteFunc(p.tables, func(table string) bool { return table == "auth_attempt" }) // which counts what was refused
	asked := 0
	for _, r := range p.writes() {
		bodies := p.odd(t, r)
		slices.SortStableFunc(bodies, func(a, b oddBody) int { return cmp.Compare(fits(a), fits(b)) })
		before := p.state(t)
		for i, body := range bodies {
			got := p.post(t, r, body.kind, body.text)
			asked++
			if got.status >= 500 || got.status < 400 && !body.fits && !noPage(r, got) {
				t.Errorf("%s: got %d for %s %.200s", r.Pattern(), got.status, body.kind, body.text)
			}
			last := !body.fits && (i+1 == len(bodies) || bodies[i+1].fits) // of those that have to be refused
			if long() || last {
				after := p.state(t)
				tables := changed(before, after)
				if got.status == http.StatusConflict { // understood, and not done as things stand: what was typed stays
					tables = slices.DeleteFunc(tables, func(table string) bool { return strings.HasSuffix(table, "_draft") })
				}
				if got.status >= 400 && len(tables) > 0 {
					t.Errorf("%s: refused with %d, and %v changed, by %.200s", r.Pattern(), got.status, tables, body.text)
				}
				before = after
			}
		}
	}
	t.Logf("%d bodies; %d tables compared", asked, len(p.tables))
}

func fits(b oddBody) int { return map[bool]int{true: 1}[b.fits] }

// oddBody is a body that an address does not expect; fits says that it may be taken all the same.
type oddBody struct {
	kind, text string
	fits       bool
}

func (p *probe) odd(t *testing.T, r httpx.Route) (all []oddBody) {
	t.Helper()
	sample, known := p.sample(r), p.known(r)
	text := func(fields map[string]any) string { _, body := sent(t, r, fields); return body }
	if r.Endpoint.Kind != httpx.KindJSON {
		for _, kind := range []string{jsonKind, "text/plain", "application/xml", "application/octet-stream"} {
			all = append(all, oddBody{kind: kind, text: `{"subject":"x"}`})
		}
		for _, name := range known {
			all = append(all, oddBody{kind: formKind, text: formOf(sample).Encode() + "&" + name + "=1&" + name + "=2", fits: true})
		}
		return append(all, oddBody{kind: "multipart/form-data", text: "no boundary"}, oddBody{kind: formKind, text: "a=%zz;b"})
	}
	takes := len(known) > 0
	for _, body := range []string{`[]`, `"x"`, `7`, `true`, `null`, `{"a":`, `subject=x`, `{"subject":"x"}{"subject":"y"}`, `<x/>`, strings.Repeat(`[`, 20000)} {
		all = append(all, oddBody{kind: jsonKind, text: body}, oddBody{kind: formKind, text: body})
	}
	for _, name := range known {
		for _, value := range []any{[]any{}, []any{map[string]any{}}, map[string]any{"id": 1}, map[string]any{}, 7, -1.5e300, "x", true, nil, []string{"a", "b"}} {
			odd := with(sample)
			odd[name] = value
			all = append(all, oddBody{kind: jsonKind, text: text(odd), fits: true})
		}
		good := text(sample)
		all = append(all, oddBody{kind: jsonKind, text: `{"` + name + `":{"evil":1},` + strings.TrimPrefix(good, "{"), fits: takes})
	}
	return all
}

// An address that takes whatever it is sent is found: the fault that this test is for.
func TestRightsOfMassAssignmentAreFound(t *testing.T) {
	t.Parallel()
	p := newProbe(t, store.SQLite)
	real := p.handler
	p.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/api/v1/me" && r.Method == http.MethodPatch {
			p.change(t, `UPDATE people_person SET sort_name = 'evil' WHERE id = $1`, apptest.ID("amina"))
			w.WriteHeader(http.StatusOK)
			return
		}
		real.ServeHTTP(w, r)
	})
	for _, check := range []func(*testing.T, httpx.Route, ...string) []string{p.checkEachUnknown, p.checkUnknown} {
		found := map[string]int{}
		for _, r := range p.writes() {
			if strings.HasSuffix(r.Path, "/me") {
				found[r.Pattern()] = len(check(t, r, p.unknown(r)...))
			}
		}
		if found["PATCH /api/v1/me"] < 3 || found["POST /me"] > 0 {
			t.Errorf("found %v, want the address that takes anything and no other", found)
		}
		p.change(t, `UPDATE people_person SET sort_name = '' WHERE id = $1`, apptest.ID("amina"))
	}
}
