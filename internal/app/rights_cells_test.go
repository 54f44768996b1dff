package app_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
)

// Every address of a case, asked for by everybody, about every kind of case: what is answered is held against the table by hand.

// onCase says that an address does an action of the table by hand.
func onCase(action string) policy { return policy{action: action} }

// reply is an answer of the product.
type reply struct {
	status int
	header http.Header
	text   string
}

// recorder is a reader that goes away when a stream begins.
type recorder struct {
	*httptest.ResponseRecorder
	away func()
}

// Flush implements http.Flusher.
func (r recorder) Flush() { r.away() }

// send sends a request to h as somebody. It sends nothing that an address could do anything with.
func (c *cells) send(h http.Handler, col column, r httpx.Route, path string) reply {
	kind, body := "", ""
	if r.Method != http.MethodGet {
		kind = "application/x-www-form-urlencoded"
		if strings.HasPrefix(r.Path, "/api/") {
			kind, body = "application/json", "{}"
		}
	}
	ctx, cancel := stopped(c.T.Context())
	defer cancel()
	request := httptest.NewRequestWithContext(ctx, r.Method, path, strings.NewReader(body))
	if kind != "" {
		request.Header.Set("Content-Type", kind)
	}
	c.as(col, request)
	w := recorder{httptest.NewRecorder(), cancel}
	h.ServeHTTP(w, request)
	return reply{w.Code, w.Header(), w.Body.String()}
}

// path fills in the wildcards of a case.
func (k matrixCase) path(r httpx.Route, action string) string {
	path := r.Path
	for name, value := range k.values {
		if instead, ok := k.own[name]; ok && action == "own" {
			value = instead
		}
		path = strings.ReplaceAll(path, "{"+name+"}", value)
	}
	if r.Path == "/live" {
		path += "?topics=" + "case:" + k.id
	}
	return path
}

// cell is the letter of the table by hand.
func (c *cells) cell(col column, k matrixCase, action string) byte {
	row, ok := c.hand[k.health][col.byHand()]
	if !ok || row[action] == "" {
		c.T.Fatalf("the table by hand has no %s of %q: write it", action, col.byHand())
	}
	return row[action][slices.Index([]string{"open", "team", "named"}, k.sensitivity)]
}

// wants is the outcome of an address for somebody.
func (c *cells) wants(col column, k matrixCase, r httpx.Route, action string) outcome {
	switch {
	case (col.key == "" || col.left) && r.Path == "/live":
		return hidden
	case col.key == "" || col.left:
		return signIn
	case col.token == "read" && r.Method != http.MethodGet:
		return never
	case has(handlers, col.key) && strings.HasSuffix(r.Path, "/concern") && c.cell(col, k, action) == 'y':
		return never // HR hands it to them
	case action == "letter" && has(handlers, col.key):
		return hidden // mails are agents' to sort and to read
	}
	switch c.cell(col, k, action) {
	case 'y', 'k':
		return in
	case 'n':
		return never
	}
	return hidden
}

// shows reports whether an address is one that shows the words of a case to who may read them: the case, or the mail behind a message.
func shows(r httpx.Route) bool {
	return r.Method == http.MethodGet && (strings.HasSuffix(r.Path, "/{number}") || strings.HasSuffix(r.Path, "/mail/{entry}"))
}

// check asks for one cell and says what is wrong with the answer.
func (c *cells) check(h http.Handler, col column, k matrixCase, r httpx.Route, action string) (wrong []string) {
	at := func(format string, args ...any) {
		wrong = append(wrong, fmt.Sprintf("%s: %s (%s): ", col.name, r.Pattern(), k)+fmt.Sprintf(format, args...))
	}
	got := c.sendOn(h, col, k, r, action)
	if strings.HasSuffix(r.Path, "/pass-on") && outcomeOf(got) == in { // who has it gave it away, and has it again for what is asked next
		need(c.T, c.exec(`UPDATE desk_case SET assignee_person = $2 WHERE id = $1`, k.id, apptest.ID(k.assignee)))
	}
	is, want := outcomeOf(got), c.wants(col, k, r, action)
	if is != want {
		at("got %s (%d), want %s", is, got.status, want)
	}
	reads := col.key != "" && !col.left && c.cell(col, k, "texts") == 'y'
	if tells := k.tells(got.text); tells && !reads || !tells && reads && is == in && shows(r) {
		at("its words are there: %v, and they may be read: %v", tells, reads)
	}
	if want == hidden || want == signIn {
		if none := c.none(h, col, k, r, action); !none.like(got) {
			at("it is not answered like an absent one: %d, and that %d", got.status, none.status)
		}
	}
	return wrong
}

// sendOn is send for an address of a case. Handing it to whoever takes concerns needs no words to be refused for: it is, while nobody does.
func (c *cells) sendOn(h http.Handler, col column, k matrixCase, r httpx.Route, action string) reply {
	if r.Method != http.MethodPost || !strings.HasSuffix(r.Path, "/concern") {
		return c.send(h, col, r, k.path(r, action))
	}
	if has(handlers, col.key) {
		got := c.send(h, col, r, k.path(r, action))
		c.putBack(k, got)
		return got
	}
	need(c.T, c.exec(`DELETE FROM people_role WHERE role = 'concern'`))
	got := c.send(h, col, r, k.path(r, action))
	for key := range strings.FieldsSeq(handlers) {
		need(c.T, c.exec(`INSERT INTO people_role (person_id, role) VALUES ($1, 'concern')`, apptest.ID(key)))
	}
	return got
}

// putBack makes a case what it was before it was handed over by mistake.
func (c *cells) putBack(k matrixCase, got reply) {
	if outcomeOf(got) != in {
		return
	}
	need(c.T, c.exec(`UPDATE desk_case SET sensitivity = $2, assignee_person = $3, manager_sees = $4, about_sees = $5 WHERE id = $1`, k.id, k.sensitivity, apptest.ID(k.assignee), k.variant != untold, k.variant == told))
	need(c.T, c.exec(`DELETE FROM desk_party WHERE case_id = $1 AND relation = 'named'`, k.id))
	for _, key := range []string{"nils", "clara"} {
		need(c.T, c.exec(`INSERT INTO desk_party (case_id, person_id, relation) VALUES ($1, $2, 'named')`, k.id, apptest.ID(key)))
	}
}

// The ids of what is not there.
const noNumber, noID = "HR-2", "01a20000-0000-7000-8000-000000000000"

// none is what is said of an absent case, or of an absent part of a case that may be seen.
func (c *cells) none(h http.Handler, col column, k matrixCase, r httpx.Route, action string) reply {
	number, of := noNumber, "no case"
	if col.key != "" && !col.left && c.cell(col, k, "look") != '-' {
		number, of = k.values["number"], k.id
	}
	key := fmt.Sprintf("%s %s %s", col.name, r.Pattern(), of)
	if known, ok := c.absent[key]; ok {
		return known
	}
	absent := matrixCase{id: noID, values: map[string]string{"number": number, "place...": "case/" + number, "kind": "reply", "entry": noID, "file": noID, "step": noID, "line": noID, "asking": noID, "effort": noID, "question": noID, "issued": noID, "exception": noID, "mile": noID, "callback": noID, "tag": noID, "side": noID, "attachment": noID}}
	c.absent[key] = c.send(h, col, r, absent.path(r, action))
	return c.absent[key]
}

// volatile is what differs between two answers that say the same: ids, case numbers.
var volatile = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|HR-\d+`)

func masked(text string) string { return volatile.ReplaceAllString(text, "…") }

// like reports whether two answers are the same, byte for byte, but for what is volatile.
func (r reply) like(other reply) bool {
	return r.status == other.status && masked(r.text) == masked(other.text) && masked(fmt.Sprint(r.header)) == masked(fmt.Sprint(other.header))
}

// caseRoutes are the addresses of a case, with their actions.
func (c *cells) caseRoutes(t testing.TB) (all []httpx.Route, actions []string) {
	t.Helper()
	for _, r := range c.Mux.Routes() {
		p, ok := rights[r.Pattern()]
		if !ok {
			t.Fatalf("%q has no line in the table of rights: say in rights_table_test.go whom it is for.", r.Pattern())
		}
		if strings.Contains(r.Path, "{number}") && p.action == "" {
			t.Errorf("%q is an address of a case: say in rights_table_test.go which action it is.", r.Pattern())
		}
		if r.Path == "/live" {
			p.action = "live"
		}
		if p.action != "" {
			all, actions = append(all, r), append(actions, p.action)
		}
	}
	return all, actions
}

// checkFinds asks the lists and the search whether they know a case.
func (c *cells) checkFinds(h http.Handler, col column, k matrixCase) (wrong []string) {
	if col.key == "" || col.left {
		return nil
	}
	cell := c.cell(col, k, "find")
	for path, want := range map[string]bool{"/api/v1/cases?limit=200": cell != '-', "/api/v1/cases?limit=200&q=" + begun: cell == 'y', "/api/v1/cases?q=" + k.values["number"]: cell != '-'} {
		got := c.send(h, col, httpx.Route{Method: http.MethodGet, Path: path}, path)
		if listed := strings.Contains(got.text, `"`+k.values["number"]+`"`); listed != want {
			wrong = append(wrong, fmt.Sprintf("%s: %s (%s): it is listed: %v", col.name, path, k, listed))
		}
	}
	return wrong
}

// checkColumn asks for everything as one column about the cases that pick chooses.
func (c *cells) checkColumn(t testing.TB, h http.Handler, col column, pick func(matrixCase) bool) (wrong []string, asked int) {
	t.Helper()
	routes, actions := c.caseRoutes(t)
	for _, k := range c.cases {
		if !has(col.cases, k.variant) || !pick(k) {
			continue
		}
		for i, r := range routes {
			wrong = append(wrong, c.check(h, col, k, r, actions[i])...)
			asked++
		}
		wrong = append(wrong, c.checkFinds(h, col, k)...)
		asked++
	}
	return wrong, asked
}

func outcomeOf(r reply) outcome {
	switch {
	case r.status == http.StatusUnauthorized, r.status == http.StatusSeeOther && strings.HasPrefix(r.header.Get("Location"), "/sign-in"):
		return signIn
	case r.status == http.StatusForbidden:
		return never
	case r.status == http.StatusNotFound:
		return hidden
	case r.status < 500:
		return in
	}
	return outcome(fmt.Sprint("status ", r.status))
}

// long reports whether the full counts are asked for.
func long() bool { return os.Getenv("HEARTH_LONG") != "" }

func TestRightsOfCases(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			c := newCells(t, dialect)
			pick := func(k matrixCase) bool {
				return dialect == store.SQLite || long() || k.health == (k.sensitivity == "team")
			}
			total := 0
			for _, col := range columns {
				wrong, asked := c.checkColumn(t, c.Server.Config.Handler, col, pick)
				for _, w := range wrong {
					t.Error(w)
				}
				total += asked
			}
			t.Logf("shown: %d cells: %d columns, %d cases, the addresses of a case", total, len(columns), len(c.cases))
			if total < 1500 {
				t.Errorf("only %d cells were asked for", total)
			}
		})
	}
}
