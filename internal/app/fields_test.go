package app_test

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
)

// The name of every column of every table is sent to every address that changes something, by somebody who may use it, beside input that would be
// accepted. Only the fields of the address's input may do anything; any other is refused, and the database stays as it was.

// probe is the product under this test.
type probe struct {
	matrix
	columns []string // of all tables
	tables  []string
	handler http.Handler
}

func newProbe(t *testing.T, dialect store.Dialect) *probe {
	t.Helper()
	p := &probe{matrix: newMatrix(t, dialect)}
	p.handler = p.Server.Config.Handler
	type column struct{ TableName, ColumnName string }
	query := `SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'`
	if dialect == store.Postgres {
		query = `SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t ON t.table_schema = c.table_schema
			AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE' WHERE c.table_schema = current_schema()`
	}
	all, err := store.All[column](t.Context(), p.DB, query)
	need(t, err)
	tables, names := map[string]bool{}, map[string]bool{}
	for _, c := range all {
		tables[c.TableName], names[c.ColumnName] = true, true
	}
	p.columns = slices.Sorted(maps.Keys(names))
	for table := range tables {
		// The record says who looked at the page that shows a refused form; the index of words has tables of its own, which follow from the rest.
		if !strings.HasPrefix(table, "audit_") && !strings.HasPrefix(table, "search_") && !strings.HasPrefix(table, "sqlite_") {
			p.tables = append(p.tables, table)
		}
	}
	slices.Sort(p.tables)
	return p
}

// state is what every table holds.
func (p *probe) state(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, table := range p.tables {
		rows, err := p.DB.Query(t.Context(), `SELECT * FROM `+table)
		need(t, err)
		names, err := rows.Columns()
		need(t, err)
		var lines []string
		for rows.Next() {
			values, into := make([]any, len(names)), make([]any, len(names))
			for i := range values {
				into[i] = &values[i]
			}
			need(t, rows.Scan(into...))
			lines = append(lines, fmt.Sprint(values...))
		}
		need(t, rows.Err())
		need(t, rows.Close())
		slices.Sort(lines)
		out[table] = strings.Join(lines, "\n")
	}
	return out
}

// changed are the tables that differ between two states.
func changed(before, after map[string]string) (tables []string) {
	for table := range before {
		if before[table] != after[table] {
			tables = append(tables, table)
		}
	}
	slices.Sort(tables)
	return tables
}

// writes are the addresses that change something.
func (p *probe) writes() (all []httpx.Route) {
	for _, r := range p.Mux.Routes() {
		if r.Method != http.MethodGet {
			all = append(all, r)
		}
	}
	return all
}

// entitled is somebody who may use an address.
func entitled(t *testing.T, r httpx.Route) (key string, face authz.Face) {
	t.Helper()
	p, ok := rights[r.Pattern()]
	switch {
	case !ok:
		t.Fatalf("%q has no line in the table of rights", r.Pattern())
	case slices.Contains([]string{"work", "words", "give", "decide", "hear"}, p.action):
		return "olga", authz.Desk
	case p.action != "" || p.in == "all":
		return "amina", authz.Portal
	case has(p.in, "admin"):
		return "noor", authz.Desk
	case p.in == wasAsked.in:
		return "hanna", authz.Portal
	case has(p.in, "head"):
		return "ingrid", authz.Desk
	case has(p.in, "team"):
		return "olga", authz.Desk
	case strings.Contains(r.Path, "fairness"):
		return "lena", authz.Desk
	}
	return "", ""
}

// post sends a body to an address.
func (p *probe) post(t *testing.T, r httpx.Route, kind, body string) reply {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), r.Method, p.path(t, r), strings.NewReader(body))
	request.Header.Set("Content-Type", kind)
	if key, face := entitled(t, r); key != "" {
		apptest.Identify(request, key, face)
	}
	w := httptest.NewRecorder()
	p.handler.ServeHTTP(w, request)
	return reply{w.Code, w.Header(), w.Body.String()}
}

const formKind, jsonKind = "application/x-www-form-urlencoded", "application/json"

// sent writes fields as an address takes them.
func sent(t *testing.T, r httpx.Route, fields map[string]any) (kind, body string) {
	t.Helper()
	if r.Endpoint.Kind == httpx.KindJSON {
		text, err := io.ReadAll(jsonOf(t, fields))
		need(t, err)
		return jsonKind, string(text)
	}
	return formKind, formOf(fields).Encode()
}

func formOf(fields map[string]any) url.Values {
	form := url.Values{}
	for name, value := range fields {
		if many, ok := value.([]string); ok {
			form[name] = many
			continue
		}
		form.Set(name, fmt.Sprint(value))
	}
	return form
}

// unknown are the names that an address does not take.
func (p *probe) unknown(r httpx.Route) []string {
	known := p.known(r)
	odd := slices.Clone(p.columns)
	for _, name := range known {
		odd = append(odd, name+"[]", name+"[id]", name+".id", "_"+name, strings.ToUpper(name))
	}
	return slices.DeleteFunc(append(odd, "id", "number", "person", "by", "roles", "__proto__", "$schema"), func(name string) bool { return slices.Contains(known, name) })
}

// known are the names that an address documents, in JSON or in a form.
func (p *probe) known(r httpx.Route) []string {
	if r.Endpoint.Kind != httpx.KindJSON {
		return slices.Concat(httpx.Fields(r.Endpoint), r.Endpoint.Also)
	}
	return httpx.BodyFields(r.Endpoint)
}

// with returns fields with more of them.
func with(fields map[string]any, names ...string) map[string]any {
	all := maps.Clone(fields)
	if all == nil {
		all = map[string]any{}
	}
	for _, name := range names {
		all[name] = "1"
	}
	return all
}

// checkUnknown sends all unknown names at once beside good input, and says what is wrong with the answer.
func (p *probe) checkUnknown(t *testing.T, r httpx.Route, names ...string) []string {
	t.Helper()
	before := p.state(t)
	got, wrong := p.refused(t, r, names...)
	wrong = append(wrong, p.unchanged(t, r, before, names)...)
	if r.Endpoint.Kind == httpx.KindJSON {
		for _, name := range names {
			if !names422(got.text)[name] {
				wrong = append(wrong, fmt.Sprintf("%s does not refuse the field %s", r.Pattern(), name))
			}
		}
	}
	return wrong
}

// checkEachUnknown is checkUnknown of each name alone; what is in the tables is compared once, after all of them.
func (p *probe) checkEachUnknown(t *testing.T, r httpx.Route, names ...string) (wrong []string) {
	t.Helper()
	before := p.state(t)
	for _, name := range names {
		_, wrongly := p.refused(t, r, name)
		wrong = append(wrong, wrongly...)
	}
	return append(wrong, p.unchanged(t, r, before, names)...)
}

// refused sends unknown names beside good input, and says where that is not refused.
func (p *probe) refused(t *testing.T, r httpx.Route, names ...string) (got reply, wrong []string) {
	t.Helper()
	kind, body := sent(t, r, with(p.sample(r), names...))
	if got = p.post(t, r, kind, body); got.status != http.StatusUnprocessableEntity && !noPage(r, got) {
		wrong = append(wrong, fmt.Sprintf("%s answers %d to unknown fields (%d of them, such as %s)", r.Pattern(), got.status, len(names), names[0]))
	}
	return got, wrong
}

// unchanged says which tables unknown names changed.
func (p *probe) unchanged(t *testing.T, r httpx.Route, before map[string]string, names []string) (wrong []string) {
	t.Helper()
	if tables := changed(before, p.state(t)); len(tables) > 0 {
		wrong = append(wrong, fmt.Sprintf("%s changed %v with unknown fields (%d, such as %s)", r.Pattern(), tables, len(names), names[0]))
	}
	return wrong
}

// noPage reports whether a form that is refused leads to another answer than itself, because its page is not to be had: who began no sign-in is sent
// to begin one, a browser that is no terminal has no page for a PIN, an open case has none for a rating, and a link that we did not make leads nowhere.
func noPage(r httpx.Route, got reply) bool {
	switch r.Pattern() {
	case "POST /sign-in/factor", "POST /sign-in/code":
		return outcomeOf(got) == signIn
	case "POST /terminal":
		return outcomeOf(got) == never
	case "POST /how-was-it/{token}":
		return got.status == http.StatusNotFound
	}
	return r.Pattern() == "POST /requests/{number}/rating" && got.status == http.StatusConflict
}

// names422 are the fields that a problem names.
func names422(text string) map[string]bool {
	var p httpx.Problem
	all := map[string]bool{}
	if json.Unmarshal([]byte(text), &p) == nil {
		for _, e := range p.Errors {
			all[e.Field] = true
		}
	}
	return all
}

// checkMultipart sends the same to the API as a multipart form, where a field goes by its name in forms.
func (p *probe) checkMultipart(t *testing.T, r httpx.Route, names []string) (wrong []string) {
	t.Helper()
	before := p.state(t)
	texts := map[string]string{}
	for name, values := range formOf(p.sample(r)) {
		texts[name] = values[0]
	}
	for _, name := range names {
		texts[name] = "1"
	}
	body, kind := multipartOf(t, texts, "stowaway")
	got := p.post(t, r, kind, body)
	refused := names422(got.text)
	for _, name := range append(names, "stowaway") {
		if !refused[name] && !slices.Contains(httpx.Fields(r.Endpoint), name) {
			wrong = append(wrong, fmt.Sprintf("%s, as a multipart form, answers %d and does not refuse the field %s", r.Pattern(), got.status, name))
		}
	}
	if tables := changed(before, p.state(t)); len(tables) > 0 {
		wrong = append(wrong, fmt.Sprintf("%s changed %v by a multipart form with unknown fields", r.Pattern(), tables))
	}
	return wrong
}

func TestRightsOfUnknownFields(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			p := newProbe(t, dialect)
			seed := rand.Uint64()                    //nolint:gosec // told when it fails
			chosen := rand.New(rand.NewPCG(seed, 2)) //nolint:gosec // as above
			asked := 0
			for _, r := range p.writes() {
				if dialect == store.Postgres && !long() && chosen.IntN(4) > 0 {
					continue // what is bound is bound before the database is asked
				}
				names := p.unknown(r)
				wrong := p.checkUnknown(t, r, names...)
				if r.Endpoint.Kind == httpx.KindJSON {
					wrong = append(wrong, p.checkMultipart(t, r, names)...)
				} else {
					alone := slices.DeleteFunc(slices.Clone(names), func(string) bool { return !long() && chosen.IntN(97) > 0 }) // a form says of one that it is refused, which says nothing of the others
					if len(alone) > 0 {
						wrong = append(wrong, p.checkEachUnknown(t, r, alone...)...)
					}
					asked += len(alone)
				}
				asked += len(names)
				for _, w := range wrong {
					t.Errorf("seed %d: %s", seed, w)
				}
			}
			t.Logf("seed %d: %d names of columns, %d addresses, %d fields sent, %d tables compared, without those of the record and of the index", seed,
				len(p.columns), len(p.writes()), asked, len(p.tables))
			if len(p.columns) < 100 || len(p.writes()) < 60 {
				t.Error("that is too few: nothing is proved")
			}
		})
	}
}
