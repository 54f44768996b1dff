package hostile

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/platform/httpx"
)

// target is one address under fire: its sample and its fields of text.
type target struct {
	w       *world
	route   httpx.Route
	sample  sample
	text    []string       // the names of its fields of text, and the ways to the texts deeper in its body
	tally   tally          // of what was sent
	never   map[string]int // how often a field of text refused, without having taken anything
	parcels map[string]*parcel
	say     func(format string, args ...any)
}

func (t *target) api() bool { return strings.HasPrefix(t.route.Path, "/api/") }

// texts returns the names of the fields of text that an input takes from a body: by JSON names for the API, by form names for pages.
func texts(in reflect.Type, form bool) []string {
	var all []string
	if in == nil || in.Kind() != reflect.Struct {
		return nil
	}
	for _, f := range reflect.VisibleFields(in) {
		if !f.IsExported() || f.Anonymous || f.Tag.Get("path") != "" || !ofText(f.Type) {
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if other := f.Tag.Get("form"); form && other != "" {
			name = other
		}
		if name != "" && name != "-" {
			all = append(all, name)
		}
	}
	return all
}

func ofText(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t.Kind() == reflect.String || t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String
}

// lists reports whether a field of the input takes several texts.
func lists(in reflect.Type, name string) bool {
	for _, f := range reflect.VisibleFields(in) {
		json, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if json == name || f.Tag.Get("form") == name {
			t := f.Type
			if t.Kind() == reflect.Pointer {
				t = t.Elem()
			}
			return t.Kind() == reflect.Slice
		}
	}
	return false
}

// address is where the next request goes.
func (t *target) address() string {
	if t.sample.path == nil {
		return t.route.Path
	}
	return t.sample.path(t.w)
}

// send sends a body the way the address takes it.
func (t *target) send(path string, body fields) apptest.Response {
	c := t.w.as(t.sample.as)
	began := time.Now()
	var answer apptest.Response
	if t.api() {
		text, err := json.Marshal(body)
		if err != nil {
			t.w.t.Fatal(err)
		}
		answer = c.Do(t.route.Method, path, "application/json", strings.NewReader(string(text)))
	} else {
		answer = c.Send(path, values(body))
	}
	if took := time.Since(began); took > 30*time.Second {
		t.say("took %s: something slept", took)
	}
	if answer.Status >= 500 {
		t.say("status %d for %.300q", answer.Status, fmt.Sprint(body))
	}
	return answer
}

func values(body fields) url.Values {
	v := url.Values{}
	for name, value := range body {
		switch x := value.(type) {
		case []string:
			v[name] = x
		case bool:
			if x {
				v.Set(name, "on")
			}
		default:
			v.Set(name, fmt.Sprint(x))
		}
	}
	return v
}

// volley puts texts into fields and deeper places at once, sends them, and takes back what is refused until the rest is taken. Each ends as kept, refused with a sentence, or reported.
func (t *target) volley(sent map[string]string) {
	body, path := t.filled(sent), t.address() // a refusal leaves what is there as it was
	together := map[string]string{}           // refused, but the refusal does not say which of them
	for range len(t.text) + 2 {
		answer := t.send(path, body)
		if answer.Status < 400 {
			t.taken(path, answer, sent)
			t.apart(together)
			return
		}
		refused := t.refusal(answer, sent)
		if len(refused) == 0 {
			if len(sent) > 1 {
				t.apart(sent)
			} else {
				for way := range sent {
					t.refused(way)
				}
			}
			t.apart(together)
			return
		}
		for _, ways := range refused {
			for _, way := range ways {
				if len(ways) == 1 {
					t.refused(way)
				} else {
					together[way] = sent[way]
				}
			}
		}
		for _, way := range slices.Concat(refused...) {
			delete(sent, way)
		}
		body = t.filled(sent)
	}
	t.say("refused for ever: %.300q", fmt.Sprint(body))
}

// chosen is after how many refusals, and nothing taken, a field counts as one of choices, which the short run then leaves as it is.
const chosen = 8

// apart sends each of several texts alone, where a refusal named no field, or several of them by one name.
func (t *target) apart(sent map[string]string) {
	for _, way := range slices.Sorted(maps.Keys(sent)) {
		alone := map[string]string{way: sent[way]}
		body, path := t.filled(alone), t.address()
		if answer := t.send(path, body); answer.Status < 400 {
			t.taken(path, answer, alone)
		} else {
			t.refusal(answer, alone)
			t.refused(way)
		}
	}
}

// filled is the sample with texts in some of its places.
func (t *target) filled(sent map[string]string) fields {
	body := t.sample.base(t.w)
	if t.api() {
		body = plain(t.w.t, body)
	}
	for _, way := range slices.Sorted(maps.Keys(sent)) {
		switch {
		case strings.Contains(way, deeper):
			plant(body, strings.Split(way, deeper), sent[way])
		case lists(t.route.Endpoint.In, way):
			body[way] = []string{sent[way]}
		default:
			body[way] = sent[way]
		}
	}
	if t.sample.seal != nil {
		t.sample.seal(body)
	}
	return body
}

// refusal checks that an answer says why, and returns what of ours each field that it names may mean.
func (t *target) refusal(answer apptest.Response, sent map[string]string) (refused [][]string) {
	var named []string
	if t.api() {
		var p httpx.Problem
		if err := json.Unmarshal([]byte(answer.Text), &p); err != nil || p.Status != answer.Status || !sentence(p.Title) {
			t.say("refused without a problem: %d %.200q", answer.Status, answer.Text)
			return nil
		}
		for _, e := range p.Errors {
			if !sentence(e.Message) {
				t.say("refused without a sentence: %+v", e)
			}
			named = append(named, e.Field)
		}
	} else {
		p, err := read(answer.Text)
		if err != nil || len(p.harm) > 0 {
			t.say("a refusal that does harm: %v %v after %.300q", err, p.harm, fmt.Sprint(sent))
		}
		named = p.invalid
	}
	for _, field := range named {
		if ways := meant(field, sent); len(ways) > 0 {
			refused = append(refused, ways)
		}
	}
	return refused
}

func sentence(text string) bool {
	return len(text) > 8 && strings.ContainsAny(text[len(text)-1:], ".?!:”")
}

// taken checks that what was taken is shown as it was sent: in the answer, on the page that it leads to, or where the sample says.
func (t *target) taken(path string, answer apptest.Response, sent map[string]string) {
	for name := range sent {
		t.never[name] = -1 << 20
	}
	blind := strings.Fields(t.sample.blind)
	missing := map[string]string{}
	for name, text := range sent {
		if slices.Contains(strings.Fields(t.sample.folds), name) {
			text = likeness + text
		}
		if !slices.Contains(blind, name) && single(strings.TrimPrefix(text, likeness)) != "" {
			missing[name] = text
		}
	}
	asked := slices.Collect(maps.Keys(missing))
	t.look(answer, missing)
	if to := answer.Header.Get("Location"); answer.Status == http.StatusSeeOther {
		if !ours(to) {
			t.say("leads to %q after %.300q", to, fmt.Sprint(sent))
			return
		}
		t.look(t.w.as(t.sample.as).Get(to), missing)
	}
	for _, at := range t.sample.reads {
		if len(missing) > 0 {
			as, at, other := strings.Cut(at, ":")
			if !other {
				as, at = t.sample.as, as
			}
			t.look(t.w.as(as).Get(strings.NewReplacer("{path}", path, "{case}", whole(path), "{to}", answer.Header.Get("Location"), "{used}", t.w.used, "{number}", numbered.FindString(path), "{id}", identity(answer.Text)).Replace(at)), missing)
		}
	}
	for name, text := range missing {
		t.say("%s: %q was taken and is not shown as it was sent, with %.600q", name, text, fmt.Sprint(sent))
	}
	for _, way := range asked {
		if _, lost := missing[way]; !lost {
			t.tally.found(way, len(t.parcels[way].strings))
		}
	}
}

var numbered = regexp.MustCompile(`HR-[0-9]+`)

// whole cuts an address below a case down to the case.
func whole(path string) string {
	parts := strings.Split(path, "/")
	if i := slices.Index(parts, "cases"); i >= 0 && i+1 < len(parts) {
		return strings.Join(parts[:i+2], "/")
	}
	return path
}

// identity is the number, or else the id, of what an answer says was made.
func identity(body string) string {
	var made struct {
		ID, Number, Case string
		Policy           struct{ ID string }
	}
	_ = json.Unmarshal([]byte(body), &made) // without either what comes next is not found
	return cmp.Or(made.Number, made.ID, made.Policy.ID, made.Case)
}

// look takes from missing what an answer shows.
func (t *target) look(answer apptest.Response, missing map[string]string) {
	if answer.Status >= 500 {
		t.say("%s: status %d after %.300q", answer.Request, answer.Status, fmt.Sprint(missing))
		return
	}
	kind := answer.Header.Get("Content-Type")
	switch {
	case strings.HasPrefix(kind, "application/json"):
		all, err := leaves(answer.Text)
		if err != nil {
			t.say("%s: %v", answer.Request, err)
		}
		for way, text := range missing {
			if holds(all, text) || slices.Contains(strings.Fields(t.sample.within), way) && inOne(all, text) || strings.HasSuffix(way, deeper+ofNames) && strings.Contains(answer.Text, quoted(text)+":") {
				delete(missing, way)
			}
		}
	case strings.HasPrefix(kind, "text/html"):
		p, err := read(answer.Text)
		if err != nil || len(p.harm) > 0 {
			t.say("%s does harm: %v %v", answer.Request, err, p.harm)
		}
		for name, text := range missing {
			if p.shows(text) {
				delete(missing, name)
			}
		}
	}
}
