package intake

import (
	"slices"
	"strings"
	"unicode"

	"hearth/internal/platform/letter"
)

// thanking are the words that thank, in the languages of the product and their neighbours; courteous are those that may stand beside them and ask for nothing.
var (
	thanking = words(`thanks thank thx ty cheers danke dank dankeschön merci gracias obrigado obrigada grazie bedankt dankjewel dankuwel tack tak takk kiitos
		dziękuję dzięki děkuji díky ďakujem köszönöm mulțumesc teşekkürler teşekkür sağol спасибо дякую благодаря ευχαριστώ شكرا תודה धन्यवाद ありがとう 谢谢 謝謝 감사합니다`)
	courteous = words(`you so much very many a lot again for your the help quick fast reply answer everything all it's its that's perfect great super kind best regards
		sehr vielen herzlichen ihnen dir euch für die ihre deine schnelle antwort hilfe alles super mit freundlichen grüßen gruß viele liebe lg mfg
		beaucoup à vous pour votre ta réponse aide bien cordialement muchas por su tu respuesta ayuda saludos mille tante per la sua muito pela
		hartelijk voor je jouw uw snelle antwoord hulp groet groeten så mycket för ditt din svar hjälp mvh hälsningar mange for hjelpen hilsen bardzo za odpowiedź pomoc
		hello hi hey dear hallo liebe lieber bonjour hola ciao hej cześć great wonderful ok okay prima top`)
)

func words(text string) []string { return strings.Fields(text) }

// onlyThanks reports whether a mail says nothing but thanks, so that an answered case need not open again: a few words, all of them such words or the names of
// those who write to each other. In doubt it is more than thanks.
func onlyThanks(m letter.Mail, names ...string) bool {
	text := strings.ToLower(m.Visible)
	if len(text) > 200 || strings.ContainsAny(text, "?？؟") || len(m.Attachments) > 0 {
		return false
	}
	known := words(strings.ToLower(strings.Join(append(names, m.From.Name), " ")))
	said := false
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' }) {
		switch {
		case slices.Contains(thanking, w):
			said = true
		case !slices.Contains(courteous, w) && !slices.Contains(known, w):
			return false
		}
	}
	return said
}
