package content

// Sorting is a rule by which a team of HR sorts its cases, as JSON of the API has it.
type Sorting struct {
	Team, Name, When, Service, Title, Owner, Tag, Priority, Note string
	On                                                           bool
}

// Sortings are those of the demo. They listen to what happens after it was made.
func Sortings() []Sorting {
	return []Sorting{
		{Team: PayrollTeam, Name: "Bank details first", When: "opened", Service: "pay", Title: "bank", Tag: "bank details", Priority: "high",
			Note: "Call back on the number in the directory before you change an account: never on one from the message.", On: true},
		{Team: AdviceTeam, Name: "Written again, and nobody has it", When: "wrote", Owner: "nobody", Priority: "high", On: true},
	}
}
