package letters

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Words are the product's own words in a letter, in its language.
type Words struct {
	Language, Name string // Name in the language itself
	Of             string // how a day is written, with day, month and year
	Months         [12]string
	Reference      string // before the number of the case
	Sign           string // below the line for a signature
	Copy           string // what the printed copy says of itself; the address of the page follows
	Undrawn        string // before the letters that the copy cannot draw
	Replaced       string
	Point          string // before decimals
	Outdated       string // what it tells of was changed later
}

// Languages returns the words of each language in which a letter can be, English first.
func Languages() []Words {
	return []Words{
		{"en", "English", "%[1]d %[2]s %[3]d", [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
			"Our reference", "Date and signature", "This is the printable copy. The accessible letter is at", "This copy cannot show these letters, the page can:", "A newer version replaces this letter.", ".",
			"What this letter tells of was changed later. Ask HR for a new letter."},
		{"de", "Deutsch", "%[1]d. %[2]s %[3]d", [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
			"Unser Zeichen", "Datum und Unterschrift", "Dies ist die Druckfassung. Das barrierefreie Schreiben steht unter", "Diese Zeichen kann die Druckfassung nicht zeigen, die Seite schon:", "Eine neuere Fassung ersetzt dieses Schreiben.", ",",
			"Was dieses Schreiben mitteilt, wurde später geändert. Bitte verlangen Sie ein neues."},
		{"sv", "Svenska", "%[1]d %[2]s %[3]d", [12]string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"},
			"Vår referens", "Datum och underskrift", "Det här är utskriften. Det tillgängliga brevet finns på", "De här tecknen kan utskriften inte visa, men sidan kan:", "En nyare version ersätter det här brevet.", ",",
			"Det som brevet berättar om har ändrats senare. Be HR om ett nytt brev."},
		{"pt", "Português", "%[1]d de %[2]s de %[3]d", [12]string{"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"},
			"Nossa referência", "Data e assinatura", "Esta é a cópia para imprimir. A carta acessível está em", "Esta cópia não consegue mostrar estes caracteres, mas a página sim:", "Uma versão mais recente substitui esta carta.", ",",
			"O que esta carta comunica foi alterado mais tarde. Peça uma nova carta aos Recursos Humanos."},
		{"pl", "Polski", "%[1]d %[2]s %[3]d", [12]string{"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"},
			"Nasz znak", "Data i podpis", "To jest wersja do druku. Dostępne pismo znajduje się pod adresem", "Tych znaków wydruk nie może pokazać, ale strona może:", "Nowsza wersja zastępuje to pismo.", ",",
			"To, o czym mówi to pismo, zostało później zmienione. Poproś dział kadr o nowe pismo."},
	}
}

// WordsOf returns the words of a language; of an unknown one the English ones, and false.
func WordsOf(lang string) (Words, bool) {
	base, _, _ := strings.Cut(lang, "-")
	all := Languages()
	i := slices.IndexFunc(all, func(w Words) bool { return w.Language == base })
	return all[max(i, 0)], i >= 0
}

// Day writes a day in words.
func (w Words) Day(t time.Time) string {
	return fmt.Sprintf(w.Of, t.Day(), w.Months[t.Month()-1], t.Year())
}

// Figure writes a decimal number such as -1250.50 with all its digits.
func (w Words) Figure(text string) string {
	digits, negative := strings.CutPrefix(text, "-")
	whole, part, point := strings.Cut(digits, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return text
	}
	out := message.NewPrinter(language.Make(w.Language)).Sprint(number.Decimal(n))
	if point {
		out += w.Point + part
	}
	if negative {
		return "−" + out
	}
	return out
}

// hours writes the hours of a week with up to two decimals.
func (w Words) hours(f float64) string {
	return w.Figure(strings.TrimRight(strings.TrimRight(strconv.FormatFloat(f, 'f', 2, 64), "0"), "."))
}
