package content

// Promise is how soon HR promises an answer to some requests, as promise policies have it. An empty Service, Priority or Group is all.
type Promise struct {
	Name, Service, Priority, Group string
	First, Decision                string // as in 4h or 2d
	Warn                           int    // percent of the time after which who works on it is told; 0 is the usual
}

// Promised are the promise policies of the organisation.
func Promised() []Promise {
	return []Promise{
		{Name: "What cannot wait", Priority: "high", First: "1h", Decision: "1d", Warn: 30},
		{Name: "Those who lead a shift hear from us before it ends", Group: "managers", First: "2h", Decision: "2d"},
		{Name: "People from outside", Group: "outside", First: "1d", Decision: "5d"},
	}
}
