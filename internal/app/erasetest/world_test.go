package erasetest

import (
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/field"
	"hearth/internal/intake"
	"hearth/internal/letters"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// world is an organisation in which everything that can be kept about Amina is, each with a word of its own.
type world struct {
	*apptest.App
	own    map[string]string // what is hers, or about her in her own requests: goes
	hers   []string          // those of own that are exported
	others map[string]string // what others wrote in requests that are not hers alone: stays, and is not exported
	number map[string]string // of the cases
	key    string            // whose key she is in the record
}

// word is a word that stands nowhere else. Its letters are random from the first on, so that an index cannot hide it behind its neighbour's beginning.
func word() string {
	const letters = "bcdfghjklmnpqrtvwxz"
	var b strings.Builder
	for range 18 {
		b.WriteByte(letters[rand.IntN(len(letters))])
	}
	return b.String()
}

// goes makes a word that is kept about Amina: exported says whether it is hers to read.
func (w *world) goes(name string, exported bool) string {
	text := word()
	w.own[name] = text
	if exported {
		w.hers = append(w.hers, name)
	}
	return text
}

func (w *world) stays(name string) string {
	w.others[name] = word()
	return w.others[name]
}

func (w *world) exec(sql string, args ...any) {
	w.T.Helper()
	err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error { _, err := tx.Exec(w.T.Context(), sql, args...); return err })
	if err != nil {
		w.T.Fatalf("%s: %v", sql, err)
	}
}

func (w *world) post(key, path string, body map[string]any, status int) map[string]any {
	w.T.Helper()
	return apptest.Decode[map[string]any](w.T, w.API(key).Post(path, body), status)
}

// open opens a case and keeps its number under name.
func (w *world) open(name, by string, in desk.Open) string {
	w.T.Helper()
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, by), in)
	if err != nil {
		w.T.Fatalf("open %s: %v", name, err)
	}
	w.number[name] = c.Number
	return "/api/v1/cases/" + c.Number
}

func upload(name, text string) files.Upload {
	return files.Upload{Name: name, Size: int64(len(text)), Open: func() (files.Reader, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

// newWorld fills the product.
func newWorld(t *testing.T, dialect store.Dialect) *world {
	t.Helper()
	w := &world{App: apptest.New(t, dialect), own: map[string]string{}, others: map[string]string{}, number: map[string]string{}}
	w.profile()
	w.asks()
	w.daily("amina", "hanna")
	w.ownCase()
	w.decidedCase()
	w.heardCase()
	w.openCase()
	w.othersCases()
	w.summaries()
	w.kept()
	w.rule()
	w.accountedCase()
	w.protected()
	w.Drain()
	for _, read := range slices.Sorted(maps.Values(w.number)) {
		apptest.Decode[any](t, w.API("theo").Get("/api/v1/cases/"+read), http.StatusOK)
	}
	w.Drain()
	w.survey()
	var err error
	if w.key, err = store.One[string](t.Context(), w.DB, `SELECT key FROM audit_subject WHERE person_id = $1`, apptest.ID("amina")); err != nil {
		t.Fatal(err)
	}
	return w
}

// survey lets PostgreSQL look at what it holds, as it does by itself after a while: it keeps samples.
func (w *world) survey() {
	w.T.Helper()
	if err := w.DB.Survey(w.T.Context()); err != nil {
		w.T.Fatal(err)
	}
}

func (w *world) profile() {
	w.T.Helper()
	amina := apptest.ID("amina")
	apptest.Decode[any](w.T, w.API("ingrid").Do(http.MethodPut, "/api/v1/people/"+amina, "application/json", strings.NewReader(fmt.Sprintf(
		`{"given_name":%q,"family_name":%q,"preferred_name":%q,"pronouns":%q,"email":%q,"phone":"+46 40 %s","personnel_number":%q,"position":%q,"manager":"1001","started":"2020-01-01","site":"Malmby"}`,
		w.goes("given name", true), w.goes("family name", true), w.goes("preferred name", true), w.goes("pronouns", true), w.goes("address", true)+"@ferrow-lund.example",
		w.digits("phone"), w.goes("number", true), w.goes("position", true)))), http.StatusOK)
	apptest.Decode[any](w.T, w.API("amina").Do(http.MethodPatch, "/api/v1/me", "application/json", strings.NewReader(
		`{"postal_address":"`+w.goes("postal address", true)+`","channels":["email","sms"]}`)), http.StatusOK)
	w.exec(`UPDATE people_person SET own = own || $2 WHERE id = $1`, amina, w.goes("choices", true))
}

// daily lets people hear of most things in a summary once a day.
func (w *world) daily(keys ...string) {
	w.T.Helper()
	for _, key := range keys {
		apptest.Decode[any](w.T, w.API(key).Do(http.MethodPut, "/api/v1/me/notices", "application/json", strings.NewReader(
			`{"items":[{"event":"acknowledgement","channel":"email","daily":true},{"event":"answer","channel":"email","daily":true}]}`)), http.StatusOK)
	}
}

// summaries sends those that wait, one of which tells Hanna of the subject that Amina gave her request, and lets another event wait. Some mails to Amina did not arrive, and she
// told somebody of one.
func (w *world) summaries() {
	w.T.Helper()
	w.exec(`UPDATE desk_digest SET due_at = at`)
	if n, err := w.App.App.Desk.Notices().Pass(w.T.Context()); n != 2 || err != nil {
		w.T.Fatalf("%d summaries, %v", n, err)
	}
	w.exec(`UPDATE desk_digest SET digest_id = '' WHERE event_key = (SELECT min(event_key) FROM desk_digest WHERE person_id = $1)`, apptest.ID("amina"))
	for key, people := range map[string][2]string{"one": {"amina", "theo"}, "two": {"hanna", "amina"}} {
		w.exec(`INSERT INTO desk_told (event_key, person_id, case_id, how, told_by, at) SELECT CAST($1 AS text), $2, c.id, 'phone', $3, c.opened_at FROM desk_case c WHERE c.subject = $4`,
			key, apptest.ID(people[0]), apptest.ID(people[1]), w.own["subject for Hanna"])
	}
}

// rule is acknowledged by Amina, by Hanna too, and another one was published by her: her id alone is there.
func (w *world) rule() {
	w.T.Helper()
	made := w.post("ingrid", "/api/v1/policies", map[string]any{"id": "pay", "title": "Pay", "clauses": []map[string]any{
		{"number": "4.2", "title": w.stays("title of a rule"), "text": w.stays("text of a rule"), "from": "2026-01-01", "acknowledge": true}}}, http.StatusCreated)
	version := made["added"].([]any)[0].(map[string]any)["id"]
	for _, key := range []string{"amina", "hanna"} {
		w.post(key, "/api/v1/policies/pay/acknowledgements", map[string]any{"version": version}, http.StatusCreated)
	}
	w.exec(`UPDATE policy_version SET published_by = $1`, apptest.ID("amina"))
}

func (w *world) digits(name string) string {
	w.own[name] = fmt.Sprintf("%011d", rand.Int64N(1e11))
	w.hers = append(w.hers, name)
	return w.own[name]
}

// asks gives a service fields.
func (w *world) asks() {
	w.T.Helper()
	for key, kind := range map[string]string{"word": field.Text, "story": field.Long, "hidden": field.Text} {
		side := map[string]string{"hidden": field.HROnly}[key]
		if _, err := w.Field.Save(w.T.Context(), w.Actor(authz.Desk, "ingrid"), field.Save{Service: "pay", Key: key, Kind: kind, Label: "The " + key, Side: side}); err != nil {
			w.T.Fatal(err)
		}
	}
}

// ownCase is asked by Amina for herself, and goes the whole way to a rating.
func (w *world) ownCase() {
	w.T.Helper()
	at := w.open("own", "amina", desk.Open{Subject: w.goes("subject", true), Body: w.goes("question", true), Service: "pay", Sensitivity: "team",
		Files: []files.Upload{upload(w.goes("file name", true)+".txt", w.goes("file", true))}, Fields: map[string]any{"word": w.goes("what she filled in", true), "story": w.goes("what she filled in at length", true)}})
	apptest.Decode[any](w.T, w.API("theo").Do(http.MethodPut, at+"/fields", "application/json", strings.NewReader(`{"fields":{"hidden":"`+w.goes("what HR alone filled in", false)+`"}}`)), http.StatusOK)
	w.API("amina").With("Idempotency-Key", "k1").Post(at+"/messages", map[string]any{"body": w.goes("message", true)}).Is(http.StatusCreated)
	w.API("theo").With("Idempotency-Key", "k2").Post(at+"/messages", map[string]any{"body": w.goes("reply to her", true)}).Is(http.StatusCreated)
	w.post("theo", at+"/messages", map[string]any{"body": w.goes("note about her", false), "internal": true}, http.StatusCreated)
	w.post("theo", at+"/steps", map[string]any{"title": w.goes("step", true), "outside": w.goes("outside", false), "minutes": 600}, http.StatusCreated)
	id, err := store.One[string](w.T.Context(), w.DB, `SELECT id FROM desk_step ORDER BY id DESC LIMIT 1`)
	if err != nil {
		w.T.Fatal(err)
	}
	w.post("theo", at+"/steps/"+id, map[string]any{"state": "blocked", "why": w.goes("held up", true)}, http.StatusOK)
	w.post("theo", at+"/renegotiate", map[string]any{"due_at": w.DB.Now().Add(9 * 24 * time.Hour), "reason": w.goes("another time", true)}, http.StatusOK)
	w.post("theo", at+"/pause", map[string]any{"until": w.DB.Now().Add(48 * time.Hour), "reason": w.goes("pause", true), "needed": w.goes("needed", true)}, http.StatusOK)
	w.post("theo", at+"/resume", map[string]any{}, http.StatusOK)
	apptest.Decode[any](w.T, w.API("amina").Do(http.MethodPut, "/api/v1/drafts/case/"+w.number["own"], "application/json", strings.NewReader(`{"body":"`+w.goes("draft", true)+`"}`)), http.StatusOK)
	apptest.Decode[any](w.T, w.API("priya").Do(http.MethodPut, "/api/v1/drafts/ask/pay", "application/json", strings.NewReader(`{"subject":"`+w.stays("draft of somebody else")+`","body":"x"}`)), http.StatusOK)
	w.post("theo", at+"/close", map[string]any{"answer": w.goes("answer", true), "outcome": "not_for_hr", "cause": "other", "cause_text": w.goes("cause", false),
		"handed_to": w.goes("handed to", true)}, http.StatusOK)
	w.post("amina", at+"/rating", map[string]any{"satisfaction": 4, "effort": 3, "again": "yes", "text": w.goes("rating", true), "show_agent": true}, http.StatusCreated)
	w.exec(`INSERT INTO rating_ask (case_id, person_id, at) SELECT case_id, person_id, at FROM rating_rating`)
	apptest.Decode[any](w.T, w.API("amina").Do(http.MethodPut, "/api/v1/me/asking", "application/json", strings.NewReader(`{"never":true}`)), http.StatusOK)
}

// figures are worked out on a case of hers, and a line is corrected.
func (w *world) figures(at string) {
	w.T.Helper()
	made := w.post("theo", at+"/calculation", map[string]any{"title": w.goes("title of a calculation", true), "unit": "EUR", "rounding": "half_up", "lines": []map[string]any{
		{"text": w.goes("line", true), "quantity": "4", "rate": "38", "source": w.goes("source", true), "clause": "pay 4.2"}}}, http.StatusCreated)
	id := made["lines"].([]any)[0].(map[string]any)["id"].(string)
	w.post("theo", at+"/calculation/lines/"+id, map[string]any{"text": w.goes("corrected line", true), "quantity": "5", "rate": "38", "source": "Table B", "reason": w.goes("what was wrong with a line", true)}, http.StatusOK)
	w.exec(`INSERT INTO calculation_line SELECT 'n', calculation_id, 0, 3, body, quantity, rate, amount, source, $4, $1, $2, reason, $3, written_at, NULL FROM calculation_line WHERE revision = 2`,
		w.goes("version of a rule", true), w.goes("name of a rule", true), apptest.ID("amina"), w.goes("rule of a line", true))
}

// heardCase is one in which HR wrote down what it heard; she corrected it, and approved other words for a third person.
func (w *world) heardCase() {
	w.T.Helper()
	at := w.open("heard", "amina", desk.Open{Subject: w.goes("subject that was heard", true), Body: w.goes("question that was heard", true), Service: "grade"})
	w.post("marta", at+"/heard", map[string]any{"happened": w.goes("what happened", true), "asks": w.goes("what she asks for", true), "by_when": w.goes("by when", true),
		"worry": w.goes("what worries her", true), "not_to_share": w.goes("what is not to be shared", true)}, http.StatusCreated)
	w.post("amina", at+"/heard/confirm", map[string]any{"ok": false, "correction": w.goes("what was heard wrong", true)}, http.StatusOK)
	made := w.post("marta", at+"/askings", map[string]any{"whom": w.goes("who would be asked", true), "words": w.goes("words for them", true)}, http.StatusCreated)
	w.post("amina", at+"/askings/"+made["id"].(string)+"/answer", map[string]any{"choice": "approve", "words": w.goes("words that she approved", true)}, http.StatusOK)
}

// letter is issued about her, its signed copy is filed, and HR opens her file. She wrote, filed and opened Hanna's, and changed a template last.
func (w *world) letter(at string) {
	w.T.Helper()
	template := func(name, reason string) {
		apptest.Decode[any](w.T, w.API("ingrid").Do(http.MethodPut, "/api/v1/letter-templates/plain", "application/json", strings.NewReader(`{"name":"`+name+`","kind":"employment","retention_months":12,
			"retention_reason":"`+reason+`","signer":"agent","versions":[{"language":"en","title":"For {{letter.to}}","body":"{{letter.words}}"}]}`)), http.StatusOK)
	}
	template(w.goes("name of a letter", true), w.goes("why a letter is kept", true))
	made := w.post("theo", at+"/letters", map[string]any{"template": "plain", "values": map[string]any{"letter.to": w.goes("to whom a letter goes", true), "letter.words": w.goes("words of a letter", true)}}, http.StatusCreated)
	signed := letters.FileSigned{Number: w.number["open"], ID: made["id"].(string), Files: []files.Upload{upload(w.goes("name of a signed copy", true)+".txt", w.goes("signed copy", true))}}
	if _, err := w.Letters.FileSigned(w.T.Context(), w.Actor(authz.Portal, "amina"), signed); err != nil {
		w.T.Fatal(err)
	}
	w.post("marta", "/api/v1/personnel-file", map[string]any{"person": apptest.ID("amina"), "reason": w.goes("why her file was opened", true)}, http.StatusOK)
	template(w.stays("name of a template"), "To try it.")
	amina, hanna := apptest.ID("amina"), apptest.ID("hanna")
	w.exec(`UPDATE letters_template SET changed_by = $1`, amina)
	w.exec(`INSERT INTO letters_letter SELECT 'l', 'c', $1, template_id, version, kind, 'x', language, $2, 'x', $3, made_at, decision_id, calculation_version FROM letters_letter`, hanna, w.stays("title of Hanna's letter"), amina)
	w.exec(`INSERT INTO letters_file SELECT 'f', $1, 'c', 'l', '', kind, $2, filed_at, keep_until, $3 FROM letters_file WHERE kind = 'letter'`, hanna, amina, w.stays("why Hanna's letter is kept"))
	w.exec(`INSERT INTO letters_opening SELECT 'o', $1, $2, $3, opened_at FROM letters_opening`, hanna, amina, w.stays("why Hanna's file was opened"))
}

// exceptions are asked for on a case of hers and refused, and something is done once for her.
func (w *world) exceptions(at string) {
	w.T.Helper()
	asked := w.post("amina", at+"/exception", map[string]any{"clause": "pay 4.2", "why": w.goes("why an exception", true), "amount_cents": 15200}, http.StatusCreated)
	w.post("theo", at+"/exception/"+asked["id"].(string)+"/decision", map[string]any{"outcome": "refused", "reason": "What counts is " + w.goes("why not an exception", true), "differs": w.goes("how an exception compares", false),
		"disagree": w.goes("how to disagree with no exception", true)}, http.StatusOK)
	mile := at + "/miles/" + w.post("theo", at+"/miles", map[string]any{"what": w.goes("what was done once", true)}, http.StatusCreated)["id"].(string)
	w.post("amina", mile+"/thanks", map[string]any{"words": w.goes("thanks", true)}, http.StatusOK)
	w.post("theo", mile+"/lesson", map[string]any{"lesson": w.goes("what was learned", false)}, http.StatusOK)
}

// called is a call that she asked for, and one that she would make herself.
func (w *world) called(at string) {
	w.T.Helper()
	from := w.DB.Now().Add(30 * time.Hour)
	made := w.post("amina", at+"/callbacks", map[string]any{"windows": []map[string]any{{"from": from, "to": from.Add(time.Hour)}}, "phone": "112"}, http.StatusCreated)
	w.exec(`INSERT INTO tag_word (id, team_id, word, folded, used_at) VALUES ('w', 'payroll', $1, $1, $2)`, w.goes("word on her request", true), w.DB.Now())
	w.exec(`INSERT INTO tag_case (tag_id, case_id, person_id, asked_by, put_at) VALUES ('w', (SELECT case_id FROM callback_call WHERE id = $1), $2, $2, $3)`, made["id"], apptest.ID("amina"), w.DB.Now())
	w.exec(`INSERT INTO follow_watch (case_id, case_number, person_id, since_at) VALUES ($1, 'HR-1', $2, $3)`, made["id"], apptest.ID("amina"), w.DB.Now())
	w.exec(`INSERT INTO hold_message (id, case_id, case_number, person_id, for_person, asked_by, state, body, seen, closes, outcome, cause, cause_text, handed_to, besides, back, held_at, send_at)
		VALUES ('h', $1, 'HR-1', $2, $3, $3, 'held', $4, $7, $5, $8, $9, $10, $11, $13, $14, $6, $12)`, made["id"], apptest.ID("theo"), apptest.ID("amina"), w.goes("reply that is not sent yet", false), false, w.DB.Now(),
		w.goes("what its writer had seen", false), w.goes("its outcome", false), w.goes("its cause", false), w.goes("its cause in words", false), w.goes("who takes it over", false), w.DB.Now().Add(24000*time.Hour), w.goes("what a macro does with it", false), w.goes("where its writer goes on", false))
	w.exec(`INSERT INTO files_file (id, owner, blob_id, name, content_type, size, sha256, created_at) SELECT 'hf', $1, min(id), $2, 'text/plain', 1, 'hf', $3 FROM files_blob`, made["id"], w.goes("name of a file that is not sent yet", false), w.DB.Now())
	w.exec(`INSERT INTO hold_file (file_id, place, person_id, for_person, asked_by, kept_at) VALUES ('hf', 'message/h', $1, $2, $2, $3)`, apptest.ID("theo"), apptest.ID("amina"), w.DB.Now())
	w.aside(made["id"])
	w.exec(`INSERT INTO together_draft (case_id, kind, case_number, for_person, asked_by, body, version, changed_by, changed_at, sending_by) VALUES ($1, 'reply', 'HR-1', $2, $2, $3, 1, $4, $5, $4)`,
		made["id"], apptest.ID("amina"), w.goes("answer that HR writes together", false), apptest.ID("theo"), w.DB.Now())
	w.exec(`INSERT INTO together_unseen (person_id) VALUES ($1)`, apptest.ID("amina"))
	w.exec(`UPDATE people_person SET key_map = $1 WHERE id = $2`, w.goes("keys that she changed", true), apptest.ID("amina"))
	w.exec(`INSERT INTO snooze_case (case_id, case_number, person_id, by_person, until_at, set_at) VALUES ($1, 'HR-1', $2, $2, $3, $3)`, made["id"], apptest.ID("amina"), w.DB.Now().Add(2400*time.Hour))
	w.exec(`INSERT INTO follow_later (case_id, case_number, person_id, due_at) VALUES ($1, 'HR-1', $2, $3)`, made["id"], apptest.ID("amina"), w.DB.Now().Add(2400*time.Hour))
	w.exec(`INSERT INTO automation_rule (id, team_id, name, version, switched, fact, made_at) VALUES ('r', 'advice', 'Tells her', 1, 0, 'opened', $1)`, w.DB.Now())
	w.exec(`INSERT INTO automation_version (rule_id, n, body, kept_at, tells_person) VALUES ('r', 1, '{"when":"opened"}', $1, $2)`, w.DB.Now(), apptest.ID("amina"))
	w.exec(`INSERT INTO follow_given (event, case_id, case_number, person_id, at, due_at) VALUES ('g', $1, 'HR-1', $2, $3, $4)`, made["id"], apptest.ID("amina"), w.DB.Now(), w.DB.Now().Add(2400*time.Hour))
	w.exec(`INSERT INTO follow_mention (id, case_id, case_number, person_id, at) VALUES ('m', $1, 'HR-1', $2, $3)`, made["id"], apptest.ID("amina"), w.DB.Now())
	w.exec(`INSERT INTO spike_spike (id, kind, name, service_id, words, hours, people, usual, first_at, last_at, ended_why) VALUES ('s', 'word', 'portal', 'pay', 'portal', 24, 31, 40, $1, $1, '')`, w.DB.Now())
	w.exec(`INSERT INTO spike_case (spike_id, case_id, person_id) VALUES ('s', $1, $2)`, made["id"], apptest.ID("amina"))
	w.exec(`INSERT INTO routing_skill (person_id, kind, value) VALUES ($1, 'language', $2)`, apptest.ID("amina"), w.goes("language that she takes", true))
	w.exec(`INSERT INTO routing_away (id, person_id, first_day, back_day) VALUES ('a', $1, '2026-12-01', '2026-12-08')`, apptest.ID("amina"))
	w.exec(`INSERT INTO routing_given (case_id, person_id, given_at, heavy, why) VALUES ($1, $2, $3, $4, 'least')`, made["id"], apptest.ID("amina"), w.DB.Now(), true)
	w.exec(`INSERT INTO routing_heavy (event, person_id, case_id, came_at) VALUES ('h', $1, $2, $3)`, apptest.ID("amina"), made["id"], w.DB.Now())
	w.exec(`INSERT INTO routing_passed (case_id, person_id) VALUES ($1, $2)`, made["id"], apptest.ID("amina"))
	w.exec(`UPDATE callback_call SET phone = $1, zone = $2`, w.goes("number at which she is called", true), w.goes("zone in which she is called", true))
	w.exec(`UPDATE mail_outbox SET calendar = $1 WHERE kind = 'callback.invitation'`, w.goes("invitation to a call", false))
	w.exec(`INSERT INTO callback_attempt (id, call_id, service_id, by_person, at, result) VALUES ('t', $1, 'pay', $2, $3, 'reached')`, made["id"], apptest.ID("amina"), w.DB.Now())
	w.exec(`INSERT INTO callback_caller (service_id, from_at, to_at, person_id) VALUES ($1, $2, $3, $4)`, w.goes("service about which she calls", true), from, from.Add(time.Hour), apptest.ID("amina"))
	w.exec(`INSERT INTO callback_slot (call_id, person_id, had, from_at, to_at) VALUES ($1, $2, $5, $3, $4)`, made["id"], apptest.ID("amina"), from, from.Add(time.Hour), w.goes("who had the case of a call that she makes", false))
}

// aside is what Hanna was asked about a request of hers, and what she was asked about one of Hanna's.
func (w *world) aside(call any) {
	w.T.Helper()
	const talk = `INSERT INTO side_talk (id, case_id, case_number, person_id, asked_by, opened_by, subject, state, sensitivity, health, quiet, outside, news, mark, opened_at, last_at, last_side, wanted_on)
		VALUES ($1, (SELECT case_id FROM callback_call WHERE id = $2), 'HR-1', $3, $3, $4, $5, 'open', 'open', $6, $6, $6, $6, $7, $8, $8, 'hr', $9)`
	const said = `INSERT INTO side_word (id, talk_id, at, side, author_person, body, by_mail, erased, once) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)`
	amina, hanna, theo, now := apptest.ID("amina"), apptest.ID("hanna"), apptest.ID("theo"), w.DB.Now()
	w.exec(talk, "s1", call, amina, theo, w.goes("subject of a question about her", false), false, 1, now, w.goes("day of a question about her", false))
	w.exec(talk, "s2", call, hanna, amina, w.stays("subject of a question about Hanna"), false, 2, now, "")
	w.exec(`INSERT INTO side_member (talk_id, person_id, way) VALUES ('s1', $1, 'page'), ('s2', $2, 'page')`, hanna, amina)
	w.exec(said, "w1", "s1", now, "hr", theo, w.goes("question about her", false), false, nil)
	w.exec(said, "w2", "s1", now, "asked", hanna, w.goes("Hanna's answer about her", false), false, w.goes("what Hanna called her answer", false))
	w.exec(said, "w3", "s2", now, "hr", theo, w.stays("question about Hanna"), false, nil)
	w.exec(said, "w4", "s2", now, "asked", amina, w.goes("her answer about Hanna", true), false, w.goes("what she called her answer", false))
}

// views are one that she keeps for herself and one that she shares, which stays with the team.
func (w *world) views() {
	w.T.Helper()
	const keep = `INSERT INTO views_view (id, owner_person, team_id, name, query, place, kept_at) VALUES ($1, $2, $3, $4, $5, 0, $6)`
	w.exec(keep, "v1", apptest.ID("amina"), "", w.goes("name of a view", true), "title="+w.goes("question of a view", true), w.DB.Now())
	w.exec(keep, "v2", apptest.ID("amina"), "advice", "Late", "due=late", w.DB.Now())
}

// macros are one that she keeps for herself and one of her team's.
func (w *world) macros() {
	w.T.Helper()
	const keep = `INSERT INTO macro_macro (id, owner_person, team_id, name, folded, tag, wait_days, outcome, cause_id, kept_at) VALUES ($1, $2, $3, $4, $4, $5, 0, '', '', $6)`
	w.exec(keep, "m1", apptest.ID("amina"), "", w.goes("name of a macro", true), w.goes("word of a macro", true), w.DB.Now())
	w.exec(keep, "m2", nil, "advice", w.stays("name of a team's macro"), "", w.DB.Now())
	w.exec(`INSERT INTO macro_batch (id, person_id, plan, made_at, seen, why) VALUES ('b1', $1, $2, $3, $4, $5)`, apptest.ID("amina"), `{"numbers":["HR-1"],"reply":"`+w.goes("text for many", true)+`"}`, w.DB.Now(), w.goes("what was seen of a batch", false),
		`{"key":"`+w.goes("why a batch was not done", false)+`"}`)
	w.exec(`INSERT INTO macro_batch_case (batch_id, person_id, case_number, done, why, at) VALUES ('b1', $1, $2, $3, $4, $5)`, apptest.ID("amina"), w.goes("case of a batch", true), false, w.goes("why a batch left a case out", false), w.DB.Now())
	w.exec(`INSERT INTO macro_text (macro_id, language, body) VALUES ('m1', 'en', $1), ('m2', 'en', $2)`, w.goes("text of a macro", true), w.stays("text of a team's macro"))
}

// rounds are one that she began and that went to her, too.
func (w *world) rounds() {
	w.T.Helper()
	amina, now := apptest.ID("amina"), w.DB.Now()
	w.exec(`INSERT INTO outreach_round (id, made_by, person_id, key, team_id, service_id, sees_all, asks, until_day, twice, state, why, made_at, started_at, ended_at, remind, remind_by, remind_at)
		VALUES ('o1', $1, $1, $2, 'advice', 'hours', $3, $3, '2026-12-01', 0, 'done', '', $4, $4, $4, 'done', $1, $4)`, amina, w.goes("key of a round", false), true, now)
	w.exec(`INSERT INTO outreach_text (round_id, language, title, body) VALUES ('o1', 'en', $1, $2)`, w.stays("title of a round"), w.stays("text of a round"))
	const add = `INSERT INTO outreach_line (round_id, n, person_id, typed, state, why, case_id, at, answered_at, settled_at, reminder, reminded_at) VALUES ('o1', $1, $2, $3, $4, '', $5, $6, $6, $6, 'sent', $6)`
	w.exec(add, 1, amina, "", "done", w.goes("case of a round", false), now)
	w.exec(add, 2, "", w.stays("what fits nobody"), "left", "", now)
}

// protected is what is kept for the fairness audit: attributes of hers and of Hanna's, an audit that she ran, and a finding that she answered.
func (w *world) protected() {
	w.T.Helper()
	amina, hanna := apptest.ID("amina"), apptest.ID("hanna")
	w.exec(`INSERT INTO fairness_attribute (person_id, attribute, value) VALUES ($1, $2, $3), ($4, $5, $6)`, amina, w.goes("attribute", true), w.goes("value of an attribute", true),
		hanna, w.stays("Hanna's attribute"), w.stays("value of Hanna's attribute"))
	w.exec(`INSERT INTO fairness_run (id, clause_ref, clause_title, report, started_by, at) VALUES ('r', 'pay 4.2', 'Pay', '{}', $1, $2)`, amina, w.DB.Now())
	w.exec(`INSERT INTO fairness_finding (id, run_id, clause_ref, attribute, group_value, figures, owner_person, state) VALUES ('f', 'r', 'pay 4.2', 'Contract', $1, '{}', $2, 'answered')`, w.stays("group of a finding"), amina)
	w.exec(`INSERT INTO fairness_answer (id, finding_id, cause, words, by_person, at) VALUES ('a', 'f', 'clause', 'It asks for too much.', $1, $2)`, amina, w.DB.Now())
}

// decidedCase is decided, corrected, and then she disagrees.
func (w *world) decidedCase() {
	w.T.Helper()
	at := w.open("decided", "amina", desk.Open{Subject: w.goes("subject of a decision", true), Body: w.goes("question to decide", true), Service: "grade"})
	day := func(days int) string { return w.DB.Now().AddDate(0, 0, days).Format(time.DateOnly) }
	w.post("marta", at+"/decision", map[string]any{"outcome": "refused", "reason": "What counts is " + w.goes("reason of a decision", true), "clause": "pay 4.2", "facts": []string{w.goes("fact", true)},
		"alternatives": []string{w.goes("alternative", true)}, "next": map[string]any{"text": w.goes("what happens next", true), "date": day(3)}, "recur": w.goes("what changes", true),
		"appeal": map[string]any{"until": day(30), "to": w.goes("who looks again", true)}}, http.StatusCreated)
	w.post("marta", at+"/decision/correction", map[string]any{"why": w.goes("what was wrong", true), "reason": "What counts is " + w.goes("corrected reason", true)}, http.StatusCreated)
	w.post("amina", at+"/appeal", map[string]any{"text": w.goes("why she disagrees", true)}, http.StatusCreated)
}

// accountedCase is estimated twice, worked on and questioned.
func (w *world) accountedCase() {
	w.T.Helper()
	at := w.open("accounted", "amina", desk.Open{Subject: w.goes("subject of an estimate", true), Body: w.goes("question with work", true), Service: "hours"})
	step := w.goes("step of an estimate", true)
	for i, cause := range []string{"", w.goes("why it grew", true)} {
		w.post("marta", at+"/estimate", map[string]any{"cause": cause, "steps": []map[string]any{{"name": step, "minutes_low": 1, "minutes_high": 5 + i}}}, http.StatusCreated)
	}
	w.post("amina", at+"/estimate/choice", map[string]any{"choice": "smaller", "text": w.goes("what she can do without", true)}, http.StatusOK)
	w.post("marta", at+"/effort", map[string]any{"minutes": 9, "step": step, "note": w.goes("what was done", true), "why_more": w.goes("why it took more", true)}, http.StatusCreated)
	w.post("amina", at+"/statement/questions", map[string]any{"line": "step:" + step, "question": w.goes("question about a line", true)}, http.StatusCreated)
	id, err := store.One[string](w.T.Context(), w.DB, `SELECT id FROM statement_question`)
	if err != nil {
		w.T.Fatal(err)
	}
	w.post("marta", at+"/statement/questions/"+id+"/answer", map[string]any{"text": w.goes("answer about a line", true)}, http.StatusOK)
}

// openCase waits for words of its own when she goes, and holds a draft of Theo's.
func (w *world) openCase() {
	w.T.Helper()
	at := w.open("open", "amina", desk.Open{Subject: w.goes("second subject", true), Body: w.goes("second question", true), Service: "pay"})
	w.post("theo", at+"/assign", map[string]any{"assignee": apptest.Email("theo")}, http.StatusOK)
	w.figures(at)
	w.letter(at)
	w.exceptions(at)
	w.called(at)
	w.views()
	w.macros()
	w.rounds()
	w.post("theo", at+"/pause", map[string]any{"until": w.DB.Now().Add(48 * time.Hour), "reason": w.goes("second pause", true), "needed": w.goes("second needed", true)}, http.StatusOK)
	apptest.Decode[any](w.T, w.API("theo").Do(http.MethodPut, "/api/v1/drafts/case/"+w.number["open"], "application/json", strings.NewReader(`{"body":"`+w.goes("draft to her", false)+`"}`)), http.StatusOK)
}

// othersCases are those in which she has a part and others have too.
func (w *world) othersCases() {
	w.T.Helper()
	hanna := apptest.Email("hanna")
	at := w.open("for Hanna", "amina", desk.Open{Subject: w.goes("subject for Hanna", true), Body: w.goes("question for Hanna", true), Service: "pay", For: hanna, Fields: map[string]any{"word": w.goes("what she filled in for Hanna", true)},
		Files: []files.Upload{upload(w.goes("file name for Hanna", true)+".txt", w.goes("file for Hanna", true))}})
	w.post("hanna", at+"/messages", map[string]any{"body": w.stays("Hanna's message")}, http.StatusCreated)
	w.post("theo", at+"/messages", map[string]any{"body": w.stays("reply to Hanna")}, http.StatusCreated)
	w.post("amina", at+"/invite", map[string]any{"person": apptest.ID("stefan")}, http.StatusOK) // the mail says who invites
	at = w.open("by Hanna", "hanna", desk.Open{Subject: w.stays("Hanna's subject"), Body: w.stays("Hanna's question"), Service: "pay", For: apptest.ID("amina")})
	w.post("amina", at+"/messages", map[string]any{"body": w.goes("message in Hanna's", true)}, http.StatusCreated)
	at = w.open("at Pavel's side", "pavel", desk.Open{Subject: w.stays("Pavel's subject"), Body: w.stays("Pavel's question"), Service: "pay", Fields: map[string]any{"word": w.stays("what Pavel filled in")}})
	w.post("pavel", at+"/invite", map[string]any{"person": apptest.ID("amina")}, http.StatusOK)
	w.post("amina", at+"/messages", map[string]any{"body": w.goes("message at Pavel's side", true)}, http.StatusCreated)
	w.open("against", "pavel", desk.Open{Subject: w.stays("complaint"), Body: w.stays("complaint about her"), Service: "pay", Against: []string{apptest.ID("amina")}})
	w.open("about", "pavel", desk.Open{Subject: w.stays("about her"), Body: w.stays("question about her"), Service: "pay", About: []string{apptest.ID("amina")}})
}

// kept fills what has no page of its own in this world: sign-in, imports, jobs, facts, mail that went to the address before she was in the directory, holds.
func (w *world) kept() {
	w.T.Helper()
	amina := apptest.ID("amina")
	ctx := w.T.Context()
	apptest.Decode[any](w.T, w.API("amina").Do(http.MethodPut, "/api/v1/drafts/ask/pay", "application/json", strings.NewReader(
		`{"subject":"`+w.goes("draft subject", true)+`","body":"`+w.goes("draft question", true)+`","fields":{"note":"`+w.goes("draft of a field", true)+`"}}`)), http.StatusOK)
	if _, err := w.Auth.IssueToken(ctx, amina, w.goes("token", true), "all"); err != nil {
		w.T.Fatal(err)
	}
	_, err := w.People.KeepFile(ctx, w.Actor(authz.Desk, "noor"), people.KeepFile{Files: []files.Upload{upload("people.csv", "number,name\n1003,"+w.goes("import", false)+"\n")}})
	if err != nil {
		w.T.Fatal(err)
	}
	w.exec(`UPDATE people_import SET report = '{"rows":1,"names":"` + w.goes("report of an import", false) + `"}'`)
	w.exec(`INSERT INTO people_import (id, name, body, report, person_id, created_at) VALUES ('i', $1, $2, '', $3, $4)`, w.goes("import of hers", true), []byte{}, amina, w.DB.Now())
	w.exec(`INSERT INTO mail_outbox (id, message_id, kind, person_id, about, channel, recipient, sender, subject, text_body, html_body, once, personal, withdrawn, state, reason, attempts,
		fence, holder, next_at, created_at, reply_to, refs, unsubscribe)
		VALUES ('m', 'm', 'auth.link', '', '', 'email', $1, '', $2, $3, $4, $5, $5, $5, 'sent', '', 1, 1, '', $6, $6, $7, $8, $9)`,
		w.own["address"]+"@ferrow-lund.example", w.goes("mail subject", false), w.goes("mail", false), w.goes("mail as HTML", false), false, w.DB.Now(),
		w.goes("address for answers", false), w.goes("mails answered", false), w.goes("address to end it", false))
	w.rulings()
	w.mails()
	args := `jsonb($1)`
	if w.DB.Dialect() == store.Postgres {
		args = `CAST($1 AS jsonb)`
	}
	w.exec(`INSERT INTO river_job (args, kind, max_attempts, state, scheduled_at) VALUES (`+args+`, 'test', 3, 'scheduled', $2)`,
		`{"PersonID":"`+amina+`","text":"`+w.goes("job", false)+`"}`, w.DB.Now().Add(1e6*time.Hour))
	w.exec(`INSERT INTO store_fact (id, at, body) VALUES ('zzz', $1, $2)`, w.DB.Now(), `[{"name":"nobody.listens","body":{"PersonID":"`+amina+`"}}]`)
	w.exec(`INSERT INTO privacy_hold (id, person_id, reason, placed_by, placed_at, lifted_by, lifted_at) VALUES ('h', $1, $2, $1, $3, $1, $3)`, amina, w.goes("hold", false), w.DB.Now())
	for _, source := range w.Personal() {
		if strings.HasPrefix(source.Table, "auth_") && source.Nobody == "" && source.Table != "auth_token" {
			w.fill(source)
		}
	}
}

// rulings are what no page of this world makes: a decision that rests on a calculation, and one of hers as somebody in HR, against which an appeal is given to her.
func (w *world) rulings() {
	w.T.Helper()
	amina := apptest.ID("amina")
	insert := `INSERT INTO decision_decision (id, case_id, version, kind, outcome, reason, clause_version, clause_ref, clause_title, clause_text, clause_edition, facts, alternatives, next_text,
		next_on, recur, appeal_until, appeal_to, appeal_person, heard, total, why, by_person, for_person, decided_by, decided_at)
		SELECT CAST($1 AS text), c.id, 1, 'decision', 'granted', 'x', '', '', '', '', '', 'x', '', 'x', '2027-01-01', '', '2027-01-01', 'x', CAST($2 AS text), '', CAST($3 AS text), '', c.by_person, c.for_person, CAST($4 AS text), c.opened_at
		FROM desk_case c WHERE c.subject = $5`
	w.exec(insert, "d1", nil, w.goes("total of a calculation", true), apptest.ID("theo"), w.own["second subject"])
	w.exec(insert, "d2", amina, "", amina, w.others["Pavel's subject"])
	w.exec(`INSERT INTO decision_appeal (id, case_id, decision_id, body, given_person, at) SELECT 'a', case_id, id, 'x', $1, decided_at FROM decision_decision WHERE id = 'd2'`, amina)
}

// mails lets her write to HR by mail: a small one, which lies in its row, and a large one, which lies with the files.
func (w *world) mails() {
	w.T.Helper()
	for _, size := range []int{0, 100 << 10} {
		at := fmt.Sprintf(" of %d", size)
		raw := "From: " + w.goes("name in a mail"+at, false) + " <" + w.own["address"] + "@ferrow-lund.example>\r\nTo: hr@ferrow-lund.example\r\nSubject: " + w.goes("subject of a mail"+at, true) +
			"\r\nMessage-ID: <" + w.goes("id of a mail"+at, false) + "@home.example>\r\n\r\n" + w.goes("mail to HR"+at, true) + "\r\n" + strings.Repeat("It goes on.\r\n", size/13)
		got, err := w.Intake.Receive(w.T.Context(), authz.System(intake.CLI), intake.Receive{To: []string{w.goes("recipient of a mail"+at, true) + "@ferrow-lund.example"}, Raw: []byte(raw)})
		if err != nil || got.Outcome != "case" {
			w.T.Fatalf("%+v, %v", got, err)
		}
	}
	w.exec(`UPDATE intake_mail SET sent_from = $1, settled_by = $2`, w.goes("sender of a mail", false), apptest.ID("amina"))
}

// fill puts a row about her into a table, with a word in every text.
func (w *world) fill(source privacy.Source) {
	w.T.Helper()
	type column struct{ ColumnName, DataType string }
	query := `SELECT name AS column_name, lower(type) AS data_type FROM pragma_table_info('` + source.Table + `')`
	if w.DB.Dialect() == store.Postgres {
		query = `SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '` + source.Table + `'`
	}
	columns, err := store.All[column](w.T.Context(), w.DB, query)
	if err != nil {
		w.T.Fatal(err)
	}
	names, places, values := []string{}, []string{}, []any{}
	for _, c := range columns {
		var value any = w.DB.Now().Add(1000 * time.Hour)
		switch {
		case slices.Contains(source.PersonColumns, c.ColumnName):
			value = apptest.ID("amina")
		case strings.HasSuffix(c.ColumnName, "_at"):
		case c.DataType == "bytea" || c.DataType == "blob":
			value = []byte(w.goes(source.Table+"."+c.ColumnName, false))
		case strings.Contains(c.DataType, "int"):
			value = 1
		default:
			value = w.goes(source.Table+"."+c.ColumnName, source.Table == "auth_session" && c.ColumnName == "device")
		}
		names, places, values = append(names, c.ColumnName), append(places, fmt.Sprint("$", len(values)+1)), append(values, value)
	}
	w.exec(`INSERT INTO `+source.Table+` (`+strings.Join(names, ", ")+`) VALUES (`+strings.Join(places, ", ")+`)`, values...)
}
