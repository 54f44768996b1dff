package calendar

import "fmt"

// Problem says what is wrong with a calendar or with a question asked of it, in
// a sentence for the person who can mend it. Text is the sentence and also its
// message key; Args fill its verbs. Field names the part of the calendar
// ("zone", "week.mon", "holidays"), or is empty.
type Problem struct {
	Field string
	Text  string
	Args  []any
}

// Error returns the sentence in English.
func (p *Problem) Error() string { return fmt.Sprintf(p.Text, p.Args...) }

func problem(field, text string, args ...any) *Problem {
	return &Problem{Field: field, Text: text, Args: args}
}
