package app_test

import "maps"

// These tables are written by hand as those of rights_byhand_test.go, from the sentences of package decision.
//
//	decision  read what was decided: whoever reads the conversation, where the answer stands
//	decide    decide, and correct it: whoever works on the words
//	appeal    ask for a second look: who asked, whom it is for, who stands by them
const decisionsByHand = `
relation                                decision decide appeal
nobody of it                            ---     ---     ---
by                                      yyy     nnn     yyy
for                                     yyy     nnn     yyy
for (desk)                              yyy     nnn     yyy
about, as the service says              yyy     nnn     nnn
about, as the service says (desk)       yyy     nnn     nnn
about                                   ---     ---     ---
about (desk)                            ---     ---     ---
against                                 ---     ---     ---
against (desk)                          ---     ---     ---
excluded                                ---     ---     ---
excluded (desk)                         ---     ---     ---
manager, as the service says            yyy     nnn     nnn
manager                                 ---     ---     ---
manager, kept out                       ---     ---     ---
representative                          yyy     nnn     yyy
representative (desk)                   yyy     nnn     yyy
named                                   yyy     yyy     nnn
assignee                                yyy     yyy     nnn
team                                    yy-     yy-     nn-
another team                            y--     y--     n--
head of HR                              y--     y--     n--
team, in the portal                     ---     ---     ---
administrator                           ---     ---     ---
data-protection officer                 ---     ---     ---
concern handler                         ---     ---     ---
`

// The same for a service that holds health data.
const healthDecisionsByHand = `
relation                                decision decide appeal
nobody of it                            ---     ---     ---
by                                      yyy     nnn     yyy
for                                     yyy     nnn     yyy
for (desk)                              yyy     nnn     yyy
about, as the service says              nnn     nnn     nnn
about, as the service says (desk)       nnn     nnn     nnn
about                                   ---     ---     ---
about (desk)                            ---     ---     ---
against                                 ---     ---     ---
against (desk)                          ---     ---     ---
excluded                                ---     ---     ---
excluded (desk)                         ---     ---     ---
manager, as the service says            nnn     nnn     nnn
manager                                 ---     ---     ---
manager, kept out                       ---     ---     ---
representative                          nnn     nnn     nnn
representative (desk)                   nnn     nnn     nnn
named                                   yyy     yyy     nnn
assignee                                yyy     yyy     nnn
team                                    nn-     nn-     nn-
another team                            n--     n--     n--
head of HR                              n--     n--     n--
team, in the portal                     ---     ---     ---
administrator                           ---     ---     ---
data-protection officer                 ---     ---     ---
concern handler                         ---     ---     ---
`

// besides puts the cells of several tables into one.
func besides(tables ...map[string]map[string]string) map[string]map[string]string {
	all := tables[0]
	for _, t := range tables[1:] {
		for row, cells := range t {
			maps.Copy(all[row], cells)
		}
	}
	return all
}
