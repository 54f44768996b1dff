package content

// The standings of a situation at the moment when the demo starts.
const (
	Late   = "late"
	AtRisk = "at_risk"
	OnTime = "on_time"
	Kept   = "kept" // answered in time
)

// Situation is one of the twelve live cases that the demo leads to. Times are office minutes before now: WorkBefore
// turns them into instants.
type Situation struct {
	Key          string
	Service      string
	Asker        string // a Person's key, as all names below
	Channel      string
	Subject      string
	Body         string
	AskedBefore  int
	Turns        []LiveTurn
	Steps        []LiveStep
	Heard        []LiveHeard
	Askings      []LiveAsking
	Work         []LiveWork
	Agent        string // empty: nobody has taken it yet
	Against      []string
	Named        []string // who in HR may read it, where the service asks for names
	NotToManager bool
	Urgent       bool
	State        string
	// WaitsFor is how many office minutes from now a waiting case goes on by itself, and WaitsWhy what is needed from its asker.
	WaitsFor int
	WaitsWhy string
	Standing string
	// The answer, where there is one.
	Closing        string
	AnsweredBefore int
	Outcome        string
	Cause          string
	Ruling         *Ruling // it is decided with the answer as its reason; mostly nil
	// ComesBack is what the mail server says minutes later of what HR wrote last; mostly empty, for it arrives.
	ComesBack string
	// Persona is who should look at it, and Line the sentence of the guided strip.
	Persona string
	Line    string
	// Later says honestly what belongs here and cannot be done yet; mostly empty.
	Later string
}

// LiveTurn is a message or an internal note in a situation.
type LiveTurn struct {
	From   string // FromAsker, FromAgent or FromNote
	By     string // a Person's key
	Before int    // office minutes before now
	Text   string
}

// LiveStep is a part of the work in a situation, which its asker sees. At most one of Owner and Outside is set; none means the agent.
type LiveStep struct {
	Title   string
	Owner   string // a Person's key
	Outside string // somebody who is not in the directory
	Minutes int    // its own promise, in office minutes; 0: none
	Before  int    // office minutes before now at which it was written down
	Done    int    // office minutes before now at which it was done; 0: not yet
	Blocked string // what holds it up; mostly empty
}

// LiveWork is an estimate, what its asker chose about it, or work that was written down. What is not set is not what it is.
type LiveWork struct {
	Before   int // office minutes before now
	Estimate []WorkStep
	Cause    string // why it takes more than was estimated before
	Choice   string
	Step     string
	Minutes  int
	Note     string
}

// WorkStep is a step of an estimate, in minutes.
type WorkStep struct {
	Name      string
	Low, High int
}

// Situations returns the twelve, in the order of the guided strip. The caller owns the result.
func Situations() []Situation {
	var all []Situation
	all = append(all, aminaSituations()...)
	all = append(all, promiseSituations()...)
	all = append(all, payReviewSituation())
	all = append(all, namedSituations()...)
	all = append(all, deskSituations()...)
	all = append(all, ownSituations()...)
	for i := range all {
		all[i].Heard, all[i].Askings = heardOf(all[i].Key)
	}
	return all
}

func aminaSituations() []Situation {
	return []Situation{
		{Key: "amina-allowance", Service: "allowances", Asker: "amina-yusuf", Channel: ByPortal, Agent: "theo-brandt", AskedBefore: 2*workDay + 190,
			Subject: "Night allowance missing from my last pay",
			Body:    "I did four nights for Nils when his daughter was ill. There is no night money for it on my payslip. Jonas knows about it.",
			Turns: []LiveTurn{
				{FromAgent, "theo-brandt", 2*workDay + 60, "Thank you, Amina. I compare the shift list of your hall with the rota and ask Jonas to confirm the swap. You don't have to send anything."},
				{FromNote, "theo-brandt", workDay + 220, "The hall's shift list shows all four nights. The swap was agreed on paper and is not in the rota. Jonas confirmed it by phone."},
			},
			Work: []LiveWork{
				{Before: 2*workDay + 58, Estimate: allowanceWork(30)},
				{Before: 2*workDay + 40, Step: "Read your request, check the payslip", Minutes: 12, Note: "None of the four nights is on it."},
				{Before: workDay + 300, Estimate: allowanceWork(60), Cause: "The swap was agreed on paper. We have to find the paper, and Jonas has to confirm it."},
				{Before: workDay + 285, Choice: "go_on"},
				{Before: workDay + 215, Step: "Compare rota, shift list and the swap", Minutes: 55, Note: "The shift list has all four nights. Jonas confirmed the swap."},
				{Before: 130, Step: "Decide and write to you", Minutes: 18},
				{Before: 100, Step: "Correct the pay", Minutes: 22, Note: "Entered for the next pay."},
			},
			State: StateAnswered, Standing: Kept, AnsweredBefore: 95, Outcome: Done, Cause: "rota-entry",
			Ruling: &Ruling{Outcome: Granted, Clause: "pay 4.2", Facts: []string{"The shift list of your hall has you from 22:00 on all four nights.", "Jonas confirmed the swap by phone."},
				Next: "The money comes with the next pay, marked “Night allowance”.", Days: 9, Recur: "From next month swaps are entered on the phone. A swap on paper no longer counts as complete."},
			Closing: "You worked four nights, and each earns €38.00: 4 × €38.00 = €152.00. It was missing because the swap was agreed on paper and not entered in the rota. That was our gap, not your mistake. The money comes with the next pay, marked “Night allowance”. If something in this sum is wrong, write it here.",
			Persona: "amina-yusuf", Line: "Be Amina and read how her missing night allowance was answered: the sum, the reason and what happens now."},
		{Key: "amina-hours", Service: "home-working", Asker: "amina-yusuf", Channel: ByPortal, Agent: "marta-kowalczyk", AskedBefore: workDay + 330, NotToManager: true,
			Subject: "Move to 80% hours from January",
			Body:    "Hi, my mother is ill and has to go to the clinic every Wednesday from January. Can I work four days? I don't want to lose line 3 though.",
			Turns: []LiveTurn{
				{FromAgent, "marta-kowalczyk", workDay + 85, "Thank you for telling me, Amina. I write down what I understood, and you find it at the top of this page. Please read it: if I got something wrong, we would solve the wrong problem."},
				{FromNote, "marta-kowalczyk", workDay + 80, "Before I ask Jonas how line 3 can be staffed on Wednesdays, Amina sees the words. He gets the question, not the reason."},
			},
			Work: []LiveWork{
				{Before: workDay + 84, Estimate: []WorkStep{{"Call and summary", 20, 30}, {"Staffing check with Jonas", 30, 45}, {"Rules and decision", 30, 40}, {"Contract change", 25, 35}}},
				{Before: workDay + 60, Step: "Call and summary", Minutes: 24},
			},
			State: StateWaiting, WaitsFor: 2 * workDay, WaitsWhy: "Please read what we understood, and say whether it is right.", Standing: OnTime, Cause: "life-change",
			Persona: "amina-yusuf", Line: "Be Amina, tell Marta whether she understood you and when she may call, before anything is decided about your hours."},
	}
}

// allowanceWork is what a missing night allowance takes, where the comparison takes so many minutes at most.
func allowanceWork(compare int) []WorkStep {
	return []WorkStep{{"Read your request, check the payslip", 10, 15}, {"Compare rota, shift list and the swap", 20, compare}, {"Decide and write to you", 15, 20}, {"Correct the pay", 20, 25}}
}

func promiseSituations() []Situation {
	return []Situation{
		{Key: "hanna-tax-card", Service: "pay", Asker: "hanna-virtanen", Channel: ByPortal, Agent: "theo-brandt", AskedBefore: 282, Urgent: true,
			Subject: "Tax card not registered, first salary soon",
			Body:    "I started last week. The tax office says they sent my card, but in “Me” it says “not registered”. My first salary is soon and a colleague says I will be taxed half of it. What can I do?",
			State:   StateOpen, Standing: Late, Cause: "papers-missing",
			Persona: "theo-brandt", Line: "Be Theo from payroll and answer Hanna, whose first answer is late: it stands near the top of the queue."},
		{Key: "milan-hand", Service: "health", Asker: "milan-horvat", Channel: ByPortal, AskedBefore: 96, Urgent: true,
			Subject: "Hurt my hand at press 4, where do I report it?",
			Body:    "My hand got between the tray and the guard at press 4 last night. It is swollen but nothing broken, they said at the clinic. Where do I report it? And somebody should look at the tray before the next shift.",
			State:   StateOpen, Standing: AtRisk, Cause: "equipment",
			Persona: "sofia-bergstrom", Line: "Be Sofia, the nurse, and take Milan's case before its promise runs out. Others in HR see the service's name only."},
	}
}

func payReviewSituation() Situation {
	return Situation{Key: "pavel-review", Service: "allowances", Asker: "pavel-dvorak", Channel: ByPortal, Agent: "marta-kowalczyk", AskedBefore: 2*workDay + 45, NotToManager: true,
		Subject: "How were my 2.4% worked out?",
		Body:    "I got a letter with “2.4%”. Nobody can tell me why. Eva got 3.1 and we do the same work. Was it because I was sick in June? I have been here 11 years, this is a joke.",
		Turns: []LiveTurn{
			{FromAgent, "marta-kowalczyk", 2*workDay + 18, "You are right to ask, Pavel. A number without a reason is not an answer. You get the full calculation, line by line. I can already say one thing: sick leave is not in the formula."},
			{FromNote, "marta-kowalczyk", workDay + 20, "Sheet: skill 3.5, quality 4.0, flexibility 2.0. The 2.0 rests on “few swaps”, but June is inside the window. Theo, is that an indirect effect of sick leave under 6.3?"},
			{FromNote, "theo-brandt", 310, "Yes. Clause 6.3: weeks of absence come out of the window. Without June it is 5 swaps in 9 weeks, which is a 3.0. Then 1.40 + 1.60 + 0.60 = 3.60, and table B gives 2.7%."},
		},
		Work: []LiveWork{
			{Before: 2*workDay + 15, Estimate: []WorkStep{{"Read, first answer", 10, 15}, {"Check sheet and policy", 20, 30}, {"Explain, decide", 15, 20}, {"Correct pay", 5, 10}}},
			{Before: 2*workDay + 3, Step: "Read, first answer", Minutes: 12},
			{Before: workDay + 5, Step: "Check sheet and policy", Minutes: 28, Note: "June lies inside the window."},
		},
		State: StateOpen, Standing: OnTime, Cause: "review-no-reason",
		Persona: "marta-kowalczyk", Line: "Be Marta and read the internal notes about Pavel's 2.4%, then send him the decision, with its clause and a way to disagree."}
}

func namedSituations() []Situation {
	return []Situation{
		{Key: "against-stefan", Service: "fairness", Asker: "eva-markova", Channel: ByPortal, Agent: "helen-marsh", AskedBefore: workDay + 150, NotToManager: true,
			Against: []string{"stefan-lang"}, Named: []string{"helen-marsh", "priya-raman"},
			Subject: "The way Stefan talks about people who were ill",
			Body:    "In the shift meeting Stefan reads out who was ill and for how long, and says “these are the ones that cost us the bonus”. Pavel did not say a word for two days after it. I don't want Stefan to know that I wrote this. He is not a bad man, but this has to stop.",
			Turns: []LiveTurn{
				{FromAgent, "helen-marsh", workDay + 90, "Thank you for writing, Eva. Two people can open this, Priya and I, and Stefan can't find it anywhere. Nothing happens before you have seen what I would say. Were others in the meeting who would talk to me, without being asked by you?"},
				{FromAsker, "eva-markova", workDay - 40, "Two maybe. I send you the names when I have thought about it."},
			},
			State: StateOpen, Standing: OnTime, Cause: "conduct",
			Persona: "stefan-lang", Line: "Be Stefan and search for the concern about him: no list, count or page shows that it exists.",
			Later: "Raising a concern without giving your name comes later."},
		{Key: "against-ingrid", Service: "fairness", Asker: "anders-holm", Channel: ByPortal, Agent: "helen-marsh", AskedBefore: 400, NotToManager: true,
			Against: []string{"ingrid-salo"}, Named: []string{"helen-marsh", "priya-raman"},
			Subject: "Passed over for the payroll lead, twice",
			Body:    "Ingrid gave the lead of payroll away for the second time without a talk with me. When I asked, she said in front of Theo that at my age one should be glad of the quiet. I work in HR, so I know how this looks. I would like somebody to look at it who doesn't report to her alone.",
			Turns: []LiveTurn{
				{FromAgent, "helen-marsh", 290, "Thank you for trusting us with it, Anders. Ingrid can't open this case, nor see that it exists, although she leads HR. Margaret decides in the end, not Ingrid. May I talk with you tomorrow, outside the HR floor?"},
			},
			State: StateOpen, Standing: OnTime, Cause: "conduct",
			Persona: "ingrid-salo", Line: "Be Ingrid, who leads HR, and see that the complaint against her is not in her queue either."},
	}
}

func deskSituations() []Situation {
	return []Situation{
		{Key: "beatriz-mortgage", Service: "letters", Asker: "beatriz-nunes", Channel: ByPortal, Agent: "marta-kowalczyk", AskedBefore: 130,
			Subject: "Employment letter for a mortgage",
			Body:    "Good morning, the bank wants a letter with my contract type, my yearly salary and since when I am here, in Portuguese. We sign next week. Can you put last year's bonus in as well?",
			State:   StateOpen, Standing: OnTime, Cause: "ordinary",
			Persona: "marta-kowalczyk", Line: "Be Marta and answer Beatriz in Porto, whose bank waits for a letter."},
		{Key: "tomasz-bank", Service: "pay", Asker: "tomasz-nowak", Channel: ByPhone, Agent: "theo-brandt", AskedBefore: 150, Urgent: true,
			Subject: "Bank details changed: was it you?",
			Body:    "Tomasz called: he got a message that his bank details were changed. He did not change anything and is afraid that his pay goes to somebody else.",
			Turns: []LiveTurn{
				{FromAgent, "theo-brandt", 138, "Tomasz, the change is stopped and your pay goes to the account you have always had. To be sure that it is you, I call you on the number that we already know. Please don't follow the link in the message."},
				{FromNote, "theo-brandt", 120, "Change came by e-mail from outside, in his name. IT has the mail. Checked the last 30 days: no other account was changed that way."},
			},
			State: StateOpen, Standing: OnTime, Cause: "other", ComesBack: "552 5.2.2 The mailbox is full",
			Persona: "theo-brandt", Line: "Be Theo and finish Tomasz's case: a stranger tried to move his pay to another account."},
		{Key: "jonas-temps", Service: "staffing", Asker: "jonas-eklund", Channel: ByPhone, Agent: "daniel-okoro", AskedBefore: 75, Urgent: true,
			Subject: "Two temps from Nordvik did not show up",
			Body:    "Two people from Nordvik were booked for 06:00 and did not come. Line 3 runs with ten of twelve places. I need two pairs of hands until 18:00, and I want to know why it happened again.",
			Turns: []LiveTurn{
				{FromAgent, "daniel-okoro", 61, "I have Nordvik on the phone, Jonas. Hall 1 lends you Ewa until 18:00, she is on her way."},
			},
			Steps: []LiveStep{
				{Title: "A second pair of hands until 18:00", Minutes: 120, Before: 55},
				{Title: "Say why nobody came, in writing", Outside: "Nordvik", Minutes: 2 * workDay, Before: 54},
			},
			State: StateOpen, Standing: OnTime, Cause: "agency",
			Persona: "jonas-eklund", Line: "Be Jonas, a team lead, and see what HR has done about his missing people, and what they are to do by when."},
	}
}

func ownSituations() []Situation {
	return []Situation{
		{Key: "oskar-parental", Service: "parents", Asker: "oskar-lindqvist", Channel: ByPortal, Agent: "marta-kowalczyk", AskedBefore: 3*workDay + 40,
			Subject: "Parental leave, three-month block from April",
			Body:    "Our daughter will be one in April, and then it is my turn. I would like three months in one block. What do I get paid, until when do I have to decide, and does my project wait for me?",
			Turns: []LiveTurn{
				{FromAgent, "marta-kowalczyk", 2*workDay + 400, "How good, Oskar. The block is your right, and the date is needed two months before. I am putting the pay of the three months together, line by line, and ask the design office about the project without promising anything in your name."},
				{FromAsker, "oskar-lindqvist", 2*workDay + 260, "Thanks. If it helps the project, I could also start two weeks later."},
			},
			Steps: []LiveStep{
				{Title: "Right to the block and the dates looked up", Before: 2*workDay + 395, Done: 2*workDay + 380},
				{Title: "The pay of the three months, line by line", Owner: "theo-brandt", Minutes: 3 * workDay, Before: 2*workDay + 394},
				{Title: "Who takes over the project in April", Outside: "The design office", Before: 2*workDay + 393,
					Blocked: "The design office plans its projects for the spring next week and answers then."},
			},
			State: StateOpen, Standing: OnTime, Cause: "life-change",
			Persona: "oskar-lindqvist", Line: "Be Oskar and look by when you hear about your parental leave. Your lead does not see this request."},
		{Key: "rosa-terminal", Service: "ask", Asker: "rosa-lindgren", Channel: ByVisit, Agent: "daniel-okoro", AskedBefore: workDay + 60,
			Subject: "How do I see the rota without e-mail?",
			Body:    "Everybody says the rota comes by e-mail now. I have no e-mail and my phone is old. At the terminal in the press shop I don't find it.",
			State:   StateAnswered, Standing: Kept, AnsweredBefore: workDay - 80, Outcome: Done, Cause: "rule-not-found",
			Closing: "The rota hangs on paper at the press shop office again, each Thursday from 14:00, and it will stay there. At the terminal it is under “Hours”; Daniel shows it to you if you come by in a break. Nobody has to own a phone to know when they work.",
			Persona: "rosa-lindgren", Line: "Be Rosa, who has no e-mail address, and find the question she asked in person, with its answer."},
	}
}
