package stories

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/letters"
	"hearth/internal/macro/many"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
	"hearth/internal/tag"
)

// world is an organisation in which something has happened: values names what addresses lead to.
type world struct {
	*apptest.App
	values map[string]string
}

// full makes a world with a case in each state that pages show differently.
func full(t *testing.T) *world {
	t.Helper()
	w := &world{apptest.New(t, store.SQLite), map[string]string{"hanna": apptest.ID("hanna"), "rosa": apptest.ID("rosa")}}
	w.put("ingrid", "/api/v1/calendars/malmby", `{"name":"Malmby","calendar":{"zone":"Europe/Stockholm","week":{"mon":[["08:00","17:00"]],"tue":[["08:00","17:00"]],
		"wed":[["08:00","17:00"]],"thu":[["08:00","17:00"]],"fri":[["08:00","17:00"]]},"holidays":["2026-12-25"]}}`)
	w.ask("late", "amina", desk.Open{Subject: "Payslip of October", Body: "Where is it?", Service: "pay"})
	w.ask("bill", "amina", desk.Open{Subject: "My certificate in Swedish", Body: "It is in the archive.", Service: "pay"})
	w.ask("asked", "amina", desk.Open{Subject: "My second certificate", Body: "It is in the archive, too.", Service: "pay"})
	w.Advance(30 * time.Hour)
	w.ask("open", "amina", desk.Open{Subject: "Night allowance is missing", Body: "I worked four nights.\n\nSee https://ferrow-lund.example/rota.", Service: "pay",
		About: []string{apptest.Email("pavel")}, Files: []files.Upload{upload("rota.txt", "four nights")}})
	w.ask("waiting", "amina", desk.Open{Subject: "My hours in spring", Body: "Can I work 80 %?", Service: "hours"})
	w.ask("answered", "amina", desk.Open{Subject: "Tax card", Body: "Do you need it?", Service: "pay"})
	w.ask("closed", "amina", desk.Open{Subject: "Bank details", Body: "I have a new bank.", Service: "pay"})
	w.ask("health", "pavel", desk.Open{Subject: "My hand", Body: "It hurts.", Service: "health"})
	w.ask("against", "pavel", desk.Open{Subject: "How I am spoken to", Body: "It is not right.", Service: "fairness", Against: []string{apptest.Email("stefan")}, Named: []string{apptest.Email("marta")}})
	w.ask("decide", "amina", desk.Open{Subject: "My grade", Body: "Is it right?", Service: "grade"})
	w.ask("lettered", "pavel", desk.Open{Subject: "A letter", Body: "For my landlord.", Service: "hours"})
	w.templates(t)
	w.values["issued"] = fmt.Sprint(w.post("marta", "/api/v1/cases/"+w.values["lettered"]+"/letters", map[string]any{"template": "employment-confirmation"})["id"])
	w.ask("decided", "amina", desk.Open{Subject: "My step", Body: "Should it not be higher?", Service: "grade"})
	w.ask("disagreed", "amina", desk.Open{Subject: "My allowance", Body: "Is it not due?", Service: "grade"})
	w.ask("heard", "amina", desk.Open{Subject: "My shift", Body: "I lead it since May.", Service: "grade"})
	w.ask("unheard", "amina", desk.Open{Subject: "My title", Body: "Is it right?", Service: "grade"})
	w.decide()
	w.hear()
	w.exceptions()
	w.work()
	w.account()
	w.rules()
	w.satisfaction()
	w.calls()
	w.tags()
	w.asks()
	w.Advance(2*time.Hour + 30*time.Minute) // what began after noon is at risk now
	if _, err := w.Callback.Pass(t.Context()); err != nil {
		t.Fatal(err)
	}
	return w
}

// decide is what HR decided, and what became of it: one decision was corrected, with another somebody disagrees.
func (w *world) decide() {
	day := func(days int) string { return w.DB.Now().AddDate(0, 0, days).Format(time.DateOnly) }
	for _, name := range []string{"decided", "disagreed"} {
		w.post("marta", "/api/v1/cases/"+w.values[name]+"/decision", map[string]any{"outcome": "refused", "reason": "The shifts began at 18:30.", "clause": "pay 4.2", "facts": []string{"The shift list says 18:30."},
			"alternatives": []string{"Late shifts from January."}, "next": map[string]any{"text": "Nothing changes.", "date": day(3)}, "recur": "The plan says it now.", "appeal": map[string]any{"until": day(30), "to": apptest.Email("priya")}})
	}
	w.values["told"] = fmt.Sprint(w.post("marta", "/api/v1/cases/"+w.values["decided"]+"/letters", map[string]any{"template": "decision"})["id"])
	w.post("marta", "/api/v1/cases/"+w.values["decided"]+"/decision/correction", map[string]any{"why": "The list was read for the wrong day.", "reason": "The shifts began at 18:50."})
	w.post("amina", "/api/v1/cases/"+w.values["disagreed"]+"/appeal", map[string]any{"text": "They began at 20:30."})
}

// hear is what HR heard, which was corrected once and waits to be confirmed; words for somebody else wait as well, others were approved.
func (w *world) hear() {
	at := "/api/v1/cases/" + w.values["heard"]
	said := map[string]any{"happened": "You lead the shift since May.", "asks": "To be paid for it.", "by_when": "Before Christmas", "worry": "That Jonas hears of it first.", "not_to_share": "Your plans for next year."}
	w.post("marta", at+"/heard", said)
	w.post("amina", at+"/heard/confirm", map[string]any{"ok": false, "correction": "It was April."})
	said["happened"] = "You lead the shift since April."
	w.post("marta", at+"/heard", said)
	approved := w.post("marta", at+"/askings", map[string]any{"whom": "Jonas Eklund, your team lead", "words": "Does Amina lead the shift?"})
	w.post("amina", at+"/askings/"+approved["id"].(string)+"/answer", map[string]any{"choice": "approve", "words": "Who leads shift 3?"})
	w.values["asking"] = w.post("marta", at+"/askings", map[string]any{"whom": "The planner of hall 2", "words": "How many shifts a month?"})["id"].(string)
}

// account is what HR estimated and wrote down: of one case there is a whole statement with a question, of the other its requester is asked how to go on.
func (w *world) account() {
	steps := func(high int) []map[string]any {
		return []map[string]any{{"name": "Find the certificate", "minutes_low": 10, "minutes_high": 20}, {"name": "Translate it", "minutes_low": 20, "minutes_high": high, "cost_cents": 4500, "cost_to": "unit"}}
	}
	for _, name := range []string{"bill", "asked"} {
		at := "/api/v1/cases/" + w.values[name]
		w.post("theo", at+"/estimate", map[string]any{"steps": steps(40)})
		w.post("theo", at+"/effort", map[string]any{"step": "Find the certificate", "minutes": 15, "note": "It was in the second box."})
		w.post("theo", at+"/effort", map[string]any{"step": "Call the archive", "minutes": 5})
		w.post("theo", at+"/estimate", map[string]any{"cause": "It is written by hand.", "steps": steps(90)})
	}
	at := "/api/v1/cases/" + w.values["bill"]
	w.post("amina", at+"/estimate/choice", map[string]any{"choice": "smaller", "text": "The first page is enough."})
	w.post("theo", at+"/effort", map[string]any{"step": "Translate it", "minutes": 20, "why_more": "It has a stamp."})
	w.post("theo", at+"/calculation", map[string]any{"unit": "EUR", "rounding": "half_up", "lines": []map[string]any{{"text": "Fee", "quantity": "2", "rate": "6.50", "source": "Receipt"}}})
	w.post("theo", at+"/close", map[string]any{"answer": "It is on its way.", "outcome": "done", "cause": "other", "cause_text": "A certificate"})
	for _, line := range []string{"step:Find the certificate", "step:Translate it"} {
		w.values["question"], _ = w.post("amina", at+"/statement/questions", map[string]any{"line": line, "question": "Was it not quicker?"})["id"].(string)
	}
	w.post("theo", at+"/statement/questions/"+w.values["question"]+"/answer", map[string]any{"text": "It was, thank you.", "correct": true, "minutes": 12})
	w.values["question"], _ = w.post("amina", at+"/statement/questions", map[string]any{"line": "step:Call the archive", "question": "Whom did you call?"})["id"].(string)
}

// calls were asked for: one is to be made now or tomorrow, after an attempt at another time; one was not made.
func (w *world) calls() {
	hours := func(from, to time.Duration) map[string]any {
		return map[string]any{"from": w.DB.Now().Add(from), "to": w.DB.Now().Add(to)}
	}
	w.post("amina", "/api/v1/cases/"+w.values["late"]+"/callbacks", map[string]any{"windows": []any{hours(time.Hour, 90*time.Minute)}})
	planned := w.post("amina", "/api/v1/cases/"+w.values["waiting"]+"/callbacks", map[string]any{"windows": []any{hours(2*time.Hour, 3*time.Hour), hours(26*time.Hour, 27*time.Hour)}, "zone": "Europe/Lisbon", "phone": "+351 91 555 01 87"})
	w.values["callback"], _ = planned["id"].(string)
	w.values["sorting"], _ = w.post("ingrid", "/api/v1/rules", map[string]any{"name": "Swaps first", "team": "advice", "when": "opened", "if_service": "hours", "if_title": "swap", "then_tag": "shift swap", "then_priority": "high"})["id"].(string)
	w.values["view"], _ = w.post("theo", "/api/v1/views", map[string]any{"name": "Payroll, due this week", "query": "team=payroll&due=week", "team": "payroll"})["id"].(string)
	w.post("theo", "/api/v1/callbacks/"+w.values["callback"]+"/attempts", map[string]any{"result": "no_answer"})
}

// asks gives the service of pay fields, which are filled in on one case.
func (w *world) asks() {
	for key, in := range map[string]map[string]any{
		"since": {"kind": "date", "label": "Since when", "place": 1}, "missing": {"kind": "money", "label": "Amount that is missing", "unit": "EUR", "place": 2},
		"why": {"kind": "choice", "label": "What it is about", "choices": []string{"Allowance", "Deduction", "Something else"}, "place": 3}, "told": {"kind": "yes_no", "label": "Somebody was told already", "place": 4},
		"centre": {"kind": "text", "label": "Cost centre", "side": "hr_only", "required": true, "place": 5},
	} {
		w.putJSON("ingrid", "/api/v1/services/pay/fields/"+key, in)
	}
	w.put("amina", "/api/v1/cases/"+w.values["open"]+"/fields", `{"fields":{"since":"2026-10-01","missing":152.5,"why":"Allowance","told":true}}`)
}

// tags are on some of the cases.
func (w *world) tags() {
	for name, word := range map[string]string{"open": "night allowance", "waiting": "certificate"} {
		w.post("theo", "/api/v1/cases/"+w.values[name]+"/tags", map[string]any{"word": word})
	}
	w.post("theo", "/api/v1/cases/"+w.values["open"]+"/links", map[string]any{"other": w.values["waiting"], "kind": "same_cause"})
	for kind, text := range map[string]string{"reply": `Dear Amina,\n\nit was four nights, and the allowance comes with the next pay.`, "note": `Olga knows the rota of these weeks.`} {
		w.put("marta", "/api/v1/cases/"+w.values["open"]+"/together/"+kind, `{"body":"`+text+`","version":0}`)
	}
	w.values["policy"], _ = w.post("ingrid", "/api/v1/promise-policies", map[string]any{"service": "pay", "group": "employees", "name": "Pay within the day", "first_answer": "2h", "next_word": "4h", "decision": "1d"})["id"].(string)
	v, err := w.Tag.List(w.T.Context(), w.Actor(authz.Desk, "ingrid"), tag.List{})
	if err != nil {
		w.T.Fatal(err)
	}
	w.values["tag"] = v.Items[0].ID
	w.sides()
	w.often()
	w.many()
	w.outreach()
	w.values["macro"], _ = w.post("theo", "/api/v1/macros", map[string]any{"name": "Payslip of last month", "team": "payroll", "tag": "payslip", "wait_days": 5, "texts": []map[string]any{
		{"language": "en", "body": "Dear {first name},\n\nplease send me the payslip that {case number} is about. {my name}"}, {"language": "de", "body": "Guten Tag {first name},\n\nbitte senden Sie mir die Abrechnung. {my name}"}}})["id"].(string)
}

// sides are what Stefan was asked about one of the cases: one that he answered, one that is over, and one that was taken from him.
func (w *world) sides() {
	for _, name := range []string{"over", "taken", "side"} {
		w.values[name], _ = w.post("theo", "/api/v1/cases/"+w.values["open"]+"/side", map[string]any{"to": []string{apptest.Email("stefan")}, "subject": "Rates of the night shift", "body": "Which rate did line 2 have in October?", "wanted": "2026-12-10"})["id"].(string)
	}
	w.post("theo", "/api/v1/cases/"+w.values["open"]+"/side/"+w.values["over"]+"/close", map[string]any{})
	w.post("theo", "/api/v1/cases/"+w.values["open"]+"/side/"+w.values["taken"]+"/withdraw", map[string]any{})
	w.post("stefan", "/api/v1/me/asked/"+w.values["side"]+"/answers", map[string]any{"body": "25 %, as the plan of October says."})
}

// often is something that many ask, about which Theo announces what he knows.
func (w *world) often() {
	err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
		if _, err := tx.Exec(w.T.Context(), `INSERT INTO spike_spike (id, kind, name, service_id, words, hours, people, usual, first_at, last_at, ended_why) VALUES ('often', 'word', 'payslip portal', 'pay', 'payslip portal,error', 24, 31, 43, $1, $1, '')`, tx.Now()); err != nil {
			return err
		}
		_, err := tx.Exec(w.T.Context(), `INSERT INTO spike_case (spike_id, case_id, person_id) SELECT 'often', c.id, c.by_person FROM desk_case c WHERE c.sensitivity = 'open' AND NOT c.health`)
		return err
	})
	if err != nil {
		w.T.Fatal(err)
	}
	w.values["spike"] = "often"
	w.post("theo", "/api/v1/announcements", map[string]any{"service": "pay", "until": w.DB.Now().AddDate(0, 0, 9).Format(time.DateOnly), "texts": []map[string]any{
		{"language": "en", "title": "The payslip portal is down", "body": "Your pay is on time. The portal is expected back on Monday. If you need the payslip before, ask us."}}})
}

// many are two batches of Theo's: one that he looks at, and one that is done.
func (w *world) many() {
	theo, s := w.Actor(authz.Desk, "theo"), many.New(w.Macro)
	for name, numbers := range map[string][]string{"batch": {w.values["open"], w.values["late"], w.values["closed"]}, "sent": {w.values["closed"]}} {
		id, err := s.Plan(w.T.Context(), theo, many.Change{Numbers: numbers, Reply: "Dear {first name},\n\nthe pay run of November is on the 25th. {my name}"}, "")
		if err == nil && name == "sent" {
			_, err = s.Confirm(w.T.Context(), theo, many.Confirm{ID: id, Seen: []string{"none"}})
		}
		if err != nil {
			w.T.Fatal(err)
		}
		w.values[name] = id
	}
}

// outreach are rounds of Theo's: one that is done, one that waits to be started, and one that is held.
func (w *world) outreach() {
	for _, x := range []struct {
		name string
		do   []string
	}{{"round", []string{"start"}}, {"prepared", nil}, {"halted", []string{"start", "pause"}}} {
		w.values[x.name], _ = w.post("theo", "/api/v1/outreach", map[string]any{"list": "1006, 1005, 1005, 2003, 9999", "service": "pay", "asks": true, "until": w.DB.Now().AddDate(0, 0, 25).Format(time.DateOnly),
			"texts": []map[string]any{{"language": "en", "title": "Your bank data", "body": "Dear {first name},\n\nplease look at the account to which your pay goes, and tell us until {due date} whether it is right.\n\n{my name}"}}})["id"].(string)
		for _, do := range x.do {
			w.post("theo", "/api/v1/outreach/"+w.values[x.name], map[string]any{"do": do})
		}
		if err := w.Outreach.Pass(w.T.Context()); err != nil {
			w.T.Fatal(err)
		}
	}
}

// exceptions were asked for on some of the cases, all from one clause, and the last is not decided yet; and something was done once.
func (w *world) exceptions() {
	at := func(name, what string) string { return "/api/v1/cases/" + w.values[name] + what }
	for _, team := range []string{"payroll", "advice"} {
		w.put("ingrid", "/api/v1/budgets/"+team, `{"cents":25000,"currency":"EUR"}`)
	}
	for i, x := range []struct{ name, who, why, reason string }{
		{"answered", "theo", "My shift began at 19:50 because the line had to be warm at eight.", "The line was started for the whole night. Ten minutes must not cost the allowance."},
		{"closed", "theo", "I came early to find a parking place.", "The plan says 18:00, and the work began then."},
		{"decide", "marta", "I began at 19:45 to hand over to the late shift.", "A hand-over belongs to the night shift."},
	} {
		asked := w.post("amina", at(x.name, "/exception"), map[string]any{"clause": "pay 4.2", "why": x.why, "amount_cents": 3800 * (i + 1)})
		in := map[string]any{"outcome": "granted", "reason": x.reason, "differs": "The work was needed before eight.", "expires": "2027-11-01"}
		if x.name == "closed" {
			in = map[string]any{"outcome": "refused", "reason": x.reason, "differs": "Nothing had to be done before eight.", "disagree": "Priya Raman, until 17 December."}
		}
		id, _ := asked["id"].(string)
		w.post(x.who, at(x.name, "/exception/"+id+"/decision"), in)
		w.values["granted"] = id
		w.Advance(time.Minute)
	}
	asked := w.post("amina", at("open", "/exception"), map[string]any{"clause": "pay 4.2", "why": "Nils was late, so I stayed on his machine from 19:40 until he came.", "amount_cents": 3800})
	w.values["exception"], _ = asked["id"].(string)
	mile := w.post("theo", at("waiting", "/miles"), map[string]any{"what": "We paid the train to the tax office, because the letter came late.", "cents": 3950})
	id, _ := mile["id"].(string)
	w.post("amina", at("waiting", "/miles/"+id+"/thanks"), map[string]any{"words": "Thank you, that saved my Saturday."})
	w.post("theo", at("waiting", "/miles/"+id+"/lesson"), map[string]any{"lesson": "Send tax letters two weeks before they are needed."})
}

// work is what HR did with the cases.
func (w *world) work() {
	in := func(name, what string) string { return "/api/v1/cases/" + w.values[name] + what }
	w.post("theo", in("open", "/messages"), map[string]any{"body": "I look into it with the time clock."})
	w.post("theo", in("open", "/messages"), map[string]any{"body": "Clock 3 was down that week.", "internal": true})
	w.post("theo", in("open", "/steps"), map[string]any{"title": "Read the clock", "owner": apptest.Email("theo"), "minutes": 120})
	w.post("theo", in("open", "/steps"), map[string]any{"title": "Ask the foreman", "outside": "Foreman of hall 2"})
	step, err := store.One[string](w.T.Context(), w.DB, `SELECT id FROM desk_step WHERE title = 'Ask the foreman'`)
	if err != nil {
		w.T.Fatal(err)
	}
	w.post("theo", in("open", "/steps/"+step), map[string]any{"state": "blocked", "why": "He is away until Friday."})
	w.post("theo", in("open", "/renegotiate"), map[string]any{"due_at": w.DB.Now().Add(72 * time.Hour), "reason": "The clock has to be read by hand.", "kind": "decision"})
	w.post("theo", in("open", "/calculation"), map[string]any{"unit": "EUR", "rounding": "half_up", "lines": []map[string]any{{"text": "Nights", "quantity": "4", "rate": "38", "source": "Shift roster", "clause": "pay 4.2"}}})
	if w.values["line"], err = store.One[string](w.T.Context(), w.DB, `SELECT id FROM calculation_line`); err != nil {
		w.T.Fatal(err)
	}
	w.post("theo", in("open", "/calculation/lines/"+w.values["line"]), map[string]any{"text": "Nights", "quantity": "5", "rate": "38", "source": "Shift roster", "reason": "There was one more."})
	if w.values["line"], err = store.One[string](w.T.Context(), w.DB, `SELECT id FROM calculation_line WHERE revision = 2`); err != nil {
		w.T.Fatal(err)
	}
	for reason, person := range map[string]string{"Proceeding 4 C 12 at the labour court": "pavel", "A tax audit": "rosa"} {
		w.post("lena", "/api/v1/holds", map[string]any{"person": apptest.ID(person), "reason": reason})
	}
	held, err := store.One[string](w.T.Context(), w.DB, `SELECT id FROM privacy_hold WHERE reason = 'A tax audit'`)
	if err != nil {
		w.T.Fatal(err)
	}
	w.post("ingrid", "/api/v1/holds/"+held+"/lift", map[string]any{})
	w.post("ingrid", "/api/v1/agreements", map[string]any{"subject": "fairness_audit", "agreed_with": "Works council Malmby, paper of 2 November", "legal_basis": "Works agreement 14, section 3",
		"purpose": "To find whether like cases end alike", "starts": "2026-01-01", "ends": "2028-01-01"})
	w.audit()
	w.Desk("marta").Get("/desk/queue.csv?service=pay").Is(http.StatusOK)
	w.post("marta", in("waiting", "/assign"), map[string]any{"assignee": apptest.Email("marta")})
	w.post("marta", in("waiting", "/pause"), map[string]any{"reason": "We wait for your manager's plan.", "until": w.DB.Now().Add(48 * time.Hour)})
	for _, name := range []string{"answered", "closed"} {
		w.post("theo", in(name, "/close"), map[string]any{"answer": "Thank you, it is done.", "outcome": "done", "cause": "other", "cause_text": "A question"})
	}
	w.post("amina", in("closed", "/accept"), map[string]any{})
	w.post("amina", in("closed", "/rating"), map[string]any{"satisfaction": 4, "effort": 5, "again": "yes", "text": "Quick.", "show_agent": true})
	kept, err := w.People.KeepFile(w.T.Context(), w.Actor(authz.Desk, "noor"), people.KeepFile{Files: []files.Upload{upload("people.csv",
		"Personnel number;Given name;Family name;E-mail\n1003;Amina;Yusuf;amina@ferrow-lund.example\n4001;Karl;Berg;karl@ferrow-lund.example\n;Nobody;;\n")}})
	if err != nil {
		w.T.Fatal(err)
	}
	w.values["import"] = kept.ID
	w.mails()
	w.Drain()
	w.values["missed"] = url.QueryEscape(w.comesBack("open", "amina", "case.message", "5.1.1", "The mailbox of this address does not exist"))
	w.comesBack("open", "amina", "case.new_time", "", "")
	stop, err := store.One[string](w.T.Context(), w.DB, `SELECT unsubscribe FROM mail_outbox WHERE kind = 'case.acknowledgement' AND person_id = $1 ORDER BY id DESC LIMIT 1`, apptest.ID("amina"))
	if err != nil {
		w.T.Fatal(err)
	}
	w.values["outside"] = w.fromOutside()
	w.values["stop"] = stop[strings.LastIndex(stop, "/")+1:]
}

// satisfaction is what people said in two quarters, of which one is withheld.
func (w *world) satisfaction() {
	if err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
		for _, sql := range []string{`INSERT INTO rating_quarter (quarter, at) VALUES ('2026-Q2', $1), ('2026-Q3', $1) ON CONFLICT (quarter) DO NOTHING`,
			`INSERT INTO rating_figure (quarter, kind, key, told, cases, asked, answers, satisfied, easy, again, solved, solved_of, repeated, reopened) VALUES
			('2026-Q2', 'all', '', FALSE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), ('2026-Q2', 'service', 'pay', FALSE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
			('2026-Q3', 'all', '', TRUE, 1421, 396, 287, 241, 220, 253, 231, 280, 96, 41), ('2026-Q3', 'service', 'pay', TRUE, 900, 240, 180, 141, 130, 155, 0, 0, 80, 40),
			('2026-Q3', 'service', 'hours', FALSE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), ('2026-Q3', 'team', 'payroll', TRUE, 900, 240, 180, 141, 130, 155, 140, 173, 80, 40),
			('2026-Q3', 'site', 'Malmby', TRUE, 1421, 396, 287, 241, 220, 253, 231, 280, 96, 41), ('2026-Q3', 'site', '', FALSE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
			('2026-Q3', 'customers', 'employees', TRUE, 1400, 380, 275, 231, 210, 243, 221, 268, 90, 40), ('2026-Q3', 'customers', 'managers', FALSE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)`,
		} {
			var args []any
			if strings.Contains(sql, "$1") {
				args = []any{tx.Now()}
			}
			if _, err := tx.Exec(w.T.Context(), sql, args...); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		w.T.Fatal(err)
	}
}

// comesBack lets the first mail of a kind about a case to somebody come back, and returns its name.
func (w *world) comesBack(name, key, kind, status, words string) string {
	w.T.Helper()
	type row struct{ ID, EventKey string }
	found, err := store.One[row](w.T.Context(), w.DB, `SELECT id, event_key FROM mail_outbox WHERE kind = $1 AND person_id = $2
		AND about = (SELECT id FROM desk_case WHERE 'HR-' || CAST(number AS text) = $3) ORDER BY id LIMIT 1`, kind, apptest.ID(key), w.values[name])
	if err != nil {
		w.T.Fatalf("%s: %v", kind, err)
	}
	if err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
		if _, err := tx.Exec(w.T.Context(), `UPDATE mail_outbox SET state = 'sent', attempts = 1 WHERE id = $1`, found.ID); err != nil {
			return err
		}
		_, _, err := mail.Bounced(w.T.Context(), tx, found.ID, mail.Bounce{Class: mail.Permanent, Status: status, Diagnostic: words})
		return err
	}); err != nil {
		w.T.Fatal(err)
	}
	return found.EventKey
}

// ask opens a case of somebody and remembers its number.
func (w *world) ask(name, key string, in desk.Open) {
	w.T.Helper()
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, key), in)
	if err != nil {
		w.T.Fatalf("%s: %v", name, err)
	}
	w.values[name] = c.Number
}

// post calls the API as somebody and returns what it says.
func (w *world) post(key, path string, body any) map[string]any {
	w.T.Helper()
	answer := w.API(key).Post(path, body)
	if answer.Status >= http.StatusMultipleChoices {
		w.T.Fatalf("%s: %d %s", path, answer.Status, answer.Text)
	}
	out := map[string]any{}
	_ = json.Unmarshal([]byte(answer.Text), &out) // some answers have no content
	return out
}

// putJSON is put for a body that is written as JSON first.
func (w *world) putJSON(key, path string, body any) {
	w.T.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		w.T.Fatal(err)
	}
	w.put(key, path, string(text))
}

func (w *world) put(key, path, body string) {
	w.T.Helper()
	w.API(key).Do(http.MethodPut, path, "application/json", strings.NewReader(body)).Is(http.StatusOK)
}

// speak makes the language of everybody the tag.
func (w *world) speak(tag string) {
	w.T.Helper()
	if err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(w.T.Context(), `UPDATE people_person SET language = $1`, tag)
		return err
	}); err != nil {
		w.T.Fatal(err)
	}
}

// words are what this organisation brings into sentences of the product: names, the hours of the help line, its time zone.
func (w *world) words() []string {
	all := []string{w.Config.OrgName, w.Config.HelpHours, "Mon–Fri", "Malmby", "Europe/Stockholm", "nothing", "nobody", "unknown"}
	for _, m := range apptest.Cast() {
		all = append(all, m.Given+" "+m.Family, m.Given, apptest.Email(m.Key))
	}
	for _, s := range apptest.Services() {
		all = append(all, s.Name)
	}
	for _, l := range letters.Languages() { // each in itself
		all = append(all, l.Name)
	}
	return all
}

// path fills the names in braces of an address.
func (w *world) path(address string) string {
	for name, value := range w.values {
		address = strings.ReplaceAll(address, "{"+name+"}", value)
	}
	return address
}

func upload(name, text string) files.Upload {
	return files.Upload{Name: name, Size: int64(len(text)), Open: func() (files.Reader, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

// written keeps a text as a file, for fields that take one.
func written(t *testing.T, name, text string) string {
	t.Helper()
	path := t.TempDir() + "/" + name
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
