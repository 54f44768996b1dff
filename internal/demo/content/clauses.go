package content

// Clause is a part of a policy of the organisation, as decisions cite it.
type Clause struct{ Ref, Title, Text, Version string }

// Clauses returns what decisions of the past year rest on. Their numbers are those that the answers mention.
func Clauses() []Clause {
	return []Clause{
		{"pay 4.2", "Pay and allowances", "A shift that begins between 20:00 and 02:00 earns the night allowance, also when it was swapped on the day.", "3"},
		{"pay 4.6", "Pay and allowances", "What was paid too little is paid with the next pay run. If the person needs it earlier, it is paid within two working days.", "3"},
		{"pay 5.4", "Pay and allowances", "Who stands in for a higher post for a week or longer is paid for it from the first day.", "3"},
		{"pay 6.3", "Pay and allowances", "Weeks of absence come out of the window of a pay review, so that they cannot lower a mark.", "3"},
		{"pay 6.5", "Pay and allowances", "A pay review is worked out from the marks for skill, quality and flexibility and from table B. The letter shows each line.", "3"},
		{"leave 7.1", "Leave", "A parent has six paid days a year for each child under twelve who is ill.", "2"},
		{"leave 8.2", "Leave", "Where more people ask for the same weeks than can be away, who stood back last year comes first.", "2"},
		{"leave 8.5", "Leave", "Five days move to the next year. More move when work made it impossible to take them.", "2"},
		{"parents 9.2", "Becoming a parent", "Parental leave is taken in up to three blocks. Each is told two months before it begins.", "1"},
		{"parents 9.6", "Becoming a parent", "Who comes back from parental leave returns to the same post with the same pay.", "1"},
		{"hours 3.1", "Hours and shifts", "Hours can be reduced where the work of the team can be done. The lead says within two weeks whether it can, and why.", "2"},
		{"hours 3.4", "Hours and shifts", "Up to two days a week may be worked at home where the work allows it.", "2"},
		{"learning 2.3", "Learning and career", "The organisation pays for a course that the post needs, and half of one that serves a next post.", "1"},
	}
}
