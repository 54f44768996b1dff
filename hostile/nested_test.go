package hostile

import (
	"encoding"
	"encoding/json"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/httpx"
)

// deeper parts the names on the way to a text that stands deeper in a body: "lines/text" is the text of its first line. A way that ends with ofNames is that to the names of a map, and
// with first that to the only text of a list.
const (
	deeper  = "/"
	ofNames = "*"
	first   = "0"
)

// deep returns the ways to all texts below the fields of an input, and those to lists and maps of which body, a sample of it, has no element: nothing could be tried there.
func deep(in reflect.Type, body any) (ways, empty []string) {
	d := &depth{}
	d.walk(in, body, "")
	slices.Sort(d.ways)
	return slices.Compact(d.ways), d.empty
}

type depth struct{ ways, empty []string }

var (
	readsText = reflect.TypeFor[encoding.TextUnmarshaler]()
	readsJSON = reflect.TypeFor[json.Unmarshaler]()
)

func (d *depth) walk(t reflect.Type, v any, way string) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t.Kind() == reflect.Interface || reflect.PointerTo(t).Implements(readsJSON) && v != nil:
		d.free(v, way)
	case reflect.PointerTo(t).Implements(readsText) || t.Kind() == reflect.String:
		if strings.Contains(way, deeper) {
			d.ways = append(d.ways, way)
		}
	case t.Kind() == reflect.Slice || t.Kind() == reflect.Array:
		d.list(t.Elem(), v, way)
	case t.Kind() == reflect.Map:
		all, _ := v.(map[string]any)
		if len(all) == 0 {
			d.empty = append(d.empty, way)
			return
		}
		d.ways = append(d.ways, way+deeper+ofNames)
		for name, one := range all {
			d.walk(t.Elem(), one, way+deeper+name)
		}
	case t.Kind() == reflect.Struct:
		all, _ := v.(map[string]any)
		for _, f := range reflect.VisibleFields(t) {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if f.IsExported() && !f.Anonymous && f.Tag.Get("path") == "" && name != "" && name != "-" {
				d.walk(f.Type, all[name], strings.TrimPrefix(way+deeper+name, deeper))
			}
		}
	}
}

// free walks what is read by a way of its own: only the sample says what there may be.
func (d *depth) free(v any, way string) {
	switch v.(type) {
	case map[string]any:
		d.walk(reflect.TypeFor[map[string]any](), v, way)
	case []any:
		d.walk(reflect.TypeFor[[]any](), v, way)
	case string:
		d.walk(reflect.TypeFor[string](), v, way)
	}
}

// list walks the first element of a list.
func (d *depth) list(of reflect.Type, v any, way string) {
	all, _ := v.([]any)
	found := &depth{}
	switch found.walk(of, nil, way+deeper); {
	case len(all) > 0:
		d.walk(of, all[0], way)
	case of.Kind() == reflect.String && strings.Contains(way, deeper):
		d.ways = append(d.ways, way+deeper+first)
	case of.Kind() != reflect.String && len(found.ways) > 0:
		d.empty = append(d.empty, way)
	}
}

// plain is a body as the decoder of JSON gives it, and nobody else's.
func plain(t testing.TB, body any) map[string]any {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// plant returns v with a value at the end of a way: in the first element of each list on it.
func plant(v any, way []string, value any) any {
	if list, ok := v.([]any); ok && len(list) > 0 {
		list[0] = plant(list[0], way, value)
		return list
	}
	if len(way) == 0 {
		return value
	}
	if way[0] == first {
		return []any{value}
	}
	all, _ := v.(map[string]any)
	if all == nil {
		all = map[string]any{}
	}
	if name, ok := value.(string); ok && way[0] == ofNames {
		old := slices.Sorted(maps.Keys(all))[0]
		all[name], all[old] = all[old], all[name]
		delete(all, old)
		return all
	}
	all[way[0]] = plant(all[way[0]], way[1:], value)
	return all
}

var place = regexp.MustCompile(`\[[0-9]+\]`)

// meant returns which of the ways that were sent a refusal means by the name of a field: that way itself, else those below it, else those that begin as it does.
func meant(field string, sent map[string]string) []string {
	flat := func(way string) string { return strings.ReplaceAll(place.ReplaceAllString(way, ""), ".", deeper) }
	field = flat(field)
	top, _, _ := strings.Cut(field, deeper)
	for _, is := range []func(way string) bool{
		func(way string) bool { return flat(way) == field },
		func(way string) bool { return strings.HasPrefix(flat(way), field+deeper) },
		func(way string) bool { return flat(way) == top || strings.HasPrefix(flat(way), top+deeper) },
	} {
		var all []string
		for way := range sent {
			if is(way) {
				all = append(all, way)
			}
		}
		if len(all) > 0 {
			return all
		}
	}
	return nil
}

// nested are the ways of a route's input into its sample, which has to have an element of each list and map.
func (t *target) nested() []string {
	if t.route.Endpoint.Kind != httpx.KindJSON || t.route.Endpoint.In == nil || t.route.Endpoint.In.Kind() != reflect.Struct {
		return nil
	}
	ways, empty := deep(t.route.Endpoint.In, any(plain(t.w.t, t.sample.base(t.w))))
	for _, way := range empty {
		t.say("its sample has nothing in %s, so that no text there is tried", way)
	}
	return ways
}

// quoted is a text as the product writes it into JSON.
func quoted(text string) string {
	b, _ := json.Marshal(text) // a text can always be written
	return string(b)
}
