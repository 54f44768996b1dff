package hostile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
)

// Every field of text of every address that changes something takes every text, or refuses it with a sentence: what was taken is shown again as it was sent, on
// pages as text, and nothing breaks. The same texts injure nothing: no table gets or loses rows that a harmless text would not have given it, nothing sleeps, and
// each record of the log stays one line that holds nothing of them.
func TestEveryFieldTakesEveryText(t *testing.T) {
	t.Parallel()
	all := arsenal(t)
	each(t, func(t *testing.T, w *world) {
		tried, kept, addresses := 0, 0, 0
		for _, r := range w.routes() {
			if r.Method == "GET" {
				continue
			}
			s, ok := samples[r.Pattern()]
			if !ok {
				t.Errorf("%q has no sample: say in samples_test.go how it is used on a good day.", r.Pattern())
				continue
			}
			addresses++
			target := &target{w: w, route: r, sample: s, text: texts(r.Endpoint.In, r.Endpoint.Kind == "form"), never: map[string]int{},
				say: func(format string, args ...any) { t.Errorf(r.Pattern()+": "+format, args...) }}
			target.bombard(all, share(w.DB.Dialect(), r, s))
			tried, kept = tried+target.tried, kept+target.kept
		}
		for _, line := range forged(w.log.String(), all) {
			t.Error(line)
		}
		t.Logf("%d addresses, %d texts sent, %d taken and found again", addresses, tried, kept)
		if kept < tried/10 {
			t.Errorf("only %d of %d texts were taken: nothing is proved", kept, tried)
		}
	})
}

// share says that each field gets one in so many of the texts: every one in the long run, else fewer where a request is dear, on pages, whose use cases are
// those of the API, and on the second database.
func share(d store.Dialect, r httpx.Route, s sample) int {
	part := 1
	if !long() {
		part = 30
		if r.Endpoint.Kind == httpx.KindForm {
			part *= 2
		}
	}
	if d == store.Postgres {
		part *= 4
	}
	if s.dear {
		part *= 20
	}
	return part
}

// bombard sends one in part of all to each field, and compares what became of the tables with what a harmless text does.
func (t *target) bombard(all []string, part int) {
	if len(t.text) == 0 {
		t.send(t.address(), t.sample.base(t.w))
		return
	}
	before := t.w.counts()
	t.w.uses += 12 // so that what a sample needs is made anew
	for range 2 {
		if answer := t.send(t.address(), t.sample.base(t.w)); answer.Status >= 400 && answer.Status != 409 && !t.sample.idle {
			t.say("the sample is refused: %d %.300s", answer.Status, answer.Text)
		}
	}
	calm := t.w.counts()
	for n := range max(len(all)/part, 3) {
		round := make([]string, len(t.text))
		for i := range round { // each field another text, and each text in each field once
			round[i] = all[(n*part+i*7)%len(all)]
		}
		t.volley(round)
	}
	for _, finding := range moved(before, calm, t.w.counts()) {
		t.say("%s", finding)
	}
}

// moved says which tables changed in a storm although they did not in the calm before it, or lost rows.
func moved(before, calm, after map[string]int) (findings []string) {
	for table, n := range after {
		grew := calm[table] > before[table]
		switch {
		case n < calm[table] && !shrinks[table] && calm[table] >= before[table]:
			findings = append(findings, fmt.Sprintf("%s lost rows: %d, then %d", table, calm[table], n))
		case n > calm[table] && !grew && !grows[table]:
			findings = append(findings, fmt.Sprintf("%s has more rows: %d, then %d", table, calm[table], n))
		}
	}
	if len(after) != len(calm) {
		findings = append(findings, fmt.Sprintf("there were %d tables, and now %d", len(calm), len(after)))
	}
	return findings
}

// Some tables change with the texts, or by themselves: a letter whose text in a language is blank has none in it.
var (
	shrinks = map[string]bool{"desk_draft": true, "auth_session": true, "store_fact": true, "people_team_member": true, "people_channel": true, "promise_site_calendar": true, "views_view": true, "automation_rule": true, "automation_version": true, "letters_text": true, "macro_macro": true, "macro_text": true, "promise_calendar_day": true,
		"catalogue_service": true, "catalogue_cause": true, "people_team": true, // those made before are removed, as there may be so many
		"tag_case":      true, // of two tags of a case that become one word, one is left
		"routing_skill": true, // a blank text is no language: who chooses none has none
	}
	grows = map[string]bool{"people_site": true, "people_unit": true, "desk_draft": true, "store_fact": true, "auth_session": true, "auth_throttle": true, "promise_site_calendar": true, "promise_calendar_version": true, "promise_recount": true, "promise_pause": true,
		"people_channel": true, "people_team_member": true, "audit_seal": true, "audit_subject": true, "desk_tally": true, "desk_tally_risk": true, "search_word": true, "search_stem": true, "tag_word": true, "automation_version": true, "promise_calendar_day": true,
		"together_draft": true, // one whose sending is refused stays
		"tag_case":       true, // another word is another row, where the harmless one was there already
	}
)

var record = regexp.MustCompile(`^time=\S+ level=(DEBUG|INFO|WARN) msg=`)

// forged returns the lines of a log that are no record of ours, tell of an error, or hold one of the texts that were sent.
func forged(log string, sent []string) (findings []string) {
	var telling []string
	for _, text := range sent {
		if len(text) > 12 && !strings.Contains("level=ERROR msg=", text) {
			telling = append(telling, text)
		}
	}
	n := 0
	for line := range strings.Lines(log) {
		n++
		if !record.MatchString(line) {
			findings = append(findings, fmt.Sprintf("a line of the log: %.500q", line))
		}
		if i := slices.IndexFunc(telling, func(text string) bool { return strings.Contains(line, text) }); i >= 0 {
			findings = append(findings, fmt.Sprintf("the log holds %q: %.500q", telling[i], line))
		}
	}
	if n == 0 {
		findings = append(findings, "nothing was logged: nothing is proved")
	}
	return findings
}
