package app_test

import (
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/callback"
	"hearth/internal/platform/authz"
)

// This table is written by hand as those of rights_byhand_test.go, from the sentences of package callback.
//
//	call    ask to be called and read what became of it: who may write in the case, and HR who may read its words; never a manager
//	uncall  say that the call is not needed any more: the customer alone
const callbacksByHand = `
relation                                call uncall
nobody of it                            ---  ---
by                                      yyy  yyy
for                                     yyy  yyy
for (desk)                              yyy  yyy
about, as the service says              nnn  nnn
about, as the service says (desk)       nnn  nnn
about                                   ---  ---
about (desk)                            ---  ---
against                                 ---  ---
against (desk)                          ---  ---
excluded                                ---  ---
excluded (desk)                         ---  ---
manager, as the service says            nnn  nnn
manager                                 ---  ---
manager, kept out                       ---  ---
representative                          yyy  nnn
representative (desk)                   yyy  nnn
named                                   yyy  nnn
assignee                                yyy  nnn
team                                    yy-  nn-
another team                            y--  n--
head of HR                              y--  n--
team, in the portal                     ---  ---
administrator                           ---  ---
data-protection officer                 ---  ---
concern handler                         ---  ---
`

// The same for a service that holds health data.
const healthCallbacksByHand = `
relation                                call uncall
nobody of it                            ---  ---
by                                      yyy  yyy
for                                     yyy  yyy
for (desk)                              yyy  yyy
about, as the service says              nnn  nnn
about, as the service says (desk)       nnn  nnn
about                                   ---  ---
about (desk)                            ---  ---
against                                 ---  ---
against (desk)                          ---  ---
excluded                                ---  ---
excluded (desk)                         ---  ---
manager, as the service says            nnn  nnn
manager                                 ---  ---
manager, kept out                       ---  ---
representative                          nnn  nnn
representative (desk)                   nnn  nnn
named                                   yyy  nnn
assignee                                yyy  nnn
team                                    nn-  nn-
another team                            n--  n--
head of HR                              n--  n--
team, in the portal                     ---  ---
administrator                           ---  ---
data-protection officer                 ---  ---
concern handler                         ---  ---
`

// callOf asks for a call on a case, and returns its id.
func callOf(t testing.TB, a *apptest.App, by authz.Actor, number string) string {
	t.Helper()
	from := a.DB.Now().Add(48 * time.Hour)
	c, err := a.Callback.Ask(t.Context(), by, callback.Ask{Number: number, Windows: []callback.Stretch{{From: from, To: from.Add(time.Hour)}}, Phone: "+46 70 555 01 87"})
	if err != nil {
		t.Fatal(err)
	}
	return c.ID
}
