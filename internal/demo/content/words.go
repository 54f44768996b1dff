package content

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Needed is what is needed from the asker of an ordinary case that waits for them.
const Needed = "Please send us what we asked for in our last message. Then we go on at once."

// Meanwhile is what HR says every few days while an ordinary case waits for somebody else than its asker.
var Meanwhile = []string{
	"No news yet: we asked again this morning and wait for their answer. You hear from us again within the week, also if there is none.",
	"This is still with us. They have promised an answer for the coming days; as soon as it is here, we write to you.",
	"We have not forgotten you. We wait for one more piece, and nothing is needed from you until then.",
}

// Words are what a story says of the people and days in it.
type Words struct {
	Name     string // {name}: the asker's first name
	Lead     string // {lead}: the first name of the asker's manager
	Language string
	Number   int       // {n}: a small number; {n*38} is a multiple of it, in euro after a "€"
	Month    time.Time // {month}: any day of it
	Soon     time.Time // {soon}: a day after the case
	Last     time.Time // {last}: a day before the case
}

var place = regexp.MustCompile(`(€?)\{(name|lead|month|soon|last|n)(?:\*(\d+))?\}`)

// Fill returns text with its places filled. A place that is not known stays as it is.
func (w Words) Fill(text string) string {
	return place.ReplaceAllStringFunc(text, func(found string) string {
		part := place.FindStringSubmatch(found)
		switch part[2] {
		case "name":
			return part[1] + w.Name
		case "lead":
			return part[1] + w.Lead
		case "month":
			return part[1] + w.Month.Format("January")
		case "soon":
			return part[1] + w.day(w.Soon)
		case "last":
			return part[1] + w.day(w.Last)
		}
		return w.number(part[1] != "", part[3])
	})
}

func (w Words) day(t time.Time) string {
	if w.Language != "" && w.Language != "en" {
		return t.Format("2.1.")
	}
	return t.Format("Mon 2 Jan")
}

func (w Words) number(euro bool, times string) string {
	n := w.Number
	if k, err := strconv.Atoi(times); err == nil {
		n *= k
	}
	switch {
	case !euro:
		return strconv.Itoa(n)
	case w.Language == "" || w.Language == "en":
		return fmt.Sprintf("€%d.00", n)
	}
	return fmt.Sprintf("€%d,00", n)
}

// Fill returns the script with all its texts filled.
func (s CaseScript) Fill(w Words) CaseScript {
	turns := make([]Turn, len(s.Turns))
	for i, t := range s.Turns {
		t.Text = w.Fill(t.Text)
		turns[i] = t
	}
	s.Turns = turns
	s.Subject, s.Body, s.Closing = w.Fill(s.Subject), w.Fill(s.Body), w.Fill(s.Closing)
	s.Comment, s.Missing, s.Second = w.Fill(s.Comment), w.Fill(s.Missing), w.Fill(s.Second)
	return s
}
