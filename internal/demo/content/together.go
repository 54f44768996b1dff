package content

// Shared is an answer that two people of HR write together.
type Shared struct {
	Begins, Joins string // keys of who began it, and who went on with it
	Subject       string // of the case, by which it is found
	First, Then   string // what the one wrote, and what became of it
}

// Together returns the one of today: it waits for somebody who reads it and sends it.
func Together() Shared {
	first := "Dear Oskar,\n\nfour days a week from April is possible. You would work 32 hours, and your pay is four fifths of what it is now."
	return Shared{Begins: "marta-kowalczyk", Joins: "daniel-okoro", Subject: "Four days a week from April", First: first,
		Then: first + "\n\nBefore you decide: your holiday is counted in days of work, so it is 24 days instead of 30, and they last as long as now. The new rota is planned in February, so your Fridays are yours only if we hear from you by then."}
}
