package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/exception"
	"hearth/internal/platform/authz"
)

// This table is written by hand as those of rights_byhand_test.go, from the sentences of package exception.
//
//	wish        ask for an exception: who asked the case, whom it is for, and HR who may read the words; nobody who only stands by them, and never a manager
//	exceptions  read which were asked for and granted, and what was done once: those, and who stands by them
const exceptionsByHand = `
relation                                wish exceptions
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
representative                          nnn  yyy
representative (desk)                   nnn  yyy
named                                   yyy  yyy
assignee                                yyy  yyy
team                                    yy-  yy-
another team                            y--  y--
head of HR                              y--  y--
team, in the portal                     ---  ---
administrator                           ---  ---
data-protection officer                 ---  ---
concern handler                         ---  ---
`

// The same for a service that holds health data.
const healthExceptionsByHand = `
relation                                wish exceptions
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
named                                   yyy  yyy
assignee                                yyy  yyy
team                                    nn-  nn-
another team                            n--  n--
head of HR                              n--  n--
team, in the portal                     ---  ---
administrator                           ---  ---
data-protection officer                 ---  ---
concern handler                         ---  ---
`

// wishOf asks for an exception on a case and goes an extra mile, and returns the ids of both.
func wishOf(t testing.TB, a *apptest.App, by authz.Actor, number string) (wish, mile string) {
	t.Helper()
	e, err := a.Exception.Ask(t.Context(), by, exception.Ask{Number: number, Clause: "pay 4.2", Why: "It was a day like no other."})
	if err != nil {
		t.Fatal(err)
	}
	m, err := a.Exception.Go(t.Context(), by, exception.Go{Number: number, What: "A courier took it."})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.App.Desk.Read(t.Context(), a.Actor(authz.Portal, "amina"), desk.ReadOne{Number: number}); err != nil { // so that it is no news to whoever looks next
		t.Fatal(err)
	}
	return e.ID, m.ID
}
