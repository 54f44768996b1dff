package arch

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// grouped is what a query groups by, and byAgent a column of it that names who works on something.
var (
	grouped = regexp.MustCompile(`(?is)GROUP\s+BY\s+([^)]*)`)
	byAgent = regexp.MustCompile(`(?i)\b(?:\w+\.)?(\w*_person|person_id|\w+_by|assignee\w*|agent\w*|owner\w*)\b`)
)

// grouping are queries that group by people and are no figure of anybody, with why.
var grouping = map[string]string{
	"internal/desk/mailing/told.go": "when the requester wrote last in a case, so that nobody is told what they know",
}

// No load, count or other figure is grouped by who works on something: what is in no query can be shown on no page.
func TestNothingIsGroupedByAgent(t *testing.T) {
	t.Parallel()
	var used []string
	for _, s := range code(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			if by := groupsByAgent(lit.Value); by != "" {
				if used = append(used, s.path); grouping[s.path] == "" {
					t.Errorf("%s groups by %s: no figure is grouped by who works on something. Ask for the rows of one person, for that person alone.", s.at(lit), by)
				}
			}
			return true
		})
	}
	for path := range grouping {
		if !slices.Contains(used, path) {
			t.Errorf("%s groups by nobody any more: take it off the list.", path)
		}
	}
	for sql, want := range map[string]bool{`SELECT count(*) FROM desk_case c GROUP BY c.assignee_person`: true, `SELECT 1 FROM a GROUP BY service_id, written_by ORDER BY 1`: true,
		"SELECT 1\nFROM a\nGROUP BY\n\tperson_id": true, `GROUP BY e.case_id, e.team_id HAVING SUM(e.minutes) > 0`: false, `GROUP BY m.case_number ORDER BY max(m.at)`: false} {
		if got := groupsByAgent(sql) != ""; got != want {
			t.Errorf("%s: got %v, want %v", sql, got, want)
		}
	}
}

// groupsByAgent returns the column of a query that names who works on something and by which it groups, or "".
func groupsByAgent(sql string) string {
	for _, m := range grouped.FindAllStringSubmatch(sql, -1) {
		list, _, _ := strings.Cut(strings.ToUpper(m[1]), "ORDER BY")
		list, _, _ = strings.Cut(list, "HAVING")
		if found := byAgent.FindString(list); found != "" {
			return strings.ToLower(found)
		}
	}
	return ""
}
