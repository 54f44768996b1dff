package content

// Round is what HR asked many people at once: one case for each.
type Round struct {
	Agent, Service, Key string
	DaysAgo, Days       int // when it was asked, and how many days later is the last to answer
	People              int
	Titles, Bodies      map[string]string
	Answers             []string // of the first of them, in the order of the list
	Settled             int      // how many of these HR has answered
	Thanks              string
}

// Rounds are those of the demo.
func Rounds() []Round {
	return []Round{{Agent: "theo-brandt", Service: "pay", Key: "bank data", DaysAgo: 5, Days: 12, People: 12, Settled: 5,
		Titles: map[string]string{"en": "Is your account still right?", "sv": "Stämmer ditt konto fortfarande?", "de": "Stimmt Ihr Konto noch?", "pl": "Czy Twoje konto jest nadal aktualne?", "pt": "A sua conta ainda está certa?"},
		Bodies: map[string]string{
			"en": "Dear {first name},\n\nour bank changes its system in January. Please look at the account on your last payslip and tell us until {due date} whether it is still right. If it is, “yes” is enough.\n\n{my name}, {team}",
			"sv": "Hej {first name},\n\nvår bank byter system i januari. Titta på kontot på ditt senaste lönebesked och säg till senast {due date} om det fortfarande stämmer. Gör det det, räcker ”ja”.\n\n{my name}, {team}",
			"de": "Guten Tag {first name},\n\nunsere Bank stellt im Januar ihr System um. Bitte sehen Sie auf Ihrer letzten Abrechnung nach und sagen Sie uns bis {due date}, ob das Konto noch stimmt. Wenn ja, genügt „ja“.\n\n{my name}, {team}",
			"pl": "Dzień dobry {first name},\n\nnasz bank zmienia w styczniu system. Prosimy sprawdzić konto na ostatnim pasku i do {due date} dać nam znać, czy nadal jest aktualne. Jeśli tak, wystarczy „tak”.\n\n{my name}, {team}",
			"pt": "Olá {first name},\n\no nosso banco muda de sistema em janeiro. Veja a conta no seu último recibo e diga-nos até {due date} se ainda está certa. Se estiver, basta “sim”.\n\n{my name}, {team}"},
		Answers: []string{"Yes.", "Yes, it is.", "Yes, thank you for asking.", "It is right.", "Yes.", "I changed my bank in spring. Is the new one in there already?", "The last four figures are not mine, I think. Can we look at it together?"},
		Thanks:  "Thank you. Then nothing changes for you."}}
}
