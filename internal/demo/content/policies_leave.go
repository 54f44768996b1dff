package content

func leaveRules() []Rule {
	return []Rule{
		{Number: "6.1", Title: "When you are ill", Said: []RuleText{
			{Months: aWhileAgo, Text: "Tell us before your shift begins: by phone, on the page, or through somebody else. You need a doctor's note from the eighth day on. Your lead reads that you are away and until when, never why."},
			{Months: aWhileAgo, Sites: []string{PortoSite}, Text: "Tell us before your shift begins: by phone, on the page, or through somebody else. You need a doctor's note from the fourth day on, because the state asks for it. Your lead reads that you are away and until when, never why."},
		}},
		always("7.1", "When your child is ill", "If your child is under twelve and ill, you may stay at home with full pay. You have six working days for it per calendar year and child. Tell us in the morning; no proof is needed."),
		always("7.4", "Moving house", "You have one paid day in a calendar year when you move your household. Tell us the date. No proof is needed."),
		{Number: "8.1", Title: "How much holiday you have", Said: []RuleText{
			{Months: aWhileAgo, Text: "You have 30 days of holiday a year in full time. If you work fewer days a week, you have as many weeks, counted in your own days."},
			{Months: aWhileAgo, Sites: []string{PortoSite}, Text: "You have 25 days of holiday a year: 22 by law and three from us."},
			{Months: aWhileAgo, Sites: []string{PortoSite}, Employment: []string{partTimers}, Text: "You have 25 days of holiday a year, as in full time. A day counts as long as your shift of that day would have been. If your shifts differ, the average of eight weeks counts."},
		}},
		always("8.2", "When too many ask for the same weeks", "Who stood back last year comes first. After that, parents of children at school come first in the school holidays. A no comes with the reason, and with other weeks."),
		{Number: "8.5", Title: "Taking holiday into the next year", Said: []RuleText{
			{Months: aWhileAgo, Text: "Up to five days move to the next year. Use them by the end of March."},
			{Months: 21, Text: "Up to five days move to the next year. Use them by the end of March. If work moved your holiday twice, all of it moves, and you have until the end of June.",
				Why: "Some of you lost days because of our plans, not yours."},
		}},
		always("9.1", "When a child is born", "The other parent has ten working days within 60 days of the birth. The state pays a part, and we add the rest up to full pay. Adopting a child counts as a birth, from the day it comes to you."),
		always("9.6", "Coming back", "After parental leave you come back to your post, with the same pay and grade. If your tasks changed, your lead tells you before you return. A talk about it binds nobody."),
	}
}

func conductRules() []Rule {
	return []Rule{
		always("1.1", "How we treat each other", "Nobody is shouted at, mocked or left out here. It does not matter who does it, or how good their work is. A bad day explains it once, and does not excuse it."),
		{Number: "2.1", Title: "Raising a concern", Said: []RuleText{
			{Months: aWhileAgo, Text: "If something is not right, tell your lead, us, or the ombudswoman. You can ask that only named people read it. You have a first answer on the same day or the next."},
			{Months: aWhileAgo, Sites: []string{PortoSite}, Text: "If something is not right, tell your lead, us, or the director of the service centre. You can ask that only named people read it. You have a first answer on the same day or the next."},
		}},
		always("2.2", "Who is kept out, and what must not happen", "The person it is about does not work on it, and can't find it. Nobody may treat you worse because you spoke, or because you stood by somebody. "+
			"If it happens all the same, it is a concern of its own, and we act on it first."),
		{Number: "3.1", Title: "If you disagree with a decision", Said: []RuleText{
			{Months: aWhileAgo, Text: "Write to us within 14 days of the decision and say what you see differently."},
			{Months: 11, Text: "Write to us within 28 days of the decision and say what you see differently. A sentence is enough. You can bring anybody you trust. Your rights before a court or with your union stay as they are.",
				Why: "Two weeks were too short for people who were ill or on holiday."},
		}},
		always("3.2", "Who looks at it again", "Somebody who had no part in the decision looks at it. They hear you first. You have their answer within ten working days, with the reason and the rule. Until then nothing is done that could not be undone."),
	}
}
