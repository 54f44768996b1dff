package crawl_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
)

// ask sends a request as a viewer and notes whose canaries the answer holds: in its headers and its body.
func (w *world) ask(v *viewer, method, target, kind, body string) (int, string) {
	r := httptest.NewRequestWithContext(w.t.Context(), method, target, strings.NewReader(body))
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	answer := httptest.NewRecorder()
	v.client.Serve(answer, r)
	text := readable(w.t, answer)
	w.visits++
	w.bytes += len(text)
	for _, name := range slices.Sorted(maps.Keys(answer.Header())) {
		text += "\n" + name + ": " + strings.Join(answer.Header()[name], " ")
	}
	if answer.Code >= http.StatusInternalServerError {
		w.fault("%s: %s %s breaks: %d", v.name, method, target, answer.Code)
	}
	w.look(v, method+" "+target, text, target+body)
	return answer.Code, text
}

func (w *world) get(v *viewer, target string) (int, string) {
	return w.ask(v, http.MethodGet, target, "", "")
}

// fault notes that the crawl is not whole.
func (w *world) fault(format string, args ...any) {
	w.faults = append(w.faults, fmt.Sprintf(format, args...))
}

// toldAtWork reports whether a place is a mail to a colleague in HR about their work, or what they take along of such mails: these name a case by its number, in whichever face they are read.
func toldAtWork(v *viewer, k *canary, place string) bool {
	mail := strings.HasSuffix(place, " escalation.told") || strings.HasSuffix(place, " follow.told")
	return k.kind == "number" && k.readers[v.key+"@desk"] && (mail || strings.Contains(place, "/api/v1/me/export"))
}

// look notes what a viewer met at a place.
func (w *world) look(v *viewer, place, text, asked string) {
	for _, k := range w.found(text, asked) {
		switch {
		case !k.readers[v.name] && toldAtWork(v, k, place):
		case !k.readers[v.name]:
			w.leaks = append(w.leaks, fmt.Sprintf("%s meets %s (%s, %s) at %s", v.name, k.word, k.kind, k.at, place))
		case k.seen[v.name] == "":
			k.seen[v.name] = place
		}
	}
}
