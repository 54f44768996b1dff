package content

// Call is a call that somebody asked for on a request of the past, with what HR made of it. Minutes count from when it was asked for.
type Call struct {
	Asker, Agent, Service string // keys
	Days                  int    // before now
	Subject, Body         string
	Tag                   string // that HR put on it
	Phone                 string
	Windows               [][2]int
	Tries                 []CallTry
	Closing, Cause        string
	Again                 *Again // the same asked once more
	Aside                 *Aside // what HR asked somebody else about it
}

// Aside is what HR asked somebody else. Without an answer it waits.
type Aside struct {
	Whom                  string // a key, or an address outside
	Subject, Body, Answer string
}

// Again is a request that says what another one of the same person says already.
type Again struct {
	Subject, Body string
	Joined        bool // HR made one case of both
}

// CallTry is one time that HR called.
type CallTry struct {
	After  int // minutes
	Result string
}

// Calls returns those of the past year, the oldest first. HR learned: the first ones were made when it suited the office.
func Calls() []Call {
	return []Call{
		{Asker: "pavel-dvorak", Agent: "theo-brandt", Service: "pay", Days: 96, Subject: "A deduction I do not understand", Tag: "deductions", Phone: "+46 70 555 01 42",
			Body:    "There is a line of 412 on my payslip that I have never seen. I weld until half past two and can't pick up before.",
			Windows: [][2]int{{1500, 1530}, {2940, 2970}}, Tries: []CallTry{{1320, "no_answer"}, {1325, "no_answer"}, {2955, "reached"}},
			Closing: "The line was the tool loan of a colleague, booked to your number. It is back on your next payslip.", Cause: "hr-mistake"},
		{Asker: "ewa-nowicka", Agent: "theo-brandt", Service: "pay", Days: 61, Subject: "Which account the holiday pay goes to", Tag: "bank details",
			Body:    "I changed my bank in spring. May I check it with somebody, at my desk in Hall 1 after the break?",
			Windows: [][2]int{{1440, 1470}}, Tries: []CallTry{{1395, "no_answer"}, {1450, "reached"}},
			Closing: "It goes to your new account.", Cause: "ordinary"},
		{Asker: "nils-persson", Agent: "theo-brandt", Service: "pay", Days: 33, Subject: "Night allowance in the week of the swap", Tag: "night allowance", Phone: "+46 70 555 01 90",
			Body:    "It is easier to explain than to write. After 15:30 I am at home.",
			Windows: [][2]int{{1440, 1500}, {2880, 2940}}, Tries: []CallTry{{1445, "no_answer"}, {1480, "no_answer"}, {2890, "reached"}},
			Closing: "Both nights count. You find the allowance on the next payslip.", Cause: "rule-unclear"},
		{Asker: "kemal-winther", Agent: "theo-brandt", Service: "pay", Days: 12, Subject: "My tax card for next year", Tag: "deductions", Phone: "+46 70 555 01 33",
			Body:    "Can you tell me on the phone what you need? Mornings are good.",
			Windows: [][2]int{{1440, 1480}}, Tries: []CallTry{{1442, "reached"}},
			Closing: "We have all that we need.", Cause: "ordinary"},
	}
}

// CallsToday are those that people wait for now: minutes count from now. One can be made, after somebody called too early; one is for later; one was not made.
func CallsToday() []Call {
	return []Call{
		{Asker: "tomasz-nowak", Agent: "theo-brandt", Service: "pay", Subject: "The allowance for the night tour", Tag: "night allowance", Phone: "+48 601 555 018",
			Body:    "I am on the road until noon and can't talk while I drive. In my break I can.",
			Windows: [][2]int{{-20, 70}}, Tries: []CallTry{{-60, "no_answer"}},
			Again: &Again{Subject: "Night tour allowance", Joined: true, Body: "I forgot to say: it is about the tour to Brno on the 12th. The allowance for the night is missing there."},
			Aside: &Aside{Whom: "jonas-eklund", Subject: "Tour plan of the 12th", Body: "Did a tour to Brno on the 12th go on after 22:00, by the plan or by the tachograph? A yes or no with the time is enough.",
				Answer: "Yes. It was planned until 21:30 and ended at 23:40: they waited two hours at the border. The sheet of the tachograph is in the office if you need it."}},
		{Asker: "oskar-lindqvist", Agent: "marta-kowalczyk", Service: "hours", Subject: "Four days a week from April", Tag: "part time",
			Body:    "I would like to talk it through before I ask for it in writing.",
			Windows: [][2]int{{130, 160}, {1440, 1485}},
			Again:   &Again{Subject: "Four days from April", Body: "I would like to work four days a week from April. Whom do I ask, and by when?"},
			Aside:   &Aside{Whom: "fraga@pensionskassan-syd.example", Subject: "Avgift vid 80 procent", Body: "Hej! Hur räknas avgiften när någon går ner till fyra dagar i veckan mitt i året: på den nya lönen från samma månad, eller från nästa år? Vi behöver regeln, det gäller ingen viss person ännu."}},
		{Asker: "ewa-nowicka", Agent: "daniel-okoro", Service: "hours", Subject: "The rota of week 50", Tag: "rota", Phone: "+46 70 555 01 12",
			Body:    "Two of my late shifts are on days when my son has his exam. Can you call me in the break?",
			Windows: [][2]int{{-95, -65}}},
	}
}
