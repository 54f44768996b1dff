package content

var decisionLetter = LetterTemplate{ID: "decision", Name: "Decision letter", Kind: "decision", Signer: "agent", Months: 60,
	Reason: "So that you and we can show for five years what was decided and why.",
	Versions: []LetterVersion{
		{"en", "Our decision on your request {{case.number}}", `Dear {{person.name}},

on {{decision.on}} we decided on your request: {{decision.outcome}}.

Why
{{decision.reason}}

{{decision.rule}}

What happens now
{{decision.next}}

{{decision.disagree}} This letter is a summary and not a waiver: it does not stop legal deadlines, and your representatives and courts remain open to you.

Kind regards
{{hr.name}}
Human Resources, {{organisation.name}}`},
		{"de", "Unsere Entscheidung zu Ihrer Anfrage {{case.number}}", `Guten Tag {{person.name}},

am {{decision.on}} haben wir über Ihre Anfrage entschieden: {{decision.outcome}}.

Warum
{{decision.reason}}

{{decision.rule}}

Wie es weitergeht
{{decision.next}}

{{decision.disagree}} Dieses Schreiben ist eine Zusammenfassung und kein Verzicht: Gesetzliche Fristen laufen weiter, und Ihre Vertretung und die Gerichte stehen Ihnen offen.

Mit freundlichen Grüßen
{{hr.name}}
Personal, {{organisation.name}}`},
		{"sv", "Vårt beslut i ditt ärende {{case.number}}", `Hej {{person.name}},

den {{decision.on}} beslutade vi i ditt ärende: {{decision.outcome}}.

Varför
{{decision.reason}}

{{decision.rule}}

Vad som händer nu
{{decision.next}}

{{decision.disagree}} Brevet är en sammanfattning, och du avstår inte från något: lagens frister löper, och du kan vända dig till facket och till domstol.

Vänliga hälsningar
{{hr.name}}
HR, {{organisation.name}}`},
		{"pt", "A nossa decisão sobre o seu pedido {{case.number}}", `Bom dia, {{person.name}},

em {{decision.on}} decidimos sobre o seu pedido: {{decision.outcome}}.

Porquê
{{decision.reason}}

{{decision.rule}}

O que acontece agora
{{decision.next}}

{{decision.disagree}} Esta carta é um resumo e não uma renúncia: os prazos legais continuam a correr, e pode recorrer aos seus representantes e aos tribunais.

Com os melhores cumprimentos
{{hr.name}}
Recursos Humanos, {{organisation.name}}`},
		{"pl", "Nasza decyzja w sprawie {{case.number}}", `Dzień dobry, {{person.name}},

dnia {{decision.on}} zapadła decyzja w Państwa sprawie: {{decision.outcome}}.

Dlaczego
{{decision.reason}}

{{decision.rule}}

Co dalej
{{decision.next}}

{{decision.disagree}} To pismo jest podsumowaniem, a nie zrzeczeniem się praw: terminy ustawowe biegną dalej, a przedstawiciele pracowników i sądy pozostają dostępne.

Z poważaniem
{{hr.name}}
Dział kadr, {{organisation.name}}`},
	}}
