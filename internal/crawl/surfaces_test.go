package crawl_test

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/store"
)

// surface is one way to look at the product, for one viewer.
type surface struct {
	name string
	look func(w *world, v *viewer)
}

var surfaces = []surface{
	{"page", (*world).pages}, {"query", (*world).queries}, {"list", (*world).lists}, {"search", (*world).searches}, {"words", (*world).hears}, {"lookup", (*world).lookups}, {"export", (*world).exports}, {"links", (*world).follow},
	{"record", (*world).records}, {"error", (*world).errors}, {"mail", (*world).mails},
}

// pages visits every address that is read, with every id.
func (w *world) pages(v *viewer) {
	for _, r := range w.Mux.Routes() {
		if r.Method != http.MethodGet || r.Path == "/live" {
			continue
		}
		for _, path := range w.paths(r, w.cases) {
			w.routes[r.Pattern()] = true
			if status, _ := w.get(v, path); status == http.StatusOK {
				w.reached[r.Pattern()] = true
			}
		}
	}
}

// lists visits every list with every view and filter, and every page of it, one row at a time.
func (w *world) lists(v *viewer) {
	var queries []string
	for name, values := range map[string][]string{"view": append(desk.DeskViews(), desk.PortalViews()...), "state": {"open", "waiting", "answered", "closed"},
		"service": w.ids["/services/"], "team": w.ids["/teams/"], "channel": desk.Channels(), "assignee": hrIDs(), "for": w.ids["/people/"], "tab": {"closed", "team"}} {
		for _, value := range values {
			queries = append(queries, name+"="+value)
		}
	}
	for _, query := range queries {
		name, _, _ := strings.Cut(query, "=")
		if name != "tab" {
			w.get(v, "/api/v1/cases?limit=200&"+query)
		}
		switch {
		case name == "tab":
			w.get(v, "/requests?"+query)
		case v.desk && name != "for" && name != "state":
			if name == "service" {
				w.get(v, "/desk/causes?"+query)
				w.get(v, "/api/v1/causes/figures?from=2020-01-01&"+query)
			}
			w.get(v, "/desk?limit=200&"+query)
			w.get(v, "/desk/queue.csv?"+query)
			w.get(v, "/desk/queue.xlsx?"+query)
		}
	}
	for _, list := range []string{"/api/v1/cases?", "/api/v1/cases?view=requests&", "/api/v1/cases?view=open&", "/api/v1/people?", "/api/v1/people?q=" + begins + "&"} {
		for after := ""; ; {
			status, text := w.get(v, list+"limit=1&after="+after)
			if after = next(text); status != http.StatusOK || after == "" {
				break
			}
		}
	}
}

func hrIDs() []string { return refs(everyHR + " gustav cora") }

func next(text string) string {
	var page struct{ Next string }
	body, _, _ := strings.Cut(text, "\n")
	if json.Unmarshal([]byte(body), &page) != nil {
		return ""
	}
	return page.Next
}

// searches asks for the beginning of words, so that the answer does not repeat them whole, in every place that searches. The quick suite has each viewer ask
// for a sixteenth of them, another one each.
func (w *world) searches(v *viewer) {
	places := []string{"/api/v1/search?limit=50&q=", "/api/v1/cases?q=", "/search?q=", "/ask?q="}
	if v.desk {
		places = append(places, "/desk?view=all&q=", "/desk/people?q=", "/api/v1/people?q=")
	}
	for i, k := range w.order {
		if w.words[k.word] == nil {
			continue
		}
		if !long && (i+len(v.name)+int(v.name[0]))%16 != 0 {
			w.left["searches"] += len(places)
			continue
		}
		for j, place := range places {
			if j > 0 && i%3 != j%3 {
				w.left["searches"]++
				continue
			}
			w.get(v, place+k.word[:letters-1])
		}
	}
	for _, c := range w.cases {
		w.get(v, places[0]+c.number[3:])
		w.get(v, places[1]+c.number[3:])
	}
}

// lookups asks for colleagues by what one may know of them.
func (w *world) lookups(v *viewer) {
	for _, m := range members() {
		w.get(v, "/api/v1/colleague?ref="+apptest.ID(m.Key))
	}
	for i, k := range w.order {
		if strings.HasSuffix(k.at, ": number") || strings.HasSuffix(k.at, ": e-mail") {
			if !long && (i+len(v.name))%4 != 0 {
				w.left["lookups"] += 3
				continue
			}
			w.get(v, "/api/v1/colleague?ref="+k.word)
			w.get(v, "/api/v1/colleague?ref="+k.word+"@ferrow-lund.example")
			w.get(v, "/api/v1/colleague?ref="+k.word[:letters-1])
		}
	}
	w.get(v, "/api/v1/views")
}

// exports takes everything along that is kept about the viewer.
func (w *world) exports(v *viewer) {
	for _, path := range []string{"/api/v1/me/export", "/me/data", "/api/v1/me", "/api/v1/me/openings", "/me/openings", "/me", "/me/security"} {
		w.get(v, path)
	}
}

// records asks the record of who opened what about everybody.
func (w *world) records(v *viewer) {
	for i, m := range members() {
		if i < 2 || v.key == "lena" || long {
			for after := ""; ; { // the record of a long crawl has many pages
				_, text := w.get(v, "/api/v1/audit?person="+apptest.ID(m.Key)+"&after="+after)
				if _, after, _ = strings.Cut(text, `"next":"`); after == "" {
					break
				}
				after, _, _ = strings.Cut(after, `"`)
				if after == "" {
					break
				}
			}
			w.get(v, "/admin/audit?person="+apptest.ID(m.Key))
			w.get(v, "/admin/audit.csv?person="+apptest.ID(m.Key))
			w.get(v, "/admin/audit.xlsx?person="+apptest.ID(m.Key))
		}
	}
}

// errors asks for what is refused: input that is wrong, and addresses that are not there.
func (w *world) errors(v *viewer) {
	for _, path := range []string{"/nowhere", "/api/v1/nowhere", "/api/v1/cases?after=wrong", "/api/v1/cases?limit=100000", "/api/v1/cases?view=nothing", "/desk?view=nothing",
		"/api/v1/search?limit=0&q=a", "/api/v1/people?after=wrong", "/requests/" + strings.Repeat("9", 30), "/requests/%00", "/desk/cases/HR-1"} {
		w.get(v, path)
	}
	for _, c := range w.cases {
		w.get(v, "/requests/"+c.id)
		w.get(v, "/api/v1/cases/"+strings.ToLower(c.number)+"x")
	}
}

// mails reads what was sent to the viewer, headers and all.
func (w *world) mails(v *viewer) {
	type letter struct{ Recipient, Sender, Subject, TextBody, HtmlBody, Kind, MessageID, ReplyTo, Refs, Unsubscribe, Calendar string } //nolint:revive // as the columns are called
	all, err := store.All[letter](w.t.Context(), w.DB, `SELECT recipient, sender, subject, text_body, html_body, kind, message_id, reply_to, refs, unsubscribe, calendar FROM mail_outbox WHERE person_id = $1`, apptest.ID(v.key))
	if err != nil {
		w.t.Fatal(err)
	}
	if v.key == "greta" {
		return // what she got before she left is hers
	}
	for _, m := range all {
		w.visits++
		w.look(v, "a mail of the kind "+m.Kind, strings.Join([]string{m.Recipient, m.Sender, m.Subject, m.TextBody, m.HtmlBody, m.MessageID, m.ReplyTo, m.Refs, m.Unsubscribe,
			strings.NewReplacer("\r\n ", "", "\n ", "").Replace(m.Calendar)}, "\n"), "") // lines of a calendar are folded

	}
}

var href = regexp.MustCompile(`(?:href|src|action)="(/[^"#]*)`)

// mostLinks is how many pages are followed for each viewer.
func mostLinks() int {
	if long {
		return 1000
	}
	return 60
}

// follow visits what pages lead to, as far as it is read.
func (w *world) follow(v *viewer) {
	todo := []string{"/", "/requests", "/me", "/ask", "/search?q=" + begins}
	if v.desk {
		todo = []string{"/desk", "/admin", "/me", "/desk/people", "/desk/new", "/search?q=" + begins}
	}
	seen := map[string]bool{}
	for n := 0; len(todo) > 0; n++ {
		path := todo[0]
		todo = todo[1:]
		if n >= mostLinks() {
			w.left["links"] += len(todo)
			return
		}
		if strings.HasPrefix(path, "/live") || strings.HasPrefix(path, "/assets") {
			continue
		}
		_, text := w.get(v, path)
		for _, m := range href.FindAllStringSubmatch(text, -1) {
			to := html.UnescapeString(m[1])
			if shape := ordinal.ReplaceAllString(to, "#"); !seen[to] && (long || !seen[shape]) {
				seen[to], seen[shape] = true, true
				todo = append(todo, to)
			}
		}
	}
}

// ordinal is what differs between addresses of the same kind.
var ordinal = regexp.MustCompile(`HR-\d+|[0-9a-f]{8}-[0-9a-f-]{27}|after=[\w-]+`)

// writes sends to every address that changes something what it refuses, for a case that the viewer may see and one that they may not.
func (w *world) writes(v *viewer) {
	var cases []*planted
	for _, sees := range []bool{true, false} {
		i := slices.IndexFunc(w.cases, func(c *planted) bool { return w.numbers[c.number].readers[v.name] == sees })
		if i >= 0 {
			cases = append(cases, w.cases[i])
		}
	}
	if i := slices.IndexFunc(w.cases, func(c *planted) bool { return c.asks == v.key && v.key != "" }); i >= 0 && !slices.Contains(cases, w.cases[i]) {
		cases = append(cases, w.cases[i])
	}
	for _, r := range w.Mux.Routes() {
		if r.Method == http.MethodGet {
			continue
		}
		paths := w.paths(r, cases)
		for i, path := range paths {
			if !long && i >= 4 && i < len(paths)-1 {
				w.left["ids of writes"]++
				continue
			}
			w.routes[r.Pattern()] = true
			refused, kind, body := `{"nothing":1}`, "application/json", []string{`{}`, `{"nothing":1}`}[i%2]
			if !strings.HasPrefix(path, "/api/") {
				refused, kind, body = "nothing=1", "application/x-www-form-urlencoded", "nothing=1"
			}
			switch t := w.thingOf(r.Path, path); {
			case t == nil:
			case t.readers[v.name]:
				body = refused // an empty body would take it away from those who come after
			case kind == "application/json":
				body = `{}` // which goes on to the thing
			default:
				body = ""
			}
			if status, text := w.send(v, r.Method, path, kind, body); !turnedAway(status, text) {
				w.reached[r.Pattern()] = true
			}
		}
	}
}

// send asks an address that changes something. What is handed to whoever takes concerns needs no words to be refused for: it is, while nobody does.
func (w *world) send(v *viewer, method, path, kind, body string) (int, string) {
	if !strings.HasSuffix(path, "/concern") || slices.Contains(v.roles, "concern") {
		return w.ask(v, method, path, kind, body)
	}
	w.exec(`DELETE FROM people_role WHERE role = 'concern'`)
	status, text := w.ask(v, method, path, kind, body)
	w.exec(`INSERT INTO people_role (person_id, role) VALUES ($1, 'concern')`, apptest.ID("cora"))
	return status, text
}

// turnedAway reports whether an answer says that there is nothing for who asked: sign in, not yours, or not there.
func turnedAway(status int, text string) bool {
	return status == http.StatusUnauthorized || status == http.StatusForbidden || status == http.StatusNotFound || status == http.StatusSeeOther && strings.Contains(text, "\nLocation: /sign-in")
}

// logged reads what was logged until now, in which no canary may be at all but ids.
func (w *world) logged() {
	text := w.log.String()
	for _, k := range w.found(text, "") {
		if k.kind == "id" || strings.HasPrefix(k.word, "17.") {
			continue // ids may be logged, and moments have seconds
		}
		w.leaks = append(w.leaks, fmt.Sprintf("the log holds %s (%s)", k.word, k.at))
	}
	w.logLines = strings.Count(text, "\n")
	if w.logLines < w.visits/2 {
		w.fault("%d lines for %d visits: is the log read?", w.logLines, w.visits)
	}
}
