package content

// Sorting is a rule by which a team of HR sorts its cases, as the API has it.
type Sorting struct {
	Team, Name, When, Service, Title, Owner, Tag, Priority, Note string
	Field, How, Text                                             string // what it asks of a field
	Tell                                                         string // the slug of whom of HR it tells
}

// Sortings are those of the demo. They are off, so that they can be tried on its year and then switched on.
func Sortings() []Sorting {
	return []Sorting{
		{Team: PayrollTeam, Name: "Bank details first", When: "opened", Service: "pay", Title: "bank", Tag: "bank details", Priority: "high",
			Note: "Call back on the number in the directory before you change an account: never on one from the message."},
		{Team: AdviceTeam, Name: "Leave of a year and more", When: "filled", Service: "parents", Field: "parents.weeks", How: "least", Text: "52", Tell: "marta-kowalczyk",
			Note: "Ask early who stands in, and when the position can be filled for a time."},
		{Team: AdviceTeam, Name: "Written again, and nobody has it", When: "wrote", Owner: "nobody", Priority: "high"},
	}
}
