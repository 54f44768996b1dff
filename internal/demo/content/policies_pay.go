package content

func payRules() []Rule {
	return []Rule{
		{Number: "1.1", Title: "When you are paid", Said: []RuleText{
			{Months: aWhileAgo, Text: "Your pay is in your account on the 25th. If that is a weekend or a holiday, it comes on the working day before."},
			{Months: aWhileAgo, Sites: []string{PortoSite}, Text: "Your pay is in your account on the last working day of the month. Holiday pay comes in June, Christmas pay in November."},
		}},
		always("1.2", "If the pay is wrong", "Tell us, and we look at it within two working days. What we owe you is paid at once, not with the next pay. "+
			"If you got too much, we agree on how you pay it back. We take nothing from your pay without your word."),
		{Number: "4.2", Title: "Night allowance", Said: []RuleText{
			{Months: 24, Text: "You get €36.00 for each night shift. A shift is a night shift when it begins between 20:00 and 02:00."},
			{Months: 14, Text: "You get €38.00 for each night shift. A shift is a night shift when it begins between 20:00 and 02:00.",
				Why: "The allowance grew by €2.00 with the collective agreement."},
			{Months: 8, Acknowledge: true, Text: "You get €38.00 for each night shift. A shift that begins between 20:00 and 02:00 earns the night allowance, also when it was swapped on the day. " +
				"If you fall ill during the shift, you keep the allowance for it.",
				Why: "Swaps on the day were sometimes not paid. The rule now says that they are, and what happens when you fall ill."},
			{Months: 14, Sites: []string{PortoSite}, Employment: []string{partTimers}, Text: "You get €4.75 for each hour that you work between 20:00 and 07:00. We pay by the hour because your shifts differ in length."},
		}},
		{Number: "4.3", Title: "On-call", Said: []RuleText{
			{Months: aWhileAgo, Text: "You get €55.00 for each day on call, and €85.00 on a Sunday or a holiday. When you are called, the time counts as overtime, from the call on. Nobody is on call for more than seven days in four weeks."},
			{Months: -2, Text: "You get €62.00 for each day on call, and €95.00 on a Sunday or a holiday. When you are called, the time counts as overtime, from the call on and for at least two hours. Nobody is on call for more than seven days in four weeks.",
				Why: "On-call pay grows with the new agreement. A short call now counts for two hours."},
		}},
		always("4.4", "Sundays and holidays", "For hours on a Sunday you get half of your hourly pay on top. For hours on a public holiday you get all of it on top. A night allowance comes besides."),
		always("5.4", "Standing in for a lead", "You get the lead's allowance from the first day when you stand in for a week or longer. It is €11.00 a day. Your lead enters it before you begin."),
		{Number: "7.2", Title: "From points to per cent: table B", Said: []RuleText{
			{Months: aWhileAgo, Text: "Table B of the collective agreement turns your points into a rise:\n\n3.0 points: 1.8%\n3.2 points: 2.1%\n3.4 points: 2.4%\n3.6 points: 2.7%\n3.8 points: 3.0%\n4.0 points and more: 3.3%\n\n" +
				"Between two lines the higher one counts. Below 3.0 points the rise is 1.0%. How points come about is in development 3.1."},
			{Months: aWhileAgo, Sites: []string{LondonSite}, Text: "There is no collective agreement at Kestrel Street. We use the figures of table B all the same: 1.8% for 3.0 points, 0.3% more for each 0.2 points, and 3.3% from 4.0 points on."},
		}},
		always("8.1", "Travel by car", "You get €0.38 per kilometre for a trip in your own car. It covers fuel and wear, so you need no receipts. Claims of one month come with the next pay."),
		{Number: "8.2", Title: "Hotels and meals", Said: []RuleText{
			{Months: aWhileAgo, Text: "A hotel may cost up to €120.00 a night. Above that, your lead signs first."},
			{Months: 17, Text: "A hotel may cost up to €140.00 a night. Above that, a second person signs. If the town is full, write that in the note and book. Meals are paid by receipt, up to €45.00 a day.",
				Why: "Prices rose, and people slept far from their meetings."},
		}},
	}
}

func developmentRules() []Rule {
	return []Rule{
		always("2.1", "Your grade", "Each post has a grade, from 1 to 9. It follows from what the work asks for, not from who does it. You can read the description of your grade, and of the one above it, at any time."),
		{Number: "3.1", Title: "How your marks become a rise", Said: []RuleText{
			{Months: aWhileAgo, Text: "You get three marks from 1 to 5, once a year. Skill counts 40%, quality 40% and flexibility 20%. The sum is your points. Table B in pay 7.2 turns them into a rise. It is paid from 1 October on."},
			{Months: 9, Text: "You get three marks from 1 to 5, once a year. Skill counts 40%, quality 40% and flexibility 20%. The sum is your points. Table B in pay 7.2 turns them into a rise. It is paid from 1 October on. " +
				"Your letter shows each mark, who gave it, and the sum.",
				Why: "Letters showed only the per cent, and many of you asked how it came about."},
		}},
		always("3.2", "Who gives the marks", "Your lead gives them, and the hall or office manager signs. You hear them in a talk before the letter comes. If you see it differently, write it down: it goes with the marks."),
		always("4.1", "Courses", "You have five paid days a year to learn something that your work, or your next post, needs. We pay the course. You and your lead agree on the dates. A no comes with a reason within ten working days."),
		always("6.3", "Weeks of absence", "Flexibility counts how often you took another station or shift, over 12 weeks. Weeks in which you were ill or on leave come out of the 12 weeks. So they can't lower your mark."),
	}
}
