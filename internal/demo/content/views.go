package content

// View is a view of the queue that somebody of HR keeps.
type View struct {
	Agent, Name, Query string
	Shared             bool // with their team
}

// Views are those of the demo.
func Views() []View {
	return []View{
		{Agent: "theo-brandt", Name: "Pay, late first", Query: "service=pay&due=week&sort=due", Shared: true},
		{Agent: "theo-brandt", Name: "Before the pay run, mine", Query: "service=pay&owner=me"},
		{Agent: "marta-kowalczyk", Name: "Managers who wait for us", Query: "group=managers&waits=hr", Shared: true},
		{Agent: "marta-kowalczyk", Name: "Asked for a call", Query: "calls=asked&sort=due", Shared: true},
		{Agent: "marta-kowalczyk", Name: "In Polish, nobody yet", Query: "language=pl&owner=nobody"},
		{Agent: "ingrid-salo", Name: "The law says until when", Query: "law=runs&sort=due", Shared: true},
	}
}
