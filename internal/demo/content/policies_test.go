package content_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/demo/content"
)

// longestSentence is how many words of a rule may stand before a full stop.
const longestSentence = 25

var (
	sentenceEnd = regexp.MustCompile(`[.?!:]\s+|\n+`)
	stiff       = regexp.MustCompile(`(?i)as per policy|pursuant|herein|aforementioned|shall |utili[sz]e|in accordance|notwithstanding|thereof|employee`)
	ruleNumber  = regexp.MustCompile(`^[1-9]\.[1-9]$`)
)

func TestRulesAreWholeAndPlain(t *testing.T) {
	teams, sites := known(content.HRTeams(), teamKey), known(content.Sites(), func(s content.Site) string { return s.Name })
	policies := content.Policies()
	if n := len(known(policies, func(p content.Policy) string { return p.Slug })); n != 6 || n != len(policies) {
		t.Errorf("%d different policies of %d", n, len(policies))
	}
	rules, ahead, threefold, here := 0, 0, 0, 0
	for _, p := range policies {
		if p.Title == "" || p.Summary == "" || teams[p.Team].Key == "" {
			t.Errorf("%s is not whole", p.Slug)
		}
		seen := map[string]bool{}
		for _, r := range p.Rules {
			rules++
			if seen[r.Number] || !ruleNumber.MatchString(r.Number) || r.Title == "" || len(r.Said) == 0 {
				t.Errorf("%s %s is there twice or is not whole", p.Slug, r.Number)
			}
			seen[r.Number] = true
			everybody := 0
			for _, said := range r.Said {
				if said.Months < 0 {
					ahead++
				}
				if len(said.Sites)+len(said.Employment) == 0 {
					everybody++
				}
				for _, s := range said.Sites {
					if sites[s].TimeZone == "" {
						t.Errorf("%s %s is for %s", p.Slug, r.Number, s)
					}
					here++
				}
				checkPlain(t, p.Slug+" "+r.Number, said.Text)
				checkPlain(t, p.Slug+" "+r.Number, said.Why)
				if everybody > 1 && len(said.Sites) == 0 && said.Why == "" {
					t.Errorf("%s %s does not say why it changed", p.Slug, r.Number)
				}
			}
			if everybody >= 3 {
				threefold++
			}
		}
	}
	if rules != 40 || ahead == 0 || threefold == 0 || here < 5 {
		t.Errorf("%d rules, %d texts that lie ahead, %d rules with three versions, %d texts for a site", rules, ahead, threefold, here)
	}
}

// checkPlain refuses long sentences and stiff words.
func checkPlain(t *testing.T, ref, text string) {
	t.Helper()
	for _, sentence := range sentenceEnd.Split(text, -1) {
		if n := len(strings.Fields(sentence)); n > longestSentence {
			t.Errorf("%s has a sentence of %d words: %s", ref, n, sentence)
		}
	}
	if word := stiff.FindString(text); word != "" {
		t.Errorf("%s says %q", ref, word)
	}
}

// Decisions and answers cite these numbers, and mean this by them.
func TestTheRulesThatAreCitedSayWhatTheyAreCitedFor(t *testing.T) {
	for ref, want := range map[string]string{"pay 4.2": "€38.00 for each night shift", "pay 7.2": "Table B", "development 3.1": "marks", "development 6.3": "Weeks in which you were ill",
		"leave 7.1": "under twelve", "leave 7.4": "move your household", "leave 8.2": "stood back last year", "leave 8.5": "work moved your holiday twice", "leave 9.6": "come back to your post",
		"pay 5.4": "stand in for a week", "time 6.1": "child under one", "conduct 3.1": "within 28 days"} {
		slug, number, _ := strings.Cut(ref, " ")
		i := slices.IndexFunc(content.Policies(), func(p content.Policy) bool { return p.Slug == slug })
		if i < 0 {
			t.Errorf("%s: no such policy", ref)
			continue
		}
		rules := content.Policies()[i].Rules
		j := slices.IndexFunc(rules, func(r content.Rule) bool { return r.Number == number })
		if j < 0 || !slices.ContainsFunc(rules[j].Said, func(said content.RuleText) bool { return said.Months >= 0 && strings.Contains(said.Text, want) }) {
			t.Errorf("%s does not say %q now", ref, want)
		}
	}
}

func TestRulesBeginOnTheFirstOfAMonth(t *testing.T) {
	now := time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)
	for months, want := range map[int]string{0: "2026-03-01", 1: "2026-02-01", 14: "2025-01-01", -2: "2026-05-01"} {
		if got := (content.RuleText{Months: months}).From(now).Format(time.DateOnly); got != want {
			t.Errorf("%d months: %s, want %s", months, got, want)
		}
	}
}
