package content

// LiveHeard is what the agent of a situation heard, written after the conversation, and what its asker said to it.
type LiveHeard struct {
	Before                                    int // office minutes before now at which it was written
	Happened, Asks, ByWhen, Worry, NotToShare string
	Answered                                  int    // office minutes before now; 0: not yet
	Correction                                string // what was wrong; "" is a yes
	Reminded                                  int    // office minutes before now at which the asker was reminded; 0: not yet
}

// LiveAsking is what the agent of a situation would ask somebody else: it waits for the asker.
type LiveAsking struct {
	Before      int // office minutes before now
	Whom, Words string
}

// heardOf says what was heard in a situation: one was confirmed, one corrected and then confirmed, two wait, and one of them was reminded of.
func heardOf(key string) ([]LiveHeard, []LiveAsking) {
	switch key {
	case "amina-allowance":
		return []LiveHeard{{Before: workDay + 200, Happened: "You worked four nights for Nils, and there is no night money on your payslip.", Asks: "The allowance for the four nights.",
			Worry: "That it looks as if you swapped without telling anybody. You told Jonas.", Answered: workDay + 40}}, nil
	case "amina-hours":
		return []LiveHeard{{Before: workDay + 70, Happened: "Your mother starts day treatment on Wednesdays in January, and nobody else can go with her.",
				Asks: "To work 80% from January, four days a week, with Wednesdays free.", ByWhen: "In two weeks, when the clinic plans the places.",
				Worry: "Losing your place on line 3, and not being able to go back to 100%.", NotToShare: "That your mother is ill."}},
			[]LiveAsking{{Before: workDay + 60, Whom: "Jonas Eklund, your team lead", Words: "Can line 3 be staffed with eleven on Wednesdays from January? I may not say for whom, and nothing is decided."}}
	case "pavel-review":
		first := LiveHeard{Before: 300, Happened: "You got a letter with 2.4% and no calculation. You were ill for three weeks in June.", Asks: "More than 2.4%, as Eva got.",
			Worry: "That the weeks in June counted against you.", Answered: 240, Correction: "I do not ask for more money. I want to see how 2.4% comes from my marks, line by line. If it is right, it is right."}
		second := first
		second.Before, second.Asks, second.Answered, second.Correction = 200, "To see how 2.4% follows from your marks, line by line. You do not ask for more money.", 60, ""
		return []LiveHeard{first, second}, nil
	case "oskar-parental":
		return []LiveHeard{{Before: 2*workDay + 240, Happened: "Your daughter will be one in April, and then it is your turn at home.",
			Asks: "Three months in one block from April. You could start two weeks later if that helps the project.", ByWhen: "Before the date by which the block has to be asked for.", Worry: "Whether your project waits for you.", Reminded: 170}}, nil
	}
	return nil, nil
}
