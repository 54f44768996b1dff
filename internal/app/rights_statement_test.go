package app_test

import "testing"

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
concern handler                         ---
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
concern handler                         ---
`

// accounted gives a case an entry of effort and a question about it.
var accounted = []string{
	`INSERT INTO statement_effort (id, case_id, case_number, team_id, step, minutes, started_at, logged_at, note, why)
		SELECT 'e' || c.id, c.id, '', 'advice', 'Look it up', 1, c.opened_at, c.opened_at, '', '' FROM desk_case c WHERE c.id = $1`,
	`INSERT INTO statement_question (id, case_id, case_number, line, question, asked_at, answer, corrected)
		SELECT 'q' || c.id, c.id, '', 'effort:e' || c.id, 'Why?', c.opened_at, '', 1 = 2 FROM desk_case c WHERE c.id = $1`,
}

func (c *cells) accounted(t testing.TB, caseID string) {
	t.Helper()
	for _, query := range accounted {
		need(t, c.exec(query, caseID))
	}
}
