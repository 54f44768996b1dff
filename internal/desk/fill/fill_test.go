package fill_test

import (
	"slices"
	"strings"
	"testing"

	"hearth/internal/desk/fill"
)

func TestPlaceholdersAreFilledOrNamed(t *testing.T) {
	t.Parallel()
	values := map[string]string{fill.FirstName: "Amina", fill.Subject: "About {due date} and {x}", fill.Team: " "}
	for text, want := range map[string]struct {
		filled  string
		missing []string
	}{
		"Dear {first name},":                     {"Dear Amina,", nil},
		"Dear { First  Name }, {first name}":     {"Dear Amina, Amina", nil},
		"“{subject}”":                            {"“About (due date) and (x)”", nil},
		"{team}, {due date} and {team}":          {"{team}, {due date} and {team}", []string{fill.Team, fill.DueDate}},
		"{nothing of ours} { } {":                {"{nothing of ours} { } {", nil},
		"no braces":                              {"no braces", nil},
		"{first\nname}":                          {"{first\nname}", nil},
		"{first name}{first name}} {{first name": {"AminaAmina} {{first name", nil},
	} {
		filled, missing := fill.Text(text, values)
		if filled != want.filled || !slices.Equal(missing, want.missing) {
			t.Errorf("%q became %q and lacks %q, want %q and %q", text, filled, missing, want.filled, want.missing)
		}
	}
}

func TestWhatStandsBetweenBracesIsKnownOrNot(t *testing.T) {
	t.Parallel()
	text := "{First Name} {vorname} {first name} {} {{team}} {vorname}"
	if got := strings.Join(fill.Unknown(text), "|"); got != "vorname||{team" {
		t.Errorf("unknown are %q", got)
	}
	if got := fill.Left(text); !slices.Equal(got, []string{fill.FirstName}) {
		t.Errorf("left are %q", got)
	}
	for _, name := range fill.Names() {
		if len(fill.Unknown("{"+name+"}")) > 0 || len(fill.Left("{"+name+"}")) != 1 {
			t.Errorf("{%s} is not known", name)
		}
	}
}

// What is left after filling in is what was named, whatever people wrote.
func FuzzText(f *testing.F) {
	f.Add("Dear {first name}, {due date}", "{team}")
	f.Add("{{first name}}", "}{")
	f.Fuzz(func(t *testing.T, text, value string) {
		filled, missing := fill.Text(text, map[string]string{fill.FirstName: value, fill.Subject: value})
		for _, name := range fill.Left(filled) {
			if !slices.Contains(missing, name) {
				t.Errorf("%q has {%s}, which is not said to be missing", filled, name)
			}
		}
	})
}
