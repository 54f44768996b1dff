package app_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
)

// The organisation of the matrix: one case of every kind, each with somebody in every relation.

// column is somebody who asks, and the row of the table by hand that says what they may.
type column struct {
	name, row string
	cases     string // the variants whose cases they are asked about
	key       string // the person; "" is nobody
	face      authz.Face
	token     string // the scope of an API token, for a column that comes by one
	left      bool   // does not work here any more
}

// The variants of a service: what it lets managers and the people concerned see.
const (
	told    = "told"   // both see
	untold  = "untold" // neither sees
	kept    = "kept"   // managers would see, but the requester kept them out
	ordinal = told + " " + untold + " " + kept
)

var columns = []column{
	{name: "nobody", cases: told},
	{name: "somebody who left, by a token", cases: told, key: "gita", token: auth.ScopeAll, left: true},
	{name: "stranger", row: "nobody of it", cases: told, key: "jonas", face: authz.Portal},
	{name: "by", cases: told, key: "amina", face: authz.Portal},
	{name: "for", cases: told, key: "rosa", face: authz.Portal},
	{name: "for (desk)", cases: told, key: "freya", face: authz.Desk},
	{name: "about, as the service says", cases: told, key: "pavel", face: authz.Portal},
	{name: "about, as the service says (desk)", cases: told, key: "ivan", face: authz.Desk},
	{name: "about", cases: untold, key: "pavel", face: authz.Portal},
	{name: "about (desk)", cases: untold, key: "ivan", face: authz.Desk},
	{name: "against", cases: ordinal, key: "boris", face: authz.Portal},
	{name: "against (desk)", cases: told, key: "theo", face: authz.Desk},
	{name: "excluded", cases: told, key: "viktor", face: authz.Portal},
	{name: "excluded (desk)", cases: told, key: "petra", face: authz.Desk},
	{name: "manager, as the service says", cases: told, key: "stefan", face: authz.Portal},
	{name: "manager", cases: untold, key: "stefan", face: authz.Portal},
	{name: "manager, kept out", cases: kept, key: "stefan", face: authz.Portal},
	{name: "representative", cases: told, key: "hanna", face: authz.Portal},
	{name: "representative (desk)", cases: told, key: "judit", face: authz.Desk},
	{name: "named", cases: told, key: "nils", face: authz.Desk},
	{name: "assignee", cases: told, key: "kai", face: authz.Desk},
	{name: "team", cases: told, key: "olga", face: authz.Desk},
	{name: "team, by a token", row: "team", cases: told, key: "olga", token: auth.ScopeAll},
	{name: "team, by a token that reads", row: "team", cases: told, key: "olga", token: auth.ScopeRead},
	{name: "another team", cases: told, key: "marta", face: authz.Desk},
	{name: "head of HR", cases: told, key: "ingrid", face: authz.Desk},
	{name: "team, in the portal", cases: told, key: "olga", face: authz.Portal},
	{name: "administrator", cases: told, key: "noor", face: authz.Desk},
	{name: "data-protection officer", cases: told, key: "lena", face: authz.Desk},
	{name: "concern handler", cases: told, key: "cora", face: authz.Desk}, // still in the team from when they were an agent
	{name: "concern handler, by a token", row: "concern handler", cases: told, key: "cora", token: auth.ScopeAll},
	{name: "concern handler, named", row: "named", cases: told, key: "clara", face: authz.Desk},
	{name: "concern handler, assignee", row: "assignee", cases: kept, key: "carl", face: authz.Desk},
}

// handlers are the columns' people who take concerns.
const handlers = "cora clara carl"

// byHand is the row of the table that c goes by.
func (c column) byHand() string {
	if c.row != "" {
		return c.row
	}
	return c.name
}

// matrixCase is one case of the matrix.
type matrixCase struct {
	sensitivity, variant string
	health               bool
	values               map[string]string // of wildcards
	id                   string
	own                  map[string]string // the entry and the file that may be withdrawn
	subject, body        string            // its words
	assignee             string
}

// tells reports whether a text holds words of the case.
func (k matrixCase) tells(text string) bool {
	return strings.Contains(text, k.subject) || strings.Contains(text, k.body)
}

func (c matrixCase) String() string {
	return fmt.Sprintf("%s, health %v, %s", c.sensitivity, c.health, c.variant)
}

// cells is the product with the cases of the matrix.
type cells struct {
	*apptest.App
	cases  []matrixCase
	tokens map[string]string // by column
	hand   map[bool]map[string]map[string]string
	absent map[string]reply // what is said of an absent case, by column and route
}

func newCells(t testing.TB, dialect store.Dialect) *cells {
	t.Helper()
	a := apptest.New(t, dialect)
	for i, m := range []apptest.Member{
		{Key: "boris", Given: "Boris"}, {Key: "viktor", Given: "Viktor"},
		{Key: "olga", Given: "Olga", Teams: []string{"payroll"}}, {Key: "freya", Given: "Freya", Teams: []string{"payroll"}},
		{Key: "ivan", Given: "Ivan", Teams: []string{"payroll"}}, {Key: "petra", Given: "Petra", Teams: []string{"payroll"}},
		{Key: "judit", Given: "Judit", Teams: []string{"payroll"}}, {Key: "gita", Given: "Gita", Teams: []string{"payroll"}},
		{Key: "nils", Given: "Nils", Teams: []string{"advice"}}, {Key: "kai", Given: "Kai", Teams: []string{"advice"}},
		{Key: "cora", Given: "Cora", Teams: []string{"payroll"}}, {Key: "clara", Given: "Clara"}, {Key: "carl", Given: "Carl"},
	} {
		m.Family, m.Number = "Matrix", fmt.Sprint(5000+i)
		if m.Teams != nil {
			m.Roles = []string{"agent"}
		}
		if has(handlers, m.Key) {
			m.Roles = []string{"concern"}
		}
		a.Add(m)
	}
	c := &cells{App: a, tokens: map[string]string{}, absent: map[string]reply{},
		hand: map[bool]map[string]map[string]string{false: besides(readByHand(t, casesByHand), readByHand(t, decisionsByHand), readByHand(t, figuresByHand), readByHand(t, heardByHand), readByHand(t, statementByHand), readByHand(t, lettersByHand), readByHand(t, exceptionsByHand), readByHand(t, callbacksByHand)), true: besides(readByHand(t, healthByHand), readByHand(t, healthDecisionsByHand), readByHand(t, healthFiguresByHand), readByHand(t, healthHeardByHand), readByHand(t, healthStatementByHand), readByHand(t, healthLettersByHand), readByHand(t, healthExceptionsByHand), readByHand(t, healthCallbacksByHand))}}
	for _, health := range []bool{false, true} {
		for _, variant := range strings.Fields(ordinal) {
			if _, err := a.Catalogue.SaveService(t.Context(), authz.System(catalogue.Demo), catalogue.SaveService{ID: fmt.Sprintf("%s-%v", variant, health), Name: variant,
				TeamID: "payroll", ManagerSees: variant != untold, AboutSees: variant == told, Health: health, Active: true, FirstAnswerMinutes: 240, DecisionMinutes: 1080}); err != nil {
				t.Fatal(err)
			}
			fieldOf(t, a, fmt.Sprintf("%s-%v", variant, health))
			for _, sensitivity := range catalogue.Sensitivities() {
				c.cases = append(c.cases, c.open(t, sensitivity, variant, health))
			}
		}
	}
	c.signIn(t)
	a.Drain()
	return c
}

// open opens a case with somebody in every relation.
func (c *cells) open(t testing.TB, sensitivity, variant string, health bool) matrixCase {
	t.Helper()
	number := fmt.Sprintf("%02d", len(c.cases))
	k := matrixCase{sensitivity: sensitivity, variant: variant, health: health, subject: secretSubject + number, body: secretBody + number, assignee: "kai"}
	in := desk.Open{Subject: k.subject, Body: k.body, Service: fmt.Sprintf("%s-%v", variant, health), For: "1005", Channel: desk.API,
		About: []string{apptest.Email("pavel"), apptest.Email("ivan")}, Against: []string{apptest.Email("boris"), apptest.Email("theo")},
		NotTo: []string{apptest.Email("viktor"), apptest.Email("petra")}, Files: []files.Upload{upload("payslip.txt", "hello")},
		Fields: map[string]any{"word": k.body}}
	if variant == kept {
		k.assignee = "carl"
		in.NotTo = append(in.NotTo, "manager")
	}
	amina := c.Actor(authz.Portal, "amina")
	opened, err := c.App.App.Desk.Open(t.Context(), amina, in)
	if err != nil {
		t.Fatal(err)
	}
	k.id, k.values = opened.ID, map[string]string{"number": opened.Number, "place...": "case/" + opened.Number, "kind": "reply"}
	for _, person := range []string{"hanna", "judit"} {
		_, err := c.App.App.Desk.Invite(t.Context(), amina, desk.Invite{Number: opened.Number, Person: apptest.Email(person)})
		need(t, err)
	}
	c.relate(t, k)
	k.values["asking"] = askingOf(t, c.App, c.Actor(authz.Desk, "nils"), opened.Number)
	k.values["issued"] = issueLetter(t, c.App, "nils", opened.Number)
	k.values["line"] = lineOf(t, c.App, c.Actor(authz.Desk, "nils"), opened.Number)
	k.values["exception"], k.values["mile"] = wishOf(t, c.App, c.Actor(authz.Desk, "nils"), opened.Number)
	k.values["callback"] = callOf(t, c.App, amina, opened.Number)
	k.values["tag"], k.values["side"] = tagOf(t, c.App, opened.ID), sideOf(t, c.App, opened.ID)
	k.values["attachment"] = attachmentOf(t, c.App, opened.ID)
	later, err := c.App.App.Desk.Write(t.Context(), amina, desk.Write{Number: opened.Number, Body: k.body, Files: []files.Upload{upload("later.txt", "hello")}})
	need(t, err)
	c.accounted(t, k.id)
	k.own = map[string]string{"entry": later.ID, "file": later.Files[0].ID}
	k.values["entry"] = mailedOf(t, c.App, opened.Number, k.body)
	for name, query := range map[string]string{"file": `SELECT min(file_id) FROM desk_file WHERE case_id = $1`, "step": `SELECT min(id) FROM desk_step WHERE case_id = $1`,
		"effort": `SELECT min(id) FROM statement_effort WHERE case_id = $1`, "question": `SELECT min(id) FROM statement_question WHERE case_id = $1`} {
		k.values[name], err = store.One[string](t.Context(), c.DB, query, k.id)
		need(t, err)
	}
	return k
}

// relate adds the relations that HR makes: who is named, who works on it, and for whom of HR it is. Some cannot come about together by use cases.
func (c *cells) relate(t testing.TB, k matrixCase) {
	t.Helper()
	nils := c.Actor(authz.Desk, "nils")
	need(t, c.exec(`INSERT INTO desk_party (case_id, person_id, relation) VALUES ($1, $2, 'for')`, k.id, apptest.ID("freya")))
	need(t, c.exec(`INSERT INTO desk_party (case_id, person_id, relation) VALUES ($1, $2, 'named')`, k.id, nils.PersonID))
	_, err := c.App.App.Desk.AddStep(t.Context(), nils, desk.AddStep{Number: k.values["number"], Title: "Look it up"})
	need(t, err)
	_, err = c.App.App.Desk.Restrict(t.Context(), nils, desk.Restrict{Number: k.values["number"], Sensitivity: k.sensitivity, Named: []string{apptest.Email("nils"), apptest.Email("clara")}})
	need(t, err)
	need(t, c.exec(`UPDATE desk_case SET assignee_person = $2 WHERE id = $1`, k.id, apptest.ID(k.assignee)))
}

// signIn makes the tokens of the columns that come by one; then who left leaves.
func (c *cells) signIn(t testing.TB) {
	t.Helper()
	for _, col := range columns {
		if col.token == "" {
			continue
		}
		token, err := c.Auth.IssueToken(t.Context(), apptest.ID(col.key), "matrix", col.token)
		need(t, err)
		c.tokens[col.name] = token
	}
	need(t, c.exec(`UPDATE people_employment SET ended = '2026-11-16' WHERE person_id = $1`, apptest.ID("gita")))
}

func (c *cells) exec(sql string, args ...any) error {
	return c.DB.Tx(c.T.Context(), func(tx *store.Tx) error { _, err := tx.Exec(c.T.Context(), sql, args...); return err })
}

func need(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// readByHand reads a table: row, column, cell.
func readByHand(t testing.TB, text string) map[string]map[string]string {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(text), "\n")
	actions := strings.Fields(lines[0])[1:]
	table := map[string]map[string]string{}
	for _, line := range lines[1:] {
		words := strings.Fields(line)
		at := len(words) - len(actions)
		if at < 1 {
			t.Fatalf("%q has too few cells", line)
		}
		row := map[string]string{}
		for i, action := range actions {
			if row[action] = words[at+i]; len(row[action]) != 3 || strings.Trim(row[action], "ykn-") != "" {
				t.Fatalf("%q: %q is no cell", line, row[action])
			}
		}
		table[strings.Join(words[:at], " ")] = row
	}
	return table
}

// as makes a request one of the column's.
func (c *cells) as(col column, r *http.Request) {
	switch {
	case col.token != "":
		r.Header.Set("Authorization", "Bearer "+c.tokens[col.name])
	case col.key != "":
		apptest.Identify(r, col.key, col.face)
	}
}

// stopped is a context for a request that may be answered with a stream.
func stopped(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithCancel(ctx)
}
