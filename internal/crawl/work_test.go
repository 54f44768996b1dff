package crawl_test

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
)

// bodies are what is sent to addresses that change something, so that they go on to the case.
var bodies = map[string]string{
	"messages": `{"body":"Hello"}`, "priority": `{"priority":"high"}`, "assign": `{"assignee":"me"}`, "restrict": `{"sensitivity":"team"}`, "resume": `{}`, "links": `{"other":"HR-1","kind":"same_cause"}`,
	"pause": `{"reason":"x","until":"2027-01-01T00:00:00Z"}`, "renegotiate": `{"reason":"x","due_at":"2027-01-01T00:00:00Z"}`, "steps": `{"title":"x"}`, "prolong": `{"reason":"x"}`,
	"close": `{"answer":"x","outcome":"done","cause":"information"}`, "invite": `{"person":"2005"}`, "uninvite": `{"person":"2005"}`, "reopen": `{"missing":"x"}`,
	"calculation": `{"unit":"EUR","rounding":"half_up","lines":[{"text":"x","rate":"1","source":"Table B"}]}`,
	"lines":       `{"text":"x","rate":"1","source":"Table B","reason":"x"}`,
	"letters":     `{"template":"words"}`,
	"appeal":      `{"text":"x"}`, "decision": `{"outcome":"granted","reason":"It counts here."}`, "correction": `{"why":"x"}`,
	"heard":    `{"happened":"x","asks":"x"}`,
	"confirm":  `{"ok":true}`,
	"askings":  `{"whom":"x","words":"x"}`,
	"asking":   `{"whom":"x","words":"x"}`,
	"answer":   `{"choice":"approve"}`,
	"estimate": `{"steps":[{"name":"x","minutes_low":1,"minutes_high":2}]}`, "choice": `{"choice":"go_on"}`, "effort": `{"minutes":1,"step":"x"}`, "reverse": `{}`,
	"questions": `{"line":"waiting:hr","question":"x"}`, "answer to questions": `{"text":"x"}`,
	"exception": `{"clause":"pay 4.2","why":"x"}`, "mile": `{"what":"x"}`, "miles": `{"what":"x"}`, "lesson": `{"lesson":"x"}`, "thanks": `{"words":"x"}`,
	"callbacks": `{"windows":[{"from":"2026-12-10T10:00:00Z","to":"2026-12-10T11:00:00Z"}]}`, "callback": `{"phone":"112"}`, "attempts": `{"result":"reached"}`, "take": `{}`, "release": `{}`, "cancel": `{}`,
	"distinct": `{"other":"HR-1"}`, "join": `{"into":"HR-1"}`, "apart": `{}`, "split": `{"messages":["x"],"subject":"x","service":"pay"}`,
	"watch": `{}`, "snooze": `{"when":"monday"}`, "pass-on": `{}`, "macros": `{"insert":"x","body":"x"}`, "send": `{"macro":"x","body":"x"}`,
	"fields":   `{"fields":{"word":"x y"}}`,
	"together": `{"body":"x"}`, "reply": `{"body":"x","version":0}`, "send to together": `{"body":"x","version":0}`, "end to together": `{"version":1}`, "remove to together": `{"file":"x"}`, "files to together": `{}`, "writing": `{"kind":"reply"}`,
	"tags": `{"word":"x y"}`, "remove": `{"tag":"x","link":"x"}`,
	"side": `{"to":["2005"],"subject":"x","body":"x"}`, "close to side": `{}`, "withdraw": `{}`, "answers": `{"body":"x"}`,
	"rating": `{"satisfaction":5,"effort":5,"again":"yes"}`,

	// Of what is in no case, by their patterns.
	"PUT /api/v1/macros/{macro}": `{"name":"x","texts":[{"language":"en","body":"x"}]}`, "POST /api/v1/macros/{macro}/remove": `{}`, "POST /desk/macros/{macro}/remove": `{}`,
	"POST /desk/macros/{macro}": `{"name":"x"}`,
	"PUT /api/v1/views/{view}":  `{"name":"x","query":"view=all"}`, "POST /api/v1/views/{view}/remove": `{}`, "POST /desk/views/{view}": `{"name":"x"}`, "POST /desk/views/{view}/remove": `{}`,
	"POST /api/v1/outreach/{round}": `{"do":"start"}`, "POST /desk/outreach/{round}": `{"do":"start"}`,
}

// statements returns what a request has the database do, in order.
func (w *world) statements(v *viewer, r httpx.Route, path string) (all []string, status int) {
	var mu sync.Mutex
	w.DB.Watch(func(query string) {
		mu.Lock()
		defer mu.Unlock()
		all = append(all, query)
	})
	defer w.DB.Watch(nil)
	if r.Method == http.MethodGet {
		status, _ = w.get(v, path)
		return all, status
	}
	parts, body := strings.Split(path, "/"), "{}"
	for i, name := range parts { // the last that is known
		text := bodies[name]
		if i > 2 {
			text = cmp.Or(bodies[name+" to "+parts[i-2]], text)
		}
		if text != "" {
			body = text
		}
	}
	body = cmp.Or(bodies[r.Pattern()], body)
	if strings.HasPrefix(path, "/api/") {
		status, _ = w.ask(v, r.Method, path, "application/json", body)
	} else {
		status, _ = w.ask(v, r.Method, path, "application/x-www-form-urlencoded", strings.NewReplacer(`{`, "", `}`, "", `"`, "", ":", "=", ",", "&").Replace(body))
	}
	return all, status
}

// pairs are, for a route and a viewer, addresses of something of a case that is there and hidden, each with that of a thing that is not there.
func (w *world) pairs(r httpx.Route, v *viewer, c *planted) (all [][2]string) {
	fill := func(number, id, part string) string {
		path := strings.NewReplacer("{number}", number, "{place...}", "case/"+number, "{kind}", "reply").Replace(r.Path)
		path = strings.ReplaceAll(path, "{seal}", unknown)
		for _, name := range []string{"{file}", "{entry}", "{step}", "{line}", "{asking}", "{effort}", "{question}", "{issued}", "{exception}", "{mile}", "{callback}", "{tag}", "{side}", "{attachment}"} {
			path = strings.ReplaceAll(path, name, part)
		}
		if r.Path == "/live" {
			path += "?topics=case:" + id
		}
		return path
	}
	parts, notes := []string{unknown}, []string(nil)
	if strings.Contains(r.Path, "/me/asked/") && c.asks == v.key && v.key != "" {
		return nil // who was asked aside knows of that
	}
	switch {
	case strings.Contains(r.Path, "{side}"):
		parts = c.sides
	case strings.Contains(r.Path, "{attachment}"):
		parts = c.attachments
	case strings.Contains(r.Path, "{file}"):
		parts, notes = c.files, c.noteFiles
	case strings.Contains(r.Path, "{entry}"):
		parts, notes = c.entries, c.notes
	case strings.Contains(r.Path, "{step}"):
		parts = c.steps
	case strings.Contains(r.Path, "{line}"):
		parts = c.lines
	case strings.Contains(r.Path, "{asking}"):
		parts = c.askings
	case strings.Contains(r.Path, "{effort}") && len(c.efforts) > 0:
		parts = c.efforts
	case strings.Contains(r.Path, "{question}") && len(c.questions) > 0:
		parts = c.questions
	case strings.Contains(r.Path, "{issued}"):
		parts = append(slices.Clone(c.issued), unknown)
	case strings.Contains(r.Path, "{exception}"):
		parts = c.wishes
	case strings.Contains(r.Path, "{mile}"):
		parts = c.miles
	case strings.Contains(r.Path, "{callback}"):
		parts = c.calls
	case strings.Contains(r.Path, "{tag}"):
		parts = c.tags
	}
	if !w.numbers[c.number].readers[v.name] {
		hidden := fill(c.number, c.id, parts[0])
		return append(all, [2]string{hidden, fill("HR-999999", unknown, unknown)}, [2]string{hidden, fill(c.number+"0", unknown, unknown)})
	}
	for _, part := range notes { // in a case that v sees
		if !v.mayCase("note", c.side()) {
			all = append(all, [2]string{fill(c.number, c.id, part), fill(c.number, c.id, unknown)})
		}
	}
	return all
}

// The work done for a case that is hidden is the work done for one that is not there: the same statements in the same order, on every address.
func TestHiddenAndAbsentTakeTheSameWork(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, dialect, 1, scenarios)
			for _, v := range w.viewers {
				w.get(v, "/healthz") // the first use of a token is noted
			}
			every := map[store.Dialect]int{store.SQLite: 5, store.Postgres: 10}[dialect]
			if long {
				every = 1
			}
			routes, compared := w.compareWork(every)
			if routes < 40 || compared < 1000 {
				t.Errorf("only %d routes and %d pairs were compared", routes, compared)
			}
			t.Logf("shown: %d pairs on %d routes, every %dth case for each viewer; %d statements", compared, routes, every, w.asked)
			w.tell()
			w.workIsWatched()
		})
	}
}

// ofCases are the wildcards that name a case or what is in one.
var ofCases = append([]string{"{number}", "{place...}"}, partAlone...)

// compareThings compares the addresses of what is in no case, for everybody who may not know of it, with those of what is not there.
func (w *world) compareThings(r httpx.Route) (compared int) {
	path := settled(r.Path)
	name := wildcard(path)
	if name == "" || strings.Contains(path, "{number}") {
		return 0
	}
	for _, v := range w.viewers {
		for _, t := range w.things {
			if t.name == name && !t.readers[v.name] {
				compared++
				w.sameWork(v, r, [2]string{nameOne(path, name, t.id), nameOne(path, name, unknown)})
			}
		}
	}
	return compared
}

// compareWork compares all addresses of cases for everybody to whom they are hidden, or parts of which are, of every n-th case, another one for each.
func (w *world) compareWork(every int) (routes, compared int) {
	for _, r := range w.Mux.Routes() {
		compared += w.compareThings(r)
		if !slices.ContainsFunc(ofCases, func(name string) bool { return strings.Contains(r.Path, name) }) && r.Path != "/live" {
			continue
		}
		routes++
		for j, v := range w.viewers {
			for i, c := range w.cases {
				if (i+j+routes)%every != 0 {
					continue
				}
				for _, pair := range w.pairs(r, v, c) {
					compared++
					w.sameWork(v, r, pair)
				}
			}
		}
	}
	return routes, compared
}

func (w *world) sameWork(v *viewer, r httpx.Route, pair [2]string) {
	w.t.Helper()
	hidden, one := w.statements(v, r, pair[0])
	absent, other := w.statements(v, r, pair[1])
	w.asked += len(hidden) + len(absent)
	if one != other {
		w.fault("%s: %s %s answers %d, %s %d", v.name, r.Method, pair[0], one, pair[1], other)
	}
	if !slices.Equal(hidden, absent) {
		i := 0
		for i < len(hidden) && i < len(absent) && hidden[i] == absent[i] {
			i++
		}
		w.fault("%s: %s: %d statements for what is hidden, %d for what is absent; they part at %q and %q", v.name, r.Pattern(), len(hidden), len(absent), head(hidden[i:]), head(absent[i:]))
	}
}

func head(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0][:min(len(all[0]), 120)]
}

// workIsWatched is the control: one statement more for what is there is found.
func (w *world) workIsWatched() {
	w.t.Helper()
	i := slices.IndexFunc(w.cases, func(c *planted) bool { return c.name == "to named people" })
	number, hanna, faults := w.cases[i].number, w.viewer("hanna@portal"), len(w.faults)
	w.spoilWork(number)
	r := w.Mux.Routes()[slices.IndexFunc(w.Mux.Routes(), func(r httpx.Route) bool { return r.Pattern() == "GET /requests/{number}" })]
	if w.sameWork(hanna, r, [2]string{"/requests/" + number, "/requests/HR-999999"}); len(w.faults) == faults {
		w.t.Error("a statement more for a hidden case is not found")
	}
}

// spoilWork has requests for a case read something first.
func (w *world) spoilWork(number string) {
	sound := w.Server.Config.Handler
	w.Server.Config.Handler = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, number) {
			if _, err := store.One[int](r.Context(), w.DB, `SELECT count(*) FROM people_person WHERE id = $1`, apptest.ID("hanna")); err != nil {
				w.t.Error(err)
			}
		}
		sound.ServeHTTP(rw, r)
	})
}
