package hostile

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"regexp"
	"strings"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/automation"
	"hearth/internal/calculation"
	"hearth/internal/callback"
	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/exception"
	"hearth/internal/field"
	"hearth/internal/heard"
	"hearth/internal/macro"
	"hearth/internal/macro/many"
	"hearth/internal/outreach"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/side"
	"hearth/internal/spike"
	"hearth/internal/tag"
	"hearth/internal/views"
)

// sample is how an address that changes something is used on a good day.
type sample struct {
	as     string                // who: see world.as
	path   func(w *world) string // the address; nil where it has no wildcard
	base   func(w *world) fields // what is sent
	reads  []string              // pages and resources that show what was sent, beyond the answer and the page it leads to; "amina api:" before one is who reads it, {path} is the address itself, {case} the case above it, {number} its number, {to} where the answer leads, {used} the case that requests share, {id} the number or id in it
	blind  string                // fields whose text is not shown anywhere, because they are secrets, look something up, or are parsed and written anew: names parted by spaces
	folds  string                // fields that take what is there already by a like spelling, such as a site: names parted by spaces
	within string                // fields whose text is shown inside a longer one, such as a letter: names parted by spaces
	idle   bool                  // the sample itself is refused: its good day needs more than a request
	seal   func(body fields)     // writes into a body what has to be of its other fields; nil: nothing
	dear   bool                  // each request costs a quarter of a second, by design: fewer are sent
}

type fields = map[string]any

func fixed(path string) func(*world) string { return func(*world) string { return path } }

func nothing(*world) fields { return fields{} }

func always(f fields) func(*world) fields { return func(*world) fields { return maps.Clone(f) } }

func below(front string, number func(*world) string, end string) func(*world) string {
	return func(w *world) string { return front + number(w) + end }
}

var (
	hanna   = apptest.ID("hanna")
	unknown = apptest.ID("unknown")
)

func somebody(w *world) fields {
	n := w.next()
	return fields{"given_name": "Ada", "family_name": "Lindqvist", "preferred_name": "Addie", "pronouns": "she/her", "language": "sv", "time_zone": "Europe/Stockholm",
		"email": "ada" + n + "@ferrow-lund.example", "phone": "+46 40 123 45 67", "personnel_number": n, "unit": "Assembly", "site": "Malmby",
		"site_time_zone": "Europe/Stockholm", "position": "Fitter", "manager": "1001", "started": "2024-02-01", "ended": "2027-02-01", "weekly_hours": 38.5}
}

// newService is a service to make. Those made before are gone, because there may be so many.
func newService(w *world) fields {
	w.gone(`DELETE FROM catalogue_service WHERE position = 5000 OR name LIKE 'Company bikes %'`)
	return fields{"name": "Company bikes " + w.next(), "description": "To borrow one.", "icon": "repeat", "team": "advice", "sensitivity": "open", "may_ask": "anyone", "first_answer_minutes": 240, "decision_minutes": 900,
		"cause": "", "position": 5000, "active": true}
}

func newServiceForm(w *world) fields { return inHours(newService(w)) }

func serviceForm(w *world) fields { return inHours(service(w)) }

// inHours is a service as its form is filled in.
func inHours(f fields) fields {
	f = maps.Clone(f)
	f["first_answer_minutes"], f["first_answer_unit"], f["decision_minutes"], f["decision_unit"] = 4, "h", 15, "h"
	return f
}

// newCause is a cause to make, and newTeam a team, as newService is a service.
func newCause(w *world) fields {
	w.gone(`DELETE FROM catalogue_cause WHERE position = 5000 OR name LIKE 'Nobody knew %'`)
	return fields{"name": "Nobody knew " + w.next(), "position": 5000, "active": true}
}

func newTeam(w *world) fields {
	const others = ` NOT IN ('hr', 'advice', 'payroll', 'night-shift')`
	w.gone(`DELETE FROM people_team_member WHERE team_id` + others)
	w.gone(`DELETE FROM people_team WHERE id` + others)
	return fields{"name": "Bikes " + w.next(), "members": []string{"1001"}}
}

// gone runs a statement that removes what a test made.
func (w *world) gone(statement string) {
	if err := w.DB.Tx(w.t.Context(), func(tx *store.Tx) error { return tx.Write(w.t.Context(), statement) }); err != nil {
		w.t.Fatal(err)
	}
}

func anyone(w *world) fields {
	f := somebody(w)
	f["email"], f["personnel_number"] = "hanna@ferrow-lund.example", "1006"
	return f
}

var (
	service = always(fields{"name": "Holidays", "description": "How many are left.", "icon": "inbox", "team": "advice", "sensitivity": "open", "may_ask": "anyone",
		"first_answer_minutes": 240, "decision_minutes": 900, "cause": "", "active": true})
	estimateForm = always(fields{"name": []string{"Look it up"}, "minutes_low": []string{"1"}, "minutes_high": []string{"2"}, "cost": []string{""}, "cost_to": []string{"you"}, "currency": "EUR", "cause": "It is by hand."})
	estimated    = always(fields{"steps": []any{map[string]any{"name": "Look it up", "minutes_low": 1, "minutes_high": 2, "cost_cents": 100, "cost_to": "you"}}, "cause": "It is by hand.", "currency": "SEK"})
	message      = always(fields{"body": "And what about November?", "seen": ""})
	asked        = always(fields{"subject": "Night allowance", "body": "It is not on my payslip."})
	week         = always(fields{"name": "Malmby", "zone": "Europe/Stockholm", "mon": "08:00–17:00", "tue": "", "wed": "", "thu": "", "fri": "", "sat": "", "sun": "",
		"holidays": "2026-12-25", "closing": "", "sites": "Malmby"})
	rate = always(fields{"satisfaction": 4, "effort": 4, "again": "yes", "text": "It took a while.", "show_agent": true})
)

// A decision that grants, as the API takes it and as the form sends it.
var (
	granted     = always(fields{"outcome": "granted", "reason": "The shift began at 22:00.", "facts": []string{"22:00"}, "next": fields{"text": "You get it with the next pay.", "date": "2026-12-01"}, "cause": "other", "cause_text": "no payslip"})
	grantedForm = always(fields{"outcome": "granted", "reason": "The shift began at 22:00.", "facts": "22:00", "next.text": "You get it with the next pay.", "next.date": "2026-12-01", "cause": "other", "cause_text": "no payslip"})
)

// samples says for each address that changes something how it is used. Each line is a decision; an address without one fails the test.
var samples = map[string]sample{
	"POST /api/v1/people":                                               {as: "ingrid api", base: somebody, blind: "site_time_zone manager", folds: "site unit", reads: []string{"{path}/{id}"}},
	"PUT /api/v1/people/{id}":                                           {as: "ingrid api", path: fixed("/api/v1/people/" + hanna), base: anyone, blind: "site_time_zone manager", folds: "site unit", reads: []string{"{path}"}},
	"POST /desk/people/new":                                             {as: "ingrid desk", base: somebody, blind: "site_time_zone manager", folds: "site unit", reads: []string{"{to}/edit"}},
	"POST /desk/people/{id}/edit":                                       {as: "ingrid desk", path: fixed("/desk/people/" + hanna + "/edit"), base: anyone, blind: "site_time_zone manager", folds: "site unit", reads: []string{"{path}"}},
	"POST /api/v1/people/{id}/roles":                                    {as: "noor api", path: fixed("/api/v1/people/" + hanna + "/roles"), base: always(fields{"role": "agent"})},
	"POST /api/v1/people/{id}/roles/revoke":                             {as: "noor api", path: fixed("/api/v1/people/" + hanna + "/roles/revoke"), base: always(fields{"role": "agent"})},
	"POST /desk/people/{id}/roles":                                      {as: "noor desk", path: fixed("/desk/people/" + hanna + "/roles"), base: always(fields{"role": "agent"})},
	"POST /desk/people/{id}/roles/revoke":                               {as: "noor desk", path: fixed("/desk/people/" + hanna + "/roles/revoke"), base: always(fields{"role": "agent"})},
	"PUT /api/v1/teams/{id}":                                            {as: "ingrid api", path: fixed("/api/v1/teams/night-shift"), base: always(fields{"name": "Night shift", "members": []string{"1001"}}), blind: "members"},
	"POST /admin/import":                                                {as: "noor desk", base: nothing},
	"POST /admin/import/{id}":                                           {as: "noor desk", path: below("/admin/import/", (*world).file, ""), base: always(fields{"map": []string{"email="}, "dates": ""}), blind: "map dates", idle: true},
	"POST /desk/keys":                                                   {as: "marta desk", base: always(fields{"single": "on", "key": []string{"r"}, "press": []string{"y"}}), blind: "key press"},
	"PUT /api/v1/me/keys":                                               {as: "marta api", base: always(fields{"single": true, "items": []fields{{"key": "r", "press": "y"}}}), blind: "items/key", reads: []string{"/api/v1/me/keys"}},
	"POST /me":                                                          {as: "amina portal", base: always(fields{"part": "details", "preferred_name": "Mina", "pronouns": "she/her", "phone": "", "postal_address": "", "channel": "", "language": "en", "time_zone": "Europe/Stockholm", "theme": ""}), blind: "part phone postal_address channel language time_zone theme"},
	"PATCH /api/v1/me":                                                  {as: "amina api", base: always(fields{"preferred_name": "Mina", "pronouns": "she/her", "postal_address": "Storgatan 1", "language": "en", "time_zone": "Europe/Stockholm", "phone": "+46 40 1", "theme": "dark", "channel": "email", "channels": []string{"email"}})},
	"POST /api/v1/services":                                             {as: "ingrid api", base: newService, reads: []string{"/api/v1/services"}},
	"POST /admin/services/new":                                          {as: "ingrid desk", base: newServiceForm, blind: "description icon first_answer_unit decision_unit", reads: []string{"/admin/services"}},
	"POST /api/v1/causes":                                               {as: "ingrid api", base: newCause, reads: []string{"/api/v1/causes"}},
	"POST /admin/causes/new":                                            {as: "ingrid desk", base: newCause, reads: []string{"/admin/causes"}},
	"POST /admin/causes/{id}":                                           {as: "ingrid desk", path: fixed("/admin/causes/wages"), base: always(fields{"name": "Wages", "active": "on"}), reads: []string{"{path}"}},
	"POST /api/v1/teams":                                                {as: "ingrid api", base: newTeam, blind: "members", reads: []string{"/api/v1/teams"}},
	"POST /admin/teams/new":                                             {as: "ingrid desk", base: newTeam, blind: "members", reads: []string{"/admin/teams"}},
	"POST /admin/teams/{id}":                                            {as: "ingrid desk", path: fixed("/admin/teams/night-shift"), base: always(fields{"name": "Night shift", "members": []string{"1001"}}), blind: "members", reads: []string{"{path}"}},
	"PUT /api/v1/services/{id}":                                         {as: "ingrid api", path: fixed("/api/v1/services/holidays"), base: service, reads: []string{"/api/v1/services"}},
	"POST /admin/services/{id}":                                         {as: "ingrid desk", path: fixed("/admin/services/holidays"), base: serviceForm, blind: "first_answer_unit decision_unit", reads: []string{"{path}"}},
	"PUT /api/v1/causes/{id}":                                           {as: "ingrid api", path: fixed("/api/v1/causes/wages"), base: always(fields{"name": "Wages", "active": true}), reads: []string{"/api/v1/causes"}},
	"PUT /api/v1/calendars/{id}":                                        {as: "ingrid api", path: fixed("/api/v1/calendars/malmby"), base: always(fields{"name": "Malmby", "calendar": fields{"zone": "Europe/Stockholm", "week": fields{"mon": [][]string{{"08:00", "17:00"}}}, "holidays": []string{"2026-12-25"}}, "sites": []string{"Malmby"}, "days": []fields{{"date": "2026-12-24", "name": "Christmas Eve", "kind": "own"}}}), blind: "days/kind days/date calendar/zone calendar/week/mon calendar/holidays", reads: []string{"{path}"}},
	"POST /api/v1/calendars/{id}/holidays":                              {as: "ingrid api", path: fixed("/api/v1/calendars/malmby/holidays"), base: always(fields{"country": "SE", "region": "", "days": []string{"2026-12-25"}}), blind: "country region days"},
	"POST /admin/calendars/{id}/holidays":                               {as: "ingrid desk", path: fixed("/admin/calendars/malmby/holidays"), base: always(fields{"country": "SE", "region": "", "days": "2026-12-25"}), blind: "country region days"},
	"POST /admin/calendars/{id}":                                        {as: "ingrid desk", path: fixed("/admin/calendars/malmby"), base: week, blind: "mon tue wed thu fri sat sun holidays closing sites", reads: []string{"{path}"}},
	"POST /admin/new-calendar":                                          {as: "ingrid desk", base: newWeek, blind: "mon tue wed thu fri sat sun holidays closing sites", reads: []string{"/api/v1/calendars"}},
	"POST /api/v1/promise-policies":                                     {as: "ingrid api", base: newPolicy, blind: "service priority group first_answer next_word decision valid_from", reads: []string{"{path}"}},
	"PUT /api/v1/promise-policies/{policy}":                             {as: "ingrid api", path: below("/api/v1/promise-policies/", (*world).policy, ""), base: policy, blind: "first_answer next_word decision valid_from", reads: []string{"{path}"}},
	"POST /admin/new-promise-policy":                                    {as: "ingrid desk", base: newPolicyForm, blind: "service priority group first_answer first_answer_unit next_word next_word_unit decision decision_unit warn_first warn_second valid_from", reads: []string{"/api/v1/promise-policies"}},
	"POST /admin/promise-policies/{policy}":                             {as: "ingrid desk", path: below("/admin/promise-policies/", (*world).policy, ""), base: policyForm, blind: "service priority group first_answer first_answer_unit next_word next_word_unit decision decision_unit warn_first warn_second valid_from", reads: []string{"/api/v1/promise-policies"}},
	"POST /api/v1/cases":                                                {as: "amina api", base: filling(fields{"subject": "Night allowance", "body": "It is not on my payslip.", "service": "hours", "channel": "api", "for": "", "about": []string{}, "against": []string{}, "named": []string{}, "not_to": []string{}, "sensitivity": "", "priority": "", "came_on": ""}), blind: "for about against named not_to", reads: []string{"{path}/{id}", "{path}/{id}/fields"}},
	"POST /ask/{service}":                                               {as: "amina portal", path: fixed("/ask/hours"), base: always(fields{"subject": "Night allowance", "body": "It is not on my payslip.", "anyway": true}), blind: "for against about named not_to field value"},
	"POST /desk/new":                                                    {as: "marta desk", base: always(fields{"for": "1003", "channel": "phone", "service": "hours", "subject": "Night allowance", "body": "She phoned.", "about": []string{}, "against": []string{}, "sensitivity": "", "priority": "", "came_on": ""}), blind: "for about against"},
	"POST /api/v1/cases/{number}/messages":                              {as: "amina api", path: below("/api/v1/cases/", (*world).once, "/messages"), base: message, blind: "seen aware"},
	"POST /requests/{number}/messages":                                  {as: "amina portal", path: below("/requests/", (*world).once, "/messages"), base: message, blind: "seen aware kept"},
	"POST /desk/cases/{number}/messages":                                {as: "marta desk", path: below("/desk/cases/", (*world).once, "/messages"), base: message, blind: "seen aware kept"},
	"POST /api/v1/cases/{number}/close":                                 {as: "marta api", path: below("/api/v1/cases/", (*world).open, "/close"), base: always(fields{"answer": "It will be.", "outcome": "not_for_hr", "cause": "other", "cause_text": "no payslip", "handed_to": "the works council", "seen": ""}), blind: "seen aware", reads: []string{"{case}"}},
	"POST /desk/cases/{number}/close":                                   {as: "marta desk", path: below("/desk/cases/", (*world).open, "/close"), base: always(fields{"body": "It will be.", "outcome": "not_for_hr", "cause": "other", "cause_text": "no payslip", "handed_to": "the works council", "seen": ""}), blind: "seen cause_text aware kept", reads: []string{"{case}"}},
	"POST /api/v1/cases/{number}/assign":                                {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/assign"), base: always(fields{"assignee": "2001"}), blind: "assignee team was"},
	"POST /desk/cases/{number}/assign":                                  {as: "marta desk", path: below("/desk/cases/", (*world).once, "/assign"), base: always(fields{"assignee": "2001"}), blind: "assignee team was"},
	"POST /api/v1/cases/{number}/priority":                              {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/priority"), base: always(fields{"priority": "high"}), blind: "was"},
	"POST /desk/cases/{number}/priority":                                {as: "marta desk", path: below("/desk/cases/", (*world).once, "/priority"), base: always(fields{"priority": "high"}), blind: "was"},
	"POST /api/v1/cases/{number}/restrict":                              {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/restrict"), base: always(fields{"sensitivity": "team", "named": []string{}}), blind: "named was"},
	"POST /desk/cases/{number}/restrict":                                {as: "marta desk", path: below("/desk/cases/", (*world).once, "/restrict"), base: always(fields{"sensitivity": "team", "named": []string{}}), blind: "named was"},
	"POST /api/v1/cases/{number}/decision":                              {as: "marta api", path: below("/api/v1/cases/", (*world).open, "/decision"), base: granted, blind: "outcome clause cause next/date appeal/until seen aware", reads: []string{"{path}", "{case}"}},
	"POST /desk/cases/{number}/decide":                                  {as: "marta desk", path: below("/desk/cases/", (*world).open, "/decide"), base: grantedForm, blind: "outcome clause cause next.date cause_text alternatives facts appeal.until seen aware", reads: []string{"{case}"}},
	"POST /desk/cases/{number}/decide/check":                            {as: "marta desk", path: below("/desk/cases/", (*world).once, "/decide/check"), base: grantedForm, blind: "outcome clause cause next.date cause_text alternatives facts appeal.until seen aware"},
	"POST /api/v1/cases/{number}/decision/correction":                   {as: "marta api", path: below("/api/v1/cases/", (*world).refused, "/decision/correction"), base: corrected(true), blind: "outcome clause cause next/date appeal/until", reads: []string{"{case}/decision", "{case}"}},
	"POST /desk/cases/{number}/correct":                                 {as: "marta desk", path: below("/desk/cases/", (*world).refused, "/correct"), base: corrected(false), blind: "outcome clause cause next.date cause_text alternatives facts appeal.until seen aware", reads: []string{"amina portal:/requests/{number}", "marta api:/api/v1/cases/{number}/decision"}},
	"POST /api/v1/cases/{number}/appeal":                                {as: "amina api", path: below("/api/v1/cases/", (*world).refused, "/appeal"), base: always(fields{"text": "It was six nights."}), reads: []string{"{case}"}},
	"POST /requests/{number}/appeal":                                    {as: "amina portal", path: below("/requests/", (*world).refused, "/appeal"), base: always(fields{"text": "It was six nights."}), reads: []string{"{case}"}},
	"POST /api/v1/cases/{number}/pause":                                 {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/pause"), base: always(fields{"reason": "We wait for the bank.", "until": "2026-12-01T12:00:00Z"}), reads: []string{"{case}"}, blind: "seen"},
	"POST /desk/cases/{number}/pause":                                   {as: "marta desk", path: below("/desk/cases/", (*world).once, "/pause"), base: always(fields{"reason": "We wait for the bank.", "until": "2026-12-01T12:00"}), reads: []string{"{case}"}, blind: "seen"},
	"POST /api/v1/cases/{number}/resume":                                {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/resume"), base: nothing, blind: "seen"},
	"POST /desk/cases/{number}/resume":                                  {as: "marta desk", path: below("/desk/cases/", (*world).once, "/resume"), base: nothing, blind: "seen"},
	"POST /api/v1/cases/{number}/prolong":                               {as: "marta api", path: below("/api/v1/cases/", (*world).lawful, "/prolong"), base: always(fields{"reason": "The archive has to be asked."}), reads: []string{"{case}"}, blind: "seen"},
	"POST /desk/cases/{number}/prolong":                                 {as: "marta desk", path: below("/desk/cases/", (*world).lawful, "/prolong"), base: always(fields{"reason": "The archive has to be asked."}), reads: []string{"{case}"}, blind: "seen"},
	"POST /api/v1/cases/{number}/renegotiate":                           {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/renegotiate"), base: later(true), reads: []string{"{case}"}, blind: "seen of"},
	"POST /desk/cases/{number}/renegotiate":                             {as: "marta desk", path: below("/desk/cases/", (*world).once, "/renegotiate"), base: later(false), reads: []string{"{case}"}, blind: "seen of"},
	"POST /requests/{number}/estimate/choice":                           {as: "amina portal", path: below("/requests/", (*world).estimated, "/estimate/choice"), base: always(fields{"choice": "smaller", "text": "Without a seal."}), blind: "choice version", reads: []string{"{to}/statement"}},
	"POST /requests/{number}/statement/questions":                       {as: "amina portal", path: below("/requests/", (*world).open, "/statement/questions"), base: always(fields{"line": "waiting:hr", "question": "Why so long?"}), blind: "line"},
	"POST /desk/cases/{number}/estimate":                                {as: "marta desk", path: below("/desk/cases/", (*world).open, "/estimate"), base: estimateForm, blind: "minutes_low minutes_high cost cost_to currency until rows", reads: []string{"{path}"}},
	"POST /desk/cases/{number}/estimate/check":                          {as: "marta desk", path: below("/desk/cases/", (*world).open, "/estimate/check"), base: estimateForm, blind: "minutes_low minutes_high cost cost_to currency cause until rows"},
	"POST /desk/cases/{number}/effort":                                  {as: "marta desk", path: below("/desk/cases/", (*world).open, "/effort"), base: always(fields{"minutes": "1", "step": "", "other": "Look it up", "note": "In the archive.", "why_more": "It was late."}), blind: "minutes step started_at", reads: []string{"{path}", "{case}/statement"}},
	"POST /desk/cases/{number}/effort/{effort}/reverse":                 {as: "marta desk", path: below("/desk/cases/", (*world).worked, "/reverse"), base: always(fields{"note": "Twice."}), reads: []string{"{case}/statement"}},
	"POST /desk/cases/{number}/statement/questions/{question}/answer":   {as: "marta desk", path: below("/desk/cases/", (*world).questioned, "/answer"), base: always(fields{"text": "It was late."}), blind: "minutes quantity rate amount source correct"},
	"POST /api/v1/cases/{number}/estimate":                              {as: "marta api", path: below("/api/v1/cases/", (*world).open, "/estimate"), base: estimated, blind: "currency steps/cost_to", reads: []string{"{case}/statement"}},
	"POST /api/v1/cases/{number}/estimate/choice":                       {as: "amina api", path: below("/api/v1/cases/", (*world).estimated, "/estimate/choice"), base: always(fields{"choice": "smaller", "text": "Without a seal."}), blind: "choice", reads: []string{"{case}/statement"}},
	"POST /api/v1/cases/{number}/effort":                                {as: "marta api", path: below("/api/v1/cases/", (*world).open, "/effort"), base: always(fields{"minutes": 1, "step": "Look it up", "note": "In the archive.", "why_more": "It was late."}), reads: []string{"{case}/statement"}},
	"POST /api/v1/cases/{number}/effort/{effort}/reverse":               {as: "marta api", path: below("/api/v1/cases/", (*world).worked, "/reverse"), base: always(fields{"note": "Twice."}), reads: []string{"{case}/statement"}},
	"POST /api/v1/cases/{number}/statement/questions":                   {as: "amina api", path: below("/api/v1/cases/", (*world).open, "/statement/questions"), base: always(fields{"line": "waiting:hr", "question": "Why so long?"}), blind: "line", reads: []string{"{case}/statement"}},
	"POST /api/v1/cases/{number}/statement/questions/{question}/answer": {as: "marta api", path: below("/api/v1/cases/", (*world).questioned, "/answer"), base: always(fields{"text": "It was late."}), blind: "quantity rate amount source", reads: []string{"{case}/statement"}},
	"POST /api/v1/cases/{number}/steps":                                 {as: "marta api", path: below("/api/v1/cases/", (*world).open, "/steps"), base: always(fields{"title": "Look it up", "outside": "the bank"}), blind: "owner team", reads: []string{"{case}"}},
	"POST /desk/cases/{number}/steps":                                   {as: "marta desk", path: below("/desk/cases/", (*world).open, "/steps"), base: always(fields{"title": "Look it up", "outside": "the bank", "minutes": 2, "unit": "h"}), blind: "owner team unit", reads: []string{"{case}"}},
	"POST /api/v1/cases/{number}/steps/{step}":                          {as: "marta api", path: below("/api/v1/cases/", (*world).step, ""), base: always(fields{"state": "blocked", "why": "The bank is closed."}), reads: []string{"{case}"}, blind: "seen"},
	"POST /desk/cases/{number}/steps/{step}":                            {as: "marta desk", path: below("/desk/cases/", (*world).step, ""), base: always(fields{"state": "blocked", "why": "The bank is closed."}), reads: []string{"{case}"}, blind: "seen"},
	"POST /api/v1/cases/{number}/accept":                                {as: "amina api", path: below("/api/v1/cases/", (*world).answered, "/accept"), base: nothing},
	"POST /requests/{number}/accept":                                    {as: "amina portal", path: below("/requests/", (*world).answered, "/accept"), base: nothing},
	"POST /api/v1/cases/{number}/invite":                                {as: "amina api", path: below("/api/v1/cases/", (*world).once, "/invite"), base: always(fields{"person": "1002"}), blind: "person"},
	"POST /requests/{number}/invite":                                    {as: "amina portal", path: below("/requests/", (*world).once, "/invite"), base: always(fields{"person": "1002"}), blind: "person"},
	"POST /api/v1/cases/{number}/uninvite":                              {as: "amina api", path: below("/api/v1/cases/", (*world).once, "/uninvite"), base: always(fields{"person": "1002"}), blind: "person"},
	"POST /requests/{number}/uninvite":                                  {as: "amina portal", path: below("/requests/", (*world).once, "/uninvite"), base: always(fields{"person": "1002"}), blind: "person"},
	"POST /api/v1/cases/{number}/reopen":                                {as: "amina api", path: below("/api/v1/cases/", (*world).answered, "/reopen"), base: always(fields{"missing": "November is missing."}), reads: []string{"{case}"}},
	"POST /requests/{number}/reopen":                                    {as: "amina portal", path: below("/requests/", (*world).answered, "/reopen"), base: always(fields{"missing": "November is missing."})},
	"POST /api/v1/cases/{number}/rating":                                {as: "amina api", path: below("/api/v1/cases/", (*world).answered, "/rating"), base: rate},
	"POST /requests/{number}/rating":                                    {as: "amina portal", path: below("/requests/", (*world).answered, "/rating"), base: rate, reads: []string{"{path}"}},
	"POST /api/v1/cases/bulk":                                           {as: "marta api", base: func(w *world) fields { return fields{"numbers": []string{w.once()}, "reply": "It is out."} }, blind: "priority numbers assignee team macro outcome cause cause_text batch seen tag was reply"},
	"POST /desk/bulk/preview":                                           {as: "marta desk", base: func(w *world) fields { return fields{"numbers": []string{w.once()}, "reply": "It is out."} }, blind: "numbers assignee macro outcome cause tag priority team was of", reads: []string{"{to}"}},
	"POST /desk/bulk/{batch}/undo":                                      {as: "marta desk", path: below("/desk/bulk/", (*world).batch, "/undo"), base: nothing},
	"POST /desk/bulk/{batch}":                                           {as: "marta desk", path: below("/desk/bulk/", (*world).batch, ""), base: always(fields{"seen": []string{"x"}}), blind: "seen"},
	"POST /desk/cases/{number}/pass-on":                                 {as: "marta desk", path: below("/desk/cases/", (*world).mine, "/pass-on"), base: nothing},
	"POST /api/v1/cases/{number}/pass-on":                               {as: "marta api", path: below("/api/v1/cases/", (*world).mine, "/pass-on"), base: nothing},
	"POST /desk/day/skills":                                             {as: "marta desk", base: always(fields{"services": []string{"hours"}, "languages": "en, pl", "sites": []string{"Malmby"}}), blind: "services languages sites"},
	"PUT /api/v1/routing/skills":                                        {as: "marta api", base: always(fields{"services": []string{"hours"}, "languages": []string{"en"}, "sites": []string{"Malmby"}}), blind: "services languages sites"},
	"POST /desk/day/away":                                               {as: "marta desk", base: always(fields{"first_day": "2026-12-01", "back_day": "2026-12-08"}), blind: "first_day back_day"},
	"POST /api/v1/routing/absences":                                     {as: "marta api", base: always(fields{"first_day": "2026-12-01", "back_day": "2026-12-08"}), blind: "first_day back_day"},
	"POST /desk/day/away/{away}/remove":                                 {as: "marta desk", path: fixed("/desk/day/away/days/remove"), base: nothing},
	"POST /api/v1/routing/absences/{away}/remove":                       {as: "marta api", path: fixed("/api/v1/routing/absences/days/remove"), base: nothing},
	"POST /desk/routing/{team}": {as: "marta desk", path: fixed("/desk/routing/advice"), base: always(fields{"load_cap": "30", "heavy_open": "2", "heavy_week": "3", "service": []string{"hours"}, "effort": []string{"2"}, "emotion": []string{"1"}}),
		blind: "load_cap heavy_open heavy_week service effort emotion"},
	"PUT /api/v1/routing/teams/{team}": {as: "marta api", path: fixed("/api/v1/routing/teams/advice"), base: always(fields{"load_cap": 30, "heavy_open": 2, "heavy_week": 3,
		"weights": []fields{{"service": "hours", "effort": 2, "emotion": 1}}}), blind: "weights/service"},
	"POST /desk/routing/{team}/away": {as: "ingrid desk", path: fixed("/desk/routing/advice/away"), base: always(fields{"person": apptest.ID("marta"), "first_day": "2026-12-01", "back_day": "2026-12-08"}),
		blind: "person first_day back_day"},
	"POST /api/v1/routing/teams/{team}/absences": {as: "ingrid api", path: fixed("/api/v1/routing/teams/advice/absences"), base: always(fields{"person": apptest.ID("marta"), "first_day": "2026-12-01", "back_day": "2026-12-08"}),
		blind: "person first_day back_day"},
	"POST /api/v1/views":                                 {as: "marta api", base: keptView, blind: "query team", reads: []string{"/api/v1/views"}},
	"POST /desk/views":                                   {as: "marta desk", base: keptView, blind: "query team", reads: []string{"/desk/views"}},
	"PUT /api/v1/views/{view}":                           {as: "marta api", path: viewing("/api/v1/views/", ""), base: always(fields{"name": "Late pay"}), blind: "query team place", reads: []string{"/api/v1/views"}},
	"POST /desk/views/{view}":                            {as: "marta desk", path: viewing("/desk/views/", ""), base: always(fields{"name": "Late pay"}), blind: "query team place", reads: []string{"/desk/views"}},
	"POST /api/v1/views/{view}/remove":                   {as: "marta api", path: viewing("/api/v1/views/", "/remove"), base: nothing},
	"POST /desk/views/{view}/remove":                     {as: "marta desk", path: viewing("/desk/views/", "/remove"), base: nothing},
	"POST /api/v1/rules":                                 {as: "ingrid api", base: ruleToMake, blind: ruleBlind, folds: "when_tag if_tag then_tag", reads: []string{"/api/v1/rules"}},
	"POST /desk/rules":                                   {as: "ingrid desk", base: ruleToMake, blind: ruleBlind, folds: "when_tag if_tag then_tag", reads: []string{"/desk/rules"}},
	"PUT /api/v1/rules/{rule}":                           {as: "ingrid api", path: ruling("/api/v1/rules/", ""), base: ruleToChange, blind: ruleBlind, folds: "when_tag if_tag then_tag", reads: []string{"{path}"}},
	"POST /desk/rules/{rule}":                            {as: "ingrid desk", path: ruling("/desk/rules/", ""), base: ruleToChange, blind: ruleBlind, folds: "when_tag if_tag then_tag", reads: []string{"{path}"}},
	"POST /api/v1/rules/{rule}/switch":                   {as: "ingrid api", path: ruling("/api/v1/rules/", "/switch"), base: always(fields{"on": false}), blind: "on"},
	"POST /desk/rules/{rule}/switch":                     {as: "ingrid desk", path: ruling("/desk/rules/", "/switch"), base: always(fields{"on": "no"}), blind: "on"},
	"POST /api/v1/rules/{rule}/dry-run":                  {as: "ingrid api", path: ruling("/api/v1/rules/", "/dry-run"), base: nothing},
	"POST /desk/spikes/{spike}/dismiss":                  {as: "marta desk", path: below("/desk/spikes/", (*world).spike, "/dismiss"), base: always(fields{"reason": "The portal is back."}), reads: []string{"{to}"}},
	"POST /api/v1/spikes/{spike}/dismiss":                {as: "marta api", path: below("/api/v1/spikes/", (*world).spike, "/dismiss"), base: always(fields{"reason": "The portal is back."})},
	"POST /desk/announcements":                           {as: "ingrid desk", base: (*world).newsForm, blind: "service spike from until language1 language2 do", reads: []string{"/desk/spikes"}},
	"POST /api/v1/announcements":                         {as: "ingrid api", base: (*world).newsFields, blind: "texts/language service spike from until", reads: []string{"/api/v1/announcements/all"}},
	"POST /desk/announcements/{announcement}/withdraw":   {as: "ingrid desk", path: below("/desk/announcements/", (*world).news, "/withdraw"), base: nothing},
	"POST /api/v1/announcements/{announcement}/withdraw": {as: "ingrid api", path: below("/api/v1/announcements/", (*world).news, "/withdraw"), base: nothing},
	"POST /api/v1/outreach":                              {as: "ingrid api", base: roundFields(false), blind: "texts/language key list unit site service team until", reads: []string{"{path}/{id}"}},
	"POST /desk/outreach":                                {as: "marta desk", base: roundFields(true), blind: "key list unit site service team until asks language", reads: []string{"{to}"}},
	"POST /api/v1/outreach/{round}":                      {as: "marta api", path: below("/api/v1/outreach/", (*world).round, ""), base: always(fields{"do": "start"}), blind: "do words"},
	"POST /desk/outreach/{round}/settle":                 {as: "marta desk", path: below("/desk/outreach/", (*world).roundDone, "/settle"), base: always(fields{"words": "It is over."}), blind: "do", reads: []string{"{to}"}},
	"POST /desk/outreach/{round}":                        {as: "marta desk", path: below("/desk/outreach/", (*world).round, ""), base: always(fields{"do": "start"}), blind: "do words"},
	"POST /api/v1/macros":                                {as: "marta api", base: keptMacro(false), blind: "team outcome cause texts/language", reads: []string{"{path}/{id}"}},
	"POST /desk/macros":                                  {as: "marta desk", base: keptMacro(true), blind: "team outcome cause language", reads: []string{"/desk/macros"}},
	"PUT /api/v1/macros/{macro}":                         {as: "marta api", path: below("/api/v1/macros/", (*world).macro, ""), base: macroFields(false), blind: "team outcome cause texts/language", reads: []string{"{path}"}},
	"POST /desk/macros/{macro}":                          {as: "marta desk", path: below("/desk/macros/", (*world).macro, ""), base: macroFields(true), blind: "team outcome cause language", reads: []string{"/desk/macros", "{path}"}},
	"POST /api/v1/macros/{macro}/remove":                 {as: "marta api", path: below("/api/v1/macros/", (*world).macro, "/remove"), base: nothing},
	"POST /desk/macros/{macro}/remove":                   {as: "marta desk", path: below("/desk/macros/", (*world).macro, "/remove"), base: nothing},
	"POST /desk/cases/{number}/macros":                   {as: "marta desk", path: below("/desk/cases/", (*world).once, "/macros"), base: answered("insert"), blind: "insert"},
	"POST /desk/cases/{number}/macros/send":              {as: "marta desk", path: below("/desk/cases/", (*world).once, "/macros/send"), base: answered("macro"), blind: "macro seen aware kept"},
	"POST /api/v1/cases/{number}/macros/send":            {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/macros/send"), base: answered("macro"), blind: "macro seen aware", reads: []string{"{case}"}},

	"PUT /api/v1/drafts/{place...}": {as: "amina api", path: fixed("/api/v1/drafts/ask/hours"), base: filling(asked(nil)), reads: []string{"{path}"}},
	"POST /drafts/{place...}":       {as: "amina portal", path: fixed("/drafts/ask/hours"), base: asked, blind: "field value", reads: []string{"/ask/hours"}},

	"POST /api/v1/cases/{number}/messages/{entry}/withdraw": {as: "amina api", path: below("/api/v1/cases/", (*world).once, "/messages/"+unknown+"/withdraw"), base: nothing},
	"POST /api/v1/cases/{number}/files/{file}/withdraw":     {as: "amina api", path: below("/api/v1/cases/", (*world).once, "/files/"+unknown+"/withdraw"), base: nothing},
	"POST /requests/{number}/withdraw/{entry}":              {as: "amina portal", path: below("/requests/", (*world).once, "/withdraw/"+unknown), base: nothing},
	"POST /requests/{number}/withdraw-file/{file}":          {as: "amina portal", path: below("/requests/", (*world).once, "/withdraw-file/"+unknown), base: nothing},
	"POST /api/v1/cases/{number}/heard":                     {as: "marta api", path: below("/api/v1/cases/", (*world).toDecide, "/heard"), base: understood(true), blind: "not_to", reads: []string{"{path}"}},
	"POST /desk/cases/{number}/heard":                       {as: "marta desk", path: below("/desk/cases/", (*world).toDecide, "/heard"), base: understood(false), blind: "not_to", reads: []string{"{path}"}},
	"POST /api/v1/cases/{number}/heard/confirm":             {as: "amina api", path: below("/api/v1/cases/", (*world).understood, "/heard/confirm"), base: always(fields{"ok": false, "correction": "It was May."}), blind: "not_to", reads: []string{"{case}/heard"}},
	"POST /requests/{number}/heard/confirm":                 {as: "amina portal", path: below("/requests/", (*world).understood, "/heard/confirm"), base: always(fields{"correction": "It was May."}), reads: []string{"{case}/heard"}},
	"POST /api/v1/cases/{number}/askings":                   {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/askings"), base: always(fields{"whom": "Jonas", "words": "Who was there?"}), reads: []string{"{case}/heard"}},
	"POST /desk/cases/{number}/asking":                      {as: "marta desk", path: below("/desk/cases/", (*world).once, "/asking"), base: always(fields{"whom": "Jonas", "words": "Who was there?"}), reads: []string{"{case}/heard"}},
	"POST /api/v1/cases/{number}/askings/{asking}/answer":   {as: "amina api", path: asking("/api/v1/cases/", "/askings/", "/answer"), base: always(fields{"choice": "approve", "words": "Who was there in May?"}), blind: "choice", reads: []string{"{case}/heard"}},
	"POST /requests/{number}/asking/{asking}":               {as: "amina portal", path: asking("/requests/", "/asking/", ""), base: always(fields{"choice": "approve", "words": "Who was there in May?"}), blind: "choice", reads: []string{"{case}/heard"}},
	"POST /api/v1/cases/{number}/askings/{asking}/sent":     {as: "marta api", path: asking("/api/v1/cases/", "/askings/", "/sent"), base: nothing, idle: true},
	"POST /desk/cases/{number}/asking/{asking}/sent":        {as: "marta desk", path: asking("/desk/cases/", "/asking/", "/sent"), base: nothing, idle: true},
	"POST /api/v1/cases/{number}/calculation":               {as: "marta api", path: below("/api/v1/cases/", (*world).open, "/calculation"), base: figures(true), blind: "instead_of unit rounding total lines/amount lines/clause lines/quantity lines/rate", reads: []string{"{path}s"}},
	"POST /desk/cases/{number}/calculation":                 {as: "marta desk", path: below("/desk/cases/", (*world).open, "/calculation"), base: figures(false), blind: "instead_of unit rounding total quantity rate amount rows", reads: []string{"{path}"}},
	"POST /desk/cases/{number}/calculation/check":           {as: "marta desk", path: below("/desk/cases/", (*world).open, "/calculation/check"), base: figures(false), blind: "instead_of unit rounding total quantity rate amount rows"},
	"POST /api/v1/cases/{number}/calculation/lines/{line}":  {as: "marta api", path: worked("/api/v1/cases/"), base: correctedLine, blind: "quantity rate amount", reads: []string{"{case}/calculations"}},
	"POST /desk/cases/{number}/calculation/lines/{line}":    {as: "marta desk", path: worked("/desk/cases/"), base: correctedLine, blind: "quantity rate amount", reads: []string{"{case}/calculation"}},
	"POST /api/v1/cases/{number}/letters":                   {as: "marta api", path: below("/api/v1/cases/", (*world).lettered, "/letters"), base: lettering(true), within: "values/letter.to values/letter.words values/letter.purpose", blind: "template language " + typedDeep, reads: []string{"{path}/{id}"}},
	"POST /desk/cases/{number}/write-letter":                {as: "marta desk", path: below("/desk/cases/", (*world).lettered, "/write-letter"), base: lettering(false), blind: "template language " + typedByKind, reads: []string{"{to}"}},
	"POST /desk/cases/{number}/write-letter/check":          {as: "marta desk", path: below("/desk/cases/", (*world).lettered, "/write-letter/check"), base: lettering(false), blind: "template language " + typedByKind},
	"POST /requests/{number}/letters/{issued}/signed":       {as: "amina portal", idle: true, path: below("/requests/", (*world).once, "/letters/"+unknown+"/signed"), base: nothing},
	"POST /api/v1/cases/{number}/letters/{issued}/signed":   {as: "amina api", idle: true, path: below("/api/v1/cases/", (*world).once, "/letters/"+unknown+"/signed"), base: nothing},
	"PUT /api/v1/letter-templates/{id}":                     {as: "ingrid api", path: fixed("/api/v1/letter-templates/bank"), base: letterTemplate(true), blind: "versions/language", reads: []string{"{path}"}},
	"POST /admin/letters/{id}":                              {as: "ingrid desk", path: fixed("/admin/letters/bank"), base: letterTemplate(false), reads: []string{"{path}"}},
	"POST /api/v1/personnel-file":                           {as: "marta api", base: opening, blind: "person", reads: []string{"amina api:/api/v1/me/file"}},
	"POST /desk/personnel-file":                             {as: "marta desk", base: opening, blind: "person"},
	"POST /desk/cases/{number}/withdraw/{entry}":            {as: "marta desk", path: below("/desk/cases/", (*world).once, "/withdraw/"+unknown), base: nothing},
	"POST /desk/cases/{number}/withdraw-file/{file}":        {as: "marta desk", path: below("/desk/cases/", (*world).once, "/withdraw-file/"+unknown), base: nothing},

	"POST /api/v1/cases/{number}/callbacks":        {as: "amina api", path: below("/api/v1/cases/", (*world).once, "/callbacks"), base: hours, blind: "windows/from windows/to repeat/day repeat/last repeat/from repeat/to except zone", reads: []string{"{path}"}},
	"POST /requests/{number}/callback":             {as: "amina portal", path: below("/requests/", (*world).once, "/callback"), base: hoursForm, blind: "day from to zone phone", reads: []string{"{path}"}},
	"POST /desk/cases/{number}/callback":           {as: "marta desk", path: below("/desk/cases/", (*world).once, "/callback"), base: hoursForm, blind: "day from to zone phone", reads: []string{"{path}"}},
	"POST /api/v1/cases/{number}/callbacks/number": {as: "amina api", path: called("/api/v1/cases/", "/callbacks/number"), base: always(fields{"phone": "+46 70 555 01 88"}), blind: "phone"},
	"POST /requests/{number}/callback/number":      {as: "amina portal", path: called("/requests/", "/callback/number"), base: always(fields{"phone": "+46 70 555 01 88"}), blind: "phone"},
	"POST /desk/cases/{number}/callback/number":    {as: "marta desk", path: called("/desk/cases/", "/callback/number"), base: always(fields{"phone": "+46 70 555 01 88"}), blind: "phone"},
	"POST /api/v1/cases/{number}/callbacks/cancel": {as: "amina api", path: called("/api/v1/cases/", "/callbacks/cancel"), base: nothing},
	"POST /requests/{number}/callback/cancel":      {as: "amina portal", path: called("/requests/", "/callback/cancel"), base: nothing},
	"POST /api/v1/callbacks/{callback}/take":       {as: "marta api", path: calling("/api/v1/callbacks/", "/take"), base: nothing, blind: "from to", idle: true},
	"POST /desk/callbacks/{callback}/take":         {as: "marta desk", path: calling("/desk/callbacks/", "/take"), base: nothing, blind: "from to", idle: true},
	"POST /api/v1/callbacks/{callback}/release":    {as: "marta api", path: calling("/api/v1/callbacks/", "/release"), base: nothing},
	"POST /desk/callbacks/{callback}/release":      {as: "marta desk", path: calling("/desk/callbacks/", "/release"), base: nothing},
	"POST /api/v1/callbacks/{callback}/attempts":   {as: "marta api", path: calling("/api/v1/callbacks/", "/attempts"), base: always(fields{"result": "no_answer"}), blind: "result"},
	"POST /desk/callbacks/{callback}/attempts":     {as: "marta desk", path: calling("/desk/callbacks/", "/attempts"), base: always(fields{"result": "no_answer"}), blind: "result"},

	"POST /api/v1/cases/{number}/side":                   {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/side"), base: askedAside, blind: "to wanted key files"},
	"POST /api/v1/cases/{number}/side/check":             {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/side/check"), base: askedAside, blind: "to subject body wanted key files"},
	"POST /api/v1/cases/{number}/side/{side}/messages":   {as: "marta api", path: aside("/api/v1/cases/", "/messages"), base: always(fields{"body": "And of October?", "key": ""}), blind: "key"},
	"POST /api/v1/cases/{number}/side/{side}/close":      {as: "marta api", path: aside("/api/v1/cases/", "/close"), base: nothing},
	"POST /api/v1/cases/{number}/side/{side}/withdraw":   {as: "marta api", path: aside("/api/v1/cases/", "/withdraw"), base: nothing},
	"POST /desk/cases/{number}/side":                     {as: "marta desk", path: below("/desk/cases/", (*world).once, "/side"), base: askedAsideForm, seal: looked, blind: "to wanted key seen files"},
	"POST /desk/cases/{number}/side/check":               {as: "marta desk", path: below("/desk/cases/", (*world).once, "/side/check"), base: askedAsideForm, blind: "wanted key seen files"},
	"POST /desk/cases/{number}/side/{side}":              {as: "marta desk", path: aside("/desk/cases/", ""), base: always(fields{"body": "And of October?", "key": ""}), blind: "key"},
	"POST /desk/cases/{number}/side/{side}/close":        {as: "marta desk", path: aside("/desk/cases/", "/close"), base: nothing},
	"POST /desk/cases/{number}/side/{side}/withdraw":     {as: "marta desk", path: aside("/desk/cases/", "/withdraw"), base: nothing},
	"POST /me/asked/{side}":                              {as: "hanna portal", path: asideOf("/me/asked/", ""), base: always(fields{"body": "It is 12 %.", "key": ""}), blind: "key"},
	"POST /api/v1/me/asked/{side}/answers":               {as: "hanna api", path: asideOf("/api/v1/me/asked/", "/answers"), base: always(fields{"body": "It is 12 %.", "key": ""}), blind: "key"},
	"POST /api/v1/cases/{number}/tags":                   {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/tags"), base: always(fields{"word": "shift swap"}), folds: "word", reads: []string{"{path}"}},
	"POST /desk/cases/{number}/tags":                     {as: "marta desk", path: below("/desk/cases/", (*world).once, "/tags"), base: always(fields{"word": "shift swap"}), folds: "word", reads: []string{"{path}"}},
	"POST /api/v1/cases/{number}/tags/remove":            {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/tags/remove"), base: always(fields{"tag": unknown}), blind: "tag"},
	"POST /desk/cases/{number}/tags/remove":              {as: "marta desk", path: below("/desk/cases/", (*world).once, "/tags/remove"), base: always(fields{"tag": unknown}), blind: "tag"},
	"POST /api/v1/cases/{number}/links":                  {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/links"), base: linking, blind: "other kind"},
	"POST /desk/cases/{number}/links":                    {as: "marta desk", path: below("/desk/cases/", (*world).once, "/links"), base: linking, blind: "other kind"},
	"POST /api/v1/cases/{number}/links/remove":           {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/links/remove"), base: always(fields{"link": unknown}), blind: "link"},
	"POST /desk/cases/{number}/links/remove":             {as: "marta desk", path: below("/desk/cases/", (*world).once, "/links/remove"), base: always(fields{"link": unknown}), blind: "link"},
	"POST /api/v1/cases/{number}/join":                   {as: "marta api", path: below("/api/v1/cases/", (*world).open, "/join"), base: into, blind: "into"},
	"POST /desk/cases/{number}/join":                     {as: "marta desk", path: below("/desk/cases/", (*world).open, "/join"), base: into, blind: "into"},
	"POST /api/v1/cases/{number}/apart":                  {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/apart"), base: nothing},
	"POST /desk/cases/{number}/apart":                    {as: "marta desk", path: below("/desk/cases/", (*world).once, "/apart"), base: nothing},
	"POST /api/v1/cases/{number}/split":                  {as: "marta api", path: below("/api/v1/cases/", splitting, "/split"), base: toSplit, blind: "messages service", reads: []string{"/api/v1/cases/{id}"}},
	"POST /desk/cases/{number}/split":                    {as: "marta desk", path: below("/desk/cases/", splitting, "/split"), base: toSplit, blind: "messages service"},
	"POST /api/v1/cases/{number}/distinct":               {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/distinct"), base: another, blind: "other"},
	"POST /desk/cases/{number}/distinct":                 {as: "marta desk", path: below("/desk/cases/", (*world).once, "/distinct"), base: another, blind: "other"},
	"POST /api/v1/duplicates":                            {as: "amina api", base: asked, blind: "subject body for service"},
	"POST /api/v1/cases/{number}/held":                   {as: "marta api", path: below("/api/v1/cases/", (*world).open, "/held"), base: always(fields{"body": "Yes."}), blind: "seen aware kept", reads: []string{"{path}"}},
	"POST /api/v1/cases/{number}/held/undo":              {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/held/undo"), base: always(fields{"id": "none"}), blind: "id", idle: true},
	"POST /desk/cases/{number}/held/undo":                {as: "marta desk", path: below("/desk/cases/", (*world).once, "/held/undo"), base: always(fields{"id": "none"}), blind: "id", idle: true},
	"PUT /api/v1/cases/{number}/together/{kind}":         {as: "marta api", path: below("/api/v1/cases/", (*world).open, "/together/reply"), base: always(fields{"body": "Dear Amina", "version": 0}), blind: "was", reads: []string{"{path}"}},
	"POST /api/v1/cases/{number}/together/{kind}/send":   {as: "marta api", path: below("/api/v1/cases/", (*world).open, "/together/reply/send"), base: always(fields{"body": "Dear Amina", "version": 0}), blind: "was seen outcome cause cause_text handed_to with", reads: []string{"{case}"}},
	"POST /api/v1/cases/{number}/together/{kind}/end":    {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/together/reply/end"), base: always(fields{"version": 0}), idle: true},
	"POST /me/presence":                                  {as: "marta desk", base: always(fields{"shown": "on"}), blind: "shown"},
	"PUT /api/v1/me/presence":                            {as: "marta api", base: always(fields{"shown": false})},
	"POST /api/v1/cases/{number}/writing":                {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/writing"), base: always(fields{"kind": "note"}), idle: true},
	"POST /desk/cases/{number}/together":                 {as: "marta desk", path: below("/desk/cases/", (*world).open, "/together"), base: always(fields{"body": "Dear Amina"}), reads: []string{"{to}"}, blind: "kept"},
	"POST /desk/cases/{number}/together/{kind}":          {as: "marta desk", path: below("/desk/cases/", (*world).open, "/together/reply"), base: always(fields{"body": "Dear Amina", "version": 0, "was": ""}), blind: "was seen with", reads: []string{"{path}"}},
	"POST /desk/cases/{number}/together/{kind}/send":     {as: "marta desk", path: below("/desk/cases/", (*world).open, "/together/reply/send"), base: always(fields{"body": "Dear Amina", "version": 0, "was": ""}), blind: "was seen with", reads: []string{"{to}"}},
	"POST /desk/cases/{number}/together/{kind}/remove":   {as: "marta desk", path: below("/desk/cases/", (*world).open, "/together/reply/remove"), base: always(fields{"body": "Dear Amina", "version": 0, "was": "", "file": "x"}), blind: "was seen with file", reads: []string{"{to}"}},
	"POST /api/v1/cases/{number}/together/{kind}/remove": {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/together/reply/remove"), base: always(fields{"file": "x"}), blind: "file", idle: true},
	"POST /api/v1/cases/{number}/together/{kind}/files":  {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/together/reply/files"), base: nothing, blind: "kept", idle: true},
	"POST /desk/cases/{number}/together/{kind}/end":      {as: "marta desk", path: below("/desk/cases/", (*world).open, "/together/reply/end"), base: always(fields{"body": "Dear Amina", "version": 0, "was": ""}), blind: "was seen with", reads: []string{"{to}"}},
	"POST /api/v1/cases/{number}/snooze":                 {as: "marta api", path: below("/api/v1/cases/", (*world).mine, "/snooze"), base: always(fields{"when": "date", "date": "2026-12-10"}), blind: "when date seen"},
	"POST /desk/cases/{number}/snooze":                   {as: "marta desk", path: below("/desk/cases/", (*world).mine, "/snooze"), base: always(fields{"when": "date", "date": "2026-12-10"}), blind: "when date seen"},
	"POST /api/v1/cases/{number}/snooze/end":             {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/snooze/end"), base: nothing, blind: "seen"},
	"POST /desk/cases/{number}/snooze/end":               {as: "marta desk", path: below("/desk/cases/", (*world).once, "/snooze/end"), base: nothing, blind: "seen"},
	"POST /api/v1/cases/{number}/watch":                  {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/watch"), base: nothing},
	"POST /desk/cases/{number}/watch":                    {as: "marta desk", path: below("/desk/cases/", (*world).once, "/watch"), base: nothing},
	"PUT /api/v1/cases/{number}/fields":                  {as: "marta api", path: below("/api/v1/cases/", (*world).unfilled, "/fields"), base: always(fields{"fields": fields{"note": "Four weeks"}, "was": fields{"note": ""}}), seal: unlike, blind: "was/note was/*", reads: []string{"{path}"}},
	"POST /requests/{number}/fields":                     {as: "amina portal", path: below("/requests/", (*world).noted, "/fields"), base: filledIn, seal: unlike, blind: "field was"},
	"POST /desk/cases/{number}/fields":                   {as: "marta desk", path: below("/desk/cases/", (*world).noted, "/fields"), base: filledIn, seal: unlike, blind: "field was"},
	"POST /admin/services/{id}/fields":                   {as: "ingrid desk", path: fixed("/admin/services/hours/fields"), base: newField, blind: "kind unit least most help choices mark"},
	"POST /admin/services/{id}/fields/{key}":             {as: "ingrid desk", path: fixed("/admin/services/hours/fields/listed"), base: listedField, blind: "kind unit least most mark", reads: []string{"{path}"}},
	"PUT /api/v1/services/{id}/fields/{key}":             {as: "ingrid api", path: fixed("/api/v1/services/hours/fields/by-api"), base: always(fields{"kind": "choice", "label": "Kind of absence", "help": "As on the form.", "choices": []string{"Whole days", "Half days"}, "side": "hr", "required": false, "place": 4}), blind: "kind unit least most choices mark", reads: []string{"/api/v1/services/hours/fields"}},
	"POST /api/v1/tags/{tag}":                            {as: "ingrid api", path: below("/api/v1/tags/", (*world).tag, ""), base: always(fields{"word": "shift swap", "join": true}), folds: "word", reads: []string{"/api/v1/tags"}},
	"POST /desk/tags/{tag}":                              {as: "ingrid desk", path: below("/desk/tags/", (*world).tag, ""), base: always(fields{"word": "shift swap", "join": "on"}), folds: "word", reads: []string{"/api/v1/tags"}},

	"POST /api/v1/cases/{number}/exception": {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/exception"), base: wish, blind: "clause amount_cents", reads: []string{"{path}s"}},
	"POST /requests/{number}/exception":     {as: "amina portal", path: below("/requests/", (*world).once, "/exception"), base: wish, blind: "clause amount_cents", reads: []string{"{case}"}},
	"POST /desk/cases/{number}/exception":   {as: "marta desk", path: below("/desk/cases/", (*world).once, "/exception"), base: wish, blind: "clause amount_cents", reads: []string{"{to}"}},
	"POST /api/v1/cases/{number}/exception/{exception}/decision": {as: "marta api", path: wished("/api/v1/cases/", "/decision"), base: always(fields{"outcome": "refused", "reason": "It can be planned.", "differs": "The others could not.", "disagree": "Ingrid, until Friday.", "expires": ""}),
		blind: "outcome expires", reads: []string{"{case}/exceptions"}},
	"POST /desk/cases/{number}/exception/{exception}": {as: "marta desk", path: wished("/desk/cases/", ""), base: always(fields{"outcome": "granted", "reason": "It could not be planned.", "differs": "The others could.", "disagree": "", "expires": "2027-05-01"}),
		blind: "outcome disagree expires", reads: []string{"{path}"}},
	"POST /api/v1/cases/{number}/miles":               {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/miles"), base: once, blind: "cents", reads: []string{"{case}/exceptions"}},
	"POST /desk/cases/{number}/mile":                  {as: "marta desk", path: below("/desk/cases/", (*world).once, "/mile"), base: once, blind: "cents", reads: []string{"{case}"}},
	"POST /api/v1/cases/{number}/miles/{mile}/lesson": {as: "marta api", path: gone("/api/v1/cases/", "/miles/", "/lesson"), base: always(fields{"lesson": "Send it at once."}), reads: []string{"{case}/exceptions"}},
	"POST /desk/cases/{number}/mile/{mile}/lesson":    {as: "marta desk", path: gone("/desk/cases/", "/mile/", "/lesson"), base: always(fields{"lesson": "Send it at once."}), reads: []string{"{case}"}},
	"POST /api/v1/cases/{number}/miles/{mile}/thanks": {as: "amina api", path: gone("/api/v1/cases/", "/miles/", "/thanks"), base: always(fields{"words": "You saved my week."}), reads: []string{"{case}/exceptions"}},
	"POST /requests/{number}/mile/{mile}/thanks":      {as: "amina portal", path: gone("/requests/", "/mile/", "/thanks"), base: always(fields{"words": "You saved my week."}), reads: []string{"{case}"}},
	"POST /desk/exceptions/budget":                    {as: "ingrid desk", base: always(fields{"team": "advice", "cents": "50", "currency": "EUR"}), blind: "team cents currency", reads: []string{"/desk/exceptions"}},
	"PUT /api/v1/budgets/{team}":                      {as: "ingrid api", path: fixed("/api/v1/budgets/advice"), base: always(fields{"cents": 5000, "currency": "EUR"}), reads: []string{"/api/v1/budgets"}},

	"POST /api/v1/policies": {as: "ingrid api", base: func(w *world) fields {
		return fields{"id": "p" + w.next(), "title": "Bikes", "summary": "How we ride.", "team": "advice", "position": 30, "clauses": []fields{forSome(clause(w))}}
	}, blind: "id team clauses/number clauses/from clauses/until clauses/audience/sites clauses/audience/employment", reads: []string{"{path}/{id}?on=2027-02-01"}},
	"POST /desk/policies": {as: "ingrid desk", base: func(w *world) fields {
		return fields{"new": true, "id": "p" + w.next(), "title": "Bikes", "summary": "How we ride.", "team": "advice"}
	}, blind: "id team", reads: []string{"/api/v1/policies"}},
	"POST /api/v1/policies/{id}/clauses":          {as: "ingrid api", path: below("/api/v1/policies/", (*world).rules, "/clauses"), base: func(w *world) fields { return forSome(clause(w)) }, blind: "number from until audience/sites audience/employment", reads: []string{"{path}?on=2027-02-01"}},
	"POST /desk/policies/{id}/publish":            {as: "ingrid desk", path: below("/desk/policies/", (*world).rules, "/publish"), base: clause, blind: "number from until sites employment", reads: []string{"{to}"}},
	"POST /policies/{id}/acknowledgements":        {as: "amina portal", idle: true, path: below("/policies/", (*world).rules, "/acknowledgements"), base: always(fields{"version": unknown}), blind: "version"},
	"POST /api/v1/policies/{id}/acknowledgements": {as: "amina api", idle: true, path: below("/api/v1/policies/", (*world).rules, "/acknowledgements"), base: always(fields{"version": unknown}), blind: "version"},

	"POST /sign-in":                        {as: "nobody", idle: true, base: always(fields{"email": "ada@ferrow-lund.example"}), blind: "email"},
	"POST /sign-in/password":               {as: "nobody", idle: true, base: always(fields{"email": "ada@ferrow-lund.example", "password": "correct horse battery"}), blind: "email password", dear: true},
	"POST /sign-in/link/{token}":           {as: "nobody", idle: true, path: fixed("/sign-in/link/unknown"), base: nothing},
	"POST /sign-in/code":                   {as: "nobody", idle: true, base: always(fields{"code": "123456"}), blind: "code"},
	"POST /sign-in/factor":                 {as: "nobody", idle: true, base: always(fields{"code": "123456"}), blind: "code"},
	"POST /sign-out":                       {as: "nobody", idle: true, base: nothing},
	"POST /terminal":                       {as: "nobody", idle: true, base: always(fields{"number": "1005", "pin": "48291357"}), blind: "number pin", dear: true},
	"POST /activate":                       {as: "nobody", idle: true, base: always(fields{"number": "1005", "code": "ABCD-EFGH", "pin": "48291357", "again": "48291357"}), blind: "number code pin again", dear: true},
	"POST /first/{token}":                  {as: "nobody", idle: true, path: fixed("/first/unknown"), base: always(fields{"given_name": "Ada", "family_name": "Lindqvist", "email": "ada@ferrow-lund.example", "password": "correct horse battery"}), blind: "given_name family_name email password", dear: true},
	"POST /me/face":                        {as: "marta desk", base: nothing},
	"POST /me/security/password":           {as: "amina portal", base: always(fields{"now": "", "password": "vier rote Lampen am Fluss"}), blind: "now password", dear: true, idle: true},
	"POST /me/security/tokens":             {as: "amina portal", base: always(fields{"name": "Payslips", "scope": "read"})},
	"POST /me/security/tokens/{id}/revoke": {as: "amina portal", path: fixed("/me/security/tokens/" + unknown + "/revoke"), base: nothing},
	"POST /me/security/sessions/{id}/end":  {as: "amina portal", path: fixed("/me/security/sessions/" + unknown + "/end"), base: nothing},
	"POST /admin/terminals":                {as: "noor desk", base: always(fields{"name": "Hall 3"}), reads: []string{"/admin/terminals"}},
	"POST /admin/terminals/{id}/revoke":    {as: "noor desk", path: fixed("/admin/terminals/" + unknown + "/revoke"), base: nothing},
	"POST /desk/people/{id}/factor":        {as: "noor desk", path: fixed("/desk/people/" + hanna + "/factor"), base: always(fields{"checked": "badge"}), blind: "checked"},
	"POST /desk/people/{id}/activation":    {as: "marta desk", path: fixed("/desk/people/" + hanna + "/activation"), base: always(fields{"checked": "badge"}), blind: "checked"},
	"POST /admin/outbox/{id}/resend":       {as: "noor desk", path: fixed("/admin/outbox/" + unknown + "/resend"), base: nothing},
	"POST /admin/outbox/{id}/give-up":      {as: "noor desk", path: fixed("/admin/outbox/" + unknown + "/give-up"), base: nothing},
	"POST /admin/holds": {as: "lena desk", base: func(w *world) fields {
		return fields{"person": "1005", "reason": "Claim " + w.next() + " is before the court."}
	}, blind: "person", reads: []string{"/admin/holds"}},
	"POST /admin/holds/{id}/lift": {as: "lena desk", path: fixed("/admin/holds/" + unknown + "/lift"), base: nothing},
	"POST /api/v1/holds": {as: "lena api", base: func(w *world) fields {
		return fields{"person": "1005", "reason": "Claim " + w.next() + " is before the court."}
	}, blind: "person", reads: []string{"/api/v1/holds"}},
	"POST /api/v1/holds/{id}/lift":                        {as: "lena api", path: fixed("/api/v1/holds/" + unknown + "/lift"), base: nothing},
	"POST /admin/agreements":                              {as: "ingrid desk", base: agreed, blind: "subject starts ends", reads: []string{"/agreements"}},
	"POST /admin/agreements/{id}/end":                     {as: "ingrid desk", path: fixed("/admin/agreements/" + unknown + "/end"), base: nothing},
	"POST /api/v1/agreements":                             {as: "ingrid api", base: agreed, blind: "subject starts ends", reads: []string{"/api/v1/agreements"}},
	"POST /api/v1/agreements/{id}/end":                    {as: "ingrid api", path: fixed("/api/v1/agreements/" + unknown + "/end"), base: nothing},
	"POST /desk/fairness/{ref}":                           {as: "ingrid desk", idle: true, path: fixed("/desk/fairness/pay%204.2"), base: nothing},
	"POST /api/v1/fairness/{ref}/runs":                    {as: "ingrid api", idle: true, path: fixed("/api/v1/fairness/pay%204.2/runs"), base: nothing},
	"POST /desk/fairness/{ref}/findings/{finding}/owner":  {as: "ingrid desk", path: flagged("/desk/fairness/pay%204.2/findings/", "/owner"), base: always(fields{"person": "2004"}), blind: "person"},
	"POST /desk/fairness/{ref}/findings/{finding}/answer": {as: "ingrid desk", path: flagged("/desk/fairness/pay%204.2/findings/", "/answer"), base: explained, blind: "cause", reads: []string{"/desk/fairness/pay%204.2"}},
	"POST /api/v1/fairness/findings/{finding}/owner":      {as: "ingrid api", path: flagged("/api/v1/fairness/findings/", "/owner"), base: always(fields{"person": "2004"}), blind: "person"},
	"POST /api/v1/fairness/findings/{finding}/answers":    {as: "ingrid api", path: flagged("/api/v1/fairness/findings/", "/answers"), base: explained, blind: "cause", reads: []string{"/api/v1/fairness/pay%204.2/runs"}},
	"POST /admin/fairness":                                {as: "lena desk", base: nothing},
	"POST /admin/fairness/delete":                         {as: "lena desk", base: nothing},
	"PUT /api/v1/fairness-attributes":                     {as: "lena api", base: protectedFile, blind: "csv"},
	"POST /api/v1/fairness-attributes/deletion":           {as: "lena api", base: nothing},

	"POST /admin/jobs/{id}/retry":  {as: "noor desk", path: fixed("/admin/jobs/0/retry"), base: nothing},
	"POST /admin/jobs/{id}/cancel": {as: "noor desk", path: fixed("/admin/jobs/0/cancel"), base: nothing},

	"POST /me/asking":          {as: "amina portal", base: nothing},
	"PUT /api/v1/me/asking":    {as: "amina api", base: nothing},
	"POST /me/notices":         {as: "jonas portal", base: always(fields{"message": "email", "answer": "email_daily"}), blind: everyNotice},
	"PUT /api/v1/me/notices":   {as: "jonas api", base: always(fields{"items": []fields{{"event": "message", "channel": "email", "daily": true}}}), blind: "items/channel items/event"},
	"POST /how-was-it/{token}": {as: "nobody", path: (*world).askedByMail, base: rate, blind: "satisfaction effort solved again show_agent never", reads: []string{"{path}"}},
	"POST /notices/{token}":    {as: "nobody", idle: true, path: fixed("/notices/unknown"), base: always(fields{"List-Unsubscribe": "One-Click"}), blind: "List-Unsubscribe"},
	"POST /api/v1/events": {as: "marta api", base: func(w *world) fields {
		return fields{"key": w.next(), "kind": "payroll.corrected", "text": "It was paid with the November run.", "person": "1003", "service": "hours"}
	}, blind: "key kind case person service", reads: []string{"/api/v1/cases/{id}"}},
	"POST /api/v1/webhooks":                                  {as: "noor api", base: system, blind: "url facts", reads: []string{"/api/v1/webhooks/{id}"}},
	"POST /admin/webhooks/new":                               {as: "noor desk", base: system, blind: "url facts"},
	"PUT /api/v1/webhooks/{id}":                              {as: "noor api", path: below("/api/v1/webhooks/", (*world).system, ""), base: system, blind: "url facts", reads: []string{"{path}"}},
	"POST /admin/webhooks/{id}":                              {as: "noor desk", path: below("/admin/webhooks/", (*world).system, ""), base: system, blind: "url facts", reads: []string{"{path}"}},
	"POST /admin/webhooks/{id}/rotate":                       {as: "noor desk", path: below("/admin/webhooks/", (*world).system, "/rotate"), base: nothing},
	"POST /api/v1/webhooks/{id}/rotate":                      {as: "noor api", path: below("/api/v1/webhooks/", (*world).system, "/rotate"), base: nothing},
	"POST /admin/webhooks/{id}/try":                          {as: "noor desk", path: below("/admin/webhooks/", (*world).system, "/try"), base: nothing},
	"POST /api/v1/webhooks/{id}/try":                         {as: "noor api", path: below("/api/v1/webhooks/", (*world).system, "/try"), base: nothing},
	"POST /admin/webhooks/{id}/remove":                       {as: "noor desk", path: below("/admin/webhooks/", (*world).system, "/remove"), base: nothing},
	"POST /api/v1/webhooks/{id}/remove":                      {as: "noor api", path: below("/api/v1/webhooks/", (*world).system, "/remove"), base: nothing},
	"POST /admin/webhooks/{id}/given-up/again":               {as: "noor desk", idle: true, path: below("/admin/webhooks/", (*world).system, "/given-up/again"), base: nothing},
	"POST /api/v1/webhooks/{id}/given-up/again":              {as: "noor api", idle: true, path: below("/api/v1/webhooks/", (*world).system, "/given-up/again"), base: nothing},
	"POST /admin/webhooks/{id}/given-up/leave":               {as: "noor desk", idle: true, path: below("/admin/webhooks/", (*world).system, "/given-up/leave"), base: nothing},
	"POST /api/v1/webhooks/{id}/given-up/leave":              {as: "noor api", idle: true, path: below("/api/v1/webhooks/", (*world).system, "/given-up/leave"), base: nothing},
	"POST /admin/webhooks/{id}/deliveries/{delivery}/again":  {as: "noor desk", idle: true, path: below("/admin/webhooks/", (*world).system, "/deliveries/1/again"), base: nothing},
	"POST /api/v1/webhooks/{id}/deliveries/{delivery}/again": {as: "noor api", idle: true, path: below("/api/v1/webhooks/", (*world).system, "/deliveries/1/again"), base: nothing},

	"POST /api/v1/mailboxes":    {as: "noor api", base: mailbox, blind: ofIMAP, reads: []string{"/api/v1/mailboxes"}},
	"POST /admin/mailboxes/new": {as: "noor desk", base: mailbox, blind: ofIMAP, reads: []string{"/api/v1/mailboxes"}},

	"PUT /api/v1/mailboxes/{id}":          {as: "noor api", path: below("/api/v1/mailboxes/", (*world).mailbox, ""), base: mailbox, blind: ofIMAP, reads: []string{"{path}"}},
	"POST /admin/mailboxes/{id}":          {as: "noor desk", path: below("/admin/mailboxes/", (*world).mailbox, ""), base: mailbox, blind: ofIMAP, reads: []string{"{path}"}},
	"POST /admin/mailboxes/{id}/test-in":  {as: "noor desk", path: fixed("/admin/mailboxes/" + unknown + "/test-in"), base: nothing},
	"POST /admin/mailboxes/{id}/test-out": {as: "noor desk", path: fixed("/admin/mailboxes/" + unknown + "/test-out"), base: nothing},
	"POST /admin/mail/{id}/again":         {as: "noor desk", path: fixed("/admin/mail/" + unknown + "/again"), base: nothing},
	"POST /api/v1/mail/{id}/again":        {as: "noor api", path: fixed("/api/v1/mail/" + unknown + "/again"), base: nothing},
	"POST /desk/mail/{id}/whole":          {as: "marta desk", path: fixed("/desk/mail/" + unknown + "/whole"), base: nothing},
	"POST /desk/mail/{id}/join":           {as: "marta desk", idle: true, path: fixed("/desk/mail/" + unknown + "/join"), base: always(fields{"case": "HR-1000", "as": ""}), blind: "case as"},
	"POST /api/v1/mail/{id}/join":         {as: "marta api", idle: true, path: fixed("/api/v1/mail/" + unknown + "/join"), base: always(fields{"case": "HR-1000", "as": ""}), blind: "case as"},
	"POST /desk/mail/{id}/aside":          {as: "marta desk", idle: true, path: fixed("/desk/mail/" + unknown + "/aside"), base: always(fields{"as": "1003"}), blind: "as"},
	"POST /api/v1/mail/{id}/aside":        {as: "marta api", idle: true, path: fixed("/api/v1/mail/" + unknown + "/aside"), base: always(fields{"as": "1003"}), blind: "as"},
	"POST /desk/mail/{id}/accept":         {as: "marta desk", idle: true, path: fixed("/desk/mail/" + unknown + "/accept"), base: always(fields{"as": "1003"}), blind: "as"},
	"POST /api/v1/mail/{id}/accept":       {as: "marta api", idle: true, path: fixed("/api/v1/mail/" + unknown + "/accept"), base: always(fields{"as": "1003"}), blind: "as"},
	"POST /desk/mail/{id}/drop":           {as: "marta desk", path: fixed("/desk/mail/" + unknown + "/drop"), base: nothing},
	"POST /api/v1/mail/{id}/drop":         {as: "marta api", path: fixed("/api/v1/mail/" + unknown + "/drop"), base: nothing},
	"POST /desk/mail/{id}/concern":        {as: "marta desk", path: fixed("/desk/mail/" + unknown + "/concern"), base: nothing},
	"POST /api/v1/mail/{id}/concern":      {as: "marta api", path: fixed("/api/v1/mail/" + unknown + "/concern"), base: nothing},
	"POST /desk/cases/{number}/concern":   {as: "marta desk", path: below("/desk/cases/", (*world).once, "/concern"), base: nothing, idle: true},
	"POST /api/v1/cases/{number}/concern": {as: "marta api", path: below("/api/v1/cases/", (*world).once, "/concern"), base: nothing, idle: true},
	"POST /desk/cases/{number}/told":      {as: "marta desk", path: below("/desk/cases/", unheard, "/told"), base: toldSo, blind: "mail how", reads: []string{"{to}"}},
	"POST /api/v1/cases/{number}/told":    {as: "marta api", path: below("/api/v1/cases/", unheard, "/told"), base: toldSo, blind: "mail how", reads: []string{"{case}"}},

	"POST /desk/cases/{number}/move/{entry}":            {as: "marta desk", idle: true, path: below("/desk/cases/", (*world).once, "/move/"+unknown), base: always(fields{"to": "HR-1000"}), blind: "to"},
	"POST /api/v1/cases/{number}/messages/{entry}/move": {as: "marta api", idle: true, path: below("/api/v1/cases/", (*world).once, "/messages/"+unknown+"/move"), base: always(fields{"to": "HR-1000"}), blind: "to"},
}

// ofIMAP are the fields of a mailbox that are of no use where mails are delivered here, or secret.
const ofIMAP = "server tls user password folder done sign_in oauth_provider oauth_grant oauth_tenant oauth_client oauth_client_secret oauth_certificate oauth_refresh_token oauth_token_url oauth_scope"

// everyNotice are the fields of how somebody wants to be written to: each one of a few words of ours.
const everyNotice = "acknowledgement message answer waiting new_time reopened"

func agreed(w *world) fields {
	return fields{"subject": "fairness_audit", "agreed_with": "Works council " + w.next(), "legal_basis": "Works agreement", "purpose": "Like cases alike", "starts": "2026-01-01", "ends": "2028-01-01"}
}

// allow lets the fairness audit be used.
func (w *world) allow() {
	w.as("ingrid api").Post("/api/v1/agreements", fields{"subject": "fairness_audit", "agreed_with": "Works council", "legal_basis": "Works agreement", "purpose": "Like cases alike", "starts": "2026-01-01", "ends": "2028-01-01"}).Is(http.StatusCreated)
}

// flagged is where a new finding of Ingrid's is given away or answered.
func flagged(front, end string) func(*world) string {
	return func(w *world) string {
		w.allow()
		w.as("ingrid api").Post("/api/v1/policies", fields{"id": "pay", "title": "Pay", "clauses": []fields{{"number": "4.2", "title": "Night allowance", "text": "You get it.", "from": "2026-01-01"}}})
		id := w.next()
		err := w.DB.Tx(w.t.Context(), func(tx *store.Tx) error {
			for _, sql := range []string{`INSERT INTO fairness_run (id, clause_ref, clause_title, report, at) SELECT 'run', 'pay 4.2', 'Pay', '{}', $1 WHERE NOT EXISTS (SELECT 1 FROM fairness_run WHERE id = 'run' OR id = $2 OR id = $3)`,
				`INSERT INTO fairness_finding (id, run_id, clause_ref, attribute, group_value, figures, owner_person, state) SELECT $2, id, 'pay 4.2', 'Contract', $2, '{"n":20}', $3, 'open' FROM fairness_run WHERE at <= $1`} {
				if _, err := tx.Exec(w.t.Context(), sql, tx.Now(), id, apptest.ID("ingrid")); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			w.t.Fatal(err)
		}
		return front + id + end
	}
}

func explained(w *world) fields {
	return fields{"cause": "explained", "text": "The lists say why: " + w.next()}
}

// protectedFile says something else each time.
func protectedFile(w *world) fields {
	w.allow()
	return fields{"csv": "person,attribute,value\n1003,Contract," + w.next(), "dry_run": false}
}

var howWasIt = regexp.MustCompile(`/how-was-it/\S+`)

// askedByMail is where somebody from outside says how it was: somebody else each time, as nobody is asked often.
func (w *world) askedByMail() string {
	w.t.Helper()
	ctx := w.t.Context()
	var by authz.Actor
	var at desk.Placed
	if err := w.DB.Tx(ctx, func(tx *store.Tx) error {
		p, err := people.Outsider(ctx, tx, "Lea Roth", "lea"+w.next()+"@candidate.example", "en")
		if err != nil {
			return err
		}
		by = authz.Actor{PersonID: p.ID, Face: authz.Portal}
		at, err = w.App.App.Desk.OpenMailed(ctx, tx, by, desk.Mailed{Subject: "My interview", Body: "When do I hear from you?", Service: "hours"})
		return err
	}); err != nil {
		w.t.Fatal(err)
	}
	w.as("marta api").Post("/api/v1/cases/"+at.Number+"/close", fields{"answer": "By Friday.", "outcome": "done", "cause": "other", "cause_text": "A date was missing"}).Is(http.StatusOK)
	w.Drain()
	if _, err := w.App.App.Desk.Accept(ctx, by, desk.Accept{Number: at.Number}); err != nil {
		w.t.Fatal(err)
	}
	w.Drain()
	return howWasIt.FindString(w.value(fmt.Sprintf(`SELECT text_body FROM mail_outbox WHERE person_id = '%s' ORDER BY id DESC LIMIT 1`, by.PersonID)))
}

// toldSo is what Amina was told on the phone.
func toldSo(w *world) fields {
	return fields{"mail": w.missed(), "how": "phone", "words": "She has a new address."}
}

// unheard is the case of toldSo.
func unheard(w *world) string {
	w.missed()
	return w.kept["unheard"]
}

// missed is a mail to Amina that did not arrive, and of which nobody has told her: another one once somebody did, and another case once so many were about one.
func (w *world) missed() string {
	mail := w.kept["missed"]
	if mail != "" && w.value(fmt.Sprintf(`SELECT CAST(count(*) AS text) FROM desk_told WHERE event_key = '%s'`, mail)) == "0" {
		return mail
	}
	const failed = `about = (SELECT c.id FROM desk_case c WHERE 'HR-' || c.number = '%s') AND kind = 'case.message' AND state <> 'failed'`
	w.uses++
	number := w.share(fmt.Sprint("unheard ", w.uses/12), w.open)
	w.as("marta api").Post("/api/v1/cases/"+number+"/messages", fields{"body": "It is on the next one."}).Is(http.StatusCreated)
	mail = w.value(fmt.Sprintf(`SELECT max(event_key) FROM mail_outbox WHERE `+failed, number))
	if err := w.DB.Tx(w.t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(w.t.Context(), fmt.Sprintf(`UPDATE mail_outbox SET state = 'failed' WHERE `+failed, number))
		return err
	}); err != nil {
		w.t.Fatal(err)
	}
	w.kept["missed"], w.kept["unheard"] = mail, number
	return mail
}

var system = always(fields{"name": "Payroll", "url": "https://payroll.ferrow-lund.example/hearth", "facts": []string{"case.opened"}, "on": false})

// system makes a system that is told of cases, and returns its id.
func (w *world) system() string {
	return identity(w.as("noor api").Post("/api/v1/webhooks", system(w)).Is(http.StatusCreated).Text)
}

func mailbox(w *world) fields {
	return fields{"name": "Payroll", "address": "pay" + w.next() + "@ferrow-lund.example", "team": "advice", "service": "hours", "kind": "direct", "strangers": "wait", "trusted": "mx.ferrow-lund.example"}
}

// mailbox makes a mailbox and returns its id.
func (w *world) mailbox() string {
	answer := w.as("noor api").Post("/api/v1/mailboxes", mailbox(w)).Is(http.StatusCreated)
	return identity(answer.Text)
}

// figures is a calculation that stands on a case, as JSON or as a form.
func figures(api bool) func(*world) fields {
	return func(*world) fields {
		f := fields{"title": "October", "instead_of": "", "unit": "EUR", "rounding": "half_up", "total": "152.00"}
		if api {
			f["lines"] = []fields{{"text": "Night shifts", "quantity": "4", "rate": "38", "amount": "152", "source": "Shift roster", "clause": "pay 4.2"}}
			return f
		}
		for name, value := range map[string]string{"text": "Night shifts", "quantity": "4", "rate": "38", "amount": "152", "source": "Shift roster", "clause": "pay 4.2"} {
			f[name] = []string{value}
		}
		return f
	}
}

var correctedLine = always(fields{"text": "Night shifts", "quantity": "5", "rate": "38", "amount": "190", "source": "Shift roster", "clause": "pay 4.2", "reason": "There was one more."})

// worked is where a line of a new calculation is corrected.
func worked(front string) func(*world) string {
	return func(w *world) string {
		n := w.open()
		c, err := w.Calculation.Write(w.t.Context(), w.Actor(authz.Desk, "marta"), calculation.Write{Number: n, Unit: "EUR", Rounding: "half_up", Lines: []calculation.Entry{{Text: "Nights", Rate: "1", Source: "Table B"}}})
		if err != nil {
			w.t.Fatal(err)
		}
		return front + n + "/calculation/lines/" + c.Lines[0].ID
	}
}

// toDecide is open, of a service that decides.
func (w *world) toDecide() string {
	c, err := w.App.App.Desk.Open(w.t.Context(), w.Actor(authz.Portal, "amina"), desk.Open{Subject: "My grade", Body: "Is it right?", Service: "grade"})
	if err != nil {
		w.t.Fatal(err)
	}
	return c.Number
}

// understood is what HR heard, as JSON or as a form.
func understood(api bool) func(*world) fields {
	f := fields{"happened": "You lead the shift since April.", "asks": "To be paid for it.", "by_when": "Before Christmas", "worry": "That Jonas hears of it.", "not_to_share": "Your plans.", "not_to": ""}
	if api {
		f["not_to"] = []string{}
	}
	return always(f)
}

// understood is toDecide, and HR wrote down what it heard.
func (w *world) understood() string {
	n := w.toDecide()
	if _, err := w.Heard.Write(w.t.Context(), w.Actor(authz.Desk, "marta"), heard.Write{Number: n, Happened: "You lead the shift.", Asks: "To be paid for it."}); err != nil {
		w.t.Fatal(err)
	}
	return n
}

// asking is where HR waits for words to be approved.
func asking(front, middle, end string) func(*world) string {
	return func(w *world) string {
		n := w.open()
		p, err := w.Heard.Propose(w.t.Context(), w.Actor(authz.Desk, "marta"), heard.Propose{Number: n, Whom: "Jonas", Words: "Who was there?"})
		if err != nil {
			w.t.Fatal(err)
		}
		return front + n + middle + p.ID + end
	}
}

// typedByKind are the places of a letter that take a day or a number.
const typedByKind = "person.number employment.position employment.unit employment.site employment.started employment.ended employment.hours employment.contract repayment.sum repayment.monthly repayment.from"

var typedDeep = "values/" + strings.ReplaceAll(typedByKind, " ", " values/")

// lettering is what is typed into a letter, as the API takes it and as the form sends it.
func lettering(api bool) func(*world) fields {
	return func(w *world) fields {
		typed := fields{"letter.to": "The bank " + w.next(), "letter.words": "She works here.", "letter.purpose": "a loan"}
		if api {
			return fields{"template": "words", "language": "en", "values": typed}
		}
		typed["template"], typed["language"] = "words", "en"
		return typed
	}
}

// lettered is a case in which letters can be written from a template with words of one's own.
func (w *world) lettered() string {
	w.share("template", func() string {
		w.as("ingrid api").Do(http.MethodPut, "/api/v1/letter-templates/words", "application/json", strings.NewReader(`{"name":"Words","kind":"reference","retention_months":12,"retention_reason":"To try it.",
			"signer":"agent","versions":[{"language":"en","title":"For {{letter.to}}","body":"{{letter.words}}\n\nThis is for {{letter.purpose}}."}]}`)).Is(http.StatusOK)
		return "words"
	})
	return w.open()
}

// opening gives another reason each time: the same one is kept once.
func opening(w *world) fields {
	return fields{"person": "1003", "reason": "The bank called back about letter " + w.next() + "."}
}

// letterTemplate is a template of letters, as the API takes it and as the form sends it.
func letterTemplate(api bool) func(*world) fields {
	return func(*world) fields {
		f := fields{"name": "For a bank", "kind": "reference", "retention_months": 12, "retention_reason": "So that you can have it again.", "signer": "agent"}
		if api {
			f["versions"] = []fields{{"language": "en", "title": "For a bank", "body": "{{person.name}} works here."}}
			return f
		}
		for _, language := range []string{"en", "de", "sv", "pt", "pl"} {
			f["text_"+language] = "For a bank\n\nThis person works here."
		}
		return f
	}
}

func wish(w *world) fields {
	return fields{"clause": "pay 4.2", "why": "It was a day like no other: " + w.next(), "amount_cents": 0}
}

func once(w *world) fields { return fields{"what": "A courier took it: " + w.next(), "cents": 0} }

// wished is where a new exception is decided.
func wished(front, end string) func(*world) string {
	return func(w *world) string {
		n := w.once()
		e, err := w.Exception.Ask(w.t.Context(), w.Actor(authz.Portal, "amina"), exception.Ask{Number: n, Clause: "pay 4.2", Why: w.next()})
		if err != nil {
			w.t.Fatal(err)
		}
		return front + n + "/exception/" + e.ID + end
	}
}

func hours(w *world) fields {
	from := w.DB.Now().Add(24 * time.Hour)
	return fields{"windows": []any{map[string]any{"from": from.Format(time.RFC3339), "to": from.Add(time.Hour).Format(time.RFC3339)}}, "repeat": []fields{{"day": from.AddDate(0, 0, 3).Format(time.DateOnly), "from": "12:00", "to": "13:00"}}, "zone": "Europe/Stockholm", "phone": "+46 70 555 01 87"}
}

func hoursForm(w *world) fields {
	return fields{"day": []string{w.DB.Now().AddDate(0, 0, 2).Format(time.DateOnly)}, "from": []string{"10:00"}, "to": []string{"11:00"}, "zone": "Europe/Stockholm", "phone": "+46 70 555 01 87"}
}

// called is where something is done with a call that was asked for on a case.
func called(front, end string) func(*world) string {
	return func(w *world) string { n, _ := w.call(); return front + n + end }
}

// calling is where something is done with a call by its id.
func calling(front, end string) func(*world) string {
	return func(w *world) string { _, id := w.call(); return front + id + end }
}

// viewing is where something is done with a view that Marta keeps, a new one each time.
func viewing(front, end string) func(*world) string {
	return func(w *world) string {
		marta := w.Actor(authz.Desk, "marta")
		all, err := w.Views.List(w.t.Context(), marta, views.ReadViews{})
		for _, v := range all.Items { // there may be so many
			_, gone := w.Views.Drop(w.t.Context(), marta, views.Drop{ID: v.ID})
			err = errors.Join(err, gone)
		}
		v, failed := w.Views.Keep(w.t.Context(), marta, views.Keep{Name: "Pay", Query: "service=pay"})
		if err = errors.Join(err, failed); err != nil {
			w.t.Fatal(err)
		}
		return front + v.ID + end
	}
}

// ruleToMake is a rule of Ingrid's team; it has no others, as there may be so many.
func ruleToMake(w *world) fields {
	ruling("", "")(w)
	w.noted()
	return fields{"if_field": "hours.note", "if_field_how": "contains", "if_field_text": "weeks", "name": "Sort " + ident.New()[20:], "team": "advice", "when": "tagged", "when_tag": "shift swap", "if_title": "swap", "then_tag": "sorted", "then_note": "Ask the planner."}
}

// ruleToChange is what the rule becomes that there is.
func ruleToChange(w *world) fields {
	w.noted()
	return fields{"if_field": "hours.note", "if_field_how": "contains", "if_field_text": "weeks", "name": "Sort again", "team": "advice", "when": "tagged", "when_tag": "shift swap", "if_title": "swap", "then_tag": "sorted", "then_note": "Ask the planner."}
}

const ruleBlind = "team when when_days if_service if_channel if_priority if_group if_owner if_waits if_calls if_field if_field_how then_mention then_priority then_team version"

// ruling is the only rule that there is then, switched off.
func ruling(front, end string) func(*world) string {
	return func(w *world) string {
		w.t.Helper()
		ingrid := w.Actor(authz.Desk, "ingrid")
		err := w.DB.Tx(w.t.Context(), func(tx *store.Tx) error {
			for _, sql := range []string{`DELETE FROM automation_run`, `DELETE FROM automation_version`, `DELETE FROM automation_rule`} {
				if _, err := tx.Exec(w.t.Context(), sql); err != nil {
					return err
				}
			}
			return nil
		})
		r, failed := w.Automation.Make(w.t.Context(), ingrid, automation.Save{Says: automation.Says{Name: "Sort", Team: "advice", When: "opened", ThenPriority: "high"}})
		if err = errors.Join(err, failed); err != nil {
			w.t.Fatal(err)
		}
		return front + r.ID + end
	}
}

// spike is something that is asked often, a new one each time.
func (w *world) spike() string {
	id := ident.New()
	err := w.DB.Tx(w.t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(w.t.Context(), `INSERT INTO spike_spike (id, kind, name, service_id, words, hours, people, usual, first_at, last_at, ended_why) VALUES ($1, 'word', 'portal', 'pay', 'portal', 24, 31, 40, $2, $2, '')`, id, tx.Now())
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return id
}

// withdrawn withdraws all announcements, of which few run at once.
func (w *world) withdrawn() {
	if err := w.DB.Tx(w.t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(w.t.Context(), `UPDATE spike_announcement SET ended_at = $1 WHERE ended_at IS NULL`, tx.Now())
		return err
	}); err != nil {
		w.t.Fatal(err)
	}
}

// news is an announcement that runs.
func (w *world) news() string {
	w.withdrawn()
	n, err := w.Spike.Make(w.t.Context(), w.Actor(authz.Desk, "ingrid"), spike.MakeNews{Service: "pay", Until: w.DB.Now().AddDate(0, 0, 9).Format(time.DateOnly),
		Texts: []spike.Text{{Language: "en", Title: "The portal is down", Body: "It is back on Monday."}}})
	if err != nil {
		w.t.Fatal(err)
	}
	return n.ID
}

func (w *world) newsFields() fields {
	w.withdrawn()
	return fields{"service": "pay", "until": w.DB.Now().AddDate(0, 0, 9).Format(time.DateOnly), "texts": []any{fields{"language": "en", "title": "The portal is down", "body": "It is back on Monday."}}}
}

func (w *world) newsForm() fields {
	w.withdrawn()
	return fields{"service": "pay", "until": w.DB.Now().AddDate(0, 0, 9).Format(time.DateOnly), "language1": "en", "title1": "The portal is down", "body1": "It is back on Monday.",
		"language2": "sv", "title2": "Portalen ligger nere", "body2": "Den är tillbaka på måndag.", "do": "announce"}
}

// macro is a macro that Marta keeps, a new one each time; she keeps no other, as there may be so many.
func (w *world) macro() string {
	marta := w.Actor(authz.Desk, "marta")
	all, err := w.Macro.List(w.t.Context(), marta, macro.List{})
	for _, m := range all.Items {
		_, gone := w.Macro.Drop(w.t.Context(), marta, macro.Find{ID: m.ID})
		err = errors.Join(err, gone)
	}
	m, failed := w.Macro.Keep(w.t.Context(), marta, macro.Keep{Name: "Rota", Texts: []macro.Text{{Language: "en", Body: "Dear {first name}, it is on the wall."}}})
	if err = errors.Join(err, failed); err != nil {
		w.t.Fatal(err)
	}
	return m.ID
}

// batch is a batch that Marta prepared, a new one each time.
func (w *world) batch() string {
	id, err := many.New(w.Macro).Plan(w.t.Context(), w.Actor(authz.Desk, "marta"), many.Change{Numbers: []string{w.once()}, Reply: "It is out."}, "")
	if err != nil {
		w.t.Fatal(err)
	}
	return id
}

// roundFields are a round as the API takes it, or as the form sends it.
func roundFields(form bool) func(*world) fields {
	return func(w *world) fields {
		f := fields{"key": ident.New(), "list": "1006", "unit": "", "site": "", "service": "hours", "team": "", "until": w.DB.Now().AddDate(0, 0, 20).Format(time.DateOnly)}
		if form {
			f["asks"], f["language"], f["title"], f["text"] = "yes", []string{"en"}, []string{"Your bank data"}, []string{"Please confirm them."}
		} else {
			f["asks"], f["texts"] = true, []any{fields{"language": "en", "title": "Your bank data", "body": "Please confirm them."}}
		}
		return f
	}
}

// round is a round that Marta prepared, a new one each time.
func (w *world) round() string {
	r, err := w.Outreach.Make(w.t.Context(), w.Actor(authz.Desk, "marta"), outreach.Make{List: "1006", Service: "hours", Texts: []outreach.Text{{Language: "en", Title: "Rota", Body: "It is out."}}})
	if err != nil {
		w.t.Fatal(err)
	}
	return r.ID
}

// macroFields are a macro as the API takes it, or as the form sends it.
func macroFields(form bool) func(*world) fields {
	return func(*world) fields {
		f := fields{"name": "Certificate " + ident.New()[24:], "team": "", "tag": "certificate", "wait_days": 5, "outcome": "", "cause": ""}
		if form {
			f["language"], f["text"] = []string{"en"}, []string{"Please send it."}
		} else {
			f["texts"] = []any{fields{"language": "en", "body": "Please send it."}}
		}
		return f
	}
}

// keptMacro is macroFields for a new macro; Marta keeps few others.
func keptMacro(form bool) func(*world) fields {
	return func(w *world) fields {
		w.macro()
		return macroFields(form)(w)
	}
}

// answered is an answer with a macro, which a field names.
func answered(field string) func(*world) fields {
	return func(w *world) fields { return fields{field: w.macro(), "body": "Please send it."} }
}

// keptView is a new view; Marta keeps no other, as there may be so many.
func keptView(w *world) fields {
	viewing("", "")(w)
	return fields{"name": "Working hours " + ident.New()[24:], "query": "service=hours", "team": ""}
}

// call asks for a call.
func (w *world) call() (number, id string) {
	number = w.once()
	from := w.DB.Now().Add(24 * time.Hour)
	c, err := w.Callback.Ask(w.t.Context(), w.Actor(authz.Portal, "amina"), callback.Ask{Number: number, Windows: []callback.Stretch{{From: from, To: from.Add(time.Hour)}}})
	if err != nil {
		w.t.Fatal(err)
	}
	return number, c.ID
}

// linking names another case that Marta sees.
func linking(w *world) fields { return fields{"other": w.open(), "kind": "same_cause"} }

// another names another case that Marta sees.
func another(w *world) fields { return fields{"other": w.open()} }

// into names a case into which another one can be joined.
func into(w *world) fields { return fields{"into": w.open()} }

var (
	askedAside = func(w *world) fields {
		return fields{"to": []string{"office" + w.next() + "@pension.example"}, "subject": "A rate", "body": "Which rate is it in November?", "wanted": "", "key": ""}
	}
	askedAsideForm = always(fields{"to": "hanna@ferrow-lund.example", "subject": "A rate", "body": "Which rate is it in November?", "wanted": "", "key": "", "seen": ""})
)

// asks asks Hanna about a new case, aside.
func (w *world) asks() side.Talk {
	t, err := w.Side.Begin(w.t.Context(), w.Actor(authz.Desk, "marta"), side.Begin{Number: w.once(), To: []string{"hanna@ferrow-lund.example"}, Subject: "A rate", Body: "Which rate is it?"})
	if err != nil {
		w.t.Fatal(err)
	}
	return t
}

// aside is where HR does something with what it asked aside.
func aside(front, end string) func(*world) string {
	return func(w *world) string { t := w.asks(); return front + t.Number + "/side/" + t.ID + end }
}

// asideOf is where somebody does something with what they were asked.
func asideOf(front, end string) func(*world) string {
	return func(w *world) string { return front + w.asks().ID + end }
}

// What is filled in on a case, and fields of a service: a new one each time, which is retired at once because a service has few.
var (
	filledIn    = always(fields{"field": []string{"note"}, "value": []string{"Four weeks"}})
	listedField = always(fields{"kind": "choice", "label": "Kind of leave", "help": "As the plan says.", "choices": "Whole days\nHalf days", "side": "requester", "place": "2"})
)

// unlike takes out what a field was where it is what the field gets: that is no change, and nothing is written.
func unlike(body fields) {
	is, was := body["value"], body["was"]
	if all, ok := body["fields"].(map[string]any); ok {
		before, _ := body["was"].(map[string]any)
		is, was = all["note"], before["note"]
	}
	if reflect.DeepEqual(is, was) {
		delete(body, "was")
	}
}

// filling is always, with the note that the service asks for.
func filling(f fields) func(*world) fields {
	return func(w *world) fields {
		w.note()
		all := maps.Clone(f)
		all["fields"] = fields{"note": "Four weeks"}
		return all
	}
}

// noted is a case whose service asks for a note.
func (w *world) noted() string {
	w.note()
	return w.once()
}

// note is a field of the service of working hours that takes any text.
func (w *world) note() string {
	return w.share("note", func() string {
		if _, err := w.Field.Save(w.t.Context(), w.Actor(authz.Desk, "ingrid"), field.Save{Service: "hours", Key: "note", Kind: field.Text, Label: "Note"}); err != nil {
			w.t.Fatal(err)
		}
		return "note"
	})
}

// unfilled is noted, and nothing stands in the note.
func (w *world) unfilled() string {
	w.note()
	return w.open()
}

func newField(w *world) fields {
	return fields{"kind": "choice", "label": "Kind " + lettered(w.next()), "help": "As the plan says.", "choices": "Whole days\nHalf days", "side": "requester", "retired": "on", "place": "3"}
}

// tagged is a case and a new tag of it.
func (w *world) tagged() string {
	number := w.once()
	t, err := w.Tag.Put(w.t.Context(), w.Actor(authz.Desk, "marta"), tag.Put{Number: number, Word: "word " + lettered(w.next())})
	if err != nil {
		w.t.Fatal(err)
	}
	return number + "/tags/" + t.Items[len(t.Items)-1].ID
}

// lettered writes digits as letters: no word holds a number.
func lettered(digits string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return 'a' + r - '0'
		}
		return r
	}, digits)
}

// mine is a new case that Marta works on.
func (w *world) mine() string {
	number := w.once()
	if _, err := w.App.App.Desk.Assign(w.t.Context(), w.Actor(authz.Desk, "marta"), desk.Assign{Number: number, Assignee: "me"}); err != nil {
		w.t.Fatal(err)
	}
	return number
}

// tag is a tag that is on a case.
func (w *world) tag() string { _, id, _ := strings.Cut(w.tagged(), "/tags/"); return id }

// gone is where a new extra mile is thanked and learned from.
func gone(front, middle, end string) func(*world) string {
	return func(w *world) string {
		n := w.once()
		m, err := w.Exception.Go(w.t.Context(), w.Actor(authz.Desk, "marta"), exception.Go{Number: n, What: w.next()})
		if err != nil {
			w.t.Fatal(err)
		}
		return front + n + middle + m.ID + end
	}
}

// clause is planned, so that another text takes its place each time.
func clause(w *world) fields {
	return fields{"number": "4.2", "title": "Night allowance", "text": "You get €" + w.next() + " for each night.", "from": "2027-01-01", "until": "", "why": "It grew.", "acknowledge": true, "withdrawn": false}
}

// forSome is a clause for some people only.
func forSome(f fields) fields {
	f["audience"] = fields{"sites": []string{"Malmby"}, "employment": []string{"full-time"}}
	return f
}

// refused is a case whose wish was refused, so that its requester may appeal and HR may correct it.
func (w *world) refused() string {
	n := w.toDecide()
	day := func(days int) string { return w.DB.Now().AddDate(0, 0, days).Format(time.DateOnly) }
	w.as("ingrid api").Post("/api/v1/policies", fields{"id": "pay", "title": "Pay", "clauses": []fields{{"number": "4.2", "title": "Night allowance", "text": "You get it.", "from": "2026-01-01"}}})
	w.as("marta api").Post("/api/v1/cases/"+n+"/decision", fields{"outcome": "refused", "reason": "What counts is the day on which it began.", "clause": "pay 4.2", "facts": []string{"It began in May."},
		"alternatives": []string{"Ask again in June."}, "next": fields{"text": "Nothing changes.", "date": day(3)}, "appeal": fields{"until": day(30), "to": "Ingrid Salo"}}).Is(http.StatusCreated)
	return n
}

// corrected is what a decision that refused becomes, as the API takes it or as the form sends it.
func corrected(api bool) func(*world) fields {
	return func(w *world) fields {
		f := fields{"why": "We counted a night too few.", "outcome": "granted", "reason": "It is five nights."}
		if api {
			f["facts"], f["next"] = []string{"22:00"}, fields{"text": "You get it with the next pay.", "date": "2026-12-01"}
			return f
		}
		f["facts"], f["next.text"], f["next.date"] = "22:00", "You get it with the next pay.", "2026-12-01"
		return f
	}
}

// toSplit lets a message of a case become a case of its own. The case is another one when that is done.
func toSplit(w *world) fields {
	return fields{"messages": []string{w.splits()}, "subject": "Parking", "service": "hours"}
}

// splitting is the case of toSplit.
func splitting(w *world) string {
	w.splits()
	return w.kept["to split"]
}

// splits is a message that can be split off: another one once it was.
func (w *world) splits() string {
	if id := w.kept["splits off"]; id == "" || w.value(fmt.Sprintf(`SELECT CAST(count(*) AS text) FROM joined_cut WHERE entry_id = '%s'`, id)) != "0" {
		w.kept["to split"] = w.open()
		sent := w.as("amina api").Post("/api/v1/cases/"+w.kept["to split"]+"/messages", fields{"body": "Where may I park?"})
		w.kept["splits off"] = apptest.Decode[struct{ ID string }](w.t, sent, http.StatusCreated).ID
	}
	return w.kept["splits off"]
}

// looked says that what is asked aside was looked at before it is sent.
func looked(body fields) {
	var all []string
	for _, name := range []string{"to", "subject", "body", "wanted"} {
		text, _ := body[name].(string)
		all = append(all, text)
	}
	if files, ok := body["files"].([]string); ok {
		all = append(all, files...)
	}
	if body["seen"] == "" {
		body["seen"] = ident.Hash(strings.Join(all, "\x00"))
	}
}

// roundDone is a round whose cases are all open.
func (w *world) roundDone() string {
	marta := w.Actor(authz.Desk, "marta")
	r, err := w.Outreach.Make(w.t.Context(), marta, outreach.Make{List: "1002", Service: "hours", Asks: true, Until: w.DB.Now().AddDate(0, 0, 20).Format(time.DateOnly), Texts: []outreach.Text{{Language: "en", Title: "Rota", Body: "Is it right?"}}})
	if err == nil {
		_, err = w.Outreach.Steer(w.t.Context(), marta, outreach.Steer{ID: r.ID, Do: outreach.Start})
	}
	if err != nil {
		w.t.Fatal(err)
	}
	w.Drain()
	return r.ID
}

// rules makes a policy and returns its id.
func (w *world) rules() string {
	return w.share("rules", func() string {
		w.as("ingrid api").Post("/api/v1/policies", fields{"id": "rules", "title": "Rules", "clauses": []fields{{"number": "1.1", "title": "Doors", "text": "Shut them.", "from": "2026-01-01"}}}).Is(http.StatusCreated)
		return "rules"
	})
}

// A promise policy, as the API takes it and as the form sends it: another version each time.
func policy(w *world) fields {
	return fields{"name": "Pay of those who lead " + w.next(), "first_answer": "2h", "next_word": "2h", "decision": "1d", "warn_first": 50, "warn_second": 80}
}

func policyForm(w *world) fields {
	return fields{"name": "Pay of those who lead " + w.next(), "first_answer": "2", "first_answer_unit": "h", "next_word": "2", "next_word_unit": "h", "decision": "1", "decision_unit": "d", "warn_first": "50", "warn_second": "80"}
}

// newPolicy is for a service of its own: no two policies are for the same.
func newPolicy(w *world) fields { return w.served(policy(w)) }

func newPolicyForm(w *world) fields { return w.served(policyForm(w)) }

func (w *world) served(f fields) fields {
	id := "s" + w.next()
	if _, err := w.Catalogue.SaveService(w.t.Context(), w.Actor(authz.Desk, "ingrid"), catalogue.SaveService{ID: id, Name: id, TeamID: "advice", FirstAnswerMinutes: 60, DecisionMinutes: 120, Active: true}); err != nil {
		w.t.Fatal(err)
	}
	f["service"] = id
	return f
}

// policy is a promise policy that there is.
func (w *world) policy() string {
	return w.share("policy", func() string {
		return apptest.Decode[struct{ ID string }](w.t, w.as("ingrid api").Post("/api/v1/promise-policies", newPolicy(w)), http.StatusCreated).ID
	})
}

func newWeek(w *world) fields {
	f := fields{"id": "c" + w.next()}
	for name, value := range week(w) {
		f[name] = value
	}
	return f
}

// later promises another time each time; a form has no zone.
func later(zone bool) func(w *world) fields {
	return func(w *world) fields {
		due := dbtest.Noon.AddDate(0, 0, 20).Add(time.Duration(len(w.next())+w.n) * time.Minute)
		layout := "2006-01-02T15:04"
		if zone {
			layout = time.RFC3339
		}
		return fields{"kind": "decision", "due_at": due.Format(layout), "reason": "The bank needs longer."}
	}
}
