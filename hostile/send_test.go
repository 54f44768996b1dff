package hostile

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/platform/httpx"
)

// target is one address under fire: its sample and its fields of text.
type target struct {
	w      *world
	route  httpx.Route
	sample sample
	text   []string       // the names of its fields of text
	tried  int            // values sent
	kept   int            // values taken, and found again
	never  map[string]int // how often a field of text refused, without having taken anything
	say    func(format string, args ...any)
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

// volley puts a string into every field of text at once, sends it, and takes back what is refused until the rest is taken. Each field ends as kept,
// refused with a sentence, or reported.
func (t *target) volley(strings []string) {
	body := t.sample.base(t.w)
	sent := map[string]string{}
	for i, name := range t.text {
		if t.never[name] >= chosen && !long() {
			continue
		}
		sent[name] = strings[i%len(strings)]
		t.put(body, name, sent[name])
		t.tried++
	}
	path := t.address() // a refusal leaves what is there as it was
	for range len(t.text) + 2 {
		answer := t.send(path, body)
		if answer.Status < 400 {
			t.taken(path, answer, sent)
			return
		}
		refused := t.refusal(answer, sent)
		if len(refused) == 0 {
			if len(sent) > 1 {
				t.apart(sent)
			}
			return
		}
		base := t.sample.base(t.w)
		for _, name := range refused {
			t.never[name]++
			delete(sent, name)
			if body[name] = base[name]; base[name] == nil {
				delete(body, name)
			}
		}
		for _, own := range []string{"email", "personnel_number", "id"} { // of somebody new again
			if _, still := sent[own]; !still && base[own] != nil {
				body[own] = base[own]
			}
		}
	}
	t.say("refused for ever: %.300q", fmt.Sprint(body))
}

// chosen is after how many refusals, and nothing taken, a field counts as one of choices, which the short run then leaves as it is.
const chosen = 8

// apart sends each of several strings alone, where a refusal named no field.
func (t *target) apart(sent map[string]string) {
	for name, text := range sent {
		body := t.sample.base(t.w)
		t.put(body, name, text)
		path := t.address()
		answer := t.send(path, body)
		if alone := map[string]string{name: text}; answer.Status < 400 {
			t.taken(path, answer, alone)
		} else {
			t.refusal(answer, alone)
		}
	}
}

func (t *target) put(body fields, name, text string) {
	body[name] = text
	if lists(t.route.Endpoint.In, name) {
		body[name] = []string{text}
	}
	if name == "calendar" {
		body[name] = fields{"zone": text, "week": fields{"mon": [][]string{{text, "17:00"}}}, "holidays": []string{text}}
	}
}

// refusal checks that an answer says why, and returns the fields of ours that it names.
func (t *target) refusal(answer apptest.Response, sent map[string]string) []string {
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
			field, _, _ := strings.Cut(e.Field, ".")
			field, _, _ = strings.Cut(field, "[")
			named = append(named, field)
		}
	} else {
		p, err := read(answer.Text)
		if err != nil || len(p.harm) > 0 {
			t.say("a refusal that does harm: %v %v after %.300q", err, p.harm, fmt.Sprint(sent))
		}
		named = p.invalid
	}
	return slices.DeleteFunc(named, func(name string) bool { _, ours := sent[name]; return !ours })
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
	n := len(missing)
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
			t.look(t.w.as(t.sample.as).Get(strings.NewReplacer("{path}", path, "{case}", whole(path), "{to}", answer.Header.Get("Location"), "{id}", identity(answer.Text)).Replace(at)), missing)
		}
	}
	for name, text := range missing {
		t.say("%s: %q was taken and is not shown as it was sent", name, text)
	}
	t.kept += n - len(missing)
}

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
	var made struct{ ID, Number string }
	_ = json.Unmarshal([]byte(body), &made) // without either what comes next is not found
	return cmp.Or(made.Number, made.ID)
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
		for name, text := range missing {
			if holds(all, text) {
				delete(missing, name)
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
