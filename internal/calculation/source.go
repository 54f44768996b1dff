package calculation

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// access are words for records of where somebody was or when they signed in: those watch people, and are no source of what somebody is paid.
var access = regexp.MustCompile(`\b(e?badg\w*|turnstile\w*|gate ?(s|log\w*|time\w*|record\w*|data|house\w*|entr\w*)?|door ?(s|log\w*|time\w*|record\w*|data)?|swip\w*|key ?cards?|rfid|cctv|cameras?|video\w*|` +
	`log ?[io]n ?(s|log\w*|time\w*|record\w*|data)?|log ?in\w*|sign ?ins?|log ?offs?|logouts?|access (card|chip|control|data|log|record|system)\w*|entry (log|record|system)\w*|vpn\w*|` +
	`zutritt\w*|drehkreuz\w*|stechuhr\w*|passerkort\w*|passage(data|system|logg)\w*)\b`)

// systems are words for a program. saying so is no source.
var systems = regexp.MustCompile(`\b(system\w*|payroll|software|programs?|programmes?|computers?|database|tool|app|application|hris|hr suite|sap|hana|successfactors|workday|datev|adp|paychex|visma|hogia|` +
	`peoplesoft|oracle|dynamics|personio|bamboohr|hibob|excel)\b`)

// products are numbers that stand in the name of a program and name no document.
var products = regexp.MustCompile(`\b(s/?4 ?hana|s/4|r/3|365|\d+ ?hana|version \d[\d.]*|v\d[\d.]*)\b`)

// documents are words for what somebody can open and read.
var documents = regexp.MustCompile(`\b(agreement|contract|roster|rota|shift plan|payslip|pay slip|wage slip|slip|table|tariff|scale|form|letter|certificate|invoice|receipt|statement|report|policy|clause|annex|appendix|` +
	`calendar|plan|schedule|sheet|minutes|notice|decision|law|act|regulation|order|timesheet|time sheet|note|mail|e-mail|list|page|paragraph|section|file|export|run|entry|record)s?\b`)

// sourceFault is what is wrong with a source, as a message key with the place of its line; "" when it will do.
func sourceFault(text string) string {
	plain := folded(text)
	switch {
	case plain == "":
		return "Line %d: say where it comes from, for example “Shift roster, 3 Oct” or “Collective agreement 7.2, table B”."
	case access.MatchString(plain):
		return "Line %d: what doors, gates, badges or log-ins record is not a source. Name the shift roster, the agreement or the payslip."
	case systems.MatchString(plain) && !documents.MatchString(plain) && !strings.ContainsFunc(products.ReplaceAllString(plain, ""), unicode.IsDigit):
		return "Line %d: a system alone is not a source. Name the document, the table or the date that it rests on."
	}
	return ""
}

// folded is a text in small letters, with one blank between words and without signs that are not seen.
func folded(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r):
			return -1
		case r == '-' || r == '_' || unicode.Is(unicode.Pd, r) || unicode.IsSpace(r):
			return ' '
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
	return strings.Join(strings.Fields(text), " ")
}
