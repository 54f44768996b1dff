package app_test

import "maps"

// This table is written by hand as those of rights_byhand_test.go, from the sentences of package statement: who asked, whom it is for, who stands by them, and who works on
// the words read a statement; a manager does not, even where the service lets them see the case. Who asked and whom it is for choose and question, as they settle.
const statementByHand = `
relation                                statement
nobody of it                            ---
by                                      yyy
for                                     yyy
for (desk)                              yyy
about, as the service says              nnn
about, as the service says (desk)       nnn
about                                   ---
about (desk)                            ---
against                                 ---
against (desk)                          ---
excluded                                ---
excluded (desk)                         ---
manager, as the service says            nnn
manager                                 ---
manager, kept out                       ---
representative                          yyy
representative (desk)                   yyy
named                                   yyy
assignee                                yyy
team                                    yy-
another team                            y--
head of HR                              y--
team, in the portal                     ---
administrator                           ---
data-protection officer                 ---
`

// The same for a service that holds health data.
const healthStatementByHand = `
relation                                statement
nobody of it                            ---
by                                      yyy
for                                     yyy
for (desk)                              yyy
about, as the service says              nnn
about, as the service says (desk)       nnn
about                                   ---
about (desk)                            ---
against                                 ---
against (desk)                          ---
excluded                                ---
excluded (desk)                         ---
manager, as the service says            nnn
manager                                 ---
manager, kept out                       ---
representative                          nnn
representative (desk)                   nnn
named                                   yyy
assignee                                yyy
team                                    nn-
another team                            n--
head of HR                              n--
team, in the portal                     ---
administrator                           ---
data-protection officer                 ---
`

// withStatement puts the cells of two tables into one.
func withStatement(all, more map[string]map[string]string) map[string]map[string]string {
	for row, cells := range more {
		maps.Copy(all[row], cells)
	}
	return all
}
