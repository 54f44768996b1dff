package content

// LetterTemplate is a template of letters of the demo.
type LetterTemplate struct {
	ID, Name, Kind, Reason, Signer string
	Months                         int
	Versions                       []LetterVersion
}

// LetterVersion is a template in one language.
type LetterVersion struct{ Language, Title, Body string }

// IssuedLetter is a letter from a template, with what no record says.
type IssuedLetter struct{ Template, Language, To, Contract string }

// LetterTemplates are the templates of letters of the demo.
func LetterTemplates() []LetterTemplate {
	return []LetterTemplate{employmentLetter, landlordLetter, decisionLetter, repaymentLetter}
}

var employmentLetter = LetterTemplate{ID: "employment-confirmation", Name: "Employment confirmation", Kind: "employment", Signer: "agent", Months: 36,
	Reason: "So that you can have the same letter again, and we can answer who asks about it.",
	Versions: []LetterVersion{
		{"en", "Confirmation of employment", `To whom it may concern,

{{person.name}} works for {{organisation.name}} in {{employment.site}}. The employment began on {{employment.started}} and continues.

Position: {{employment.position}}
Hours a week: {{employment.hours}}

We wrote this letter at the request of {{person.name}}. You can ask us about it under the number {{case.number}}.

Kind regards
{{hr.name}}
Human Resources, {{organisation.name}}`},
		{"de", "Bestätigung der Beschäftigung", `Sehr geehrte Damen und Herren,

{{person.name}} arbeitet bei {{organisation.name}} am Standort {{employment.site}}. Die Beschäftigung begann am {{employment.started}} und besteht fort.

Tätigkeit: {{employment.position}}
Wochenstunden: {{employment.hours}}

Wir schreiben diesen Brief auf Wunsch von {{person.name}}. Rückfragen beantworten wir gern unter der Nummer {{case.number}}.

Mit freundlichen Grüßen
{{hr.name}}
Personal, {{organisation.name}}`},
		{"sv", "Anställningsintyg", `Till den det berör

{{person.name}} arbetar på {{organisation.name}} i {{employment.site}}. Anställningen började den {{employment.started}} och pågår.

Befattning: {{employment.position}}
Timmar i veckan: {{employment.hours}}

Vi skriver intyget på begäran av {{person.name}}. Du når oss om det med numret {{case.number}}.

Vänliga hälsningar
{{hr.name}}
HR, {{organisation.name}}`},
		{"pt", "Declaração de emprego", `A quem possa interessar,

Declaramos que {{person.name}} trabalha na {{organisation.name}}, em {{employment.site}}. O contrato começou em {{employment.started}} e continua em vigor.

Função: {{employment.position}}
Horas por semana: {{employment.hours}}

Esta declaração foi escrita a pedido de {{person.name}}. Pode perguntar-nos sobre ela com o número {{case.number}}.

Com os melhores cumprimentos
{{hr.name}}
Recursos Humanos, {{organisation.name}}`},
		{"pl", "Zaświadczenie o zatrudnieniu", `Szanowni Państwo,

zaświadczamy, że {{person.name}} pracuje w {{organisation.name}}, {{employment.site}}. Zatrudnienie trwa od dnia {{employment.started}}.

Stanowisko: {{employment.position}}
Liczba godzin w tygodniu: {{employment.hours}}

Zaświadczenie wydajemy na prośbę: {{person.name}}. W razie pytań prosimy podać numer {{case.number}}.

Z poważaniem
{{hr.name}}
Dział kadr, {{organisation.name}}`},
	}}

var landlordLetter = LetterTemplate{ID: "bank-or-landlord", Name: "For a bank or a landlord", Kind: "reference", Signer: "agent", Months: 36,
	Reason: "So that we can answer the bank or the landlord if they ask back.",
	Versions: []LetterVersion{
		{"en", "Confirmation for {{letter.to}}", `Dear Sir or Madam,

{{person.name}} asked us to confirm the following to you.

{{person.name}} has worked for {{organisation.name}} since {{employment.started}}, at present as {{employment.position}} with {{employment.hours}} hours a week. The contract is {{employment.contract}}. No notice has been given by either side as of {{today}}.

Pay is not part of this letter. {{person.name}} can show you payslips.

Kind regards
{{hr.name}}
Human Resources, {{organisation.name}}`},
		{"de", "Bestätigung für {{letter.to}}", `Sehr geehrte Damen und Herren,

{{person.name}} hat uns gebeten, Ihnen Folgendes zu bestätigen.

{{person.name}} arbeitet seit dem {{employment.started}} bei {{organisation.name}}, zurzeit als {{employment.position}} mit {{employment.hours}} Stunden in der Woche. Der Vertrag ist {{employment.contract}}. Am {{today}} liegt von keiner Seite eine Kündigung vor.

Der Lohn ist nicht Teil dieses Schreibens. {{person.name}} kann Ihnen Abrechnungen zeigen.

Mit freundlichen Grüßen
{{hr.name}}
Personal, {{organisation.name}}`},
		{"sv", "Intyg till {{letter.to}}", `Hej,

{{person.name}} har bett oss att intyga följande.

{{person.name}} har arbetat på {{organisation.name}} sedan den {{employment.started}}, just nu som {{employment.position}} med {{employment.hours}} timmar i veckan. Anställningen är {{employment.contract}}. Den {{today}} har ingen av parterna sagt upp den.

Lönen står inte i intyget. {{person.name}} kan visa lönebesked.

Vänliga hälsningar
{{hr.name}}
HR, {{organisation.name}}`},
		{"pt", "Declaração para {{letter.to}}", `Exmos. Senhores,

{{person.name}} pediu-nos que confirmássemos o seguinte.

{{person.name}} trabalha na {{organisation.name}} desde {{employment.started}}, atualmente como {{employment.position}}, {{employment.hours}} horas por semana. O contrato é {{employment.contract}}. Em {{today}} nenhuma das partes o denunciou.

O salário não faz parte desta declaração. {{person.name}} pode mostrar os recibos.

Com os melhores cumprimentos
{{hr.name}}
Recursos Humanos, {{organisation.name}}`},
		{"pl", "Zaświadczenie dla: {{letter.to}}", `Szanowni Państwo,

{{person.name}} prosi nas o potwierdzenie następujących informacji.

{{person.name}} pracuje w {{organisation.name}} od dnia {{employment.started}}, obecnie na stanowisku: {{employment.position}}, {{employment.hours}} godzin tygodniowo. Rodzaj umowy: {{employment.contract}}. Na dzień {{today}} żadna ze stron jej nie wypowiedziała.

Zaświadczenie nie obejmuje wynagrodzenia. {{person.name}} może okazać paski płacowe.

Z poważaniem
{{hr.name}}
Dział kadr, {{organisation.name}}`},
	}}

var repaymentLetter = LetterTemplate{ID: "repayment-agreement", Name: "Repayment agreement", Kind: "repayment", Signer: "head", Months: 120,
	Reason: "Tax and accounting law ask for agreements about pay for ten years.",
	Versions: []LetterVersion{
		{"en", "How you pay back {{repayment.sum}} EUR", `Dear {{person.name}},

you were paid too much, and we agreed how it comes back. The sum is {{repayment.sum}} EUR.

From {{repayment.from}} we take {{repayment.monthly}} EUR a month from your pay until the sum is reached. There is no interest. If a month becomes too tight, tell us before it, and we move the rate.

You can ask us about it under the number {{case.number}}. This is an agreement, and not a waiver of any right.

{{hr.name}}
{{organisation.name}}`},
		{"de", "Wie Sie {{repayment.sum}} EUR zurückzahlen", `Guten Tag {{person.name}},

Sie haben zu viel Geld bekommen, und wir haben vereinbart, wie es zurückkommt. Es sind {{repayment.sum}} EUR.

Ab dem {{repayment.from}} behalten wir monatlich {{repayment.monthly}} EUR vom Lohn ein, bis der Betrag erreicht ist. Zinsen fallen nicht an. Wird ein Monat zu eng, sagen Sie es uns vorher, dann verschieben wir die Rate.

Fragen beantworten wir unter der Nummer {{case.number}}. Dies ist eine Vereinbarung und kein Verzicht auf ein Recht.

{{hr.name}}
{{organisation.name}}`},
		{"sv", "Så betalar du tillbaka {{repayment.sum}} EUR", `Hej {{person.name}},

du fick för mycket betalt, och vi har kommit överens om hur det betalas tillbaka. Summan är {{repayment.sum}} EUR.

Från den {{repayment.from}} drar vi {{repayment.monthly}} EUR i månaden från lönen tills summan är nådd. Ingen ränta tas ut. Blir en månad för knapp, säg till före den, så flyttar vi avdraget.

Frågor svarar vi på med numret {{case.number}}. Det här är en överenskommelse, och du avstår inte från någon rätt.

{{hr.name}}
{{organisation.name}}`},
		{"pt", "Como devolve {{repayment.sum}} EUR", `Bom dia, {{person.name}},

recebeu dinheiro a mais, e combinámos como o devolve. São {{repayment.sum}} EUR.

A partir de {{repayment.from}} descontamos {{repayment.monthly}} EUR por mês no salário até completar a soma. Não há juros. Se um mês ficar apertado, avise-nos antes e mudamos o desconto.

Respondemos a perguntas com o número {{case.number}}. Isto é um acordo, e não renuncia a nenhum direito.

{{hr.name}}
{{organisation.name}}`},
		{"pl", "Zwrot kwoty {{repayment.sum}} EUR", `Dzień dobry, {{person.name}},

wypłacono za dużo i uzgodniliśmy, jak nastąpi zwrot. Kwota wynosi {{repayment.sum}} EUR.

Od dnia {{repayment.from}} potrącamy z wynagrodzenia {{repayment.monthly}} EUR miesięcznie, aż do zwrotu całej kwoty. Odsetek nie ma. Jeśli w którymś miesiącu będzie to za trudne, prosimy o wcześniejszą wiadomość, a przesuniemy ratę.

Na pytania odpowiadamy pod numerem {{case.number}}. To jest uzgodnienie, a nie zrzeczenie się jakiegokolwiek prawa.

{{hr.name}}
{{organisation.name}}`},
	}}
