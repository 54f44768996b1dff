package plain_test

import (
	"fmt"
	"strings"
	"testing"

	"hearth/internal/decision/plain"
)

func TestAPhraseIsNoReason(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"As per policy.": "As per policy",
		"Unfortunately this is just how things work.":    "Unfortunately this is just how things work",
		"Unfortunately, that’s just how it is.":          "Unfortunately, that's just how it is",
		"You are not eligible.":                          "You are not eligible",
		"Not eligible":                                   "Not eligible",
		"Sorry, you are not eligible as per our policy.": "you are not eligible",
		"Your request has been denied due to policy.":    "Your request has been denied",
		"We are unable to approve this request at this time. Thank you for your understanding.": "We are unable to approve this request",
		"It is our policy.":               "It is our policy",
		"This is not possible.":           "This is not possible",
		"That is\n how   things work":     "That is how things work",
		"The payroll system says so.":     "The payroll system says so",
		"Refused for operational reasons": "for operational reasons",
	} {
		if phrase, empty := plain.Empty(text); !empty || phrase != want {
			t.Errorf("%q: got %q, %v, want %q", text, phrase, empty, want)
		}
	}
	for _, text := range []string{"", "  \n", "… — !"} {
		if phrase, empty := plain.Empty(text); !empty || phrase != "" {
			t.Errorf("%q: got %q, %v", text, phrase, empty)
		}
	}
	for _, text := range []string{
		"You are not eligible yet: the leave needs one year with us, and you started on 3 March.",
		"As per policy 4.2, a shift that begins before 20:00 earns no night allowance, and yours began at 18:30.",
		"You worked four night shifts, 13–16 October, and each one earns €38.00.",
		"No.", "Nein, weil die Schicht um 18:30 Uhr begann.",
	} {
		if phrase, empty := plain.Empty(text); empty {
			t.Errorf("%q is taken for empty because of %q", text, phrase)
		}
	}
}

func TestAnOutcomeIsNoReason(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"No.": true, "Request refused": true, "нет": true, "": true, "You have left.": false, "資料不足": false, "Nein, weil die Schicht um 18:30 Uhr begann.": false} {
		if got := plain.Bare(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestHints(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("word ", 26) + "end."
	for _, c := range []struct {
		name, language, text string
		want                 []string
	}{
		{"plain words", "en", "You worked four nights. Each earns €38.00, so we pay €152.00.", nil},
		{"a long sentence", "en", long, []string{"long: The sentence that begins “word word word word …” has 27 words. Make two of it."}},
		{"twice as long, in two sentences", "en", strings.Repeat("word ", 20) + "end. " + strings.Repeat("word ", 20) + "end.", nil},
		{"a figure does not end a sentence", "en", strings.Repeat("word ", 13) + "€38.50 " + strings.Repeat("word ", 13), []string{"long: The sentence that begins “word word word word …” has 27 words. Make two of it."}},
		{"lines are sentences", "en", strings.Repeat("word ", 20) + "\n" + strings.Repeat("word ", 20), nil},
		{"hard words, each once", "en-GB", "Prior to the commencement, submit it. Submit it prior to Friday.", []string{"hard: Instead of “Prior to” write “before”.", "hard: Instead of “commencement” write “start”.", "hard: Instead of “submit” write “send”."}},
		{"no hard word within another", "en", "The submitter", nil},
		{"a phrase beside a reason", "", "As per policy you get four days, because you have worked here for two years.", []string{"canned: “As per policy” gives no reason. Say what counts in this case."}},
		{"another language has only lengths", "de", "Commencement, as per policy. " + long, []string{"long: The sentence that begins “word word word word …” has 27 words. Make two of it."}},
		{"nothing", "en", "", nil},
	} {
		var got []string
		for _, h := range plain.Hints(c.language, c.text) {
			got = append(got, string(h.Kind)+": "+fmt.Sprintf(h.Key, h.Args...))
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestHintsAreFew(t *testing.T) {
	t.Parallel()
	if n := len(plain.Hints("en", strings.Repeat(strings.Repeat("word ", 30)+". ", 50))); n != 5 {
		t.Errorf("got %d", n)
	}
}

func FuzzHints(f *testing.F) {
	f.Add("en", "As per policy.")
	f.Add("de", "…\n\n.")
	f.Fuzz(func(t *testing.T, language, text string) {
		if n := len(plain.Hints(language, text)); n > 15 {
			t.Errorf("%d hints", n)
		}
		if phrase, empty := plain.Empty(text); phrase != "" && !empty {
			t.Errorf("%q of a text that is not empty", phrase)
		}
	})
}
