package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/calculation"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// This table is written by hand as those of rights_byhand_test.go, from the sentences of package calculation.
//
//	figures  read how something was worked out: who asked, whom it is for, who stands by them, and HR who may read the words; never a manager
const figuresByHand = `
relation                                figures
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
const healthFiguresByHand = `
relation                                figures
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

// lineOf works something out on a case and returns the id of its line.
func lineOf(t testing.TB, a *apptest.App, by authz.Actor, number string) string {
	t.Helper()
	c, err := a.Calculation.Write(t.Context(), by, calculation.Write{Number: number, Title: "Figures", Unit: "EUR", Rounding: "half_up",
		Lines: []calculation.Entry{{Text: "Nights", Quantity: "4", Rate: "38", Source: "Table B"}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.App.Desk.Read(t.Context(), a.Actor(authz.Portal, "amina"), desk.ReadOne{Number: number}); err != nil { // so that it is no news to whoever looks next
		t.Fatal(err)
	}
	return c.Lines[0].ID
}
