package plain

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// easy has a plain word for each hard one.
var easy = map[string]string{
	"accommodate": "make room for", "accordingly": "so", "additional": "more", "aforementioned": "this", "ameliorate": "improve", "applicable": "that applies",
	"ascertain": "find out", "assistance": "help", "commence": "begin", "commences": "begins", "commencement": "start", "compensation": "pay", "comprise": "have",
	"comprises": "has", "concerning": "about", "consequently": "so", "deem": "think", "deemed": "is seen as", "discretionary": "that we may decide",
	"disburse": "pay", "disbursed": "paid", "disbursement": "payment", "endeavour": "try", "ensure": "make sure", "entitlement": "right", "erroneous": "wrong",
	"expedite": "speed up", "facilitate": "help", "forthwith": "at once", "furnish": "give", "furthermore": "also", "henceforth": "from now on",
	"hereby": "now", "herein": "here", "hereinafter": "below", "implement": "carry out", "implemented": "carried out", "in lieu of": "instead of", "inasmuch as": "because",
	"incur": "have", "initiate": "start", "initiated": "started", "in order to": "to", "in the event that": "if", "in the event of": "if there is", "liaise": "talk",
	"mandatory": "that must be done", "modification": "change", "notwithstanding": "although", "numerous": "many", "obtain": "get", "pertaining to": "about",
	"prior to": "before", "pro rata": "in proportion", "pursuant to": "under", "regarding": "about", "remittance": "payment", "remuneration": "pay", "rescind": "take back",
	"retrospectively": "for the past", "retroactively": "for the past", "stipulate": "say", "stipulated": "said", "stipulates": "says", "submit": "send", "subsequent": "later",
	"subsequent to": "after", "subsequently": "later", "sufficient": "enough", "terminate": "end", "terminated": "ended", "thereafter": "then", "therein": "in it",
	"thereof": "of it", "utilise": "use", "utilised": "used", "utilize": "use", "utilized": "used", "whereas": "while", "with regard to": "about", "with respect to": "about",
}

// hard finds them, longer ones first.
var hard = func() *regexp.Regexp {
	all := slices.SortedFunc(maps.Keys(easy), func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return regexp.MustCompile(`(?i)\b(?:` + strings.Join(all, "|") + `)\b`)
}()
