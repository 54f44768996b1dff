package content

// Exception is somebody's wish that a rule should not hold for them, and what became of it.
type Exception struct {
	Asker, Agent, Service, Channel string // keys
	Days                           int    // before now, on which it was asked; 0: Minutes of office hours before now
	Minutes                        int
	Subject, Body                  string // of the request
	First                          string // what the agent wrote at once; mostly nothing
	Clause, Why                    string
	Cents                          int64 // what it is about in money; mostly nothing
	// The decision; an Outcome of "" waits for one.
	Outcome, Reason, Differs, Disagree string
	Months                             int // for which it holds, from the decision on
	Closing, Cause                     string
}

// Exceptions returns those of the past year, the oldest first. The last one is not decided: three earlier ones on the same rule stand beside it.
func Exceptions() []Exception {
	return append(append(keptHoliday(), abroad()...), Exception{Asker: "kemal-winther", Agent: "daniel-okoro", Service: "leave", Channel: ByPortal, Minutes: workDay + 190,
		Subject: "Eight days of holiday that I can't take by March",
		Body:    "My sister marries in Ankara in May. I kept eight days for it and only now learned that three of them end in March. Can they move to May?",
		First:   "Congratulations to your sister, Kemal. By the rule five days move, and only until March. Your page has a link to ask for an exception: say what the plan was before, then I put it beside the earlier ones.",
		Clause:  "leave 8.5", Why: "The wedding was in March at first, and I had the days in the plan. The hall cancelled, and the new date is 15 May. I can show the letter of the hall."})
}

// keptHoliday are wishes to take more holiday into the next year.
func keptHoliday() []Exception {
	return []Exception{
		{Asker: "nils-persson", Agent: "marta-kowalczyk", Service: "leave", Channel: ByPortal, Days: 262,
			Subject: "Seven days left from last year", Body: "I have seven days left and the page says that only five move. I could not take them, my daughter was in hospital twice.",
			Clause: "leave 8.5", Why: "I had both weeks in the plan. Both times my daughter was taken to hospital the day before, and I took them as days for a sick child instead.",
			Outcome: "granted", Reason: "Nobody can plan when a child is taken to hospital. All seven days move, and you have three months for them.", Differs: "It is the first one from this rule. What counts is that the days were planned.",
			Months: 3, Closing: "All seven days are in your balance. Take them when it suits you and line 3.", Cause: "life-change"},
		{Asker: "ewa-nowicka", Agent: "daniel-okoro", Service: "leave", Channel: ByPortal, Days: 249,
			Subject: "Keep nine days for the summer", Body: "I would like to be in Kraków for six weeks in summer. Can I take nine days from last year with me?",
			Clause: "leave 8.5", Why: "Six weeks in one piece are only possible if I add days of last year. I did not need them before.",
			Outcome: "refused", Reason: "Five days move, as for everybody. The other four could be taken in February or March; hall 1 had room in three of these weeks, and still has in two.",
			Differs: "Nils had his days in the plan and lost them to a hospital. Here they were saved on purpose.", Disagree: "Priya Raman, within 28 days. Somebody who had no part in it looks at it again.",
			Closing: "Five of the nine days are in your balance of this year. For the other four there is room from 10 to 13 March and the week after it.", Cause: "rule-unclear"},
		{Asker: "tomasz-nowak", Agent: "marta-kowalczyk", Service: "leave", Channel: ByPhone, Days: 238,
			Subject: "Six days that the tours ate", Body: "He calls from the road. Two of four drivers were ill in November and December, so he drove, and now six days of holiday are left.",
			Clause: "leave 8.5", Why: "I asked for holiday in November and in December. Both times I was asked to drive instead, on the phone, so no plan shows it.",
			Outcome: "granted", Reason: "The dispatcher confirms both calls. You stood in for two colleagues, so the days must not be lost. All six move until the end of September.",
			Differs: "As with Nils, the days could not be taken. It was work that moved them, but only by phone, so that the rule itself does not help.",
			Months:  6, Closing: "All six days moved. From now on the dispatcher enters it when holiday gives way to a tour.", Cause: "workload"},
		{Asker: "rui-tavares", Agent: "mateus-pinto", Service: "leave", Channel: ByPortal, Days: 221,
			Subject: "Two days over the five", Body: "I have seven days left and want to take two of them in April, when my son is baptised.",
			Clause: "leave 8.5", Why: "The church gave us the date only in February. In March there is nobody else for the late calls.",
			Outcome: "granted", Reason: "It is two days, the date was not yours to choose, and the team asked you to stay in March. Both days move until the end of May.",
			Differs: "Smaller than the others. Ewa's days were saved on purpose, Rui's were not.",
			Months:  2, Closing: "Both days are yours until the end of May.", Cause: "life-change"},
	}
}

// abroad are wishes to work from another place, and at home, for longer than the rules say.
func abroad() []Exception {
	return []Exception{
		{Asker: "oskar-lindqvist", Agent: "marta-kowalczyk", Service: "hours", Channel: ByPortal, Days: 118,
			Subject: "Three days at home until our daughter starts nursery", Body: "Could I work at home on three days instead of two for some months? We have a place at the nursery from spring on.",
			Clause: "home 1.1", Why: "On the third day nobody else can be at home at noon. The design office meets on Monday and Thursday, and I am there on both.",
			Outcome: "granted", Reason: "Your team needs you on two days, and you are there on both. It holds until spring, when the nursery begins.", Differs: "It is the first one from this rule.",
			Months: 9, Closing: "You can work at home on three days from Monday on.", Cause: "life-change"},
		{Asker: "leila-haddad", Agent: "mateus-pinto", Service: "hours", Channel: ByPortal, Days: 76,
			Subject: "Work from Lyon for longer than 30 days", Body: "My grandmother in Lyon comes home from hospital, and my mother can only be there from January on. Can I work from there until then?",
			Clause: "home 1.2", Why: "I have used 22 of the 30 days. It is inside the Union, my calls are all by line, and the line there passes the test.", Cents: 18000,
			Outcome: "granted", Reason: "Your insurance says yes for three months, and your calls do not change. We pay for the paper from the insurance.", Differs: "It is the first one from this rule.",
			Months: 3, Closing: "You can work from Lyon for three months. The paper of the insurance is on its way to you; keep it with you.", Cause: "life-change"},
	}
}

// Mile is something that was done once, and what was learned from it.
type Mile struct {
	Asker, Agent, Service, Channel string // keys
	Days                           int    // before now, on which it was asked
	Subject, Body                  string // of the request
	What                           string
	Cents                          int64
	Thanks, Lesson                 string
	Closing, Cause                 string
}

// Miles returns what was done once in the past year.
func Miles() []Mile {
	return []Mile{
		{Asker: "nils-persson", Agent: "theo-brandt", Service: "payslip", Channel: ByPortal, Days: 152,
			Subject: "The bank wants three years of payslips by tomorrow", Body: "We get the flat only if the bank has all payslips of three years on paper tomorrow at ten. I have no printer, and my shift ends at six in the morning.",
			What: "We printed the 36 payslips and left them at the gate, so that you had them when your shift ended.", Thanks: "The bank said yes. We move in June!",
			Lesson: "Banks ask for whole years. One button for a year of payslips would have done it.", Closing: "They are at the gate in an envelope with your name.", Cause: "system-fault"},
		{Asker: "beatriz-nunes", Agent: "mateus-pinto", Service: "letters", Channel: ByPortal, Days: 97,
			Subject: "Letter for the consulate by Monday", Body: "The consulate takes only a letter that is signed by hand, and my appointment is on Monday at nine. I am at home with my son until then.",
			What: "A courier took the signed letter to your door on Saturday.", Cents: 3850, Thanks: "The visa came in time. Obrigada, Mateus.",
			Lesson: "Ask at once which office it is for: this consulate wants ink, the others don't.", Closing: "The letter is signed and with the courier. You have it on Saturday before noon.", Cause: "ordinary"},
		{Asker: "rosa-lindgren", Agent: "daniel-okoro", Service: "ask", Channel: ByVisit, Days: 33,
			Subject: "The last bus did not come", Body: "After the late shift on Tuesday the last bus did not come. I stood there until one, and then my neighbour fetched me. It happens again this week, they say.",
			What: "We paid a taxi home for the three evenings until the bus ran again.", Cents: 9300, Thanks: "I was home before my boy woke up.",
			Lesson: "The rota ends ten minutes before the last bus. Planning looks at it with the bus company.", Closing: "A taxi waits at gate 2 at 23:10 on all three evenings. It is paid.", Cause: "ordinary"},
	}
}

// Budgets returns what each team of HR may spend on such things in a year, in cents of a euro, by team.
func Budgets() map[string]int64 {
	return map[string]int64{AdviceTeam: 60_000, PayrollTeam: 40_000, SafetyTeam: 30_000, GrowthTeam: 40_000, RelationsTeam: 30_000}
}
