package app_test

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hearth/internal/agreement"
	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/fairness"
	"hearth/internal/intake"
	"hearth/internal/people"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/store"
	rules "hearth/internal/policy"
)

// The rights matrix: every address of the product, asked for by everyone in turn. An address that has no line in the table rights fails
// the test, so a new one cannot come without somebody saying whom it is for. Outsiders, who take part by e-mail alone, are no askers of their own: they never sign in
// (people.Find knows the directory alone), so that they reach what nobody reaches, such as the link of a mail that ends its kind.

// outcome is how an address answers somebody who sends nothing with the request.
type outcome string

const (
	in     outcome = "in"     // reached: shown, done, or refused for what was sent
	signIn outcome = "signin" // sign in first
	never  outcome = "never"  // 403: not yours to do
	hidden outcome = "hidden" // 404: it does not exist for you
)

// asker is somebody who asks, and how that person is related to the case of the matrix: about a fault in pay, sent to team payroll, opened by Amina for
// herself. It concerns Pavel, complains of Theo (who is in payroll), and is open to the team only.
type asker struct {
	name string
	asks func(a *apptest.App) *apptest.Client
}

func atPortal(key string) func(*apptest.App) *apptest.Client {
	return func(a *apptest.App) *apptest.Client { return a.Portal(key) }
}

func atDesk(key string) func(*apptest.App) *apptest.Client {
	return func(a *apptest.App) *apptest.Client { return a.Desk(key) }
}

var askers = []asker{
	{name: "nobody", asks: (*apptest.App).Nobody},
	{name: "stranger", asks: atPortal("hanna")},
	{name: "about", asks: atPortal("pavel")},
	{name: "manager", asks: atPortal("jonas")},
	{name: "otherface", asks: atPortal("olga")}, // in the team, but in the portal face: an employee
	{name: "against", asks: atDesk("theo")},
	{name: "admin", asks: atDesk("noor")},
	{name: "dpo", asks: atDesk("lena")},
	{name: "concern", asks: atDesk("cora")},
	{name: "agent", asks: atDesk("marta")}, // of another team
	{name: "head", asks: atDesk("ingrid")},
	{name: "by", asks: atPortal("amina")},
	{name: "team", asks: atDesk("olga")},
	{name: "reader", asks: byToken("a token that reads")}, // somebody of the team, by a token
	{name: "left", asks: byToken("a token of who left")},
}

// byToken is an API client with one of the matrix's tokens.
func byToken(name string) func(*apptest.App) *apptest.Client {
	return func(a *apptest.App) *apptest.Client {
		token, err := store.One[string](a.T.Context(), a.DB, `SELECT name FROM auth_token WHERE name LIKE $1`, name+": %")
		if err != nil {
			a.T.Fatal(err)
		}
		return a.Bearer(strings.TrimPrefix(token, name+": "), "")
	}
}

// policy says who gets in; everybody else gets the outcome others, but nobody, who has to sign in.
type policy struct {
	in     string // names of askers; "all" is everyone who is signed in
	never  string
	others outcome
	open   bool   // also without signing in
	action string // of the table by hand, for an address of a case; then rights_cells_test.go asks, and nothing else is said here
}

var (
	open      = policy{in: "all", open: true}
	liveDesk  = policy{in: "agent team head against concern", others: hidden, open: true}
	started   = policy{others: signIn, open: true} // leads to the sign-in page, or needs a sign-in that has begun
	elsewhere = policy{others: never, open: true}  // only at a registered terminal
	roles     = policy{in: "otherface against admin dpo concern agent head team", others: never}
	absent    = policy{open: true, others: hidden}
	signedIn  = policy{in: "all"}
	hr        = policy{in: "agent team head against", others: never}
	workers   = policy{in: "agent team head against concern", others: never}
	users     = policy{in: "agent team head against admin dpo concern", others: never}
	insights  = policy{in: "agent team head against dpo", others: never}
	heads     = policy{in: "head", others: never}
	admins    = policy{in: "admin", others: never}
	directory = policy{in: "agent team head against admin", others: never}
	officers  = policy{in: "dpo", others: never}
	wardens   = policy{in: "dpo head", others: never}
	keepers   = policy{in: "admin head", others: never}
	governing = policy{in: "admin head dpo", others: never}
	readCase  = policy{in: "by team", others: hidden}
	ofTeam    = policy{in: "team against head", never: "stranger about manager otherface admin dpo concern by", others: hidden} // the team itself and the head; other agents know of no such team
	mailTeam  = policy{in: "team against", never: "stranger about manager otherface admin dpo concern by", others: hidden}      // the team of its mailbox; of HR, others know of no such mail
)

// expects returns what p promises to an asker who asks by a method. Whoever left is nobody. A token that reads is its person's, for reading.
func (p policy) expects(name, method string) outcome {
	switch name {
	case "left":
		name = "nobody"
	case "reader":
		if name = "team"; method != http.MethodGet {
			return never
		}
	}
	switch {
	case name == "nobody" && !p.open:
		return signIn
	case p.in == "all" || has(p.in, name):
		return in
	case has(p.never, name):
		return never
	}
	return p.others
}

// has reports whether a list of names holds name.
func has(list, name string) bool { return slices.Contains(strings.Fields(list), name) }

// matrix is the product with the case that everyone asks about.
type matrix struct {
	*apptest.App
	values map[string]string // of wildcards
}

// The words of the case. Searching for the beginning of one finds it without the page repeating the whole word.
const secretSubject, begun, secretBody = "Quittenmarmelade", "Quittenmarm", "Zwiebelkuchen"

func newMatrix(t *testing.T, dialect store.Dialect) matrix {
	t.Helper()
	a := apptest.New(t, dialect)
	a.Add(apptest.Member{Key: "olga", Given: "Olga", Family: "Petrova", Number: "2005", Roles: []string{"agent"}, Teams: []string{"payroll"}})
	a.Add(apptest.Member{Key: "cora", Given: "Cora", Family: "Lindqvist", Number: "4001", Roles: []string{"concern"}})
	c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "amina"), desk.Open{
		Subject: secretSubject, Body: secretBody, Service: "pay", Sensitivity: "team",
		About: []string{apptest.Email("pavel")}, Against: []string{apptest.Email("theo")},
		Files: []files.Upload{upload("payslip.txt", "hello")},
	})
	if err != nil {
		t.Fatal(err)
	}
	apptest.Decode[any](t, a.API("olga").Post("/api/v1/cases/"+c.Number+"/steps", map[string]any{"title": "Look it up"}), http.StatusCreated)
	apptest.Decode[any](t, a.API("ingrid").Do(http.MethodPut, "/api/v1/calendars/malmby", "application/json", strings.NewReader(
		`{"name":"Malmby","calendar":{"zone":"Europe/Stockholm","week":{"mon":[["08:00","17:00"]]},"holidays":[]}}`)), http.StatusOK)
	policy := apptest.Decode[struct{ ID string }](t, a.API("ingrid").Post("/api/v1/promise-policies", map[string]any{"priority": "low", "name": "Whatever can wait", "first_answer": "2d", "next_word": "2d", "decision": "9d"}), http.StatusCreated)
	a.Add(apptest.Member{Key: "gita", Given: "Gita", Family: "Left", Number: "2009", Roles: []string{"agent"}, Teams: []string{"payroll"}})
	m := matrix{a, map[string]string{"number": c.Number, "place...": "case/" + c.Number, "service": "pay", "name": "app.css", "token": "unknown", "clause": "4.2", "team": "payroll", "policy": policy.ID}}
	m.keepToken(t, "a token that reads", "olga", auth.ScopeRead)
	m.keepToken(t, "a token of who left", "gita", auth.ScopeAll)
	m.change(t, `UPDATE people_employment SET ended = '2026-11-16' WHERE person_id = $1`, apptest.ID("gita"))
	a.Drain()
	kept, err := a.People.KeepFile(t.Context(), a.Actor(authz.Desk, "noor"), people.KeepFile{Files: []files.Upload{upload("people.csv", "Number,Name\n1,Amina\n")}})
	if err != nil {
		t.Fatal(err)
	}
	m.values["import"] = kept.ID
	held, err := a.Erasure.Place(t.Context(), a.Actor(authz.Desk, "lena"), erasure.Place{Person: apptest.Email("pavel"), Reason: "Proceeding"})
	if err != nil {
		t.Fatal(err)
	}
	m.values["hold"] = held.ID
	m.values["mailbox"], m.values["letter"] = letterOf(t, a)
	m.values["webhook"], m.values["delivery"] = webhookOf(t, a)
	m.values["asking"] = askingOf(t, a, a.Actor(authz.Desk, "olga"), c.Number)
	m.values["issued"] = issueLetter(t, a, "olga", c.Number)
	m.values["line"] = lineOf(t, a, a.Actor(authz.Desk, "olga"), c.Number)
	m.values["exception"], m.values["mile"] = wishOf(t, a, a.Actor(authz.Desk, "olga"), c.Number)
	other, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "hanna"), desk.Open{Subject: "Shifts", Body: "May I swap?", Service: "hours"})
	if err != nil {
		t.Fatal(err)
	}
	m.values["tag"] = tagOf(t, a, other.ID)
	m.values["side"], m.values["seal"] = sideOf(t, a, c.ID), "none"
	m.values["key"] = fieldOf(t, a, "pay")
	m.values["kind"], m.values["attachment"] = "reply", attachmentOf(t, a, c.ID)
	m.values["callback"] = callOf(t, a, a.Actor(authz.Portal, "amina"), c.Number)
	m.values["version"], m.values["view"], m.values["away"], m.values["rule"] = ruleOf(t, a), viewOf(t, a), "days", automationOf(t, a)
	m.values["macro"], m.values["batch"] = macroOf(t, a), batchOf(t, a, c.Number)
	m.values["round"] = roundOf(t, a)
	m.values["spike"], m.values["announcement"] = spikeOf(t, a), announcementOf(t, a)
	for _, query := range accounted {
		m.change(t, query, c.ID)
	}
	agreed, err := a.Agreement.Enter(t.Context(), a.Actor(authz.Desk, "ingrid"), agreement.Enter{Subject: fairness.Subject.ID, AgreedWith: "Works council", LegalBasis: "Works agreement 14",
		Purpose: "Like cases alike", Starts: "2026-01-01", Ends: "2027-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	m.values["agreement"] = agreed.ID
	m.values["ref"], m.values["finding"] = "pay%204.2", findingOf(t, a, "pay 4.2")
	for name, query := range map[string]string{
		"entry":    `SELECT id FROM desk_entry WHERE author_person IS NOT NULL AND kind = 'message' ORDER BY id LIMIT 1`,
		"file":     `SELECT file_id FROM desk_file LIMIT 1`,
		"step":     `SELECT id FROM desk_step LIMIT 1`,
		"effort":   `SELECT id FROM statement_effort LIMIT 1`,
		"question": `SELECT id FROM statement_question LIMIT 1`,
		"mail":     `SELECT id FROM mail_outbox ORDER BY id LIMIT 1`,
	} {
		m.values[name], err = store.One[string](t.Context(), a.DB, query)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return m
}

// ruleOf publishes a rule that everybody is asked to acknowledge, and returns its version.
func ruleOf(t *testing.T, a *apptest.App) string {
	t.Helper()
	saved, err := a.Policies.SavePolicy(t.Context(), a.Actor(authz.Desk, "ingrid"), rules.SavePolicy{ID: "pay", Title: "Pay", Clauses: []rules.PublishedText{
		{Number: "4.2", Title: "Night allowance", Text: "You get it.", From: "2026-01-01", Acknowledge: true}}})
	if err != nil {
		t.Fatal(err)
	}
	return saved.Added[0].ID
}

// letterOf lets a mail wait for the team of a mailbox.
func letterOf(t *testing.T, a *apptest.App) (boxID, mailID string) {
	t.Helper()
	box, err := a.Intake.SaveMailbox(t.Context(), a.Actor(authz.Desk, "noor"), intake.SaveMailbox{Name: "Payroll", Address: "pay@ferrow-lund.example", Team: "payroll", Kind: intake.Direct, Strangers: intake.StrangersWait})
	if err != nil {
		t.Fatal(err)
	}
	raw := "From: Somebody <somebody@elsewhere.example>\r\nTo: pay@ferrow-lund.example\r\nSubject: Reference\r\nMessage-ID: <1@elsewhere.example>\r\n" +
		"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nPlease write one.\r\n--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nText\r\n--b--\r\n"
	got, err := a.Intake.Receive(t.Context(), authz.System(intake.CLI), intake.Receive{Raw: []byte(raw)})
	if err != nil || got.Outcome != "quarantine" {
		t.Fatalf("the mail became %+v, %v", got, err)
	}
	mailID, err = store.One[string](t.Context(), a.DB, `SELECT id FROM intake_mail`)
	if err != nil {
		t.Fatal(err)
	}
	return box.ID, mailID
}

// keepToken makes a token and keeps it in its own name, where byToken finds it.
func (m matrix) keepToken(t *testing.T, name, key, scope string) {
	t.Helper()
	token, err := m.Auth.IssueToken(t.Context(), apptest.ID(key), name, scope)
	if err != nil {
		t.Fatal(err)
	}
	m.change(t, `UPDATE auth_token SET name = $2 WHERE name = $1`, name, name+": "+token)
}

func upload(name, text string) files.Upload {
	return files.Upload{Name: name, Size: int64(len(text)), Open: func() (files.Reader, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

// identified says what {id} means below an address.
var identified = map[string]string{"/people/": apptest.ID("hanna"), "/services/": "pay", "/causes/": "other", "/teams/": "advice", "/policies/": "pay",
	"/calendars/": "malmby", "/jobs/": "1", "/terminals/": apptest.ID("terminal"), "/tokens/": apptest.ID("token"),
	"/sessions/": apptest.ID("session"), "/admin/letters/": "probe", "/letter-templates/": "probe"}

// asked is what an address needs to know to answer at all.
var asked = map[string]string{"/api/v1/promise-policies/preview": "?name=Probe&first_answer=1h&next_word=1h&decision=1d", "/live": "?topics=desk", "/api/v1/colleague": "?ref=" + apptest.Email("hanna")}

// path fills the wildcards of a route.
func (m matrix) path(t *testing.T, r httpx.Route) string {
	t.Helper()
	path := strings.ReplaceAll(r.Path, "{$}", "")
	for name, value := range m.values {
		path = strings.ReplaceAll(path, "{"+name+"}", value)
	}
	for below, id := range identified {
		if strings.Contains(path, below) {
			path = strings.ReplaceAll(path, "{id}", id)
		}
	}
	if strings.Contains(path, "/mail/{id}") {
		path = strings.ReplaceAll(strings.ReplaceAll(path, "{id}", m.values["letter"]), "/files/"+m.values["file"], "/files/0")
	}
	path = strings.ReplaceAll(path, "/mailboxes/{id}", "/mailboxes/"+m.values["mailbox"])
	path = strings.ReplaceAll(path, "/webhooks/{id}", "/webhooks/"+m.values["webhook"])
	path = strings.ReplaceAll(path, "/outbox/{id}", "/outbox/"+m.values["mail"])
	path = strings.ReplaceAll(path, "/holds/{id}", "/holds/"+m.values["hold"])
	path = strings.ReplaceAll(path, "/agreements/{id}", "/agreements/"+m.values["agreement"])
	path = strings.ReplaceAll(path, "/import/{id}", "/import/"+m.values["import"])
	if strings.Contains(path, "{") {
		t.Fatalf("%s: say in rights_test.go what stands for its wildcard.", path)
	}
	return path + asked[r.Path]
}

// ask sends the request of a route as somebody.
func (m matrix) ask(t *testing.T, who asker, r httpx.Route) (outcome, apptest.Response) {
	client := who.asks(m.App)
	if strings.Contains(r.Path, "/mail/{id}/") && r.Method != http.MethodGet { // whoever was asked before may have decided
		m.change(t, `UPDATE intake_mail SET state = 'quarantine', case_id = '', entry_id = '', sealed = $1`, false)
	}
	var answer apptest.Response
	switch {
	case r.Method == http.MethodGet:
		answer = client.Do(r.Method, m.path(t, r), "", nil)
	case strings.HasPrefix(r.Path, "/api/"):
		answer = client.Do(r.Method, m.path(t, r), "application/json", strings.NewReader("{}"))
	default:
		answer = client.Do(r.Method, m.path(t, r), "application/x-www-form-urlencoded", strings.NewReader(""))
	}
	return seen(answer), answer
}

func seen(r apptest.Response) outcome { return outcomeOf(reply{r.Status, r.Header, r.Text}) }

func TestRightsOfEveryAddress(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			reading := newMatrix(t, dialect)
			for _, r := range reading.Mux.Routes() {
				p, ok := rights[r.Pattern()]
				if !ok {
					t.Errorf("%q has no line in the table of rights: say in rights_table_test.go whom it is for.", r.Pattern())
					continue
				}
				if p.action != "" {
					continue // TestRightsOfCases
				}
				if r.Method == http.MethodGet {
					t.Run(r.Pattern(), func(t *testing.T) { reading.everybody(t, r, p) })
				} else if dialect == store.SQLite { // who may change something is decided before SQL, in the same Go on both databases
					t.Run(r.Pattern(), func(t *testing.T) {
						t.Parallel()
						newMatrix(t, dialect).everybody(t, r, p) // its own: a change may be what the next one finds
					})
				}
			}
		})
	}
}

// everybody asks for one address as everybody in turn and compares with what the policy promises.
func (m matrix) everybody(t *testing.T, r httpx.Route, p policy) {
	t.Helper()
	for _, who := range askers {
		for _, wrong := range m.compared(t, who, r, p) {
			t.Error(wrong)
		}
	}
}

// compared asks for one address as somebody, and says what is not as the policy promises: each finding begins with who asked.
func (m matrix) compared(t *testing.T, who asker, r httpx.Route, p policy) (wrong []string) {
	t.Helper()
	got, answer := m.ask(t, who, r)
	if want := p.expects(who.name, r.Method); got != want {
		wrong = append(wrong, fmt.Sprintf("%s: %s: got %s (%d), want %s", who.name, r.Pattern(), got, answer.Status, want))
	}
	if got != in && leaks(answer.Text) {
		wrong = append(wrong, fmt.Sprintf("%s: %s: the refusal tells of the case", who.name, r.Pattern()))
	}
	return wrong
}

// leaks reports whether a text tells of the case of the matrix.
func leaks(text string) bool {
	return strings.Contains(text, secretSubject) || strings.Contains(text, secretBody)
}

// Whoever may not see the case finds no trace of it on any page or in any list that they may open.
func TestRightsLeaveNoTraceOfAHiddenCase(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			m := newMatrix(t, dialect)
			pages := 0
			for _, r := range m.Mux.Routes() {
				if r.Method != http.MethodGet || strings.Contains(r.Path, "{number}") || r.Endpoint.Kind == httpx.KindRaw {
					continue
				}
				for _, who := range askers {
					if readCase.expects(who.name, http.MethodGet) == in {
						continue
					}
					for _, query := range []string{"", "?q=" + begun, "?q=" + m.values["number"]} {
						answer := who.asks(m.App).Get(m.path(t, r) + query)
						pages++
						if leaks(answer.Text) {
							t.Errorf("%s reads of the case at %s", who.name, answer.Request)
						}
					}
				}
			}
			m.Portal("amina").Get("/search?q=" + begun).Is(200).Shows(secretSubject) // else nothing is proved
			if pages < 100 {
				t.Errorf("only %d pages were read", pages)
			}
		})
	}
}
