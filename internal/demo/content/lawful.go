package content

// Lawful is a request that a law wants decided within a time and that is open. Days are before now.
type Lawful struct {
	Service, Asker, Agent, Subject, Body string
	Days                                 int
	Words                                []Word
}

// Word is what the agent wrote, some days before now.
type Word struct {
	Days int
	Text string
}

// LawfulOnes are those of the organisation.
func LawfulOnes() []Lawful {
	return []Lawful{
		{Service: "my-data", Asker: "astrid-nyberg", Agent: "priya-raman", Days: 19, Subject: "A copy of what you keep about me",
			Body: "Please send me a copy of everything that HR keeps about me: my file, what was said in reviews, and who has seen it. I ask under Article 15 of the GDPR.",
			Words: []Word{
				{18, "Thank you, Astrid. You get a copy of all of it, by the day that the law gives and sooner if we can. Payroll, the site and your former team each send me their part."},
				{14, "Payroll and the directory have sent theirs. I read through it, so that nothing in it tells you about somebody else."},
				{8, "The notes of your last two reviews are there too. What is missing is the list of who opened your record: I have asked for it."},
				{3, "The list has come. I put all of it into one file with a page that explains it, and send it to you here this week or next."},
			}},
	}
}
