package content

// Field is something that a service asks for besides words.
type Field struct {
	Service, Key, Kind, Label, Help, Unit, Least, Most, Side string
	Choices                                                  []string
	Required                                                 bool
}

// Fields returns those of two services, in the order of their forms.
func Fields() []Field {
	return []Field{
		{Service: "parents", Key: "birth", Kind: "date", Label: "Date of birth, or expected", Required: true},
		{Service: "parents", Key: "kind", Kind: "choice", Label: "Kind of leave", Choices: []string{"In one block", "In several blocks", "Shared with the other parent"}},
		{Service: "parents", Key: "weeks", Kind: "whole", Label: "Weeks wished", Unit: "weeks", Least: "1", Most: "156", Help: "If you know it already."},
		{Service: "parents", Key: "part-time", Kind: "yes_no", Label: "Works part-time meanwhile"},
		{Service: "parents", Key: "centre", Kind: "text", Label: "Cost centre", Side: "hr_only"},
		{Service: "letters", Key: "reader", Kind: "choice", Label: "Who reads the letter", Choices: []string{"A bank", "A landlord", "An authority", "A school", "Somebody else"}},
		{Service: "letters", Key: "needed", Kind: "date", Label: "Needed by"},
		{Service: "letters", Key: "copies", Kind: "whole", Label: "Copies on paper", Least: "1", Most: "5"},
	}
}

// Filling is what stands in the fields of a situation: words and numbers, and dates as days from now. ByHR is what its agent filled in.
type Filling struct {
	Situation string
	Words     map[string]any
	Days      map[string]int
	ByHR      map[string]any
}

// Fillings returns them.
func Fillings() []Filling {
	return []Filling{
		{Situation: "oskar-parental", Words: map[string]any{"kind": "In one block", "weeks": "13", "part-time": "no"}, Days: map[string]int{"birth": -225}, ByHR: map[string]any{"centre": "4410 Design"}},
		{Situation: "beatriz-mortgage", Words: map[string]any{"reader": "A bank", "copies": "2"}, Days: map[string]int{"needed": 6}},
	}
}
