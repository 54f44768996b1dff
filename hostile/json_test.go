package hostile

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
)

// odd are JSON values that stand where something else is expected.
var odd = []string{`null`, `true`, `0`, `-0`, `1e400`, `-1e-400`, `1E999999999999`, `123456789012345678901234567890`, `1.5`, `0x10`, `01`, `.5`, `NaN`, `Infinity`, `""`, `"a`, `'a'`, `[]`, `[null]`,
	`[[[["a"]]]]`, `{}`, `{"a":{"b":{"c":1}}}`, `{"$ne":null}`, `{"__proto__":{"x":1}}`, `["a","b"]`, `[1,2]`, `"\ud800"`, `"\udc00\ud800"`, `"\u0000"`, "\"\xff\"", "\"\xc3\x28\"", "\"a\x00b\"",
	"\"a\nb\"", `"\x41"`, `"\u12"`, `"a","b":"c"`, strings.Repeat("[", 500) + strings.Repeat("]", 500), strings.Repeat(`{"a":`, 20000) + "1" + strings.Repeat("}", 20000),
	`"` + strings.Repeat("x", 900_000) + `"`, `[` + strings.Repeat(`"a",`, 50_000) + `"a"]`}

// wholes are bodies that are odd as a whole; %s is a good one.
var wholes = []string{"", " ", "null", "[]", "true", "1", `"a"`, "{", "}", "[", "{}x", "%s%s", "%s,", "[%s]", "\ufeff%s", "%s\x00", "\x00%s", "//a\n%s", "/*a*/%s", "{,}", `{"":1}`, `{"a":1,"a":2}`,
	`{"constructor":{"prototype":{}}}`, `{"id":"x","state":"closed","role":"admin"}`, "\xff\xfe{\x00}\x00", strings.Repeat(" ", 1<<20+1), "a=b&c=d", "<x/>", "\x1f\x8b\x08"}

// Every address of the API takes a field that holds something else, and a body that is something else, with a refusal and a sentence, or as it means: nothing
// breaks. What the syntax of JSON forbids is refused always.
func TestEveryAddressTakesEveryJSON(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		sent, bodies, deepest := 0, 0, 0
		for _, r := range w.routes() {
			s, ok := samples[r.Pattern()]
			if r.Endpoint.Kind != httpx.KindJSON || r.Method == http.MethodGet || !ok {
				continue
			}
			bodies++
			address := r.Path
			if s.path != nil {
				address = s.path(w)
			}
			good := s.base(w)
			var all []string
			for name := range good {
				for i, value := range odd {
					if len(value) > 1000 && i%len(good) != bodies%len(good) { // the large ones in one field of each
						continue
					}
					all = append(all, with(t, good, name, value))
				}
			}
			for i, way := range inside(plain(t, good), "") {
				for j, value := range odd {
					if len(value) <= 1000 && (i+j)%3 == 0 { // each place another third
						all = append(all, strings.Replace(asJSON(t, plant(plain(t, good), strings.Split(way, deeper), hole)), `"`+hole+`"`, value, 1))
						deepest++
					}
				}
			}
			for _, body := range wholes {
				all = append(all, strings.ReplaceAll(body, "%s", asJSON(t, good)))
			}
			for i, body := range all {
				if w.DB.Dialect() == store.Postgres && i%4 > 0 || !long() && i%3 != bodies%3 {
					continue
				}
				sent++
				answer := w.as(s.as).Do(r.Method, address, "application/json", strings.NewReader(body))
				for _, finding := range judge(r, answer, 0) {
					t.Errorf("%s: %s after %.200q", r.Pattern(), finding, body)
				}
				if answer.Status < 300 && !json.Valid([]byte(body)) && strings.TrimSpace(body) != "" {
					t.Errorf("%s: %d for what is no JSON: %.200q", r.Pattern(), answer.Status, body)
				}
			}
		}
		for _, line := range forged(w.log.String(), []string{"what nobody ever sent"}) {
			t.Error(line)
		}
		t.Logf("shown: %d bodies to %d addresses; %d odd values inside lists and objects at hand", sent, bodies, deepest)
		if deepest < 500 {
			t.Errorf("only %d values inside lists and objects", deepest)
		}
		if bodies < 20 {
			t.Errorf("only %d addresses take JSON", bodies)
		}
	})
}

// with writes a good body with another value, as it stands, in one field.
func with(t *testing.T, good fields, name, value string) string {
	t.Helper()
	var parts []string
	for field, v := range good {
		text := asJSON(t, v)
		if field == name {
			text = value
		}
		parts = append(parts, asJSON(t, field)+":"+text)
	}
	slices.Sort(parts)
	return "{" + strings.Join(parts, ",") + "}"
}

// hole stands where an odd value is put.
const hole = "an odd value"

// inside returns the ways to everything that stands deeper in a body than its fields, in their order.
func inside(v any, way string) (ways []string) {
	switch v := v.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			ways = append(ways, inside(v[name], strings.TrimPrefix(way+deeper+name, deeper))...)
		}
	case []any:
		if len(v) > 0 {
			ways = inside(v[0], way)
		}
	default:
		if strings.Contains(way, deeper) {
			ways = append(ways, way)
		}
	}
	return ways
}
