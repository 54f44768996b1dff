package reply

import (
	"strings"
	"unicode"
)

// maxAttribution is the longest line, or lines in a row, that say who wrote what is quoted.
const maxAttribution = 300

// verbs end, or stand near the end of, the line above a quotation: "On … Bo Lund wrote:".
var verbs = []string{
	"wrote", "writes", "schrieb", "a écrit", "écrit", "escribió", "escribio", "escreveu", "ha scritto", "scrisse", "schreef", "geschreven", "skrev",
	"kirjoitti", "napisał", "napisał(a)", "napisała", "pisze", "napsal", "napsal(a)", "napsala", "napísal", "írta", "yazdı", "написал", "написал(а)",
	"написала", "пишет", "писал", "пише", "a scris", "έγραψε", "כתב", "كتب", "写道", "寫道", "書きました", "のメール", "님이 작성", "작성", "va escriure", "idatzi du",
	"rašė", "rakstīja", "kirjutas", "je napisao", "je napisal", "написа", "đã viết", "menulis",
}

// openings begin such a line where the language has a word for it.
var openings = []string{
	"on ", "am ", "le ", "el ", "em ", "il ", "op ", "den ", "på ", "w dniu", "dnia", "dne ", "în ", "στις ", "a(z) ", "el dia", "tanggal ", "vào ", "pada ", "2",
}

// attributionEnding tells whether line i ends the naming of who wrote what follows, and where the naming begins: mail programs break it into
// up to four lines.
func (f *folder) attributionEnding(i int) (first int, ok bool) {
	line := f.bare[i]
	quotedNext := i+1 < len(f.bare) && !f.belowIsUnmarked(i)
	if !endsAttribution(line) { // some languages name the author without a verb
		return i, quotedNext && len(line) <= maxAttribution && strings.HasSuffix(line, ":") && strings.Contains(line, "@") && hasClock(line)
	}
	for first = i; first >= 0 && first > i-4 && f.bare[first] != ""; first-- {
		if opens(f.bare[first]) && hasDigit(f.join(first, i)) && len(f.join(first, i)) <= maxAttribution {
			return first, true
		}
	}
	return i, quotedNext || hasDigit(line)
}

// endsAttribution tells whether a line ends with a colon and has one of the verbs not far before it.
func endsAttribution(line string) bool {
	if len(line) > maxAttribution {
		return false
	}
	text, ok := strings.CutSuffix(line, ":")
	if !ok {
		if text, ok = strings.CutSuffix(line, "："); !ok {
			return false
		}
	}
	text = strings.ToLower(strings.TrimRight(text, " \u00A0\u202F*_>"))
	for _, v := range verbs {
		at := strings.LastIndex(text, v)
		if at < 0 || at > 0 && letterBefore(text, at) || !edge(text[at+len(v):]) {
			continue
		}
		if len(text)-at-len(v) <= 120 { // "schrieb Bo Lund <bo@example.org>:"
			return true
		}
	}
	return false
}

// letterBefore tells whether a Latin letter stands before text[at:], so that it is the end of a longer word.
func letterBefore(text string, at int) bool {
	return text[at-1] >= 'a' && text[at-1] <= 'z'
}

// edge tells whether what follows a verb begins with something that is no letter.
func edge(after string) bool {
	for _, r := range after {
		return !unicode.IsLetter(r) || r > 0x2E80
	}
	return true
}

func opens(line string) bool {
	line = strings.ToLower(strings.TrimLeft(line, "*_ "))
	for _, o := range openings {
		if strings.HasPrefix(line, o) {
			return true
		}
	}
	return false
}

// strong tells whether a naming is surely one although what follows is not marked as quoted: it has a time of day or a year, and an address or
// the word its language opens it with.
func strong(text string) bool {
	return (hasClock(text) || hasYear(text)) && (strings.Contains(text, "@") || opens(text) && hasClock(text))
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

func hasClock(s string) bool {
	for i := 1; i+2 < len(s); i++ {
		if (s[i] == ':' || s[i] == '.' || s[i] == 'h') && digit(s[i-1]) && digit(s[i+1]) && digit(s[i+2]) {
			return true
		}
	}
	return false
}

func hasYear(s string) bool {
	run := 0
	for i := range len(s) {
		if !digit(s[i]) {
			run = 0
			continue
		}
		if run++; run == 4 && (s[i-3:i-1] == "19" || s[i-3:i-1] == "20") {
			return true
		}
	}
	return false
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// rule tells whether a line is a drawn line, as mail programs put above a quoted mail.
func rule(line string) bool {
	line = strings.Trim(line, " *")
	return len(line) >= 3 && strings.Trim(line, "_-=—─") == ""
}
