package httpx

import (
	"cmp"
	"encoding"
	"hash"
	"maps"
	"math"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// source gives the values of a named field, and whether it was sent at all.
type source func(tag reflect.StructTag) ([]string, bool)

func fromQuery(r *http.Request) source {
	query := r.URL.Query()
	return func(tag reflect.StructTag) ([]string, bool) {
		name := tag.Get("query")
		if name == "" || name == "-" {
			return nil, false
		}
		v, ok := query[name]
		return v, ok
	}
}

// bind fills in from the path and from the given sources.
func bind(in any, r *http.Request, sources ...source) error {
	var bad fault.Fields
	v := reflect.ValueOf(in).Elem()
	if v.Kind() != reflect.Struct {
		return nil
	}
	for _, field := range reflect.VisibleFields(v.Type()) {
		if !field.IsExported() || field.Anonymous {
			continue
		}
		target := v.FieldByIndex(field.Index)
		if name := field.Tag.Get("path"); name != "" {
			if !store.Sound(r.PathValue(name)) {
				return authz.Hidden()
			}
			target.SetString(r.PathValue(name))
			continue
		}
		for _, from := range sources {
			if values, ok := from(field.Tag); ok {
				if key := set(r, target, values); key != "" {
					bad.Need(false, fieldName(field.Tag), key)
				}
				break
			}
		}
	}
	return bad.Err()
}

func fieldName(tag reflect.StructTag) string {
	for _, t := range []string{"form", "json", "query"} {
		if name, _, _ := strings.Cut(tag.Get(t), ","); name != "" && name != "-" {
			return name
		}
	}
	return ""
}

// bindForm fills in from the path, the query and an urlencoded or multipart form, which it returns. Fields that in does not have are refused, but those in also. What can be read of a
// form that is refused is bound all the same: it is shown again with what was typed. print is as that of readForm.
func (m *Mux) bindForm(in any, w http.ResponseWriter, r *http.Request, also []string, print hash.Hash) (*form, error) {
	sent, unread := m.readForm(reflect.TypeOf(in).Elem(), w, r, print)
	unknown := refuseUnknown(in, sent, also)
	texts := func(tag reflect.StructTag) ([]string, bool) {
		name := formName(tag)
		if name == "" {
			return nil, false
		}
		v, ok := sent.texts[name]
		return v, ok
	}
	err := bind(in, r, texts, fromQuery(r))
	if err = cmp.Or(unread, err); err != nil {
		return sent, err
	}
	bindFiles(in, sent)
	return sent, unknown
}

const noSuchField = "There is no such field here."

// refuseUnknown names the fields of a form that in does not have: a text where in takes none, or a file where it takes none.
func refuseUnknown(in any, sent *form, also []string) error {
	texts, uploads := map[string]bool{onceField: true}, map[string]bool{}
	for _, name := range also {
		texts[name], uploads[name] = true, true
	}
	for name, kind := range formFields(reflect.TypeOf(in).Elem()) {
		texts[name] = true // an upload too: a form that is not multipart sends its file's name
		uploads[name] = kind == reflect.TypeFor[[]files.Upload]()
	}
	var bad fault.Fields
	for _, name := range slices.Sorted(maps.Keys(sent.texts)) {
		bad.Need(texts[name], name, noSuchField)
	}
	for _, name := range slices.Sorted(maps.Keys(sent.files)) {
		bad.Need(uploads[name], name, noSuchField)
	}
	return bad.Err()
}

// formFields returns the fields that a form for the input type in may have, and their types.
func formFields(in reflect.Type) map[string]reflect.Type {
	all := map[string]reflect.Type{}
	if in == nil || in.Kind() != reflect.Struct {
		return all
	}
	for _, field := range reflect.VisibleFields(in) {
		if name := formName(field.Tag); name != "" && field.IsExported() && !field.Anonymous {
			all[name] = field.Type
		}
	}
	return all
}

// Fields returns the names of the fields that an endpoint takes from a form, sorted: what it documents.
func Fields(e Endpoint) []string { return slices.Sorted(maps.Keys(formFields(e.In))) }

// BodyFields returns the names of the fields that an endpoint takes from a JSON body, sorted: what it documents.
func BodyFields(e Endpoint) []string {
	var all []string
	if e.In.Kind() != reflect.Struct {
		return all
	}
	for _, field := range reflect.VisibleFields(e.In) {
		if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name != "" && name != "-" && field.IsExported() && !field.Anonymous {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}

func formName(tag reflect.StructTag) string {
	if name := tag.Get("form"); name != "" {
		return strings.TrimSuffix(name, "-")
	}
	name, _, _ := strings.Cut(tag.Get("json"), ",")
	return strings.TrimSuffix(name, "-")
}

const unsound = "This holds characters that cannot be kept. Type it again."

// Cell is one field of a table in a form, whose columns are fields of type []Cell. Empty cells are kept, so that the columns stay side by side.
type Cell string

// set puts values into a field; it returns the sentence that says how to write it, or "".
func set(r *http.Request, target reflect.Value, values []string) string {
	if slices.ContainsFunc(values, func(v string) bool { return !store.Sound(v) }) {
		return unsound
	}
	if target.Type() == reflect.TypeFor[[]Cell]() {
		cells := make([]Cell, len(values))
		for i, v := range values {
			cells[i] = Cell(v)
		}
		target.Set(reflect.ValueOf(cells))
		return ""
	}
	if target.Kind() == reflect.Slice && target.Type().Elem().Kind() == reflect.String {
		out := reflect.MakeSlice(target.Type(), 0, len(values))
		for _, v := range values {
			if v = strings.TrimSpace(v); v != "" {
				out = reflect.Append(out, reflect.ValueOf(v).Convert(target.Type().Elem()))
			}
		}
		target.Set(out)
		return ""
	}
	if len(values) == 0 {
		return ""
	}
	text := values[len(values)-1]
	if target.Type() == reflect.TypeFor[store.Time]() {
		return setTime(r, target, text)
	}
	if u, ok := target.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if text != "" && u.UnmarshalText([]byte(text)) != nil {
			return "Enter a date, for example 2026-11-26."
		}
		return ""
	}
	switch target.Kind() {
	case reflect.String:
		target.SetString(strings.ReplaceAll(text, "\r\n", "\n"))
	case reflect.Bool:
		target.SetBool(text == "on" || text == "true" || text == "1" || text == "yes")
	case reflect.Int, reflect.Int64:
		return setInt(target, text)
	case reflect.Float64:
		return setFloat(target, text)
	case reflect.Pointer:
		if strings.TrimSpace(text) == "" {
			return ""
		}
		target.Set(reflect.New(target.Type().Elem()))
		return set(r, target.Elem(), values)
	}
	return ""
}

func setInt(target reflect.Value, text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil {
		return "Enter a whole number, for example 30."
	}
	target.SetInt(n)
	return ""
}

func setFloat(target reflect.Value, text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(text), ",", "."), 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return "Enter a number, for example 37.5."
	}
	target.SetFloat(n)
	return ""
}

// setTime reads RFC 3339, or what a date and time input sends, in the person's own time zone.
func setTime(r *http.Request, target reflect.Value, text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	zone := locale.From(r.Context()).Zone()
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(layout, text, zone); err == nil {
			target.Set(reflect.ValueOf(store.At(t)))
			return ""
		}
	}
	return "Enter a date and a time, for example 2026-11-26 14:00."
}
