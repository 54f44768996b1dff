package crawl_test

import (
	"cmp"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
)

// naming says of the parameters of queries that name something what that is: what paths_test.go calls a thing, or a case of mentions. A parameter that is something else at one address stands there with its pattern.
var naming = map[string]string{
	"at": "case", "numbers": "case", "tag": "tag", "mail": "mail", "line": "line", "query": "query", "clause": "clause", "field": "field", "run": "run",
	"person": "/people/", "for": "/people/", "assignee": "/people/", "ref": "/people/",
	"service": "/services/", "team": "/teams/", "cause": "/causes/", "calendar": "/calendars/", "policy": "/promise-policies/",
	"macro": "{macro}", "batch": "{batch}", "kept": "{view}", "spike": "{spike}",
	"GET /desk/views on":                             "{view}",
	"GET /desk/outreach/new from":                    "{round}",
	"GET /desk/policies/{id}/publish version":        "version",
	"GET /desk/policies/{id}/publish number":         "clause",
	"GET /desk/cases/{number}/write-letter template": "/letters/",
	"GET /activate number":                           "number",
}

// saying are the parameters of queries that name nothing: words, days, numbers, choices, and the marks of the pages of a list.
const saying = "after amount answered answered_from answered_to before channel code country dates day decision decision_unit downloads due due_from due_to employment field_from field_is field_to first_answer first_answer_unit from group in kind known language " +
	"last last_from last_to law limit map minutes name next_word next_word_unit of on opened opened_from opened_to outcome owner parts priority q quarter region sensitivity site sort state tab template title to " +
	"unit until_from until_to valid_from version view waits watched calls warn_first warn_second"

// byHand are the parameters that the program reads without an input type: what streams listen to, where a sign-in leads, and whether a file is shown.
const byHand = "topics next download"

// asked is one parameter of one route, and how it was tried.
type asked struct {
	route                  httpx.Route
	name                   string
	visible, hidden, found int // ids, by who may know of them, and answers that had something
}

// mention is an address that names something in its query, and who may know of what it names.
type mention struct {
	target  string
	readers map[string]bool // nil: everybody
}

func (m mention) hiddenFrom(v *viewer) bool { return m.readers != nil && !m.readers[v.name] }

// askedOf are the parameters of the router's addresses that name something. What neither table knows is a fault, and so is what the tables know and no address takes.
func (w *world) askedOf(routes []httpx.Route) (all []*asked) {
	taken := map[string]bool{}
	for _, r := range routes {
		if r.Method != http.MethodGet || r.Endpoint.In == nil || r.Endpoint.In.Kind() != reflect.Struct {
			continue
		}
		for _, field := range reflect.VisibleFields(r.Endpoint.In) {
			name := field.Tag.Get("query")
			if name == "" || name == "-" || !field.IsExported() || field.Anonymous || field.Type.Kind() == reflect.Bool {
				continue
			}
			here := r.Pattern() + " " + name
			taken[name], taken[here] = true, true
			switch {
			case cmp.Or(naming[here], naming[name]) != "":
				all = append(all, &asked{route: r, name: name})
			case !holds(saying, name):
				w.fault("%s: say in queries_test.go what ?%s= names.", r.Pattern(), name)
			}
		}
	}
	for _, name := range append(slices.Sorted(maps.Keys(naming)), strings.Fields(saying)...) {
		if !taken[name] {
			w.fault("No address takes ?%s= any more, of which queries_test.go speaks.", name)
		}
	}
	return all
}

// queries visits every address with every parameter that names something, and with what it names: things that the viewer may know of, others that they may not, and one that is not there. The quick suite has each viewer
// try two of the first and two of the second, others for each address and viewer.
func (w *world) queries(v *viewer) {
	if w.parameters == nil {
		w.parameters = w.askedOf(w.Mux.Routes())
	}
	for i, a := range w.parameters {
		turn := i + slices.Index(w.viewers, v)
		all, none := w.mentions(a)
		var hidden, visible []mention
		for _, m := range all {
			if m.hiddenFrom(v) {
				hidden = append(hidden, m)
			} else {
				visible = append(visible, m)
			}
		}
		most := 2
		if long || a.name == "mail" { // who may print a letter has to have printed it
			most = len(all)
		}
		visible, hidden = w.some(visible, most, turn), w.some(hidden, most, turn)
		for _, m := range append(slices.Concat(visible, hidden), none) {
			status, _ := w.get(v, m.target)
			if status == http.StatusOK && m.target != none.target && !m.hiddenFrom(v) {
				a.found++
			}
		}
		a.visible, a.hidden = a.visible+len(visible), a.hidden+len(hidden)
	}
}

// some are n of all, another part of them at each turn.
func (w *world) some(all []mention, n, turn int) (part []mention) {
	if len(all) <= n {
		return all
	}
	for i := range n {
		part = append(part, all[(turn*n+i)%len(all)])
	}
	w.left["ids of queries"] += len(all) - n
	return part
}

// mentions are the addresses that name something in a parameter; the last one names what is not there.
func (w *world) mentions(a *asked) (all []mention, none mention) {
	if w.addresses[a] != nil {
		all = w.addresses[a]
		return all[:len(all)-1], all[len(all)-1]
	}
	kind := cmp.Or(naming[a.route.Pattern()+" "+a.name], naming[a.name])
	to := func(path, id string, readers ...map[string]bool) {
		before, more, _ := strings.Cut(path, "?")
		if before += "?"; strings.Contains(more, "&") { // what the address needs to answer at all
			before += more + "&"
		}
		all = append(all, mention{before + a.name + "=" + strings.ReplaceAll(id, " ", "%20"), both(readers)})
	}
	absent := func(path string) mention {
		to(path, unknown, nil)
		last := all[len(all)-1]
		all = all[:len(all)-1]
		return last
	}
	named := w.nameable(kind)
	if !strings.Contains(a.route.Path, "{number}") {
		for _, path := range w.paths(a.route, nil) {
			var here map[string]bool
			if t := w.thingOf(a.route.Path, path); t != nil {
				here = t.readers
			}
			for _, m := range named {
				to(path, m.target, m.readers, here)
			}
			none = absent(path)
		}
	}
	for i, c := range w.cases {
		if !strings.Contains(a.route.Path, "{number}") {
			break
		}
		path, next := inCase(a.route.Path, c, c, 0)[0], w.cases[(i+1)%len(w.cases)]
		here := w.numbers[c.number].readers
		own, others := c.mentioned(kind), next.mentioned(kind)
		for _, id := range own {
			to(path, id, here)
		}
		for _, id := range first(others, i) { // of another case: in this one for nobody
			to(path, id, map[string]bool{})
		}
		for _, m := range named {
			to(path, m.target, m.readers, here)
		}
		none = absent(path)
	}
	if w.addresses == nil {
		w.addresses = map[*asked][]mention{}
	}
	w.addresses[a] = append(slices.Clone(all), none)
	return all, none
}

// both are those who are among all readers; nil is everybody.
func both(all []map[string]bool) (who map[string]bool) {
	for _, readers := range all {
		switch {
		case readers == nil:
		case who == nil:
			who = maps.Clone(readers)
		default:
			maps.DeleteFunc(who, func(name string, may bool) bool { return !may || !readers[name] })
		}
	}
	return who
}

// mentioned are the parts of a case that a query names.
func (c *planted) mentioned(kind string) (all []string) {
	switch kind {
	case "mail":
		return c.missed
	case "line":
		for _, id := range c.efforts {
			all = append(all, "effort:"+id)
		}
	}
	return all
}

// nameable are the things of a kind that queries name beside any case.
func (w *world) nameable(kind string) (all []mention) {
	rows := func(query, of string) {
		ids, err := store.All[string](w.t.Context(), w.DB, query)
		w.must(err)
		for _, id := range ids {
			all = append(all, mention{id, w.whoOfPerson(of, "")})
		}
	}
	switch kind {
	case "mail", "line": // of a case alone
	case "case":
		for _, c := range w.cases {
			all = append(all, mention{c.number, w.numbers[c.number].readers})
		}
	case "tag", "query":
		for _, c := range w.cases {
			for _, id := range c.tags {
				if kind == "query" {
					id = "view=all%26tag=" + id
				}
				all = append(all, mention{id, w.whoOfCase("note", c.side())})
			}
		}
	case "clause":
		all = append(all, mention{"4.2", nil}, mention{"pay 4.2", nil}, mention{"full 4.2", w.whoOfPerson("rule", "")})
	case "field":
		all = append(all, mention{"hours.word", nil}, mention{"hours.hidden", nil}, mention{"health.hidden", nil})
	case "version":
		rows(`SELECT id FROM policy_version ORDER BY id`, "rule")
	case "run":
		rows(`SELECT id FROM fairness_run ORDER BY id`, "finding")
	case "number":
		for _, m := range members() {
			all = append(all, mention{m.Number, w.whoOfPerson("directory", m.Key)})
		}
	default:
		for _, id := range w.ids[kind] {
			i := slices.IndexFunc(w.things, func(t thing) bool { return t.name == kind && t.id == id })
			if i < 0 {
				all = append(all, mention{id, nil})
				continue
			}
			all = append(all, mention{id, w.things[i].readers})
		}
	}
	if len(all) == 0 && kind != "mail" && kind != "line" {
		w.fault("queries_test.go: there is nothing of the kind %q to name.", kind)
	}
	return all
}

// completeQueries finds parameters that were not tried, not with what is hidden, or that found nothing for anybody at any address.
func (w *world) completeQueries() {
	ids, found := 0, map[string]int{}
	for _, a := range w.parameters {
		found[a.name] += a.found
	}
	for _, a := range w.parameters {
		ids += a.visible + a.hidden
		switch {
		case a.visible+a.hidden == 0:
			w.fault("%s was not asked for ?%s=.", a.route.Pattern(), a.name)
		case found[a.name] == 0:
			w.fault("%s was asked for ?%s= in vain: does the crawl plant what it names?", a.route.Pattern(), a.name)
		}
		all, _ := w.mentions(a)
		if somebodys := slices.ContainsFunc(all, func(m mention) bool {
			return slices.ContainsFunc(w.viewers, func(v *viewer) bool { return m.hiddenFrom(v) })
		}); somebodys && a.hidden == 0 {
			w.fault("%s was not asked for ?%s= by anybody from whom that is hidden.", a.route.Pattern(), a.name)
		}
	}
	if want := 2 * len(w.parameters) * len(w.viewers); ids < want {
		w.fault("Only %d ids were tried in queries, of %d at least.", ids, want)
	}
	if ids == 0 {
		return
	}
	w.t.Logf("shown: %d parameters of queries that name something, with %d ids, of which %d are hidden", len(w.parameters), ids, w.hiddenAsked())
}

func (w *world) hiddenAsked() (n int) {
	for _, a := range w.parameters {
		n += a.hidden
	}
	return n
}

// readsByHand finds where the program reads a query without an input type.
var readsByHand = regexp.MustCompile(`\.URL\.Query\(\)\.(?:Get|Has)\("?(\w+)"?\)|\.URL\.Query\(\)\[(?:"?(\w+)"?)\]|\b(?:Form|PostForm)Value\("?(\w+)"?\)`)

// The program reads no parameter past the input types that the crawl does not know.
func TestNoQueryIsReadUnknown(t *testing.T) {
	t.Parallel()
	found := map[string]string{}
	everySource(t, func(path, text string) {
		for _, m := range readsByHand.FindAllStringSubmatch(text, -1) {
			found[cmp.Or(m[1], m[2], m[3])] = path
		}
	})
	for name, path := range found {
		if !holds(byHand, name) {
			t.Errorf("%s reads ?%s= by hand: say in queries_test.go what it names", path, name)
		}
	}
	for name := range strings.FieldsSeq(byHand) {
		if found[name] == "" {
			t.Errorf("nobody reads ?%s= by hand any more", name)
		}
	}
}

// everySource reads the program's own files.
func everySource(t *testing.T, read func(path, text string)) {
	t.Helper()
	n := 0
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path) //nolint:gosec // our own
		n++
		read(path, string(text))
		return err
	})
	if err != nil || n < 100 {
		t.Fatalf("%d files, %v", n, err)
	}
}

// A parameter that no table knows is a fault, and so is one that no address takes.
func TestAParameterThatNobodyKnowsIsFound(t *testing.T) {
	t.Parallel()
	w := &world{t: t}
	type in struct {
		Thing string `query:"thing" json:"-"`
		Team  string `query:"team" json:"-"`
	}
	all := w.askedOf([]httpx.Route{{Method: http.MethodGet, Path: "/new", Endpoint: httpx.Endpoint{In: reflect.TypeFor[in]()}}})
	if len(all) != 1 || all[0].name != "team" {
		t.Errorf("%d parameters are asked for", len(all))
	}
	for _, want := range []string{"GET /new: say in queries_test.go what ?thing= names.", "No address takes ?spike= any more, of which queries_test.go speaks."} {
		if !slices.Contains(w.faults, want) {
			t.Errorf("it is not told: %q", want)
		}
	}
}
