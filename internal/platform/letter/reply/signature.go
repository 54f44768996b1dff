package reply

import (
	"strings"
	"unicode"
)

// How long what is taken for a signature may be; longer, it counts as written.
const (
	maxSignature = 20 // lines
	maxFooter    = 12 // lines below a drawn line
)

// signatures marks the signature at the end of each stretch of written lines that a quotation or the end of the text follows.
func (f *folder) signatures() {
	for i := 0; i < len(f.lines); {
		if f.kinds[i] != Written {
			i++
			continue
		}
		end := i
		for end < len(f.lines) && f.kinds[end] == Written {
			end++
		}
		f.footer(i, end)
		i = end
	}
}

// footer marks what stands at the end of the lines start to end: the footer of a mailing list, a signature below "-- ", what a phone adds, a name
// behind a dash. They may stand one below the other.
func (f *folder) footer(start, end int) {
	for {
		for end > start && f.bare[end-1] == "" {
			end--
		}
		at := f.signatureAt(start, end)
		if at < 0 {
			return
		}
		for k := at; k < end; k++ {
			f.kinds[k] = Signature
		}
		end = at
	}
}

// signatureAt returns the line at which a signature begins that reaches to end, or -1.
func (f *folder) signatureAt(start, end int) int {
	if end <= start {
		return -1
	}
	if added(f.bare[end-1]) && (end-1 == start || f.bare[end-2] == "" || added(f.bare[end-2]) || end-2 == start) {
		return end - 1
	}
	for k := end - 1; k >= start && k >= end-maxSignature-1; k-- {
		line := strings.TrimRight(f.lines[k], "\r\n")
		switch {
		case line == "-- " || line == "--" || line == "-- *" || line == "—" || strings.TrimRight(line, "\u00A0") == "--":
			return k
		case k >= end-maxFooter && f.listRule(k, start):
			return k
		case k >= end-3 && k > start && f.bare[k-1] == "" && added(f.bare[k]) && f.short(k, end):
			return k
		}
	}
	if last := f.bare[end-1]; end-1 > start && f.bare[end-2] == "" && dashedName(last) {
		return end - 1
	}
	return -1
}

// listRule tells whether line k is the line of underscores that mailing lists put above their footer.
func (f *folder) listRule(k, start int) bool {
	return k > start && len(f.bare[k]) >= 20 && strings.Trim(f.bare[k], "_") == ""
}

// short tells whether the lines below k are as short as what follows "Sent from my phone" in a signature.
func (f *folder) short(k, end int) bool {
	for _, l := range f.bare[k+1 : end] {
		if len(l) > 60 || l == "" {
			return false
		}
	}
	return true
}

// dashedName tells whether a line is a name behind a dash: "-Abhishek Kona".
func dashedName(line string) bool {
	name, ok := strings.CutPrefix(line, "-")
	words := strings.Fields(name)
	if !ok || name == "" || len(words) > 4 || len(name) > 40 {
		return false
	}
	for i, r := range name {
		if i == 0 && !unicode.IsUpper(r) || !unicode.IsLetter(r) && r != ' ' && r != '.' && r != '-' && r != '\'' {
			return false
		}
	}
	return true
}

// additions are what phones and mail programs add below what was written: how the line begins, and how it ends ("" is any end). The lines are
// short, so that a sentence which begins the same way is not taken for one.
var additions = []struct{ begins, ends string }{
	{"sent from my ", ""}, {"sent from mail for ", ""}, {"sent from yahoo ", ""}, {"sent from outlook", ""}, {"sent from samsung ", ""}, {"sent from proton", ""},
	{"sent from iphone", ""}, {"sent from ipad", ""}, {"sent from android", ""}, {"sent from gmail mobile", ""}, {"sent from a mobile", ""}, {"sent with proton", ""},
	{"sent via ", ""}, {"sent using ", ""}, {"get outlook for ", ""}, {"downloaden outlook", ""}, {"von meinem ", "gesendet"}, {"von meinem ", "gesendet."},
	{"gesendet von meinem ", ""}, {"gesendet von mail für ", ""}, {"gesendet mit ", ""}, {"gesendet von ", "mail"}, {"von ", "gesendet"}, {"outlook für ", ""},
	{"holen sie sich outlook", ""}, {"diese nachricht wurde von meinem ", "gesendet."}, {"envoyé de mon ", ""}, {"envoyé depuis mon ", ""}, {"envoyé à partir de ", ""},
	{"envoyé depuis ", ""}, {"télécharger outlook pour ", ""}, {"obtenez outlook pour ", ""}, {"enviado desde mi ", ""}, {"enviado desde ", ""}, {"enviado do meu ", ""},
	{"enviado a partir do meu ", ""}, {"enviado via ", ""}, {"enviado de ", ""}, {"obtener outlook para ", ""}, {"obter o outlook para ", ""}, {"inviato da", ""},
	{"inviato dal mio ", ""}, {"scarica outlook per ", ""}, {"ottieni outlook per ", ""}, {"verzonden vanaf mijn ", ""}, {"verstuurd vanaf mijn ", ""},
	{"verzonden via ", ""}, {"verzonden met ", ""}, {"verstuurd vanaf ", ""}, {"outlook voor ", ""}, {"skickat från ", ""}, {"hämta outlook för ", ""}, {"sendt fra min ", ""},
	{"sendt fra ", ""}, {"få outlook til ", ""}, {"last ned outlook for ", ""}, {"hent outlook til ", ""}, {"lähetetty ", "ta"}, {"lähetetty ", "sta"}, {"lähetetty ", "stä"},
	{"wysłane z ", ""}, {"wysłano z ", ""}, {"pobierz program outlook", ""}, {"odesláno z ", ""}, {"odoslané z ", ""}, {"elküldve az ", ""}, {"iphone-ról küldve", ""},
	{"trimis de pe ", ""}, {"отправлено с ", ""}, {"отправлено из ", ""}, {"надіслано з ", ""}, {"从我的 ", "发送"}, {"发自我的", ""}, {"從我的", "傳送"},
	{"iphoneから送信", ""}, {"ipadから送信", ""}, {"나의 ", "에서 보냄"}, {"iphone'umdan gönderildi", ""}, {"ipad'imden gönderildi", ""}, {"στάλθηκε από ", ""},
	{"נשלח מה", ""}, {"أرسلت من ", ""},
}

// added tells whether a line is one of the additions.
func added(line string) bool {
	line = strings.ToLower(strings.Trim(line, "*_ \u00A0[]"))
	if i := strings.IndexAny(line, "<("); i > 0 { // a link behind the text
		line = strings.TrimSpace(line[:i])
	}
	if len(line) > 90 || len(strings.Fields(line)) > 9 || strings.ContainsAny(line, ",;?!") {
		return false
	}
	for _, a := range additions {
		if rest, ok := strings.CutPrefix(line, a.begins); ok && strings.HasSuffix(rest, a.ends) {
			return true
		}
	}
	return false
}
