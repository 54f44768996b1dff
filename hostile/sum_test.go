package hostile

import (
	"fmt"
	"maps"
	"slices"

	"hearth/internal/platform/store"
)

// summary is what became of a whole storm.
type summary struct {
	addresses int
	tally     tally
	free, got int             // fields that take texts, and the strings that they got
	compared  map[string]bool // by address that takes texts: whether one of them was taken and compared with what is shown
}

func (s *summary) add(t *target) {
	s.addresses++
	s.tally.add(t.tally)
	for _, way := range t.text {
		s.tally.of(way).fields++
	}
	free, got := t.open()
	s.free, s.got = s.free+free, s.got+got
	if len(t.text) > 0 {
		s.compared[t.route.Pattern()] = t.tally.top.compared+t.tally.deep.compared > 0
	}
}

func (s *summary) String() string {
	n := 0
	for _, is := range s.compared {
		if is {
			n++
		}
	}
	top, deep := s.tally.top, s.tally.deep
	return fmt.Sprintf("%d addresses; %d fields and %d places deeper in bodies; %d and %d strings sent; %d and %d of them compared with what is shown, at %d of the %d addresses that take texts; %d places take any text, and got %d strings",
		s.addresses, top.fields, deep.fields, top.strings, deep.strings, top.compared, deep.compared, n, len(s.compared), s.free, s.got)
}

// short says where a storm was less than it has to be: of n strings.
func (s *summary) short(n int, d store.Dialect) (findings []string) {
	floor := func(got, least int, what string) {
		if got < least {
			findings = append(findings, fmt.Sprintf("only %d %s, and not %d", got, what, least))
		}
	}
	part := 1
	if d == store.Postgres {
		part = 4
	}
	floor(s.tally.top.fields, 1000, "fields")
	floor(s.tally.deep.fields, 60, "places deeper in bodies")
	floor((s.tally.top.strings+s.tally.deep.strings)*part, (s.tally.top.fields+s.tally.deep.fields)*n/10, "strings, where every field and place would get all of them in the whole count, of which a tenth is due,")
	floor(s.tally.top.compared*part, n*50, "comparisons of fields")
	floor(s.tally.deep.compared*part, n*3, "comparisons of texts deeper in bodies")
	return findings
}

// unnamed says which addresses take texts that are compared with nothing and are not named in a table of such, and which are named there without need.
func unnamed(compared map[string]bool, table map[string]string) (findings []string) {
	for _, pattern := range slices.Sorted(maps.Keys(compared)) {
		switch why, named := table[pattern]; {
		case !compared[pattern] && !named:
			findings = append(findings, pattern+": no text that it took was compared with what is shown: read it back, or say in unread_test.go why nobody sees it.")
		case compared[pattern] && named:
			findings = append(findings, pattern+": what it takes is compared after all: unread_test.go need not name it.")
		case named && !sentence(why):
			findings = append(findings, pattern+": unread_test.go gives no reason.")
		}
	}
	for _, pattern := range slices.Sorted(maps.Keys(table)) {
		if _, there := compared[pattern]; !there {
			findings = append(findings, pattern+": unread_test.go names an address that takes no text.")
		}
	}
	return findings
}
