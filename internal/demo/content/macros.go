package content

// Macro is a text that somebody of HR keeps, by language, with what it does besides.
type Macro struct {
	Agent, Name string
	Shared      bool // it is their team's
	Texts       map[string]string
	Tag         string
	WaitDays    int
	Outcome     string
}

// Macros are those of the demo.
func Macros() []Macro {
	return []Macro{
		{Agent: "marta-kowalczyk", Name: "Certificate needed", Shared: true, Tag: "certificate", WaitDays: 7, Texts: map[string]string{
			"en": "Dear {first name},\n\nthank you for writing. To go on with {case number} we need the certificate, a photo of it is enough. The clock stops until it is here, and we go on the same day.\n\n{my name}, {team}",
			"de": "Guten Tag {first name},\n\ndanke für Ihre Nachricht. Für {case number} brauchen wir noch die Bescheinigung, ein Foto davon genügt. Bis dahin ruht die Frist, danach machen wir am selben Tag weiter.\n\n{my name}, {team}",
			"sv": "Hej {first name},\n\ntack för att du skriver. För att gå vidare med {case number} behöver vi intyget, ett foto räcker. Tiden står still tills det är här, sedan fortsätter vi samma dag.\n\n{my name}, {team}",
			"pl": "Dzień dobry {first name},\n\ndziękujemy za wiadomość. W sprawie {case number} potrzebujemy jeszcze zaświadczenia, wystarczy zdjęcie. Do tego czasu termin nie biegnie, potem zajmiemy się tym tego samego dnia.\n\n{my name}, {team}",
			"pt": "Olá {first name},\n\nobrigado por escrever. Para continuar com {case number} precisamos do certificado, basta uma fotografia. Até lá o prazo para, e depois continuamos no mesmo dia.\n\n{my name}, {team}"}},
		{Agent: "marta-kowalczyk", Name: "Is this right?", Shared: true, Texts: map[string]string{
			"en": "Dear {first name},\n\nyou wrote that the letter is for: {field reader}, needed by {field needed}. Is this right? Then it is signed tomorrow.\n\n{my name}",
			"de": "Guten Tag {first name},\n\nSie haben geschrieben: für {field reader}, gebraucht bis {field needed}. Stimmt das? Dann wird der Brief morgen unterschrieben.\n\n{my name}"}},
		{Agent: "marta-kowalczyk", Name: "We are on it", Shared: true, Texts: map[string]string{
			"en": "Dear {first name},\n\nwe have read “{subject}” and look into it. You hear from us by {due date} at the latest, also if it is not settled by then.\n\n{my name}",
			"de": "Guten Tag {first name},\n\nwir haben „{subject}“ gelesen und kümmern uns darum. Sie hören spätestens am {due date} von uns, auch wenn es bis dahin nicht erledigt ist.\n\n{my name}",
			"sv": "Hej {first name},\n\nvi har läst ”{subject}” och tittar på det. Du hör av oss senast {due date}, även om det inte är klart då.\n\n{my name}"}},
		{Agent: "theo-brandt", Name: "Comes with the next pay run", Shared: true, Tag: "pay run", Outcome: Done, Texts: map[string]string{
			"en": "Dear {first name},\n\nyou are right, and it is corrected. The difference comes with the next pay run and stands on a line of its own on the payslip. If it does not, say so here: the request opens again.\n\n{my name}",
			"de": "Guten Tag {first name},\n\nSie haben recht, es ist berichtigt. Der Unterschied kommt mit der nächsten Abrechnung und steht dort in einer eigenen Zeile. Falls nicht, sagen Sie es hier: Die Anfrage geht dann wieder auf.\n\n{my name}"}},
		{Agent: "theo-brandt", Name: "Which payslip?", Shared: true, WaitDays: 5, Texts: map[string]string{
			"en": "Dear {first name},\n\nwhich month is it about, and which line of the payslip? Then we look at exactly that.\n\n{my name}",
			"de": "Guten Tag {first name},\n\num welchen Monat geht es, und um welche Zeile der Abrechnung? Dann sehen wir genau dort nach.\n\n{my name}",
			"sv": "Hej {first name},\n\nvilken månad gäller det, och vilken rad på lönebeskedet? Då tittar vi på just den.\n\n{my name}"}},
		{Agent: "marta-kowalczyk", Name: "I call you", Texts: map[string]string{
			"en": "Dear {first name}, that is quicker said than written. When may I call you? You can choose times on the page of this request.\n\n{my name}"}},
	}
}
