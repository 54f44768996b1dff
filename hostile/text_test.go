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
		sum := &summary{compared: map[string]bool{}}
		for _, r := range w.routes() {
			if r.Method == "GET" {
				continue
			}
			s, ok := samples[r.Pattern()]
			if !ok {
				t.Errorf("%q has no sample: say in samples_test.go how it is used on a good day.", r.Pattern())
				continue
			}
			target := &target{w: w, route: r, sample: s, text: texts(r.Endpoint.In, r.Endpoint.Kind == "form"), never: map[string]int{}, parcels: map[string]*parcel{},
				say: func(format string, args ...any) { t.Errorf(r.Pattern()+": "+format, args...) }}
			target.text = append(target.text, target.nested()...)
			target.bombard(all, share(len(all), w.DB.Dialect(), r, s))
			sum.add(target)
			if long() {
				t.Logf("%s: %s so far", r.Pattern(), sum) // the whole count takes more than an hour: this says where it is
			}
		}
		for _, line := range forged(w.log.String(), all) {
			t.Error(line)
		}
		t.Log("shown: " + sum.String())
		for _, finding := range slices.Concat(sum.short(len(all), w.DB.Dialect()), unnamed(sum.compared, unread)) {
			t.Error(finding)
		}
	})
}

// portion is what each field gets of the strings: so many alone, and so many in all.
type portion struct{ alone, all int }

// share says what each field gets of n strings: every one in the long run, on SQLite, and a quarter on the second database; else a fifth of that, so that it is a tenth of all with the fields that are of choices, of which a few are sent alone, fewer on pages, whose
// use cases are those of the API, and the others in company. Where a request is dear, it is few.
func share(n int, d store.Dialect, r httpx.Route, s sample) portion {
	p := portion{n, n}
	if d == store.Postgres {
		p = portion{n / 4, n / 4}
	}
	if !long() {
		p.all = p.all * 22 / 100
		p.alone = map[bool]int{true: 10, false: 20}[r.Endpoint.Kind == httpx.KindForm]
		if d == store.Postgres {
			p.alone /= 2
		}
	}
	switch {
	case s.dear && long():
		return portion{p.all / 20, p.all / 20}
	case s.dear:
		return portion{3, 3}
	}
	return p
}

// bombard sends each field its portion of all, and compares what became of the tables with what a harmless text does.
func (t *target) bombard(all []string, p portion) {
	if len(t.text) == 0 {
		t.send(t.address(), t.sample.base(t.w))
		return
	}
	for _, at := range t.sample.reads { // who reads has signed in before it is counted
		if as, _, other := strings.Cut(at, ":"); other {
			t.w.as(as)
		}
	}
	before := t.w.counts()
	t.w.uses += 12 // so that what a sample needs is made anew
	for range 2 {
		if answer := t.send(t.address(), t.sample.base(t.w)); answer.Status >= 400 && answer.Status != 409 && !t.sample.idle {
			t.say("the sample is refused: %d %.300s", answer.Status, answer.Text)
		}
	}
	calm := t.w.counts()
	for texts := t.round(all, p.alone, p.all); len(texts) > 0; texts = t.round(all, p.alone, p.all) {
		t.volley(texts)
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
