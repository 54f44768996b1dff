package content_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"hearth/internal/demo/content"
)

// known gathers the keys that other data refer to.
func known[T any](all []T, key func(T) string) map[string]T {
	out := map[string]T{}
	for _, x := range all {
		out[key(x)] = x
	}
	return out
}

func personKey(p content.Person) string   { return p.Key }
func serviceKey(s content.Service) string { return s.Slug }
func causeKey(c content.Cause) string     { return c.Slug }
func teamKey(t content.HRTeam) string     { return t.Key }

func TestServicesFitTogether(t *testing.T) {
	services, causes, teams := content.Services(), known(content.Causes(), causeKey), known(content.HRTeams(), teamKey)
	if n := len(services); n != 18 || n != len(known(services, serviceKey)) {
		t.Errorf("%d services, some perhaps twice", n)
	}
	if len(causes) < 18 || len(causes) != len(content.Causes()) || causes["other"].Name == "" {
		t.Errorf("%d different causes of %d; is there another cause?", len(causes), len(content.Causes()))
	}
	large := 0
	for _, s := range services {
		if teams[s.Team].Key == "" || causes[s.Cause].Slug == "" {
			t.Errorf("%s: team %q or cause %q is not there", s.Slug, s.Team, s.Cause)
		}
		if s.FirstAnswerMinutes <= 0 || s.DecisionMinutes < s.FirstAnswerMinutes || s.Name == "" || s.Description == "" || s.Icon == "" {
			t.Errorf("%s is not whole: %+v", s.Slug, s)
		}
		if !slices.Contains([]string{"open", "team", "named"}, s.Sensitivity) || s.Health && (s.ManagerSees || !s.Neutral) {
			t.Errorf("%s is open to the wrong people: %+v", s.Slug, s)
		}
		if s.Large {
			large++
		}
	}
	if large != 4 {
		t.Errorf("%d large buttons, want 4", large)
	}
}

func TestStoriesAreWhole(t *testing.T) {
	services, causes := known(content.Services(), serviceKey), known(content.Causes(), causeKey)
	outcomes := []string{content.Answered, content.Done, content.Withdrawn, content.Duplicate, content.NotForHR}
	askers := []string{content.ShopFloor, content.Night, content.Office, content.PlantOffice, content.Lead, content.Newcomer, content.Porto, content.London, content.Anyone}
	bodies, closings, ids, languages := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]int{}
	told := map[string]int{}
	for _, s := range content.Cases(content.Seed) {
		if services[s.Service].Slug == "" || causes[s.Cause].Slug == "" || !slices.Contains(outcomes, s.Outcome) || !slices.Contains(askers, s.Asker) {
			t.Errorf("%s: service %q, cause %q, outcome %q, asker %q", s.ID, s.Service, s.Cause, s.Outcome, s.Asker)
		}
		if s.Subject == "" || s.Body == "" || s.Closing == "" || (s.Missing == "") != (s.Second == "") {
			t.Errorf("%s is not whole", s.ID)
		}
		if bodies[s.Body] || closings[s.Closing] || ids[s.ID] {
			t.Errorf("%s tells what another one tells", s.ID)
		}
		bodies[s.Body], closings[s.Closing], ids[s.ID] = true, true, true
		if s.Language != "" {
			languages[s.Language]++
		}
		told[s.Service]++
		checkTexts(t, s)
	}
	if len(bodies) < 150 {
		t.Errorf("%d different texts, want at least 150", len(bodies))
	}
	foreign := 0
	for _, n := range languages {
		foreign += n
	}
	if foreign < 12 || len(languages) < 6 {
		t.Errorf("%d stories in other languages, %v", foreign, languages)
	}
	for slug, s := range services {
		if told[slug] < 8 && !s.Decides && s.Law == "" { // those take stories of the others, see Decided; of what a law gives a time see LawfulOnes
			t.Errorf("%d stories about %s, want at least 8", told[slug], slug)
		}
	}
}

// stale finds what HR does not write: exclamation marks and the phrases that the voice of the product rules out.
var stale = regexp.MustCompile(`(?i)!|\bas per\b|\bsimply\b|\bjust\b|unfortunately|\bkindly\b|do not hesitate|per policy|lorem`)

func checkTexts(t *testing.T, s content.CaseScript) {
	t.Helper()
	hr := []string{s.Closing, s.Second}
	asker := []string{s.Body, s.Missing, s.Comment}
	for _, turn := range s.Turns {
		switch turn.From {
		case content.FromAsker:
			asker = append(asker, turn.Text)
		case content.FromAgent, content.FromNote:
			hr = append(hr, turn.Text)
		default:
			t.Errorf("%s: a turn from %q", s.ID, turn.From)
		}
		if turn.Text == "" || turn.AfterMinutes <= 0 {
			t.Errorf("%s has an empty turn or one without time", s.ID)
		}
	}
	for _, text := range hr {
		if found := stale.FindString(text); found != "" {
			t.Errorf("%s: HR writes %q in %q", s.ID, found, text)
		}
	}
	if utf8.RuneCountInString(s.Subject) > content.MaxSubject {
		t.Errorf("%s: the subject is too long", s.ID)
	}
	filled := s.Fill(content.Words{Name: "Ada", Lead: "Bo", Number: 3, Language: s.Language})
	for _, text := range append(append(hr, asker...), filled.Subject, filled.Body, filled.Closing) {
		if utf8.RuneCountInString(text) > content.MaxBody {
			t.Errorf("%s: a text is too long: %.60q", s.ID, text)
		}
	}
	for _, turn := range append(filled.Turns, content.Turn{Text: filled.Subject + filled.Body + filled.Closing + filled.Comment + filled.Missing + filled.Second}) {
		if strings.ContainsAny(turn.Text, "{}") {
			t.Errorf("%s keeps a place unfilled: %q", s.ID, turn.Text)
		}
	}
	if s.Language != "" && strings.Contains(s.Subject+s.Body+s.Closing, "{month}") {
		t.Errorf("%s: months are filled in English only", s.ID)
	}
}

func TestWordsFill(t *testing.T) {
	day := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	w := content.Words{Name: "Amina", Lead: "Jonas", Number: 4, Month: day, Soon: day, Last: day.AddDate(0, 0, -1)}
	got := w.Fill("{name} of {lead}: {n} × €38.00 = €{n*38}, {n*4} h, {month}, {soon}, {last}, {other}")
	if want := "Amina of Jonas: 4 × €38.00 = €152.00, 16 h, November, Fri 20 Nov, Thu 19 Nov, {other}"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	w.Language = "pt"
	if got := w.Fill("€{n*9} até {soon}"); got != "€36,00 até 20.11." {
		t.Errorf("in Portuguese: %s", got)
	}
}

func TestSituations(t *testing.T) {
	people, services, causes := known(content.People(content.Seed), personKey), known(content.Services(), serviceKey), known(content.Causes(), causeKey)
	all := content.Situations()
	if len(all) != 12 || len(known(all, func(s content.Situation) string { return s.Key })) != 12 {
		t.Errorf("%d situations, want 12 different ones", len(all))
	}
	later := 0
	for _, s := range all {
		names := append(append([]string{s.Asker, s.Persona}, s.Against...), s.Named...)
		if s.Agent != "" {
			names = append(names, s.Agent)
		}
		if s.Later != "" {
			later++
		}
		before := s.AskedBefore
		for _, turn := range s.Turns {
			names = append(names, turn.By)
			if turn.Before >= before || turn.From != content.FromAsker && stale.MatchString(turn.Text) {
				t.Errorf("%s: a turn out of order, or HR's text is off: %q", s.Key, turn.Text)
			}
			before = turn.Before
		}
		for _, name := range names {
			if people[name].Key == "" || people[name].EndedDaysAgo > 0 {
				t.Errorf("%s: nobody is called %q", s.Key, name)
			}
		}
		checkSituation(t, s, services[s.Service], before)
		if causes[s.Cause].Slug == "" || !strings.HasPrefix(s.Line, "Be "+people[s.Persona].FirstName()) {
			t.Errorf("%s: cause %q, line %q for %s", s.Key, s.Cause, s.Line, s.Persona)
		}
		if (s.State == content.StateAnswered) != (s.Closing != "" && s.AnsweredBefore < before && s.Outcome != "") || stale.MatchString(s.Closing) {
			t.Errorf("%s: state %s does not fit its answer", s.Key, s.State)
		}
	}
	if later != 1 {
		t.Errorf("%d situations say what comes later, want 1", later)
	}
}

// checkSituation compares what a situation says of its promise with the promise of its service.
func checkSituation(t *testing.T, s content.Situation, service content.Service, last int) {
	t.Helper()
	answered := slices.ContainsFunc(s.Turns, func(x content.LiveTurn) bool { return x.From == content.FromAgent })
	left := service.FirstAnswerMinutes - s.AskedBefore
	if answered {
		left = service.DecisionMinutes - s.AskedBefore
	}
	want := content.OnTime
	switch {
	case s.State == content.StateAnswered:
		want = content.Kept
		left += s.AnsweredBefore
		if left < 0 {
			t.Errorf("%s was answered %d minutes late", s.Key, -left)
		}
	case left < 0:
		want = content.Late
	case left <= service.FirstAnswerMinutes/4 && !answered:
		want = content.AtRisk
	}
	if s.Standing != want {
		t.Errorf("%s stands %s, want %s: %d minutes left, last written %d before", s.Key, s.Standing, want, left, last)
	}
}

func TestRulingsAreWhole(t *testing.T) {
	services, clauses, scripts := known(content.Services(), serviceKey), map[string]bool{}, 0
	for _, c := range content.Clauses() {
		clauses[c.Ref] = true
	}
	outcomes := map[string]int{}
	var check func(id string, r content.Ruling, first bool)
	check = func(id string, r content.Ruling, first bool) {
		outcomes[r.Outcome]++
		if r.Clause != "" && !clauses[r.Clause] || len(r.Facts) == 0 || r.Next == "" || r.Days <= 0 || (r.Disagrees == "") != (r.After == nil) || !first && r.Reason == "" {
			t.Errorf("%s is not whole: %+v", id, r)
		}
		if r.Outcome != content.Granted && (r.Clause == "" || len(r.Alternatives) == 0) {
			t.Errorf("%s is not granted, and lacks a clause or what else there is", id)
		}
		if r.After != nil {
			check(id, *r.After, false)
		}
	}
	for _, s := range content.Cases(content.Seed) {
		service, all := content.Decided(s)
		if len(all) == 0 {
			continue
		}
		scripts++
		if to, from := services[service], services[s.Service]; !to.Decides || to.Team != from.Team || to.DecisionMinutes != from.DecisionMinutes || to.Sensitivity != from.Sensitivity || to.Neutral != from.Neutral {
			t.Errorf("%s moves from %s to %s, which is not alike", s.ID, s.Service, service)
		}
		for _, r := range all {
			check(s.ID, r, true)
		}
	}
	if scripts < 20 || outcomes[content.Refused] < 3 || outcomes[content.InPart] < 4 || outcomes[content.OutOfScope] < 1 || outcomes[content.Granted] < 15 {
		t.Errorf("%d stories, %v", scripts, outcomes)
	}
}
