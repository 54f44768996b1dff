package locale

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed messages/*.json
var files embed.FS

// catalogue is one messages/<lang>.json.
type catalogue struct {
	Name     string             `json:"name"`
	Group    string             `json:"group"`   // between thousands
	Decimal  string             `json:"decimal"` // before the fraction
	Messages map[string]message `json:"messages"`
}

// message is a translation: a plain text, or one per plural form under the key of the English plural.
type message struct {
	text  string
	forms map[string]string // zero, one, two, few, many, other
}

func (m *message) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &m.text)
	}
	return json.Unmarshal(b, &m.forms)
}

var catalogues = sync.OnceValue(func() map[string]catalogue {
	all, err := readCatalogues(files)
	if err != nil {
		panic(err) // a catalogue that was built in cannot be read
	}
	return all
})

func readCatalogues(from fs.FS) (map[string]catalogue, error) {
	names, err := fs.Glob(from, "messages/*.json")
	if err != nil {
		return nil, fmt.Errorf("list message catalogues: %w", err)
	}
	all := map[string]catalogue{}
	for _, name := range names {
		data, err := fs.ReadFile(from, name)
		if err != nil {
			return nil, fmt.Errorf("read message catalogue %s: %w", name, err)
		}
		var c catalogue
		if err := json.Unmarshal(data, &c); err != nil {
			return nil, fmt.Errorf("parse message catalogue %s: %w", name, err)
		}
		tag := strings.TrimSuffix(strings.TrimPrefix(name, "messages/"), ".json")
		if _, err := language.Parse(tag); err != nil {
			return nil, fmt.Errorf("message catalogue %s: %w", name, err)
		}
		all[tag] = c
	}
	return all, nil
}

func tags() []string {
	var out []string
	for tag := range catalogues() {
		out = append(out, tag)
	}
	slices.Sort(out)
	return out
}

// catalogue returns the catalogue of l; the pseudo-language has that of English.
func (l Locale) catalogue() catalogue {
	if c, ok := catalogues()[l.Lang()]; ok {
		return c
	}
	return catalogues()["en"]
}

// text returns the translation of key, or key.
func (l Locale) text(key string) string {
	if m, ok := l.catalogue().Messages[key]; ok && m.text != "" {
		return m.text
	}
	return key
}

// pluralText returns the form for n: the catalogue's under the key other, or English one and other.
func (l Locale) pluralText(n int, one, other string) string {
	form := pluralForm(l.Lang(), n)
	if forms := l.catalogue().Messages[other].forms; forms != nil {
		if t, ok := forms[form]; ok {
			return t
		}
		if t, ok := forms["other"]; ok {
			return t
		}
	}
	if form := pluralForm("en", n); form == "one" {
		return one
	}
	return other
}

func pluralForm(tag string, n int) string {
	if tag == Pseudo {
		tag = "en"
	}
	if n < 0 {
		n = -n
	}
	switch plural.Cardinal.MatchPlural(language.Make(tag), n, 0, 0, 0, 0) {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}
