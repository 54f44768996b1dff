package letters

import (
	"cmp"
	"fmt"
	"time"
)

// decisionWords are the product's words about decisions and sums in the language of a letter.
type decisionWords struct {
	outcomes, units map[string]string
	rule, noRule    string // the number of a clause and the title of its policy stand in rule
	next            string // what happens, and the day
	disagree        string // the day, and who takes it
	ask             string // where no way to disagree was set
}

var wordsOfDecisions = map[string]decisionWords{
	"en": {map[string]string{"granted": "approved", "in_part": "approved in part", "refused": "not approved", "out_of_scope": "not for HR to decide"},
		map[string]string{"hours": "hours", "days": "days", "percent": "%", "points": "points"},
		"It rests on clause %s of “%s”, as it stood on that day.", "No clause of a policy had to be applied.", "%s By %s.",
		"If you disagree, ask for a second look until %s. %s takes it, not the person who decided.", "If you disagree, tell us under the number of this letter."},
	"de": {map[string]string{"granted": "genehmigt", "in_part": "teilweise genehmigt", "refused": "nicht genehmigt", "out_of_scope": "nicht von der Personalabteilung zu entscheiden"},
		map[string]string{"hours": "Stunden", "days": "Tage", "percent": "%", "points": "Punkte"},
		"Grundlage ist %s aus „%s“ in der an diesem Tag geltenden Fassung.", "Eine Regelung musste nicht angewandt werden.", "%s Bis %s.",
		"Wenn Sie das anders sehen, können Sie bis %s eine zweite Prüfung verlangen. Sie liegt bei: %s, nicht bei der Person, die entschieden hat.", "Wenn Sie das anders sehen, melden Sie sich unter der Nummer dieses Schreibens."},
	"sv": {map[string]string{"granted": "godkänt", "in_part": "delvis godkänt", "refused": "inte godkänt", "out_of_scope": "inget som HR kan besluta om"},
		map[string]string{"hours": "timmar", "days": "dagar", "percent": "%", "points": "poäng"},
		"Det bygger på punkt %s i ”%s”, som den löd den dagen.", "Ingen punkt i en policy behövde tillämpas.", "%s Senast %s.",
		"Om du inte håller med kan du be om en ny prövning till och med %s. Den görs av: %s, inte av den som beslutade.", "Om du inte håller med, hör av dig med brevets nummer."},
	"pt": {map[string]string{"granted": "aprovado", "in_part": "aprovado em parte", "refused": "não aprovado", "out_of_scope": "não cabe aos Recursos Humanos decidir"},
		map[string]string{"hours": "horas", "days": "dias", "percent": "%", "points": "pontos"},
		"Baseia-se na cláusula %s de «%s», na versão desse dia.", "Não foi preciso aplicar nenhuma cláusula.", "%s Até %s.",
		"Se não concordar, pode pedir uma segunda análise até %s. Quem a faz: %s, e não a pessoa que decidiu.", "Se não concordar, diga-nos com o número desta carta."},
	"pl": {map[string]string{"granted": "zgoda", "in_part": "częściowa zgoda", "refused": "brak zgody", "out_of_scope": "sprawa nie należy do działu kadr"},
		map[string]string{"hours": "godz.", "days": "dni", "percent": "%", "points": "pkt"},
		"Podstawą jest punkt %s dokumentu „%s” w brzmieniu z tego dnia.", "Nie trzeba było stosować żadnego punktu regulaminu.", "%s Termin: %s.",
		"Kto się nie zgadza, może do dnia %s poprosić o ponowne rozpatrzenie. Zajmie się tym: %s, a nie osoba, która zdecydowała.", "Kto się nie zgadza, może do nas napisać pod numerem tego pisma."},
}

// decided are the places that a decision fills. At is the moment of the decision on the clock of the person.
func (w Words) decided(d Decided, at time.Time) map[string]string {
	words := wordsOfDecisions[w.Language]
	all := map[string]string{"decision.outcome": words.outcomes[d.Outcome], "decision.reason": d.Reason, "decision.on": w.Day(at), "decision.rule": words.noRule, "decision.disagree": words.ask}
	if d.Rule != "" {
		all["decision.rule"] = fmt.Sprintf(words.rule, d.Rule, d.Policy)
	}
	if d.Next != "" {
		all["decision.next"] = fmt.Sprintf(words.next, d.Next, w.written(d.NextOn))
	}
	if d.Until != "" {
		all["decision.disagree"] = fmt.Sprintf(words.disagree, w.written(d.Until), d.To)
	}
	return all
}

// written is a day such as 2026-11-26 in words.
func (w Words) written(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return w.Day(t)
}

// Sum writes what a calculation comes to, with its unit.
func (w Words) Sum(s Sum) string {
	return w.Figure(s.Total) + "\u00a0" + cmp.Or(wordsOfDecisions[w.Language].units[s.Unit], s.Unit)
}
