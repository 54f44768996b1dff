package content

func timeRules() []Rule {
	return []Rule{
		{Number: "1.1", Title: "Your week", Said: []RuleText{
			{Months: aWhileAgo, Text: "Full time is 38 hours a week."},
			{Months: aWhileAgo, Sites: []string{PortoSite}, Text: "Full time is 40 hours a week in Porto, breaks not counted."},
			{Months: aWhileAgo, Sites: []string{LondonSite}, Text: "Full time is 37.5 hours a week at Kestrel Street. You choose when you begin, between 07:30 and 10:00."},
		}},
		always("2.1", "Rest", "Between two shifts you have 11 hours of rest. Once a week you have 36 hours in one piece. If we break that, you get the hours back as free time in the same month."),
		always("2.2", "Long shifts", "A shift may have ten hours on up to five days in a row. The average over 16 weeks stays under 48 hours a week. The hall manager agrees two weeks ahead. "+
			"Nobody who is under 18 or pregnant works more than eight."),
		{Number: "3.1", Title: "When the rota is there", Said: []RuleText{
			{Months: aWhileAgo, Text: "You see your rota two weeks ahead."},
			{Months: 12, Text: "You see your rota three weeks ahead. If it is late, tell us: somebody by name stands in for planning each week.", Why: "Many of you need three weeks to find childcare."},
		}},
		always("3.2", "When the rota changes", "A change within seven days needs your yes. You may say no without a reason. If you say yes, you get €20.00 for it."),
		always("3.3", "Swapping a shift", "You may swap with anybody who can do the work. Both of you say so on your phone, and your lead has one day to object. A swap on the day counts too, when the lead on duty knows of it. Allowances go to the one who works."),
		always("4.1", "Nights in a row", "Nobody works more than five nights in a row. After them you have two free days. The planning tool refuses a plan that breaks this."),
		{Number: "5.1", Title: "Working less for a time", Said: []RuleText{
			{Months: aWhileAgo, Employment: []string{fullTimers}, Text: "You may ask for 50% to 90% for a year or longer. You name the day on which you go back to full time, and it is kept in writing. A no comes with a reason within four weeks."},
			{Months: aWhileAgo, Employment: []string{partTimers}, Text: "You may ask for more hours, or for full time, at any time. When a post with more hours becomes free, you hear of it first. Overtime begins above your own hours, not above full time."},
		}},
		always("6.1", "Nights with a small child", "Parents of a child under one leave night work for up to a year, on request. It takes nothing from the others. The night allowance stops for that time."),
	}
}

func homeRules() []Rule {
	return []Rule{
		{Number: "1.1", Title: "Days at home", Said: []RuleText{
			{Months: aWhileAgo, Text: "If your work can be done at home, you may do it there two days a week. You and your lead agree on which."},
			{Months: -2, Text: "If your work can be done at home, you may do it there three days a week. You and your lead agree on which. One day a week the whole team is at work together.",
				Why: "A year's trial in four teams went well."},
			{Months: 10, Sites: []string{PortoSite}, Text: "In the service centre you may work at home up to four days a week, after your first three months. You need a room with a door and a line that passes our test."},
		}},
		always("1.2", "From another country", "Inside the European Union you may work from elsewhere for 30 days a year. Ask two weeks ahead, because of your insurance. Outside it, tax makes it hard: ask us first."),
		{Number: "2.1", Title: "What you get for home", Said: []RuleText{
			{Months: aWhileAgo, Text: "You get a screen, a chair and a headset for home, on loan. If a part breaks, we replace it within five working days. When you leave, we collect it."},
			{Months: 10, Sites: []string{PortoSite}, Text: "You get a screen, a chair and a headset for home, on loan, and €30.00 a month for the line. If a part breaks, we replace it within five working days."},
		}},
		always("3.1", "Being reached", "You don't have to answer outside of your hours. Nobody may hold that against you. Who needs you in an emergency calls, and the time counts as work."),
	}
}
