package fairness

import (
	"strings"
	"testing"

	"hearth/internal/platform/fault"
)

// FuzzLines holds that a file of attributes is read or refused with a sentence about it, and that the lines that it tells of are in it.
func FuzzLines(f *testing.F) {
	for _, s := range []string{
		"", "person,attribute,value\n1,sex,f\n", "\ufeffPerson;Value;Attribute\r\n1;f;sex\r\n", "person\tattribute\tvalue\n1\tsex\n", "person,attribute,value\na\"b,x,y\n",
		"person,attribute,value\n\"a,x,y\n", "\"person,attribute,value", "person,attribute,value\n\n\n1,\"a\nb\",c,d\n", "person,person,attribute,value\n1,2,3,4", ";,\n", "person,attribute,value\n\x00,\xff,\"\"\"\"\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lines, err := readLines(text)
		if err != nil {
			if told := fault.As(err); told == nil || len(told.Fields) != 1 || told.Fields[0].Name != "csv" {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		most, last := strings.Count(text, "\n")+1, 1
		for _, l := range lines {
			if l.n <= last || l.n > most {
				t.Fatalf("%q: line %d after %d of %d", text, l.n, last, most)
			}
			if last = l.n; l.wrong() == "" && !strings.Contains(text, l.attribute) {
				t.Fatalf("%q: %q is not in it", text, l.attribute)
			}
		}
	})
}
