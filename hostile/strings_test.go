package hostile

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hearth/internal/people"
)

// classes are the lists of our own, each a file of testdata with a Go string a line; # begins a comment. They are sent always, on every machine.
var classes = []string{"text", "odd", "sql", "header", "path", "template", "log", "markup"}

// lines reads a list of our own.
func lines(t *testing.T, class string) []string {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("testdata", class+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for line := range strings.Lines(string(body)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		text, err := strconv.Unquote(`"` + line + `"`)
		if err != nil {
			t.Fatalf("testdata/%s.txt: %q: %v", class, line, err)
		}
		all = append(all, text)
	}
	if len(all) < 30 {
		t.Fatalf("testdata/%s.txt has only %d lines", class, len(all))
	}
	return all
}

// naughty returns the public list of naughty strings where HEARTH_TEST_DATA has it: besides our own, whose kinds TestOurOwnTextsAreOfEveryKind counts.
func naughty(t *testing.T) []string {
	t.Helper()
	dir := os.Getenv("HEARTH_TEST_DATA")
	if dir == "" {
		return nil
	}
	body, err := os.ReadFile(filepath.Join(dir, "naughty-strings", "blns.json"))
	if err != nil {
		t.Logf("without the public naughty strings: %v", err)
		return nil
	}
	var all []string
	if err := json.Unmarshal(body, &all); err != nil || len(all) < 500 {
		t.Fatalf("%d naughty strings, %v", len(all), err)
	}
	return all
}

// arsenal is everything that is sent: the public list and our own, shuffled by the seed.
func arsenal(t *testing.T) []string {
	t.Helper()
	all := naughty(t)
	n := len(all)
	all = append(all, own(t)...)
	t.Logf("%d strings, %d of them of the public list", len(all), n)
	shuffle(t, all)
	return all
}

// own is everything of our own lists, once each.
func own(t *testing.T) (all []string) {
	t.Helper()
	for _, class := range classes {
		for _, text := range lines(t, class) {
			if !slices.Contains(all, text) {
				all = append(all, text)
			}
		}
	}
	return all
}

func shuffle(t *testing.T, all []string) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed(t), 0))
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
}

// kept returns the forms in which a text may be kept: as it was sent, without white space at its ends, on one line where a field has one line, and as
// addresses and numbers are compared. Nothing else may be changed.
func kept(text string) []string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	line := strings.Join(strings.Fields(text), " ")
	return []string{text, strings.TrimSpace(text), line, strings.ToLower(line), strings.ToUpper(strings.TrimSpace(text))}
}

// likeness begins a text of which only a like spelling has to be found.
const likeness = "~"

// last folds the name that a path of names ends with.
func last(text string) string {
	parts := strings.Split(strings.TrimPrefix(text, likeness), people.UnitSeparator)
	for i := len(parts) - 1; i >= 0; i-- {
		if strings.TrimSpace(parts[i]) != "" {
			return people.Fold(strings.Join(strings.Fields(parts[i]), " "))
		}
	}
	return ""
}

// holds reports whether one of all is a form in which text may be kept.
func holds(all map[string]bool, text string) bool {
	if strings.HasPrefix(text, likeness) {
		for one := range all {
			if strings.Contains(bare(people.Fold(one)), bare(last(text))) {
				return true
			}
		}
	}
	return slices.ContainsFunc(kept(text), func(k string) bool { return all[k] })
}

// inOne reports whether one of all has within it a form in which text may be kept.
func inOne(all map[string]bool, text string) bool {
	for one := range all {
		if slices.ContainsFunc(kept(text), func(k string) bool { return strings.Contains(one, k) }) {
			return true
		}
	}
	return false
}

// leaves returns every text of a JSON document.
func leaves(body string) (map[string]bool, error) {
	var doc any
	if err := json.Unmarshal([]byte(body), &doc); err != nil {
		return nil, err
	}
	all := map[string]bool{}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			all[strings.ReplaceAll(v, "\r\n", "\n")] = true
		case []any:
			for _, one := range v {
				walk(one)
			}
		case map[string]any:
			for _, one := range v {
				walk(one)
			}
		}
	}
	walk(doc)
	return all, nil
}
