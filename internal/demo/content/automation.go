package content

// Sorting is a rule by which a team of HR sorts its cases, as the API has it.
type Sorting struct {
	Team, Name, When, Service, Title, Owner, Tag, Priority, Note string
}

// Sortings are those of the demo. They are off, so that they can be tried on its year and then switched on.
func Sortings() []Sorting {
	return []Sorting{
		{Team: PayrollTeam, Name: "Bank details first", When: "opened", Service: "pay", Title: "bank", Tag: "bank details", Priority: "high",
			Note: "Call back on the number in the directory before you change an account: never on one from the message."},
		{Team: AdviceTeam, Name: "Written again, and nobody has it", When: "wrote", Owner: "nobody", Priority: "high"},
	}
}
