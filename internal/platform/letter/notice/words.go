package notice

import "strings"

// absences are what the subjects of answers by machine say, in lower case: at the beginning of the subject, unless they begin with a star.
var absences = []string{
	"automatic reply", "auto reply", "auto-reply", "autoreply", "auto response", "auto-response", "autorespon", "auto:", "automatic response", "*out of office",
	"*out of the office", "ooo:", "*vacation", "away from", "away until", "automatische antwort", "automatische antwoord", "automatisch antwoord", "abwesenheit",
	"*abwesenheitsnotiz", "*nicht im büro", "*nicht im haus", "réponse automatique", "absence du bureau", "*absent du bureau", "*absence", "respuesta automática",
	"*fuera de la oficina", "resposta automática", "*fora do escritório", "*fora da empresa", "risposta automatica", "*fuori ufficio", "*fuori sede",
	"*afwezig", "autosvar", "automatiskt svar", "*frånvar", "automatisk svar", "*fravær", "automaattinen vastaus", "*poissa", "autom. odpowiedź",
	"odpowiedź automatyczna", "automatyczna odpowiedź", "*poza biurem", "automatická odpověď", "automatická odpoveď", "automatikus válasz", "*házon kívül",
	"otomatik yanıt", "*ofis dışında", "автоответ", "автоматический ответ", "автоматична відповідь", "răspuns automat", "αυτόματη απάντηση", "自動返信",
	"*不在", "自动答复", "自動回覆", "自动回复", "자동 회신", "자동응답", "*부재", "תשובה אוטומטית", "رد تلقائي", "automatinis atsakymas", "automatski odgovor",
}

// absent tells whether a subject says that a program answers for somebody.
func absent(subject string) bool {
	return says(subject, absences)
}

// failures are what the subjects of bounces say.
var failures = []string{
	"undeliver", "*undeliverable", "undelivered mail", "*delivery status notification", "mail delivery fail", "*delivery failure", "*delivery failed", "*delivery has failed",
	"failure notice", "returned mail", "*returned to sender", "mail delivery system", "*mail could not be delivered", "*message not delivered", "*could not be delivered",
	"delayed mail", "*delivery delayed", "delivery delay", "warning: message", "warning: could not send", "mail system error", "*delivery report", "*non remis", "unzustellbar",
	"*nicht zustellbar", "*zustellung fehlgeschlagen", "*konnte nicht zugestellt werden", "*non-délivrance", "*non distribué", "*échec de la remise", "no se puede entregar",
	"*no entregado", "*não entregue", "*não foi possível entregar", "*mancato recapito", "*impossibile recapitare", "*onbestelbaar", "kan niet worden afgeleverd",
	"*kunde inte levereras", "*kunne ikke leveres", "*nie można dostarczyć", "*niedostarcz", "*nedoručiteln", "*kézbesíthetetlen", "*недоставлен", "*не доставлено",
	"*配信不能", "*配信できません", "*无法送达", "*退信", "*배달되지", "*blocked by our bulk email filter", "*rejected", "*unreachable recipient", "*user unknown",
}

// failed tells whether a subject says that a mail did not arrive.
func failed(subject string) bool {
	return says(subject, failures)
}

// says tells whether a subject begins with one of the phrases, or contains one that begins with a star. An answer to such a subject, "Re: …", is
// written by a person.
func says(subject string, phrases []string) bool {
	subject = strings.ToLower(subject)
	for _, answer := range []string{"re:", "aw:", "sv:", "vs:", "fw:", "fwd:", "wg:"} {
		if strings.HasPrefix(subject, answer) {
			return false
		}
	}
	for _, p := range phrases {
		anywhere, ok := strings.CutPrefix(p, "*")
		if ok && strings.Contains(subject, anywhere) || strings.HasPrefix(subject, p) {
			return true
		}
	}
	return false
}
