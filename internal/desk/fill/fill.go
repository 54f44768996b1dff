// Package fill puts what a case says into texts that were written before it: "{first name}" becomes "Amina". What it does not find stays as it is, and is named, so that nobody is sent a "{…}".
package fill

import (
	"regexp"
	"slices"
	"strings"
)

// The placeholders, as they stand between braces. Their names are English in every language, as the words of the API are.
const (
	FirstName  = "first name"  // of who asked
	Name       = "name"        // of who asked
	CaseNumber = "case number" // as people read it out
	Subject    = "subject"
	Service    = "service"
	MyName     = "my name" // of who writes
	Team       = "team"    // whose case it is
	DueDate    = "due date"
	AskedOn    = "asked on"
	Today      = "today"
)

// Names lists the placeholders.
func Names() []string {
	return []string{FirstName, Name, CaseNumber, Subject, Service, MyName, Team, DueDate, AskedOn, Today}
}

var fieldName = regexp.MustCompile(`^field ([a-z][a-z0-9-]{0,39})$`)

// FieldOf returns the key of the field that a placeholder names, such as "field weeks": what a case holds in it stands in its place.
func FieldOf(name string) (key string, is bool) {
	m := fieldName.FindStringSubmatch(name)
	if m == nil {
		return "", false
	}
	return m[1], true
}

// Field is the placeholder of the field with a key.
func Field(key string) string { return "field " + key }

func isPlaceholder(name string) bool {
	_, is := FieldOf(name)
	return is || slices.Contains(Names(), name)
}

var braces = regexp.MustCompile(`\{([^}\n]*)\}`)

// plain is a name as it is compared: capitals and spaces do not count.
func plain(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// Unknown returns what stands between braces in text and is no placeholder, each once, in the order of the text.
func Unknown(text string) []string { return named(text, false) }

// Left returns the placeholders that stand in text, those of fields among them, each once, in the order of the text.
func Left(text string) []string { return named(text, true) }

func named(text string, known bool) (all []string) {
	for _, m := range braces.FindAllStringSubmatch(text, -1) {
		name := plain(m[1])
		if isPlaceholder(name) == known && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// neutral takes the braces out of a value: what people wrote is never a placeholder itself.
var neutral = strings.NewReplacer("{", "(", "}", ")")

// Text returns text with its placeholders filled in from values, by name. One whose value is missing or blank stays as it is, and is in missing, each once.
func Text(text string, values map[string]string) (filled string, missing []string) {
	filled = braces.ReplaceAllStringFunc(text, func(found string) string {
		name := plain(found[1 : len(found)-1])
		value := strings.TrimSpace(values[name])
		if value != "" {
			return neutral.Replace(value)
		}
		if isPlaceholder(name) && !slices.Contains(missing, name) {
			missing = append(missing, name)
		}
		return found
	})
	return filled, missing
}
