package crawl_test

import (
	"net/http"
	"slices"
	"strings"

	"hearth/internal/apptest"
	"hearth/internal/platform/httpx"
)

// unknown addresses nothing.
const unknown = "00000000-0000-7000-8000-000000000000"

// absent is a case that is not there, with one part of each kind that is not there either.
func absent() *planted {
	one := []string{unknown}
	return &planted{number: "HR-999999", files: one, entries: one, steps: one, lines: one, askings: one, efforts: one, questions: one, issued: one, wishes: one, miles: one, calls: one, tags: one,
		sides: one, sideFiles: one, attachments: one}
}

// wildcards are those that name something which is in no case.
var wildcards = []string{"{view}", "{macro}", "{batch}", "{round}", "{spike}", "{announcement}", "{away}", "{rule}"}

// below are the parts of an address after which {id} names something which is in no case.
var below = []string{"/people/", "/services/", "/causes/", "/teams/", "/calendars/", "/import/", "/holds/", "/mail/", "/mailboxes/", "/webhooks/", "/policies/", "/letters/", "/letter-templates/",
	"/outbox/", "/jobs/", "/terminals/", "/tokens/", "/sessions/", "/agreements/"}

// partAlone are the wildcards of parts of a case that are also named without it.
var partAlone = []string{"{callback}", "{side}", "{tag}"}

// fixed are wildcards with one value for everybody.
var fixed = map[string]string{"{service}": "pay", "{name}": "app.css", "{token}": "unknown", "{clause}": "4.2", "{team}": "payroll", "{ref}": "pay%204.2", "{finding}": "finding", "{key}": "word", "{seal}": unknown,
	"{delivery}": "1"}

// paths are the addresses of a route, with every kind of id: of each of cases, of what is in it, and of what is in the next one.
func (w *world) paths(r httpx.Route, cases []*planted) []string {
	path := strings.ReplaceAll(r.Path, "{$}", "")
	if strings.Contains(path, "{number}") || strings.Contains(path, "{place...}") {
		var all []string
		for i, c := range cases {
			all = append(all, inCase(path, c, w.cases[(slices.Index(w.cases, c)+1)%len(w.cases)], i)...)
		}
		return append(all, inCase(path, absent(), &planted{}, 0)...)
	}
	if slices.ContainsFunc(partAlone, func(name string) bool { return strings.Contains(path, name) }) {
		var all []string
		for _, c := range append([]*planted{absent()}, cases...) {
			all = append(all, alone(path, c)...)
		}
		return all
	}
	if path == "/api/v1/promise-policies/preview" || path == "/admin/new-promise-policy" { // what would become of promises: numbers of cases
		return []string{path + "?try=1&name=Try&first_answer=1h&next_word=1h&decision=1h"}
	}
	if strings.Contains(path, "/audit") {
		return []string{path, path + "?person=" + apptest.ID("amina")}
	}
	for before, token := range w.tokens {
		if r.Method == http.MethodGet && strings.HasPrefix(path, before+"{") {
			return []string{before + token, before + "unknown"}
		}
	}
	if strings.HasSuffix(path, "/comparison") {
		return []string{settled(strings.ReplaceAll(path, "{id}", "full")) + "?before=1&after=2", settled(strings.ReplaceAll(path, "{id}", unknown)) + "?before=1&after=2"}
	}
	if path == "/api/v1/colleague" {
		return []string{path + "?ref=" + apptest.ID("hanna")}
	}
	path = settled(strings.ReplaceAll(path, "{policy}", append(w.ids["/promise-policies/"], unknown)[0]))
	name := wildcard(path)
	if name == "" {
		if strings.Contains(path, "{") {
			w.fault("%s: say in paths_test.go what stands for its wildcard.", path)
		}
		return []string{path}
	}
	var all []string
	for _, id := range append(slices.Clone(w.ids[name]), unknown) {
		all = append(all, nameOne(path, name, id))
		if strings.HasSuffix(path, "/{round}/people") {
			all = append(all, nameOne(path, name, id)+"?of=left")
		}
	}
	return all
}

// settled puts in what stands for everybody.
func settled(path string) string {
	for name, value := range fixed {
		path = strings.ReplaceAll(path, name, value)
	}
	return path
}

// wildcard returns what names the thing of an address that is in no case: a wildcard, or the part of the address before {id}; "" where there is none.
func wildcard(path string) string {
	for _, name := range wildcards {
		if strings.Contains(path, name) {
			return name
		}
	}
	for _, before := range below {
		if strings.Contains(path, before+"{id}") {
			return before
		}
	}
	return ""
}

// nameOne is an address with the id of one thing.
func nameOne(path, name, id string) string {
	if !strings.HasPrefix(name, "{") {
		name = "{id}"
	}
	return strings.NewReplacer(name, id, "{file}", "0").Replace(path)
}

// alone are the addresses of the parts of a case that are named without it.
func alone(path string, c *planted) (all []string) {
	path = settled(path)
	for i, name := range partAlone {
		if strings.Contains(path, name) {
			for _, id := range [][]string{c.calls, c.sides, c.tags}[i] {
				all = append(all, strings.NewReplacer(name, id, "{file}", append(slices.Clone(c.sideFiles), unknown)[0]).Replace(path))
			}
		}
	}
	return all
}

func inCase(path string, c, next *planted, i int) []string {
	path = strings.NewReplacer("{number}", c.number, "{kind}", "reply").Replace(path)
	if strings.Contains(path, "{place...}") {
		return []string{strings.ReplaceAll(path, "{place...}", "case/"+c.number), strings.ReplaceAll(path, "{place...}", "ask/"+c.number)}
	}
	if strings.HasSuffix(path, "/cases/"+c.number+"/letter") && len(c.missed) > 0 {
		return []string{path, path + "?mail=" + c.missed[0]}
	}
	if strings.Contains(path, "{side}") {
		var all []string
		for _, id := range append(slices.Clone(c.sides), first(next.sides, i)...) {
			all = append(all, strings.NewReplacer("{side}", id, "{file}", append(slices.Clone(c.sideFiles), c.files[0])[0]).Replace(path))
		}
		return all
	}
	for name, of := range parts {
		if !strings.Contains(path, name) {
			continue
		}
		var all []string
		for _, value := range append(slices.Clone(of(c)), first(of(next), i)...) {
			all = append(all, strings.ReplaceAll(path, name, value))
		}
		return all
	}
	return []string{path}
}

// parts are the parts of a case that addresses name after its number, by their wildcards.
var parts = map[string]func(c *planted) []string{
	"{attachment}": func(c *planted) []string { return c.attachments }, "{file}": func(c *planted) []string { return c.files }, "{entry}": func(c *planted) []string { return c.entries },
	"{step}": func(c *planted) []string { return c.steps }, "{line}": func(c *planted) []string { return c.lines }, "{asking}": func(c *planted) []string { return c.askings },
	"{effort}": func(c *planted) []string { return c.efforts }, "{question}": func(c *planted) []string { return c.questions }, "{issued}": func(c *planted) []string { return c.issued },
	"{exception}": func(c *planted) []string { return c.wishes }, "{mile}": func(c *planted) []string { return c.miles }, "{callback}": func(c *planted) []string { return c.calls },
	"{tag}": func(c *planted) []string { return c.tags },
}

// first returns one of values, as a list.
func first(values []string, i int) []string {
	if len(values) == 0 {
		return nil
	}
	return values[i%len(values) : i%len(values)+1]
}
